"""The machine's clock, watched: set back, an hour ahead, behind the record."""

import time

import pytest

from comity.registry import ClockFault
from comity.registry import clock as clocks
from comity.registry.clock import JUMP, SystemClock


class Machine:
    """A wall clock and a steady counter that a test moves."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_000_000.0, 50.0

    def passes(self, seconds: float, by: float = 0.0) -> None:
        """Time passes; the wall clock jumps by so much beyond that."""
        self.steady += seconds
        self.wall += seconds + by


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    one = Machine()
    monkeypatch.setattr(time, "time", lambda: one.wall)
    monkeypatch.setattr(clocks, "_steady", lambda: one.steady)
    return one


def test_it_goes_with_the_machine(machine: Machine) -> None:
    clock = SystemClock(0)
    machine.passes(86_400.5)
    assert clock.now() == 1_086_400


@pytest.mark.parametrize(("by", "code"), [(JUMP + 1, "clock.jumped"), (-JUMP - 1, "clock.set_back")])
def test_a_jump_of_more_than_an_hour_is_not_believed_until_it_is_right_again(machine: Machine, by: int, code: str) -> None:
    clock = SystemClock(0)
    machine.passes(10, by)
    with pytest.raises(ClockFault) as fault:
        clock.now()
    assert fault.value.code == code
    assert "Nothing was entered" in fault.value.said("en") and "Ничего не\u00a0внесено" in fault.value.said("ru")
    machine.passes(10, -by)
    assert clock.now() == 1_000_020


@pytest.mark.parametrize("by", [JUMP - 1, 1 - JUMP])
def test_less_than_an_hour_is_a_correction(machine: Machine, by: int) -> None:
    clock = SystemClock(0)
    machine.passes(10, by)
    assert clock.now() == 1_000_010 + by


def test_a_clock_behind_the_last_receipt_does_not_start(machine: Machine) -> None:
    with pytest.raises(ClockFault, match="90 seconds behind the last receipt"):
        SystemClock(1_000_090)
    assert SystemClock(1_000_000).now() == 1_000_000
