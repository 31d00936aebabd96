"""Relations on a day: which status the organisation holds where, what was concluded with whom."""

from comity import day as days
from comity.acts import relations as acts
from comity.cli.layout import out, prose
from comity.cli.reading import Reading
from comity.cli.views.common import View, day, envelope, fact, grounds, head
from comity.cli.views.members import associates, words_of
from comity.cli.words import tongue
from comity.organisation import assembly, relations
from comity.organisation.lives import Life


def view(reading: Reading, on: str, name: str) -> View:
    """`relations`: each partner; beside them who holds a status with the organisation, and how many with its assembly."""
    standing = reading.standing
    every = sorted(standing.relations.values(), key=lambda life: life.number)
    unknown = [n for n in standing.law.not_known.values() if any(about.startswith(("partner/", "associate/")) for about in n.about)]
    return {
        **envelope(reading, on),
        "relations": [_row(reading, life, on) for life in every if relations.relation_on(life, on).word != "not_yet"],
        "granted": associates(reading, on),
        "of_the_assembly": sum(one.word in ("observer", "partner") for one in assembly.statuses_on(standing.assembly, on)),
        "not_known": [{"id": n.id, "text": dict(n.text)} for n in unknown],
    }


def _row(reading: Reading, life: Life, on: str) -> View:
    found = relations.relation_on(life, on)
    return {
        "partner": life.id,
        "title": words_of(found.opened.act.title) if found.opened and isinstance(found.opened.act, acts.Open) else {"en": life.id},
        "word": found.word,
        "opened": fact(found.opened) if found.opened else None,
        "held": [
            {**fact(h.fact), "status": h.fact.act.status, "where": words_of(h.fact.act.where), "document": h.fact.act.document, "holds": h.truth.value}
            for h in found.held
            if isinstance(h.fact.act, acts.Hold)
        ],
        "concluded": [
            {**fact(f), "kind": f.act.kind, "title": words_of(f.act.title), "number": f.act.number}
            for f in found.concluded
            if isinstance(f.act, acts.Conclude)
        ],
        "met": [{**fact(f), "text": words_of(f.act.text)} for f in found.met if isinstance(f.act, acts.Meet)],
        "said": [
            {**fact(f), "said_by": words_of(f.act.said_by), "text": words_of(f.act.text)}  # type: ignore[attr-defined]
            for f in reading.standing.remarks_on(life.ref)
            if days.first(f.start) <= on
        ],
    }


def tell(reading: Reading, view: View) -> None:
    """The relations in words."""
    head(reading, view)
    if not view["relations"]:
        prose(tongue("relations.says.nobody", day=("day", view["on"])))
    for one in view["relations"]:
        prose(_word(one["title"]))
        for held in one["held"]:
            document = f", {held['document']}" if held["document"] else ""
            words = f"{tongue('value.' + held['status'])}: {_word(held['where'])}{document}; {tongue('relations.holds.' + held['holds'].replace(' ', '_'))}"
            prose(f"{day(held['day'])}: {words} {grounds(held)}", 2)
        for done in one["concluded"]:
            prose(f"{day(done['day'])}: {_word(done['title'])} {grounds(done)}", 2)
        for met in one["met"]:
            prose(f"{day(met['day'])}: {_word(met['text'])} {grounds(met)}", 2)
        if not one["held"] and not one["concluded"] and not one["met"] and one["opened"]:
            prose(f"{tongue('relations.told.named')}: {day(one['opened']['day'])} {grounds(one['opened'])}", 2)
    out()
    n = len(view["granted"])
    prose(tongue("relations.says.granted", n=n) if n else tongue("relations.says.none_granted"))
    prose(tongue("relations.assembly_holds", n=view["of_the_assembly"]))
    for unknown in view["not_known"]:
        out()
        prose(f"{tongue('cli.not_known_head')} {unknown['text'].get(tongue.lang, unknown['text']['en'])}")


def _word(words: dict[str, str]) -> str:
    return words.get(tongue.lang) or next(iter(words.values()), "")
