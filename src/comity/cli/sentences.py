"""An act in words, as the register says it (`comity.organisation.saying`), and what values of acts are called here."""

from comity.acts.base import Act
from comity.cli.words import tongue
from comity.organisation.saying import saying
from comity.phrases import say
from comity.text import Text, said

#: A statement longer than this is quoted in part; the whole stands in the record (`comity acts --json`).
LONG = 300


def word(field: str, value: str) -> str:
    """What one of a few values is called: `word("stance", "freezes")`."""
    code = f"cli.word.{field}.{value}"
    return tongue.keep(code) if tongue.has(code) else value


def text(words: Text) -> str:
    """Words of an act in this call's language, else in one that they have."""
    return str(said(words, tongue.lang))


def quoted(words: str) -> str:
    """Words in the quotation marks of the language."""
    return f"«{words}»" if tongue.lang == "ru" else f"“{words}”"


def sentence(act: Act) -> str:
    """The act in words; what its maker stated is quoted as that maker's."""
    found = saying(act)
    line = say(found.code, found.params, tongue.lang, tongue.names)
    stated = text(found.text)
    return f"{line}: {quoted(stated if len(stated) <= LONG else stated[:LONG].rstrip() + '…')}" if stated else line
