"""The charter: the founding documents of an organisation as data.

A lawyer can read the files aloud and say which article each line obeys; a developer can add an organisation without
touching Python. The files enter the record as public parts under the opening entry; from then on only the record
counts, and editing a folder changes nothing.
"""

from comity.charter.charter import Charter, InForceOn, named, words
from comity.charter.complaints import CharterError, Complaint, Saying, of_type, of_yaml, saying
from comity.charter.load import (
    check,
    files_of,
    find,
    history_of,
    load,
    read_files,
    shipped,
)
from comity.charter.model import Body, Membership, Organisation, Provision, Source, State
from comity.charter.schema import charter_schema

__all__ = [
    "Body", "Charter", "CharterError", "Complaint", "InForceOn", "Membership", "Organisation", "Provision", "Saying",
    "Source", "State", "charter_schema", "check", "files_of", "find", "history_of", "load", "named", "of_type",
    "of_yaml", "read_files", "saying", "shipped", "words",
]  # fmt: skip
