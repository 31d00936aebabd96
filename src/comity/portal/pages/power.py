"""Power in a body: who can block, how power is shared under its rule, which coalitions suffice, and how that came to be.

    ?matter=substantive&on=1960-01-01

Figures in the value are exact, `n/d`; those of the table as CSV are decimals of twelve figures.
"""

from fractions import Fraction
from functools import lru_cache

from msgspec import Struct, structs

from comity import day as days
from comity.charter.analysed import Told, why_not
from comity.charter.analysing import LISTED, Analysis, Case, analysis_of, case_of, gap
from comity.charter.deciding import intervals, matters_of
from comity.charter.over_time import Line, OverTime, over_time, work
from comity.portal.pages.rules import RuleView, around, charter_of, find, matter_asked, named, names_of, rule_views
from comity.portal.pictures.power import ROW, SHOWN, Bars, Step, power_bars, power_over_time
from comity.portal.pictures.rows import DEEP_ROW, deep
from comity.portal.pictures.svg import Scale
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words
from comity.procedure.analysis import Kind, TooLarge
from comity.procedure.as_game import NotAGame

INDICES = ("shapley_shubik", "banzhaf", "penrose", "to_prevent", "to_initiate")
COLUMNS = ("member", "name", "weights", "can_block", "swings", *INDICES, "exact")
#: Microseconds, about, that a page may spend on the figures of a day, and on those of other days.
PATIENCE, PATIENCE_OVER_TIME = 1_500_000, 1_000_000
#: Up to so many lines through time stand beside one another, with a row for each day; more have a row each.
BESIDE = 4
#: Years beyond today that the picture goes, for a day that is to come.
AHEAD = 10


class MemberPower(Struct, frozen=True):
    """A member's weights and indices, exactly."""

    id: str
    name: str
    weights: dict[str, str]
    can_block: bool
    swings: str
    shapley_shubik: str
    banzhaf: str
    penrose: str
    to_prevent: str
    to_initiate: str


class Coalitions(Struct, frozen=True):
    """Coalitions of one kind: so many of these members, and of those; how many such coalitions there are."""

    words: str
    size: int
    number: str
    parts: tuple[tuple[int, tuple[str, ...]], ...]


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


class Found(Struct, frozen=True):
    """What follows from the rule on the day; counts are strings, for they may be long."""

    exact: bool
    can_block: tuple[str, ...]
    dummies: tuple[str, ...] | None
    dictator: str | None
    coalitions: str
    winning: str
    minimal_winning: str | None
    minimal_blocking: str | None
    chance_of_passing: str
    smallest_winning: tuple[Coalitions, ...]
    smallest_blocking: tuple[Coalitions, ...]
    tolerance: dict[str, str] | None
    members: tuple[MemberPower, ...]


class PowerView(Struct, frozen=True):
    """Power in a body on a day; `not_a_game` says by a code why there are no figures."""

    organisation: str
    body: str
    name: str
    matter: str
    rule: RuleView | None
    not_a_game: str
    found: Found | None
    through_time: ThroughTime | None


def power(reading: Reading, organisation: str, body: str) -> Page:
    """Power in one deciding body, for one kind of question."""
    charter = find(organisation, body)
    w = Words(reading)
    matters = matters_of(charter, body)
    matter = matter_asked(reading, matters)
    code, case, found = _analysed(organisation, body, matter, reading.day)
    name = named(organisation, "body", body, reading.lang)
    rule = next((one for one in rule_views(reading, w, organisation, body) if one.matter == matter and one.id), None)
    view: dict[str, object] = around(reading, organisation, body) | {
        "command": f"comity analyse {organisation} --body {body}{f' --matter {matter}' if matter else ''} --on {reading.day}",
        "told": None, "listed": LISTED,
    }
    if case is None or found is None:
        data = PowerView(organisation, body, name, matter, rule, code, None, None)
        lede = w("power.takes_long") if code == "takes_long" else why_not(code, reading.day, reading.lang)
        return Page("power.html", "rules", w("power.title", body=name), lede, data, Table(COLUMNS, ()), view)
    told = Told(case, reading.lang, names_of(organisation))
    until = max(reading.day, reading.today)
    times = _ordered(found, _over_time(organisation, body, matter, until, _stretch(organisation, body, reading.day)))
    data = PowerView(organisation, body, name, matter, rule, "", _found(told, case, found), _through_time(told, times))
    view |= {
        "told": told, "notes": told.notes(found), "weights": [told.weight(one) for one in case.weights], "rows": _rows(told, case, found),
        "tolerance": told.tolerance(found), "bars": _bars(w, told, found), "times": _times(w, told, times), "indices": INDICES,
        "counts": [(one, _counted(told, n)) for one, n in (
            ("all", 2 ** len(found.members)), ("winning", found.power.winning), ("minimal_winning", found.minimal_winning),
            ("minimal_blocking", found.minimal_blocking),
        )],
    }  # fmt: skip
    lede = " ".join(told.sentences(found))
    return Page("power.html", "rules", w("power.title", body=name), lede, data, _table(data), view)


@lru_cache(maxsize=256)
def _analysed(organisation: str, body: str, matter: str, day: str) -> tuple[str, Case | None, Analysis | None]:
    """Why there are no figures, or the case and its analysis."""
    try:
        case = case_of(charter_of(organisation), body, matter, day)
        if work(case.game) > PATIENCE:
            return "takes_long", None, None
        return "", case, analysis_of(case.game)
    except NotAGame as fault:
        return fault.code, None, None
    except TooLarge:
        return "too_large", None, None


def _stretch(organisation: str, body: str, day: str) -> str:
    """The day on which something last changed: what is asked between two changes is the same."""
    return max((one for one in intervals(charter_of(organisation), body) if one <= day), default=day)


@lru_cache(maxsize=256)
def _over_time(organisation: str, body: str, matter: str, until: str, asked: str) -> OverTime:
    return over_time(charter_of(organisation), body, matter, until, asked, PATIENCE_OVER_TIME)


def _ordered(found: Analysis, times: OverTime) -> OverTime:
    """Lines of members in the order of the classes, the weightiest first, then those who do not sit on the day."""
    if times.by != "member":
        return times
    place = {member: i for i, member in enumerate(member for members in found.classes for member in members)}
    return structs.replace(times, lines=tuple(sorted(times.lines, key=lambda line: place.get(line.members[0], len(place)))))


def _exact(number: Fraction) -> str:
    return f"{number.numerator}/{number.denominator}"


def _counted(told: Told, n: int | None) -> str | None:
    return None if n is None else told.number(n)


def _found(told: Told, case: Case, found: Analysis) -> Found:
    power = found.power
    between = gap(case, found)

    def kinds(every: tuple[Kind, ...]) -> tuple[Coalitions, ...]:
        return tuple(Coalitions(told.kind(one), one.size, str(one.number), one.parts) for one in every)

    return Found(
        exact=power.exact, can_block=found.can_block, dummies=found.dummies, dictator=found.dictator,
        coalitions=str(2 ** len(found.members)), winning=str(power.winning),
        minimal_winning=None if found.minimal_winning is None else str(found.minimal_winning),
        minimal_blocking=None if found.minimal_blocking is None else str(found.minimal_blocking),
        chance_of_passing=_exact(power.to_act.of[0]),
        smallest_winning=kinds(found.smallest_winning), smallest_blocking=kinds(found.smallest_blocking),
        tolerance=None if between is None else {
            "weight": between.weight, "losing": _exact(between.losing), "winning": _exact(between.winning), "share": _exact(between.share),
        },
        members=tuple(
            MemberPower(
                member, told.member(member), {name: str(case.electorate.weights[name][member]) for name in case.weights},
                member in found.can_block, str(power.swings[i]), *(_exact(getattr(power, index).of[i]) for index in INDICES),
            )
            for i, member in enumerate(found.members)
        ),
    )  # fmt: skip


def _through_time(told: Told, times: OverTime) -> ThroughTime:
    points = tuple(PointView(one.day, one.until, one.rule, one.members, one.blocking, _exact(one.to_act)) for one in times.points)
    lines = tuple(
        LineView(_line_name(told, times.by, line), line.members, tuple(None if one is None else _exact(one) for one in line.values)) for line in times.lines
    )
    return ThroughTime(points, lines, times.changes, times.left_out, times.exact)


def _line_name(told: Told, by: str, line: Line) -> str:
    """A group by its name, a member by its own, everybody as such."""
    if by == "all":
        return told.say("analysis.each_member")
    if by == "member":
        return told.member(line.members[0])
    return told.named_group(line.group) if line.group else told.say("analysis.others")


def _table(data: PowerView) -> Table:
    assert data.found is not None
    return Table(COLUMNS, tuple(
        (
            one.id, one.name, " ".join(f"{name}:{n}" for name, n in one.weights.items()), "yes" if one.can_block else "no", one.swings,
            *(f"{float(Fraction(getattr(one, index))):.12g}" for index in INDICES), "yes" if data.found.exact else "no",
        )
        for one in data.found.members
    ))  # fmt: skip


def _rows(told: Told, case: Case, found: Analysis) -> list[tuple[str, tuple[str, ...], list[str], bool, list[str]]]:
    """A row for each class of interchangeable members: what they are called, their names where that does not say them, their
    weights, whether each can block alone, their indices.
    """
    place = {member: i for i, member in enumerate(found.members)}
    out = []
    for members in found.classes:
        at = place[members[0]]
        values = [{case.electorate.weights[name][member] for member in members} for name in case.weights]
        label, names = _class_name(told, members)
        out.append((
            label, names, [told.number(one.pop()) if len(one) == 1 else "…" for one in values], members[0] in found.can_block,
            [told.share(getattr(found.power, index).of[at]) for index in INDICES],
        ))  # fmt: skip
    return out


def _class_name(told: Told, members: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A class by its group, by the names of its few members, or by their number; with all names unless they are said."""
    if group := told.group(members):
        return told.say("analysis.n_of_group", n=len(members), group=group), tuple(map(told.member, members))
    if len(members) <= 3:
        return told.members(members), ()
    return told.say("analysis.n_members", n=len(members)), tuple(map(told.member, members))


def _bars(w: Words, told: Told, found: Analysis) -> tuple[list[str], object, bool]:
    """The names beside the picture, the picture, and whether names take two lines."""
    place = {member: i for i, member in enumerate(found.members)}
    rows = []
    for members in found.classes[:SHOWN]:
        figures = found.power.shapley_shubik.of[place[members[0]]], found.power.banzhaf.of[place[members[0]]]
        alike = 3 < len(members) < len(found.members) and not told.group(members)
        label = told.members(members, 1) if alike else _class_name(told, members)[0]
        rows.append(Bars(label, figures, (told.share(figures[0]), told.share(figures[1]))))
    labels = [row.label for row in rows]
    description = "; ".join(w("power.bars_row", name=row.label, first=row.words[0], second=row.words[1]) for row in rows)
    tall = deep(labels)
    return labels, power_bars(tuple(rows), w("power.bars"), description, w.lang, DEEP_ROW if tall else ROW), tall


class _Times(Struct):
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


def _times(w: Words, told: Told, times: OverTime) -> _Times | None:
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
    return _Times(
        labels, tall, picture, len(labels) <= BESIDE, [one.day for one in times.points], [told.number(one.members) for one in times.points],
        [told.share(one.to_act) for one in times.points], [told.number(one.blocking) for one in times.points],
        [(label, ["" if n is None else told.share(n) for n in line.values]) for label, line in zip(labels, times.lines, strict=True)],
        len(times.left_out), times.left_out[0] if times.left_out else "",
    )  # fmt: skip
