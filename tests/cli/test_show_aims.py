"""`comity show` for programmes, contributions, relations and the parliamentary assembly: on a day, as JSON, in both languages."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import Shell

BORDER = "csto-tajik-afghan-border"


def answer(shell: Shell, folder: Path, *words: object) -> dict[str, Any]:
    said = shell("show", folder, *words, "--json")
    assert (said.code, said.err) == (0, ""), said
    found: dict[str, Any] = json.loads(said.out)
    return found


def told(shell: Shell, folder: Path, *words: object, lang: str = "en") -> str:
    said = shell("show", folder, *words, lang=lang)
    assert (said.code, said.err) == (0, ""), said
    return " ".join(said.out.split())


@pytest.mark.parametrize(
    ("day", "status"),
    [("2013-09-22", "none"), ("2013-09-23", "asked"), ("2024-12-01", "approved"), ("2025-01-01", "begun"), ("2030-06-01", "not_known"), ("2031-01-01", "over")],
)
def test_a_programme_as_it_stood_on_a_day(shell: Shell, register: Path, day: str, status: str) -> None:
    (one,) = answer(shell, register, "programmes", BORDER, "--on", day)["programmes"]
    assert one["status"] == status


def test_a_programme_shows_both_readings_of_its_end_its_stages_and_its_parts(shell: Shell, register: Path) -> None:
    (one,) = answer(shell, register, "programmes", "--on", "2026-02-16")["programmes"]
    assert [(end["ends"], end["ends_latest"]) for end in one["ends"]] == [("2029-12-31", "2029-12-31"), ("2029-12-31", "2030-12-31")]
    assert [(stage["status"], stage["reported"]) for stage in one["stages"]] == [("late", ["2025-12-17", "2026-01-29"]), ("not_reported", []), ("to_come", [])]
    assert {part["state"] or part["body"]: part["role"] for part in one["parts"]}["AM"] == "uncertain"
    text = told(shell, register, "programmes", "--on", "2026-02-16")
    assert "“Planned for 5 years (until 2030)”. (SEED; medium confidence" in text and "past its planned end" in text
    assert "плановый срок прошёл" in told(shell, register, "programmes", "--on", "2026-02-16", lang="ru")


def test_a_programme_that_there_is_not_is_a_wrong_call(shell: Shell, register: Path) -> None:
    said = shell("show", register, "programmes", "no-such-programme")
    assert said.code == 2 and "no-such-programme" in said.err and "Traceback" not in said.err


def test_contributions_show_each_side_and_what_only_a_decision_brings_about(shell: Shell, register: Path) -> None:
    view = answer(shell, register, "budget", "--on", "2026-02-16")
    assert view["shares"]["RU"] == "50" and view["holds"] == "yes"
    (year,) = view["budget"]
    assert (year["state"], year["year"], year["assessed"]["amount"], year["paid_in_full"]) == ("AM", 2024, "53220000", "not known")
    assert year["declared"]["day"] == "2024-05-08" and len(year["stated"]) == 2
    assert {one["effect"] for one in view["may_follow"]} == {"by_decision"}
    assert "Only by decision (Collective Security Council)" in told(shell, register, "budget")
    assert answer(shell, register, "budget", "--on", "2024-06-01")["holds"] == "not known"
    assert "is not known" in told(shell, register, "budget", "--on", "2010-01-01")


def test_relations_show_the_status_in_the_general_assembly_and_keep_the_others_apart(shell: Shell, register: Path) -> None:
    view = answer(shell, register, "relations", "--on", "2026-02-16")
    assert [one["partner"] for one in view["relations"]] == ["UN", "SCO", "CIS", "OSCE"]
    (held,) = view["relations"][0]["held"]
    assert (held["day"], held["document"], held["holds"]) == ("2004-12-02", "A/RES/59/50", "yes")
    assert view["granted"] == [] and view["of_the_assembly"] == 2
    assert answer(shell, register, "relations", "--on", "2004-12-01")["relations"] == []
    assert "Генеральная Ассамблея ООН, A/RES/59/50" in told(shell, register, "relations", lang="ru")


def test_the_assembly_shows_its_own_observers_and_what_is_not_known(shell: Shell, register: Path) -> None:
    view = answer(shell, register, "assembly", "--on", "2026-02-16")
    assert {one["holder"]: one["word"] for one in view["assembly"]}["af-wolesi-jirga"] == "ended"
    assert [one["status"] for one in view["introduced"]] == ["partner"] and view["recommendations"] == []
    assert "pa-recommendations" in {one["id"] for one in view["not_known"]}
    text = told(shell, register, "assembly", "--on", "2026-02-16")
    assert "nobody is an observer or partner of the Organisation by them" in text and "low confidence" in text
    assert answer(shell, register, "assembly", "--on", "2012-12-31")["assembly"] == []


@pytest.mark.parametrize("what", ["programmes", "budget", "relations", "assembly"])
def test_at_its_first_entry_the_record_knew_nothing_of_these(shell: Shell, register: Path, what: str) -> None:
    assert answer(shell, register, what, "--at", "1")[what] == []
    assert "cli." not in told(shell, register, what, "--at", "1", lang="ru")
