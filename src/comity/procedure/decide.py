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
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from comity.procedure.asked import Asked, Roll, Tally, Who, asked
from comity.procedure.electorate import POSITIONS, Ballot, BallotError, Electorate, Number, faults_of
from comity.procedure.found import Found
from comity.procedure.rule import Confidence, Entitled, Quorum, Rule, Stage

Rules = Mapping[str, Rule]
#: So many ways in which the votes of a tally may be spread over the members are tried.
WAYS = 4_000
_KNOWN = frozenset(POSITIONS)


class Decision(Struct, frozen=True, gc=False, kw_only=True):
    """What a body decided by a rule, and why.

    outcome    `adopted`, `not_adopted`, `vetoed`, `no_quorum`, `not_ripe`, `not_computable`, `adopted_without_vote`; of a text
               that came to no decision `withdrawn`, `not_considered`
    contested  a reading of the rule is contested
    rule       the id of the rule that decided (of the stage that was reached, of the rule that a vote chose)
    why        in one word what the outcome rests on: `tests`, `quorum`, `tie`, `silence`, `deferral`, `unavailable`,
               `not_known`, `no_vote`, `no_record`, `ended`
    found      its tests with their numbers; `quorum` those of the quorum
    numbers    how many hold each position, and how many are entitled
    bound      whom it binds, where it is adopted
    noted      members whose position was noted and not counted: too late, suspended, concerned
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
        self._plain = rule.silence is None and not rule.stages and rule.chosen_by is None and not electorate.others
        self._veto = self.adopted is not None and not isinstance(test, str) and _has_veto(test.all or (test,))
        self._every = self.who.entitled

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
        return "vetoed" if self._veto and adopted.met_but_for_veto(roll) else "not_adopted"

    def decide(self, ballot: Ballot) -> Decision:
        """The outcome with its reasons; raises `BallotError` where the ballot is none of this electorate."""
        if faults := faults_of(self.electorate, ballot):
            raise BallotError(faults)
        rule = self.rule
        positions = self.counted(ballot)
        noted: tuple[str, ...] = ()
        if positions is not ballot.positions:
            noted = tuple(m for m in ballot.positions or () if m not in (positions or ()))
        common = {
            "rule": rule.id, "contested": bool(rule.reading_of), "noted": noted, "confidence": rule.confidence,
            "provision": rule.provision, "practice": rule.practice,
        }  # fmt: skip
        if rule.adopted_when == "not_known":
            return Decision(outcome="not_computable", why="not_known", **common)  # type: ignore[arg-type]
        if positions is None and ballot.tally is None and not ballot.others and rule.silence is None:
            return Decision(outcome="not_computable", why="no_record", **common)  # type: ignore[arg-type]
        if rule.without_vote and positions is not None and not positions and not noted and ballot.tally is None:
            return Decision(outcome="adopted_without_vote", why="no_vote", bound=self._bound({}), **common)  # type: ignore[arg-type]
        view = self._view(positions, ballot)
        made = self._silence(ballot, view) if rule.silence is not None else self._tests(view, ballot)
        bound = self._bound(positions or {}) if made.outcome == "adopted" else ()
        return replace(made, numbers=self._numbers(view), bound=bound, **common)

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
        """The test of a ballot; where a tally leaves it open, every way in which its votes can be spread is tried."""
        if isinstance(view, Roll):
            return test.found(view)
        found = test.over(view)
        if found.met is None and not view.others:
            answers = set()
            for roll in self._ways(view):
                answers.add(test.met(roll))
                if len(answers) > 1:
                    return found
            if answers:
                return replace(found, met=answers.pop())
        return found

    def _ways(self, tally: Tally) -> Iterator[Roll]:
        """Roll calls that come to the tally, one for each way that makes a difference; none where there are too many."""
        if not self.who.order or any(not isinstance(n, int) for n in tally.numbers.values()):
            return
        if sum(tally.numbers.values()) != len(self.who.order):
            return
        ways = list(_spread(classes(self.who), [(p, int(n)) for p, n in tally.numbers.items() if n], WAYS))
        if len(ways) <= WAYS:
            for held in ways:
                yield Roll(held, list(held.values()))

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
        if self.rule.tie == "casting_vote" and self._tied(view) and ballot.presiding:
            outcome = self._by_casting_vote(view, ballot.presiding)
            if outcome:
                return Decision(outcome=outcome, rule="", why="tie", found=found, quorum=quorum)
        return Decision(outcome="not_adopted", rule="", found=found, quorum=quorum)

    def _tied(self, view: Roll | Tally) -> bool:
        if isinstance(view, Tally):
            return view.numbers.get("for", 0) == view.numbers.get("against", 0)
        return view.said.count("for") == view.said.count("against")

    def _by_casting_vote(self, view: Roll | Tally, presiding: str) -> str:
        """The outcome with one more vote, of whoever presides; empty where that member did not vote, or it makes no difference."""
        assert self.adopted is not None
        if isinstance(view, Tally):  # how that member voted is not recorded; perhaps it makes no difference
            if not view.numbers.get("for") or (self._every and presiding not in self._every):
                return ""
            counted = self.adopted.over(view._replace(numbers={**view.numbers, "for": view.numbers["for"] + 1}))
            return "" if counted.met is False and _met_but_for_veto(counted) is False else "not_computable"
        casts = view.held.get(presiding)
        more = view._replace(said=[*view.said, "for"])
        if casts not in ("for", "against") or not self.adopted.met_but_for_veto(more):
            return ""
        if casts == "against":
            return "not_adopted"
        return "adopted" if self.adopted.met(more) else "vetoed"

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

    def _bound(self, positions: Mapping[str, str]) -> tuple[str, ...]:
        """Whom the decision binds, where it is adopted."""
        match self.rule.binds:
            case "all":
                return self.electorate.members
            case "nobody":
                return ()
            case "for":
                return tuple(m for m in self.who.order if positions.get(m) == "for")
            case "participants":
                return tuple(m for m in self.who.order if positions.get(m) != "not_participating")
            case "not_abstaining":
                return tuple(m for m in self.electorate.members if positions.get(m) != "abstain")
        raise AssertionError(self.rule.binds)


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

    Raises `BallotError` where the ballot is none of this electorate, `KeyError` where a rule that is named is not given.
    """
    rules = rules or {}
    if ballot.ended:
        return Decision(outcome=ballot.ended, rule=rule.id, why="ended")
    if (rule.chosen_by is not None or rule.stages) and (faults := faults_of(electorate, ballot)):
        raise BallotError(faults)
    if rule.chosen_by is not None:
        return _chosen(rule, electorate, ballot, rules)
    if rule.stages:
        return _cascade(rule, electorate, ballot, rules)
    return decider(rule, electorate).decide(ballot)


def _chosen(rule: Rule, electorate: Electorate, ballot: Ballot, rules: Rules) -> Decision:
    """First the question which rule applies, then the matter by that rule."""
    choice = rule.chosen_by
    assert choice is not None
    if ballot.question is None:
        made = Decision(outcome="not_ripe", rule=choice.question, why="question")
        return replace(made, confidence=rule.confidence, provision=rule.provision, next_rule=choice.question)
    question = decide(rules[choice.question], electorate, ballot.question, rules)
    if question.outcome not in ("adopted", "not_adopted", "vetoed"):
        return replace(question, why="question", question=question)
    chosen = rules[choice.yes if question.outcome == "adopted" else choice.no]
    return replace(decide(chosen, electorate, ballot, rules), question=question)


def _cascade(rule: Rule, electorate: Electorate, ballot: Ballot, rules: Rules) -> Decision:
    """One rule after another: the first decides, unless its outcome leads on to the next, in its time."""
    stages = rule.stages
    first = next((i for i, stage in enumerate(stages) if stage.rule == ballot.stage), 0)
    made: Decision | None = None
    for i, stage in enumerate(stages[first:], start=first):
        if made is not None and made.outcome not in stage.when:
            break
        if stage.after is not None and (ballot.hours is None or ballot.hours < stage.after.hours):
            left = stage.after.hours - (ballot.hours or 0)
            made = made or Decision(outcome="not_ripe", rule=stage.rule, confidence=rule.confidence, provision=rule.provision)
            return replace(made, outcome="not_ripe", why="deferral", next_rule=stage.rule, hours=left, bound=())
        if stage.unless is not None and (away := _unavailable(stage, rules[stage.rule], electorate, ballot)) is not None:
            after = stages[i + 1].rule if i + 1 < len(stages) else ""
            made = Decision(outcome="not_ripe" if after else "not_adopted", rule=stage.rule, why="unavailable", found=away)
            return replace(made, confidence=rule.confidence, provision=rule.provision, next_rule=after, contested=bool(rule.reading_of))
        made = decide(rules[stage.rule], electorate, ballot, rules)
    assert made is not None
    return replace(made, contested=made.contested or bool(rule.reading_of))


def _unavailable(stage: Stage, rule: Rule, electorate: Electorate, ballot: Ballot) -> Found | None:
    """The test by which a stage is not available, where it is met."""
    assert stage.unless is not None
    whole = Decider(rule, electorate)
    test = asked(stage.unless, Who(rule, electorate), rule)
    found = whole._ask(test, whole._view(whole.counted(ballot), ballot))
    return found if found.met else None


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


def classes(who: Who) -> list[tuple[str, ...]]:
    """The entitled members by what tells them apart: groups and weights."""
    electorate = who.electorate
    found: dict[tuple[object, ...], list[str]] = {}
    for member in who.order:
        key = (
            tuple(member in group for group in electorate.groups.values()),
            tuple(weights.get(member) for weights in electorate.weights.values()),
        )
        found.setdefault(key, []).append(member)
    return [tuple(members) for members in found.values()]


def _spread(classes: list[tuple[str, ...]], numbers: list[tuple[str, int]], most: int) -> Iterator[dict[str, str]]:
    """The ways to give so many of each position to the members, one for each way that makes a difference.

    At most `most` + 1 are given, so that whoever asks knows that there are more.
    """

    def fill(position: int, left: list[int]) -> Iterator[list[tuple[int, ...]]]:
        if position == len(numbers):
            yield []
            return
        for part in _parts(numbers[position][1], left):
            rest = [have - take for have, take in zip(left, part, strict=True)]
            for tail in fill(position + 1, rest):
                yield [part, *tail]

    for way in islice(fill(0, [len(one) for one in classes]), most + 1):
        held: dict[str, str] = {}
        taken = [0] * len(classes)
        for (position, _), part in zip(numbers, way, strict=True):
            for c, n in enumerate(part):
                for member in classes[c][taken[c] : taken[c] + n]:
                    held[member] = position
                taken[c] += n
        yield held


def _parts(total: int, room: list[int]) -> Iterator[tuple[int, ...]]:
    """The ways to part a number over places with so much room each."""
    if not room:
        if not total:
            yield ()
        return
    for first in range(max(0, total - sum(room[1:])), min(total, room[0]) + 1):
        for rest in _parts(total - first, room[1:]):
            yield (first, *rest)


__all__ = ["Decider", "Decision", "Rules", "classes", "decide", "decider"]
