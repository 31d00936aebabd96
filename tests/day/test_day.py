"""Days of three precisions, spans with three kinds of end, three answers: compared with whoever counts calendar days."""

import itertools
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comity import day as days
from comity.day import DayError, Span, Truth

YES, NO, NOT_KNOWN = Truth.YES, Truth.NO, Truth.NOT_KNOWN


def calendar_days(d: str) -> list[str]:
    """Every calendar day that a day may be: the oracle, by counting."""
    if len(d) == 10:
        return [d]
    start = date.fromisoformat((d + "-01-01")[:10])
    every = (start + timedelta(n) for n in range(366))
    return [one.isoformat() for one in every if one.isoformat().startswith(d)]


def summed(answers: Iterable[bool]) -> Truth:
    """Yes where it holds whichever day it was, no where it never does, else not known."""
    found = set(answers)
    return NOT_KNOWN if len(found) == 2 else YES if found == {True} else NO


full_days = st.dates(date(2011, 11, 1), date(2013, 2, 28)).map(date.isoformat)
months = full_days.map(lambda d: d[:7])
any_day = st.one_of(full_days, months, full_days.map(lambda d: d[:4]))


@given(any_day, any_day)
def test_before_is_what_counting_days_says(a: str, b: str) -> None:
    pairs = list(itertools.product(calendar_days(a), calendar_days(b)))
    assert days.before(a, b) is summed(x < y for x, y in pairs)
    assert days.same_or_before(a, b) is summed(x <= y for x, y in pairs)


@given(any_day)
def test_first_and_last_are_the_ends_of_what_a_day_may_be(d: str) -> None:
    assert (days.first(d), days.last(d)) == (calendar_days(d)[0], calendar_days(d)[-1])


FAR = "9999-12-31"
"""Stands for a day after every other: the end of an open span."""


def resolutions(d: str, around: Iterable[str]) -> list[str]:
    """Days that `d` may be, of those near an end of some day `around`: answers depend on the order of days alone."""
    ends = [end for one in around for end in (days.first(one), days.last(one))]
    near = {(date.fromisoformat(end) + timedelta(n)).isoformat() for end in ends for n in (-1, 0, 1)}
    return sorted(near & set(calendar_days(d)))


def meanings(span: Span, around: list[str]) -> list[tuple[str, str]]:
    """Every pair of first day and day after the last that a span may mean."""
    if span.end == "open":
        return [(start, FAR) for start in resolutions(span.start, around)]
    if span.end == "unknown":
        every = {day for one in around for day in resolutions(one, around)} | {FAR}
        return [(s, u) for s in resolutions(span.start, around) for u in sorted(every) if u >= s]
    return [(s, u) for s in resolutions(span.start, around) for u in resolutions(span.until, around) if u >= s]


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(any_day)
    end = draw(st.sampled_from(["known", "open", "unknown"]))
    if end != "known":
        return Span(start, "", end)  # type: ignore[arg-type]
    until = draw(any_day)
    assume(days.before(until, start) is not YES)
    return Span(start, until, "known")


def ends_of(span: Span) -> list[str]:
    return [span.start, span.until] if span.until else [span.start]


@given(spans(), any_day)
def test_holds_is_what_counting_days_says(span: Span, on: str) -> None:
    around = [*ends_of(span), on]
    asked = resolutions(on, around)
    assert days.holds(span, on) is summed(s <= day < u for s, u in meanings(span, around) for day in asked)


@given(spans(), spans())
def test_overlap_is_what_counting_days_says(a: Span, b: Span) -> None:
    around = [*ends_of(a), *ends_of(b)]
    pairs = itertools.product(meanings(a, around), meanings(b, around))
    assert days.overlap(a, b) is summed(max(s, t) < min(u, v) for (s, u), (t, v) in pairs)
    assert days.overlap(b, a) is days.overlap(a, b)


KLEENE: list[tuple[Truth, Truth, Truth, Truth]] = [
    (YES, YES, YES, YES), (YES, NO, NO, YES), (YES, NOT_KNOWN, NOT_KNOWN, YES),
    (NO, NO, NO, NO), (NO, NOT_KNOWN, NO, NOT_KNOWN), (NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "conjunction", "disjunction"), KLEENE)
def test_answers_combine_as_kleene_says(a: Truth, b: Truth, conjunction: Truth, disjunction: Truth) -> None:
    assert days.both(a, b) is days.both(b, a) is conjunction
    assert days.either(a, b) is days.either(b, a) is disjunction
    assert days.negate(days.both(a, b)) is days.either(days.negate(a), days.negate(b))


HOLDS: list[tuple[str, Span, str, Truth]] = [
    ("on its first day", Span("2012-12-19"), "2012-12-19", YES),
    ("the day before", Span("2012-12-19"), "2012-12-18", NO),
    ("a span ends before its last-named day", Span("1994-04-20", "1999-04-20", "known"), "1999-04-20", NO),
    ("and holds on the day before that", Span("1994-04-20", "1999-04-20", "known"), "1999-04-19", YES),
    ("begun some time in the year", Span("2012"), "2012-06-28", NOT_KNOWN),
    ("begun in an earlier year", Span("2012"), "2013-01-01", YES),
    ("ended some time in the month", Span("2006", "2012-06", "known"), "2012-06-15", NOT_KNOWN),
    ("an end that nobody knows", Span("2006-08-16", "", "unknown"), "2012-06-15", NOT_KNOWN),
    ("not begun, whatever its end", Span("2006-08-16", "", "unknown"), "2006-08-15", NO),
    ("asked of a whole year", Span("2012-12-19"), "2012", NOT_KNOWN),
    ("asked of a year within", Span("2012-12-19"), "2013", YES),
    ("ended on the day it began", Span("2012-05-01", "2012-05-01", "known"), "2012", NO),
]


@pytest.mark.parametrize(("span", "on", "answer"), [row[1:] for row in HOLDS], ids=[row[0] for row in HOLDS])
def test_whether_a_span_holds(span: Span, on: str, answer: Truth) -> None:
    assert days.holds(span, on) is answer


BAD_SPANS: list[tuple[str, Callable[[], Span], str]] = [
    ("reversed", lambda: Span("2012-06-28", "2012-06-27", "known"), "the span ends on 2012-06-27, before it begins on 2012-06-28"),
    ("a known end without a day", lambda: Span("2012", "", "known"), "a span names its end exactly where that is known"),
    ("an open end with a day", lambda: Span("2012", "2013", "open"), "a span names its end exactly where that is known"),
    ("an unknown end with a day", lambda: Span("2012", "2013", "unknown"), "a span names its end exactly where that is known"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "said"), [row[1:] for row in BAD_SPANS], ids=[row[0] for row in BAD_SPANS])
def test_a_span_that_cannot_be_is_refused(make: Callable[[], Span], said: str) -> None:
    with pytest.raises(DayError) as refused:
        make()
    assert str(refused.value) == said


BAD_DAYS = [
    ("2012-06-31", "'2012-06-31' is no day: that month has 30 days"),
    ("2011-02-29", "'2011-02-29' is no day: that month has 28 days"),
    *((text, f"{text!r} is no day; expected YYYY, YYYY-MM or YYYY-MM-DD") for text in (
        "", "12", "2012-13", "2012-00", "2012-6", "2012-06-00", "2012-06-32", "0000", "0000-01-01", "2012-06-28\n",
        "2012\n", " 2012", "2012-06-28T00:00:00Z", "28.06.2012", "٢٠١٢", "-2012", "20121",
    )),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BAD_DAYS)
def test_what_is_no_day_is_refused(text: str, said: str) -> None:
    with pytest.raises(DayError) as refused:
        days.day(text)
    assert str(refused.value) == said
    assert not days.is_day(text)


@pytest.mark.parametrize("text", ["2012", "2012-06", "2012-06-28", "2012-02-29", "0001-01-01", "9999-12-31"])
def test_a_day_keeps_its_precision(text: str) -> None:
    assert days.day(text) == text
    assert msgspec.convert(text, days.DayStr) == text


@pytest.mark.parametrize("text", ["2012-06-28\n", "2012\n", "2012-6", "12"])
def test_an_act_takes_no_day_of_another_form(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(text, days.DayStr)


@given(full_days, st.integers(-2000, 2000))
def test_days_are_added_as_the_calendar_has_them(d: str, n: int) -> None:
    later = days.add_days(d, n)
    assert later == (date.fromisoformat(d) + timedelta(n)).isoformat()
    assert days.days_between(d, later) == n


@given(full_days, st.integers(-40, 40))
def test_months_are_added_day_for_day_or_to_the_end_of_the_month(d: str, n: int) -> None:
    later = days.add_months(d, n)
    months_apart = (int(later[:4]) - int(d[:4])) * 12 + int(later[5:7]) - int(d[5:7])
    assert months_apart == n
    assert int(later[8:]) == min(int(d[8:]), monthrange(int(later[:4]), int(later[5:7]))[1])


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (days.add_years("2012-02-29", 1), "2013-02-28"),
        (days.add_years("2012-02-29", 4), "2016-02-29"),
        (days.add_months("2012-08-31", 6), "2013-02-28"),
        (days.add_months("2012-12-19", 1), "2013-01-19"),
        (days.add_months("2012-01-15", -1), "2011-12-15"),
        (days.add_days("2012", 1), "2012-01-02"),
        (days.add_months("2012-03", 6), "2012-09-01"),
    ],
)
def test_periods_of_treaties(made: str, expected: str) -> None:
    assert made == expected


@pytest.mark.parametrize(
    "lead_out",
    [
        lambda: days.add_days("9999-12-31", 1), lambda: days.add_days("0001-01-01", -1),
        lambda: days.add_days("2012", 10**12), lambda: days.add_months("9999-12", 1),
        lambda: days.add_years("2012", -2012), lambda: days.moment_text(2**63), lambda: days.moment_text(-(10**12)),
    ],
)  # fmt: skip
def test_no_day_lies_outside_the_calendar(lead_out: Callable[[], str]) -> None:
    with pytest.raises(DayError, match=r"outside the years 1 to 9999|out of the years 1 to 9999"):
        lead_out()


@given(st.integers(-62_135_596_800, 253_402_300_799))
def test_a_moment_is_read_as_it_was_written(m: int) -> None:
    assert days.moment(days.moment_text(m)) == m
    assert days.day_of(m) == days.moment_text(m)[:10]


@pytest.mark.parametrize(
    "text",
    ["2012-06-28", "2012-06-28T10:00Z", "2012-06-28T10:00:00", "2012-06-28T10:00:00+00:00", "2012-06-28 10:00:00Z",
     "2012-06-31T10:00:00Z", "2012-06-28T24:00:00Z", "2012-06-28T10:60:00Z", "2012-06-28T10:00:60Z",
     "2012-06-28T10:00:00Z\n", "0000-01-01T00:00:00Z", "٢٠١٢-06-28T10:00:00Z", "2012-06-28T10:00:00.5Z"],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(DayError, match="is no moment"):
        days.moment(text)


@given(st.dates(date(1992, 1, 1), date(2030, 12, 31)), st.sampled_from(["UTC", "Europe/Moscow", "Asia/Dushanbe", "America/New_York"]))
def test_a_day_begins_at_midnight_of_its_zone(d: date, zone: str) -> None:
    m = days.midnight(d.isoformat(), zone)
    assert days.day_of(m, zone) == d.isoformat()
    assert days.day_of(m - 1, zone) < d.isoformat()
    assert datetime.fromtimestamp(m, UTC).astimezone(ZoneInfo(zone)).date() == d
