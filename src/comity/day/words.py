"""Days and moments in words, and words read as days (glossary.md, "Setting")."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

NBSP = "\u00a0"
MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "ru": ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
           "ноябрь", "декабрь"),
}  # fmt: skip
MONTHS_GEN = {
    "en": MONTHS["en"],
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
           "ноября", "декабря"),
}  # fmt: skip
ZONES = {
    "UTC": {"en": "UTC", "ru": "UTC"},
    "Europe/Moscow": {"en": "Moscow", "ru": "по московскому времени"},
}


def in_words(d: str, lang: str, form: Literal["text", "table"] = "text", case: str = "nom") -> str:
    """`28 November 2024`, `28 ноября 2024 года`; in Russian tables `28.11.2024`; less precise days as they are.

    `case` matters to those in Russian: `2006 год`, after a preposition that takes the genitive `с 2006 года`.
    """
    year = str(int(d[:4]))
    if len(d) == 4:
        return year if lang != "ru" or form == "table" else f"{year}{NBSP}{'года' if case == 'gen' else 'год'}"
    month = int(d[5:7])
    if len(d) == 7:
        words = f"{(MONTHS_GEN if case == 'gen' else MONTHS)[lang][month - 1]} {year}"
        return words + f"{NBSP}года" if lang == "ru" and form == "text" else words
    if lang == "ru" and form == "table":
        return f"{d[8:]}.{d[5:7]}.{d[:4]}"
    words = f"{int(d[8:])}{NBSP}{MONTHS_GEN[lang][month - 1]} {year}"
    return words + f"{NBSP}года" if lang == "ru" else words


@lru_cache(maxsize=4096)
def moment_in_words(m: int, lang: str, zone: str = "UTC") -> str:
    """`18 February 2026, 14:26:07 Moscow`; the zone is always named."""
    at = datetime.fromtimestamp(m, UTC if zone == "UTC" else ZoneInfo(zone))
    named = ZONES.get(zone, {}).get(lang, zone)
    return f"{in_words(at.date().isoformat(), lang)}, {at:%H:%M:%S}{NBSP}{named}"


_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SPOKEN = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-zа-яё]{3,})\.?,?\s+(\d{4})")
_US = re.compile(r"([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


def parse(words: str, lang: str = "en") -> str:
    """The day that somebody wrote: `28 June 2012`, `June 2012`, `28 июня 2012 года`, `28.06.2012`, `2012-06-28`.

    Raises `DayError`, saying what was found and what is read.
    """
    from comity.day import DayError, day

    text = re.sub(r"\s+", " ", words.replace(NBSP, " ")).strip().lower()
    text = re.sub(r"\s*(года|год|г\.?)$", "", text)
    try:
        if found := _ISO.fullmatch(text):
            return day("-".join(part.zfill(2) for part in found.groups() if part))
        if found := _DOTTED.fullmatch(text):
            return day(f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}")
        if (found := _SPOKEN.fullmatch(text)) and (month := _month(found[2])):
            return day(f"{found[3]}-{month:02}" + (f"-{found[1]:0>2}" if found[1] else ""))
        if (found := _US.fullmatch(text)) and (month := _month(found[1])):
            return day(f"{found[3]}-{month:02}-{found[2]:0>2}")
    except DayError as fault:
        if str(fault).startswith(repr(words.strip())):  # it names what was written already
            raise
        raise DayError(f"«{words}»: {fault}" if lang == "ru" else f"“{words}”: {fault}") from None
    raise DayError(
        f"«{words[:60]}» не читается как дата; пишите 28 июня 2012, 28.06.2012 или 2012-06-28"
        if lang == "ru"
        else f"“{words[:60]}” is not read as a day; write 28 June 2012, June 2012 or 2012-06-28"
    )


def _month(word: str) -> int:
    """1 to 12 for the name of a month or its first three letters or more, in either language; 0 otherwise."""
    for names in (*MONTHS.values(), *MONTHS_GEN.values()):
        for number, name in enumerate(names, start=1):
            if name.lower().startswith(word):
                return number
    return 0
