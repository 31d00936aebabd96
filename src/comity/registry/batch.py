"""What goes into the record together: submissions that wait, the batch that they make, the receipts that they get."""

import contextlib
import copy
from typing import NamedTuple

from comity.acts.base import Act
from comity.organisation.finding import Entered, Reason, Refused
from comity.organisation.fold import Step
from comity.organisation.standing import Standing
from comity.phrases import Param, say
from comity.record.entry import Submission
from comity.record.keys import Ed25519Signer, Signer
from comity.record.parts import StoredPart
from comity.record.store import StoreError


class Receipt(NamedTuple):
    """An act was entered: where, when, with what finding, and the entry's bytes."""

    entry: int
    time: int
    identity: str
    finding: Entered
    data: bytes


class Keys(NamedTuple):
    """The registry's own keys: for its acts, its receipts, and the heads of the log."""

    acts: Ed25519Signer
    receipts: Ed25519Signer
    log: Signer


class DoesNotFollow(StoreError):
    """An entry in the store that the rules would not have let in: which, and why."""

    reason: Reason | None = None

    def said(self, lang: str) -> str:
        """The sentence, with the reason in the same language."""
        if self.reason is None:
            return super().said(lang)
        why = say(self.reason.code, self.reason.params, lang, lambda kind, name: name)
        return say(self.code, (*self.params, Param("why", "text", why)), lang, lambda kind, name: name)


def does_not_follow(number: int, reason: Reason) -> DoesNotFollow:
    """The fault of entry `number`, for this reason."""
    fault = DoesNotFollow("registry.does_not_follow", entry=number)
    fault.reason = reason
    return fault


def copied(fault: Exception) -> Exception:
    """The same fault for another thread: each raises its own, for a traceback belongs to one."""
    with contextlib.suppress(TypeError):
        return copy.copy(fault)
    return fault


class Waiting:
    """A submission that waits for its place in the record, with the parts that came with it."""

    def __init__(
        self, submission: Submission, act: Act, identity: str, credential: str, arrived: int, parts: tuple[StoredPart, ...] = ()
    ) -> None:
        self.submission, self.act, self.identity, self.credential, self.arrived = submission, act, identity, credential, arrived
        self.parts = parts
        self.done = False
        self.outcome: Receipt | Refused | Exception | None = None


class Batch:
    """What will be entered in one transaction, and the standing after each entry."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.entries: list[bytes] = []
        self.standings: list[Standing] = []
        self.receipts: dict[str, Receipt] = {}
        self.acts: list[Act] = []

    def add(self, identity: str, act: Act, done: Step, time: int, data: bytes) -> Receipt:
        """One more entry."""
        assert not isinstance(done.finding, Refused)
        self.standing = done.standing
        receipt = Receipt(done.standing.size, time, identity, done.finding, data)
        self.entries.append(data)
        self.standings.append(done.standing)
        self.receipts[identity] = receipt
        self.acts.append(act)
        return receipt
