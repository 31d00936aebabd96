"""When a batch cannot be made durable: one sentence for all in it, no receipt, and a later start finds it consistent."""

import threading
from collections.abc import Callable

import pytest

from comity.record.store import CommitFailed, StoreError, WrongSize
from comity.registry import Receipt
from tests.cast import AM, BY, KG, RU, TJ, Cast, words

REMARK = {"about": ["member/TJ"], "said_by": words("somebody", "некто"), "text": words("a remark", "замечание")}


def _all_at_once(cast: Cast, credentials: tuple[str, ...]) -> list[object]:
    """Hands in one act of each while the door is held, so that they make one batch; gives what each caller got."""
    notes = [cast.sign(cast.prepare("record.remark", one, **REMARK), one) for one in credentials]
    got: list[object] = []

    def call(data: bytes) -> None:
        try:
            got.append(cast.registry.receive(data))
        except StoreError as trouble:
            got.append(trouble)

    with cast.registry._door:
        threads = [threading.Thread(target=call, args=(one,)) for one in notes]
        for one in threads:
            one.start()
        while len(cast.registry._queue) < len(notes):
            pass
    for one in threads:
        one.join()
    return got


def _failing(trouble: StoreError, after: bool = False) -> Callable[[Cast, pytest.MonkeyPatch], None]:
    def arm(cast: Cast, patch: pytest.MonkeyPatch) -> None:
        append = cast.registry.log.store.append

        def fail(expected: int, entries: list[bytes], root: bytes) -> None:
            if after:
                append(expected, entries, root)
            raise trouble

        patch.setattr(cast.registry.log.store, "append", fail)

    return arm


def test_a_full_disk_refuses_the_batch_with_one_sentence_and_what_comes_after_room_was_made_goes_in(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _failing(StoreError("store.full", file="record.sqlite"))(cast, patch)
        got = _all_at_once(cast, (TJ, RU, BY))
    assert {str(one) for one in got} == {"record.sqlite: the disk is full; make room and start again, nothing acknowledged is lost"}
    assert len(got) == 3 and cast.registry.log.size == 1 and not cast.registry.failed
    assert cast.enter("record.remark", TJ, **REMARK).entry == 2


@pytest.mark.parametrize("committed", [False, True], ids=["not committed", "committed all the same"])
def test_a_commit_that_failed_ends_the_registry_and_a_restart_knows_what_is_there(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    said: list[str] = []
    cast.registry.on_failure = said.append
    _failing(CommitFailed("store.disk_error", file="record.sqlite", why="EIO"), committed)(cast, monkeypatch)
    got = _all_at_once(cast, (TJ, RU, BY, AM))
    assert len(got) == 4 and all(isinstance(one, CommitFailed) for one in got)
    assert said == [cast.registry.failed] and "the disk gave an error" in said[0]
    with pytest.raises(CommitFailed):
        cast.registry.receive(cast.sign(cast.prepare("record.remark", KG, **REMARK), KG))
    monkeypatch.undo()
    cast.reopen()
    assert cast.registry.log.size == (5 if committed else 1)
    cast.check()
    assert cast.enter("record.remark", KG, **REMARK).entry == (6 if committed else 2)


def test_somebody_else_wrote_so_this_registry_ends(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(WrongSize("store.wrong_size", file="record.sqlite", found=9, expected=1))(cast, monkeypatch)
    got = _all_at_once(cast, (TJ, RU))
    assert all(isinstance(one, WrongSize) for one in got) and "somebody else wrote" in cast.registry.failed
    monkeypatch.undo()
    cast.reopen()
    assert cast.enter("record.remark", TJ, **REMARK).entry == 2


def test_each_caller_raises_its_own_exception(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(StoreError("store.full", file="record.sqlite"))(cast, monkeypatch)
    got = _all_at_once(cast, (TJ, RU, BY))
    assert len({id(one) for one in got}) == 3


def test_no_receipt_before_the_commit_and_nobody_sees_the_act(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    append = cast.registry.log.store.append
    seen: list[tuple[int, int, int]] = []

    def slow(expected: int, entries: list[bytes], root: bytes) -> None:
        append(expected, entries, root)
        seen.append((cast.standing.size, cast.registry.log.size, len(cast.registry.entered)))

    monkeypatch.setattr(cast.registry.log.store, "append", slow)
    cast.enter("record.remark", TJ, **REMARK)
    assert seen == [(1, 1, 1)]


def test_after_closing_nothing_is_entered_and_closing_twice_does_nothing(cast: Cast) -> None:
    data = cast.sign(cast.prepare("record.remark", TJ, **REMARK), TJ)
    registry = cast.registry
    cast.close()
    cast.close()
    with pytest.raises(StoreError, match="the registry is closed"):
        registry.receive(data)
    cast.reopen()
    assert isinstance(cast.registry.receive(data), Receipt)


def test_a_head_that_cannot_be_kept_ends_the_registry(cast: Cast, state: "object", monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.registry.test_ripening import wait_for

    def fail(signed: bytes) -> None:
        raise StoreError("heads.not_kept", folder="state", why="no room", name="COMITY_STATE")

    assert cast.registry.log._heads is not None
    monkeypatch.setattr(cast.registry.log._heads, "keep", fail)
    cast.registry.receive(cast.sign(cast.prepare("record.remark", TJ, **REMARK), TJ))
    wait_for("it ended", lambda: "cannot be kept" in cast.registry.failed)
    monkeypatch.undo()
    cast.reopen()
    assert cast.registry.log.size == 2
    cast.check()
