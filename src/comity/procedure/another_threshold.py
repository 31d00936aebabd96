"""The thresholds of a rule by name, and the same rule with another one: what if two thirds were asked, or ten votes.

A threshold is named by what is counted: `members`, a weight (`population`), a group whose votes are counted (`permanent`), or
`blocking`, how many suffice to block. That nobody may stand against, or that all must be in favour, is a threshold of all
`members`. A veto of some is none: it stays as it is.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from comity.procedure.as_game import AGAINST
from comity.procedure.electorate import Electorate, Number, positions_of
from comity.procedure.rule import Rule, Test
from comity.procedure.threshold import number

MEMBERS, BLOCKING, ALL = "members", "blocking", "all"
_VALUE = re.compile(r"(>=|>)? *([0-9]{1,18})(?:/([1-9][0-9]{0,8})|((?:\.[0-9]{1,6})?) *(%))?")


class Bar(Struct, frozen=True):
    """A threshold as a call writes it: `members` and `9`, `population` and `65%`, `members` and `>1/2`, `members` and `all`."""

    name: str
    value: str


class ThresholdFault(ValueError):
    """Another threshold that cannot be: `code` says why (`none`, `unread`, `which`, `unknown`, `twice`, `whole`, `beyond`,
    `nothing`), `said` what was written and what there is.
    """

    def __init__(self, code: str, **said: str) -> None:
        super().__init__(code)
        self.code, self.said = code, said


def bars_of(rule: Rule, rules: Mapping[str, Rule]) -> tuple[Bar, ...]:
    """The thresholds of a rule in the order of its tests, each once; of a cascade those of all its stages."""
    return tuple(dict.fromkeys(_bars(rule, rules)))


def read(written: tuple[str, ...], bars: tuple[Bar, ...]) -> dict[str, str]:
    """Thresholds as a call writes them, by name: `NAME=VALUE`, or `VALUE` where the rule has only one. Raises `ThresholdFault`."""
    known = tuple(dict.fromkeys(bar.name for bar in bars))
    found: dict[str, str] = {}
    for words in written:
        given = re.fullmatch(r"(?:([a-z][a-z0-9-]*)=)?(.*)", words.strip())
        name, value = (given[1] or "", given[2].strip()) if given else ("", words)
        if not known:
            raise ThresholdFault("none")
        if not _VALUE.fullmatch(value):
            raise ThresholdFault("unread", word=value[:40])
        if not name and len(known) > 1:
            raise ThresholdFault("which", known=", ".join(known), name=known[0], value=value)
        name = name or known[0]
        if name not in known:
            raise ThresholdFault("unknown", name=name[:40], known=", ".join(known))
        if name in found:
            raise ThresholdFault("twice", name=name)
        found[name] = value
    return found


def with_thresholds(
    rule: Rule, rules: Mapping[str, Rule], electorate: Electorate, asked: Mapping[str, str]
) -> tuple[Rule, dict[str, Rule]]:
    """The rule, and those that it may name, with other thresholds by name; every test that is a threshold of the name has it.

    Raises `ThresholdFault` for what names no threshold, for a share where a whole number is counted, and for more than all.
    """
    known = dict.fromkeys(bar.name for bar in bars_of(rule, rules))
    tests = {}
    for name, value in asked.items():
        if name not in known:
            raise ThresholdFault("unknown" if known else "none", name=name[:40], known=", ".join(known))
        tests[name] = _test(name, value, electorate)
    stages = {stage.rule: _changed(rules[stage.rule], tests) for stage in rule.stages}
    return _changed(rule, tests), {**rules, **stages}


def _bars(rule: Rule, rules: Mapping[str, Rule]) -> Iterator[Bar]:
    for stage in rule.stages:
        yield from _bars(rules[stage.rule], rules)
    if isinstance(rule.adopted_when, Test):
        yield from _in(rule.adopted_when)
    elif rule.silence is not None and not rule.adopted_when:
        yield Bar(MEMBERS, ALL)


def _in(test: Test) -> Iterator[Bar]:
    for one in test.inner:
        yield from _in(one)
    if name := _name(test):
        yield Bar(name, _value(test))


def _name(test: Test) -> str:
    """What a test counts against a threshold; empty where it is no threshold of those in favour or against."""
    if test.where or test.inner or test.more:
        return ""
    if test.fewest:
        return BLOCKING if test.at_most is not None else ""
    if test.none_of or test.every:
        held = positions_of(test.held or ("against" if test.none_of else "for"))
        counts = bool(held & AGAINST) if test.none_of else "for" in held
        return MEMBERS if counts and (test.none_of or test.every) == "entitled" else ""
    held = positions_of(test.count or test.held or "for")
    favour, against = "for" in held, bool(held & AGAINST)
    if favour == against:
        return ""
    if against:
        return BLOCKING if test.count and not test.of and (test.below, test.at_most) != (None, None) else ""
    if test.count:
        return test.of if test.of not in ("", "entitled") else MEMBERS
    return "" if test.of and test.weight else test.share or test.weight


def _value(test: Test) -> str:
    if test.none_of or test.every:
        return ALL
    if test.share:
        return test.reaches.removeprefix(">= ").replace(" ", "")
    if test.below is not None:
        return str(test.below)
    if test.at_most is not None:
        most = number(test.at_most)
        return str(most + 1) if isinstance(most, int) else f">{most}"
    return f">{test.more_than}" if test.at_least is None else str(test.at_least)


def _changed(rule: Rule, tests: Mapping[str, Test]) -> Rule:
    if isinstance(rule.adopted_when, Test):
        return replace(rule, adopted_when=_replaced(rule.adopted_when, tests))
    if rule.silence is not None and not rule.adopted_when and MEMBERS in tests:
        return replace(rule, silence=None, adopted_when=tests[MEMBERS])
    return rule


def _replaced(test: Test, tests: Mapping[str, Test]) -> Test:
    if test.inner:
        return replace(test, **{test.kind: tuple(dict.fromkeys(_replaced(one, tests) for one in test.inner))})
    made = tests.get(_name(test))
    if made is None:
        return test
    if test.fewest:  # where some take no part it stays as it was
        return replace(test, at_most=int(made.below) - 1 if made.below is not None else made.at_most)
    if test.share and made.share:  # of the same base as before; so many members beside a weight stay
        return replace(test, reaches=made.reaches, at_least=None if test.share == MEMBERS else test.at_least)
    if test.share and test.share != MEMBERS and test.at_least is not None:
        return Test(all=(made, Test(count="for", at_least=test.at_least)))
    return made


def _test(name: str, value: str, electorate: Electorate) -> Test:
    """The test that a threshold comes to."""
    found = _VALUE.fullmatch(value.strip())
    if found is None:
        raise ThresholdFault("unread", word=value[:40])
    sign, over, under, decimals, percent = found.groups()
    strict = sign == ">"
    if under or percent:
        if name == BLOCKING or (name != MEMBERS and name not in electorate.weights):
            raise ThresholdFault("whole", name=name, value=value)
        share = Fraction(int(over), int(under)) if under else Fraction(f"{over}{decimals}") / 100
        if share > 1 or (share == 1 and strict):
            raise ThresholdFault("beyond", name=name, value=value, whole="100%")
        if not share and not strict:
            raise ThresholdFault("nothing", name=name, value=value)
        return Test(share=name, of="entitled", reaches=f"{sign or '>='} {over}{f'/{under}' if under else f'{decimals}%'}")
    whole = _whole(name, electorate)
    if int(over) > whole or (strict and int(over) == whole):
        raise ThresholdFault("beyond", name=name, value=value, whole=str(whole))
    if int(over) == 0 and not strict:
        raise ThresholdFault("nothing", name=name, value=value)
    if name == BLOCKING:
        return Test(count="not_for", at_most=int(over)) if strict else Test(count="not_for", below=int(over))
    more_than, at_least = (int(over), None) if strict else (None, int(over))
    if name in electorate.weights:
        return Test(weight=name, more_than=more_than, at_least=at_least)
    return Test(count="for", of="" if name == MEMBERS else name, more_than=more_than, at_least=at_least)


def _whole(name: str, electorate: Electorate) -> Number:
    """All of what is counted: no threshold can be above it."""
    if name in electorate.weights:
        return number(str(sum((Fraction(electorate.weights[name][one]) for one in electorate.members), start=Fraction(0))))
    if name in (MEMBERS, BLOCKING):
        return len(electorate.members)
    return sum(one in electorate.groups.get(name, ()) for one in electorate.members)
