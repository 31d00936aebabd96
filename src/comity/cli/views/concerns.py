"""What the organisation is concerned with on a day, what answers it, what nothing answers."""

from comity.acts import concerns as acts
from comity.cli.layout import out, prose, table
from comity.cli.reading import Reading
from comity.cli.views.common import View, cell, confidence, day, envelope, fact, grounds, head
from comity.cli.views.members import words_of
from comity.cli.words import tongue
from comity.organisation import concerns
from comity.organisation.concerns import ConcernOn


def view(reading: Reading, on: str, name: str) -> View:
    """`concerns`: objectives, principles, challenges and terms, each with what answers it."""
    standing = reading.standing
    found = concerns.concerns_on(standing.concerns, standing.law, on)
    unknown = [n for n in standing.law.not_known.values() if any(about.startswith("concern/") for about in n.about)]
    return {
        **envelope(reading, on),
        "concerns": [_row(one) for one in found],
        "gaps": list(concerns.gaps_on(standing.concerns, standing.law, on)),
        "not_known": [{"id": n.id, "text": dict(n.text)} for n in unknown],
    }


def _row(one: ConcernOn) -> View:
    answers = []
    for answer in one.answers:
        words = answer.fact.act.text if isinstance(answer.fact.act, acts.Answer) else ()
        answers.append({**fact(answer.fact), "ref": answer.ref, **({"text": words_of(words)} if words else {})})
    assessed = [
        {**fact(found), "said_by": words_of(found.act.said_by), "text": words_of(found.act.text)}
        for found in one.assessed
        if isinstance(found.act, acts.Assess)
    ]
    return {
        "concern": one.id,
        "kind": one.kind,
        "title": words_of(one.title),
        "text": words_of(one.text),
        "provisions": list(one.provisions),
        "defined": fact(one.defined) if one.defined else None,
        "answers": answers,
        "assessments": assessed,
        "prioritised": [{**fact(found), "state": found.act.state} for found in one.prioritised if isinstance(found.act, acts.Prioritise)],
    }


def tell(reading: Reading, view: View) -> None:
    """The concerns in words: a table for each kind, gaps named."""
    head(reading, view)
    if not view["concerns"]:
        prose(tongue("cli.concerns.none"))
    for kind in ("challenge", "objective", "principle", "priority", "term"):
        each = [one for one in view["concerns"] if one["kind"] == kind]
        if not each:
            continue
        prose(tongue("cli.concerns.priorities" if kind == "priority" else f"cli.concerns.{kind}s"))
        if kind in concerns.ANSWERED:
            rows = [row for one in each for row in _answers(reading, one)]
            out(table([tongue(f"cli.concerns.{c}") for c in (kind, "answer", "since", "from")], rows))
        else:
            for one in each:
                defined = f" {grounds(one['defined'])}" if one["defined"] else ""
                prose(_word(one["title"]) + (f": {_word(one['text'])}" if one["text"] != one["title"] else "") + defined, 2)
        out()
    for one in view["concerns"]:
        for said in one["prioritised"]:
            prose(f"{tongue('cli.concerns.prioritised', state=('state', said['state']), what=_word(one['title']))} {grounds(said)}")
        for said in one["assessments"]:
            prose(f"{_word(one['title'])}: {_word(said['said_by'])}, {day(said['day'])}: {_word(said['text'])} {grounds(said)}")
    for unknown in view["not_known"]:
        out()
        prose(f"{tongue('cli.not_known_head')} {unknown['text'].get(tongue.lang, unknown['text']['en'])}")


def _word(words: dict[str, str]) -> str:
    return words.get(tongue.lang) or next(iter(words.values()), "")


def _answers(reading: Reading, one: View) -> list[list[str]]:
    title = _word(one["title"])
    if not one["answers"]:
        return [[title, tongue("cli.concerns.nothing"), "", ""]]
    rows = []
    for i, answer in enumerate(one["answers"]):
        kind, name = answer["ref"].split("/")[:2]
        sure = confidence(answer["confidence"])
        since = cell(answer["day"]) + (f"\n{sure}" if sure else "")
        rows.append(["" if i else title, reading.said(kind, name), since, ", ".join(answer["sources"]) or tongue("cli.signed_by_maker")])
    return rows
