"""From which day something is in force, and until which, not including it."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.day import add_days
from comity.day.in_force import InForce

WHEN = [
    (InForce(), "0001-01-01", True),
    (InForce(start="2000-01-01"), "1999-12-31", False),
    (InForce(start="2000-01-01"), "2000-01-01", True),
    (InForce(start="2000-01-01", until="2010-01-01"), "2009-12-31", True),
    (InForce(start="2000-01-01", until="2010-01-01"), "2010-01-01", False),
    (InForce(start="2000", until="2010-03"), "2010-02-28", True),
    (InForce(start="2000", until="2010-03"), "2010-03-01", False),
    (InForce(until="2010"), "1900-01-01", True),
]


@pytest.mark.parametrize(("span", "day", "holds"), WHEN)
def test_whether_it_was_in_force_on_a_day(span: InForce, day: str, holds: bool) -> None:
    assert span.on(day) is holds


def test_whether_it_says_any_day() -> None:
    assert not InForce().stated and InForce(start="2000").stated and InForce(until="2000").stated


def test_how_it_is_written() -> None:
    assert msgspec.to_builtins(InForce(start="2000", until="2001")) == {"from": "2000", "until": "2001"}
    assert msgspec.to_builtins(InForce()) == {}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"start": "2000"}, InForce)


def spans() -> st.SearchStrategy[InForce]:
    """Spans within some days, open at either end, never reversed."""
    days = st.integers(0, 8)
    ends = st.tuples(days, days).filter(lambda pair: pair[0] < pair[1])
    opened = st.tuples(ends, st.booleans(), st.booleans())
    return opened.map(
        lambda o: InForce(start="" if o[1] else _day(o[0][0]), until="" if o[2] else _day(o[0][1])),
    )


def _day(n: int) -> str:
    return add_days("2000-01-01", n)


@given(spans(), spans())
def test_two_overlap_where_a_day_lies_in_both(one: InForce, other: InForce) -> None:
    days = [_day(n) for n in range(-1, 10)]
    assert one.overlaps(other) is other.overlaps(one) is any(one.on(day) and other.on(day) for day in days)


def test_a_year_is_its_first_day() -> None:
    assert not InForce(until="2010-01-01").overlaps(InForce(start="2010"))
    assert not InForce(until="2010").overlaps(InForce(start="2010-01-01"))
    assert InForce(until="2010-01-02").overlaps(InForce(start="2010"))
