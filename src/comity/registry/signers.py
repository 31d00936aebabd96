"""Who signs: a key file on the member's own machine, or a demonstration key; a passkey in somebody's hand follows.

Behind one interface (`comity.record.keys.Signer`): the exact text goes in, a signature line comes out. The registry
never asks for more than that line, so the signer may be another process, another machine, or a person.

Trust: a signer signs the text that it is given, so it reads the text before: an act, of this record, of this holder.
"""

from pathlib import Path

from comity import acts
from comity.acts.base import Act
from comity.organisation.names import credential_of
from comity.organisation.standing import Standing
from comity.phrases import Fault
from comity.record import entry
from comity.record.entry import EntryError
from comity.record.keys import Ed25519Signer, Signer, read_key_file


class SignerFault(Fault):
    """A text that this signer does not sign, or a key that may not be here: one sentence with the remedy."""


def key_path(folder: Path, credential: str) -> Path:
    """Where the key of a credential lies: `keys/TJ-mission-1.key`."""
    return folder / "keys" / (credential.replace("/", "-") + ".key")


def signer_for(folder: Path, credential: str, passphrase: str = "") -> Ed25519Signer:
    """The signer of a credential whose key lies in the folder; raises `KeyFault`."""
    return read_key_file(key_path(folder, credential), passphrase)


def demonstration_signer(folder: Path, standing: Standing, credential: str) -> Ed25519Signer:
    """The sample key of a member, which lies in the folder of an exercise and nowhere else.

    Raises `SignerFault` where this is no exercise, `KeyFault` where there is no such key.
    """
    if not standing.exercise:
        raise SignerFault("signer.no_exercise", credential=credential)
    return signer_for(folder, credential)


def read_text(text: bytes) -> tuple[str, Act]:
    """Origin and act that a prepared text says; raises `SignerFault` where it is the text of no act."""
    rows = text.split(b"\n")
    try:
        if len(rows) != 4 or rows[3]:
            raise EntryError(f"the text has {len(rows) - 1} lines, three are expected: header, origin, act")
        return entry.origin_of(text), acts.read(rows[2])
    except (EntryError, acts.ActError) as fault:
        raise SignerFault("signer.no_act", why=str(fault)) from None


def sign(text: bytes, signer: Signer) -> bytes:
    """The submission: the exact text under the signer's line. Nothing but an act of the signer's own record is signed.

    A head, a receipt or a proof of possession can therefore never be had from a signer by calling it an act.
    """
    origin, act = read_text(text)
    name = credential_of(origin, signer.key.name)
    holder = act.by.member or act.by.office
    if not name or name.split("/")[0] != holder:
        raise SignerFault("signer.other_holder", key=signer.key.name, holder=holder)
    return entry.assemble(text, (signer.sign(text),))
