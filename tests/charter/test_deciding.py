"""From a charter to the engine: which rule decides a matter on a day, who sits, with what weight, how things are named."""

from fractions import Fraction

import pytest

from comity.charter import Charter, load, shipped
from comity.charter.deciding import (
    deciding_bodies,
    electorate_on,
    id_of,
    intervals,
    matters_of,
    names,
    readings_for,
    rule_for,
    rules_of,
)
from comity.procedure import Ballot, decide
from comity.text import Name
from tests.charter.deciding import DECIDING
from tests.charter.folders import folder


@pytest.fixture(scope="module")
def league(tmp_path_factory: pytest.TempPathFactory) -> Charter:
    return load(folder(tmp_path_factory.mktemp("league"), DECIDING))


#: Matter, day, the rule that decides it.
CHOSEN = [
    ("the general rule where no matter is named", "assembly", "", "2001-01-01", "simple"),
    ("the general rule for a matter that none names", "assembly", "other", "2001-01-01", "simple"),
    ("a rule that names the matter", "assembly", "budget", "2001-01-01", "by-boats"),
    ("a cascade before what it is made of", "assembly", "admission", "2001-01-01", "silence-then-vote"),
    ("an exception before the general rule, on its days", "assembly", "budget", "2010-12-01", "during-winter"),
    ("and no longer", "assembly", "budget", "2011-03-01", "by-boats"),
    ("an exception is none for other matters", "assembly", "", "2010-12-01", "simple"),
    ("the preferred reading", "board", "", "2001-01-01", "lenient"),
    ("no rule before the first day", "assembly", "budget", "1999-12-31", None),
    ("no rule of a body that decides nothing", "senate", "budget", "2001-01-01", None),
]


@pytest.mark.parametrize(("why", "body", "matter", "day", "rule"), CHOSEN, ids=[c[0] for c in CHOSEN])
def test_which_rule_decides(league: Charter, why: str, body: str, matter: str, day: str, rule: str | None) -> None:
    found = rule_for(league, body, matter, day)
    assert (found.id if found else None) == rule


def test_a_rule_is_counted_by_from_the_day_on_which_it_was_first_applied(league: Charter) -> None:
    shares = {}
    for day in ("2007-12-31", "2008-01-01"):
        rule = rule_for(league, "assembly", "budget", day)
        assert rule is not None and not isinstance(rule.adopted_when, str)
        shares[day] = rule.adopted_when.reaches
    assert shares == {"2007-12-31": "> 1/2", "2008-01-01": ">= 2/3"}


def test_rival_readings_are_all_given_the_preferred_first(league: Charter) -> None:
    assert [rule.id for rule in readings_for(league, "board", "", "2001-01-01")] == ["lenient", "strict"]
    assert [rule.id for rule in readings_for(league, "assembly", "", "2001-01-01")] == ["simple"]
    assert readings_for(league, "board", "", "1999-01-01") == ()


def test_the_rules_of_a_day_are_those_that_are_counted_by(league: Charter) -> None:
    assert set(rules_of(league, "assembly", "2001-01-01")) == {"simple", "by-boats", "silence", "silence-then-vote"}
    assert rules_of(league, "assembly", "1999-01-01") == {} == rules_of(league, "senate", "2001-01-01")


def test_bodies_matters_and_the_days_on_which_something_changes(league: Charter) -> None:
    assert deciding_bodies(league) == ("assembly", "board")
    assert matters_of(league, "assembly") == ("budget", "admission") and matters_of(league, "board") == ()
    assert intervals(league, "assembly") == ("2000-01-01", "2005-01-01", "2008-01-01", "2010-12-01", "2011-03-01")
    assert intervals(league, "senate") == ()


def test_who_sits_on_a_day(league: Charter) -> None:
    early, late = electorate_on(league, "assembly", "2004-12-31"), electorate_on(league, "assembly", "2005-01-01")
    assert early.members == ("BB", "AA") and late.members == ("BB", "AA", "CC")
    assert early.groups == {"large": frozenset(("AA", "BB"))} == late.groups
    assert early.weights == {"boats": {"BB": Fraction(21, 2), "AA": 10}} and late.weights["boats"]["CC"] == 1
    assert late.others["towns"].seats == 23 and late.others["towns"].members == ()
    assert electorate_on(league, "board", "2001-01-01").members == ("seat-1", "seat-2", "seat-3")
    assert electorate_on(league, "board", "1999-01-01").members == () == electorate_on(league, "senate", "2001-01-01").members


def test_days_of_one_stretch_have_the_very_same_electorate(league: Charter) -> None:
    one, other = electorate_on(league, "assembly", "2005-01-01"), electorate_on(league, "assembly", "2007-12-31")
    assert one is other and one is not electorate_on(league, "assembly", "2004-12-31")
    without = electorate_on(league, "assembly", "2006-01-01", suspended=frozenset(("CC",)))
    assert without is electorate_on(league, "assembly", "2006-06-01", frozenset(("CC",))) and without is not one
    assert without.suspended == {"CC"} and without.seats == 3
    assert electorate_on(league, "assembly", "2006-01-01", concerned=frozenset(("AA",))).concerned == {"AA"}


def test_the_engine_decides_by_what_is_found(league: Charter) -> None:
    day = "2006-01-01"
    rule = rule_for(league, "assembly", "budget", day)
    assert rule is not None
    ballot = Ballot(positions={"BB": "for", "AA": "against", "CC": "for"})
    assert decide(rule, electorate_on(league, "assembly", day), ballot, rules_of(league, "assembly", day)).outcome == "adopted"


def test_a_code_of_two_states_is_that_of_the_one_that_sits() -> None:
    unga = load("unga")
    assert id_of(unga, "345", electorate_on(unga, "general-assembly", "1960-01-01").known) == "YUG"
    assert id_of(unga, "345", electorate_on(unga, "general-assembly", "2020-01-01").known) == "SRB"
    assert id_of(unga, "345") in ("SRB", "YUG")


def test_a_state_is_found_by_each_of_its_codes(league: Charter) -> None:
    assert [id_of(league, code) for code in ("BB", "BBB", "12", "bb", "")] == ["BB", "BB", "BB", None, None]


def test_things_are_named_in_both_languages(league: Charter) -> None:
    name = names(league)
    said: dict[str, dict[str, str]] = {}
    for kind, value in (
        ("state", "BB"), ("body", "assembly"), ("rule", "assembly/simple"), ("matter", "assembly/budget"),
        ("group", "assembly/large"), ("weight", "assembly/boats"), ("electorate", "assembly/towns"), ("provision", "pact/1"),
    ):  # fmt: skip
        found = name(kind, value)
        assert isinstance(found, Name)
        said[kind] = {lang: found.said(lang) for lang in ("en", "ru")}
    assert said["state"] == {"en": "Bayland", "ru": "Бейландия"} and said["body"]["ru"] == "Ассамблея"
    assert said["rule"]["en"] == "simple majority" and said["matter"]["ru"] == "бюджет"
    assert said["group"]["en"] == "large member" and said["weight"]["ru"] == "число лодок" and said["electorate"]["en"] == "towns"
    assert said["provision"] == {"en": "Pact of the League, article\u00a01", "ru": "Пакт Лиги, статья\u00a01"}
    practice = name("provision", "custom/1")
    assert isinstance(practice, Name)
    assert (practice.said("en"), practice.said("ru")) == ("practice of the League on article\u00a01", "практика Лиги по\u00a0статье\u00a01")
    unit = name("unit", "assembly/boats")
    assert isinstance(unit, Name) and unit.said("ru") == "лодка|лодки|лодок"
    assert (name("rule", "assembly/by-boats"), name("group", "board/x"), name("provision", "pact/9")) == ("by-boats", "x", "pact/9")


def days_of(charter: Charter, body: str) -> tuple[str, ...]:
    return intervals(charter, body) or ("2020-01-01",)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_deciding_body_that_ships_finds_its_rule_or_none(name: str) -> None:
    charter = load(name)
    for body in deciding_bodies(charter):
        for matter in ("", *matters_of(charter, body)):
            for day in days_of(charter, body):
                finds_its_rule_or_none(charter, body, matter, day)


def finds_its_rule_or_none(charter: Charter, body: str, matter: str, day: str) -> None:
    found = readings_for(charter, body, matter, day)
    rule = rule_for(charter, body, matter, day)
    assert rule is (found[0] if found else None)
    assert len(found) < 2 or len({one.reading_of for one in found}) == 1
    if rule is not None:
        assert rule.body == body and rule.counted_on(day)
        electorate = electorate_on(charter, body, day)
        assert decide(rule, electorate, Ballot(positions={}), rules_of(charter, body, day)).outcome
