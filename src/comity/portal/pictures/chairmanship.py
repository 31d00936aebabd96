"""Whose turn it was: a bar for each turn in the row of its state, above them the rules by which the chair was chosen."""

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from comity import day as days
from comity.portal.pictures.rows import draw_line, show_day, within
from comity.portal.pictures.svg import Scale, Svg, pc
from comity.portal.reading import Reading
from comity.portal.words import Words

ROW = 28
#: Above the first row: the years, and the rules.
TOP, PLAIN_TOP = 48, 28
#: How many per cents of the width a rule needs so that its words fit, and how many its number alone.
WORDS_FIT, NUMBER_FITS = 11.0, 3.0
_CLASS = {"held": "fa", "acting": "fs", "low": "fs", "contested": "hz"}


class Bar(Struct, frozen=True):
    """A turn: `held`, `acting`, `low` (of low confidence) or `contested`; `instead` whose turn it was, where it was another's."""

    state: str
    kind: str
    start: str
    until: str
    instead: str = ""


class Band(Struct, frozen=True):
    """A rule by which the chair was chosen, with its days; an open one has no end."""

    regime: str
    start: str
    until: str = ""


def chair_band(reading: Reading, w: Words, states: Sequence[str], bars: Sequence[Bar], bands: Sequence[Band]) -> Markup:
    """The chairmanships, with the rules by which the chair was chosen, and the day shown."""
    first, last = min(bar.start for bar in bars)[:4], max(bar.until for bar in bars)[:4]
    return band(reading, w, "chair", w("chair.picture", start=first, end=last), states, bars, bands)


def band(reading: Reading, w: Words, key: str, title: str, states: Sequence[str], bars: Sequence[Bar], rules: Sequence[Band] = ()) -> Markup:
    """The drawing, with the day shown; without rules there is no row for them."""
    first = min(bar.start for bar in bars)
    end = max(max(bar.until for bar in bars), days.add_months(reading.today, 2))
    scale = Scale(f"{first[:4]}-01-01", end)
    top = TOP if rules else PLAIN_TOP
    bottom = top + ROW * len(states)
    svg = Svg(key, bottom + (28 if within(reading, scale) else 0), title, describe(w, states, bars) or title)
    for number, rule in enumerate(rules, 1):
        draw_rule(svg, w, scale, rule, number, bottom)
    for i, year in enumerate(scale.years(4)):
        x = scale.x(f"{year}-01-01")
        if 2 <= x <= 97:
            svg.add("<g{}>", Markup(' class="minor"') if i % 2 else "")
            draw_line(svg, x, bottom, str(year))
            svg.add("</g>")
    for i in range(len(states) + 1):
        svg.add('<line x1="0" x2="100%" y1="{}" y2="{}" class="g"/>', top + ROW * i, top + ROW * i)
    place = {state: i for i, state in enumerate(states)}
    for bar in bars:
        y = top + ROW * place[bar.state] + 6
        svg.rect(scale.x(bar.start), scale.x(bar.until), y, 16, _CLASS[bar.kind])
        if bar.instead:
            words = w("chair.picture.instead", id=bar.instead)
            svg.add('<text x="{}" y="{}" class="o minor" dx="5">{}</text>', pc(scale.x(bar.start)), y + 13, words)
    show_day(svg, scale, reading, bottom, w.day(reading.day, "table"))
    return svg.draw()


def draw_rule(svg: Svg, w: Words, scale: Scale, band: Band, number: int, bottom: int) -> None:
    """The time of a rule as a panel with its number and, where there is room, its words."""
    x1, x2 = scale.x(band.start), scale.x(band.until) if band.until else 100.0
    svg.rect(x1, x2, 22, bottom - 22, "fn")
    svg.line(x1, x1, 22, bottom, "e")
    if x2 - x1 >= NUMBER_FITS:
        words = w(f"chair.band.{band.regime}") if x2 - x1 >= WORDS_FIT else ""
        svg.add('<text x="{}" y="38" class="i minor" dx="6">{} {}</text>', pc(x1), number, words)


def describe(w: Words, states: Sequence[str], bars: Sequence[Bar]) -> str:
    """Every row in words."""
    rows = []
    for state in states:
        told = [w(f"chair.bar.{bar.kind}", start=("day", bar.start), until=("day", bar.until)) for bar in bars if bar.state == state]
        if told:
            rows.append(f"{w.state(state)}: {', '.join(told)}")
    return "; ".join(rows)
