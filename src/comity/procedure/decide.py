"""How a body decides: a rule, who may decide, what they did; the outcome with its reasons.

    stages      a cascade: the rule that is tried, and whether it is time for it
    chosen by   a vote says which of two rules decides
    silence     until the deadline nothing is decided, unless it is broken
    quorum      without one nothing is decided, whatever the votes
    tests       met, missed, or left open by a tally; `vetoed` where nothing but a veto stands in the way
    tie         the presiding member's vote, where the rule says so

Pure: the same rule, electorate and ballot come to the same outcome anywhere. What was printed of a decision is no
argument here.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from comity.procedure.asked import Asked, asked
from comity.procedure.electorate import POSITIONS, Ballot, BallotError, Electorate, Number, faults_of
from comity.procedure.found import Found
from comity.procedure.rule import Confidence, Entitled, Quorum, Rule, Stage, Test
from comity.procedure.spread import roll_calls
from comity.procedure.who import Roll, Tally, Who

Rules = Mapping[str, Rule]
_KNOWN = frozenset(POSITIONS)
_SURE = ("high", "medium", "low")
#: What an outcome rests on where a tally may have left it open.
_OPEN = frozenset(("tests", "quorum", "tie", "silence"))
_AWAY = frozenset(("absent", "not_participating"))
#: The positions in which a casting vote is given.
_SIDES = ("for", "against")
#: The positions whose holders a decision does not bind.
_FREE = {
    "all": frozenset[str](), "nobody": _KNOWN, "for": _KNOWN - {"for"}, "present": _AWAY,
    "participants": frozenset(("not_participating",)), "not_abstaining": frozenset(("abstain",)),
}  # fmt: skip


class Decision(Struct, frozen=True, gc=False, kw_only=True):
    """What a body decided by a rule, and why.

    outcome    `adopted`, `not_adopted`, `vetoed`, `no_quorum`, `not_ripe`, `not_computable`, `adopted_without_vote`; of a text
               that came to no decision `withdrawn`, `not_considered`
    contested  a reading of the rule is contested
    rule       the id of the rule that decided (of the stage that was reached, of the rule that a vote chose)
    why        in one word what the outcome rests on: `tests`, `quorum`, `tie`, `silence`, `certification`, `deferral`,
               `unavailable`, `question`, `not_known`, `no_vote`, `no_record`, `ended`; `every_way` where tests of a tally are
               open and yet come to the same outcome however its votes are spread over the members
    found      its tests with their numbers; `quorum` those of the quorum
    numbers    how many hold each position, and how many are entitled
    bound      whom it binds, where it is adopted
    noted      members whose position was noted and not counted: too late, suspended, concerned
    corrected  members whose later correction was noted and not counted
    confidence the lowest on which it rests
    """

    outcome: str
    rule: str
    why: str = "tests"
    contested: bool = False
    found: Found | None = None
    quorum: Found | None = None
    numbers: dict[str, Number] = {}
    bound: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    confidence: Confidence = "high"
    provision: str = ""
    practice: tuple[str, ...] = ()
    next_rule: str = ""
    hours: Number = 0
    question: "Decision | None" = None


class Decider:
    """A rule put together for an electorate, to be asked of many ballots."""

    def __init__(self, rule: Rule, electorate: Electorate) -> None:
        self.rule, self.electorate = rule, electorate
        self.who = Who(rule, electorate)
        test = rule.adopted_when
        self.adopted: Asked | None = None if isinstance(test, str) else asked(test, self.who, rule)
        quorum = rule.quorum
        self.quorum = tuple(
            asked(one, self.who, rule) for one in (quorum.to_open, quorum.to_decide, quorum.cast) if one is not None
        )
        self._unsure = any(electorate.sure.get(name, "high") != "high" for test in _tests_of(rule) for name in _weights(test))
        self._plain = rule.silence is None and not rule.stages and rule.chosen_by is None and not electorate.others
        self.may_be_vetoed = self.adopted is not None and not isinstance(test, str) and _has_veto(test.all or (test,))
        self._every = self.who.entitled
        self._with: dict[str, Asked] = {}

    def outcome(self, positions: Mapping[str, str]) -> str:
        """The outcome of a roll call and nothing else: the quick way. Raises `BallotError`."""
        adopted = self.adopted
        if not self._plain or adopted is None or not positions:
            return self.decide(Ballot(positions=positions)).outcome
        if not positions.keys() <= self._every:
            return self.decide(Ballot(positions=positions)).outcome
        roll = Roll(positions, list(positions.values()))
        if not _KNOWN.issuperset(roll.said):
            raise BallotError(faults_of(self.electorate, Ballot(positions=positions)))
        for quorum in self.quorum:
            if not quorum.met(roll):
                return "no_quorum"
        if adopted.met(roll):
            return "adopted"
        return "vetoed" if self.may_be_vetoed and adopted.met_but_for_veto(roll) else "not_adopted"

    def decide(self, ballot: Ballot) -> Decision:
        """The outcome with its reasons; raises `BallotError` where the ballot is none of this electorate."""
        if faults := faults_of(self.electorate, ballot):
            raise BallotError(faults)
        rule = self.rule
        positions = self.counted(ballot)
        noted: tuple[str, ...] = ()
        if positions is not ballot.positions:
            noted = tuple(m for m in ballot.positions or () if m not in (positions or ()))
        corrected = tuple(m for m in self.who.order if m in ballot.corrected) if ballot.corrected else ()
        common = {
            "rule": rule.id, "contested": bool(rule.reading_of), "noted": noted, "corrected": corrected, "confidence": rule.confidence,
            "provision": rule.provision, "practice": rule.practice,
        }  # fmt: skip
        if rule.adopted_when == "not_known":
            return Decision(outcome="not_computable", why="not_known", **common)  # type: ignore[arg-type]
        if positions is None and ballot.tally is None and not ballot.others and rule.silence is None:
            return Decision(outcome="not_computable", why="no_record", **common)  # type: ignore[arg-type]
        if rule.without_vote and positions is not None and not positions and not noted and ballot.tally is None:
            return Decision(outcome="adopted_without_vote", why="no_vote", bound=self._bound(Roll({}, [])), **common)  # type: ignore[arg-type]
        view = self._view(positions, ballot)
        made = self._silence(ballot, view) if rule.silence is not None else self._tests(view, ballot)
        bound = self._bound(view) if made.outcome == "adopted" else ()
        if self._unsure:
            common["confidence"] = lowest(rule.confidence, *self._weighed(made))
        return replace(made, numbers=self._numbers(view), bound=bound, **common)

    def _weighed(self, made: Decision) -> Iterator[Confidence]:
        """How sure the weights are on which the outcome rests: those of tests that were met, or missed, as the whole was."""
        fewest = {"+".join((one.count,) if isinstance(one.count, str) else one.count): one for one in _tests_of(self.rule) if one.fewest}
        for whole in (made.quorum, made.found):
            for one in _resting(whole, whole.met) if whole is not None else ():
                yield self.electorate.sure.get(one.weight, "high")
                if (test := fewest.get(one.what)) and one.kind == "count" and (one.base != self.who.size or test.at_most is test.below is None):
                    yield self.electorate.sure.get(test.fewest, "high")

    def counted(self, ballot: Ballot) -> Mapping[str, str] | None:
        """The positions that count: in time, and of those who are entitled."""
        positions = ballot.positions
        if positions is None or (not ballot.late and positions.keys() <= self._every):
            return positions
        return {m: p for m, p in positions.items() if m in self._every and m not in ballot.late}

    # Quorum and tests

    def _view(self, positions: Mapping[str, str] | None, ballot: Ballot) -> Roll | Tally:
        others: dict[str, Roll | Tally] = {}
        for name, other in ballot.others.items():
            bare = replace(self.rule, adopted_when="not_known", quorum=Quorum(), electorate=Entitled())
            there = Decider(bare, self.electorate.others[name])
            others[name] = there._view(other.positions, other)
        if positions is not None or (ballot.tally is None and not others):
            held = positions or {}
            return Roll(held, list(held.values()), others)
        if not ballot.tally:
            return Tally({}, self.who.size, others)
        numbers = dict(ballot.tally)
        if self.electorate.seats:
            stated = sum(numbers.values())
            numbers["absent"] = numbers.get("absent", 0) + max(0, self.who.size - stated)
        return Tally(numbers, self.who.size, others)

    def _ask(self, test: Asked, view: Roll | Tally) -> Found:
        return test.found(view) if isinstance(view, Roll) else test.over(view)

    def _tests(self, view: Roll | Tally, ballot: Ballot) -> Decision:
        quorum = None
        for one in self.quorum:
            quorum = self._ask(one, view)
            if quorum.met is not True:
                outcome = "no_quorum" if quorum.met is False else "not_computable"
                return Decision(outcome=outcome, rule="", why="quorum", quorum=quorum)
        assert self.adopted is not None
        found = self._ask(self.adopted, view)
        if found.met is None:
            return Decision(outcome="not_computable", rule="", found=found, quorum=quorum)
        if found.met:
            return Decision(outcome="adopted", rule="", found=found, quorum=quorum)
        vetoed = _met_but_for_veto(found)
        if vetoed:
            return Decision(outcome="vetoed", rule="", found=found, quorum=quorum)
        if vetoed is None:
            return Decision(outcome="not_computable", rule="", found=found, quorum=quorum)
        if self.rule.tie == "casting_vote" and (ballot.presiding or ballot.casting) and self._tied(view):
            outcome = self._by_casting_vote(view, ballot)
            if outcome:
                return Decision(outcome=outcome, rule="", why="tie", found=found, quorum=quorum)
        return Decision(outcome="not_adopted", rule="", found=found, quorum=quorum)

    def _tied(self, view: Roll | Tally) -> bool:
        if isinstance(view, Tally):
            return view.numbers.get("for", 0) == view.numbers.get("against", 0)
        return view.said.count("for") == view.said.count("against")

    def _by_casting_vote(self, view: Roll | Tally, ballot: Ballot) -> str:
        """The outcome with one more vote, of whoever presides; empty where there is none, or it makes no difference."""
        casts, presiding = str(ballot.casting), ballot.presiding
        if isinstance(view, Roll):
            casts = casts or view.held.get(presiding, "")
        elif not casts and not (self._every and presiding not in self._every):
            # Nobody knows how the chair voted, if at all: see `_in_every_way`.
            might = [position for position in _SIDES if view.numbers.get(position)]
            return "not_computable" if any(self._with_casting_vote(view, one) != "not_adopted" for one in might) else ""
        if casts not in _SIDES:
            return ""
        outcome = self._with_casting_vote(view, casts)
        if outcome == "not_adopted" and all(self._with_casting_vote(view, one) == outcome for one in _SIDES if one != casts):
            return ""
        return outcome

    def casting(self, position: str) -> Asked:
        """The tests with a casting vote in this position."""
        test = self.rule.adopted_when
        assert isinstance(test, Test)
        if position not in self._with:
            self._with[position] = asked(test, Who(self.rule, self.electorate, position), self.rule)
        return self._with[position]

    def _with_casting_vote(self, view: Roll | Tally, position: str) -> str:
        found = self._ask(self.casting(position), view)
        if found.met is not False:
            return "adopted" if found.met else "not_computable"
        vetoed = _met_but_for_veto(found)
        return "not_computable" if vetoed is None else "vetoed" if vetoed else "not_adopted"

    def _silence(self, ballot: Ballot, view: Roll | Tally) -> Decision:
        """Silence: broken, still running, or kept."""
        silence = self.rule.silence
        assert silence is not None
        said = view.said if isinstance(view, Roll) else [p for p, n in view.numbers.items() if n]
        breakers = tuple(m for m, p in view.held.items() if p in silence.broken_by) if isinstance(view, Roll) else ()
        found = Found(
            kind="none_of", met=not any(p in silence.broken_by for p in said), have=len(breakers), most=len(breakers),
            base=self.who.size, margin=-len(breakers), ceiling=True, who=breakers, what="+".join(silence.broken_by),
            group="entitled",
        )  # fmt: skip
        if not found.met:
            return Decision(outcome=silence.on_breaking, rule="", why="silence", found=found)
        if ballot.hours is None or ballot.hours < silence.hours:
            left = silence.hours - (ballot.hours or 0)
            return Decision(outcome="not_ripe", rule="", why="silence", found=found, hours=left)
        if silence.adopts == "on_certification" and not ballot.certified:
            return Decision(outcome="not_ripe", rule="", why="certification", found=found)
        if self.adopted is not None:
            return replace(self._tests(view, ballot), why="silence")
        return Decision(outcome="adopted", rule="", why="silence", found=found)

    # What is said of it

    def _numbers(self, view: Roll | Tally) -> dict[str, Number]:
        numbers: dict[str, Number] = {"entitled": self.who.size}
        if isinstance(view, Tally):
            return numbers | {p: n for p, n in view.numbers.items() if n}
        for position in view.said:
            numbers[position] = numbers.get(position, 0) + 1
        silent = self.who.size - len(view.said)
        if silent > 0:
            numbers["absent"] = numbers.get("absent", 0) + silent
        return numbers

    def bound(self, ballot: Ballot) -> tuple[str, ...]:
        """Whom the decision would bind if it were adopted by this ballot."""
        return self._bound(self._view(self.counted(ballot), ballot))

    def _bound(self, view: Roll | Tally) -> tuple[str, ...]:
        """Whom the decision binds, where it is adopted; by a tally nobody where it does not say whom."""
        binds = self.rule.binds
        free, whole = _FREE[binds], self.electorate.members if binds in ("all", "not_abstaining") else self.who.order
        if binds in ("all", "nobody"):
            return whole if binds == "all" else ()
        if isinstance(view, Roll):
            return tuple(m for m in whole if view.held.get(m, "absent") not in free)
        return whole if view.numbers and not any(view.numbers.get(position) for position in free) else ()


def lowest(*confidences: Confidence) -> Confidence:
    """The lowest of several: what rests on all of them is no surer than the least sure."""
    return max(confidences, key=_SURE.index)


def _tests_of(rule: Rule) -> list[Test]:
    """Every test of a rule, those inside others too."""
    tests = [one for one in (rule.adopted_when, rule.quorum.to_open, rule.quorum.to_decide, rule.quorum.cast) if isinstance(one, Test)]
    for test in tests:
        tests += test.inner
    return tests


def _weights(test: Test) -> set[str]:
    """The weights that a test asks for."""
    return {test.weight, test.by, test.fewest, "" if test.share == "members" else test.share} - {""}


def _resting(found: Found, met: bool | None) -> Iterator[Found]:
    """The tests on which an answer rests: of what is met those that are, of what is missed those that are."""
    if not found.inner:
        yield found
    for one in found.inner:
        if one.met is met:
            yield from _resting(one, met)


#: The deciders of late: the same rule and electorate, as values in hand, are put together once.
_kept: dict[tuple[int, int], tuple[Rule, Electorate, Decider]] = {}


def decider(rule: Rule, electorate: Electorate) -> Decider:
    """The rule put together for an electorate, once for as long as both are the same values in hand."""
    key = (id(rule), id(electorate))
    kept = _kept.get(key)
    if kept is None or kept[0] is not rule or kept[1] is not electorate:
        if len(_kept) >= 512:
            _kept.clear()
        kept = _kept[key] = (rule, electorate, Decider(rule, electorate))
    return kept[2]


def decide(rule: Rule, electorate: Electorate, ballot: Ballot, rules: Rules | None = None) -> Decision:
    """The outcome of a ballot by a rule, with its reasons; `rules` are those of the body that it may name.

    Raises `BallotError` where the ballot is none of this electorate, or the electorate has not what the rule asks (a weight of
    each member, another electorate); `KeyError` where a rule that is named is not given.
    """
    rules = rules or {}
    if ballot.ended:
        return Decision(outcome=ballot.ended, rule=rule.id, why="ended")
    if (rule.chosen_by is not None or rule.stages) and (faults := faults_of(electorate, ballot)):
        raise BallotError(faults)
    made = _decided(rule, electorate, ballot, rules)
    if made.outcome == "not_computable" and made.why in _OPEN:
        return _in_every_way(made, rule, electorate, ballot, rules)
    return made


def _decided(rule: Rule, electorate: Electorate, ballot: Ballot, rules: Rules) -> Decision:
    """The outcome as far as roll calls and tallies say it."""
    if rule.chosen_by is not None:
        return _chosen(rule, electorate, ballot, rules)
    if rule.stages:
        return _cascade(rule, electorate, ballot, rules)
    return decider(rule, electorate).decide(ballot)


def _in_every_way(made: Decision, rule: Rule, electorate: Electorate, ballot: Ballot, rules: Rules) -> Decision:
    """What tallies leave open, decided where every roll call behind them comes to the same outcome."""
    asked = tuple(parts(rule, rules))
    whole = {Who(one, electorate).order for one in asked if not one.stages and one.chosen_by is None}
    ways = roll_calls(ballot, electorate, whole.pop(), asked) if len(whole) == 1 else None
    found: dict[tuple[str, str], Decision] = {}
    for way in ways or ():
        one = _decided(rule, electorate, way, rules)
        found[one.outcome, one.next_rule] = one
        if len(found) > 1:
            return made
    if not found:
        return made
    (one,) = found.values()
    if one.outcome == "not_computable":
        return made
    there = decider(next(part for part in asked if part.id == one.rule), electorate)
    bound = there.bound(ballot) if one.outcome == "adopted" else ()
    return replace(made, outcome=one.outcome, why="every_way", bound=bound, next_rule=one.next_rule, hours=one.hours)


def parts(rule: Rule, rules: Rules) -> Iterator[Rule]:
    """A rule and those of which it is made: the stages of a cascade, those between which a vote chooses, and theirs."""
    yield rule
    chosen = rule.chosen_by
    for name in (*(stage.rule for stage in rule.stages), *((chosen.yes, chosen.no) if chosen is not None else ())):
        yield from parts(rules[name], rules)


def _chosen(rule: Rule, electorate: Electorate, ballot: Ballot, rules: Rules) -> Decision:
    """First the question which rule applies, then the matter by that rule."""
    choice = rule.chosen_by
    assert choice is not None
    if ballot.question is None:
        made = Decision(outcome="not_ripe", rule=choice.question, why="question")
        return replace(made, confidence=rule.confidence, provision=rule.provision, next_rule=choice.question)
    question = decide(rules[choice.question], electorate, ballot.question, rules)
    if question.outcome not in ("adopted", "not_adopted", "vetoed"):
        return replace(question, why="question", question=question, confidence=lowest(rule.confidence, question.confidence))
    chosen = rules[choice.yes if question.outcome == "adopted" else choice.no]
    made = decide(chosen, electorate, ballot, rules)
    return replace(made, question=question, confidence=lowest(rule.confidence, question.confidence, made.confidence))


def _cascade(rule: Rule, electorate: Electorate, ballot: Ballot, rules: Rules) -> Decision:
    """One rule after another: the first decides, unless its outcome leads on to the next, in its time."""
    stages = rule.stages
    first = next((i for i, stage in enumerate(stages) if stage.rule == ballot.stage), 0)
    made: Decision | None = None
    sure = rule.confidence
    for i, stage in enumerate(stages[first:], start=first):
        if made is not None and made.outcome not in stage.when:
            break
        if stage.after is not None and (ballot.hours is None or ballot.hours < stage.after.hours):
            left = stage.after.hours - (ballot.hours or 0)
            made = made or Decision(outcome="not_ripe", rule=stage.rule, confidence=rule.confidence, provision=rule.provision)
            return replace(made, outcome="not_ripe", why="deferral", next_rule=stage.rule, hours=left, bound=(), confidence=sure)
        if stage.unless is not None and (away := _unavailable(stage, rules[stage.rule], electorate, ballot)) is not None:
            after = stages[i + 1].rule if i + 1 < len(stages) else ""
            made = Decision(outcome="not_ripe" if after else "not_adopted", rule=stage.rule, why="unavailable", found=away)
            if away.met is None:  # of a tally nobody knows
                made, after = replace(made, outcome="not_computable", why="tests"), ""
            return replace(made, confidence=sure, provision=rule.provision, next_rule=after, contested=bool(rule.reading_of))
        made = decide(rules[stage.rule], electorate, ballot, rules)
        sure = lowest(sure, made.confidence)
    assert made is not None
    return replace(made, contested=made.contested or bool(rule.reading_of), confidence=sure)


def _unavailable(stage: Stage, rule: Rule, electorate: Electorate, ballot: Ballot) -> Found | None:
    """The test by which a stage is not available, where it is met or a tally leaves it open."""
    assert stage.unless is not None
    whole = Decider(rule, electorate)
    test = asked(stage.unless, Who(rule, electorate), rule)
    found = whole._ask(test, whole._view(whole.counted(ballot), ballot))
    return found if found.met is not False else None


def _has_veto(tests: tuple[object, ...]) -> bool:
    return any(getattr(test, "veto", False) or _has_veto(getattr(test, "inner", ())) for test in tests)


def _met_but_for_veto(found: Found) -> bool | None:
    """Whether nothing but a veto stands in the way; None where that is open."""
    if not _has_veto((found,)):
        return False
    if found.veto and found.met is False:
        return True
    if not found.inner:
        return found.met
    answers = [True if one.veto and one.met is False else one.met if one.met is not False else _met_but_for_veto(one) for one in found.inner]
    met, open_ = sum(a is True for a in answers), sum(a is None for a in answers)
    return True if met >= found.need else None if met + open_ >= found.need else False


__all__ = ["Decider", "Decision", "Rules", "decide", "decider"]
