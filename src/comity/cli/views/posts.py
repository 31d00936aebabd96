"""Offices: who holds each on a day, who held it before, who is to be expected next; representatives."""

from typing import Any

from comity.acts.base import Version
from comity.cli.layout import out, prose, table
from comity.cli.reading import Reading
from comity.cli.views.common import View, cell, confidence, envelope, fact, head, later
from comity.cli.words import tongue
from comity.organisation import chairmanship, membership
from comity.organisation import posts as room
from comity.organisation.posts import Letter, Tenure
from comity.organisation.words import ORGANISATION


def view(reading: Reading, on: str, name: str) -> View:
    """`posts`: each office with its holder on the day, its holders, whom to expect next; representatives of states."""
    standing = reading.standing
    members = membership.members_on(standing.members, on)
    chair = chairmanship.who_presides_on(standing.chairmanship.get(f"chairmanship/{ORGANISATION}"), standing.law, on)
    presiding = frozenset(turn.state for turn in chair.answers)
    offices = sorted((life for ref, life in standing.posts.items() if ref.startswith("post/")), key=lambda life: life.number)
    posts = []
    for life in offices:
        held = room.holder_on(life, on, presiding)
        coming = room.expected_next(life, standing.law, members, on)
        posts.append({
            "post": life.id,
            "title": reading.said("post", life.id),
            "truth": held.truth.value,
            "holder": _tenure(reading, held.tenure) if held.tenure else None,
            "holders": [_tenure(reading, one) for one in room.tenures(life)],
            "next": {
                "ground": coming.ground, "state": coming.state, "start": coming.start, "after": coming.after, "order": list(coming.order),
            },
            "distributed": [fact(one) for one in room.allotments(life, on)],
        })  # fmt: skip
    letters = sorted(ref for ref in standing.posts if ref.startswith("representative/"))
    return {
        **envelope(reading, on),
        "posts": posts,
        "representatives": [_represented(reading, ref, on) for ref in letters],
        "not_known": [
            {"id": n.id, "text": dict(n.text)} for n in standing.law.not_known.values()
            if any(about.startswith(("post/", "representative/")) for about in n.about)
        ],
    }  # fmt: skip


def _named(reading: Reading, versions: tuple[Version, ...]) -> Any:
    """A name by language; none where no source names anybody, `"erased"` where its content was erased."""
    if not versions:
        return None
    return reading.person(versions) or "erased"


def _tenure(reading: Reading, one: Tenure) -> View:
    return {
        **fact(one.appointed),
        "confidence": one.confidence,
        "person": _named(reading, one.person),
        "state": one.state,
        "acting": one.act.acting,
        "until": one.last,
        "ending": one.ending,
        "meant": one.meant,
        "by_rule": one.by_rule,
    }


def _represented(reading: Reading, ref: str, on: str) -> View:
    _, body, state = ref.split("/")
    life = reading.standing.posts[ref]
    now = room.represented_on(life, on)
    return {
        "body": body,
        "state": state,
        "truth": now.truth.value,
        "status": now.word,
        "letter": _letter(reading, now.letter) if now.letter else None,
        "letters": [_letter(reading, one) for one in room.letters(life)],
    }


def _letter(reading: Reading, one: Letter) -> View:
    return {
        **fact(one.appointed),
        "person": _named(reading, one.person),
        "capacity": one.act.capacity,
        "presented": fact(one.presented) if one.presented else None,
        "until": one.until,
    }


def tell(reading: Reading, view: View) -> None:
    """The offices in words: a table of who holds which, then each with its holders."""
    head(reading, view)
    if not view["posts"]:
        prose(tongue("cli.posts.none"))
    for post in view["posts"]:
        prose(f"{post['title']}: {_holder(reading, post)}")
        if post["holders"]:
            rows = [_row(reading, one, view["on"]) for one in reversed(post["holders"])]
            out(table([tongue(f"cli.posts.{c}") for c in ("holder", "state", "since", "until", "from")], rows))
        if post["next"]["ground"] in ("appointed", "alphabetical"):
            start = ("day", post["next"]["start"]) if post["next"]["start"] else ""
            prose(tongue(f"cli.posts.next_{post['next']['ground']}", state=("state", post["next"]["state"]), start=start))
        for one in post["distributed"]:
            prose(tongue("cli.posts.distributed", day=("day", one["day"])))
        out()
    for one in view["representatives"]:
        name = _name(one["letter"]["person"]) if one["letter"] else ""
        prose(tongue("cli.posts.represented", state=("state", one["state"]), body=("body", one["body"]), name=name, word=tongue(f"cli.posts.letter_{one['status']}")))
    for unknown in view["not_known"]:
        out()
        prose(f"{tongue('cli.not_known_head')} {unknown['text'].get(tongue.lang, unknown['text']['en'])}")


def _name(person: Any) -> str:
    if person is None:
        return tongue("cli.posts.unnamed")
    return tongue("cli.erased") if person == "erased" else str(person.get(tongue.lang) or next(iter(person.values())))


def _holder(reading: Reading, post: View) -> str:
    if post["truth"] == "yes" and post["holder"]:
        one = post["holder"]
        name = _name(one["person"]) + (f" ({reading.said('state', one['state'])})" if one["state"] else "")
        return tongue("cli.posts.acting", name=name) if one["acting"] else name
    if not post["holders"] and post["distributed"]:
        return tongue("cli.posts.by_decision")
    return tongue("cli.posts.vacant" if post["truth"] == "no" else "cli.posts.not_known")


def _row(reading: Reading, one: View, on: str) -> list[str]:
    name = _name(one["person"]) + (f"\n{tongue('cli.posts.ad_interim')}" if one["acting"] else "")
    sure = confidence(one["confidence"])
    since = later(one["day"], on) + (f"\n{sure}" if sure else "")
    until = cell(one["until"]) + (f"\n{tongue('cli.posts.recalled')}" if one["ending"] == "recalled" else "")
    return [name, reading.said("state", one["state"]) if one["state"] else "", since, until, ", ".join(one["sources"]) or tongue("cli.signed_by_maker")]
