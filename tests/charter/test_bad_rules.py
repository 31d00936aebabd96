"""A rule of decision that makes no sense is found at loading, with file, line, key, what was found and what is expected."""

from pathlib import Path
from typing import NamedTuple

import pytest

from comity.charter import check, load
from comity.charter.deciding import electorate_on, rules_of
from tests.charter.deciding import DECIDING
from tests.charter.folders import folder, well_said

SIMPLE = "adopted_when: {more: for, than: against}}"
BOATS = 'in_force: {from: 2000-01-01}, applied: {until: 2008-01-01}, adopted_when: {share: boats, of: members, for: "> 1/2"}}'
BOATS_OLD = "boats, body: assembly, name: {en: boats, ru: число лодок}, unit: {en: boat|boats, ru: лодка|лодки|лодок}, source: [pact], confidence: high, in_force: {from: 2000-01-01, until: 2005-01-01}, values: {AA: 10, BB: 21/2}}"
SINCE_2000 = "in_force: {from: 2000-01-01}, "


class Bad(NamedTuple):
    """A charter in which something was replaced; the complaint stands in the line of `new`, or of `line`."""

    rule: str
    old: str
    new: str
    key: str
    found: str
    expected: str
    line: str = ""


def rule(test: str) -> tuple[str, str]:
    """The general rule with another test."""
    return SIMPLE, f"adopted_when: {test}}}"


#: What can be said of a rule by itself.
ALONE = [
    Bad("no test", *rule("{is: for}"), "rules[0].adopted_when", "no test", "one of all, any, some, count"),
    Bad("an empty list of tests", *rule("{all: []}"), "rules[0].adopted_when", "no test", "one of all"),
    Bad("two tests in one", *rule("{count: for, at_least: 2, none_of: entitled, is: against}"), "rules[0].adopted_when", "several tests in one: count, none_of", "one of all"),
    Bad("an inner test is none", *rule("{all: [{count: for, at_least: 1}, {veto: true}]}"), "rules[0].adopted_when.all[1]", "no test", "one of all"),
    Bad("more than what", *rule("{more: for}"), "rules[0].adopted_when", "“than” is missing", "“more” with than"),
    Bad("none of whom in which position", *rule("{none_of: entitled}"), "rules[0].adopted_when", "“is” is missing", "“none_of” with is"),
    Bad("everybody in which position", *rule("{every: large}"), "rules[0].adopted_when", "“is” is missing", "“every” with is"),
    Bad("which share", *rule("{share: members, of: voting}"), "rules[0].adopted_when", "“for” is missing", "“share” with for"),
    Bad("the fewest without a share", *rule("{count: against, fewest: boats}"), "rules[0].adopted_when", "“for” is missing", "“fewest” with for"),
    Bad("the fewest and a number", *rule("{count: against, fewest: boats, for: '> 35%', below: 2}"), "rules[0].adopted_when.below", "“below” beside “fewest”", "one of for, at_most, in, veto"),
    Bad("a share of a count", *rule("{count: against, at_most: 2, for: '> 35%'}"), "rules[0].adopted_when.for", "“for” beside “count”", "at_most, below, fewest"),
    Bad("the fewest of an unknown weight", *rule("{count: against, fewest: sails, for: '> 35%'}"), "rules[0].adopted_when.fewest", "unknown weight “sails”", "under “weights”"),
    Bad("how many of some", *rule("{some: [{count: for, at_least: 1}]}"), "rules[0].adopted_when", "“at_least” is missing", "“some” with at_least"),
    Bad("a count without a number", *rule("{count: for}"), "rules[0].adopted_when", "“count” without a number", "one of at_least, more_than, at_most, below"),
    Bad("a weight without a number", *rule("{weight: boats, is: for}"), "rules[0].adopted_when", "“weight” without a number", "one of at_least"),
    Bad("a key of another test", *rule("{count: for, at_least: 1, is: for}"), "rules[0].adopted_when.is", "“is” beside “count”", "one of of, at_least"),
    Bad("a bound that a share does not have", *rule('{share: members, of: voting, for: "> 1/2", at_most: 2}'), "rules[0].adopted_when.at_most", "“at_most” beside “share”", "one of of, is, for, at_least"),
    Bad("a share of an unknown base", *rule('{share: members, of: all, for: "> 1/2"}'), "rules[0].adopted_when.of", "unknown base “all”", "one of members, entitled"),
    Bad("more than the whole", *rule('{share: members, of: voting, for: ">= 3/2"}'), "rules[0].adopted_when.for", "the threshold >= 3/2, more than the whole", "at most the whole"),
    Bad("more than all of them", *rule('{share: members, of: voting, for: "> 100%"}'), "rules[0].adopted_when.for", "more than the whole", "at most the whole"),
    Bad("a share of nothing", *rule('{share: members, of: voting, for: ">= 0%"}'), "rules[0].adopted_when.for", "the threshold >= 0%, which says nothing", "above nothing"),
    Bad("at least nobody", *rule("{count: for, at_least: 0}"), "rules[0].adopted_when.at_least", "the threshold at_least: 0, which says nothing", "from 1 on"),
    Bad("below nobody", *rule("{count: against, below: 0}"), "rules[0].adopted_when.below", "the threshold below: 0", "from 1 on"),
    Bad("at most fewer than none", *rule("{count: against, at_most: -1}"), "rules[0].adopted_when.at_most", "the threshold at_most: -1", "from 0 on"),
    Bad("more of some than there are", *rule("{some: [{count: for, at_least: 1}], at_least: 2}"), "rules[0].adopted_when.at_least", "the number 2", "from 1 to 1"),
    Bad("no way to decide", ", " + SIMPLE, "}", "rules[0]", "nothing says when a text is adopted", "one of adopted_when, silence", "id: simple"),
    Bad("two ways to decide", "stages: [{rule: silence}, {rule: simple}]}", "stages: [{rule: silence}, {rule: simple}], adopted_when: not_known}", "rules[4].stages", "several ways to decide: adopted_when, stages", "one of adopted_when"),
    Bad("a quorum that nothing asks", "stages: [{rule: silence}, {rule: simple}]}", "stages: [{rule: silence}, {rule: simple}], quorum: {to_open: {count: present_at_all, at_least: 1}}}", "rules[4].quorum", "a quorum of a rule that leads to other rules", "a quorum of each rule"),
    Bad("a casting vote where nothing can be tied", "stages: [{rule: silence}, {rule: simple}]}", "stages: [{rule: silence}, {rule: simple}], tie: casting_vote}", "rules[4].tie", "a casting vote in a rule without a test of its own", "in the rules to which it leads"),
    Bad("a quorum without a number", SIMPLE, SIMPLE[:-1] + ", quorum: {to_open: {count: present_at_all}}}", "rules[0].quorum.to_open", "“count” without a number", "one of at_least"),
    Bad("no votes that count as cast", SIMPLE, SIMPLE[:-1] + ", cast: []}", "rules[0].cast", "the threshold cast: []", "at least one position"),
    Bad("a preferred reading of one", SIMPLE, SIMPLE[:-1] + ", preferred: true}", "rules[0].preferred", "one reading only", "“reading_of” beside it"),
    Bad("a position that is none", *rule("{count: foer, at_least: 1}"), "rules[0].adopted_when.count", "the value “foer”", "one of absent, abstain, against, amend, for"),
    Bad("a decimal", *rule('{share: members, of: voting, for: ">= 0.5"}'), "rules[0].adopted_when.for", "another form", "such as >= 2/3"),
    Bad("a share without a sign", *rule("{share: members, of: voting, for: 2/3}"), "rules[0].adopted_when.for", "another form", "such as >= 2/3"),
    Bad("a number of votes that is a decimal", *rule("{count: for, at_least: 0.5}"), "rules[0].adopted_when.at_least", "another form", "a whole number, or a fraction"),
    Bad("a division by nothing", *rule("{count: for, at_least: 1/0}"), "rules[0].adopted_when.at_least", "another form", "a fraction n/d"),
    Bad("an unknown key", *rule("{count: for, atleast: 1}"), "rules[0].adopted_when", "unknown key “atleast”", "a key of the schema"),
]  # fmt: skip

#: What only the whole folder can say.
TOGETHER = [
    Bad("no body", "{id: simple, body: assembly,", "{id: simple,", "rules[0]", "“body” is missing", "a body of the charter"),
    Bad("an unknown body of a rule", "{id: simple, body: assembly,", "{id: simple, body: senate,", "rules[0].body", "unknown body “senate”", "a body"),
    Bad("an unknown body of seats", "{body: board, unnamed", "{body: senate, unnamed", "seats[2].body", "unknown body “senate”", "a body"),
    Bad("an unknown matter", "matters: [budget], provision: pact/1, in_force: {from: 2007", "matters: [wine], provision: pact/1, in_force: {from: 2007", "rules[2].matters", "unknown matter “wine”", "under “matters”"),
    Bad("an unknown group", *rule("{none_of: small, is: against}"), "rules[0].adopted_when.none_of", "unknown group “small”", "under “groups”"),
    Bad("an unknown group to be counted in", *rule("{all: [{count: for, of: small, at_least: 1}]}"), "rules[0].adopted_when.all[0].of", "unknown group “small”", "under “groups”"),
    Bad("an unknown group that is entitled", SIMPLE, SIMPLE[:-1] + ", electorate: {only: small}}", "rules[0].electorate.only", "unknown group “small”", "under “groups”"),
    Bad("an unknown group of seats", "group: large, states", "group: small, states", "seats[0].group", "unknown group “small”", "under “groups”"),
    Bad("an unknown weight", *rule('{share: ships, of: voting, for: "> 1/2"}'), "rules[0].adopted_when.share", "unknown weight “ships”", "under “weights”"),
    Bad("an unknown weight to be compared by", *rule("{more: for, than: against, by: ships}"), "rules[0].adopted_when.by", "unknown weight “ships”", "under “weights”"),
    Bad("an unknown electorate", "in: towns", "in: villages", "rules[5].adopted_when.all[1].in", "unknown electorate “villages”", "under “electorates”"),
    Bad("an unknown electorate of seats", "{body: board, unnamed: 3,", "{body: board, unnamed: 3, electorate: towns,", "seats[2].electorate", "unknown electorate “towns”", "under “electorates”"),
    Bad("an unknown provision", "ru: простое большинство}, provision: pact/1", "ru: простое большинство}, provision: pact/8", "rules[0].provision", "unknown provision “pact/8”", "a provision"),
    Bad("an unknown practice", "ru: простое большинство}, provision: pact/1", "ru: простое большинство}, provision: pact/1, practice: [pact/1, pact/9]", "rules[0].practice", "unknown provision “pact/9”", "a provision"),
    Bad("an unknown source of seats", "unnamed: 3, source: [pact]", "unnamed: 3, source: [hearsay]", "seats[2].source", "unknown source “hearsay”", "a source"),
    Bad("an unknown state", "states: [CC]", "states: [ZZ]", "seats[1].states", "unknown state “ZZ”", "under “states”"),
    Bad("a weight of an unknown state", "BB: 11, CC: 1}", "BB: 11, CC: 1, ZZ: 5}", "weights[1].values.ZZ", "unknown state “ZZ”", "under “states”"),
    Bad("a weight below nothing", "BB: 11, CC: 1}", "BB: 11, CC: -1}", "weights[1].values.CC", "the number -1", "from 0 on"),
    Bad("a surer reading than its provision", "exception_to: by-boats, provision: pact/1, confidence: low", "exception_to: by-boats, provision: pact/1, confidence: medium", "rules[5].confidence", "the value “medium”", "at most “low”"),
    Bad("seats of nobody", "{body: board, unnamed: 3,", "{body: board,", "seats[2]", "neither states nor unnamed seats", "at least one seat"),
    Bad("a state that sits twice", "states: [CC]", "states: [CC, AA]", "seats[1].states", "AA has two seats on some days", "one seat of a state"),
    Bad("a state that is listed twice", "states: [CC]", "states: [CC, CC]", "seats[1].states", "CC has two seats", "one seat of a state"),
    Bad("a matter twice", "{id: admission, body: assembly,", "{id: budget, body: assembly,", "matters[1]", "the id “budget” stands twice", "each id once", "admission of a state"),
    Bad("two versions of a rule on a day", "{until: 2008-01-01}, adopted", "{until: 2009-01-01}, adopted", "rules[2]", "“by-boats” is in force twice", "do not overlap", "in_force: {from: 2007-01-01}"),
    Bad("two versions of a weight on a day", "{from: 2000-01-01, until: 2005-01-01}", "{from: 2000-01-01, until: 2006-01-01}", "weights[1]", "“boats” is in force twice", "do not overlap", "BB: 11, CC: 1"),
    Bad("two rules for a matter on a day", "{id: silence, body: assembly, matters: [admission]", "{id: silence, body: assembly, matters: [budget]", "rules[3]", "“by-boats” and “silence” both decide on 2000-01-01", "one rule for a body, a matter and a day"),
    Bad("two general rules on a day", "{id: silence, body: assembly, matters: [admission],", "{id: silence, body: assembly,", "rules[3]", "“simple” and “silence” both decide", "an exception to the other"),
    Bad("a reading beside a rule that is none", "{id: strict, body: board, reading_of: consensus,", "{id: strict, body: board,", "rules[7]", "“strict” and “lenient” both decide", "readings of one", "id: lenient"),
    Bad("two preferred readings", "{id: strict, body: board, reading_of: consensus,", "{id: strict, body: board, preferred: true, reading_of: consensus,", "rules[7].preferred", "two preferred readings on 2000-01-01", "one preferred reading", "id: lenient"),
    Bad("an exception to nothing", "exception_to: by-boats", "exception_to: by-rafts", "rules[5].exception_to", "unknown rule “by-rafts”", "a rule of the same body"),
    Bad("an exception to itself", "exception_to: by-boats", "exception_to: during-winter", "rules[5].exception_to", "“during-winter” leads back to itself", "in a circle"),
    Bad("a stage that is no rule", "{rule: silence}, {rule: simple}", "{rule: quiet}, {rule: simple}", "rules[4].stages[0].rule", "“quiet”, by which nothing is decided on 2000-01-01", "a rule of the same body"),
    Bad("a stage that is no rule yet", "{rule: silence}, {rule: simple}", "{rule: silence}, {rule: during-winter}", "rules[4].stages[1].rule", "“during-winter”, by which nothing is decided on 2000-01-01", "on every day of this one"),
    Bad("a stage that leads to itself", "{rule: silence}, {rule: simple}", "{rule: silence}, {rule: silence-then-vote}", "rules[4].stages[1].rule", "“silence-then-vote” leads back to itself on 2000-01-01", "in a circle"),
    Bad("a choice between a rule and nothing", SIMPLE, "chosen_by: {question: by-boats, yes: by-boats, no: majority}}", "rules[0].chosen_by.no", "“majority”, by which nothing is decided", "a rule of the same body"),
    Bad("a circle of choices", SIMPLE, "chosen_by: {question: by-boats, yes: silence-then-vote, no: silence}}", "rules[0].chosen_by.yes", "“simple” leads back to itself", "in a circle"),
    Bad("more votes than members", *rule("{count: for, at_least: 3}"), "rules[0].adopted_when.at_least", "3 are asked for, and on 2000-01-01 there are 2", "from 1 to 2"),
    Bad("more than all members", *rule("{count: for, more_than: 2}"), "rules[0].adopted_when.more_than", "> 2 are asked for, and on 2000-01-01 there are 2", "below 2"),
    Bad("more votes than a group has", *rule("{count: for, of: large, at_least: 3}"), "rules[0].adopted_when.at_least", "3 are asked for, and on 2000-01-01 there are 2", "from 1 to 2"),
    Bad("more weight than there is", *rule("{weight: boats, at_least: 21}"), "rules[0].adopted_when.at_least", "21 are asked for, and on 2000-01-01 there are 41/2", "from 1 to 41/2"),
    Bad("more members than there are beside a share", *rule('{share: members, of: members, for: "> 1/2", at_least: 3}'), "rules[0].adopted_when.at_least", "3 are asked for", "from 1 to 2"),
    Bad("more votes than another electorate has", "in: towns, at_least: 12", "in: towns, at_least: 24", "rules[5].adopted_when.all[1].at_least", "24 are asked for, and on 2010-12-01 there are 23", "from 1 to 23"),
    Bad("a quorum that is impossible", SIMPLE, SIMPLE[:-1] + ", quorum: {to_decide: {count: present_at_all, at_least: 3}}}", "rules[0].quorum.to_decide.at_least", "3 are asked for, and on 2000-01-01 there are 2", "from 1 to 2"),
    Bad("a group of nobody", "[BB, AA], source: [pact], confidence: high, in_force: {from: 2000-01-01}", "[BB, AA], source: [pact], confidence: high, in_force: {from: 2000-01-01, until: 2007-01-01}", "rules[5].adopted_when.all[0]", "nobody is in the group “large” on 2010-12-01", "somebody belongs", "id: during-winter"),
    Bad("a weight that is missing for a member", "BB: 11, CC: 1}", "BB: 11}", "weights[1].values", "no “boats” of CC on 2005-01-01", "entitled under “by-boats”"),
    Bad("a member before its weight", "states: [CC], source: [pact], confidence: high, in_force: {from: 2005-01-01}", "states: [CC], source: [pact], confidence: high, in_force: {from: 2004-07-01}", "weights[0].values", "no “boats” of CC on 2004-07-01", "entitled under “by-boats”", "21/2"),
    Bad("a weight where nobody is named", "in: towns, at_least: 12", "in: towns, at_least: 12}, {weight: boats, in: towns, at_least: 1", "rules[5].adopted_when.all[2].weight", "the weight “boats” is asked of “towns”, where on 2010-12-01 no member is named", "each with a weight"),
    Bad("a weight for no day on which it is asked", BOATS_OLD, BOATS_OLD.replace("{from: 2000-01-01, until: 2005", "{from: 2003-01-01, until: 2005"), "rules[1].adopted_when.share", "nobody’s “boats” is known on 2000-01-01", "for every day on which a rule asks it", "applied: {until: 2008-01-01}"),
    Bad("days that are reversed", "applied: {from: 2008-01-01}", "applied: {from: 2008-01-01, until: 2007-01-01}", "rules[2].applied", "in force from 2008-01-01 until 2007-01-01", "an end after"),
    Bad("a name in one language", "name: {en: simple majority, ru: простое большинство}", "name: {en: simple majority}", "rules[0].name", "no words in: ru", "English and Russian"),
]  # fmt: skip


def line_of(text: str, words: str) -> int:
    """The line in which some words stand, from 1."""
    assert text.count(words) == 1, words
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize("bad", [*ALONE, *TOGETHER], ids=lambda bad: bad.rule)
def test_a_bad_rule_is_named_with_its_place(tmp_path: Path, bad: Bad) -> None:
    assert DECIDING.count(bad.old) == 1, bad.old
    text = DECIDING.replace(bad.old, bad.new)
    line = line_of(text, bad.line or bad.new)
    complaints = check(folder(tmp_path, text))
    found = [c for c in complaints if c.key == bad.key and bad.found in c.said("en")]
    assert found, "\n".join(map(str, complaints))
    one = found[0]
    assert one.said("en").startswith(f"league/charter/a.yaml, line {line}, {bad.key}: ")
    assert bad.expected in one.expected.said("en")
    well_said(one)


def test_the_whole_of_it_has_no_complaint(tmp_path: Path) -> None:
    assert [str(one) for one in check(folder(tmp_path, DECIDING))] == []


def test_a_fault_that_lasts_is_said_once(tmp_path: Path) -> None:
    text = DECIDING.replace(SIMPLE, "adopted_when: {count: for, at_least: 4}}")
    assert [one.key for one in check(folder(tmp_path, text))] == ["rules[0].adopted_when.at_least"]


def test_what_could_not_be_read_makes_no_second_complaint(tmp_path: Path) -> None:
    text = DECIDING.replace("BB: 11, CC: 1}", "BB: 11, CC: much}")
    (one,) = check(folder(tmp_path, text))
    assert one.key == "weights[1].values" and one.line == line_of(text, "CC: much")
    well_said(one)


OTHER = """\
extends: league
organisation: {id: club, name: {en: Club of Lakes, ru: Клуб озёр}}
rules:
  - {id: by-boats, body: assembly, matters: [budget], provision: pact/1, in_force: {from: 2000-01-01}, adopted_when: {every: entitled, is: for}}
seats:
  - {body: assembly, group: large, states: [CC, AA], source: [pact], confidence: high, in_force: {from: 2000-01-01}}
"""


def test_what_an_extending_organisation_says_anew_prevails(tmp_path: Path) -> None:
    folder(tmp_path, DECIDING)
    charter = load(folder(tmp_path, OTHER, "club"))
    assert [rule.adopted_when for rule in charter.rules if rule.id == "by-boats"] == [rules_of(charter, "assembly", "2020-01-01")["by-boats"].adopted_when]
    assert electorate_on(charter, "assembly", "2020-01-01").members == ("CC", "AA")
    assert electorate_on(charter, "board", "2020-01-01").members == ("seat-1", "seat-2", "seat-3")
    assert len(charter.rules) == len(load(tmp_path / "league").rules) - 1
