"""Many callers at once: nobody is refused because of another, no number is given twice, acts share commits."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest

from comity.organisation.finding import Refused
from comity.record import entry
from comity.record.keys import Signer, generate
from comity.registry import Receipt
from tests.cast import AM, BY, KG, KZ, MEMBERS, REGISTRAR, RU, TJ, Cast, words
from tests.registry.enrolling import enrol

THREADS = 32
EACH = 6


def _together(calls: list[Callable[[], None]]) -> None:
    start = threading.Barrier(len(calls))
    troubles: list[BaseException] = []

    def run(call: Callable[[], None]) -> None:
        start.wait()
        try:
            call()
        except BaseException as trouble:
            troubles.append(trouble)

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not troubles, troubles


def _remark(i: int, j: int) -> dict[str, object]:
    text = words(f"remark {i} {j}", f"замечание {i} {j}")
    return {"about": ["member/TJ"], "said_by": words("somebody", "некто"), "text": text}


def _proves(cast: Cast, receipts: list[Receipt], before: int) -> None:
    """Every receipt is of another entry, and each says what stands there."""
    numbers = sorted(receipt.entry for receipt in receipts)
    assert numbers == list(range(before + 1, before + 1 + THREADS * EACH))
    for receipt in receipts:
        assert cast.registry.log.entry(receipt.entry - 1) == receipt.data
    times = [entry.read_entry(data, cast.registry.origin, cast.registry.keys.receipts.key).time for data in cast.registry.held()]
    assert times == sorted(times)
    cast.check()


def test_32_callers_with_4_credentials_are_never_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    receipts: list[Receipt] = []
    four = (TJ, KZ, BY, REGISTRAR)

    def caller(i: int) -> Callable[[], None]:
        credential = four[i % 4]
        signer = cast.signer(credential)

        def run() -> None:
            for j in range(EACH):
                outcome = cast.registry.enter("record.remark", _remark(i, j), credential, signer)
                assert isinstance(outcome, Receipt), outcome
                receipts.append(outcome)

        return run

    _together([caller(i) for i in range(THREADS)])
    _proves(cast, receipts, 1)
    assert Counter(c.n for c in cast.standing.credentials.values() if c.id in four) == {THREADS * EACH // 4: 4}


def test_32_callers_with_their_own_credentials_share_commits(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    signers: list[tuple[str, Signer]] = []
    for i in range(THREADS):
        member = MEMBERS[i % 6]
        signer = generate(f"csto-demonstration.example/{member}/mission/{2 + i // 6}")
        signers.append((enrol(cast, f"{member}/mission/1", signer), signer))
    before = cast.registry.log.size
    receipts: list[Receipt] = []
    commits: list[int] = []
    append = cast.registry.log.store.append

    def counted(expected: int, entries: list[bytes], root: bytes) -> None:
        commits.append(len(entries))
        append(expected, entries, root)

    monkeypatch.setattr(cast.registry.log.store, "append", counted)

    def caller(i: int) -> Callable[[], None]:
        credential, signer = signers[i]

        def run() -> None:
            for j in range(EACH):
                prepared = cast.registry.prepare("record.remark", _remark(i, j), credential)
                outcome = cast.registry.receive(entry.assemble(prepared.text, (signer.sign(prepared.text),)))
                assert isinstance(outcome, Receipt), outcome
                receipts.append(outcome)

        return run

    _together([caller(i) for i in range(THREADS)])
    monkeypatch.undo()
    assert sum(commits) == THREADS * EACH and len(commits) < THREADS * EACH
    _proves(cast, receipts, before)


def test_the_same_note_twice_in_one_batch_gets_one_receipt(cast: Cast) -> None:
    prepared = cast.prepare("record.remark", TJ, **_remark(0, 0))
    data = cast.sign(prepared, TJ)
    outcomes: list[Receipt | Refused] = []
    other = cast.sign(cast.prepare("record.remark", RU, **_remark(1, 0)), RU)
    cast.registry._door.acquire()  # all wait, and then go in together
    threads = [threading.Thread(target=lambda d=one: outcomes.append(cast.registry.receive(d))) for one in (data, other, data, data)]
    for one in threads:
        one.start()
    while len(cast.registry._queue) < 4:
        pass
    cast.registry._door.release()
    for one in threads:
        one.join()
    assert Counter(o.entry for o in outcomes if isinstance(o, Receipt)) in ({2: 3, 3: 1}, {3: 3, 2: 1})
    cast.check()


def test_one_that_cannot_be_examined_hurts_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from comity.organisation import fold
    from comity.registry import registry as door

    broken = cast.sign(cast.prepare("record.remark", TJ, **_remark(0, 0)), TJ)
    sound = [cast.sign(cast.prepare("record.remark", one, **_remark(1, 0)), one) for one in (AM, KG)]
    examined = fold.step

    def step(standing, act, identity, moment, signer, files):  # type: ignore[no-untyped-def]
        if signer == TJ:
            raise KeyError("a rule stumbled")
        return examined(standing, act, identity, moment, signer, files)

    monkeypatch.setattr(door, "step", step)
    outcomes: list[object] = []

    def call(data: bytes) -> None:
        try:
            outcomes.append(cast.registry.receive(data))
        except KeyError as trouble:
            outcomes.append(trouble)

    with cast.registry._door:
        threads = [threading.Thread(target=call, args=(one,)) for one in (sound[0], broken, sound[1])]
        for one in threads:
            one.start()
        while len(cast.registry._queue) < 3:
            pass
    for one in threads:
        one.join()
    assert sorted(type(one).__name__ for one in outcomes) == ["KeyError", "Receipt", "Receipt"]
    monkeypatch.undo()
    cast.check()
