"""What a body's rule means for those who sit there on a day: the rule put as a simple game, and what follows from it.

    case = case_of(charter, "council", "qualified-on-proposal", "2020-02-01")
    found = analysis_of(case.game)

Page and command ask the same. Equal games are analysed once. In words it is told by `comity.charter.analysed`, through time by
`comity.charter.over_time`.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from msgspec import Struct, structs

from comity.charter.charter import Charter
from comity.charter.deciding import electorate_on, readings_for, rules_of
from comity.procedure.analysis import (
    Game,
    Kind,
    Power,
    Tolerance,
    TooLarge,
    count_minimal_blocking,
    count_minimal_winning,
    dictator,
    minimal_blocking_kinds,
    minimal_winning_kinds,
    power,
    tolerance,
    veto_players,
)
from comity.procedure.analysis.formula import classes, formula
from comity.procedure.another_threshold import Bar, bars_of, with_thresholds
from comity.procedure.as_game import NotAGame, casting_vote, game_of
from comity.procedure.electorate import Electorate, Number
from comity.procedure.rule import Rule, Test

#: So many kinds of smallest coalitions are listed unless more are asked for.
LISTED = 5


class Joining(Struct, frozen=True):
    """A state that would join: the group that it would belong to, its weights by name."""

    group: str = ""
    weights: Mapping[str, Number] = {}


class Case(Struct, frozen=True):
    """A matter of a body on a day, as a game.

    weights    the named weights by which the rule counts
    contested  whether there are rival readings; this is the one that is counted by first
    bars       its thresholds by name, each of which may be asked for otherwise
    casting    whether whoever presides has a casting vote, which is left out
    """

    body: str
    matter: str
    day: str
    rule: Rule
    electorate: Electorate
    game: Game
    weights: tuple[str, ...]
    contested: bool
    bars: tuple[Bar, ...] = ()
    casting: bool = False


class Analysis(Struct, frozen=True):
    """What follows from a game.

    can_block          who can block alone
    dummies            on whom it never depends; None where the figures are an approximation
    dictator           who wins alone and without whom nobody wins
    classes            interchangeable members, the weightiest first
    minimal_winning    how many coalitions win and lose by any one's leaving; None where that cannot be counted
    smallest_winning   kinds of these, the smallest first, the first few
    tolerance          how far weights may be off, these divided by their common divisor (`gap` puts it in their own unit); None
                       where the rule is no single weighted threshold, or that is too large
    """

    members: tuple[str, ...]
    power: Power
    can_block: tuple[str, ...]
    dummies: tuple[str, ...] | None
    dictator: str | None
    classes: tuple[tuple[str, ...], ...]
    minimal_winning: int | None
    minimal_blocking: int | None
    smallest_winning: tuple[Kind, ...]
    smallest_blocking: tuple[Kind, ...]
    tolerance: Tolerance | None


def case_of(
    charter: Charter,
    body: str,
    matter: str,
    day: str,
    joining: Mapping[str, Joining] | None = None,
    leaving: tuple[str, ...] = (),
    thresholds: Mapping[str, str] | None = None,
) -> Case:
    """The game by which a matter is decided on the day, with some states more or less, by the rule with other thresholds.

    thresholds  by name (`comity.procedure.another_threshold`): `{"members": "2/3", "population": "70%"}`
    Raises `NotAGame`, besides its own codes with `no_rule` and `no_seats`, and `ThresholdFault`. Of those who join every weight of
    the rule must be given, those who leave must sit there; whoever asks sees to it.
    """
    readings = readings_for(charter, body, matter, day)
    if not readings:
        raise NotAGame("no_rule")
    rule, rules = readings[0], rules_of(charter, body, day)
    electorate = changed(electorate_on(charter, body, day), joining or {}, leaving)
    if not electorate.members:
        raise NotAGame("no_seats")
    if thresholds:
        rule, rules = with_thresholds(rule, rules, electorate, thresholds)
    game = game_of(rule, electorate, rules)
    if not game.members:
        raise NotAGame("no_seats")
    return Case(
        body, matter, day, rule, electorate, game, weights_of(rule, rules), len(readings) > 1, bars_of(rule, rules), casting_vote(rule, rules)
    )


def changed(electorate: Electorate, joining: Mapping[str, Joining], leaving: tuple[str, ...]) -> Electorate:
    """The electorate without those who leave and with those who join, who come last; the very same where nobody does."""
    if not joining and not leaving:
        return electorate
    groups = {name: group | {one for one, how in joining.items() if how.group == name} for name, group in electorate.groups.items()}
    weights = {
        name: {**values, **{one: how.weights[name] for one, how in joining.items() if name in how.weights}}
        for name, values in electorate.weights.items()
    }
    members = tuple(one for one in (*electorate.members, *joining) if one not in leaving)
    return electorate.changed(members=members, groups=groups, weights=weights)


def weights_of(rule: Rule, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """The named weights at which a rule looks, in the order of its tests; of a cascade, all its stages."""
    if rule.stages:
        return tuple(dict.fromkeys(name for stage in rule.stages for name in weights_of(rules[stage.rule], rules)))
    return tuple(dict.fromkeys(_weights_in(rule.adopted_when))) if isinstance(rule.adopted_when, Test) else ()


def _weights_in(test: Test) -> Iterator[str]:
    yield from (name for name in (test.share, test.weight, test.by, test.fewest) if name and name != "members")
    for one in test.inner:
        yield from _weights_in(one)


@lru_cache(maxsize=128)
def analysis_of(game: Game, listed: int = LISTED) -> Analysis:
    """All that follows from a game, with so many kinds of smallest coalitions. Raises TooLarge where not even its power indices
    can be had.
    """
    found = powers(game)
    nothing = tuple(member for member, swings in zip(found.members, found.swings, strict=True) if not swings)
    return Analysis(
        members=game.members,
        power=found,
        can_block=veto_players(game),
        dummies=nothing if found.exact else None,
        dictator=dictator(game),
        classes=tuple(tuple(game.members[member] for member in sorted(one)) for one in classes(game)),
        minimal_winning=_counted(game, blocking=False),
        minimal_blocking=_counted(game, blocking=True),
        smallest_winning=tuple(islice(minimal_winning_kinds(game), listed)),
        smallest_blocking=tuple(islice(minimal_blocking_kinds(game), listed)),
        tolerance=_tolerance(game),
    )


def powers(game: Game) -> Power:
    """The power indices of a game; of games that are alike but for the members' names they are made once. Raises TooLarge."""
    return structs.replace(_powers(without_names(game)), members=game.members)


def without_names(game: Game) -> Game:
    """The game with its members numbered."""
    return Game(tuple(map(str, range(len(game.members)))), game.condition)


@lru_cache(maxsize=512)
def _powers(game: Game) -> Power:
    return power(game)


class Gap(Struct, frozen=True):
    """Where the threshold of a weight lies: the greatest weight that is not enough, the smallest that is, and the part of
    itself by which every weight and the threshold may be off (`comity.procedure.analysis.gap`).
    """

    weight: str
    losing: Fraction
    winning: Fraction
    share: Fraction


def gap(case: Case, found: Analysis) -> Gap | None:
    """The tolerance in the unit of the named weight of which the threshold is; None where there is none."""
    if found.tolerance is None:
        return None
    part = formula(case.game).parts[0].weights
    for name in case.weights:
        values = [Fraction(case.electorate.weights[name][member]) for member in case.game.members]
        unit = Fraction(sum(values)) / sum(part)
        if values == [unit * weight for weight in part]:
            return Gap(name, found.tolerance.losing * unit, found.tolerance.winning * unit, found.tolerance.share)
    return None


def _counted(game: Game, blocking: bool) -> int | None:
    try:
        return count_minimal_blocking(game) if blocking else count_minimal_winning(game)
    except TooLarge:
        return None


def _tolerance(game: Game) -> Tolerance | None:
    """Of a game that comes down to one weighted threshold."""
    parts = formula(game).parts
    if len(parts) != 1:
        return None
    try:
        return tolerance(parts[0])
    except TooLarge:
        return None
