"""Positions as they were received, made a ballot: receipt counts, not dispatch, and the order in which they came in.

    deadline     what is received at it or after it is noted and not counted; `at` is the moment of a wall clock in its zone
    announced    until the result is announced whoever has stated a position may change it; what comes later is a correction,
                 noted and not counted, and the position that was counted remains
    kept         positions that cannot be taken back: who has broken a silence has broken it
    now          what comes in later is not known yet

The moments are given by whoever keeps the clock; nothing here knows what time it is.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from fractions import Fraction
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from comity.day import Moment
from comity.procedure.electorate import Ballot
from comity.procedure.rule import Rule


class Received(NamedTuple):
    """A position of a member, and when it was received."""

    member: str
    position: str
    at: Moment


def at(day: str, clock: str, zone: str) -> Moment:
    """The moment of a time of day in a zone, `at("2020-06-30", "12:00", "Europe/Vienna")`: where a clock shows it twice, the first.

    Raises `ValueError` for no such day, time or zone.
    """
    return int(datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), ZoneInfo(zone)).timestamp())


def deadline_of(rule: Rule, put: Moment) -> Moment | None:
    """When a silence ends that began at a moment; None where the rule has none."""
    return None if rule.silence is None else put + rule.silence.hours * 3600


def ballot_of(
    received: Iterable[Received], put: Moment, now: Moment, deadline: Moment | None = None, announced: Moment | None = None,
    kept: Iterable[str] = (), ballot: Ballot | None = None,
) -> Ballot:  # fmt: skip
    """What these positions come to at a moment, of a text that was put (or a silence that began) at another; `ballot`: the rest of it."""
    counted: dict[str, str] = {}
    late: dict[str, str] = {}
    final = frozenset(kept)
    for one in sorted((one for one in received if one.at <= now), key=lambda one: one.at):
        if (deadline is not None and one.at >= deadline) or (announced is not None and one.at >= announced):
            late[one.member] = one.position
        elif counted.get(one.member) not in final:
            counted[one.member] = one.position
    corrected = frozenset(member for member, position in late.items() if counted.get(member, position) != position)
    passed = Fraction(now - put, 3600)
    return replace(
        ballot or Ballot(), positions={**late, **counted}, late=frozenset(late.keys() - counted.keys()), corrected=corrected,
        hours=int(passed) if passed.denominator == 1 else passed,
    )  # fmt: skip


__all__ = ["Received", "at", "ballot_of", "deadline_of"]
