"""A slider through time on overview and members: by key, by pointer, on a phone, in both languages; links where there is no script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.look import Look

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
DAY = "?on=2012-06-28"


def slider(page: Page) -> tuple[str, str]:
    """The day in words as the slider says it, and as it stands beside it."""
    range_ = page.get_by_role("slider")
    return str(range_.get_attribute("aria-valuetext")).replace("\u00a0", " "), page.locator(".years output").inner_text().replace("\u00a0", " ")


def matter(page: Page) -> list[str]:
    """What stands around the slider."""
    return [one.inner_text() for one in page.locator("main > :not(.years)").all()]


@pytest.mark.parametrize("path", ["/en", "/en/members", "/ru", "/ru/members"])
def test_without_a_script_the_years_are_links(look: Callable[..., Look], path: str) -> None:
    page = look("whole", path + DAY, script=False).page
    assert page.get_by_role("slider").count() == 0
    assert page.locator(".years b").inner_text() == "2012"
    page.locator(".years").get_by_role("link", name="2004", exact=True).click()
    page.wait_for_url(f"**{path}?on=2004-06-28")
    assert "28" in page.locator(".lede").inner_text()
    assert page.locator(".years b").inner_text() == "2004"


@pytest.mark.parametrize(("path", "label", "said"), [("/en/members", "Year by year:", "28 June 2012"), ("/ru/members", "По годам:", "28 июня 2012 года"), ("/en", "Year by year:", "28 June 2012"), ("/ru", "По годам:", "28 июня 2012 года")])
def test_it_has_a_label_and_says_the_day_in_words(look: Callable[..., Look], path: str, label: str, said: str) -> None:
    one = look("whole", path + DAY)
    assert one.page.get_by_label(label, exact=True).get_attribute("type") == "range"
    assert slider(one.page) == (said, said)
    assert one.complaints() == [] and one.axe() == []


def test_by_key_a_year_or_five_and_picture_and_table_follow_while_the_focus_stays(look: Callable[..., Look]) -> None:
    one = look("whole", "/en/members" + DAY)
    page = one.page
    page.get_by_role("slider").focus()
    for key, day, shown in (
        ("ArrowRight", "2013-06-28", "28 June 2013"), ("PageDown", "2008-06-28", "28 June 2008"), ("PageUp", "2013-06-28", "28 June 2013"),
        ("ArrowLeft", "2012-06-28", "28 June 2012"), ("PageDown", "2007-06-28", "28 June 2007"),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert slider(page) == (shown, shown), "at once, before the page has come"
        expect(page.locator(".when.past b")).to_contain_text(re.compile(shown.replace(" ", "\\s")))
        assert page.url.endswith(f"/en/members?on={day}")
        assert page.evaluate("document.activeElement.id") == "through"
    assert page.locator("#on").input_value() == "28 June 2007"
    assert "28 June 2007" in str(page.locator("figure.plot svg").text_content()).replace("\u00a0", " ")
    assert "28 June 2007" in page.locator("table thead").first.inner_text().replace("\u00a0", " ")
    assert all("on=2007-06-28" in str(a.get_attribute("href")) for a in page.locator("nav.rooms a").all())
    assert page.get_by_role("link", name="Русский").get_attribute("href") == "/ru/members?on=2007-06-28"
    assert page.locator(".years [role=status].vh").inner_text() == page.locator(".lede").inner_text()
    assert page.locator("h1").count() == 1 and "28 June 2007" in page.title().replace("\u00a0", " ")
    assert one.complaints() == [] and one.axe() == []


def test_what_it_shows_in_place_is_the_page_at_its_address(look: Callable[..., Look]) -> None:
    page = look("whole", "/ru" + DAY).page
    page.get_by_role("slider").focus()
    page.keyboard.press("PageDown")
    expect(page.locator(".when.past b")).to_contain_text("2007")
    shown = matter(page)
    page.reload()
    assert matter(page) == shown


def test_it_keeps_its_place_on_the_screen_and_the_way_back(look: Callable[..., Look]) -> None:
    page = look("whole", "/en/members").page
    range_ = page.get_by_role("slider")
    range_.focus()
    before = range_.bounding_box()
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".when.past")).to_be_visible()
    after = range_.bounding_box()
    assert before and after and abs(before["y"] - after["y"]) < 2
    page.go_back()
    expect(page.locator(".when.past")).to_have_count(0)
    assert page.url.endswith("/en/members") and slider(page)[1].endswith("2026")


def test_the_years_below_it_are_links_still(look: Callable[..., Look]) -> None:
    page = look("whole", "/en/members" + DAY).page
    ticks = page.locator(".years li:visible a")
    assert 4 <= ticks.count() <= 9
    ticks.filter(has_text="2005").click()
    page.wait_for_url("**/en/members?on=2005-06-28")


def test_by_finger_on_a_phone(look: Callable[..., Look]) -> None:
    one = look("whole", "/ru/members", phone=True)
    one.page.get_by_role("slider").scroll_into_view_if_needed()
    box = one.page.get_by_role("slider").bounding_box()
    assert box and box["height"] >= 24
    one.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(one.page.locator(".when.past")).to_be_visible()
    assert re.search(r"/ru/members\?on=20[01]\d-", one.page.url)
    assert one.complaints() == [] and one.axe() == []


@pytest.mark.parametrize("day", ["1985-01-01", "2040-05-05"])
def test_a_day_beyond_the_years_known_stands_at_the_end_of_the_slider(look: Callable[..., Look], day: str) -> None:
    page = look("whole", f"/en/members?on={day}").page
    assert slider(page)[0].endswith(day[:4])
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight" if day < "2000" else "ArrowLeft")
    expect(page.locator(".years output")).not_to_contain_text(day[:4])
    page.wait_for_url(re.compile(r"/en/members(\?on=19|$)"))


def test_the_record_at_an_entry_stays(look: Callable[..., Look]) -> None:
    page = look("whole", "/en/members?on=2012-06-28&at=150").page
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/en/members?on=2013-06-28&at=150")


def test_where_no_answer_comes_it_says_so_and_a_later_one_wins(look: Callable[..., Look]) -> None:
    page = look("whole", "/en/members" + DAY).page
    held: list[Route] = []
    page.route("**/members?on=*", lambda route: held.append(route))
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".years .note")).to_contain_text("Being fetched")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert len(held) == 2
    held[1].abort()
    expect(page.locator(".years .note")).to_contain_text("No answer came")
    page.unroute("**/members?on=*")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".years .note")).to_have_text("")
    assert page.url.endswith("on=2013-06-28")


def test_it_is_not_printed(look: Callable[..., Look]) -> None:
    assert not look("whole", "/en/members" + DAY, printed=True).page.locator(".years").is_visible()


def test_a_register_without_acts_has_none(look: Callable[..., Look]) -> None:
    assert look("empty", "/en/members").page.get_by_role("slider").count() == 0
