"""The charter: the founding documents of an organisation as data.

A lawyer can read the files aloud and say which article each line obeys; a developer can add an organisation without
touching Python. The files enter the record as public parts under the opening entry; from then on only the record
counts, and editing a folder changes nothing.
"""

from comity.charter.charter import Charter, named, words
from comity.charter.load import (
    CharterError,
    Complaint,
    charter_schema,
    check,
    files_of,
    find,
    history_of,
    load,
    read_files,
    shipped,
)
from comity.charter.model import Body, Membership, Organisation, Provision, Source, State

__all__ = [
    "Body", "Charter", "CharterError", "Complaint", "Membership", "Organisation", "Provision", "Source", "State",
    "charter_schema", "check", "files_of", "find", "history_of", "load", "named", "read_files", "shipped", "words",
]  # fmt: skip
