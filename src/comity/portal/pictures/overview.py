"""The organisation's time in one line: its founding instruments and what amended them, each mark numbered as in the list."""

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from comity.portal.pictures.svg import Scale, Svg, pc

#: Marks nearer to each other than this (per cent) stand on different heights: two circles beside each other on a phone.
APART = 7.0
LANE = 24
BAND = 6


class Mark(Struct, frozen=True):
    """A day on the line: `kind` is adopted, in_force or planned."""

    day: str
    kind: str


def lanes(xs: Sequence[float]) -> list[int]:
    """On which height each mark stands so that none covers another; 0 is the lowest."""
    last: list[float] = []
    out = []
    for x in xs:
        lane = next((i for i, at in enumerate(last) if x - at >= APART), len(last))
        if lane == len(last):
            last.append(x)
        else:
            last[lane] = x
        out.append(lane)
    return out


def time_line(
    marks: Sequence[Mark], bands: Sequence[tuple[str, str, str]], scale: Scale, day: tuple[str, str], title: str, description: str
) -> Markup:
    """The drawing; `marks` in order of days, `bands` as (from, until, class) along the line, `day` the day shown and its words."""
    xs = [scale.x(mark.day) for mark in marks]
    heights = lanes(xs)
    line = LANE * (max(heights, default=0) + 1) + 12
    svg = Svg("line", line + 34, title, description)
    svg.line(0, 100, line, line, "g")
    for start, until, kind in bands:
        svg.rect(scale.x(start), scale.x(until), line - BAND // 2, BAND, kind)
    at, within = scale.x(day[0]), scale.start <= day[0] <= scale.end
    for i, year in enumerate(scale.years()):
        x = scale.x(f"{year}-01-01")
        if 3 <= x <= 97 and (not within or not -13 < x - at < 9):
            svg.add("<g{}>", Markup(' class="minor"') if i % 2 == 0 or (within and abs(x - at) < 26) else "")
            svg.line(x, x, line + 3, line + 9, "e")
            svg.text(x, line + 25, str(year), anchor="middle")
            svg.add("</g>")
    if within:
        svg.line(at, at, line - 12, line + 9, "t")
        svg.text(at, line + 25, day[1], "a", "end" if at > 80 else "start" if at < 20 else "middle")
    for number, (mark, x, lane) in enumerate(zip(marks, xs, heights, strict=True), start=1):
        y = line - 12 - LANE * lane - 4
        svg.line(x, x, y + 9, line, "x")
        svg.add('<circle cx="{}" cy="{}" r="10" class="{}"/>', pc(x), y, "fi" if mark.kind == "in_force" else "fp x")
        svg.text(x, y + 4.5, str(number), "o sm" if mark.kind == "in_force" else "i sm", "middle")
    return svg.draw()
