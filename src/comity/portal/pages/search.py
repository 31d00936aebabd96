"""Search: what is found by words in either language, on the day and at the entry that are shown."""

from typing import NamedTuple

from markupsafe import Markup
from msgspec import Struct

from comity.portal import finding
from comity.portal.facts import facts_by_entry, voided
from comity.portal.faults import BadQuery
from comity.portal.markup import fill
from comity.portal.pages.on_this import PageFound, pages_on
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words
from comity.search import Found, Query, marked, parse

#: Things on one page of results.
SHOWN = 20
#: What parts the pieces of what a thing says, each in one language.
APART = " · "
#: A longer question is not read.
LONGEST = 400
COLUMNS = ("ref", "name", "kind", "day", "entry", "confidence")
#: Things that have a page of their own, by kind; of the others the page on which they stand, and the part of it.
_OWN = {
    "body": "bodies", "decision": "decisions", "instrument": "instruments", "member": "members", "programme": "programmes",
    "session": "sessions",
}  # fmt: skip
_ON = {
    "assembly": "assembly", "associate": "members", "budget": "budget", "chairmanship": "chairmanship", "concern": "concerns",
    "partner": "relations", "post": "posts", "provision": "charter", "representative": "posts", "source": "sources",
}  # fmt: skip
#: Kinds whose things have a place of their own on that page.
_PLACED = frozenset({"chairmanship", "concern", "partner", "post", "provision", "source"})


class Result(Struct, frozen=True):
    """A thing that was found: what it is, from which day and entry, how sure that entry is, and the words around what was found."""

    ref: str
    kind: str
    name: str
    href: str
    day: str
    entry: int
    words: str
    confidence: str


class Results(Struct, frozen=True):
    """What was looked for, how many things were found (at least, where `more`), those of this page, from the `first` on; `pages` on it."""

    asked: str
    count: int
    more: bool
    first: int
    results: tuple[Result, ...]
    pages: tuple[PageFound, ...] = ()


class Row(NamedTuple):
    """A result as the page shows it: with the words that were found marked."""

    result: Result
    kind: str
    words: Markup


def search(reading: Reading) -> Page:
    """What is found by the words of `q`, twenty things a page."""
    w = Words(reading)
    asked = reading.asked.get("q", "")
    if len(asked) > LONGEST:
        raise BadQuery("search.too_long", "q", limit=LONGEST)
    query = parse(asked)
    found, more, read = finding.find(reading.registry, query, reading.day, reading.standing.size)
    void = voided(reading.standing)
    found = [one for one in found if one.entry not in void]
    first = _first(reading.asked.get("from", "1"), len(found))
    rows = tuple(_row(reading, w, one, read(one), query) for one in found[first - 1 : first - 1 + SHOWN])
    data = Results(asked, len(found), more, first, tuple(one.result for one in rows), pages_on(reading, w, query, asked) if first == 1 else ())
    table = Table(COLUMNS, tuple((one.ref, one.name, one.kind, one.day, str(one.entry), one.confidence) for one in data.results))
    pages = [
        (number, 1 + SHOWN * (number - 1) == first, reading.with_query(**{"from": 1 + SHOWN * (number - 1) if number > 1 else ""}))
        for number in range(1, 1 + -(-len(found) // SHOWN))
    ]
    view = {"rows": rows, "pages": pages, "cut": query.cut, "nothing": not query.stems}
    return Page("search.html", "search", w("search.title"), _lede(w, reading, data, bool(query.stems)), data, table, view)


def _lede(w: Words, reading: Reading, data: Results, words: bool) -> str:
    if not words:
        return w("search.ask")
    if not data.count and data.pages:
        return w("search.pages_only", asked=data.asked.strip()[:80], day=("day", reading.day), n=len(data.pages))
    if not data.count:
        return w("search.none", asked=data.asked.strip()[:80], day=("day", reading.day))
    code = "search.at_least" if data.more else "search.found"
    return w(code, n=data.count, asked=data.asked.strip()[:80], day=("day", reading.day))


def _first(words: str, count: int) -> int:
    """The first result shown; what cannot be read is the first page."""
    number = int(words) if words.isascii() and words.isdigit() and len(words) < 9 else 1
    return number if 1 <= number <= max(1, count) else 1


def _row(reading: Reading, w: Words, found: Found, said: tuple[str, str], query: Query) -> Row:
    kind, _, rest = found.ref.partition("/")
    title, text = said
    runs = _in_reach(text or title, w.lang, query)
    html = Markup("").join(fill("<mark>{}</mark>", run) if hit else Markup.escape(run) for run, hit in runs)
    result = Result(
        found.ref, kind, _name(reading, w, kind, rest), address_of(reading, found.ref, found.entry), "" if found.day == "0000" else found.day,
        found.entry, "".join(run for run, _ in runs), fact.confidence if (fact := facts_by_entry(reading.standing).get(found.entry)) else "",
    )  # fmt: skip
    return Row(result, w(f"search.kind.{kind}"), html)


def _in_reach(text: str, lang: str, query: Query) -> list[tuple[str, bool]]:
    """The piece of a text that is shown: in the reader's language, where the words are found there or nowhere; else where they are found."""
    pieces = text.split(APART)
    own = [one for one in pieces if _language(one, lang) == lang]
    for some in (own, [one for one in pieces if any(hit for _, hit in marked(one, query))]):
        runs = marked(APART.join(some), query)
        if any(hit for _, hit in runs):
            return runs
    return marked(APART.join(own or pieces), query)


def _language(words: str, lang: str) -> str:
    """The language of a piece, by its letters; the reader's, where it has none."""
    letters = [one for one in words if one.isalpha()]
    if not letters:
        return lang
    return "ru" if 2 * sum("а" <= one.lower() <= "я" or one in "ёЁ" for one in letters) > len(letters) else "en"


def _name(reading: Reading, w: Words, kind: str, rest: str) -> str:
    """What a thing is called."""
    name, _, other = rest.partition("/")
    match kind:
        case "organisation":
            return w.name("organisation", "full")
        case "member":
            return w.name("full", name)
        case "provision":
            provision = reading.law.provision(rest)
            return f"{w.standing_in(provision)}, {w.article(provision.article, provision.unit)}" if provision else rest
        case "source":
            return w.source_title(name)
        case "associate":
            return w.name("holder", other.partition("/")[0])
        case "assembly":
            return w.name("holder" if name == "status" else "recommendation", other.partition("/")[0])
        case "representative":
            return f"{w.state(other.partition('/')[0])}, {w.name('body', name)}"
        case "budget":
            return w("search.scale") if name == "scale" else w.state(name)
        case "chairmanship":
            return w("search.chair")
    return w.name(kind, name)


def address_of(reading: Reading, ref: str, entry: int) -> str:
    """Where the thing of a ref is shown; the act at the entry, where it has no place of its own."""
    kind, _, rest = ref.partition("/")
    if kind == "organisation":
        return reading.link()
    if kind in _OWN:
        return reading.link(_OWN[kind], rest.split("/")[0])
    if kind in _ON:
        place = ("concern-" if kind == "concern" else "") + rest.replace("/", "-")
        return reading.link(_ON[kind]) + (f"#{place}" if kind in _PLACED else "")
    return reading.link("acts", entry)


__all__ = ["Result", "Results", "address_of", "search"]
