"""A rule as lines: every outcome of it as inequalities over the members and their positions, for `comity.procedure.needs`.

Each test of a rule adds something up over the members, each with what its position brings, and holds the sum against a
bound: nine in favour; no permanent member against (none of a sum); two thirds of those voting (three times those in favour
less twice those voting, at least nothing). So an outcome is such lines joined by *all* and *any*, and what is the cheapest
way to it can be reckoned (`comity.procedure.cheapest`) instead of tried.

What is no line raises `NotLinear`: another electorate whose ballot is not there; a tally of members whom the rule tells
apart, or of a chair whose own vote is cast twice; an outcome of some hundred alternatives.

One test is a line only while it is settled who takes part: how many are the fewest participants who hold a share of a
weight. So there are two readings of it. In the first (`settled`) nobody comes or goes, and what is found is a way, but there
may be a cheaper one; in the second (`loose`) anybody may and the test may come out either way, and what is not found there
is nowhere. Where both come to the same nothing is left out.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from comity.procedure.asked import Asked, Elsewhere, Fewest, Measure, More, Nobody, Several, ShareOf, asked
from comity.procedure.decide import Decider, Rules, decide, decider
from comity.procedure.electorate import Ballot, Electorate, Number
from comity.procedure.rule import Rule
from comity.procedure.who import Roll, Tally, Who

#: So many alternatives are looked at before an outcome is called no matter of lines.
ALTERNATIVES = 400
#: Beside the positions: any that is stated.
STATED = "stated"
_OUT = "not_participating"


class NotLinear(ValueError):
    """An outcome that is no matter of lines."""


class Term(NamedTuple):
    """`times` the weights (1 where there are none) of those of these members (None: whoever there is) in these positions."""

    times: Number
    positions: frozenset[str]
    members: frozenset[str] | None = None
    weights: Mapping[str, Number] | None = None

    def at(self, member: str, position: str) -> Number:
        """What a member adds in a position (empty: none stated, which counts as absent)."""
        if self.members is not None and member not in self.members:
            return 0
        held = bool(position) if STATED in self.positions else (position or "absent") in self.positions
        return (self.times if self.weights is None else self.times * self.weights[member]) if held else 0


class Line:
    """The terms come to at least the bound (`strict`: to more), in one electorate (empty: the body)."""

    __slots__ = ("_missed", "bound", "strict", "terms", "where")

    def __init__(self, terms: tuple[Term, ...], bound: Number, strict: bool = False, where: str = "") -> None:
        self.terms, self.bound, self.strict, self.where = terms, bound, strict, where
        self._missed: Line | None = None

    def at(self, member: str, position: str) -> Number:
        """What a member adds in a position."""
        return sum((term.at(member, position) for term in self.terms), start=0)

    def missed(self) -> "Line":
        """That it is not so: the very same line each time, and the first one again of that."""
        if self._missed is None:
            terms = tuple(one._replace(times=-one.times) for one in self.terms)
            self._missed = Line(terms, -self.bound, not self.strict, self.where)
            self._missed._missed = self
        return self._missed


class Every(NamedTuple):
    """All of these; none: always."""

    parts: tuple["Formula", ...] = ()


class OneOf(NamedTuple):
    """One of these; none: never."""

    parts: tuple["Formula", ...] = ()


class Either(NamedTuple):
    """What may be so or not, as far as lines say."""


Formula = Line | Every | OneOf | Either
ALWAYS, NEVER = Every(), OneOf()
#: What comes first where its formula holds, else the next: an outcome, or a tree of its own.
Tree = list[tuple[Formula, "str | Tree"]]


def negated(formula: Formula) -> Formula:
    """That it is not so."""
    match formula:
        case Line():
            return formula.missed()
        case Every(parts):
            return OneOf(tuple(map(negated, parts)))
        case OneOf(parts):
            return Every(tuple(map(negated, parts)))
        case Either():
            return formula


def alternatives(tree: Tree, wanted: Callable[[str], bool]) -> list[tuple[Line, ...]]:
    """The ways to an outcome that is wanted, each as lines that all hold. Raises `NotLinear` where there are too many."""
    found: dict[frozenset[Line], tuple[Line, ...]] = {}
    for formula in _paths(tree, wanted):
        for one in _joined(formula):
            found.setdefault(frozenset(one), one)
            if len(found) > ALTERNATIVES:
                raise NotLinear
    return list(found.values())


def _paths(tree: Tree, wanted: Callable[[str], bool]) -> Iterator[Formula]:
    before: list[Formula] = []
    for formula, leads in tree:
        if isinstance(leads, list):
            for inner in _paths(leads, wanted):
                yield Every((*before, formula, inner))
        elif wanted(leads):
            yield Every((*before, formula))
        before.append(negated(formula))


def _joined(formula: Formula) -> list[tuple[Line, ...]]:
    match formula:
        case Line():
            return [(formula,)]
        case Either():
            return [()]
        case OneOf(parts):
            return [one for part in parts for one in _joined(part)]
        case Every(parts):
            out: list[tuple[Line, ...]] = [()]
            for part in parts:
                more = _joined(part)
                out = [tuple(dict.fromkeys((*one, *other))) for one in out for other in more]
                out = [one for one in out if not any(line.missed() in one for line in one)]
                if len(out) > ALTERNATIVES:
                    raise NotLinear
            return out


class Lines:
    """The outcomes of a rule for an electorate and what is fixed of a ballot: times, late positions, who presides.

    settled  some test was made a line by taking it as settled who takes part; never where `loose`
    """

    def __init__(self, rule: Rule, electorate: Electorate, ballot: Ballot, rules: Rules, loose: bool = False) -> None:
        self.electorate, self.ballot, self.rules, self.loose = electorate, ballot, rules, loose
        self.settled = False
        self._made: dict[int, tuple[Asked, Formula]] = {}
        self.tree = self._tree(rule)

    def _tree(self, rule: Rule) -> Tree:
        ballot, choice = self.ballot, rule.chosen_by
        if choice is not None:
            if ballot.question is None:
                return [(ALWAYS, "not_ripe")]
            answer = decide(self.rules[choice.question], self.electorate, ballot.question, self.rules).outcome
            if answer not in ("adopted", "not_adopted", "vetoed"):
                return [(ALWAYS, answer)]
            return self._tree(self.rules[choice.yes if answer == "adopted" else choice.no])
        if rule.stages:
            return self._stage(rule, next((i for i, one in enumerate(rule.stages) if one.rule == ballot.stage), 0))
        return self._plain(decider(rule, self.electorate))

    def _stage(self, rule: Rule, i: int) -> Tree:
        stage, last = rule.stages[i], i + 1 == len(rule.stages)
        if stage.after is not None and self._before(stage.after.hours):
            return [(ALWAYS, "not_ripe")]
        there, out = self.rules[stage.rule], Tree()
        if stage.unless is not None:
            away = self._of(asked(stage.unless, Who(there, self.electorate), there), decider(there, self.electorate))
            out.append((away, "not_adopted" if last else "not_ripe"))

        def led_on(tree: Tree) -> Tree:
            found = Tree()
            for formula, leads in tree:
                if isinstance(leads, list):
                    found.append((formula, led_on(leads)))
                else:
                    on = not last and leads in rule.stages[i + 1].when
                    found.append((formula, self._stage(rule, i + 1) if on else leads))
            return found

        return out + led_on(self._tree(there))

    def _before(self, hours: Number) -> bool:
        return self.ballot.hours is None or self.ballot.hours < hours

    def _plain(self, made: Decider) -> Tree:
        rule, ballot, out = made.rule, self.ballot, Tree()
        if rule.adopted_when == "not_known":
            return [(ALWAYS, "not_computable")]
        if rule.without_vote and ballot.tally is None and ballot.positions is not None:
            counted = made.counted(ballot) or {}
            if len(counted) == len(ballot.positions):
                everybody = Term(-1, frozenset((STATED,)), made.who.entitled)
                out.append((Line((everybody,), 0), "adopted_without_vote"))
        if rule.silence is not None:
            broken = Term(1, frozenset(rule.silence.broken_by), self._members(made.who))
            out.append((Line((broken,), 0, strict=True), rule.silence.on_breaking))
            if self._before(rule.silence.hours) or (rule.silence.adopts == "on_certification" and not ballot.certified):
                return [*out, (ALWAYS, "not_ripe")]
            if made.adopted is None:
                return [*out, (ALWAYS, "adopted")]
        out += [(negated(self._of(one, made)), "no_quorum") for one in made.quorum]
        assert made.adopted is not None
        out.append((self._of(made.adopted, made), "adopted"))
        if made.may_be_vetoed:
            out.append((self._of(made.adopted, made, lifted=True), "vetoed"))
        if rule.tie == "casting_vote":
            out += self._tie(made)
        return [*out, (ALWAYS, "not_adopted")]

    def _tie(self, made: Decider) -> Tree:
        """With one more vote: as the casting vote is known to have been used, or as the chair's own."""
        assert made.adopted is not None
        ballot, who, out = self.ballot, made.who, Tree()
        if not ballot.casting and (not ballot.presiding or ballot.presiding in ballot.late):
            return []  # a vote that came too late is not cast a second time
        if not ballot.casting and ballot.positions is None:
            raise NotLinear
        whole = self._members(who)
        even = (Term(1, frozenset(("for",)), whole), Term(-1, frozenset(("against",)), whole))
        tied: list[Formula] = [Line(even, 0), Line((even[0]._replace(times=-1), even[1]._replace(times=1)), 0)]
        for position in (ballot.casting,) if ballot.casting else ("for", "against"):
            chairs: list[Formula] = []
            if not ballot.casting:
                chairs.append(Line((Term(1, frozenset((position,)), frozenset((ballot.presiding,)) & who.entitled),), 1))
            tests = made.casting(position)
            out.append((Every((*tied, *chairs, self._of(tests, made))), "adopted"))
            if made.may_be_vetoed:
                out.append((Every((*tied, *chairs, self._of(tests, made, lifted=True))), "vetoed"))
        return out

    # Tests as lines

    def _members(self, who: Who) -> frozenset[str] | None:
        return who.entitled if who.electorate.members else None

    def _of(self, one: Asked, made: Decider, lifted: bool = False, where: str = "") -> Formula:
        """A test; `lifted`: as if no veto counted."""
        if lifted and one.veto:
            return ALWAYS
        match one:
            case Several():
                inner = tuple(self._of(part, made, lifted, where) for part in one.inner)
                if one.least == len(inner):
                    return Every(inner)
                return OneOf(tuple(Every(some) for some in combinations(inner, one.least)))
            case Elsewhere():
                if one.where not in self.ballot.others:
                    raise NotLinear
                return self._of(one.inside, made, lifted, one.where)
        if id(one) not in self._made:  # the very same lines each time, so that it is seen where two contradict each other
            self._made[id(one)] = (one, self._leaf(one, made, where))
        return self._made[id(one)][1]

    def _leaf(self, one: Asked, made: Decider, where: str) -> Formula:
        match one:
            case Measure():
                return self._measure(one, where)
            case Fewest() if self.loose:
                return Either()
            case Fewest():
                self.settled = True
                bound = self._fewest(one, made, where)
                return Line((self._term(-1, one.who, one.wanted),), one.who.second_in(one.wanted) - bound, where=where)
            case ShareOf():
                return self._share(one, where)
            case Nobody():
                term = Term(-1, one.bad, frozenset(one.members) if one.who.electorate.members else None)
                if one.silent_is_bad and not one.who.electorate.seats:
                    raise NotLinear
                return Line((term,), 0, where=where)
            case More():
                have, other = (self._term(times, one.who, held, one.test.by) for times, held in ((1, one.wanted), (-1, one.other)))
                extra = 0 if one.test.by else one.who.second_in(one.wanted) - one.who.second_in(one.other)
                return Line((have, other), -extra, strict=True, where=where)
        raise NotLinear

    def _term(self, times: Number, who: Who, positions: frozenset[str], weight: str = "", group: str = "") -> Term:
        if who.without_out:
            positions = positions - {_OUT}
        if not who.electorate.members:
            if weight or group not in ("", "entitled"):
                raise NotLinear
            if "absent" in positions and not who.electorate.seats:
                raise NotLinear
            return Term(times, positions)
        return Term(times, positions, frozenset(who.group(group)), who.electorate.weights.get(weight, {}) if weight else None)

    def _measure(self, one: Measure, where: str) -> Formula:
        group = one.test.of
        up, down = (self._term(times, one.who, one.wanted, one.test.weight, group) for times in (1, -1))
        extra = one.who.second_in(one.wanted) if not one.test.weight and group in ("", "entitled") else 0
        bounds = ((up, one.low, False), (up, one.floor, True), (down, one.high, False), (down, one.ceiling, True))
        lines: list[Formula] = []
        for term, bound, strict in bounds:
            if bound is not None:
                lines.append(Line((term,), bound - extra if term is up else extra - bound, strict, where))
        return Every(tuple(lines))

    def _fewest(self, one: Fewest, made: Decider, where: str) -> Number:
        view: Roll | Tally = made._view(made.counted(self.ballot), self.ballot)
        view = view.others[where] if where else view
        if isinstance(view, Roll):
            return one.found(view).need
        if not view.numbers or view.numbers.get(_OUT):
            raise NotLinear
        return one.of_all

    def _share(self, one: ShareOf, where: str) -> Formula:
        who, share = one.who, one.threshold.share
        if not who.electorate.seats and one.of in ("members", "entitled", "participants"):
            raise NotLinear
        have = self._term(share.denominator, who, one.wanted, one.weight)
        extra = 0 if one.weight else who.second_in(one.wanted) * share.denominator
        positions = who.base_positions(one.of)
        lines: list[Formula] = []
        if positions is None:
            whole = one.base(Roll({}, []))
            if not whole > 0:
                return NEVER
            lines.append(Line((have,), whole * share.numerator - extra, one.threshold.strict, where))
        else:
            base = self._term(1, who, positions, one.weight)
            other = 0 if one.weight else who.second_in(positions)
            less = base._replace(times=-share.numerator)
            lines.append(Line((have, less), share.numerator * other - extra, one.threshold.strict, where))
            lines.append(Line((base,), -other, strict=True, where=where))
        if one.least is not None:
            lines.append(Line((self._term(1, who, one.wanted),), one.least - who.second_in(one.wanted), where=where))
        return Every(tuple(lines))


def each_line(tree: Tree) -> Iterator[Line]:
    """Every line of a tree."""
    todo: list[Formula | Tree | str] = [tree]
    while todo:
        match todo.pop():
            case Line() as line:
                yield line
            case Every(parts) | OneOf(parts):
                todo += parts
            case list() as tree:
                todo += [part for pair in tree for part in pair]


def outcomes(tree: Tree) -> set[str]:
    """What a tree leads to, each of which may yet be never."""
    return {one for _, leads in tree for one in (outcomes(leads) if isinstance(leads, list) else {leads})}


__all__ = ["ALWAYS", "Either", "Every", "Formula", "Line", "Lines", "NotLinear", "OneOf", "Term", "Tree", "alternatives", "each_line", "negated", "outcomes"]
