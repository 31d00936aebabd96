"""What a decision still needs: what is missing, from whom, what can no longer happen, what would turn it.

Members that no rule tells apart (same groups, same weights) are interchangeable; what is asked is asked of numbers of
them. While the ways to be tried are few enough all are tried and the answer is `exact`; beyond that only changes to one
position at a time are, the heaviest members first, and the answer says so.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations_with_replacement
from math import comb

from msgspec import Struct
from msgspec.structs import replace

from comity.procedure.asked import Who
from comity.procedure.decide import Decider, Decision, Rules, decide, parts
from comity.procedure.electorate import Ballot, Electorate
from comity.procedure.rule import Rule, Test
from comity.procedure.spread import classes

#: So many ways are tried before the answer is no longer exact: of a plain rule, and of one that is asked in steps.
WAYS, STEPPED = 20_000, 2_000
#: Told of a decision, in this order.
_OUTCOMES = ("adopted", "vetoed", "not_adopted", "no_quorum", "not_ripe", "not_computable")


class Change(Struct, frozen=True, gc=False, kw_only=True):
    """`n` of these members (any of them) come from one position (`was`, empty: none stated) to another (`becomes`)."""

    n: int
    of: tuple[str, ...]
    was: str
    becomes: str


class Needs(Struct, frozen=True, gc=False, kw_only=True):
    """What a decision still needs.

    now       the decision if no further position were stated
    pending   the entitled who have stated none
    possible  the outcomes that can still come about by what the pending state, in order of `_OUTCOMES`
    missing   the fewest votes in favour of the pending that adopt it; None where they cannot, empty where none is missing
    turn      the fewest stated positions that would have to change for another outcome, and to what
    turns_to  the outcome then; empty where nothing turns it
    exact     every way was tried
    """

    now: Decision
    pending: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    missing: tuple[Change, ...] | None = None
    turn: tuple[Change, ...] = ()
    turns_to: str = ""
    exact: bool = True


class _Cell(Struct, frozen=True, gc=False):
    """Members that nothing tells apart and that hold the same position."""

    members: tuple[str, ...]
    held: str


def needs(rule: Rule, electorate: Electorate, ballot: Ballot, rules: Rules | None = None) -> Needs:
    """What is still needed of a roll call; of a tally only its outcome is said. Raises as `decide`."""
    rules = rules or {}
    now = decide(rule, electorate, ballot, rules)
    if ballot.positions is None:
        return Needs(now=now, possible=(now.outcome,))
    who = Who(rule, electorate)
    held = {m: p for m, p in ballot.positions.items() if m in who.entitled and m not in ballot.late}
    ask, ways = _asking(rule, electorate, ballot, rules)
    named = _positions(rule, rules)
    cells = _cells(who, held, tuple(parts(rule, rules)))
    pending = tuple(m for m in who.order if m not in held)
    possible, exact = _possible(ask, held, [cell for cell in cells if not cell.held], named, ways)
    missing: tuple[Change, ...] | None = ()
    if now.outcome != "adopted":
        found = _cheapest(ask, held, [c for c in cells if not c.held], ("for",), lambda o: o == "adopted", who, ways)
        missing, exact = found.changes, exact and found.exact
    turned = _turned(ask, held, [c for c in cells if c.held], named, now.outcome, who, ways)
    return Needs(
        now=now, pending=pending, possible=tuple(o for o in _OUTCOMES if o in possible), missing=missing,
        turn=turned.changes or (), turns_to=turned.outcome, exact=exact and turned.exact,
    )  # fmt: skip


class _Way(Struct, frozen=True, gc=False):
    changes: tuple[Change, ...] | None
    outcome: str = ""
    exact: bool = True


Ask = Callable[[Mapping[str, str]], str]


def _asking(rule: Rule, electorate: Electorate, ballot: Ballot, rules: Rules) -> tuple[Ask, int]:
    """The outcome of other positions, all else being equal, by the quick way where there is one; and how often to ask."""
    if ballot.late or ballot.others or ballot.presiding or ballot.casting or rule.stages or rule.chosen_by or rule.silence:
        return lambda held: decide(rule, electorate, replace(ballot, positions=held), rules).outcome, STEPPED
    return Decider(rule, electorate).outcome, WAYS


def _positions(rule: Rule, rules: Rules) -> tuple[str, ...]:
    """The positions between which a rule tells apart, beside those that every body knows."""
    found = {"for", "against", "abstain", "absent"}
    asked = [rule, *(rules[s.rule] for s in rule.stages if s.rule in rules)]
    if rule.chosen_by is not None:
        asked += [rules[name] for name in (rule.chosen_by.yes, rule.chosen_by.no) if name in rules]
    for one in asked:
        tests = [one.adopted_when, one.quorum.to_open, one.quorum.to_decide, one.quorum.cast, *(s.unless for s in one.stages)]
        for test in tests:
            if isinstance(test, Test):
                found |= _named(test)
        found |= set(one.silence.broken_by) if one.silence is not None else set()
        found |= {"not_participating"} if "not_participating" in one.electorate.without else set()
    several = {"not_for", "not_against", "present_at_all"}
    return tuple(sorted(found - several))


def _named(test: Test) -> set[str]:
    found: set[str] = set()
    for value in (test.count, test.held, test.more, test.than):
        found |= {value} if isinstance(value, str) else set(value)
    return found.union(*map(_named, test.inner))


def _cells(who: Who, held: Mapping[str, str], asked: tuple[Rule, ...]) -> list[_Cell]:
    """The members by what tells them apart and by position."""
    out = []
    for members in classes(who.order, who.electorate, asked):
        by: dict[str, list[str]] = {}
        for member in members:
            by.setdefault(held.get(member, ""), []).append(member)
        out += [_Cell(tuple(group), position) for position, group in by.items()]
    return out


def _possible(
    ask: Ask, held: Mapping[str, str], cells: list[_Cell], named: tuple[str, ...], most: int
) -> tuple[set[str], bool]:
    """Every outcome that the pending can still bring about, and whether all ways were tried."""
    ways = 1
    for cell in cells:
        ways *= comb(len(cell.members) + len(named) - 1, len(named) - 1)
    if ways <= most:
        return {ask({**held, **more}) for more in _shared(cells, named)}, True
    found = {ask(held)}
    for position in named:
        more = dict(held)
        for cell in cells:
            more |= dict.fromkeys(cell.members, position)
            found.add(ask(more))
        for cell in cells:  # all alike but one of a kind
            found |= {ask({**more, cell.members[0]: other}) for other in named}
    return found, False


def _shared(cells: list[_Cell], named: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Every way to give positions to the members of these cells that makes a difference."""
    if not cells:
        yield {}
        return
    first, *rest = cells
    for given in combinations_with_replacement(named, len(first.members)):
        here = dict(zip(first.members, given, strict=True))
        for more in _shared(rest, named):
            yield here | more


def _turned(
    ask: Ask, held: Mapping[str, str], cells: list[_Cell], named: tuple[str, ...], now: str, who: Who, ways: int
) -> _Way:
    """The fewest changes that adopt what is not adopted, or the other way round."""
    if now == "adopted":
        return _cheapest(ask, held, cells, named, lambda outcome: outcome != "adopted", who, ways)
    return _cheapest(ask, held, cells, ("for", *(p for p in named if p != "for")), lambda outcome: outcome == "adopted", who, ways)


def _cheapest(
    ask: Ask, held: Mapping[str, str], cells: list[_Cell], named: tuple[str, ...], wanted: Callable[[str], bool], who: Who,
    ways: int,
) -> _Way:  # fmt: skip
    """The fewest members of these cells that have to come to other positions for an outcome that is wanted.

    First to one position at a time, which is quick and mostly right; then whatever is cheaper, while it can be tried.
    """
    best = _uniform(ask, held, cells, named, wanted, who)
    most = sum(n for n in (one.n for one in best.changes or ())) if best.changes else sum(len(cell.members) for cell in cells) + 1
    moves = [(cell, position) for cell in cells for position in named if position != cell.held]
    left = ways
    for k in range(1, most):
        left -= comb(len(moves) + k - 1, k)
        if left < 0:
            return replace(best, exact=False)
        for chosen in _mixed(moves, k):
            if wanted(outcome := ask(_moved(held, chosen))):
                return _Way(_told(chosen), outcome)
    return best


def _uniform(
    ask: Ask, held: Mapping[str, str], cells: list[_Cell], named: tuple[str, ...], wanted: Callable[[str], bool], who: Who
) -> _Way:
    """The fewest that come to one position, the heaviest first: found by halving, for more never do less."""
    best = _Way(None)
    fewest = len(held) + sum(len(cell.members) for cell in cells) + 1
    for pool, position in _pools(cells, named, who):
        low, high = 1, min(len(pool), fewest - 1)
        if high < 1 or not wanted(ask(_moved(held, _chosen(pool[:high], position)))):
            continue
        while low < high:
            middle = (low + high) // 2
            if wanted(ask(_moved(held, _chosen(pool[:middle], position)))):
                high = middle
            else:
                low = middle + 1
        chosen = _chosen(pool[:low], position)
        fewest, best = low, _Way(_told(chosen), ask(_moved(held, chosen)))
    return best


def _moved(held: Mapping[str, str], chosen: "_Chosen") -> dict[str, str]:
    """The positions after these changes."""
    more = dict(held)
    for (_, position), members in chosen:
        for member in members:
            more[member] = position
    return more


def _told(chosen: "_Chosen") -> tuple[Change, ...]:
    return tuple(
        Change(n=len(members), of=cell.members, was=cell.held, becomes=position) for (cell, position), members in chosen
    )


_Move = tuple[_Cell, str]
_Chosen = list[tuple[_Move, tuple[str, ...]]]


def _mixed(moves: list[_Move], k: int) -> Iterator[_Chosen]:
    """Every way to move k members, that makes a difference."""
    for picked in combinations_with_replacement(range(len(moves)), k):
        taken: dict[int, int] = {}
        out: _Chosen = []
        for at in dict.fromkeys(picked):
            cell, _ = moves[at]
            start, n = taken.get(id(cell), 0), picked.count(at)
            if start + n > len(cell.members):
                break
            out.append((moves[at], cell.members[start : start + n]))
            taken[id(cell)] = start + n
        else:
            yield out


_Pool = list[tuple[_Cell, str]]


def _pools(cells: list[_Cell], named: tuple[str, ...], who: Who) -> Iterator[tuple[_Pool, str]]:
    """The members that may come to a position: the heaviest by each weight first, those of each group first, as they sit."""
    keys: list[Callable[[str], object]] = [
        lambda m: 0,
        *(lambda m, w=weights: -w.get(m, 0) for weights in who.electorate.weights.values()),
        *(lambda m, g=group: m not in g for group in who.electorate.groups.values()),
    ]
    for key in keys:
        for position in named:
            pool = [(cell, member) for cell in cells if cell.held != position for member in cell.members]
            yield sorted(pool, key=lambda one: key(one[1])), position  # type: ignore[arg-type, return-value]


def _chosen(pool: _Pool, position: str) -> _Chosen:
    """These members, all to one position."""
    by: dict[int, tuple[_Cell, list[str]]] = {}
    for cell, member in pool:
        by.setdefault(id(cell), (cell, []))[1].append(member)
    return [((cell, position), tuple(members)) for cell, members in by.values()]


__all__ = ["Change", "Needs", "needs"]
