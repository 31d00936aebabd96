"""The organisations that come with Comity have charters without a complaint."""

import pytest

from comity.charter import check, shipped


def test_the_organisation_of_the_source_and_its_demonstration_come_with_comity() -> None:
    assert {"csto", "csto-demonstration"} <= set(shipped())


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_shipped_charter_has_no_complaint(name: str) -> None:
    assert [str(complaint) for complaint in check(shipped()[name])] == []
