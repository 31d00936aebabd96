"""Faults that a person reads: a code and typed parameters like any other sentence, raised as an exception."""

from comity.phrases.say import Param, param, say


class Fault(Exception):
    """What went wrong: `Fault("store.full", file="record.sqlite")`; numbers are said as numbers, the rest (and an entry's number) as it is.

    `str(fault)` is the English sentence, for logs; `said(lang)` is for the reader. What has no code yet and is raised
    with its sentence is said as that sentence.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params: tuple[Param, ...] = tuple(
            param(name, "number" if isinstance(value, int) and name != "entry" else "text", value)
            for name, value in sorted(values.items())
        )

    def said(self, lang: str) -> str:
        """The sentence in the reader's language."""
        return say(self.code, self.params, lang, lambda kind, name: name)

    def __str__(self) -> str:
        return self.said("en").replace("\u00a0", " ")
