"""Rows of what the source says (rows.yaml): a question for each, the way to its answer, and what the answer must show.

What a page must show is read from organisations/csto, so that a fact that is corrected there is asked for as corrected.
"""

import datetime
import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import yaml
from msgspec import Struct

from comity import day as days
from tests.house.tree import ROOT

CSTO = ROOT / "organisations" / "csto"
LANGUAGES = ("en", "ru")
#: At most so many links; after a search one fewer.
LINKS = 3

Words = dict[str, str]


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that is clicked: the link of these words, or the search box in which they are written."""

    en: str = ""
    ru: str = ""
    search: Words = {}

    def words(self, lang: str) -> str:
        """The words in a language."""
        return str(getattr(self, lang))


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """What must stand together in one line of the page (see rows.yaml)."""

    act: dict[str, Any] = {}
    charter: str = ""
    as_on: str = ""
    shows: tuple[str, ...] = ()
    says: Words = {}
    sources_at_the_act: bool = False


class Later(Struct, frozen=True, forbid_unknown_fields=True):
    """A question about a day: links that pages offer for it, and the answer there."""

    way: tuple[Step, ...]
    answer: tuple[Line, ...]


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of what the source says, with its question, the way to the answer, and the answer."""

    says: str
    asks: Words
    way: tuple[Step, ...]
    answer: tuple[Line, ...]
    overview: tuple[Line, ...] = ()
    by_search: tuple[Step, ...] = ()
    on_a_day: Later | None = None


class Wanted(NamedTuple):
    """What a line must have: words (of each one spelling), sources as links, and the act that another link must lead to (name, day, sources)."""

    words: tuple[tuple[str, ...], ...]
    sources: frozenset[str]
    act: tuple[str, str, frozenset[str]] | None


def rows() -> dict[str, Row]:
    """All rows, by their names."""
    return msgspec.convert(yaml.safe_load((Path(__file__).parent / "rows.yaml").read_text("utf-8")), dict[str, Row])


ROWS = rows()

def plain(text: str) -> str:
    """Words with single ordinary spaces, in small letters: how they are set is for other tests."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " ")).strip().casefold()


@functools.cache
def _file(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


@functools.cache
def _states() -> dict[str, dict[str, Any]]:
    return {str(one["id"]): one for one in _file(CSTO / "charter" / "states.yaml")["states"]}


def act_of(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The one act of the history that has all these members; `file` says where it stands, `said` gives some words of it."""
    wanted = {key: value for key, value in asked.items() if key not in ("file", "said")}
    acts = _file(CSTO / "record" / f"{asked['file']}.yaml")
    found = [one for one in acts if all(_has(_said(one, key), value) for key, value in wanted.items()) and asked.get("said", "") in str(one.get("text"))]
    assert len(found) == 1, f"{len(found)} acts are {asked}"
    return dict(found[0])


def _said(one: Mapping[Any, Any], key: str) -> Any:
    """A member of an act; YAML takes a bare `on` for a truth."""
    return one.get(True if key == "on" else key)


def _has(said: Any, value: Any) -> bool:
    """Whether a member says this, or is a list that names it."""
    return said == value or (isinstance(said, list) and value in said)


def thing_of(path: str, on: str = "") -> dict[str, Any]:
    """A thing of the charter by `file.list.id`, also where its list lies deeper; the id may be its date.

    Of a provision that was amended `on` names a day on which the version meant was in force.
    """
    file, *way = path.split(".")
    found: Any = _file(CSTO / "charter" / f"{file}.yaml")
    *way, name = way
    for part in way:
        found = found[part]
    if isinstance(found, dict):
        return dict(found[name])
    named = [each for each in found if name in (str(each.get("id")), str(each.get("date")))]
    [one] = [each for each in named if not on or _in_force(each["in_force"], on)]
    return dict(one)


def _in_force(span: Mapping[str, Any], on: str) -> bool:
    return str(span["from"]) <= on < str(span.get("until", days.LAST))


def said(value: Any, lang: str) -> tuple[str, ...]:
    """A value of a charter or history file as a reader of the language sees it written: in a sentence, or in a table."""
    if isinstance(value, dict) and value.keys() >= set(LANGUAGES):
        return said(value[lang], lang)
    if isinstance(value, dict):
        return (str(value["nom"]),)
    if (isinstance(value, datetime.date) or re.match(r"\d{4}", str(value))) and re.fullmatch(days.PATTERN, str(value)):
        return tuple(days.in_words(str(value), lang, form) for form in ("text", "table"))
    if isinstance(value, str) and value in _states():
        return said(_states()[value]["short"], lang)
    return (str(value).removesuffix("."),)


def member(one: Mapping[str, Any], path: str) -> Any:
    """A member of an act by its path: `basis.decided.day`, `priorities.0.text`."""
    found: Any = one
    for part in path.split("."):
        found = found[int(part) if isinstance(found, list) else part]
    return found


def wanted(line: Line, lang: str) -> Wanted:
    """What a line must have, in a language."""
    one = act_of(line.act) if line.act else thing_of(line.charter, line.as_on) if line.charter else {}
    words = [said(member(one, path), lang) for path in line.shows]
    words += [(line.says[lang],)] if line.says else []
    sources = frozenset(one.get("source", ()))
    act = (str(one["act"]), str(one["effective"]), sources) if line.act else None
    return Wanted(tuple(tuple(plain(spelt) for spelt in word) for word in words), frozenset() if line.sources_at_the_act else sources, act)
