"""What an act makes of a state's membership: the new value, what changed, and the moments of what runs out by itself."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from comity.acts import VERB_OF
from comity.acts import membership as acts
from comity.organisation.changes import Change
from comity.organisation.dated import Dated, by_entry, counted, insert, replaced
from comity.organisation.membership.course import with_fact, with_facts
from comity.organisation.membership.things import (
    Associate,
    Associates,
    Contradicts,
    Member,
    Members,
    Period,
    TermsOn,
)


class Due(NamedTuple):
    """A day on which something ripens (`day` empty: no longer)."""

    kind: str
    subject: str
    day: str


class Outcome(NamedTuple):
    """What an act made of the membership."""

    members: Members
    changes: tuple[Change, ...]
    due: tuple[Due, ...] = ()


class AssociateOutcome(NamedTuple):
    """What an act made of the status of an observer or partner."""

    associates: Associates
    changes: tuple[Change, ...]
    due: tuple[Due, ...] = ()


def apply_of_state(
    members: Members, act: acts.OfState, fact: Dated, terms: TermsOn, contradicts: Contradicts
) -> Outcome:
    """The state's membership with one more act."""
    before = members.get(act.state) or Member(act.state)
    now = with_fact(before, fact, terms, contradicts)
    state = "" if fact.counts else "without_effect"
    return _outcome(members, before, now, Change(now.ref, VERB_OF[type(act)], fact.start, state))


def apply_again(
    members: Members,
    ref: str,
    again: Callable[[Dated], Dated],
    what: tuple[str, str],
    by: Dated,
    terms: TermsOn,
    contradicts: Contradicts,
) -> Outcome:
    """One fact of a membership put otherwise (corrected, confirmed, disavowed), and its periods computed anew."""
    _, state, entry = ref.split("/")
    before = members[state]
    old = before.fact(int(entry))
    assert old is not None
    now = with_facts(state, replaced(before.facts, old, again(old)), terms, contradicts)
    return _outcome(members, before, now, Change(f"{now.ref}/{entry}", what[0], by.start, what[1]))


def _outcome(members: Members, before: Member, now: Member, change: Change) -> Outcome:
    fresh = _fresh(before.periods, now.periods)
    changes = [change, *(Change(now.ref, period.status, period.start, period.until) for period in fresh)]
    due = []
    if now.leaving != before.leaving:
        due.append(Due("withdrawal", now.ref, now.leaving))
    if now.resumes != before.resumes:
        due.append(Due("reinstatement", now.ref, now.resumes))
    return Outcome(members.set(now.state, now), tuple(changes), tuple(due))


def _fresh(before: tuple[Period, ...], now: tuple[Period, ...]) -> list[Period]:
    """The periods that were not there before; a long beginning that both have is passed over at once."""
    same = max(len(before) - 1, 0)
    if now[:same] == before[:same]:
        now, before = now[same:], before[same:]
    known = frozenset(before)
    return [period for period in now if period not in known]


def apply_associate(
    associates: Associates, act: acts.Associate | acts.Dissociate, fact: Dated
) -> AssociateOutcome:
    """The status of an observer or partner with one more act."""
    key = f"{act.status}/{act.holder}"
    old = associates.get(key) or Associate(act.holder, act.status)
    now = replace(old, facts=insert(old.facts, fact))
    change = Change(now.ref, VERB_OF[type(act)], fact.start, "" if fact.counts else "without_effect")
    return AssociateOutcome(associates.set(key, now), (change,), _runs_out(now))


def apply_associate_again(
    associates: Associates, ref: str, again: Callable[[Dated], Dated], what: tuple[str, str], by: Dated
) -> AssociateOutcome:
    """One fact in the status of an observer or partner corrected."""
    _, status, holder, entry = ref.split("/")
    old = associates[f"{status}/{holder}"]
    fact = by_entry(old.facts, int(entry))
    assert fact is not None
    now = replace(old, facts=replaced(old.facts, fact, again(fact)))
    change = Change(f"{now.ref}/{entry}", what[0], by.start, what[1])
    return AssociateOutcome(associates.set(f"{status}/{holder}", now), (change,), _runs_out(now))


def _runs_out(associate: Associate) -> tuple[Due, ...]:
    """The day on which a status granted for a time ends by itself."""
    until = ""
    for fact in counted(associate.facts, acts.Associate, acts.Dissociate):
        until = "" if not isinstance(fact.act, acts.Associate) or fact.act.until is UNSET else fact.act.until
    return (Due("dissociation", associate.ref, until),)
