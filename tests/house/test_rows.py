"""Every row of what the source says has its question in tests/browser/rows.yaml, and everything that it asks for is in the record."""

import pytest

from tests.browser.rows import LANGUAGES, LINKS, ROWS, Line, Row, wanted
from tests.browser.test_stories_of_the_register import STORIES


def lines(row: Row) -> tuple[Line, ...]:
    """All lines of a row."""
    return (*row.overview, *row.answer, *(row.on_a_day.answer if row.on_a_day else ()))


def test_each_of_the_26_rows_has_its_question_in_both_languages() -> None:
    assert list(ROWS) == [f"M{n}" for n in range(1, 27)]
    asked = [words for row in ROWS.values() for words in (row.asks, *(line.says for line in lines(row) if line.says))]
    assert [words for words in asked if set(words) != set(LANGUAGES) or not all(words.values())] == []
    assert [row.asks for row in ROWS.values() if not all(question.endswith("?") for question in row.asks.values())] == []


@pytest.mark.parametrize("name", ROWS)
def test_the_way_is_short_and_said_in_both_languages(name: str) -> None:
    row = ROWS[name]
    assert not row.by_search or row.by_search[0].search
    for way in (row.way, row.by_search or row.way, (*row.way, *(row.on_a_day.way if row.on_a_day else ()))):
        searches = sum(bool(step.search) for step in way)
        assert searches <= 1
        assert 1 <= len(way) <= LINKS
        assert all(step.search.keys() == set(LANGUAGES) if step.search else step.en and step.ru for step in way)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ROWS)
def test_what_is_asked_for_is_in_the_record_and_rests_on_a_source(name: str, lang: str) -> None:
    found = [wanted(line, lang) for line in lines(ROWS[name])]
    assert all(one.words and all(spelt for word in one.words for spelt in word) for one in found)
    assert name == "M26" or any(one.sources or (one.act and one.act[2]) for one in found)


def test_at_least_a_third_of_the_rows_are_asked_on_a_day_too() -> None:
    assert 3 * sum(row.on_a_day is not None for row in ROWS.values()) >= len(ROWS)


def test_the_stories_of_the_register_are_told_in_both_languages_of_what_is_in_the_record() -> None:
    assert len(STORIES) == 6
    for name, story in STORIES.items():
        for event in story.told:
            for words in (event.click, event.day, event.picture, event.never, *(line.says for line in event.reads if line.says)):
                assert words == {} or set(words) == set(LANGUAGES), (name, words)
            assert all(wanted(line, lang).words for line in event.reads for lang in LANGUAGES), name
