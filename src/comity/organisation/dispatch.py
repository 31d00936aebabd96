"""Hands each act to the room whose matter it is: first whether, then do.

`examine` and `apply` go through the same list; the type checker counts it (`assert_never`). Rules get only what they
read. Effects across rooms (moments, force carried to other instruments) are carried here.
"""


from msgspec import UNSET
from msgspec.structs import replace

from comity import day as days
from comity.acts import ROOM_OF, base
from comity.acts import credentials as credential_acts
from comity.acts import instruments as instrument_acts
from comity.acts import membership as membership_acts
from comity.acts import record as record_acts
from comity.organisation import credentials, instruments, membership, record
from comity.organisation.changes import Change, Changes, advance
from comity.organisation.credentials import Credential
from comity.organisation.dated import Dated, Received, dated, insert
from comity.organisation.finding import HAS_EFFECT, Entered, Finding, HasEffect, Refused, refused, without_effect
from comity.organisation.moments import Moment, Moments
from comity.organisation.record import CharterFiles, Opening
from comity.organisation.standing import Standing

#: The permission that an act of each room asks of a credential, where it is not the room's own name.
_PERMISSION = {"clock.step": "clock", "clock.ripen": "registry", "record.open": "registry"}
_ORGAN = (
    membership_acts.Found, membership_acts.Admit, membership_acts.Suspend, membership_acts.Reinstate,
    membership_acts.Exclude, membership_acts.Withdraw, membership_acts.Lapse, membership_acts.Return,
)  # fmt: skip


def permission_of(act: base.Act) -> str:
    """The permission that a credential needs for this act."""
    name = act.name()
    return _PERMISSION.get(name) or ROOM_OF[name]


def examine(standing: Standing, received: Received, credential: Credential, files: CharterFiles) -> Finding:
    """What the registry finds of an act that an authentic signer hands in.

    Whose turn it is, who speaks, whether words and days fit the charter, then the room's own rules.
    """
    act = received.act
    turn = credentials.examine_turn(act, credential)
    if isinstance(turn, Refused):
        return turn
    authority = credentials.examine_signer(act, credential, permission_of(act), received.moment)
    if not isinstance(authority, HasEffect):
        return authority
    for fault in (_examine_words(standing, received), _examine_speaker(standing, act)):
        if not isinstance(fault, HasEffect):
            return fault
    return _examine_in_room(standing, received, credential, files)


def _examine_words(standing: Standing, received: Received) -> Finding:
    """Days exist, and sources, states and bodies are those of the charter."""
    act, law = received.act, standing.charter
    if act.effective is not UNSET and len(act.effective) == 10 and not days.is_day(act.effective):
        return refused("form", "record.day_does_not_exist", day=("text", act.effective))
    if law is None:
        return HAS_EFFECT
    if act.transcribed is not UNSET:
        for source in act.transcribed.source:
            if source not in law.sources:
                return refused("form", "record.source_unknown", source=("text", source))
        if act.effective is not UNSET and days.first(act.effective) > received.day:
            return refused("form", "record.future_day", day=("day", act.effective))
    state = getattr(act, "state", "")
    for one in (state, *getattr(act, "states", ()), *getattr(act, "signatories", ())):
        if one and one not in law.states:
            return refused("form", "record.state_unknown", state=("text", one))
    decided = getattr(act, "decided", UNSET)
    if decided is not UNSET and decided.body not in law.bodies:
        return refused("form", "record.body_unknown", body=("text", decided.body))
    return HAS_EFFECT


def _examine_speaker(standing: Standing, act: base.Act) -> Finding:
    """A member acts for itself; what the organisation decides no member brings about alone (VCLT 8)."""
    member = act.by.member
    if not member:
        if act.by.office == "registrar" and act.transcribed is UNSET and isinstance(act, instrument_acts.OfState):
            return refused("procedure", "record.registrar_transcribes", state=("state", act.state))
        return HAS_EFFECT
    state = getattr(act, "state", "")
    if isinstance(act, (*_ORGAN, membership_acts.Associate, membership_acts.Dissociate)):
        return without_effect("record.not_the_organ", "vclt-1969/8", "high", speaker=("state", member))
    if state and state != member:
        return without_effect(
            "record.for_another_state", "vclt-1969/8", "high", speaker=("state", member), state=("state", state)
        )
    if isinstance(act, instrument_acts.OfInstrument) and not isinstance(act, instrument_acts.OfState):
        instrument = _instrument(standing, act.on)
        if instrument is not None and instrument.depositary_state != member:
            return without_effect("record.not_the_depositary", "vclt-1969/77", "high", speaker=("state", member))
    return HAS_EFFECT


def _instrument(standing: Standing, on: base.On) -> instruments.Instrument | None:
    kind, *parts = on.ref.split("/")
    return standing.instruments.get(parts[0]) if kind == "instrument" else None


def _examine_in_room(standing: Standing, received: Received, credential: Credential, files: CharterFiles) -> Finding:
    act = received.act
    day = received.day if act.effective is UNSET else act.effective
    match act:
        case record_acts.Open():
            return record.examine_open(act, received.entry, files)
        case record_acts.Amend():
            return record.examine_amend(act, files)
        case record_acts.Adopt():
            return record.examine_edition(act, standing.opened)
        case record_acts.Correct():
            return record.examine_correct(act, _fact_at(standing, act.on.ref))
        case record_acts.Remark():
            return HAS_EFFECT
        case record_acts.Step():
            return record.examine_step(act, standing.opened, standing.last)
        case record_acts.Ripen():
            return record.examine_ripen(act, standing.moments, received.moment)
        case credential_acts.Enrol():
            return credentials.examine_enrol(act, standing.credentials, credential)
        case credential_acts.Revoke():
            return credentials.examine_revoke(act, standing.credentials, credential)
        case instrument_acts.Adopt():
            known = standing.instruments.get
            return instruments.examine_adopt(act, known(act.instrument) is not None, lambda n: known(n) is not None)
        case instrument_acts.OfInstrument():
            instrument = _instrument(standing, act.on)
            found = instruments.examine_on(act.on, instrument, act.on.ref)
            if isinstance(found, Refused) or instrument is None:
                return found
            if isinstance(act, instrument_acts.OfState):
                law = standing.law
                return instruments.examine_of_state(act, instrument, day, lambda p: law.confidence(p, day))
            return instruments.examine_of_instrument(act, instrument, day)
        case membership_acts.OfState():
            return membership.examine_of_state(act, standing.member(act.state), day, standing.terms(day))
        case membership_acts.Associate():
            associate = standing.associates.get(f"{act.status}/{act.holder}")
            return membership.examine_associate(act, associate, day, standing.terms(day))
        case membership_acts.Dissociate():
            associate = standing.associates.get(f"{act.status}/{act.holder}")
            return membership.examine_dissociate(act, associate, day, standing.terms(day))
    raise AssertionError(f"no room examines {act.name()}")


def _fact_at(standing: Standing, ref: str) -> Dated | None:
    """The fact that a ref names: an act in the life of an instrument or in a membership."""
    kind, *parts = ref.split("/")
    if kind == "instrument" and (instrument := standing.instruments.get(parts[0])) is not None:
        return instruments.pointed_at(base.On("", ref), instrument)
    if kind == "member" and len(parts) == 2 and parts[1].isdigit():
        return next((f for f in standing.member(parts[0]).facts if f.entry == int(parts[1])), None)
    return None


def apply(standing: Standing, received: Received, finding: Entered, files: CharterFiles) -> tuple[Standing, Changes]:
    """The standing after an examined act, and what changed."""
    plain = isinstance(finding, HasEffect) and not finding.warnings
    after, changes = _apply_in_room(standing, received, finding, files)
    digest = advance(standing.digest, received.entry, None if plain else finding, changes)
    signer = after.credentials.get(received.signer)
    signed = after.credentials
    if signer is not None:
        signed = signed.insert(signer.id, credentials.signed(signer, received.act.n, received.identity))
    return (
        replace(
            after,
            size=received.entry,
            credentials=signed,
            findings=after.findings if plain else after.findings.insert(received.entry, finding),
            last=received.moment,
            digest=digest,
        ),
        changes,
    )


def _apply_in_room(
    standing: Standing, received: Received, finding: Entered, files: CharterFiles
) -> tuple[Standing, Changes]:
    act = received.act
    fact = dated(received, finding)
    match act:
        case instrument_acts.Adopt():
            if not fact.counts:
                return standing, ()
            return _of_instruments(standing, instruments.apply_adopt(standing.instruments, act, fact))
        case instrument_acts.OfState():
            if _instrument(standing, act.on) is None:
                return standing, ()
            return _of_instruments(standing, instruments.apply_of_state(standing.instruments, act, fact))
        case instrument_acts.OfInstrument():
            if _instrument(standing, act.on) is None:
                return standing, ()
            return _of_instruments(standing, instruments.apply_of_instrument(standing.instruments, act, fact))
        case membership_acts.OfState():
            terms = standing.terms(fact.start)
            return _of_membership(standing, act.state, membership.apply_of_state(standing.members, act, fact, terms))
        case membership_acts.Associate() | membership_acts.Dissociate():
            associates, changes = membership.apply_associate(standing.associates, act, fact)
            return replace(standing, associates=associates), changes
        case record_acts.Remark():
            remarks = standing.remarks
            for ref in act.about:
                remarks = remarks.insert(ref, insert(remarks.get(ref) or (), fact))
            return replace(standing, remarks=remarks), tuple(Change(r, "remarked", fact.start) for r in act.about)
    if not isinstance(finding, HasEffect):
        return standing, ()
    return _apply_to_record(standing, received, act, fact, files)


def _apply_to_record(
    standing: Standing, received: Received, act: base.Act, fact: Dated, files: CharterFiles
) -> tuple[Standing, Changes]:
    match act:
        case record_acts.Open():
            return _open(standing, act, received, files)
        case record_acts.Amend():
            opening = replace(standing.opened, manifest=act.manifest)
            charter = record.charter_of(act.manifest, files)
            return replace(standing, opening=opening, charter=charter), (Change("record/charter", "amended", fact.start),)
        case record_acts.Adopt():
            opening = replace(standing.opened, edition=act.edition)
            change = Change("record/edition", "adopted", fact.start, str(act.edition))
            return replace(standing, opening=opening), (change,)
        case record_acts.Step():
            opening = replace(standing.opened, now=days.moment(act.to))
            return replace(standing, opening=opening), (Change("record/clock", "stepped", fact.start, act.to),)
        case record_acts.Ripen():
            moments = standing.moments.cancel(act.kind, act.subject)
            return replace(standing, moments=moments), (Change(act.subject, act.kind, fact.start, "ripened"),)
        case record_acts.Correct():
            return _correct(standing, act, fact)
        case credential_acts.Enrol():
            new = credentials.of_enrolment(act.enrolment, received.entry)
            change = Change(f"credential/{new.id}", "enrolled", fact.start)
            return replace(standing, credentials=standing.credentials.insert(new.id, new)), (change,)
        case credential_acts.Revoke():
            name = act.credential.removeprefix("credential/")
            since = 0 if act.since is UNSET else act.since
            old = replace(standing.credentials[name], revoked=received.entry, contested_from=since)
            change = Change(act.credential, "revoked", fact.start, str(since))
            return replace(standing, credentials=standing.credentials.insert(name, old)), (change,)
    raise AssertionError(f"no room applies {act.name()}")


def _open(
    standing: Standing, act: record_acts.Open, received: Received, files: CharterFiles
) -> tuple[Standing, Changes]:
    known = standing.credentials
    for enrolment in (*act.enrolled, *act.roots):
        credential = credentials.of_enrolment(enrolment, received.entry)
        known = known.insert(credential.id, credential)
    now = 0 if act.clock.start is UNSET else days.moment(act.clock.start)
    opening = Opening(act, received.identity, act.edition, act.manifest, now)
    charter = record.charter_of(act.manifest, files)
    changes = (Change("record/opening", "opened", received.day, act.organisation),)
    return replace(standing, opening=opening, charter=charter, credentials=known), changes


def _correct(standing: Standing, act: record_acts.Correct, fact: Dated) -> tuple[Standing, Changes]:
    if act.on.ref.startswith("instrument/"):
        outcome = instruments.apply_correction(standing.instruments, act.on.ref, act.field, act.value, fact)
        return _of_instruments(standing, outcome)
    state = act.on.ref.split("/")[1]
    terms = standing.terms(fact.start)
    corrected = membership.apply_correction(standing.members, act.on.ref, act.field, act.value, fact, terms)
    return _of_membership(standing, state, corrected)


def _of_instruments(standing: Standing, outcome: instruments.Outcome) -> tuple[Standing, Changes]:
    """Takes up the room's outcome and its moments: the beginning of the day on which something ripens, at the seat."""
    moments = standing.moments
    for due in outcome.due:
        moments = _due(standing, moments, due.kind, due.subject, due.day)
    return replace(standing, instruments=outcome.instruments, moments=moments), outcome.changes


def _of_membership(standing: Standing, state: str, outcome: membership.Outcome) -> tuple[Standing, Changes]:
    moments = standing.moments
    if outcome.leaving is not None:
        moments = _due(standing, moments, "withdrawal", f"member/{state}", outcome.leaving)
    return replace(standing, members=outcome.members, moments=moments), outcome.changes


def _due(standing: Standing, moments: Moments, kind: str, subject: str, day: str) -> Moments:
    """Sets, moves or cancels a moment; what had already come about when it was entered is not waited for."""
    instant = days.midnight(day, standing.zone) if day else 0
    if not day or instant <= standing.last:
        return moments.cancel(kind, subject)
    return moments.schedule(Moment(instant, kind, subject))


__all__ = ["apply", "examine", "permission_of"]
