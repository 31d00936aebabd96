"""Credentials: who may speak and sign for whom, and in what, from when to when.

A credential is one key of one holder for one function, named `TJ/mission/3`; the line that it signs carries the
record's domain before that. Keys come from the record itself: from the opening entry (registrar, roots), from
`credentials.enrol` (by a root or earlier key of the same holder, or by a letter of its foreign ministry that the
registrar verified), and end by `credentials.revoke`. An entry is judged by the keys as they stood just before it.

Trust: this room never sees a private key and verifies no signature; it says whose public key a line must verify with.
"""

from comity.organisation.credentials.examine import (
    contested,
    examine_confirm,
    examine_enrol,
    examine_revoke,
    examine_signer,
    examine_turn,
)
from comity.organisation.credentials.things import (
    PERMISSIONS,
    REGISTRAR,
    REGISTRY,
    Credential,
    Credentials,
    Keys,
    credential_id,
    holder_name,
    of_enrolment,
    signed,
)

__all__ = [
    "PERMISSIONS", "REGISTRAR", "REGISTRY", "Credential", "Credentials", "Keys", "contested", "credential_id",
    "examine_confirm", "examine_enrol",
    "examine_revoke", "examine_signer", "examine_turn", "holder_name", "of_enrolment", "signed",
]  # fmt: skip
