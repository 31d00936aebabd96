"""Whether an outcome rests on who is said to sit: it is no surer than a seat without which it would be another one.

A list of members is mostly sure, and unsure of one of them: from which day it sat, or under which name. An outcome that is the same
without that member does not rest on it.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from msgspec.structs import replace

from comity.procedure import Ballot, BallotError, Decision, Electorate, Rule, decide
from comity.procedure.decide import lowest
from comity.procedure.found import Found
from comity.procedure.rule import Confidence

#: Of so many doubtful members each is left out by itself; of more only all at once.
EACH = 8


def resting(
    made: Decision, rule: Rule, electorate: Electorate, ballot: Ballot, rules: Mapping[str, Rule], doubtful: Mapping[str, Confidence]
) -> Decision:
    """The decision, no surer than the seats on which its outcome rests; `doubtful` are members with the confidence of their seats."""
    here = {member: sure for member, sure in doubtful.items() if member in electorate.known}
    if not here or made.outcome == "not_computable" or _far(made, len(here)):
        return made
    those = [frozenset(here), *(frozenset({member}) for member in here if 1 < len(here) <= EACH)]
    found = [lowest(*(here[member] for member in out)) for out in those if _otherwise(made, rule, electorate, ballot, rules, out)]
    return replace(made, confidence=lowest(made.confidence, *found)) if found else made


def _far(made: Decision, n: int) -> bool:
    """Whether so many members less cannot make a difference: every test counts members, and none is near its threshold.

    A member less takes one from what there is and at most one from what is needed.
    """
    tests = [one for whole in (made.quorum, made.found) if whole is not None for one in _leaves(whole)]
    return bool(tests) and made.question is None and all(
        one.kind in ("count", "share", "more") and not one.weight and not one.group and abs(Fraction(one.margin)) > 2 * n + 1 for one in tests
    )


def _leaves(found: Found) -> Iterator[Found]:
    if found.inner:
        for one in found.inner:
            yield from _leaves(one)
    else:
        yield found


def _otherwise(made: Decision, rule: Rule, electorate: Electorate, ballot: Ballot, rules: Mapping[str, Rule], out: frozenset[str]) -> bool:
    """Whether the outcome would be another one if these did not sit there."""
    members = tuple(member for member in electorate.members if member not in out)
    if not members:
        return True
    less = electorate.changed(members=members)
    held = None if ballot.positions is None else {member: position for member, position in ballot.positions.items() if member not in out}
    question = ballot.question
    if question is not None and question.positions is not None:
        question = replace(question, positions={member: position for member, position in question.positions.items() if member not in out})
    changed = replace(ballot, positions=held, question=question, late=ballot.late - out, corrected=ballot.corrected - out)
    try:
        return decide(rule, less, changed, rules).outcome != made.outcome
    except BallotError:  # a tally of more votes than there would be seats tells by itself that they sat there
        return False
