"""Sources: who published what, what rests on each; and the charter files in force, with their commitments."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict

from comity import day as days
from comity.charter import Charter
from comity.charter.model import NotKnown
from comity.organisation.dated import Dated
from comity.portal.citing import Cited, cited
from comity.portal.facts import claimed, every_fact
from comity.portal.markup import fill
from comity.portal.pages.body_lines import based
from comity.portal.pages.contested import Elsewhere, concerns_of, elsewhere
from comity.portal.pages.told import Claims, Told, contested
from comity.portal.reading import Reading, index
from comity.portal.render import Page, Rows, Table
from comity.portal.subjects import subjects
from comity.portal.words import Words

COLUMNS = ("id", "title", "original", "lang", "where", "kind", "acts", "provisions", "others")


#: Kinds of sources, the nearest to the fact first; others follow by name, and what nobody verified comes last.
ORDER = (
    "treaty", "official", "official legal", "official reprint", "reprint of official", "legal database", "press quoting official",
    "press", "academic", "analysis", "expert", "reference",
)  # fmt: skip
LAST = ("not verified", "demonstration")


def rank(kind: str) -> tuple[int, str]:
    """Where a kind of source stands on the page."""
    if kind in ORDER:
        return ORDER.index(kind), ""
    return (len(ORDER) + 1 + LAST.index(kind), "") if kind in LAST else (len(ORDER), kind)


class Uses(Struct, frozen=True):
    """What rests on a source: entries of acts, ids of provisions, of bodies, of objectives, principles and challenges.

    charter  what else of the charter does, by its section and id: `texts/csc-decision`, `chairmanship/host`, `organisation/seat`
    """

    acts: tuple[int, ...] = ()
    provisions: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    charter: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many things in all."""
        return len(self.acts) + len(self.provisions) + len(self.bodies) + len(self.purposes) + len(self.charter)

    @property
    def others(self) -> int:
        """How many things of the charter that are no provisions."""
        return len(self.bodies) + len(self.purposes) + len(self.charter)


class SourceView(Cited, frozen=True, kw_only=True):
    """A source as it is cited, and what rests on it."""

    id: str
    kind: str
    uses: Uses


class CharterFileView(Struct, frozen=True):
    """A charter file in force: a public part under its commitment."""

    path: str
    commit: str
    size: int


class Sources(Struct, frozen=True):
    """Every source, by kind and title, the charter's files, every contested question with its claims, and what is not known.

    `also` is what is contested and has no claims of its own: it is told on other pages.
    """

    sources: tuple[SourceView, ...]
    files: tuple[CharterFileView, ...]
    contested: tuple[Claims, ...] = ()
    not_known: tuple[str, ...] = ()
    also: tuple[Elsewhere, ...] = ()


def uses(reading: Reading) -> dict[str, Uses]:
    """What rests on each source."""
    return index(reading.standing, "uses", lambda: _uses(reading))


def _uses(reading: Reading) -> dict[str, Uses]:
    law = reading.law
    acts: dict[str, set[int]] = {}
    for fact in every_fact(reading.standing):
        for source in fact.sources:
            acts.setdefault(source, set()).add(fact.entry)
    provisions = _by_source((provision.id, provision.source) for provision in law.provisions())
    bodies = _by_source((body.id, body.source) for body in law.bodies.values())
    purposes = _by_source((purpose.id, purpose.source) for purpose in law.purposes.values())
    rest = _by_source(rest_of(law))
    return {
        one: Uses(tuple(sorted(acts.get(one, ()))), *(group.get(one, ()) for group in (provisions, bodies, purposes, rest)))
        for one in {**law.sources, **acts}
    }


def _by_source(things: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    """The things that rest on each source, once each, in their order."""
    found: dict[str, dict[str, None]] = {}
    for name, named in things:
        for source in named:
            found.setdefault(source, {})[name] = None
    return {source: tuple(names) for source, names in found.items()}


def rest_of(law: Charter) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What of the charter rests on sources and is neither a provision nor a body nor a purpose, with those sources."""
    about = law.organisation
    yield "organisation/what-it-is", about.source
    for name, evidence in (("seat", about.seat_evidence), ("languages", about.languages_evidence)):
        if evidence is not None:
            yield f"organisation/{name}", evidence.source
    for one in about.creation:
        yield f"organisation/creation-{one.date}", one.source
    for text in law.texts.values():
        yield f"texts/{text.id}", text.source
    for chairing in law.chairing:
        yield f"chairmanship/{chairing.id}", chairing.source
    for arrears in law.arrears:
        yield f"arrears/{arrears.id}", arrears.source
    for seats in law.seats:
        yield f"seats/{seats.body}", seats.source
    for weights in law.weights:
        yield f"weights/{weights.body}", weights.source


#: On which page the things of a section of the charter stand, and in which of its parts.
PLACES = {
    "organisation": ("", "seat"), "texts": ("decisions", "classes"), "chairmanship": ("chairmanship", "rules"), "arrears": ("budget", "may-follow"),
    "seats": ("rules", ""), "weights": ("rules", ""),
}  # fmt: skip


def others_of(w: Words, found: Uses) -> Markup:
    """Links to bodies, to purposes, and to what else of the charter rests on a source."""
    link = w.reading.link
    out = [fill('<a href="{}">{}</a>', link("bodies", one), w.name("body", one)) for one in found.bodies]
    out += [fill('<a href="{}#concern-{}">{}</a>', link("concerns"), one, w.name("concern", one)) for one in found.purposes]
    sections = dict.fromkeys(one.partition("/")[0] for one in found.charter)
    for section in sections:
        page, part = PLACES[section]
        n = sum(one.startswith(f"{section}/") for one in found.charter)
        out.append(fill('<a href="{}">{}</a>', (link(page) if page else link()) + (f"#{part}" if part else ""), w(f"sources.in.{section}", n=n)))
    return Markup("; ").join(out)


class Row(NamedTuple):
    """A source as the page shows it: whether it has an address, and what rests on it in words."""

    source: SourceView
    address: bool
    acts: str
    provisions: Markup
    provisions_words: str
    others: Markup
    others_words: str


def sources(reading: Reading) -> Page:
    """The page of all sources."""
    w = Words(reading)
    data, kinds = reading.derived("sources", lambda: make(reading, w))

    def rows() -> Rows:
        return tuple(
            (s.id, s.title, s.original, s.lang, s.where, s.kind, str(len(s.uses.acts)), str(len(s.uses.provisions)), str(s.uses.others))
            for s in data.sources
        )

    used = sum(bool(s.uses.count) for s in data.sources)
    acts = len({entry for s in data.sources for entry in s.uses.acts})
    lede = w("sources.lede" if data.sources else "sources.none", n=len(data.sources), used=used, acts=acts)
    view = {"kinds": kinds, "questions": reading.derived("sources-questions", lambda: questions(reading, w)), "unknown": unknown(reading, w), "concerns": lambda fact: concerns_of(w, fact.act)}
    return Page("sources.html", "sources", w("sources.title"), lede, data, Table(COLUMNS, rows), view)


def questions(reading: Reading, w: Words) -> list[tuple[str, Claims, list[tuple[Told, Dated]]]]:
    """Every question to which what began by the day gives several answers: what it is about, and the answers."""
    known = (fact for fact in claimed(reading.standing) if days.first(days.Day(fact.start)) <= reading.day)
    return [
        (f"{w(f'kind.{claims.act}')}, {w.day(min(told.day for told, _ in each))}", claims, based(reading, each) if claims.act.startswith("body.") else each)
        for claims, each in contested(reading, known)
    ]


def unknown(reading: Reading, w: Words) -> list[tuple[NotKnown, Markup]]:
    """What no source says, with links to what it concerns."""
    return [(one, subjects(w, one)) for one in reading.law.not_known.values()]


def make(reading: Reading, w: Words) -> tuple[Sources, list[tuple[str, list[Row]]]]:
    """The page's value, and its rows by kind, ready for the template."""
    resting = uses(reading)
    shown = {one: (cited(s, reading.lang), s.kind) for one, s in reading.law.sources.items()}
    every = sorted(shown.items(), key=lambda item: (rank(item[1][1]), alphabetical(item[1][0].title), item[0]))
    manifest = reading.standing.opened.manifest
    data = Sources(
        tuple(SourceView(id=one, kind=kind, uses=resting.get(one, Uses()), **asdict(c)) for one, (c, kind) in every),
        tuple(CharterFileView(f.path, f.part.commit, f.part.size) for f in manifest),
        tuple(claims for _, claims, _ in reading.derived("sources-questions", lambda: questions(reading, w))),
        tuple(reading.law.not_known),
        elsewhere(reading, w),
    )
    kinds: dict[str, list[Row]] = {}
    for one in data.sources:
        kinds.setdefault(one.kind, []).append(row(w, one))
    words = kind_words(w, list(kinds))
    return data, [(words[kind], rows) for kind, rows in kinds.items()]


def row(w: Words, one: SourceView) -> Row:
    """A source with what rests on it in words and links."""
    found = one.uses
    return Row(
        one,
        one.where.startswith(("https://", "http://")) and " " not in one.where,
        w("sources.acts", n=len(found.acts)) if found.acts else "",
        Markup("; ").join(w.provision(p) for p in found.provisions),
        w("sources.provisions", n=len(found.provisions)) if found.provisions else "",
        others_of(w, found),
        w("sources.others", n=found.others) if found.others else "",
    )


def kind_words(w: Words, kinds: list[str]) -> dict[str, str]:
    """Kinds of sources in the reader's language; one that the catalogue does not know is shown as the charter writes it."""
    codes = {kind: "sources.kind." + "_".join("".join(c if c.isalpha() else " " for c in kind.lower()).split()) for kind in kinds}
    return {kind: w(code) if w.has(code) else kind for kind, code in codes.items()}


def alphabetical(title: str) -> str:
    """By what a title stands in its order: quotation marks and no-break spaces do not count, ё is е."""
    return title.replace("\u00a0", " ").replace("ё", "е").lstrip("«“\"").casefold()
