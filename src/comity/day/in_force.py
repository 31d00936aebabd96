"""From which day a provision, a rule or a seat is in force, and until which."""

from typing import Literal

import msgspec
from msgspec import Struct

from comity.day import DayStr, first


class InForce(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """From which day, until which day (not including it); no `from`: since ever as far as is known."""

    start: DayStr | Literal[""] = msgspec.field(default="", name="from")
    until: DayStr | Literal[""] = ""

    def on(self, day: str) -> bool:
        """Whether it was in force on the day."""
        return (not self.start or first(self.start) <= day) and (not self.until or day < self.until)

    @property
    def stated(self) -> bool:
        """Whether it says any day at all."""
        return bool(self.start or self.until)

    def overlaps(self, other: "InForce") -> bool:
        """Whether some day lies in both; of a day that is known to the year or month only, its first."""
        return _begins_within(self, other) and _begins_within(other, self)


def _begins_within(one: InForce, other: InForce) -> bool:
    return not other.until or not one.start or first(one.start) < first(other.until)
