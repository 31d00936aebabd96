"""Words in several languages, and names with the grammatical cases that sentences need.

A `Text` stands in a record as `[{"lang":"en","text":"…"},{"lang":"ru","text":"…"}]`, sorted by language. A `Name`
stands in a charter; which case a sentence needs, the sentence says (`comity.phrases`). Cases are stored, never derived.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self

from msgspec import Struct

from comity.text.typography import nbsp

#: Languages in which the portal speaks, in order of fallback.
LANGUAGES = ("en", "ru")
CASES = ("nom", "gen", "dat", "acc", "ins", "prep")
#: Pairs longer than this that are equal in English and Russian must have been reviewed.
EQUAL_LENGTH = 3


class In(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Words in one language (two- or three-letter code)."""

    lang: str
    text: str


Text = tuple[In, ...]


class Said(str):
    """Words as said, with the language that was really used (for the page's `lang` attribute)."""

    lang: str

    def __new__(cls, words: str, lang: str) -> Self:
        said = super().__new__(cls, words)
        said.lang = lang
        return said


class TextError(ValueError):
    """Words that are no text: the message says what is missing or double."""


def text_of(mapping: Mapping[str, str] | None = None, /, **words: str) -> Text:
    """A text from language codes to words: `text_of(en="Member", ru="Член")`; sorted, empty ones refused."""
    every = {**(mapping or {}), **words}
    for lang, text in every.items():
        if not text.strip():
            raise TextError(f"the words in {lang!r} are empty; leave the language out instead")
    return tuple(In(lang, text) for lang, text in sorted(every.items()))


def check(text: Text) -> None:
    """Raises `TextError` unless the languages are sorted and each occurs once."""
    langs = [part.lang for part in text]
    if langs != sorted(set(langs)):
        raise TextError(f"languages should be sorted and each occur once; found {', '.join(langs)}")


def said(text: Text, lang: str) -> Said:
    """The words in `lang`, else in English, Russian, or whatever there is."""
    for wanted in (lang, *LANGUAGES):
        for part in text:
            if part.lang == wanted:
                return Said(part.text, wanted)
    return Said(text[0].text, text[0].lang) if text else Said("", lang)


def missing(text: Text, langs: Iterable[str] = LANGUAGES) -> tuple[str, ...]:
    """The languages among `langs` in which nothing is said."""
    have = {part.lang for part in text}
    return tuple(lang for lang in langs if lang not in have)


class Form(Struct, frozen=True, gc=False):
    """A name in one language: nominative, other cases where it has them, grammatical gender and number.

    few  what stands after 2, 3 and 4 where a language has a form of its own for that: `постоянных члена`
    """

    lang: str
    nom: str
    gen: str = ""
    dat: str = ""
    acc: str = ""
    ins: str = ""
    prep: str = ""
    gender: str = ""
    number: str = ""
    few: str = ""


class Name(Struct, frozen=True, gc=False):
    """A name in several languages, each with its cases."""

    forms: tuple[Form, ...]

    def form(self, lang: str) -> Form:
        """The form in `lang`, else in English, Russian, or whatever there is."""
        for wanted in (lang, *LANGUAGES):
            for form in self.forms:
                if form.lang == wanted:
                    return form
        return self.forms[0]

    def said(self, lang: str, case: str = "nom") -> Said:
        """The name in this case; an absent case falls back to the nominative (English has no others)."""
        form = self.form(lang)
        return Said(getattr(form, case) or form.nom, form.lang)

    def missing(self, langs: Iterable[str] = LANGUAGES) -> tuple[str, ...]:
        """The languages among `langs` in which it has no form."""
        have = {form.lang for form in self.forms}
        return tuple(lang for lang in langs if lang not in have)

    def missing_cases(self, lang: str = "ru") -> tuple[str, ...]:
        """The cases that are not given in `lang`."""
        form = self.form(lang)
        return tuple(case for case in CASES if not getattr(form, case)) if form.lang == lang else CASES

    @property
    def text(self) -> Text:
        """The nominatives as a plain text."""
        return tuple(In(form.lang, form.nom) for form in sorted(self.forms, key=lambda f: f.lang))


def name_of(mapping: Mapping[str, Any]) -> Name:
    """A name from the shapes of a charter file: `{en: Armenia, ru: {nom: Армения, gen: Армении}}`."""
    forms = []
    for lang, value in sorted(mapping.items()):
        given = {"nom": value} if isinstance(value, str) else value
        if not isinstance(given, Mapping) or not all(isinstance(words, str) and words.strip() for words in given.values()):
            raise TextError(f"a name in {lang!r} is words, or words by case, none of them empty; found {value!r}")
        if set(given) - {*CASES, "gender", "number", "few"} or "nom" not in given:
            raise TextError(f"a name in {lang!r} has 'nom' and may have {', '.join(CASES[1:])}; found {sorted(given)}")
        forms.append(Form(lang, **given))
    if not forms:
        raise TextError("a name needs at least one language")
    return Name(tuple(forms))


def equal_pairs(texts: Iterable[tuple[str, Text]], reviewed: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Where English and Russian are the same words longer than three letters, unless reviewed: (where, words)."""
    for where, text in texts:
        words = {part.lang: part.text for part in text}
        same = words.get("en")
        if same is not None and same == words.get("ru") and same not in reviewed and _letters(same) > EQUAL_LENGTH:
            yield where, same


def _letters(words: str) -> int:
    return sum(map(str.isalpha, words))


__all__ = [
    "CASES", "EQUAL_LENGTH", "LANGUAGES", "Form", "In", "Name", "Said", "Text", "TextError", "check",
    "equal_pairs", "missing", "name_of", "nbsp", "said", "text_of",
]  # fmt: skip
