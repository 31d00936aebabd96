"""A rule as a game wins exactly where the rule adopts, when everybody is in favour or against."""

from itertools import product

import msgspec
import pytest

from comity.procedure import Ballot, Electorate, Rule, decide
from comity.procedure.analysis.game import wins
from comity.procedure.as_game import NotAGame, game_of

MEMBERS = ("A", "B", "C", "D", "E", "F")
ELECTORATE = Electorate(
    MEMBERS, {"permanent": frozenset("AB")},
    {"population": {"A": 60, "B": 50, "C": 40, "D": 11, "E": 7, "F": 3}, "half": dict.fromkeys(MEMBERS, msgspec.convert(1, int))},
)  # fmt: skip
TESTS = [
    {"count": "for", "at_least": 4},
    {"count": "for", "more_than": "7/2"},
    {"count": "not_for", "below": 3},
    {"count": "against", "at_most": 1},
    {"count": "for", "at_least": 2, "of": "permanent"},
    {"share": "members", "of": "voting", "for": "> 1/2"},
    {"share": "members", "of": "members", "for": ">= 2/3"},
    {"share": "members", "of": "entitled", "for": ">= 55%", "at_least": 5},
    {"share": "population", "of": "entitled", "for": ">= 65%"},
    {"share": "population", "of": "cast", "for": "> 1/3", "at_least": 2},
    {"weight": "population", "at_least": 120},
    {"weight": "population", "more_than": 120},
    {"none_of": "permanent", "is": "against", "veto": True},
    {"none_of": "entitled", "is": "against"},
    {"every": "entitled", "is": "for"},
    {"every": "permanent", "is": ["for", "abstain"]},
    {"more": "for", "than": "against"},
    {"more": "for", "than": "against", "by": "population"},
    {"all": [{"count": "for", "at_least": 3}, {"none_of": "permanent", "is": "against", "veto": True}]},
    {"any": [{"share": "population", "of": "entitled", "for": ">= 65%"}, {"count": "not_for", "below": 2}]},
    {"some": [{"count": "for", "at_least": 5}, {"weight": "population", "at_least": 100}, {"every": "permanent", "is": "for"}],
     "at_least": 2},
]  # fmt: skip


@pytest.mark.parametrize("test", TESTS, ids=str)
def test_a_game_wins_where_the_rule_adopts(test: dict[str, object]) -> None:
    rule = msgspec.convert({"id": "rule", "adopted_when": test}, Rule)
    game = game_of(rule, ELECTORATE)
    seen = set()
    for held in product(("for", "against"), repeat=len(MEMBERS)):
        positions = dict(zip(MEMBERS, held, strict=True))
        adopted = decide(rule, ELECTORATE, Ballot(positions=positions)).outcome == "adopted"
        assert wins(game, [m for m, p in positions.items() if p == "for"]) == adopted, positions
        seen.add(adopted)
    assert seen == {True, False}


def test_suspended_members_are_no_players() -> None:
    rule = msgspec.convert({"id": "rule", "adopted_when": {"every": "entitled", "is": "for"}}, Rule)
    assert game_of(rule, ELECTORATE.changed(suspended=frozenset("F"))).members == MEMBERS[:5]


def test_the_stages_of_a_cascade_win_one_or_the_other() -> None:
    consensus = msgspec.convert({"id": "consensus", "adopted_when": {"none_of": "entitled", "is": "object"}}, Rule)
    vote = msgspec.convert({"id": "vote", "adopted_when": {"count": "for", "at_least": 4}}, Rule)
    whole = msgspec.convert({"id": "whole", "stages": [{"rule": "consensus"}, {"rule": "vote"}]}, Rule)
    game = game_of(whole, ELECTORATE, {"consensus": consensus, "vote": vote})
    assert wins(game, "ABCD") and not wins(game, "ABC")


def test_a_stage_that_an_objection_to_the_procedure_makes_unavailable_is_open_to_those_whom_nobody_opposes() -> None:
    limited = msgspec.convert({"id": "limited", "adopted_when": {"count": "for", "at_least": 2}}, Rule)
    consensus = msgspec.convert({"id": "consensus", "adopted_when": {"none_of": "entitled", "is": ["object", "against"]}}, Rule)
    unless = {"count": "object_to_procedure", "at_least": 2}
    whole = msgspec.convert({"id": "whole", "stages": [{"rule": "limited", "unless": unless}, {"rule": "consensus"}]}, Rule)
    game = game_of(whole, ELECTORATE, {"limited": limited, "consensus": consensus})
    assert wins(game, "ABCDE") and not wins(game, "ABCD")


def test_after_a_veto_a_stage_that_follows_only_a_want_of_votes_is_none() -> None:
    first = msgspec.convert({"id": "first", "adopted_when": {"all": [{"count": "for", "at_least": 4}, {"none_of": "permanent", "is": "against", "veto": True}]}}, Rule)
    second = msgspec.convert({"id": "second", "adopted_when": {"count": "for", "at_least": 5}}, Rule)
    whole = msgspec.convert({"id": "whole", "stages": [{"rule": "first"}, {"rule": "second"}]}, Rule)
    with pytest.raises(NotAGame, match="not_monotone"):
        game_of(whole, ELECTORATE, {"first": first, "second": second})
    after_both = msgspec.convert({"id": "whole", "stages": [{"rule": "first"}, {"rule": "second", "when": ["not_adopted", "vetoed"]}]}, Rule)
    assert wins(game_of(after_both, ELECTORATE, {"first": first, "second": second}), "BCDEF")


def test_of_a_stage_for_some_the_others_are_no_players_there() -> None:
    some = msgspec.convert({"id": "some", "electorate": {"only": "permanent"}, "adopted_when": {"every": "entitled", "is": "for"}}, Rule)
    every = msgspec.convert({"id": "every", "adopted_when": {"every": "entitled", "is": "for"}}, Rule)
    whole = msgspec.convert({"id": "whole", "stages": [{"rule": "some"}, {"rule": "every"}]}, Rule)
    game = game_of(whole, ELECTORATE, {"some": some, "every": every})
    assert game.members == MEMBERS and wins(game, "AB") and not wins(game, "BCDEF")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"adopted_when": {"every": "permanent", "is": "not_for"}}, "not_monotone"),
        ({"adopted_when": {"more": "present_at_all", "than": "against"}}, "not_monotone"),
        ({"adopted_when": "not_known"}, "not_known"),
        ({"chosen_by": {"question": "q", "yes": "y", "no": "n"}}, "chosen_by_vote"),
        ({"adopted_when": {"count": "for", "at_most": 3}}, "not_monotone"),
        ({"adopted_when": {"none_of": "permanent", "is": "for"}}, "not_monotone"),
        ({"adopted_when": {"in": "cantons", "count": "for", "at_least": 3}}, "other_electorate"),
    ],
)
def test_what_is_no_game_says_why(said: dict[str, object], code: str) -> None:
    rule = msgspec.convert({"id": "rule", **said}, Rule)
    with pytest.raises(NotAGame) as fault:
        game_of(rule, ELECTORATE)
    assert fault.value.code == code
