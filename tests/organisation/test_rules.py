"""Rules as tables, where a story would say no more than a row: days, moments, timelines, and what findings say."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.acts.instruments import Force as Clause
from comity.charter import Charter
from comity.charter import load as load_charter
from comity.day import moment
from comity.organisation import dispatch, instruments, membership
from comity.organisation.finding import HasEffect, Reason, Refused, WithoutEffect
from comity.organisation.instruments.force import delayed
from comity.organisation.moments import Moment, Moments
from comity.organisation.words import day_exists, hour_exists
from comity.phrases import say
from tests.organisation.scene import REGISTRAR, Scene, enrolment, history, manifest, words
from tests.organisation.test_fold import played

ORGANISATION = Path(dispatch.__file__).parents[1]


@pytest.mark.parametrize(
    ("start", "months", "days", "expected"),
    [
        ("2026-03-01", 0, 0, "2026-03-01"),
        ("2026-03-01", 0, 30, "2026-03-31"),
        ("2026-08-31", 6, 0, "2027-02-28"),
        ("2027-08-31", 6, 0, "2028-02-29"),
        ("2026-01-31", 1, 1, "2026-03-01"),
        ("1994", 0, 0, "1994"),  # known by its year only: so is what follows at once
        ("1994", 6, 0, "1995-06-30"),  # not before the last day that it may have been
        ("1994-04", 0, 30, "1994-05-30"),
    ],
)
def test_vclt_24_the_clauses_delay(start: str, months: int, days: int, expected: str) -> None:
    assert delayed(start, Clause(rule="per_state", months=months, days=days)) == expected


@pytest.mark.parametrize(
    ("day", "exists"),
    [
        ("2026-02-28", True), ("2026-02-29", False), ("2028-02-29", True), ("1994", True), ("1994-13", False),
        ("1994-04", True), ("0000", False), ("0999-01-01", False), ("2999-12-31", True), ("3000", False), ("", False),
    ],
)  # fmt: skip
def test_days_of_the_calendar(day: str, exists: bool) -> None:
    assert day_exists(day) is exists


@pytest.mark.parametrize(
    ("hour", "exists"),
    [
        ("2026-02-28T23:59:59Z", True), ("2026-02-29T00:00:00Z", False), ("2026-02-28T24:00:00Z", False),
        ("9999-12-31T23:59:59Z", False), ("2026-02-28", False),
    ],
)  # fmt: skip
def test_hours_of_the_clock(hour: str, exists: bool) -> None:
    assert hour_exists(hour) is exists


# Moments


def test_a_kind_and_a_subject_have_one_moment_and_moments_come_in_order() -> None:
    none = Moments()
    two = none.schedule(Moment(20, "lapse", "instrument/b")).schedule(Moment(10, "withdrawal", "member/TJ"))
    assert [m.instant for m in two.order] == [10, 20]
    assert two.come(9) == () and len(two.come(10)) == 1 and len(two.come(20)) == 2
    moved = two.schedule(Moment(30, "withdrawal", "member/TJ"))
    assert [m.instant for m in moved.order] == [20, 30]
    assert not moved.pending(Moment(10, "withdrawal", "member/TJ"))
    assert moved.cancel("withdrawal", "member/KZ") is moved
    assert moved.cancel("withdrawal", "member/TJ").cancel("lapse", "instrument/b").order == none.order


def test_a_moment_lies_at_the_beginning_of_the_day_at_the_seat() -> None:
    scene = Scene()
    scene.on("2026-03-01").effect("membership.found", REGISTRAR, state="TJ", ground=words())
    scene.effect("membership.notify", "TJ/mission/1", state="TJ")
    assert scene.standing.moments.order == (Moment(moment("2026-08-31T21:00:00Z"), "withdrawal", "member/TJ"),)


def test_what_has_ripened_is_entered_once_and_before_anything_received_later() -> None:
    scene = Scene()
    scene.on("2026-03-01").effect("membership.found", REGISTRAR, state="TJ", ground=words())
    scene.effect("membership.notify", "TJ/mission/1", state="TJ")
    size = scene.standing.size
    scene.on("2026-12-01").effect("membership.found", REGISTRAR, state="KZ", ground=words())
    names = [entry.data.split(b'"act":"')[1].split(b'"')[0] for entry in scene.entries[size:]]
    assert names == [b"clock.ripen", b"membership.found"]


def test_what_had_come_about_before_it_was_entered_is_not_waited_for() -> None:
    scene = Scene()
    scene.effect("membership.found", REGISTRAR, state="UZ", ground=words(), effective="2003-09-18", transcribed=history())
    scene.effect("membership.notify", REGISTRAR, state="UZ", effective="2012-06-20", transcribed=history())
    assert scene.standing.moments.order == ()
    assert membership.status_on(scene.standing.member("UZ"), "2012-12-20").word == "former"


def test_a_correction_that_moves_a_day_into_the_past_cancels_its_moment() -> None:
    scene = Scene()
    scene.on("2026-03-01").adopt(force={"rule": "per_state", "months": 6})
    scene.effect("instrument.deposit", REGISTRAR, on="instrument/pact", state="TJ", effective="2026-02-20",
                 transcribed=history())  # fmt: skip
    waiting = list(scene.standing.moments.order)
    assert len(waiting) == 2
    ref = f"instrument/pact/{scene.standing.size}"
    scene.effect("record.correct", REGISTRAR, on=ref, field="effective", value="2025-01-10", reason=words())
    assert list(scene.standing.moments.order) == []


# Where no story can go


def test_the_record_is_opened_once_and_first() -> None:
    scene = Scene()
    said = {"by": {"office": "registry"}, "clock": {"kind": "system"}, "edition": 1, "generation": 1, "organisation": "x",
            "policy": {}, "manifest": manifest(), "keys": {"acts": "a", "log": "l", "receipts": "r"}, "enrolled": []}  # fmt: skip
    assert scene.refused("record.open", "registry/acts/1", **said) == ("form", "record.open_already")
    closed = Scene.__new__(Scene)
    closed.__dict__.update(standing=type(scene.standing)(), moment=scene.moment, entries=[], changes=[])
    assert closed.refused("membership.apply", "TJ/mission/1", by={"member": "TJ"}, state="TJ") == ("form", "record.not_open")


def test_a_clock_that_is_the_machines_own_is_not_moved() -> None:
    scene = Scene(simulated=False)
    assert scene.refused("clock.step", REGISTRAR, to="2027-01-01T00:00:00Z") == ("procedure", "record.not_simulated")


def test_acts_of_the_clock_are_the_registrys() -> None:
    scene = Scene()
    scene.effect("credentials.enrol", "KZ/root/1", enrolment=enrolment("KZ/clock/1", "clock"), possession="shown")
    found = scene.refused("clock.step", "KZ/clock/1", to="2027-01-01T00:00:00Z")
    assert found == ("procedure", "record.only_registry")


def test_a_key_serves_one_holder_and_one_purpose() -> None:
    scene = Scene()
    twice = enrolment("TJ/capital/1", "instruments", key=scene.standing.credentials["KZ/mission/1"].key)
    found = scene.refused("credentials.enrol", "TJ/mission/1", enrolment=twice, possession="shown")
    assert found == ("form", "credentials.key_used")


POINTING: list[tuple[str, dict[str, Any]]] = [
    ("instrument.sign", {"state": "TJ"}),
    ("record.correct", {"field": "void", "value": "yes", "reason": words()}),
]


@pytest.mark.parametrize(("name", "fields"), POINTING, ids=[name for name, _ in POINTING])
def test_no_act_lands_on_a_text_that_its_signer_did_not_see(name: str, fields: dict[str, Any]) -> None:
    scene = Scene()
    scene.adopt()
    on = {"ref": "instrument/pact", "commit": "A" * 43}
    who = "TJ/mission/1" if name == "instrument.sign" else REGISTRAR
    assert scene.refused(name, who, on=on, **fields) == ("form", "instruments.text_differs")


def test_what_was_done_without_authority_to_a_text_that_is_not_there_cannot_be_confirmed() -> None:
    scene = Scene()
    scene.adopt()
    on = {"ref": "instrument/pact", "commit": "A" * 43}
    code, _ = scene.without("instrument.sign", "RU/mission/1", on=on, state="TJ")
    assert code == "record.for_another_state"
    confirmed = scene.refused("credentials.confirm", "TJ/mission/1", on=f"instrument/pact/{scene.standing.size}")
    assert confirmed == ("form", "instruments.text_differs")


def test_an_act_without_authority_about_nothing_leaves_no_fact() -> None:
    scene = Scene()
    scene.adopt()
    scene.without("instrument.sign", "RU/mission/1", on={"ref": "member/pact", "commit": "A" * 43}, state="TJ")
    assert scene.standing.instruments.by_id["pact"].party("TJ").facts == ()


@pytest.mark.parametrize(
    "ref", ["instrument", "instrument/x", "instrument/pact/x", "instrument/pact/9/9", "member/TJ", "member/TJ/x", "act/1", "associate/a/b/1"]
)
def test_a_ref_that_names_no_act_is_none(ref: str) -> None:
    scene = Scene()
    scene.adopt()
    assert dispatch.fact_at(scene.standing, ref) is None


# What findings say


def _sentences(reason: Reason, law: Charter) -> list[str]:
    return [say(reason.code, reason.params, lang, law.name) for lang in ("en", "ru")]


def _reasons(finding: object) -> tuple[Reason, ...]:
    match finding:
        case HasEffect(warnings=warnings):
            return warnings
        case WithoutEffect(reason=reason) | Refused(reason=reason):
            return (reason,)
    raise AssertionError(finding)


def test_every_finding_is_said_whole_in_both_languages_and_without_effect_names_its_provision() -> None:
    scene, _, _ = played(17, 1200)
    law = load_charter("csto-demonstration")
    found = [finding for _, finding in sorted(scene.standing.findings.items())]
    assert len({_reasons(one)[0].code for one in found}) > 15
    for finding in found:
        for reason in _reasons(finding):
            for sentence in _sentences(reason, law):
                assert "…" not in sentence and "{" not in sentence and reason.code not in sentence, sentence
            if isinstance(finding, WithoutEffect) and reason.provision:
                assert law.provision(reason.provision) is not None, reason
                assert reason.confidence in ("high", "medium"), "low confidence decides nothing"
            if reason.provision.startswith("vclt-1969/"):
                assert reason.confidence == law.confidence(reason.provision)


def test_every_provision_of_treaty_law_that_the_rules_cite_is_in_the_charter() -> None:
    law = load_charter("csto")
    source = "".join(file.read_text("utf-8") for file in ORGANISATION.rglob("*.py"))
    cited = set(re.findall(r'"(vclt-1969/[0-9]+)"', source))
    assert len(cited) > 12
    assert [one for one in sorted(cited) if law.provision(one) is None] == []


# The order of entry

_DAYS = st.dates().map(lambda d: f"{1992 + d.toordinal() % 30}-{1 + d.month % 12:02}-{1 + d.day % 28:02}")
_LIFE = st.lists(
    st.tuples(
        st.sampled_from(("sign", "deposit", "denounce", "reserve", "lapse", "enter_into_force")),
        st.sampled_from(("AM", "KZ", "TJ")),
        _DAYS,
    ),
    max_size=9,
    unique_by=(lambda one: one[:2] if one[0] not in ("lapse", "enter_into_force") else one[0], lambda one: one[2]),
)
_ASKED = ("1992-01-01", "1999-04-20", "2004-02-29", "2012-06-28", "2021-12-31", "2030-01-01")


def _told(life: list[tuple[str, str, str]]) -> list[object]:
    scene = Scene()
    scene.adopt(force={"rule": "deposits", "n": 2, "months": 1}, effective="1992-05-15", transcribed=history())
    for verb, state, day in life:
        fields: dict[str, Any] = {"on": "instrument/pact", "effective": day, "transcribed": history()}
        if verb in ("lapse", "enter_into_force"):
            fields |= {"ground": words()} if verb == "lapse" else {}
        else:
            fields |= {"state": state} | ({"text": words()} if verb == "reserve" else {})
        scene.enter(f"instrument.{verb}", REGISTRAR, **fields)
    pact = scene.standing.instruments.by_id["pact"]
    answers: list[object] = [instruments.instrument_word(pact, day) for day in _ASKED]
    for state in ("AM", "KZ", "TJ"):
        for day in _ASKED:
            one = instruments.status_on(pact, state, day)
            answers.append((state, day, one.word, one.letter, one.force and (one.force.start, one.force.until)))
    return answers


@given(_LIFE, st.randoms(use_true_random=False))
def test_the_order_in_which_history_is_entered_does_not_show(life: list[tuple[str, str, str]], chance: Any) -> None:
    other = list(life)
    chance.shuffle(other)
    assert _told(other) == _told(life)


_MOVES = ("found", "suspend", "reinstate", "exclude", "return", "notify", "declare")


@given(
    st.lists(st.tuples(st.sampled_from(_MOVES), _DAYS), max_size=8, unique_by=(lambda one: one[1], lambda one: one[0])),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_a_membership_is_entered_does_not_show(moves: list[tuple[str, str]], chance: Any) -> None:
    def told(order: list[tuple[str, str]]) -> list[object]:
        scene = Scene()
        for verb, day in order:
            fields: dict[str, Any] = {"state": "UZ", "effective": day, "transcribed": history()}
            if verb in ("suspend", "reinstate", "exclude"):
                fields["decided"] = {"body": "csc", "day": day}
            if verb in ("found", "return"):
                fields["ground"] = words()
            if verb == "declare":
                fields |= {"stance": "freezes", "text": words()}
            scene.enter(f"membership.{verb}", REGISTRAR, **fields)
        member = scene.standing.member("UZ")
        found = (membership.status_on(member, day) for day in _ASKED)
        return [(one.word, one.leaving, one.period and (one.period.start, one.period.until)) for one in found]

    other = list(moves)
    chance.shuffle(other)
    assert told(other) == told(moves)
