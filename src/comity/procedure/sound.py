"""Whether a rule makes sense, said before anybody votes by it: what types cannot say of a rule.

by itself            exactly one kind of test in each place, with the keys that it needs and no others; no threshold of nothing,
                     none above the whole; one way to decide (`sound`)
among its body's     rules that are named exist, and none leads back to itself (`sound_together`)
of so many members   no threshold and no quorum above the membership, none of a group of nobody (`possible`); a weight of
                     each member whose weight is asked (`unweighed`)

Whether a group, a weight or a body exists is asked where a charter is known.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, get_args

from comity.procedure.electorate import Electorate, Number
from comity.procedure.rule import KINDS, Base, Rule, Test
from comity.procedure.threshold import number, threshold

#: Which keys may stand beside each kind of test, besides `in` and `veto`.
BESIDE = {
    "all": (), "any": (), "some": ("at_least",), "count": ("of", "at_least", "more_than", "at_most", "below", "fewest", "for"),
    "share": ("of", "is", "for", "at_least"), "weight": ("of", "is", "at_least", "more_than", "at_most", "below"),
    "none_of": ("is",), "every": ("is",), "more": ("than", "by"),
}  # fmt: skip
#: Which of them must, and where one of several will do.
NEEDED = {"some": ("at_least",), "share": ("for",), "none_of": ("is",), "every": ("is",), "more": ("than",)}
COMPARED = ("at_least", "more_than", "at_most", "below")
#: What each key is called in `Test`, where a word of the language stands in the way.
_FIELD = {"is": "held", "for": "reaches", "in": "where"}
#: Who may be named as a group beside the groups of the body.
_EVERYBODY = {"none_of": ("entitled",), "every": ("entitled", "present", "participants")}


class Said(NamedTuple):
    """Words by code and parameters."""

    code: str
    values: dict[str, str]


class Flaw(NamedTuple):
    """What is wrong with a rule: under which of its keys, what was found, what is expected."""

    key: str
    found: Said
    expected: Said


class Asks(NamedTuple):
    """A test of a rule: its key, itself, and the electorate in which it is counted (`""`: the body's own)."""

    key: str
    test: Test
    where: str


def _said(code: str, **values: str | int | Number) -> Said:
    return Said(code, {name: str(value) for name, value in values.items()})


def _one_of(options: Iterable[str]) -> Said:
    return _said("one_of", options=", ".join(options))


def each_test(rule: Rule) -> Iterator[Asks]:
    """Every test of a rule, the outer before the inner."""
    places: list[tuple[str, object]] = [("adopted_when", rule.adopted_when)]
    places += [(f"quorum.{name}", getattr(rule.quorum, name)) for name in ("to_open", "to_decide", "cast")]
    places += [(f"stages[{i}].unless", stage.unless) for i, stage in enumerate(rule.stages)]
    for key, test in places:
        if isinstance(test, Test):
            yield from _inside(key, test, "")


def _inside(key: str, test: Test, where: str) -> Iterator[Asks]:
    where = test.where or where
    yield Asks(key, test, where)
    for kind in ("all", "any", "some"):
        for i, inner in enumerate(getattr(test, kind)):
            yield from _inside(f"{key}.{kind}[{i}]", inner, where)


def parts_of(rule: Rule) -> Iterator[tuple[str, str]]:
    """The rules that a cascade or a vote on the rule names, by id, each with the key that names it."""
    for i, stage in enumerate(rule.stages):
        yield f"stages[{i}].rule", stage.rule
    if rule.chosen_by is not None:
        yield "chosen_by.question", rule.chosen_by.question
        yield "chosen_by.yes", rule.chosen_by.yes
        yield "chosen_by.no", rule.chosen_by.no


def groups_of(rule: Rule) -> Iterator[tuple[str, str]]:
    """The groups that a rule names, each with the key that names it."""
    if rule.electorate.only:
        yield "electorate.only", rule.electorate.only
    for key, test, _ in each_test(rule):
        group = _group(test)
        if group:
            yield f"{key}.{'of' if test.of else test.kind}", group


def weights_of(rule: Rule) -> Iterator[tuple[str, str, Asks]]:
    """The weights that a rule asks, each with the key that names it and the test that asks it."""
    for asks in each_test(rule):
        for kind in ("share", "weight", "by", "fewest"):
            name = getattr(asks.test, kind)
            if name and (kind, name) != ("share", "members"):
                yield f"{asks.key}.{kind}", name, asks


def _group(test: Test) -> str:
    """The group of the body that a test names, if any."""
    if test.kind in _EVERYBODY:
        name: str = getattr(test, test.kind)
        return "" if name in _EVERYBODY[test.kind] else name
    return test.of if test.kind in ("count", "weight") and test.of != "entitled" else ""


def sound(rule: Rule) -> list[Flaw]:
    """What is wrong with a rule by itself."""
    flaws = [flaw for key, test, _ in each_test(rule) for flaw in _of_test(key, test)]
    ways = [key for key in ("adopted_when", "silence", "stages", "chosen_by") if getattr(rule, key)]
    expected = _one_of(("adopted_when", "silence", "stages", "chosen_by"))
    if not ways:
        flaws.append(Flaw("", _said("no_way_to_decide"), expected))
    elif len(ways) > 1 and set(ways) != {"adopted_when", "silence"}:
        flaws.append(Flaw(ways[1], _said("several_ways_to_decide", keys=", ".join(ways)), expected))
    if (rule.stages or rule.chosen_by) and (rule.quorum.to_open or rule.quorum.to_decide or rule.quorum.cast):
        flaws.append(Flaw("quorum", _said("quorum_of_a_whole"), _said("quorum_of_each")))
    if rule.tie == "casting_vote" and not isinstance(rule.adopted_when, Test):
        flaws.append(Flaw("tie", _said("tie_of_nothing"), _said("tie_of_a_test")))
    if not rule.cast:
        flaws.append(Flaw("cast", _said("threshold_of_nothing", threshold="cast: []"), _said("a_position")))
    if rule.preferred and not rule.reading_of:
        flaws.append(Flaw("preferred", _said("preferred_alone"), _said("a_reading")))
    return flaws


def _given(test: Test, key: str) -> bool:
    value = getattr(test, _FIELD.get(key, key))
    return value is not None and value != () and value != ""


def _of_test(key: str, test: Test) -> Iterator[Flaw]:
    """What is wrong with one test, those inside left aside."""
    kinds = [kind for kind in KINDS if getattr(test, kind)]
    if len(kinds) != 1:
        found = _said("several_tests", kinds=", ".join(kinds)) if kinds else _said("no_test")
        yield Flaw(key, found, _one_of(KINDS))
        return
    kind = kinds[0]
    every = ("of", "is", "for", "than", "by", "fewest", *COMPARED)
    for name in every:
        if _given(test, name) and name not in BESIDE[kind]:
            beside = _one_of((*BESIDE[kind], "in", "veto"))
            yield Flaw(f"{key}.{name}", _said("key_beside", key=name, kind=kind), beside)
    for name in NEEDED.get(kind, ()):
        if not _given(test, name):
            yield Flaw(key, _said("missing", key=name), _said("keys_of_test", kind=kind, keys=", ".join(NEEDED[kind])))
    if test.fewest and kind == "count":
        yield from _of_fewest(key, test)
        return
    if kind == "count" and test.reaches:
        yield Flaw(f"{key}.for", _said("key_beside", key="for", kind=kind), _one_of((*BESIDE["weight"][2:], "fewest")))
    if kind in ("count", "weight") and not any(_given(test, name) for name in COMPARED):
        yield Flaw(key, _said("no_comparison", kind=kind), _one_of(COMPARED))
    if kind == "share":
        yield from _of_share(key, test)
    if kind == "some" and test.at_least is not None and not 1 <= number(test.at_least) <= len(test.some):
        yield Flaw(f"{key}.at_least", _said("number_found", number=test.at_least), _said("number_up_to", most=len(test.some)))
    yield from _of_numbers(key, test, kind)


def _of_fewest(key: str, test: Test) -> Iterator[Flaw]:
    """The fewest members who hold a share of a weight: with that share, and no other bound than `at_most` where all take part."""
    for name in ("of", *COMPARED):
        if name != "at_most" and _given(test, name):
            yield Flaw(f"{key}.{name}", _said("key_beside", key=name, kind="fewest"), _one_of(("for", "at_most", "in", "veto")))
    yield from _of_numbers(key, test, "count")
    if not test.reaches:
        yield Flaw(key, _said("missing", key="for"), _said("keys_of_test", kind="fewest", keys="for"))
    yield from _of_reach(key, test)


def _of_share(key: str, test: Test) -> Iterator[Flaw]:
    if test.of and test.of not in get_args(Base):
        yield Flaw(f"{key}.of", _said("unknown_base", base=test.of), _one_of(get_args(Base)))
    yield from _of_reach(key, test)


def _of_reach(key: str, test: Test) -> Iterator[Flaw]:
    if not test.reaches:
        return
    share = threshold(test.reaches)
    if share.share > 1 or (share.share == 1 and share.strict):
        yield Flaw(f"{key}.for", _said("threshold_above_all", threshold=test.reaches), _said("a_share"))
    elif share.share == 0 and not share.strict:
        yield Flaw(f"{key}.for", _said("threshold_of_nothing", threshold=test.reaches), _said("a_share"))


def _of_numbers(key: str, test: Test, kind: str) -> Iterator[Flaw]:
    """Bounds that everybody meets or nobody can."""
    if kind == "some":
        return
    least = {"at_least": 1, "more_than": 0, "at_most": 0, "below": 1}
    for name in COMPARED:
        value = getattr(test, name)
        if value is None or name not in BESIDE[kind]:
            continue
        smallest = least[name]
        if (number(value) <= 0) if smallest else (number(value) < 0):
            found = _said("threshold_of_nothing", threshold=f"{name}: {value}")
            yield Flaw(f"{key}.{name}", found, _said("number_from", least=smallest))


def sound_together(rule: Rule, rules: Mapping[str, Rule]) -> list[Flaw]:
    """What is wrong with a rule among those of its body that are counted by on one day: rules it names, circles."""
    flaws = []
    for key, name in parts_of(rule):
        if name not in rules:
            flaws.append(Flaw(key, _said("unknown_rule", id=name), _said("a_rule_of_the_body")))
        elif name == rule.id or rule.id in _below(name, rules):
            flaws.append(Flaw(key, _said("leads_to_itself", id=rule.id), _said("no_circle_of_rules")))
    return flaws


def _below(name: str, rules: Mapping[str, Rule]) -> set[str]:
    """The rules to which a rule leads on."""
    seen: set[str] = set()
    todo = [name]
    while todo:
        found = rules.get(todo.pop())
        for _, part in parts_of(found) if found is not None else ():
            if part not in seen:
                seen.add(part)
                todo.append(part)
    return seen


def possible(rule: Rule, electorate: Electorate) -> list[Flaw]:
    """Thresholds and quorums that this electorate could not reach if all were there and agreed.

    Where nobody's seat is known nothing can be said, and nothing is.
    """
    flaws = []
    for key, test, where in each_test(rule):
        there = electorate.others.get(where) if where else electorate
        if there is None or not there.seats:
            continue
        members = there.members if where else _inside_group(there.members, there, rule.electorate.only)
        size = len(members) if there.members else there.seats
        group = _group(test)
        if group and there.members:
            members = _inside_group(members, there, group)
            size = len(members)
            if not size:
                flaws.append(Flaw(key, _said("group_of_nobody", group=group), _said("a_group_of_some")))
                continue
        most: Number = size
        if test.kind == "weight":
            weights = there.weights.get(test.weight, {})
            if any(member not in weights for member in members):
                continue
            most = sum((weights[member] for member in members), start=0)
        flaws += _beyond(key, test, most)
    return flaws


class Unweighed(NamedTuple):
    """A weight that a rule asks and somebody does not have: the key, the weight, in which electorate, whose it is not (empty:
    no member of that electorate is named).
    """

    key: str
    weight: str
    where: str
    members: tuple[str, ...]


def unweighed(rule: Rule, electorate: Electorate) -> list[Unweighed]:
    """The weights that do not cover this electorate: without them nothing can be decided by the rule.

    Where nobody's seat is known in the body itself nothing can be said, and nothing is.
    """
    found = []
    for key, name, asks in weights_of(rule):
        there = electorate.others.get(asks.where) if asks.where else electorate
        if there is None or (not asks.where and not there.seats):
            continue
        every = (asks.test.of == "members" and asks.test.kind == "share") or asks.where
        asked = there.members if every else _inside_group(there.members, there, rule.electorate.only)
        missing = tuple(member for member in asked if member not in there.weights.get(name, {}))
        if missing or not there.members:
            found.append(Unweighed(key, name, asks.where, missing))
    return found


def _inside_group(members: tuple[str, ...], electorate: Electorate, group: str) -> tuple[str, ...]:
    return tuple(m for m in members if m in electorate.groups.get(group, ())) if group else members


def _beyond(key: str, test: Test, most: Number) -> Iterator[Flaw]:
    if test.kind not in ("count", "weight", "share"):
        return
    if test.at_least is not None and number(test.at_least) > most:
        found = _said("above_membership", number=test.at_least, most=most)
        yield Flaw(f"{key}.at_least", found, _said("number_up_to", most=most))
    if test.more_than is not None and number(test.more_than) >= most:
        found = _said("above_membership", number=f"> {test.more_than}", most=most)
        yield Flaw(f"{key}.more_than", found, _said("number_below", most=most))
