"""Designations: how this register names states, in which order, in which language, and what a name does not say."""

from babel import Locale
from msgspec import Struct

from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words

COLUMNS = ("place", "state", "short_en", "full_en", "short_ru", "full_ru", "aliases")


class Designation(Struct, frozen=True):
    """A state as this register names it: its place in protocol order, its names in both languages, other codes."""

    place: int
    state: str
    short: dict[str, str]
    full: dict[str, str]
    aliases: tuple[str, ...]


class Designations(Struct, frozen=True):
    """All designations, the order they stand in, and the languages."""

    states: tuple[Designation, ...]
    official_languages: tuple[str, ...]
    authentic_languages: tuple[str, ...]
    exercise: bool
    zone: str


def designations(reading: Reading) -> Page:
    """The page of designations."""
    w = Words(reading)
    about = reading.law.organisation
    data = Designations(
        states=tuple(
            Designation(
                place, state.id,
                {lang: w.in_language("state", state.id, lang) for lang in ("en", "ru")},
                {lang: w.in_language("full", state.id, lang) for lang in ("en", "ru")},
                state.aliases,
            )
            for place, state in enumerate(reading.law.states.values(), start=1)
        ),
        official_languages=about.official_languages,
        authentic_languages=about.authentic_languages,
        exercise=reading.exercise,
        zone=about.zone,
    )  # fmt: skip
    names = Locale(reading.lang).languages
    view = {
        "official": [names.get(one, one) for one in about.official_languages],
        "authentic": [names.get(one, one) for one in about.authentic_languages],
        "alphabet": alphabet(reading),
    }
    rows = tuple((str(d.place), d.state, d.short["en"], d.full["en"], d.short["ru"], d.full["ru"], " ".join(d.aliases)) for d in data.states)
    return Page("designations.html", "designations", w("designations.title"), w("designations.lede"), data, Table(COLUMNS, rows), view)


def alphabet(reading: Reading) -> str:
    """The language whose alphabet the protocol order follows, found by sorting the short names; empty where by none."""
    names = [state.id for state in reading.law.states.values()]
    for lang in dict.fromkeys((*reading.law.organisation.official_languages, "ru", "en")):
        spelt = [Words(reading).in_language("state", one, lang) for one in names]
        if len(names) > 2 and spelt == sorted(spelt, key=lambda name: name.casefold().replace("ё", "е")):
            return str(Locale(reading.lang).languages.get(lang, lang))
    return ""
