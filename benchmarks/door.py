"""Entering acts through the door, beside what one act must cost: a verification, two signatures, a durable commit."""

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks import corpus, machine
from benchmarks.figures import Figure, spread
from comity.organisation.finding import Refused
from comity.record import ed25519
from comity.record.keys import generate
from comity.record.sqlite import SqliteStore

ACTS = 1_500


class Least:
    """What an act must cost and no more: its signature verified, two made, one entry committed by a bare store."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._store = SqliteStore(folder)
        self._signer = generate("bench.example/key")
        self._text = b"x" * machine.ENTRY
        self._line = self._signer.sign(self._text)
        self._size = 0

    def once(self) -> float:
        """Seconds that it takes once."""
        start = time.perf_counter()
        assert ed25519.verify(self._signer.key.public, self._line.payload, self._text, "nacl")
        self._signer.raw(self._text)
        self._signer.raw(self._text)
        self._store.append(self._size, [self._text], bytes(32))
        self._size += 1
        return time.perf_counter() - start

    def close(self) -> None:
        """Ends the use of the store."""
        self._store.close()


def measure(folder: Path) -> list[Figure]:
    """One caller, one act after another, every kind of act; preparing is not counted.

    The least is done once beside each act, before every second one and after the others: between two acts somebody
    prepares the next, and both meet the same disk and the same caches in the same mood.
    """
    times: list[float] = []
    least: list[float] = []
    with tempfile.TemporaryDirectory(dir=folder) as name:
        served = corpus.empty(Path(name) / "organisation")
        bare = Least(Path(name) / "bare")
        for number, note in enumerate(corpus.acts(served, ACTS)):
            if number % 2:
                least.append(bare.once())
            start = time.perf_counter()
            outcome = served.registry.receive(note)
            times.append(time.perf_counter() - start)
            assert not isinstance(outcome, Refused), outcome
            if not number % 2:
                least.append(bare.once())
        bare.close()
        served.close()
    tight = 1 / machine.verifications() + 2 / machine.signatures() + 1 / machine.commits(folder)
    median = statistics.median(times)
    return [
        Figure("through the door, median of an act", median * 1e3, "ms", note=spread(times)),
        Figure("one verification, two signatures, one commit, beside it", statistics.median(least) * 1e3, "ms", note=spread(least)),
        Figure("the least an act must cost, to what it costs", statistics.median(least) / median, "x", 0.7, at_most=False),
        Figure("the same three, each in a loop that does nothing else", tight * 1e3, "ms"),
    ]
