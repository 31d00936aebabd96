"""Other thresholds of a rule: which it has, how they are written, and that the changed rule decides by them."""

from fractions import Fraction

import msgspec
import pytest

from comity.procedure import Ballot, Electorate, Rule, decide
from comity.procedure.another_threshold import Bar, ThresholdFault, bars_of, read, with_thresholds

MEMBERS = ("A", "B", "C", "D", "E", "F")
ELECTORATE = Electorate(
    MEMBERS, {"permanent": frozenset("AB")},
    {"population": {"A": 60, "B": 50, "C": 40, "D": 11, "E": 7, "F": 3}, "half": dict.fromkeys(MEMBERS, Fraction(3, 2))},
)  # fmt: skip


def rule(adopted_when: object, **more: object) -> Rule:
    return msgspec.convert({"id": "rule", "adopted_when": adopted_when, **more}, Rule)


def bars(one: Rule, rules: dict[str, Rule] | None = None) -> list[tuple[str, str]]:
    return [(bar.name, bar.value) for bar in bars_of(one, rules or {})]


def adopts(one: Rule, favour: str) -> bool:
    return decide(one, ELECTORATE, Ballot(positions={m: "for" if m in favour else "against" for m in MEMBERS})).outcome == "adopted"


@pytest.mark.parametrize(
    ("test", "found"),
    [
        ({"count": "for", "at_least": 4}, [("members", "4")]),
        ({"count": "for", "more_than": 3}, [("members", ">3")]),
        ({"count": "for", "at_least": 1, "of": "permanent"}, [("permanent", "1")]),
        ({"count": "not_for", "below": 3}, [("blocking", "3")]),
        ({"count": "against", "at_most": 1}, [("blocking", "2")]),
        ({"count": "not_for", "fewest": "population", "for": "> 35%", "at_most": 3}, [("blocking", "4")]),
        ({"share": "members", "of": "voting", "for": "> 1/2"}, [("members", ">1/2")]),
        ({"share": "population", "of": "entitled", "for": ">= 65%", "at_least": 4}, [("population", "65%")]),
        ({"weight": "population", "at_least": 120}, [("population", "120")]),
        ({"none_of": "entitled", "is": ["object", "against"]}, [("members", "all")]),
        ({"every": "entitled", "is": "for"}, [("members", "all")]),
        ({"none_of": "permanent", "is": "against", "veto": True}, []),
        ({"none_of": "entitled", "is": "not_participating"}, []),
        ({"count": "not_participating", "at_least": 1}, []),
        ({"more": "for", "than": "against"}, []),
        ({"all": [{"count": "for", "at_least": 4}, {"any": [{"weight": "population", "at_least": 9}, {"count": "for", "at_least": 4}]}]},
         [("members", "4"), ("population", "9")]),
    ],
    ids=str,
)  # fmt: skip
def test_the_thresholds_that_a_rule_has(test: dict[str, object], found: list[tuple[str, str]]) -> None:
    assert bars(rule(test)) == found


def test_silence_and_a_cascade_have_those_of_their_parts() -> None:
    silent = msgspec.convert({"id": "silent", "silence": {"hours": 24}}, Rule)
    vote = rule({"count": "for", "at_least": 4})
    whole = msgspec.convert({"id": "whole", "stages": [{"rule": "silent"}, {"rule": "vote"}]}, Rule)
    assert bars(whole, {"silent": silent, "vote": vote}) == [("members", "all"), ("members", "4")]
    changed, rules = with_thresholds(whole, {"silent": silent, "vote": vote}, ELECTORATE, {"members": "5"})
    assert changed.stages == whole.stages and rules["silent"].silence is None
    assert all(adopts(rules[name], "ABCDE") and not adopts(rules[name], "ABCD") for name in ("silent", "vote"))


@pytest.mark.parametrize(
    ("test", "asked", "least"),
    [
        ({"count": "for", "at_least": 4}, {"members": "5"}, "ABCDE"),
        ({"count": "for", "at_least": 4}, {"members": "2/3"}, "ABCD"),
        ({"count": "for", "at_least": 4}, {"members": ">2/3"}, "ABCDE"),
        ({"count": "for", "at_least": 4}, {"members": ">1"}, "AB"),
        ({"share": "members", "of": "voting", "for": "> 1/2"}, {"members": "50%"}, "ABC"),
        ({"share": "members", "of": "voting", "for": "> 1/2", "at_least": 5}, {"members": "2"}, "AB"),
        ({"none_of": "entitled", "is": ["object", "against"]}, {"members": "5/6"}, "ABCDE"),
        ({"share": "population", "of": "entitled", "for": ">= 65%"}, {"population": "110"}, "AB"),
        ({"share": "population", "of": "entitled", "for": ">= 65%", "at_least": 3}, {"population": "1"}, "DEF"),
        ({"share": "population", "of": "entitled", "for": ">= 65%", "at_least": 3}, {"population": "12%"}, "DEF"),
        ({"weight": "half", "at_least": 6}, {"half": "25%"}, "AB"),
        ({"weight": "half", "at_least": 6}, {"half": "9"}, "ABCDEF"),
        ({"count": "not_for", "below": 3}, {"blocking": "2"}, "ABCDE"),
        ({"count": "for", "at_least": 1, "of": "permanent"}, {"permanent": "2"}, "AB"),
        ({"count": "not_for", "fewest": "population", "for": "> 99%", "at_most": 3}, {"blocking": "3"}, "ABCD"),
        ({"all": [{"count": "for", "at_least": 4}, {"none_of": "permanent", "is": "against", "veto": True}]}, {"members": "3"}, "ABC"),
    ],
    ids=str,
)  # fmt: skip
def test_by_the_other_threshold_it_is_adopted_with_these_and_not_with_one_less(test: dict[str, object], asked: dict[str, str], least: str) -> None:
    changed, _ = with_thresholds(rule(test), {}, ELECTORATE, asked)
    assert adopts(changed, least) and not adopts(changed, least[:-1])


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (("10",), {"members": "10"}), (("members=2/3",), {"members": "2/3"}), ((" >= 66.5% ",), {"members": ">= 66.5%"}),
        (("members=>=2/3",), {"members": ">=2/3"}), (("members=>1/2",), {"members": ">1/2"}),
    ],
)  # fmt: skip
def test_a_threshold_is_written_with_its_name_or_without(written: tuple[str, ...], found: dict[str, str]) -> None:
    assert read(written, (Bar("members", "9"),)) == found


@pytest.mark.parametrize(
    ("written", "names", "code"),
    [
        (("10",), ("members", "population"), "which"), (("many",), ("members",), "unread"), (("-1",), ("members",), "unread"),
        (("1.5",), ("members",), "unread"), (("1/0",), ("members",), "unread"), (("votes=3",), ("members",), "unknown"),
        (("3", "members=4"), ("members",), "twice"), (("3",), (), "none"), (("",), ("members",), "unread"), (("=",), ("members",), "unread"),
    ],
)  # fmt: skip
def test_what_is_no_threshold_is_refused(written: tuple[str, ...], names: tuple[str, ...], code: str) -> None:
    with pytest.raises(ThresholdFault) as fault:
        read(written, tuple(Bar(name, "1") for name in names))
    assert fault.value.code == code


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("members", "7", "beyond"), ("members", ">6", "beyond"), ("members", "0", "nothing"), ("members", "0%", "nothing"),
        ("members", "101%", "beyond"), ("members", ">1/1", "beyond"), ("population", "172", "beyond"), ("half", "10", "beyond"),
        ("blocking", "1/2", "whole"), ("permanent", "3", "beyond"), ("permanent", "1/2", "whole"), ("votes", "3", "unknown"), ("members", "x", "unread"),
    ],
)  # fmt: skip
def test_a_threshold_out_of_reach_or_of_nothing_is_refused(name: str, value: str, code: str) -> None:
    every = [
        {"count": "for", "at_least": 4}, {"weight": "population", "at_least": 9}, {"weight": "half", "at_least": 1},
        {"count": "not_for", "below": 3}, {"count": "for", "at_least": 1, "of": "permanent"},
    ]  # fmt: skip
    with pytest.raises(ThresholdFault) as fault:
        with_thresholds(rule({"all": every}), {}, ELECTORATE, {name: value})
    assert fault.value.code == code
