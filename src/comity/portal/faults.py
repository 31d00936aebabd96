"""What can be wrong with a request: each gets a status and one sentence in the reader's language."""

import unicodedata

Value = str | int | tuple[str, str]
#: Letters that are not seen, or that turn what follows them about, are shown as this.
UNSEEN = "\ufffd"


class Fault(Exception):
    """A request that cannot be answered as asked: `code` is a phrase, `values` its parameters, `field` what of the query it is about."""

    status = 400

    def __init__(self, code: str, field: str = "", **values: Value) -> None:
        super().__init__(code)
        self.code, self.field = code, field
        self.values = {name: seen(value) if isinstance(value, str) else value for name, value in values.items()}


class BadQuery(Fault):
    """The query cannot be read."""


class NotFound(Fault):
    """There is no such thing, on that day or at all."""

    status = 404


def seen(words: str) -> str:
    """Words of a reader as they may stand in a sentence: controls, and marks that turn the writing, are made visible."""
    if words.isprintable():
        return words
    return "".join(UNSEEN if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else one for one in words)


def mixed(words: str) -> bool:
    """Whether a word takes letters of more than one alphabet: it may look like a name that it is not."""
    return any(len({unicodedata.name(one, "").partition(" ")[0] for one in word if one.isalpha()}) > 1 for word in words.replace("-", " ").split())
