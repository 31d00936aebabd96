"""Recorded decisions counted again by the rules of an organisation, each beside what is recorded of it.

    who        the members on the day of the decision, or those whom the line names; by id or by any code of theirs
    which rule that of the body and the matter by which votes of that day were counted
    how        by the roll call where there is one, else by the tally
    beside     the outcome and the numbers as recorded; they are compared and never counted by

Lists of roll calls have a column for each state of a session, and a state under each of its codes. Absence is no position: where
a state has no seat yet and is listed as absent nothing follows; where it is absent under one of its codes and not under
another, it has one seat and one position.

Trust: a line may be anybody's; what does not fit the organisation is refused with a reason (`BadLine`).
"""

from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from comity.charter import Charter
from comity.charter.deciding import electorate_on, names, rule_for, rules_of
from comity.exchange.replay_lines import BadLine, Line, Said, members_of, number
from comity.phrases import Fault, param, say
from comity.procedure import Ballot, BallotError, Decision, Electorate, Rule, Test, decide
from comity.procedure.electorate import Number
from comity.procedure.said import because, margins, numbers
from comity.procedure.sound import parts_of
from comity.text import LANGUAGES

#: What the body's own numbers may stand under in a tally, beside its id.
OWN = ("members", "entitled")
#: So many sentences and electorates are kept; then all are forgotten.
KEPT = 10_000
#: Outcomes that rest on no count: nothing can be said to agree with them.
UNCOUNTED = frozenset(("adopted_without_vote", "not_computable"))
NBSP = "\u00a0"
_ADOPTED = frozenset((None, "adopted", "adopted_without_vote"))


class Seated(NamedTuple):
    """Who may decide, each of them by every name (`{"FRA": "FRA", "FR": "FRA", "220": "FRA"}`), and seats without a name."""

    electorate: Electorate
    called: Mapping[str, str]
    unnamed: tuple[str, ...]


class Counted(NamedTuple):
    """A decision as it was counted: by whom it was made and how, which printed numbers differ, whether all agrees.

    differing  positions of which another number is printed: position, printed, counted
    """

    decision: Decision
    ballot: Ballot
    electorate: Electorate
    differing: list[tuple[str, Number, int]]
    agrees: bool | None


class Replay:
    """The rules of an organisation, to be asked of many lines. What is put together for one is kept for the next."""

    def __init__(self, charter: Charter) -> None:
        self.charter = charter
        self.names = cache(names(charter))
        self._states: dict[str, list[str]] = {}
        for state in charter.states.values():
            for code in (state.id, *state.aliases):
                self._states.setdefault(code, []).append(state.id)
        self._seated: dict[tuple[str, int, bytes], Seated] = {}
        self._said: dict[Hashable, dict[str, str]] = {}
        self._weighed: dict[tuple[int, int], tuple[Rule, Electorate]] = {}

    def __call__(self, line: Line) -> Said:
        """What the rules say of a decision; raises `BadLine`."""
        one = self.counted(line)
        decision = one.decision
        return Said(
            id=line.id, outcome=decision.outcome, contested=decision.contested, rule=decision.rule,
            because=self._because(line, decision, one.differing),
            numbers=numbers(decision), margins=margins(decision), bound=decision.bound, official=line.official, agrees=one.agrees,
        )  # fmt: skip

    def counted(self, line: Line) -> Counted:
        """The decision without its reasons in words, and what differs from it in print; raises `BadLine`."""
        rule = self._rule(line)
        seated = self._who(line)
        rules = rules_of(self.charter, line.body, line.date)
        self._covered(rule, rules, seated.electorate)
        ballot = self._ballot(line, seated)
        if ballot.positions is None and ballot.tally is None and _asks_the_body(rule):
            ballot = Ballot()  # other electorates alone do not decide
        try:
            decision = decide(rule, seated.electorate, ballot, rules)
        except BallotError as bad:
            raise BadLine([Fault(fault.code, **fault.values) for fault in bad.faults]) from None
        differing = _differing(line, ballot)
        return Counted(decision, ballot, seated.electorate, differing, _agrees(line, decision, differing))

    # Which rule, and who

    def _rule(self, line: Line) -> Rule:
        charter, body, matter = self.charter, line.body, line.matter or ""
        rule = rule_for(charter, body, matter, line.date)
        known = [one.id for one in charter.matters if one.body == body]
        if body not in charter.bodies:
            raise BadLine([Fault("replay.no_body", body=body, known=", ".join(charter.bodies))])
        if matter and matter not in known:
            raise BadLine([Fault("replay.no_matter", body=body, matter=matter, known=", ".join(known))])
        if rule is None and known and not matter:
            raise BadLine([Fault("replay.matter_needed", body=body, known=", ".join(known))])
        if rule is None:
            raise BadLine([Fault("replay.no_rule", body=body, matter=matter, date=line.date)])
        return rule

    def _who(self, line: Line) -> Seated:
        base = electorate_on(self.charter, line.body, line.date)
        key = (line.body, id(base), bytes(line.members))
        found = self._seated.get(key)
        if found is None:
            listed = members_of(line)
            if len(self._seated) >= KEPT:
                self._seated.clear()
                self._weighed.clear()
            electorate = base if listed is None else self._listed(line, base, listed)
            found = self._seated[key] = self._with_names(electorate)
        return self._in_unnamed_seats(line.positions, found) if found.unnamed and line.positions else found

    def _with_names(self, electorate: Electorate) -> Seated:
        states, members = self.charter.states, electorate.members
        called = {code: m for m in members if m in states for code in states[m].aliases} | {m: m for m in members}
        return Seated(electorate, called, tuple(m for m in members if m not in states))

    def _listed(self, line: Line, base: Electorate, listed: tuple[str, ...]) -> Electorate:
        """The members whom a line names, with the groups and weights that they have on the day."""
        unknown = [name for name in listed if name not in self._states]
        if unknown:
            raise BadLine([Fault("replay.no_state", member=name[:80]) for name in unknown])
        members = tuple(dict.fromkeys(self._state(name, base) for name in listed))
        weights = {
            one.id: {m: number(one.values[m]) for m in members if m in one.values}
            for one in self.charter.weights
            if one.body == line.body and one.in_force.on(line.date)
        }
        groups = {name: group & frozenset(members) for name, group in base.groups.items()}
        return Electorate(members, groups, weights, others=base.others)

    def _state(self, name: str, base: Electorate) -> str:
        """Whose name it is: of several states that bear it one after another, the one that sits on the day."""
        states = self._states[name]
        return next((state for state in states if state in base.known), states[0])

    def _in_unnamed_seats(self, positions: Mapping[str, str], seated: Seated) -> Seated:
        """States that take a position in a body whose seats no source names, each in one of these seats."""
        there = [state for name in positions if name not in seated.called for state in self._states.get(name, ())[:1]]
        taken = dict(zip(seated.unnamed, dict.fromkeys(there), strict=False))
        if not taken:
            return seated
        electorate = seated.electorate
        groups = {name: frozenset(taken.get(m, m) for m in group) for name, group in electorate.groups.items()}
        changed = electorate.changed(members=tuple(taken.get(m, m) for m in electorate.members), groups=groups)
        return self._with_names(changed)

    def _covered(self, rule: Rule, rules: Mapping[str, Rule], electorate: Electorate) -> None:
        """Whether every member has the weights that the rule, or one that it is made of, asks for; once for each pair."""
        key = (id(rule), id(electorate))
        if key in self._weighed:
            return
        missing = [
            Fault("replay.no_weight", weight=weight, member=member)
            for weight in sorted({name for one in (rule, *(rules[part] for _, part in parts_of(rule))) for name in _weights_of(one)})
            for member in electorate.members
            if member not in electorate.weights.get(weight, {})
        ]
        if missing:
            raise BadLine(missing)
        self._weighed[key] = (rule, electorate)  # both are kept, so that no other takes their place in memory

    # What they did

    def _ballot(self, line: Line, seated: Seated) -> Ballot:
        own, others = self._tallies(line, seated.electorate)
        positions = None if line.positions is None else self._held(line, line.positions, seated)
        if not positions and own is not None:
            positions = None
        elif positions is None and not others and line.official == "adopted_without_vote":
            positions = {}  # recorded as put to no vote
        return Ballot(positions=positions, tally=own, others=others)

    def _held(self, line: Line, positions: Mapping[str, str], seated: Seated) -> dict[str, str]:
        called = seated.called
        try:
            held = {called[name]: position for name, position in positions.items()}
        except KeyError:
            return self._of_members(line, positions, called)
        return held if len(held) == len(positions) else _one_each(positions, called)

    def _of_members(self, line: Line, positions: Mapping[str, str], called: Mapping[str, str]) -> dict[str, str]:
        """The positions of members, where the others are states without a seat that are listed as absent."""
        nobody = [n for n, position in positions.items() if n not in called and (position != "absent" or n not in self._states)]
        if nobody:
            raise BadLine([self._nobody(name, line) for name in nobody])
        return _one_each({name: position for name, position in positions.items() if name in called}, called)

    def _nobody(self, name: str, line: Line) -> Fault:
        if name in self._states:
            return Fault("replay.not_a_member", member=name, body=line.body, date=line.date)
        return Fault("replay.no_state", member=name[:80])

    def _tallies(self, line: Line, electorate: Electorate) -> tuple[dict[str, Number] | None, dict[str, Ballot]]:
        """The body's own numbers, and those of other electorates."""
        own: dict[str, Number] | None = None
        others: dict[str, Ballot] = {}
        for name, written in (line.tally or {}).items():
            tally: dict[str, Number] = {position: number(n) for position, n in written.items()}
            if name in electorate.others:
                others[name] = Ballot(tally=tally)
                _fits(name, tally, electorate.others[name].seats)
            elif name in (line.body, *OWN) and own is None:
                own = tally
                _fits(name, tally, electorate.seats)
            else:
                known = ", ".join((line.body, *electorate.others))
                raise BadLine([Fault("replay.no_electorate", electorate=name[:80], known=known)])
        return own, others

    # What is said of it

    def _because(self, line: Line, decision: Decision, differing: list[tuple[str, Number, int]]) -> dict[str, str]:
        said = self._reasons(line.body, decision)
        if _otherwise(line, decision):
            said = {lang: f"{words} {_recorded(line, lang)}" for lang, words in said.items()}
        for position, printed, counted in differing:
            said = {lang: f"{words} {_printed(position, printed, counted, lang)}" for lang, words in said.items()}
        return said

    def _reasons(self, body: str, decision: Decision) -> dict[str, str]:
        """The decision as a sentence in each language; many decisions come to the same."""
        if decision.question is not None or decision.outcome == "not_computable":
            return self._told(body, decision)
        key = (
            body, decision.rule, decision.outcome, decision.why, decision.found, decision.quorum, decision.provision,
            decision.confidence, decision.contested, decision.noted, decision.next_rule, decision.hours,
        )  # fmt: skip
        said = self._said.get(key)
        if said is None:
            if len(self._said) >= KEPT:
                self._said.clear()
            said = self._said[key] = self._told(body, decision)
        return said

    def _told(self, body: str, decision: Decision) -> dict[str, str]:
        return {lang: because(decision, lang, self.names, body).replace(NBSP, " ") for lang in LANGUAGES}


def _asked_of_the_body(rule: Rule) -> Iterator[Test]:
    """The tests of a rule that are not asked of another electorate."""
    tests = [rule.adopted_when, rule.quorum.to_open, rule.quorum.to_decide, rule.quorum.cast]
    while tests:
        test = tests.pop()
        if isinstance(test, Test) and not test.where:
            tests += test.inner
            if not test.inner:
                yield test


def _asks_the_body(rule: Rule) -> bool:
    return any(True for _ in _asked_of_the_body(rule))


def _weights_of(rule: Rule) -> set[str]:
    """The weights that a rule asks for."""
    tests = list(_asked_of_the_body(rule))
    return {name for test in tests for name in (test.weight, test.by, test.fewest, "" if test.share == "members" else test.share)} - {""}


def _one_each(positions: Mapping[str, str], called: Mapping[str, str]) -> dict[str, str]:
    """Positions by seat where a seat goes by several codes; raises `BadLine` where it has more than one position."""
    held: dict[str, str] = {}
    twice: list[Fault] = []
    for name, position in positions.items():
        before = held.get(called[name], "absent")
        if before == "absent" or position == "absent":
            held[called[name]] = position if before == "absent" else before
        else:
            twice.append(Fault("replay.twice", key=name))
    if twice:
        raise BadLine(twice)
    return held


def _fits(name: str, tally: Mapping[str, Number], seats: int) -> None:
    total = sum(tally.values())
    if seats and total > seats:
        raise BadLine([Fault("replay.tally_too_large", electorate=name, total=str(total), seats=seats)])


def _differing(line: Line, ballot: Ballot) -> list[tuple[str, Number, int]]:
    """Positions of which another number is printed than the roll call has: printed, counted."""
    if not ballot.positions or ballot.tally is None:
        return []
    said = list(ballot.positions.values())
    return [(p, n, count) for p, n in ballot.tally.items() if n != (count := said.count(p))]


def _otherwise(line: Line, decision: Decision) -> bool:
    """Whether another outcome is recorded than was counted."""
    if line.official is None or decision.outcome == "not_computable":
        return False
    if decision.outcome == "adopted_without_vote":
        return line.official not in _ADOPTED
    return line.official != decision.outcome


def _agrees(line: Line, decision: Decision, differing: list[tuple[str, Number, int]]) -> bool | None:
    """Whether what was counted is what is recorded; None where nothing was counted or nothing is recorded."""
    if _otherwise(line, decision) or differing:
        return False
    if decision.outcome in UNCOUNTED or (line.official is None and (not line.positions or line.tally is None)):
        return None
    return True


def _recorded(line: Line, lang: str) -> str:
    official = say(f"procedure.head.{line.official}", (), lang, _as_is)
    params = [param("official", "text", official[:1].lower() + official[1:])]
    return say("replay.recorded_otherwise", params, lang, _as_is).replace(NBSP, " ")


def _printed(position: str, printed: Number, counted: int, lang: str) -> str:
    what = say(f"procedure.counted.{position}", (), lang, _as_is)
    params = [param("what", "text", what), param("printed", "text", str(printed)), param("counted", "number", counted)]
    return say("replay.printed_otherwise", params, lang, _as_is).replace(NBSP, " ")


def _as_is(_kind: str, value: str) -> str:
    return value

