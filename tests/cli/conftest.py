"""The founded organisations that the tests of the command line share, and copies of them to spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.shell import Shell

ORIGIN = "record.csto-demonstration.example/1"


@pytest.fixture(scope="session")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """One state directory and one working folder for all."""
    return Shell(tmp_path_factory.mktemp("cli-state"), tmp_path_factory.mktemp("cli-home"))


@pytest.fixture(scope="session")
def exercise(shell: Shell) -> Path:
    """The demonstration organisation with its history, founded by `comity init`; tests only read it."""
    folder = shell.home / "exercise"
    said = shell("init", folder, "--organisation", "csto-demonstration", "--origin", ORIGIN)
    assert said.code == 0, said
    return folder


@pytest.fixture(scope="session")
def register(shell: Shell) -> Path:
    """The plain register of the CSTO, founded by `comity init`; tests only read it."""
    folder = shell.home / "register"
    said = shell("init", folder, "--organisation", "csto")
    assert said.code == 0, said
    return folder


@pytest.fixture
def own(exercise: Path, shell: Shell, tmp_path: Path) -> Callable[..., Path]:
    """Makes a copy of the exercise that a test may change; the kept head is found by its opening entry, so it gets
    a state directory of its own beside it (`shell_of`)."""

    def make(name: str = "own") -> Path:
        shutil.copytree(exercise, tmp_path / name)
        shutil.copytree(shell.state, tmp_path / f"{name}-state")
        return tmp_path / name

    return make


def shell_of(folder: Path) -> Shell:
    """The shell whose state directory belongs to a copy."""
    return Shell(folder.with_name(folder.name + "-state"), folder.parent)


@pytest.fixture
def union(tmp_path: Path) -> Path:
    """A small organisation of a test's own: three states, one body, one source; a system clock, no exercise."""
    folder = tmp_path / "union"
    (folder / "charter").mkdir(parents=True)
    (folder / "record").mkdir()
    (folder / "charter" / "organisation.yaml").write_text(UNION, "utf-8")
    return folder


UNION = """
organisation:
  id: union
  name: {en: Union of the Test, ru: Союз для проверки}
  short: {en: the Union, ru: Союз}
  abbreviation: {en: UT, ru: СП}
  seat: {en: Geneva, ru: Женева}
  zone: Europe/Zurich
  official_languages: [en, ru]
  authentic_languages: [en, ru]
  description: {en: A union that exists in a test only., ru: Союз только для проверки.}
  source: [TEST]
  confidence: high
states:
  - {id: AA, short: {en: Aland, ru: Аландия}, full: {en: Republic of Aland, ru: Республика Аландия}}
  - {id: BB, short: {en: Beland, ru: Беландия}, full: {en: Republic of Beland, ru: Республика Беландия}}
bodies:
  - {id: council, kind: supreme, name: {en: Council, ru: Совет}, source: [TEST], confidence: high}
sources:
  TEST: {title: {en: "Made for a test", ru: "Создано для проверки"}, where: "nowhere", kind: test}
"""
