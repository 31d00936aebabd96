"""Bodies that are counted by number, another electorate beside them, half votes, long names: organisations made for a test."""

from importlib import import_module
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.charter.deciding import DECIDING
from tests.exchange.union import CHARTER
from tests.portal.document import complaints
from tests.portal.sites import Site, long_name


@pytest.fixture
def shipped_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A people that votes beside its cantons, and a league with a body of unnamed seats, among those that come with Comity."""
    load = import_module("comity.charter.load")
    monkeypatch.setattr(load, "shipped_folder", lambda: tmp_path)
    long = DECIDING.replace("{en: Cape, ru: Кейп}", f'{{en: "{long_name("State", 1)}", ru: "{long_name("Государство", 1)}"}}')
    for name, text in (("people-and-cantons", CHARTER), ("long-league", long)):
        (tmp_path / name / "charter").mkdir(parents=True)
        (tmp_path / name / "charter" / "organisation.yaml").write_text(text, "utf-8")
    return tmp_path


PEOPLE = "/rules/people-and-cantons/people"


def test_a_people_and_its_cantons_are_each_asked_for_by_number(whole: Site, lang: str, shipped_too: Path) -> None:
    answer = whole.get(f"/{lang}{PEOPLE}")
    assert answer.status == 200 and complaints(answer.page, lang) == []
    names = {one["name"] for one in answer.main.every("form")[-1].every("input")}
    assert {"tally.for", "tally.against", "cantons.for", "cantons.against"} <= names
    assert ("cantons" if lang == "en" else "кантоны") in answer.main.text


@pytest.mark.parametrize(
    ("cantons", "outcome"), [(("12", "11"), "adopted"), (("23/2", "23/2"), "not_adopted"), (("10", "13"), "not_adopted")]
)
def test_both_have_to_agree_and_half_votes_count(whole: Site, shipped_too: Path, cantons: tuple[str, str], outcome: str) -> None:
    asked = f"?tally.for=1200000&tally.against=1000000&cantons.for={quote(cantons[0])}&cantons.against={quote(cantons[1])}"
    answer = whole.get(f"/en{PEOPLE}{asked}")
    assert answer.status == 200 and complaints(answer.page, "en") == []
    assert whole.get(f"/en{PEOPLE}.json{asked}").json["data"]["case"]["outcome"] == outcome
    assert answer.main.first("h1").text == "People and cantons. What if: 1,200,000 in favour, 1,000,000 against"
    short = answer.main.first("p", id="address").first("a")["href"]
    assert whole.get(short).lede == answer.lede
    assert {one["name"]: one["value"] for one in answer.main.every("form")[-1].every("input")}["cantons.for"] == cantons[0]


@pytest.mark.parametrize(
    ("asked", "words"),
    [("cantons.for=20&cantons.against=4", "24"), ("cantons.for=many", "“many” is no number of votes"), ("towns.for=3", "“towns.for” is nothing that is counted by number")],
)
def test_numbers_that_cannot_be_are_said_and_the_rest_is_kept(whole: Site, shipped_too: Path, asked: str, words: str) -> None:
    answer = whole.get(f"/en{PEOPLE}?tally.for=7&{asked}")
    assert answer.status == 400 and words in answer.lede
    assert {one["name"]: one["value"] for one in answer.main.every("form")[-1].every("input")}["tally.for"] == "7"
    assert whole.get(next(a["href"] for a in answer.main.every("a") if "button" in a["class"])).status == 200


def test_a_body_of_unnamed_seats_says_so_and_can_be_tried(whole: Site, lang: str, shipped_too: Path) -> None:
    answer = whole.get(f"/{lang}/rules/long-league/board?everybody=for&seat-2=object")
    assert answer.status == 200 and complaints(answer.page, lang) == []
    assert ("stands in no source at hand" if lang == "en" else "пронумерованы и не названы") in answer.main.text
    case = whole.get(f"/{lang}/rules/long-league/board.json?everybody=for&seat-2=object").json["data"]["case"]
    assert case["outcome"] == "not_adopted" and case["contested"]


def test_weights_of_halves_and_long_names_have_their_place(whole: Site, lang: str, shipped_too: Path) -> None:
    answer = whole.get(f"/{lang}/rules/long-league/assembly?on=2010-12-15&matter=budget&everybody=for&towns.for=12")
    assert answer.status == 200 and complaints(answer.page, lang) == []
    assert long_name("State" if lang == "en" else "Государство", 1).strip() in answer.main.text
    then = whole.get("/en/rules/long-league/assembly?on=2003-01-01&matter=budget")
    assert any("21/2" in one.text for one in then.main.every("td"))
