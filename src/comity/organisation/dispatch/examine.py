"""What the registry finds of an act: whose turn, who speaks, whether words fit, then the rules of its room."""

from functools import cache
from typing import Literal

from msgspec import UNSET

from comity.acts import ROOM_OF, base
from comity.acts import credentials as credential_acts
from comity.acts import instruments as instrument_acts
from comity.acts import membership as membership_acts
from comity.acts import record as record_acts
from comity.organisation import credentials, instruments, membership, record
from comity.organisation.credentials import Credential
from comity.organisation.dated import Dated, Received
from comity.organisation.dispatch.facts import (
    UNCONDITIONAL,
    as_history,
    fact_at,
    judge_in_instrument,
    judge_in_membership,
)
from comity.organisation.dispatch.rooms import MEMBERS_OWN, ROOMS_OF_LIVES, examine_in_life, place_of
from comity.organisation.finding import HAS_EFFECT, Finding, HasEffect, Refused, refused, without_effect
from comity.organisation.record import CharterFiles
from comity.organisation.standing import Standing
from comity.organisation.words import examine_words

#: The permission that an act asks of a credential, where it is not its room's own name.
_PERMISSION = {
    "charter.amend": "record", "clock.ripen": "registry", "clock.step": "clock", "edition.adopt": "record",
    "record.open": "registry",
}  # fmt: skip
#: What the organisation decides: no member brings it about alone.
_ORGAN = frozenset({
    membership_acts.Found, membership_acts.Admit, membership_acts.Suspend, membership_acts.Reinstate,
    membership_acts.Exclude, membership_acts.Withdraw, membership_acts.Lapse, membership_acts.Return,
    membership_acts.Associate, membership_acts.Dissociate, record_acts.Amend, record_acts.Adopt,
})  # fmt: skip
#: What only the registry does.
_REGISTRY = frozenset({record_acts.Step, record_acts.Ripen, record_acts.Open})
#: What a state alone says for itself: an office enters it only from a source or a letter.
_OWN: tuple[type[base.Act], ...] = (
    instrument_acts.OfState, membership_acts.Apply, membership_acts.Notify, membership_acts.Revoke,
    membership_acts.Declare, credential_acts.Confirm, credential_acts.Disavow, *MEMBERS_OWN,
)  # fmt: skip


def permission_of(act: base.Act) -> str:
    """The permission that a credential needs for this act: the room's name, for an office as depositary its own."""
    kind = type(act)
    return "depositary" if act.by.office and _maker(kind) == "depositary" else _permission(kind)


@cache
def _permission(kind: type[base.Act]) -> str:
    name = kind.name()
    return _PERMISSION.get(name) or ROOM_OF[name]


@cache
def _maker(kind: type[base.Act]) -> Literal["organ", "registry", "registrar", "adopting", "depositary", "state"]:
    """Whose matter such an act is: the last is whoever may speak for the state that it is about."""
    if kind in _ORGAN or (ROOM_OF[kind.name()] in ROOMS_OF_LIVES and kind not in MEMBERS_OWN):
        return "organ"
    if kind in _REGISTRY:
        return "registry"
    if issubclass(kind, record_acts.Correct):
        return "registrar"
    if issubclass(kind, instrument_acts.Adopt):
        return "adopting"
    of_instrument = issubclass(kind, instrument_acts.OfInstrument) and not issubclass(kind, instrument_acts.OfState)
    return "depositary" if of_instrument else "state"


def examine(standing: Standing, received: Received, credential: Credential, files: CharterFiles) -> Finding:
    """What the registry finds of an act that an authentic signer hands in.

    Whose turn it is, who speaks, whether words and days fit the charter, then the room's own rules.
    """
    turn = credentials.examine_turn(received.act, credential)
    if turn is not HAS_EFFECT:
        return turn
    words = examine_words(received.act, standing.charter, received.day, standing.bodies)
    if words is not HAS_EFFECT:
        return words
    return examine_again(standing, received, credential, files)


def examine_again(standing: Standing, received: Received, credential: Credential, files: CharterFiles) -> Finding:
    """What decides whether an act has effect: who speaks, and the rules of its room.

    For an entry that stands in the record this is all there is to examine again: what turn and words could say of it is
    a refusal, and what was refused is not in the record (docs/decisions/0020).
    """
    act = received.act
    authority = credentials.examine_signer(act, credential, permission_of(act), received.moment)
    if authority is not HAS_EFFECT:
        return authority
    speaker = _examine_speaker(standing, act)
    if speaker is not HAS_EFFECT:
        return speaker
    return _examine_in_room(standing, received, credential, files)


def _examine_speaker(standing: Standing, act: base.Act) -> Finding:
    """A member acts for itself; what the organisation decides no member brings about alone (VCLT 8)."""
    member = act.by.member
    if not member:
        if isinstance(act, _OWN) and not act.transcribed:
            return refused("procedure", "record.registrar_transcribes", state=("state", getattr(act, "state", "")))
        return HAS_EFFECT
    maker = _maker(type(act))
    if maker != "state":
        return _examine_for_another(standing, act, member, maker)
    state = getattr(act, "state", UNSET)
    if state is not UNSET and state != member:
        return without_effect(
            "record.for_another_state", "vclt-1969/8", "high", speaker=("state", member), state=("state", state)
        )
    return HAS_EFFECT


def _examine_for_another(standing: Standing, act: base.Act, member: str, maker: str) -> Finding:
    """A member does what is not any state's own matter."""
    match maker:
        case "organ":
            return without_effect("record.not_the_organ", "vclt-1969/8", "high", speaker=("state", member))
        case "registry":
            return refused("procedure", "record.only_registry")
        case "registrar":
            return without_effect("record.not_the_registrar", "vclt-1969/8", "high", speaker=("state", member))
    if isinstance(act, instrument_acts.Adopt):
        if act.depositary and act.depositary.state == member:
            return HAS_EFFECT
        return without_effect("record.not_the_organ", "vclt-1969/9", "high", speaker=("state", member))
    assert isinstance(act, instrument_acts.OfInstrument)
    instrument = _instrument(standing, act.on)
    if instrument is not None and instrument.depositary_state != member:
        return without_effect("record.not_the_depositary", "vclt-1969/77", "high", speaker=("state", member))
    return HAS_EFFECT


def _examine_pointing(standing: Standing, fact: Dated) -> Finding:
    """Whether an act that is to be confirmed points at what is there: that was not asked when it had no effect."""
    match fact.act:
        case instrument_acts.OfInstrument(on=on):
            return instruments.examine_on(on, _instrument(standing, on), on.ref)
        case membership_acts.Revoke(state=state) as revoke:
            return membership.examine_notice(revoke, standing.member(state))
    return HAS_EFFECT


def _instrument(standing: Standing, on: base.On) -> instruments.Instrument | None:
    kind, name = on.ref.split("/", 2)[:2]
    return standing.instruments.get(name) if kind == "instrument" else None


def _examine_in_room(standing: Standing, received: Received, credential: Credential, files: CharterFiles) -> Finding:
    act = received.act
    day = act.effective or received.day
    match act:
        case instrument_acts.Adopt():
            there = standing.instruments.get
            return instruments.examine_adopt(act, there(act.instrument) is not None, lambda n: there(n) is not None)
        case instrument_acts.OfInstrument():
            whole = _instrument(standing, act.on)
            found = instruments.examine_on(act.on, whole, act.on.ref)
            if isinstance(found, Refused) or whole is None:
                return found
            view = whole
            if day < whole.latest and type(act) not in UNCONDITIONAL:
                clause = whole.adopt.force
                other = standing.instruments.get(clause.instrument) if clause.instrument else None
                view = instruments.as_on(whole, day, other)
            return judge_in_instrument(act, day, view, whole, standing.law)
        case membership_acts.OfState():
            member = standing.member(act.state)
            if isinstance(act, membership_acts.Revoke):
                found = membership.examine_notice(act, member)
                if not isinstance(found, HasEffect):
                    return found
            known = membership.as_on(member, day, standing.terms)
            return judge_in_membership(act, day, known, standing.terms(day))
        case membership_acts.Associate() | membership_acts.Dissociate():
            associate = standing.associates.get(f"{act.status}/{act.holder}")
            return as_history(act, membership.examine_association(act, associate, day, standing.terms(day)))
        case _ if (place := place_of(act)) is not None:
            return as_history(act, examine_in_life(standing, act, place, day))
        case credential_acts.Enrol():
            return credentials.examine_enrol(act, standing.credentials, standing.keys, credential)
        case credential_acts.Revoke():
            return credentials.examine_revoke(act, standing.credentials, credential)
        case credential_acts.Confirm() | credential_acts.Disavow():
            fact = fact_at(standing, act.on.ref)
            pointing = _examine_pointing(standing, fact) if fact is not None else HAS_EFFECT
            if pointing is not HAS_EFFECT:
                return pointing
            needs = permission_of(fact.act) if fact is not None else ""
            maker = standing.credentials.get(fact.signer) if fact is not None else None
            return credentials.examine_confirm(act, fact, maker, credential, needs)
        case record_acts.Open():
            return record.examine_open(act, received.entry, files)
        case record_acts.Amend():
            return record.examine_amend(act, files)
        case record_acts.Adopt():
            return record.examine_edition(act, standing.opened)
        case record_acts.Correct():
            return record.examine_correct(act, fact_at(standing, act.on.ref))
        case record_acts.Remark():
            return HAS_EFFECT
        case record_acts.Step():
            return record.examine_step(act, standing.opened, standing.last)
        case record_acts.Ripen():
            return record.examine_ripen(act, standing.moments, received.moment)
    raise AssertionError(f"no room examines {act.name()}")
