"""Every page, empty, with one row and with 300 rows of long names: in each language, light and dark, desktop and phone.

`./go test` opens one address of each page of the whole organisation, and of the empty one where that differs, each once, in a turn of the
combinations; `./go test all` opens every address in every combination.
"""

from collections.abc import Callable
from typing import Any

import pytest

from comity.portal.urls import PAGES
from tests.browser.look import Look
from tests.portal.test_openapi import matches

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

#: The pages of each organisation, below the language.
ORGANISATIONS: dict[str, tuple[str, ...]] = {
    "whole": (
        "", "/members", "/members/tj", "/members/uz", "/members?on=2012-06-28", "/members?on=1990-01-01", "/members/ge", "/instruments", "/instruments?on=2004-01-01",
        "/instruments/charter-2002", "/instruments/cst-1992", "/instruments/cst-1992?on=1999-06-01", "/charter", "/record", "/record/20", "/acts", "/acts/instrument.sign",
        "/acts/20", "/acts/1", "/sources", "/designations", "/specimen", "/bodies", "/bodies/csc", "/posts", "/chairmanship",
        "/sessions", "/sessions/csc-2024-11-28", "/decisions", "/decisions/1", "/programmes", "/programmes/csto-tajik-afghan-border", "/budget",
        "/relations", "/concerns", "/assembly", "/calendar", "/calendar?year=2012", "/changes", "/search?q=ODKB", "/guides", "/guides/press",
        "/glossary", "/members?at=20", "/nix", "/decisions/87?at=20", "/decisions?outcome=returned&on=2012-06-28&year=abc", "/members?on=x",
        "/rules", "/rules/csto/csc", "/rules/csto/csc?everybody=for&AM=object", "/rules/unsc/security-council?on=2020-06-01&everybody=for&CHN=against",
        "/rules/unga/general-assembly?everybody=for", "/rules/eu/council?everybody=for&DE=against",
        "/rules/csto/csc?matter=procedural", "/rules/unsc/security-council?on=2020-06-01&everybody=for&IND=against&CHN=agains", "/rules/osce/permanent-council?matter=silence&hours=24",
        "/rules/unga/general-assembly/election?places=2&name1=Alpha&name2=Beta&valid1=180&votes1.1=121&votes1.2=59", "/rules/csto/csc/election",
        "/rules/unsc/security-council/power?on=1960-01-01", "/rules/eu/council/power", "/rules/unga/general-assembly/power", "/rules/csto/csc/power?matter=procedural",
        "/rules/unsc/security-council/votes", "/rules/unsc/security-council/votes?agrees=no", "/rules/unsc/security-council/votes?words=none", "/rules/unga/general-assembly/votes?year=1947", "/rules/csto/csc/votes",
        "/rules/unsc/security-council/votes/326", "/rules/unsc/security-council/votes/3", "/rules/unga/general-assembly/votes/1000",
        "/rules/eu/council/power?on=2026-02-16&with=XX=85000000;YY=380000&without=HU&threshold.population=70%25", "/rules/unsc/security-council/power?on=2020-06-01&with=IN=permanent&threshold.members=10",
        "/rules/unga/general-assembly/power?matter=important&without=ROU&threshold.members=3/4", "/rules/eu/council/power?with=XX&threshold.members=nine",
    ),
    "empty": ("", "/members", "/members/tj", "/instruments", "/charter", "/record", "/record/1", "/acts", "/acts/instrument.sign", "/acts/1", "/sources", "/designations", "/specimen", "/bodies", "/bodies/csc", "/posts", "/chairmanship", "/sessions", "/decisions", "/programmes", "/budget", "/relations", "/concerns", "/assembly", "/calendar", "/changes", "/search", "/guides", "/guides/press", "/glossary", "/rules", "/rules/csto/csc", "/rules/csto/csc/power", "/rules/csto/csc/votes", "/rules/unsc/security-council/votes/1", "/rules/unga/general-assembly/election"),
    "one": ("", "/members", "/members/tj", "/members/am", "/instruments", "/instruments/cst-1992", "/record", "/record/2", "/acts/2", "/acts/membership.found", "/charter", "/sources"),
    "big": ("", "/members", "/members/s001", "/members/s300", "/instruments", "/instruments/treaty-1", "/record", "/record/400", "/acts/400", "/acts/instrument.sign", "/charter", "/sources"),
}  # fmt: skip
COMBINATIONS = [(lang, dark, phone) for lang in ("en", "ru") for dark in (False, True) for phone in (False, True)]
EVERY = [(site, path) for site, paths in ORGANISATIONS.items() for path in paths]
#: Of the organisation with a single row what `./go test` opens too, and the pages of what is not there.
ALSO_SHORT = {("one", ""), ("whole", "/nix"), ("whole", "/members?on=x"), ("whole", "/members?on=1990-01-01")}


#: Pages that are the same, or nearly, where nothing was entered: of the empty organisation they are opened by `./go test all`.
SAME = {"glossary", "guides", "guide", "specimen", "designations", "rules", "rules_of_body", "power", "election", "votes", "vote", "charter", "kind", "act", "entry"}


def _short() -> list[tuple[str, str]]:
    """The first address of each page, of the whole organisation and of the empty one."""
    firsts: dict[tuple[str, str], tuple[str, str]] = {}
    for site in ("whole", "empty"):
        for path in ORGANISATIONS[site]:
            for page in PAGES:
                if matches(page.path, f"/en{path}") and (site == "whole" or page.name not in SAME):
                    firsts.setdefault((site, page.name), (site, path))
    return [one for one in EVERY if one in ALSO_SHORT or one in firsts.values()]


SHORT = _short()


def test_every_page_of_the_portal_is_looked_at_here() -> None:
    for page in PAGES:
        for paths in (ORGANISATIONS["whole"], ORGANISATIONS["empty"]):
            needs_some = page.name in ("instrument", "session", "decision", "programme") and paths is ORGANISATIONS["empty"]
            assert needs_some or any(matches(page.path, f"/en{path}") for path in paths), page.name


def sound(look: Callable[..., Look], site: str, path: str, lang: str, dark: bool, phone: bool) -> None:
    """Nothing is wrong with the page in this combination."""
    one = look(site, f"/{lang}{path}", dark=dark, phone=phone)
    wanted = 404 if path in ("/nix", "/decisions/87?at=20") else 400 if path.endswith(("on=x", "CHN=agains", "members=nine", "year=abc")) else 200
    assert one.status == wanted
    if wanted != 200:
        one.console.clear()  # the browser itself says that the page was not found
    assert one.complaints() == []
    assert one.axe() == []
    assert one.page.locator("html").get_attribute("lang") == lang
    assert one.page.locator("h1").count() == 1


@pytest.mark.parametrize(("site", "path"), SHORT, ids=[f"{site}{path or '/'}" for site, path in SHORT])
def test_a_page_is_sound(look: Callable[..., Look], site: str, path: str) -> None:
    sound(look, site, path, *COMBINATIONS[SHORT.index((site, path)) % len(COMBINATIONS)])


@pytest.mark.long
@pytest.mark.parametrize("combination", COMBINATIONS, ids=[f"{lang}-{'dark' if dark else 'light'}-{'phone' if phone else 'desktop'}" for lang, dark, phone in COMBINATIONS])
@pytest.mark.parametrize(("site", "path"), EVERY, ids=[f"{site}{path or '/'}" for site, path in EVERY])
def test_a_page_is_sound_in_every_combination(look: Callable[..., Look], site: str, path: str, combination: tuple[str, bool, bool]) -> None:
    sound(look, site, path, *combination)


NARROW = [
    "", "/members", "/members/uz", "/instruments", "/instruments/charter-2002", "/record/20", "/acts/1", "/sources", "/rules",
    "/rules/eu/council?everybody=for&DE=against", "/rules/csto/csc?matter=procedural", "/rules/eu/council/power", "/rules/eu/council/power?with=XX=85000000&without=HU&threshold.population=70%25",
    "/rules/unsc/security-council/votes", "/rules/unsc/security-council/votes/326", "/rules/unga/general-assembly/election",
]


def in_turn(turn: int) -> list[Any]:
    """These pages for one of the three ways to look at them: `./go test` looks at each in one way, `./go test all` in all three."""
    return [pytest.param(path, marks=() if place % 3 == turn else pytest.mark.long) for place, path in enumerate(NARROW)]


@pytest.mark.parametrize("path", in_turn(0))
def test_nothing_overflows_on_the_narrowest_phone(look: Callable[..., Look], path: str) -> None:
    assert look("whole", f"/ru{path}", narrow=True).complaints() == []


#: Pages whose tables have the most columns.
TABLES = ["/members", "/bodies/csc", "/posts", "/chairmanship", "/sessions", "/decisions", "/posts?on=2004-06-01"]


@pytest.mark.parametrize("path", TABLES)
def test_nothing_overflows_between_a_phone_and_a_desk(look: Callable[..., Look], path: str) -> None:
    one = look("whole", f"/ru{path}")
    for width in (720, 1000, 1200):
        one.page.set_viewport_size({"width": width, "height": 900})
        assert one.page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("path", TABLES)
def test_nothing_overflows_while_another_typeface_stands_in(look: Callable[..., Look], path: str) -> None:
    """On a slow line the words stand in the reader's own typeface first, which is wider."""
    one = look("whole", "/ru/nix")
    one.page.route("**/*.woff2", lambda route: route.abort())
    for width in (390, 1000, 1280):
        one.page.set_viewport_size({"width": width, "height": 900})
        one.open(f"/ru{path}")
        assert not one.page.evaluate("document.fonts.check('16px \"Golos Text\"')")
        assert one.page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("path", in_turn(1))
def test_a_page_reads_the_same_without_script(look: Callable[..., Look], path: str) -> None:
    """Save that a band of years is a slider with a script, and links without: see test_years.py."""
    with_script, without = (look("whole", f"/en{path}", script=script).page for script in (True, False))
    for page in (with_script, without):
        page.locator("main > .years").evaluate_all("found => found.forEach(e => e.remove())")
    assert with_script.locator("main").inner_text() == without.locator("main").inner_text()


@pytest.mark.parametrize("path", in_turn(2))
def test_a_page_prints_without_its_controls_and_with_its_matter(look: Callable[..., Look], path: str) -> None:
    one = look("whole", f"/en{path}", printed=True)
    assert one.page.locator("h1").is_visible()
    assert not one.page.locator("nav.rooms").is_visible()
    assert not one.page.locator(".when button").first.is_visible()
    assert one.page.locator(".foot").is_visible()
    assert len(one.page.pdf(format="A4")) > 5_000


@pytest.mark.parametrize("path", ["", "/members", "/instruments/charter-2002"])
def test_forced_colours_leave_nothing_unseen(look: Callable[..., Look], path: str) -> None:
    one = look("whole", f"/en{path}", forced=True)
    assert one.complaints() == []
    assert one.page.locator("main svg[role=img]").first.is_visible()


def test_in_forced_colours_bars_are_told_apart_and_one_room_is_marked(look: Callable[..., Look]) -> None:
    one = look("whole", "/en/members", forced=True)
    fills = one.page.evaluate("['.fs', '.fa', '.hz'].map(kind => getComputedStyle(document.querySelector('.plot svg ' + kind)).fill)")
    assert len(set(fills)) == 3, fills
    marked = one.page.evaluate("[...document.querySelectorAll('.rooms a')].filter(a => parseFloat(getComputedStyle(a).borderInlineStartWidth) > 0).length")
    assert marked == 1


@pytest.mark.parametrize("day", ["", "?on=1999-06-01"])
def test_the_months_below_a_line_of_life_never_lie_over_each_other(look: Callable[..., Look], day: str) -> None:
    assert look("whole", f"/ru/instruments/cst-1992{day}").complaints() == []


@pytest.mark.parametrize("path", ["", "/members?on=2012-09-28"])
def test_the_day_shown_is_whole_in_its_field_on_a_phone(look: Callable[..., Look], path: str) -> None:
    field = look("whole", f"/ru{path}", phone=True).page.locator("#on")
    assert field.evaluate("e => e.scrollWidth <= e.clientWidth"), field.input_value()


def test_on_a_phone_a_decision_begins_with_its_number_and_its_title_in_one_line(look: Callable[..., Look]) -> None:
    page = look("whole", "/ru/decisions", phone=True).page
    number, title = (page.locator(f".fold.lead tbody {one}").first.evaluate("e => e.getClientRects()[0].toJSON()") for one in ("th", "td a"))
    assert abs(number["y"] - title["y"]) < 6 and title["left"] >= number["right"] + 4
