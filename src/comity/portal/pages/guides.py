"""A guide for each kind of reader: what such a reader comes to find out, and the address that answers it."""

from typing import NamedTuple

from msgspec import Struct

from comity import day as days
from comity.portal.faults import NotFound
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words

COLUMNS = ("question", "says", "address")
#: For whom there are guides, and what each asks: the code of the question, the page, its query, the place on it.
READERS: dict[str, tuple[tuple[str, tuple[str, ...], str, str], ...]] = {
    "press": (
        ("members", ("members",), "", ""), ("presided", ("chairmanship",), "", ""), ("last_session", ("sessions",), "", ""),
        ("decided", ("decisions",), "", ""), ("next", ("calendar",), "", ""), ("contested", ("sources",), "", "contested"),
        ("news", ("changes",), "", ""), ("cite", ("record",), "", ""),
    ),
    "researcher": (
        ("on_a_day", ("members",), "on=2012-06-28", ""), ("in_force", ("instruments",), "", ""), ("article", ("charter",), "", ""),
        ("rule", ("rules",), "", ""), ("sources", ("sources",), "", ""), ("not_known", ("sources",), "", "not-known"),
        ("data", ("acts",), "", ""), ("words", ("glossary",), "", ""),
    ),
    "delegation": (
        ("own_page", ("members",), "", ""), ("obligations", ("instruments",), "", ""), ("rule", ("rules",), "", ""),
        ("programmes", ("programmes",), "", ""), ("contribution", ("budget",), "", ""), ("since", ("changes",), "", ""),
        ("verify", ("record",), "", "verify"), ("words", ("glossary",), "", ""),
    ),
    "secretariat": (
        ("enter", ("acts",), "", ""), ("bodies", ("bodies",), "", ""), ("posts", ("posts",), "", ""), ("dates", ("calendar",), "", ""),
        ("answers", ("concerns",), "", ""), ("not_known", ("sources",), "", "not-known"), ("correct", ("record",), "", ""),
        ("publish", ("record",), "", "verify"),
    ),
}  # fmt: skip


class Question(Struct, frozen=True):
    """A question of such a reader, what the page says, and its address."""

    question: str
    says: str
    address: str


class Guide(Struct, frozen=True):
    """A guide: for whom, and what it answers."""

    reader: str
    questions: tuple[Question, ...]


class Guides(Struct, frozen=True):
    """Every guide there is."""

    readers: tuple[str, ...]


class Line(NamedTuple):
    """A guide as the list of guides shows it."""

    reader: str
    title: str
    about: str
    href: str


def guides(reading: Reading) -> Page:
    """The list of guides."""
    w = Words(reading)
    lines = tuple(Line(one, w(f"guides.{one}"), w(f"guides.{one}.about"), reading.link("guides", one)) for one in READERS)
    return Page("guides.html", "guides", w("guides.title"), w("guides.lede"), Guides(tuple(READERS)), None, {"lines": lines})


def guide(reading: Reading, reader: str) -> Page:
    """The guide for one kind of reader."""
    w = Words(reading)
    asked = READERS.get(reader)
    if asked is None:
        raise NotFound("guides.unknown", reader=reader)
    questions = tuple(
        Question(w(f"guides.q.{code}"), w(f"guides.a.{code}"), address(reading, parts, query, place)) for code, parts, query, place in asked
    )
    table = Table(COLUMNS, tuple((q.question, q.says, q.address) for q in questions))
    return Page("guide.html", "guides", w(f"guides.{reader}"), w(f"guides.{reader}.about"), Guide(reader, questions), table)


def address(reading: Reading, parts: tuple[str, ...], query: str, place: str) -> str:
    """Where a question of a guide is answered."""
    found = reading.link(*parts)
    if query and not reading.away and days.is_day(query.removeprefix("on=")):
        found = found.partition("?")[0] + f"?{query}"
    return f"{found}#{place}" if place else found
