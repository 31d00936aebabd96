"""Signatures of a whole record, verified on all cores while the caller reads and folds on.

An entry has two: of who made the act, over the text, and of the registry's receipt, over time and text. Both are
strict Ed25519 (`comity.record.ed25519`).
"""

import os
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import NamedTuple, TypeAlias

from comity.record.cosignature import message
from comity.record.ed25519 import verify

#: Below so many entries it is quicker not to start processes.
FEW = 1_000
CHUNK = 512
#: Chunks that may wait for each process, so that a long record does not pile up in memory.
AHEAD = 4


#: The signatures of one entry: its number, who made it, its text, the public key (empty where the maker's is not known,
#: so that only the receipt counts), the maker's signature, the receipt's, its time. A bare tuple: processes hand it on.
Job: TypeAlias = tuple[int, str, bytes, bytes, bytes, bytes, int]


class Failed(NamedTuple):
    """A signature that does not verify: of which entry, of the receipt or of this credential."""

    entry: int
    receipt: bool
    name: str


def verify_jobs(receipts: bytes, jobs: Sequence[Job]) -> list[Failed]:
    """Those that fail, in order; `receipts` is the public key of the registry's receipts."""
    out = []
    for number, name, text, public, signature, receipt, time in jobs:
        if public and not verify(public, signature, text, "nacl"):
            out.append(Failed(number, False, name))
        if not verify(receipts, receipt, message(text, time), "nacl"):
            out.append(Failed(number, True, name))
    return out


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Verifier:
    """Takes jobs, gives the failures at the end; with no process of its own it verifies as they come."""

    def __init__(self, receipts: bytes, processes: int = 0) -> None:
        """`receipts` is the public key of the registry's receipts; `processes` verify beside the caller's."""
        self._receipts = receipts
        self._pool = ProcessPoolExecutor(processes) if processes else None
        self._most = processes * AHEAD
        self._jobs: list[Job] = []
        self._running: deque[Future[list[Failed]]] = deque()
        self._failed: list[Failed] = []
        self.count = 0

    def add(self, job: Job) -> None:
        """One more entry."""
        self.count += 2 if job[3] else 1
        self._jobs.append(job)
        if len(self._jobs) == CHUNK:
            self._send()

    def _send(self) -> None:
        jobs, self._jobs = self._jobs, []
        if self._pool is None:
            self._failed += verify_jobs(self._receipts, jobs)
            return
        self._running.append(self._pool.submit(verify_jobs, self._receipts, jobs))
        if len(self._running) > self._most:
            self._failed += self._running.popleft().result()

    def failures(self) -> list[Failed]:
        """Waits for all, and gives those that failed, by entry."""
        if self._jobs:
            self._send()
        while self._running:
            self._failed += self._running.popleft().result()
        return sorted(self._failed)

    def close(self) -> None:
        """Ends the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
