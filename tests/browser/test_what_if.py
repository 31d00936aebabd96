"""What would happen if: set in a browser, with and without a script, by mouse and by keyboard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

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


def test_another_kind_of_question_changes_what_is_asked_and_offered(look: Callable[..., Look]) -> None:
    """Positions, fields and the rule at hand follow; the focus stays where it is, and what was set stays set."""
    page = look("whole", "/en/rules/osce/permanent-council?everybody=for").page
    assert page.locator("#hours").count() == 0
    page.get_by_label("Kind of question").focus()
    page.get_by_label("Kind of question").select_option("silence")
    expect(page.locator("#hours")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "question"
    assert page.locator("#rules ~ dl .now dt").first.inner_text().lower().startswith(page.locator("#question option:checked").inner_text().lower())
    assert page.locator("#positions input[value=for]:checked").count() == 57
    page.locator("#hours").fill("24")
    page.keyboard.press("Tab")
    expect(page.locator(".lede")).to_have_text(re.compile("^Adopted"))
    assert "hours=24" in page.url


def test_language_day_and_formats_lead_on_with_the_case_as_it_was_set(look: Callable[..., Look]) -> None:
    page = look("whole", COUNCIL).page
    page.get_by_label("China: against").check()
    expect(page.locator(".lede")).to_have_text(re.compile("^Vetoed"))
    for link in (page.get_by_role("link", name="Русский"), page.get_by_role("link", name="JSON")):
        assert "CHN=against" in str(link.get_attribute("href"))
    assert page.locator("form.when input[name=CHN]").get_attribute("value") == "against"
    page.get_by_role("link", name="Русский").click()
    page.wait_for_url("**/ru/rules/**")
    assert page.locator(".lede").inner_text().startswith("Наложено вето")
    page.go_back()
    expect(page.locator(".lede")).to_have_text(re.compile("^Vetoed"))
    assert page.get_by_label("China: against").is_checked()


def test_on_a_slow_line_it_says_that_it_waits_and_on_none_that_nothing_came(look: Callable[..., Look]) -> None:
    page = look("whole", COUNCIL).page
    held: list[Route] = []
    page.route("**/rules/**", lambda route: held.append(route))
    page.get_by_label("China: against").check()
    expect(page.get_by_role("status")).to_contain_text("Being computed")
    assert page.locator(".lede").inner_text().startswith("Adopted")
    held.pop().continue_()
    expect(page.locator(".lede")).to_have_text(re.compile("^Vetoed"))
    expect(page.get_by_role("status")).to_have_text("")
    page.get_by_label("China: in favour").check()
    expect(page.get_by_role("status")).to_contain_text("Being computed")
    held.pop().abort()
    expect(page.get_by_role("status")).to_contain_text("No answer came")


def test_the_last_position_that_was_set_wins_over_answers_that_come_late(look: Callable[..., Look]) -> None:
    page = look("whole", COUNCIL).page
    held: list[Route] = []
    page.route("**/rules/**", lambda route: held.append(route))
    page.get_by_label("China: against").check()
    page.get_by_label("China: abstaining").check()
    expect.soft(page.get_by_role("status")).to_contain_text("Being computed")
    assert len(held) == 2
    held[1].continue_()
    expect(page.locator("h1")).to_contain_text("14 in favour, 1 abstaining")
    held[0].continue_()
    page.wait_for_timeout(300)
    assert page.locator(".lede").inner_text().startswith("Adopted")


def test_a_field_that_cannot_be_read_is_told_in_place_and_positions_stay(look: Callable[..., Look]) -> None:
    page = look("whole", COUNCIL).page
    page.get_by_label("Without a vote (codes)").fill("XYZ")
    page.keyboard.press("Tab")
    expect(page.locator(".lede")).to_contain_text("“XYZ” is no member of this body")
    assert page.get_by_label("France: in favour").is_checked()
    page.get_by_role("link", name="Leave it out and go on").click()
    expect(page.locator(".lede")).to_have_text(re.compile("^Adopted"))


def test_a_printed_case_tells_positions_in_words(look: Callable[..., Look]) -> None:
    page = look("whole", COUNCIL + "&CHN=against", printed=True).page
    shown = page.evaluate(
        """() => [...document.querySelectorAll('.positions tbody tr')].map(tr => tr.querySelector('th').innerText + ': ' +
           [...tr.querySelectorAll('td')].filter(td => td.checkVisibility()).map(td => getComputedStyle(td.querySelector('label'), '::after').content).join())"""
    )
    assert shown[0] == 'China permanent member: "against"' and len(shown) == 15
    assert all(one.endswith(': "in favour"') for one in shown[1:])
    assert not page.locator("input[type=radio]").first.is_visible() and page.locator("#question").is_visible()
    assert "everybody=for&CHN=against" in page.evaluate("getComputedStyle(document.querySelector('#address a'), '::after').content + document.querySelector('#address a').getAttribute('href')")


def test_on_a_phone_every_position_has_its_word_and_is_reached_without_scrolling_sideways(look: Callable[..., Look]) -> None:
    one = look("whole", COUNCIL.replace("/en/", "/ru/"), narrow=True)
    assert one.complaints() == []
    page = one.page
    assert page.evaluate("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('#positions'))")
    assert page.evaluate("getComputedStyle(document.querySelector('.positions tbody label'), '::after').content") == '"за"'
    page.locator(".positions tr", has_text="Китай").locator("label").nth(1).click(position={"x": 40, "y": 12})  # its word
    expect(page.locator(".lede")).to_have_text(re.compile("^Наложено вето"))


def test_a_hundred_and_ninety_three_members_are_set_in_one_address(look: Callable[..., Look]) -> None:
    page = look("whole", "/en/rules/unga/general-assembly?matter=important&everybody=for").page
    page.get_by_label("France: against").check()
    expect(page.locator("h1")).to_contain_text("192 in favour, 1 against")
    assert page.url.endswith("matter=important&everybody=for&FRA=against")
    sentence = page.locator(".lede").inner_text()
    page.reload()
    assert page.locator(".lede").inner_text() == sentence


def test_an_election_is_counted_by_keyboard_without_a_script(look: Callable[..., Look]) -> None:
    page = look("whole", "/en/rules/unga/general-assembly/election", script=False).page
    for label, words in (("Name of candidate 1", "Alpha"), ("Valid ballots in ballot 1", "180"), ("Votes of candidate 1 in ballot 1", "120")):
        page.get_by_label(label, exact=True).fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**valid1=180**")
    assert page.locator(".lede").inner_text().startswith("Elected: Alpha with ")
