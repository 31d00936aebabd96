"""Whether an act is authentic: whose signature, over which text, in sight of which history.

Registry and mirrors ask the same questions here, each with its own copy of the record. No private key is in sight.
"""

from functools import lru_cache

from comity.acts.base import Act, Seen
from comity.acts.credentials import Enrol, possession_text
from comity.canon import b64u
from comity.organisation.credentials import Credential, credential_id
from comity.organisation.finding import Reason, Refused, params, refused
from comity.organisation.names import key_name
from comity.record import ed25519
from comity.record.keys import ED25519, Key, KeyFault
from comity.record.note import Line, NoteError, read_line
from comity.record.tree import Tree


@lru_cache(4096)
def _key(text: str) -> tuple[Key, bytes]:
    """A key and its id, read once: the few keys of an organisation sign all its acts."""
    key = Key.read(text)
    return key, key.id


def key_for(credential: Credential, line: Line) -> Key | Refused:
    """The key with which a credential's line must verify; refused where the line names another."""
    key, key_id = _key(credential.key)
    if key.type != ED25519 or key_id != line.key_id:
        return refused("authenticity", "record.signature_fails", credential=("credential", credential.id))
    return key


def examine_signature(credential: Credential, line: Line, text: bytes) -> Refused | None:
    """Refused unless the line is this credential's signature over the text."""
    key = key_for(credential, line)
    if isinstance(key, Refused):
        return key
    if not ed25519.verify(key.public, line.payload, text, "nacl"):
        return refused("authenticity", "record.signature_fails", credential=("credential", credential.id))
    return None


def examine_seen(seen: Seen, tree: Tree, size: int) -> Refused | None:
    """What the signer saw is a beginning of this record: else it saw another history, or one that is not there yet."""
    if seen.size > size:
        return refused("form", "record.future_seen", size=("number", str(seen.size)), have=("number", str(size)))
    if b64u(tree.root(seen.size)) != seen.root:
        return refused("authenticity", "record.another_history", size=("number", str(seen.size)))
    return None


def examine_possession(act: Act, origin: str) -> Refused | None:
    """A key that is enrolled is one that strict verification accepts, and its holder has it (record.md, section 4)."""
    if not isinstance(act, Enrol):
        return None
    name = credential_id(act.enrolment)
    try:
        key = Key.read(act.enrolment.key)
        line = read_line(act.possession)
    except (KeyFault, NoteError) as fault:
        return Refused("form", Reason("credentials.key_unfit", params(credential=("credential", name), why=("text", str(fault)))))
    if key.name != key_name(origin, name):
        return refused("form", "credentials.key_named_otherwise", credential=("credential", name), found=("text", key.name))
    text = possession_text(act.enrolment, origin)
    if key.type != ED25519 or line.key_id != key.id or not ed25519.verify(key.public, line.payload, text, "nacl"):
        return refused("authenticity", "credentials.possession_fails", credential=("credential", name))
    return None
