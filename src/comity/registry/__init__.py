"""The registry: who keeps the record, and the one door by which anything is entered.

    registry    the door: receive, ripen, publish          prepare    the exact text of an act, ready to be signed
    signers     key files and demonstration keys           batch      what goes in together, and its receipts
    folder      founding and opening an organisation       clock      when something was received
    travelling  parts that come with an act
"""

from comity.registry.batch import DoesNotFollow, Receipt
from comity.registry.clock import ClockFault
from comity.registry.folder import (
    REGISTRAR_CREDENTIAL,
    FolderError,
    Served,
    Shown,
    found,
    new_origin,
    open_folder,
    open_to_read,
    without_record,
)
from comity.registry.prepare import Prepared
from comity.registry.registry import REGISTRY_CREDENTIAL, Registry
from comity.registry.signers import SignerFault, demonstration_signer, key_path, sign, signer_for
from comity.registry.travelling import MAX_TRAVELLING

__all__ = [
    "MAX_TRAVELLING", "REGISTRAR_CREDENTIAL", "REGISTRY_CREDENTIAL", "ClockFault", "DoesNotFollow", "FolderError",
    "Prepared", "Receipt", "Registry", "Served", "Shown", "SignerFault", "demonstration_signer", "found", "key_path", "new_origin", "open_folder", "open_to_read", "sign",
    "signer_for", "without_record",
]  # fmt: skip
