"""Preparing an act: the exact text that its maker signs, and what would follow from it now.

The server fills in what the maker cannot know (number, previous act, head seen, commitments of the texts pointed at);
what the act says is the maker's alone.
"""

from typing import Any, NamedTuple

from comity import acts
from comity.acts.base import Act
from comity.canon import b64u
from comity.organisation.credentials import Credential
from comity.organisation.dispatch import fact_at
from comity.organisation.finding import Finding, Refused, refused
from comity.organisation.fold import step
from comity.organisation.record import CharterFiles
from comity.organisation.standing import Standing
from comity.record import entry
from comity.record.note import identity as identity_of

_NOTHING = b64u(bytes(32))


class Prepared(NamedTuple):
    """The exact text of an act, ready to be signed, and what would follow from it now."""

    text: bytes
    act: Act
    finding: Finding


class Seen(NamedTuple):
    """Size and root of the record that the maker looks at."""

    size: int
    root: bytes


def unknown(credential: str) -> Refused:
    """No key in force is called so."""
    return refused("authenticity", "record.key_unknown", credential=("credential", credential))


def prepare(
    name: str, fields: dict[str, Any], credential: str, origin: str, standing: Standing, seen: Seen, now: int, files: CharterFiles
) -> Prepared:
    """The text of an act by a credential on a standing; raises `ActError` where `fields` make no act.

    `fields` are the act's own; what they point at may be given as a ref alone.
    """
    signer = standing.credentials.get(credential)
    full = dict(fields)
    if signer is None:
        full.setdefault("n", 1)
        full.setdefault("by", _by_name(credential))
    else:
        full.setdefault("by", plain_by(signer))
        full["n"] = signer.n + 1
        if signer.prev:
            full["prev"] = signer.prev
    full["seen"] = {"root": b64u(seen.root), "size": seen.size}
    if isinstance(full.get("on"), str):
        full["on"] = _pointing(standing, full["on"])
    if isinstance(full.get("about"), list) and "on" in full:  # a notification names acts; a remark, things
        full["about"] = [_pointing(standing, one) if isinstance(one, str) else one for one in full["about"]]
    act = acts.fill(name, full)
    text = entry.entry_text(origin, acts.write(act))
    if signer is None:
        return Prepared(text, act, unknown(credential))
    return Prepared(text, act, step(standing, act, b64u(identity_of(text)), now, credential, files).finding)


def _pointing(standing: Standing, ref: str) -> dict[str, str]:
    return {"ref": ref, "commit": commitment_of(standing, ref)}


def _by_name(credential: str) -> dict[str, str]:
    """Who would speak under a credential that nobody enrolled, by its name."""
    holder = credential.partition("/")[0]
    return {"member": holder} if holder.isupper() else {"office": holder}


def plain_by(credential: Credential) -> dict[str, str]:
    """Who speaks when this credential signs."""
    holder = credential.holder
    by = {"member": holder.member} if holder.member else {"office": holder.office}
    return {**by, "body": credential.body} if credential.body else by


def commitment_of(standing: Standing, ref: str) -> str:
    """The identity of the act whose text stands at a ref; of nothing, where there is none."""
    found = fact_at(standing, ref)
    return found.identity if found else _NOTHING
