"""The registry's clock: time of receipt is taken here and nowhere else, and never runs backwards.

A jump of more than an hour against the machine's own steady counter needs an operator's word; the simulated clock of a
demonstration stands still between the acts that step it.
"""

import time
from typing import Protocol

from comity.phrases import Fault

#: How far the clock may jump before an operator must say that it is right (seconds).
JUMP = 3600


class ClockFault(Fault):
    """The clock cannot be believed: one sentence that says why and what to do; nothing was entered."""


class Clock(Protocol):
    """Tells the present moment."""

    def now(self) -> int:
        """Seconds UTC; raises `ClockFault`."""


def _steady() -> float:
    """Seconds of a counter that nobody sets; it goes on while the machine sleeps, where the system has such a one."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class SystemClock:
    """The machine's clock, watched."""

    def __init__(self, last: int) -> None:
        """`last` is the time of the last receipt in the record; raises `ClockFault` where the clock is before it."""
        self._wall, self._steady = time.time(), _steady()
        if int(self._wall) < last:
            raise ClockFault("clock.behind", seconds=last - int(self._wall))

    def now(self) -> int:
        """Seconds UTC; raises `ClockFault` after a jump, until the clock is right again or an operator starts anew."""
        wall, steady = time.time(), _steady()
        jump = (wall - self._wall) - (steady - self._steady)
        if abs(jump) > JUMP:
            raise ClockFault("clock.jumped" if jump > 0 else "clock.set_back", seconds=abs(int(jump)))
        return int(wall)


class SimulatedClock:
    """The clock of a demonstration: as late as its last step."""

    def __init__(self) -> None:
        self.at = 0

    def now(self) -> int:
        """The hour that the last step set."""
        return self.at
