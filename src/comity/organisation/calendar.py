"""The calendar: what is held, begins, ends or comes round on a day, out of what every room holds.

Nothing here is entered for the calendar's sake: sessions, terms of office, chairmanships, stages of programmes and days of
force stand in their rooms, anniversaries follow from the founding instruments. A day that is known to the month or year only
is given as such.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import chairmanship as chair_acts
from comity.acts import posts as post_acts
from comity.acts import programmes as programme_acts
from comity.acts import sessions as session_acts
from comity.organisation.dated import Dated
from comity.organisation.lives import Lives, said
from comity.organisation.standing import Standing

#: An anniversary that is a multiple of this is a round one.
ROUND = 5
#: A jubilee session belongs to an anniversary when it is held in its year, or within so many days of it.
NEAR = 45
EventKind = Literal["session", "planned", "term", "chair", "stage", "programme", "anniversary", "force"]


class Event(Struct, frozen=True, omit_defaults=True):
    """Something on a day, or from a day to a day (inclusive).

    kind       of what sort; a session that is `planned` was not held by the day asked about
    code       of the sentence that says it (`calendar.<code>`), of the thing `ref`
    params     what the sentence needs besides: kind and value by name
    entry      the entry that says so; of an anniversary that of the founding instrument
    round      of an anniversary: whether its number is a round one; `with_` the jubilee session held then, on `with_day`
    """

    day: str
    kind: EventKind
    code: str
    ref: str
    params: tuple[tuple[str, str, str], ...] = ()
    until: str = ""
    entry: int = 0
    confidence: str = "high"
    round: bool = False
    with_: str = ""
    with_day: str = ""


def events(standing: Standing, begin: str, end: str, on: str) -> tuple[Event, ...]:
    """The events that touch the days from `begin` to `end`, as known on the day `on`, in order of days."""
    return within(known(standing, on), standing, begin, end, on)


def known(standing: Standing, on: str) -> tuple[Event, ...]:
    """Every event that is known on the day, save what comes round each year; in no order."""
    return (
        *_sessions(standing.sessions, on), *_terms(standing.posts, on), *_chairs(standing.chairmanship, on), *_stages(standing.programmes, on),
        *_force(standing, on),
    )  # fmt: skip


def within(known: Iterable[Event], standing: Standing, begin: str, end: str, on: str) -> tuple[Event, ...]:
    """Of what is known on a day, and what comes round, that which touches the days from `begin` to `end`, in order of days."""
    every = tuple(known)
    found = (*every, *_anniversaries(every, standing, begin, end, on))
    return tuple(sorted((one for one in found if _touches(one, begin, end)), key=lambda one: (days.first(days.Day(one.day)), one.kind, one.ref)))


def _touches(event: Event, begin: str, end: str) -> bool:
    return days.first(event.day) <= end and days.last(event.until or event.day) >= begin


def _begun(fact: Dated, on: str) -> bool:
    return days.first(fact.start) <= on


def _sessions(sessions: Lives, on: str) -> Iterator[Event]:
    for ref, life in sessions.items():
        held = [fact for fact in said(life, session_acts.Hold) if _begun(fact, on)]
        for fact in held:
            assert isinstance(fact.act, session_acts.Hold)
            until = "" if fact.act.until is UNSET else fact.act.until
            yield Event(fact.start, "session", f"session.{fact.act.kind}", ref, _about(ref), until, fact.entry, fact.confidence)
        if held or any(_begun(fact, on) for fact in said(life, session_acts.Cancel)):
            continue
        for fact in said(life, session_acts.Schedule, on=on):
            assert isinstance(fact.act, session_acts.Schedule)
            yield Event(fact.act.day, "planned", "planned", ref, _about(ref), "", fact.entry, fact.confidence)


def _terms(posts: Lives, on: str) -> Iterator[Event]:
    for ref, life in posts.items():
        if not ref.startswith("post/"):
            continue
        about = _about(ref)
        for fact in said(life, post_acts.Appoint, on=on):
            assert isinstance(fact.act, post_acts.Appoint)
            state = (("state", "states", fact.act.state or ""),)
            yield Event(fact.start, "term", "acting" if fact.act.acting else "term_begins", ref, about + state, "", fact.entry, fact.confidence)
            if fact.act.until is not UNSET:
                yield Event(fact.act.until, "term", "term_ends", ref, about + state, "", fact.entry, fact.confidence)


def _chairs(chairs: Lives, on: str) -> Iterator[Event]:
    for ref, life in chairs.items():
        assumed = list(said(life, chair_acts.Assume, on=on))
        begins = {days.first(days.Day(fact.start)) for fact in assumed}
        for fact in assumed:
            assert isinstance(fact.act, chair_acts.Assume)
            state = (("state", "state", fact.act.state),)
            yield Event(fact.start, "chair", "chair_begins", ref, state, "", fact.entry, fact.confidence)
            if fact.act.until is not UNSET and not begins & {fact.act.until, days.add_days(fact.act.until, 1)}:
                yield Event(fact.act.until, "chair", "chair_ends", ref, state, "", fact.entry, fact.confidence)


def _stages(programmes: Lives, on: str) -> Iterator[Event]:
    for ref, life in programmes.items():
        about = _about(ref)
        for fact in said(life, programme_acts.Approve, on=on):
            assert isinstance(fact.act, programme_acts.Approve)
            if fact.act.start is not UNSET:
                yield Event(fact.act.start, "programme", "programme_begins", ref, about, "", fact.entry, fact.confidence)
        for fact in said(life, programme_acts.Plan, on=on):
            assert isinstance(fact.act, programme_acts.Plan)
            stage = (*about, ("stage", "number", str(fact.act.stage)))
            if fact.act.start is not UNSET:
                yield Event(fact.act.start, "stage", "stage_begins", ref, stage, "", fact.entry, fact.confidence)
            if fact.act.until is not UNSET:
                yield Event(fact.act.until, "stage", "stage_ends", ref, stage, "", fact.entry, fact.confidence)


def _force(standing: Standing, on: str) -> Iterator[Event]:
    for instrument in standing.instruments.by_id.values():
        about = (("instrument", "instrument", instrument.id),)
        if _begun(instrument.adopted, on):
            adopted = instrument.adopted
            yield Event(adopted.start, "force", "adopted", instrument.ref, about, "", adopted.entry, adopted.confidence)
        for span in instrument.force[:1]:
            if days.first(days.Day(span.start)) <= on:
                yield Event(span.start, "force", "in_force", instrument.ref, about, "", span.entry)


def _anniversaries(known: Iterable[Event], standing: Standing, begin: str, end: str, on: str) -> Iterator[Event]:
    """Of each founding instrument, in each of the years asked for; with the jubilee session held near it."""
    jubilees = [(one.day, one.ref) for one in known if one.code == "session.jubilee" and len(one.day) == 10]
    for name in standing.law.organisation.founding_instruments:
        instrument = standing.instrument(name)
        if instrument is None or len(instrument.adopted.start) != 10 or not _begun(instrument.adopted, on):
            continue
        first = instrument.adopted
        for year in range(max(int(begin[:4]), int(first.start[:4]) + 1), int(end[:4]) + 1):
            years = year - int(first.start[:4])
            day = days.add_years(first.start, years)
            held, near = _near(jubilees, day) if years % ROUND == 0 else ("", "")
            params = (("instrument", "instrument", name), ("n", "number", str(years)))
            yield Event(day, "anniversary", "anniversary", instrument.ref, params, "", first.entry, first.confidence, years % ROUND == 0, near, held)


def _near(jubilees: Iterable[tuple[str, str]], day: str) -> tuple[str, str]:
    """The day and the jubilee session of an anniversary: the nearest of those near it or held in its year (one session may mark two anniversaries)."""
    found = [(abs(days.days_between(held, day)), held, ref) for held, ref in jubilees if held[:4] == day[:4] or abs(days.days_between(held, day)) <= NEAR]
    return min(found, default=(0, "", ""))[1:]


def _about(ref: str) -> tuple[tuple[str, str, str], ...]:
    kind, name = ref.split("/")[:2]
    return ((kind, kind, name),)
