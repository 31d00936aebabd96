"""What was collected of the programme, the contributions, the relations and the Parliamentary Assembly is in the record."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from comity import registry
from comity.acts import assembly as assembly_acts
from comity.acts import budget as budget_acts
from comity.acts import programmes as programme_acts
from comity.acts import relations as relation_acts
from comity.charter import files_of, find, history_of
from comity.day import Truth
from comity.exchange import enter, read_history
from comity.organisation import assembly, budget, programmes, relations
from comity.organisation.lives import Life
from comity.organisation.standing import Standing
from comity.registry import REGISTRAR_CREDENTIAL
from comity.text import said

BORDER = "programme/csto-tajik-afghan-border"
FILES = ("11-programmes.yaml", "12-budget.yaml", "13-relations.yaml", "14-assembly.yaml")


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    """The organisation with these four files entered through the door: every act with plain effect."""
    folder, path = tmp_path_factory.mktemp("aims") / "csto", find("csto")
    registry.found(folder, files_of(path), registry.new_origin("csto"))
    served = registry.open_folder(folder)
    try:
        acts = read_history([file for file in history_of(path) if Path(file).name in FILES])
        summary = enter(served.registry, registry.signer_for(folder, REGISTRAR_CREDENTIAL), REGISTRAR_CREDENTIAL, acts)
        assert summary.stopped is None and summary.entered == len(acts) and not summary.noted
        return served.registry.standing
    finally:
        served.close()


@pytest.fixture(scope="module")
def border(standing: Standing) -> Life:
    return standing.programmes[BORDER]


@pytest.mark.parametrize(
    ("day", "word"),
    [
        ("2013-09-22", "none"), ("2013-09-23", "asked"), ("2024-11-27", "asked"), ("2024-11-28", "approved"),
        ("2025-01-01", "begun"), ("2026-01-29", "begun"), ("2029-12-31", "begun"), ("2030-01-01", "not_known"), ("2031-01-01", "over"),
    ],
)  # fmt: skip
def test_the_border_programme_is_asked_for_approved_and_begins_as_collected(border: Life, day: str, word: str) -> None:
    assert programmes.programme_on(border, day).word == word


def test_it_was_asked_for_in_2013_and_in_2021_and_approved_by_the_council_in_astana(border: Life) -> None:
    on = programmes.programme_on(border, "2026-02-16")
    assert [(f.start, f.confidence) for f in on.asked] == [("2013-09-23", "high"), ("2021-08-23", "high")]
    approved = on.approved
    assert approved and approved.start == "2024-11-28" and set(approved.sources) == {"SEED", "S2024"}
    assert isinstance(approved.act, programme_acts.Approve) and approved.act.years == 5
    assert approved.act.basis.decided and approved.act.basis.decided.body == "csc"
    assert said(approved.act.title, "en") == "CSTO Targeted Interstate Programme on strengthening the Tajik-Afghan border"
    assert said(approved.act.title, "ru") == "Целевая межгосударственная программа ОДКБ по укреплению таджикско-афганской границы"
    assert programmes.start_of(on.begins) == "2025-01-01" and on.begins and on.begins.sources == ("PROG_START",)


def test_both_readings_of_its_end_stand_beside_each_other_and_none_is_preferred(border: Life) -> None:
    ends = programmes.ends_on(border, "2026-02-16")
    assert [(end.first, end.last) for end in ends] == [("2029-12-31", "2029-12-31"), ("2029-12-31", "2030-12-31")]
    assert [end.fact.claim.preferred for end in ends if end.fact.claim] == [False, False]
    assert "SEED" in ends[1].fact.sources and "until 2030" in said(ends[1].fact.act.text, "en")  # type: ignore[attr-defined]
    prolonged = programmes.may_be_prolonged(border, "2026-02-16")
    assert prolonged and prolonged.sources == ("PROG_START",)


def test_three_stages_are_planned_and_only_the_first_is_reported(border: Life) -> None:
    one, two, three = programmes.stages_on(border, "2026-02-16")
    assert [(s.number, s.start, s.start_latest, s.until, s.until_latest, s.plan.confidence) for s in (one, two, three)] == [
        (1, "2025-01-01", "2025-01-01", "2025-12-31", "2025-12-31", "high"),
        (2, "2026-01-01", "2026-01-01", "2027-12-31", "2027-12-31", "medium"),
        (3, "2027", "2028", "2029", "2030", "low"),
    ]
    assert (one.word, two.word, three.word) == ("late", "not_reported", "to_come")
    assert [f.start for f in one.reports] == ["2025-12-17", "2026-01-29"] and not two.reports and not three.reports
    assert [other.sources for other in one.others] == [("PROG_TIMESCA",)]


def test_tajikistan_coordinates_four_take_part_and_of_armenia_it_is_not_known(border: Life) -> None:
    parts = {str(f.act.state or f.act.body): f.act.role for f in programmes.parts_on(border, "2026-02-16") if isinstance(f.act, programme_acts.Assign)}
    assert parts == {
        "TJ": "coordinator", "BY": "participant", "KZ": "participant", "KG": "participant", "RU": "participant",
        "AM": "uncertain", "secretariat": "assistant",
    }  # fmt: skip
    assert programmes.takes_part_on(border, "AM", "2026-02-16") is Truth.NOT_KNOWN


def test_what_is_hoped_of_it_stands_as_the_words_of_who_said_so(standing: Standing) -> None:
    (remark,) = standing.remarks_on(BORDER)
    assert remark.start == "2025-04-09" and remark.sources == ("SEED",)


def test_the_scale_is_one_half_and_ten_per_cent_each_as_reported_in_2024(standing: Standing) -> None:
    life = standing.budget[budget.SCALE]
    scale = budget.scale_on(life, "2025-06-01")
    assert scale.shares == {state: Fraction(50 if state == "RU" else 10) for state in ("AM", "BY", "KZ", "KG", "RU", "TJ")}
    assert scale.whole == Fraction(100) and scale.truth is Truth.YES
    assert budget.scale_on(life, "2024-06-01").truth is Truth.NOT_KNOWN and budget.scale_on(life, "2023-12-31").fact is None


def test_what_armenia_is_assessed_and_what_each_side_states_of_it(standing: Standing) -> None:
    (year,) = budget.years_on(standing.budget["budget/AM"], "2026-02-16")
    assert year.assessed and isinstance(year.assessed.act, budget_acts.Assess) and year.assessed.act.amount == "53220000"
    assert year.assessed.confidence == "medium" and year.refused and year.refused.start == "2024-05-08"
    assert {said(f.act.said_by, "en") for f in year.stated if isinstance(f.act, budget_acts.Claim)} == {
        "Ministry of Foreign Affairs of the Russian Federation", "An official, as quoted by the press",
    }  # fmt: skip
    assert budget.paid_in_full(year) is Truth.NOT_KNOWN, "that no payment is recorded does not say that none was made"
    assert [(f.start, f.sources) for f in standing.remarks_on("budget/AM")] == [("2025-03", ("ARREARS2025",)), ("2025-12-11", ("ART25_MFA",))]


def test_arrears_have_no_effect_by_themselves(standing: Standing) -> None:
    life = standing.budget["budget/AM"]
    assert all(fact.counts and fact.finding is None for fact in life.facts)
    assert standing.law.not_known["am-vote"] and standing.law.not_known["am-payments"]


def test_the_status_in_the_general_assembly_is_held_from_2_december_2004_with_its_instrument(standing: Standing) -> None:
    life = standing.relations["partner/UN"]
    assert relations.held_on(life, "2004-12-01") == ()
    (held,) = relations.held_on(life, "2004-12-02")
    act = held.fact.act
    assert isinstance(act, relation_acts.Hold) and (act.status, act.document, held.truth) == ("observer", "A/RES/59/50", Truth.YES)
    assert set(held.fact.sources) == {"SEED", "UNREG", "BASICFACTS"}


@pytest.mark.parametrize(
    ("partner", "kind", "day", "confidence"),
    [("UN", "declaration", "2010-03-18", "high"), ("SCO", "memorandum", "2007-10", "medium")],
)
def test_what_was_concluded_is_recorded_as_collected(standing: Standing, partner: str, kind: str, day: str, confidence: str) -> None:
    (fact,) = relations.relation_on(standing.relations[f"partner/{partner}"], "2026-02-16").concluded
    assert isinstance(fact.act, relation_acts.Conclude) and (fact.act.kind, fact.start, fact.confidence) == (kind, day, confidence)


def test_the_four_partners_that_the_source_names_are_there_and_no_other(standing: Standing) -> None:
    assert sorted(standing.relations) == ["partner/CIS", "partner/OSCE", "partner/SCO", "partner/UN"]
    assert all([f.sources for f in standing.remarks_on(ref)] == [("SEED",)] for ref in standing.relations)


def test_observers_of_the_assembly_are_no_observers_of_the_organisation(standing: Standing) -> None:
    assert not standing.associates
    today = {one.holder: one.word for one in assembly.statuses_on(standing.assembly, "2026-02-16")}
    assert today == {
        "rs-parliament": "observer", "af-wolesi-jirga": "ended", "pa-union-by-ru": "observer",
        **{f"{state}-parliament": "invited" for state in ("cn", "in", "ir", "mn", "pk")},
    }  # fmt: skip


def test_a_status_known_by_its_year_alone_is_not_known_within_it(standing: Standing) -> None:
    life = standing.assembly["assembly/status/rs-parliament"]
    assert [assembly.status_on(life, day).word for day in ("2012-12-31", "2013-06-01", "2014-01-01")] == ["none", "not_known", "observer"]


def test_the_status_of_the_afghan_house_lapsed_or_rests_with_low_confidence(standing: Standing) -> None:
    status = assembly.status_on(standing.assembly["assembly/status/af-wolesi-jirga"], "2022-01-01")
    assert status.word == "ended" and status.ended and status.ended.confidence == "low"
    assert status.granted and status.granted.confidence == "medium"


def test_partnership_of_the_assembly_was_introduced_on_1_july_2021_and_nobody_holds_it(standing: Standing) -> None:
    (fact,) = assembly.introduced_on(standing.assembly, "2026-02-16")
    assert isinstance(fact.act, assembly_acts.Introduce) and (fact.act.status, fact.start) == ("partner", "2021-07-01")
    assert not [one for one in assembly.statuses_on(standing.assembly, "2026-02-16") if one.word == "partner"]


def every_words(value: Any) -> list[str]:
    """All words in a charter's list of what is not known."""
    return [text for one in value.values() for text in one.text.values()]


def test_what_is_not_known_is_said(standing: Standing) -> None:
    assert {"programme-text", "programme-reports", "scale-earlier", "budgets", "pa-recommendations", "relations-agreements"} <= set(standing.law.not_known)
    assert all(every_words(standing.law.not_known))
