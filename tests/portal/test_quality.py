"""What must hold of every page of the register, whichever room it is of: no low fact without its mark, no fact without its source.

The pages are those of the CSTO with its whole history, in both languages: each room, each thing in it.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from comity import day as days
from tests.organisations.persons import AUTHORS, named_in, said_in
from tests.portal.document import Element
from tests.portal.sites import Site

ROOMS = (
    "", "members", "bodies", "posts", "chairmanship", "sessions", "decisions", "instruments", "programmes", "budget", "relations", "assembly",
    "charter", "rules", "concerns", "calendar", "changes", "sources",
)  # fmt: skip
#: What marks a fact as one of low confidence, in each language.
LOW = {"en": ("low confidence",), "ru": ("достоверность низкая", "Достоверность этих сведений низкая")}
#: Where a line of a page ends: what is said of an act stands within one of these.
LINES = ("tr", "li", "p", "div", "figure", "section")
#: What states that nothing is recorded.
ABSENT = {
    "en": ("no payment is recorded; it is not said that none was made",),
    "ru": ("сведений о платежах в реестре нет; это не значит, что платежей не было",),
}  # fmt: skip
#: Days of every regime and decade, and the record as it stood at a share of its entries: how many facts of low confidence some
#: page states there, at least.
LEAST = {
    "": 15, "1994-06-01": 8, "2003-10-01": 8, "2005-09-01": 8, "2007-12-01": 8, "2009-09-01": 8, "2012-12-20": 10, "2015-12-31": 10,
    "2020-12-31": 12, "2022-11-24": 12, "2024-12-01": 14, " at 35%": 5, " at 60%": 10, "2007-12-01 at 60%": 8,
}  # fmt: skip
#: Every view in both languages: the short run has today in both, and every second one of the others in one of them, by turns; the long run has the rest.
IN_TURNS = [
    pytest.param(lang, view, id=f"{lang}-{view or 'now'}", marks=[] if n % 4 == 2 * k or not view else [pytest.mark.long])
    for n, view in enumerate(LEAST) for k, lang in enumerate(LOW)
]  # fmt: skip


def addresses(site: Site) -> list[str]:
    """The pages of all rooms and of each thing in them, without the language."""
    standing = site.registry.standing
    found = [f"/{room}".rstrip("/") for room in ROOMS]
    found += [f"/members/{state.lower()}" for state in standing.law.states]
    found += [f"/instruments/{one}" for one in standing.instruments.by_id]
    for room in ("bodies", "sessions", "decisions", "programmes"):
        found += [f"/{room}/{life.id}" for life in getattr(standing, room).values()]
    return found


def low_entries(site: Site) -> set[int]:
    """Entries whose act is of low confidence."""
    found = set()
    for number, data in enumerate(site.registry.log.store.entries(0, site.registry.standing.size), start=1):
        act = json.loads(data.split(b"\n", 3)[2])
        if act.get("transcribed", {}).get("confidence") == "low":
            found.add(number)
    return found


def line_of(link: Element) -> Element:
    """The line of a page in which a link stands."""
    one = link
    while one.parent is not None and one.tag not in LINES:
        one = one.parent
    return one


def marked(line: Element, lang: str) -> bool:
    """Whether a line says that something in it is of low confidence."""
    return any(mark in line.text for mark in LOW[lang])


def said_of(data: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a page's JSON that names an entry, with where it stands."""
    if isinstance(data, dict):
        if isinstance(data.get("entry"), int) and data["entry"]:
            yield path, data
        for key, one in data.items():
            yield from said_of(one, f"{path}.{key}")
    elif isinstance(data, list):
        for one in data:
            yield from said_of(one, path)


def test_there_are_pages_and_low_facts_to_look_at(whole: Site) -> None:
    assert len(addresses(whole)) > 200 and len(low_entries(whole)) > 10


def asked(site: Site, view: str) -> str:
    """The query of a view: a day, the record at a share of its entries, or both; empty for now."""
    on, _, share = view.partition(" at ")
    at = f"at={site.registry.standing.size * int(share.removesuffix('%')) // 100}" if share else ""
    return "&".join(part for part in (f"on={on}" if on else "", at) if part)


@pytest.mark.parametrize(("lang", "view"), IN_TURNS)
def test_no_fact_of_low_confidence_stands_on_a_page_without_its_mark(whole: Site, lang: str, view: str) -> None:
    low, query = low_entries(whole), asked(whole, view)
    bare, stated = [], set()
    for address in addresses(whole):
        answer = whole.get(f"/{lang}{address}?{query}".rstrip("?"))
        assert answer.status == 200 or (answer.status == 404 and "at=" in query), (address, view)
        if answer.status == 404 or address == "/sources":
            continue  # entered later; what rests on a source is listed by the numbers of its entries, and nothing is stated of it
        for link in answer.main.every("a"):
            number = link["href"].partition("?")[0].removeprefix(f"/{lang}/acts/")
            if number.isdigit() and int(number) in low:
                stated.add(int(number))
                if not marked(line_of(link), lang):
                    bare.append((address or "/", int(number), line_of(link).text[:100]))
    assert bare == []
    assert len(stated) >= LEAST[view], "the test looks at something"


def said_lows(site: Site, lang: str) -> dict[str, tuple[str, ...]]:
    """What is said of facts of low confidence in lists and pictures, where no link leads to their act: by the page of the thing,
    its days as the language writes them.
    """
    found: dict[str, tuple[str, ...]] = {}
    for room in ("sessions", "decisions", "programmes"):
        for life in getattr(site.registry.standing, room).values():
            starts = {fact.start for fact in life.facts if fact.counts and fact.confidence == "low" and fact.act.name() in ("session.hold", "decision.record")}
            if starts:
                found[f"/{room}/{life.id}"] = tuple(days.in_words(day, lang, form) for day in starts for form in ("text", "table"))
    return found


@pytest.mark.parametrize(("lang", "view"), IN_TURNS)
def test_a_list_that_tells_of_something_of_low_confidence_with_its_day_says_so(whole: Site, lang: str, view: str) -> None:
    """A link to its page beside its day: in the lists of a body, of the overview, of the calendar, among results of a search."""
    lows, query = said_lows(whole, lang), asked(whole, view)
    assert len(lows) == 3
    bare, seen = [], 0
    for address in [*addresses(whole), "/search?q=Cholpon", "/search?q=Чолпон-Ата"]:
        answer = whole.get(f"/{lang}{address}{'&' if '?' in address else '?'}{query}".rstrip("?&"))
        for link in answer.main.every("a") if answer.status == 200 and address not in lows else ():
            told = lows.get(link["href"].partition("?")[0].removeprefix(f"/{lang}"))
            line = line_of(link)
            if told and not line.text.endswith("?") and any(day.replace("\u00a0", " ") in line.text.replace("\u00a0", " ") for day in told):
                seen += 1
                if not marked(line, lang):
                    bare.append((address or "/", line.text[:100]))
    assert bare == []
    assert seen or view != "2009-09-01", "the test looks at something"


#: What pictures tell in words of facts of low confidence: the page with its query, and the words after which it says so.
PICTURED = [
    ("/chairmanship", {"en": "from 18 June 2004 to 23 June 2005", "ru": "с 18 июня 2004 года по 23 июня 2005 года"}),
    ("/calendar?year=2004", {"en": "Kazakhstan assumes the chairmanship", "ru": "Председательство переходит: Казахстан"}),
    ("/calendar?year=2009", {"en": "1 August 2009: Informal meeting: Collective Security Council", "ru": "1 августа 2009 года: Неформальная встреча: Совет коллективной безопасности"}),
    ("?on=2009-09-01", {"en": "1 August 2009: Informal meeting: Collective Security Council", "ru": "1 августа 2009 года: Неформальная встреча: Совет коллективной безопасности"}),
    ("/sessions", {"en": "1 August 2009", "ru": "01.08.2009"}),
    ("/sessions?on=2010-06-01", {"en": "8 May 2010", "ru": "08.05.2010"}),
    ("/assembly", {"en": "to August 2021", "ru": "по август 2021 года"}),
    ("/programmes/csto-tajik-afghan-border", {"en": "to 2029 or 2030: to come", "ru": "2029 или 2030: предстоит"}),
    ("/instruments/cst-prot-2018", {"en": "in force 19 January 2021", "ru": "вступил в силу 19.01.2021"}),
    ("/members/kz?on=2004-09-01", {"en": "in the chair from 18 June 2004 on", "ru": "председательство с 18 июня 2004 года"}),
]


@pytest.mark.parametrize(("address", "words"), PICTURED, ids=[address for address, _ in PICTURED])
def test_a_picture_tells_of_what_is_of_low_confidence_as_such(whole: Site, lang: str, address: str, words: dict[str, str]) -> None:
    told = " ".join(one.text.replace("\u00a0", " ") for one in whole.get(f"/{lang}{address}").main.every("desc"))
    _, found, after = told.partition(words[lang])
    assert found, told
    assert after.startswith(f" ({LOW[lang][0]})"), after[:80]


@pytest.mark.parametrize("view", LEAST)
def test_no_fact_of_low_confidence_stands_in_json_without_its_mark(whole: Site, view: str) -> None:
    low, query = low_entries(whole), asked(whole, view)
    found = [
        (path, one)
        for address in addresses(whole) if address and (answer := whole.get(f"/en{address}.json?{query}".rstrip("?"))).status == 200
        for path, one in said_of(answer.json["data"]) if one["entry"] in low
    ]  # fmt: skip
    bare = {(path, tuple(sorted(one))) for path, one in found if "low" not in (one.get("confidence"), said_by_act(one))}
    assert bare == set()
    assert len({one["entry"] for _, one in found}) >= LEAST[view]


def said_by_act(one: dict[str, Any]) -> str:
    """The confidence within an act that stands whole in JSON."""
    act = one.get("act")
    return str(act.get("transcribed", {}).get("confidence", "")) if isinstance(act, dict) else ""


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("/chairmanship", "2004-09-01"), ("/chairmanship", "2005-09-01"), ("/chairmanship", "2007-12-01"), ("", "2004-09-01"), ("", "2005-09-01"),
        ("/bodies/ickves", "2026-01-29"), ("/sessions/csc-2009-08-01-informal", "2026-01-29"), ("/instruments/cst-prot-2018", "2026-01-29"),
    ],
)  # fmt: skip
def test_a_sentence_about_a_fact_of_low_confidence_says_so(whole: Site, lang: str, address: str, day: str) -> None:
    """The point of a page is a statement too: of the overview that of its line about the chair."""
    answer = whole.get(f"/{lang}{address}?on={day}")
    told = answer.main.classed("facts")[0] if not address else answer.main.classed("lede")[0]
    assert marked(told, lang), told.text


def test_every_row_of_facts_has_its_source_or_the_act_that_says_so(whole: Site, lang: str) -> None:
    """A row says where it is from, or that something is not known; one that is a link as a whole leads to where it is said."""
    bare = []
    for address in addresses(whole):
        for facts in whole.get(f"/{lang}{address}").main.classed("facts"):
            for row in facts.every("div"):
                stated, *rest = row.every("dd") or [row]
                named = rest[0].text if rest else ""
                absent = bool(row.classed("dim")) or stated.text in ABSENT[lang]
                choice = bool(row.every("b")) or all("?" in a["href"] for a in row.every("a")) or stated.text == (row.every("a") or [row])[0].text
                if not (named or absent or (row.every("a") and choice)):
                    bare.append((address, row.text[:100]))
    assert bare == []


def claims_of(site: Site) -> dict[str, tuple[str, set[int]]]:
    """Every contested question: the page of the thing that it is about, and the entries that answer it."""
    found: dict[str, tuple[str, set[int]]] = {}
    for number, data in enumerate(site.registry.log.store.entries(0, site.registry.standing.size), start=1):
        act = json.loads(data.split(b"\n", 3)[2])
        if claim := act.get("transcribed", {}).get("claim"):
            room = act["act"].split(".")[0]
            name = act["on"]["ref"].split("/")[1] if "on" in act else act.get(room) or act.get("state", "").lower()
            page = {"chairmanship": "/chairmanship", "membership": f"/members/{name}", "body": f"/bodies/{name}"}.get(room, f"/{room}s/{name}")
            address, entries = found.get(claim["key"], (page, set()))
            found[claim["key"]] = (address, {*entries, number})
    return found


def test_where_claims_conflict_each_stands_on_the_page_of_what_it_is_about_and_among_all_that_are_contested(whole: Site, lang: str) -> None:
    claims = claims_of(whole)
    assert len(claims) == 9 and all(len(entries) > 1 for _, entries in claims.values())
    every = {a["href"].partition("?")[0] for a in whole.page(f"/{lang}/sources").main.every("a")}
    for key, (address, entries) in claims.items():
        there = {a["href"].partition("?")[0] for a in whole.page(f"/{lang}{address}").main.every("a")}
        for entry in entries:
            assert f"/{lang}/acts/{entry}" in there & every, (key, address, entry)


def test_what_was_claimed_of_the_leaving_of_1999_stands_beside_the_lapse_of_the_treaty(whole: Site, lang: str) -> None:
    text = whole.page(f"/{lang}/members/uz").main.text
    for said in {"en": ("in 1998", "in 1999", "never denounced"), "ru": ("в 1998 году", "в 1999 году", "не денонсировал")}[lang]:
        assert said in text, said


def test_no_name_of_a_person_stands_in_any_entry_of_the_whole_history(whole: Site) -> None:
    entries = whole.registry.log.store.entries(0, whole.registry.standing.size)
    assert [(n, found) for n, data in enumerate(entries, 1) if (found := named_in(text := said_in(data)) or AUTHORS.findall(text))] == []
