"""`comity show` of bodies and of concerns: on a day, at an entry, in both languages, as JSON."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import Shell


def answer(shell: Shell, folder: Path, what: str, *more: object) -> dict[str, Any]:
    said = shell("show", folder, what, *more, "--json")
    assert (said.code, said.err) == (0, "")
    found: dict[str, Any] = json.loads(said.out)
    return found


def body(view: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in view["bodies"] if one["body"] == name)
    return found


def test_the_bodies_on_a_day_say_on_what_each_rests(shell: Shell, register: Path) -> None:
    before, after = (answer(shell, register, "bodies", "--on", day) for day in ("2012-12-18", "2012-12-19"))
    assert (body(before, "pc")["statutory"], body(after, "pc")["statutory"]) == (False, True)
    assert body(before, "pc")["basis"]["rests_on"]["instrument"] == "reg-bodies-2003"
    assert body(after, "pc")["basis"]["rests_on"] == {"instrument": "charter-2002", "article": "16.1"}
    assert (body(before, "milcom")["there"], body(after, "milcom")["there"], body(before, "wg-info")["there"]) == ("no", "yes", "not known")


@pytest.mark.parametrize(("lang", "said"), [("en", "Not there on that day: Military Committee"), ("ru", "В этот день не действовали: Военный комитет")])
def test_the_bodies_are_told_in_words(shell: Shell, register: Path, lang: str, said: str) -> None:
    out = shell("show", register, "bodies", "--on", "2012-12-18", lang=lang).out
    assert said in " ".join(out.split())
    assert "cli." not in out and "bodies." not in out


@pytest.mark.parametrize("name", ["joint-staff", "Joint Headquarters", "Joint Staff", "Объединенный штаб", "ОШ", "js"])
def test_a_body_is_found_by_either_of_its_names_and_its_abbreviations(shell: Shell, register: Path, name: str) -> None:
    (one,) = answer(shell, register, "bodies", name)["bodies"]
    assert (one["body"], one["parents"]) == ("joint-staff", ["organisation", "cdm"])
    assert [(basis["day"], basis["confidence"]) for basis in one["bases"]] == [("2004-01-01", "medium"), ("2012-12-19", "high")]


@pytest.mark.parametrize(("lang", "said"), [("en", "sources differ on what it rests on"), ("ru", "сведения расходятся")])
def test_both_claims_on_the_assembly_are_told(shell: Shell, register: Path, lang: str, said: str) -> None:
    out = " ".join(shell("show", register, "bodies", "pa", lang=lang).out.split())
    assert said in out and "SEED" in out and "PA_FC" in out
    assert said not in " ".join(shell("show", register, "bodies", "pa", "--on", "2025-04-08", lang=lang).out.split())
    assert [claim["preferred"] for claim in answer(shell, register, "bodies", "pa")["bodies"][0]["claims"]] == [True, False]


@pytest.mark.parametrize(("lang", "said"), [("en", "there is no body “nobody”; the bodies are: csc"), ("ru", "органа «nobody» нет; внесены органы: csc")])
def test_an_unknown_body_is_a_wrong_call(shell: Shell, register: Path, lang: str, said: str) -> None:
    found = shell("show", register, "bodies", "nobody", lang=lang)
    assert found.code == 2 and said in " ".join(found.err.split())


def test_at_the_first_entry_only_the_charters_files_are_known(shell: Shell, register: Path) -> None:
    view = answer(shell, register, "bodies", "--at", "1")
    assert {one["body"] for one in view["bodies"]} == {"csc", "cfm", "cdm", "cssc", "joint-session", "pc", "secretariat", "joint-staff", "pa"}
    assert all(one["basis"] is None for one in view["bodies"])


@pytest.mark.parametrize(("lang", "said"), [("en", "Its field Military component"), ("ru", "Сфера Военная составляющая")])
def test_a_body_is_told_with_its_field(shell: Shell, register: Path, lang: str, said: str) -> None:
    assert said in " ".join(shell("show", register, "bodies", "joint-staff", lang=lang).out.split())


def test_the_list_of_the_source_stands_beside_the_founding_texts_at_each_time(shell: Shell, register: Path) -> None:
    lists = answer(shell, register, "bodies")["lists"]
    assert [(one["day"], bool(one["said_by"])) for one in lists] == [("1994-04-20", False), ("2003-09-18", False), ("2012-12-19", False), ("2025-04-09", True)]
    gained = [sorted(set(b["bodies"]) - set(a["bodies"])) for a, b in pairwise(lists)]
    assert gained == [["cdm", "cfm", "cssc", "secretariat"], ["joint-staff", "pc"], ["pa"]]
    assert len(answer(shell, register, "bodies", "--on", "2012-12-18")["lists"]) == 2
    out = shell("show", register, "bodies").out
    assert out.count("Founding texts") == 3 and "Ministry of Foreign" in out
    assert "Учредительные" in shell("show", register, "bodies", lang="ru").out


@pytest.mark.parametrize(("lang", "said"), [("en", "after that day"), ("ru", "позже этого дня")])
def test_what_came_after_the_day_is_marked_as_such(shell: Shell, register: Path, lang: str, said: str) -> None:
    for what, more in (("chairmanship", ()), ("posts", ()), ("bodies", ("joint-staff",))):
        assert said in " ".join(shell("show", register, what, *more, "--on", "2012-06-28", lang=lang).out.split()), what
        assert said not in " ".join(shell("show", register, what, *more, lang=lang).out.split()), what


def test_what_is_not_known_of_some_bodies_names_them(shell: Shell, register: Path) -> None:
    out = " ".join(shell("show", register, "bodies").out.split())
    assert "Whose body it is was not found. (Co-ordination Meeting of the Chief Narcologists;" in out


def test_concerns_say_what_answers_each_and_what_nothing_answers(shell: Shell, register: Path) -> None:
    view = answer(shell, register, "concerns")
    assert view["gaps"] == ["weapons", "crime"]
    drugs = next(one for one in view["concerns"] if one["concern"] == "drugs")
    assert [one["ref"] for one in drugs["answers"]][:2] == ["body/ksopn", "body/wg-afg"]
    assert answer(shell, register, "concerns", "--on", "2003-09-17")["concerns"] == []


@pytest.mark.parametrize(("lang", "said"), [("en", "Illicit trafficking of weapons nothing recorded"), ("ru", "Незаконный оборот оружия ничего не внесено")])
def test_concerns_are_told_in_words(shell: Shell, register: Path, lang: str, said: str) -> None:
    out = " ".join(shell("show", register, "concerns", lang=lang).out.split())
    assert said in out
    assert ("Area of responsibility" if lang == "en" else "Зона ответственности") in out


def test_concerns_are_of_all_or_none(shell: Shell, register: Path) -> None:
    assert shell("show", register, "concerns", "drugs").code == 2
