"""Power in a body through time: the index of Shapley and Shubik after each change of seats, weights or the rule, as a picture and
a table.
"""

from functools import lru_cache

from msgspec import Struct, structs

from comity import day as days
from comity.charter.analysed import Told
from comity.charter.analysing import Analysis
from comity.charter.deciding import intervals
from comity.charter.over_time import Line, OverTime, over_time
from comity.portal.pages.power_words import exact
from comity.portal.pages.rules import charter_of
from comity.portal.pictures.power import ROW, Step, power_over_time
from comity.portal.pictures.rows import DEEP_ROW, deep
from comity.portal.pictures.svg import Scale
from comity.portal.words import Words

#: Microseconds, about, that a page may spend on the figures of other days.
PATIENCE = 1_000_000
#: Up to so many lines through time stand beside one another, with a row for each day; more have a row each.
BESIDE = 4
#: Years beyond today that the picture goes, for a day that is to come.
AHEAD = 10


class PointView(Struct, frozen=True):
    """A stretch of days: by which rule, of how many members how many can block alone, and the chance of passing."""

    day: str
    until: str
    rule: str
    members: int
    can_block: int
    chance_of_passing: str


class LineView(Struct, frozen=True):
    """A member, a group, or everybody: the Shapley-Shubik index of each at each point."""

    name: str
    members: tuple[str, ...]
    shapley_shubik: tuple[str | None, ...]


class ThroughTime(Struct, frozen=True):
    """Points in order of time; `left_out` are days of further changes, whose figures the command gives."""

    points: tuple[PointView, ...]
    lines: tuple[LineView, ...]
    changes: int
    left_out: tuple[str, ...]
    exact: bool


class Times(Struct):
    """What the template needs of power through time: a picture with its names, and a table either way round."""

    labels: list[str]
    deep: bool
    picture: object
    beside: bool
    days: list[str]
    members: list[str]
    chances: list[str]
    blocking: list[str]
    lines: list[tuple[str, list[str]]]
    left_out: int
    first_left_out: str


def through(organisation: str, body: str, matter: str, until: str, day: str, found: Analysis) -> OverTime:
    """From the first day to `until`; the stretch of the day is always among it, lines are in the order of its analysis."""
    return _ordered(found, _over_time(organisation, body, matter, until, _stretch(organisation, body, day)))


def time_view(told: Told, times: OverTime) -> ThroughTime:
    """Power through time as a value."""
    points = tuple(PointView(one.day, one.until, one.rule, one.members, one.blocking, exact(one.to_act)) for one in times.points)
    lines = tuple(
        LineView(_line_name(told, times.by, line), line.members, tuple(None if one is None else exact(one) for one in line.values)) for line in times.lines
    )
    return ThroughTime(points, lines, times.changes, times.left_out, times.exact)


def _line_name(told: Told, by: str, line: Line) -> str:
    """A group by its name, a member by its own, everybody as such."""
    if by == "all":
        return told.say("analysis.each_member")
    if by == "member":
        return told.member(line.members[0])
    return told.named_group(line.group) if line.group else told.say("analysis.others")


def times_shown(w: Words, told: Told, times: OverTime) -> Times | None:
    """Power through time as a picture and a table; None where there is none."""
    if not times.points:
        return None
    reading = w.reading
    labels = [_line_name(told, times.by, line) for line in times.lines]
    end = max(reading.today, min(reading.day, days.add_years(days.Day(reading.today), AHEAD)))
    scale = Scale(f"{times.points[0].day[:4]}-01-01", end)
    starts = [*(one.day for one in times.points[1:]), end]
    # What is left out is drawn as what went before it.
    ends = [after if one.until in times.left_out else one.until or end for one, after in zip(times.points, starts, strict=True)]
    rows = tuple(
        tuple(
            Step(point.day, until, figure, f"{w.day(point.day, 'table')}: {told.share(figure)}")
            for point, until, figure in zip(times.points, ends, line.values, strict=True)
            if figure is not None
        )
        for line in times.lines
    )
    described = "; ".join(
        w("power.times_row", name=label, start=("day", row[0].start), first=told.share(row[0].figure), last=told.share(row[-1].figure))
        for label, row in zip(labels, rows, strict=True)
        if row
    )
    tall = deep(labels)
    marked = (reading.day, w.day(reading.day, "table")) if reading.away and scale.start <= reading.day <= scale.end else ("", "")
    picture = power_over_time(rows, scale, w("power.times"), described, DEEP_ROW if tall else ROW, marked)
    return Times(
        labels, tall, picture, len(labels) <= BESIDE, [one.day for one in times.points], [told.number(one.members) for one in times.points],
        [told.share(one.to_act) for one in times.points], [told.number(one.blocking) for one in times.points],
        [(label, ["" if n is None else told.share(n) for n in line.values]) for label, line in zip(labels, times.lines, strict=True)],
        len(times.left_out), times.left_out[0] if times.left_out else "",
    )  # fmt: skip


@lru_cache(maxsize=256)
def _over_time(organisation: str, body: str, matter: str, until: str, asked: str) -> OverTime:
    return over_time(charter_of(organisation), body, matter, until, asked, PATIENCE)


def _ordered(found: Analysis, times: OverTime) -> OverTime:
    """Lines of members in the order of the classes, the weightiest first, then those who do not sit on the day."""
    if times.by != "member":
        return times
    place = {member: i for i, member in enumerate(member for members in found.classes for member in members)}
    return structs.replace(times, lines=tuple(sorted(times.lines, key=lambda line: place.get(line.members[0], len(place)))))


def _stretch(organisation: str, body: str, day: str) -> str:
    """The day on which something last changed: what is asked between two changes is the same."""
    return max((one for one in intervals(charter_of(organisation), body) if one <= day), default=day)
