"""Folding a record into its standing, entry by entry: the one path for registry, mirror and rebuild.

Trust: the caller has read the bytes strictly and answers for signatures and order; what an act does is decided here
and nowhere else.
"""

import contextlib
import gc
import sys
from collections.abc import Callable, Iterator

from msgspec import Struct

from comity.acts.base import Act
from comity.acts.record import Open
from comity.organisation import credentials, dispatch
from comity.organisation.changes import Changes
from comity.organisation.credentials import Credential
from comity.organisation.dated import Received
from comity.organisation.finding import Finding, Refused, refused
from comity.organisation.record import CharterFiles
from comity.organisation.standing import Standing

#: Says whether an act has effect: `dispatch.examine`, or `dispatch.examine_again`.
Examine = Callable[[Standing, Received, Credential, CharterFiles], Finding]
#: A standing is kept at every so many entries; those between are folded again when they are asked for.
KEEP_EVERY = 256
#: So many of those between are remembered, since whoever looks at one looks at it again.
REMEMBER = 64


class Step(Struct, frozen=True, gc=False):
    """What came of one entry: the finding, the standing after it, what changed."""

    finding: Finding
    standing: Standing
    changes: Changes


def signer_of(standing: Standing, act: Act, name: str) -> Credential | None:
    """The credential whose line this is; for the opening entry, one that it enrols itself."""
    if standing.opening is None and isinstance(act, Open):
        for enrolment in act.enrolled:
            if credentials.credential_id(enrolment) == name:
                return credentials.of_enrolment(enrolment, 1)
    return standing.credentials.get(name)


def step(
    standing: Standing,
    act: Act,
    identity: str,
    moment: int,
    signer: str,
    files: CharterFiles,
    examine: Examine = dispatch.examine,
) -> Step:
    """One entry further. A refused act leaves the standing as it was.

    With `dispatch.examine_again` for an entry that stands in a record already (start-up, an earlier standing): whether
    an act has effect is not written in the record, so the rules that decide it are asked again; turn and words, which
    can only refuse, are not (docs/decisions/0020).
    """
    if standing.opening is None and not isinstance(act, Open):
        return Step(refused("form", "record.not_open"), standing, ())
    received = Received(standing.size + 1, act, identity, moment, standing.day_of(moment), sys.intern(signer))
    credential = standing.credentials.get(signer) or signer_of(standing, act, signer)
    if credential is None:
        return Step(refused("authenticity", "record.key_unknown", credential=("credential", signer)), standing, ())
    finding = examine(standing, received, credential, files)
    if isinstance(finding, Refused):
        return Step(finding, standing, ())
    after, changes = dispatch.apply(standing, received, finding, files)
    return Step(finding, after, changes)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """While a whole record is folded the interpreter does not look for rings to clear away: values that only grow have none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Kept:
    """Standings kept on the way, so that an earlier one is folded again from the nearest before it."""

    def __init__(self) -> None:
        self._kept: dict[int, Standing] = {0: Standing()}
        self._asked: dict[int, Standing] = {}

    def keep(self, standing: Standing) -> None:
        """Remembers the standing if its place is one that is kept."""
        if standing.size % KEEP_EVERY == 0:
            self._kept[standing.size] = standing

    def at(self, size: int, again: Callable[[Standing, int], Standing]) -> Standing:
        """The standing at `size`; `again` folds from a kept standing up to that entry."""
        found = self._kept.get(size) or self._asked.get(size)
        if found is None:
            found = again(self._kept[size // KEEP_EVERY * KEEP_EVERY], size)
            if len(self._asked) >= REMEMBER:
                self._asked.clear()
            self._asked[size] = found
        return found
