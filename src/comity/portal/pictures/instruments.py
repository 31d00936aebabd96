"""The life of an instrument on a line: from its text to its entry into force, and what came of it since.

Labels stand above the line on levels of their own, so that no stem crosses a word; secondary ones leave on a phone.
A day that is known by its month or year only is a hatched span over its whole doubt.
"""

from collections.abc import Callable

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from comity import day as days
from comity.portal.pictures.svg import Scale, Svg, pc

#: Widths of the drawing that labels are laid out for: a sheet, and a phone (where only the main ones are left).
WIDE, NARROW = 740, 288
LETTER = 6.9
LEVEL = 19
#: So many secondary labels at the most; of what is more than that only the strokes are drawn.
LABELS = 9


class Mark(Struct, frozen=True):
    """Something on the line: from which day to which it may have been, its words, whether they stay on a phone.

    kind  act, force (a filled disc), end (a bar)
    """

    day: str
    words: str
    main: bool = False
    kind: str = "act"


class Placed(Struct, frozen=True):
    """A mark's label in its place: level 0 is nearest to the line."""

    mark: Mark
    x: float
    level: int
    anchor: str


def place(marks: list[Mark], scale: Scale) -> list[Placed]:
    """Labels on levels such that none overlaps another and no stem crosses one.

    Those that run to the right are placed from right to left, each above whatever begins under it; those that would
    leave the sheet run to the left and are placed above, from left to right.
    """
    at = [(scale.x(days.first(m.day)), _width(m, WIDE), _width(m, NARROW), m) for m in marks]
    left = {id(m) for x, wide, narrow, m in at if x + (narrow if m.main else wide) > 100 and x > 50}
    for _ in at:
        stems = [x for x, _, _, m in at if id(m) in left]
        more = {id(m) for x, wide, _, m in at if id(m) not in left and x - wide >= 0 and any(x < s < x + wide for s in stems)}
        if not more:
            break
        left |= more
    out: list[Placed] = []
    for x, wide, narrow, m in sorted((one for one in at if id(one[3]) not in left), key=lambda one: -one[0]):
        level = 1 + max((p.level for p in out if x <= p.x < x + (narrow if m.main and p.mark.main else wide)), default=-1)
        out.append(Placed(m, x, level, "start"))
    for x, wide, narrow, m in sorted((one for one in at if id(one[3]) in left), key=lambda one: one[0]):
        level = 0
        for p in out:
            mine, theirs = (narrow, _width(p.mark, NARROW)) if m.main and p.mark.main else (wide, _width(p.mark, WIDE))
            begin, end = (p.x, p.x + theirs) if p.anchor == "start" else (p.x - theirs, p.x)
            if begin < x and end > x - mine:
                level = max(level, p.level + 1)
        out.append(Placed(m, x, level, "end"))
    return out


def _fitting(mark: Mark, scale: Scale) -> Mark:
    """The mark as it is, or as a secondary one where a phone has no room for its words on either side."""
    x, narrow = scale.x(days.first(mark.day)), _width(mark, NARROW)
    fits = x + narrow <= 100 if x <= 50 else x - narrow >= 0
    return mark if fits or not mark.main else replace(mark, main=False)


def _width(mark: Mark, sheet: int) -> float:
    return 100 * (len(mark.words) * LETTER + 10) / sheet


def life_line(
    key: str, marks: list[Mark], scale: Scale, solid: tuple[str, str] | None, day: str, month: Callable[[str], str], title: str
) -> Markup:
    """The drawing: the line (solid in accent while in force, dashed before and after), marks with labels, ticks below.

    What came after `day` is paler (empty: nothing is); `month` says a month in words.
    """
    told = "; ".join(mark.words for mark in marks if mark.words)
    named = [_fitting(m, scale) for m in marks if m.words]
    secondary = [m for m in named if not m.main]
    if len(secondary) > LABELS:
        named = [m for m in named if m.main]
    placed = place(named, scale)
    top = 16 + LEVEL * max((p.level for p in placed), default=0)
    y = top + 22
    svg = Svg(key, y + 30, title, told)
    begin, until = scale.x(solid[0]) if solid else 100.0, scale.x(solid[1]) if solid else 100.0
    svg.line(0, begin, y, y, "x d")
    if solid:
        svg.line(begin, until, y, y, "t k")
        if until < 100:
            svg.line(until, 100, y, y, "x d")
    ticks = _ticks(month, scale)
    kept = max(1, -(-len(ticks) // 3))  # on a phone there is room for three
    said_to = {WIDE: -1.0, NARROW: -1.0}
    for i, (x, words) in enumerate(ticks):
        anchor = "start" if x < 12 else "end" if x > 88 else "middle"
        begins, ends = {}, {}
        for sheet in (WIDE, NARROW):
            wide = 100 * (len(words) * LETTER + 10) / sheet
            begins[sheet] = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            ends[sheet] = begins[sheet] + wide
        minor = bool(i % kept) or begins[NARROW] < said_to[NARROW]
        svg.add("<g{}>", Markup(' class="minor"') if minor else "")
        svg.line(x, x, y + 2, y + 8, "e")
        if begins[WIDE] >= said_to[WIDE]:  # a tick whose words would lie over those before it stays without words
            svg.text(x, y + 24, words, anchor=anchor)
            said_to[WIDE] = ends[WIDE]
            said_to[NARROW] = said_to[NARROW] if minor else ends[NARROW]
        svg.add("</g>")
    for mark in marks:
        first, last = scale.x(days.first(mark.day)), scale.x(days.last(mark.day))
        if len(mark.day) < 10:
            svg.rect(first, max(last, first + 0.4), y - 5, 10, "hz")
        elif mark.words not in {m.words for m in named}:
            svg.line(first, first, y - 7, y, "x")
        if mark.kind == "force":
            svg.add('<circle cx="{}" cy="{}" r="6" class="fa"/>', pc(first), y)
        elif mark.kind == "end":
            svg.line(first, first, y - 8, y + 8, "x", ' stroke-width="3"')
    for p in placed:
        svg.add('<line x1="{0}" x2="{0}" y1="{1}" y2="{2}" class="x{3}"/>', pc(p.x), top - LEVEL * p.level - 10, y, "" if p.mark.main else " minor")
    for p in placed:
        kind = ("a" if p.mark.kind == "force" else "b" if p.mark.main else "i") + ("" if p.mark.main else " minor")
        shift = 5 if p.anchor == "start" else -5
        svg.add(
            '<text x="{}" y="{}" dx="{}" class="{} halo" text-anchor="{}">{}</text>',
            pc(p.x), top - LEVEL * p.level, shift, kind, p.anchor, p.mark.words,
        )  # fmt: skip
    if day and scale.start < day < scale.end:
        x = scale.x(day)
        svg.add('<rect x="{}" y="0" width="{}" height="{}" class="fp" opacity=".55"/>', pc(x), pc(100 - x), y + 10)
        svg.line(x, x, 4, y + 10, "x", ' stroke-width="1.5"')
    return svg.draw()


def _ticks(month_words: Callable[[str], str], scale: Scale) -> list[tuple[float, str]]:
    """Quarters where the time shown is short, else years."""
    years = days.days_between(scale.start, scale.end) / 365.25
    out: list[tuple[float, str]] = []
    if years <= 2.2:
        step = 3 if years > 0.8 else 1
        month = scale.start[:7]
        while (first := f"{month}-01") <= scale.end:
            if first >= scale.start and (int(month[5:]) - 1) % step == 0:
                out.append((scale.x(first), month_words(month)))
            if month == days.LAST[:7]:
                break
            month = days.add_months(first, 1)[:7]
        return out
    step = 1 if years <= 8 else 5 if years <= 45 else 10
    return [(scale.x(f"{year}-01-01"), str(year)) for year in scale.years(step) if scale.start <= f"{year}-01-01" <= scale.end]


def padded(start: str, end: str, left: float = 0.02, right: float = 0.06) -> Scale:
    """A scale with some room at both ends, as shares of the time shown."""
    whole = max(days.days_between(start, end), 30)
    return Scale(_within(start, -round(whole * left)), _within(end, round(whole * right)))


def _within(day: str, n: int) -> str:
    """So many days later, at the most the last day that there is; for n below 0 the first."""
    try:
        return days.add_days(day, n)
    except days.DayError:
        return days.FIRST if n < 0 else days.LAST
