"""A programme's stages through time: planned above, reported below, every reading of its end, and the day shown."""

from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from comity import day as days
from comity.organisation.programmes import End, Stage
from comity.portal.pictures.rows import DEEP_ROW, TOP, draw_years, mark_day
from comity.portal.pictures.svg import Scale, Svg
from comity.portal.reading import Reading
from comity.portal.words import Words

#: A report of one day is drawn so many days wide, or nobody would see it.
SEEN = 12
#: Below the rows: a line for each reading of the end, and for the day shown.
LABEL = 20
#: So many years have their words side by side on a phone.
ON_PHONE = 7


class Strip(Struct, frozen=True):
    """Days of a stage, from `start` up to and not including `until`: `planned`, `doubt` about the plan, `reported`, `supposed`."""

    kind: str
    start: str
    until: str


_CLASS = {"planned": "fp e", "doubt": "hz", "reported": "fa", "supposed": "hz"}


def strips_of(stage: Stage, begins: str) -> tuple[Strip, ...]:
    """A stage's strips: as planned, its doubts apart; from its first to its last report; and before that, from the stated
    beginning of the programme, where the stage is the one that begins with it."""
    found = list(planned(stage))
    if stage.reports:
        first, last = days.first(stage.reports[0].start), days.last(stage.reports[-1].start)
        if begins and stage.start == begins and begins < first:
            found.append(Strip("supposed", begins, first))
        if days.days_between(first, last) < SEEN:
            found.append(Strip("reported", shifted(first, -SEEN // 2), shifted(last, SEEN // 2)))
        else:
            found.append(Strip("reported", first, day_after(last)))
    return tuple(found)


def shifted(day: str, by: int) -> str:
    """The day so many days later, within the days that there are."""
    try:
        return days.add_days(day, by)
    except days.DayError:
        return days.FIRST if by < 0 else days.LAST


def day_after(day: str) -> str:
    """The next day; the last one that there is stays itself."""
    return day if day >= days.LAST else days.add_days(day, 1)


def planned(stage: Stage) -> Iterable[Strip]:
    """The plan: certain from its latest beginning to its earliest end, in doubt before and after."""
    if not stage.start or not stage.until:
        return
    start, surely = days.first(stage.start), days.first(stage.start_latest)
    until, at_last = day_after(days.last(stage.until)), day_after(days.last(stage.until_latest))
    if start < surely:
        yield Strip("doubt", start, min(surely, until))
    if surely < until:
        yield Strip("planned", surely, until)
    if until < at_last:
        yield Strip("doubt", until, at_last)


def scale_of(rows: Iterable[tuple[Strip, ...]], ends: Iterable[End]) -> Scale | None:
    """Whole years, from the first strip to the last reading of the end; none where nothing was planned."""
    strips = [strip for row in rows for strip in row]
    if not strips:
        return None
    last = max([shifted(strip.until, -1) for strip in strips] + [end.last for end in ends])
    end = f"{int(last[:4]) + 1:04}-01-01" if last[:4] < days.LAST[:4] else days.LAST
    return Scale(f"{min(strip.start for strip in strips)[:4]}-01-01", end)


def gantt(reading: Reading, w: Words, stages: tuple[Stage, ...], ends: tuple[End, ...], begins: str, described: str) -> Markup:
    """The drawing; empty where no stage has a day."""
    rows = [strips_of(stage, begins) for stage in stages]
    scale = scale_of(rows, ends)
    if scale is None:
        return Markup("")
    bottom = TOP - 6 + DEEP_ROW * len(rows)
    shown = scale.start <= reading.day < scale.end
    height = bottom + LABEL * len(ends) + 8 + (24 if shown and reading.away else 0)
    title = w("programme.picture", start=scale.start[:4], end=shifted(scale.end, -1)[:4])
    svg = Svg("gantt", height, title, described)
    draw_first_years(svg, scale, bottom)
    for i, row in enumerate(rows):
        for strip in row:
            top = TOP + DEEP_ROW * i
            y, thick = (top + 10, 12) if strip.kind in ("planned", "doubt") else (top + 25, 8)
            svg.rect(scale.x(strip.start), scale.x(strip.until), y, thick, _CLASS[strip.kind])
    if shown and reading.away:
        mark_day(svg, scale.x(reading.day), bottom, w.day(reading.day, "table"))
    elif shown:
        x = scale.x(reading.day)
        svg.line(x, x, 20, bottom, "x", ' stroke-width="1.5"')
        svg.text(x, 36, w("programme.today"), "b halo", "start" if x < 85 else "end")
    draw_ends(svg, scale, w, ends, bottom, height)
    return svg.draw()


def draw_first_years(svg: Svg, scale: Scale, bottom: int) -> None:
    """The years: of a short time each, its own beginning among them; of a long one every fifth."""
    years = int(scale.end[:4]) - int(scale.start[:4])
    if years > 15:
        draw_years(svg, scale, bottom)
        return
    for i, year in enumerate(range(int(scale.start[:4]), int(scale.end[:4]))):
        x = scale.x(f"{year}-01-01")
        svg.add("<g{}>", Markup(' class="minor"') if i % -(-years // ON_PHONE) else "")
        svg.line(x, x, 22, bottom, "g")
        svg.text(x, 16, str(year))
        svg.add("</g>")


def draw_ends(svg: Svg, scale: Scale, w: Words, ends: tuple[End, ...], bottom: int, height: int) -> None:
    """Each reading of the end: a line on its day, or its doubt hatched over its whole length, with its words below."""
    first_label = height - LABEL * len(ends)
    for i, end in enumerate(ends):
        x1, x2 = scale.x(day_after(end.first)), scale.x(day_after(end.last))
        y = first_label + LABEL * i
        right = x2 > 50
        if end.first == end.last:
            svg.line(min(x1, 99.9), min(x1, 99.9), 22, y + 4, "t")
            words = w("programme.end_label", day=("day", end.first))
        else:
            svg.rect(x1, x2, y + 1, 7, "hz")
            svg.line(min(x2, 99.9), min(x2, 99.9), 22, y + 8, "t d")
            words = w("programme.end_label_between", first=("day", end.first), last=("day", end.last))
            x1 = x1 if right else x2
        svg.add('<text x="{}" y="{}" class="i halo" text-anchor="{}" dx="{}">{}</text>', f"{x1:.2f}%", y + 12, "end" if right else "start", -6 if right else 6, words)
