"""The registry's clock: time of receipt is taken here and nowhere else, and never runs backwards.

A jump of more than an hour against the machine's own steady counter needs an operator's word; the simulated clock of a
demonstration stands still between the acts that step it.
"""

import time
from typing import Protocol

#: How far the clock may jump before an operator must say that it is right (seconds).
JUMP = 3600


class ClockFault(Exception):
    """The clock cannot be believed: one sentence that says why and what to do."""


class Clock(Protocol):
    """Tells the present moment."""

    def now(self) -> int:
        """Seconds UTC; raises `ClockFault`."""


class SystemClock:
    """The machine's clock, watched."""

    def __init__(self, last: int) -> None:
        """`last` is the time of the last receipt in the record."""
        self._wall, self._steady = time.time(), time.monotonic()
        if self._wall < last:
            raise ClockFault(
                f"this machine's clock shows a time {int(last - self._wall)} seconds before the last receipt; set it right and start again"
            )

    def now(self) -> int:
        """Seconds UTC."""
        wall, steady = time.time(), time.monotonic()
        jump = (wall - self._wall) - (steady - self._steady)
        if abs(jump) > JUMP:
            raise ClockFault(
                f"this machine's clock jumped by {int(jump)} seconds; check it and start the registry again, nothing was entered"
            )
        return int(wall)


class SimulatedClock:
    """The clock of a demonstration: as late as its last step."""

    def __init__(self) -> None:
        self.at = 0

    def now(self) -> int:
        """The hour that the last step set."""
        return self.at
