"""What an act makes of a state's membership: the new value, what changed, and the moment of a withdrawal."""

from typing import NamedTuple

from msgspec.structs import replace

from comity.acts import membership as acts
from comity.organisation.changes import Change
from comity.organisation.dated import Dated, correct, insert
from comity.organisation.membership.things import (
    Associate,
    Associates,
    Member,
    Members,
    Terms,
    settled,
    with_fact,
)


class Outcome(NamedTuple):
    """What an act made of the membership; `leaving` is the day to wait for, empty: none, None: as before."""

    members: Members
    changes: tuple[Change, ...]
    leaving: str | None = None


def apply_of_state(members: Members, act: acts.OfState, fact: Dated, terms: Terms) -> Outcome:
    """The state's membership with one more act."""
    before = members.get(act.state) or Member(act.state)
    now = with_fact(before, fact, terms)
    return _outcome(members, before, now, Change(now.ref, act.name().split(".")[1], fact.start), fact)


def apply_correction(members: Members, on_ref: str, field: str, value: str, by: Dated, terms: Terms) -> Outcome:
    """Corrects a fact of a membership and computes its periods anew."""
    _, state, entry = on_ref.split("/")
    before = members.get(state) or Member(state)
    facts = correct(before.facts, int(entry), field, value, by.entry)
    now = settled(replace(before, facts=facts), terms)
    return _outcome(members, before, now, Change(f"{now.ref}/{entry}", "corrected", by.start, value), by)


def _outcome(members: Members, before: Member, now: Member, change: Change, fact: Dated) -> Outcome:
    changes = [replace(change, state="" if fact.counts else "without_effect")]
    for period in now.periods:
        if period not in before.periods:
            changes.append(Change(now.ref, period.status, period.start, period.until))
    leaving = now.leaving if now.leaving != before.leaving else None
    return Outcome(members.insert(now.state, now), tuple(changes), leaving)


def apply_associate(
    associates: Associates, act: acts.Associate | acts.Dissociate, fact: Dated
) -> tuple[Associates, tuple[Change, ...]]:
    """The status of an observer or partner with one more act."""
    key = f"{act.status}/{act.holder}"
    old = associates.get(key) or Associate(act.holder, act.status)
    now = replace(old, facts=insert(old.facts, fact))
    change = Change(now.ref, act.name().split(".")[1], fact.start, "" if fact.counts else "without_effect")
    return associates.insert(key, now), (change,)
