"""Pictures of rows, a name beside each: how high a row is, the years above it, the day that is shown."""

from collections.abc import Iterable

from markupsafe import Markup

from comity.portal.pictures.svg import Scale, Svg, pc
from comity.portal.reading import Reading

#: Above the first row, for the years.
TOP = 28
#: Rows of names that need two lines, three on a phone; and how many letters stand in one line of a phone.
DEEP_ROW = 44
ONE_LINE = 18


def deep(names: Iterable[str]) -> bool:
    """Whether some of these names do not fit on one line beside their bars."""
    return any(len(name) > ONE_LINE for name in names)


def draw_years(svg: Svg, scale: Scale, bottom: int, step: int = 5) -> None:
    """A line for every so many years; every other leaves on a phone, and what would hang over an edge is left out."""
    for i, year in enumerate(scale.years(step)):
        x = scale.x(f"{year}-01-01")
        if 3 <= x <= 97:
            svg.add("<g{}>", Markup(' class="minor"') if i % 2 == 0 else "")
            draw_line(svg, x, bottom, str(year))
            svg.add("</g>")


def draw_line(svg: Svg, x: float, bottom: int, words: str, anchor: str = "middle") -> None:
    """A line of a scale with its words above it."""
    svg.line(x, x, 22, bottom, "g")
    svg.text(x, 16, words, anchor=anchor)


def within(reading: Reading, scale: Scale) -> bool:
    """Whether a day other than today is shown, and has its place on the scale: its words need room below."""
    return reading.away and scale.start <= reading.day <= scale.end


def show_day(svg: Svg, scale: Scale, reading: Reading, bottom: int, words: str) -> None:
    """The line of today, or the day shown with all that came after it paler: everything, where the scale begins later."""
    if within(reading, scale):
        mark_day(svg, scale.x(reading.day), bottom, words)
    elif not reading.away:
        x = scale.x(reading.today)
        svg.line(x, x, 20, bottom, "x")
    elif reading.day < scale.start:
        veil(svg, 0.0, bottom)


def veil(svg: Svg, x: float, bottom: int) -> None:
    """What came after is paler."""
    svg.add('<rect x="{}" y="22" width="{}" height="{}" class="fp" opacity=".5"/>', pc(x), pc(100 - x), bottom - 22)


def mark_day(svg: Svg, x: float, bottom: int, words: str) -> None:
    """The day shown: a line, its words below, a veil over what came after."""
    veil(svg, x, bottom)
    svg.line(x, x, 20, bottom + 4, "x", ' stroke-width="1.5"')
    width = 14 + 7 * len(words)
    shift = 0.0 if x < 8 else width if x > 92 else width / 2
    svg.add('<rect x="{}" y="{}" width="{}" height="20" class="fi" transform="translate(-{})"/>', pc(x), bottom + 4, width, shift)
    svg.add('<text x="{}" y="{}" class="o" text-anchor="middle" dx="{}">{}</text>', pc(x), bottom + 18, width / 2 - shift, words)
