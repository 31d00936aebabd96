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
    assert answer.lede.replace("\u00a0", " ") == (
        "Elected: Alpha with 121 votes in ballot 1 and Beta with 121 votes in ballot 2, at least two thirds of the valid ballots (121 of 181) "
        "needed in ballot 2; every place is filled (Charter of the United Nations, article 18(2); confidence medium)."
    )
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
        ({"valid1": "180", "votes1.6": "3"}, "Candidate 6 has votes in ballot 1, and no name"),
        ({**FIRST, "valid2": "181", "votes2.2": "121", "valid3": "181", "votes3.3": "3"}, "Ballot 3 is given, although every place was filled by 2 ballots"),
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


MANY = [f"{key}={value}" for n in range(1, 156) for key, value in ((f"valid{n}", 150), (f"votes{n}.1", 75), (f"votes{n}.2", 75))]


def test_as_many_ballots_as_were_ever_held_are_read(whole: Site) -> None:
    """155 for one seat of the Security Council, 1979 to 1980; here with made-up numbers. After the first three are restricted and three
    are open, in turn.
    """
    answer = whole.get(f"{ASSEMBLY}?matter=election&places=1&name1=Alpha&name2=Beta&{'&'.join(MANY)}")
    assert answer.status == 200 and complaints(answer.page, "en") == []
    assert "(100 of 150) needed in ballot 155" in answer.lede.replace("\u00a0", " ")
    found = whole.get(f"{ASSEMBLY}.json?matter=election&places=1&name1=Alpha&name2=Beta&{'&'.join(MANY)}").json["data"]
    assert len(found["ballots"]) == 155
    assert [one["number"] for one in found["ballots"][:12] if one["open"]] == [1, 5, 6, 7, 11, 12]
    assert "After the first ballot 3 ballots are restricted" in answer.main.text


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("valid201=3", "The address gives ballot 201; ballots 1 to 200 are read."),
        ("votes0.1=3", "The address gives ballot 0;"),
        ("votes999999999.1=3", "The address gives ballot 999,999,999;"),
        ("name41=Omega", "The address gives candidate 41; candidates 1 to 40 are read."),
        ("votes1.41=3", "The address gives candidate 41;"),
        (f"name3={'x' * 121}", "has 121 letters; no more than 120 are read"),
        ("matter=election-of-officers&name3=C&valid1=9&valid2=9&valid3=9", "Ballot 3 is given, although the rule as recorded has 2 ballots"),
    ],
)  # fmt: skip
def test_what_is_beyond_is_said_and_never_passed_over(whole: Site, field: str, words: str) -> None:
    for lang in ("en", "ru"):
        answer = whole.get(f"{ASSEMBLY.replace('/en/', f'/{lang}/')}?name1=Alpha&name2=Beta&{field}")
        assert answer.status == 400 and complaints(answer.page, lang) == []
        assert lang == "ru" or words in answer.lede.replace("\u00a0", " "), answer.lede


def test_an_address_with_more_fields_than_are_read_is_told_so(whole: Site) -> None:
    answer = whole.get(f"{ASSEMBLY}?{'&'.join(f'x{n}=' for n in range(10_001))}")
    assert answer.status == 400 and "more fields than the 10,000 that are read" in answer.lede
    assert whole.get(f"/en/nix?{'&'.join(f'x{n}=' for n in range(10_001))}").status == 404


def test_a_form_of_every_ballot_and_candidate_can_be_sent(whole: Site) -> None:
    """Empty fields are sent, too."""
    fields = [f"{key}=" for n in range(1, 201) for key in (f"valid{n}", *(f"votes{n}.{line}" for line in range(1, 41)))]
    assert whole.get(f"{ASSEMBLY}?{'&'.join(fields)}").status == 200
