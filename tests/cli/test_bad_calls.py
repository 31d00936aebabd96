"""Calls that cannot be answered: one clear sentence in the caller's language, the documented code, no traceback."""

import os
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.cli.ending import AMISS, DONE, INTERRUPTED, PROGRAM, UNOPENED, UNREAD, USAGE
from tests.cli.conftest import shell_of
from tests.cli.shell import COMITY, Said, Shell

CYRILLIC = re.compile(r"[А-Яа-яЁё]")
#: What somebody wrote, said back as it was written.
QUOTED = re.compile("[“«][^”»]*[”»]")


def one_sentence(said: Said, code: int, lang: str) -> str:
    """One complaint (and at most where help is to be had), in the language, with the code; nothing on the output."""
    assert said.code == code, said
    assert "Traceback" not in said.err and said.out == ""
    lines = said.err.splitlines()
    assert lines and lines[0].startswith("comity: "), said
    assert len(lines) == 1 or (len(lines) == 2 and lines[1].startswith(("See: ", "Справка: "))), said
    assert bool(CYRILLIC.search(QUOTED.sub("", said.line))) is (lang == "ru"), said
    return said.line


CALLS: list[tuple[str, list[str], int, str, str]] = [
    ("no such body", ["show", "{register}", "bodies", "nato"], USAGE, "there is no body “nato”; the bodies are: csc", "органа «nato» нет"),
    ("no such session", ["show", "{register}", "sessions", "csc-1999-01-01"], USAGE, "no session is called", "сессии «csc-1999-01-01» нет"),
    ("no such decision", ["show", "{register}", "decisions", "99999"], USAGE, "no decision has the number or id “99999”", "решения с номером"),
    ("no such programme", ["show", "{register}", "programmes", "nix"], USAGE, "no programme is called “nix”", "программы «nix» нет"),
    ("a year that is none", ["show", "{register}", "calendar", "12"], USAGE, "is no year that can be shown; write one from 1900 to 2200", "не год, который можно показать"),
    ("an id where a room has none", ["show", "{register}", "relations", "un"], USAGE, "too many words: un", "лишнее в вызове: un"),
    ("a name in mixed scripts", ["show", "{register}", "member", "Тajikistan"], USAGE, "no state is called “Тajikistan”", "государства «Тajikistan» нет"),
    ("a name with a mark", ["show", "{register}", "member", "Tajikista\u0301n"], USAGE, "no state is called", "государства «"),
    ("a very long name", ["show", "{register}", "bodies", "я" * 4000], USAGE, "there is no body", "органа «"),
    ("a month of 28 days", ["show", "{register}", "chairmanship", "--on", "2021-02-29"], USAGE, "'2021-02-29' is no day: that month has 28 days", "такого дня нет: в этом месяце дней 28"),
    ("a year of five figures", ["show", "{register}", "posts", "--on", "10000-01-01"], USAGE, "is not read as a day", "не читается как дата"),
    ("an entry beyond the head of a room", ["show", "{register}", "concerns", "--at", "99999"], USAGE, "there is no entry 99,999", "записи № 99 999 нет"),
    ("a room in no language", ["show", "{register}", "bodies", "--lang", "kk"], USAGE, "“kk” is not one of en, ru", ""),
    ("no such command", ["shwo"], USAGE, "did you mean show", "возможно, имелась в виду show"),
    ("no such option", ["serve", "{there}", "--prot", "1"], USAGE, "did you mean --port", "возможно, имелся в виду --port"),
    ("no folder named", ["serve"], USAGE, "FOLDER is missing", "не указано: ПАПКА"),
    ("no organisation named", ["init", "{new}"], USAGE, "--organisation is missing", "не указан обязательный параметр --organisation"),
    ("language without its value", ["--lang"], USAGE, "--lang needs a value", "после параметра --lang нужно значение"),
    ("option without its value", ["serve", "{there}", "--port"], USAGE, "--port needs a value", "после параметра --port нужно значение"),
    ("switch with a value", ["show", "{there}", "members", "--json=1"], USAGE, "takes no value", "указывается без значения"),
    ("words too many", ["show", "{there}", "members", "TJ", "KZ"], USAGE, "too many words: KZ", "лишнее в вызове: KZ"),
    ("id where none belongs", ["show", "{there}", "members", "TJ"], USAGE, "too many words: TJ", "лишнее в вызове: TJ"),
    ("no such view", ["show", "{there}", "memberz"], USAGE, "is not one of members, status", "можно указать: members, status"),
    ("no member named", ["show", "{there}", "member"], USAGE, "which member?", "какое государство?"),
    ("no instrument named", ["show", "{there}", "instrument"], USAGE, "which instrument?", "какой документ?"),
    ("unknown state", ["show", "{there}", "member", "Atlantis"], USAGE, "no state is called “Atlantis”", "государства «Atlantis» нет"),
    ("unknown instrument", ["show", "{there}", "instrument", "charter-2003"], USAGE, "did you mean charter-2002", "имелся в виду charter-2002"),
    ("no day", ["show", "{there}", "members", "--on", "yesterday"], USAGE, "is not read as a day", "не читается как дата"),
    ("a day that no calendar has", ["show", "{there}", "members", "--on", "2011-02-29"], USAGE, "", ""),
    ("a year only", ["show", "{there}", "members", "--on", "2012"], USAGE, "no whole day", "не полная дата"),
    ("entry beyond the record", ["show", "{there}", "record", "--at", "99999"], USAGE, "there is no entry 99,999", "записи № 99 999 нет"),
    ("entry 0", ["show", "{there}", "record", "--at", "0"], USAGE, "no whole number from 1", "не целое число от 1"),
    ("no number", ["acts", "{there}", "--from", "x"], USAGE, "--from: “x” is no whole number", "--from: «x» — не целое число"),
    ("acts from beyond the record", ["acts", "{there}", "--from", "99999"], USAGE, "there is no entry 99,999", "записи № 99 999 нет"),
    ("acts up to beyond the record", ["acts", "{there}", "--to", "99999"], USAGE, "there is no entry 99,999", "записи № 99 999 нет"),
    ("acts backwards", ["acts", "{there}", "--from", "5", "--to", "2"], USAGE, "--from 5 lies after --to 2", "--from 5 больше, чем --to 2"),
    ("unknown act", ["acts", "{there}", "--act", "instrument.eat"], USAGE, "is not one of", "можно указать"),
    ("a port that is none", ["serve", "{there}", "--port", "65536"], USAGE, "from 0 to 65,535", "от 0 до 65 535"),
    ("a language that is not spoken", ["show", "{there}", "members", "--lang", "de"], USAGE, "“de” is not one of en, ru", ""),
    ("an origin that is none", ["init", "{new}", "--organisation", "csto", "--origin", "example"], USAGE, "is no origin of a record", "не обозначение журнала"),
    ("an organisation that is none", ["init", "{new}", "--organisation", "nato"], UNOPENED, "nato", "nato"),
    ("a folder that is full", ["init", "{full}", "--organisation", "csto"], UNOPENED, "is not empty", "не пуста"),
    ("a folder that has one already", ["init", "{there}", "--organisation", "csto"], UNOPENED, "there is an organisation here already", "здесь уже есть организация"),
    ("a file for a folder", ["init", "{file}", "--organisation", "csto"], UNOPENED, "is no folder", "это не папка"),
    ("a folder below a file", ["init", "{file}/x", "--organisation", "csto"], UNOPENED, "no organisation can be founded here (Not a directory)", "(это не папка)"),
    ("nothing there", ["show", "{new}", "members"], UNOPENED, "there is no such folder", "такой папки нет"),
    ("a file to show", ["show", "{file}", "members"], UNOPENED, "is no folder", "это не папка"),
    ("no organisation to show", ["show", "{empty}", "members"], UNOPENED, "there is no organisation here", "организации здесь нет"),
    ("no organisation to list", ["acts", "{empty}"], UNOPENED, "there is no organisation here", "организации здесь нет"),
    ("no organisation to serve", ["serve", "{empty}"], UNOPENED, "there is no organisation here", "организации здесь нет"),
    ("nothing to verify", ["verify", "{new}"], UNOPENED, "", ""),
    ("a pin that is none", ["verify", "{there}", "--pin", "abc"], USAGE, "is no hash of an opening entry", "не хеш открывающей записи"),
    ("no processes", ["verify", "{there}", "--processes", "0"], USAGE, "no whole number from 1", "не целое число от 1"),
    ("nobody at the address", ["verify", "http://127.0.0.1:9"], UNOPENED, "", ""),
    ("nothing to enter", ["enter", "{there}", "{new}"], UNOPENED, "cannot be read", "не читается"),
    ("a demo that is none", ["demo", "--folder", "{register}"], USAGE, "no exercise", "не учебная организация"),
    ("a demo in a folder that is full", ["demo", "--folder", "{full}"], UNOPENED, "is not empty", "не пуста"),
    ("no such charter", ["charter", "check", "nato"], UNOPENED, "nato", "nato"),
    ("a shell that is none", ["completion", "csh"], USAGE, "is not one of bash, zsh, fish", "можно указать: bash, zsh, fish"),
    ("an empty path", ["show", "", "members"], USAGE, "the path is empty", "путь пуст"),
]  # fmt: skip


@pytest.fixture
def places(exercise: Path, register: Path, tmp_path: Path) -> dict[str, str]:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("somebody's")
    (tmp_path / "file").write_text("no folder")
    return {
        "there": str(exercise), "register": str(register), "new": str(tmp_path / "new"), "empty": str(tmp_path / "empty"),
        "full": str(tmp_path / "full"), "file": str(tmp_path / "file"),
    }  # fmt: skip


@pytest.mark.parametrize(("case", "args", "code", "english", "russian"), CALLS, ids=[c[0] for c in CALLS])
def test_a_call_that_cannot_be_answered_gets_one_sentence(
    shell: Shell, places: dict[str, str], case: str, args: list[str], code: int, english: str, russian: str
) -> None:
    words = [one.format(**places) for one in args]
    said = one_sentence(shell(*words), code, "en")
    assert english in said
    if "--lang" not in args:
        assert russian in one_sentence(shell(*words, LANG="ru_RU.UTF-8"), code, "ru")
    assert (Path(places["full"]) / "letter.txt").read_text() == "somebody's"
    assert not Path(places["new"]).exists(), "nothing is left behind"
    assert list(Path(places["empty"]).iterdir()) == []


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_taken_port_is_said(own: Callable[..., Path], lang: str) -> None:
    folder = own()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = one_sentence(shell_of(folder)("serve", folder, "--port", port, lang=lang), UNOPENED, lang)
    assert str(port) in said and "--port" in said


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_folder_that_cannot_be_written_is_said(shell: Shell, tmp_path: Path, lang: str) -> None:
    """Root may write everywhere but where the kernel itself keeps the files."""
    (tmp_path / "locked").mkdir(mode=0o555)
    folder = Path("/proc/new") if os.geteuid() == 0 else tmp_path / "locked" / "new"
    for call in (("init", folder, "--organisation", "csto"), ("demo", "--folder", folder, "--port", 0)):
        said = one_sentence(shell(*call, lang=lang), UNOPENED, lang)
        assert str(folder) in said and {"en": "choose another place", "ru": "выберите другое место"}[lang] in said


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_record_that_was_altered_is_not_shown(own: Callable[..., Path], lang: str) -> None:
    folder = own()
    data = bytearray((folder / "record.sqlite").read_bytes() + b"")
    place = data.find(b'"membership.declare"')
    if place < 0:  # it stands in the write-ahead log still
        wal = folder / "record.sqlite-wal"
        data = bytearray(wal.read_bytes())
        place = data.find(b'"membership.declare"')
        data[place + 1] ^= 1
        wal.write_bytes(data)
    else:
        data[place + 1] ^= 1
        (folder / "record.sqlite").write_bytes(data)
    one_sentence(shell_of(folder)("show", folder, "members", lang=lang), UNOPENED, lang)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_fault_of_the_program_is_one_sentence_and_where_only_on_demand(
    shell: Shell, tmp_path: Path, exercise: Path, lang: str
) -> None:
    """The program breaks where a module of it is broken; it says so, where to report it, and no traceback."""
    (tmp_path / "sitecustomize.py").write_text(
        "import comity.cli.reading as r\n"
        "def broken(*a, **k): raise ZeroDivisionError('a broken module')\n"
        "r.open_for_reading = broken\n"
    )
    said = shell("show", exercise, "members", lang=lang, PYTHONPATH=str(tmp_path))
    line = one_sentence(said, PROGRAM, lang)
    assert "ZeroDivisionError: a broken module" in line and "CONTRIBUTING.md" in line and "COMITY_DEBUG=1" in line
    shown = shell("show", exercise, "members", lang=lang, PYTHONPATH=str(tmp_path), COMITY_DEBUG="1")
    assert shown.code == PROGRAM and "Traceback" in shown.err


def test_a_broken_catalogue_is_a_sentence_too(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, comity.phrases\n"
        "def load(): raise ValueError('no catalogue')\n"
        "sys.modules['comity.phrases.say'].load = load\n"
    )
    said = shell("show", tmp_path / "x", "members", PYTHONPATH=str(tmp_path))
    assert said.code == PROGRAM and "Traceback" not in said.err and len(said.err.splitlines()) == 1


def test_a_reader_that_goes_away_is_no_fault(shell: Shell, exercise: Path) -> None:
    import subprocess

    process = subprocess.Popen(
        [*COMITY, "show", str(exercise), "sources"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=shell.environment()
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.wait(30) == UNREAD
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.parametrize(("lang", "words"), [("en", "comity: interrupted\n"), ("ru", "comity: прервано\n")])
def test_ctrl_c_is_one_line(shell: Shell, tmp_path: Path, lang: str, words: str) -> None:
    import signal
    import subprocess

    fifo = tmp_path / "acts.yaml"
    os.mkfifo(fifo)  # whoever reads it waits for somebody who writes
    (tmp_path / "sitecustomize.py").write_text(
        "import comity.cli.handed_in as h, pathlib, sys\n"
        "def waits(path):\n"
        "    print('waiting', file=sys.stderr, flush=True)\n"
        "    return pathlib.Path(path).read_bytes()\n"
        "h.read_handed_in = waits\n"
    )
    process = subprocess.Popen(
        [*COMITY, "enter", str(tmp_path), str(fifo), "--lang", lang],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=shell.environment(PYTHONPATH=str(tmp_path)), encoding="utf-8",
    )  # fmt: skip
    assert process.stderr is not None
    assert process.stderr.readline() == "waiting\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (INTERRUPTED, "", words)


def test_exit_codes_are_those_that_are_documented() -> None:
    from comity.phrases import load

    words = load()["cli.comity.codes"]
    for lang in ("en", "ru"):
        text = "".join(piece for piece in words[lang] if isinstance(piece, str))
        for code in (DONE, AMISS, USAGE, UNOPENED, PROGRAM, INTERRUPTED, UNREAD):
            assert re.search(rf"\b{code}\b", text)
