"""Entering a history at the one door: each act once, refusals with their place, and again without doubling."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from comity import acts
from comity.charter import find, history_of
from comity.exchange import Door, Summary, ToEnter, enter, read_history
from comity.organisation.finding import Reason, Refused, WithoutEffect, refused
from comity.phrases import Names
from comity.record.parts import StoredPart
from comity.registry import Prepared, Receipt, Registry
from tests.cast import REGISTRAR, Cast, words
from tests.exchange.test_history import file_of

LIFE = """\
- {act: instrument.adopt, instrument: pact, kind: treaty, title: {en: Pact, ru: Пакт}, force: {rule: unknown}, effective: 2001-01-01, source: [SEED], confidence: high}
- {act: instrument.sign, on: instrument/pact, states: [KZ, TJ], effective: 2001-01-02, source: [SEED], confidence: high}
- {act: instrument.reserve, name: first, on: instrument/pact, state: KZ, text: {en: Not Article 4., ru: Не статья 4.}, effective: 2001-02-01, source: [SEED], confidence: high}
- {act: instrument.object, on: act/first, state: TJ, text: {en: Objects., ru: Возражает.}, effective: 2001-03-01, source: [SEED], confidence: medium}
- {act: instrument.circulate, on: instrument/pact, about: [act/first], text: {en: Informs., ru: Сообщает.}, effective: 2001-04-01, source: [SEED], confidence: high}
- {act: membership.apply, name: wish, state: UZ, effective: 2001-05-01, source: [SEED], confidence: low}
- {act: record.remark, about: [act/wish, instrument/pact], said_by: {en: A paper, ru: Газета}, text: {en: It was said., ru: Так сказано.}, effective: 2001-06-01, source: [SEED], confidence: low}
"""


@pytest.fixture
def life(tmp_path: Path) -> list[ToEnter]:
    return read_history([file_of(tmp_path, LIFE)])


def enter_all(cast: Cast, history: list[ToEnter], door: Door | None = None) -> Summary:
    return enter(door or cast.registry, cast.signer(REGISTRAR), REGISTRAR, history)


def cast_any(act: acts.base.Act) -> Any:
    """The act with the fields of its own type."""
    return act


def names(cast: Cast) -> Names:
    return cast.standing.law.name


def test_a_history_is_entered_in_order_and_the_fold_equals_a_rebuild(cast: Cast, life: list[ToEnter]) -> None:
    summary = enter_all(cast, life)
    assert (summary.entered, summary.held, summary.noted, summary.stopped) == (8, 0, (), None)
    assert cast.check().size == 9


def test_the_whole_demonstration_is_rebuilt_elsewhere_to_the_same_standing(cast: Cast) -> None:
    history = read_history(history_of(find("csto-demonstration")))
    assert enter_all(cast, history).stopped is None
    assert cast.check().size == 1 + len(history)


def test_a_name_becomes_the_place_at_which_the_act_stands(cast: Cast, life: list[ToEnter]) -> None:
    enter_all(cast, life)
    pact = cast.standing.instruments.by_id["pact"]
    reservation = pact.party("KZ").facts[-1]
    (objection,) = (f.act for f in pact.party("TJ").facts if f.act.name() == "instrument.object")
    assert cast_any(objection).on.ref == f"instrument/pact/{reservation.entry}" == "instrument/pact/5"
    assert cast_any(objection).on.commit == reservation.identity
    (circular,) = (f.act for f in pact.facts if f.act.name() == "instrument.circulate")
    assert [(on.ref, on.commit) for on in cast_any(circular).about] == [("instrument/pact/5", reservation.identity)]
    applied = cast.standing.member("UZ").facts[0].entry
    assert [f.start for f in cast.standing.remarks_on(f"member/UZ/{applied}")] == ["2001-06-01"]


def test_entering_the_same_file_again_enters_nothing_twice(cast: Cast, life: list[ToEnter]) -> None:
    enter_all(cast, life)
    size, digest = cast.standing.size, cast.standing.digest
    assert enter_all(cast, life) == Summary(0, 8, (), None)
    assert (cast.standing.size, cast.standing.digest) == (size, digest)


def test_after_a_restart_it_goes_on_where_it_stopped(cast: Cast, life: list[ToEnter]) -> None:
    assert enter_all(cast, life[:5]).entered == 5
    cast.reopen()
    summary = enter_all(cast, life)
    assert (summary.entered, summary.held) == (3, 5)
    assert cast.check().size == 9


def test_what_others_entered_in_between_does_not_matter(cast: Cast, life: list[ToEnter]) -> None:
    enter_all(cast, life[:4])
    cast.enter("membership.declare", "TJ/mission/1", state="TJ", stance="other", text=words("Says so."))
    cast.enter(
        "record.remark", REGISTRAR, about=["instrument/pact"], said_by=words("Someone"), text=words("Something."),
        effective="2001-06-02", transcribed={"source": ["SEED"], "confidence": "low"},
    )  # fmt: skip
    summary = enter_all(cast, life)
    assert (summary.entered, summary.held, summary.stopped) == (4, 4, None)


def test_two_acts_that_say_the_same_are_two(cast: Cast, tmp_path: Path) -> None:
    row = "- {act: record.remark, about: [member/TJ], said_by: {en: A, ru: Б}, text: {en: Yes., ru: Да.}, effective: 2001-06-01, source: [SEED], confidence: low}\n"
    twice = read_history([file_of(tmp_path, row * 2)])
    assert enter_all(cast, twice).entered == 2
    assert enter_all(cast, twice).held == 2


def test_more_acts_at_the_end_of_the_file_are_entered(cast: Cast, tmp_path: Path, life: list[ToEnter]) -> None:
    enter_all(cast, life)
    more = "- {act: instrument.accede, on: instrument/pact, state: UZ, effective: 2001-07-01, source: [SEED], confidence: high}\n"
    summary = enter_all(cast, read_history([file_of(tmp_path, LIFE + more)]))
    assert (summary.entered, summary.held) == (1, 8)


def test_a_refusal_names_file_line_and_finding_and_ends_there(cast: Cast, tmp_path: Path) -> None:
    text = LIFE.replace("on: instrument/pact, state: KZ", "on: instrument/deal, state: KZ").replace("on: act/first", "on: instrument/pact").replace("about: [act/first], ", "")
    history = read_history([file_of(tmp_path, text)])
    before = cast.standing.size
    summary = enter_all(cast, history)
    assert summary.entered == 3 and summary.stopped is not None and cast.standing.size == before + 3
    assert summary.stopped.said("en", names(cast)).startswith("league/record/a.yaml:3: instrument.reserve: no instrument “instrument/deal” is in the register")
    assert "нет в\u00a0реестре" in summary.stopped.said("ru", names(cast))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("source: [SEED], confidence: medium", "source: [HEARSAY], confidence: medium", "record.source_unknown"),
        ("state: UZ, effective: 2001-05-01", "state: XX, effective: 2001-05-01", "record.state_unknown"),
        ("effective: 2001-04-01", "effective: 2031-04-01", "record.future_day"),
        ("instrument: pact, kind", "instrument: pact, decided: {body: senate, day: 2001-01-01}, kind", "record.body_unknown"),
    ],
)
def test_what_the_charter_does_not_know_is_refused(cast: Cast, tmp_path: Path, old: str, new: str, code: str) -> None:
    stopped = enter_all(cast, read_history([file_of(tmp_path, LIFE.replace(old, new))])).stopped
    assert stopped is not None and stopped.refused.reason.code == code
    assert stopped.said("en", names(cast)) != stopped.said("ru", names(cast))


def test_fields_that_make_no_act_end_it_with_a_sentence(cast: Cast) -> None:
    stopped = enter_all(cast, [ToEnter("league/record/a.yaml", 4, "instrument.sign", {"on": "instrument/pact"})]).stopped
    assert stopped is not None and stopped.refused.reason.code == "record.malformed"
    assert stopped.said("en", names(cast)).startswith("league/record/a.yaml:4: instrument.sign: the act is malformed")


def test_an_act_without_effect_is_entered_and_noted(cast: Cast, tmp_path: Path) -> None:
    deposit = "- {act: instrument.deposit, on: instrument/pact, state: KZ, effective: 2001-07-01, source: [SEED], confidence: high}\n"
    summary = enter_all(cast, read_history([file_of(tmp_path, LIFE + deposit + deposit.replace("07-01", "07-02"))]))
    (noted,) = summary.noted
    assert summary.entered == 10 and isinstance(noted.finding, WithoutEffect)
    assert noted.said("en", names(cast)).startswith("league/record/a.yaml:9: instrument.deposit: ")
    assert "Казахстан" in noted.said("ru", names(cast))


def test_progress_is_told_from_the_first_to_the_last(cast: Cast, life: list[ToEnter]) -> None:
    told: list[tuple[int, int]] = []
    enter(cast.registry, cast.signer(REGISTRAR), REGISTRAR, life, lambda done, total: told.append((done, total)))
    assert told == [(n, 8) for n in range(9)]


class OtherDoor:
    """A door that is not the registry of this process, and may be asked for one thing and answer another."""

    def __init__(self, registry: Registry, another: str = "", busy: int = 0) -> None:
        self.registry, self.another, self.busy, self.asked = registry, another, busy, 0

    def prepare(self, name: str, fields: dict[str, Any], credential: str) -> Prepared:
        self.asked += 1
        if self.another == "act":
            fields = {**fields, "effective": "1999-01-01"}
        found = self.registry.prepare(name, fields, credential)
        match self.another:
            case "record":
                return found._replace(text=found.text.replace(b"record.csto-demonstration.", b"record.csto."))
            case "more":
                return found._replace(text=found.text + b"{}\n")
            case "nothing":
                return found._replace(text=b"")
        return found

    def receive(self, data: bytes, parts: Sequence[StoredPart] = ()) -> Receipt | Refused:
        if self.busy:
            self.busy -= 1
            self.registry.receive(data)  # somebody else was quicker with this credential's next number
            found = acts.read(data.split(b"\n")[2])
            return Refused("sequence", _out_of_turn(found.n))
        return self.registry.receive(data, parts)

    def part(self, commit: str) -> bytes | None:
        return self.registry.part(commit)

    def held(self) -> Iterable[bytes]:
        return self.registry.held()


def _out_of_turn(n: int) -> Reason:
    return refused("sequence", "credentials.out_of_turn", next=("number", str(n + 1)), given=("number", str(n))).reason


@pytest.mark.parametrize("another", ["act", "record", "more", "nothing"])
def test_a_door_that_prepares_something_else_gets_no_signature(cast: Cast, life: list[ToEnter], another: str) -> None:
    before = cast.standing.size
    summary = enter_all(cast, life, OtherDoor(cast.registry, another))
    assert summary.stopped is not None and "nothing was signed" in summary.stopped.said("en", names(cast))
    assert cast.standing.size == before


def test_an_act_out_of_turn_is_prepared_again(cast: Cast, life: list[ToEnter]) -> None:
    door = OtherDoor(cast.registry, busy=1)
    assert enter_all(cast, life[1:1], door) == Summary(0, 0, (), None)
    summary = enter_all(cast, life[:1], door)
    assert door.asked == 2
    assert summary.stopped is not None and summary.stopped.refused.reason.code == "instruments.id_taken"
