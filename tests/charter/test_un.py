"""The Security Council and the General Assembly as folders of data: who sat on which day, against the public record.

`unsc_members_by_year.json` is the public record of the Council's members by year. The Assembly's members are compared with its
roll calls (E. Voeten, CC0, `organisations/unga/votes/source`), which are dated to the month only: until 2002 the last two digits
are the day of the week. A Member is therefore asked for in any day of the month.
"""

import csv
import gzip
import json
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from comity.charter import Charter, find
from comity.charter import load as loaded
from comity.charter.deciding import electorate_on, intervals, matters_of, rule_for
from comity.procedure.rule import Test

COUNCIL, ASSEMBLY = "security-council", "general-assembly"
BY_YEAR: dict[str, list[str]] = json.loads((Path(__file__).parent / "unsc_members_by_year.json").read_bytes())
PERMANENT = {"CHN", "FRA", "RUS", "GBR", "USA"}
ROLL_CALLS = find("unga") / "votes" / "source"
#: Two Members have this number, on different days.
YUGOSLAVIA = "345"


@cache
def load(organisation: str) -> Charter:
    return loaded(organisation)


# The Security Council


@pytest.mark.parametrize("year", BY_YEAR)
@pytest.mark.parametrize("day", ["01-13", "12-31"])
def test_who_sat_on_the_council(year: str, day: str) -> None:
    sat = electorate_on(load("unsc"), COUNCIL, f"{year}-{day}")
    assert set(sat.members) == set(BY_YEAR[year]) and len(sat.members) == len(BY_YEAR[year])
    assert sat.groups["permanent"] == PERMANENT and sat.groups["elected"] == set(sat.members) - PERMANENT


@pytest.mark.parametrize(
    ("day", "members"),
    [("1946-01-12", 11), ("1965-12-31", 11), ("1966-01-01", 15), ("1980-01-01", 14), ("1980-01-06", 14), ("1980-01-07", 15), ("2027-01-01", 15), ("2029-01-01", 15)],
)
def test_how_many_sit_on_the_council(day: str, members: int) -> None:
    assert len(electorate_on(load("unsc"), COUNCIL, day).members) == members


def test_seats_of_years_to_come_have_no_name() -> None:
    members = electorate_on(load("unsc"), COUNCIL, "2027-06-01").members
    assert [m for m in members if m.startswith("seat-")] == [f"seat-{n}" for n in range(1, 6)]


def _needed(test: Test | str) -> tuple[object, bool]:
    """How many votes in favour, and whether there is a veto."""
    assert isinstance(test, Test)
    every = test.all or (test,)
    return next(t.at_least for t in every if t.count == "for"), any(t.veto for t in every)


@pytest.mark.parametrize(
    ("matter", "day", "needed", "veto"),
    [
        ("substantive", "1946-01-25", 7, True),
        ("substantive", "1965-08-31", 7, True),  # in force, not yet applied
        ("substantive", "1965-12-31", 7, True),
        ("substantive", "1966-01-01", 9, True),
        ("procedural", "1965-12-31", 7, False),
        ("procedural", "1966-01-01", 9, False),
        ("preliminary-question", "1965-12-31", 7, True),
        ("preliminary-question", "1966-01-01", 9, True),
        ("charter-109-1", "1968-06-11", 7, False),
        ("charter-109-1", "1968-06-12", 9, False),
        ("charter-109-3", "1955-12-16", 7, False),
        ("charter-109-3", "2020-01-01", 7, False),
    ],
)
def test_what_the_council_needs(matter: str, day: str, needed: int, veto: bool) -> None:
    rule = rule_for(load("unsc"), COUNCIL, matter, day)
    assert rule is not None and _needed(rule.adopted_when) == (needed, veto)


@pytest.mark.parametrize(
    ("organisation", "body", "since"), [("unsc", COUNCIL, "1946-01-12"), ("unga", ASSEMBLY, "1946-01-10")]
)
def test_every_matter_has_its_rule_on_every_day(organisation: str, body: str, since: str) -> None:
    charter = load(organisation)
    days = [
        since,
        "1955-12-16",
        "1965-08-31",
        "1965-12-31",
        "1966-01-01",
        "1968-06-12",
        "1971-12-16",
        "1971-12-17",
        "2026-11-25",
    ]
    assert [(m, d) for m in matters_of(charter, body) for d in days if rule_for(charter, body, m, d) is None] == []


# The General Assembly


@cache
def _members(day: str) -> frozenset[str]:
    return frozenset(electorate_on(load("unga"), ASSEMBLY, day).members)


@pytest.mark.parametrize(
    ("day", "members"),
    [  # the Organization's own numbers of Members at the end of a year, as remembered
        ("1945", 51), ("1946", 55), ("1947", 57), ("1948", 58), ("1949", 59), ("1950", 60), ("1954", 60), ("1955", 76), ("1956", 80),
        ("1957", 82), ("1958", 82), ("1959", 82), ("1960", 99), ("1961", 104), ("1962", 110), ("1963", 113), ("1964", 115), ("1965", 117),
        ("1966", 122), ("1967", 123), ("1968", 126), ("1969", 126), ("1970", 127), ("1971", 132), ("1972", 132), ("1973", 135),
        ("1974", 138), ("1975", 144), ("1976", 147), ("1977", 149), ("1978", 151), ("1979", 152), ("1980", 154), ("1981", 157),
        ("1983", 158), ("1984", 159), ("1989", 159), ("1990", 159), ("1991", 166), ("1992", 179), ("1993", 184), ("1994", 185),
        ("1998", 185), ("1999", 188), ("2000", 189), ("2002", 191), ("2006", 192), ("2010", 192), ("2011", 193), ("2025", 193),
    ],
)  # fmt: skip
def test_how_many_members_there_were_at_the_end_of_a_year(day: str, members: int) -> None:
    assert len(_members(f"{day}-12-31")) == members


@pytest.mark.parametrize(
    ("state", "before", "after"),
    [
        ("IRL", "1955-12-13", "1955-12-14"),
        ("SYR", "1961-10-12", "1961-10-13"),
        ("IDN", "1966-09-27", "1966-09-28"),
        ("SRB", "2000-10-31", "2000-11-01"),
        ("SSD", "2011-07-13", "2011-07-14"),
    ],
)
def test_the_day_on_which_a_membership_began(state: str, before: str, after: str) -> None:
    assert state not in _members(before) and state in _members(after)


@pytest.mark.parametrize(
    ("state", "before", "after"),
    [
        ("SYR", "1958-02-20", "1958-02-21"),
        ("ZAN", "1964-04-25", "1964-04-26"),
        ("YMD", "1990-05-21", "1990-05-22"),
        ("DDR", "1990-10-02", "1990-10-03"),
        ("CSK", "1992-12-31", "1993-01-01"),
        ("YUG", "2000-10-31", "2000-11-01"),
    ],
)
def test_the_day_on_which_a_membership_ended(state: str, before: str, after: str) -> None:
    assert state in _members(before) and state not in _members(after)


@pytest.mark.parametrize("state", ["CHN", "RUS", "YEM", "DEU", "EGY", "TZA", "MYS"])
def test_a_seat_survives_a_change_of_name_government_or_territory(state: str) -> None:
    spans = [one.in_force for one in load("unga").seats if state in one.states]
    assert len(spans) == 1 and not spans[0].until


def test_codes_of_the_correlates_of_war() -> None:
    with (ROLL_CALLS / "unga_countries.csv").open(encoding="utf-8") as file:
        countries = {row["ccode"] for row in csv.DictReader(file)}
    called = Counter(alias for state in load("unga").states.values() for alias in state.aliases)
    assert {code for code in called if code.isdigit()} == countries
    assert {alias for alias, n in called.items() if n > 1} == {YUGOSLAVIA, "YU", "CS"}


@pytest.mark.parametrize(("organisation", "body"), [("unga", ASSEMBLY), ("unsc", COUNCIL), ("eu", "council"), ("osce", "permanent-council"), ("csto", "csc")])
def test_no_code_is_that_of_two_members_on_one_day(organisation: str, body: str) -> None:
    charter = load(organisation)
    for day in intervals(charter, body):
        members = [m for m in electorate_on(charter, body, day).members if m in charter.states]
        called = Counter(code for m in members for code in {m, *charter.states[m].aliases})
        assert [code for code, n in called.items() if n > 1] == [], day


def _roll_calls() -> Iterator[tuple[str, dict[str, str]]]:
    """Each roll call: its day, and what each member that it lists did, by id of the folder."""
    by_code = {alias: state.id for state in load("unga").states.values() for alias in state.aliases}
    with gzip.open(ROLL_CALLS / "unga_rollcalls.csv.gz", "rt", encoding="utf-8") as file:
        days = {row["rcid"]: row["date"] for row in csv.DictReader(file)}
    with gzip.open(ROLL_CALLS / "unga_votes.csv.gz", "rt", encoding="utf-8") as file:
        head, _, *lines = file.read().splitlines()
    columns = head.partition(":")[2].split()
    for line in lines:
        number, letters = line.split(",")
        day = days[number]
        names = by_code | {YUGOSLAVIA: "SRB" if day >= "2000-11" else "YUG"}
        listed: dict[str, str] = {}
        for code, letter in zip(columns, letters, strict=True):
            if letter != "-" and listed.get(names[code], "X") == "X":
                listed[names[code]] = letter
        yield day, listed


@cache
def _in_month(month: str) -> tuple[frozenset[str], frozenset[str]]:
    """Who was a Member on some day of the month, and on all its days."""
    days = [_members(f"{month}-{day:02}") for day in range(1, monthrange(int(month[:4]), int(month[5:]))[1] + 1)]
    return frozenset[str]().union(*days), days[0].intersection(*days)


#: Listed by the roll calls in months in which they were no Members: when, and how many of the roll calls.
LISTED = {
    "SYR": ("1958-09", "1961-09", 194),  # as absent, while part of the United Arab Republic
    "IDN": ("1965-11", "1965-12", 41),  # as absent, after it had announced its withdrawal
    "FJI": ("1970-09", "1970-09", 2),  # roll calls of December 1970 under the wrong month
}
#: Members of which the roll calls say nothing for a time, as if they were none: mostly while they had no vote (Article 19).
NOT_LISTED = {
    "ATG", "BDI", "BIH", "BLZ", "CAF", "DMA", "GMB", "GNB", "GNQ", "IRQ", "KGZ", "KHM", "KIR", "KNA", "LBR", "LSO", "MRT", "MWI",
    "NER", "NRU", "PLW", "RWA", "SOM", "STP", "SYC", "TCD", "TJK", "TUV", "UZB", "VCT", "VUT", "YEM",
}  # fmt: skip


def test_members_are_those_whom_the_roll_calls_list() -> None:
    listed: dict[str, list[str]] = defaultdict(list)
    passed_over: dict[str, set[str]] = defaultdict(set)
    for day, roll in _roll_calls():
        some, all_ = _in_month(day[:7])
        for state in roll.keys() - some:
            assert roll[state] == "X" or state == "FJI"
            listed[state].append(day[:7])
        for state in all_ - roll.keys():
            passed_over[state].add(day[:7])
    assert {state: (min(months), max(months), len(months)) for state, months in listed.items()} == LISTED
    yugoslavia = passed_over.pop("YUG")  # no part in the work of the Assembly after resolution 47/1
    assert (min(yugoslavia), max(yugoslavia)) == ("1992-10", "2000-10")
    assert passed_over.keys() == NOT_LISTED
    assert min(min(months) for months in passed_over.values()) == "1997-11"
    assert max(max(months) for months in passed_over.values()) == "2013-06"


def test_suspended_members_are_members_of_the_assembly_still() -> None:
    rules = {
        matter: rule_for(load("unga"), ASSEMBLY, matter, "2020-01-01")
        for matter in ("important", "other", "charter-amendment")
    }
    assert {m: (r.electorate.without, r.electorate.base) for m, r in rules.items() if r} == {
        "important": (("suspended",), "entitled"),
        "other": (("suspended",), "entitled"),
        "charter-amendment": (("suspended",), "members"),
    }


@pytest.mark.parametrize(("day", "share"), [("1971-12-16", "> 1/2"), ("1971-12-17", ">= 1/3")])
def test_the_quorum_to_open_a_meeting(day: str, share: str) -> None:
    rule = rule_for(load("unga"), ASSEMBLY, "quorum", day)
    assert rule is not None and rule.quorum.to_open is not None and rule.quorum.to_decide is not None
    assert (rule.quorum.to_open.reaches, rule.quorum.to_decide.reaches) == (share, "> 1/2")
