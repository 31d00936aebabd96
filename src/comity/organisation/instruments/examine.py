"""Whether an act in the life of a treaty has effect, by the clauses of the treaty and by the law of treaties.

Each function reads only what it needs: the act, the instrument, the day. `WithoutEffect` names the provision;
a clause of low confidence warns and decides nothing.
"""

from collections.abc import Callable

from msgspec import UNSET

from comity import day as days
from comity.acts import instruments as acts
from comity.acts.base import Act, On
from comity.organisation.dated import Dated, by_entry, counted, last
from comity.organisation.finding import HAS_EFFECT, Finding, refused, warning, without_effect
from comity.organisation.instruments.things import Instrument

#: How a provision is known: `confidence_of("charter-2002/27")` is "high", "medium", "low", or "" where none.
ConfidenceOf = Callable[[str], str]
#: Months within which an objection to a reservation prevents its tacit acceptance (VCLT 20(5)).
OBJECTION_MONTHS = 12
CONSENTS = (acts.Deposit, acts.Notify)


def examine_adopt(act: acts.Adopt, taken: bool, known: Callable[[str], bool]) -> Finding:
    """A text is adopted once under an id, and names only instruments that are in the register."""
    if taken:
        return refused("form", "instruments.id_taken", instrument=("text", act.instrument))
    named = [a.instrument for a in act.amends]
    if act.extends is not UNSET:
        named.append(act.extends.instrument)
    if act.force.instrument is not UNSET:
        named.append(act.force.instrument)
    for name in named:
        if not known(name):
            return refused("form", "instruments.unknown", instrument=("text", name))
    return HAS_EFFECT


def examine_on(on: On, instrument: Instrument | None, name: str) -> Finding:
    """What the act points at exists, and is the very text that the signer saw."""
    if instrument is None:
        return refused("form", "instruments.unknown", instrument=("text", name))
    pointed = pointed_at(on, instrument)
    if pointed is None:
        return refused("form", "instruments.no_such_act", act=("text", on.ref))
    if pointed.identity != on.commit:
        return refused("form", "instruments.text_differs", act=("text", on.ref))
    return HAS_EFFECT


def pointed_at(on: On, instrument: Instrument) -> Dated | None:
    """The fact that `on` names: the adoption of the instrument, or the act at an entry in its life."""
    parts = on.ref.split("/")
    if len(parts) == 2:
        return instrument.adopted
    if not parts[2].isdigit():
        return None
    entry = int(parts[2])
    found = by_entry(instrument.facts, entry)
    if found is not None:
        return found
    return next((f for p in instrument.parties.values() if (f := by_entry(p.facts, entry))), None)


def examine_of_state(act: acts.OfState, instrument: Instrument, day: str, confidence_of: ConfidenceOf) -> Finding:
    """An act of one state in the life of an instrument; `day` is that from which it is to have effect."""
    match act:
        case acts.Empower() | acts.Initial() | acts.Authorise() | acts.Declare():
            return HAS_EFFECT
        case acts.Sign():
            return examine_sign(act, instrument)
        case acts.Confirm():
            return examine_confirm(act, instrument)
        case acts.Ratify():
            return _needs_signature(act, instrument)
        case acts.Accede() | acts.Succeed():
            return examine_accede(act, instrument)
        case acts.Notify():
            return _first_consent(act, instrument, _needs_signature(act, instrument))
        case acts.Deposit():
            return examine_deposit(act, instrument)
        case acts.Apply():
            return examine_apply(act, instrument)
        case acts.Cease():
            return examine_cease(act, instrument, day)
        case acts.Reserve():
            return examine_reserve(act, instrument, day, confidence_of)
        case acts.Object():
            return examine_object(act, instrument, day)
        case acts.Withdraw():
            return examine_withdraw(act, instrument)
        case acts.Denounce():
            return examine_denounce(act, instrument, day)
        case acts.Revoke():
            return examine_revoke(act, instrument, day)
    raise AssertionError(type(act))


def _has(instrument: Instrument, state: str, *kinds: type[Act]) -> Dated | None:
    return last(instrument.party(state).facts, *kinds)


def examine_sign(act: acts.Sign, instrument: Instrument) -> Finding:
    """A state signs once; a treaty that names who may sign is open to those alone (VCLT 11, 12)."""
    if not instrument.is_treaty:
        return without_effect("instruments.not_open_for_signature", "vclt-1969/12", "high")
    allowed = instrument.adopt.signatories
    if allowed and act.state not in allowed:
        return without_effect("instruments.not_among_signatories", "vclt-1969/12", "high", state=("state", act.state))
    if _has(instrument, act.state, acts.Sign):
        return without_effect("instruments.already_signed", "vclt-1969/12", "high", state=("state", act.state))
    return HAS_EFFECT


def examine_confirm(act: acts.Confirm, instrument: Instrument) -> Finding:
    """Only a signature made *ad referendum* can be confirmed, and once (VCLT 12(2)(b))."""
    signed = _has(instrument, act.state, acts.Sign)
    ad_referendum = signed is not None and isinstance(signed.act, acts.Sign) and signed.act.manner == "ad_referendum"
    if not ad_referendum or _has(instrument, act.state, acts.Confirm):
        return without_effect("instruments.nothing_to_confirm", "vclt-1969/12", "high", state=("state", act.state))
    return HAS_EFFECT


def _needs_signature(act: acts.OfState, instrument: Instrument) -> Finding:
    """Ratification, acceptance and approval follow a signature; who did not sign accedes (VCLT 14, 15)."""
    if not _has(instrument, act.state, acts.Sign):
        return without_effect("instruments.not_signed", "vclt-1969/14", "high", state=("state", act.state))
    return HAS_EFFECT


def examine_accede(act: acts.Accede | acts.Succeed, instrument: Instrument) -> Finding:
    """Consent is expressed once; a signatory that accedes is told that it could ratify (VCLT 15)."""
    if _has(instrument, act.state, acts.Accede, acts.Succeed):
        return without_effect("instruments.already_consented", "vclt-1969/15", "high", state=("state", act.state))
    if isinstance(act, acts.Accede) and _has(instrument, act.state, acts.Sign):
        return warning("instruments.signatory_accedes", "vclt-1969/15", "high", state=("state", act.state))
    return HAS_EFFECT


def examine_deposit(act: acts.Deposit, instrument: Instrument) -> Finding:
    """What is deposited follows from how the state takes part: ratification from signature (VCLT 14, 16)."""
    if act.consent in ("accession", "succession", "formal_confirmation"):
        return _first_consent(act, instrument, HAS_EFFECT)
    return _first_consent(act, instrument, _needs_signature(act, instrument))


def _first_consent(act: acts.OfState, instrument: Instrument, finding: Finding) -> Finding:
    """A state is bound once: a second deposit or notification adds nothing (VCLT 16)."""
    if _has(instrument, act.state, *CONSENTS):
        return without_effect("instruments.already_deposited", "vclt-1969/16", "high", state=("state", act.state))
    return finding


def examine_apply(act: acts.Apply, instrument: Instrument) -> Finding:
    """A treaty is applied provisionally where it so provides or the negotiating states so agreed (VCLT 25(1))."""
    if instrument.adopt.provisional == "permitted":
        return HAS_EFFECT
    return warning("instruments.no_provisional_clause", "vclt-1969/25", "high", instrument=("instrument", instrument.id))


def examine_cease(act: acts.Cease, instrument: Instrument, day: str) -> Finding:
    """Ends provisional application, where there is one that has begun (VCLT 25(2))."""
    applied = _has(instrument, act.state, acts.Apply)
    if applied is None or applied.start > day:
        return without_effect("instruments.not_applied", "vclt-1969/25", "high", state=("state", act.state))
    return HAS_EFFECT


def examine_reserve(act: acts.Reserve, instrument: Instrument, day: str, confidence_of: ConfidenceOf) -> Finding:
    """A reservation is formulated when signing or consenting, unless the treaty prohibits it (VCLT 19)."""
    consent = next(counted(instrument.party(act.state).facts, *CONSENTS), None)
    if consent is not None and consent.start < day:
        return without_effect("instruments.reservation_late", "vclt-1969/19", "high", state=("state", act.state))
    clause = instrument.adopt.reservations
    if clause is not UNSET and clause.rule == "prohibited":
        confidence = confidence_of(clause.provision)
        if confidence == "low":  # a provision that nobody could read decides nothing
            return warning("instruments.reservations_perhaps_prohibited", clause.provision, "low")
        return without_effect("instruments.reservations_prohibited", clause.provision or "vclt-1969/19", confidence)
    return HAS_EFFECT


def examine_object(act: acts.Object, instrument: Instrument, day: str) -> Finding:
    """An objection concerns a reservation; after twelve months that is taken as accepted (VCLT 20(5))."""
    target = pointed_at(act.on, instrument)
    if target is None or not isinstance(target.act, acts.Reserve):
        return without_effect("instruments.not_a_reservation", "vclt-1969/20", "high", act=("text", act.on.ref))
    if target.act.state == act.state:
        return without_effect("instruments.own_reservation", "vclt-1969/20", "high", state=("state", act.state))
    if day > objections_until(instrument, target, act.state):
        return without_effect(
            "instruments.objection_late", "vclt-1969/20", "high",
            state=("state", act.state), until=("day", objections_until(instrument, target, act.state)),
        )  # fmt: skip
    return HAS_EFFECT


def objections_until(instrument: Instrument, reservation: Dated, state: str) -> str:
    """The last day on which `state` may object: twelve months, or its own consent, whichever is later (VCLT 20(5))."""
    until = days.add_months(days.Day(days.last(days.Day(reservation.start))), OBJECTION_MONTHS)
    consent = next((day for day, who in instrument.consents if who == state), "")
    return max(until, consent)


def examine_withdraw(act: acts.Withdraw, instrument: Instrument) -> Finding:
    """A state withdraws what is its own and still stands (VCLT 22)."""
    target = pointed_at(act.on, instrument)
    kinds = (acts.Reserve, acts.Declare, acts.Object)
    if target is None or not isinstance(target.act, kinds) or target.act.state != act.state:
        return without_effect("instruments.not_own", "vclt-1969/22", "high", act=("text", act.on.ref))
    if withdrawn(instrument, target):
        return without_effect("instruments.already_withdrawn", "vclt-1969/22", "high", act=("text", act.on.ref))
    return HAS_EFFECT


def withdrawn(instrument: Instrument, fact: Dated) -> Dated | None:
    """The act that withdrew this reservation, declaration or objection, or none."""
    assert isinstance(fact.act, acts.OfState)
    for other in counted(instrument.party(fact.act.state).facts, acts.Withdraw):
        if isinstance(other.act, acts.Withdraw) and other.act.on.ref.endswith(f"/{fact.entry}"):
            return other
    return None


def examine_denounce(act: acts.Denounce, instrument: Instrument, day: str) -> Finding:
    """A party denounces; a treaty without a clause is denounced only where VCLT 56 allows."""
    force = instrument.party(act.state).force
    if not force or force[-1].start > day or (force[-1].until and force[-1].how_ended != "term"):
        return without_effect("instruments.not_a_party", "vclt-1969/54", "high", state=("state", act.state))
    if instrument.adopt.denunciation is UNSET:
        return warning("instruments.no_denunciation_clause", "vclt-1969/56", "high", state=("state", act.state))
    return HAS_EFFECT


def examine_revoke(act: acts.Revoke, instrument: Instrument, day: str) -> Finding:
    """A notification is revoked before it takes effect, by who made it (VCLT 68)."""
    target = pointed_at(act.on, instrument)
    if target is None or not isinstance(target.act, acts.Denounce) or target.act.state != act.state:
        return without_effect("instruments.not_own", "vclt-1969/68", "high", act=("text", act.on.ref))
    force = instrument.party(act.state).force
    if not force or force[-1].how_ended != "denounced" or force[-1].until <= day:
        return without_effect("instruments.denunciation_effective", "vclt-1969/68", "high", state=("state", act.state))
    return HAS_EFFECT


def examine_of_instrument(act: acts.OfInstrument, instrument: Instrument, day: str) -> Finding:
    """An act of the depositary, or a report, that concerns the instrument as a whole."""
    match act:
        case acts.EnterIntoForce():
            return examine_entry_into_force(act, instrument, day)
        case acts.Rectify():
            if act.proposed > day:
                return refused("form", "instruments.rectified_before_proposed", day=("day", act.proposed))
            return HAS_EFFECT
        case acts.Lapse():
            unknown = [s for s in act.states if not instrument.party(s).force]
            if unknown or not (act.states or instrument.force):
                state = unknown[0] if unknown else ""
                return without_effect("instruments.not_in_force", "vclt-1969/54", "high", state=("state", state))
            return HAS_EFFECT
        case acts.Circulate() | acts.Register():
            return HAS_EFFECT
    raise AssertionError(type(act))


def examine_entry_into_force(act: acts.EnterIntoForce, instrument: Instrument, day: str) -> Finding:
    """What is stated stands; where the clause gives another day from what is recorded, that is said."""
    for state in act.states:
        force = instrument.party(state).force
        if force and force[-1].ground == "stated" and not force[-1].until:
            return without_effect("instruments.already_in_force", "vclt-1969/24", "high", state=("state", state))
    if not act.states and instrument.force and instrument.force[0].ground == "computed":
        computed = instrument.force[0].start
        if computed != day:
            return warning("instruments.computed_otherwise", "vclt-1969/24", "high", day=("day", computed))
    return HAS_EFFECT
