"""A rule told in words, as it would be read aloud: who has a vote, what it takes, what else stands in the way."""

from collections.abc import Iterable

from comity.phrases import Names, Param, param, say
from comity.procedure.found import Found
from comity.procedure.rule import Rule, Test
from comity.procedure.threshold import number, threshold

#: Shares that have a name of their own.
_NAMED = {"1/2": "half", "2/3": "two_thirds", "3/4": "three_quarters", "3/5": "three_fifths", "1/3": "one_third"}
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
            unless = said.test(stage.unless) if stage.unless is not None else ""
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
    quorum = [one for one in (rule.quorum.to_open, rule.quorum.to_decide, rule.quorum.cast) if one is not None]
    parts += [said("rule-words.quorum", test=said.test(one)) for one in quorum[-1:]]
    if rule.tie == "casting_vote":
        parts.append(said("rule-words.casting_vote"))
    return said.listed(parts, "and")


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

    def test(self, test: Test) -> str:
        """What a test asks."""
        said = self._bare(test)
        return self("rule-words.where", test=said, where=("electorate", test.where)) if test.where else said

    def _bare(self, test: Test) -> str:
        if test.all:
            return self.listed(map(self.test, test.all), "and")
        if test.any:
            return self.listed(map(self.test, test.any), "or_else")
        if test.some:
            inner = self.listed(map(self.test, test.some), "or_else")
            return self("rule-words.some", n=int(number(test.at_least or 1)), of=len(test.some), tests=inner)
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

    def _nor(self, wanted: str | tuple[str, ...]) -> str:
        """What nobody does, one thing nor another: in Russian each is denied."""
        first, *more = [self(f"rule-words.does.{name}") for name in ((wanted,) if isinstance(wanted, str) else wanted)]
        for one in more:
            first = self("rule-words.nor", first=first, last=one)
        return first

    def _everybody(self, test: Test) -> str:
        kind, group = ("none_of", test.none_of) if test.none_of else ("every", test.every)
        what = self.position(test.held or "for", "does") if test.every else self._nor(test.held or "against")
        if group in _SINGLE:
            return self(f"rule-words.{kind}.{group}", what=what)
        return self(f"rule-words.{kind}.group", what=what, group=("group", group))

    def _share(self, test: Test) -> str:
        asked = threshold(test.reaches)
        share = self("rule-words.more_than" if asked.strict else "rule-words.at_least", share=self._fraction(test.reaches))
        of = self(f"rule-words.of.{test.of or 'entitled'}")
        what = self.position(test.held or "for")
        if test.share == "members":
            said = self("rule-words.share_of_members", share=share, of=of, what=what)
        else:
            said = self("rule-words.share_of_weight", share=share, of=of, what=what, weight=("weight", test.share))
        return said if test.at_least is None else self("rule-words.and_at_least", test=said, n=str(test.at_least))

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
            if test.weight:
                parts.append(self(f"rule-words.weight.{name}", n=str(bound), what=what, weight=("weight", test.weight)))
            elif test.of:
                parts.append(self(f"rule-words.count_of.{name}", n=str(bound), what=what, group=("group", test.of)))
            else:
                parts.append(self(f"rule-words.count.{name}", n=str(bound), what=what))
        return self.listed(parts, "and")
