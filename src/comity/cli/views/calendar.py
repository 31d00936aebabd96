"""The calendar of a year: sessions, terms, chairmanships, stages, treaties and anniversaries, as known on a day."""

import re

from comity import day as days
from comity.cli.frame import wrong
from comity.cli.layout import NBSP, out, prose, table
from comity.cli.reading import Reading
from comity.cli.views.common import View, cell, confidence, envelope, head
from comity.cli.words import tongue
from comity.organisation.calendar import Event, events
from comity.phrases import Param, say
from comity.text import LANGUAGES

#: Years that can be asked for: those of a register.
YEARS = (1900, 2200)


def view(reading: Reading, on: str, name: str) -> View:
    """`calendar`: the events of the year `name`, else of that of the day; `round` and `with` are of anniversaries."""
    if name and (not re.fullmatch(r"\d{4}", name, re.ASCII) or not YEARS[0] <= int(name) <= YEARS[1]):
        raise wrong("cli.calendar.bad_year", text=name[:20], first=str(YEARS[0]), last=str(YEARS[1]))
    year = name or on[:4]
    found = events(reading.standing, f"{year}-01-01", f"{year}-12-31", on)
    return {**envelope(reading, on), "year": int(year), "calendar": [_row(one) for one in found]}


def _row(event: Event) -> View:
    params = [Param(name, kind, value) for name, kind, value in event.params]  # type: ignore[arg-type]
    return {
        "day": event.day,
        "until": event.until,
        "kind": event.kind,
        "code": event.code,
        "what": {lang: say(f"calendar.{event.code}", params, lang, tongue.names).replace(NBSP, " ") for lang in LANGUAGES},
        "ref": event.ref,
        "entry": event.entry,
        "confidence": event.confidence,
        "round": event.round,
        "with": event.with_,
        "with_day": event.with_day,
    }


def tell(reading: Reading, view: View) -> None:
    """The calendar in words."""
    head(reading, view)
    year, rows = ("text", str(view["year"])), view["calendar"]
    prose(tongue("calendar.lede" if rows else "calendar.none", year=year, n=len(rows)))
    if not rows:
        return
    out()
    out(table([tongue("calendar.day"), tongue("calendar.what"), tongue("cli.acts.number")], [_cells(one, view["on"]) for one in rows]))


def _cells(one: View, on: str) -> list[str]:
    said = [one["what"][tongue.lang]]
    if one["round"]:
        said.append(tongue("calendar.round"))
    if one["with"]:
        said.append(tongue("calendar.marked_with", day=("day", one["with_day"]), session=("session", one["with"].split("/")[1])))
    said.append(confidence(one["confidence"]))
    until = "" if one["until"] in ("", one["day"]) else f" – {cell(one['until'])}"
    ahead = tongue("cli.calendar.ahead") if days.first(days.Day(one["day"])) > on else ""
    return ["\n".join(filter(None, (cell(one["day"]) + until, ahead))), "\n".join(filter(None, said)), str(one["entry"] or "")]
