"""Why something cannot be, as the lower floors tell it: their English sentences, and the Russian beside each.

Notes, entries, heads, acts and days know no reader and say each fault in one English sentence. It reaches a reader as
the parameter `why` of a phrase ("the act is malformed: {why}"), and is put into the reader's language here: `why.yaml`
holds these sentences with holes; what fills a hole is looked up again, for one fault may tell another. A test goes
through every sentence that is raised in the code and fails where the table lacks it.
"""

import re
from functools import cache
from importlib import resources

import yaml

#: What is longer (characters) quotes a text that somebody made so, and stays as it is.
LONGEST = 1000
_ACT = re.compile(r"[a-z_]+\.[a-z_]+")
_HOLE = re.compile(r"\{([a-z_]+)\}")


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = resources.files("comity.phrases").joinpath("why.yaml").read_text("utf-8")
    pairs = [(str(one["en"]), str(one["ru"])) for one in yaml.load(text, yaml.CSafeLoader)]
    pairs.sort(key=lambda pair: -len(_HOLE.sub("", pair[0])))  # the more words of its own, the nearer it fits
    return tuple((_pattern(english), russian) for english, russian in pairs)


def _pattern(english: str) -> re.Pattern[str]:
    out, at = "", 0
    for hole in _HOLE.finditer(english):
        out += re.escape(english[at : hole.start()]) + f"(?P<{hole[1]}>.*?)"
        at = hole.end()
    return re.compile(out + re.escape(english[at:]), re.DOTALL)


def in_russian(sentence: str) -> str:
    """The Russian of a fault's sentence; several lines line by line; the sentence itself where none is known."""
    if "\n" in sentence:
        return "\n".join(in_russian(line) for line in sentence.split("\n"))
    if len(sentence) > LONGEST:
        return sentence
    for pattern, russian in _table():
        if found := pattern.fullmatch(sentence):
            return _HOLE.sub(lambda hole: in_russian(found[hole[1]]) if found[hole[1]] else "", russian)
    act, colon, rest = sentence.partition(": ")
    return f"{act}: {in_russian(rest)}" if colon and _ACT.fullmatch(act) else sentence


def known(sentence: str) -> bool:
    """Whether the table has this sentence."""
    return any(pattern.fullmatch(sentence) for pattern, _ in _table())
