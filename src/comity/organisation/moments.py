"""Moments to come: instants at which something ripens, fixed when they are set and never computed again.

Each ripens exactly once, by the registry's act `clock.ripen`, entered before anything that is received later is
examined (architecture.md, "Time"). A kind and a subject have one pending instant at most.
"""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from immutables import Map
from msgspec import Struct


class Moment(NamedTuple):
    """At `instant` (seconds UTC) something of this `kind` comes about for the thing `subject`."""

    instant: int
    kind: str
    subject: str


class Moments(Struct, frozen=True):
    """The pending moments: `order` by instant, `at` by kind and subject."""

    order: tuple[Moment, ...] = ()
    at: Map[tuple[str, str], int] = Map()

    def schedule(self, moment: Moment) -> "Moments":
        """With this moment; an earlier set instant of the same kind and subject is replaced."""
        rest = self.cancel(moment.kind, moment.subject)
        place = bisect_left(rest.order, moment)
        order = (*rest.order[:place], moment, *rest.order[place:])
        return Moments(order, rest.at.set((moment.kind, moment.subject), moment.instant))

    def cancel(self, kind: str, subject: str) -> "Moments":
        """Without the moment of this kind and subject, if there is one."""
        instant = self.at.get((kind, subject))
        if instant is None:
            return self
        place = bisect_left(self.order, Moment(instant, kind, subject))
        return Moments(self.order[:place] + self.order[place + 1 :], self.at.delete((kind, subject)))

    def come(self, now: int) -> tuple[Moment, ...]:
        """Those whose instant has come at `now`, in order."""
        return self.order[: bisect_right(self.order, now, key=lambda m: m.instant)]

    def pending(self, moment: Moment) -> bool:
        """Whether exactly this moment is still to ripen."""
        return self.at.get((moment.kind, moment.subject)) == moment.instant
