"""The record's own room: how it was opened, by which charter and edition of the rules it is judged, what was
corrected and remarked upon, and how its time passes.
"""

from comity.organisation.record.examine import (
    EDITIONS,
    CharterFiles,
    charter_of,
    examine_amend,
    examine_correct,
    examine_edition,
    examine_open,
    examine_ripen,
    examine_step,
)
from comity.organisation.record.things import Opening

__all__ = [
    "EDITIONS", "CharterFiles", "Opening", "charter_of", "examine_amend", "examine_correct", "examine_edition",
    "examine_open", "examine_ripen", "examine_step",
]  # fmt: skip
