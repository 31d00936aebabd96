"""Recorded decisions counted again by the rules of an organisation, each beside what is recorded of it.

    who        the members on the day of the decision, or those whom the line names; by id or by any code of theirs
    which rule that of the body and the matter by which votes of that day were counted
    how        by the roll call where there is one, else by the tally
    beside     the outcome and the numbers as recorded; they are compared and never counted by

Trust: a line may be anybody's; what does not fit the organisation is refused with a reason (`BadLine`).
"""

from collections.abc import Hashable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from comity.charter import Charter
from comity.charter.deciding import doubtful_on, names, rule_for, rules_of
from comity.charter.resting import resting
from comity.exchange.replay_faults import near, shown
from comity.exchange.replay_lines import BadLine, Line, Said, number, put_to_no_vote
from comity.exchange.replay_seats import KEPT, Seated, Seats, around, days_of_a_rule
from comity.phrases import Fault, param, say
from comity.procedure import Ballot, BallotError, Decision, Electorate, Rule, Test, decide
from comity.procedure.electorate import Number
from comity.procedure.found import plain
from comity.procedure.said import because, margins, numbers
from comity.procedure.sound import parts_of
from comity.text import LANGUAGES

#: What the body's own numbers may stand under in a tally, beside its id.
OWN = ("members", "entitled", "all")
#: Outcomes that rest on no count: nothing can be said to agree with them.
UNCOUNTED = frozenset(("adopted_without_vote", "not_computable"))
NBSP = "\u00a0"
_VOTES = ("for", "against", "abstain")
_ADOPTED = frozenset((None, "adopted", "adopted_without_vote"))


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
        self.seats = Seats(charter)
        self._said: dict[Hashable, dict[str, str]] = {}
        self._weighed: dict[tuple[int, int], tuple[Rule, Electorate]] = {}

    def __call__(self, line: Line) -> Said:
        """What the rules say of a decision; raises `BadLine`."""
        one = self.counted(line)
        decision = one.decision
        return Said(
            id=line.id, outcome=decision.outcome, contested=decision.contested, rule=decision.rule,
            because=self._because(line, decision, one.differing),
            numbers=_numbers(one), margins=margins(decision), bound=decision.bound, official=line.official, agrees=one.agrees,
        )  # fmt: skip

    def counted(self, line: Line) -> Counted:
        """The decision without its reasons in words, and what differs from it in print; raises `BadLine`."""
        rule = self._rule(line)
        seated = self.seats.on(line)
        rules = rules_of(self.charter, line.body, line.date)
        self._covered(line.date, rule, rules, seated.electorate)
        ballot = self._ballot(line, seated, rule)
        if ballot.positions is None and ballot.tally is None and _asks_the_body(rule):
            ballot = Ballot()  # other electorates alone do not decide
        try:
            decision = decide(rule, seated.electorate, ballot, rules)
        except BallotError as bad:
            raise BadLine([Fault(fault.code, **fault.values) for fault in bad.faults]) from None
        if bytes(line.members) in (b"", b"null") and (doubtful := doubtful_on(self.charter, line.body, line.date)):
            decision = resting(decision, rule, seated.electorate, ballot, rules, doubtful)
        differing = _differing(ballot, seated.electorate)
        return Counted(decision, ballot, seated.electorate, differing, _agrees(line, decision, differing))

    # Which rule

    def _rule(self, line: Line) -> Rule:
        charter, body, matter = self.charter, line.body, line.matter or ""
        rule = rule_for(charter, body, matter, line.date)
        known = [one.id for one in charter.matters if one.body == body]
        if body not in charter.bodies:
            known = list(charter.bodies)
            raise BadLine([Fault("replay.no_body", body=shown(body), near=near(body, known), known=", ".join(known))])
        if matter and matter not in known:
            raise BadLine([_no_matter(body, matter, known)])
        if rule is None and known and not matter:
            raise BadLine([Fault("replay.matter_needed", body=body, known=", ".join(known))])
        if rule is None:
            days = around(line.date, days_of_a_rule(charter, body, matter))
            raise BadLine([Fault("replay.no_rule", body=body, matter=matter, date=line.date, days=days)])
        return rule

    def _covered(self, date: str, rule: Rule, rules: Mapping[str, Rule], electorate: Electorate) -> None:
        """Whether every member has the weights that the rule, or one that it is made of, asks for; once for each pair."""
        key = (id(rule), id(electorate))
        if key in self._weighed:
            return
        missing = [
            Fault("replay.no_weight", weight=weight, member=member, rule=rule.id, date=date)
            for weight in sorted({name for one in (rule, *(rules[part] for _, part in parts_of(rule))) for name in _weights_of(one)})
            for member in electorate.members
            if member not in electorate.weights.get(weight, {})
        ]
        if missing:
            raise BadLine(missing)
        if len(self._weighed) >= KEPT:
            self._weighed.clear()
        self._weighed[key] = (rule, electorate)  # both are kept, so that no other takes their place in memory

    # What they did

    def _ballot(self, line: Line, seated: Seated, rule: Rule) -> Ballot:
        positions = None if line.positions is None else self.seats.held(line, line.positions, seated)
        own, others = self._tallies(line, seated.electorate)
        if not positions and (own is not None or others):
            positions = None
        elif positions is None and rule.without_vote and put_to_no_vote(line):
            positions = {}
        return Ballot(positions=positions, tally=own, others=others)

    def _tallies(self, line: Line, electorate: Electorate) -> tuple[dict[str, Number] | None, dict[str, Ballot]]:
        """The body's own numbers, and those of other electorates."""
        own: dict[str, Number] | None = None
        others: dict[str, Ballot] = {}
        for name, written in (line.tally or {}).items():
            if not written:
                continue  # no numbers are no tally
            tally: dict[str, Number] = {position: number(n) for position, n in written.items()}
            if name in electorate.others:
                others[name] = Ballot(tally=tally)
                _fits(name, tally, electorate.others[name].seats)
            elif name in (line.body, *OWN) and own is None:
                own = tally
                _fits(name, tally, electorate.seats)
            else:
                raise BadLine([_no_electorate(name, (line.body, *electorate.others), own is not None and name in (line.body, *OWN))])
        return own, others

    # What is said of it

    def _because(self, line: Line, decision: Decision, differing: list[tuple[str, Number, int]]) -> dict[str, str]:
        """The reasons, and in the same sentence what is recorded otherwise."""
        said = self._reasons(line.body, decision)
        unrecorded = line.positions is None and decision.outcome == "adopted_without_vote"
        otherwise = _otherwise(line, decision)
        if not (unrecorded or otherwise or differing):
            return said
        whole = {}
        for lang, words in said.items():
            added = _plainly("replay.by_the_record", lang) if unrecorded else ""
            added += _recorded(line, lang) if otherwise else ""
            whole[lang] = f"{words.removesuffix('.')}{added}{_printed(differing, lang) if differing else ''}."
        return whole

    def _reasons(self, body: str, decision: Decision) -> dict[str, str]:
        """The decision as a sentence in each language; many decisions come to the same."""
        if decision.question is not None or decision.outcome == "not_computable":
            return self._told(body, decision)
        key = (
            body, decision.rule, decision.outcome, decision.why, decision.found, decision.quorum, decision.provision,
            decision.confidence, decision.contested, decision.noted, decision.next_rule, decision.hours, decision.practice,
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


def _no_matter(body: str, matter: str, known: list[str]) -> Fault:
    if not known:
        return Fault("replay.no_matters", body=body, matter=shown(matter))
    return Fault("replay.no_matter", body=body, matter=shown(matter), near=near(matter, known), known=", ".join(known))


def _no_electorate(name: str, known: tuple[str, ...], again: bool) -> Fault:
    """A tally of nobody, or the body's own under another of its names."""
    if again:
        return Fault("replay.tally_twice", electorate=shown(name), body=known[0])
    return Fault("replay.no_electorate", electorate=shown(name), near=near(name, (*known, *OWN)), known=", ".join(known))


def _fits(name: str, tally: Mapping[str, Number], seats: int) -> None:
    total = sum(tally.values())
    if seats and total > seats:
        raise BadLine([Fault("replay.tally_too_large", electorate=name, total=str(total), seats=seats)])


def _numbers(one: Counted) -> dict[str, Any]:
    """How many held each position; what other electorates did under their names."""
    found: dict[str, Any] = dict(numbers(one.decision))
    for name, ballot in one.ballot.others.items():
        found[name] = {position: plain(n) for position, n in (ballot.tally or {}).items()}
    return found


def _differing(ballot: Ballot, electorate: Electorate) -> list[tuple[str, Number, int]]:
    """Positions of which another number is printed than the roll call has: printed, counted. Who is not named was absent."""
    if not ballot.positions or ballot.tally is None:
        return []
    said = list(ballot.positions.values())
    unnamed = {"absent": len(electorate.members) - len(said)}
    return [(p, n, count) for p, n in ballot.tally.items() if n != (count := said.count(p) + unnamed.get(p, 0))]


def _otherwise(line: Line, decision: Decision) -> bool:
    """Whether another outcome is recorded than was counted."""
    if line.official is None or decision.outcome == "not_computable":
        return False
    if decision.outcome == "adopted_without_vote":
        return line.official not in _ADOPTED
    if line.official == "adopted_without_vote" and decision.outcome == "adopted":
        return any(position in decision.numbers for position in _VOTES)  # by consensus nobody votes
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


def _printed(differing: list[tuple[str, Number, int]], lang: str) -> str:
    """Which numbers are printed otherwise than the roll call has them, all in one."""
    told = []
    for position, printed, counted in differing:
        what = say(f"procedure.counted.{position}", (), lang, _as_is)
        n = Fraction(printed)
        params = [param("what", "text", what), param("printed", "number", n if n.denominator > 1 else int(n)), param("counted", "number", counted)]
        told.append(say("replay.one_printed", params, lang, _as_is))
    return say("replay.printed_otherwise", [param("numbers", "text", "; ".join(told))], lang, _as_is).replace(NBSP, " ")


def _plainly(code: str, lang: str) -> str:
    return say(code, (), lang, _as_is).replace(NBSP, " ")


def _as_is(_kind: str, value: str) -> str:
    return value

