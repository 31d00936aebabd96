"""Elections by secret ballot: places filled, ballots restricted, ties, and what cannot be."""

import msgspec
import pytest

from comity.procedure import BallotError, Electorate, Rule
from comity.procedure.election import Round, elect
from comity.procedure.said import said_fault

ASSEMBLY = Electorate(tuple(f"M{i}" for i in range(193)))
TWO_THIRDS = msgspec.convert(
    {"id": "election", "adopted_when": {"share": "members", "of": "voting", "for": ">= 2/3"}, "election": {"rounds": 0, "series": 3}}, Rule
)
HALF = msgspec.convert({"id": "office", "adopted_when": {"more": "for", "than": "against"}, "election": {"rounds": 2, "seats": 1}}, Rule)


def test_two_thirds_fill_a_place_each() -> None:
    made = elect(TWO_THIRDS, ASSEMBLY, [Round(192, {"A": 180, "B": 129, "C": 60})], places=2)
    assert (made.outcome, made.elected, made.majority) == ("adopted", ("A", "B"), 128)


def test_who_falls_short_stands_again_among_twice_as_many_as_places() -> None:
    first = Round(190, {"A": 150, "B": 100, "C": 60, "D": 50, "E": 10})
    made = elect(TWO_THIRDS, ASSEMBLY, [first], places=2)
    assert (made.outcome, made.elected, made.standing, made.places) == ("not_ripe", ("A",), ("B", "C"), 1)
    second = Round(190, {"B": 126, "C": 64})
    assert elect(TWO_THIRDS, ASSEMBLY, [first, second], places=2).outcome == "not_ripe"
    assert elect(TWO_THIRDS, ASSEMBLY, [first, Round(190, {"B": 127, "C": 63})], places=2).elected == ("A", "B")


def test_whoever_ties_with_the_last_stands_too() -> None:
    made = elect(TWO_THIRDS, ASSEMBLY, [Round(190, {"A": 70, "B": 60, "C": 60})], places=1)
    assert made.standing == ("A", "B", "C")


def test_more_than_there_are_places_and_the_last_are_equal() -> None:
    majority = msgspec.convert({"id": "election", "adopted_when": {"more": "for", "than": "against"}, "election": {"rounds": 2}}, Rule)
    made = elect(majority, ASSEMBLY, [Round(100, {"A": 80, "B": 55, "C": 55})], places=2)
    assert (made.outcome, made.elected, made.standing, made.places) == ("not_ripe", ("A",), ("B", "C"), 1)


def test_the_last_ballot_is_the_last() -> None:
    tie = Round(10, {"A": 5, "B": 5})
    assert elect(HALF, ASSEMBLY, [tie]).outcome == "not_ripe"
    made = elect(HALF, ASSEMBLY, [tie, tie])
    assert (made.outcome, made.places) == ("not_adopted", 1)
    assert elect(HALF, ASSEMBLY, [tie, Round(10, {"A": 6, "B": 4})]).elected == ("A",)


def test_after_three_restricted_ballots_three_are_open_to_all_and_so_on_without_end() -> None:
    """As in the General Assembly, rules 93 and 94."""
    vain = Round(150, {"A": 80, "B": 70})
    open_after = [n for n in range(1, 156) if not elect(TWO_THIRDS, ASSEMBLY, [vain] * n, places=1).standing]
    assert open_after[:7] == [4, 5, 6, 10, 11, 12, 16]
    assert elect(TWO_THIRDS, ASSEMBLY, [vain] * 154, places=1).outcome == "not_ripe"
    other = Round(150, {"C": 149})
    assert elect(TWO_THIRDS, ASSEMBLY, [vain] * 4 + [other], places=1).elected == ("C",)
    with pytest.raises(BallotError):
        elect(TWO_THIRDS, ASSEMBLY, [vain] * 3 + [other], places=1)


def test_nobody_is_elected_where_nobody_votes_or_the_majority_is_not_known() -> None:
    assert elect(HALF, ASSEMBLY, [Round(0, {})]).elected == ()
    unknown = msgspec.convert({"id": "election", "adopted_when": "not_known"}, Rule)
    assert elect(unknown, ASSEMBLY, [Round(10, {"A": 10})]).outcome == "not_computable"


@pytest.mark.parametrize(
    ("rounds", "code"),
    [
        ([Round(194, {"A": 100})], "procedure.tally_too_large"),
        ([Round(10, {"A": 8, "B": 8})], "election.votes_too_many"),
        ([Round(10, {"A": 11})], "election.votes_of_one"),
        ([Round(100, {"A": 40, "B": 35, "C": 20}), Round(100, {"C": 90})], "election.may_not_stand"),
    ],
)
def test_ballots_that_cannot_be_are_refused(rounds: list[Round], code: str) -> None:
    with pytest.raises(BallotError) as fault:
        elect(TWO_THIRDS, ASSEMBLY, rounds, places=1)
    assert code in [one.code for one in fault.value.faults]
    for one in fault.value.faults:
        assert said_fault(one, "en").endswith(".") and said_fault(one, "ru").endswith(".")
        assert one.code not in said_fault(one, "en")
