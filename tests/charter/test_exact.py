"""Of every matter of every organisation that comes with Comity, what a decision still needs is told with nothing left out."""

from pathlib import Path

import pytest

from comity.charter.deciding import deciding_bodies, electorate_on, intervals, matters_of, rule_for, rules_of
from comity.charter.load import load
from comity.procedure import Ballot, needs

ORGANISATIONS = Path(__file__).parents[2] / "organisations"
ASKED = ("csto", "unsc", "unga", "eu", "osce")


@pytest.mark.parametrize("organisation", ASKED)
def test_nothing_is_left_out_where_positions_are_stated_by_name(organisation: str) -> None:
    charter = load(ORGANISATIONS / organisation)
    asked = 0
    for body in deciding_bodies(charter):
        day = max(intervals(charter, body), default="2026-02-16")
        electorate, rules = electorate_on(charter, body, day), rules_of(charter, body, day)
        for rule in filter(None, (rule_for(charter, body, matter, day) for matter in ("", *matters_of(charter, body)))):
            for held in stated(electorate.members):
                said = needs(rule, electorate, Ballot(positions=held), rules)
                assert said.exact, f"{body}, {rule.id}, {held}"
                asked += 1
    assert asked > 3, "something was asked"


def stated(members: tuple[str, ...]) -> list[dict[str, str]]:
    """Nobody yet; a third in favour; everybody, in turn one way and the other."""
    third = dict.fromkeys(members[:len(members) // 3], "for")
    return [{}, third, {member: ("for", "against", "abstain")[i % 3] for i, member in enumerate(members)}]
