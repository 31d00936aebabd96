"""The catalogues: read once, each phrase cut into pieces once."""

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

LANGUAGES = ("en", "ru")
_HOLE = re.compile(r"\{([a-z_]+)(?:\.([a-z]+))?(?:\|([^{}]*)|\?([^{}]*))?\}")


class PhraseError(ValueError):
    """A catalogue that cannot be used: which file, which code, what is wrong."""


class Hole(NamedTuple):
    """A place for a parameter: its name, a grammatical case, plural forms, or words for given and not given.

    A plural form may be written for each gender, masculine, feminine, neuter: `{n|заявил/заявила/заявило|заявили|заявили}`;
    the parameter `gender` says which. One form alone goes by gender only: `{n|каждый/каждая/каждое}`.
    """

    name: str
    case: str = ""
    forms: tuple[str, ...] = ()
    given: tuple[str, ...] = ()


Phrase = tuple[str | Hole, ...]
Catalogue = dict[str, dict[str, Phrase]]


def cut(words: str) -> Phrase:
    """A phrase cut at its holes."""
    pieces: list[str | Hole] = []
    at = 0
    for found in _HOLE.finditer(words):
        if found.start() > at:
            pieces.append(words[at : found.start()])
        name, case, forms, given = found.groups()
        pieces.append(
            Hole(name, case or "", tuple(forms.split("|")) if forms else (), tuple(given.split("|")) if given else ())
        )
        at = found.end()
    if at < len(words):
        pieces.append(words[at:])
    return tuple(pieces)


@cache
def load() -> Catalogue:
    """Every phrase by code and language, from all catalogue files; raises `PhraseError`."""
    out: Catalogue = {}
    for file in sorted(resources.files("comity.phrases").joinpath("catalogue").iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".yaml"):
            continue
        for code, words in (yaml.load(file.read_text("utf-8"), yaml.CSafeLoader) or {}).items():
            if code in out:
                raise PhraseError(f"{file.name}: the code {code} stands twice")
            if set(words) != set(LANGUAGES):
                raise PhraseError(f"{file.name}: {code} should have {LANGUAGES}, has {sorted(words)}")
            out[code] = {lang: cut(text) for lang, text in words.items()}
    return out


def holes(phrase: Phrase) -> set[str]:
    """The names of the parameters that a phrase says."""
    return {piece.name for piece in phrase if isinstance(piece, Hole)}
