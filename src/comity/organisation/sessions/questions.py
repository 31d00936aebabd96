"""The questions one may ask of sessions: what was held and what is planned on a day, who was there, who presided.

A session that was set for a day is planned until it is held or cancelled. When its day has passed and nothing more is in
the record, it is not known whether it was held: it neither becomes a past session by the calendar nor vanishes.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import sessions as acts
from comity.day import Truth
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, Lives, claims, latest, said

Word = Literal["none", "planned", "not_known", "held", "cancelled"]
Attendance = Literal["present", "represented", "absent"]
#: The kinds that are no session of a body in its own right: a ceremony, an informal meeting, a decision without a meeting.
NOT_IN_SESSION = ("informal", "signing", "between_sessions")


class SessionOn(Struct, frozen=True):
    """A session as it stands on a day.

    word       planned; not_known: its day has passed and nothing says that it was held; held; cancelled; none: not heard of yet
    day        on which it was held, else for which it is set; `until` its last day, inclusive, where it took several
    kind       regular, additional, …; body empty where it is no body's
    opened     what says that it was held, else the latest that sets it for a day; `planned` every act that set one
    attends    who was there, or was not, as far as it is stated: by state, the latest that is said of each
    presided   who presided; guests; accounts of the whole, those that compete among them
    weakest    the lowest confidence of what the answer rests on
    """

    id: str
    word: Word
    day: str = ""
    until: str = ""
    kind: str = ""
    body: str = ""
    opened: Dated | None = None
    planned: tuple[Dated, ...] = ()
    cancelled: Dated | None = None
    attends: tuple[Dated, ...] = ()
    presided: tuple[Dated, ...] = ()
    guests: tuple[Dated, ...] = ()
    accounts: tuple[Dated, ...] = ()
    weakest: str = "high"


def session_on(life: Life | None, on: str) -> SessionOn:
    """The session as it stands on the day."""
    held, planned = latest(life, acts.Hold, on=on), tuple(said(life, acts.Schedule, on=on))
    opened = held or (planned[-1] if planned else None)
    if life is None or opened is None:
        return SessionOn(life.id if life else "", "none")
    cancelled = latest(life, acts.Cancel, on=on)
    return SessionOn(
        id=life.id,
        word=_word(on, held, planned, cancelled),
        day=day_of(opened),
        until=_known(opened, "until"),
        kind=opened.act.kind,  # type: ignore[attr-defined]
        body=_known(opened, "body"),
        opened=opened,
        planned=planned,
        cancelled=cancelled,
        attends=attending(life, on),
        presided=tuple(said(life, acts.Preside, on=on)),
        guests=tuple(said(life, acts.Invite, on=on)),
        accounts=_every(life, acts.Account, on),
        weakest=min((opened.confidence,), key=("low", "medium", "high").index),
    )


def _word(on: str, held: Dated | None, planned: tuple[Dated, ...], cancelled: Dated | None) -> Word:
    if held is not None:
        return "held"
    if cancelled is not None and (not planned or cancelled.entry > planned[-1].entry):
        return "cancelled"
    return "not_known" if days.last(days.Day(day_of(planned[-1]))) < on else "planned"


def day_of(opened: Dated) -> str:
    """The day on which a session was held, or for which it is set, as precisely as it is known."""
    return opened.act.day if isinstance(opened.act, acts.Schedule) else opened.start


def _known(fact: Dated, name: str) -> str:
    value = getattr(fact.act, name, UNSET)
    return value if isinstance(value, str) else ""


def _every(life: Life, kind: type[acts.Account], on: str) -> tuple[Dated, ...]:
    """What counts by the day, and what else is claimed of the same, in order of days and entries."""
    found = {fact.entry: fact for fact in said(life, kind, on=on)}
    found |= {fact.entry: fact for group in claims(life, kind, on=on).values() for fact in group}
    return tuple(sorted(found.values(), key=lambda fact: (fact.start, fact.entry)))


def attending(life: Life | None, on: str) -> tuple[Dated, ...]:
    """What is said of each state's presence, the latest of each, by state."""
    found = {fact.act.state: fact for fact in said(life, acts.Attend, on=on) if isinstance(fact.act, acts.Attend)}
    return tuple(found[state] for state in sorted(found))


def attended(life: Life | None, state: str, on: str) -> Truth:
    """Whether a state was at the session, by whomever represented; nothing said is not known."""
    found = next((f.act for f in attending(life, on) if isinstance(f.act, acts.Attend) and f.act.state == state), None)
    if found is None:
        return Truth.NOT_KNOWN
    return Truth.NO if found.attendance == "absent" else Truth.YES


def who_presided(life: Life | None, on: str) -> tuple[str, ...]:
    """The states that are said to have presided: none where no source says, several where sources differ."""
    found = [fact.act.state for fact in said(life, acts.Preside, on=on) if isinstance(fact.act, acts.Preside)]
    found += [f.act.state for group in claims(life, acts.Preside, on=on).values() for f in group if isinstance(f.act, acts.Preside)]
    return tuple(dict.fromkeys(found))


def sessions_on(sessions: Lives, on: str, body: str = "") -> tuple[SessionOn, ...]:
    """Every session that is heard of by the day, or those of a body, by its own day and then by the order of the record."""
    return tuple(session_on(life, on) for life, _ in _in_order(sessions, on, body))


def last_and_next(sessions: Lives, on: str, body: str = "") -> tuple[SessionOn | None, SessionOn | None]:
    """The last session, of a body where one is given, that was held in its own right; the first that is set, or of which it is not
    known whether it was held.
    """
    every = _in_order(sessions, on, body)
    last = next((life for life, fact in reversed(every) if isinstance(fact.act, acts.Hold) and fact.act.kind not in NOT_IN_SESSION), None)
    others = (session_on(life, on) for life, fact in every if not isinstance(fact.act, acts.Hold))
    return session_on(last, on) if last is not None else None, next((one for one in others if one.word in ("planned", "not_known")), None)


def _in_order(sessions: Lives, on: str, body: str) -> list[tuple[Life, Dated]]:
    there = [one for one in heard_of(sessions, on) if body in ("", _known(one[1], "body"))]
    return sorted(there, key=lambda one: (days.first(day_of(one[1])), one[0].number))


def heard_of(sessions: Lives, on: str) -> Iterator[tuple[Life, Dated]]:
    """Their lives, each with what says that it was held, else the latest that sets it for a day; in no order."""
    for life in sessions.values():
        fact = latest(life, acts.Hold, on=on) or latest(life, acts.Schedule, on=on)
        if fact is not None:
            yield life, fact


def in_session(one: SessionOn) -> bool:
    """Whether it is a session or meeting of a body in its own right that was held."""
    return one.word == "held" and one.kind not in NOT_IN_SESSION


def last_held(sessions: Iterable[SessionOn]) -> SessionOn | None:
    """The latest of them that was held in its own right."""
    return next((one for one in reversed(tuple(sessions)) if in_session(one)), None)


def next_planned(sessions: Iterable[SessionOn]) -> SessionOn | None:
    """The first of them that is planned and whose day has not passed."""
    return next((one for one in sessions if one.word == "planned"), None)
