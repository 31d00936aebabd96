"""What changed: since an entry, what was entered; since a day, what came about by the day shown. As a page and as a feed.

On another day than today what was entered since is shown as far as it concerns that day: nothing that came later.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest, HttpResponse
from msgspec import Struct

from comity import day as days
from comity.organisation.dated import Dated
from comity.portal.facts import every_fact, place
from comity.portal.faults import BadQuery
from comity.portal.pages.record import Line, lines
from comity.portal.reading import MAX_QUERY, Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words

#: Acts on one page, and in the feed.
PAGE, FED = 100, 50
COLUMNS = ("entry", "day", "act", "says", "confidence", "source")


class Change(Struct, frozen=True, omit_defaults=True):
    """An act: its entry, the day from which it holds, what it says."""

    entry: int
    day: str
    act: str
    says: str
    confidence: str = ""
    source: tuple[str, ...] = ()


class Changes(Struct, frozen=True):
    """What changed since an `entry` (the acts entered after it) or since a `day` (what came about after it), newest first."""

    count: int
    first: int
    changes: tuple[Change, ...]
    since_entry: int = 0
    since_day: str = ""


class Asked(NamedTuple):
    """Since when: an entry, or a day."""

    entry: int = 0
    day: str = ""


def changes(reading: Reading) -> Page:
    """What changed since `since`: an entry number, or a day; where nothing is asked, the last hundred acts, on an earlier day its last year."""
    w = Words(reading)
    size = reading.standing.size
    since = _since(reading, size)
    first = _first(reading.asked.get("from", ""))
    if since.day:
        data = _since_day(reading, w, since.day, first)
        lede = w("changes.since_day", n=data.count, since=("day", since.day), day=("day", reading.day))
    else:
        away = reading.day < reading.today
        data = _since_entry_by_day(reading, w, since.entry, first) if away else _since_entry(reading, since.entry, first)
        code = ("changes.since_entry_on" if away else "changes.since_entry") if data.count else ("changes.none_on" if away else "changes.none")
        lede = w(code, n=data.count, entry=since.entry, size=size, day=("day", reading.day))
    shown = data.first + len(data.changes)
    view = {
        "feed": f"/{reading.lang}/changes.atom" + (f"?{urlencode({'since': asked})}" if (asked := reading.asked.get("since", "").strip()) else ""),
        "asked": reading.asked.get("since", ""),
        "newer": reading.with_query(**{"from": max(1, first - PAGE) if first > PAGE + 1 else ""}) if first > 1 else "",
        "older": reading.with_query(**{"from": shown}) if shown <= data.count else "",
    }  # fmt: skip
    return Page("changes.html", "changes", w("changes.title"), lede, data, Table(COLUMNS, lambda: tuple((str(c.entry), c.day, c.act, c.says, c.confidence, " ".join(c.source)) for c in data.changes)), view)


def _since(reading: Reading, size: int) -> Asked:
    words = reading.asked.get("since", "").strip()
    if not words:
        return Asked(day=_year_before(reading.day)) if reading.day < reading.today else Asked(max(0, size - PAGE))
    plain = words.lstrip("№").strip()
    if re.fullmatch(r"\d{1,15}", plain, re.ASCII) and not (len(plain) == 4 and int(plain) > size):
        if int(plain) > size:
            raise BadQuery("query.entry", "since", text=words[:40], size=size)
        return Asked(int(plain))
    try:
        if len(words) > MAX_QUERY:
            raise days.DayError
        return Asked(day=days.parse(words, reading.lang))
    except days.DayError:
        raise BadQuery("changes.bad_since", "since", text=words[:40], size=size) from None


def _first(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and 0 < len(words) < 9 and int(words) else 1


def _since_entry(reading: Reading, entry: int, first: int) -> Changes:
    size = reading.standing.size
    last = max(entry, size - first + 1)
    found = lines(reading, max(entry + 1, last - PAGE + 1), last) if last > entry else ()
    return Changes(size - entry, first, tuple(map(_of_line, found)), since_entry=entry)


def _since_entry_by_day(reading: Reading, w: Words, entry: int, first: int) -> Changes:
    """The acts entered after an entry that concern days up to the day shown, the last entered first."""
    found = [fact for fact in every_fact(reading.standing) if fact.entry > entry and days.first(days.Day(fact.start)) <= reading.day]
    found.sort(key=lambda fact: -fact.entry)
    return Changes(len(found), first, _told(w, found[first - 1 : first - 1 + PAGE]), since_entry=entry)


def _told(w: Words, facts: Iterable[Dated]) -> tuple[Change, ...]:
    return tuple(Change(f.entry, f.start, f.act.name(), w.act(f.act), f.confidence, f.sources) for f in facts)


def _year_before(day: str) -> str:
    """The same day a year before; the first day of all, where there is none."""
    try:
        return days.add_years(days.Day(day), -1)
    except days.DayError:
        return day


def _of_line(one: Line) -> Change:
    return Change(one.entry, one.effective or one.received[:10], one.act, one.says, one.confidence, one.source)


def _since_day(reading: Reading, w: Words, since: str, first: int) -> Changes:
    """Facts that begin after the day (of a month or year: after its end) and by the day shown."""
    after = days.last(days.Day(since))
    found = [fact for fact in every_fact(reading.standing) if after < days.first(days.Day(fact.start)) <= reading.day]
    found.sort(key=place, reverse=True)
    return Changes(len(found), first, _told(w, found[first - 1 : first - 1 + PAGE]), since_day=since)


def feed(request: HttpRequest, lang: str) -> HttpResponse:
    """The last acts as Atom (RFC 4287), newest first: of those since the entry or day `since`, where one is asked."""
    from comity.portal.views import registry_of

    reading = Reading(registry_of(request), lang, "/changes", request.GET.dict())
    size = reading.standing.size
    since = _since(reading, size) if reading.asked.get("since", "").strip() else Asked()
    if since.day:
        entries = [one.entry for one in _since_day(reading, Words(reading), since.day, 1).changes[:FED]]
        found = tuple(line for entry in entries for line in lines(reading, entry, entry))
    else:
        found = lines(reading, max(since.entry + 1, size - FED + 1), size) if size > since.entry else ()
    text = atom(reading, f"{request.scheme}://{request.get_host()}", found)
    response = HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def atom(reading: Reading, root: str, found: tuple[Line, ...]) -> str:
    """These acts as an Atom feed; ids are the record's and stay, whatever the address."""
    w = Words(reading)
    lang, origin = reading.lang, reading.registry.origin
    query = f"?{urlencode({'since': asked})}" if (asked := reading.asked.get("since", "").strip()) else ""
    marked = w("frame.exercise") + " " if reading.exercise else ""
    title = f"{marked}{w.name('organisation', 'full')}: {w('changes.title')}"
    out = [
        '<?xml version="1.0" encoding="utf-8"?>\n',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">\n<id>tag:{_tag(origin)}:{lang}</id>\n<title>{escape(title)}</title>\n',
        f"<updated>{days.moment_text(days.Moment(reading.standing.last))}</updated>\n<author><name>{escape(w.name('office', 'registry'))}</name></author>\n",
        f'<link rel="self" href={quoteattr(f"{root}/{lang}/changes.atom{query}")}/>\n<link rel="alternate" href={quoteattr(f"{root}/{lang}/changes{query}")}/>\n',
    ]
    for one in found:
        where = f"{root}/{lang}/acts/{one.entry}"
        says = w.marked(f"{one.says.rstrip('.')}.", "low") if one.confidence == "low" else one.says
        out.append(
            f"<entry><id>tag:{_tag(origin)}:{one.entry}</id><title>{escape(marked + says)}</title><updated>{one.received}</updated>"
            f"<link href={quoteattr(where)}/><category term={quoteattr(one.act)}/></entry>\n"
        )
    out.append("</feed>\n")
    return "".join(out)


def _tag(origin: str) -> str:
    """A tag authority (RFC 4151) from a record's origin: its host, the year of the scheme, the rest."""
    host, _, rest = origin.partition("/")
    return f"{host},2026:{rest or '1'}"
