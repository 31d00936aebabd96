"""Every row that was collected about bodies and about what the Organisation is concerned with is in the record."""

from typing import Any, NamedTuple, cast

import pytest
from msgspec import UNSET, Struct

from comity.acts import bodies as acts
from comity.acts.base import Decided
from comity.acts.record import Remark
from comity.day import Truth
from comity.organisation import bodies, concerns
from comity.organisation.bodies import BodyOn
from comity.text import said
from tests.organisations.history import Entered, enter_history

TODAY = "2026-01-29"
CHARTER = ("csc", "cfm", "cdm", "cssc", "secretariat")


class Row(NamedTuple):
    """A body as collected: names, abbreviations, parents, the day of its establishment where one is known."""

    id: str
    en: str
    ru: str
    parents: tuple[str, ...]
    since: str = ""
    short: tuple[str, str] = ("", "")
    source: tuple[str, ...] = ()


ROWS = (
    Row("csc", "Collective Security Council", "Совет коллективной безопасности", (), "1994-04-20", ("CSC", "СКБ"), ("STRUCTURE", "ART13_ASIAPLUS")),
    Row("cfm", "Council of Ministers of Foreign Affairs", "Совет министров иностранных дел", ("csc",), "", ("CMFA", "СМИД"), ("SEED",)),
    Row("cdm", "Council of Ministers of Defence", "Совет министров обороны", ("csc",), "", ("CMD", "СМО"), ("SEED", "STRUCTURE")),
    Row("cssc", "Committee of Secretaries of the Security Councils", "Комитет секретарей советов безопасности", ("csc",), "", ("CSSC", "КССБ"), ("SEED", "STRUCTURE")),
    Row("joint-session", "Joint session of the three ministerial bodies", "Совместное заседание СМИД, СМО и КССБ", ("csc",), "", ("", ""), ()),
    Row("pc", "Permanent Council", "Постоянный совет", ("csc",), "2003-09-18", ("PC", "ПС"), ("SEED",)),
    Row("secretariat", "Secretariat", "Секретариат", ("organisation",), "", ("", ""), ("SEED",)),
    Row("joint-staff", "Joint Staff", "Объединённый штаб", ("organisation", "cdm"), "2004-01-01", ("JS", "ОШ"), ("SEED",)),
    Row("pa", "CSTO Parliamentary Assembly", "Парламентская ассамблея ОДКБ", ("organisation",), "2006-11-16", ("CSTO PA", "ПА ОДКБ"), ("PA_FC",)),
    Row("milcom", "Military Committee", "Военный комитет", ("cdm",), "2012-12-19", ("", ""), ("S2012MC", "STRUCTURE", "MC2012")),
    Row("ickves", "Interstate Commission for Military-Economic Co-operation", "Межгосударственная комиссия по военно-экономическому сотрудничеству", ("csc",), "2005-06-23", ("MKVES", "МКВЭС"), ("STRUCTURE", "S2005")),
    Row("ksopn", "Co-ordination Council of heads of competent authorities on countering drug trafficking", "Координационный совет руководителей компетентных органов по противодействию незаконному обороту наркотиков", ("csc",), "2005-06-23", ("KSOPN", "КСОПН"), ("STRUCTURE",)),
    Row("ksbnm", "Co-ordination Council of heads of competent authorities on countering illegal migration", "Координационный совет руководителей компетентных органов по вопросам борьбы с незаконной миграцией", ("csc",), "2007-10-06", ("KSBNM", "КСБНМ"), ("STRUCTURE", "S2007")),
    Row("kschs", "Co-ordination Council on emergencies", "Координационный совет по чрезвычайным ситуациям", ("csc",), "2007-10-06", ("KSChS", "КСЧС"), ("STRUCTURE", "S2007")),
    Row("bio", "Co-ordination Council of authorised bodies on biological security", "Координационный совет уполномоченных органов по вопросам биобезопасности", ("csc",), "2021-09-15", ("", ""), ("BIO2024",)),
    Row("wg-afg", "Working Group on Afghanistan", "Рабочая группа по Афганистану", ("cfm",), "2005-06-23", ("", ""), ("WGREG",)),
    Row("wg-terror", "Working Group on combating terrorism and extremism", "Рабочая группа по вопросам борьбы с терроризмом и экстремизмом", ("cssc",), "", ("", ""), ("STRUCTURE",)),
    Row("wg-info", "Working Group on information policy and information security", "Рабочая группа по информационной политике и информационной безопасности", ("cssc",), "", ("", ""), ("STRUCTURE",)),
    Row("wg-train", "Working Group on co-ordination of joint training of personnel and scientific work", "Рабочая группа по вопросам координации совместной подготовки кадров и научной работы", ("cdm",), "2016-10-14", ("", ""), ("STRUCTURE",)),
    Row("narcologists", "Co-ordination Meeting of the Chief Narcologists", "Координационное совещание главных наркологов", (), "2013-05-27", ("", ""), ("STRUCTURE",)),
    Row("ccc", "Consultative Co-ordination Centre for Responding to Computer Incidents", "Консультационный координационный центр по вопросам реагирования на компьютерные инциденты", (), "2014-12-23", ("CCC", "ККЦ"), ("STRUCTURE", "S2014")),
)  # fmt: skip


@pytest.fixture(scope="module")
def csto(tmp_path_factory: pytest.TempPathFactory) -> Entered:
    return enter_history(tmp_path_factory.mktemp("bodies") / "csto", "csto")


def on(csto: Entered, name: str, day: str = TODAY) -> BodyOn:
    return bodies.body_on(csto.standing.bodies.get(f"body/{name}"), csto.standing.law, name, day)


def test_these_bodies_are_recorded_and_no_others(csto: Entered) -> None:
    every = bodies.bodies_on(csto.standing.bodies, csto.standing.law, TODAY)
    assert sorted(one.id for one in every) == sorted(row.id for row in ROWS)
    assert {one.exists for one in every} == {Truth.YES}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_body_is_recorded_as_collected(csto: Entered, row: Row) -> None:
    life = csto.standing.bodies[f"body/{row.id}"]
    names = bodies.called(life, csto.standing.law, row.id)
    assert (said(names.name, "en"), said(names.name, "ru")) == (row.en, row.ru)
    assert (said(names.abbreviation, "en"), said(names.abbreviation, "ru")) == row.short
    one = on(csto, row.id)
    assert one.parents == row.parents
    if row.since:
        assert (one.since, one.attested) == (row.since, False)
    else:
        assert one.attested, "since when it is there, no source says"
    ground = one.ground or one.composition
    assert ground is not None and set(row.source) <= set(ground.sources)


def test_subsidiary_bodies_are_established_by_acts_and_the_charter_file_names_those_that_decide(csto: Entered) -> None:
    assert {body.kind for body in csto.standing.law.bodies.values()} == {
        "supreme", "consultative_and_executive", "permanent", "working", "parliamentary", "joint",
    }  # fmt: skip
    subsidiary = [one for one in bodies.bodies_on(csto.standing.bodies, csto.standing.law, TODAY) if one.kind == "subsidiary"]
    assert len(subsidiary) == 12
    assert all(one.opened is not None and isinstance(one.opened.act, acts.Establish) for one in subsidiary)


@pytest.mark.parametrize(
    ("day", "statutory"),
    [
        ("1994-04-19", ()),
        ("1994-04-20", ("csc",)),
        ("2003-09-17", ("csc",)),
        ("2003-09-18", CHARTER),
        ("2012-12-18", CHARTER),
        ("2012-12-19", (*CHARTER, "joint-staff", "pc")),
        ("2025-04-09", (*CHARTER, "joint-staff", "pc")),
    ],
)
def test_the_permanent_council_and_the_joint_staff_are_bodies_of_the_charter_since_19_december_2012(
    csto: Entered, day: str, statutory: tuple[str, ...]
) -> None:
    every = bodies.bodies_on(csto.standing.bodies, csto.standing.law, day)
    assert sorted(one.id for one in every if one.statutory) == sorted(statutory)


def test_the_list_of_the_source_stands_as_its_own_and_the_assembly_is_no_body_of_article_11(csto: Entered) -> None:
    (listed,) = (fact for fact in csto.standing.remarks_on("body/pa") if fact.sources == ("SEED",))
    assert isinstance(listed.act, Remark) and listed.start == "2025-04-09"
    named = {ref.split("/")[1] for ref in listed.act.about}
    assert named == {"csc", "cfm", "cdm", "cssc", "pa", "pc", "secretariat", "joint-staff"}
    life = csto.standing.bodies["body/pa"]
    assert bodies.contested_grounds(life, "2025-04-08") == {}
    (claims,) = bodies.contested_grounds(life, "2025-04-09").values()
    assert [(claim.sources[0], claim.claim.preferred) for claim in claims if claim.claim] == [("PA_FC", True), ("SEED", False)]
    assert not on(csto, "pa").statutory


@pytest.mark.parametrize(
    ("day", "seats"),
    [
        ("1995-01-01", "commander-in-chief"),
        ("2003-09-18", "Heads of state"),
        ("2021-01-18", "Heads of state"),
        ("2021-01-19", "heads of government"),
    ],
)
def test_who_sat_in_the_council(csto: Entered, day: str, seats: str) -> None:
    found = on(csto, "csc", day).composition
    assert found is not None and seats in said(cast(Any, found.act).seats, "en")
    assert ("government" in said(cast(Any, found.act).seats, "en")) == (day >= "2021-01-19")


def test_the_joint_staff_belongs_to_the_organisation_and_to_the_council_of_defence_and_bears_both_english_names(csto: Entered) -> None:
    assert on(csto, "joint-staff").parents == ("organisation", "cdm")
    names = bodies.called(csto.standing.bodies["body/joint-staff"], csto.standing.law, "joint-staff")
    assert said(names.name, "en") == "Joint Staff" and "Joint Headquarters" in [said(one, "en") for one in names.also]
    assert on(csto, "joint-staff", "2003-12-31").exists is Truth.NO


@pytest.mark.parametrize(("name", "chair"), [("cfm", "minister"), ("cdm", "minister"), ("cssc", "secretary"), ("pc", "representative")])
def test_the_chair_state_presides_in_each_council(csto: Entered, name: str, chair: str) -> None:
    found = on(csto, name).composition
    assert found is not None and chair in said(cast(Any, found.act).chair, "en").lower()
    assert "chairmanship" in said(cast(Any, found.act).chair, "en")


def test_competences_go_by_field(csto: Entered) -> None:
    fields = {name: said(cast(Any, on(csto, name).mandate).act.competence, "en") for name in ("cfm", "cdm", "cssc")}
    assert fields == {
        "cfm": "Foreign policy",
        "cdm": "Military policy, military construction, military-technical co-operation",
        "cssc": "National security",
    }


def test_the_working_group_on_afghanistan_has_its_regulation_mandate_composition_and_rhythm(csto: Entered) -> None:
    grounds = bodies.grounds(csto.standing.bodies["body/wg-afg"])
    assert [(fact.start, fact.confidence) for fact in grounds] == [("2005-06-23", "high"), ("2005-11-30", "high")]
    one = on(csto, "wg-afg", "2020-01-01")
    assert one.mandate and one.composition and one.meets
    assert "drug threat" in said(cast(Any, one.mandate).act.text, "en") and one.mandate.confidence == "medium"
    assert "National co-ordinators" in said(cast(Any, one.composition).act.seats, "en") and one.composition.confidence == "medium"
    assert "twice a year" in said(cast(Any, one.meets).act.text, "en") and one.meets.confidence == "high"


@pytest.mark.parametrize(("name", "level"), [("ickves", "low"), ("wg-terror", "medium"), ("joint-staff", "medium"), ("milcom", "high")])
def test_a_day_that_is_not_verified_keeps_its_mark(csto: Entered, name: str, level: str) -> None:
    opened = on(csto, name).opened
    assert opened is not None and opened.confidence == level


# What the Organisation is concerned with


def concern(csto: Entered, name: str, day: str = TODAY) -> concerns.ConcernOn:
    found = concerns.concern_on(csto.standing.concerns.get(f"concern/{name}"), csto.standing.law, name, day)
    assert found is not None
    return found


def test_the_catalogue_is_in_force_with_the_charter(csto: Entered) -> None:
    standing = csto.standing
    before = concerns.concerns_on(standing.concerns, standing.law, "2003-09-17", "objective", "principle", "challenge")
    after = concerns.concerns_on(standing.concerns, standing.law, "2003-09-18", "objective", "principle", "challenge")
    assert (len(before), len(after)) == (0, 3 + 4 + 6)
    assert all(one.provisions and "SEED" in one.sources for one in after)


def test_the_area_of_responsibility_is_defined_by_an_agreement_of_2010(csto: Entered) -> None:
    area = concern(csto, "area-of-responsibility")
    assert area.kind == "term" and area.defined is not None and area.defined.start == "2010-12-10"
    assert "outer borders" in said(area.text, "en") and "внешние границы" in said(area.text, "ru")


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("drugs", {"body/ksopn", "body/narcologists", "body/wg-afg", "decision/d-2025-11-27-anti-drug"}),
        ("migration", {"body/ksbnm", "decision/d-2007-10-06-ksbnm"}),
        ("terrorism", {"body/wg-terror", "decision/d-2016-10-14-list"}),
        ("other", {"body/kschs", "body/ccc", "body/bio", "body/wg-info"}),
        ("weapons", set()),
        ("crime", set()),
        ("foreign-policy", {"body/cfm", "instrument/cfm-coord-2003", "instrument/joint-statements-2014", "decision/d-2003-11-19-coordination", "decision/d-2014-12-23-js"}),
    ],
)  # fmt: skip
def test_what_answers_a_challenge_is_what_a_source_ties_to_it(csto: Entered, name: str, answers: set[str]) -> None:
    assert {one.ref for one in concern(csto, name).answers} == answers


def test_the_gaps_are_named(csto: Entered) -> None:
    standing = csto.standing
    assert concerns.gaps_on(standing.concerns, standing.law, TODAY) == ("weapons", "crime")
    assert set(standing.law.not_known["unanswered"].about) == {"concern/weapons", "concern/crime"}


def test_the_border_programme_answers_threats_from_afghanistan_and_its_effect_stands_as_its_makers_expectation(csto: Entered) -> None:
    afghanistan = concern(csto, "afghanistan")
    assert afghanistan.kind == "challenge" and "programme/csto-tajik-afghan-border" in {one.ref for one in afghanistan.answers}
    (said_of,) = afghanistan.assessed
    assert said_of.sources == ("SEED",) and "southern direction" in said(cast(Any, said_of.act).text, "en")


def test_every_answer_names_something_that_is_there(csto: Entered) -> None:
    standing = csto.standing
    there = {f"body/{name}" for name in standing.law.bodies} | {f"instrument/{name}" for name in standing.instruments.by_id}
    there |= {*standing.bodies, *standing.decisions, *standing.programmes, *standing.relations}
    for one in concerns.concerns_on(standing.concerns, standing.law, TODAY):
        assert {answer.ref for answer in one.answers} <= there, one.id


def test_a_priority_of_a_member_is_its_own_and_what_a_source_ties_to_it_stands_beside_it(csto: Entered) -> None:
    """What the source of 2025 says Tajikistan puts first; to the first of its tasks no source ties anything."""
    found = concerns.priorities_on(csto.standing.concerns, csto.standing.law, "TJ", TODAY)
    tied = {one.concern: {answer.ref for answer in one.answers} for one in found}
    assert set(tied) == {"afghanistan", "military-political-integration", "partner-organisations"}
    assert {"body/wg-afg", "programme/csto-tajik-afghan-border", "decision/d-2024-11-28-programme"} <= tied["afghanistan"]
    assert tied["military-political-integration"] == set()
    assert tied["partner-organisations"] == {f"partner/{one}" for one in ("CIS", "OSCE", "SCO", "UN")}
    assert {one.fact.sources for one in found} == {("SEED",)}
    assert concerns.priorities_on(csto.standing.concerns, csto.standing.law, "TJ", "2025-04-08") == ()


def test_what_a_basis_names_as_decided_leads_to_the_decision_where_that_is_in_the_register(csto: Entered) -> None:
    """Every decision that an act rests on is named by its ref, and the ref is there and of that body and day; these are not."""
    without = set()
    for name, whose, fact in csto.facts():
        for one in decided_in(fact.act):
            if one.ref is UNSET:
                without.add((name, whose, one.body, one.day))
                continue
            recorded = csto.standing.decisions[str(one.ref)].facts[0]
            assert (cast(Any, recorded.act).body, recorded.start) == (one.body, one.day), (whose, one)
    assert without == {
        ("chairmanship.assume", "chairmanship/organisation", "csc", "2008-09-05"),  # the decision that began the rotation was not found
        *(("post.appoint", "post/pc-chair", "pc", day) for day in ("2022-12-01", "2024-01-10", "2026-01-13")),  # elections, known as such
    }


def decided_in(value: Any) -> list[Decided]:
    """What bodies decided, as far as an act names it."""
    if isinstance(value, Decided):
        return [value]
    inner = [getattr(value, field) for field in value.__struct_fields__] if isinstance(value, Struct) else value if isinstance(value, tuple) else ()
    return [found for one in inner for found in decided_in(one)]
