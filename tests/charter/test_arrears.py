"""What arrears lead to: by decision of a body, or by themselves; in force on a day, each with its provision."""

import pytest

from comity.charter import load


@pytest.mark.parametrize(
    ("organisation", "effect", "ids", "provision"),
    [
        ("csto", "by_decision", ["quota-posts", "loss-of-vote"], "charter-2002/25"),
        ("unga", "ipso_jure", ["loss-of-vote"], "un-charter/19"),
    ],
)
def test_what_arrears_lead_to_follows_by_decision_or_by_itself(organisation: str, effect: str, ids: list[str], provision: str) -> None:
    found = load(organisation).arrears_on("2026-02-16")
    assert [one.id for one in found] == ids
    assert {(one.effect, one.years, one.provision) for one in found} == {(effect, 2, provision)}
    assert all(one.source and one.text["en"] and one.text["ru"] for one in found)


def test_before_the_provision_was_in_force_nothing_follows() -> None:
    assert load("csto").arrears_on("2003-09-17") == []


def test_where_a_body_decides_it_is_a_body_of_the_charter() -> None:
    law = load("csto")
    assert {one.body for one in law.arrears} == {"csc"} <= set(law.bodies)


def test_an_organisation_that_says_nothing_of_arrears_has_none() -> None:
    assert load("osce").arrears_on("2026-02-16") == []
