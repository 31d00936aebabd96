"""A stretch of days in one line: what is held or comes round as marks, below them who presides, and the day shown."""

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from comity import day as days
from comity.portal.pictures.rows import draw_line, mark_day
from comity.portal.pictures.svg import Scale, Svg, pc

#: From above: months, words of the marks, their circles, the band of the chair.
WORDS, CIRCLE, BAND, BOTTOM = 42, 56, 74, 92
#: A letter in per cent of the width of a desktop, and of a phone.
DESKTOP, PHONE = 1.0, 2.6
#: Marks nearer to each other than this share one circle.
TOUCH = 0.6


class Mark(Struct, frozen=True):
    """Something on a day: with its words, or with none; `ahead` where the day has not come or it is only planned; `low` where it is
    of low confidence.
    """

    day: str
    words: str = ""
    ahead: bool = False
    low: bool = False


class Chair(Struct, frozen=True):
    """Who presides from a day to a day; `sure` where only one state is named, `low` where that is of low confidence."""

    start: str
    until: str
    words: str
    sure: bool = True
    low: bool = False


def year_line(marks: Sequence[Mark], chairs: Sequence[Chair], scale: Scale, months: Sequence[tuple[str, str]], day: tuple[str, str], title: str, description: str) -> Markup:
    """The drawing; `months` are days with the words above them, `day` the day shown with its words."""
    within = scale.start <= day[0] <= scale.end
    svg = Svg("days", BOTTOM + (30 if within else 4), title, description)
    for i, (start, words) in enumerate(months):
        x = scale.x(start)
        if x <= 94:
            svg.add("<g{}>", Markup(' class="minor"') if i % 3 else "")
            draw_line(svg, x, BOTTOM, words, "start" if x < 3 else "middle")
            svg.add("</g>")
    for chair in chairs:
        draw_chair(svg, scale, chair, scale.x(day[0]) if within else 0.0)
    if within:
        mark_day(svg, scale.x(day[0]), BOTTOM, day[1])
    draw_marks(svg, scale, marks)
    return svg.draw()


def draw_chair(svg: Svg, scale: Scale, chair: Chair, at: float) -> None:
    """A term of the chair, with its state where there is room for it beside the line of the day shown."""
    x1, x2 = scale.x(chair.start), scale.x(chair.until)
    if x2 <= x1:
        return
    svg.rect(x1, x2, BAND, BOTTOM - BAND, "hz" if not chair.sure else "fs" if chair.low else "fa")
    svg.line(x1, x1, BAND, BOTTOM, "g")
    start, end = x1, at if x1 < at < x2 else x2  # what lies after the day is paler
    if chair.sure and end - start > 1.5 + DESKTOP * len(chair.words):
        minor = end - start < 3 + PHONE * len(chair.words)
        svg.add('<g{}><text x="{}" y="{}" dx="6" class="{}">{}</text></g>', Markup(' class="minor"') if minor else "", pc(start), BOTTOM - 5, "i sm" if chair.low else "o sm", chair.words)


def draw_marks(svg: Svg, scale: Scale, marks: Sequence[Mark]) -> None:
    """The circles, and the words of those that have room for them: on a phone fewer."""
    drawn: list[float] = []
    wide: list[tuple[float, float]] = []
    small: list[tuple[float, float]] = []
    for mark in sorted(marks, key=lambda one: (not one.words, one.day)):
        x = scale.x(days.first(days.Day(mark.day)))
        if all(abs(x - other) >= TOUCH for other in drawn):
            drawn.append(x)
            svg.line(x, x, CIRCLE, BAND, "x")
            svg.add('<circle cx="{}" cy="{}" r="5" class="{}"/>', pc(x), CIRCLE, "fp x" if mark.ahead else "fs" if mark.low else "fi")
        if not mark.words or not fits(wide, place(x, DESKTOP * len(mark.words))):
            continue
        on_phone = fits(small, place(x, PHONE * len(mark.words)))
        anchor = "start" if x < 8 else "end" if x > 92 else "middle"
        svg.add('<g{}>', "" if on_phone else Markup(' class="minor"'))
        svg.text(x, WORDS, mark.words, "i", anchor)
        svg.add("</g>")


def place(x: float, width: float) -> tuple[float, float]:
    """From where to where words of a width stand, at an edge within it."""
    start = 0.0 if x < 8 else x - width if x > 92 else x - width / 2
    return (min(start, x), start + width)


def fits(taken: list[tuple[float, float]], wanted: tuple[float, float]) -> bool:
    """Whether words have room beside those that stand already; if so they take it."""
    if wanted[0] < 0 or wanted[1] > 100 or any(wanted[0] < end + 1 and start < wanted[1] + 1 for start, end in taken):
        return False
    taken.append(wanted)
    return True
