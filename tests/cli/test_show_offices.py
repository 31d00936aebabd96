"""`comity show FOLDER posts` and `chairmanship`: in words in both languages, as JSON, on a day, at an entry."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import Shell
from tests.organisations.persons import named_in


def said(shell: Shell, folder: Path, what: str, *more: object, lang: str = "en") -> str:
    answer = shell("show", folder, what, *more, lang=lang)
    assert (answer.code, answer.err) == (0, ""), answer
    return " ".join(answer.out.split())


def value(shell: Shell, folder: Path, what: str, *more: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shell("show", folder, what, *more, "--json").out)
    return found


@pytest.mark.parametrize(
    ("day", "en", "ru"),
    [
        ("2003-01-01", "Nobody held the chairmanship on 1 January 2003 yet.", "По состоянию на 1 января 2003 года председательства ещё не было."),
        ("2007-10-10", "Who held the chairmanship on 10 October 2007 is contested: Kyrgyzstan, Tajikistan.", "сведения расходятся: Кыргызстан, Таджикистан."),
        ("2009-07-01", "Presiding: Russia, since 14 June 2009, in the place of: Belarus. To be expected next: Belarus, whose turn it still is.", "вместо государства: Беларусь. Следующее государство, за которым остаётся его очередь: Беларусь."),
        ("2026-01-29", "Presiding: Russia, since 1 January 2026, by decision. To be expected next, in the order of states: Tajikistan, from 1 January 2027. No decision is recorded.", "Председательствует Россия, с 1 января 2026 года, по решению. Следующее в порядке очерёдности: Таджикистан, с 1 января 2027 года. Это ожидание: решения не внесено."),
    ],
)  # fmt: skip
def test_the_chairmanship_on_a_day(shell: Shell, register: Path, day: str, en: str, ru: str) -> None:
    assert en in said(shell, register, "chairmanship", "--on", day)
    assert ru in said(shell, register, "chairmanship", "--on", day, lang="ru")


def test_the_chairmanship_as_json(shell: Shell, register: Path) -> None:
    view = value(shell, register, "chairmanship", "--on", "2007-10-10")
    assert (view["truth"], [(one["state"], one["claim"], one["preferred"]) for one in view["presides"]]) == (
        "not known", [("KG", "chairmanship-2007", False), ("TJ", "chairmanship-2007", False)],
    )  # fmt: skip
    assert len(view["turns"]) == 25 and [rule["regime"] for rule in view["rules"]] == ["host", "rotation", "decision"]
    last = view["turns"][-1]
    assert (last["state"], last["day"], last["until"]) == ("RU", "2026-01-01", "2026-12-31")
    assert value(shell, register, "chairmanship", "--at", 3)["turns"] == []


def test_offices_and_their_holders(shell: Shell, register: Path) -> None:
    now = said(shell, register, "posts", "--on", "2026-01-29")
    assert named_in(now) and "To be expected next, in alphabetical turn: Russia, from 1 January 2029. That is no decision." in now
    then = said(shell, register, "posts", "--on", "2018-12-01", lang="ru")
    assert named_in(then) and "Генеральный секретарь: должность вакантна; исполнение обязанностей: " in then and "досрочный отзыв" in then
    assert "Quota posts: distributed by decision" in now and "Chair of the Interstate Commission" in now
    assert "not known" in said(shell, register, "posts", "--on", "2023-06-01")


def test_offices_as_json_with_an_erased_name(shell: Shell, register: Path, tmp_path: Path) -> None:
    import shutil

    office = value(shell, register, "posts", "--on", "2017-02-01")["posts"][0]
    assert (office["post"], office["truth"], office["holder"]["state"], office["holder"]["acting"]) == ("secretary-general", "yes", "RU", True)
    assert set(office["holder"]["person"]) == {"en", "ru"}
    copy = tmp_path / "copy"
    shutil.copytree(register, copy, ignore=shutil.ignore_patterns("lock"))
    for path in (copy / "parts").iterdir():
        if b"text/plain" in path.read_bytes()[:80]:
            path.unlink()
    assert value(shell, copy, "posts", "--on", "2017-02-01")["posts"][0]["holder"]["person"] == "erased"
    assert "содержание уничтожено" in said(shell, copy, "posts", lang="ru") and "content erased" in said(shell, copy, "posts")
