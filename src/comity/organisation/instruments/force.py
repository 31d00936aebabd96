"""Entry into force: when an instrument is in force, as a whole and for each state (VCLT 24).

What an act states (the depositary's determination, a source) stands; else the clause is computed from what was
deposited and notified. A day that is not known stays not known: nothing is computed from a domestic law.
"""

from typing import Literal

from msgspec import UNSET
from msgspec.structs import replace

from comity import day as days
from comity.acts import instruments as acts
from comity.organisation.dated import counted
from comity.organisation.instruments.things import Force, Instrument


def delayed(start: str, clause: acts.Force) -> str:
    """The day that the clause's months and days after `start` lead to."""
    if clause.months:
        start = days.add_months(days.Day(days.last(days.Day(start))), clause.months)
    if clause.days:
        start = days.add_days(days.Day(days.last(days.Day(start))), clause.days)
    return start


def computed_start(instrument: Instrument, other: Instrument | None = None) -> str:
    """The day of entry into force as a whole by its clause, or empty where it has not come about.

    `other` is the instrument that the clause names under rule `with`.
    """
    clause = instrument.adopt.force
    match clause.rule:
        case "deposits":
            n = 1 if clause.n is UNSET else clause.n
            return delayed(instrument.consents[n - 1][0], clause) if len(instrument.consents) >= n else ""
        case "all_signatories":
            wanted = instrument.adopt.signatories
            have = {state: day for day, state in reversed(instrument.consents)}
            if not wanted or any(state not in have for state in wanted):
                return ""
            return delayed(max(have[state] for state in wanted), clause)
        case "per_state":
            return delayed(instrument.consents[0][0], clause) if instrument.consents else ""
        case "signature":
            return _all_signed(instrument, clause)
        case "on_day":
            return "" if clause.day is UNSET else clause.day
        case "with":
            return delayed(other.force[0].start, clause) if other is not None and other.force else ""
        case "unknown":
            return ""


def _all_signed(instrument: Instrument, clause: acts.Force) -> str:
    """On signature: the day of the last signature of the states named as signatories (VCLT 12)."""
    latest = ""
    for state in instrument.adopt.signatories:
        sign = next(counted(instrument.party(state).facts, acts.Sign), None)
        if sign is None or not isinstance(sign.act, acts.Sign) or sign.act.manner == "ad_referendum":
            return ""
        latest = max(latest, sign.start)
    return delayed(latest, clause) if latest else ""


def state_start(instrument: Instrument, state: str, general: str) -> str:
    """The day of entry into force for one state by the clause, given that of the instrument; empty if none.

    A state that consents later is bound from its own deposit, after the same delay (VCLT 24(3)).
    """
    clause = instrument.adopt.force
    if clause.rule in ("signature", "on_day", "with"):
        own = next((fact.start for fact in counted(instrument.party(state).facts, acts.Sign)), "")
        consent = next((day for day, who in instrument.consents if who == state), "")
        first = consent or own
        return max(first, general) if first and general else ""
    consent = next((day for day, who in instrument.consents if who == state), "")
    if not consent or not general:
        return ""
    return general if clause.rule != "per_state" and consent <= general else max(delayed(consent, clause), general)


def settle(instrument: Instrument, state: str, entry: int, other: Instrument | None = None) -> Instrument:
    """The instrument with computed spans of force brought up to date after an act of `state` at `entry`.

    Stated spans are kept as they are; a computed one appears when the clause is met and disappears when the
    consent that met it is voided by correction. Only when the general day changes do all states change with it.
    """
    before = instrument.force[0].start if instrument.force else ""
    is_stated = bool(before) and instrument.force[0].ground == "stated"
    general = before if is_stated else computed_start(instrument, other)
    if general != before:
        instrument = replace(instrument, force=_with_start(instrument, instrument.force, general, entry))
    parties = instrument.parties
    for party in parties.values() if general != before else [instrument.party(state)] if state else []:
        if party.force and party.force[0].ground == "stated":
            continue
        force = _with_start(instrument, party.force, state_start(instrument, party.state, general), entry)
        if force != party.force:
            parties = parties.insert(party.state, replace(party, force=force))
    return instrument if parties is instrument.parties else replace(instrument, parties=parties)


def span(instrument: Instrument, start: str, ground: Literal["stated", "computed"], entry: int) -> Force:
    """A span of force from `start`, to the end of the instrument's term where it has one that still runs out."""
    term = instrument.adopt.term
    if term is UNSET or instrument.prolonged_by or days.first(days.Day(start)) >= term:
        return Force(start, ground, entry)
    return Force(start, ground, entry, term, entry, "term")


def _with_start(instrument: Instrument, force: tuple[Force, ...], start: str, entry: int) -> tuple[Force, ...]:
    """The spans with the computed one beginning at `start`, or without it."""
    if force and force[0].start == start:
        return force
    rest = tuple(one for one in force if one.ground != "computed")
    return (span(instrument, start, "computed", entry), *rest) if start else rest


def stated(instrument: Instrument, force: tuple[Force, ...], start: str, entry: int) -> tuple[Force, ...]:
    """The spans after an act stated an entry into force: it takes the place of a computed one."""
    rest = (one for one in force if one.ground != "computed" and one.start != start)
    return tuple(sorted((*rest, span(instrument, start, "stated", entry)), key=lambda one: one.start))


def ended(force: tuple[Force, ...], until: str, how: Literal["denounced", "lapsed"], entry: int) -> tuple[Force, ...]:
    """The spans after an end: the last one ends at `until`, where it had not ended before."""
    if not force or (force[-1].until and force[-1].until <= until and force[-1].how_ended != "term"):
        return force
    return (*force[:-1], replace(force[-1], until=until, how_ended=how, ended_by=entry))


def reopened(force: tuple[Force, ...], how: str) -> tuple[Force, ...]:
    """The spans without the end that came about in this way: a revoked denunciation, a prolonged term."""
    if not force or force[-1].how_ended != how:
        return force
    return (*force[:-1], replace(force[-1], until="", how_ended="", ended_by=0))


def prolong(instrument: Instrument, by: Instrument, entry: int) -> Instrument:
    """The instrument after another that extends its term entered into force.

    It goes on, without a gap, for those who signed or joined the other, also where the other reaches back to a
    day before its own entry into force (VCLT 28: "unless a different intention appears from the treaty").
    """
    parties = instrument.parties
    for party in instrument.parties.values():
        other = by.parties.get(party.state)
        joined = other is not None and (other.force or next(counted(other.facts, acts.Sign), None) is not None)
        if joined:
            parties = parties.insert(party.state, replace(party, force=reopened(party.force, "term")))
    names = instrument.prolonged_by if by.id in instrument.prolonged_by else (*instrument.prolonged_by, by.id)
    return replace(instrument, parties=parties, force=reopened(instrument.force, "term"), prolonged_by=names)
