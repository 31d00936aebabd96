"""The chairmanship: who presides on a day and why, who is next, every turn by every claim."""

from comity.acts import chairmanship as acts
from comity.cli.layout import out, prose, table
from comity.cli.reading import Reading
from comity.cli.views.common import View, cell, confidence, envelope, fact, head, later
from comity.cli.views.members import words_of
from comity.cli.words import tongue
from comity.organisation import chairmanship as room
from comity.organisation import membership
from comity.organisation.chairmanship import Turn
from comity.organisation.words import ORGANISATION


def view(reading: Reading, on: str, name: str) -> View:
    """`chairmanship`: who presides on the day, who is next and why, all turns, the rules, concepts."""
    standing = reading.standing
    life, law = standing.chairmanship.get(f"chairmanship/{ORGANISATION}"), standing.law
    now = room.who_presides_on(life, law, on)
    then = room.who_is_next(life, law, membership.members_on(standing.members, on), on)
    ways = room.ways(life)
    turns = {turn.assumed.entry: turn for way in reversed(ways) for turn in way.turns}
    return {
        **envelope(reading, on),
        "truth": now.truth.value,
        "presides": [_turn(reading, turn) for turn in now.answers],
        "next": {
            "ground": then.ground, "state": then.state, "start": then.start, "after": then.after, "order": list(then.order),
            "came": _turn(reading, then.came) if then.came else None,
        },
        "turns": [_turn(reading, turn) for turn in sorted(turns.values(), key=lambda t: (t.start, t.assumed.entry))],
        "rules": [
            {
                "id": one.id, "regime": one.regime, "term": one.term, "text": dict(one.text), "reason": dict(one.reason),
                "since": one.in_force.start, "until": one.in_force.until, "provision": one.provision, "over": list(one.over),
                "sources": list(one.source), "confidence": one.confidence,
            }
            for one in law.chairing if not one.body
        ],
        "concepts": [
            {
                **fact(one.presented), "state": one.state, "title": words_of(one.act.title), "start": one.act.start,
                "until": one.act.until or "", "priorities": [{"id": p.id, "text": words_of(p.text)} for p in one.act.priorities],
                "approved": [
                    {**fact(f), "approved_by": words_of(f.act.approved_by)} for f in one.approved if isinstance(f.act, acts.Approve)
                ],
                "reports": [fact(f) for f in one.reports],
            }
            for one in room.concepts(life, on)
        ],
        "not_known": [
            {"id": n.id, "text": dict(n.text)} for n in law.not_known.values() if any(a.startswith("chairmanship/") for a in n.about)
        ],
    }  # fmt: skip


def _turn(reading: Reading, turn: Turn) -> View:
    claim = turn.assumed.claim
    return {
        **fact(turn.assumed),
        "state": turn.state,
        "until": room.last_day(turn, reading.standing.law),
        "regime": turn.act.regime,
        "in_place_of": turn.in_place_of,
        **({"claim": claim.key, "preferred": claim.preferred, "reason": words_of(claim.reason)} if claim else {}),
    }


def tell(reading: Reading, view: View) -> None:
    """The chairmanship in words: the answer, the expectation, the table of turns."""
    head(reading, view)
    prose(_answer(reading, view))
    prose(_coming(view))
    if view["turns"]:
        out()
        rows = [_row(reading, one, view["on"]) for one in reversed(view["turns"])]
        out(table([tongue(f"cli.chairmanship.{c}") for c in ("state", "since", "until", "regime", "from")], rows))
    for one in view["concepts"]:
        out()
        prose(tongue("cli.chairmanship.concept", state=("state", one["state"]), title=_word(one["title"])))
        for priority in one["priorities"]:
            prose(f"– {_word(priority['text'])}", 2)
        for approved in one["approved"]:
            prose(tongue("cli.chairmanship.approved", by=_word(approved["approved_by"])), 2)
    for unknown in view["not_known"]:
        out()
        prose(f"{tongue('cli.not_known_head')} {_word(unknown['text'])}")


def _word(words: dict[str, str]) -> str:
    return words.get(tongue.lang) or next(iter(words.values()), "")


def _answer(reading: Reading, view: View) -> str:
    day = ("day", view["on"])
    if not view["presides"]:
        return tongue("cli.chairmanship.none" if view["truth"] == "no" else "cli.chairmanship.not_known", day=day)
    names = [reading.said("state", one["state"]) for one in view["presides"]]
    if view["truth"] != "yes":
        return tongue("cli.chairmanship.contested", day=day, names=", ".join(names))
    one = view["presides"][0]
    values = {"state": ("state", one["state"]), "start": ("day", one["day"])}
    code = "cli.chairmanship.in_place" if one["in_place_of"] else f"cli.chairmanship.by_{one['regime']}"
    return tongue(code, other=("state", one["in_place_of"]), **values)


def _coming(view: View) -> str:
    one = view["next"]
    return tongue(f"cli.chairmanship.next_{one['ground']}", state=("state", one["state"]), start=("day", one["start"]) if one["start"] else "")


def _row(reading: Reading, one: View, on: str) -> list[str]:
    name = reading.said("state", one["state"])
    if one["in_place_of"]:
        name += f"\n{tongue('cli.chairmanship.instead', state=('state', one['in_place_of']))}"
    if "claim" in one:
        name += f"\n{tongue('cli.preferred') if one['preferred'] else tongue('cli.chairmanship.claim')}"
    sure = confidence(one["confidence"])
    since = later(one["day"], on) + (f"\n{sure}" if sure else "")
    regime = tongue(f"cli.chairmanship.{one['regime']}")
    return [name, since, cell(one["until"]), regime, ", ".join(one["sources"]) or tongue("cli.signed_by_maker")]
