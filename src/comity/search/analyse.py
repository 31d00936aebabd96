"""Words to what they are found by.

A word is a run of letters and digits. It is folded (compatibility forms, case, ё as е, combining marks away) and stemmed
by the language of its letters. A Cyrillic word is found by its Latin spelling too (BGN/PCGN, simplified), so that *ODKB*
finds «ОДКБ» and *Tadzhikistan* finds «Таджикистан».
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer

#: Longer words are cut, more words are left out: nobody looks for such.
LONGEST, MOST = 48, 12
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?", re.UNICODE)
_CYRILLIC = re.compile(r"[а-я]")
_ENGLISH, _RUSSIAN = Stemmer.Stemmer("english"), Stemmer.Stemmer("russian")
#: Letters that are one with their mark in Russian, and stay so where other marks fall away.
_KEEP = {"й": "\ue000"}
_BACK = {"\ue000": "й"}
_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
        "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
        "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip


#: Words that every sentence has: nobody looks for them, unless for nothing else.
_LITTLE = frozenset(
    {
        "a", "an", "and", "are", "at", "by", "did", "do", "does", "for", "from", "how", "in", "is", "not", "of", "on", "or",
        "the", "to", "was", "were", "what", "when", "which", "who", "with",
        "в", "во", "для", "до", "и", "из", "или", "к", "как", "какая", "какие", "каким", "какой", "когда", "кто", "ли", "на",
        "не", "о", "об", "от", "по", "при", "с", "со", "у", "что",
    }
)  # fmt: skip


class Query(NamedTuple):
    """What somebody looks for: words as they are found, and whether some were left out.

    stems   one for each word, by the language of its letters
    latin   the same words in Latin letters, unstemmed
    cut     words were left out, or cut
    """

    stems: tuple[str, ...]
    latin: tuple[str, ...]
    cut: bool = False


def fold(text: str) -> str:
    """Folded: compatibility forms, small letters, ё as е, marks away (й stays й)."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    for one, kept in _KEEP.items():
        text = text.replace(one, kept)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    for kept, one in _BACK.items():
        text = text.replace(kept, one)
    return text


def words(text: str) -> list[str]:
    """Its words, folded; an apostrophe and what follows it (`Afghanistan’s`) fall away."""
    return [one.replace("’", "'").partition("'")[0][:LONGEST] for one in WORD.findall(fold(text))]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """What a folded word is found by: stemmed until nothing falls away.

    Once is not enough in Russian: «устава» gives «устав», but «устав» itself, taken for a gerund, «уста».
    """
    stemmer = _RUSSIAN if _CYRILLIC.search(word) else _ENGLISH
    while (shorter := str(stemmer.stemWord(word))) != word:
        word = shorter
    return word


def latin(word: str) -> str:
    """A folded word in Latin letters; empty where it has no Cyrillic ones."""
    return word.translate(_LATIN) if _CYRILLIC.search(word) else ""


def parse(text: str) -> Query:
    """What somebody wrote into the box; operators, punctuation and little words beside others say nothing here."""
    written = words(text)
    every = [one for one in written if one not in _LITTLE] or written
    some = every[:MOST]
    cut = len(every) > MOST or any(len(one) > LONGEST for one in WORD.findall(fold(text)))
    return Query(tuple(map(stem, some)), tuple(one for one in some), cut)
