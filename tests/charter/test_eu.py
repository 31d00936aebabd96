"""The Council of the European Union as data: sums, thresholds and days agree with what its treaties and decisions published."""

from fractions import Fraction
from itertools import pairwise

import pytest

from comity.charter import check, find, load
from comity.charter.deciding import electorate_on, id_of, intervals, matters_of, readings_for, rule_for
from comity.procedure import Ballot, decide
from comity.procedure.rule import Test

EU = load("eu")
COUNCIL = "council"
TREATY_MATTERS = ("qualified-on-proposal", "qualified-otherwise", "unanimity", "simple")

#: First day, members, votes of all, votes needed, and (at least) how many members in other cases.
REGIMES = [
    ("1958-01-01", 6, 17, 12, 4),
    ("1973-01-01", 9, 58, 41, 6),
    ("1981-01-01", 10, 63, 45, 6),
    ("1986-01-01", 12, 76, 54, 8),
    ("1995-01-01", 15, 87, 62, 10),
    ("2004-05-01", 25, 124, 88, 17),
    ("2004-11-01", 25, 321, 232, 17),
    ("2007-01-01", 27, 345, 255, 18),
    ("2013-07-01", 28, 352, 260, 19),
]
#: First day of a table and 62 % of its sum as the Council published it, in hundreds of persons.
PUBLISHED = {
    "2004-11-01": 2843314, "2006-01-01": 2860209, "2007-01-01": 3055863, "2008-01-01": 3069644, "2009-01-01": 3084457,
    "2009-12-01": 3097924, "2011-01-01": 3106761, "2012-01-01": 3115418, "2013-01-01": 3122814, "2013-07-01": 3150083,
    "2014-01-01": 3134550,
}  # fmt: skip
#: Numbers that had lost their trailing zeros, in persons.
RESTORED = [
    ("2006-01-01", "LU", 455_000), ("2007-01-01", "DE", 82_438_000), ("2007-01-01", "IE", 4_209_000),
    ("2008-01-01", "NL", 16_358_000), ("2011-01-01", "MT", 413_000), ("2013-01-01", "CY", 862_000),
    ("2013-07-01", "CY", 862_000), ("2014-01-01", "LU", 537_000),
]  # fmt: skip


def weights(name: str, day: str) -> dict[str, int]:
    """A weight of every member on a day."""
    return {member: int(value) for member, value in electorate_on(EU, COUNCIL, day).weights[name].items()}


def adopted(matter: str, day: str, favour: set[str]) -> bool:
    """Whether the matter is adopted where these are in favour and all others against."""
    rule, electorate = rule_for(EU, COUNCIL, matter, day), electorate_on(EU, COUNCIL, day)
    assert rule is not None
    positions = {m: "for" if m in favour else "against" for m in electorate.members}
    return decide(rule, electorate, Ballot(positions=positions)).outcome == "adopted"


def coming_to(day: str, total: int) -> set[str]:
    """Members, as many as possible, whose votes come to so many, or to the most below it that any votes come to."""
    return coming_to_of(weights("votes", day), total)


def coming_to_of(weighed: dict[str, int], total: int) -> set[str]:
    """The same of these members and their votes."""
    found: dict[int, frozenset[str]] = {0: frozenset()}
    for member, votes in weighed.items():
        for have, taken in sorted(found.items(), reverse=True):
            more = taken | {member}
            if len(more) > len(found.get(have + votes, ())):
                found[have + votes] = more
    return set(found[max(have for have in found if have <= total)])


def test_nothing_is_wrong_with_the_folder() -> None:
    assert check(find("eu")) == []


@pytest.mark.parametrize(("day", "members", "whole", "needed", "otherwise"), REGIMES)
def test_votes_add_up_and_the_threshold_is_the_treatys(day: str, members: int, whole: int, needed: int, otherwise: int) -> None:
    votes = weights("votes", day)
    assert len(electorate_on(EU, COUNCIL, day).members) == len(votes) == members
    assert sum(votes.values()) == whole
    assert sum(votes[m] for m in coming_to(day, needed)) == needed
    assert adopted("qualified-on-proposal", day, coming_to(day, needed))
    assert not adopted("qualified-on-proposal", day, coming_to(day, needed - 1))
    # In other cases: the heaviest who are one member short have the votes, and fail for that one.
    order = sorted(votes, key=votes.__getitem__, reverse=True)
    few, enough = set(order[: otherwise - 1]), set(order[:otherwise])
    assert sum(votes[m] for m in few) >= needed
    assert not adopted("qualified-otherwise", day, few) and adopted("qualified-otherwise", day, enough)


@pytest.mark.parametrize("day", PUBLISHED)
def test_populations_come_to_the_threshold_that_was_published(day: str) -> None:
    share = Fraction(62, 100) * sum(weights("population", day).values()) / 100
    version = next(w for w in EU.weights if w.id == "population" and w.in_force.start == day)
    if version.confidence == "high":
        assert abs(share - PUBLISHED[day]) < 1
    else:
        assert 1 <= abs(share - PUBLISHED[day]) < 3 and version.note


@pytest.mark.parametrize(("day", "member", "persons"), RESTORED)
def test_lost_zeros_are_restored(day: str, member: str, persons: int) -> None:
    assert weights("population", day)[member] == persons


def test_the_table_of_2006_is_the_councils_own() -> None:
    table = weights("population", "2006-06-01")
    published = {"DE": 825008, "FR": 623708, "GB": 600632, "IT": 584624, "ES": 430380, "PL": 381738, "NL": 163055, "GR": 110730,
                 "PT": 105293, "BE": 104459, "CZ": 102206, "HU": 100975, "SE": 90114, "AT": 82065, "DK": 54114, "SK": 53848, "FI": 52366,
                 "IE": 41092, "LT": 34253, "LV": 23064, "SI": 19976, "EE": 13470, "CY": 7492, "LU": 4550, "MT": 4027}  # fmt: skip
    assert table == {member: hundreds * 100 for member, hundreds in published.items()}


def test_the_table_of_2019_is_in_persons() -> None:
    table = weights("population", "2019-06-01")
    assert len(table) == 28 and sum(table.values()) - table["GB"] == 446_472_959
    assert weights("population", "2020-02-01") == {m: n for m, n in table.items() if m != "GB"}
    assert table["DE"] == 82_850_000 and table["CY"] == 864_236


def test_figures_that_were_not_read_are_marked() -> None:
    tables = [w for w in EU.weights if w.id == "population" and w.in_force.start >= "2014-11-01"]
    assert {w.in_force.start: w.confidence for w in tables} == {
        "2014-11-01": "medium", "2015-01-01": "low", "2016-01-01": "medium", "2017-01-01": "low", "2018-01-01": "low",
        "2019-01-01": "medium", "2020-02-01": "low", "2023-01-01": "medium", "2024-01-01": "low", "2025-01-01": "medium", "2026-01-01": "low",
    }  # fmt: skip
    assert all(w.note is not None for w in tables)


#: Percentages of the Union as the Council published them, reported by Agence Europe on 9 December 2015 and 12 December 2024.
REPORTED = {
    "2016-06-01": (508_940_955, "DE 1593 FR 1304 GB 1273 IT 1207 ES 912 PL 747 RO 390 NL 337 BE 221 GR 213 CZ 205 PT 204 HU 194 SE 192 AT 169 "
                   "BG 142 DK 111 FI 108 SK 106 IE 91 HR 83 LT 57 SI 41 LV 39 EE 26 CY 17 LU 11 MT 8"),
    "2025-06-01": (451_028_881, "DE 1849 FR 1517 IT 1323 ES 1078 PL 833 RO 423 NL 401 BE 262 CZ 242 PT 236 SE 234 GR 231 HU 213 AT 202 BG 143 "
                   "DK 132 FI 125 SK 121 IE 119 HR 86 LT 64 SI 47 LV 42 EE 30 CY 21 LU 15 MT 12"),
}  # fmt: skip


@pytest.mark.parametrize("day", REPORTED)
def test_populations_are_those_of_the_percentages_that_were_reported(day: str) -> None:
    total, percentages = REPORTED[day]
    table, words = weights("population", day), percentages.split()
    assert table.keys() == set(words[::2])
    for member, hundredths in zip(words[::2], words[1::2], strict=True):
        assert abs(Fraction(table[member] * 10_000, total) - int(hundredths)) <= Fraction(51, 100), member


@pytest.mark.parametrize(("day", "total"), [("2015-06-01", 507_416_607), ("2016-06-01", 508_940_955), ("2017-06-01", 510_860_699)])
def test_populations_come_to_the_total(day: str, total: int) -> None:
    assert sum(weights("population", day).values()) == total


def test_the_table_of_2023_begins_with_the_lines_that_were_read() -> None:
    table = weights("population", "2023-06-01")
    read = {"DE": 83_203_320, "FR": 67_842_582, "IT": 59_607_184, "ES": 47_432_805, "PL": 37_654_247, "RO": 19_038_098, "NL": 17_734_036,
            "BE": 11_631_136, "GR": 10_603_810, "CZ": 10_545_457, "SE": 10_440_000, "PT": 10_352_042}  # fmt: skip
    assert read.items() <= table.items() and min(read.values()) > max(n for m, n in table.items() if m not in read)
    assert {round(100 * table[m] / sum(table.values()), 2) for m in ("DE", "ES")} == {18.59, 10.6}


@pytest.mark.parametrize(("last", "first", "came", "left"), [
    ("1972-12-31", "1973-01-01", "DK IE GB", ""),
    ("1980-12-31", "1981-01-01", "GR", ""),
    ("1985-12-31", "1986-01-01", "ES PT", ""),
    ("1994-12-31", "1995-01-01", "AT FI SE", ""),
    ("2004-04-30", "2004-05-01", "CZ EE CY LV LT HU MT PL SI SK", ""),
    ("2006-12-31", "2007-01-01", "BG RO", ""),
    ("2013-06-30", "2013-07-01", "HR", ""),
    ("2020-01-31", "2020-02-01", "", "GB"),
])
def test_members_come_and_leave_on_their_day(last: str, first: str, came: str, left: str) -> None:
    before, after = (set(electorate_on(EU, COUNCIL, day).members) for day in (last, first))
    assert after - before == set(came.split()) and before - after == set(left.split())


def test_seats_stand_in_protocol_order() -> None:
    for day in intervals(EU, COUNCIL):
        members = electorate_on(EU, COUNCIL, day).members
        assert list(members) == EU.in_order(members)
    assert electorate_on(EU, COUNCIL, "1957-12-31").members == ()


def test_every_treaty_matter_has_one_rule_on_every_day() -> None:
    assert set(TREATY_MATTERS) < set(matters_of(EU, COUNCIL))
    for day in intervals(EU, COUNCIL):
        for matter in TREATY_MATTERS:
            assert [rule.id for rule in readings_for(EU, COUNCIL, matter, day)] == [matter], day


def test_weights_cover_the_members_wherever_a_rule_asks_for_them() -> None:
    asked = 0
    for day in intervals(EU, COUNCIL):
        electorate = electorate_on(EU, COUNCIL, day)
        for matter in matters_of(EU, COUNCIL):
            rule = rule_for(EU, COUNCIL, matter, day)
            if rule is None or not isinstance(rule.adopted_when, Test):
                continue
            for name in named(rule.adopted_when):
                asked += 1
                assert set(electorate.weights.get(name, ())) == set(electorate.members), (day, matter, name)
    assert asked > 50


def named(test: Test) -> set[str]:
    """The weights that a test asks for."""
    inside = {name for one in test.inner for name in named(one)}
    return inside | {name for name in (test.weight, test.share, test.by, test.fewest) if name not in ("", "members")}


def test_rules_change_with_their_provisions() -> None:
    for matter in TREATY_MATTERS:
        versions = [rule for rule in EU.rules if rule.id == matter]
        days = [(rule.counted.start, rule.counted.until) for rule in versions]
        assert days[0][0] == "1958-01-01" and days[-1][1] == ""
        assert all(one[1] == other[0] for one, other in pairwise(days))
        for rule in versions:
            provision = EU.provision(rule.provision, rule.counted.start)
            assert provision is not None, (rule.id, rule.counted.start)
            order = ("low", "medium", "high")
            assert order.index(rule.confidence) <= order.index(provision.confidence)


def test_lisbon_is_in_force_before_it_is_applied() -> None:
    provisions = {}
    for day in ("2009-11-30", "2009-12-01", "2014-10-31", "2014-11-01"):
        rule = rule_for(EU, COUNCIL, "qualified-on-proposal", day)
        assert rule is not None
        provisions[day] = rule.provision
    assert list(provisions.values()) == ["ec/205.2", "protocol-36/3.3", "protocol-36/3.3", "teu/16.4"]
    assert EU.provision("teu/16.4", "2009-12-01") is not None


def test_fewer_than_four_block_only_where_some_do_not_take_part() -> None:
    """Whoever holds more than 35 % of the participants' population, and one more: counted out for every set that ever took part."""
    votes: tuple[tuple[set[str], int], ...] = ((set(), 3), ({"DK"}, 3), ({"DK", "IE"}, 3), ({"BG", "CZ", "DK", "HR", "HU", "PL", "RO", "SE"}, 2))
    electorate = electorate_on(EU, COUNCIL, "2020-06-01")
    persons, rule = electorate.weights["population"], rule_for(EU, COUNCIL, "qualified-on-proposal", "2020-06-01")
    assert rule is not None
    for out, few in votes:
        there = sorted(set(electorate.members) - out, key=lambda m: persons[m], reverse=True)
        least = next(n for n in range(1, 28) if sum(persons[m] for m in there[:n]) * 100 > 35 * sum(persons[m] for m in there))
        assert least == few
        for opposed, outcome in ((least, "adopted"), (least + 1, "not_adopted")):
            held = dict.fromkeys(there[:opposed], "against") | dict.fromkeys(there[opposed:], "for") | dict.fromkeys(out, "not_participating")
            assert decide(rule, electorate, Ballot(positions=held)).outcome == outcome, (out, opposed)


def test_where_some_do_not_take_part_the_same_proportion_of_votes_is_asked_of_the_others() -> None:
    for day, whole, needed in (("2002-06-01", 87, 62), ("2004-06-01", 124, 88), ("2005-06-01", 321, 232), ("2010-06-01", 345, 255), ("2014-06-01", 352, 260)):
        electorate = electorate_on(EU, COUNCIL, day)
        rule = rule_for(EU, COUNCIL, "qualified-on-proposal", day)
        assert rule is not None
        there = [m for m in electorate.members if m not in ("DK", "IE", "GB")]
        votes = {m: int(electorate.weights["votes"][m]) for m in there}
        least = -(-needed * sum(votes.values()) // whole)
        for total, outcome in ((least, "adopted"), (least - 1, "not_adopted")):
            favour = coming_to_of(votes, total)
            held = {m: "for" if m in favour else "against" for m in there} | dict.fromkeys(("DK", "IE", "GB"), "not_participating")
            assert sum(votes[m] for m in favour) == total and decide(rule, electorate, Ballot(positions=held)).outcome == outcome, day


def test_the_majority_of_nice_may_be_asked_for_until_the_end_of_march_2017() -> None:
    days = ("2014-10-31", "2014-11-01", "2017-03-31", "2017-04-01")
    rules = [rule_for(EU, COUNCIL, "qualified-on-proposal-nice", day) for day in days]
    assert [rule.exception_to if rule else None for rule in rules] == [None, "qualified-on-proposal", "qualified-on-proposal", None]
    assert "votes" in electorate_on(EU, COUNCIL, "2017-03-31").weights
    assert "votes" not in electorate_on(EU, COUNCIL, "2017-04-01").weights


def test_the_request_changes_the_outcome_and_nothing_else_does() -> None:
    # Three large states: too few to block under Lisbon, enough under Nice with the population verified.
    favour = set(electorate_on(EU, COUNCIL, "2016-01-01").members) - {"DE", "FR", "GB"}
    assert adopted("qualified-on-proposal", "2016-01-01", favour)
    assert adopted("qualified-on-proposal-nice", "2016-01-01", favour)
    assert not adopted("qualified-on-proposal-verified", "2016-01-01", favour)


@pytest.mark.parametrize(("code", "state"), [("DEU", "DE"), ("255", "DE"), ("260", "DE"), ("EL", "GR"), ("350", "GR"), ("UK", "GB"), ("200", "GB"), ("HR", "HR")])
def test_states_by_other_codes(code: str, state: str) -> None:
    assert id_of(EU, code) == state


def test_every_state_has_its_codes_and_its_cases() -> None:
    assert len(EU.states) == 28
    for state in EU.states.values():
        assert [a for a in state.aliases if len(a) == 3 and a.isalpha()] and [a for a in state.aliases if a.isdigit()]
        for name in (state.short["ru"], state.full["ru"]):
            assert not isinstance(name, str)
            assert all((name.nom, name.gen, name.dat, name.acc, name.ins, name.prep)) and (name.gender or name.number)
