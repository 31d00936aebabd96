"""Whether an act in the life of a treaty has effect, by the clauses of the treaty and by the law of treaties.

Each function reads only what it needs: the act, the instrument, the day. `WithoutEffect` names the provision;
a clause of low confidence warns and decides nothing.
"""

from collections.abc import Callable
from typing import Any

from msgspec import UNSET

from comity import day as days
from comity.acts import instruments as acts
from comity.acts.base import Act, On
from comity.organisation.dated import Dated, by_entry, counted, last
from comity.organisation.finding import HAS_EFFECT, Finding, HasEffect, refused, warning, without_effect
from comity.organisation.instruments.things import Instrument

#: How a provision is known: `confidence_of("charter-2002/27")` is "high", "medium", "low", or "" where none.
ConfidenceOf = Callable[[str], str]
#: By these a state expresses its consent to the depositary.
CONSENTS = (acts.Deposit, acts.Notify, acts.Succeed, acts.Participate)
#: Months within which an objection to a reservation prevents its tacit acceptance (VCLT 20(5)).
OBJECTION_MONTHS = 12
#: What a state does once, in the time between two ends of being bound; the code that says so.
ONCE: dict[type[Act], str] = {
    acts.Sign: "instruments.already_signed",
    acts.Confirm: "instruments.nothing_to_confirm",
    acts.Ratify: "instruments.already_consented",
    acts.Accede: "instruments.already_consented",
    **dict.fromkeys(CONSENTS, "instruments.already_deposited"),
}
_KIN: dict[type[Act], tuple[type[Act], ...]] = dict.fromkeys(CONSENTS, CONSENTS)


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
    if on.ref == instrument.ref:
        return instrument.adopted
    parts = on.ref.split("/")
    if len(parts) != 3 or parts[1] != instrument.id or not parts[2].isdigit():
        return None
    entry = int(parts[2])
    found = by_entry(instrument.facts, entry)
    if found is not None:
        return found
    return next((f for p in instrument.parties.values() if (f := by_entry(p.facts, entry))), None)


def examine_of_state(act: acts.OfState, instrument: Instrument, day: str, confidence_of: ConfidenceOf) -> Finding:
    """An act of one state in the life of an instrument, as it stood on the `day` from which the act has effect."""
    return _RULES[type(act)](act, instrument, day, confidence_of)


def _has(instrument: Instrument, state: str, *kinds: type[Act]) -> Dated | None:
    return last(instrument.party(state).facts, *kinds)


def examine_sign(act: acts.Sign, instrument: Instrument) -> Finding:
    """A treaty that names who may sign is open to those alone (VCLT 11, 12)."""
    if not instrument.is_treaty:
        return _open_to_states(instrument)
    allowed = instrument.adopt.signatories
    if allowed and act.state not in allowed:
        return without_effect("instruments.not_among_signatories", "vclt-1969/12", "high", state=("state", act.state))
    return HAS_EFFECT


def _open_to_states(instrument: Instrument) -> Finding:
    """States become parties to treaties; a text that a body adopted binds otherwise (VCLT 2(1)(a))."""
    if not instrument.is_treaty:
        return without_effect("instruments.not_open_for_signature", "vclt-1969/12", "high")
    return HAS_EFFECT


def examine_once(act: acts.OfState, instrument: Instrument, day: str) -> Finding:
    """What a state does once it has not done already, before or after: it signs once, and is bound once (VCLT 12, 16).

    A state that left may be bound again: what it did before its end does not stand in the way. Another claim to the
    same contested day is no second act.
    """
    kind = type(act)
    if kind not in ONCE or (isinstance(act, acts.Succeed) and act.to == "signature"):
        return HAS_EFFECT
    party = instrument.parties.get(act.state)
    if party is None:
        return HAS_EFFECT
    ends = [one.until for one in party.force if one.closed] if party.force else []
    claim = UNSET if act.transcribed is UNSET else act.transcribed.claim
    for fact in counted(party.facts, *_KIN.get(kind, (kind,))):
        if claim is not UNSET and fact.claim is not None and fact.claim.key == claim.key:
            continue
        if isinstance(fact.act, acts.Succeed) and fact.act.to == "signature":
            continue
        if not any(min(fact.start, day) < end <= max(fact.start, day) for end in ends):
            provision = "vclt-1969/16" if kind in CONSENTS else "vclt-1969/12" if kind is not acts.Accede else "vclt-1969/15"
            return without_effect(ONCE[kind], provision, "high", state=("state", act.state))
    return HAS_EFFECT


def examine_confirm(act: acts.Confirm, instrument: Instrument) -> Finding:
    """Only a signature made *ad referendum* can be confirmed (VCLT 12(2)(b))."""
    signed = _has(instrument, act.state, acts.Sign)
    ad_referendum = signed is not None and isinstance(signed.act, acts.Sign) and signed.act.manner == "ad_referendum"
    if not ad_referendum:
        return without_effect("instruments.nothing_to_confirm", "vclt-1969/12", "high", state=("state", act.state))
    return HAS_EFFECT


def _ratified(act: acts.Deposit | acts.Notify, instrument: Instrument, day: str) -> Finding:
    """Consent after a signature; a reservation formulated when signing is confirmed with it (VCLT 14, 23(2)).

    What confirms it is the reservation formulated again on the day of the consent: from that day it is made, and from then
    the others have their time to object. Whether an unconfirmed one lapses is for the depositary and the parties to say.
    """
    found = _needs_signature(act, instrument)
    if found is not HAS_EFFECT:
        return found
    made = [f for f in counted(instrument.party(act.state).facts, acts.Reserve) if not withdrawn(instrument, f)]
    earlier = [f for f in made if days.before(days.Day(f.start), days.Day(day)) is days.Truth.YES]
    if earlier and len(earlier) == len(made):
        return warning(
            "instruments.reservation_to_confirm", "vclt-1969/23", "high",
            state=("state", act.state), entry=("text", str(earlier[-1].entry)),
        )  # fmt: skip
    return found


def _needs_signature(act: acts.OfState, instrument: Instrument) -> Finding:
    """Ratification, acceptance and approval follow a signature; who did not sign accedes (VCLT 14, 15)."""
    if not instrument.is_treaty:
        return _open_to_states(instrument)
    signed = _has(instrument, act.state, acts.Sign) or _last_succession(instrument, act.state)
    if not signed:
        return without_effect("instruments.not_signed", "vclt-1969/14", "high", state=("state", act.state))
    return HAS_EFFECT


def _last_succession(instrument: Instrument, state: str) -> Dated | None:
    """The succession to a predecessor's signature, which serves as one's own, or none."""
    found = _has(instrument, state, acts.Succeed)
    return found if found is not None and isinstance(found.act, acts.Succeed) and found.act.to == "signature" else None


def examine_accede(act: acts.Accede, instrument: Instrument) -> Finding:
    """A signatory that accedes is told that it could ratify (VCLT 15)."""
    if not instrument.is_treaty:
        return _open_to_states(instrument)
    if _has(instrument, act.state, acts.Sign):
        return warning("instruments.signatory_accedes", "vclt-1969/15", "high", state=("state", act.state))
    return HAS_EFFECT


def examine_deposit(act: acts.Deposit, instrument: Instrument, day: str) -> Finding:
    """What is deposited follows from how the state takes part: ratification from signature (VCLT 14, 16)."""
    if act.consent in ("ratification", "acceptance", "approval"):
        return _ratified(act, instrument, day)
    return _open_to_states(instrument)


def examine_apply(act: acts.Apply, instrument: Instrument) -> Finding:
    """A treaty is applied provisionally where it so provides or the negotiating states so agreed (VCLT 25(1))."""
    if instrument.adopt.provisional == "permitted":
        return HAS_EFFECT
    return warning("instruments.no_provisional_clause", "vclt-1969/25", "high", instrument=("instrument", instrument.id))


def examine_cease(act: acts.Cease, instrument: Instrument, day: str) -> Finding:
    """Ends provisional application (VCLT 25(2)) or what a signatory owes before entry into force (VCLT 18(a))."""
    applied = _has(instrument, act.state, acts.Apply, acts.Sign)
    force = instrument.party(act.state).force
    if applied is None or applied.start > day or (force and force[-1].start <= day):
        return without_effect("instruments.not_applied", "vclt-1969/25", "high", state=("state", act.state))
    return HAS_EFFECT


def examine_reserve(act: acts.Reserve, instrument: Instrument, day: str, confidence_of: ConfidenceOf) -> Finding:
    """A reservation is formulated when signing or consenting, unless the treaty prohibits it (VCLT 19)."""
    party = instrument.party(act.state)
    ended_on = next((one.until for one in reversed(party.force) if one.closed), "")
    if any(ended_on <= one.day < day for one in party.consents):
        return without_effect("instruments.reservation_late", "vclt-1969/19", "high", state=("state", act.state))
    clause = instrument.adopt.reservations
    if clause is not UNSET and clause.rule == "prohibited":
        provision = clause.provision or "vclt-1969/19"
        confidence = confidence_of(provision)
        if confidence == "low":  # a provision that nobody could read decides nothing
            return warning("instruments.reservations_perhaps_prohibited", provision, "low")
        return without_effect("instruments.reservations_prohibited", provision, confidence)
    return HAS_EFFECT


def examine_object(act: acts.Object, instrument: Instrument, day: str) -> Finding:
    """An objection concerns a reservation; after twelve months that is taken as accepted (VCLT 20(5))."""
    target = pointed_at(act.on, instrument)
    found = _a_reservation_of_another(act, instrument)
    if target is None or not isinstance(found, HasEffect):
        return found
    if day > objections_until(instrument, target, act.state):
        return without_effect(
            "instruments.objection_late", "vclt-1969/20", "high",
            state=("state", act.state), until=("day", objections_until(instrument, target, act.state)),
        )  # fmt: skip
    return HAS_EFFECT


def _a_reservation_of_another(act: acts.Object | acts.AcceptReservation, instrument: Instrument) -> Finding:
    """What one objects to or accepts is another state's reservation (VCLT 20)."""
    target = pointed_at(act.on, instrument)
    if target is None or not isinstance(target.act, acts.Reserve):
        return without_effect("instruments.not_a_reservation", "vclt-1969/20", "high", act=("text", act.on.ref))
    if target.act.state == act.state:
        return without_effect("instruments.own_reservation", "vclt-1969/20", "high", state=("state", act.state))
    return HAS_EFFECT


def notified_on(instrument: Instrument, reservation: Dated) -> str:
    """The day on which the others were notified of a reservation: its circulation by the depositary, else its own."""
    ref = f"{instrument.ref}/{reservation.entry}"
    for fact in counted(instrument.facts, acts.Circulate):
        if isinstance(fact.act, acts.Circulate) and any(on.ref == ref for on in fact.act.about):
            return fact.start
    return reservation.start


def objections_end(instrument: Instrument, reservation: Dated) -> str:
    """Twelve months after the notification of a reservation (VCLT 20(5))."""
    return days.add_months(days.Day(days.last(days.Day(notified_on(instrument, reservation)))), OBJECTION_MONTHS)


def objections_until(instrument: Instrument, reservation: Dated, state: str) -> str:
    """The last day on which `state` may object: twelve months, or its own consent, whichever is later (VCLT 20(5))."""
    own = instrument.party(state).consents
    return max(objections_end(instrument, reservation), own[0].day if own else "")


def examine_withdraw(act: acts.Withdraw, instrument: Instrument) -> Finding:
    """A state withdraws what is its own and still stands (VCLT 22)."""
    target = pointed_at(act.on, instrument)
    kinds = (acts.Reserve, acts.Declare, acts.Object, acts.Communicate)
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
    if not force or force[-1].start > day or force[-1].closed or (force[-1].until and force[-1].until <= day):
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


def _always(act: acts.OfState, instrument: Instrument, day: str, confidence_of: ConfidenceOf) -> Finding:
    """Nothing stands in the way of its effect."""
    return HAS_EFFECT


#: The rule for each act of one state.
_RULES: dict[type[Act], Callable[[Any, Instrument, str, ConfidenceOf], Finding]] = {
    **dict.fromkeys(
        (acts.Empower, acts.Initial, acts.Authorise, acts.Declare, acts.Communicate, acts.Decline), _always
    ),
    acts.Accede: lambda act, instrument, day, known: examine_accede(act, instrument),
    acts.AcceptReservation: lambda act, instrument, day, known: _a_reservation_of_another(act, instrument),
    acts.Apply: lambda act, instrument, day, known: examine_apply(act, instrument),
    acts.Cease: lambda act, instrument, day, known: examine_cease(act, instrument, day),
    acts.Confirm: lambda act, instrument, day, known: examine_confirm(act, instrument),
    acts.Denounce: lambda act, instrument, day, known: examine_denounce(act, instrument, day),
    acts.Deposit: lambda act, instrument, day, known: examine_deposit(act, instrument, day),
    acts.Notify: lambda act, instrument, day, known: _ratified(act, instrument, day),
    acts.Object: lambda act, instrument, day, known: examine_object(act, instrument, day),
    acts.Participate: lambda act, instrument, day, known: _open_to_states(instrument),
    acts.Ratify: lambda act, instrument, day, known: _needs_signature(act, instrument),
    acts.Reserve: examine_reserve,
    acts.Revoke: lambda act, instrument, day, known: examine_revoke(act, instrument, day),
    acts.Sign: lambda act, instrument, day, known: examine_sign(act, instrument),
    acts.Succeed: lambda act, instrument, day, known: _open_to_states(instrument),
    acts.Withdraw: lambda act, instrument, day, known: examine_withdraw(act, instrument),
}
def examine_of_instrument(act: acts.OfInstrument, instrument: Instrument, day: str) -> Finding:
    """An act of the depositary, or a report, that concerns the instrument as a whole."""
    match act:
        case acts.EnterIntoForce():
            return examine_entry_into_force(act, instrument, day)
        case acts.Rectify():
            if act.proposed > day:
                return refused("form", "instruments.rectified_before_proposed", day=("day", act.proposed))
            if act.proposed == day:  # the depositary sets a time within which one may object (VCLT 79(2))
                return warning("instruments.no_time_to_object", "vclt-1969/79", "high", day=("day", day))
            return HAS_EFFECT
        case acts.Lapse():
            unknown = [s for s in act.states if not instrument.party(s).force]
            if unknown or not (act.states or instrument.force):
                state = unknown[0] if unknown else ""
                return without_effect("instruments.not_in_force", "vclt-1969/54", "high", state=("state", state))
            return HAS_EFFECT
        case acts.Circulate():
            faults = (examine_on(on, instrument, on.ref) for on in act.about)
            return next((fault for fault in faults if not isinstance(fault, HasEffect)), HAS_EFFECT)
        case acts.Register():
            return HAS_EFFECT
    raise AssertionError(type(act))


def examine_entry_into_force(act: acts.EnterIntoForce, instrument: Instrument, day: str) -> Finding:
    """What is stated stands; where the clause gives another day from what is recorded, that is said."""
    claim = UNSET if act.transcribed is UNSET else act.transcribed.claim
    stated = counted(instrument.facts, acts.EnterIntoForce)
    if claim is not UNSET and any(fact.claim is not None and fact.claim.key == claim.key for fact in stated):
        return HAS_EFFECT
    for state in act.states:
        force = instrument.party(state).force
        if force and force[-1].ground == "stated" and not force[-1].until:
            return without_effect("instruments.already_in_force", "vclt-1969/24", "high", state=("state", state))
    if not act.states and instrument.force and instrument.force[0].ground == "computed":
        computed = instrument.force[0].start
        if computed != day:
            return warning("instruments.computed_otherwise", "vclt-1969/24", "high", day=("day", computed))
    return HAS_EFFECT
