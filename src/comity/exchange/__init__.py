"""Files in and out: the history of an organisation as files of acts, read and entered through the one door."""

from comity.exchange.history import HistoryError, ToEnter, read_history
from comity.exchange.way_in import Door, Noted, Progress, Stopped, Summary, enter

__all__ = [
    "Door", "HistoryError", "Noted", "Progress", "Stopped", "Summary", "ToEnter", "enter", "read_history",
]  # fmt: skip
