"""The tests of a rule, put together once for an electorate and then asked of many ballots.

Each has three questions: `met` of a roll call (the quick one), `found` of a roll call (the same with its numbers), and
`over` of a tally, which may leave it open. Numbers are whole or fractions; nothing is rounded.
"""

from abc import ABC, abstractmethod
from fractions import Fraction
from math import ceil, floor, lcm

from msgspec.structs import replace

from comity.procedure.electorate import BallotError, Fault, Number, positions_of
from comity.procedure.found import Found, Range
from comity.procedure.rule import Entitled, Rule, Test
from comity.procedure.threshold import number, threshold
from comity.procedure.who import ALL, OUT, Roll, Tally, Who


class Asked(ABC):
    """A test as it is asked; subclasses say how."""

    def __init__(self, who: Who, test: Test) -> None:
        self.who, self.test, self.veto, self.where = who, test, test.veto, test.where

    @abstractmethod
    def met(self, roll: Roll) -> bool:
        """Whether a roll call meets it."""

    def met_but_for_veto(self, roll: Roll) -> bool:
        """Whether it would be met if no veto stood in the way."""
        return self.veto or self.met(roll)

    @abstractmethod
    def found(self, roll: Roll) -> Found:
        """The same with its numbers."""

    @abstractmethod
    def over(self, tally: Tally) -> Found:
        """Of a tally: whether it meets it, as far as that can be said."""


class Measure(Asked):
    """`count` and `weight`: how many, or how much, against a number."""

    def __init__(self, who: Who, test: Test) -> None:
        super().__init__(who, test)
        self.wanted = positions_of(test.count or test.held or "for")
        self.what = _named(test.count or test.held or "for")
        if test.weight:
            self.have = who.weigher(test.weight, self.wanted, test.of)
            self.base: Number = sum(who.electorate.weights.get(test.weight, {}).get(m, 0) for m in who.group(test.of))
        else:
            self.have = who.counter(self.wanted, test.of)
            self.base = len(who.group(test.of)) if test.of else who.size
        self.grain = who.grain(test.weight)
        self.low, self.high = _least(test), _greatest(test)
        self.above, self.under = test.more_than, test.below
        self.floor = number(test.more_than) if test.more_than is not None else None
        self.ceiling = number(test.below) if test.below is not None else None

    def _fits(self, have: Number) -> bool:
        return (
            (self.low is None or have >= self.low)
            and (self.floor is None or have > self.floor)
            and (self.high is None or have <= self.high)
            and (self.ceiling is None or have < self.ceiling)
        )

    def _margin(self, have: Number) -> tuple[Number, Number, bool]:
        """What is needed, the margin, and whether it is a ceiling."""
        if self.low is not None:
            return self.low, have - self.low, False
        if self.floor is not None:
            need = _above(self.floor, self.grain, have)
            return need, have - need, False
        if self.high is not None:
            return self.high, self.high - have, True
        assert self.ceiling is not None
        need = _beneath(self.ceiling, self.grain, have)
        return need, need - have, True

    def met(self, roll: Roll) -> bool:
        return self._fits(self.have(roll))

    def found(self, roll: Roll) -> Found:
        have = self.have(roll)
        return self._found(have, have, self._fits(have))

    def over(self, tally: Tally) -> Found:
        weight = self.test.weight
        low, high = (
            self.who.weighed(weight, self.wanted, self.test.of, tally)
            if weight
            else self.who.tallied(self.wanted, self.test.of, tally)
        )
        return self._found(low, high, self._between(low, high))

    def _between(self, low: Number, high: Number) -> bool | None:
        """Whether whatever lies between fits: limits from below and above leave one stretch, which may lie within."""
        one, other = self._fits(low), self._fits(high)
        if one or other:
            return True if one and other else None
        above = (self.low is not None and high < self.low) or (self.floor is not None and high <= self.floor)
        beneath = (self.high is not None and low > self.high) or (self.ceiling is not None and low >= self.ceiling)
        return False if above or beneath or low == high else None

    def _found(self, have: Number, most: Number, met: bool | None) -> Found:
        need, margin, ceiling = self._margin(have)
        return Found(
            kind="weight" if self.test.weight else "count", met=met, have=have, most=most, need=need, base=self.base,
            margin=margin, ceiling=ceiling, what=self.what, group=self.test.of, weight=self.test.weight,
            where=self.where, veto=self.veto,
        )  # fmt: skip


class Fewest(Asked):
    """`count` and `fewest`: of the participants no more than the fewest of them who together hold a share of their weight.

    Where everybody takes part it is `at_most`, if the test says so.
    """

    def __init__(self, who: Who, test: Test) -> None:
        super().__init__(who, test)
        self.wanted = positions_of(test.count) - OUT
        self.what = _named(test.count)
        self.have = who.counter(self.wanted, "")
        self.threshold = threshold(test.reaches)
        weights = who.weights(test.fewest, who.order)
        self.heaviest = tuple(sorted(((weights[m], m) for m in who.order), key=lambda one: one[0], reverse=True))
        limit = _greatest(test)
        self.of_all = floor(limit) if limit is not None else self._fewest([weight for weight, _ in self.heaviest])

    def _fewest(self, weights: list[Number]) -> int:
        """How many of the heaviest reach the share; all where even they do not."""
        whole, held = sum(weights), Fraction(0)
        for n, weight in enumerate(weights, start=1):
            held += weight
            if self.threshold.met(held, whole):
                return n
        return len(weights)

    def _bound(self, roll: Roll) -> int:
        if "not_participating" not in roll.said:
            return self.of_all
        return self._fewest([weight for weight, member in self.heaviest if roll.held.get(member) not in OUT])

    def met(self, roll: Roll) -> bool:
        return self.have(roll) <= self._bound(roll)

    def found(self, roll: Roll) -> Found:
        have, need = self.have(roll), self._bound(roll)
        return self._found(have, have, need, have <= need, self.who.size - roll.said.count("not_participating"))

    def over(self, tally: Tally) -> Found:
        low, high = self.who.tallied(self.wanted, "", tally)
        few, many = self._bounds(tally)
        there = self.who.size - tally.numbers.get("not_participating", 0)
        return self._found(low, high, few, True if high <= few else False if low > many else None, there)

    def _bounds(self, tally: Tally) -> tuple[int, int]:
        """The least and the most that the fewest can be, whoever of the members took part."""
        every = [weight for weight, _ in self.heaviest]
        out = tally.numbers.get("not_participating", 0) if tally.numbers else None
        if not isinstance(out, int) or out > len(every):
            return 0, len(every)
        there = len(every) - out
        if not out:
            return self.of_all, self.of_all
        least, most = sum(every[out:]), sum(every[:there])  # what those who took part can weigh
        few = many = there
        for n in range(there, 0, -1):
            heavy, light = sum(every[:n], start=Fraction(0)), sum(every[out : out + n], start=Fraction(0))
            few = n if self.threshold.met(heavy, least) else few
            many = n if self.threshold.met(light, most) else many
        return few, many

    def _found(self, have: Number, most: Number, need: int, met: bool | None, base: Number) -> Found:
        return Found(
            kind="count", met=met, have=have, most=most, need=need, base=base, margin=need - have, ceiling=True,
            what=self.what, where=self.where, veto=self.veto,
        )  # fmt: skip


class ShareOf(Asked):
    """`share`: those in favour against a base, by number or by weight."""

    def __init__(self, who: Who, test: Test) -> None:
        super().__init__(who, test)
        self.weight = "" if test.share == "members" else test.share
        self.wanted = positions_of(test.held or "for")
        self.what = _named(test.held or "for")
        self.threshold = threshold(test.reaches)
        self.have = who.weigher(self.weight, self.wanted) if self.weight else who.counter(self.wanted, "")
        self.of = test.of or "entitled"
        self.base = who.base(self.of, self.weight)
        self.count = who.counter(self.wanted, "")
        self.least = _least(test)
        self.grain = who.grain(self.weight)

    def met(self, roll: Roll) -> bool:
        have, share = self.have(roll), self.threshold
        base = self.base(roll)
        left, right = have * share.share.denominator, base * share.share.numerator
        enough = left > right if share.strict else left >= right
        return enough and base > 0 and (self.least is None or self.count(roll) >= self.least)

    def found(self, roll: Roll) -> Found:
        have, base = self.have(roll), self.base(roll)
        return self._found((have, have), (base, base), (n := self.count(roll), n))

    def over(self, tally: Tally) -> Found:
        have = (
            self.who.weighed(self.weight, self.wanted, "", tally) if self.weight else self.who.tallied(self.wanted, "", tally)
        )
        positions = self.who.base_positions(self.of)
        if positions is None:
            whole = self.base(Roll({}, []))
            base: Range = (whole, whole)
        elif self.weight:
            base = self.who.weighed(self.weight, positions, "", tally)
        else:
            base = self.who.tallied(positions, "", tally)
        if not self.who.electorate.seats and self.of in ("members", "entitled", "participants"):
            return self._found(have, (0, 0), have, known=False)
        return self._found(have, base, self.who.tallied(self.wanted, "", tally))

    def _found(self, have: Range, base: Range, count: Range, known: bool = True) -> Found:
        met: bool | None = None
        if known:
            least = self.threshold.met(have[0], base[1]) and base[0] > 0
            most = self.threshold.met(have[1], base[0]) and base[1] > 0
            met = _certain(least, most)
            if self.least is not None:
                met = _both(met, _certain(count[0] >= self.least, count[1] >= self.least))
        grain = _grain(self.grain, have[0], base[1])
        need: Number = _whole(Fraction(self.threshold.least(base[1] * grain), grain))
        margin: Number = have[0] - need
        if self.least is not None and not self.weight and self.least > need:
            need, margin = self.least, count[0] - self.least
        return Found(
            kind="share", met=met, have=have[0], most=have[1], need=need, base=base[1], margin=margin, what=self.what,
            weight=self.weight, share=self.test.reaches, group=self.of, where=self.where, veto=self.veto,
        )  # fmt: skip


class Nobody(Asked):
    """`none_of` and `every`: nobody of a group holds a position, or everybody does."""

    def __init__(self, who: Who, test: Test) -> None:
        super().__init__(who, test)
        self.name = test.none_of or test.every
        self.every = bool(test.every)
        held = positions_of(test.held or ("for" if test.every else "against"))
        self.what = _named(test.held or ("for" if test.every else "against"))
        self.bad = ALL - held if test.every else held
        # Of those present, or of the participants, everybody: the others are not asked.
        match self.name:
            case "present":
                self.bad = self.bad & positions_of("present_at_all")
            case "participants":
                self.bad = self.bad - OUT
        if who.without_out:
            self.bad = self.bad - OUT
        self.members = who.order if self.name in ("entitled", "present", "participants") else who.group(self.name)
        self.whole = self.name in ("entitled", "present", "participants")
        self.silent_is_bad = "absent" in self.bad

    def met(self, roll: Roll) -> bool:
        held, bad = roll.held, self.bad
        if self.whole and not self.silent_is_bad:
            return bad.isdisjoint(roll.said)
        return not any(held.get(m, "absent") in bad for m in self.members)

    def found(self, roll: Roll) -> Found:
        held, bad = roll.held, self.bad
        if self.met(roll):
            return self._found((), True, 0, 0)
        who = tuple(m for m in self.members if held.get(m, "absent") in bad)
        return self._found(who, False, len(who), len(who))

    def over(self, tally: Tally) -> Found:
        least, most = self.who.holders(self.bad, "" if self.whole else self.name, tally)
        if self.silent_is_bad and not self.who.electorate.seats:
            return self._found((), False if least else None, least, most)
        return self._found((), _certain(least == 0, most == 0), least, most)

    def _found(self, who: tuple[str, ...], met: bool | None, least: Number, most: Number) -> Found:
        return Found(
            kind="every" if self.every else "none_of", met=met, have=least, most=most, base=len(self.members),
            margin=-least, ceiling=True, who=who, what=self.what, group=self.name, where=self.where, veto=self.veto,
        )  # fmt: skip


class More(Asked):
    """`more`: more hold one position than another, by number or by weight."""

    def __init__(self, who: Who, test: Test) -> None:
        super().__init__(who, test)
        self.wanted, self.other = positions_of(test.more), positions_of(test.than)
        if test.by:
            self.have, self.against = who.weigher(test.by, self.wanted), who.weigher(test.by, self.other)
        else:
            self.have, self.against = who.counter(self.wanted, ""), who.counter(self.other, "")

    def met(self, roll: Roll) -> bool:
        return self.have(roll) > self.against(roll)

    def found(self, roll: Roll) -> Found:
        have, other = self.have(roll), self.against(roll)
        return self._found((have, have), (other, other))

    def over(self, tally: Tally) -> Found:
        if self.test.by:
            weigh = self.who.weighed
            return self._found(weigh(self.test.by, self.wanted, "", tally), weigh(self.test.by, self.other, "", tally))
        return self._found(self.who.tallied(self.wanted, "", tally), self.who.tallied(self.other, "", tally))

    def _found(self, have: Range, other: Range) -> Found:
        never = self.wanted <= self.other  # whoever holds the one holds the other
        met = False if never else _certain(have[0] > other[1], have[1] > other[0])
        need = _above(other[1], self.who.grain(self.test.by), have[0])
        return Found(
            kind="more", met=met, have=have[0], most=have[1], need=need, base=other[1], margin=have[0] - need,
            what=_named(self.test.more), group=_named(self.test.than), weight=self.test.by, where=self.where, veto=self.veto,
        )  # fmt: skip


class Several(Asked):
    """`all`, `any` and `some`: so many of the tests inside."""

    def __init__(self, who: Who, test: Test, inner: tuple[Asked, ...]) -> None:
        super().__init__(who, test)
        self.inner = inner
        self.kind = test.kind
        self.least = len(inner) if test.all else 1 if test.any else int(number(test.at_least or 1))

    def met_but_for_veto(self, roll: Roll) -> bool:
        return self.veto or sum(one.met_but_for_veto(roll) for one in self.inner) >= self.least

    def met(self, roll: Roll) -> bool:
        if self.kind == "all":
            return all(one.met(roll) for one in self.inner)
        if self.kind == "any":
            return any(one.met(roll) for one in self.inner)
        return sum(one.met(roll) for one in self.inner) >= self.least

    def found(self, roll: Roll) -> Found:
        return self._found(tuple([one.found(roll) for one in self.inner]))

    def over(self, tally: Tally) -> Found:
        return self._found(tuple([one.over(tally) for one in self.inner]))

    def _found(self, inner: tuple[Found, ...]) -> Found:
        met = sum(one.met is True for one in inner)
        open_ = sum(one.met is None for one in inner)
        said = True if met >= self.least else None if met + open_ >= self.least else False
        return Found(
            kind=self.kind, met=said, have=met, most=met + open_, need=self.least, base=len(inner),
            margin=met - self.least, inner=inner, where=self.where, veto=self.veto,
        )  # fmt: skip


class Elsewhere(Asked):
    """A test asked of another electorate's ballot."""

    def __init__(self, who: Who, test: Test, inside: Asked) -> None:
        super().__init__(who, test)
        self.inside = inside

    def met(self, roll: Roll) -> bool:
        return self.found(roll).met is True

    def found(self, roll: Roll) -> Found:
        return self.over(roll)

    def over(self, tally: "Tally | Roll") -> Found:
        other = tally.others.get(self.where)
        if other is None:
            return Found(kind=self.test.kind, met=None, where=self.where, veto=self.veto)
        return self.inside.found(other) if isinstance(other, Roll) else self.inside.over(other)


def asked(test: Test, who: Who, rule: Rule, where: str = "") -> Asked:
    """The test put together for an electorate. Raises `BallotError` where that has not what the test asks: a weight of each
    member, another electorate.
    """
    if test.inner:  # each of them is asked where the whole is, unless it says where itself
        inner = (replace(one, where=one.where or test.where) for one in test.inner)
        return Several(who, test, tuple(asked(one, who, rule, where) for one in inner))
    if test.where and test.where != where:
        there = replace(rule, electorate=Entitled())  # who counts in the body says nothing of others
        if test.where not in who.electorate.others:
            raise BallotError([Fault("procedure.electorate_missing", {"electorate": test.where})])
        elsewhere = Who(there, who.electorate.others[test.where], where=test.where)
        return Elsewhere(who, test, asked(test, elsewhere, there, test.where))
    if test.fewest:
        return Fewest(who, test)
    if test.count or test.weight:
        return Measure(who, test)
    if test.share:
        return ShareOf(who, test)
    return More(who, test) if test.more else Nobody(who, test)


def _named(wanted: str | tuple[str, ...]) -> str:
    return wanted if isinstance(wanted, str) else "+".join(wanted)


def _least(test: Test) -> Number | None:
    return None if test.at_least is None else number(test.at_least)


def _greatest(test: Test) -> Number | None:
    return None if test.at_most is None else number(test.at_most)


def _grain(grain: int, *numbers: Number) -> int:
    """Into how many parts one is parted, so that all of these are whole."""
    return lcm(grain, *(Fraction(one).denominator for one in numbers))


def _whole(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else value


def _above(bound: Number, grain: int, have: Number) -> Number:
    """The least that is more than the bound, in the parts in which votes are cast."""
    grain = _grain(grain, have)
    return _whole(Fraction(floor(bound * grain) + 1, grain))


def _beneath(bound: Number, grain: int, have: Number) -> Number:
    """The most that is less than the bound, in the parts in which votes are cast."""
    grain = _grain(grain, have)
    return _whole(Fraction(ceil(bound * grain) - 1, grain))


def _certain(least: bool, most: bool) -> bool | None:
    """The answer where both ends agree."""
    return least if least == most else None


def _both(one: bool | None, other: bool | None) -> bool | None:
    """Both, where either may be open."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True
