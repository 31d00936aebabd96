"""An outcome is no surer than the seats on which it rests, and a doubtful seat that makes no difference takes nothing from it."""

import json

import pytest

from comity.charter import load
from comity.charter.deciding import doubtful_on, electorate_on, rule_for, rules_of
from comity.charter.resting import resting
from comity.exchange.replay import Replay
from comity.exchange.replay_lines import read
from comity.procedure import Ballot, Decision, decide

UNGA = load("unga")
ASSEMBLY, DAY = "general-assembly", "1970-01-01"


def made(positions: dict[str, str], matter: str = "other", everybody: str = "abstain", tally: dict[str, int] | None = None) -> Decision:
    electorate = electorate_on(UNGA, ASSEMBLY, DAY)
    rule, rules = rule_for(UNGA, ASSEMBLY, matter, DAY), rules_of(UNGA, ASSEMBLY, DAY)
    assert rule is not None
    ballot = Ballot(tally=tally) if tally else Ballot(positions={**dict.fromkeys(electorate.members, everybody), **positions})
    return resting(decide(rule, electorate, ballot, rules), rule, electorate, ballot, rules, doubtful_on(UNGA, ASSEMBLY, DAY))


def test_of_yugoslavia_s_seat_the_last_day_is_not_read_and_so_with_two_others() -> None:
    assert doubtful_on(UNGA, ASSEMBLY, DAY) == {"YMD": "medium", "IDN": "medium", "YUG": "medium"}
    assert doubtful_on(UNGA, ASSEMBLY, "2020-01-01") == {"IDN": "medium"}
    assert doubtful_on(load("unsc"), "security-council", DAY) == {}


@pytest.mark.parametrize(
    ("positions", "outcome", "confidence"),
    [
        ({"YUG": "for"}, "adopted", "medium"),  # without it nobody is in favour
        ({"YUG": "for", "FRA": "for"}, "adopted", "high"),
        ({"YUG": "for", "FRA": "for", "POL": "against"}, "adopted", "medium"),
        ({"YUG": "against", "FRA": "for"}, "not_adopted", "medium"),
        ({"YUG": "abstain", "FRA": "for"}, "adopted", "high"),
        ({"IDN": "for", "YMD": "for", "POL": "against"}, "adopted", "medium"),
        ({"IDN": "for", "YMD": "for", "YUG": "for", "POL": "against"}, "adopted", "medium"),  # each can be spared, not all of them
        ({"IDN": "against"}, "not_adopted", "high"),
    ],
)  # fmt: skip
def test_what_turns_on_a_doubtful_seat_is_no_surer_than_it(positions: dict[str, str], outcome: str, confidence: str) -> None:
    found = made(positions)
    assert (found.outcome, found.confidence) == (outcome, confidence)


def test_what_is_far_from_any_threshold_does_not_rest_on_them() -> None:
    assert made({}, everybody="for").confidence == made({}, everybody="against").confidence == "high"


def test_two_thirds_of_all_members_count_doubtful_ones_too() -> None:
    """126 members: 84 are two thirds; without the one in doubt who is in favour 83 of 125 are not."""
    members = electorate_on(UNGA, ASSEMBLY, DAY).members
    others = [member for member in members if member not in ("YUG", "IDN", "YMD")]
    found = made({"YUG": "for", **dict.fromkeys(others[:83], "for")}, "charter-amendment")
    assert (len(members), found.outcome, found.confidence) == (126, "adopted", "medium")


def test_a_tally_of_all_seats_tells_by_itself_that_they_were_there() -> None:
    assert made({}, tally={"for": 64, "against": 62}).confidence == "high"


@pytest.mark.parametrize(("members", "sure"), [("", "medium"), (["YUG", "FRA", "POL"], "high")])
def test_a_recorded_vote_rests_on_them_unless_it_says_itself_who_sat(members: object, sure: str) -> None:
    line = {"id": "1", "date": DAY, "body": ASSEMBLY, "matter": "other", "positions": {"YUG": "for", "FRA": "for", "POL": "against"}}
    found = Replay(UNGA)(read(json.dumps({**line, **({"members": members} if members else {})}).encode()))
    assert found.outcome == "adopted" and f"confidence {sure}" in found.because["en"]

