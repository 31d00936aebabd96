"""Years that are in no data of the folders: real votes from memory of the public record, and every member by every code of its.

`country_codes.csv` is a table of its own: ISO 3166-1 (of states that are no more: ISO 3166-3) and the State System Membership
List of the Correlates of War project (v2016, as the package countrycode has it).
"""

import csv
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from comity.charter import Charter
from comity.charter import load as loaded
from comity.charter.deciding import deciding_bodies, electorate_on, intervals, matters_of, rule_for
from comity.exchange.replay import Replay
from comity.exchange.replay_lines import BadLine, Said, read

with (Path(__file__).parent / "country_codes.csv").open(encoding="utf-8") as _file:
    CODES = list(csv.DictReader(_file))
SYSTEMS = ("iso2", "iso3", "cow", "letters")
#: Letters of the project that are the ISO code of another member of the same organisation: ISO prevails.
TAKEN = {"unga": {"AUT", "MNE", "SVN", "CHE"}, "unsc": {"AUT", "SVN", "CHE"}, "osce": {"MNE"}}
#: Who has no such code: the Holy See is no state of the project, Zanzibar had left before ISO 3166.
NONE = {("osce", "cow"): {"VAT"}, ("osce", "letters"): {"VAT"}, ("unga", "iso2"): {"ZAN"}}
SUPREME = {"unga": "general-assembly", "unsc": "security-council", "eu": "council", "osce": "permanent-council", "csto": "csc"}


@cache
def load(organisation: str) -> Charter:
    return loaded(organisation)


@cache
def replay(organisation: str) -> Replay:
    return Replay(load(organisation))


def said(organisation: str, body: str, matter: str, day: str, positions: Mapping[str, str] | None = None, **more: Any) -> Said:
    """What `comity replay` says of a line."""
    line = {"id": day, "date": day, "body": body, "matter": matter, "positions": positions, **more}
    return replay(organisation)(read(json.dumps(line).encode()))


def roll(**groups: str) -> dict[str, str]:
    """Members by position: `roll(against="FRA GBR")`; for is written `yes`."""
    return {m: "for" if position == "yes" else position for position, members in groups.items() for m in members.split()}


@cache
def codes(organisation: str) -> dict[str, dict[str, str]]:
    """Each state of the organisation by its codes, found by its ISO codes alone."""
    ids = load(organisation).states
    by = {row[system]: row for row in CODES for system in ("iso3", "iso2") if row[system]}
    return {state: by[state] for state in ids}


# Every member by every code, on each day on which the members change


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("organisation", SUPREME)
def test_every_member_is_found_by_its_codes_on_every_day(organisation: str, system: str) -> None:
    body, charter = SUPREME[organisation], load(organisation)
    without: set[str] = set()
    for day in intervals(charter, body):
        members = [m for m in electorate_on(charter, body, day).members if m in charter.states]
        rows = [codes(organisation)[m] for m in members]
        called = {}
        for member, row in zip(members, rows, strict=True):
            known = row[system] and not (system == "letters" and row["iso3"] in TAKEN.get(organisation, ()))
            without |= set() if known else {row["iso3"]}
            called[row[system] if known else member] = "absent"
        assert len(called) == len(members), day
        matter = next((one for one in matters_of(charter, body) if rule_for(charter, body, one, day) is not None), None)
        if matter is None or not called:
            continue
        counted = replay(organisation).counted(read(json.dumps({"id": day, "date": day, "body": body, "matter": matter, "positions": called}).encode()))
        assert set(counted.ballot.positions or ()) == set(members), day
    taken = TAKEN.get(organisation, set()) if system == "letters" else set()
    assert without == taken | NONE.get((organisation, system), set())


@pytest.mark.parametrize(
    ("organisation", "day", "code", "seat"),
    [
        ("unga", "1970-11-01", "713", "CHN"), ("unga", "1970-11-01", "TWN", "CHN"), ("unga", "1971-10-26", "CHN", "CHN"), ("unga", "1990-06-01", "SUN", "RUS"),
        ("unga", "1992-06-01", "365", "RUS"), ("unga", "1988-06-01", "GFR", "DEU"), ("unga", "1988-06-01", "260", "DEU"), ("unga", "1988-06-01", "GDR", "DDR"),
        ("unga", "1995-06-01", "255", "DEU"), ("unga", "1985-06-01", "YAR", "YEM"), ("unga", "1985-06-01", "680", "YMD"), ("unga", "1990-11-01", "ZR", "COD"),
        ("unga", "1990-11-01", "ZAR", "COD"), ("unga", "1998-11-01", "DRC", "COD"), ("unga", "1988-11-01", "BUR", "MMR"), ("unga", "1983-11-01", "HVO", "BFA"),
        ("unga", "1970-11-01", "DHY", "BEN"), ("unga", "1985-11-01", "YUG", "YUG"), ("unga", "1995-11-01", "345", "YUG"), ("unga", "2001-11-01", "YUG", "SRB"),
        ("unga", "2001-11-01", "345", "SRB"), ("unga", "2005-11-01", "SCG", "SRB"), ("unga", "2005-11-01", "CS", "SRB"), ("unga", "1980-11-01", "CS", "CSK"),
        ("unga", "1980-11-01", "CZE", "CSK"), ("unga", "1994-11-01", "CZE", "CZE"), ("unga", "1994-11-01", "AUS", "AUS"), ("unga", "1964-03-01", "EAZ", "ZAN"),
        ("unga", "1959-11-01", "EGY", "EGY"), ("unga", "2003-01-01", "TMP", "TLS"), ("unsc", "1990-03-01", "YMD", "YEM"), ("unsc", "1990-08-02", "679", "YEM"),
        ("unsc", "1990-11-29", "ZR", "COD"), ("unsc", "1980-01-07", "DDR", "DDR"), ("eu", "1958-06-01", "GFR", "DE"), ("eu", "2000-06-01", "AUS", "AT"),
        ("eu", "2010-06-01", "EL", "GR"), ("eu", "2010-06-01", "UKG", "GB"), ("osce", "2020-01-01", "MNG", "MN"), ("osce", "2020-01-01", "VAT", "VA"), ("osce", "2002-06-01", "YU", "RS"), ("osce", "2005-06-01", "CS", "RS"),
    ],
)  # fmt: skip
def test_a_code_means_the_seat_that_bore_it_on_that_day(organisation: str, day: str, code: str, seat: str) -> None:
    body = SUPREME[organisation]
    matter = next(one for one in matters_of(load(organisation), body) if rule_for(load(organisation), body, one, day) is not None)
    line = {"id": 1, "date": day, "body": body, "matter": matter, "positions": {code: "abstain"}}
    assert replay(organisation).counted(read(json.dumps(line).encode())).ballot.positions == {seat: "abstain"}


@pytest.mark.parametrize(
    ("organisation", "day", "code"),
    [
        ("unga", "1990-10-03", "DDR"), ("unga", "1973-09-17", "265"), ("unga", "1973-09-17", "260"), ("unga", "1993-01-01", "CSK"), ("unga", "1993-01-18", "SVK"),
        ("unga", "1990-05-22", "YMD"), ("unga", "2000-10-31", "SRB"), ("unga", "1960-11-01", "SYR"), ("unga", "1965-06-01", "IDN"), ("unga", "2002-09-09", "CHE"),
        ("unga", "2011-07-13", "SSD"), ("unsc", "1980-01-06", "MEX"), ("unsc", "2022-03-01", "DEU"), ("unsc", "1966-01-01", "MYS"), ("eu", "2020-02-01", "GB"),
        ("eu", "2020-02-01", "UK"), ("eu", "1972-12-31", "DNK"), ("eu", "2013-06-30", "344"), ("osce", "2012-11-20", "MN"), ("csto", "2012-12-19", "UZ"),
        ("csto", "2006-08-15", "704"), ("csto", "2020-01-01", "GEO"),
    ],
)  # fmt: skip
def test_who_is_no_member_on_the_day_is_refused(organisation: str, day: str, code: str) -> None:
    body = SUPREME[organisation]
    matter = next(one for one in matters_of(load(organisation), body) if rule_for(load(organisation), body, one, day) is not None)
    with pytest.raises(BadLine) as bad:
        said(organisation, body, matter, day, {code: "for"})
    assert [fault.code for fault in bad.value.faults] == ["replay.not_a_member"]


@pytest.mark.parametrize("organisation", ["unga", "unsc"])
@pytest.mark.parametrize("code", ["TWN", "TAW", "713"])
def test_a_code_that_named_a_seat_until_a_day_names_it_no_longer(organisation: str, code: str) -> None:
    """Resolution 2758 (XXVI) of 25 October 1971: from then on a vote under this code is no vote for China's seat, and no second one."""
    body, matter = SUPREME[organisation], {"unga": "other", "unsc": "procedural"}[organisation]
    one = Replay(load(organisation))

    def ask(day: str, position: str = "for", **more: Any) -> Any:
        line = {"id": 1, "date": day, "body": body, "matter": matter, "positions": {"FRA": "for", code: position}, **more}
        return one.counted(read(json.dumps(line).encode())).ballot.positions

    for day, bears in (("1971-10-25", True), ("1971-10-26", False), ("1971-10-25", True), ("2020-06-01", False)):
        if bears:
            assert ask(day) == {"FRA": "for", "CHN": "for"}
            continue
        several: tuple[dict[str, Any], ...] = ({}, {"members": ["FRA", "GBR", code]})
        for more in several:
            with pytest.raises(BadLine) as bad:
                ask(day, **more)
            assert [fault.code for fault in bad.value.faults] == ["replay.code_ended"]
            said = {one.name: one.value for one in bad.value.faults[0].params}
            assert (said["member"], said["state"], said["date"], said["last"]) == (code, "CHN", day, "1971-10-25")
        assert ask(day, "absent") == {"FRA": "for"}, "listed as absent: nothing follows"


# The Security Council after 1975


@pytest.mark.parametrize(
    ("day", "matter", "positions", "outcome"),
    [
        # Afghanistan, on the day on which the fifteenth member was elected
        ("1980-01-07", "substantive", roll(yes="BNG CHN FRN JAM MEX NIR NOR PHI POR TUN UKG USA ZAM", against="GDR SUN"), "vetoed"),
        # 678 (1990)
        ("1990-11-29", "substantive", roll(yes="CA CO CI ET FI FR MY RO SU GB US ZR", against="CU YE", abstain="CN"), "adopted"),
        # Kosovo, 26 March 1999
        ("1999-03-26", "substantive", roll(yes="CHN NAM RUS", against="ARG BHR BRA CAN FRA GAB GMB MYS NLD SVN GBR USA"), "not_adopted"),
        # Myanmar, 12 January 2007: nine in favour and two permanent members against
        ("2007-01-12", "substantive", roll(yes="BE FR GH IT PA PE SK GB US", against="CN RU ZA", abstain="CG ID QA"), "vetoed"),
        # 1973 (2011)
        ("2011-03-17", "substantive", roll(yes="BIH COL FRA GAB LBN NGA PRT ZAF GBR USA", abstain="BRA CHN DEU IND RUS"), "adopted"),
        # Palestine, 30 December 2014: eight in favour, so it is no veto
        ("2014-12-30", "substantive", roll(yes="ARG CHL CHN FRA JOR LUX RUS TCD", against="AUS USA", abstain="GBR KOR LTU NGA RWA"), "not_adopted"),
        # Ukraine, 25 February 2022, and two days later 2623 (2022), on procedure
        ("2022-02-25", "substantive", roll(yes="ALB BRA FRA GAB GHA IRL KEN MEX NOR GBR USA", against="RUS", abstain="ARE CHN IND"), "vetoed"),
        ("2022-02-27", "procedural", roll(yes="339 140 220 481 452 205 501 70 385 200 2", against="365", abstain="696 710 750"), "adopted"),
        # Gaza, 16 October 2023: five in favour
        ("2023-10-16", "substantive", roll(yes="ARE CHN GAB MOZ RUS", against="FRA JPN GBR USA", abstain="ALB BRA CHE ECU GHA MLT"), "not_adopted"),
        # 2728 (2024), and the admission of Palestine, 18 April 2024
        ("2024-03-25", "substantive", roll(yes="DZA CHN ECU FRA GUY JPN MLT MOZ KOR RUS SLE SVN CHE GBR", abstain="USA"), "adopted"),
        ("2024-04-18", "substantive", roll(yes="DZA CHN ECU FRA GUY JPN MLT MOZ KOR RUS SLE SVN", against="USA", abstain="CHE GBR"), "vetoed"),
        # 83 (1950): a permanent member away, two members that did not take part
        ("1950-06-27", "substantive", roll(yes="CHN CUB ECU FRA NOR GBR USA", against="YUG", absent="SUN", not_participating="EGY IND"), "adopted"),
        # 119 (1956), on procedure; 110 (1955), under Article 109(3)
        ("1956-10-31", "procedural", roll(yes="CHN CUB IRN PER SUN USA YUG", against="FRA GBR", abstain="AUS BEL"), "adopted"),
        ("1956-10-31", "substantive", roll(yes="CHN CUB IRN PER SUN USA YUG", against="FRA GBR", abstain="AUS BEL"), "vetoed"),
        ("1955-12-16", "charter-109-3", roll(yes="BEL BRA CHN GBR IRN NZL PER TUR USA", against="SUN", abstain="FRA"), "adopted"),
        ("2020-06-01", "charter-109-1", roll(yes="BEL DOM DEU EST IDN NER VCT TUN ZAF", against="CHN FRA GBR RUS USA", abstain="VNM"), "adopted"),
        ("1968-06-11", "charter-109-1", roll(yes="BRA CAN DNK ETH IND DZA HUN", against="FRA GBR"), "adopted"),
        ("1968-06-12", "charter-109-1", roll(yes="BRA CAN DNK ETH IND DZA HUN PAK", against="FRA GBR"), "not_adopted"),
    ],
)  # fmt: skip
def test_votes_of_the_security_council(day: str, matter: str, positions: dict[str, str], outcome: str) -> None:
    made = said("unsc", "security-council", matter, day, positions, official=outcome)
    assert (made.outcome, made.agrees) == (outcome, True)


@pytest.mark.parametrize(
    ("day", "tally", "outcome"),
    [
        ("1965-11-23", {"for": 7, "abstain": 4}, "adopted"), ("1966-01-02", {"for": 7, "abstain": 8}, "not_adopted"), ("2020-01-01", {"for": 9, "abstain": 6}, "adopted"),
        ("2020-01-01", {"for": 8, "abstain": 7}, "not_adopted"), ("2020-01-01", {"for": 14, "against": 1}, "not_computable"),  # whose it is, is not told
        ("2020-01-01", {"for": 4, "against": 11}, "not_adopted"),
    ],
)  # fmt: skip
def test_a_tally_of_the_security_council(day: str, tally: dict[str, int], outcome: str) -> None:
    assert said("unsc", "security-council", "substantive", day, tally={"security-council": tally}).outcome == outcome


def test_any_member_of_the_united_nations_may_take_a_seat_of_a_year_to_come() -> None:
    positions = roll(yes="CN FR GB US BR IN JP VU 955", abstain="RU", against="DEU ZAF")
    made = said("unsc", "security-council", "substantive", "2028-03-01", positions)
    assert (made.outcome, made.numbers["for"], made.numbers["entitled"]) == ("adopted", 9, 15)
    assert {"VUT", "TON"} <= set(made.bound)


# The General Assembly


@pytest.mark.parametrize(
    ("day", "matter", "tally", "outcome"),
    [
        ("1971-10-25", "other", (55, 59, 15), "not_adopted"),  # whether the question of China is important
        ("1971-10-25", "other", (76, 35, 17), "adopted"),  # 2758 (XXVI)
        ("1963-12-17", "charter-amendment", (97, 11, 4), "adopted"),  # 1991 A (XVIII), of 113 members
        ("1963-12-17", "charter-amendment", (75, 0, 0), "not_adopted"),
        ("1963-12-17", "charter-amendment", (76, 0, 0), "adopted"),
        ("1975-11-10", "important", (72, 35, 32), "adopted"),  # resolution 3379: 67.3 %
        ("1991-12-16", "important", (111, 25, 13), "adopted"),  # 46/86
        ("2012-11-29", "important", (138, 9, 41), "adopted"),  # 67/19
        ("2022-03-02", "important", (141, 5, 35), "adopted"),  # ES-11/1
        ("1946-12-14", "important", (32, 15, 7), "adopted"),  # 44 (I)
        ("2020-01-01", "charter-amendment", (128, 0, 0), "not_adopted"), ("2020-01-01", "charter-amendment", (129, 64, 0), "adopted"),
        ("2020-01-01", "charter-109-1", (128, 0, 0), "not_adopted"), ("2020-01-01", "charter-109-3", (97, 96, 0), "adopted"),
        ("2020-01-01", "charter-109-3", (96, 0, 97), "not_adopted"), ("2020-01-01", "other", (47, 47, 20), "not_adopted"),
        ("2020-01-01", "other", (1, 0, 96), "adopted"), ("2020-01-01", "quorum", (90, 1, 5), "no_quorum"), ("2020-01-01", "quorum", (90, 1, 6), "adopted"),
    ],
)  # fmt: skip
def test_tallies_of_the_general_assembly(day: str, matter: str, tally: tuple[int, int, int], outcome: str) -> None:
    numbers = dict(zip(("for", "against", "abstain"), tally, strict=True))
    assert said("unga", "general-assembly", matter, day, tally={"general-assembly": numbers}).outcome == outcome


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_partition_of_palestine(system: str) -> None:
    """181 (II), 29 November 1947: 33 to 13, 10 abstentions, one absent."""
    positions = roll(
        yes="AUS BEL BOL BLR BRA CAN CRI CSK DNK DOM ECU FRA GTM HTI ISL LBR LUX NLD NZL NIC NOR PAN PRY PER PHL POL SWE UKR ZAF USA RUS URY VEN",
        against="AFG CUB EGY GRC IND IRN IRQ LBN PAK SAU SYR TUR YEM", abstain="ARG CHL CHN COL SLV ETH HND MEX GBR YUG", absent="THA",
    )  # fmt: skip
    named = {codes("unga")[m][system]: position for m, position in positions.items()}
    made = said("unga", "general-assembly", "important", "1947-11-29", named, tally={"general-assembly": {"for": 33, "against": 13, "abstain": 10}}, official="adopted")
    assert (made.outcome, made.agrees, made.numbers["entitled"]) == ("adopted", True, 57)


def test_members_without_a_vote_are_left_out_of_a_line() -> None:
    """Article 19: the line names who may vote, and of two thirds of those present and voting nothing else changes."""
    members = [m for m in electorate_on(load("unga"), "general-assembly", "2020-01-15").members if m not in ("CAF", "COM", "GMB", "LSO", "SOM", "TON", "VEN")]
    made = said("unga", "general-assembly", "other", "2020-01-15", dict.fromkeys(members[:90], "for"), members=members)
    assert made.numbers["entitled"] == 186 and made.outcome == "adopted"
    with pytest.raises(BadLine):
        said("unga", "general-assembly", "other", "2020-01-15", {"VEN": "for"}, members=members)


# The Council of the European Union


def council(day: str, matter: str, system: str = "iso2", **groups: str) -> str:
    """The outcome where these oppose (or do otherwise) and all others are in favour, under codes of one system."""
    members = electorate_on(load("eu"), "council", day).members
    positions = dict.fromkeys(members, "for") | roll(**groups)
    return said("eu", "council", matter, day, {codes("eu")[m][system]: position for m, position in positions.items()}).outcome


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize(
    ("day", "matter", "against", "outcome"),
    [
        ("1965-06-01", "qualified-on-proposal", "BE NL LU", "adopted"),  # 12 of 17
        ("1965-06-01", "qualified-otherwise", "BE NL LU", "not_adopted"),  # the three large ones are three members
        ("1965-06-01", "qualified-otherwise", "BE LU", "adopted"), ("1965-06-01", "qualified-on-proposal", "FR NL", "not_adopted"),
        ("1965-06-01", "simple", "FR DE", "adopted"), ("1965-06-01", "simple", "FR DE IT", "not_adopted"),
        ("1975-06-01", "qualified-on-proposal", "GB BE LU", "adopted"), ("1975-06-01", "qualified-on-proposal", "GB BE DK", "not_adopted"),  # 41 and 40 of 58
        ("1983-06-01", "qualified-on-proposal", "GB BE DK", "adopted"), ("1983-06-01", "qualified-on-proposal", "GB BE GR", "not_adopted"),  # 45 and 43 of 63
        # 18 May 1982, farm prices: the United Kingdom, Denmark and Greece did not vote; the Luxembourg compromise is no rule
        ("1982-05-18", "qualified-on-proposal", "GB DK GR", "adopted"),
        ("1990-06-01", "qualified-on-proposal", "GB FR LU", "adopted"), ("1990-06-01", "qualified-on-proposal", "GB FR DK", "not_adopted"),  # 54 and 53 of 76
        ("1996-06-01", "qualified-on-proposal", "GB FR BE", "adopted"), ("1996-06-01", "qualified-on-proposal", "GB FR ES", "not_adopted"),  # 62 and 59 of 87
        ("2004-06-01", "qualified-on-proposal", "GB FR DE SE LU", "adopted"), ("2004-06-01", "qualified-on-proposal", "GB FR DE SE LT", "not_adopted"),  # 88, 87
        ("2005-06-01", "qualified-on-proposal", "GB FR DE MT", "not_adopted"), ("2005-06-01", "qualified-on-proposal", "GB FR DE", "adopted"),  # 231, 234
        ("2008-06-01", "qualified-on-proposal", "FR GB IT MT", "adopted"), ("2008-06-01", "qualified-on-proposal", "FR GB IT LU", "not_adopted"),  # 255, 254
        ("2014-06-01", "qualified-on-proposal", "FR GB IT MT", "adopted"), ("2014-06-01", "qualified-on-proposal", "FR GB IT LU MT", "not_adopted"),  # 262, 258
        ("2014-12-01", "qualified-on-proposal", "FR GB IT", "adopted"), ("2014-12-01", "qualified-on-proposal", "FR GB IT MT", "not_adopted"),  # four of 38 %
        # 22 September 2015, relocation: four against, one abstains
        ("2015-09-22", "qualified-on-proposal", "CZ HU RO SK", "adopted"),
        ("2019-12-01", "qualified-otherwise", "DK FI SK IE HR LT SI", "adopted"), ("2019-12-01", "qualified-otherwise", "DK FI SK IE HR LT SI LV", "not_adopted"),
        ("2020-01-31", "simple", "BE BG CZ DK DE EE IE GR ES FR HR IT CY", "adopted"), ("2020-02-01", "simple", "BE BG CZ DK DE EE IE GR ES FR HR IT CY LV", "not_adopted"),
        ("2024-06-17", "qualified-on-proposal", "IT HU NL PL FI SE", "adopted"),  # restoration of nature: six against, Belgium abstained
        ("2024-06-01", "unanimity", "HU", "not_adopted"), ("1960-06-01", "unanimity", "LU", "not_adopted"),
    ],
)  # fmt: skip
def test_votes_of_the_council_of_the_union(day: str, matter: str, against: str, outcome: str, system: str) -> None:
    assert council(day, matter, system, against=against) == outcome


def test_an_abstention_in_the_council() -> None:
    """No vote in favour where a majority is asked for, no obstacle to unanimity."""
    assert council("2015-09-22", "qualified-on-proposal", against="CZ HU RO SK", abstain="FI") == "adopted"
    assert council("2024-06-17", "qualified-on-proposal", against="IT HU NL PL FI SE", abstain="BE AT") == "not_adopted"  # with Austria it would have failed
    assert council("2024-06-17", "qualified-on-proposal", against="IT HU NL PL FI SE", abstain="BE") == "adopted"
    assert council("2024-02-01", "unanimity", abstain="HU SK AT IE MT") == "adopted"
    assert council("2024-02-01", "unanimity", absent="HU") == "not_adopted"
    assert council("2012-06-01", "unanimity", not_participating="IT ES") == "adopted"


# The OSCE and the CSTO


@pytest.mark.parametrize("matter", ["substantive", "procedural"])
@pytest.mark.parametrize(("objecting", "outcome"), [("", "adopted"), ("643", "bad"), ("640", "not_adopted"), ("RUS", "not_adopted"), ("MC", "not_adopted")])
def test_consensus_in_vienna(matter: str, objecting: str, outcome: str) -> None:
    positions = dict.fromkeys(electorate_on(load("osce"), "permanent-council", "2021-06-01").members, "for")
    positions = {codes("osce")[m]["iso3"]: p for m, p in positions.items() if codes("osce")[m]["cow"] != objecting and objecting not in (m, codes("osce")[m]["iso3"])}
    if outcome == "bad":
        with pytest.raises(BadLine):
            said("osce", "permanent-council", matter, "2021-06-01", positions | {objecting: "object"})
    else:
        made = said("osce", "permanent-council", matter, "2021-06-01", positions | ({objecting: "object"} if objecting else {}))
        assert made.outcome == outcome


@pytest.mark.parametrize("body", ["csc", "cfm", "cdm", "cssc", "pc", "pa"])
def test_every_body_of_the_csto_answers_to_its_fixed_ids(body: str) -> None:
    assert body in deciding_bodies(load("csto"))
    six = roll(yes="AM BLR 705 KYR RUS", absent="TJK")
    made = said("csto", body, "substantive", "2023-11-23", six)
    assert (made.outcome, made.contested) == ("adopted", body in ("csc", "cfm", "cdm", "cssc"))
    assert said("csto", body, "substantive", "2023-11-23", six | {"AM": "object"}).outcome == "not_adopted"
    assert said("csto", body, "procedural", "2023-11-23", six).outcome == "not_computable"


@pytest.mark.parametrize(
    ("tally", "outcome"),
    [
        ({"for": 24, "against": 3}, "adopted"), ({"for": 14, "against": 13}, "not_adopted"), ({"for": 20, "against": 7}, "not_computable"),
        ({"for": 24, "against": 2, "not_participating": 1}, "adopted"),  # whoever did not take part, two are too few to block
        ({"for": 22, "against": 4, "not_participating": 1}, "not_computable"), ({"for": 10, "against": 9, "not_participating": 8}, "not_adopted"),
    ],
)  # fmt: skip
def test_what_a_tally_of_the_council_says_is_said_and_no_more(tally: dict[str, int], outcome: str) -> None:
    assert said("eu", "council", "qualified-on-proposal", "2020-06-01", tally={"council": tally}).outcome == outcome
