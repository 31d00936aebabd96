"""Priorities: what a state counts first of its own, and what it put first while it presided; what a source ties to each."""

from typing import NamedTuple

from markupsafe import Markup
from msgspec import Struct

from comity.acts import concerns as acts
from comity.day import Truth
from comity.organisation import chairmanship, concerns, decisions, programmes
from comity.organisation.chairmanship import Concept
from comity.organisation.concerns import Answered
from comity.organisation.dated import Dated
from comity.portal.fields import pointed
from comity.portal.reading import Reading
from comity.portal.words import Words
from comity.text import Text


class Tied(Struct, frozen=True):
    """What a source ties to a priority: its ref, since which day, by which act, how surely."""

    ref: str
    since: str
    entry: int
    confidence: str


class PriorityLine(Struct, frozen=True, omit_defaults=True):
    """A priority; `concept` is that of a chairmanship, where it is one of its, and `tied` what answers it by the day."""

    concern: str
    state: str
    title: Text
    since: str
    entry: int
    confidence: str
    source: tuple[str, ...] = ()
    tied: tuple[Tied, ...] = ()
    concept: str = ""


class Priority(NamedTuple):
    """A priority as a page shows it."""

    line: PriorityLine
    text: Text
    fact: Dated
    tied: tuple["Link", ...]


class Link(NamedTuple):
    """What is tied to a priority, as a link; how it stands, where the register says so."""

    link: Markup
    stands: str
    fact: Dated


def own(reading: Reading, w: Words, state: str) -> tuple[Priority, ...]:
    """What the state counts among its own priorities on the day."""
    found = []
    for one in concerns.priorities_on(reading.standing.concerns, reading.law, state, reading.day):
        assert isinstance(one.fact.act, acts.Prioritise)
        found.append(_priority(reading, w, one.concern, state, one.title, one.fact.act.text, one.fact, one.answers))
    return tuple(found)


def of_concept(reading: Reading, w: Words, concept: Concept) -> tuple[Priority, ...]:
    """The priorities of a chairmanship."""
    lives = reading.standing.concerns
    return tuple(
        _priority(
            reading, w, one.id, concept.state, one.text, (), concept.presented, concerns.answers_on(lives.get(f"concern/{one.id}"), reading.day),
            concept.act.concept,
        )
        for one in concept.act.priorities
    )  # fmt: skip


def of_every_concept(reading: Reading, w: Words) -> tuple[Priority, ...]:
    """The priorities of all chairmanships whose concept was presented by the day."""
    lives = sorted(reading.standing.chairmanship.values(), key=lambda life: life.number)
    return tuple(found for life in lives for one in chairmanship.concepts(life, reading.day) for found in of_concept(reading, w, one))


def _priority(
    reading: Reading, w: Words, concern: str, state: str, title: Text, text: Text, fact: Dated, answers: tuple[Answered, ...], concept: str = ""
) -> Priority:
    tied = tuple(Tied(one.ref, one.fact.start, one.fact.entry, one.fact.confidence) for one in answers)
    line = PriorityLine(concern, state, title, fact.start, fact.entry, fact.confidence, fact.sources, tied, concept)
    return Priority(line, text, fact, tuple(Link(pointed(w, one.ref), stands(reading, w, one.ref), one.fact) for one in answers))


def stands(reading: Reading, w: Words, ref: str) -> str:
    """How far what is tied to a priority got, by the day: of a programme and of a decision; empty of other things."""
    kind = ref.partition("/")[0]
    if kind == "programme":
        found = programmes.programme_on(reading.standing.programmes.get(ref), reading.day)
        return w(f"programme.word.{found.word}")
    if kind == "decision":
        one = decisions.decision_on(reading.standing.decisions.get(ref), reading.day)
        if one.record is not None:
            return w("priorities.in_effect") if one.effect is Truth.YES else w(f"decisions.outcome.{one.word}")
    return ""
