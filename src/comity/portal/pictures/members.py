"""Members through time: a bar per state, its treaty below its membership, doubts hatched over their whole length."""

from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from comity import day as days
from comity.acts import instruments as treaty_acts
from comity.acts import membership as acts
from comity.organisation.dated import counted
from comity.organisation.instruments import Instrument
from comity.organisation.membership import Member
from comity.organisation.standing import Standing
from comity.portal.pictures.rows import DEEP_ROW, TOP, deep, draw_years, show_day, within
from comity.portal.pictures.svg import Scale, Svg
from comity.portal.reading import Reading
from comity.portal.words import Words

ROW = 28
#: States beyond this are told by number in the description: nobody listens to three hundred bars.
TOLD = 40


class Bar(Struct, frozen=True):
    """A stretch of days of a kind: `signed`, `party`, `member`, `doubt`, `suspended`, `declared`, `presides`, `runs`; `open`: it goes on;
    `low`: of low confidence.
    """

    kind: str
    start: str
    until: str
    open: bool = False
    low: bool = False


class Row(Struct, frozen=True):
    """A state's bars (`state`), or those of anything else that has a `label`."""

    state: str
    bars: tuple[Bar, ...]


_CLASS = {"presides": "fi", "runs": "fd", "party": "fs", "member": "fa", "doubt": "hz", "suspended": "hz"}


def rows_of(standing: Standing, treaty: Instrument | None, states: Iterable[str], today: str) -> tuple[Row, ...]:
    """A row per state: party to the treaty, member, and what is contested or declared."""
    return tuple(Row(state, bars_of(standing.member(state), treaty, today)) for state in states)


def bars_of(member: Member, treaty: Instrument | None, today: str) -> tuple[Bar, ...]:
    """A state's bars, open ones up to today."""
    begins = next((days.first(days.Day(p.start)) for p in member.periods if p.status != "party"), "")
    bars = treaty_bars(treaty, member.state, begins or today) if treaty is not None else []
    for period in member.periods:
        if period.status == "party" and bars:
            continue
        start, surely = days.first(days.Day(period.start)), days.last(days.Day(period.start_latest))
        until = days.first(days.Day(period.until)) if period.until else today
        if surely > start:
            bars.append(Bar("doubt", start, surely))
            start = surely
        bars.append(Bar(period.status, start, max(start, until), not period.until))
    return tuple(bars + declared(member, today))


def treaty_bars(treaty: Instrument, state: str, end: str) -> list[Bar]:
    """From the signature or accession to the entry into force, and from there to the end, or to the membership."""
    party = treaty.party(state)
    bars: list[Bar] = []
    for span in party.force:
        start, surely = days.first(days.Day(span.start)), days.last(days.Day(span.start))
        until = min(days.first(days.Day(span.until)), end) if span.until else end
        if start < surely and start < until:  # known by its month or year only: in doubt over the whole of it
            bars.append(Bar("doubt", start, min(surely, until)))
            start = min(surely, until)
        if start < until:
            bars.append(Bar("party", start, until, not span.until))
    signed = next(counted(party.facts, treaty_acts.Sign, treaty_acts.Accede), None)
    if signed is not None and party.force:
        bars.insert(0, Bar("signed", days.first(days.Day(signed.start)), days.first(days.Day(party.force[0].start))))
    return bars


def declared(member: Member, today: str) -> list[Bar]:
    """What the state itself says of its participation, from its statement to the one that takes it back."""
    bars: list[Bar] = []
    for fact in counted(member.facts, acts.Declare):
        assert isinstance(fact.act, acts.Declare)
        day = days.first(days.Day(fact.start))
        if fact.act.stance in ("freezes", "resumes") and bars and bars[-1].open:
            bars[-1] = Bar("declared", bars[-1].start, day)
        if fact.act.stance == "freezes":
            bars.append(Bar("declared", day, today, True))
    return bars


def scale_of(reading: Reading, rows: Iterable[Row]) -> Scale:
    """From the beginning of the first year to a little after today."""
    starts = [bar.start for row in rows for bar in row.bars]
    first = min(starts, default=reading.today)
    return Scale(f"{first[:4]}-01-01", days.add_months(days.Day(reading.today), 8))


def members_through_time(reading: Reading, rows: tuple[Row, ...], w: Words) -> Markup:
    """The drawing for all states, with the day shown."""
    scale = scale_of(reading, rows)
    told = [f"{w.state(row.state)}: {telling(w, row)}" for row in rows[:TOLD] if row.bars]
    if len(rows) > TOLD:
        told.append(w("members.picture.more", n=len(rows) - TOLD))
    title = w("members.picture", start=scale.start[:4], end=scale.end[:4])
    height = DEEP_ROW if deep(w.state(row.state) for row in rows) else ROW
    return draw("members", rows, scale, reading, w, title, "; ".join(told) or title, height)


def telling(w: Words, row: Row) -> str:
    """A row in words."""
    return ", ".join(
        w.doubtful(
            w(f"members.bar.{bar.kind}_on", start=("day", bar.start))
            if bar.open
            else w(f"members.bar.{bar.kind}", start=("day", bar.start), until=("day", bar.until)),
            "low" if bar.low else "",
        )
        for bar in row.bars
    )


def draw(
    key: str, rows: tuple[Row, ...], scale: Scale, reading: Reading, w: Words, title: str, description: str, height: int = ROW
) -> Markup:
    """Bars on a scale of years; away from today the day shown is marked, and what came after it is paler."""
    bottom = TOP - 6 + height * len(rows)
    svg = Svg(key, bottom + (28 if within(reading, scale) else 4), title, description)
    draw_years(svg, scale, bottom)
    for i, row in enumerate(rows):
        for bar in row.bars:
            draw_bar(svg, scale, bar, TOP + height * i + height // 2)
    show_day(svg, scale, reading, bottom, w.day(reading.day, "table"))
    return svg.draw()


def draw_bar(svg: Svg, scale: Scale, bar: Bar, middle: int) -> None:
    """One stretch."""
    x1, x2 = scale.x(bar.start), scale.x(bar.until)
    if bar.kind == "signed":
        svg.line(x1, x2, middle, middle, "x")
    elif bar.kind == "declared":
        svg.line(x1, x2, middle + 8.5, middle + 8.5, "x", ' stroke-width="2" stroke-dasharray="2 2"')
    else:
        svg.rect(x1, x2, middle - 5, 10, "fp x" if bar.low else _CLASS[bar.kind])
