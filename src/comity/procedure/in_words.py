"""A rule told in words, as it would be read aloud: who has a vote, what it takes, what else stands in the way."""

from collections.abc import Iterable
from fractions import Fraction

from comity.phrases import Names, Param, numbers, param, plural, say
from comity.procedure.electorate import SEVERAL
from comity.procedure.found import Found
from comity.procedure.rule import Rule, Test
from comity.procedure.threshold import number, threshold
from comity.text import Name

#: Shares that have a name of their own.
_NAMED = {"1/2": "half", "2/3": "two_thirds", "3/4": "three_quarters", "3/5": "three_fifths", "1/3": "one_third"}
_TURNED = {"not_for": "for", "not_against": "against"}
_SINGLE = frozenset(("entitled", "present", "participants"))


def in_words(rule: Rule, lang: str, names: Names) -> str:
    """What it takes, in one sentence without its full stop: `at least 9 in favour and no permanent member against`.

    `names` is asked for groups, weights, rules and electorates of the body: `names("group", "security-council/permanent")`.
    """
    said = _Said(rule.body, lang, names)
    if rule.chosen_by is not None:
        choice = rule.chosen_by
        return said("rule-words.chosen_by", question=("rule", choice.question), yes=("rule", choice.yes), no=("rule", choice.no))
    if rule.stages:
        steps = []
        for stage in rule.stages:
            hours = stage.after.hours if stage.after is not None else 0
            code = "rule-words.stage_after" if hours else "rule-words.stage_unless" if stage.unless is not None else "rule-words.stage"
            unless = said.where_anybody(stage.unless) if stage.unless is not None else ""
            steps.append(said(code, rule=("rule", stage.rule), n=hours, unless=unless))
        return said.listed(steps, "then")
    if rule.adopted_when == "not_known":
        return said("rule-words.not_known")
    parts = []
    if rule.silence is not None:
        broken = said.listed([said(f"rule-words.breaks.{one}") for one in rule.silence.broken_by], "or")
        parts.append(said("rule-words.silence", n=rule.silence.hours, broken=broken))
    if isinstance(rule.adopted_when, Test):
        parts.append(said.test(rule.adopted_when))
    words = said.joined(parts)
    quorum = [one for one in (rule.quorum.to_open, rule.quorum.to_decide, rule.quorum.cast) if one is not None]
    words += "".join(said("rule-words.quorum", test=said.test(one)) for one in quorum[-1:])
    return words + (said("rule-words.casting_vote") if rule.tie == "casting_vote" else "")


def found_in_words(found: Found, body: str, lang: str, names: Names) -> str:
    """What a test asked, told from what it found: `at least 9 in favour`."""
    what = tuple(found.what.split("+")) if found.what else ()
    bound = {"at_most" if found.ceiling else "at_least": str(found.need)}
    match found.kind:
        case "count":
            test = Test(count=what, of=found.group, **bound)  # type: ignore[arg-type]
        case "weight":
            test = Test(weight=found.weight, held=what, of=found.group, **bound)  # type: ignore[arg-type]
        case "share":
            test = Test(share=found.weight or "members", held=what, of=found.group, reaches=found.share)  # type: ignore[arg-type]
        case "more":
            test = Test(more=what, than=tuple(found.group.split("+")), by=found.weight)  # type: ignore[arg-type]
        case "every":
            test = Test(every=found.group, held=what)  # type: ignore[arg-type]
        case _:
            test = Test(none_of=found.group, held=what)  # type: ignore[arg-type]
    said = _Said(body, lang, names)
    told = said.test(test)
    return said("rule-words.where", test=told, where=("electorate", found.where)) if found.where else told


class _Said:
    """Words of one body's rules in one language."""

    def __init__(self, body: str, lang: str, names: Names) -> None:
        self.body, self.lang, self.names = body, lang, names

    def __call__(self, code: str, **values: str | int | tuple[str, str]) -> str:
        params: list[Param] = []
        for name, value in values.items():
            if isinstance(value, tuple):
                params.append(param(name, value[0], f"{self.body}/{value[1]}"))  # type: ignore[arg-type]
            else:
                params.append(param(name, "number" if isinstance(value, int) else "text", value))
        return say(code, params, self.lang, self.names)

    def listed(self, parts: Iterable[str], how: str) -> str:
        """`a, b and c`."""
        every = [part for part in parts if part]
        if len(every) < 2:
            return "".join(every)
        return self(f"rule-words.{how}", first=", ".join(every[:-1]), last=every[-1])

    def test(self, test: Test, inside: bool = False) -> str:
        """What a test asks; `inside`: as one of several."""
        said = self._bare(test, inside)
        return self("rule-words.where", test=said, where=("electorate", test.where)) if test.where else said

    def joined(self, tests: list[str]) -> str:
        """Tests all of which are asked: `a, and b`; `a; b; and c`."""
        *some, last = tests or [""]
        if not some:
            return last
        return self("rule-words.all" if len(some) == 1 else "rule-words.all_of", first="; ".join(some), last=last)

    def _either(self, tests: tuple[Test, ...], inside: bool) -> str:
        """Tests of which one is enough; they are numbered where one is made of others, so that it is clear what belongs together."""
        told = [self.test(one, inside=True) for one in tests]
        if len(told) < 2:
            return "".join(told)
        if len(told) == 2 and not any(one.inner for one in tests):
            return self("rule-words.either" if inside else "rule-words.or_else", first=told[0], last=told[1])
        return self("rule-words.one_of", n=len(told), tests=self._numbered(told))

    def _numbered(self, told: list[str]) -> str:
        return "; ".join(f"({n}) {words}" for n, words in enumerate(told, start=1))

    def where_anybody(self, test: Test) -> str:
        """Under which condition a stage is not available: where anybody objects to the procedure; else what the test asks."""
        wanted = (test.count,) if isinstance(test.count, str) else test.count
        if test.count and not test.of and not test.where and test.at_least == 1 and not set(wanted) & set(SEVERAL):
            return self("rule-words.anybody", what=self.position(wanted, "does"))
        return self("rule-words.there_is", test=self.test(test))

    def _bare(self, test: Test, inside: bool) -> str:
        if test.all:
            plain, others = [one for one in test.all if not one.inner], [one for one in test.all if one.inner]
            return self.joined([self.test(one, inside=True) for one in (*plain, *others)])
        if test.any:
            return self._either(test.any, inside)
        if test.some:
            told = [self.test(one, inside=True) for one in test.some]
            return self("rule-words.some", n=int(number(test.at_least or 1)), of=len(told), tests=self._numbered(told))
        if test.none_of or test.every:
            return self._everybody(test)
        if test.share:
            return self._share(test)
        if test.more:
            return self("rule-words.more", what=self.position(test.more), than=self.position(test.than))
        return self._measure(test)

    def position(self, wanted: str | tuple[str, ...], form: str = "position") -> str:
        """`in favour`, `against or abstaining`; with `does` as the verb goes: `votes in favour`."""
        names = (wanted,) if isinstance(wanted, str) else wanted
        return self.listed([self(f"rule-words.{form}.{name}") for name in names], "or")

    def _nor(self, names: tuple[str, ...]) -> str:
        """What nobody does, one thing nor another: in Russian each is denied."""
        return self.listed([self("rule-words.denied", what=self(f"rule-words.does.{name}")) for name in names], "nor")

    def _everybody(self, test: Test) -> str:
        """What nobody does, or everybody; that nobody does other than vote in favour is that everybody votes in favour."""
        kind, group = ("none_of", test.none_of) if test.none_of else ("every", test.every)
        held = test.held or ("for" if test.every else "against")
        names: tuple[str, ...] = (held,) if isinstance(held, str) else held
        if kind == "none_of" and len(names) == 1 and names[0] in _TURNED:
            kind, names = "every", (_TURNED[names[0]],)
        elif kind == "every" and len(names) == 1 and names[0] in _TURNED:
            kind, names = "none_of", (_TURNED[names[0]],)
        what = self._nor(names) if kind == "none_of" else self.position(names, "does")
        if group in _SINGLE:
            return self(f"rule-words.{kind}.{group}", what=what)
        return self(f"rule-words.{kind}.group", what=what, group=("group", group), n=1, gender=self._gender(group))

    def _gender(self, group: str) -> str:
        name = self.names("group", f"{self.body}/{group}")
        return (name.form(self.lang).gender if isinstance(name, Name) else "") or "m"

    def _several(self, group: str) -> str:
        """Several members of a group, in Russian as they stand after a number that is asked for: the genitive."""
        name = self.names("groups", f"{self.body}/{group}")
        if isinstance(name, Name):
            return name.said(self.lang, "gen")
        return self("rule-words.members_of", group=("group", group))

    def _share(self, test: Test) -> str:
        asked = threshold(test.reaches)
        share = self("rule-words.more_than" if asked.strict else "rule-words.at_least", share=self._fraction(test.reaches))
        of = self(f"rule-words.of.{test.of or 'entitled'}")
        what = self.position(test.held or "for")
        if test.share == "members":
            said = self("rule-words.share_of_members", share=share, of=of, what=what)
        else:
            code = "rule-words.share_of_weight" if self.lang == "en" or self._bends(test.share) else "rule-words.share_of_weight_unbent"
            said = self(code, share=share, of=of, what=what, weight=("weight", test.share))
        return said if test.at_least is None else self("rule-words.and_at_least", test=said, n=str(test.at_least))

    def _bends(self, weight: str) -> bool:
        """Whether a weight's name has a genitive."""
        name = self.names("weight", f"{self.body}/{weight}")
        return isinstance(name, Name) and bool(name.form(self.lang).gen)

    def _units(self, weight: str, n: int | Fraction) -> str:
        """A weight's unit after a number that is asked for, in Russian the genitive: 12 votes; 12 голосов."""
        name = self.names("unit", f"{self.body}/{weight}")
        if not isinstance(name, Name):
            return ""
        forms = tuple(name.said(self.lang).split("|"))
        if self.lang == "ru" and Fraction(n).denominator == 1:
            forms = (forms[min(1, len(forms) - 1)], forms[-1], forms[-1])
        return plural(n, forms, self.lang)

    def _fraction(self, reaches: str) -> str:
        """A share as it is said: two thirds, 65%."""
        name = _NAMED.get(str(threshold(reaches).share))
        return self(f"rule-words.share.{name}") if name else reaches.split(" ")[1].replace("%", "\u00a0%" if self.lang == "ru" else "%")

    def _measure(self, test: Test) -> str:
        what = self.position(test.count or test.held or "for")
        if test.fewest:
            asked = threshold(test.reaches)
            share = self("rule-words.more_than" if asked.strict else "rule-words.at_least", share=self._fraction(test.reaches))
            code = "rule-words.count.fewest" if test.at_most is None else "rule-words.count.fewest_or"
            return self(code, what=what, share=share, weight=("weight", test.fewest), n=str(test.at_most))
        parts = []
        for name in ("at_least", "more_than", "at_most", "below"):
            bound = getattr(test, name)
            if bound is None:
                continue
            n = number(bound)
            if test.weight:
                unit = self._units(test.weight, n)
                code = f"rule-words.weight.{name}" if unit else f"rule-words.weight_unnamed.{name}"
                parts.append(self(code, n=numbers(n, self.lang), what=what, unit=unit, weight=("weight", test.weight)))
            elif test.of:
                parts.append(self(f"rule-words.count_of.{name}", n=numbers(n, self.lang), what=what, group=self._several(test.of)))
            else:
                one = "rule-words.count.one" if name == "at_least" and n == 1 else f"rule-words.count.{name}"
                parts.append(self(one, n=numbers(n, self.lang), what=what))
        return self.listed(parts, "and")
