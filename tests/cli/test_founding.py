"""`comity init` and what an interruption leaves: nothing that hinders the next attempt."""

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from comity.cli import founding
from comity.cli.ending import AMISS, UNOPENED
from comity.record.sqlite import FILE
from tests.cli.shell import COMITY, Shell, until


def test_init_founds_and_says_what_to_pin_and_what_comes_next(shell: Shell, tmp_path: Path) -> None:
    said = shell("init", tmp_path / "new", "--organisation", "csto", lang="ru")
    assert (said.code, said.err) == (0, "")
    assert "Организация Договора о коллективной безопасности: создана" in said.out.replace("\n", " ")
    assert f"Далее: comity serve {tmp_path / 'new'}" in said.out
    assert "УЧЕНИЕ" not in said.out
    record = json.loads(shell("show", tmp_path / "new", "record", "--json").out)
    assert record["pin"] in said.out
    assert {one.name for one in (tmp_path / "new").iterdir()} <= {"keys", "parts", FILE, f"{FILE}-wal", f"{FILE}-shm", "lock"}


def test_init_as_json_says_what_was_founded(shell: Shell, tmp_path: Path) -> None:
    said = json.loads(
        shell("init", tmp_path, "--organisation", "csto", "--origin", "record.csto.example/2", "--json").out
    )
    record = json.loads(shell("show", tmp_path, "record", "--json").out)
    assert said == {
        "folder": str(tmp_path), "organisation": "csto", "origin": "record.csto.example/2", "pin": record["pin"],
        "size": record["size"], "exercise": False,
    }  # fmt: skip
    assert record["generation"] == 2


def test_every_act_of_the_history_is_in_the_record(shell: Shell, register: Path) -> None:
    checked = json.loads(shell("charter", "check", "csto", "--json").out)
    assert checked["complaints"] == []
    said = shell("charter", "check", "csto").out
    size = json.loads(shell("show", register, "record", "--json").out)["size"]
    assert f"{size - 1} acts of history" in said, "the opening entry and the history, nothing else"


def test_an_organisation_of_one_s_own_is_founded_from_its_folder(shell: Shell, union: Path, tmp_path: Path) -> None:
    (union / "record" / "1.yaml").write_text(
        "- {act: membership.found, states: [AA, BB], ground: {en: Founder, ru: Учредитель}, effective: 2001-01-01,"
        " source: [TEST], confidence: medium}\n",
        "utf-8",
    )
    assert shell("init", tmp_path / "ut", "--organisation", union).code == 0
    view = json.loads(shell("show", tmp_path / "ut", "members", "--json").out)
    assert [one["state"] for one in view["members"]] == ["AA", "BB"] and view["exercise"] is False
    assert "medium confidence" in shell("show", tmp_path / "ut", "members").out
    keys = {one.name for one in (tmp_path / "ut" / "keys").iterdir()}
    assert keys == {"log.key", "receipts.key", "registry-acts-1.key", "registrar-desk-1.key"}, "no key of a member"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_history_that_is_refused_founds_nothing(shell: Shell, union: Path, tmp_path: Path, lang: str) -> None:
    (union / "record" / "1.yaml").write_text(
        "- {act: membership.found, state: ZZ, ground: {en: Founder, ru: Учредитель}, effective: 2001-01-01,"
        " source: [TEST], confidence: high}\n",
        "utf-8",
    )
    said = shell("init", tmp_path / "ut", "--organisation", union, lang=lang)
    assert said.code == AMISS and "union/record/1.yaml:1" in said.line and "ZZ" in said.line
    assert {"en": "nothing was founded", "ru": "организация не создана"}[lang] in said.line
    assert not (tmp_path / "ut").exists()


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_broken_yaml_is_said_with_file_and_line(shell: Shell, union: Path, tmp_path: Path, lang: str) -> None:
    (union / "record" / "1.yaml").write_text("- act: [membership.found\n", "utf-8")
    said = shell("init", tmp_path / "ut", "--organisation", union, lang=lang)
    assert said.code == UNOPENED and "union/record/1.yaml" in said.line and "YAML" in said.line
    (union / "charter" / "organisation.yaml").write_text("organisation: {id: 7}\n", "utf-8")
    said = shell("init", tmp_path / "ut", "--organisation", union, lang=lang)
    assert said.code == UNOPENED and all("union/charter/organisation.yaml" in line for line in said.err.splitlines())
    assert not (tmp_path / "ut").exists()


def test_a_founding_that_is_killed_at_any_moment_is_done_anew(shell: Shell, tmp_path: Path) -> None:
    """Killed (no chance to tidy) as soon as each thing appears; then init is called once more and succeeds."""
    for moment in ("lock", ".founding", ".founding/keys", ".founding/parts", f".founding/{FILE}"):
        folder = tmp_path / moment.replace("/", "-")
        process = subprocess.Popen(
            [*COMITY, "init", str(folder), "--organisation", "csto-demonstration"], env=shell.environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until(moment, lambda folder=folder, moment=moment, process=process: (folder / moment).exists() or process.poll() is not None)
        process.kill()
        process.wait()
        assert not (folder / FILE).exists(), "it was killed half way"
        said = shell("init", folder, "--organisation", "csto-demonstration")
        assert said.code == 0, (moment, said)
        assert shell("verify", folder).code == 0
        assert not (folder / ".founding").exists()


@pytest.mark.parametrize("moved", range(len(founding.MADE) + 1))
def test_a_founding_that_ended_while_it_was_moved_into_place(shell: Shell, exercise: Path, tmp_path: Path, moved: int) -> None:
    """However many of the things were moved: without the record it is none, with it a whole organisation."""
    folder, staging = tmp_path / "f", tmp_path / "f" / ".founding"
    staging.mkdir(parents=True)
    for place, name in enumerate(founding.MADE):
        source, to = exercise / name, (folder if place < moved else staging) / name
        if source.is_dir():
            shutil.copytree(source, to)
        elif source.exists():
            shutil.copy(source, to)
    before = (folder / FILE).exists()
    with shell.start("demo", "--folder", folder, "--port", 0) as demo:
        demo.ready()
        assert not staging.exists()
        assert demo.stop().code == 0
    pins = [json.loads(shell("show", one, "record", "--json").out)["pin"] for one in (exercise, folder)]
    assert (pins[0] == pins[1]) is before


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_a_founding_that_is_interrupted_can_be_repeated(shell: Shell, tmp_path: Path, how: signal.Signals, code: int) -> None:
    folder = tmp_path / "new"
    process = subprocess.Popen(
        [*COMITY, "init", str(folder), "--organisation", "csto"], env=shell.environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    until("staging", lambda: (folder / ".founding" / "keys").exists())
    process.send_signal(how)
    _, err = process.communicate(timeout=30)
    assert process.returncode == code
    if how is signal.SIGINT:
        assert err == "comity: interrupted\n" and not folder.exists(), "tidied up"
    assert shell("init", folder, "--organisation", "csto").code == 0


def test_what_is_not_of_a_founding_is_never_removed(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / ".founding").mkdir()
    (tmp_path / "keys").mkdir()
    (tmp_path / "letter.txt").write_text("somebody's")
    said = shell("init", tmp_path, "--organisation", "csto")
    assert said.code == UNOPENED and "is not empty" in said.line
    assert sorted(one.name for one in tmp_path.iterdir()) == [".founding", "keys", "letter.txt"]


def test_two_foundings_at_once_in_one_folder_make_one_organisation(shell: Shell, tmp_path: Path) -> None:
    calls = [
        subprocess.Popen(
            [*COMITY, "init", str(tmp_path / "one"), "--organisation", "csto"], env=shell.environment(),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    ends = [(process.communicate(timeout=60), process.returncode) for process in calls]
    codes = sorted(code for _, code in ends)
    assert codes == [0, UNOPENED], ends
    assert shell("verify", tmp_path / "one").code == 0


def test_the_way_in_needs_no_terminal_and_writes_no_progress_to_a_file(shell: Shell, tmp_path: Path) -> None:
    said = shell("init", tmp_path / "new", "--organisation", "csto")
    assert said.err == "" and "\r" not in said.out and "\x1b" not in said.out


def test_progress_is_shown_on_a_terminal_and_wiped(shell: Shell, tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [*COMITY, "init", str(tmp_path / "new"), "--organisation", "csto"], env=shell.environment(),
        stdout=subprocess.DEVNULL, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:
            break
        if not more:
            break
        shown += more
    os.close(ours)
    assert process.wait(30) == 0
    assert b"entering the history: 1 of " in shown and shown.endswith(b"\r")
