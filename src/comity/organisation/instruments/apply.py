"""What an act makes of an instrument: the new value, what changed, and the moments it sets or cancels."""

from typing import NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from comity import day as days
from comity.acts import instruments as acts
from comity.organisation.changes import Change
from comity.organisation.dated import Dated, correct, counted
from comity.organisation.instruments.examine import CONSENTS, OBJECTION_MONTHS
from comity.organisation.instruments.force import ended, prolong, reopened, settle, stated
from comity.organisation.instruments.things import (
    Force,
    Instrument,
    Instruments,
    Party,
    with_fact,
    with_party_fact,
)

#: Months after which a denunciation takes effect where the treaty is silent (VCLT 56(2)).
SILENT_NOTICE_MONTHS = 12


class Due(NamedTuple):
    """A day on which something ripens (`day` empty: no longer)."""

    kind: str
    subject: str
    day: str


class Outcome(NamedTuple):
    """What an act made of the room."""

    instruments: Instruments
    changes: tuple[Change, ...]
    due: tuple[Due, ...] = ()


def apply_adopt(room: Instruments, act: acts.Adopt, fact: Dated) -> Outcome:
    """A new instrument; those that it amends learn of it."""
    new = Instrument(act.instrument, fact)
    room = room.put(new)
    for amended in act.amends:
        old = room.by_id[amended.instrument]
        room = room.put(replace(old, amended_by=(*old.amended_by, new.id)))
    if act.force.rule == "with" and act.force.instrument is not UNSET:
        waiting = room.awaiting.get(act.force.instrument) or ()
        room = replace(room, awaiting=room.awaiting.insert(act.force.instrument, (*waiting, new.id)))
    return _settled(room, new, new, "", fact, (Change(new.ref, "adopted", fact.start),))


def apply_of_state(room: Instruments, act: acts.OfState, fact: Dated) -> Outcome:
    """A state's act: kept in that state's part; what has effect moves consents, force and moments."""
    before = room.by_id[act.on.ref.split("/")[1]]
    now = with_party_fact(before, act.state, fact)
    ref = f"{now.ref}/{fact.entry}"
    change = Change(f"{now.ref}/{act.state}", act.name().split(".")[1], fact.start)
    if not fact.counts:
        return Outcome(room.put(now), (replace(change, state="without_effect"),))
    due: tuple[Due, ...] = ()
    match act:
        case acts.Notify() | acts.Deposit():
            now = replace(now, consents=tuple(sorted((*now.consents, (fact.start, act.state)))))
        case acts.Reserve():
            until = days.add_months(days.Day(days.last(days.Day(fact.start))), OBJECTION_MONTHS)
            due = (Due("tacit_acceptance", ref, until),)
        case acts.Withdraw():
            due = (Due("tacit_acceptance", "/".join(act.on.ref.split("/")[:3]), ""),)
        case acts.Denounce():
            until = notice_ends(now, fact.start)
            now = _with_force(now, act.state, ended(now.party(act.state).force, until, "denounced", fact.entry))
            due = (Due("denunciation", f"{now.ref}/{act.state}", until),)
        case acts.Revoke():
            now = _with_force(now, act.state, reopened(now.party(act.state).force, "denounced"))
            due = (Due("denunciation", f"{now.ref}/{act.state}", ""),)
    return _settled(room, before, now, act.state, fact, (change,), due)


def notice_ends(instrument: Instrument, start: str) -> str:
    """The day on which a denunciation notified on `start` takes effect (VCLT 54, 56(2))."""
    clause = instrument.adopt.denunciation
    months = SILENT_NOTICE_MONTHS if clause is UNSET else clause.months
    return days.add_months(days.Day(days.last(days.Day(start))), months)


def apply_of_instrument(room: Instruments, act: acts.OfInstrument, fact: Dated) -> Outcome:
    """An act that concerns the whole: entry into force, lapse, notification, rectification, registration."""
    before = room.by_id[act.on.ref.split("/")[1]]
    now = with_fact(before, fact)
    change = Change(now.ref, act.name().split(".")[1], fact.start)
    if not fact.counts:
        return Outcome(room.put(now), (replace(change, state="without_effect"),))
    match act:
        case acts.EnterIntoForce(states=states):
            if not states:
                now = replace(now, force=stated(now, now.force, fact.start, fact.entry))
            for state in states:
                now = _with_force(now, state, stated(now, now.party(state).force, fact.start, fact.entry))
        case acts.Lapse(states=states):
            if not states:
                now = replace(now, force=ended(now.force, fact.start, "lapsed", fact.entry))
                states = tuple(sorted(now.parties))
            for state in states:
                now = _with_force(now, state, ended(now.party(state).force, fact.start, "lapsed", fact.entry))
        case acts.Circulate():
            now = replace(now, circulars=now.circulars + 1)
    return _settled(room, before, now, "", fact, (change,))


def apply_correction(room: Instruments, on_ref: str, field: str, value: str, by: Dated) -> Outcome:
    """Corrects a fact in the life of an instrument and brings what follows from it up to date."""
    _, name, *rest = on_ref.split("/")
    before = room.by_id[name]
    entry = int(rest[0]) if rest else before.adopted.entry
    now = replace(before, facts=correct(before.facts, entry, field, value, by.entry))
    adopted = correct((before.adopted,), entry, field, value, by.entry)[0]
    now = replace(now, adopted=adopted)
    touched = ""
    for party in before.parties.values():
        if any(fact.entry == entry for fact in party.facts):
            touched = party.state
            facts = correct(party.facts, entry, field, value, by.entry)
            now = replace(now, parties=now.parties.insert(party.state, replace(party, facts=facts)))
    now = _recounted(now, entry, by)
    return _settled(room, before, now, touched, by, (Change(f"{now.ref}/{entry}", "corrected", by.start, value),))


def _recounted(instrument: Instrument, entry: int, by: Dated) -> Instrument:
    """Consents and stated spans made anew from the facts, after a correction."""
    consents = sorted(
        (fact.start, party.state)
        for party in instrument.parties.values()
        for fact in counted(party.facts, *CONSENTS)
    )
    instrument = replace(instrument, consents=tuple(consents))
    kept = tuple(span for span in instrument.force if span.entry != entry)
    instrument = replace(instrument, force=kept)
    for party in instrument.parties.values():
        spans = tuple(span for span in party.force if span.entry != entry)
        if spans != party.force:
            instrument = _with_force(instrument, party.state, spans)
    for fact in counted(instrument.facts, acts.EnterIntoForce):
        if fact.entry != entry or not isinstance(fact.act, acts.EnterIntoForce):
            continue
        if not fact.act.states:
            instrument = replace(instrument, force=stated(instrument, instrument.force, fact.start, fact.entry))
        for state in fact.act.states:
            spans = stated(instrument, instrument.party(state).force, fact.start, fact.entry)
            instrument = _with_force(instrument, state, spans)
    return instrument


def _with_force(instrument: Instrument, state: str, force: tuple[Force, ...]) -> Instrument:
    party = instrument.party(state)
    if party.force == force:
        return instrument
    return replace(instrument, parties=instrument.parties.insert(state, replace(party, force=force)))


def _settled(
    room: Instruments,
    before: Instrument,
    now: Instrument,
    state: str,
    fact: Dated,
    changes: tuple[Change, ...],
    due: tuple[Due, ...] = (),
) -> Outcome:
    """Computes entry into force anew and carries it to the instruments that wait for it or are prolonged by it."""
    clause = now.adopt.force
    other = None if clause.instrument is UNSET else room.get(clause.instrument)
    now = settle(now, state, fact.entry, other)
    room = room.put(now)
    new_changes, new_due = _force_changes(before, now, state, fact)
    changes, due = changes + new_changes, due + new_due
    if now.force and (not before.force or before.force[0].start != now.force[0].start):
        for name in room.awaiting.get(now.id) or ():
            waiting = room.by_id[name]
            settled = settle(waiting, "", fact.entry, now)
            room = room.put(settled)
            more, later = _force_changes(waiting, settled, "", fact)
            changes, due = changes + more, due + later
    extends = now.adopt.extends
    if now.force and extends is not UNSET and now.id not in room.by_id[extends.instrument].prolonged_by:
        prolonged = prolong(room.by_id[extends.instrument], now, fact.entry)
        room = room.put(prolonged)
        changes += (Change(prolonged.ref, "prolonged", extends.start, now.id),)
    return Outcome(room, changes, due)


def _force_changes(
    before: Instrument, now: Instrument, state: str, fact: Dated
) -> tuple[tuple[Change, ...], tuple[Due, ...]]:
    """What changed in the spans of force, and which of it is still to come about."""
    changes: list[Change] = []
    due: list[Due] = []
    if before.force != now.force:
        _compare(now.ref, before.force, now.force, changes, due, fact.start)
    for party in _changed_parties(before, now, state):
        old = before.party(party.state).force
        if old != party.force:
            _compare(f"{now.ref}/{party.state}", old, party.force, changes, due, fact.start)
    return tuple(changes), tuple(due)


def _changed_parties(before: Instrument, now: Instrument, state: str) -> list[Party]:
    """The parts that may have changed: all where the general day moved, else that of the acting state."""
    if before.force != now.force or not state:
        return sorted(now.parties.values(), key=lambda party: party.state)
    return [now.party(state)]


def _compare(
    ref: str, old: tuple[Force, ...], new: tuple[Force, ...], changes: list[Change], due: list[Due], day: str
) -> None:
    spans = [span for span in new if span not in old]
    for span in spans:
        changes.append(Change(ref, "force", span.start, span.until))
        if span.start > day:
            due.append(Due("entry_into_force", ref, span.start))
    if not new:
        changes.append(Change(ref, "force", "", "none"))
        due.append(Due("entry_into_force", ref, ""))
