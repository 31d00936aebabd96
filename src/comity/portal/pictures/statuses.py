"""Statuses through time: a row for each holder or partner, what is held as a bar, its doubts hatched, documents as marks."""

from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from comity import day as days
from comity.portal.pictures.rows import DEEP_ROW, TOP, deep, draw_years, show_day, within
from comity.portal.pictures.svg import Scale, Svg
from comity.portal.reading import Reading
from comity.portal.words import Words

ROW = 28
_CLASS = {"held": "fa", "invited": "fs", "doubt": "hz"}


class Stretch(Struct, frozen=True):
    """Days of a kind, from `start` up to `until`: `held`, `invited`, `doubt`; `known`: nothing more than that it is known."""

    kind: str
    start: str
    until: str


class Row(Struct, frozen=True):
    """A row: its name, its stretches, the days on which something was concluded or done."""

    name: str
    stretches: tuple[Stretch, ...]
    marks: tuple[str, ...] = ()


def held(start: str, until: str, kind: str = "held") -> tuple[Stretch, ...]:
    """A stretch that begins and ends certainly, or in doubt over the whole of a year or month that is all one knows."""
    first, surely = days.first(start), days.last(start)
    end, at_last = days.first(until), days.last(until)
    found = []
    if len(start) < 10:
        found.append(Stretch("doubt", first, min(surely, end)))
    if surely < end:
        found.append(Stretch(kind, surely if len(start) < 10 else first, end))
    if len(until) < 10:
        found.append(Stretch("doubt", max(end, first), at_last))
    return tuple(found)


def statuses(reading: Reading, w: Words, key: str, title: str, described: str, rows: Iterable[Row]) -> Markup:
    """The drawing, from the first year in which anything is known to a little after today; empty where nothing is."""
    every = list(rows)
    begins = [day for row in every for day in (*(s.start for s in row.stretches), *row.marks)]
    if not begins:
        return Markup("")
    scale = Scale(f"{min(begins)[:4]}-01-01", days.add_months(reading.today, 8))
    height = DEEP_ROW if deep(row.name for row in every) else ROW
    bottom = TOP - 6 + height * len(every)
    svg = Svg(key, bottom + (28 if within(reading, scale) else 4), title, described)
    draw_years(svg, scale, bottom, 5 if int(scale.end[:4]) - int(scale.start[:4]) > 8 else 1)
    for i, row in enumerate(every):
        draw_row(svg, scale, row, TOP + height * i + height // 2)
    show_day(svg, scale, reading, bottom, w.day(reading.day, "table"))
    return svg.draw()


def draw_row(svg: Svg, scale: Scale, row: Row, middle: int) -> None:
    """One row: lines first, bars over them, marks on top."""
    for one in row.stretches:
        if one.kind == "known":
            svg.line(scale.x(one.start), scale.x(one.until), middle, middle, "x")
    for one in row.stretches:
        if one.kind != "known":
            svg.rect(scale.x(one.start), scale.x(one.until), middle - 5, 10, _CLASS[one.kind])
    for day in row.marks:
        svg.add('<circle cx="{}" cy="{}" r="5" class="fp l"/>', f"{scale.x(days.first(day)):.2f}%", middle)
