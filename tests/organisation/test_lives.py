"""Lives: acts about a thing in order of days, whatever the order of entry; what opens one, what points into one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.acts import ROOM_OF
from comity.acts import bodies as acts
from comity.organisation import dispatch, lives
from comity.organisation.dated import rivals
from comity.organisation.dispatch.rooms import MEMBERS_OWN, ROOM_OF_KIND
from comity.organisation.finding import HasEffect, Refused
from comity.organisation.standing import Standing
from comity.registry.folder import LIVES
from tests.organisation.scene import REGISTRAR, Scene, history, last, words

BASIS = {"words": words("Decision", "Решение")}
GROUP = {"kind": "subsidiary", "title": words("Working group", "Рабочая группа"), "basis": BASIS}


def mandated(order: tuple[str, ...]) -> Standing:
    """A body whose mandate was said anew on these days, entered in this order."""
    scene = Scene()
    scene.enter("body.establish", REGISTRAR, body="wg", effective="1999-01-01", transcribed=history("high"), **GROUP)
    for day in order:
        scene.enter("body.mandate", REGISTRAR, body="wg", text=words(day, day + "."), effective=day, transcribed=history("high"))
    assert last(scene.entries).digest == scene.standing.digest
    return scene.standing


@given(st.permutations(["2001-02-03", "2004-05-06", "2007-08-09", "2010-11-12"]))
def test_what_holds_on_a_day_does_not_depend_on_the_order_of_entry(order: list[str]) -> None:
    life = mandated(tuple(order)).bodies["body/wg"]
    found = {on: lives.latest(life, acts.Mandate, on=on) for on in ("2000-01-01", "2004-05-05", "2004-05-06", "2026-01-01")}
    assert {on: fact.start if fact else "" for on, fact in found.items()} == {
        "2000-01-01": "", "2004-05-05": "2001-02-03", "2004-05-06": "2004-05-06", "2026-01-01": "2010-11-12",
    }  # fmt: skip


def test_a_thing_that_is_not_there_is_refused_and_so_is_a_second_opening() -> None:
    scene = Scene()
    unknown = scene.offer("body.mandate", REGISTRAR, body="wg", text=words("x", "y")).finding
    assert isinstance(unknown, Refused)
    assert unknown.reason.code == "lives.unknown"
    scene.enter("body.establish", REGISTRAR, body="wg", **GROUP)
    again = scene.offer("body.establish", REGISTRAR, body="wg", **GROUP).finding
    assert isinstance(again, Refused)
    assert again.reason.code == "lives.opened_already"


def test_a_second_opening_stands_as_a_claim_beside_the_first_and_is_not_counted() -> None:
    scene = Scene()
    for day, claim in (("2001-01-01", {"key": "when"}), ("2002-01-01", {"key": "when", "preferred": True})):
        scene.enter("body.establish", REGISTRAR, body="wg", effective=day, transcribed=history("high", claim), **GROUP)
    life = scene.standing.bodies["body/wg"]
    counted = lives.latest(life, acts.Establish)
    assert counted is not None
    assert counted.start == "2002-01-01"
    assert [fact.start for fact in lives.claims(life, acts.Establish)["when"]] == ["2001-01-01", "2002-01-01"]


def test_what_is_said_of_a_day_before_a_thing_began_stands_with_a_warning() -> None:
    scene = Scene()
    scene.enter("body.establish", REGISTRAR, body="wg", effective="2005-01-01", transcribed=history("high"), **GROUP)
    said = {"body": "wg", "text": words("x", "y"), "effective": "2004-01-01", "transcribed": history("high")}
    finding = scene.offer("body.mandate", REGISTRAR, **said).finding
    assert isinstance(finding, HasEffect)
    assert [warning.code for warning in finding.warnings] == ["lives.opened_later"]


def test_a_correction_puts_one_fact_otherwise() -> None:
    scene = Scene()
    scene.enter("body.establish", REGISTRAR, body="wg", effective="2005-01-01", transcribed=history("high"), **GROUP)
    entry = scene.standing.size
    ref = f"body/wg/{entry}"
    scene.enter("record.correct", REGISTRAR, on=ref, field="effective", value="2005-06-23", reason=words("a slip", "опечатка"))
    fact = dispatch.fact_at(scene.standing, ref)
    assert fact is not None
    assert (fact.start, fact.corrected) == ("2005-06-23", (entry + 1,))
    assert dispatch.fact_at(scene.standing, "body/wg") == fact
    assert dispatch.fact_at(scene.standing, "body/other") is None
    assert last(scene.entries).digest == scene.standing.digest


def test_what_stands_beside_another_claim_is_kept_as_it_would_be_found() -> None:
    scene = Scene()
    for day, claim in (("2001-01-01", {"key": "when"}), ("2002-01-01", {"key": "when", "preferred": True})):
        scene.enter("body.establish", REGISTRAR, body="wg", effective=day, transcribed=history("high", claim), **GROUP)
    scene.enter("body.mandate", REGISTRAR, body="wg", text=words("Water", "Вода"))
    life = scene.standing.bodies["body/wg"]
    assert len(life.facts) == 3
    assert life.aside == rivals(life.facts) != frozenset()


def test_a_question_that_a_life_alone_answers_is_answered_once_for_each() -> None:
    asked: list[object] = []

    @lives.once
    def ask(life: lives.Life | None) -> int:
        asked.append(life)
        return len(asked)

    one, same = lives.Life("body/a"), lives.Life("body/a")
    assert [ask(one), ask(one), ask(same), ask(None), ask(None)] == [1, 1, 2, 3, 3]
    for n in range(2 * lives.KEPT):
        ask(lives.Life(f"body/{n}"))
    assert ask(one) == 3 + 2 * lives.KEPT + 1


def test_numbers_follow_the_order_of_the_record() -> None:
    scene = Scene()
    for name in ("b", "a", "c"):
        scene.enter("decision.record", REGISTRAR, decision=name, body="csc", kind="decision", outcome="adopted", title=words("x", "y"))
    assert {life.id: life.number for life in scene.standing.decisions.values()} == {"b": 1, "a": 2, "c": 3}


@pytest.mark.parametrize("room", LIVES)
def test_every_room_of_lives_is_one_and_every_act_of_it_has_its_place(room: str) -> None:
    assert hasattr(Standing(), room)
    assert room in ROOM_OF_KIND.values()
    assert room in ROOM_OF.values()


def test_what_a_member_says_for_itself_an_office_enters_only_from_a_source() -> None:
    assert all(ROOM_OF[kind.name()] in LIVES for kind in MEMBERS_OWN)
    scene = Scene()
    finding = scene.offer("representative.accredit", REGISTRAR, body="pc", state="TJ", capacity="other").finding
    assert isinstance(finding, Refused)
    assert finding.reason.code == "record.registrar_transcribes"
