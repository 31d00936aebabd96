"""Stories of the register as it is recorded (stories.yaml), told in a browser by clicking, typing and reading, in both languages.

Of the twelve stories these are the first, the third and the fifth, and the recorded parts of the seventh, eighth and tenth.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import yaml
from msgspec import Struct

from tests.browser.look import Look
from tests.browser.reader import Reader, answered, seen
from tests.browser.rows import LANGUAGES, Line, Words, plain

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


class Event(Struct, frozen=True, forbid_unknown_fields=True):
    """What a reader does, or sees: one of these."""

    click: Words = {}
    in_the_page: bool = False
    day: Words = {}
    reads: tuple[Line, ...] = ()
    picture: Words = {}
    never: Words = {}


class Story(Struct, frozen=True, forbid_unknown_fields=True):
    """A story in a sentence, and how it is told."""

    story: str
    told: tuple[Event, ...]


STORIES = msgspec.convert(yaml.safe_load((Path(__file__).parent / "stories.yaml").read_text("utf-8")), dict[str, Story])

#: Every story in both languages: in the short run in one of them, by turns; the long run has the rest.
CASES = [
    pytest.param(name, lang, id=f"{name}-{lang}", marks=[] if lang == LANGUAGES[n % 2] else [pytest.mark.long])
    for n, name in enumerate(STORIES)
    for lang in LANGUAGES
]


def happens(reader: Reader, event: Event) -> None:
    """One event of a story."""
    page, lang = reader.look.page, reader.lang
    if event.day:
        reader.ask_for(event.day[lang])
    if event.click:
        reader.click(event.click[lang], in_the_page=event.in_the_page)
    for line in event.reads:
        answered(reader.look, lang, line)
    if event.picture:
        described = [plain(words) for words in page.locator("main svg[role=img] desc").all_text_contents()]
        assert any(plain(event.picture[lang]) in words for words in described), f"{page.url}: {described}"
    if event.never:
        assert [line.text for line in seen(reader.look) if plain(event.never[lang]) in line.text] == []


@pytest.mark.parametrize(("name", "lang"), CASES)
def test_a_story_is_told_by_the_register(look: Callable[..., Look], name: str, lang: str) -> None:
    reader = Reader(look("whole", f"/{lang}"), lang)
    for event in STORIES[name].told:
        happens(reader, event)
    assert reader.look.console == []
