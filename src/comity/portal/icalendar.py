"""Events as iCalendar (RFC 5545): whole days, each with an identifier that stays, a link, and the source's confidence."""

from collections.abc import Iterable
from typing import NamedTuple

from comity import day as days

#: A line has at most so many octets; longer ones are folded (RFC 5545, 3.1).
OCTETS = 75


class Entry(NamedTuple):
    """A calendar entry: identifier, first and last day, summary, description, address, when it was entered (seconds UTC)."""

    uid: str
    first: str
    last: str
    summary: str
    description: str
    url: str
    stamp: int
    tentative: bool = False


def calendar(name: str, lang: str, entries: Iterable[Entry]) -> str:
    """The calendar as text, lines ended by CR LF."""
    rows = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Comity//Register//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]  # fmt: skip
    for one in entries:
        rows += [
            "BEGIN:VEVENT", f"UID:{_text(one.uid)}", f"DTSTAMP:{_instant(one.stamp)}", f"DTSTART;VALUE=DATE:{_date(one.first)}",
            f"DTEND;VALUE=DATE:{_date(days.add_days(one.last, 1))}", f"SUMMARY;LANGUAGE={lang}:{_text(one.summary)}",
            *([f"DESCRIPTION;LANGUAGE={lang}:{_text(one.description)}"] if one.description else []),
            f"URL:{one.url}", f"STATUS:{'TENTATIVE' if one.tentative else 'CONFIRMED'}", "TRANSP:TRANSPARENT", "END:VEVENT",
        ]  # fmt: skip
    rows.append("END:VCALENDAR")
    return "".join(fold(row) + "\r\n" for row in rows)


def fold(row: str) -> str:
    """A line in pieces of at most 75 octets, none of which cuts a letter."""
    data = row.encode()
    pieces: list[bytes] = []
    begin, room = 0, OCTETS
    while len(data) - begin > room:
        end = begin + room
        while data[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        pieces.append(data[begin:end])
        begin, room = end, OCTETS - 1  # after the space that begins the next piece
    return b"\r\n ".join((*pieces, data[begin:])).decode() if pieces else row


def _text(words: str) -> str:
    return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\\n").replace("\n", "\\n")


def _date(day: str) -> str:
    return day.replace("-", "")


def _instant(moment: int) -> str:
    return days.moment_text(days.Moment(moment)).replace("-", "").replace(":", "")
