"""No-break spaces where a line must not end (glossary.md, "Setting")."""

import re
from functools import lru_cache

NBSP = "\u00a0"
#: Russian: after words of one or two letters, before a dash and a per cent sign, after №, статья and the like, and before "года".
_RU = (
    (re.compile(r"(?<![\w-])([А-Яа-яЁё]{1,2}) (?=\S)"), rf"\1{NBSP}"),
    (re.compile(r" (?=[—–] )"), NBSP),
    (re.compile(r"(\d) (?=%)"), rf"\1{NBSP}"),
    (re.compile(r"(№|§|[Сс]тать[яиею]|[Пп]ункт[аеу]?) (?=\d)"), rf"\1{NBSP}"),
    (re.compile(r"(\d) (?=(?:года|году|год|г\.|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)(?!\w))"), rf"\1{NBSP}"),
)  # fmt: skip
_EN = (
    (re.compile(r"([Aa]rticles?|[Rr]ule|[Ee]ntry|[Ee]ntries) (?=\d)"), rf"\1{NBSP}"),
    (re.compile(r"(\d) (?=(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"), rf"\1{NBSP}"),
)  # fmt: skip


@lru_cache(maxsize=16_384)
def nbsp(text: str, lang: str) -> str:
    """The words with no-break spaces as the language sets them."""
    for pattern, by in _RU if lang == "ru" else _EN:
        text = pattern.sub(by, pattern.sub(by, text))
    return text
