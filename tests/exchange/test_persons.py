"""Names of persons in a file of acts become parts: never in an entry's bytes, recognised when entered again, erasable."""

from pathlib import Path

import pytest

from comity import acts
from comity.acts.posts import Appoint
from comity.exchange import ToEnter, enter, read_history
from comity.exchange.history import HistoryError
from tests.cast import REGISTRAR, Cast
from tests.exchange.test_history import file_of
from tests.exchange.test_way_in import OtherDoor

HISTORY = """\
- {act: post.create, post: clerk, title: {en: Clerk, ru: Письмоводитель}, basis: {words: {en: By custom., ru: По обычаю.}}, effective: 2001-01-01, source: [SEED], confidence: high}
- {act: post.appoint, post: clerk, basis: {words: {en: Chosen., ru: Избран.}}, person: {en: Xanthe Example, ru: Ксанфа Примерова}, effective: 2001-02-01, source: [SEED], confidence: high}
"""
NAME = "Xanthe Example"


@pytest.fixture
def named(tmp_path: Path) -> list[ToEnter]:
    return read_history([file_of(tmp_path, HISTORY)])


def enter_all(cast: Cast, history: list[ToEnter]) -> tuple[int, int]:
    summary = enter(cast.registry, cast.signer(REGISTRAR), REGISTRAR, history)
    assert summary.stopped is None, summary.stopped
    return summary.entered, summary.held


def appointed(cast: Cast) -> Appoint:
    act = acts.read(list(cast.registry.held())[-1].split(b"\n")[2])
    assert isinstance(act, Appoint)
    return act


def test_a_name_is_kept_beside_the_record_and_not_in_it(cast: Cast, named: list[ToEnter]) -> None:
    assert enter_all(cast, named) == (2, 0)
    assert not any(NAME.encode() in data or "Ксанфа".encode() in data for data in cast.registry.held())
    versions = appointed(cast).person
    assert [(v.lang, (cast.registry.part(v.part.commit) or b"").decode()) for v in versions] == [("en", NAME), ("ru", "Ксанфа Примерова")]
    assert {(v.part.media, v.part.distribution) for v in versions} == {("text/plain; charset=utf-8", "public")}
    cast.check()


def test_the_same_file_again_enters_nothing_although_salts_are_made_anew(cast: Cast, named: list[ToEnter]) -> None:
    enter_all(cast, named)
    before = sorted(path.name for path in cast.registry.parts.folder.iterdir())
    assert enter_all(cast, named) == (0, 2)
    assert sorted(path.name for path in cast.registry.parts.folder.iterdir()) == before


def test_another_name_of_the_same_length_is_another_act(cast: Cast, tmp_path: Path, named: list[ToEnter]) -> None:
    enter_all(cast, named)
    (tmp_path / "other").mkdir()
    other = read_history([file_of(tmp_path / "other", HISTORY.replace(NAME, "Xanthe Exemple"))])
    assert enter_all(cast, other) == (1, 1)


def test_an_erased_name_is_not_entered_again(cast: Cast, named: list[ToEnter]) -> None:
    enter_all(cast, named)
    for version in appointed(cast).person:
        (cast.registry.parts.folder / version.part.commit).unlink()
    assert enter_all(cast, named) == (0, 2)
    assert cast.registry.part(appointed(cast).person[0].part.commit) is None


def test_a_door_that_puts_another_name_gets_no_signature(cast: Cast, named: list[ToEnter]) -> None:
    class Swaps(OtherDoor):
        def prepare(self, name, fields, credential):  # type: ignore[no-untyped-def]
            if "person" in fields:
                one = fields["person"][0]
                fields = {**fields, "person": [{**one, "part": {**one["part"], "commit": "B" * 43}}]}
            return super().prepare(name, fields, credential)

    summary = enter(Swaps(cast.registry), cast.signer(REGISTRAR), REGISTRAR, named)
    assert summary.stopped is not None and "nothing was signed" in summary.stopped.said("en", cast.standing.law.name)


def test_a_name_in_one_language_only_is_told(tmp_path: Path) -> None:
    with pytest.raises(HistoryError) as fault:
        read_history([file_of(tmp_path, HISTORY.replace(", ru: Ксанфа Примерова", ""))])
    assert ".person" in str(fault.value)
