"""Days in words, and words read as days (glossary: "28 November 2024, 28 ноября 2024 года; tables 28.11.2024")."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity import day as days
from comity.day import DayError
from comity.day.words import MONTHS, MONTHS_GEN, ZONES
from comity.text import LANGUAGES

WORDS: list[tuple[str, str, str, str]] = [
    ("2024-11-28", "en", "text", "28\u00a0November 2024"),
    ("2024-11-28", "ru", "text", "28\u00a0ноября 2024\u00a0года"),
    ("2024-11-28", "en", "table", "28\u00a0November 2024"),
    ("2024-11-28", "ru", "table", "28.11.2024"),
    ("2012-06", "en", "text", "June 2012"),
    ("2012-06", "ru", "text", "июнь 2012\u00a0года"),
    ("2012-06", "ru", "table", "июнь 2012"),
    ("2012", "en", "text", "2012"),
    ("2012", "ru", "text", "2012\u00a0год"),
    ("2012", "ru", "table", "2012"),
    ("2024-05-02", "ru", "text", "2\u00a0мая 2024\u00a0года"),
]


@pytest.mark.parametrize(("d", "lang", "form", "words"), WORDS)
def test_a_day_in_words(d: str, lang: str, form: str, words: str) -> None:
    assert days.in_words(d, lang, form) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(("d", "words"), [("2006", "2006\u00a0года"), ("2012-06", "июня 2012\u00a0года"), ("2012-06-28", "28\u00a0июня 2012\u00a0года")])
def test_after_a_preposition_a_year_and_a_month_are_in_the_genitive(d: str, words: str) -> None:
    assert days.in_words(d, "ru", case="gen") == words


def test_a_moment_always_names_its_zone() -> None:
    m = days.moment("2026-02-18T11:26:07Z")
    assert days.moment_in_words(m, "en", "Europe/Moscow") == "18\u00a0February 2026, 14:26:07\u00a0Moscow"
    assert days.moment_in_words(m, "ru", "Europe/Moscow") == "18\u00a0февраля 2026\u00a0года, 14:26:07\u00a0по московскому времени"
    assert days.moment_in_words(m, "en") == "18\u00a0February 2026, 11:26:07\u00a0UTC"
    assert days.moment_in_words(m, "en", "Asia/Dushanbe") == "18\u00a0February 2026, 16:26:07\u00a0Asia/Dushanbe"


def test_months_and_zones_exist_in_every_language() -> None:
    for lang in LANGUAGES:
        assert len(set(MONTHS[lang])) == len(set(MONTHS_GEN[lang])) == 12
        assert all(lang in names for names in ZONES.values())


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(LANGUAGES), st.sampled_from([4, 7, 10]), st.sampled_from(["text", "table"]))
def test_what_is_said_is_read_again(d: date, lang: str, precision: int, form: str) -> None:
    if d.year < 1000:
        return
    one = d.isoformat()[:precision]
    assert days.parse(days.in_words(one, lang, form), lang) == one  # type: ignore[arg-type]


READ = [
    ("28 June 2012", "2012-06-28"), ("28th june 2012", "2012-06-28"), ("June 28, 2012", "2012-06-28"),
    ("june 28th 2012", "2012-06-28"), ("Jun 2012", "2012-06"), ("Sept. 2012", "2012-09"), ("1 May 1992", "1992-05-01"),
    ("28 июня 2012 года", "2012-06-28"), ("28 июн. 2012", "2012-06-28"), ("15 мая 1992 г.", "1992-05-15"),
    ("май 1992", "1992-05"), ("28.06.2012", "2012-06-28"), ("1.6.2012", "2012-06-01"), ("2012-6-8", "2012-06-08"),
    ("  2012 ", "2012"), ("2012 год", "2012"), ("7 октября 2002\u00a0года", "2002-10-07"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "d"), READ)
def test_words_are_read_as_a_day(words: str, d: str) -> None:
    assert days.parse(words) == d


NOT_READ = [
    ("31 June 2012", "en", "“31 June 2012”: '2012-06-31' is no day: that month has 30 days"),
    ("31.06.2012", "ru", "«31.06.2012»: '2012-06-31' is no day: that month has 30 days"),
    ("yesterday", "en", "“yesterday” is not read as a day; write 28 June 2012, June 2012 or 2012-06-28"),
    ("вчера", "ru", "«вчера» не читается как дата; пишите 28 июня 2012, 28.06.2012 или 2012-06-28"),
    ("28 Juno 2012", "en", "“28 Juno 2012” is not read as a day; write 28 June 2012, June 2012 or 2012-06-28"),
    ("", "en", "“” is not read as a day; write 28 June 2012, June 2012 or 2012-06-28"),
    ("06/28/2012", "en", "“06/28/2012” is not read as a day; write 28 June 2012, June 2012 or 2012-06-28"),
]


@pytest.mark.parametrize(("words", "lang", "said"), NOT_READ)
def test_words_that_are_no_day_are_refused(words: str, lang: str, said: str) -> None:
    with pytest.raises(DayError) as refused:
        days.parse(words, lang)
    assert str(refused.value) == said


@given(st.text(max_size=30))
def test_any_words_are_read_or_refused(words: str) -> None:
    with suppress(DayError):
        assert days.is_day(days.parse(words))
