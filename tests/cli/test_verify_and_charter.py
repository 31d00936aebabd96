"""`comity verify`, `comity charter`, `comity completion`: each option, both languages, both outcomes."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from comity.acts import ACTS
from comity.charter import shipped
from comity.charter.yaml_lines import read
from comity.cli.ending import AMISS
from tests.cli.conftest import shell_of
from tests.cli.shell import COMITY, Shell


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_whole_record_is_proved(shell: Shell, exercise: Path, lang: str) -> None:
    said = shell("verify", exercise, "--processes", 1, lang=lang)
    assert said.code == 0 and said.err == ""
    assert {"en": "WHOLE:", "ru": "ЦЕЛ:"}[lang] in said.out
    assert said.out.startswith({"en": "EXERCISE", "ru": "УЧЕНИЕ"}[lang])
    plain = json.loads(shell("verify", exercise, "--json").out)
    record = json.loads(shell("show", exercise, "record", "--json").out)
    assert (plain["verdict"], plain["exercise"], plain["faults"]) == ("whole", True, [])
    for one in ("origin", "pin", "size", "root", "digest"):
        assert plain[one] == record[one]
    assert plain["acts"] == plain["size"] and plain["signatures"] == 2 * plain["size"]


def test_a_pin_is_held_against_the_opening_entry(shell: Shell, exercise: Path) -> None:
    pin = json.loads(shell("show", exercise, "record", "--json").out)["pin"]
    assert shell("verify", exercise, "--pin", pin).code == 0
    other = shell("verify", exercise, "--pin", "A" * 43, "--json")
    assert other.code == AMISS and json.loads(other.out)["verdict"] == "altered"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_an_altered_part_is_named(own: Callable[..., Path], lang: str) -> None:
    folder = own()
    part = sorted((folder / "parts").iterdir())[0]
    data = bytearray(part.read_bytes())
    data[-1] ^= 1
    part.write_bytes(data)
    said = shell_of(folder)("verify", folder, lang=lang)
    assert said.code == AMISS and {"en": "ALTERED:", "ru": "ИСКАЖЕНО:"}[lang] in said.out
    plain = json.loads(shell_of(folder)("verify", folder, "--json").out)
    assert f"parts/{part.name}" in [one["file"] for one in plain["faults"]]
    assert all(set(one["said"]) == {"en", "ru"} for one in plain["faults"])


def test_a_served_record_is_proved_at_its_address(own: Callable[..., Path]) -> None:
    folder = own()
    with shell_of(folder).start("serve", folder, "--port", 0) as server:
        address = server.ready()
        plain = json.loads(shell_of(folder)("verify", address, "--json").out)
        assert plain["verdict"] == "whole" and plain["exercise"] is True
        server.stop()


@pytest.mark.parametrize("name", sorted(shipped()))
def test_the_organisations_that_come_with_comity_are_without_fault(shell: Shell, name: str) -> None:
    for lang, words in (("en", "nothing is wrong"), ("ru", "ошибок нет")):
        said = shell("charter", "check", name, lang=lang)
        assert said.code == 0 and words in said.out
        plain = json.loads(shell("charter", "check", name, "--json").out)
        assert plain["exercise"] is (name == "csto-demonstration") and plain["complaints"] == []
        assert (("EXERCISE" in said.out) or ("УЧЕНИЕ" in said.out)) is (name == "csto-demonstration")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_everything_that_is_wrong_with_a_charter_and_its_history_is_said_at_once(shell: Shell, union: Path, lang: str) -> None:
    charter = union / "charter" / "organisation.yaml"
    charter.write_text(charter.read_text("utf-8").replace("source: [TEST], confidence: high}", "source: [GONE], confidence: sure}"), "utf-8")
    (union / "record" / "1.yaml").write_text("- {act: membership.eat}\n", "utf-8")
    said = shell("charter", "check", union, lang=lang)
    assert said.code == AMISS and said.err == ""
    assert "union/charter/organisation.yaml" in said.out and "union/record/1.yaml" in said.out
    assert {"en": "line ", "ru": "строка "}[lang] in said.out
    plain = json.loads(shell("charter", "check", union, "--json").out)
    assert len(plain["complaints"]) >= 2 and plain["exercise"] is None
    assert all(set(one) == {"file", "line", "key", "said"} for one in plain["complaints"])


def test_the_schema_accepts_the_files_that_come_with_comity(shell: Shell) -> None:
    schema = json.loads(shell("charter", "schema").out)
    validator = jsonschema.Draft202012Validator(schema)
    files = [file for folder in shipped().values() for file in (folder / "charter").glob("*.yaml")]
    assert files
    for file in files:
        validator.validate(read(file.read_bytes())[0])  # as charters are read: the key `yes` is a word, as in YAML 1.2
    assert not validator.is_valid({"organisation": 7})


@pytest.mark.parametrize(("lang", "words"), [("en", "Rule of decision"), ("ru", "Правило принятия решений")])
def test_the_schema_explains_itself_in_the_reader_s_language(shell: Shell, lang: str, words: str) -> None:
    assert json.loads(shell("charter", "schema", lang=lang).out)["$defs"]["Rule"]["title"] == words


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_completion_prints_what_the_shell_evaluates(shell: Shell, shell_name: str) -> None:
    said = shell("completion", shell_name)
    assert said.code == 0 and f"_COMITY_COMPLETE={shell_name}_complete" in said.out


def complete(shell: Shell, words: str) -> list[str]:
    """What bash is offered after these words."""
    given = f"comity {words}".split(" ")
    done = subprocess.run(
        [*COMITY], capture_output=True, text=True, timeout=60, cwd=shell.home,
        env=shell.environment(_COMITY_COMPLETE="bash_complete", COMP_WORDS=f"comity {words}", COMP_CWORD=str(len(given) - 1)),
    )  # fmt: skip
    assert done.returncode == 0 and done.stderr == "", done
    return [line.split(",", 1)[1] for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("", ["demo", "init", "serve", "publish", "show", "acts", "enter", "verify", "replay", "votes", "analyse", "charter", "completion"]),
        ("charter ", ["check", "schema"]),
        ("charter check cs", ["csto", "csto-demonstration"]),
        ("init x --organisation csto-", ["csto-demonstration"]),
        ("completion ", ["bash", "zsh", "fish"]),
        ("show x memb", ["members", "member"]),
        ("show x members --lang ", ["en", "ru"]),
        ("acts x --act membership.de", [name for name in ACTS if name.startswith("membership.de")]),
    ],
)
def test_the_shell_completes_commands_organisations_and_acts(shell: Shell, words: str, offered: list[str]) -> None:
    assert complete(shell, words) == offered


def test_the_shell_completes_states_and_instruments_of_the_folder(shell: Shell, exercise: Path) -> None:
    assert complete(shell, f"show {exercise} member T") == ["TJ"]
    assert "charter-2002" in complete(shell, f"show {exercise} instrument charter")
