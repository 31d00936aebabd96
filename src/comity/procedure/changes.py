"""Members that hold the same position and that nothing tells apart, and what becomes of a ballot where some of them move."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from comity.procedure.electorate import Ballot, Number


class Change(Struct, frozen=True, gc=False, kw_only=True):
    """`n` of these members (any of them) come from one position (`was`, empty: none stated) to another (`becomes`).

    of     the members, by id; empty where only their number is known (a tally)
    where  the electorate, empty for the body itself
    """

    n: Number
    of: tuple[str, ...]
    was: str
    becomes: str
    where: str = ""


class Cell(NamedTuple):
    """So many votes (each a `unit`: one, or a half) of an electorate in one position; the members, where they are known.

    late  they have come too late, and whatever they state is not counted
    """

    where: str
    members: tuple[str, ...]
    n: int
    held: str
    unit: Number = 1
    late: bool = False


#: Which cell (by its place) gives how many to which position.
Move = tuple[int, str, int]


def of_tally(where: str, ballot: Ballot, size: int | None) -> list[Cell]:
    """The cells of a tally; `size`: how many have a vote, where that is known, so that those who stated none are told."""
    tally = ballot.tally or {}
    silent = 0 if size is None else max(0, size - sum(tally.values()))
    grain = lcm(*(Fraction(n).denominator for n in (*tally.values(), silent)))
    unit: Number = 1 if grain == 1 else Fraction(1, grain)
    return [Cell(where, (), int(n * grain), held, unit) for held, n in (*tally.items(), ("", silent)) if n]


def after(ballot: Ballot, cells: Sequence[Cell], moves: Iterable[Move]) -> Ballot:
    """The ballot after these moves: of alike members the first move."""
    by: dict[str, list[Move]] = {}
    for move in moves:
        by.setdefault(cells[move[0]].where, []).append(move)
    others = {name: _after(one, cells, by[name]) if name in by else one for name, one in ballot.others.items()}
    made = _after(ballot, cells, by[""]) if "" in by else ballot
    return replace(made, others=others) if by.keys() - {""} else made


def _after(ballot: Ballot, cells: Sequence[Cell], moves: list[Move]) -> Ballot:
    if ballot.positions is None:
        tally = dict(ballot.tally or {})
        for at, position, n in moves:
            cell = cells[at]
            if cell.held:
                tally[cell.held] -= n * cell.unit
            tally[position] = tally.get(position, 0) + n * cell.unit
        return replace(ballot, tally=tally)
    positions, taken = dict(ballot.positions), dict[int, int]()
    for at, position, n in moves:
        start = taken.get(at, 0)
        positions.update(dict.fromkeys(cells[at].members[start : start + n], position))
        taken[at] = start + n
    return replace(ballot, positions=positions)


def told(cells: Sequence[Cell], moves: Iterable[Move]) -> tuple[Change, ...]:
    """The moves as they are told."""
    found = []
    for at, position, n in moves:
        cell = cells[at]
        votes = n * cell.unit
        whole = int(votes) if Fraction(votes).denominator == 1 else votes
        found.append(Change(n=whole, of=cell.members, was=cell.held, becomes=position, where=cell.where))
    return tuple(found)


__all__ = ["Cell", "Change", "Move", "after", "of_tally", "told"]
