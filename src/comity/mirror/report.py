"""What a mirror reports: what it proved, and each fault with its verdict.

    altered    bytes, signatures, order, time or history are not what was entered: an alarm
    differs    everything is as it was entered, and the rules as recorded say otherwise: shown, and on it goes
    upgrade    the record follows an edition of the rules that this program does not hold: not judged

The verdicts are never confused (record.md, section 6). A fault names the entry, says what is wrong and what to do.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from comity.organisation.finding import Kind, params
from comity.phrases import Names, Param, say

Verdict = Literal["altered", "differs", "upgrade"]
#: Called with how many entries were examined, of how many.
Progress = Callable[[int, int], None]


def plain_names(kind: str, name: str) -> str:
    """Names for sentences where no charter is at hand: ids stand for themselves."""
    return name


class Fault(NamedTuple):
    """One thing that is not as it should be; `entry` is 0 where it is of no single entry, `file` where it lies."""

    verdict: Verdict
    entry: int
    code: str
    params: tuple[Param, ...] = ()
    file: str = ""

    def said(self, lang: str = "en", names: Names = plain_names) -> str:
        """One sentence: which entry, what is wrong, what to do."""
        place = [Param("entry", "number", str(self.entry))] if self.entry else []
        return say(self.code, (*self.params, *place), lang, names)


def altered(entry: int, code: str, file: str = "", **values: tuple[Kind, str]) -> Fault:
    """Not what was entered."""
    return Fault("altered", entry, code, params(**values), file)


class Report(NamedTuple):
    """What was examined: how many entries under which root, the digest of all changes, how many acts and signatures."""

    size: int
    root: bytes
    digest: bytes
    acts: int
    signatures: int
    faults: tuple[Fault, ...] = ()
    origin: str = ""

    @property
    def verdict(self) -> Verdict | None:
        """The gravest verdict among the faults, or none."""
        for one in ("altered", "upgrade", "differs"):
            if any(fault.verdict == one for fault in self.faults):
                return one
        return None
