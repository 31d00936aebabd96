"""Saying a phrase: parameters into words, in the reader's language."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal

from babel import Locale
from msgspec import Struct

from comity import day as days
from comity.phrases.catalogue_of import Hole, load
from comity.phrases.why import in_russian
from comity.text import Name, nbsp

NBSP = "\u00a0"
Kind = Literal[
    "state", "full", "states", "body", "instrument", "provision", "day", "number", "text", "act", "credential", "code", "moment",
    "office", "holder", "rule", "matter", "group", "weight", "electorate", "post", "session", "decision", "partner", "concern",
    "programme", "recommendation",
]  # fmt: skip
#: Resolves an id to a name: `names("state", "TJ")`; an unknown id comes back as itself.
Names = Callable[[str, str], Name | str]


class Param(Struct, frozen=True, gc=False):
    """A typed parameter of a phrase: `Param("state", "state", "TJ")`."""

    name: str
    kind: Kind
    value: str


def param(name: str, kind: Kind, value: str | int | Fraction) -> Param:
    """A typed parameter, its value as a string; a number is whole, or a fraction as `n/d`."""
    return Param(name, kind, str(value))


def say(code: str, params: Iterable[Param], lang: str, names: Names) -> str:
    """The sentence of `code` with these parameters in `lang`.

    A code that no catalogue has is said as itself with its parameters, so that a reader is never left with nothing.
    The parameter `why` may be a sentence of a lower floor, told in English; it is put into `lang` (`comity.phrases.why`).
    """
    given = {p.name: p for p in params}
    phrase = load().get(code)
    if phrase is None:
        said = ", ".join(f"{p.name}: {_word(p, lang, names, 'nom')}" for p in given.values())
        return f"{code} ({said})" if said else _why(code, lang)
    return nbsp("".join([_piece(p, given, lang, names) if isinstance(p, Hole) else p for p in phrase[lang]]), lang)


def _piece(hole: Hole, given: dict[str, Param], lang: str, names: Names) -> str:
    found = given.get(hole.name)
    if hole.given:
        yes, no = (*hole.given, "")[:2]
        return yes if found is not None and found.value else no
    if found is None:
        return "…"
    if hole.forms and hole.case == "only":
        return hole.forms[0 if _number(found.value) == 1 else -1]
    if hole.forms:
        form = plural(_number(found.value), hole.forms, lang)
        return _gendered(form, given.get("gender")) if "/" in form else form
    if hole.name == "why":
        return _why(found.value, lang)
    if hole.case == "word":
        return say(f"{hole.name}.{found.value}", (), lang, names) if f"{hole.name}.{found.value}" in load() else found.value
    return _word(found, lang, names, hole.case or "nom")


def _gendered(form: str, gender: Param | None) -> str:
    """Of a form written `один/одна/одно` the one that goes with the parameter `gender`: m, f, n; masculine where none is given."""
    forms = form.split("/")
    place = "mfn".find(gender.value) if gender is not None and gender.value else 0
    return forms[place] if 0 <= place < len(forms) else forms[0]


def _why(sentence: str, lang: str) -> str:
    return in_russian(sentence) if lang == "ru" else sentence


def _word(p: Param, lang: str, names: Names, case: str) -> str:
    match p.kind:
        case "day":
            return days.in_words(p.value, lang, case=case)
        case "moment":
            return days.moment_in_words(int(p.value), lang)
        case "number":
            return spelled(_number(p.value), lang) if case == "spelled" else numbers(_number(p.value), lang)
        case "states":
            return ", ".join(_named(names("state", one), lang, case) for one in p.value.split())
        case (
            "state" | "full" | "body" | "instrument" | "provision" | "code" | "office" | "holder" | "rule" | "matter" | "group"
            | "weight" | "electorate" | "post" | "session" | "decision" | "partner" | "concern" | "programme" | "recommendation"
        ):  # fmt: skip
            return _named(names(p.kind, p.value), lang, case)
        case "text" | "act" | "credential":
            return p.value


def _named(name: Name | str, lang: str, case: str) -> str:
    return name.said(lang, case) if isinstance(name, Name) else name


def _number(value: str) -> int | Fraction:
    return Fraction(value) if "/" in value else int(value)


@cache
def _plural_rule(lang: str) -> Callable[[int], str]:
    return Locale(lang).plural_form


def plural(n: int | Fraction, forms: tuple[str, ...], lang: str) -> str:
    """The form that goes with `n`: English one, other; Russian one, few, many (Unicode CLDR).

    A fraction goes with the plural in English, with the genitive singular in Russian: 1½ votes, 1½ голоса.
    """
    if isinstance(n, Fraction) and n.denominator > 1:
        return forms[min(1, len(forms) - 1)]
    return forms[min(_place(abs(int(n)), lang), len(forms) - 1)]


@lru_cache(maxsize=4096)
def _place(n: int, lang: str) -> int:
    """Which of the forms goes with a number."""
    order = ("one", "few", "many") if lang == "ru" else ("one", "other")
    category = _plural_rule(lang)(n)
    return order.index(category) if category in order else len(order) - 1


def numbers(n: int | Fraction, lang: str) -> str:
    """`958,780`; in Russian `958 780` with no-break spaces, four figures unparted. Fractions: `11½`, `3 1/7`."""
    if isinstance(n, Fraction):
        whole, rest = divmod(abs(n), 1)
        if rest:
            part = "½" if rest == Fraction(1, 2) else f"{NBSP if whole else ''}{rest}"
            return f"{'-' if n < 0 else ''}{numbers(whole, lang) if whole else ''}{part}"
        n = int(n)
    if lang == "ru":
        return f"{n:,}".replace(",", NBSP) if abs(n) >= 10_000 else str(n)
    return f"{n:,}"


#: Numbers up to ten are words in a sentence; Russian ones go with a neuter noun (государство, уведомление, правило).
SPELLED = {
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "ru": ("ни одного", "одно", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"),
}


def spelled(n: int | Fraction, lang: str) -> str:
    """A number as a word up to ten: `seven`, `семь`; beyond that in figures, and fractions too."""
    return SPELLED[lang][n] if isinstance(n, int) and 0 <= n <= 10 else numbers(n, lang)


def percent(numerator: int, denominator: int, lang: str) -> str:
    """A share with one decimal, rounded half up: `12.5%`, `12,5 %`."""
    tenths = (2000 * numerator + denominator) // (2 * denominator)
    whole = f"{tenths // 10}{'.' if lang == 'en' else ','}{tenths % 10}"
    return f"{whole}%" if lang == "en" else f"{whole}{NBSP}%"
