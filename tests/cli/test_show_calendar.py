"""`comity show FOLDER calendar`, and every room in a narrow and in a wide terminal, on far days, in both languages."""

import json
import re
from pathlib import Path

import pytest

from comity.cli.commands.show import ROOMS
from comity.cli.layout import LONG, width
from tests.cli.shell import Shell


def told(shell: Shell, folder: Path, *words: object, lang: str = "en", columns: int = 100) -> str:
    said = shell("show", folder, *words, lang=lang, COLUMNS=str(columns))
    assert (said.code, said.err) == (0, ""), said
    return said.out


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("In 2022 the calendar of the Organisation has", "30 years since the signing: Collective Security Treaty round anniversary jubilee session of 16 May 2022")),
        ("ru", ("В календаре Организации на 2022 год", "30 лет со дня подписания: Договор о коллективной безопасности", "круглая дата", "юбилейная сессия 16 мая 2022 года")),
    ],
)
def test_a_year_with_both_round_anniversaries(shell: Shell, register: Path, lang: str, words: tuple[str, ...]) -> None:
    said = told(shell, register, "calendar", "2022", lang=lang)
    columns = " ".join(re.sub(r"\s+\d+$", "", line).strip() for line in said.splitlines())
    plain = " ".join(columns.split())
    for one in words:
        assert re.sub(r"\d\d\.\d\d\.\d{4}", "", one) in re.sub(r"\d\d? [A-Z][a-z]+ \d{4}(?=  )", "", plain), one


def test_the_calendar_is_of_the_year_of_the_day_and_knows_what_was_known_then(shell: Shell, register: Path) -> None:
    view = json.loads(told(shell, register, "calendar", "--on", "2012-06-28", "--json"))
    assert view["year"] == 2012 and view["on"] == "2012-06-28"
    assert [(one["day"], one["round"], one["with"]) for one in view["calendar"] if one["kind"] == "anniversary"] == [
        ("2012-05-15", True, "session/csc-2012-05-15"), ("2012-10-07", True, "session/csc-2012-05-15"),
    ]  # fmt: skip
    assert all(set(one["what"]) == {"en", "ru"} for one in view["calendar"])
    assert "to come" in told(shell, register, "calendar", "--on", "2012-06-28")


def test_a_year_without_anything_says_so(shell: Shell, register: Path) -> None:
    assert "Nothing is recorded for 1950." in told(shell, register, "calendar", "1950")


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("room", ROOMS)
def test_a_room_fits_a_narrow_and_a_wide_terminal_and_breaks_no_word(shell: Shell, register: Path, room: str, lang: str) -> None:
    wide = told(shell, register, room, lang=lang, columns=160)
    known = {word.strip(".,;:()«»“”") for word in wide.split()}
    for columns in (60, 120):
        said = told(shell, register, room, lang=lang, columns=columns)
        assert max(map(width, said.splitlines())) <= columns
        broken = {word for line in said.splitlines() for word in line.split() if (bare := word.strip(".,;:()«»“”")) not in known and bare.isalpha() and len(bare) < LONG}
        assert broken == set(), f"at {columns}"


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_on_far_days_and_at_the_first_entry(shell: Shell, register: Path, room: str) -> None:
    for day in ("0001-01-01", "2002-05-13"):
        assert "On this day there was no Organisation yet" in " ".join(told(shell, register, room, "--on", day).split())
    assert "no Organisation yet" not in told(shell, register, room, "--on", "2002-05-14")
    assert told(shell, register, room, "--on", "9999-12-31", lang="ru")
    assert told(shell, register, room, "--at", "1")
