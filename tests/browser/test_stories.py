"""What people come to ask, told in a browser (stories.md); each answer is found by following what the page offers."""

from collections.abc import Callable

import pytest

from tests.browser.look import Look

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def matter(one: Look) -> str:
    """The words of the page's matter."""
    return one.page.locator("main").inner_text().replace("\u00a0", " ")


def test_a_journalist_asks_who_was_a_member_on_28_june_2012(look: Callable[..., Look]) -> None:
    """Story 1: the roster of seven; what Uzbekistan did and when it ended; the two dates of its return."""
    one = look("whole", "/en")
    one.page.locator("nav.rooms").get_by_role("link", name="Members").click()
    one.page.locator("#on").fill("28 June 2012")
    one.page.keyboard.press("Enter")
    one.page.wait_for_url("**/members?*")
    assert "seven" in one.page.locator(".lede").inner_text()
    rows = one.page.locator("#roster ~ table, #roster + table").first.locator("tbody tr")
    names = [name.strip() for name in rows.locator("th").all_inner_texts()]
    assert names == [
        "Republic of Armenia", "Republic of Belarus", "Republic of Kazakhstan", "Kyrgyz Republic", "Russian Federation",
        "Republic of Tajikistan", "Republic of Uzbekistan",
    ]  # fmt: skip
    rows.get_by_role("link", name="Republic of Uzbekistan").click()
    one.page.wait_for_url("**/members/uz?on=2012-06-28")
    words = matter(one)
    assert "23 June 2006" in words
    assert "16 August 2006" in words
    assert "20 June 2012" in words
    assert "19 December 2012" in words
    assert "withdrew" not in words.replace("does not say that Uzbekistan withdrew", "").replace("never print", "")


def test_a_lawyer_asks_which_treaties_are_in_force_for_tajikistan(look: Callable[..., Look]) -> None:
    one = look("whole", "/ru/members/tj")
    words = matter(one)
    assert "Устав Организации" in words
    one.page.locator("main").get_by_role("link", name="Устав Организации Договора о коллективной безопасности").first.click()
    one.page.wait_for_url("**/ru/instruments/charter-2002")
    assert "18 сентября 2003" in matter(one)
    assert "неизвестн" in matter(one)


def test_a_researcher_follows_a_fact_to_its_act_its_bytes_and_its_source(look: Callable[..., Look]) -> None:
    one = look("whole", "/en/instruments/charter-2002")
    one.page.locator("main a[href*='/acts/']").first.click()
    one.page.wait_for_url("**/en/acts/*")
    assert "confidence" in matter(one)
    one.page.get_by_role("link", name="bytes, signatures, proof").click()
    one.page.wait_for_url("**/en/record/*")
    assert "unaltered" in matter(one)
    assert "proved" in matter(one)
    one.page.go_back()
    one.page.locator("main a[href*='/sources#']").first.click()
    one.page.wait_for_url("**/en/sources#*")


def test_the_three_dates_of_the_creation_are_shown_as_what_each_is(look: Callable[..., Look]) -> None:
    words = matter(look("whole", "/en"))
    for day in ("14 May 2002", "7 October 2002", "18 September 2003"):
        assert day in words


def test_the_exercise_is_marked_on_every_page(look: Callable[..., Look]) -> None:
    for path in ("/en", "/en/members", "/en/record/1", "/en/nix"):
        assert "Exercise." in matter(look("whole", path))
