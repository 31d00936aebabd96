"""Checkouts for the tests of the set-up."""

from pathlib import Path

import pytest

from tests.setup.checkout import Checkout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A copy of the project without an environment."""
    return Checkout(tmp_path / "a copy of comity")


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A copy of the project that makes its environment and keeps it for all tests that ask for it."""
    return Checkout(tmp_path_factory.mktemp("set-up") / "a copy of comity")
