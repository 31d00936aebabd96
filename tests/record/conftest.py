"""Fixed keys and one record's names for the tests of this floor. The seeds stand here for everybody to read."""

from pathlib import Path

import pytest

from comity.record.heads import Heads
from comity.record.keys import COSIGNATURE, Ed25519Signer
from tests.record.made import ORIGIN, made_signer


@pytest.fixture(scope="session")
def log_signer() -> Ed25519Signer:
    """The log's key: signs heads."""
    return made_signer(ORIGIN, 1)


@pytest.fixture(scope="session")
def receipts() -> Ed25519Signer:
    """The registry's key for receipts."""
    return made_signer("csto.example/registry", 2, COSIGNATURE)


@pytest.fixture(scope="session")
def mission() -> Ed25519Signer:
    """A key of a permanent mission."""
    return made_signer("csto.example/TJ/mission/3", 3)


@pytest.fixture
def heads(log_signer: Ed25519Signer, state: Path) -> Heads:
    """The kept head of a record whose opening entry is `opening`."""
    return Heads(b"opening", log_signer.key, state)
