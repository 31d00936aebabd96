"""The edges of what a register can know: the first day of which it knows anything, and the day on which its sources end."""

from typing import Literal, NamedTuple

from comity import day as days
from comity.organisation.dispatch import ROOMS_OF_LIVES
from comity.organisation.standing import Standing
from comity.portal.reading import Reading, index


class Edge(NamedTuple):
    """The day shown lies `before` the first day known of, `after` the horizon of the sources, or has not come (`future`)."""

    word: Literal["before", "after", "future"]
    day: str


def edge_of(reading: Reading) -> Edge | None:
    """On which side of what can be known the day lies; none where it lies within."""
    if reading.day > reading.today:
        return Edge("future", reading.today)
    horizon = reading.law.organisation.horizon
    if horizon and reading.day > horizon:
        return Edge("after", horizon)
    first = first_day(reading.standing)
    return Edge("before", first) if first and reading.day < days.first(days.Day(first)) else None


def founded(reading: Reading) -> str:
    """The earliest of the days named as that of the organisation's creation, where the day shown lies before it; else empty."""
    created = min((one.date for one in reading.law.organisation.creation), key=lambda date: days.first(days.Day(date)), default="")
    return created if created and reading.day < days.first(days.Day(created)) else ""


def first_day(standing: Standing) -> str:
    """The earliest day of which anything is in the record, empty where nothing is."""
    return index(standing, "first-day", lambda: _first_day(standing))


def _first_day(standing: Standing) -> str:
    starts = [instrument.adopted.start for instrument in standing.instruments.by_id.values()]
    starts += [member.facts[0].start for member in standing.members.values() if member.facts]
    starts += [life.facts[0].start for room in ROOMS_OF_LIVES for life in getattr(standing, room).values()]
    return min(starts, default="")
