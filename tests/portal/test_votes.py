"""Recorded votes of the shipped data: the list of a body's votes, and one vote with its replay."""

import csv
import io
from collections import Counter
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from comity.charter import load
from comity.charter.deciding import deciding_bodies
from comity.charter.load import shipped
from comity.exchange.replay import Replay
from comity.exchange.replay_lines import Line
from comity.exchange.votes import Votes, tables_of, votes_by
from comity.portal.pages.votes import VoteLine, _line, recorded, sums_of
from comity.portal.pictures.votes import Year, by_year
from comity.procedure import plain
from tests.portal.document import Element, complaints, read
from tests.portal.sites import Answer, Site

COUNCIL = "/rules/unsc/security-council/votes"
ASSEMBLY = "/rules/unga/general-assembly/votes"
BODIES = [(organisation, body) for organisation in shipped() for body in deciding_bodies(load(organisation))]
WITHOUT = [(organisation, body) for organisation, body in BODIES if body not in tables_of(organisation)]


def data(site: Site, path: str) -> Any:
    answer = site.get(path)
    assert answer.status == 200, answer.body[:300]
    return answer.json["data"]


def sound(site: Site, path: str) -> Answer:
    """A page with nothing wrong in itself; where its links lead is asked of a few only, for each leads to a hundred votes."""
    answer = site.get(path)
    assert answer.status == 200, answer.body[:300]
    assert complaints(answer.page, path.split("/")[1]) == []
    return answer


def number_of(organisation: str, body: str, symbol: str) -> int:
    """The number of the one vote that is cited so, or has this id."""
    found = recorded(organisation, body)
    assert found is not None
    (number,) = (one.number for one in found.lines if symbol in (one.symbol, one.id))
    return number


def rows(page: Element) -> list[list[str]]:
    return [[cell.text for cell in row.every("th", "td")] for row in page.first("tbody").every("tr")]


# The list


def test_the_first_sentence_says_how_the_votes_of_the_security_council_come_out(whole: Site) -> None:
    assert sound(whole, f"/en{COUNCIL}").lede == (
        "Security Council, 25 January 1946 to 22 December 1975: of 571 recorded decisions, counted again by the rule of the day, "
        "559 come out as recorded and 2 otherwise. 4 were adopted without a vote. 6 cannot be computed."
    )
    assert sound(whole, f"/ru{COUNCIL}").lede.endswith("559 совпало с записанным, 2 разошлись. Без голосования приняты 4. Не вычисляются 6.")


def test_the_first_sentence_says_how_the_roll_calls_of_the_general_assembly_come_out(whole: Site, lang: str) -> None:
    sums = data(whole, f"/{lang}{ASSEMBLY}.json")["sums"]
    assert sums == {"votes": 6203, "agrees": 5409, "differs": 20, "not_compared": 774, "without_vote": 0, "not_computable": 0}
    lede = sound(whole, f"/{lang}{ASSEMBLY}").lede
    assert "774" in lede and "20" in lede


def test_votes_stand_newest_first_a_hundred_a_page_and_every_one_of_them_once(whole: Site) -> None:
    seen: list[dict[str, Any]] = []
    path = f"/en{COUNCIL}"
    for _ in range(7):
        split = urlsplit(path)
        found = data(whole, f"{split.path}.json?{split.query}")["votes"]
        assert len(found) <= 100
        seen += found
        older = sound(whole, path).main.every("a", rel="next")
        if not older:
            break
        path = f"/en{COUNCIL}{older[0]['href']}"
    assert len(seen) == 571 and len({one["number"] for one in seen}) == 571
    assert [one["day"] for one in seen] == sorted((one["day"] for one in seen), reverse=True)


def test_a_later_page_leads_back_to_the_one_before_it(whole: Site) -> None:
    def led(query: str, rel: str) -> str:
        return sound(whole, f"/en{COUNCIL}{query}").main.first("a", rel=rel)["href"]

    second = led("", "next")
    assert led(led(second, "next"), "prev") == second
    assert rows(sound(whole, f"/en{COUNCIL}{led(second, 'prev')}").main) == rows(sound(whole, f"/en{COUNCIL}").main)


@pytest.mark.parametrize(
    ("asked", "n"),
    [
        ("agrees=no", 2), ("agrees=yes", 559), ("agrees=not_compared", 10), ("outcome=adopted_without_vote", 4),
        ("outcome=not_computable", 6), ("outcome=vetoed", 99), ("matter=procedural", 8), ("year=1947", 51),
        ("year=1962&agrees=no", 1), ("year=1962&outcome=vetoed&agrees=no", 0), ("year=&outcome=&agrees=", 571),
    ],
)  # fmt: skip
def test_votes_are_chosen_by_plain_addresses(whole: Site, asked: str, n: int) -> None:
    found = data(whole, f"/en{COUNCIL}.json?{asked}")
    assert found["shown"] == n and len(found["votes"]) == min(n, 100)
    assert found["sums"]["votes"] == 571, "the first sentence is of all"
    main = sound(whole, f"/en{COUNCIL}?{asked}").main
    assert bool(main.classed("empty")) == (n == 0)
    chosen = {select["name"]: option["value"] or option.text for select in main.every("select") for option in select.every("option") if "selected" in option.attributes}
    assert chosen == {key: values[0] for key, values in parse_qs(asked).items()}


@pytest.mark.parametrize(
    ("words", "symbols"), [("s/5095", {"S/5095"}), ("171 1962", {"S/RES/171(1962)"}), ("nothing is called so", set())]
)
def test_votes_are_found_by_words(whole: Site, words: str, symbols: set[str]) -> None:
    query = urlencode({"words": words})
    assert {one["symbol"] for one in data(whole, f"/en{COUNCIL}.json?{query}")["votes"]} == symbols
    assert sound(whole, f"/en{COUNCIL}?{query}").main.first("input", id="words")["value"] == words


def test_every_word_is_looked_for_in_the_subject_too(whole: Site) -> None:
    found = data(whole, f"/en{ASSEMBLY}.json?words=hungary+soviet")["votes"]
    assert found and all("hungary" in one["subject"].casefold() and "soviet" in one["subject"].casefold() for one in found)
    assert whole.get(f"/en{ASSEMBLY}?words={'x' * 121}").status == 400


def test_what_was_chosen_stays_from_page_to_page(whole: Site) -> None:
    older = sound(whole, f"/en{ASSEMBLY}?year=1982&outcome=adopted").main.first("a", rel="next")["href"]
    assert {key: value for key, (value,) in parse_qs(urlsplit(older).query).items() if key != "from"} == {"year": "1982", "outcome": "adopted"}
    assert all(one["day"].startswith("1982") for one in data(whole, f"/en{ASSEMBLY}.json{older}")["votes"])


def test_a_page_begins_at_the_vote_named_or_at_the_next_older_one_that_fits(whole: Site) -> None:
    there = [one["number"] for one in data(whole, f"/en{COUNCIL}.json?agrees=no")["votes"]]
    between = there[0] - 1
    assert [one["number"] for one in data(whole, f"/en{COUNCIL}.json?agrees=no&from={between}")["votes"]] == there[1:]
    assert data(whole, f"/en{COUNCIL}.json?from={between}")["votes"][0]["number"] == between


@pytest.mark.parametrize("asked", ["year=1939", "outcome=lost", "agrees=maybe", "matter=war", "from=0", "from=9999", "from=x", "year=1962%00"])
def test_what_cannot_be_chosen_gets_one_sentence(whole: Site, lang: str, asked: str) -> None:
    answer = whole.get(f"/{lang}{COUNCIL}?{asked}")
    assert answer.status == 400 and (asked.startswith(("from", "year=1962")) or parse_qs(asked).popitem()[1][0] in answer.lede)
    assert complaints(answer.page, lang) == []


def test_what_cannot_be_chosen_loses_nothing_of_the_rest(whole: Site) -> None:
    main = whole.get(f"/en{COUNCIL}?year=1939&outcome=vetoed&words=s").main
    chosen = {select["name"]: option["value"] for select in main.every("select") for option in select.every("option") if "selected" in option.attributes}
    assert chosen == {"outcome": "vetoed"} and main.first("input", id="words")["value"] == "s"
    assert whole.get(f"/en{COUNCIL}.json?year=1939").headers["Content-Type"].startswith("application/problem+json")


def test_on_a_day_stand_the_votes_up_to_it(whole: Site) -> None:
    found = data(whole, f"/en{COUNCIL}.json?on=1946-06-01")
    assert found["sums"]["votes"] == len(found["votes"]) > 5 and max(one["day"] for one in found["votes"]) <= "1946-06-01"
    before = sound(whole, f"/en{COUNCIL}?on=1940-01-01")
    assert before.lede == "Security Council: no recorded votes." and before.main.classed("empty")


def test_the_list_says_source_and_licence_and_what_the_table_does_not_say(whole: Site, lang: str) -> None:
    note = sound(whole, f"/{lang}{ASSEMBLY}").main.classed("note")[0].text
    assert "Voeten" in note and "CC0" in note
    assert ("Neither the outcome" if lang == "en" else "Не записаны ни результат") in note


def test_the_table_of_a_page_is_its_csv(whole: Site) -> None:
    table = list(csv.DictReader(io.StringIO(whole.get(f"/en{COUNCIL}.csv?agrees=no").body)))
    assert [(row["symbol"], row["outcome"], row["recorded"], row["agrees"], row["for"]) for row in table] == [
        ("S/10768", "not_adopted", "vetoed", "no", "3"), ("S/5095", "adopted", "not_adopted", "no", "7"),
    ]  # fmt: skip


@pytest.mark.parametrize(("organisation", "body"), WITHOUT)
def test_a_body_without_recorded_votes_says_what_would_stand_here(whole: Site, lang: str, organisation: str, body: str) -> None:
    main = sound(whole, f"/{lang}/rules/{organisation}/{body}/votes").main
    assert main.classed("empty") and not main.every("table")
    assert data(whole, f"/{lang}/rules/{organisation}/{body}/votes.json")["sums"]["votes"] == 0
    assert whole.get(f"/{lang}/rules/{organisation}/{body}/votes/1").status == 404


@pytest.mark.parametrize(("organisation", "body"), BODIES)
def test_a_page_of_rules_leads_to_the_votes_where_there_are_some(whole: Site, organisation: str, body: str) -> None:
    links = [a["href"] for a in whole.get(f"/en/rules/{organisation}/{body}").main.every("a")]
    assert (f"/en/rules/{organisation}/{body}/votes" in links) == ((organisation, body) not in WITHOUT)


@pytest.mark.parametrize("path", [f"{COUNCIL}?agrees=no", f"{ASSEMBLY}?year=1951", f"{COUNCIL}/326", f"{COUNCIL}/1", f"{ASSEMBLY}/1000", "/rules/csto/csc/votes"])
def test_every_link_of_these_pages_answers(whole: Site, lang: str, path: str) -> None:
    whole.page(f"/{lang}{path}")


# One vote


@pytest.mark.parametrize("number", ["1", "3", "100", "326", "492", "571"])
def test_a_vote_of_the_security_council_has_its_page(whole: Site, lang: str, number: str) -> None:
    assert sound(whole, f"/{lang}{COUNCIL}/{number}").lede.endswith(".")


@pytest.mark.parametrize("number", ["1", "1000", "6203"])
def test_a_roll_call_of_the_general_assembly_has_its_page(whole: Site, lang: str, number: str) -> None:
    assert sound(whole, f"/{lang}{ASSEMBLY}/{number}").lede.endswith(".")


@pytest.mark.parametrize(("organisation", "body"), [("unsc", "security-council"), ("unga", "general-assembly")])
def test_a_page_says_what_comity_replay_says(whole: Site, organisation: str, body: str) -> None:
    votes, replay = votes_by(organisation, body), Replay(load(organisation))
    assert votes is not None
    for number in range(1, len(votes) + 1, len(votes) // 12):
        said = replay(votes.line(number))
        found = data(whole, f"/en/rules/{organisation}/{body}/votes/{number}.json")
        assert found["sentence"].replace("\u00a0", " ") == said.because["en"]
        assert (found["vote"]["outcome"], found["vote"]["official"], found["vote"]["agrees"]) == (said.outcome, said.official, said.agrees)
        assert found["bound"] == list(said.bound)
        assert Counter(one["position"] for one in found["positions"]) == {p: n for p, n in said.numbers.items() if n and p != "entitled"}


@pytest.mark.parametrize(
    ("symbol", "counted", "printed"), [("S/5095", "adopted", "not adopted"), ("S/10768", "not adopted", "vetoed")]
)
def test_an_outcome_that_is_printed_otherwise_stands_beside_the_one_that_is_counted(whole: Site, symbol: str, counted: str, printed: str) -> None:
    number = number_of("unsc", "security-council", symbol)
    answer = sound(whole, f"/en{COUNCIL}/{number}")
    assert f"; recorded otherwise: {printed}." in answer.lede
    assert rows(answer.main)[0] == ["Outcome", counted, printed, "differs"]
    assert [row[3] for row in rows(answer.main)[1:4]] == ["as recorded"] * 3, "the numbers agree"


def test_a_number_that_is_printed_otherwise_stands_beside_the_one_that_is_counted(whole: Site) -> None:
    number = number_of("unga", "general-assembly", "1002")
    table = rows(sound(whole, f"/en{ASSEMBLY}/{number}").main)
    assert table[:4] == [
        ["Outcome", "not adopted", "not recorded", "not compared"], ["in favour", "50", "50", "as recorded"],
        ["against", "51", "51", "as recorded"], ["abstaining", "12", "11", "differs"],
    ]  # fmt: skip


def test_a_vote_of_which_nothing_is_recorded_says_so(whole: Site) -> None:
    number = number_of("unsc", "security-council", "S/PV.23")
    answer = sound(whole, f"/en{COUNCIL}/{number}")
    assert answer.lede.startswith("Cannot be computed: there is no record of the vote")
    assert rows(answer.main) == [["Outcome", "cannot be computed", "vetoed", "not compared"]]
    assert "Who voted how is not recorded." in answer.main.classed("empty")[0].text


def test_a_decision_without_a_vote_says_so(whole: Site) -> None:
    answer = sound(whole, f"/en{COUNCIL}/{number_of('unsc', 'security-council', 'S/RES/1(1946)')}")
    assert answer.lede.startswith("Adopted without a vote")
    assert "It was put to no vote" in answer.main.classed("empty")[0].text


def test_positions_that_were_filled_in_are_said_to_be_no_evidence(whole: Site, lang: str) -> None:
    word = "no evidence" if lang == "en" else "ничего не доказывает"
    for number, known in ((2, True), (number_of("unsc", "security-council", "S/5095"), False), (4, False)):
        assert (word not in sound(whole, f"/{lang}{COUNCIL}/{number}").main.text) == known


def test_members_stand_with_their_names_groups_and_positions(whole: Site) -> None:
    found = data(whole, f"/ru{COUNCIL}/{number_of('unsc', 'security-council', 'S/4578/Rev.1')}.json")
    assert {"member": "RUS", "name": "Российская Федерация", "groups": ["permanent"], "position": "against"} in found["positions"]
    assert len(found["positions"]) == 11
    table = list(csv.DictReader(io.StringIO(whole.get(f"/en{COUNCIL}/300.csv").body)))
    assert len(table) == 11 and {row["position"] for row in table} == {"for", "against", "abstain"}


def test_what_would_have_turned_it_is_said(whole: Site) -> None:
    main = sound(whole, f"/en{COUNCIL}/{number_of('unsc', 'security-council', 'S/4578/Rev.1')}").main
    assert "The cheapest change: Russian Federation from against to in favour; the outcome would be: adopted." in main.text


def test_a_vote_leads_to_its_neighbours_in_time(whole: Site) -> None:
    main = sound(whole, f"/en{COUNCIL}/100").main
    assert [main.first("a", rel=rel)["href"] for rel in ("prev", "next")] == [f"/en{COUNCIL}/101", f"/en{COUNCIL}/99"]
    assert not sound(whole, f"/en{COUNCIL}/1").main.every("a", rel="next")
    assert not sound(whole, f"/en{COUNCIL}/571").main.every("a", rel="prev")


def test_a_vote_that_came_later_than_the_day_read_says_so(whole: Site) -> None:
    assert "this vote had not been taken" in sound(whole, f"/en{COUNCIL}/571?on=1950-01-01").main.text
    assert "this vote had not been taken" not in sound(whole, f"/en{COUNCIL}/1?on=1950-01-01").main.text


@pytest.mark.parametrize("path", [f"{COUNCIL}/572", f"{COUNCIL}/999999", f"{COUNCIL}/0", f"{COUNCIL}/x", "/rules/unsc/secretariat/votes", "/rules/nato/council/votes/1"])
def test_a_vote_that_is_none_is_not_found(whole: Site, lang: str, path: str) -> None:
    assert whole.get(f"/{lang}{path}").status == 404


# What if


@pytest.mark.parametrize(("organisation", "body", "step"), [("unsc", "security-council", 40), ("unga", "general-assembly", 700)])
def test_a_vote_is_carried_into_what_if_and_comes_out_the_same(whole: Site, organisation: str, body: str, step: int) -> None:
    found = recorded(organisation, body)
    assert found is not None
    for one in found.lines[::step]:
        vote = data(whole, f"/en/rules/{organisation}/{body}/votes/{one.number}.json")
        split = urlsplit(vote["what_if"])
        tried = data(whole, f"{split.path}.json?{split.query}")
        assert parse_qs(split.query)["on"] == [one.day] and tried["matter"] == one.matter
        if vote["positions"] and not vote["left_out"]:
            held = {p["member"]: p["position"] for p in vote["positions"]}
            assert {m["id"]: m["position"] for m in tried["members"]} == {m["id"]: held.get(m["id"], "absent") for m in tried["members"]}
            assert (tried["case"]["outcome"], tried["case"]["sentence"]) == (vote["case"]["outcome"], vote["case"]["sentence"])


def test_who_has_no_seat_in_the_charter_on_the_day_is_left_out_and_counted(whole: Site) -> None:
    number = number_of("unga", "general-assembly", "1002")
    vote = data(whole, f"/en{ASSEMBLY}/{number}.json")
    assert len(vote["left_out"]) == 1 and not set(vote["left_out"]) & set(parse_qs(urlsplit(vote["what_if"]).query))
    assert whole.get(vote["what_if"]).status == 200
    assert "1 member of whom a position is recorded has no seat" in sound(whole, f"/en{ASSEMBLY}/{number}").main.text


# Parts


class _Odd(Votes):
    """A vote of a body of which the organisation has no rule for the day."""

    def __init__(self, votes: Votes) -> None:
        self.table, self._reader, self._rows = votes.table, votes._reader, votes._rows

    def line(self, number: int) -> Line:
        line = super().line(number)
        line.matter = "unheard-of"
        return line


def test_a_vote_to_which_the_rules_do_not_fit_cannot_be_computed() -> None:
    votes = votes_by("unsc", "security-council")
    assert votes is not None
    one = _line(_Odd(votes), Replay(load("unsc")), 2)
    assert (one.outcome, one.favour, one.agrees) == ("not_computable", None, None)


def test_each_vote_is_counted_in_one_way() -> None:
    def vote(outcome: str, agrees: bool | None) -> VoteLine:
        return VoteLine(1, "1", "", "", "1990-05-04", "", 1, 0, 0, outcome, None, agrees)

    lines = [
        vote("adopted", True), vote("vetoed", False), vote("adopted", None), vote("adopted_without_vote", None),
        vote("not_computable", None), vote("adopted_without_vote", False),
    ]  # fmt: skip
    sums = sums_of(lines)
    assert (sums.votes, sums.agrees, sums.differs, sums.not_compared, sums.without_vote, sums.not_computable) == (6, 1, 2, 1, 1, 1)
    assert plain(sums.votes) == sum(getattr(sums, name) for name in sums.__struct_fields__[1:])


def test_the_picture_has_a_bar_for_every_outcome_of_a_year_and_an_empty_place_for_a_year_without() -> None:
    drawn = read(str(by_year([Year("1990", {"adopted": 3, "vetoed": 1}), Year("1992", {"no_quorum": 2})], "t", "d", "4"))).first("svg")
    bars = [(bar["class"], bar["x"], bar["height"]) for bar in drawn.every("rect")]
    assert bars == [("fd", "4.00%", "90.0"), ("fo", "4.00%", "30.0"), ("hz", "70.67%", "60.0")]
