"""The registry: who keeps the record, and the one door by which anything is entered."""

from comity.registry.clock import ClockFault
from comity.registry.folder import (
    REGISTRAR_CREDENTIAL,
    FolderError,
    Served,
    found,
    key_path,
    new_origin,
    open_folder,
    signer_for,
)
from comity.registry.registry import REGISTRY_CREDENTIAL, Prepared, Receipt, Registry

__all__ = [
    "REGISTRAR_CREDENTIAL", "REGISTRY_CREDENTIAL", "ClockFault", "FolderError", "Prepared", "Receipt", "Registry",
    "Served", "found", "key_path", "new_origin", "open_folder", "signer_for",
]  # fmt: skip
