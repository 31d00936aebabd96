"""What a body decides by: its rules, seats and weights, each on its days, put together once for each stretch of days.

Between two days on which anything of it changes nothing does, so that equal days have the same electorate, the very same
value: whoever counts many votes puts a rule together for it once.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from comity.charter.choosing import candidates
from comity.charter.model import OtherElectorate, Seats, Weights
from comity.day import first
from comity.procedure.electorate import Electorate, Number
from comity.procedure.rule import Confidence, Rule
from comity.procedure.threshold import number

T = TypeVar("T")
#: So many electorates and choices of rule are kept for a body; then all are forgotten.
KEPT = 4_096
_NOBODY: frozenset[str] = frozenset()


class BodyLaw:
    """What one body decides by. Days are whole days (`1966-01-01`)."""

    def __init__(
        self,
        rules: Sequence[Rule] = (),
        seats: Sequence[Seats] = (),
        weights: Sequence[Weights] = (),
        electorates: Sequence[OtherElectorate] = (),
    ) -> None:
        self.rules, self.seats, self.weights, self.electorates = rules, seats, weights, electorates
        self._kept: dict[Hashable, Any] = {}

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The days on which anything of it changes."""
        spans = [rule.counted for rule in self.rules]
        spans += [one.in_force for one in self.seats] + [one.in_force for one in self.weights]
        return tuple(sorted({first(day) for span in spans for day in (span.start, span.until) if day}))

    def rules_on(self, day: str) -> dict[str, Rule]:
        """The rules by which votes of the day are counted, by id."""
        return self._once(("rules", self._stretch(day)), lambda: {r.id: r for r in self.rules if r.counted_on(day)})

    def candidates(self, matter: str, day: str) -> tuple[Rule, ...]:
        """The rules that remain for a matter (`comity.charter.choosing`)."""
        return self._once(("for", matter, self._stretch(day)), lambda: candidates(self.rules_on(day), matter))

    def electorate_on(self, day: str, suspended: frozenset[str] = _NOBODY, concerned: frozenset[str] = _NOBODY) -> Electorate:
        """Who sits on the day, with their groups and weights, and the other electorates that rules may ask."""
        key = ("electorate", self._stretch(day), suspended, concerned)
        if not suspended and not concerned:
            return self._once(key, lambda: self._electorate(day))
        whole = self.electorate_on(day)
        return self._once(key, lambda: whole.changed(suspended=suspended, concerned=concerned, seats=whole.seats))

    def doubtful_on(self, day: str) -> dict[str, Confidence]:
        """Members whose seat is not told with high confidence, and with which it is."""
        return self._once(("doubtful", self._stretch(day)), lambda: self._doubtful(day))

    def _doubtful(self, day: str) -> dict[str, Confidence]:
        found: dict[str, Confidence] = {}
        unnamed = 0
        for one in self.seats:
            if one.electorate or not one.in_force.on(day):
                continue
            here = [*one.states, *(f"seat-{unnamed + n}" for n in range(1, one.unnamed + 1))]
            unnamed += one.unnamed
            # Of a state with several seats, or that is named twice, the surest source counts.
            found |= {member: one.confidence if member not in found else _surest(one.confidence, found[member]) for member in here}
        return {member: sure for member, sure in found.items() if sure != "high"}

    def _stretch(self, day: str) -> int:
        return bisect_right(self.days, day)

    def _once(self, key: Hashable, make: Callable[[], T]) -> T:
        found: T | None = self._kept.get(key)
        if found is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            found = self._kept[key] = make()
        return found

    def _electorate(self, day: str) -> Electorate:
        members, groups = self._seated(day, "")
        others: dict[str, Electorate] = {}
        for one in self.electorates:
            there, parts = self._seated(day, one.id)
            others[one.id] = Electorate(there, parts, self._weights(day, there), seats=0 if there else one.seats)
        sure = {one.id: one.confidence for one in self.weights if one.in_force.on(day)}
        return Electorate(members, groups, self._weights(day, members), others=others, sure=sure)

    def _seated(self, day: str, electorate: str) -> tuple[tuple[str, ...], dict[str, frozenset[str]]]:
        """Who has these seats, in the file's order, and which group each entry makes; unnamed ones are numbered."""
        members: list[str] = []
        groups: dict[str, set[str]] = {}
        unnamed = 0
        for one in self.seats:
            if one.electorate != electorate:
                continue
            group = groups.setdefault(one.group, set()) if one.group else set()
            if not one.in_force.on(day):
                continue
            here = [*one.states, *(f"seat-{unnamed + n}" for n in range(1, one.unnamed + 1))]
            unnamed += one.unnamed
            members += here
            group.update(here)
        return tuple(dict.fromkeys(members)), {name: frozenset(group) for name, group in groups.items()}

    def _weights(self, day: str, members: tuple[str, ...]) -> dict[str, dict[str, Number]]:
        """The weights in force on the day of those who sit."""
        return {
            one.id: {member: number(one.values[member]) for member in members if member in one.values}
            for one in self.weights
            if one.in_force.on(day)
        }


def _surest(first: Confidence, second: Confidence) -> Confidence:
    return min(first, second, key=("high", "medium", "low").index)
