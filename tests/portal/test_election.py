"""Elections by ballots given as numbers: who is elected, round by round, and why."""

from urllib.parse import urlencode

import pytest

from tests.portal.document import complaints
from tests.portal.sites import Site

ASSEMBLY = "/en/rules/unga/general-assembly/election"
TWO_PLACES = {"matter": "election", "places": "2", "name1": "Alpha", "name2": "Beta", "name3": "Gamma", "name4": "Delta", "name5": "Epsilon"}
FIRST = {"valid1": "180", "votes1.1": "121", "votes1.2": "90", "votes1.3": "60", "votes1.4": "50", "votes1.5": "30"}


def asked(site: Site, **more: str) -> dict[str, object]:
    found: dict[str, object] = site.get(f"{ASSEMBLY}.json?{urlencode({**TWO_PLACES, **more})}").json["data"]
    return found


def test_before_a_ballot_the_page_says_what_an_election_takes(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/rules/unga/general-assembly/election")
    assert complaints(page.page, lang) == []
    assert {one["name"] for one in page.main.every("input")} >= {"places", "valid1", "name1", "votes1.1", "votes3.6"}


def test_whoever_reaches_two_thirds_of_the_valid_ballots_is_elected_and_the_next_ballot_is_restricted(whole: Site) -> None:
    found = asked(whole, **FIRST)
    assert found["outcome"] == "not_ripe" and found["elected"] == ["Alpha"] and found["left"] == 1
    assert found["standing"] == ["Beta", "Gamma"]
    ballot = found["ballots"][0]  # type: ignore[index]
    assert ballot["majority"] == 120
    assert [one["result"] for one in ballot["candidates"]] == ["elected", "stands", "stands", "out", "out"]


def test_the_last_place_is_filled_in_the_second_ballot(whole: Site) -> None:
    answer = whole.get(f"{ASSEMBLY}?{urlencode({**TWO_PLACES, **FIRST, 'valid2': '181', 'votes2.2': '121', 'votes2.3': '60'})}")
    assert answer.status == 200 and complaints(answer.page, "en") == []
    assert answer.lede == "Elected: Alpha, Beta. Ballot 2 took 121 of 181 valid ballots. Every place is filled."
    assert "nothing is entered in the record" in answer.main.text


def test_the_form_and_the_address_carry_every_number(whole: Site) -> None:
    main = whole.page(f"{ASSEMBLY}?{urlencode({**TWO_PLACES, **FIRST})}").main
    stands = {one["name"]: one["value"] for one in main.every("form")[-1].every("input") if one["value"]}
    assert stands == {key: value for key, value in {**TWO_PLACES, **FIRST}.items() if key != "matter"}


def test_an_election_of_officers_takes_more_than_half(whole: Site) -> None:
    found = asked(whole, matter="election-of-officers", places="1", valid1="193", **{"votes1.1": "97", "votes1.2": "96"})
    assert found["outcome"] == "adopted" and found["elected"] == ["Alpha"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"valid1": "many"}, "Valid ballots in ballot 1: “many” is no number"),
        ({"valid1": "194"}, "194"),
        ({"valid1": "10", "votes1.1": "11"}, "Alpha has 11 votes"),
        ({"votes1.1": "11"}, "not how many valid ballots there were"),
        ({"valid2": "11"}, "Ballot 1 is missing"),
        ({"name2": "Alpha"}, "“Alpha” is named twice"),
        ({"places": "0"}, "Places to be filled: “0” is no number"),
        ({**FIRST, "valid2": "180", "votes2.5": "3"}, "Epsilon may not stand"),
    ],
)
def test_numbers_that_cannot_be_get_one_sentence_and_nothing_is_lost(whole: Site, more: dict[str, str], words: str) -> None:
    address = f"?{urlencode({**TWO_PLACES, **more})}"
    answer = whole.get(ASSEMBLY + address)
    assert answer.status == 400 and complaints(answer.page, "en") == []
    assert words in answer.lede
    assert all(any(one["name"] == key and one["value"] == value for one in answer.main.every("input")) for key, value in more.items())
    assert whole.get(f"{ASSEMBLY}.json{address}").headers["Content-Type"].startswith("application/problem+json")


def test_a_body_without_elections_says_what_would_stand_here(whole: Site, lang: str) -> None:
    answer = whole.get(f"/{lang}/rules/csto/csc/election")
    assert answer.status == 200 and complaints(answer.page, lang) == []
    assert answer.main.classed("empty")


def test_the_page_of_the_body_leads_to_its_elections(whole: Site) -> None:
    links = [a["href"] for a in whole.page("/en/rules/unga/general-assembly?matter=election").main.every("a")]
    assert f"{ASSEMBLY}?matter=election" in links
    assert not [one for one in (a["href"] for a in whole.page("/en/rules/unga/general-assembly?matter=important").main.every("a")) if "/election" in one]
