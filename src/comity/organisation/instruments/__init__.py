"""Instruments: treaties, protocols and the texts that rest on them, in the words of the law of treaties.

The life of a treaty: full powers, initialling, signature, domestic procedures, ratification and its kin, deposit,
entry into force by its clause, provisional application, reservations and objections, depositary notifications,
rectification, registration, amendment, denunciation, lapse. What is not known stays not known.
"""

from comity.organisation.instruments.apply import Due, Outcome, apply_act, apply_adopt, apply_again
from comity.organisation.instruments.examine import (
    ConfidenceOf,
    examine_adopt,
    examine_of_instrument,
    examine_of_state,
    examine_on,
    examine_once,
    objections_until,
    pointed_at,
    withdrawn,
)
from comity.organisation.instruments.life import as_on, notice_ends
from comity.organisation.instruments.questions import (
    Between,
    ReservationBetween,
    StateStatus,
    amendments_for,
    in_force,
    instrument_word,
    notifications,
    participants,
    parties_on,
    relations_between,
    status_on,
    text_between,
)
from comity.organisation.instruments.things import Consent, Force, Instrument, Instruments, Party

__all__ = [
    "Between", "ConfidenceOf", "Consent", "Due", "Force", "Instrument", "Instruments", "Outcome", "Party",
    "ReservationBetween", "StateStatus", "amendments_for", "apply_act", "apply_adopt", "apply_again", "as_on",
    "examine_adopt", "examine_of_instrument", "examine_of_state", "examine_on", "examine_once", "in_force",
    "instrument_word", "notice_ends", "notifications", "objections_until", "participants", "parties_on", "pointed_at",
    "relations_between", "status_on", "text_between", "withdrawn",
]  # fmt: skip
