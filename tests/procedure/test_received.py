"""When a position came in decides whether it counts: deadlines in their zone, receipt, changes until the announcement."""

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.procedure import POSITIONS, Ballot, Electorate, Rule, decide
from comity.procedure.received import Received, at, ballot_of, deadline_of

SIX = Electorate(("AM", "BY", "KZ", "KG", "RU", "TJ"))
VIENNA = "Europe/Vienna"
BEGUN, ENDS = at("2020-03-27", "12:00", VIENNA), at("2020-03-28", "12:00", VIENNA)


def rule(**said: Any) -> Rule:
    return msgspec.convert({"id": "rule", **said}, Rule)


SILENCE = rule(silence={"hours": 24, "broken_by": ["object", "amend"]})
MAJORITY = rule(adopted_when={"more": "for", "than": "against"})


def moment(clock: str, day: str = "2020-03-28") -> int:
    return at(day, clock, VIENNA)


def test_a_deadline_is_that_of_a_clock_in_its_zone() -> None:
    assert at("2020-03-28", "12:00", VIENNA) == int(datetime(2020, 3, 28, 11, tzinfo=UTC).timestamp())
    assert at("2020-03-29", "12:00", VIENNA) == int(datetime(2020, 3, 29, 10, tzinfo=UTC).timestamp())  # summer time has begun
    assert at("2020-10-25", "02:30", VIENNA) == int(datetime(2020, 10, 25, 0, 30, tzinfo=UTC).timestamp())  # shown twice: the first
    assert at("2020-03-28", "12:00", "Asia/Bishkek") != at("2020-03-28", "12:00", VIENNA)
    for wrong in (("2020-02-30", "12:00", VIENNA), ("2020-03-28", "25:00", VIENNA)):
        with pytest.raises(ValueError, match=r"out of range|must be in|hour"):
            at(*wrong)
    assert deadline_of(SILENCE, BEGUN) == ENDS
    assert deadline_of(MAJORITY, BEGUN) is None


@pytest.mark.parametrize(
    ("received", "position", "now", "outcome", "noted"),
    [
        ("11:59:59", "object", "12:00", "not_adopted", ()),  # a second before
        ("12:00", "object", "12:00", "adopted", ("TJ",)),  # at the deadline: too late
        ("12:01", "amend", "12:30", "adopted", ("TJ",)),
        ("11:00", "object", "10:00", "not_ripe", ()),  # what has not come in yet is not known
        ("11:00", "object", "11:00", "not_adopted", ()),
        ("11:00", "reserve", "11:30", "not_ripe", ()),
        ("11:00", "reserve", "12:00", "adopted", ()),
    ],
)
def test_receipt_counts_and_what_comes_at_the_deadline_is_noted(received: str, position: str, now: str, outcome: str, noted: tuple[str, ...]) -> None:
    assert SILENCE.silence is not None
    ballot = ballot_of(
        [Received("TJ", position, moment(received))], BEGUN, moment(now), deadline_of(SILENCE, BEGUN), kept=SILENCE.silence.broken_by
    )
    made = decide(SILENCE, SIX, ballot)
    assert (made.outcome, made.noted) == (outcome, noted)


def test_who_has_broken_a_silence_has_broken_it() -> None:
    said = [Received("TJ", "object", moment("09:00")), Received("TJ", "for", moment("10:00"))]
    assert decide(SILENCE, SIX, ballot_of(said, BEGUN, ENDS, ENDS, kept=("object", "amend"))).outcome == "not_adopted"
    assert decide(SILENCE, SIX, ballot_of(said, BEGUN, ENDS, ENDS)).outcome == "adopted"


def test_a_position_is_changed_until_the_announcement_and_a_later_correction_is_noted() -> None:
    said = [
        Received("RU", "for", moment("10:02")), Received("AM", "against", moment("10:00")), Received("AM", "for", moment("10:01")),
        Received("BY", "against", moment("10:00")), Received("BY", "against", moment("11:00")), Received("KZ", "for", moment("11:30")),
        Received("RU", "abstain", moment("11:00")),
    ]  # fmt: skip
    ballot = ballot_of(said, moment("09:00"), moment("12:00"), announced=moment("10:30"))
    assert (ballot.hours, ballot.late, ballot.corrected) == (3, frozenset(("KZ",)), frozenset(("RU",)))
    made = decide(MAJORITY, SIX, ballot)
    assert (made.outcome, made.numbers["for"], made.numbers["against"], made.noted, made.corrected) == ("adopted", 2, 1, ("KZ",), ("RU",))
    before = decide(MAJORITY, SIX, ballot_of(said, moment("09:00"), moment("10:00"), announced=moment("10:30")))
    assert (before.outcome, before.numbers["against"], before.corrected) == ("not_adopted", 2, ())


MOMENTS = st.integers(0, 10)
STATED = st.lists(st.builds(Received, st.sampled_from(SIX.members), st.sampled_from(POSITIONS), MOMENTS), max_size=12, unique_by=lambda one: (one.member, one.at))


@given(STATED, st.permutations(range(12)), MOMENTS, MOMENTS, MOMENTS)
def test_each_holds_the_last_position_that_came_in_time(said: list[Received], order: list[int], now: int, deadline: int, announced: int) -> None:
    shuffled = [said[i] for i in order if i < len(said)]
    ballot = ballot_of(shuffled, 0, now, deadline, announced, ballot=Ballot(presiding="AM"))
    assert ballot.positions is not None
    assert (ballot.presiding, ballot.hours) == ("AM", Fraction(now, 3600))
    for member in SIX.members:
        mine = sorted((one for one in said if one.member == member and one.at <= now), key=lambda one: one.at)
        timely = [one for one in mine if one.at < min(deadline, announced)]
        assert (member in ballot.late) == (bool(mine) and not timely)
        if timely:
            assert ballot.positions[member] == timely[-1].position
            after = mine[len(timely) :]
            assert (member in ballot.corrected) == (bool(after) and after[-1].position != timely[-1].position)
