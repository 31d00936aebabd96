"""Entry into force: when an instrument is in force, as a whole and for each state (VCLT 24).

What an act states (the depositary's determination, a source) stands; else the clause is computed from what was
deposited and notified. A day that is not known stays not known: nothing is computed from a domestic law.
"""

from typing import Literal

from msgspec import UNSET
from msgspec.structs import replace

from comity import day as days
from comity.acts import instruments as acts
from comity.organisation.instruments.things import Consent, Force, Instrument, Party


def delayed(start: str, clause: acts.Force) -> str:
    """The day that the clause's months and days after `start` lead to."""
    if clause.months:
        start = days.add_months(days.Day(days.last(days.Day(start))), clause.months)
    if clause.days:
        start = days.add_days(days.Day(days.last(days.Day(start))), clause.days)
    return start


def firsts(instrument: Instrument) -> tuple[Consent, ...]:
    """The first consent of each state, in order of days: a state counts once."""
    out: dict[str, Consent] = {}
    for one in sorted(instrument.consents):
        out.setdefault(one.state, one)
    return tuple(out.values())


def computed_start(instrument: Instrument, other: Instrument | None = None) -> str:
    """The day of entry into force as a whole by its clause, or empty where it has not come about.

    `other` is the instrument that the clause names under rule `with`.
    """
    clause = instrument.adopt.force
    match clause.rule:
        case "deposits":
            n = 1 if clause.n is UNSET else clause.n
            if len(instrument.consents) < n:
                return ""
            first = firsts(instrument)
            return delayed(first[n - 1].day, clause) if len(first) >= n else ""
        case "all_signatories" | "signature":
            wanted = instrument.adopt.signatories
            if not wanted or len(instrument.consents) < len(wanted):
                return ""
            have = {one.state: one.day for one in firsts(instrument)}
            return delayed(max(have[s] for s in wanted), clause) if all(s in have for s in wanted) else ""
        case "per_state":
            return delayed(min(one.day for one in instrument.consents), clause) if instrument.consents else ""
        case "on_day":
            return "" if clause.day is UNSET else delayed(clause.day, clause)
        case "with":
            return delayed(other.force[0].start, clause) if other is not None and other.force else ""
        case "unknown":
            return ""


def state_start(clause: acts.Force, consent: Consent, general: str) -> str:
    """The day of entry into force for one state by the clause, given that of the instrument.

    A state that consents later is bound from its own consent, after the same delay (VCLT 24(3)); a successor from
    the day of the succession of states (Vienna Convention on Succession of States in respect of Treaties, 23(1)).
    """
    if consent.since:
        return max(consent.since, general)
    if clause.rule in ("signature", "on_day", "with"):
        return max(consent.day, general)
    return max(delayed(consent.day, clause), general)


def settle(instrument: Instrument, state: str, entry: int, other: Instrument | None = None) -> Instrument:
    """The instrument with computed spans of force brought up to date after an act of `state` at `entry`.

    Stated spans are kept as they are; a computed one appears when the clause is met. Only when the general day
    comes to be known do all states change with it; facts come in order of days, so that it does not move later.
    """
    before = instrument.force[0].start if instrument.force else ""
    general = before or computed_start(instrument, other)
    if general != before:
        instrument = replace(instrument, force=(span(instrument, general, "computed", entry),))
    parties = instrument.parties
    for party in parties.values() if general != before else [instrument.party(state)] if state else []:
        force = _party_force(instrument, party, general, entry)
        if force != party.force:
            parties = {**parties, party.state: replace(party, force=force)}
    return instrument if parties is instrument.parties else replace(instrument, parties=parties)


def _party_force(instrument: Instrument, party: Party, general: str, entry: int) -> tuple[Force, ...]:
    """A state's spans: those that an act ended, then the one that its later consent begins."""
    if party.force and party.force[-1].ground == "stated" and not party.force[-1].closed:
        return party.force
    closed = tuple(one for one in party.force if one.closed)
    ended_on = closed[-1].until if closed else ""
    consent = next((one for one in party.consents if one.day >= ended_on), None)
    if consent is None or not general or (closed and consent.day < ended_on):
        return closed
    start = state_start(instrument.adopt.force, consent, general)
    if party.force and not party.force[-1].closed and party.force[-1].start == start:
        return party.force
    return (*closed, span(instrument, start, "computed", entry, party.state))


def span(
    instrument: Instrument, start: str, ground: Literal["stated", "computed"], entry: int, state: str = ""
) -> Force:
    """A span of force from `start`, to the end of the instrument's term where it has one that still runs out."""
    term = instrument.adopt.term
    prolonged = state in instrument.prolonged_for if state else bool(instrument.prolonged_by)
    if term is UNSET or prolonged or days.first(days.Day(start)) >= term:
        return Force(start, ground, entry)
    return Force(start, ground, entry, term, entry, "term")


def stated(
    instrument: Instrument, force: tuple[Force, ...], start: str, entry: int, state: str = ""
) -> tuple[Force, ...]:
    """The spans after an act stated an entry into force: it takes the place of a computed one that runs."""
    rest = (one for one in force if one.closed or (one.ground != "computed" and one.start != start))
    return tuple(sorted((*rest, span(instrument, start, "stated", entry, state)), key=lambda one: one.start))


def ended(force: tuple[Force, ...], until: str, how: Literal["denounced", "lapsed"], entry: int) -> tuple[Force, ...]:
    """The spans after an end: the last one ends at `until`, where it had not ended before."""
    if not force or (force[-1].until and force[-1].until <= until):
        return force
    return (*force[:-1], replace(force[-1], until=until, how_ended=how, ended_by=entry))


def reopened(instrument: Instrument, force: tuple[Force, ...], state: str) -> tuple[Force, ...]:
    """The spans without the end that a denunciation, now revoked, had set; the term's end stands again."""
    if not force or force[-1].how_ended != "denounced":
        return force
    return (*force[:-1], span(instrument, force[-1].start, force[-1].ground, force[-1].entry, state))


def joined(by: Instrument) -> tuple[str, ...]:
    """The states that signed or are bound by an instrument which prolongs another's term; by id.

    For them it goes on without a gap, also where the other reaches back to a day before its own entry into force
    (VCLT 28: "unless a different intention appears from the treaty").
    """
    return tuple(
        sorted(
            party.state
            for party in by.parties.values()
            if party.force or any(isinstance(fact.act, acts.Sign) and fact.counts for fact in party.facts)
        )
    )
