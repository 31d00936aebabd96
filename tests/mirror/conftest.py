"""A small organisation to alter: copied for each test, with the state directory in which its head is kept."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import Template
from tests.mirror.making import small


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory, template: Template) -> Iterator[tuple[Path, Path]]:
    """A folder at rest, and the state directory in which its head is kept."""
    base = tmp_path_factory.mktemp("original")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMITY_STATE", str(base / "state"))
        yield small(template, base / "organisation"), base / "state"


@pytest.fixture
def folder(original: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of one's own, with a state directory of its own."""
    shutil.copytree(original[1], tmp_path / "state")
    monkeypatch.setenv("COMITY_STATE", str(tmp_path / "state"))
    return Path(shutil.copytree(original[0], tmp_path / "organisation"))
