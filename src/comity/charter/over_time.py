"""Power in a body through time: the same index, before and after each day on which seats, weights or the rule changed.

Members are told apart no further than needed: where at every time all of them are interchangeable there is one line for all,
where all of each group are (permanent and elected members) one for each group, else one for each member.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

from msgspec import Struct

from comity.charter.analysing import Case, case_of, powers, without_names
from comity.charter.charter import Charter
from comity.charter.deciding import intervals
from comity.day import Day, days_between
from comity.procedure.analysis import (
    All,
    AnyOf,
    AtLeastK,
    Condition,
    Game,
    TooLarge,
    Weighted,
    diagram,
    halves,
    polynomials,
    profiles,
    veto_players,
)
from comity.procedure.analysis.by_size import by_size
from comity.procedure.analysis.count import FEW
from comity.procedure.analysis.formula import classes
from comity.procedure.as_game import NotAGame

#: No more points than these are shown: a page has room for so many. No organisation that comes with Comity has as many.
POINTS = 250
#: Nodes of a diagram that are counted, to see how long it would take.
NODES = 50_000


class Point(Struct, frozen=True):
    """A stretch of days in which nothing of it changed.

    until    the day on which something changed, empty where it goes on
    to_act   of all coalitions the part that wins: the chance of passing
    blocking how many members can block alone
    """

    day: str
    until: str
    rule: str
    members: int
    to_act: Fraction
    blocking: int


class Line(Struct, frozen=True):
    """The Shapley-Shubik index of one member, or of each member of a group (`group`) or of all, at each point; None where
    there is none.
    """

    members: tuple[str, ...]
    group: str
    values: tuple[Fraction | None, ...]


class OverTime(Struct, frozen=True):
    """Points in order of time, and lines with a value for each.

    by        how members are told apart: `all`, `group` or `member`
    changes   how many stretches there are in all
    left_out  days from which stretches go that are not reckoned here, for they are too many or would take too long
    exact     whether all figures are
    """

    by: str
    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    changes: int
    left_out: tuple[str, ...]
    exact: bool = True


class _Stretch(Struct, frozen=True):
    """From a day: the case, its game with members in the order of lines, and how many belong to each line."""

    day: str
    case: Case | None
    game: Game | None
    parts: tuple[tuple[str, int], ...]


def over_time(charter: Charter, body: str, matter: str, until: str, asked: str = "", patience: int | None = None) -> OverTime:
    """From the first day on which anything is known to `until`.

    asked     a day whose stretch is always among the points
    patience  about how many microseconds may be spent on what is slow beyond that; None: as many as it takes
    """
    cases = [(day, _case(charter, body, matter, day)) for day in intervals(charter, body) if day <= until]
    by = _told_apart([case for _, case in cases if case is not None])
    stretches = _merged([_stretch(day, case, by) for day, case in cases])
    there = [i for i, one in enumerate(stretches) if one.case is not None]
    chosen = sorted(_chosen(stretches, there, asked, patience))
    points: list[Point] = []
    figures: list[dict[str, Fraction]] = []
    left_out = {stretches[i].day for i in there if i not in chosen}
    exact = True
    for i in chosen:
        one, case, game = stretches[i], stretches[i].case, stretches[i].game
        assert case is not None and game is not None
        try:
            found = powers(game)
        except TooLarge:
            left_out.add(one.day)
            continue
        exact = exact and found.exact
        ends = stretches[i + 1].day if i + 1 < len(stretches) else ""
        points.append(Point(one.day, ends, case.rule.id, len(game.members), found.to_act.of[0], len(veto_players(game))))
        figures.append(_by_line(one, found.shapley_shubik.of))
    sitting = [case for day, case in cases if case is not None and day <= (asked or until)]
    lines = _lines(by, figures, sitting[-1] if sitting else None)
    return OverTime(by, tuple(points), lines, len(there), tuple(sorted(left_out)), exact)


def _case(charter: Charter, body: str, matter: str, day: str) -> Case | None:
    try:
        return case_of(charter, body, matter, day)
    except NotAGame:
        return None


def _group_of(case: Case, member: str) -> str:
    return next((name for name, group in case.electorate.groups.items() if member in group), "")


def _line(case: Case, member: str, by: str) -> str:
    return member if by == "member" else _group_of(case, member) if by == "group" else ""


def _told_apart(cases: Iterable[Case]) -> str:
    """How far members must be told apart, so that those of a line are interchangeable at every time."""
    by = "all"
    for case in cases:
        found = classes(case.game)
        if len(found) > 1 and by == "all":
            by = "group"
        if by == "group":
            class_of = {member: at for at, one in enumerate(found) for member in one}
            in_group: dict[str, set[int]] = {}
            for member, name in enumerate(case.game.members):
                in_group.setdefault(_group_of(case, name), set()).add(class_of[member])
            if any(len(one) > 1 for one in in_group.values()):
                return "member"
    return by


def _stretch(day: str, case: Case | None, by: str) -> _Stretch:
    """The game with its members in the order of lines: equal games of other members are then the very same."""
    if case is None:
        return _Stretch(day, None, None, ())
    names = case.game.members
    line = {name: _line(case, name, by) for name in names}
    order = list(range(len(names))) if by == "member" else sorted(range(len(names)), key=lambda at: (line[names[at]], at))
    count: dict[str, int] = {}
    for at in order:
        count[line[names[at]]] = count.get(line[names[at]], 0) + 1
    game = Game(tuple(names[at] for at in order), _ordered(case.game.condition, order))
    return _Stretch(day, case, without_names(game), tuple(count.items()))


def _ordered(condition: Condition, order: list[int]) -> Condition:
    match condition:
        case Weighted(weights, quota):
            return Weighted(tuple(weights[at] for at in order), quota)
        case All(of):
            return All(tuple(_ordered(one, order) for one in of))
        case AnyOf(of):
            return AnyOf(tuple(_ordered(one, order) for one in of))
        case AtLeastK(of, k):
            return AtLeastK(tuple(_ordered(one, order) for one in of), k)
        case _:
            assert_never(condition)


def _merged(stretches: list[_Stretch]) -> list[_Stretch]:
    """Without those that differ from the one before in nothing that matters."""
    kept: list[_Stretch] = []
    for one in stretches:
        if not kept or (kept[-1].game, kept[-1].parts) != (one.game, one.parts):
            kept.append(one)
    return kept


def _chosen(stretches: list[_Stretch], there: list[int], asked: str, patience: int | None) -> set[int]:
    """At most so many: the one asked for, the last, the first, then whichever lies farthest in time from those chosen; of the
    slow ones no more than patience allows.
    """
    place = {i: days_between(Day(stretches[there[0]].day), Day(stretches[i].day)) for i in there}
    left = set(there)
    found: list[int] = []
    nearest = dict.fromkeys(there, 10**9)
    spent = 0
    while left and len(found) < POINTS:
        i = _next(stretches, there, left, asked, nearest, found)
        left.discard(i)
        cost = work(stretches[i].game) if found else 0
        if patience is not None and spent + cost > patience:
            continue
        spent += cost
        found.append(i)
        nearest = {one: min(far, abs(place[one] - place[i])) for one, far in nearest.items()}
    return set(found)


def _next(
    stretches: list[_Stretch], there: list[int], left: set[int], asked: str, nearest: dict[int, int], found: list[int]
) -> int:
    at_asked = [i for i in there if stretches[i].day <= asked]
    if not found:
        return at_asked[-1] if at_asked else there[-1]
    first = [i for i in (there[-1], there[0]) if i in left]
    return first[0] if first else max(sorted(left), key=nearest.__getitem__)


@lru_cache(maxsize=512)
def work(game: Game | None) -> int:
    """About how many microseconds the indices take; 0 where they are quick."""
    if game is None or profiles.number(game) <= FEW:
        return 0
    one = by_size(game)
    if one is not None:
        return min(polynomials.work(one), halves.work(one))
    nodes = diagram.nodes(game, NODES)
    return 100 * NODES if nodes is None else 40 * nodes


def _by_line(one: _Stretch, figures: tuple[Fraction, ...]) -> dict[str, Fraction]:
    out, at = {}, 0
    for name, n in one.parts:
        out[name] = figures[at]
        at += n
    return out


def _lines(by: str, figures: list[dict[str, Fraction]], case: Case | None) -> tuple[Line, ...]:
    """In the order of those who sit on the day that is asked for, then those who no longer do, or do not yet."""
    now: dict[str, tuple[str, ...]] = {}
    if case is not None:
        for name in case.game.members:
            line = _line(case, name, by)
            now[line] = (*now.get(line, ()), name)
    names = dict.fromkeys([*now, *(name for one in figures for name in one)])
    return tuple(
        Line(
            now.get(name, (name,) if by == "member" else ()),
            name if by == "group" else "",
            tuple(one.get(name) for one in figures),
        )
        for name in names
    )
