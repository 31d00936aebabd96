"""The life of one instrument: its facts in order of days, folded one by one.

A fact of the present day is added at the end. Whatever is entered for an earlier day, corrected, confirmed or disavowed
is put in its place and the life is told again from the beginning; so the order of entry does not show in the answers.
Each later fact is then examined again in the light of what came before it: where it no longer fits it is flagged,
never undone (architecture.md, "Backdated entries").
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import lru_cache

from msgspec import UNSET
from msgspec.structs import replace

from comity import day as days
from comity.acts import instruments as acts
from comity.organisation.dated import Dated, Timeline, place, rivals
from comity.organisation.finding import Reason
from comity.organisation.instruments.force import ended, reopened, settle, stated
from comity.organisation.instruments.things import Consent, Instrument, Party, with_fact, with_force

#: Months after which a denunciation takes effect where the treaty is silent (VCLT 56(2)).
SILENT_NOTICE_MONTHS = 12
#: The acts that move consents, force or the number of circulars.
_MOVES = frozenset(
    {
        acts.Deposit, acts.Notify, acts.Participate, acts.Succeed, acts.Sign, acts.Confirm, acts.Denounce, acts.Revoke,
        acts.EnterIntoForce, acts.Lapse, acts.Circulate,
    }
)  # fmt: skip
#: Those that stand beside the rest: they move nothing, and no later act can be contradicted by them.
STANDS = frozenset(
    {
        acts.Empower, acts.Initial, acts.Authorise, acts.Declare, acts.Communicate, acts.Reserve, acts.Object,
        acts.AcceptReservation, acts.Rectify, acts.Register,
    }
)  # fmt: skip
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
            now = replace(now, consents=consents, parties={**now.parties, act.state: party})
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
    if not fact.counts or type(fact.act) in STANDS:
        return with_fact(before, fact)
    if type(fact.act) is acts.Circulate:
        return _took_effect(with_fact(before, fact), fact, other)
    if fact.claim is not None:
        return told_again(with_fact(before, fact), other, contradicts)
    if fact.start >= before.latest:
        now = with_fact(before, fact)
        return _took_effect(now, fact, other) if type(fact.act) in _MOVES else now
    now = _took_effect(with_fact(as_on(before, fact.start, other), fact), fact, other)
    later = [one for one in facts_of(before) if one.start > fact.start]
    return _gone_on(now, later, _passed_over(before), other, contradicts)


def facts_of(instrument: Instrument) -> list[Dated]:
    """Every fact in the life of an instrument save its adoption, in order of days."""
    facts = list(instrument.facts)
    for party in instrument.parties.values():
        facts += party.facts
    facts.sort(key=place)
    return facts


def _passed_over(instrument: Instrument) -> frozenset[int]:
    """Entries that stand beside a preferred or earlier claim and move nothing."""
    if not instrument.claims:
        return frozenset()
    every = (instrument.facts, *(party.facts for party in instrument.parties.values()))
    return frozenset().union(*map(rivals, every))


def _bare(instrument: Instrument, parties: Mapping[str, Party]) -> Instrument:
    """The instrument as it was adopted, with these parts of states and nothing of what follows from them."""
    return replace(
        instrument, facts=(), parties=parties, consents=(), force=(), circulars=0, latest=instrument.adopted.start
    )


def told_again(instrument: Instrument, other: Instrument | None, contradicts: Contradicts) -> Instrument:
    """The life told again from the beginning, each fact examined in the light of those before it."""
    now = settle(_bare(instrument, {}), "", instrument.adopted.entry, other)
    return _gone_on(now, facts_of(instrument), _passed_over(instrument), other, contradicts)


def _gone_on(
    now: Instrument, later: list[Dated], passed_over: frozenset[int], other: Instrument | None, contradicts: Contradicts
) -> Instrument:
    """The life told on: each later fact examined again, flagged where it no longer fits, and put in its place."""
    for fact in later:
        if fact.counts:
            flag = contradicts(now, fact)
            fact = fact if flag == fact.flag else replace(fact, flag=flag)
        now = with_fact(now, fact)
        if type(fact.act) in _MOVES and fact.counts and fact.entry not in passed_over:
            now = _took_effect(now, fact, other)
    return now


def as_on(instrument: Instrument, day: str, other: Instrument | None = None) -> Instrument:
    """The instrument by what is recorded of it up to a day: what an act of that day is examined against."""
    if day >= instrument.latest:
        return instrument
    return _as_on(_Same(instrument), day, None if other is None else _Same(other))


class _Same:
    """An instrument that is equal to nothing but itself: a life is long, and compared at a glance."""

    __slots__ = ("value",)

    def __init__(self, value: Instrument) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


@lru_cache(maxsize=4)
def _as_on(of: _Same, day: str, waits_for: _Same | None) -> Instrument:
    """The same, remembered for a moment: what an act is examined against is what it is then inserted into."""
    instrument, other = of.value, None if waits_for is None else waits_for.value
    parties: dict[str, Party] = {}
    moving: list[Dated] = []
    facts = _until(instrument.facts, day)
    moving += (fact for fact in facts if type(fact.act) in _MOVES)
    for party in instrument.parties.values():
        own = _until(party.facts, day)
        if own:
            parties[party.state] = Party(party.state, own)
            moving += (fact for fact in own if type(fact.act) in _MOVES)
    moving.sort(key=place)
    passed_over = _passed_over(instrument)
    now = settle(_bare(instrument, parties), "", instrument.adopted.entry, other)
    for fact in moving:
        if fact.counts and fact.entry not in passed_over:
            now = _took_effect(now, fact, other)
    latest = max([fact.start for fact in (*facts[-1:], *(p.facts[-1] for p in parties.values()))], default="")
    return replace(now, facts=facts, latest=max(latest, now.latest))


def _until(timeline: Timeline, day: str) -> Timeline:
    """The facts up to and including the day."""
    return timeline[: bisect_right(timeline, day, key=lambda fact: fact.start)]
