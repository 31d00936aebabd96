"""`comity replay` and `comity votes`: each way out, in both languages, and files that are not what they should be."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from comity.cli.ending import AMISS, UNOPENED, USAGE
from tests.cli.shell import COMITY, Shell
from tests.exchange.union import founded


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small organisation."""
    return founded(tmp_path_factory.mktemp("replay"))


def decision(number: int, **otherwise: Any) -> str:
    line = {
        "id": number, "date": "1990-05-04", "body": "council", "matter": "substantive",
        "positions": {"AA": "for", "BB": "for", "CC": "for"}, "official": "adopted",
    }  # fmt: skip
    return json.dumps({**line, **otherwise}, ensure_ascii=False) + "\n"


def ids(out: str) -> list[int]:
    return [json.loads(line)["id"] for line in out.splitlines()]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_where_all_agree_the_call_ends_well(shell: Shell, council: Path, tmp_path: Path, lang: str) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(decision(1) + decision(2, official=None), "utf-8")
    said = shell("replay", council, file, lang=lang)
    assert (said.code, ids(said.out)) == (0, [1, 2])
    words = {"en": "2 lines. As recorded: 1; otherwise than recorded: 0; nothing to compare with: 1", "ru": "строк 2. Как записано: 1; иначе, чем записано: 0; сравнивать не с чем: 1"}
    assert words[lang] in said.err and len(said.err.splitlines()) == 1


def test_one_that_came_out_otherwise_is_told_by_the_exit_code(shell: Shell, council: Path, tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(decision(1) + decision(2, official="vetoed"), "utf-8")
    said = shell("replay", council, file)
    assert said.code == AMISS and [json.loads(line)["agrees"] for line in said.out.splitlines()] == [True, False]
    assert "otherwise than recorded: 1" in said.err


@pytest.mark.parametrize(("lang", "line"), [("en", "line"), ("ru", "строка")])
def test_bad_lines_are_named_by_number_and_do_not_stop_the_rest(shell: Shell, council: Path, tmp_path: Path, lang: str, line: str) -> None:
    file = tmp_path / "decisions.jsonl"
    lines = [
        decision(1, official="vetoed"), "\n", "no JSON\n", decision(4, positions={"AA": "fro"}), decision(5, positions={"ZZ": "for"}),
        decision(6, positions={"FF": "for"}), decision(7, date="1980-01-01"), decision(8, tally={"council": {"for": 9}}), decision(9),
        '{"id": 10, "date": "1990-05-04", "body": "council", "matter": "substantive", "positions": {"AA": "for", "AA": "against"}}\n',
    ]  # fmt: skip
    file.write_text("".join(lines), "utf-8")
    said = shell("replay", council, file, lang=lang)
    assert (said.code, ids(said.out)) == (USAGE, [1, 9])
    assert re.findall(rf"^comity: {line} (\d+): ", said.err, re.MULTILINE) == ["3", "4", "5", "6", "7", "8", "10"]
    summary = said.err.splitlines()[-1]
    assert {"en": "bad lines: 7", "ru": "негодных строк: 7"}[lang] in summary
    assert {"en": "9 lines", "ru": "строк 9"}[lang] in summary


def test_bytes_that_are_no_text_and_a_file_that_was_cut_are_said_to_be_so(shell: Shell, council: Path, tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_bytes(decision(1).encode() + b'{"id": "\xff\xfe"}\n' + decision(3).encode() + decision(4).encode()[:-20])
    said = shell("replay", council, file)
    assert (said.code, ids(said.out)) == (USAGE, [1, 3])
    assert "line 2: this is not UTF-8: byte 9 of" in said.err and "line 4: the file ends in the middle of this line" in said.err
    file.write_bytes(decision(1).encode() + decision(2).encode().rstrip())
    assert shell("replay", council, file).code == 0


def test_a_line_of_a_hundred_megabytes_is_passed_over(shell: Shell, council: Path, tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    with file.open("wb") as out:
        out.write(decision(1).encode())
        for _ in range(100):
            out.write(b"x" * 1_000_000)
        out.write(b"\n" + decision(3).encode())
    said = shell("replay", council, file)
    assert (said.code, ids(said.out)) == (USAGE, [1, 3])
    assert "line 2: the line is longer than 4,000,000 bytes" in said.err


def test_an_empty_file_is_nothing_to_compare(shell: Shell, council: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    said = shell("replay", council, tmp_path / "empty.jsonl")
    assert (said.code, said.out) == (0, "") and "0 lines" in said.err


def test_what_cannot_be_opened_or_written_is_said(shell: Shell, council: Path, tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(decision(1), "utf-8")
    for args in (
        (council, tmp_path / "none.jsonl"), (council, tmp_path), ("nowhere", file), (council, file, "--out", tmp_path / "none" / "out.jsonl"),
    ):  # fmt: skip
        said = shell("replay", *args)
        assert (said.code, said.out) == (UNOPENED, "") and said.err.startswith("comity: ") and "fault of the program" not in said.err
    same = shell("replay", council, file, "--out", file)
    assert same.code == USAGE and file.read_text("utf-8") == decision(1)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["decisions.jsonl"]


def test_what_is_read_or_written_may_be_a_standard_stream(shell: Shell, council: Path, tmp_path: Path) -> None:
    lines = decision(1) + decision(2, official="vetoed")
    file = tmp_path / "decisions.jsonl"
    file.write_text(lines, "utf-8")
    printed = shell("replay", council, file)
    for args in (("-",), ("-", "--out", "-")):
        said = shell("replay", council, *args, stdin=lines)
        assert (said.code, said.out) == (AMISS, printed.out) and said.err.startswith("the standard input: 2 lines.")
    assert shell("replay", council, "-", lang="ru", stdin=lines).err.startswith("стандартный ввод: строк 2.")


@pytest.mark.parametrize(
    ("redirected", "code", "told"),
    [
        (">/dev/full", UNOPENED, "comity: the standard output: No space left on device\n"),
        (">&-", UNOPENED, "comity: the standard output: Bad file descriptor\n"),
        ("--out /dev/full", UNOPENED, "comity: /dev/full: No space left on device\n"),
        ("--out none/out.jsonl", UNOPENED, "none: No such file or directory\n"),
        ("2>/dev/full", USAGE, ""),
        ("2>&-", USAGE, ""),
    ],
)
def test_a_full_disk_and_a_closed_stream_are_said_or_borne(shell: Shell, council: Path, tmp_path: Path, redirected: str, code: int, told: str) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(decision(1) + "no decision\n" + decision(3), "utf-8")
    call = f"{shlex.join(COMITY)} replay {shlex.quote(str(council))} {shlex.quote(str(file))} {redirected}"
    done = subprocess.run(["sh", "-c", call], cwd=tmp_path, env=shell.environment(), capture_output=True, text=True)
    assert done.returncode == code and done.stderr.endswith(told) and "fault of the program" not in done.stderr
    assert done.stdout == "" if code == UNOPENED else ids(done.stdout) == [1, 3]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["decisions.jsonl"]


def test_what_stood_there_stays_where_the_call_ends_early(shell: Shell, council: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("older", "utf-8")
    assert shell("replay", council, tmp_path / "none.jsonl", "--out", out).code == UNOPENED
    assert shell("replay", council, tmp_path, "--out", out).code == UNOPENED
    assert out.read_text("utf-8") == "older" and [one.name for one in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize(("lang", "more"), [("en", "and 15 complaints more"), ("ru", "и ещё 15 замечаний")])
def test_of_a_line_with_many_faults_ten_are_told_and_the_others_counted(shell: Shell, council: Path, tmp_path: Path, lang: str, more: str) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(decision(1, positions={f"Q{n}": "for" for n in range(25)}) + decision(2), "utf-8")
    said = shell("replay", council, file, lang=lang)
    assert (said.code, ids(said.out), len(said.err.splitlines())) == (USAGE, [2], 2)
    assert said.line.count("Q") == 10 and said.line.endswith(more)


def test_an_organisation_at_fault_is_refused_before_anything_is_counted(shell: Shell, tmp_path: Path) -> None:
    union = founded(tmp_path)
    law = union / "charter" / "organisation.yaml"
    text = law.read_text("utf-8")
    file, out = tmp_path / "decisions.jsonl", tmp_path / "out.jsonl"
    file.write_text(decision(1), "utf-8")
    for old, new, told in (
        ("matters: [procedural]", "matters: [substantive]", "“substantive” and “procedural” both decide on 1990-01-01"),
        (', EE: "1/2"}', "}", "no “shares” of EE on 1990-01-01"),
        ("adopted_when: {count: for, at_least: 2}", "adopted_when: {count: for, at_least: 20}", "20 are asked for"),
        ("rules:", "rulez:", "rulez"),
    ):
        assert text.count(old) == 1
        law.write_text(text.replace(old, new), "utf-8")
        said = shell("replay", union, file, "--out", out)
        assert (said.code, said.out) == (UNOPENED, "") and told in said.err and not out.exists()
        assert re.match(r"comity: union/charter/organisation\.yaml, line \d+, ", said.err)


@pytest.mark.parametrize(("lang", "told"), [("en", "unsk: no organisation is called so (did you mean unsc?)"), ("ru", "unsk: такой организации нет (возможно, имеется в виду unsc)")])
def test_an_organisation_by_a_wrong_name_is_told_with_the_nearest(shell: Shell, tmp_path: Path, lang: str, told: str) -> None:
    for call in (("replay", "unsk", "-"), ("votes", "unsk")):
        said = shell(*call, lang=lang, stdin="")
        assert said.code == UNOPENED and said.line.startswith(told)


@pytest.mark.long
def test_a_file_of_a_hundred_megabytes_is_replayed_in_little_memory(shell: Shell, council: Path, tmp_path: Path) -> None:
    file, out = tmp_path / "decisions.jsonl", tmp_path / "replayed.jsonl"
    piece = "".join(map(decision, range(100))) + decision(100, positions={"ZZ": "for"})
    times = 100_000_000 // len(piece) + 1
    with file.open("w", encoding="utf-8") as to:
        for _ in range(times):
            to.write(piece)
    # asked from a small process: a child begins with the memory of its parent
    ask = "import resource, subprocess, sys; print(subprocess.call(sys.argv[1:]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    words = [*COMITY, "replay", str(council), str(file), "--out", str(out)]
    with (tmp_path / "told").open("wb") as told:
        done = subprocess.run([sys.executable, "-c", ask, *words], env=shell.environment(), stdout=subprocess.PIPE, stderr=told, text=True)
    code, kilobytes = map(int, done.stdout.split())
    assert code == USAGE and kilobytes < 100_000
    with out.open("rb") as lines:
        assert sum(1 for _ in lines) == 100 * times
    with (tmp_path / "told").open("rb") as lines:
        assert sum(1 for _ in lines) == times + 1


def test_what_is_written_to_a_file_is_what_is_printed(shell: Shell, council: Path, tmp_path: Path) -> None:
    file, out = tmp_path / "decisions.jsonl", tmp_path / "replayed.jsonl"
    file.write_text("".join(map(decision, range(50))), "utf-8")
    out.write_text("something older", "utf-8")
    printed = shell("replay", council, file)
    written = shell("replay", council, file, "--out", out)
    assert (written.code, written.out, out.read_text("utf-8")) == (0, "", printed.out)
    assert shell("replay", council, file, "--out", "/dev/stdout").out == printed.out
    assert (out.stat().st_mode & 0o777) == (file.stat().st_mode & 0o777)


def test_the_votes_that_come_with_an_organisation_are_replayed_as_recorded_but_for_two(shell: Shell, tmp_path: Path) -> None:
    file, out = tmp_path / "unsc.jsonl", tmp_path / "replayed.jsonl"
    assert shell("votes", "unsc", "--out", file).code == 0
    assert shell("votes", "unsc").out == file.read_text("utf-8")
    said = shell("replay", "unsc", file, "--out", out)
    assert said.code == AMISS
    assert said.err.endswith(
        "571 lines. As recorded: 559; otherwise than recorded: 2; nothing to compare with: 0; adopted without a vote: 4; "
        "cannot be computed: 6; bad lines: 0.\n"
    )
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [one["id"].split("|")[1] for one in lines if one["agrees"] is False] == ["S/5095", "S/10768"]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_an_organisation_without_votes_says_so(shell: Shell, lang: str) -> None:
    said = shell("votes", "csto", lang=lang)
    assert (said.code, said.out) == (UNOPENED, "")
    assert said.line == {"en": "csto: no votes come with this organisation", "ru": "csto: данных о голосованиях у этой организации нет"}[lang]
