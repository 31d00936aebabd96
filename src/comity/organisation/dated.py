"""A fact with its two times: the day from which it holds, and the entry at which the record learnt of it.

Nothing here means "now". *As it stood on D* bisects a timeline by `start`; *as the record stood at N* takes
the standing at N. Backdated entries are inserted where they belong; a correction replaces a field and is
remembered; what is void or without effect stays and is shown, and no rule counts it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from msgspec import UNSET, Struct
from msgspec.structs import replace

from comity import day as days
from comity.acts.base import Act, Claim, Seen
from comity.organisation.finding import HAS_EFFECT, Entered, HasEffect, Reason

A = TypeVar("A", bound=Act)


class Received(Struct, frozen=True, gc=False):
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
    """One act in the life of a thing, as it counts today.

    finding    where it is not a plain *has effect*
    corrected  entries of the acts that corrected or disavowed it; `confirmed` of the one that confirmed it
    void       it is not counted any more: corrected away, or disavowed
    flag       why it contradicts what was entered later for an earlier day; it is flagged, never undone
    signer     id of the credential that signed it
    """

    act: Act
    start: str
    entry: int
    identity: str
    finding: Entered | None = None
    corrected: tuple[int, ...] = ()
    void: bool = False
    confirmed: int = 0
    flag: Reason | None = None
    signer: str = ""

    @property
    def counts(self) -> bool:
        """Whether rules count it: it has effect and was not voided by correction."""
        finding = self.finding
        return not self.void and (finding is None or type(finding) is HasEffect)

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
        transcribed = self.act.transcribed
        if transcribed is UNSET or transcribed.claim is UNSET:
            return None
        return transcribed.claim


Timeline = tuple[Dated, ...]

#: What a fact's act no longer says: what its signer looked at was asked when it was received, and stands in the record.
_LOOKED_AT = Seen("", 0)
#: What one act says as another does (who speaks, for which state, of which text, from which source): kept once.
_REPEATED = ("by", "decided", "effective", "on", "state", "transcribed")


@lru_cache(maxsize=4096)
def _one(value: Any) -> Any:
    """The same value as before, where an equal one was kept lately."""
    return value


@cache
def _repeated(kind: type[Act]) -> tuple[tuple[str, ...], Callable[[Act], tuple[Any, ...]]]:
    """Which of them such an act has (two at the least), and how their values are had at once."""
    names = tuple(name for name in _REPEATED if name in kind.__struct_fields__)
    return names, attrgetter(*names)


def _remembered(act: Act) -> Act:
    """The act as facts keep it, in a fraction of the memory: without what it had seen and what it followed."""
    names, values = _repeated(type(act))
    return replace(act, seen=_LOOKED_AT, prev=UNSET, **dict(zip(names, map(_one, values(act)), strict=True)))


def dated(received: Received, finding: Entered) -> Dated:
    """The fact that a received act enters into the timelines of what it concerns.

    Its act says all that it said save what its signer had seen (`seen`, `prev`): nobody asks that of a fact.
    """
    act = received.act
    start = received.day if act.effective is UNSET else act.effective
    found = None if finding is HAS_EFFECT else kept(finding)
    return Dated(_remembered(act), start, received.entry, received.identity, found, signer=received.signer)


def kept(finding: Entered) -> Entered | None:
    """The finding as it is kept: none for a plain *has effect*."""
    return None if isinstance(finding, HasEffect) and not finding.warnings else finding


def replaced(timeline: Timeline, old: Dated, new: Dated) -> Timeline:
    """The timeline with one fact in another's stead, in its own place."""
    return insert(tuple(fact for fact in timeline if fact.entry != old.entry), new)


def insert(timeline: Timeline, fact: Dated) -> Timeline:
    """The timeline with the fact in its place: by day, and within a day by entry."""
    if not timeline or timeline[-1].start < fact.start or place(timeline[-1]) < place(fact):
        return (*timeline, fact)
    at = bisect_right(timeline, (fact.start, fact.entry), key=place)
    return (*timeline[:at], fact, *timeline[at:])


def place(fact: Dated) -> tuple[str, int]:
    """Where a fact stands in a timeline: by day, and within a day by entry."""
    return fact.start, fact.entry


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
    for fact in reversed(timeline):  # most acts point at what was done lately
        if fact.entry == entry:
            return fact
    return None


def up_to(timeline: Timeline, on: str) -> Timeline:
    """What began on or before the day, certainly or possibly (a fact known by its year only is kept)."""
    return tuple(fact for fact in timeline if days.first(days.Day(fact.start)) <= on)


def corrected(fact: Dated, field: str, value: str, by: int) -> Dated:
    """The fact with one field replaced, as corrected by the act at entry `by`."""
    marks = (*fact.corrected, by)
    match field:
        case "void":
            return replace(fact, void=value == "yes", corrected=marks)
        case "effective":
            return replace(fact, act=replace(fact.act, effective=value), start=value, corrected=marks)
        case "confidence" if fact.act.transcribed is not UNSET:
            act = replace(fact.act, transcribed=replace(fact.act.transcribed, confidence=value))
            return replace(fact, act=act, corrected=marks)
        case "until" if hasattr(fact.act, "until"):
            return replace(fact, act=replace(fact.act, until=value), corrected=marks)
    return fact


def rivals(timeline: Iterable[Dated]) -> frozenset[int]:
    """Entries of facts that stand beside another answer to the same contested question, and are not counted.

    Of each key the preferred claim is counted, or the first that was entered; the others are shown.
    """
    groups: dict[str, list[Dated]] = {}
    for fact in timeline:
        if fact.counts and (claim := fact.claim) is not None:
            groups.setdefault(f"{type(fact.act).__name__} {claim.key}", []).append(fact)
    out: set[int] = set()
    for group in groups.values():
        chosen = min(group, key=lambda f: (f.claim is None or not f.claim.preferred, f.entry))
        out.update(f.entry for f in group if f is not chosen)
    return frozenset(out)
