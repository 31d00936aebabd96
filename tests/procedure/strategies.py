"""Rules, electorates and ballots at random, as plain dicts as they stand in YAML, and the same as the engine takes them.

The bodies are small, so that everything can be tried; every kind of test, base, quorum and cascade comes up. A rule may be
odd (nobody would write some of them) but says something: what no rule may say is `broken_rules`.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import msgspec
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from comity.procedure import POSITIONS, Ballot, Electorate, Rule
from tests.procedure.oracle import Plain

NAMES = ("A", "B", "C", "D", "E", "F", "G")
GROUPS = ("large", "small")
WEIGHTS = ("votes", "population")
BASES = ("members", "entitled", "present", "voting", "cast", "participants")
#: An electorate beside the body, as the cantons beside the people.
BESIDE = "cantons"
#: Another one, which is called by name.
TOWNS = "towns"


#: Its members, groups and weights, by the names that those of the body have.
OF_TOWNS: Plain = {
    "members": ["X", "Y", "Z"],
    "groups": {"large": ["X"], "small": ["Y", "Z"]},
    "weights": {"votes": {"X": 3, "Y": 1, "Z": "3/2"}, "population": {"X": 2, "Y": 2, "Z": 0}},
}


class Case(NamedTuple):
    """A rule, the rules it names, who may decide, and what they did."""

    rule: Plain
    rules: dict[str, Plain]
    electorate: Plain
    ballot: Plain


# --- Who, and what they did


@st.composite
def electorates(draw: DrawFn, most: int = 5, weighed: bool = True, near: int = 6) -> Plain:
    """A body of up to so many members with two groups, two weights, and two other electorates: one of `near` seats that is
    counted by tally, and one of half as many, called by name.
    """
    members = list(NAMES[: draw(st.sampled_from(range(most, 0, -1)))])
    some = st.lists(st.sampled_from(members), unique=True, min_size=1)
    heavy = st.integers(0, 5) | st.sampled_from(["1/2", "7/3"])
    few: SearchStrategy[list[str]] = st.just([]) | st.lists(st.sampled_from(members), unique=True, max_size=2)
    return {
        "members": members,
        "groups": {name: draw(some) for name in GROUPS},
        "weights": {name: {member: draw(heavy) for member in members} for name in WEIGHTS} if weighed else {},
        "suspended": draw(few),
        "concerned": draw(few),
        "others": {BESIDE: {"members": [], "unnamed": near}, TOWNS: OF_TOWNS | {"members": OF_TOWNS["members"][: near // 2]}},
    }


#: What most members do; anything else comes up as well.
USUAL = ("for", "for", "for", "against", "against", "abstain", "absent")


@st.composite
def rolls(draw: DrawFn, electorate: Plain, usual: bool = False) -> Plain:
    """A roll call: most members state something, most of them whether they are in favour."""
    said = st.sampled_from(USUAL) if usual else st.sampled_from(USUAL) | st.sampled_from(POSITIONS)
    return {m: draw(said) for m in electorate["members"] if draw(st.integers(0, 7)) < 7}


@st.composite
def tallies(draw: DrawFn, seats: int, halves: bool = False) -> Plain:
    """Numbers by position, together at most so many."""
    left, tally = 2 * seats, {}
    for position in ("for", "against", draw(st.sampled_from(POSITIONS))):
        number = Fraction(draw(st.integers(0, left)), 2) if halves else Fraction(draw(st.integers(0, left // 2)))
        if position not in tally:
            left -= int(2 * number)
            tally[position] = int(number) if number.denominator == 1 else str(number)
    return tally


def asks_beside(*rules: Plain) -> bool:
    """Whether some test asks another electorate."""
    return "'in': " in str(rules)


def voters(rule: Plain, electorate: Plain) -> list[str]:
    """Whose votes may be among those counted: the members but those whom the rule leaves out."""
    who = rule.get("electorate", {})
    out = {
        m for name in ("suspended", "concerned") if name in who.get("without", ["suspended"]) for m in electorate[name]
    }
    only = electorate["groups"][who["only"]] if "only" in who else electorate["members"]
    return [m for m in electorate["members"] if m in only and m not in out]


@st.composite
def ballots(draw: DrawFn, rule: Plain, electorate: Plain, by_tally: bool = False) -> Plain:
    """A roll call or a tally, now and then with everything else that a ballot may tell."""
    ballot: Plain = (
        {"tally": draw(tallies(len(voters(rule, electorate))))} if by_tally else {"positions": draw(rolls(electorate))}
    )
    ballot["hours"] = draw(st.integers(0, 100))
    if asks_beside(rule) or draw(st.integers(0, 5)) == 0:
        said = st.sampled_from(["for", "against", "abstain", "absent"])
        ballot["others"] = {
            BESIDE: {"tally": draw(tallies(electorate["others"][BESIDE]["unnamed"], halves=True))},
            TOWNS: {"positions": {town: draw(said) for town in electorate["others"][TOWNS]["members"] if draw(st.integers(0, 7)) < 7}},
        }
    ballot["presiding"] = draw(st.sampled_from(["", *electorate["members"]]))
    ballot["casting"] = draw(st.sampled_from(["", "", "for", "against"]))
    if not by_tally:
        ballot["late"] = draw(st.just([]) | st.lists(st.sampled_from(electorate["members"]), unique=True, max_size=1))
    return ballot


# --- Tests


@st.composite
def limits(draw: DrawFn, most: int) -> Plain:
    """What a number is held against: from below, from above, or both."""
    least = draw(st.integers(0, most) | st.sampled_from(["1/2", "5/2"]))
    greatest = draw(st.integers(1, most + 1) | st.sampled_from(["1/2", "5/2"]))
    floor = draw(st.sampled_from([{"at_least": least}, {"more_than": least}]))
    ceiling = draw(st.sampled_from([{"at_most": greatest}, {"below": greatest}]))
    return draw(st.sampled_from([floor, floor, floor, ceiling, floor | ceiling]))


POSITION = st.sampled_from(["for", "for", "against", "not_for", "not_against", "present_at_all", *POSITIONS])
WANTED = POSITION | st.lists(st.sampled_from(POSITIONS), min_size=1, max_size=3, unique=True)
SHARE = st.sampled_from(
    ["> 1/2", ">= 1/2", ">= 2/3", "> 2/3", ">= 3/4", ">= 55%", "> 50%", ">= 72.5%", ">= 1/3", "> 0%", ">= 1/1"]
)  # fmt: skip


@st.composite
def leaves(draw: DrawFn, size: int, weighed: bool, beside: bool) -> Plain:
    """One condition."""
    kinds = ["count", "share", "none_of", "veto", "every", "more"]
    kind = draw(st.sampled_from(kinds + (["weight", "weighed_share", "weighed_more", "fewest"] if weighed else [])))
    weight = draw(st.sampled_from(WEIGHTS))
    group = draw(st.sampled_from([*GROUPS, "entitled"]))
    ways: dict[str, Callable[[], Plain]] = {
        "count": lambda: (
            {"count": draw(WANTED)} | draw(limits(size)) | draw(st.sampled_from([{}, {}, {"of": "large"}]))
        ),
        "share": lambda: {"share": "members", "of": draw(st.sampled_from(BASES)), "for": draw(SHARE)} | draw(also()),
        "none_of": lambda: {"none_of": group, "is": draw(WANTED)},
        "veto": lambda: {"none_of": group, "is": draw(st.sampled_from(["against", "object"])), "veto": True},
        "every": lambda: {"every": draw(st.sampled_from([group, "present", "participants"])), "is": draw(WANTED)},
        "more": lambda: {"more": draw(st.just("for") | WANTED), "than": draw(st.just("against") | WANTED)},
        "weight": lambda: {"weight": weight} | draw(limits(3 * size)) | draw(st.sampled_from([{}, {"is": "not_for"}, {"of": "large"}])),
        "weighed_share": lambda: {"share": weight, "of": draw(st.sampled_from(BASES)), "for": draw(SHARE)},
        "weighed_more": lambda: {"more": "for", "than": draw(WANTED), "by": weight},
        "fewest": lambda: {"count": draw(WANTED), "fewest": weight, "for": draw(SHARE)} | draw(st.sampled_from([{}, {"at_most": size // 2}])),
    }
    test = ways[kind]()
    if beside and draw(st.integers(0, 3)) == 0:
        unnamed = kind in ("count", "share", "more", "none_of", "veto", "every") and not set(GROUPS).intersection(map(str, test.values()))
        test["in"] = draw(st.sampled_from([BESIDE, TOWNS] if unnamed else [TOWNS]))
    return test


def also() -> SearchStrategy[Plain]:
    """What a share may ask besides."""
    return st.sampled_from([{}, {}, {"at_least": 2}, {"is": "not_against"}, {"is": "abstain"}])


def conditions(size: int, weighed: bool, beside: bool = True) -> SearchStrategy[Plain]:
    """Conditions within conditions."""
    inner = leaves(size, weighed, beside)

    def around(within: SearchStrategy[Plain]) -> SearchStrategy[Plain]:
        several = st.lists(within, min_size=1, max_size=3)
        whole = st.one_of(
            several.map(lambda tests: {"all": tests}),
            several.map(lambda tests: {"any": tests}),
            several.flatmap(lambda tests: st.integers(1, len(tests)).map(lambda k: {"some": tests, "at_least": k})),
        )
        there = st.sampled_from([{}] * 7 + [{"in": TOWNS}])  # all of them in another electorate
        return st.builds(lambda test, where: test | where, whole, there) if beside else whole

    return st.recursive(inner, around, max_leaves=4)


@st.composite
def usual(draw: DrawFn, size: int, weighed: bool) -> Plain:
    """A threshold and a veto, or two thresholds, as treaties have them."""
    enough = st.sampled_from(["> 1/2", ">= 2/3", ">= 1/2", ">= 55%"])
    voices: list[SearchStrategy[Plain]] = [
        st.integers(1, size).map(lambda n: {"count": "for", "at_least": n}),
        st.just({"more": "for", "than": "against"}),
        enough.map(lambda share: {"share": "members", "of": "voting", "for": share}),
        enough.map(lambda share: {"share": "members", "of": "entitled", "for": share}),
    ]
    if weighed:
        voices.append(st.integers(1, 2 * size).map(lambda n: {"weight": "votes", "at_least": n}))
        voices.append(enough.map(lambda share: {"share": "population", "of": "members", "for": share}))
    veto = {"none_of": draw(st.sampled_from(GROUPS)), "is": "against", "veto": True}
    first, second = draw(st.one_of(voices)), draw(st.one_of(voices))
    return draw(
        st.sampled_from(
            [{"all": [first, veto]}, first, {"all": [first, {"any": [second, veto]}]}, {"all": [first, second]}]
        )
    )


# --- Rules

#: The rules for which a casting vote is made.
PLAIN_MAJORITIES: list[Plain] = [
    {"more": "for", "than": "against"},
    {"share": "members", "of": "voting", "for": "> 1/2"},
    {"all": [{"more": "for", "than": "against"}, {"more": "for", "than": "against", "by": "votes"}]},
    {"all": [{"count": "for", "at_least": 2}, {"none_of": "large", "is": "against", "veto": True}]},
]


@st.composite
def whose(draw: DrawFn) -> Plain:
    """Who counts."""
    without = draw(st.lists(st.sampled_from(["suspended", "concerned", "not_participating"]), unique=True))
    said: Plain = {"without": without}
    match draw(st.integers(0, 5)):
        case 0:
            said["only"] = "large"
        case 1:
            said = {"without": ["suspended"], "base": "members"}
    return draw(st.sampled_from([{}, {"electorate": said}]))


@st.composite
def plain_rules(draw: DrawFn, electorate: Plain, name: str, who: Plain | None = None) -> Plain:
    """A rule that asks its tests of one ballot."""
    size, weighed = len(electorate["members"]), bool(electorate["weights"])
    rule: Plain = {"id": name} | (draw(whose()) if who is None else who)
    rule["adopted_when"] = draw(usual(size, weighed) | conditions(size, weighed))
    if draw(st.integers(0, 3)) == 0:
        rule["tie"] = "casting_vote"
        if draw(st.booleans()):
            rule["adopted_when"] = draw(st.sampled_from(PLAIN_MAJORITIES))
    if draw(st.integers(0, 3)) == 0:
        present = {"count": "present_at_all", "at_least": draw(st.integers(1, size))}
        rule["quorum"] = {
            draw(st.sampled_from(["to_open", "to_decide", "cast"])): draw(
                st.just(present) | conditions(size, weighed, beside=False)
            )
        }
    if draw(st.integers(0, 3)) == 0:
        rule["cast"] = draw(st.sampled_from([["for", "against", "abstain"], ["for"], ["for", "against", "present"]]))
    return rule


@st.composite
def silences(draw: DrawFn, name: str, who: Plain) -> Plain:
    """A silence procedure."""
    broken = draw(st.sampled_from([["object"], ["object", "amend"], ["object", "amend", "against"]]))
    return {"id": name, **who, "silence": {"hours": draw(st.integers(1, 72)), "broken_by": broken}}


@st.composite
def cascades(draw: DrawFn, electorate: Plain) -> tuple[Plain, dict[str, Plain]]:
    """Rules one after another, all of the same electorate."""
    who = draw(whose())
    names = [f"stage-{n}" for n in range(1, draw(st.integers(1, 3)) + 1)]
    rules = {name: draw(plain_rules(electorate, name, who) | silences(name, who)) for name in names}
    stages = []
    for place, name in enumerate(names):
        stage: Plain = {"rule": name}
        if place and draw(st.booleans()):
            stage["when"] = draw(
                st.lists(st.sampled_from(["not_adopted", "vetoed", "no_quorum"]), unique=True, min_size=1)
            )
        if place and draw(st.booleans()):
            stage["after"] = {"hours": draw(st.integers(1, 72))}
        if place + 1 < len(names) and draw(st.integers(0, 2)) == 0:
            stage["unless"] = {"count": "object_to_procedure", "at_least": 1}
        stages.append(stage)
    return {"id": "cascade", **who, "stages": stages}, rules


@st.composite
def choices(draw: DrawFn, electorate: Plain) -> tuple[Plain, dict[str, Plain]]:
    """A rule that a vote chooses."""
    who = draw(whose())
    rules = {name: draw(plain_rules(electorate, name, who)) for name in ("question", "first", "second")}
    rules["question"].pop("quorum", None)
    return {"id": "choice", **who, "chosen_by": {"question": "question", "yes": "first", "no": "second"}}, rules


@st.composite
def cases(draw: DrawFn, by_tally: bool = False, plain: bool = False, alone: bool = False, most: int = 5, near: int = 6) -> Case:
    """Everything that a decision is made of; with `plain` by one rule, with `alone` in one electorate, with others of `near` seats."""
    electorate = draw(electorates(min(most, 4) if by_tally else most, near=near))
    kind = "plain" if plain else draw(st.sampled_from(["plain", "plain", "silence", "cascade", "choice"]))
    rules: dict[str, Plain] = {}
    match kind:
        case "plain":
            rule = draw(plain_rules(electorate, "rule"))
        case "silence":
            rule = draw(silences("rule", draw(whose())))
        case "cascade":
            rule, rules = draw(cascades(electorate))
        case _:
            rule, rules = draw(choices(electorate))
    ballot = draw(ballots({**rule, "named": rules}, electorate, by_tally))
    if alone:
        assume(not asks_beside(rule, rules))
        ballot.pop("others", None)
    if kind == "choice":
        ballot["question"] = draw(ballots({**rule, "named": rules}, electorate, by_tally))
    return Case(rule, rules, electorate, ballot)


# --- Rules by which more in favour is never worse


@st.composite
def monotone_cases(draw: DrawFn) -> Case:
    """A roll call by a rule that asks only for more in favour and fewer against."""
    electorate = draw(electorates())
    size = len(electorate["members"])
    share = st.sampled_from(["> 1/2", ">= 2/3", ">= 55%"])
    in_favour = st.one_of(
        st.integers(1, size).map(lambda n: {"count": "for", "at_least": n}),
        st.integers(0, size).map(lambda n: {"count": "not_for", "at_most": n}),
        st.integers(1, size).map(lambda n: {"weight": "votes", "at_least": n}),
        st.builds(lambda of, part: {"share": "members", "of": of, "for": part}, st.sampled_from(BASES), share),
        st.builds(lambda of, part: {"share": "population", "of": of, "for": part}, st.sampled_from(BASES), share),
        st.sampled_from(PLAIN_MAJORITIES),
        st.just({"none_of": "large", "is": "against", "veto": True}),
        st.just({"every": "small", "is": ["for", "abstain"]}),
    )
    several = st.lists(in_favour, min_size=1, max_size=3)
    test = draw(in_favour | several.map(lambda inner: {"all": inner}) | several.map(lambda inner: {"any": inner}))
    present = {"count": "present_at_all", "at_least": draw(st.integers(0, size))}
    rule: Plain = {"id": "rule", **draw(whose()), "adopted_when": test, "quorum": {"to_decide": present}}
    if test in PLAIN_MAJORITIES or draw(st.booleans()):
        rule["tie"] = "casting_vote"
    ballot = {"positions": draw(rolls(electorate)), "presiding": draw(st.sampled_from(electorate["members"]))}
    return Case(rule, {}, electorate, ballot)


# --- What nobody can read


@st.composite
def broken_rules(draw: DrawFn) -> Any:
    """A rule of which one part is not what a rule can say."""
    rule = draw(plain_rules(draw(electorates()), "rule")) | {"silence": {"hours": 1}, "stages": [{"rule": "rule"}]}
    junk: SearchStrategy[Any] = st.sampled_from([None, 1.5, True, [[]], {"x": 1}, "no such thing!", -1])
    return draw(
        st.one_of(
            junk,
            st.sampled_from([*(key for key in rule if key != "silence"), "unknown"]).flatmap(
                lambda key: junk.map(lambda value: rule | {key: value})
            ),
            junk.map(lambda value: rule | {"adopted_when": {"all": [rule["adopted_when"], value]}}),
            junk.map(lambda value: rule | {"adopted_when": {"share": "members", "of": "voting", "for": value}}),
            junk.map(lambda value: rule | {"adopted_when": {"count": value, "at_least": 1}}),
            junk.map(lambda value: rule | {"silence": {"hours": 1, "broken_by": value}}),
            junk.map(lambda value: rule | {"stages": [{"rule": value}]}),
            junk.map(lambda value: rule | {"electorate": {"without": value}}),
        )
    )


#: What each key of a test may hold; which of them stand together is left to chance.
_KEYS: dict[str, SearchStrategy[Any]] = {
    "count": WANTED,
    "share": st.sampled_from(["members", *WEIGHTS]),
    "weight": st.sampled_from(WEIGHTS),
    "none_of": st.sampled_from([*GROUPS, "entitled"]),
    "every": st.sampled_from([*GROUPS, "entitled", "present", "participants"]),
    "more": WANTED,
    "than": WANTED,
    "by": st.sampled_from(WEIGHTS),
    "fewest": st.sampled_from(WEIGHTS),
    "is": WANTED,
    "of": st.sampled_from([*BASES, *GROUPS]),
    "for": SHARE,
    "at_least": st.sampled_from([0, 1, 2, 9, "1/2"]),
    "more_than": st.sampled_from([0, 1, "1/2"]),
    "at_most": st.sampled_from([0, 1, "5/2"]),
    "below": st.sampled_from([0, 1, 3]),
    "in": st.sampled_from([BESIDE, TOWNS]),
    "veto": st.booleans(),
}
#: Those that are wont to stand together, so that some of the rules are sound.
_TOGETHER = (
    ["count", "at_least"], ["count", "of", "below"], ["share", "of", "for"], ["share", "for", "in"], ["weight", "more_than"],
    ["weight", "is", "at_most"], ["count", "fewest", "for"], ["none_of", "is", "veto"], ["every", "is"], ["more", "than"], ["more", "than", "by"],
)  # fmt: skip


@st.composite
def odd_tests(draw: DrawFn) -> Plain:
    """Keys of tests in any mixture."""
    keys = draw(st.sampled_from(_TOGETHER)) + draw(st.just([]) | st.lists(st.sampled_from(sorted(_KEYS)), max_size=2))
    return {key: draw(_KEYS[key]) for key in keys}


@st.composite
def odd_rules(draw: DrawFn) -> Plain:
    """A rule of which each part is well typed; whether it makes sense is another matter."""
    tests = st.recursive(
        odd_tests(),
        lambda inner: st.lists(inner, max_size=3).flatmap(
            lambda several: st.sampled_from([{"all": several}, {"any": several}, {"some": several, "at_least": 2}])
        ),
        max_leaves=4,
    )
    stage: SearchStrategy[Plain] = st.sampled_from([{"rule": "odd"}, {"rule": "plain"}, {"rule": "nobodys"}])
    parts: dict[str, SearchStrategy[Any]] = {
        "adopted_when": tests | st.just("not_known"),
        "quorum": st.fixed_dictionaries({"to_decide": odd_tests()}),
        "silence": st.just({"hours": 24}),
        "stages": st.lists(stage, max_size=2),
        "chosen_by": st.just({"question": "plain", "yes": "plain", "no": "odd"}),
        "cast": st.lists(st.sampled_from(POSITIONS), max_size=2, unique=True),
        "tie": st.just("casting_vote"),
    }
    chosen = draw(st.sampled_from([["adopted_when"], ["adopted_when", "quorum"], ["stages"]]))
    chosen += draw(st.just([]) | st.lists(st.sampled_from(sorted(parts)), max_size=2))
    return {"id": "odd"} | {key: draw(parts[key]) for key in chosen}


@st.composite
def broken_ballots(draw: DrawFn, electorate: Plain) -> tuple[Plain, list[str]]:
    """A ballot that is none of this electorate, and the codes of what is wrong with it."""
    seats = len(electorate["members"])
    wrong: list[tuple[Plain, list[str]]] = [
        ({"positions": {"nobody": "for"}}, ["procedure.not_a_member"]),
        ({"positions": {"nobody": "for", "A": "yes"}}, ["procedure.not_a_member", "procedure.no_position"]),
        ({"positions": {"A": "For"}}, ["procedure.no_position"]),
        ({"tally": {"for": seats, "against": 1}}, ["procedure.tally_too_large"]),
        ({"tally": {"yes": 1}}, ["procedure.no_position"]),
        ({"tally": {"for": -1}}, ["procedure.negative"]),
        ({"others": {"lords": {"tally": {"for": 1}}}}, ["procedure.no_electorate"]),
        ({"others": {BESIDE: {"tally": {"for": "13/2"}}}}, ["procedure.tally_too_large"]),
        ({"others": {TOWNS: {"positions": {"A": "for"}}}}, ["procedure.not_a_member"]),
    ]
    return draw(st.sampled_from(wrong))


# --- As the engine takes them


def rule_of(rule: Plain) -> Rule:
    """The rule as the charter's loader makes it."""
    return msgspec.convert(rule, Rule)


def rules_of(rules: Mapping[str, Plain]) -> dict[str, Rule]:
    """Several, by id."""
    return {name: rule_of(rule) for name, rule in rules.items()}


def electorate_of(plain: Plain) -> Electorate:
    """The electorate as whoever knows the organisation puts it together."""
    return Electorate(
        members=tuple(plain["members"]),
        groups={name: frozenset(group) for name, group in plain.get("groups", {}).items()},
        weights={name: _numbers(values) for name, values in plain.get("weights", {}).items()},
        suspended=frozenset(plain.get("suspended", ())),
        concerned=frozenset(plain.get("concerned", ())),
        others={name: electorate_of(other) for name, other in plain.get("others", {}).items()},
        seats=len(plain["members"]) + plain.get("unnamed", 0),
    )


def ballot_of(plain: Plain) -> Ballot:
    """The ballot; numbers of votes as the fractions they are."""
    return Ballot(
        positions=plain.get("positions"),
        tally=_numbers(plain["tally"]) if "tally" in plain else None,
        others={name: ballot_of(other) for name, other in plain.get("others", {}).items()},
        hours=plain.get("hours"),
        late=frozenset(plain.get("late", ())),
        presiding=plain.get("presiding", ""),
        casting=plain.get("casting", ""),
        question=ballot_of(plain["question"]) if "question" in plain else None,
        stage=plain.get("stage", ""),
    )


def _numbers(plain: Mapping[str, Any]) -> dict[str, int | Fraction]:
    return {name: number if isinstance(number, int) else Fraction(number) for name, number in plain.items()}
