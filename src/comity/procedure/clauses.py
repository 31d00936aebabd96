"""A test with its numbers as a clause: “8 of 15 in favour, one short of the 9 needed”.

The words stand in `comity/phrases/catalogue/procedure.yaml`; here is only which of them, and how numbers and names go in.
Names are asked for by kind and id: `state`, `provision`, `rule`, `weight`, `electorate`; `unit` (a weight's, its plural
forms parted by `|`); `group` (one of its members) and `groups` (several of them). An unknown id comes back as itself.
What is a body's is asked for as `body/id` where the body is told: `names("group", "security-council/permanent")`.
"""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from comity.phrases import Names, numbers, param, percent, plural, say
from comity.phrases.say import Kind
from comity.procedure.electorate import Number, positions_of
from comity.procedure.found import Found
from comity.procedure.threshold import threshold
from comity.text import Name

#: So many members are named; the others are counted.
NAMED = 5
#: So many clauses make a sentence; the rest stands in the table.
CLAUSES = 3
_HALF = Fraction(1, 2)
_CONTRARY = {"for": "against", "against": "for"}
_NOT = {"not_for": "for", "not_against": "against"}
_WHOLE = ("", "entitled", "present", "participants")
_FEW = {("entitled", 1): "one", ("entitled", 2): "both"}
_BRACKETS = re.compile(r"\([^()]*\)")
_OF_A_BODY = frozenset(("rule", "group", "groups", "weight", "unit", "electorate"))
_FRACTIONS = {Fraction(1, 3), _HALF, Fraction(3, 5), Fraction(2, 3), Fraction(3, 4), Fraction(4, 5)}


class Leaf(NamedTuple):
    """A test that has no others inside, and in which other electorate it is asked (empty: in the body itself)."""

    found: Found
    where: str


def leaves(found: Found, met: bool | None, where: str = "") -> Iterator[Leaf]:
    """The tests on which an answer rests: those met of what is met, those missed of what is missed, those left open.

    Of tests of which a few are enough, no more than are needed.
    """
    where = found.where or where
    if not found.inner:
        if found.met is met:
            yield Leaf(found, where)
        return
    of_these = [one for one in found.inner if one.met is met]
    enough = int(found.need) if met else len(of_these)
    for one in of_these[:enough]:
        yield from leaves(one, met, where)


class Teller:
    """Says clauses in a language, with a resolver of names and, where ids are told apart by body, the body."""

    def __init__(self, lang: str, names: Names, body: str = "") -> None:
        self.lang, self.given, self.body = lang, names, body

    def names(self, kind: str, value: str) -> Name | str:
        """A thing's name; its id where it has none."""
        if not self.body or kind not in _OF_A_BODY:
            return self.given(kind, value)
        found = self.given(kind, f"{self.body}/{value}")
        return found if isinstance(found, Name) else value

    def say(self, code: str, **values: Number | str | tuple[Kind, str]) -> str:
        """A phrase: numbers are said as numbers, words as they are, a kind and an id as a name."""
        if not values:
            return fixed(code, self.lang)
        params = []
        for name, value in values.items():
            if isinstance(value, tuple):
                params.append(param(name, value[0], value[1]))
            else:
                params.append(param(name, "text" if isinstance(value, str) else "number", value))
        return say(code, params, self.lang, self.names)

    # Positions

    def counted(self, what: str) -> str:
        """A position as it is counted: in favour; за."""
        return self._joined("procedure.or", [self.say(f"procedure.counted.{one}") for one in what.split("+")])

    def did(self, what: str, n: Number = 1, group: str = "") -> str:
        """What members (of a group) did: voted in favour; a Russian verb agrees with what one of them is called."""
        return self._joined("procedure.or", [self._verb(one, n, one not in _NOT, group) for one in what.split("+")])

    def did_not(self, what: str, n: Number = 1, group: str = "") -> str:
        """What members did not: did not vote in favour."""
        return self._joined("procedure.and", [self._verb(one, n, one in _NOT, group) for one in what.split("+")])

    def nobody_did(self, what: str, group: str = "") -> str:
        """What nobody did; a Russian one did *not* do it."""
        return self.did(what) if self.lang == "en" else self.did_not(what, 1, group)

    def _verb(self, one: str, n: Number, did: bool, group: str) -> str:
        return self.say(f"procedure.{'did' if did else 'did_not'}.{_NOT.get(one, one)}", n=n, gender=self.gender(group))

    def gender(self, group: str) -> str:
        """The grammatical gender of a member of a group, from its name: m, f, n; masculine (член) where it says none."""
        name = self.names("group", group) if group not in _WHOLE else ""
        return (name.form(self.lang).gender if isinstance(name, Name) else "") or "m"

    def _joined(self, code: str, words: list[str]) -> str:
        return self.say(code, one=", ".join(words[:-1]), other=words[-1]) if len(words) > 1 else words[0]

    # Names

    def named(self, members: Iterable[str], case: str = "nom", others: str = "procedure.others") -> str:
        """Members by name, at most five, then how many others there are."""
        every = list(members)
        said = ", ".join(self._name("state", one, case) for one in every[:NAMED])
        return self.say(others, named=said, n=len(every) - NAMED) if len(every) > NAMED else said

    def by(self, members: Iterable[str], others: str) -> str:
        """By whom something was done: by Armenia and Belarus; Арменией и Беларусью."""
        every = list(members)
        if len(every) == 1 or len(every) > NAMED:
            return self.named(every, "ins", others)
        return self.say("procedure.and", one=self.named(every[:-1], "ins"), other=self._name("state", every[-1], "ins"))

    def who(self, members: Iterable[str], where: str) -> str:
        """Members by name in brackets, and in which other electorate."""
        named = self.named(members)
        if not named:
            return self.where(where)
        if where:
            return self.say("procedure.who_in", electorate=("electorate", where), named=named)
        return self.say("procedure.who", named=named)

    def _name(self, kind: str, value: str, case: str = "nom") -> str:
        name = self.names(kind, value)
        return name.said(self.lang, case) if isinstance(name, Name) else name

    def bends(self, kind: str, value: str, case: str) -> bool:
        """Whether a name has this case of its own."""
        name = self.names(kind, value)
        return isinstance(name, Name) and bool(getattr(name.form(self.lang), case))

    def one_of(self, group: str) -> str:
        """One member of a group: a permanent member."""
        name = self.names("group", group)
        return name.said(self.lang) if isinstance(name, Name) else self.say("procedure.group_unnamed", group=name)

    def several_of(self, group: str) -> str:
        """Several members of a group, as they stand after a number or after «из числа»: in Russian the genitive."""
        name = self.names("groups", group)
        if isinstance(name, Name):
            return name.said(self.lang, "gen")
        return self.say("procedure.groups_unnamed", group=self._name("group", group))

    def members(self, n: Number, group: str) -> str:
        """So many members of a group or of all: 1 permanent member; один постоянный член, 2 постоянных члена."""
        if group not in _WHOLE:
            if n == 1:
                return self.say("procedure.one_of_group", group=self.one_of(group), n=1, gender=self.gender(group))
            return self._several(n, group)
        kind = {"present": "_present", "participants": "_participating"}.get(group, "")
        return self.say(f"procedure.one_member{kind}") if n == 1 else self.say(f"procedure.members{kind}", n=n)

    def _several(self, n: Number, group: str) -> str:
        """So many of a group: in Russian as 2, 5 and 21 go, and where the form after 2 is not known «из числа»."""
        name = self.names("groups", group)
        if self.lang == "en" or not isinstance(name, Name):
            return self.say("procedure.members_of_group" if self.lang == "en" else "procedure.members_from_group", n=n, group=self.several_of(group))
        forms = (self.one_of(group), name.form(self.lang).few, name.said(self.lang, "gen"))
        form = plural(n, forms, self.lang)
        if not form:
            return self.say("procedure.members_from_group", n=n, group=forms[2])
        return self.say("procedure.members_of_group", n=n, group=form)

    def where(self, where: str) -> str:
        """In which other electorate, in brackets."""
        return self.say("procedure.in", electorate=("electorate", where)) if where else ""

    # Numbers

    def _unit(self, weight: str, n: Number, bent: bool, alone: bool = False) -> str:
        """The unit of a weight after a number (`bent`: after «из» or «не хватило»), with a space before it.

        Where no unit is known the weight is named, unless the number stands where that has been said (`alone`).
        """
        forms = tuple(self._name("unit", weight).split("|"))
        if forms == (weight,):
            return "" if alone else self.say("procedure.by_weight", weight=("weight", weight))
        if bent and self.lang == "ru" and Fraction(n).denominator == 1:  # a fraction goes with the genitive singular as it is
            forms = (forms[min(1, len(forms) - 1)], forms[-1], forms[-1])
        return f" {plural(n, forms, self.lang)}"

    def _of(self, found: Found, n: Number, bent: bool = True) -> str:
        """What a number is a number of: votes, members present, permanent members."""
        if found.weight:
            return self._unit(found.weight, n, bent)
        if found.kind == "share":
            return self.say(f"procedure.of.{found.group}", n=n)
        if found.kind == "count" and found.group not in _WHOLE:
            return self.say("procedure.of.group", group=self.several_of(found.group) if n != 1 else self._single(found.group))
        return ""

    def _single(self, group: str) -> str:
        return self._name("group", group, "gen") if self.bends("group", group, "gen") else self.one_of(group)

    def _short(self, found: Found) -> str:
        n = -found.margin
        if found.weight:
            return numbers(n, self.lang) + self._unit(found.weight, n, bent=True, alone=True)
        if found.what not in _CONTRARY:
            return self.say("procedure.many_short", n=n)
        if Fraction(n).denominator > 1:
            return self.say("procedure.part_short", n=n)
        return self.say("procedure.vote_short") if n == 1 else self.say("procedure.votes_short", n=n)

    # Clauses

    def clause(self, leaf: Leaf, assessed: bool = True, quorum: bool = False) -> str:
        """A test that was met or missed; `assessed`: with what it takes."""
        found, where = leaf.found, self.where(leaf.where)
        if found.kind in ("none_of", "every"):
            return self._nobody(found, leaf.where)
        if (empty := self._nothing(found)) and not found.met:
            return self.say(f"procedure.nobody_to_ask.{empty}", where=where)
        if assessed and not found.met and not found.weight and _tied(found):
            return self.say(
                "procedure.tie", have=found.have, position=self.counted(found.what), other=found.have,
                contrary=self.counted(_CONTRARY[found.what]), base=found.have * 2, where=where,
            )  # fmt: skip
        return self._figure(found, where) + (self._assessment(found, quorum) if assessed else "")

    def _nothing(self, found: Found) -> str:
        """Of whom nobody is there of whom a share could be taken."""
        if found.kind == "more":
            return "" if found.have or found.base else "voting"
        if found.kind != "share" or found.base:
            return ""
        return {"voting": "voting", "cast": "voting", "present": "present"}.get(found.group, "entitled")

    def _of_votes(self, found: Found) -> str:
        return self._unit(found.weight, found.have, bent=False) if found.weight else ""

    def _figure(self, found: Found, where: str) -> str:
        have, base = found.have, found.base
        position = self.counted(found.what)
        if found.kind == "more" or (_both_sides(found) and not found.weight):
            other = base if found.kind == "more" else base - have
            contrary = self.counted(found.group if found.kind == "more" else _CONTRARY[found.what])
            return self.say(
                "procedure.count_both", have=have or self.say("procedure.none"), of=self._of_votes(found), position=position,
                other=other or self.say("procedure.none"), contrary=contrary, where=where,
            )  # fmt: skip
        shown: Number | str = have or self.say("procedure.none")
        if found.most != have:
            shown = self.say("procedure.between", least=have, most=found.most)
        if found.kind == "share" and found.weight:
            part = Fraction(have) / Fraction(base)
            weight = "procedure.of_weight" if self.bends("weight", found.weight, "gen") or self.lang == "en" else "procedure.of_weight_unbent"
            return self.say(
                "procedure.count_percent", percent=percent(part.numerator, part.denominator, self.lang), where=where,
                weight=self.say(weight, weight=("weight", found.weight)), position=position, have=shown, base=base,
                of=self._unit(found.weight, base, bent=True, alone=True),
            )  # fmt: skip
        if not base:
            return self.say("procedure.count_alone", have=shown, of=self._of(found, have, bent=False), position=position, where=where)
        return self.say("procedure.count", have=shown, base=base, of=self._of(found, base), position=position, where=where)

    def _assessment(self, found: Found, quorum: bool) -> str:
        if found.met:
            if found.kind == "more":
                return ""
            if found.kind == "share" and (found.weight or _of_share(found)):
                code = "procedure.needed_percent" if found.weight and not _odd(found.share) else "procedure.needed_share"
                return self.say(code, share=share_in_words(found.share, self.lang), need=found.need)
            if found.ceiling and not found.need:
                return ""
            return self.say("procedure.allowed" if found.ceiling else "procedure.needed", need=found.need)
        if found.kind == "more" and found.have == found.base:
            return self.say("procedure.even")
        if found.ceiling:
            return self.say("procedure.too_many", need=found.need, over=-found.margin) if found.need else self.say("procedure.none_allowed")
        if found.margin >= 0:
            return self.say("procedure.too_few_members")
        if quorum:
            return self.say("procedure.quorum_needed", need=found.need)
        short = self._short(found)
        if found.kind == "more":
            return self.say("procedure.short_of_more", short=short)
        if found.kind == "share":
            share = share_in_words(found.share, self.lang)
            if found.weight and _odd(found.share):
                return self.say("procedure.short_weight_share", share=found.share.split(" ")[1], need=found.need, short=short)
            if found.weight:
                return self.say("procedure.short_percent", share=share, short=short)
            if _of_share(found):
                return self.say("procedure.short_share" if found.have else "procedure.short_all_share", share=share, need=found.need, short=short)
        return self.say("procedure.short" if found.have else "procedure.short_all", need=found.need, short=short)

    def _nobody(self, found: Found, in_: str) -> str:
        """Nobody did, everybody did; or so many did, or did not, by name."""
        where, group = self.where(in_), found.group
        every, what = _turned(found)
        if found.met:
            one = self.one_of(group) if group not in _WHOLE else ""
            if every:
                several = 1 if one else int(found.base)
                code = f"procedure.every.{'group' if one else _FEW.get((group, several), group)}"
                return self.say(code, base=found.base, where=where, did=self.did(what, several, group), group=one, n=1, gender=self.gender(group))
            code = f"procedure.none_of.{'group' if one else group}"
            return self.say(code, where=where, did=self.nobody_did(what, group), group=one, n=1, gender=self.gender(group))
        n = found.have
        did = self.did_not(what, n, group) if every else self.did(what, n, group)
        return self.say("procedure.some_did", members=self.members(n, group), named=self.who(found.who, in_), did=did)

    def left_open(self, leaf: Leaf, told: dict[str, Number]) -> str:
        """What a tally leaves open; `told`: its numbers by position."""
        found, where = leaf.found, self.where(leaf.where)
        every, what = _turned(found)
        if not found.what:
            return self.say("procedure.open.elsewhere", where=where)
        if found.weight:
            return self.say("procedure.open.weight", did=self.did(what), weight=("weight", found.weight))
        if found.kind in ("none_of", "every") and found.group not in _WHOLE:
            group = self.one_of(found.group)
            if every:
                return self.say("procedure.open.every", group=group, did=self.did(what), n=1, gender=self.gender(found.group))
            n = sum(told.get(one, 0) for one in positions_of(tuple(what.split("+")))) if not leaf.where else found.most
            did = self.did(what, n) if self.lang == "en" else self.counted(what)
            return self.say("procedure.open.none_of", group=group, n=n, did=did)
        if found.kind == "count" and found.group:
            return self.say("procedure.open.count", group=self.several_of(found.group), did=self.did(what))
        if found.kind in ("share", "every", "none_of") and not found.base:
            return self.say("procedure.open.seats", where=where)
        return self.say("procedure.open.other")

    def together(self, clauses: list[str]) -> str:
        """Clauses as one: two by *and*, more by semicolons and *and*; the rest of many stands in the table."""
        *some, last = clauses[:CLAUSES] or [""]
        if not some:
            return last
        if len(some) > 1 and not any(mark in _BRACKETS.sub("", one) for one in (*some, last) for mark in ",;:"):
            return self.say("procedure.joined_plain", one=", ".join(some), other=last)
        if len(some) > 1:
            return self.say("procedure.joined_last", one="; ".join(some), other=last)
        long = ", " in _BRACKETS.sub("", last) or any(mark in _BRACKETS.sub("", some[0]) for mark in (";", ":"))
        return self.say("procedure.joined_long" if long else "procedure.joined", one=some[0], other=last)

    def alternatives(self, missed: list[str]) -> str:
        """Alternatives none of which is met."""
        first, *others = missed[:CLAUSES]
        if not others:
            return first
        code = "procedure.nor_the_other" if len(others) == 1 else "procedure.nor_the_others"
        return self.say(code, one=first, other="; ".join(others))


@lru_cache(maxsize=1024)
def fixed(code: str, lang: str) -> str:
    """A phrase without parameters."""
    return say(code, (), lang, lambda kind, value: value)


@lru_cache(maxsize=1024)
def share_in_words(share: str, lang: str) -> str:
    """The share that a test asks for: at least two thirds, more than 55%."""
    asked, text = threshold(share), share.partition(" ")[2]
    if text.endswith("%"):
        text = text if lang == "en" else text.replace(".", ",").replace("%", "\u00a0%")
    elif asked.share in _FRACTIONS:
        text = fixed(f"procedure.fraction.{asked.share.numerator}-{asked.share.denominator}", lang)
    code = "procedure.share.more_than" if asked.strict else "procedure.share.at_least"
    return say(code, [param("share", "text", text)], lang, lambda kind, value: value)


def _of_share(found: Found) -> bool:
    """Whether what is needed comes of the share; else it is the least number of members that is asked as well."""
    return found.need == threshold(found.share).least(found.base)


def _odd(share: str) -> bool:
    """A share that has no name of its own and is no percentage: 255/345."""
    return not share.endswith("%") and threshold(share).share not in _FRACTIONS


def _both_sides(found: Found) -> bool:
    """A share of those voting: who is not on one side is on the other."""
    return found.kind == "share" and found.group == "voting" and found.what in _CONTRARY and found.have == found.most


def _tied(found: Found) -> bool:
    """As many on one side as on the other, where more would be enough."""
    if found.kind == "more":
        return found.have == found.base and _CONTRARY.get(found.what) == found.group
    if not _both_sides(found):
        return False
    asked = threshold(found.share)
    return asked.strict and asked.share == _HALF and found.have * 2 == found.base


def _turned(found: Found) -> tuple[bool, str]:
    """Whether everybody is asked to do it, and what: that nobody is *not* in favour is that all are."""
    every = found.kind == "every"
    return (not every, _NOT[found.what]) if found.what in _NOT else (every, found.what)
