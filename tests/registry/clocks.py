"""A clock that a test sets."""

from comity.registry.clock import ClockFault

START = 1_581_843_600  # 2020-02-16T09:00:00Z: past, so that no mirror takes it for the future


class SetClock:
    """As late as it is set; `fault` makes it one that cannot be believed."""

    def __init__(self, at: int = START) -> None:
        self.at = at
        self.fault: ClockFault | None = None

    def now(self) -> int:
        """The moment that was set."""
        if self.fault is not None:
            raise self.fault
        return self.at
