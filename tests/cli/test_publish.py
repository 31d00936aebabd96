"""`comity publish`: a copy of a folder's register as plain files, beside it or where it is told to go."""

import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

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


def test_a_register_is_copied_while_it_is_served_and_nothing_of_it_changes(shell: Shell, union: Path, tmp_path: Path) -> None:
    folder = tmp_path / "register"
    assert shell("init", folder, "--organisation", union).code == 0
    with shell.start("serve", folder, "--port", "0") as served:
        address = served.ready()
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        said = shell("publish", folder, "--out", tmp_path / "www")
        assert (said.code, said.err) == (0, ""), said
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
        assert (tmp_path / "www" / "record" / "checkpoint").read_bytes() == urlopen(f"{address}/record/checkpoint").read()
        assert served.stop().code == 0


def test_a_record_that_went_back_is_not_copied(shell: Shell, union: Path, tmp_path: Path) -> None:
    folder = tmp_path / "register"
    assert shell("init", folder, "--organisation", union).code == 0
    earlier = tmp_path / "earlier"
    shutil.copytree(folder, earlier)
    act = tmp_path / "act.yaml"
    act.write_text("- act: membership.declare\n  state: AA\n  stance: other\n  text: {en: A statement., ru: Заявление.}\n  effective: 2001-01-01\n  source: [TEST]\n  confidence: high\n", "utf-8")
    assert (entered := shell("enter", folder, act)).code == 0, entered
    assert shell("publish", folder, "--out", tmp_path / "www").code == 0
    shutil.copy(earlier / "record.sqlite", folder / "record.sqlite")
    said = shell("publish", folder, "--out", tmp_path / "www2")
    assert said.code == 3 and "went back" in said.err, said
    assert not (tmp_path / "www2").exists()
