"""The words of the command line, in the language of whoever called it.

The language is what `--lang` says, else the first of LC_ALL, LC_MESSAGES and LANG that is set, else English. It is
settled once, before anything is parsed, so that help and complaints about the call itself are in it too.
"""

import os
from collections.abc import Callable, Mapping, Sequence

from comity.organisation.finding import Reason
from comity.phrases import Fault, Names, Param, in_russian, load, say
from comity.text import LANGUAGES, Name

NBSP = "\u00a0"
Value = str | int | tuple[str, str]


def _as_is(kind: str, value: str) -> Name | str:
    return value


class Tongue:
    """The language of this call, and how it names things: `names` is set when an organisation has been opened."""

    def __init__(self) -> None:
        self.lang = "en"
        self.names: Names = _as_is

    def __call__(self, code: str, **values: Value) -> str:
        """The words of a code in the catalogue, with ordinary spaces (a terminal breaks lines by itself)."""
        return self.keep(code, **values).replace(NBSP, " ")

    def keep(self, code: str, **values: Value) -> str:
        """The same with no-break spaces, for what is still to be wrapped."""
        return say(code, [_param(name, value) for name, value in values.items()], self.lang, self.names)

    def reason(self, reason: Reason) -> str:
        """A finding's reason as a sentence."""
        return say(reason.code, reason.params, self.lang, self.names).replace(NBSP, " ")

    def fault(self, sentence: str) -> str:
        """A complaint of the floors below that was said in English, in this language."""
        return in_russian(sentence) if self.lang == "ru" else sentence

    def told(self, fault: Exception) -> str:
        """What an exception of the floors below says, in this language: by its code, else by its sentence."""
        if isinstance(fault, Fault):
            return say(fault.code, fault.params, self.lang, self.names).replace(NBSP, " ")
        said = getattr(fault, "said", None)
        return str(said(self.lang)) if callable(said) else self.fault(str(fault))

    def has(self, code: str) -> bool:
        """Whether the catalogue has words for a code."""
        return code in load()


#: The tongue of this process.
tongue = Tongue()


def _param(name: str, value: Value) -> Param:
    if isinstance(value, int):
        return Param(name, "number", str(value))
    if isinstance(value, tuple):
        return Param(name, value[0], value[1])  # type: ignore[arg-type]
    return Param(name, "text", value)


def language(args: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """The language that a call asks for: `--lang ru`, `--lang=ru`, else the environment's, else English."""
    for place, arg in enumerate(args):
        if arg == "--":
            break
        asked = arg.removeprefix("--lang=") if arg.startswith("--lang=") else ""
        if arg == "--lang" and place + 1 < len(args):
            asked = args[place + 1]
        if asked in LANGUAGES:
            return asked
    known = os.environ if environment is None else environment
    given = next((known[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if known.get(name)), "")
    return "ru" if given.lower().split(".")[0].split("_")[0] == "ru" else "en"


#: How a command says one thing as it goes on: `say(done, of)`.
Progress = Callable[[int, int], None]
