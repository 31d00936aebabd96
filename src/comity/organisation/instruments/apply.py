"""What an act makes of an instrument: the new value, what changed, and the moments it sets or cancels."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec import UNSET, Struct
from msgspec.structs import replace

from comity.acts import VERB_OF
from comity.acts import instruments as acts
from comity.acts.base import On
from comity.organisation.changes import Change
from comity.organisation.dated import Dated, replaced
from comity.organisation.instruments.examine import objections_end, pointed_at
from comity.organisation.instruments.force import joined, settle
from comity.organisation.instruments.life import STANDS, Contradicts, lived, told_again
from comity.organisation.instruments.things import Force, Instrument, Instruments, Party


class Due(NamedTuple):
    """A day on which something ripens (`day` empty: no longer)."""

    kind: str
    subject: str
    day: str


class Outcome(Struct, frozen=True, gc=False):
    """What an act made of the room."""

    instruments: Instruments
    changes: tuple[Change, ...]
    due: tuple[Due, ...] = ()


def apply_adopt(room: Instruments, act: acts.Adopt, fact: Dated, contradicts: Contradicts) -> Outcome:
    """A new instrument; those that it amends learn of it."""
    new = Instrument(act.instrument, fact, latest=fact.start)
    room = room.put(new)
    for amended in act.amends:
        old = room.by_id[amended.instrument]
        room = room.put(replace(old, amended_by=(*old.amended_by, new.id)))
    if act.force.rule == "with" and act.force.instrument is not UNSET:
        waiting = room.awaiting.get(act.force.instrument) or ()
        room = replace(room, awaiting=room.awaiting.set(act.force.instrument, (*waiting, new.id)))
    now = settle(new, "", fact.entry, _other(room, new))
    return _taken_up(room, new, now, "", fact, (Change(new.ref, "adopted", fact.start),), contradicts)


def apply_act(room: Instruments, act: acts.OfInstrument, fact: Dated, contradicts: Contradicts) -> Outcome:
    """An act in the life of an instrument: kept in its place; what has effect moves consents, force and moments."""
    before = room.by_id[act.on.ref.split("/", 2)[1]]
    now = lived(before, fact, _other(room, before), contradicts)
    state = act.state if isinstance(act, acts.OfState) else ""
    ref = f"{now.ref}/{state}" if state else now.ref
    change = Change(ref, VERB_OF[type(act)], fact.start, "" if fact.counts else "without_effect")
    if not fact.counts:
        return Outcome(room.put(now), (change,))
    if type(act) in STANDS:  # neither consents nor force have moved
        return Outcome(room.put(now), (change,), _due(now, act, fact))
    return _taken_up(room, before, now, state, fact, (change,), contradicts, _due(now, act, fact))


def apply_again(
    room: Instruments,
    ref: str,
    again: Callable[[Dated], Dated],
    what: tuple[str, str],
    by: Dated,
    contradicts: Contradicts,
) -> Outcome:
    """One fact in the life of an instrument put otherwise (corrected, confirmed, disavowed), and the life told again."""
    before = room.by_id[ref.split("/")[1]]
    old = pointed_at(On("", ref), before)
    assert old is not None
    new = again(old)
    if old is before.adopted:
        now = replace(before, adopted=new)
    elif isinstance(old.act, acts.OfState):
        party = before.party(old.act.state)
        party = replace(party, facts=replaced(party.facts, old, new))
        now = replace(before, parties={**before.parties, party.state: party})
    else:
        now = replace(before, facts=replaced(before.facts, old, new))
    now = told_again(now, _other(room, before), contradicts)
    act = new.act
    due = _due(now, act, new) if isinstance(act, acts.OfInstrument) else ()
    if not new.counts:
        due = tuple(one._replace(day="") for one in due)
    change = Change(f"{before.ref}/{old.entry}", what[0], by.start, what[1])
    return _taken_up(room, before, now, "", by, (change,), contradicts, due)


def _other(room: Instruments, instrument: Instrument) -> Instrument | None:
    """The instrument that the clause on entry into force waits for, if there is one."""
    clause = instrument.adopt.force
    return None if clause.instrument is UNSET else room.get(clause.instrument)


def _due(now: Instrument, act: acts.OfInstrument, fact: Dated) -> tuple[Due, ...]:
    """When the time for objections to a reservation runs out (VCLT 20(5)); no longer, once it is withdrawn."""
    match act:
        case acts.Reserve():
            return (Due("tacit_acceptance", f"{now.ref}/{fact.entry}", objections_end(now, fact)),)
        case acts.Withdraw():
            return (Due("tacit_acceptance", act.on.ref, ""),)
        case acts.Circulate(about=about):
            told = ((on.ref, pointed_at(on, now)) for on in about)
            return tuple(
                Due("tacit_acceptance", ref, objections_end(now, target))
                for ref, target in told
                if target is not None and target.counts and isinstance(target.act, acts.Reserve)
            )
    return ()


def _taken_up(
    room: Instruments,
    before: Instrument,
    now: Instrument,
    state: str,
    fact: Dated,
    changes: tuple[Change, ...],
    contradicts: Contradicts,
    due: tuple[Due, ...] = (),
) -> Outcome:
    """Puts the instrument in place, and carries its force to those that wait for it or are prolonged by it."""
    room = room.put(now)
    new_changes, new_due = _force_changes(before, now, state, fact)
    changes, due = changes + new_changes, due + new_due
    if (now.force[0].start if now.force else "") != (before.force[0].start if before.force else ""):
        for name in room.awaiting.get(now.id) or ():
            waiting = room.by_id[name]
            settled = told_again(waiting, now, contradicts)
            room = room.put(settled)
            more, later = _force_changes(waiting, settled, "", fact)
            changes, due = changes + more, due + later
    extends = now.adopt.extends
    if extends is not UNSET and (now.force or before.force):
        old = room.by_id[extends.instrument]
        prolonged = _prolonged(old, now, _other(room, old), room, contradicts)
        if prolonged is not old:
            room = room.put(prolonged)
            more, later = _force_changes(old, prolonged, "", fact)
            changes += (Change(prolonged.ref, "prolonged", extends.start, now.id), *more)
            due += later
    return Outcome(room, changes, due)


def _prolonged(
    old: Instrument, by: Instrument, other: Instrument | None, room: Instruments, contradicts: Contradicts
) -> Instrument:
    """The instrument whose term another in force extends, for the states that joined the other."""
    names = tuple(sorted({*old.prolonged_by, by.id} if by.force else {*old.prolonged_by} - {by.id}))
    bridges = [by if name == by.id else room.by_id[name] for name in names]
    states = tuple(sorted({state for bridge in bridges for state in joined(bridge)}))
    if (names, states) == (old.prolonged_by, old.prolonged_for):
        return old
    return told_again(replace(old, prolonged_by=names, prolonged_for=states), other, contradicts)


def _force_changes(
    before: Instrument, now: Instrument, state: str, fact: Dated
) -> tuple[tuple[Change, ...], tuple[Due, ...]]:
    """What changed in the spans of force, and which of it is still to come about."""
    changes: list[Change] = []
    due: list[Due] = []
    if before.force != now.force:
        _compare(now.ref, before.force, now.force, changes, due, fact.start)
    if before.parties is not now.parties:
        in_order = fact.start >= before.latest and fact.claim is None
        for party in _changed_parties(before, now, state, in_order):
            old = before.party(party.state).force
            if old != party.force:
                _compare(f"{now.ref}/{party.state}", old, party.force, changes, due, fact.start)
    return tuple(changes), tuple(due)


def _changed_parties(before: Instrument, now: Instrument, state: str, in_order: bool) -> list[Party]:
    """The parts that may have changed: all where the general day moved or the life was told again, else the state's."""
    if in_order and state and before.force == now.force:
        return [now.party(state)]
    return sorted(now.parties.values(), key=lambda party: party.state)


def _compare(
    ref: str, old: tuple[Force, ...], new: tuple[Force, ...], changes: list[Change], due: list[Due], day: str
) -> None:
    """The spans that are new, and the days of the last span that are to come: its beginning and its end."""
    changes += [Change(ref, "force", one.start, one.until) for one in new if one not in old]
    if not new:
        changes.append(Change(ref, "force", "", "none"))
    was, now = old[-1] if old else None, new[-1] if new else None
    for kind, ways in (("denunciation", ("denounced",)), ("lapse", ("term", "lapsed"))):
        ends = now.until if now is not None and now.how_ended in ways else ""
        ended = was.until if was is not None and was.how_ended in ways else ""
        if ends != ended:
            due.append(Due(kind, ref, ends))
    begins, began = (now.start if now else ""), (was.start if was else "")
    if begins != began:
        due.append(Due("entry_into_force", ref, begins if begins > day else ""))
