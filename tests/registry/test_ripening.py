"""What has ripened is entered exactly once, by the registry, before anything received later, also when nobody calls."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity import acts
from comity.acts.record import Ripen
from comity.charter import files_of, find
from comity.day import midnight
from comity.organisation.finding import HasEffect
from comity.record import entry
from comity.registry import found
from comity.registry.clock import ClockFault
from tests.cast import MEMBERS, REGISTRAR, RU, TJ, Cast, Template, words
from tests.registry.clocks import START, SetClock
from tests.zygote import Zygote

REMARK = {"about": ["member/TJ"], "said_by": words("somebody", "некто"), "text": words("a remark", "замечание")}
#: Six months after the notice of 16 February, when the day begins in Moscow; under the machine's clock, of 2020.
LEAVES_SIMULATED = midnight("2026-08-16", "Europe/Moscow")
LEAVES = midnight("2020-08-16", "Europe/Moscow")


def notice(cast: Cast) -> None:
    """Tajikistan, a founding member, gives notice of withdrawal: it takes effect six months later."""
    cast.enter(
        "membership.found", REGISTRAR, state="TJ", ground=words("signed the Charter", "подписал Устав"),
        effective="2003-09-18", transcribed={"confidence": "high", "source": ["SEED"]},
    )  # fmt: skip
    receipt = cast.enter("membership.notify", TJ, state="TJ", text=words("notice", "уведомление"))
    assert isinstance(receipt.finding, HasEffect)
    leaves = LEAVES_SIMULATED if cast.standing.opened.simulated else LEAVES
    assert [(m.kind, m.instant) for m in cast.standing.moments.order] == [("withdrawal", leaves)]


def ripened(cast: Cast) -> list[tuple[int, int]]:
    """Entry number and time of receipt of every act by which something ripened."""
    out = []
    for number, data in enumerate(cast.registry.held(), start=1):
        found = entry.read_entry(data, cast.registry.origin, cast.registry.keys.receipts.key)
        if isinstance(acts.read(found.json), Ripen):
            out.append((number, found.time))
    return out


def wait_for(what: str, holds: "object") -> None:
    assert callable(holds)
    for _ in range(500):
        if holds():
            return
        time.sleep(0.02)
    raise AssertionError(what)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """An exercise whose clock is the machine's: a test sets it."""
    folder = tmp_path_factory.mktemp("real") / "organisation"
    files = [
        (name, data.replace(b"clock: {kind: simulated, start: \"2026-02-16T09:00:00Z\"}", b"clock: {kind: system}"))
        for name, data in files_of(find("csto-demonstration"))
    ]
    assert any(b"kind: system" in data for _, data in files)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.time", lambda: float(START))
        found(folder, files, "record.csto-clock.example/1", MEMBERS)
    return Template(folder)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def timed(tmp_path: Path, real: Template, zygote: Zygote, clock: SetClock) -> Iterator[Cast]:
    """A cast on the machine's clock, which the test sets."""
    with Cast(real.copy(tmp_path / "organisation"), zygote, clock=clock) as cast:
        yield cast


def test_a_step_of_the_simulated_clock_brings_with_it_what_it_passes(cast: Cast) -> None:
    notice(cast)
    cast.enter("clock.step", REGISTRAR, to="2026-08-15T20:59:59Z")
    assert ripened(cast) == []
    cast.enter("clock.step", REGISTRAR, to="2026-08-15T21:00:00Z")
    assert ripened(cast) == [(6, LEAVES_SIMULATED)]
    cast.enter("record.remark", RU, **REMARK)
    assert ripened(cast) == [(6, LEAVES_SIMULATED)] and not cast.standing.moments.order


def test_what_has_come_is_entered_before_what_is_received_later(timed: Cast, clock: SetClock) -> None:
    notice(timed)
    clock.at = LEAVES - 1
    assert timed.enter("record.remark", RU, **REMARK).entry == 4
    clock.at = LEAVES
    assert timed.enter("record.remark", RU, **REMARK).entry == 6
    assert ripened(timed) == [(5, LEAVES)]


def test_the_finding_shown_beforehand_counts_what_will_have_ripened(timed: Cast, clock: SetClock) -> None:
    notice(timed)
    clock.at = LEAVES
    prepared = timed.prepare("membership.notify", TJ, state="TJ", text=words("again", "повторно"))
    receipt = timed.registry.receive(timed.sign(prepared, TJ))
    assert getattr(receipt, "finding", None) == prepared.finding != HasEffect()


def test_it_is_entered_also_when_nobody_calls(timed: Cast, clock: SetClock) -> None:
    notice(timed)
    clock.at = LEAVES + 5
    wait_for("the moment was entered", lambda: timed.registry.log.size == 4)
    assert ripened(timed) == [(4, LEAVES + 5)]
    timed.check()


def test_an_outage_over_the_hour_does_not_lose_it_and_a_restart_does_not_repeat_it(timed: Cast, clock: SetClock) -> None:
    notice(timed)
    timed.close()
    clock.at = LEAVES + 86_400
    timed.reopen()
    assert timed.enter("record.remark", RU, **REMARK).entry == 5
    assert ripened(timed) == [(4, LEAVES + 86_400)]
    timed.reopen()
    timed.registry.ripen()
    assert ripened(timed) == [(4, LEAVES + 86_400)]
    timed.check()


def test_an_act_counts_from_the_moment_of_its_arrival(timed: Cast, clock: SetClock) -> None:
    """What arrives before the hour and waits for its turn over the hour is received before it."""
    import threading

    notice(timed)
    clock.at = LEAVES - 1
    data = timed.sign(timed.prepare("record.remark", RU, **REMARK), RU)
    with timed.registry._door:
        caller = threading.Thread(target=timed.registry.receive, args=(data,))
        caller.start()
        wait_for("it waits", lambda: len(timed.registry._queue) == 1)
        clock.at = LEAVES + 60
    caller.join()
    timed.registry.ripen()
    assert ripened(timed) == [(5, LEAVES + 60)]
    held = list(timed.registry.held())
    assert entry.read_entry(held[3], timed.registry.origin, timed.registry.keys.receipts.key).time == LEAVES - 1
    timed.check()


def test_while_the_clock_cannot_be_believed_nothing_is_entered_and_nothing_ends(timed: Cast, clock: SetClock) -> None:
    notice(timed)
    said: list[str] = []
    timed.registry.on_failure = said.append
    data = timed.sign(timed.prepare("record.remark", RU, **REMARK), RU)
    clock.at = LEAVES + 5
    clock.fault = ClockFault("clock.jumped", seconds=4000)
    with pytest.raises(ClockFault):
        timed.registry.receive(data)
    time.sleep(1.2)
    assert (timed.registry.log.size, timed.registry.failed, said) == (3, "", [])
    clock.fault = None
    assert timed.registry.receive(data).entry == 5  # type: ignore[union-attr]
    timed.check()


def test_a_clock_set_back_a_little_never_makes_receipts_run_backwards(timed: Cast, clock: SetClock) -> None:
    clock.at = START + 100
    first = timed.enter("record.remark", RU, **REMARK)
    clock.at = START + 50
    second = timed.enter("record.remark", RU, **REMARK)
    assert first.time == second.time == START + 100
