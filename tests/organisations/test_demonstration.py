"""The demonstration: the charter and history of the CSTO, and the life of sample treaties, marked as an exercise."""

from typing import Any, cast

import pytest

from comity.acts import ACTS
from comity.charter import find, load
from comity.day import midnight
from comity.organisation import instruments, membership
from comity.organisation.finding import WithoutEffect
from comity.text import said
from tests.organisations.history import Entered, enter_history

SAMPLES = ("sample-1990", "sample-2025", "sample-prot-2025")


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Entered:
    return enter_history(tmp_path_factory.mktemp("exercise") / "demonstration", "csto-demonstration")


def test_it_says_only_what_differs_and_is_the_csto_in_everything_else() -> None:
    real, sample = load("csto"), load("csto-demonstration")
    assert (sample.organisation.seat, sample.organisation.zone, sample.organisation.creation) == (
        real.organisation.seat, real.organisation.zone, real.organisation.creation,
    )  # fmt: skip
    assert real.bodies == sample.bodies and real.states == sample.states
    assert sample.organisation.exercise and not real.organisation.exercise
    assert sample.organisation.clock.start == "2026-02-16T09:00:00Z"
    text = (find("csto-demonstration") / "charter" / "organisation.yaml").read_text("utf-8")
    assert "seat:" not in text and "creation:" not in text


def test_every_act_is_entered_and_the_one_without_effect_is_meant_to_be(exercise: Entered) -> None:
    assert exercise.summary.stopped is None
    assert exercise.summary.entered == len(exercise.acts)
    (noted,) = exercise.summary.noted
    assert isinstance(noted.finding, WithoutEffect)
    assert (noted.act.act, noted.finding.reason.code) == ("instrument.deposit", "instruments.already_deposited")


def test_what_is_played_says_so_in_its_title_and_by_its_source(exercise: Entered) -> None:
    for name in SAMPLES:
        title = exercise.standing.instruments.by_id[name].adopt.title
        assert "(exercise)" in said(title, "en") and "(учение)" in said(title, "ru")
    played = [act for act in exercise.acts if act.file.startswith("csto-demonstration/")]
    assert {tuple(act.fields["transcribed"]["source"]) for act in played} == {("demonstration",)}
    assert "demonstration" not in load("csto").sources


def test_history_and_exercise_together_show_every_kind_of_act_in_the_life_of_a_treaty(exercise: Entered) -> None:
    shown = {act.act for act in exercise.acts}
    assert {name for name in ACTS if name.startswith("instrument.")} - shown == set()


def test_the_sample_agreement_enters_into_force_by_its_clause(exercise: Entered) -> None:
    sample = exercise.standing.instruments.by_id["sample-2025"]
    assert [(s.start, s.ground) for s in sample.force] == [("2025-08-01", "computed")]
    assert instruments.parties_on(sample, "2025-07-31") == ()
    assert instruments.parties_on(sample, "2025-08-01") == ("KZ", "RU", "TJ")
    assert instruments.parties_on(sample, "2026-01-01") == ("AM", "KZ", "RU", "TJ")
    assert sample.party("AM").force[0].start == "2026-01-01"


@pytest.mark.parametrize(
    ("state", "day", "word"),
    [
        ("KZ", "2025-02-11", "initialled"),
        ("AM", "2025-03-10", "ad_referendum"),
        ("AM", "2025-03-24", "signed"),
        ("TJ", "2025-03-20", "provisional"),
        ("KG", "2025-05-01", "provisional"),
        ("KG", "2025-09-02", "signed"),
        ("TJ", "2025-06-10", "provisional"),
        ("TJ", "2025-08-01", "in_force"),
        ("BY", "2026-02-16", "signed"),
        ("RU", "2025-12-01", "in_force"),
    ],
)
def test_a_states_status_goes_through_the_stages(exercise: Entered, state: str, day: str, word: str) -> None:
    assert instruments.status_on(exercise.standing.instruments.by_id["sample-2025"], state, day).word == word


def test_the_revoked_denunciation_leaves_the_treaty_in_force(exercise: Entered) -> None:
    sample = exercise.standing.instruments.by_id["sample-2025"]
    assert sample.party("RU").force[0].until == ""
    assert not [m for m in exercise.standing.moments.order if m.kind == "denunciation"]


def test_an_objection_that_was_withdrawn_no_longer_stands_and_the_other_does(exercise: Entered) -> None:
    sample = exercise.standing.instruments.by_id["sample-2025"]
    assert len(instruments.status_on(sample, "KZ", "2026-02-16").reservations) == 1
    assert instruments.status_on(sample, "TJ", "2026-02-16").objections == ()
    (objection,) = instruments.status_on(sample, "RU", "2026-02-16").objections
    assert cast(Any, objection.act).opposes_force


def test_the_time_to_object_to_the_sample_reservation_is_still_running(exercise: Entered) -> None:
    (moment,) = (m for m in exercise.standing.moments.order if m.kind == "tacit_acceptance")
    assert moment.instant >= midnight("2026-05-20", "Europe/Moscow")


def test_depositary_notifications_are_numbered(exercise: Entered) -> None:
    sample = exercise.standing.instruments.by_id["sample-2025"]
    assert [n for n, _ in instruments.notifications(sample)] == [1, 2]


def test_the_amendment_binds_only_those_who_joined_it(exercise: Entered) -> None:
    known = exercise.standing.instruments.by_id
    one, amendment = known["sample-2025"], (known["sample-prot-2025"],)
    between = [
        [a.id for a in instruments.text_between(one, amendment, "KZ", other, "2026-02-16")] for other in ("TJ", "RU")
    ]
    assert between == [["sample-prot-2025"], []]
    assert instruments.parties_on(amendment[0], "2026-02-16") == ("AM", "KZ", "TJ")
    assert instruments.status_on(amendment[0], "AM", "2026-02-16").letter == "p"


def test_a_status_is_granted_and_another_ended(exercise: Entered) -> None:
    known = exercise.standing.associates
    assert membership.holds_status(known["observer/sample-observer"], "2026-02-16")
    assert membership.holds_status(known["partner/sample-partner"], "2026-01-31")
    assert not membership.holds_status(known["partner/sample-partner"], "2026-02-01")


def test_the_exercise_leaves_the_real_history_as_it_is(exercise: Entered) -> None:
    assert membership.members_on(exercise.standing.members, "2026-02-16") == ("AM", "BY", "KG", "KZ", "RU", "TJ")
