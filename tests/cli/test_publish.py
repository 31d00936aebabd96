"""`comity publish`: a copy of a folder's register as plain files, beside it or where it is told to go."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.shell import Shell


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_it_writes_the_copy_and_says_how_much_and_where(shell: Shell, union: Path, tmp_path: Path, lang: str) -> None:
    folder = tmp_path / "register"
    assert shell("init", folder, "--organisation", union).code == 0
    said = shell("publish", folder, "--out", tmp_path / "www", "--where", "https://register.example", lang=lang)
    assert (said.code, said.err) == (0, ""), said
    assert str(tmp_path / "www") in said.out.replace("\n", "")
    assert (tmp_path / "www" / "ru" / "members.html").is_file()
    again = shell("publish", folder, "--out", tmp_path / "www", lang=lang)
    assert again.code == 0


def test_what_is_no_copy_is_not_touched(shell: Shell, own: Callable[..., Path], tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("mine")
    said = shell("publish", own(), "--out", mine)
    assert said.code == 3
    assert "earlier copy" in " ".join(said.err.split())
    assert sorted(path.name for path in mine.iterdir()) == ["letter.txt"]


def test_a_folder_without_a_record_is_told_so(shell: Shell, tmp_path: Path) -> None:
    assert shell("publish", tmp_path).code == 3
