"""A figure and its bound, and how both are printed."""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Figure(NamedTuple):
    """What was measured: a value with its unit, and the bound that it is held against, if there is one."""

    name: str
    value: float
    unit: str
    bound: float | None = None
    at_most: bool = True
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the bound is kept; a figure without one always is."""
        if self.bound is None:
            return True
        return self.value <= self.bound if self.at_most else self.value >= self.bound


def row(figure: Figure) -> str:
    """The figure as a line of a table."""
    bound = "" if figure.bound is None else f"{'<=' if figure.at_most else '>='} {number(figure.bound)}"
    verdict = "" if figure.bound is None else ("kept" if figure.holds else "MISSED")
    return f"{figure.name:<58} {number(figure.value):>12} {figure.unit:<12} {bound:>12}  {verdict:<7} {figure.note}".rstrip()


def number(value: float) -> str:
    """A number with as many digits as it bears."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"


def rate(work: Callable[[int], object], n: int, times: int = 3) -> float:
    """How often a second `work(n)` does one of its n things: the best of several runs."""
    best = 0.0
    for _ in range(times):
        start = time.perf_counter()
        work(n)
        best = max(best, n / (time.perf_counter() - start))
    return best


def spread(values: list[float]) -> str:
    """Median and the span of the middle half, in milliseconds."""
    quarters = statistics.quantiles(values, n=4)
    return f"middle half {quarters[0] * 1e3:.2f} to {quarters[2] * 1e3:.2f} ms"
