"""Instruments: treaties, protocols and the texts that rest on them, in the words of the law of treaties.

The life of a treaty: full powers, initialling, signature, domestic procedures, ratification and its kin, deposit,
entry into force by its clause, provisional application, reservations and objections, depositary notifications,
rectification, registration, amendment, denunciation, lapse. What is not known stays not known.
"""

from comity.organisation.instruments.apply import (
    Due,
    Outcome,
    apply_adopt,
    apply_correction,
    apply_of_instrument,
    apply_of_state,
    notice_ends,
)
from comity.organisation.instruments.examine import (
    ConfidenceOf,
    examine_adopt,
    examine_of_instrument,
    examine_of_state,
    examine_on,
    pointed_at,
    withdrawn,
)
from comity.organisation.instruments.questions import (
    StateStatus,
    amendments_for,
    in_force,
    instrument_word,
    notifications,
    participants,
    parties_on,
    status_on,
    text_between,
)
from comity.organisation.instruments.things import Force, Instrument, Instruments, Party

__all__ = [
    "ConfidenceOf", "Due", "Force", "Instrument", "Instruments", "Outcome", "Party", "StateStatus",
    "amendments_for", "apply_adopt", "apply_correction", "apply_of_instrument", "apply_of_state", "examine_adopt",
    "examine_of_instrument", "examine_of_state", "examine_on", "in_force", "instrument_word", "notice_ends",
    "notifications", "participants", "parties_on", "pointed_at", "status_on", "text_between", "withdrawn",
]  # fmt: skip
