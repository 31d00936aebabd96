"""Power as bars: two indices of each member beside one another; and an index through time, a row of steps for each line."""

from fractions import Fraction

from markupsafe import Markup
from msgspec import Struct

from comity.portal.pictures.rows import TOP, draw_line, draw_years, mark_day
from comity.portal.pictures.svg import Scale, Svg, pc

#: The height of a row whose name takes one line: there are two bars in it.
ROW = 32
#: Of the width, for the longest bar; the rest is for its figure.
LONGEST = 76
#: Rows beyond these stand in the table only.
SHOWN = 40


class Bars(Struct, frozen=True):
    """A row: what it is called, its two figures, and these in words."""

    label: str
    figures: tuple[Fraction, Fraction]
    words: tuple[str, str]


class Step(Struct, frozen=True):
    """From a day to a day: a figure, in words too."""

    start: str
    until: str
    figure: Fraction
    words: str


def power_bars(
    rows: tuple[Bars, ...], title: str, description: str, lang: str, height: int = ROW, fills: tuple[str, str] = ("fa", "fs"), id: str = "power"
) -> Markup:
    """Two bars in each row, on one scale of per cent; `fills` tells the first ones from the second; `id` is the
    picture's own on its page.
    """
    most = max((max(row.figures) for row in rows), default=Fraction(0)) or Fraction(1)
    bottom = TOP + height * len(rows)
    svg = Svg(id, bottom + 4, title, description)
    step = _step(most)
    for i in range(int(most / step) + 1):
        x = float(LONGEST * i * step / most)
        svg.add("<g{}>", Markup(' class="minor"') if i % 2 else "")
        draw_line(svg, x, bottom, _percent(i * step, lang) if i else "0", "middle" if i else "start")
        svg.add("</g>")
    for i, row in enumerate(rows):
        middle = TOP + height * i + height // 2
        for figure, words, y, kind in zip(row.figures, row.words, (middle - 11, middle + 2), fills, strict=True):
            end = float(LONGEST * figure / most)
            svg.rect(0, end, y, 9, kind)
            svg.add('<text x="{}" y="{}" dx="6" class="sm{}">{}</text>', pc(end), y + 9, " i" if kind == "fa" else "", words)
    return svg.draw()


def _step(most: Fraction) -> Fraction:
    """So that there are five lines at most, in round parts of a per cent."""
    return next((Fraction(n, 1000) for n in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most / Fraction(n, 1000) <= 5), Fraction(1))


def _percent(part: Fraction, lang: str) -> str:
    """A line of the scale: `5%`, `5 %`, `0,5 %`."""
    whole, tenth = divmod(int(1000 * part), 10)
    number = f"{whole}{'.' if lang == 'en' else ','}{tenth}" if tenth else str(whole)
    return f"{number}%" if lang == "en" else f"{number}\u00a0%"


def power_over_time(
    rows: tuple[tuple[Step, ...], ...], scale: Scale, title: str, description: str, height: int = ROW, marked: tuple[str, str] = ("", "")
) -> Markup:
    """A row of steps for each line, all on one scale; `marked`: the day shown, and its words."""
    most = max((step.figure for row in rows for step in row), default=Fraction(0)) or Fraction(1)
    bottom = TOP + height * len(rows)
    svg = Svg("over-time-picture", bottom + (28 if marked[0] else 4), title, description)
    draw_years(svg, scale, bottom, 10 if int(scale.end[:4]) - int(scale.start[:4]) > 40 else 5)
    for i, row in enumerate(rows):
        base = TOP + height * (i + 1) - 4
        svg.line(0, 100, base, base, "g")
        for step in row:
            tall = max(1.0, float((height - 8) * step.figure / most)) if step.figure else 0.0
            x1, x2 = scale.x(step.start), scale.x(step.until)
            if tall and x2 > x1:
                svg.add(
                    '<rect x="{}" y="{}" width="{}" height="{}" class="fs"><title>{}</title></rect>',
                    pc(x1), f"{base - tall:.1f}", pc(x2 - x1), f"{tall:.1f}", step.words,
                )  # fmt: skip
    if marked[0]:
        mark_day(svg, scale.x(marked[0]), bottom, marked[1])
    return svg.draw()
