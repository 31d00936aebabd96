"""A rule as a simple game: who wins with whom where everybody either votes in favour or stands against.

That is what the analysis of power asks (Shapley and Shubik 1954; Banzhaf 1965). Standing against is whatever of voting
against, objecting and proposing an amendment the rule looks at; nobody is absent and nobody abstains, so that a quorum is
always there. The casting vote of whoever presides is left out. A rule that cannot be put so (no rule is known, a vote chooses
it, another electorate is asked, more opposition helps) raises `NotAGame` with the reason as a code.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import lcm

from comity.procedure.analysis.game import All, AnyOf, AtLeastK, Condition, Game, Weighted
from comity.procedure.asked import Fewest
from comity.procedure.electorate import Electorate, Number, positions_of
from comity.procedure.rule import Rule, Stage, Test
from comity.procedure.threshold import number, threshold
from comity.procedure.who import Who

#: The positions of those who stand against.
AGAINST = frozenset(("against", "object", "object_to_procedure", "amend"))
_ALWAYS, _NEVER = All(()), AnyOf(())


class NotAGame(ValueError):
    """A rule that is no simple game; `code` says why: `not_known`, `chosen_by_vote`, `other_electorate`, `not_monotone`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def game_of(rule: Rule, electorate: Electorate, rules: Mapping[str, Rule] | None = None) -> Game:
    """The game of a rule in an electorate; of a cascade, of all its stages together. Raises `NotAGame`."""
    rules = rules or {}
    asked = [Who(one, electorate) for one in _at_work(rule, rules)]
    entitled = frozenset[str]().union(*(who.order for who in asked))
    players = tuple(member for member in electorate.members if member in entitled)
    return Game(players, _of_rule(rule, electorate, rules, players))


def casting_vote(rule: Rule, rules: Mapping[str, Rule]) -> bool:
    """Whether whoever presides has a casting vote, which no game takes into account."""
    return any(one.tie == "casting_vote" for one in _at_work(rule, rules))


def _at_work(rule: Rule, rules: Mapping[str, Rule]) -> tuple[Rule, ...]:
    """The rules by which votes are counted: the rule, or those of its stages."""
    return tuple(one for stage in rule.stages for one in _at_work(rules[stage.rule], rules)) if rule.stages else (rule,)


def _of_rule(rule: Rule, electorate: Electorate, rules: Mapping[str, Rule], players: tuple[str, ...]) -> Condition:
    if rule.chosen_by is not None:
        raise NotAGame("chosen_by_vote")
    if rule.stages:
        return _of_stages(rule.stages, electorate, rules, players)
    made = _Made(Who(rule, electorate), players)
    kept = made.unless(frozenset(rule.silence.broken_by), "entitled") if rule.silence is not None else None
    if isinstance(rule.adopted_when, Test):
        test = made.of(rule.adopted_when)
        return test if kept is None else All((kept, test))
    if kept is not None and not rule.adopted_when:
        return kept
    raise NotAGame("not_known")


def _of_stages(stages: tuple[Stage, ...], electorate: Electorate, rules: Mapping[str, Rule], players: tuple[str, ...]) -> Condition:
    """A stage is reached where the one before came to an outcome that it follows, or was not available."""
    stage, *others = stages
    first = rules[stage.rule]
    wins = _of_rule(first, electorate, rules, players)
    rest = _of_stages(tuple(others), electorate, rules, players) if others else None
    if rest is not None:
        reached, failed = frozenset(others[0].when), _fails(first, rules)
        if failed & reached and not failed <= reached:
            raise NotAGame("not_monotone")  # a veto, say, ends what a mere want of votes does not
        follows = bool(failed <= reached)
        on_adoption = "adopted" in reached
        wins = (rest if follows else All((wins, rest))) if on_adoption else AnyOf((wins, rest)) if follows else wins
    if stage.unless is not None:
        available = _Made(Who(first, electorate), players).unmet(stage.unless)
        wins = All((available, wins)) if rest is None else AnyOf((All((available, wins)), rest))
    return wins


def _fails(rule: Rule, rules: Mapping[str, Rule]) -> frozenset[str]:
    """The outcomes to which a rule can come where it is not adopted and everybody has voted."""
    if rule.stages:
        return _fails(rules[rule.stages[-1].rule], rules)
    found = {"vetoed" if _vetoes(rule.adopted_when) else "not_adopted"} if isinstance(rule.adopted_when, Test) else set[str]()
    if isinstance(rule.adopted_when, Test) and rule.adopted_when.kind not in ("none_of", "every"):
        found.add("not_adopted")
    if rule.silence is not None:
        found.add(rule.silence.on_breaking)
    return frozenset(found or {"not_adopted"})


def _vetoes(test: Test) -> bool:
    return test.veto or any(map(_vetoes, test.inner))


class _Made:
    """Tests as conditions, for one electorate; whoever of the players is not entitled there weighs nothing."""

    def __init__(self, who: Who, players: tuple[str, ...]) -> None:
        self.who, self.players = who, players

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
            if "for" not in held:
                raise NotAGame("not_monotone")
            return self.unless(AGAINST - held, test.every)
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
        return self._reach(members, sum(members)) if held & AGAINST else _ALWAYS

    def unmet(self, test: Test) -> Condition:
        """That a test by which a stage is not available is not met: too few stand against for it."""
        bound = test.at_least if test.at_least is not None else test.more_than
        if not test.count or bound is None or test.at_most is not None or test.below is not None or "for" in positions_of(test.count):
            raise NotAGame("not_monotone")
        weights, strict = self._ones(test.of), test.at_least is not None
        if not positions_of(test.count) & AGAINST:
            return _ALWAYS
        return self._least(weights, sum(weights) - number(bound), strict)

    def _ones(self, group: str) -> tuple[Number, ...]:
        inside = frozenset(self.who.group(group))
        return tuple(int(member in inside) for member in self.players)

    def _weights(self, weight: str, group: str = "") -> tuple[Number, ...]:
        if not weight or weight == "members":
            return self._ones(group)
        values = self.who.electorate.weights[weight]
        return tuple(values[m] if inside else 0 for m, inside in zip(self.players, self._ones(group), strict=True))

    def _reach(self, weights: tuple[Number, ...], quota: Number) -> Condition:
        """The weights of those in favour come to the quota: in whole numbers, by the common denominator."""
        scale = lcm(*(Fraction(one).denominator for one in (*weights, quota))) if weights else 1
        return Weighted(tuple(int(one * scale) for one in weights), int(quota * scale))

    def _measure(self, test: Test) -> Condition:
        held = positions_of(test.count or test.held or "for")
        weights = self._weights(test.weight, test.of)
        whole = sum(weights)
        favour, against = "for" in held, bool(held & AGAINST)
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
        held = positions_of(test.held or "for")
        if "for" not in held:
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
        if held >= AGAINST:  # whoever stands against counts as well
            enough = asked.met(sum(weights), base) and (test.at_least is None or len(self.who.order) >= number(test.at_least))
            return _ALWAYS if enough and base else _NEVER
        if not base:
            return _NEVER  # a share of nothing
        condition = self._least(weights, asked.share * base, asked.strict)
        if test.at_least is None:
            return condition
        return All((condition, self._reach(self._ones(""), number(test.at_least))))

    def _more(self, test: Test) -> Condition:
        more, than = positions_of(test.more), positions_of(test.than)
        if "for" not in more or "for" in than or more & AGAINST or not than >= {"against"}:
            raise NotAGame("not_monotone")
        weights = self._weights(test.by)
        return self._least(weights, Fraction(sum(weights)) / 2, True)
