"""The history of the CSTO as its files of acts tell it: who took part on which day, what was in force for whom."""

from typing import Any, cast

import pytest

from comity.charter import find, history_of
from comity.day import Truth
from comity.organisation import instruments, membership
from comity.organisation.dispatch.rooms import ROOM_OF_KIND
from tests.organisations.history import Entered, enter_history

SIX = ("AM", "BY", "KG", "KZ", "RU", "TJ")
SEVEN = (*SIX, "UZ")
NINE = ("AM", "AZ", "BY", "GE", "KG", "KZ", "RU", "TJ", "UZ")
SIGNED_1992 = ("AM", "KG", "KZ", "RU", "TJ", "UZ")


@pytest.fixture(scope="module")
def csto(tmp_path_factory: pytest.TempPathFactory) -> Entered:
    return enter_history(tmp_path_factory.mktemp("history") / "csto", "csto")


def test_every_act_of_the_history_is_entered_and_none_refused(csto: Entered) -> None:
    assert csto.summary.stopped is None
    assert csto.summary.entered == len(csto.acts) > 120
    assert csto.standing.size == 1 + len(csto.acts)


def test_every_act_of_the_history_has_effect_and_no_warning(csto: Entered) -> None:
    assert [(noted.act.file, noted.act.line, noted.reasons) for noted in csto.summary.noted] == []


def test_no_later_act_contradicts_an_earlier_one(csto: Entered) -> None:
    assert [(name, whose, fact.start) for name, whose, fact in csto.facts() if fact.flag] == []


def test_every_act_has_a_day_a_source_and_how_sure_it_is(csto: Entered) -> None:
    for act in csto.acts:
        assert act.fields["effective"] and act.fields["transcribed"]["source"], act
        assert act.fields["transcribed"]["confidence"] in ("high", "medium", "low")


def test_what_rests_on_general_knowledge_alone_is_of_low_confidence(csto: Entered) -> None:
    alone = [a for a in csto.acts if a.fields["transcribed"]["source"] == ["general-knowledge"]]
    assert alone and {a.fields["transcribed"]["confidence"] for a in alone} == {"low"}


@pytest.mark.parametrize(
    ("day", "word", "who"),
    [
        ("1992-05-15", "party", ()),  # signed, not yet in force
        ("1994-04-19", "party", ()),
        ("1994-04-20", "party", NINE),
        ("1999-04-03", "party", NINE),
        ("1999-04-20", "party", SIX),
        ("2002-05-14", "party", SIX),
        ("2003-09-17", "party", SIX),
        ("2003-09-18", "member", SIX),
        ("2006-06-22", "member", SIX),
        ("2006-08-16", "member", SEVEN),
        ("2012-06-28", "member", SEVEN),
        ("2012-12-18", "member", SEVEN),
        ("2012-12-20", "member", SIX),
        ("2026-01-29", "member", SIX),
    ],
)
def test_the_roster_as_it_stood(csto: Entered, day: str, word: str, who: tuple[str, ...]) -> None:
    roster = membership.roster_on(csto.standing.members, day)
    assert tuple(status.state for status in roster if status.word == word) == who
    assert membership.members_on(csto.standing.members, day) == who


def test_azerbaijan_and_georgia_were_parties_to_the_treaty_and_never_members(csto: Entered) -> None:
    for state in ("AZ", "GE"):
        assert [p.status for p in csto.standing.member(state).periods] == ["party"]
        assert membership.status_on(csto.standing.member(state), "2026-01-29").word == "former"


def test_between_the_two_claims_on_the_return_of_uzbekistan_its_membership_is_not_known(csto: Entered) -> None:
    member = csto.standing.member("UZ")
    assert [membership.status_on(member, day).word for day in ("2006-06-22", "2006-06-23", "2006-08-15", "2006-08-16")] == [
        "former", "not_known", "not_known", "member",
    ]  # fmt: skip
    returned = next(p for p in member.periods if p.status == "member")
    assert (returned.start, returned.start_latest, len(returned.claims)) == ("2006-06-23", "2006-08-16", 2)


def test_uzbekistan_is_suspended_at_its_own_request_and_nowhere_said_to_have_withdrawn(csto: Entered) -> None:
    status = membership.status_on(csto.standing.member("UZ"), "2026-01-29")
    assert (status.word, status.truth, status.leaving) == ("suspended", Truth.YES, "")
    assert not [n for n, whose, _ in csto.facts() if whose == "UZ" and n in ("membership.notify", "membership.withdraw", "membership.exclude")]
    assert not [n for n, _, f in csto.facts() if n == "instrument.denounce" and getattr(f.act, "state", "") == "UZ"]
    text = "".join(path.read_text("utf-8") for path in history_of(find("csto"))).lower()
    assert "withdrew" not in text and "узбекистан вышел" not in text


def test_the_note_of_june_2012_stands_as_the_statement_of_uzbekistan_and_changes_nothing_by_itself(csto: Entered) -> None:
    member = csto.standing.member("UZ")
    assert membership.status_on(member, "2012-07-01").word == "member"
    stance = membership.stance_on(member, "2012-07-01")
    assert stance is not None and (stance.start, stance.confidence) == ("2012-06-20", "medium")
    assert cast(Any, stance.act).made_public == "2012-06-28"


def test_the_freezing_that_armenia_declared_leaves_it_a_member(csto: Entered) -> None:
    status = membership.status_on(csto.standing.member("AM"), "2026-01-29")
    assert status.word == "member" and status.stance is not None and status.stance.start == "2024-02-22"


def test_nobody_is_known_as_observer_or_partner_of_the_organisation(csto: Entered) -> None:
    assert not csto.standing.associates
    assert "associates" in csto.standing.law.not_known


@pytest.mark.parametrize(
    ("instrument", "day", "word", "parties"),
    [
        ("cst-1992", "1992-05-14", "none", ()),
        ("cst-1992", "1992-05-15", "adopted", ()),
        ("cst-1992", "1994-04-19", "adopted", ()),
        ("cst-1992", "1994-04-20", "in_force", NINE),
        ("cst-1992", "1999-04-19", "in_force", NINE),
        ("cst-1992", "1999-04-21", "in_force", SIX),
        ("cst-1992", "2003-01-01", "in_force", SIX),
        ("cst-1992", "2007-01-01", "in_force", SEVEN),
        ("cst-prot-1999", "1999-12-31", "adopted", ()),
        ("cst-prot-1999", "2000-03-22", "in_force", ()),  # which five notified is not known
        ("charter-2002", "2002-10-06", "none", ()),
        ("charter-2002", "2002-10-07", "adopted", ()),
        ("charter-2002", "2003-09-17", "adopted", ()),
        ("charter-2002", "2003-09-18", "in_force", SIX),
        ("charter-2002", "2012-12-20", "in_force", SIX),
        ("charter-prot-1", "2012-12-18", "adopted", ()),
        ("charter-prot-1", "2012-12-19", "in_force", SIX),
        ("charter-prot-2", "2021-01-18", "adopted", ()),
        ("cst-prot-2010", "2012-12-18", "adopted", ()),
        ("cst-prot-2010", "2012-12-19", "in_force", ()),  # for which states is not known
        ("charter-prot-2", "2021-01-19", "in_force", SIX),
        ("charter-prot-3", "2021-01-19", "in_force", SIX),
        ("reg-bodies-2003", "2003-09-17", "adopted", ()),
        ("reg-bodies-2003", "2003-09-18", "in_force", ()),
        ("rop-2004", "2026-01-29", "not_known", ()),
    ],
)
def test_the_status_of_an_instrument_as_it_stood(
    csto: Entered, instrument: str, day: str, word: str, parties: tuple[str, ...]
) -> None:
    found = csto.standing.instruments.by_id[instrument]
    assert (instruments.instrument_word(found, day), instruments.parties_on(found, day)) == (word, parties)


@pytest.mark.parametrize(
    ("instrument", "day", "words"),
    [
        ("cst-1992", "1992-12-31", {"signed": SIGNED_1992, "none": ("AZ", "BY", "GE")}),
        ("cst-1992", "1993-12-31", {"signed": SIGNED_1992, "consented": ("AZ", "BY", "GE")}),
        ("cst-1992", "2005-01-01", {"in_force": SIX, "ended": ("AZ", "GE", "UZ")}),
        ("cst-1992", "2006-10-01", {"in_force": SIX, "ended": ("AZ", "GE"), "not_known": ("UZ",)}),
        ("charter-2002", "2003-07-02", {"signed": SIX}),  # two laws are known, and no law is a deposit
        ("charter-2002", "2003-09-18", {"in_force": SIX}),
        ("charter-prot-1", "2026-01-29", {"in_force": SIX, "signed": ("UZ",)}),
    ],
)
def test_the_status_table_of_an_instrument_as_it_stood(
    csto: Entered, instrument: str, day: str, words: dict[str, tuple[str, ...]]
) -> None:
    found = csto.standing.instruments.by_id[instrument]
    table: dict[str, tuple[str, ...]] = {}
    for state in instruments.participants(found):
        word = instruments.status_on(found, state, day).word
        table[word] = (*table.get(word, ()), state)
    assert table == words


def test_the_treaty_goes_on_without_a_gap_although_its_extension_entered_into_force_later(csto: Entered) -> None:
    treaty = csto.standing.instruments.by_id["cst-1992"]
    assert treaty.prolonged_by == ("cst-prot-1999",)
    assert [(s.start, s.until) for s in treaty.force] == [("1994-04-20", "")]
    for state in SIX:
        assert [(s.start, s.until) for s in treaty.party(state).force] == [("1994-04-20", "")]
    assert [(s.start, s.until) for s in treaty.party("UZ").force] == [("1994-04-20", "1999-04-20"), ("2006", "")]


def test_no_day_of_deposit_is_known_and_a_domestic_law_is_none(csto: Entered) -> None:
    assert not [n for n, _, _ in csto.facts() if n in ("instrument.deposit", "instrument.ratify", "instrument.notify")]
    laws = [(whose, fact.start) for n, whose, fact in csto.facts() if n == "instrument.authorise"]
    assert ("charter-2002", "2003-05-26") in laws and len(laws) == 18
    about = csto.standing.law.not_known["deposits"].about
    assert {f"instrument/{i}" for i in ("cst-1992", "cst-prot-1999", "charter-2002", "charter-prot-1")} <= set(about)


def test_russian_is_the_only_authentic_language_of_every_instrument(csto: Entered) -> None:
    assert {i.adopt.authentic for i in csto.standing.instruments.by_id.values()} == {("ru",)}
    assert csto.standing.law.organisation.authentic_languages == ("ru",)


def test_the_three_days_of_the_creation_stand_each_as_what_it_is(csto: Entered) -> None:
    assert [c.date for c in csto.standing.law.organisation.creation] == ["2002-05-14", "2002-10-07", "2003-09-18"]
    decision = csto.standing.remarks_on("instrument/cst-1992")
    assert [f.start for f in decision if f.start == "2002-05-14"] == ["2002-05-14"]
    assert csto.standing.instruments.by_id["charter-2002"].adopted.start == "2002-10-07"


def test_the_registration_with_the_united_nations_is_recorded_as_precisely_as_it_is_known(csto: Entered) -> None:
    found = {(whose, fact.start, cast(Any, fact.act).number) for n, whose, fact in csto.facts() if n == "instrument.register"}
    assert found == {("cst-1992", "1995-11-01", "32307"), ("charter-2002", "2003-12", "")}


def test_a_provision_of_low_confidence_decides_nothing_of_this_history(csto: Entered) -> None:
    law = csto.standing.law
    clauses = [i.adopt for i in csto.standing.instruments.by_id.values()]
    deciding = {a.force.provision for a in clauses} | {a.denunciation.provision for a in clauses if a.denunciation}
    assert {law.confidence(p) for p in deciding if p} <= {"high", "medium"}
    assert law.confidence("charter-2002/27.reservations") == "low"


def test_every_state_not_known_of_names_something_that_is_there(csto: Entered) -> None:
    standing = csto.standing
    lives = {ref for room in set(ROOM_OF_KIND.values()) for ref in getattr(standing, room)}
    there = lives | {ref.rsplit("/", 1)[0] for ref in lives if ref.count("/") > 1}
    there |= {f"instrument/{one}" for one in standing.instruments.by_id} | {f"member/{one}" for one in standing.members}
    there |= {f"concern/{one}" for one in standing.law.purposes}
    there |= {f"body/{one}" for one in standing.law.bodies} | {"associate/observer", "associate/partner", "assembly/recommendation"}
    there |= {f"{kind}/{one}" for kind in ("session", "decision", "representative") for one in standing.law.bodies} | {"session/wg-afg"}
    for absent in standing.law.not_known.values():
        assert set(absent.about) <= there, absent.id
