"""The pen: elements of SVG, and a scale of days."""

from typing import NamedTuple

from markupsafe import Markup

from comity import day as days
from comity.portal.markup import fill


class Scale(NamedTuple):
    """Days from `start` to `end` as per cents of a width."""

    start: str
    end: str

    def x(self, day: str) -> float:
        """Where a day lies, within the scale."""
        whole = max(1, days.days_between(days.Day(self.start), days.Day(self.end)))
        return min(100.0, max(0.0, 100 * days.days_between(days.Day(self.start), days.Day(day)) / whole))

    def years(self, step: int = 5) -> list[int]:
        """The years to mark: every `step` of them within the scale."""
        first = int(self.start[:4]) // step * step + step
        return list(range(first, int(self.end[:4]) + 1, step))


def pc(value: float) -> str:
    """A per cent as SVG writes it."""
    return f"{value:.2f}%"


class Svg:
    """A drawing; `draw` gives it as markup with title and description."""

    def __init__(self, key: str, height: int, title: str, description: str, width: str = "100%") -> None:
        self.key, self.height, self.width = key, height, width
        self.title, self.description = title, description
        self._parts: list[Markup] = []

    def add(self, template: str, *values: object) -> None:
        """An element; what is put into it is escaped."""
        self._parts.append(fill(template, *values))

    def rect(self, x1: float, x2: float, y: float, height: float, kind: str) -> None:
        """A bar from x1 to x2 (per cents)."""
        if x2 > x1:
            self.add('<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>', pc(x1), y, pc(x2 - x1), height, kind)

    def line(self, x1: float, x2: float, y1: float, y2: float, kind: str, more: str = "") -> None:
        """A line between two points (x in per cents)."""
        self.add('<line x1="{}" x2="{}" y1="{}" y2="{}" class="{}"' + more + "/>", pc(x1), pc(x2), y1, y2, kind)

    def text(self, x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> None:
        """Words at a place."""
        named = fill(' class="{}"', kind) if kind else ""
        self.add('<text x="{}" y="{}"{} text-anchor="{}">{}</text>', pc(x), y, named, anchor, words)

    def draw(self, box: str = "") -> Markup:
        """The whole drawing; `box` is its view box where it is drawn to scale and not stretched."""
        size = fill('viewBox="{}"', box) if box else fill('width="{}" height="{}"', self.width, self.height)
        return fill('<svg {} role="img" aria-labelledby="{}-t {}-d"><title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>', size, self.key, self.key, self.key, self.title, self.key, self.description, Markup("").join(self._parts))
