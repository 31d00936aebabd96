"""The decisions on a day: what bodies decided, what came of it; one of them, by its number or id, with what states did about it."""

from typing import cast

from comity.acts import decisions as acts
from comity.cli.frame import wrong
from comity.cli.layout import out, pairs, prose, table
from comity.cli.reading import Reading
from comity.cli.sentences import sentence
from comity.cli.views.common import View, cell, confidence, day, envelope, fact, grounds, head
from comity.cli.views.members import words_of
from comity.cli.words import tongue
from comity.organisation import decisions
from comity.organisation.decisions import DecisionOn


def view(reading: Reading, on: str, name: str) -> View:
    """`decisions`: every decision taken by the day, the newest first, or the one of this number or id."""
    standing = reading.standing
    life = decisions.found(standing.decisions, name) if name else None
    if name and life is None:
        raise wrong("cli.decisions.unknown", name=name[:60])
    every = [one for one in decisions.decisions_on(standing.decisions, on) if life is None or one.id == life.id]
    refs = {f"decision/{one.id}" for one in every}
    unknown = [n for n in standing.law.not_known.values() if refs & set(n.about)]
    return {
        **envelope(reading, on),
        "decisions": [_row(reading, one, on) for one in reversed(every)],
        "not_known": [{"id": n.id, "text": dict(n.text)} for n in unknown],
    }


def _row(reading: Reading, one: DecisionOn, on: str) -> View:
    assert one.record is not None
    act = cast(acts.Record, one.record.act)
    law = reading.standing.law
    of_class = law.texts_of(act.body, act.kind, one.record.start)
    life = reading.standing.decisions[f"decision/{one.id}"]
    return {
        "number": one.number,
        "decision": one.id,
        "title": words_of(act.title),
        "day": one.record.start,
        "body": act.body,
        "session": act.session if isinstance(act.session, str) else "",
        "kind": act.kind,
        "outcome": one.word,
        "binds": of_class.binds if of_class and one.word == "adopted" else "not_known",
        "effect": one.effect.value,
        "since": one.since,
        "until": one.until,
        "contested": bool(one.contested),
        "from": fact(one.record),
        "positions": [{**fact(s.fact), "state": s.state, "position": s.position, "accounts_differ": s.among_claims} for s in one.positions],
        "follows": list(act.follows),
        "followed": [other.id for other in decisions.following(reading.standing.decisions, life.ref, on)],
        "acts": [{**fact(found), "act": found.act.name()} for found in life.facts if found.start <= on],
    }


def tell(reading: Reading, found: View) -> None:
    """The decisions in words: a table of all, or everything about one."""
    head(reading, found)
    rows = found["decisions"]
    if not rows:
        prose(tongue("cli.decisions.none", day=("day", found["on"])))
    elif len(rows) == 1:
        _tell_one(reading, rows[0])
    else:
        heads = [tongue(f"decisions.{c}") for c in ("number", "title_head", "taken", "kind", "outcome_head")]
        out(table(heads, [_cells(reading, one) for one in rows]))
    for one in found["not_known"]:
        out()
        prose(f"{tongue('cli.not_known_head')} {one['text'].get(tongue.lang, one['text']['en'])}")


def _title(one: View) -> str:
    return str(one["title"].get(tongue.lang) or next(iter(one["title"].values())))


def _cells(reading: Reading, one: View) -> list[str]:
    sure = confidence(one["from"]["confidence"])
    disputed = f"\n{tongue('decisions.contested')}" if one["contested"] else ""
    return [
        str(one["number"]),
        _title(one) + (f"\n{sure}" if sure else ""),
        f"{cell(one['day'])}\n{reading.said('body', one['body'])}",
        tongue(f"decisions.kind_of.{one['kind']}"),
        tongue(f"decisions.outcome.{one['outcome']}") + disputed,
    ]


def _tell_one(reading: Reading, one: View) -> None:
    prose(f"{one['number']}. {_title(one)}")
    outcome = f"{tongue('decisions.outcome.' + one['outcome'])}, {day(one['day'])}, {reading.said('body', one['body'])}"
    rows = [
        (tongue("decisions.outcome_head"), f"{outcome} {grounds(one['from'])}"),
        (tongue("decisions.kind"), tongue(f"decisions.kind_of.{one['kind']}")),
        (tongue("decisions.binds_head"), tongue(f"decisions.binds.{one['binds']}")),
    ]
    if one["outcome"] == "adopted":
        since = tongue("decisions.from", day=("day", one["since"])) if one["since"] else tongue("decisions.not_stated")
        until = ", " + tongue("decisions.to", day=("day", one["until"])) if one["until"] else ""
        rows.append((tongue("decisions.effect"), since + until))
    for each in one["positions"]:
        differ = f" ({tongue('decision.step.signed_differ')})" if each["accounts_differ"] else ""
        rows.append((reading.said("state", each["state"]), f"{tongue('decision.position.' + each['position'])}{differ} {grounds(each)}"))
    out(pairs(rows, 2))
    if one["contested"]:
        out()
        prose(tongue("decision.no_verdict"))
    out()
    prose(tongue("decision.acts"))
    facts = {found.entry: found for found in reading.standing.decisions[f"decision/{one['decision']}"].facts}
    out(table([tongue("cli.acts.number"), tongue("cli.acts.day"), tongue("cli.acts.said"), tongue("cli.acts.from")], [
        [str(a["entry"]), cell(a["day"]), sentence(facts[a["entry"]].act), ", ".join(a["sources"])] for a in one["acts"]
    ]))  # fmt: skip
    if one["followed"]:
        out()
        prose(f"{tongue('decision.result')}: " + "; ".join(reading.said("decision", each) for each in one["followed"]))
