"""The questions one may ask of what the organisation is concerned with: what each concern is, what answers it, what nothing answers.

A concern is an objective, a principle or a challenge of the charter's catalogue, or one that an act defines beside it; a term of
the field is defined likewise. A state may count any of them among its priorities, or name another. What answers a concern is
what a source says answers it: nothing is inferred.
"""

from typing import Literal, NamedTuple

from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import concerns as acts
from comity.charter import Charter
from comity.charter.charter import words
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, Lives, latest, said
from comity.text import Text

Kind = Literal["objective", "principle", "challenge", "priority", "term"]
_LEVELS = ("high", "medium", "low")
#: What may be asked whether anything answers it.
ANSWERED: tuple[Kind, ...] = ("objective", "challenge")


class Answered(NamedTuple):
    """What answers a concern, and the act that says so."""

    ref: str
    fact: Dated


class ConcernOn(Struct, frozen=True):
    """A concern on a day.

    text        what it is, in the words of the catalogue or of the act that defines it
    provisions  of the charter that name it
    sources     of the catalogue; a defined one has them in its act
    defined     the act that defines it, or that first names it as a priority, by the day; `title` is its own name then
    prioritised by which acts states count it among their priorities on the day
    answers     what answers it by the day, in order of days, once each
    assessed    assessments of it by the day, as their makers'
    confidence  the lowest of those on which the answers rest; empty where there are none
    """

    id: str
    kind: Kind
    title: Text
    text: Text
    provisions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    defined: Dated | None = None
    answers: tuple[Answered, ...] = ()
    assessed: tuple[Dated, ...] = ()
    confidence: str = ""
    prioritised: tuple[Dated, ...] = ()


class Priority(NamedTuple):
    """What a state counts among its priorities, by which act, and what answers it."""

    concern: str
    title: Text
    fact: Dated
    answers: tuple[Answered, ...]


def answers_on(life: Life | None, on: str) -> tuple[Answered, ...]:
    """What answers a concern by the day, in order of days, once each."""
    answers: dict[str, Answered] = {}
    for fact in said(life, acts.Answer, on=on):
        assert isinstance(fact.act, acts.Answer)
        for ref in fact.act.by_what:
            answers.setdefault(ref, Answered(ref, fact))
    return tuple(answers.values())


def prioritised_on(life: Life | None, on: str) -> tuple[Dated, ...]:
    """By which acts states count a concern among their priorities on the day, each state's last."""
    by_state: dict[str, tuple[Dated, str]] = {}
    for fact in said(life, acts.Prioritise, on=on):
        assert isinstance(fact.act, acts.Prioritise)
        by_state[fact.act.state] = fact, "" if fact.act.until is UNSET else fact.act.until
    return tuple(fact for fact, until in by_state.values() if not until or days.last(days.Day(until)) >= on)


def concern_on(life: Life | None, charter: Charter, name: str, on: str) -> ConcernOn | None:
    """The concern of this id on the day; none where no provision in force on it, and no act by it, names the concern."""
    defined = latest(life, acts.Define, on=on) or next(said(life, acts.Prioritise, on=on), None)
    purpose = charter.purposes.get(name)
    if purpose is not None and purpose.provisions and not any(charter.provision(one, on) for one in purpose.provisions):
        purpose = None  # nothing that names it is in force on the day
    if purpose is None and defined is None:
        return None
    answers = answers_on(life, on)
    act = defined.act if defined is not None and isinstance(defined.act, acts.Define | acts.Prioritise) else None
    kind: Kind = act.kind if isinstance(act, acts.Define) else "priority"
    text = words(purpose.text) if purpose else act.text if act else ()
    return ConcernOn(
        id=name,
        kind=(kind_of(charter, name) if purpose else None) or kind,
        title=text if purpose else act.title if act else (),
        text=text,
        provisions=purpose.provisions if purpose else (),
        sources=purpose.source if purpose else (),
        defined=defined,
        answers=answers,
        assessed=tuple(said(life, acts.Assess, on=on)),
        confidence=max((one.fact.confidence for one in answers), key=_LEVELS.index, default=""),
        prioritised=prioritised_on(life, on),
    )


def concerns_on(lives: Lives, charter: Charter, on: str, *kinds: Kind) -> tuple[ConcernOn, ...]:
    """Every concern of these kinds (of all kinds where none is given) on the day: the catalogue's order, then that of the record."""
    told = sorted((life for life in lives.values() if life.id not in charter.purposes), key=lambda life: life.number)
    names = (*charter.purposes, *(life.id for life in told))
    found = (concern_on(lives.get(f"concern/{name}"), charter, name, on) for name in names)
    return tuple(one for one in found if one is not None and (not kinds or one.kind in kinds))


def kind_of(charter: Charter, name: str) -> Kind | None:
    """What the catalogue says the concern is; none where it does not name it."""
    if name in charter.objectives:
        return "objective"
    if name in charter.principles:
        return "principle"
    return "challenge" if name in charter.challenges else None


def priorities_on(lives: Lives, charter: Charter, state: str, on: str) -> tuple[Priority, ...]:
    """What a state counts among its priorities on the day, in the catalogue's order, then that of the record."""
    return tuple(
        Priority(one.id, one.title, fact, one.answers)
        for one in concerns_on(lives, charter, on)
        for fact in one.prioritised
        if getattr(fact.act, "state", "") == state
    )


def gaps_on(lives: Lives, charter: Charter, on: str) -> tuple[str, ...]:
    """Objectives and challenges that nothing is recorded to answer by the day."""
    return tuple(one.id for one in concerns_on(lives, charter, on, *ANSWERED) if not one.answers)


def answered_by(lives: Lives, charter: Charter, ref: str, on: str) -> tuple[str, ...]:
    """The concerns that the thing of this ref answers by the day, in the catalogue's order."""
    told = {life.id for life in lives.values() if any(isinstance(fact.act, acts.Answer) and ref in fact.act.by_what for fact in life.facts)}
    if not told:
        return ()
    every = concerns_on(lives, charter, on)
    return tuple(one.id for one in every if one.id in told and any(answer.ref == ref for answer in one.answers))
