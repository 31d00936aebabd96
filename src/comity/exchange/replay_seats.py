"""Who may decide on the day of a recorded decision, by whatever name they are called, and what each of them did.

Lists of roll calls have a column for each state of a session, and a state under each of its codes. Absence is no position: where
a state has no seat yet and is listed as absent nothing follows; where it is absent under one of its codes and not under
another, it has one seat and one position.

Trust: names may be anybody's; whoever has no seat is said to have none, with the days on which it had one (`BadLine`).
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from comity.charter import Charter
from comity.charter.deciding import electorate_on, intervals, names, rule_for
from comity.day import add_days, first
from comity.exchange.replay_faults import GUESSES, near, shown
from comity.exchange.replay_lines import BadLine, Line, members_of, number
from comity.phrases import Fault
from comity.procedure import Electorate
from comity.text import LANGUAGES, Name

#: So many electorates are kept; then all are forgotten.
KEPT = 10_000
#: Of a longer name nothing is made.
LONGEST_NAME = 80
_EARLIEST = "0001-01-01"


class Seated(NamedTuple):
    """Who may decide, each of them by every name (`{"FRA": "FRA", "FR": "FRA", "220": "FRA"}`), and seats without a name."""

    electorate: Electorate
    called: Mapping[str, str]
    unnamed: tuple[str, ...]


class Seats:
    """The seats of an organisation, to be asked of many lines. What is put together for one is kept for the next."""

    def __init__(self, charter: Charter) -> None:
        self.charter = charter
        self._names = names(charter)
        self._states: dict[str, list[str]] = {}
        for state in charter.states.values():
            for code in (state.id, *state.aliases):
                self._states.setdefault(code, []).append(state.id)
        self._ends = sorted({first(day) for state in charter.states.values() for day in state.aliases_until.values()})
        self._kept: dict[tuple[str, int, bytes, int], tuple[Electorate, Seated]] = {}
        self._days_of = lru_cache(KEPT)(self._found_days_of)
        self._meant = lru_cache(KEPT)(self._found_meant)

    def on(self, line: Line) -> Seated:
        """Who may decide: the members on the day, or those whom the line names. Raises `BadLine`."""
        base = electorate_on(self.charter, line.body, line.date)
        key = (line.body, id(base), bytes(line.members), bisect_right(self._ends, line.date))
        kept = self._kept.get(key)
        if kept is None:
            listed = members_of(line)
            if len(self._kept) >= KEPT:
                self._kept.clear()
            electorate = base if listed is None else self._listed(line, base, listed)
            kept = self._kept[key] = (base, self._with_names(electorate, line.date))  # with the base, so that no other takes its place
        found = kept[1]
        return self._in_unnamed_seats(line.positions, found, line.date) if found.unnamed and line.positions else found

    def held(self, line: Line, positions: Mapping[str, str], seated: Seated) -> dict[str, str]:
        """Positions by seat; raises `BadLine`."""
        called = seated.called
        try:
            held = {called[name]: position for name, position in positions.items()}
        except KeyError:
            return self._of_members(line, positions, called)
        return held if len(held) == len(positions) else _one_each(positions, called)

    def _with_names(self, electorate: Electorate, day: str) -> Seated:
        states, members = self.charter.states, electorate.members
        called = {code: m for m in members if m in states for code in states[m].aliases if states[m].called(code, day)} | {m: m for m in members}
        return Seated(electorate, called, tuple(m for m in members if m not in states))

    def _listed(self, line: Line, base: Electorate, listed: tuple[str, ...]) -> Electorate:
        """The members whom a line names, with the groups and weights that they have on the day."""
        unknown = [name for name in listed if name not in self._states]
        if unknown:
            raise BadLine([self._no_state(name, line, n) for n, name in enumerate(unknown)])
        if ended := [fault for name in listed if (fault := self._ended(name, line.date))]:
            raise BadLine(ended)
        members = tuple(dict.fromkeys(self._state(name, base) for name in listed))
        weights = {
            one.id: {m: number(one.values[m]) for m in members if m in one.values}
            for one in self.charter.weights
            if one.body == line.body and one.in_force.on(line.date)
        }
        groups = {name: group & frozenset(members) for name, group in base.groups.items()}
        return Electorate(members, groups, weights, others=base.others, sure=base.sure)

    def _state(self, name: str, base: Electorate) -> str:
        """Whose name it is: of several states that bear it one after another, the one that sits on the day."""
        states = self._states[name]
        return next((state for state in states if state in base.known), states[0])

    def _in_unnamed_seats(self, positions: Mapping[str, str], seated: Seated, day: str) -> Seated:
        """States that take a position in a body whose seats no source names, each in one of these seats."""
        there = [state for name in positions if name not in seated.called for state in self._states.get(name, ())[:1]]
        taken = dict(zip(seated.unnamed, dict.fromkeys(there), strict=False))
        if not taken:
            return seated
        electorate = seated.electorate
        groups = {name: frozenset(taken.get(m, m) for m in group) for name, group in electorate.groups.items()}
        changed = electorate.changed(members=tuple(taken.get(m, m) for m in electorate.members), groups=groups)
        return self._with_names(changed, day)

    # Who has none

    def _of_members(self, line: Line, positions: Mapping[str, str], called: Mapping[str, str]) -> dict[str, str]:
        """The positions of members, where the others are states without a seat that are listed as absent."""
        nobody = [n for n, position in positions.items() if n not in called and (position != "absent" or n not in self._states)]
        if nobody:
            raise BadLine([self._nobody(name, line, n) for n, name in enumerate(nobody)])
        return _one_each({name: position for name, position in positions.items() if name in called}, called)

    def _nobody(self, name: str, line: Line, n: int) -> Fault:
        if name not in self._states:
            return self._no_state(name, line, n)
        if ended := self._ended(name, line.date):
            return ended
        states = self._states[name]
        told = name if name in states else f"{name} ({states[0]})"
        if bytes(line.members) not in (b"", b"null"):
            return Fault("replay.not_listed", member=told)
        days = around(line.date, [span for state in states for span in self._days_of(line.body, state)])
        return Fault("replay.not_a_member", member=told, body=line.body, date=line.date, days=days)

    def _ended(self, name: str, day: str) -> Fault | None:
        """A code that named a seat until a day, and on this one names nobody's."""
        states = [self.charter.states[state] for state in self._states[name]]
        if any(state.called(name, day) for state in states):
            return None
        return Fault("replay.code_ended", member=name, state=states[0].id, date=day, last=add_days(first(states[0].aliases_until[name]), -1))

    def _no_state(self, name: str, line: Line, n: int) -> Fault:
        """Nobody's code, the `n`th of its line from 0."""
        meant = self._meant(name[:LONGEST_NAME], line.body, line.date) if n < GUESSES else ""
        return Fault("replay.no_state", member=shown(name), near=meant)

    def _found_meant(self, name: str, body: str, day: str) -> str:
        """Whose code may have been meant: with a letter wrong, or by name; a member's before another state's."""
        called = {word: state for state in self.charter.states for word in (state, *self._words(state))}
        sits = electorate_on(self.charter, body, day).known
        found = near(name, [word for word, state in called.items() if state in sits]) or near(name, called)
        return called.get(found, "")

    def _words(self, state: str) -> Iterable[str]:
        """What a state is called, in code and in words."""
        named = self._names("state", state)
        return (*self.charter.states[state].aliases, *([named.said(lang) for lang in LANGUAGES] if isinstance(named, Name) else ()))

    def _found_days_of(self, body: str, state: str) -> list[tuple[str, str]]:
        return _stretches(self.charter, body, lambda day: state in electorate_on(self.charter, body, day).known)


def days_of_a_rule(charter: Charter, body: str, matter: str) -> list[tuple[str, str]]:
    """From when until when a matter has a rule."""
    return _stretches(charter, body, lambda day: rule_for(charter, body, matter, day) is not None)


def around(day: str, stretches: list[tuple[str, str]]) -> str:
    """The last stretch of days before a day and the first after it, for a reader: `1946-01-01 – 1965-12-31`, `1966-01-01 –`."""
    near_it = [*[one for one in stretches if one[0] <= day][-1:], *[one for one in stretches if one[0] > day][:1]]
    return ", ".join(f"{start} – {add_days(until, -1) if until else ''}".strip() for start, until in near_it)


def _stretches(charter: Charter, body: str, there: Callable[[str], bool]) -> list[tuple[str, str]]:
    """The stretches of days on which something is there: the first day, the first one after it; empty where it has no such end."""
    found: list[tuple[str, str]] = []
    begun = ""
    for day in (_EARLIEST, *intervals(charter, body)):
        if there(day) != bool(begun):
            if begun:
                found.append((begun, day))
            begun = "" if begun else day
    if begun:
        found.append((begun, ""))
    return [(start if start != _EARLIEST else "", until) for start, until in found]


def _one_each(positions: Mapping[str, str], called: Mapping[str, str]) -> dict[str, str]:
    """Positions by seat where a seat goes by several codes; raises `BadLine` where it has more than one position."""
    held: dict[str, str] = {}
    first: dict[str, str] = {}
    twice: list[Fault] = []
    for name, position in positions.items():
        seat = called[name]
        if position != "absent" and seat in first:
            twice.append(Fault("replay.one_member", one=first[seat], other=name, member=seat))
        elif position != "absent":
            held[seat], first[seat] = position, name
        else:
            held.setdefault(seat, position)
    if twice:
        raise BadLine(twice)
    return held
