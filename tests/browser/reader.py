"""A reader in the browser: clicks what is in sight, types a day or words, and reads the lines of the page."""

import json
from typing import NamedTuple

from playwright.sync_api import Locator

from tests.browser.look import Look
from tests.browser.rows import LINKS, Line, Step, Wanted, plain, wanted


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


class Reader:
    """A reader in the window, and how often they clicked or searched since the overview."""

    def __init__(self, look: Look, lang: str) -> None:
        self.look, self.lang, self.links, self.searches = look, lang, 0, 0

    def take(self, step: Step) -> None:
        """Clicks on the first link in sight that bears these words, or writes them into the search box."""
        if step.search:
            self.search(step.search[self.lang])
        else:
            self.click(step.words(self.lang))

    def search(self, words: str) -> None:
        """Writes words into the search box at the top of the page."""
        box = self.look.page.get_by_role("banner").get_by_role("searchbox")
        box.fill(words)
        box.press("Enter")
        self.look.page.wait_for_url("**/search?*")
        self.look.page.wait_for_load_state()
        self.searches += 1

    def click(self, words: str, *, in_the_page: bool = False) -> None:
        """Clicks on the first link in sight that bears these words; `in_the_page` leaves out the list of rooms."""
        page, before = self.look.page, self.look.page.url
        link = self.link(words, in_the_page=in_the_page)
        assert link.count(), f"{before} shows no link “{words}”"
        link.click()
        page.wait_for_load_state()
        assert page.url != before, f"“{words}” leads nowhere from {before}"
        self.links += 1

    def link(self, words: str, *, in_the_page: bool = False) -> Locator:
        """The first link in sight that bears these words."""
        where = self.look.page.locator("main" if in_the_page else "body")
        return where.get_by_role("link", name=words, exact=True).locator("visible=true").first

    def ask_for(self, day: str) -> None:
        """Writes a day, as somebody writes it, into the field that every page has, and sees that the page is of that day."""
        page = self.look.page
        page.locator("#on").fill(day)
        page.locator("#on").press("Enter")
        page.wait_for_url("**on=*")
        page.wait_for_load_state()
        self.is_of(day)

    def is_of(self, day: str) -> None:
        """The page says that it is of this day."""
        assert plain(day) in plain(self.look.page.locator(".when.past").inner_text())

    def few(self) -> bool:
        """Whether that was at most three links, or one search and two links."""
        return self.searches <= 1 and self.links <= LINKS - self.searches
