"""The calendar of a year: sessions, terms, stages, chairmanships, treaties and anniversaries, each a line with its day."""

import re
from typing import NamedTuple

from babel import Locale
from django.http import HttpRequest, HttpResponse
from markupsafe import Markup
from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import sessions as session_acts
from comity.organisation import sessions
from comity.organisation.calendar import ROUND, Event, known, within
from comity.phrases import Param, say
from comity.portal import icalendar
from comity.portal.faults import BadQuery
from comity.portal.pictures.calendar import Chair, Mark, year_line
from comity.portal.pictures.svg import Scale
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words

COLUMNS = ("day", "until", "kind", "what", "ref", "entry", "confidence")
#: Years that can be asked for: those of a register.
YEARS = (1900, 2200)
#: What a feed holds: events from so many years back to so many ahead.
BACK, AHEAD = 2, 5
#: So many events a picture's description tells of.
TOLD = 40
#: Days beyond its first and last mark, so that no circle is cut.
MARGIN = 6
#: After this month there is none.
LAST_MONTH = f"{days.LAST[:7]}-01"


class Line(Struct, frozen=True, omit_defaults=True):
    """An event with what it says in the reader's language."""

    day: str
    kind: str
    what: str
    ref: str
    until: str = ""
    entry: int = 0
    confidence: str = ""
    round: bool = False
    with_: str = ""
    with_day: str = ""


class Calendar(Struct, frozen=True):
    """A year's events in order of days; `next` the first after the day shown, in that year or later."""

    year: int
    events: tuple[Line, ...]
    next: Line | None = None


class Row(NamedTuple):
    """An event as the page shows it."""

    line: Line
    past: bool
    href: str
    with_: Markup


def line(reading: Reading, event: Event) -> Line:
    """An event in the reader's language."""
    with_ = event.with_
    return Line(
        event.day, event.kind, said(reading, event), event.ref, event.until, event.entry, event.confidence, event.round, with_, event.with_day,
    )  # fmt: skip


def said(reading: Reading, event: Event) -> str:
    """What an event says."""
    params = [Param(name, kind, value) for name, kind, value in event.params]  # type: ignore[arg-type]
    return say(f"calendar.{event.code}", params, reading.lang, reading.name)


def calendar(reading: Reading) -> Page:
    """The calendar of the year of the day shown, or of `year`."""
    w = Words(reading)
    year = _year(reading.asked.get("year", ""), reading.day)
    found = [line(reading, one) for one in events_in(reading, f"{year}-01-01", f"{year}-12-31")]
    coming = next_event(reading, 2)
    data = Calendar(year, tuple(found), None if coming is None else line(reading, coming))
    rows = [
        Row(one, days.last(days.Day(one.until or one.day)) < reading.day, _address(reading, one.ref), _held(reading, w, one))
        for one in found
    ]
    lede = w("calendar.lede" if found else "calendar.none", year=("text", str(year)), n=len(found))
    if data.next is not None and str(year) <= data.next.day[:4] and year >= int(reading.day[:4]):
        lede += " " + w("calendar.next", day=("day", data.next.day), what=("text", data.next.what))
    table = Table(COLUMNS, tuple((e.day, e.until, e.kind, e.what, e.ref, str(e.entry), e.confidence) for e in found))
    view = {
        "rows": rows, "year": year, "shown": reading.day[:4] == str(year), "before": _other(reading, year - 1), "after": _other(reading, year + 1),
        "picture": picture(reading, w, f"{year}-01-01", f"{year}-12-31"),
        "feed": f"/{reading.lang}/calendar.ics", "rounds": [(one, one == year, _other(reading, one)) for one in round_years(reading)],
    }  # fmt: skip
    return Page("calendar.html", "calendar", w("calendar.title", year=("text", str(year))), lede, data, table, view)


def events_in(reading: Reading, begin: str, end: str) -> tuple[Event, ...]:
    """The events that touch these days, as known on the day of the reading."""
    every = reading.derived("events", lambda: known(reading.standing, reading.day))
    return within(every, reading.standing, begin, end, reading.day)


def picture(reading: Reading, w: Words, begin: str, end: str) -> Markup:
    """What there is from a day to a day, in one line: empty where nothing is."""
    found = [one for one in events_in(reading, begin, end) if begin <= days.first(days.Day(one.day)) <= end]
    if not found:
        return Markup()
    marks = [Mark(one.day, _short(reading, w, one), one.kind == "planned" or days.first(days.Day(one.day)) > reading.day, one.confidence == "low") for one in found if one.kind != "chair"]
    told = "; ".join(f"{w.day(one.day)}: {w.doubtful(said(reading, one), one.confidence)}" for one in found[:TOLD]) + (f"; {w('calendar.more', n=len(found) - TOLD)}" if len(found) > TOLD else "")
    names, months, at = Locale(reading.lang).months["stand-alone"]["abbreviated"], list[tuple[str, str]](), f"{begin[:7]}-01"
    while at <= end:
        if at >= begin:
            months.append((at, names[int(at[5:7])] + (f" {at[:4]}" if at[5:7] == "01" and months else "")))
        at = days.add_months(days.Day(at), 1) if at < LAST_MONTH else f"{end}+"
    day = (reading.day, w.day(reading.day, "table") if reading.away else w("calendar.today"))
    return year_line(marks, chairs(reading, w, begin, end), Scale(_beyond(begin, -MARGIN), _beyond(end, MARGIN)), months, day, w("calendar.picture", start=("day", begin), end=("day", end)), told)


def _beyond(day: str, by: int) -> str:
    """A few days before or after, where there are such days."""
    try:
        return days.add_days(days.Day(day), by)
    except days.DayError:
        return day


def chairs(reading: Reading, w: Words, begin: str, end: str) -> list[Chair]:
    """Who presides between two days, as known on the day of the reading; an open term as far as that day."""
    from comity.portal.pages import chairmanship

    found: list[Chair] = []
    every = chairmanship.every_turn(chairmanship.life_of(reading))
    settled = {turn.assumed.claim.key for turn, _ in every if turn.assumed.claim and turn.assumed.claim.preferred}
    for turn, until in every:
        if turn.assumed.claim and turn.assumed.claim.key in settled and not turn.assumed.claim.preferred:
            continue
        first = days.first(days.Day(turn.start))
        last = turn.act.until if turn.act.until is not UNSET else min(until or reading.day, reading.day)
        if first > min(reading.day, end) or days.last(days.Day(last)) < begin:
            continue
        sure = turn.assumed.claim is None or turn.assumed.claim.preferred
        found.append(Chair(max(first, begin), min(days.last(days.Day(last)), end), w.state(turn.state), sure, turn.assumed.confidence == "low"))
    return found


def _short(reading: Reading, w: Words, event: Event) -> str:
    """A word or two for a mark: where a session is held, how many years it is since."""
    if event.kind in ("session", "planned"):
        found = sessions.session_on(reading.standing.sessions.get(event.ref), reading.day)
        act = found.opened.act if found.opened else None
        return str(w.text(act.place)).partition(",")[0] if isinstance(act, (session_acts.Hold, session_acts.Schedule)) and act.place else ""
    if event.kind == "anniversary" and event.round:
        return w("calendar.years", n=next(int(value) for name, _, value in event.params if name == "n"))
    return ""


def round_years(reading: Reading) -> list[int]:
    """The years, up to the next one to come, in which a founding instrument has a round anniversary of its adoption."""
    standing = reading.standing
    found = [one for name in reading.law.organisation.founding_instruments if (one := standing.instrument(name)) is not None]
    shown = int(reading.day[:4])
    begun = {int(one.adopted.start[:4]) for one in found if days.first(one.adopted.start) <= reading.day}
    return sorted({year for first in begun for year in range(first + ROUND, shown + ROUND + 1, ROUND)})


def next_event(reading: Reading, years: int) -> Event | None:
    """The first event after the day shown, within so many years."""
    end = f"{min(int(reading.day[:4]) + years, 9999):04}-12-31"
    return next((one for one in events_in(reading, reading.day, end) if days.first(days.Day(one.day)) > reading.day), None)


def feed(request: HttpRequest, lang: str) -> HttpResponse:
    """The calendar as iCalendar: the years around today."""
    from comity.portal.views import registry_of

    reading = Reading(registry_of(request), lang, "/calendar", request.GET.dict())
    year = int(reading.day[:4])
    found = events_in(reading, f"{year - BACK}-01-01", f"{year + AHEAD}-12-31")
    w = Words(reading)
    domain = reading.registry.origin
    marked = w("frame.exercise") + " " if reading.exercise else ""
    root = f"{request.scheme}://{request.get_host()}"
    entries = [
        icalendar.Entry(
            uid=f"{one.ref}/{one.code}/{one.day}@{domain}", first=days.first(days.Day(one.day)), last=days.last(days.Day(one.until or one.day)),
            summary=marked + said(reading, one), description=w(f"confidence.{one.confidence}") if one.confidence != "high" else "",
            url=root + _address(reading, one.ref), stamp=reading.standing.last, tentative=one.kind == "planned" or one.confidence == "low",
        )
        for one in found
    ]  # fmt: skip
    text = icalendar.calendar(marked + w.name("organisation", "full"), lang, entries)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Content-Disposition"] = f'inline; filename="{reading.law.organisation.id}.ics"'
    return response


def _year(words: str, day: str) -> int:
    if not words:
        return int(day[:4])
    if not re.fullmatch(r"\d{4}", words, re.ASCII) or not YEARS[0] <= int(words) <= YEARS[1]:
        raise BadQuery("calendar.bad_year", "year", text=words[:20], first=str(YEARS[0]), last=str(YEARS[1]))
    return int(words)


def _other(reading: Reading, year: int) -> str:
    return reading.link("calendar").partition("?")[0] + reading.with_query(year=year) if YEARS[0] <= year <= YEARS[1] else ""


def _address(reading: Reading, ref: str) -> str:
    """Where the thing of an event is shown."""
    from comity.portal.pages.search import address_of

    return address_of(reading, ref, 0)


def _held(reading: Reading, w: Words, one: Line) -> Markup:
    """The jubilee session of an anniversary, as a link."""
    if not one.with_:
        return Markup("")
    words = w("calendar.marked_with", day=("day", one.with_day), session=("session", one.with_.split("/")[1]))
    return Markup('<a href="{}">{}</a>').format(_address(reading, one.with_), words)
