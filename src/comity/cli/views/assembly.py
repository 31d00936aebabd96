"""The parliamentary assembly on a day: who holds which status in it, what it introduced and recommended."""

from comity.acts import assembly as acts
from comity.cli.layout import out, prose, table
from comity.cli.reading import Reading
from comity.cli.views.common import View, cell, confidence, day, envelope, fact, grounds, head
from comity.cli.views.members import words_of
from comity.cli.words import tongue
from comity.organisation import assembly
from comity.organisation.assembly import StatusOn
from comity.organisation.lives import latest


def view(reading: Reading, on: str, name: str) -> View:
    """`assembly`: each holder of a status of its own; nobody is an observer or partner of the organisation by it."""
    standing = reading.standing
    unknown = [n for n in standing.law.not_known.values() if any(about.startswith("assembly/") for about in n.about)]
    return {
        **envelope(reading, on),
        "assembly": [_row(one) for one in assembly.statuses_on(standing.assembly, on)],
        "introduced": [
            {**fact(f), "status": f.act.status, "text": words_of(f.act.text)}
            for f in assembly.introduced_on(standing.assembly, on)
            if isinstance(f.act, acts.Introduce)
        ],
        "recommendations": [
            {**fact(f), "kind": f.act.kind, "title": words_of(f.act.title)}
            for life in assembly.recommendations_on(standing.assembly, on)
            if (f := latest(life, acts.Recommend, on=on)) and isinstance(f.act, acts.Recommend)
        ],
        "not_known": [{"id": n.id, "text": dict(n.text)} for n in unknown],
    }


def _row(one: StatusOn) -> View:
    assert one.granted is not None and isinstance(one.granted.act, acts.Associate)
    return {
        "holder": one.holder,
        "title": words_of(one.granted.act.title),
        "status": one.granted.act.status,
        "word": one.word,
        "granted": fact(one.granted),
        "ended": fact(one.ended) if one.ended else None,
    }


def tell(reading: Reading, view: View) -> None:
    """The assembly in words."""
    head(reading, view)
    if not view["assembly"]:
        prose(tongue("assembly.says.nobody", day=("day", view["on"])))
    else:
        heads = [tongue("members.holder"), tongue("assembly.status"), tongue("assembly.since"), tongue("cli.members.status"), tongue("cli.members.from")]
        out(table(heads, [_line(one) for one in view["assembly"]]))
        prose(tongue("assembly.own"))
    for one in view["introduced"]:
        prose(f"{tongue('assembly.says.introduced_' + one['status'], day=('day', one['day']))} {grounds(one)}" if not _held(view, one["status"]) else f"{day(one['day'])}: {_word(one['text'])} {grounds(one)}")
    for one in view["recommendations"]:
        prose(f"{day(one['day'])}: {_word(one['title'])} {grounds(one)}")
    if not view["recommendations"]:
        prose(tongue("assembly.says.none_recommended"))
    for unknown in view["not_known"]:
        out()
        prose(f"{tongue('cli.not_known_head')} {unknown['text'].get(tongue.lang, unknown['text']['en'])}")


def _held(view: View, status: str) -> bool:
    return any(one["word"] == status for one in view["assembly"])


def _line(one: View) -> list[str]:
    ended = one["ended"]
    level = (ended or one["granted"])["confidence"]
    sure = confidence(level)
    since = cell(one["granted"]["day"]) + (f" – {cell(ended['day'])}" if ended else "") + (f"\n{sure}" if sure else "")
    sources = dict.fromkeys([*one["granted"]["sources"], *(ended["sources"] if ended else [])])
    return [_word(one["title"]), tongue(f"assembly.granted.{one['status']}"), since, tongue(f"assembly.word.{one['word']}"), ", ".join(sources) or tongue("cli.signed_by_maker")]


def _word(words: dict[str, str]) -> str:
    return words.get(tongue.lang) or next(iter(words.values()), "")
