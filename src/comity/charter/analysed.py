"""An analysis in words: who can block alone, how even power is, how likely a proposal is to pass; coalitions by name.

Figures are rounded here and nowhere before; the exact ones stand in the values that are told.
"""

from collections.abc import Sequence
from fractions import Fraction

from comity.charter.analysing import Analysis, Case, gap
from comity.phrases import Names, param, say
from comity.phrases.say import numbers
from comity.procedure.analysis import Kind
from comity.text import Name

#: More names than these are not told one by one.
NAMED = 12
#: A chance below one in so many is told as below it.
RARE = 10**9


class Told:
    """The words for one case, in one language."""

    def __init__(self, case: Case, lang: str, names: Names) -> None:
        self.case, self.lang, self.names = case, lang, names

    def say(self, code: str, **values: str | int) -> str:
        """The sentence of a code."""
        params = [param(name, "number" if isinstance(value, int) else "text", value) for name, value in values.items()]
        return say(code, params, self.lang, self.names)

    def member(self, member: str) -> str:
        """What a member is called; a seat that no source names has a number."""
        if member.startswith("seat-"):
            return self.say("analysis.seat", n=member.removeprefix("seat-"))
        found = self.names("state", member)
        return str(found.said(self.lang)) if isinstance(found, Name) else found

    def members(self, members: Sequence[str], most: int = NAMED) -> str:
        """Members by name; of many the first, and how many more."""
        named = list(map(self.member, members[:most]))
        if len(members) > most:
            return self.say("analysis.list_more", names=", ".join(named), n=len(members) - most)
        return self.say("analysis.names", first=", ".join(named[:-1]), last=named[-1]) if len(named) > 1 else "".join(named)

    def group(self, members: Sequence[str]) -> str:
        """What several members are called together, where they are a group of the body that has a name; else nothing."""
        if len(members) < 2:
            return ""
        of_all = (name for name, group in self.case.electorate.groups.items() if group == frozenset(members))
        return next((self._name("groups", name, "") for name in of_all), "")

    def named_group(self, name: str) -> str:
        """What the members of a group are called: together, else one of them, else by the group's id."""
        return self._name("groups", name, "") or self._name("group", name, name)

    def _name(self, kind: str, value: str, otherwise: str) -> str:
        found = self.names(kind, f"{self.case.body}/{value}")
        return str(found.said(self.lang)) if isinstance(found, Name) else otherwise

    def weight(self, name: str) -> str:
        """What a weight is called."""
        return self._name("weight", name, name)

    def number(self, n: int | Fraction) -> str:
        """A number, parted as the language does; one of more than fifteen figures by its first three: `1.26 × 10⁵⁸`."""
        if n < 10**15:
            return numbers(n, self.lang)
        power = len(str(int(n))) - 1
        first = (2 * int(n) * 100 + 10**power) // (2 * 10**power)
        if first == 1000:
            first, power = 100, power + 1
        point = "." if self.lang == "en" else ","
        return f"{first // 100}{point}{first % 100:02}\u00a0×\u00a010{str(power).translate(_RAISED)}"

    def share(self, part: Fraction) -> str:
        """A part of the whole in per cent with two decimals, rounded half up: `19.63%`, `19,63 %`, `below 0.01%`."""
        if not part:
            return "0%" if self.lang == "en" else "0\u00a0%"
        if part < Fraction(1, 10_000):
            return self.say("analysis.below", share=_percent(1, self.lang))
        return _percent((20_000 * part.numerator + part.denominator) // (2 * part.denominator), self.lang)

    def kind(self, kind: Kind) -> str:
        """Coalitions of a kind: who must be in them, and how many of whom."""
        told = [self._part(j, members) for j, members in kind.parts]
        alone = ", ".join(self.member(members[0]) for j, members in kind.parts if j == len(members) == 1)
        others = [one for one, (j, members) in zip(told, kind.parts, strict=True) if not j == len(members) == 1]
        every = [alone, *others] if alone else others
        return self.say("analysis.and", first=", ".join(every[:-1]), last=every[-1]) if len(every) > 1 else "".join(every)

    def _part(self, j: int, members: tuple[str, ...]) -> str:
        group, n = self.group(members), len(members)
        everybody = n == len(self.case.game.members)
        if j == n:
            if everybody and n > NAMED:
                return self.say("analysis.all_members", n=n)
            return self.say("analysis.all_of", n=n, group=group) if group else self.members(members, NAMED * 3)
        if everybody:
            return self.say("analysis.any_members", j=j, n=n)
        if group:
            return self.say("analysis.any_of_group", j=j, n=n, group=group)
        return self.say("analysis.any_of", j=j, n=n, names=self.members(members))

    def blocking(self, found: Analysis) -> str:
        """Who can block alone."""
        n, of = len(found.can_block), len(found.members)
        if not n:
            return self.say("analysis.block_none")
        if n == of and n > 1:
            return self.say("analysis.block_every", n=n)
        return self.say("analysis.block_some", n=n, of=of, names=self.members(found.can_block))

    def evenness(self, found: Analysis) -> str:
        """How even power is, by Shapley and Shubik."""
        shares = found.power.shapley_shubik.of
        most, least = max(shares), min(shares)
        if most == least:
            return self.say("analysis.even", n=len(shares))
        strongest = [member for member, share in zip(found.members, shares, strict=True) if share == most]
        names = self.group(strongest) or self.members(strongest, 6)
        code = "analysis.uneven_each" if len(strongest) > 1 else "analysis.uneven"
        return self.say(code, most=self.share(most), least=self.share(least), names=names)

    def chance(self, found: Analysis) -> str:
        """How likely a proposal is to pass where everybody tosses a coin."""
        chance = found.power.to_act.of[0]
        if chance >= Fraction(1, 1000):
            return self.say("analysis.chance_share", share=self.share(chance))
        if chance * RARE < 1:
            return self.say("analysis.chance_small", n=RARE)
        return self.say("analysis.chance_one_in", n=round(1 / chance), about="" if chance.numerator == 1 else "1")

    def sentences(self, found: Analysis) -> tuple[str, ...]:
        """The point of it: who can block, on whom it depends, how even power is, how likely a proposal is to pass."""
        if not found.power.winning:
            return (self.say("analysis.never"),)
        if found.power.to_act.of[0] == 1:
            return (self.say("analysis.always"),)
        said = [self.blocking(found)]
        if found.dictator is not None:
            said.append(self.say("analysis.dictator", name=self.member(found.dictator)))
        else:
            said.append(self.evenness(found))
        said.append(self.chance(found))
        if found.dummies and found.dictator is None:
            said.append(self.say("analysis.dummies", n=len(found.dummies), names=self.members(found.dummies)))
        return tuple(said)

    def notes(self, found: Analysis) -> tuple[str, ...]:
        """What the figures take for granted, and how exact they are."""
        said = [self.say("analysis.assumes")]
        if "concerned" in self.case.rule.electorate.without:
            said.append(self.say("analysis.concerned"))
        if self.case.casting:
            said.append(self.say("analysis.casting"))
        if self.case.contested:
            said.append(self.say("analysis.contested"))
        if not found.power.exact:
            said.append(self.exactness(found))
        return tuple(said)

    def exactness(self, found: Analysis) -> str:
        """How far an approximation may be from the true figures."""
        measures = (found.power.banzhaf, found.power.penrose, found.power.shapley_shubik, found.power.to_prevent, found.power.to_initiate)
        return self.say("analysis.not_exact", error=self.share(max(one.error for one in measures)))

    def tolerance(self, found: Analysis) -> str:
        """How far weights may be off; empty where no single weight decides."""
        between = gap(self.case, found)
        if between is None:
            return ""
        losing, winning = self.number(between.losing), self.number(between.winning)
        return self.say("analysis.tolerance", share=str(between.share), losing=losing, winning=winning)


def why_not(code: str, day: str, lang: str) -> str:
    """Why a rule cannot be analysed: by a code of `NotAGame`, or `too_large`."""
    return say(f"analysis.not.{code}", [param("day", "day", day)], lang, lambda _kind, value: value)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _percent(hundredths: int, lang: str) -> str:
    whole = f"{hundredths // 100}{'.' if lang == 'en' else ','}{hundredths % 100:02}"
    return f"{whole}%" if lang == "en" else f"{whole}\u00a0%"
