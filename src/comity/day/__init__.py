"""Calendar days with their precision, spans with known, open or unknown end, and moments of the clock.

A day is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. What a source gives as a year only stays a year: whether something had
begun on a day of that year is then not known. Answers are yes, no, or not known (Kleene's logic).
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Annotated, Literal, NewType
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

Day = NewType("Day", str)
#: `$` alone would let a line end pass (Python), so that nothing follows is said in so many words.
PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$(?!\n)"
#: A day as it stands in an act.
DayStr = Annotated[str, msgspec.Meta(pattern=PATTERN)]
#: Seconds since 1970-01-01T00:00:00Z.
Moment = int

_PATTERN = re.compile(PATTERN)
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


#: The first and the last day that there is here.
FIRST, LAST = "0001-01-01", "9999-12-31"


class DayError(ValueError):
    """No day, no span, or no moment: the message says what was found and what is expected."""


class Truth(Enum):
    """Yes, no, or not known."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not known"


def both(a: Truth, b: Truth) -> Truth:
    """Kleene's *and*."""
    if a is Truth.NO or b is Truth.NO:
        return Truth.NO
    return Truth.YES if a is Truth.YES and b is Truth.YES else Truth.NOT_KNOWN


def either(a: Truth, b: Truth) -> Truth:
    """Kleene's *or*."""
    if a is Truth.YES or b is Truth.YES:
        return Truth.YES
    return Truth.NO if a is Truth.NO and b is Truth.NO else Truth.NOT_KNOWN


def negate(a: Truth) -> Truth:
    """Kleene's *not*."""
    if a is Truth.NOT_KNOWN:
        return a
    return Truth.NO if a is Truth.YES else Truth.YES


def day(text: str) -> Day:
    """The day that `text` writes, or `DayError`: the pattern, and a day that exists in the calendar."""
    if not isinstance(text, str) or not _PATTERN.match(text) or text[:4] == "0000":
        raise DayError(f"{text!r} is no day; expected YYYY, YYYY-MM or YYYY-MM-DD")
    if len(text) == 10 and int(text[8:]) > monthrange(int(text[:4]), int(text[5:7]))[1]:
        raise DayError(f"{text!r} is no day: that month has {monthrange(int(text[:4]), int(text[5:7]))[1]} days")
    return Day(text)


def is_day(text: str) -> bool:
    """Whether `text` writes a day that exists."""
    try:
        day(text)
    except DayError:
        return False
    return True


def first(d: Day | str) -> str:
    """The first calendar day that it may be."""
    return d if len(d) == 10 else d + "-01" if len(d) == 7 else d + "-01-01"


def last(d: Day | str) -> str:
    """The last calendar day that it may be."""
    if len(d) == 10:
        return d
    if len(d) == 7:
        return f"{d}-{monthrange(int(d[:4]), int(d[5:7]))[1]:02}"
    return d + "-12-31"


def before(a: Day | str, b: Day | str) -> Truth:
    """Whether `a` lies before `b`."""
    if len(a) == 10 and len(b) == 10:
        return Truth.YES if a < b else Truth.NO
    if last(a) < first(b):
        return Truth.YES
    return Truth.NO if first(a) >= last(b) else Truth.NOT_KNOWN


def same_or_before(a: Day | str, b: Day | str) -> Truth:
    """Whether `a` is `b` or lies before it."""
    if len(a) == 10 and len(b) == 10:
        return Truth.YES if a <= b else Truth.NO
    if last(a) <= first(b):
        return Truth.YES
    return Truth.NO if first(a) > last(b) else Truth.NOT_KNOWN


class Span(Struct, frozen=True, gc=False):
    """From `start`, up to and not including `until`; its end is known, open (`until` empty) or unknown (empty)."""

    start: str
    until: str = ""
    end: Literal["known", "open", "unknown"] = "open"

    def __post_init__(self) -> None:
        if (self.end == "known") != bool(self.until):
            raise DayError("a span names its end exactly where that is known")
        if self.until and before(self.until, self.start) is Truth.YES:
            raise DayError(f"the span ends on {self.until}, before it begins on {self.start}")


def holds(span: Span, on: Day | str) -> Truth:
    """Whether the span holds on the day; with an unknown end that is never a certain yes after the beginning."""
    begun = same_or_before(span.start, on)
    if span.end == "open":
        return begun
    if span.end == "unknown":
        return both(begun, Truth.NOT_KNOWN)
    return both(both(begun, before(on, span.until)), _lasts(span))


def overlap(a: Span, b: Span) -> Truth:
    """Whether some day lies in both spans."""
    return both(both(_begins_within(a, b), _begins_within(b, a)), both(_lasts(a), _lasts(b)))


def _lasts(span: Span) -> Truth:
    """Whether it has a day at all: one that ends where it begins has none."""
    return _begins_within(span, span)


def _begins_within(a: Span, b: Span) -> Truth:
    """Whether `a` begins before `b` ends."""
    if b.end == "known":
        return before(a.start, b.until)
    return Truth.YES if b.end == "open" else Truth.NOT_KNOWN


def add_days(d: Day | str, n: int) -> str:
    """The day `n` days later; raises `DayError` outside the years 1 to 9999."""
    try:
        return (date.fromisoformat(first(d)) + timedelta(days=n)).isoformat()
    except OverflowError:
        raise _outside(d, f"{n} days") from None


def add_months(d: Day | str, n: int) -> str:
    """The same day `n` months later; where the month is shorter, its last day. Raises `DayError` as `add_days`."""
    full = first(d)
    months = int(full[:4]) * 12 + int(full[5:7]) - 1 + n
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise _outside(d, f"{n} months")
    return f"{year:04}-{month + 1:02}-{min(int(full[8:]), monthrange(year, month + 1)[1]):02}"


def _outside(d: str, n: str) -> DayError:
    return DayError(f"{d} and {n} lead out of the years 1 to 9999")


def add_years(d: Day | str, n: int) -> str:
    """The same day `n` years later; 29 February becomes 28 where there is none."""
    return add_months(d, 12 * n)


def days_between(a: Day | str, b: Day | str) -> int:
    """How many days lie from `a` to `b` (negative where `b` is earlier); of partial days their first."""
    return (date.fromisoformat(first(b)) - date.fromisoformat(first(a))).days


def moment(text: str) -> Moment:
    """Seconds UTC of `YYYY-MM-DDTHH:MM:SSZ` (RFC 3339 with seconds, UTC only), or `DayError`."""
    if not _MOMENT.fullmatch(text) or text[:4] == "0000":
        raise DayError(f"{text!r} is no moment; expected YYYY-MM-DDTHH:MM:SSZ")
    try:
        return int(datetime.fromisoformat(text[:19] + "+00:00").timestamp())
    except ValueError:
        raise DayError(f"{text!r} is no moment: no such day or hour") from None


def moment_text(m: Moment) -> str:
    """`YYYY-MM-DDTHH:MM:SSZ`; raises `DayError` outside the years 1 to 9999."""
    return _at(m).isoformat()[:19] + "Z"


def _at(m: Moment) -> datetime:
    try:
        return datetime.fromtimestamp(m, UTC)
    except (OverflowError, ValueError, OSError):
        raise DayError(f"{m} seconds since 1970 lie outside the years 1 to 9999") from None


def day_of(m: Moment, zone: str = "UTC") -> str:
    """The calendar day of a moment in a zone."""
    return datetime.fromtimestamp(m, UTC if zone == "UTC" else ZoneInfo(zone)).date().isoformat()


def midnight(d: Day | str, zone: str = "UTC") -> Moment:
    """The moment at which the day begins in a zone."""
    full = date.fromisoformat(first(d))
    return int(datetime(full.year, full.month, full.day, tzinfo=UTC if zone == "UTC" else ZoneInfo(zone)).timestamp())


from comity.day.words import in_words, moment_in_words, parse  # noqa: E402

__all__ = [
    "FIRST", "LAST", "PATTERN", "Day", "DayError", "DayStr", "Moment", "Span", "Truth", "add_days", "add_months", "add_years",
    "before", "both", "day", "day_of", "days_between", "either", "first", "holds", "in_words", "is_day", "last",
    "midnight", "moment", "moment_in_words", "moment_text", "negate", "overlap", "parse", "same_or_before",
]  # fmt: skip
