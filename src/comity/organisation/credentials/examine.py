"""Whether a signer may, and whether it is its turn; then enrolment and revocation."""

from msgspec import UNSET

from comity.acts.base import Act, By
from comity.acts.credentials import Confirm, Disavow, Enrol, Revoke
from comity.organisation.credentials.things import (
    REGISTRAR,
    REGISTRY,
    Credential,
    Credentials,
    Keys,
    credential_id,
    holder_name,
)
from comity.organisation.dated import Dated
from comity.organisation.finding import HAS_EFFECT, Finding, WithoutEffect, refused, without_effect

#: Findings that the state's confirmation cures.
LACKS_AUTHORITY = frozenset({"credentials.beyond_authority", "record.for_another_state"})


def examine_signer(act: Act, credential: Credential, permission: str, moment: int) -> Finding:
    """Whether this credential makes this act: its holder speaks, it is in force, and it may do such acts.

    What an authentic key does beyond its authority is entered and without effect unless the member afterwards
    confirms it (VCLT 8); another's name above one's own key is not authentic and is refused.
    """
    speaks, holder = act.by, credential.holder
    if speaks.member != holder.member or speaks.office != holder.office:
        return refused(
            "authenticity", "credentials.other_holder",
            credential=("credential", credential.id), holder=("text", holder_name(speaks)),
        )  # fmt: skip
    if not credential.in_force(moment):
        return refused("authenticity", "credentials.not_in_force", credential=("credential", credential.id))
    if act.transcribed is not UNSET and not credential.can("transcribe"):
        return refused("procedure", "credentials.cannot_transcribe", credential=("credential", credential.id))
    beside = credential.body and speaks.body not in ("", credential.body)
    if beside or (act.transcribed is UNSET and not credential.may_do(permission)):
        return without_effect(
            "credentials.beyond_authority", "vclt-1969/8", "high",
            credential=("credential", credential.id), permission=("text", permission),
        )  # fmt: skip
    return HAS_EFFECT


def examine_turn(act: Act, credential: Credential) -> Finding:
    """Whether this is the credential's next act: its number and the identity of the one before (record.md, section 1)."""
    prev = "" if act.prev is UNSET else act.prev
    if act.n != credential.n + 1 or prev != credential.prev:
        return refused(
            "sequence", "credentials.out_of_turn",
            credential=("credential", credential.id),
            next=("number", str(credential.n + 1)), given=("number", str(act.n)),
        )  # fmt: skip
    return HAS_EFFECT


def examine_enrol(act: Enrol, credentials: Credentials, keys: Keys, signer: Credential) -> Finding:
    """Enrols for one's own holder by a key that may; the registrar only by a letter, or for an office. No key of `keys` twice."""
    new = act.enrolment
    name = credential_id(new)
    if credentials.get(name) is not None:
        return refused("form", "credentials.number_taken", credential=("credential", name))
    if new.key in keys:
        return refused("form", "credentials.key_used", credential=("credential", name))
    own = (new.holder.member, new.holder.office) == (signer.holder.member, signer.holder.office)
    if own:
        return _within(act, signer)
    if _is_registrar(signer.holder):
        if new.holder.office or act.letter is not UNSET:
            return HAS_EFFECT
        return refused("procedure", "credentials.letter_missing", state=("state", new.holder.member))
    return refused("authenticity", "credentials.for_another", credential=("credential", name))


def _within(act: Enrol, signer: Credential) -> Finding:
    """A key gives no more than it has: only a root enrols roots (record.md, section 4)."""
    if signer.can("root"):
        return HAS_EFFECT
    beyond = [p for p in act.enrolment.may if not signer.can(p)]
    if beyond:
        return without_effect(
            "credentials.gives_more", "vclt-1969/8", "high",
            credential=("credential", signer.id), permission=("text", beyond[0]),
        )  # fmt: skip
    return HAS_EFFECT


def examine_revoke(act: Revoke, credentials: Credentials, signer: Credential) -> Finding:
    """Revokes a credential of one's own; the registrar those of offices, or by letter."""
    name = act.credential.removeprefix("credential/")
    old = credentials.get(name)
    if old is None:
        return refused("form", "credentials.unknown", credential=("credential", name))
    if old.revoked:
        return without_effect("credentials.already_revoked", "vclt-1969/8", "high", credential=("credential", name))
    if old.holder.office == REGISTRY.office and not _another_of_registry(name, credentials):
        return refused("procedure", "credentials.last_of_registry", credential=("credential", name))
    own = (old.holder.member, old.holder.office) == (signer.holder.member, signer.holder.office)
    if own or (_is_registrar(signer.holder) and (bool(old.holder.office) or act.letter is not UNSET)):
        return HAS_EFFECT
    return refused("authenticity", "credentials.for_another", credential=("credential", name))


def contested(fact: Dated, maker: Credential | None) -> bool:
    """Whether an act was made with a key said to have been in other hands, and its member has not yet said whose it is."""
    if maker is None or not maker.contested_from or fact.confirmed or fact.void:
        return False
    return fact.entry >= maker.contested_from


def examine_confirm(
    act: Confirm | Disavow, fact: Dated | None, maker: Credential | None, signer: Credential, permission: str
) -> Finding:
    """A state says of an act done in its name whether it is its own, by a key that could have done it (VCLT 8)."""
    if fact is None:
        return refused("form", "credentials.no_such_act", act=("text", act.on.ref))
    if fact.identity != act.on.commit:
        return refused("form", "instruments.text_differs", act=("text", act.on.ref))
    state = getattr(fact.act, "state", "") or fact.act.by.member
    if act.by.member and act.by.member != state:
        return without_effect("record.for_another_state", "vclt-1969/8", "high",
                              speaker=("state", act.by.member), state=("state", state))  # fmt: skip
    if act.by.member and not signer.may_do(permission):
        return without_effect(
            "credentials.beyond_authority", "vclt-1969/8", "high",
            credential=("credential", signer.id), permission=("text", permission),
        )  # fmt: skip
    lacks = isinstance(fact.finding, WithoutEffect) and fact.finding.reason.code in LACKS_AUTHORITY and not fact.void
    if contested(fact, maker) or (isinstance(act, Confirm) and lacks):
        return HAS_EFFECT
    return without_effect("credentials.nothing_to_confirm", "vclt-1969/8", "high", act=("text", act.on.ref))


def _another_of_registry(name: str, credentials: Credentials) -> bool:
    """Whether the registry would still have a key: without one nothing that ripens could be entered any more."""
    return any(c.holder.office == REGISTRY.office and c.id != name and not c.revoked for c in credentials.values())


def _is_registrar(holder: By) -> bool:
    return holder.office == REGISTRAR.office
