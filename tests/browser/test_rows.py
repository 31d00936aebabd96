"""One question for each row of what the source says, M1 to M26 (rows.yaml): found by clicking, answered by the record, in a browser.

Nothing is opened by its address but the overview; only what a reader sees is clicked.
"""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from comity import day as days
from tests.browser.look import Look
from tests.browser.reader import Reader, answered
from tests.browser.rows import LANGUAGES, ROWS, Line

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def asked(look: Callable[..., Look], name: str, lang: str) -> Reader:
    """The question of a row is asked from the overview on, and answered."""
    row, reader = ROWS[name], Reader(look("whole", f"/{lang}"), lang)
    for line in row.overview:
        answered(reader.look, lang, line)
    for step in row.way:
        reader.take(step)
    assert reader.few(), f"{name}: {reader.links} links and {reader.searches} searches"
    for line in row.answer:
        answered(reader.look, lang, line)
    return reader


def asked_on_a_day(reader: Reader, name: str) -> None:
    """The question that the page itself offers for another day is followed, and answered as of that day."""
    later = ROWS[name].on_a_day
    assert later is not None
    for step in later.way:
        reader.take(step)
    assert reader.few(), f"{name}: {reader.links} links and {reader.searches} searches"
    [day] = parse_qs(urlsplit(reader.look.page.url).query)["on"]
    reader.is_of(days.in_words(day, reader.lang))
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


#: Rows to whose page a search leads as well; in the short run in the language that the row itself has not.
SEARCHED = [
    pytest.param(name, lang, id=f"{name}-{lang}", marks=[] if n % 3 == 0 and lang != LANGUAGES[n % 2] else [pytest.mark.long])
    for n, name in enumerate(ROWS)
    if ROWS[name].by_search
    for lang in LANGUAGES
]


@pytest.mark.parametrize(("name", "lang"), SEARCHED)
def test_a_search_and_at_most_two_links_lead_to_the_same_answer(look: Callable[..., Look], name: str, lang: str) -> None:
    row, reader = ROWS[name], Reader(look("whole", f"/{lang}"), lang)
    for step in row.by_search:
        reader.take(step)
    assert reader.searches == 1
    assert reader.few()
    for line in row.answer:
        answered(reader.look, lang, line)


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
