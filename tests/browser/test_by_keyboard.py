"""Everything by keyboard alone: nothing is out of reach, the focus is always seen, nothing moves it by itself."""

from collections.abc import Callable

import pytest

from tests.browser.look import Look

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

PATHS = ["/en", "/en/members", "/ru/members/tj", "/en/instruments", "/ru/instruments/charter-2002", "/en/record/20", "/en/sources", "/en/rules/csto/csc", "/ru/rules/unsc/security-council/votes", "/en/rules/eu/council/power", "/en/rules/unga/general-assembly/election"]


#: `./go test` goes through each page on one of the two, `./go test all` on both.
ON_BOTH = [
    pytest.param(path, phone, marks=() if place % 2 == phone else pytest.mark.long, id=f"{path}-{'phone' if phone else 'desktop'}")
    for place, path in enumerate(PATHS) for phone in (False, True)
]  # fmt: skip


@pytest.mark.parametrize(("path", "phone"), ON_BOTH)
def test_the_focus_goes_through_the_page_in_order_and_is_always_seen(look: Callable[..., Look], path: str, phone: bool) -> None:
    one = look("whole", path, phone=phone)
    seen: list[str] = []
    for _ in range(45):
        one.tab()
        at = one.focused()
        if at is None:
            break
        assert at["outline"], f"no focus is shown on {at}"
        assert at["seen"], f"the focus is out of sight on {at}"
        seen.append(at["text"])
    assert len(seen) > 10
    assert one.console == []


@pytest.mark.parametrize("path", ["/en/members", "/ru/record"])
def test_the_first_stop_leads_to_the_matter(look: Callable[..., Look], path: str) -> None:
    one = look("whole", path)
    one.tab()
    at = one.focused()
    assert at is not None
    assert at["href"] == "#matter"
    one.page.keyboard.press("Enter")
    one.tab()
    assert one.page.evaluate("document.activeElement.closest('main') !== null")


def test_a_day_is_asked_for_by_keyboard_and_every_link_keeps_it(look: Callable[..., Look]) -> None:
    one = look("whole", "/en/members")
    field = one.page.locator("#on")
    field.focus()
    one.page.keyboard.press("Control+A")
    one.page.keyboard.type("28 June 2012")
    one.page.keyboard.press("Enter")
    one.page.wait_for_url("**/en/members?*on=28*")
    assert "On 28" in one.page.locator(".lede").inner_text()
    links = one.page.locator("nav.rooms a").evaluate_all("found => found.map(a => a.getAttribute('href'))")
    assert links
    assert all("on=2012-06-28" in link for link in links), links
    assert one.page.locator(".when.past").is_visible()
    one.page.get_by_role("link", name="Back to today").press("Enter")
    one.page.wait_for_url("**/en/members")
    assert one.page.locator(".when.past").count() == 0


def test_a_russian_day_is_asked_for_in_russian(look: Callable[..., Look]) -> None:
    one = look("whole", "/ru/members")
    one.page.locator("#on").fill("28 июня 2012 года")
    one.page.keyboard.press("Enter")
    one.page.wait_for_url("**/ru/members?*")
    assert "28 июня 2012" in one.page.locator(".lede").inner_text().replace("\u00a0", " ")


def test_what_cannot_be_read_keeps_what_was_typed_and_says_what_to_write(look: Callable[..., Look]) -> None:
    one = look("whole", "/en/members?on=yesterday")
    assert one.status == 400
    assert "28 June 2012" in one.page.locator("main").inner_text().replace("\u00a0", " ")
    assert one.page.locator("#on").input_value() == "yesterday"


def test_the_rooms_fold_on_a_phone_and_open_by_key(look: Callable[..., Look]) -> None:
    one = look("whole", "/en/members", phone=True)
    link = one.page.locator("nav.rooms a").first
    assert not link.is_visible()
    one.page.locator("nav.rooms summary").focus()
    one.page.keyboard.press("Enter")
    assert link.is_visible()


def test_the_other_language_is_the_same_page_on_the_same_day(look: Callable[..., Look]) -> None:
    one = look("whole", "/en/members/uz?on=2012-06-28")
    one.page.get_by_role("link", name="Русский").click()
    one.page.wait_for_url("**/ru/members/uz?on=2012-06-28")
