"""`comity show` of sessions and of decisions: on a day, at an entry, by number and by id, in both languages, as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from comity.charter.yaml_lines import read
from tests.cli.shell import Shell

AT = ("--on", "2026-01-29")


def answer(shell: Shell, folder: Path, *call: str) -> dict[str, Any]:
    said = shell("show", folder, *call, "--json")
    assert (said.code, said.err) == (0, ""), said
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_the_sessions_on_a_day_are_those_heard_of_by_then(shell: Shell, register: Path) -> None:
    today = {one["session"]: one for one in answer(shell, register, "sessions", *AT)["sessions"]}
    assert len(today) == 65
    assert today["csc-2026-11-11"]["state"] == "planned" and today["csc-2022-01-10"]["kind"] == "extraordinary"
    assert answer(shell, register, "sessions", "--on", "2001-01-01")["sessions"] == []
    later = answer(shell, register, "sessions", "csc-2026-11-11", "--on", "2027-01-01")
    assert later["sessions"][0]["state"] == "not_known"
    assert [one["id"] for one in later["not_known"]] == ["session-of-2026"]


def test_a_session_says_who_was_absent_and_what_is_claimed_of_it(shell: Shell, register: Path) -> None:
    (found,) = answer(shell, register, "sessions", "csc-2023-11-23", *AT)["sessions"]
    assert [(one["state"], one["attendance"]) for one in found["attendance"]] == [("AM", "absent")]
    assert [one["question"] for one in found["accounts"] if "question" in one] == ["documents-2023-11-23"] * 2
    assert {one["decision"] for one in found["decisions"]} >= {"d-2023-11-23-budget", "d-2023-11-23-chair"}


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", ["extraordinary", "Belarus", "planned", "videoconference"]), ("ru", ["внеочередная", "Беларусь", "предстоит"])],
)
def test_the_sessions_are_told_in_words(shell: Shell, register: Path, lang: str, said: list[str]) -> None:
    out = shell("show", register, "sessions", *AT, lang=lang).out
    assert all(words in out for words in said)
    assert "sessions." not in out and "cli." not in out


def test_a_decision_is_shown_by_its_number_and_by_its_id(shell: Shell, register: Path) -> None:
    by_id = answer(shell, register, "decisions", "d-2013-09-23", *AT)
    number = str(by_id["decisions"][0]["number"])
    assert answer(shell, register, "decisions", number, *AT) == by_id
    assert by_id["decisions"][0]["followed"] == ["d-2021-08-23-programme", "d-2024-11-28-programme"]


def test_the_decisions_on_a_day_and_at_an_entry_are_those_of_then(shell: Shell, register: Path) -> None:
    today = answer(shell, register, "decisions", *AT)["decisions"]
    files = (Path(__file__).parents[2] / "organisations" / "csto" / "record").glob("*.yaml")
    recorded = {one["decision"] for file in files for one in read(file.read_bytes())[0] if one.get("act") == "decision.record"}
    assert {one["decision"] for one in today} == recorded and today[0]["day"] == "2025-11-27"
    assert {one["outcome"] for one in today} == {"adopted", "returned", "deferred", "not_adopted"}
    first = min(one["from"]["entry"] for one in today)
    assert len(answer(shell, register, "decisions", "--at", str(first))["decisions"]) == 1
    assert answer(shell, register, "decisions", "--at", str(first - 1))["decisions"] == []


@pytest.mark.parametrize(("lang", "said"), [("en", "The register gives no verdict."), ("ru", "Реестр суждения не даёт.")])
def test_a_contested_decision_is_told_with_both_sides(shell: Shell, register: Path, lang: str, said: str) -> None:
    out = shell("show", register, "decisions", "d-2009-06-14-agreement", *AT, lang=lang).out
    assert said in out
    assert ("contests it" if lang == "en" else "оспаривает") in out
    assert "decisions." not in out and "decision." not in out


@pytest.mark.parametrize("what", ["sessions", "decisions"])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_what_is_not_there_is_one_sentence(shell: Shell, register: Path, what: str, lang: str) -> None:
    said = shell("show", register, what, "nothing-of-this-name", lang=lang)
    assert said.code == 2 and "nothing-of-this-name" in said.err and "Traceback" not in said.err
