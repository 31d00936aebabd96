"""Members through time: a bar per state, its treaty below its membership, doubts hatched over their whole length."""

from markupsafe import Markup
from msgspec import Struct

from comity.portal.pictures.svg import Scale, Svg, pc

ROW = 28
TOP = 28


class Bar(Struct, frozen=True):
    """A stretch of days of a kind: `signed`, `party`, `member`, `doubt`, `suspended`, `declared`; open where `until` is empty."""

    kind: str
    start: str
    until: str = ""


class Row(Struct, frozen=True):
    """A state's bars."""

    state: str
    bars: tuple[Bar, ...]


_CLASS = {"party": "fs", "member": "fa", "doubt": "hz", "suspended": "hz"}


def members_through_time(
    rows: tuple[Row, ...], scale: Scale, day: str, day_words: str, marked: bool, title: str, description: str
) -> Markup:
    """The drawing; `marked` draws the day shown and pales what came after it."""
    bottom = TOP - 6 + ROW * len(rows)
    svg = Svg("members", bottom + 28, title, description)
    for i, year in enumerate(scale.years()):
        x = scale.x(f"{year}-01-01")
        if x < 3 or x > 97:
            continue
        svg.add("<g{}>", Markup(' class="minor"') if i % 2 == 0 else "")
        svg.line(x, x, 22, bottom, "g")
        svg.text(x, 16, str(year), anchor="middle")
        svg.add("</g>")
    for i, row in enumerate(rows):
        middle = TOP + ROW * i + ROW // 2
        for bar in row.bars:
            x1, x2 = scale.x(bar.start), scale.x(bar.until or scale.end)
            if bar.kind == "signed":
                svg.line(x1, x2, middle, middle, "x")
            elif bar.kind == "declared":
                svg.line(x1, x2, middle + 8.5, middle + 8.5, "x", ' stroke-width="2" stroke-dasharray="2 2"')
            else:
                svg.rect(x1, x2, middle - 5, 10, _CLASS[bar.kind])
    if marked:
        x = scale.x(day)
        svg.add('<rect x="{}" y="22" width="{}" height="{}" class="fp" opacity=".5"/>', pc(x), pc(100 - x), bottom - 22)
        svg.line(x, x, 20, bottom + 4, "x", ' stroke-width="1.5"')
        half = 4 + 3.6 * len(day_words)
        svg.add('<rect x="{}" y="{}" width="{}" height="20" class="fi" transform="translate(-{})"/>', pc(x), bottom + 4, 2 * half, half)
        svg.text(x, bottom + 18, day_words, "o", "middle")
    return svg.draw()
