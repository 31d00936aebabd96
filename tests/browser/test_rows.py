"""One question for each row of what the source says, M1 to M26 (rows.yaml): found by clicking, answered by the record, in a browser.

Nothing is opened by its address but the overview; only what a reader sees is clicked.
"""

import json
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

from comity import day as days
from tests.browser.look import Look
from tests.browser.rows import LANGUAGES, LINKS, ROWS, Line, Step, Wanted, plain, wanted

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


class Seen(NamedTuple):
    """A line as it stands in the window: its words, the sources and the acts that it leads to."""

    text: str
    sources: frozenset[str]
    acts: tuple[int, ...]


#: What people see as one line: an item, a row of a table, a paragraph, a heading. Words that are folded away are not seen.
_LINES = """() => [...document.querySelectorAll('main :is(.lede, tr, li, dl > div, p, h1, h2, h3, .node)')].filter(e => e.checkVisibility()).map(e => ({
  text: e.innerText,
  sources: [...e.querySelectorAll("a[href*='/sources']")].map(a => decodeURIComponent(a.hash.slice(1))),
  acts: [...e.querySelectorAll("a[href*='/acts/']")].map(a => +a.pathname.split('/').pop()).filter(n => n),
}))"""



# What the browser shows


def seen(look: Look) -> list[Seen]:
    """The lines of the page in the window."""
    return [Seen(plain(one["text"]), frozenset(one["sources"]), tuple(one["acts"])) for one in look.page.evaluate(_LINES)]


def leads_to(look: Look, lang: str, one: Seen, act: tuple[str, str, frozenset[str]]) -> bool:
    """Whether a link of the line leads to the act of this name and day, with these sources."""
    for entry in one.acts:
        data = json.loads(look.server.ask("GET", f"/{lang}/acts/{entry}.json").body)["data"]
        if (data["act"], data["effective"], frozenset(data["said"]["transcribed"]["source"])) == act:
            return True
    return False


def has(one: Seen, want: Wanted) -> int:
    """How many of the words the line has."""
    return sum(any(spelt in one.text for spelt in word) for word in want.words)


def answered(look: Look, lang: str, line: Line) -> None:
    """The line stands on the page, with its sources, one step from its act."""
    want, lines = wanted(line, lang), seen(look)
    assert want.words, line
    worded = [one for one in lines if has(one, want) == len(want.words)]
    nearest = max(lines, key=lambda one: has(one, want), default=None)
    assert worded, f"{look.page.url} has no line with {want.words}; the nearest: {nearest}"
    sourced = [one for one in worded if want.sources <= one.sources]
    assert sourced, f"{look.page.url}: {want.words} stands without {sorted(want.sources)}: {[sorted(one.sources) for one in worded]}"
    if want.act is not None:
        assert any(leads_to(look, lang, one, want.act) for one in sourced), f"{look.page.url}: no link of the line leads to {want.act}"


class Counted:
    """A reader in the window, and how often they clicked or searched since the overview."""

    def __init__(self, look: Look, lang: str) -> None:
        self.look, self.lang, self.links, self.searches = look, lang, 0, 0

    def take(self, step: Step) -> None:
        """Clicks on the first link in sight that bears these words, or writes them into the search box."""
        page = self.look.page
        if step.search:
            box = page.get_by_role("banner").get_by_role("searchbox")
            box.fill(step.search[self.lang])  # type: ignore[index]
            box.press("Enter")
            page.wait_for_url("**/search?*")
            page.wait_for_load_state()
            self.searches += 1
            return
        link = page.get_by_role("link", name=step.words(self.lang), exact=True).locator("visible=true").first
        assert link.count(), f"{page.url} shows no link “{step.words(self.lang)}”"
        before = page.url
        link.click()
        page.wait_for_load_state()
        assert page.url != before, f"“{step.words(self.lang)}” leads nowhere from {before}"
        self.links += 1

    def few(self) -> bool:
        """Whether that was at most three links, or one search and two links."""
        return self.searches <= 1 and self.links <= LINKS - self.searches


def asked(look: Callable[..., Look], name: str, lang: str) -> Counted:
    """The question of a row is asked from the overview on, and answered."""
    row, reader = ROWS[name], Counted(look("whole", f"/{lang}"), lang)
    for line in row.overview:
        answered(reader.look, lang, line)
    for step in row.way:
        reader.take(step)
    assert reader.few(), f"{name}: {reader.links} links and {reader.searches} searches"
    for line in row.answer:
        answered(reader.look, lang, line)
    return reader


def asked_on_a_day(reader: Counted, name: str) -> None:
    """The question that the page itself offers for another day is followed, and answered as of that day."""
    later = ROWS[name].on_a_day
    assert later is not None
    for step in later.way:
        reader.take(step)
    assert reader.few(), f"{name}: {reader.links} links and {reader.searches} searches"
    [day] = parse_qs(urlsplit(reader.look.page.url).query)["on"]
    assert plain(days.in_words(day, reader.lang)) in plain(reader.look.page.locator(".when.past").inner_text())
    for line in later.answer:
        answered(reader.look, reader.lang, line)


#: Every row in both languages: in the short run in one of them, by turns; the long run has the rest.
CASES = [
    pytest.param(name, lang, id=f"{name}-{lang}", marks=[] if lang == LANGUAGES[n % 2] else [pytest.mark.long])
    for n, name in enumerate(ROWS)
    for lang in LANGUAGES
]


@pytest.mark.parametrize(("name", "lang"), CASES)
def test_a_row_of_the_source_is_answered_by_at_most_three_links(look: Callable[..., Look], name: str, lang: str) -> None:
    reader = asked(look, name, lang)
    if ROWS[name].on_a_day is not None:
        asked_on_a_day(reader, name)
    assert reader.look.console == []


def test_what_is_not_so_is_not_found_on_a_page(look: Callable[..., Look]) -> None:
    """Another day, another source, another act: each of them would fail a row."""
    one = look("whole", "/en")
    there = ROWS["M1"].overview[1]
    answered(one, "en", there)
    for wrong in (
        Line(charter="organisation.organisation.creation.2002-10-07", shows=("date",), says={"en": "The Charter enters into force"}),
        Line(charter="organisation.organisation.creation.2003-09-18", shows=("date", "source")),
        Line(says={"en": "seven member states"}),
        Line(act={"file": "02-charter", "act": "instrument.adopt", "instrument": "charter-2002"}, says={"en": "The Charter is signed in Chisinau"}, sources_at_the_act=True),
    ):
        with pytest.raises(AssertionError):
            answered(one, "en", wrong)
