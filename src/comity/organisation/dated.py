"""A fact with its two times: the day from which it holds, and the entry at which the record learnt of it.

Nothing here means "now". *As it stood on D* bisects a timeline by `start`; *as the record stood at N* takes
the standing at N. Backdated entries are inserted where they belong; a correction replaces a field and is
remembered; what is void or without effect stays and is shown, and no rule counts it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from msgspec import UNSET, Struct
from msgspec.structs import replace

from comity import day as days
from comity.acts.base import Act, Claim
from comity.organisation.finding import Entered, HasEffect

A = TypeVar("A", bound=Act)


class Received(NamedTuple):
    """An act as the registry received it: what the rules may know of its arrival.

    entry     its entry number (1 for the opening entry)
    identity  SHA-256 of the note's text, base64url
    moment    time of receipt, seconds UTC
    day       that moment's day where the organisation has its seat
    signer    id of the credential that signed, e.g. `TJ/mission/3`
    """

    entry: int
    act: Act
    identity: str
    moment: int
    day: str
    signer: str


class Dated(Struct, frozen=True, gc=False):
    """One act in the life of a thing, as it counts today."""

    act: Act
    start: str
    entry: int
    identity: str
    finding: Entered | None = None
    corrected: tuple[int, ...] = ()
    void: bool = False

    @property
    def counts(self) -> bool:
        """Whether rules count it: it has effect and was not voided by correction."""
        return not self.void and (self.finding is None or isinstance(self.finding, HasEffect))

    @property
    def confidence(self) -> str:
        """`high`, `medium` or `low` as its source says; what a signer entered is `high`."""
        return "high" if self.act.transcribed is UNSET else self.act.transcribed.confidence

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources of a transcribed act; empty for an act that its maker signed."""
        return () if self.act.transcribed is UNSET else self.act.transcribed.source

    @property
    def claim(self) -> Claim | None:
        """The contested question that it answers, if it is one claim among several."""
        if self.act.transcribed is UNSET or self.act.transcribed.claim is UNSET:
            return None
        return self.act.transcribed.claim


Timeline = tuple[Dated, ...]


def dated(received: Received, finding: Entered) -> Dated:
    """The fact that a received act enters into the timelines of what it concerns."""
    act = received.act
    start = received.day if act.effective is UNSET else act.effective
    kept = None if isinstance(finding, HasEffect) and not finding.warnings else finding
    return Dated(act, start, received.entry, received.identity, kept)


def insert(timeline: Timeline, fact: Dated) -> Timeline:
    """The timeline with the fact in its place: by day, and within a day by entry."""
    if not timeline or timeline[-1].start <= fact.start:
        return (*timeline, fact)
    at = bisect_right(timeline, fact.start, key=_start)
    return (*timeline[:at], fact, *timeline[at:])


def _start(fact: Dated) -> str:
    return fact.start


def counted(timeline: Iterable[Dated], *kinds: type[A]) -> Iterator[Dated]:
    """The facts of these kinds that rules count, in order."""
    for fact in timeline:
        if isinstance(fact.act, kinds) and fact.counts:
            yield fact


def last(timeline: Timeline, *kinds: type[A]) -> Dated | None:
    """The latest counting fact of these kinds, or none."""
    for fact in reversed(timeline):
        if isinstance(fact.act, kinds) and fact.counts:
            return fact
    return None


def by_entry(timeline: Timeline, entry: int) -> Dated | None:
    """The fact that was entered at this entry number, or none."""
    for fact in timeline:
        if fact.entry == entry:
            return fact
    return None


def up_to(timeline: Timeline, on: str) -> Timeline:
    """What began on or before the day, certainly or possibly (a fact known by its year only is kept)."""
    return tuple(fact for fact in timeline if days.first(days.Day(fact.start)) <= on)


def correct(timeline: Timeline, entry: int, field: str, value: str, by: int) -> Timeline:
    """The timeline with one field of the fact at `entry` replaced, as corrected by the act at entry `by`."""
    old = by_entry(timeline, entry)
    if old is None:
        return timeline
    rest = tuple(fact for fact in timeline if fact is not old)
    marks = (*old.corrected, by)
    if field == "void":
        return insert(rest, replace(old, void=value == "yes", corrected=marks))
    if field == "effective":
        act = replace(old.act, effective=value)
        return insert(rest, replace(old, act=act, start=value, corrected=marks))
    if field == "confidence" and old.act.transcribed is not UNSET:
        act = replace(old.act, transcribed=replace(old.act.transcribed, confidence=value))
        return insert(rest, replace(old, act=act, corrected=marks))
    if field == "until" and hasattr(old.act, "until"):
        return insert(rest, replace(old, act=replace(old.act, until=value), corrected=marks))
    return timeline
