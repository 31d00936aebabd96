"""From which day each challenge is answered: a bar from the first answer on, a mark for each thing that answers it."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from comity import day as days
from comity.portal.pictures.rows import DEEP_ROW, TOP, draw_years, mark_day
from comity.portal.pictures.svg import Scale, Svg, pc
from comity.portal.reading import Reading
from comity.portal.words import Words

ROW = 28


class Mark(NamedTuple):
    """Something that answers, from a day on: `body`, `programme`, or a text (`decision`, `instrument`)."""

    day: str
    kind: str


def answers_through_time(
    reading: Reading, w: Words, rows: Sequence[Sequence[Mark]], title: str, description: str, tall: bool
) -> Markup:
    """The drawing, a row for each challenge in the order of the list beside it."""
    height = DEEP_ROW if tall else ROW
    first = min(mark.day for row in rows for mark in row)
    scale = Scale(f"{first[:4]}-01-01", days.add_months(days.Day(reading.today), 8))
    bottom = TOP - 6 + height * len(rows)
    marked = reading.away and scale.start <= reading.day <= scale.end
    svg = Svg("concerns", bottom + (28 if marked else 4), title, description)
    draw_years(svg, scale, bottom)
    end = scale.x(min(reading.day, reading.today))
    for i, row in enumerate(rows):
        middle = TOP + height * i + height // 2
        if not row:
            svg.line(0, 100, middle, middle, "g d")
            svg.text(0, middle - 5, w("concerns.nothing_short"), "sm")
            continue
        svg.rect(scale.x(min(mark.day for mark in row)), end, middle - 4, 8, "fs")
        for mark in sorted(row, key=lambda one: one.kind):
            draw_mark(svg, scale.x(mark.day), middle, mark.kind)
    if marked:
        mark_day(svg, scale.x(reading.day), bottom, w.day(reading.day, "table"))
    elif not reading.away:
        svg.line(scale.x(reading.today), scale.x(reading.today), 20, bottom, "x")
    return svg.draw()


def draw_mark(svg: Svg, x: float, middle: int, kind: str) -> None:
    """A disc for a body, a square for a programme, a ring for a text."""
    if kind == "body":
        svg.add('<circle cx="{}" cy="{}" r="6" class="fa"/>', pc(x), middle)
    elif kind == "programme":
        svg.add('<rect x="{}" y="{}" width="12" height="12" class="fi" transform="translate(-6)"/>', pc(x), middle - 6)
    else:
        svg.add('<circle cx="{}" cy="{}" r="4.5" class="fp x"/>', pc(x), middle)
