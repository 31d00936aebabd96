"""What would happen if: set in a browser, with and without a script, by mouse and by keyboard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.look import Look

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
COUNCIL = "/en/rules/unsc/security-council?on=2020-06-01&matter=substantive&everybody=for"


def test_a_position_changes_the_outcome_in_place(look: Callable[..., Look]) -> None:
    page = look("whole", COUNCIL).page
    assert page.locator(".lede").inner_text().startswith("Adopted")
    page.get_by_label("China: against").check()
    expect(page.locator(".lede")).to_have_text(re.compile("^Vetoed"))
    assert "CHN=against" in page.url and page.locator("h1").count() == 1
    assert page.get_by_label("China: against").is_checked()
    assert "missed" in page.locator("#outcome").inner_text()
    assert page.evaluate("document.activeElement.getAttribute('name')") == "CHN"


def test_the_keyboard_alone_sets_a_position(look: Callable[..., Look]) -> None:
    page = look("whole", COUNCIL).page
    page.get_by_label("France: in favour").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".lede")).to_have_text(re.compile("^Vetoed"))


def test_without_a_script_the_button_does_it(look: Callable[..., Look]) -> None:
    page = look("whole", COUNCIL, script=False).page
    page.get_by_label("China: against").check()
    page.get_by_role("button", name="Show the outcome").first.click()
    assert page.locator(".lede").inner_text().startswith("Vetoed")


def test_the_address_carries_the_whole_case(look: Callable[..., Look]) -> None:
    page = look("whole", COUNCIL).page
    page.get_by_label("China: against").check()
    expect(page.locator(".lede")).to_have_text(re.compile("^Vetoed"))
    sentence = page.locator(".lede").inner_text()
    again = look("whole", page.url[page.url.index("/en/") :]).page
    assert again.locator(".lede").inner_text() == sentence
