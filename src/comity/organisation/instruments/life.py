"""The life of one instrument: its facts in order of days, folded one by one.

A fact of the present day is added at the end. Whatever is entered for an earlier day, corrected, confirmed or disavowed
is put in its place and the life is told again from the beginning; so the order of entry does not show in the answers.
Each later fact is then examined again in the light of what came before it: where it no longer fits it is flagged,
never undone (architecture.md, "Backdated entries").
"""

from collections.abc import Callable, Iterator

from msgspec import UNSET
from msgspec.structs import replace
from rpds import HashTrieMap

from comity import day as days
from comity.acts import instruments as acts
from comity.organisation.dated import Dated, place, rivals
from comity.organisation.finding import Reason
from comity.organisation.instruments.force import ended, reopened, settle, stated
from comity.organisation.instruments.things import Consent, Instrument, with_fact, with_force

#: Months after which a denunciation takes effect where the treaty is silent (VCLT 56(2)).
SILENT_NOTICE_MONTHS = 12
#: Why a fact no longer fits the life before it, or none: `contradicts(instrument as it stood before, fact)`.
Contradicts = Callable[[Instrument, Dated], Reason | None]


def consent_of(instrument: Instrument, fact: Dated) -> Consent | None:
    """The consent to be bound that a fact expresses (VCLT 11 to 17), or none."""
    match fact.act:
        case acts.Deposit(state=state) | acts.Notify(state=state) | acts.Participate(state=state):
            return Consent(fact.start, state, fact.entry)
        case acts.Succeed(state=state, to="treaty", since=since):
            return Consent(fact.start, state, fact.entry, fact.start if since is UNSET else since)
        case acts.Sign(state=state, manner="definitive") | acts.Confirm(state=state, manner="definitive"):
            return Consent(fact.start, state, fact.entry)
        case acts.Sign(state=state, manner="subject_to_ratification") | acts.Confirm(state=state):
            if instrument.adopt.force.rule == "signature":  # there the signature itself binds (VCLT 12(1)(a))
                return Consent(fact.start, state, fact.entry)
    return None


def notice_ends(instrument: Instrument, start: str) -> str:
    """The day on which a denunciation notified on `start` takes effect (VCLT 54, 56(2))."""
    clause = instrument.adopt.denunciation
    months = SILENT_NOTICE_MONTHS if clause is UNSET else clause.months
    return days.add_months(days.Day(days.last(days.Day(start))), months)


def _took_effect(now: Instrument, fact: Dated, other: Instrument | None) -> Instrument:
    """The instrument after a fact that counts: consents, force, number of circulars."""
    act = fact.act
    if isinstance(act, acts.OfState):
        consent = consent_of(now, fact)
        if consent is not None:
            party = now.party(act.state)
            party = replace(party, consents=(*party.consents, consent))
            consents = (*now.consents, consent)
            now = replace(now, consents=consents, parties=now.parties.insert(act.state, party))
            return settle(now, act.state, fact.entry, other)
        match act:
            case acts.Denounce():
                force = ended(now.party(act.state).force, notice_ends(now, fact.start), "denounced", fact.entry)
                return with_force(now, act.state, force)
            case acts.Revoke():
                return with_force(now, act.state, reopened(now, now.party(act.state).force, act.state))
        return now
    match act:
        case acts.EnterIntoForce(states=()):
            now = replace(now, force=stated(now, now.force, fact.start, fact.entry))
            return settle(_all_again(now, fact.entry), "", fact.entry, other)
        case acts.EnterIntoForce(states=states):
            for state in states:
                now = with_force(now, state, stated(now, now.party(state).force, fact.start, fact.entry, state))
        case acts.Lapse(states=states):
            if not states:
                now = replace(now, force=ended(now.force, fact.start, "lapsed", fact.entry))
            for state in states or tuple(sorted(now.parties)):
                now = with_force(now, state, ended(now.party(state).force, fact.start, "lapsed", fact.entry))
        case acts.Circulate():
            now = replace(now, circulars=now.circulars + 1)
    return now


def _all_again(now: Instrument, entry: int) -> Instrument:
    """Every state's computed span made anew from the general day that was stated."""
    for state in sorted(now.parties):
        now = settle(now, state, entry)
    return now


def lived(before: Instrument, fact: Dated, other: Instrument | None, contradicts: Contradicts) -> Instrument:
    """The instrument with one more fact in its life; `other` is the one that its clause on force waits for."""
    now = with_fact(before, fact)
    if not fact.counts:
        return now
    if fact.start < before.latest or fact.claim is not None:
        return told_again(now, other, contradicts)
    return _took_effect(now, fact, other)


def facts_of(instrument: Instrument) -> list[Dated]:
    """Every fact in the life of an instrument save its adoption, in order of days."""
    return sorted(_facts(instrument), key=place)


def _facts(instrument: Instrument) -> Iterator[Dated]:
    yield from instrument.facts
    for party in instrument.parties.values():
        yield from party.facts


def told_again(
    instrument: Instrument, other: Instrument | None, contradicts: Contradicts | None = None, until: str = ""
) -> Instrument:
    """The life told again from its facts; only those up to the day `until` where one is given."""
    facts = facts_of(instrument)
    passed_over = set(rivals(instrument.facts))
    for party in instrument.parties.values():
        passed_over |= rivals(party.facts)
    now = replace(
        instrument, facts=(), parties=HashTrieMap(), consents=(), force=(), circulars=0, latest=instrument.adopted.start
    )
    now = settle(now, "", instrument.adopted.entry, other)
    for fact in facts:
        if until and fact.start > until:
            break
        if contradicts is not None and fact.counts:
            flag = contradicts(now, fact)
            fact = fact if flag == fact.flag else replace(fact, flag=flag)
        now = with_fact(now, fact)
        if fact.counts and fact.entry not in passed_over:
            now = _took_effect(now, fact, other)
    return now


def as_on(instrument: Instrument, day: str, other: Instrument | None = None) -> Instrument:
    """The instrument by what is recorded of it up to a day: what an act of that day is examined against."""
    return instrument if day >= instrument.latest else told_again(instrument, other, until=day)
