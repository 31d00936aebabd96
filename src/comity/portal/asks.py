"""Questions in words on every page, each a plain address that answers it.

Where a page asks nothing of its own, it asks here: how it stood on the days on which something of it changed, then who was a
member, who presided, which treaties were in force on the day shown, and what is contested.
"""

from collections.abc import Callable, Iterable

from comity.organisation.instruments import in_force
from comity.portal.facts import every_fact
from comity.portal.reading import Reading
from comity.portal.render import Page
from comity.portal.words import Words

#: So many questions stand on a page, and so many of them are of the page itself.
MOST, OWN = 5, 3
#: Where a page has questions of its own, by its template: their name in its view.
ASKS_ITSELF = {
    "bodies.html": "offered", "body.html": "asked", "chairmanship.html": "asked", "charter.html": "asked", "concerns.html": "asked",
    "decision.html": "questions", "decisions.html": "questions", "instrument.html": "asked", "member.html": "asked", "members.html": "asked",
    "posts.html": "asked", "programme.html": "asks", "relations.html": "asks", "session.html": "questions", "sessions.html": "questions",
}  # fmt: skip
#: Pages that are nothing but questions and their answers.
QUESTIONS_ONLY = frozenset({"guide.html", "specimen.html"})

Asked = list[tuple[str, str]]


def asks(reading: Reading, page: Page) -> Asked:
    """What a page asks at its end, each question with its address; nothing where it asks by itself."""
    own = ASKS_ITSELF.get(page.template)
    if page.status != 200 or page.template in QUESTIONS_ONLY or (own is not None and page.view.get(own)):
        return []
    w = Words(reading)
    of_page = _OF.get(page.template, _nothing)(reading, w)
    here = f"/{reading.lang}{reading.path}".partition("?")[0]
    around = [(words, address) for words, address in reading.derived("asks", lambda: around_of(reading, w)) if _path(address) != here]
    return [*of_page, *around][:MOST]


def around_of(reading: Reading, w: Words) -> Asked:
    """Questions about the day shown, whichever page is read."""
    day = ("day", reading.day)
    away = reading.day != reading.today
    return [
        (w("sessions.question.members", day=day) if away else w("asks.members"), reading.link("members")),
        (w("chair.ask.on", day=day) if away else w("chair.ask.today"), reading.link("chairmanship")),
        (w("asks.instruments_on", day=day) if away else w("asks.instruments"), reading.link("instruments")),
        (w("sessions.question.planned", day=day) if away else w("asks.sessions"), reading.link("sessions")),
        (w("asks.sources"), reading.link("sources") + "#contested"),
    ]


def _nothing(reading: Reading, w: Words) -> Asked:
    return []


def _path(address: str) -> str:
    return address.partition("#")[0].partition("?")[0]


def _on_days(code: str, days_: Callable[[Reading], Iterable[str]]) -> Callable[[Reading, Words], Asked]:
    """The question of the code for the latest of these days; the page as it stood on each of them answers."""

    def made(reading: Reading, w: Words) -> Asked:
        wanted = sorted({day for day in days_(reading) if len(day) == 10 and day <= reading.today and day != reading.day})[-OWN:]
        path = f"/{reading.lang}{reading.path}"
        return [(w(code, day=("day", day)), path + reading.with_query(on=day)) for day in wanted]

    return made


def _of_acts(*beginnings: str) -> Callable[[Reading], Iterable[str]]:
    """The days of acts whose names begin so: `budget.`, `session.hold`."""
    return lambda reading: reading.derived(f"asks-{beginnings}", lambda: _days_of(reading, beginnings))


def _days_of(reading: Reading, beginnings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(f.start) for f in every_fact(reading.standing) if f.counts and f.act.name().startswith(beginnings)))


def _created(reading: Reading) -> list[str]:
    """The days named as that of the organisation's creation."""
    return [one.date for one in reading.law.organisation.creation]


def _in_force(reading: Reading) -> list[str]:
    """The days on which a founding instrument, or one that amends it, entered into force."""
    standing = reading.standing
    names = dict.fromkeys(reading.law.organisation.founding_instruments)
    names |= {more: None for name in names if (one := standing.instrument(name)) is not None for more in one.amended_by}
    spans = [in_force(one.force, reading.today)[1] for name in names if (one := standing.instrument(name)) is not None]
    return [span.start for span in spans if span is not None]


def _years(reading: Reading, w: Words) -> Asked:
    from comity.portal.pages.calendar import round_years

    shown = reading.asked.get("year", reading.day[:4])
    years = [str(one) for one in round_years(reading) if str(one) != shown and str(one) <= reading.today[:4]][-OWN:]
    return [(w("asks.calendar", year=("text", year)), reading.link("calendar").partition("?")[0] + reading.with_query(year=year)) for year in years]


def _since(reading: Reading, w: Words) -> Asked:
    held = sorted(day for day in _of_acts("session.hold")(reading) if len(day) == 10 and day < reading.day)[-OWN:]
    return [(w("asks.changes", day=("day", day)), reading.link("changes").partition("?")[0] + reading.with_query(since=day)) for day in held]


def _at_entry(reading: Reading, w: Words) -> Asked:
    """What the register showed at the entry of this page, and before it."""
    number = reading.path.rpartition("/")[2]
    if not number.isdigit():
        return []
    numbers = [one for one in (int(number), int(number) - 1) if one > 0]
    return [(w("asks.at", entry=one), f"/{reading.lang}{reading.with_query(at=one)}") for one in numbers]


def _record(reading: Reading, w: Words) -> Asked:
    last = max(1, reading.standing.size - 100)
    return [(w("asks.entered", entry=last), reading.link("changes").partition("?")[0] + reading.with_query(since=last))]


#: What a page asks of itself, by its template.
_OF: dict[str, Callable[[Reading, Words], Asked]] = {
    "overview.html": _on_days("asks.overview", _created),
    "instruments.html": _on_days("asks.instruments_on", _in_force),
    "programmes.html": _on_days("asks.programmes", _of_acts("programme.")),
    "budget.html": _on_days("asks.budget", _of_acts("budget.")),
    "assembly.html": _on_days("asks.assembly", _of_acts("assembly.")),
    "calendar.html": _years,
    "changes.html": _since,
    "record.html": _record,
    "entry.html": _at_entry,
    "act.html": _at_entry,
}
