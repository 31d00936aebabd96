"""A rule as a simple game: who wins with whom where everybody either votes in favour or stands against.

That is what the analysis of power asks (Shapley and Shubik 1954; Banzhaf 1965). Standing against is whatever of voting
against, objecting and proposing an amendment the rule looks at; nobody is absent and nobody abstains, so that a quorum is
always there. A rule that cannot be put so (no rule is known, a vote chooses it, another electorate is asked, more
opposition helps) raises `NotAGame` with the reason as a code.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import lcm

from comity.procedure.analysis.game import All, AnyOf, AtLeastK, Condition, Game, Weighted
from comity.procedure.asked import Fewest, Who
from comity.procedure.electorate import Electorate, Number, positions_of
from comity.procedure.rule import Rule, Test
from comity.procedure.threshold import number, threshold

_AGAINST = frozenset(("against", "object", "object_to_procedure", "amend"))
_ALWAYS, _NEVER = All(()), AnyOf(())


class NotAGame(ValueError):
    """A rule that is no simple game; `code` says why: `not_known`, `chosen_by_vote`, `other_electorate`, `not_monotone`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def game_of(rule: Rule, electorate: Electorate, rules: Mapping[str, Rule] | None = None) -> Game:
    """The game of a rule in an electorate; of a cascade, any of its stages may win. Raises `NotAGame`."""
    who = Who(rule, electorate)
    return Game(who.order, _of_rule(rule, electorate, rules or {}))


def _of_rule(rule: Rule, electorate: Electorate, rules: Mapping[str, Rule]) -> Condition:
    if rule.chosen_by is not None:
        raise NotAGame("chosen_by_vote")
    if rule.stages:
        return AnyOf(tuple(_of_rule(rules[stage.rule], electorate, rules) for stage in rule.stages))
    made = _Made(Who(rule, electorate))
    if isinstance(rule.adopted_when, Test):
        return made.of(rule.adopted_when)
    if rule.silence is not None and not rule.adopted_when:
        return made.unless(frozenset(rule.silence.broken_by), "entitled")
    raise NotAGame("not_known")


class _Made:
    """Tests as conditions, for one electorate."""

    def __init__(self, who: Who) -> None:
        self.who = who
        self.n = len(who.order)

    def of(self, test: Test) -> Condition:
        """The condition that a test comes to."""
        if test.where:
            raise NotAGame("other_electorate")
        if test.inner:
            inner = tuple(map(self.of, test.inner))
            if test.all:
                return All(inner)
            return AnyOf(inner) if test.any else AtLeastK(inner, int(number(test.at_least or 1)))
        if test.none_of:
            return self.unless(positions_of(test.held or "against"), test.none_of)
        if test.every:
            held = positions_of(test.held or "for")
            return self.unless(_AGAINST - held if held & _AGAINST else _AGAINST, test.every)
        if test.share:
            return self._share(test)
        if test.more:
            return self._more(test)
        return self._measure(test)

    def unless(self, held: frozenset[str], group: str) -> Condition:
        """Nobody of a group stands against; always met where the positions are none of standing against."""
        if "for" in held:
            raise NotAGame("not_monotone")
        members = self._ones(group if group not in ("present", "participants") else "")
        return self._reach(members, sum(members)) if held & _AGAINST else _ALWAYS

    def _ones(self, group: str) -> tuple[Number, ...]:
        inside = frozenset(self.who.group(group))
        return tuple(int(member in inside) for member in self.who.order)

    def _weights(self, weight: str, group: str = "") -> tuple[Number, ...]:
        if not weight or weight == "members":
            return self._ones(group)
        values = self.who.electorate.weights[weight]
        return tuple(w * values[m] for m, w in zip(self.who.order, self._ones(group), strict=True))

    def _reach(self, weights: tuple[Number, ...], quota: Number) -> Condition:
        """The weights of those in favour come to the quota: in whole numbers, by the common denominator."""
        scale = lcm(*(Fraction(one).denominator for one in (*weights, quota))) if weights else 1
        return Weighted(tuple(int(one * scale) for one in weights), int(quota * scale))

    def _measure(self, test: Test) -> Condition:
        held = positions_of(test.count or test.held or "for")
        weights = self._weights(test.weight, test.of)
        whole = sum(weights)
        favour, against = "for" in held, bool(held & _AGAINST)
        conditions = []
        if test.fewest:
            fewest = Fewest(self.who, test).of_all
            return self._bound(weights, whole, fewest, (favour, against), up=False, strict=False)
        for bound, up, strict in (
            (test.at_least, True, False), (test.more_than, True, True), (test.at_most, False, False), (test.below, False, True),
        ):  # fmt: skip
            if bound is not None:
                conditions.append(self._bound(weights, whole, number(bound), (favour, against), up, strict))
        return All(tuple(conditions)) if len(conditions) != 1 else conditions[0]

    def _bound(
        self, weights: tuple[Number, ...], whole: Number, bound: Number, held: tuple[bool, bool], up: bool, strict: bool
    ) -> Condition:
        """Those in favour, those against, all or nobody: at least, more than, at most or below a bound."""
        favour, against = held
        if favour == against:
            have: Number = whole if favour else 0
            met = (have > bound if strict else have >= bound) if up else (have < bound if strict else have <= bound)
            return _ALWAYS if met else _NEVER
        if favour != up:
            raise NotAGame("not_monotone")
        if favour:
            return self._least(weights, bound, strict)
        return self._least(weights, whole - bound, strict)  # so few against are so many in favour

    def _least(self, weights: tuple[Number, ...], bound: Number, strict: bool) -> Condition:
        if not strict:
            return self._reach(weights, bound)
        scale = lcm(*(Fraction(one).denominator for one in (*weights, bound))) if weights else 1
        return Weighted(tuple(int(one * scale) for one in weights), int(bound * scale) + 1)

    def _share(self, test: Test) -> Condition:
        if "for" not in positions_of(test.held or "for"):
            raise NotAGame("not_monotone")
        weights = self._weights(test.share)
        asked = threshold(test.reaches)
        positions = self.who.base_positions(test.of or "entitled")
        if positions is None and test.share == "members":
            base: Number = self.who.all_seats
        elif positions is None:
            base = sum(self.who.electorate.weights[test.share][m] for m in self.who.members)
        else:
            base = sum(weights)
        condition = self._least(weights, asked.share * base, asked.strict)
        if test.at_least is None:
            return condition
        return All((condition, self._reach(self._ones(""), number(test.at_least))))

    def _more(self, test: Test) -> Condition:
        more, than = positions_of(test.more), positions_of(test.than)
        if "for" not in more or "for" in than or not than & _AGAINST:
            raise NotAGame("not_monotone")
        weights = self._weights(test.by)
        return self._least(weights, Fraction(sum(weights)) / 2, True)
