"""What a mirror reports: what it proved, and each fault with its verdict.

    altered    bytes, signatures, order, time or history are not what was entered: an alarm
    differs    everything is as it was entered, and the rules as recorded say otherwise: shown, and on it goes
    upgrade    the record follows an edition of the rules that this program does not hold: not judged

The verdicts are never confused (record.md, section 6). A fault names the entry, says what is wrong and what to do.
Notes change no verdict: they say what could not be compared, and what lies in the folder and is not of the record.
"""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from comity.organisation.finding import Kind, Reason, params
from comity.phrases import Names, Param, say

Verdict = Literal["altered", "differs", "upgrade", "note"]
#: Called with how many entries were examined, of how many.
Progress = Callable[[int, int], None]


def plain_names(kind: str, name: str) -> str:
    """Names for sentences where no charter is at hand: ids stand for themselves."""
    return name


class Fault(NamedTuple):
    """One thing that is not as it should be.

    entry    its entry number, 0 where it is of no single entry
    file     where it lies, relative to the folder; empty where it is of no single file
    reason   what the rules say of the entry, where it differs from them
    """

    verdict: Verdict
    entry: int
    code: str
    params: tuple[Param, ...] = ()
    file: str = ""
    reason: Reason | None = None

    def said(self, lang: str = "en", names: Names = plain_names) -> str:
        """One sentence: which entry or file, what is wrong, what to do."""
        place = [Param("entry", "number", str(self.entry))] if self.entry else []
        if self.file:
            place.append(Param("file", "text", self.file))
        if self.reason is not None:
            place.append(Param("why", "text", say(self.reason.code, self.reason.params, lang, names)))
        return say(self.code, (*self.params, *place), lang, names)


def altered(entry: int, code: str, file: str = "", **values: tuple[Kind, str]) -> Fault:
    """Not what was entered."""
    return Fault("altered", entry, code, params(**values), file)


def note(code: str, file: str = "", **values: tuple[Kind, str]) -> Fault:
    """Worth knowing; no fault."""
    return Fault("note", 0, code, params(**values), file)


class Report(NamedTuple):
    """What was examined.

    size, root    how many entries there are, and the root that they lead to
    digest        over all changes up to the last entry that was judged
    acts          how many were examined under the rules (all of them, unless one was altered)
    signatures    how many were verified
    origin        which record, as its opening entry says; opening: the identity that a member pins
    exercise      whether it says that it is an exercise: whoever shows the report says so too
    """

    size: int
    root: bytes
    digest: bytes
    acts: int
    signatures: int
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    origin: str = ""
    opening: str = ""
    exercise: bool = False

    @property
    def verdict(self) -> Verdict | None:
        """The gravest verdict among the faults, or none: all is well."""
        return gravest(self.faults)


def gravest(faults: Iterable[Fault]) -> Verdict | None:
    """`altered`, else `upgrade`, else `differs`, else none."""
    found = {fault.verdict for fault in faults}
    order: tuple[Verdict, ...] = ("altered", "upgrade", "differs")
    return next((one for one in order if one in found), None)
