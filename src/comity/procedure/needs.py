"""What a decision still needs: what is missing, from whom, what can no longer happen, what would turn it, whom it binds.

Members that the rule does not tell apart are interchangeable; what is asked is asked of numbers of them, and so it is of a
tally. Where the outcomes of a rule are a matter of lines (`comity.procedure.lines`: of all that is counted and compared) the
answers are reckoned, exactly, for bodies of any size; else they are tried (`comity.procedure.trying`), and where the ways
are too many the answer is not `exact` and says so. Where a rule asks for the fewest participants who hold a share of a
weight both are done: what is reckoned as if it were settled who takes part is told as exact only where nothing else can be
had by those who come and go. Whatever is found is asked of `decide` before it is told.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from msgspec import Struct

from comity.procedure import trying
from comity.procedure.changes import Cell, Change, Move, after, of_tally, told
from comity.procedure.cheapest import Moved, Mover, cheapest, reachable
from comity.procedure.decide import Decider, Decision, Rules, decide, parts
from comity.procedure.electorate import POSITIONS, Ballot, Electorate, Number
from comity.procedure.lines import Line, Lines, NotLinear, alternatives, each_line, outcomes
from comity.procedure.rule import Entitled, Quorum, Rule, Test
from comity.procedure.sound import each_test
from comity.procedure.spread import classes, roll_calls
from comity.procedure.who import Who

#: So many ways are tried before the answer is no longer exact: of a plain rule, of one that is asked in steps, and of a tally.
WAYS, STEPPED, TALLIED = 20_000, 2_000, 300
#: Told of a decision, in this order.
_OUTCOMES = (
    "adopted", "vetoed", "not_adopted", "no_quorum", "not_ripe", "not_computable", "adopted_without_vote", "withdrawn",
    "not_considered",
)  # fmt: skip
_OUT = "not_participating"


class Needs(Struct, frozen=True, gc=False, kw_only=True):
    """What a decision still needs.

    now        the decision if no further position were stated
    pending    the entitled who have stated none and still may; `elsewhere`: the same of other electorates that are asked, by name
    unstated   how many votes of tallies nobody has stated yet
    possible   the outcomes that can still come about by what these state, in order of `_OUTCOMES`
    no_longer  the outcomes that could have come about before anybody stated anything, and no longer can
    missing    the fewest votes in favour of the pending that adopt it; None where they cannot, empty where none is missing
    turn       the fewest stated positions that would have to change for another outcome, and to what (of a tally in which votes
               are parted each half is one)
    turns_to   the outcome then; empty where nothing turns it
    bound      whom it binds: as it stands where it is adopted, else once what is missing has come
    exact      nothing is left out: there is no cheaper way, and no other outcome

    Given, and never asked to change, are the electorate with its weights, the time, positions that came too late, who presides,
    how a casting vote was used, and how a vote on which rule applies came out.
    """

    now: Decision
    pending: tuple[str, ...] = ()
    elsewhere: dict[str, tuple[str, ...]] = {}
    unstated: Number = 0
    possible: tuple[str, ...] = ()
    no_longer: tuple[str, ...] = ()
    missing: tuple[Change, ...] | None = None
    turn: tuple[Change, ...] = ()
    turns_to: str = ""
    bound: tuple[str, ...] = ()
    exact: bool = True


def needs(rule: Rule, electorate: Electorate, ballot: Ballot, rules: Rules | None = None) -> Needs:
    """What is still needed of a ballot. Raises as `decide`."""
    rules = rules or {}
    now = decide(rule, electorate, ballot, rules)
    if ballot.ended or (ballot.positions is None and not ballot.tally and not ballot.others):
        return Needs(now=now, possible=(now.outcome,))
    try:
        return _answered(_Asked(rule, electorate, ballot, rules, now))
    except NotLinear:
        return _answered(_Asked(rule, electorate, ballot, rules, now, by_lines=False))


def _answered(asked: "_Asked") -> Needs:
    now, ballot = asked.now, asked.ballot
    adopted = now.outcome == "adopted"
    possible = asked.possible()
    missing: _Way | None = _Way((), ())
    if not adopted:
        missing = asked.cheapest(asked.silent, ("for",), lambda outcome: outcome == "adopted")
    turn = asked.turn(lambda outcome: (outcome == "adopted") is not adopted)
    bound = now.bound
    if not adopted and missing:
        bound = decide(asked.rule, asked.electorate, after(ballot, *missing), asked.rules).bound
    waiting = [asked.cells[at] for at in asked.silent]
    elsewhere: dict[str, tuple[str, ...]] = {}
    for cell in waiting:
        if cell.where and cell.members:
            elsewhere[cell.where] = (*elsewhere.get(cell.where, ()), *cell.members)
    return Needs(
        now=now, pending=asked.pending, elsewhere=elsewhere, unstated=sum((cell.n * cell.unit for cell in waiting if not cell.members), start=0),
        possible=_in_order(possible), no_longer=_in_order(asked.no_longer(possible)),
        missing=None if missing is None else told(*missing), turn=() if turn is None else told(*turn),
        turns_to="" if turn is None else asked.ask(turn.moves, turn.cells), bound=bound, exact=asked.exact,
    )  # fmt: skip


def _in_order(outcomes: set[str]) -> tuple[str, ...]:
    return tuple(one for one in _OUTCOMES if one in outcomes)


class _Way(NamedTuple):
    """Moves of these cells."""

    cells: Sequence[Cell]
    moves: tuple[Move, ...]


class _Asked:
    """A rule and a ballot to be asked what follows if some move: by lines (raises `NotLinear`), else by trying.

    cells   all votes that count, alike ones together; `silent` and `stated`: the places of those without and with a position
    named   the positions between which the rule tells apart, beside those that every body knows
    ever    the outcomes that can come about at all; empty where that is not known
    loose, tried
            the same asked otherwise, where by lines it is settled who takes part: as if the test of the fewest could come out
            either way, and by trying; None where it is not, or where that is asked otherwise already
    """

    def __init__(
        self, rule: Rule, electorate: Electorate, ballot: Ballot, rules: Rules, now: Decision, by_lines: bool = True, loose: bool = False
    ) -> None:
        self.rule, self.electorate, self.ballot, self.rules, self.now = rule, electorate, ballot, rules, now
        self.exact = True
        self.parts = tuple(parts(rule, rules))
        self.named = _positions(self.parts)
        wheres = {asks.where for part in self.parts for asks in each_test(part)}
        self.others = {name: one for name, one in ballot.others.items() if name in wheres}  # nobody else is asked
        self.order = self._order()
        self.pending = () if ballot.positions is None else tuple(m for m in self.order if m not in ballot.positions and m not in ballot.late)
        self.lines: Lines | None = None
        self.loose = self.tried = None
        self.ever = self._ever()
        if by_lines:
            self.lines = Lines(rule, electorate, ballot, rules, loose)
            self.ever = outcomes(self.lines.tree)
            if self.lines.settled:
                self.named = tuple(one for one in self.named if one != _OUT)
                self.loose = _Asked(rule, electorate, ballot, rules, now, loose=True)
                self.tried = _Asked(rule, electorate, ballot, rules, now, by_lines=False)
        self.cells = self._cells(None if self.lines is None else list(each_line(self.lines.tree)))
        settled = self.lines is not None and self.lines.settled
        self.silent = [at for at, cell in enumerate(self.cells) if not cell.held]
        self.stated = [at for at, cell in enumerate(self.cells) if cell.held and not cell.late and not (settled and cell.held == _OUT)]

    def _ever(self) -> set[str]:
        """What one rule by itself comes to, of a roll call."""
        rule = self.rule
        steps = rule.stages or rule.chosen_by or rule.silence or rule.without_vote
        absent = any(asks.where and asks.where not in self.others for asks in each_test(rule))
        if steps or absent or self._tallied() or not isinstance(rule.adopted_when, Test):
            return set()
        quorum = {"no_quorum"} if rule.quorum != Quorum() else set()
        return {"adopted", "not_adopted", *quorum, *({"vetoed"} if Decider(rule, self.electorate).may_be_vetoed else ())}

    def _tallied(self) -> bool:
        return any(one.positions is None for one in (self.ballot, *self.others.values()))

    def _order(self) -> tuple[str, ...]:
        """The members whose position counts, by the rule or one of which it is made."""
        counted = [Who(one, self.electorate).entitled for one in self.parts if not one.stages and one.chosen_by is None]
        every = frozenset[str]().union(*counted)
        return tuple(m for m in self.electorate.members if m in every)

    def _cells(self, lines: list[Line] | None) -> list[Cell]:
        """All votes: members that no line (or where there are none, no group and no weight) tells apart."""
        cells = self._of("", self.ballot, self.electorate, self.order, lines)
        for name, other in self.others.items():
            there = self.electorate.others[name]
            cells += self._of(name, other, there, Who(Rule(id="all", electorate=Entitled()), there).order, lines)
        return cells

    def _of(self, where: str, ballot: Ballot, electorate: Electorate, order: tuple[str, ...], lines: list[Line] | None) -> list[Cell]:
        here = None if lines is None else [line for line in lines if line.where == where]
        if here is not None and not here:
            return []  # nobody is asked there
        if ballot.positions is None:
            if here is not None and (not ballot.tally or len({self._signature(member, here) for member in order}) > 1):
                raise NotLinear
            size = len(order) if electorate.members else electorate.seats or None
            return of_tally(where, ballot, size) if ballot.tally else []
        if here is None:
            alike = classes(order, electorate, self.parts, self.ballot.presiding)
        else:
            by: dict[tuple[Number, ...], list[str]] = {}
            for member in order:
                by.setdefault(self._signature(member, here), []).append(member)
            alike = [tuple(members) for members in by.values()]
        cells = []
        for members in alike:
            held: dict[tuple[str, bool], list[str]] = {}
            for member in members:
                late = not where and member in ballot.late
                held.setdefault(("absent" if late else ballot.positions.get(member, ""), late), []).append(member)
            cells += [Cell(where, tuple(some), len(some), position, late=late) for (position, late), some in held.items()]
        return cells

    def _signature(self, member: str, lines: list[Line]) -> tuple[Number, ...]:
        return tuple(line.at(member, position) for line in lines for position in ("", *self.named, *POSITIONS))

    # Answers

    def ask(self, moves: Sequence[Move], cells: Sequence[Cell] | None = None) -> str:
        """The outcome after these moves."""
        ballot = after(self.ballot, self.cells if cells is None else cells, moves)
        return decide(self.rule, self.electorate, ballot, self.rules).outcome

    def possible(self) -> set[str]:
        """Every outcome that those can bring about who have stated nothing, each of them stating something."""
        if not self.silent:
            return {self.now.outcome}
        return self._told(self._reachable(self.silent), lambda other: other._reachable(other.silent))

    def no_longer(self, possible: set[str]) -> set[str]:
        """What could have come about if nobody had stated anything."""
        if not self.stated and (self.tried is None or not self.tried.stated):
            return set()
        return self._told(self._reachable([*self.silent, *self.stated]), lambda other: other._reachable([*other.silent, *other.stated])) - possible

    def _told(self, found: tuple[set[str], bool], otherwise: "Callable[[_Asked], tuple[set[str], bool]]") -> set[str]:
        """What was found; where it was settled who takes part, with what else there is and nowhere else was looked for."""
        outcomes, exact = found
        if self.loose is not None and self.tried is not None and not outcomes >= self.ever:
            most, sure = otherwise(self.loose)
            exact = sure and most <= outcomes
            if not exact:
                some, exact = otherwise(self.tried)
                outcomes |= some
                exact = exact or (sure and most <= outcomes)
        self.exact = self.exact and exact
        return outcomes

    def _reachable(self, free: list[int]) -> tuple[set[str], bool]:
        """The outcomes that those who are free can bring about, and whether there are no others."""
        if self.lines is None:
            ask, ways = self._trying()
            if not ways:
                return {self.now.outcome}, False
            found, exact = trying.possible(ask, self.cells, free, self.named, ways)
            return found, exact or (bool(self.ever) and found >= self.ever)
        found, exact = set[str](), True
        for outcome in _OUTCOMES:
            there = False
            for lines in alternatives(self.lines.tree, lambda one, o=outcome: one == o):  # type: ignore[misc]
                there, sure = self._can(lines, free)
                if there:
                    found.add(outcome)
                    break
                exact = exact and sure
        return found, exact or found >= self.ever

    def _can(self, lines: tuple[Line, ...], free: list[int]) -> tuple[bool, bool]:
        """Whether all of these lines can hold where those who are free state something: absent, unless anything else."""
        stated = dict.fromkeys(free, "absent")
        needed, movers = self._in_whole_numbers(lines, free, stated)
        return reachable(needed, movers)

    def cheapest(self, free: list[int], named: tuple[str, ...], wanted: Callable[[str], bool]) -> _Way | None:
        """The fewest of those who are free that have to move to these positions for an outcome that is wanted."""
        named = tuple(sorted(named, key=lambda one: one != "for")) if wanted("adopted") else named
        if self.lines is None:
            ask, ways = self._trying()
            if not ways:
                self.exact = False
                return None
            tried, exact = trying.fewest(ask, self.cells, free, named, wanted, self._ranks(free), ways)
            self.exact = self.exact and exact
            return None if tried is None else _Way(self.cells, tuple(tried))
        best: tuple[Move, ...] | None = None
        most = sum(self.cells[at].n for at in free)
        for lines in alternatives(self.lines.tree, wanted):
            found = self._fewest(lines, free, named, most)
            self.exact = self.exact and found.exact
            if found.moves and wanted(self.ask(moves := [(free[at], position, n) for at, position, n in found.moves])):
                best, most = tuple(moves), found.n - 1
        return None if best is None else _Way(self.cells, best)

    def _fewest(self, lines: tuple[Line, ...], free: list[int], named: tuple[str, ...], most: int) -> Moved:
        needed, movers = self._in_whole_numbers(lines, free, {}, named)
        return cheapest(needed, movers, most)

    def turn(self, wanted: Callable[[str], bool]) -> _Way | None:
        """The fewest who have stated something that would have to state something else."""
        best = self.cheapest(self.stated, self.named, wanted)
        if self.loose is None or self.tried is None:
            return best
        most = sum(n for _, _, n in best.moves) if best is not None else sum(self.tried.cells[at].n for at in self.tried.stated) + 1
        least, sure = self.loose._least(wanted, most - 1)
        if least >= most and sure:
            return best
        ask, ways = self.tried._trying()
        if best is None and ways:
            other = self.tried.cheapest(self.tried.stated, self.tried.named, wanted)
            self.exact = self.exact and self.tried.exact
            return other
        found, exact = trying.cheaper(
            ask, self.tried.cells, self.tried.stated, self.tried.named, wanted, range(least if sure else 1, most), _OUT, ways
        )
        self.exact = self.exact and exact
        return best if found is None else _Way(self.tried.cells, tuple(found))

    def _least(self, wanted: Callable[[str], bool], most: int) -> tuple[int, bool]:
        """Fewer than so many never turn it, as far as lines say (more than `most`: not even so many); false: not known."""
        assert self.lines is not None
        sure, least = True, most + 1
        for lines in alternatives(self.lines.tree, wanted):
            found = self._fewest(lines, self.stated, self.named, least - 1)
            sure = sure and found.exact
            least = found.n if found.moves is not None else least
        return max(1, least), sure

    def _in_whole_numbers(
        self, lines: tuple[Line, ...], free: list[int], stated: dict[int, str], named: tuple[str, ...] = ()
    ) -> tuple[list[int], list[Mover]]:
        """What each line needs, and what one of each free cell brings to it in each position; `stated`: as what a cell counts now."""
        named = named or self.named
        needed: list[int] = []
        gains: list[dict[str, list[int]]] = [{} for _ in free]
        for line in lines:
            here = [at for at, cell in enumerate(self.cells) if cell.where == line.where]
            have = {at: self._brings(line, at, stated.get(at, self.cells[at].held)) for at in here}
            rows = {at: [self._brings(line, at, position) - have[at] for position in named] for at in free if at in have}
            whole: list[Number] = [line.bound, *have.values(), *(one for row in rows.values() for one in row)]
            scale = lcm(*(Fraction(one).denominator for one in whole))
            needed.append(int((line.bound - sum((self.cells[at].n * have[at] for at in here), start=0)) * scale) + line.strict)
            for at, gain in zip(free, gains, strict=True):
                for position, one in zip(named, rows.get(at) or [0] * len(named), strict=True):
                    gain.setdefault(position, []).append(int(one * scale))
        movers = [
            Mover(self.cells[at].n, tuple((p, tuple(g)) for p, g in gain.items() if p != stated.get(at, self.cells[at].held)))
            for at, gain in zip(free, gains, strict=True)
        ]
        return needed, movers

    def _brings(self, line: Line, at: int, position: str) -> Number:
        """What one vote of a cell adds to a line in a position; of a tally any member's, for they are alike."""
        cell = self.cells[at]
        if cell.members:
            return line.at(cell.members[0], position)
        order = self.order if not cell.where else self.electorate.others[cell.where].members
        return line.at(order[0] if order else "", position) * cell.unit

    # Where it is no matter of lines

    def _trying(self) -> tuple[trying.Ask, int]:
        """How to ask of other positions, and how often; never where each answer would take too long."""
        ballot, rule = self.ballot, self.rule
        if self._tallied():
            known = len(classes(self.order, self.electorate, self.parts, ballot.presiding)) < 6
            spread = known and (not self.electorate.members or roll_calls(ballot, self.electorate, self.order, self.parts) is not None)
            return self.ask, TALLIED if spread else 0
        if ballot.late or self.others or ballot.presiding or ballot.casting or len(self.parts) > 1 or rule.silence:
            return self.ask, STEPPED
        quick = Decider(rule, self.electorate)
        return lambda moves: quick.outcome(after(ballot, self.cells, moves).positions or {}), WAYS

    def _ranks(self, free: list[int]) -> list[list[int]]:
        """The free cells as they sit, the heaviest by each weight first, those of each group first."""
        by_weight = [
            sorted(free, key=lambda at: -weights.get((self.cells[at].members or ("",))[0], 0)) for weights in self.electorate.weights.values()
        ]
        by_group = [sorted(free, key=lambda at: not group.intersection(self.cells[at].members)) for group in self.electorate.groups.values()]
        return [free, *by_weight, *by_group]


#: Positions that are present and neither in favour nor against: where a rule spells some of them, another stands for the rest.
_NEUTRAL = ("abstain", "present", "reserve", "amend", "object", "object_to_procedure")


def _positions(rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """The positions between which rules tell apart, beside those that every body knows."""
    found = {"for", "against", "absent"}
    for one in rules:
        tests = [one.adopted_when, one.quorum.to_open, one.quorum.to_decide, one.quorum.cast, *(s.unless for s in one.stages)]
        for test in tests:
            if isinstance(test, Test):
                found |= _named(test, one)
        found |= set(one.silence.broken_by) if one.silence is not None else set()
        found |= {_OUT} if _OUT in one.electorate.without else set()
    several = {"not_for", "not_against", "present_at_all"}
    neutral = next((position for position in _NEUTRAL if position not in found), "for")
    return tuple(sorted({*found, neutral} - several))


def _named(test: Test, rule: Rule) -> set[str]:
    found: set[str] = set()
    for value in (test.count, test.held, test.more, test.than):
        found |= {value} if isinstance(value, str) else set(value)
    if test.fewest or test.of == "participants" or "participants" in (test.every, test.none_of):
        found.add(_OUT)
    if test.of == "cast":
        found |= set(rule.cast)
    return (found - {""}).union(*(_named(one, rule) for one in test.inner))


__all__ = ["Change", "Needs", "needs"]
