"""Entering acts through the door, beside what one act must cost: a verification, two signatures, a durable commit."""

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks import corpus, machine
from benchmarks.figures import Figure, spread
from comity.organisation.finding import Refused
from comity.record.sqlite import SqliteStore

ACTS = 1_500


def measure(folder: Path) -> list[Figure]:
    """One caller, one act after another, every kind of act; preparing is not counted.

    After each act a bare store commits one entry, so that both meet the same disk at the same time.
    """
    times: list[float] = []
    commits: list[float] = []
    with tempfile.TemporaryDirectory(dir=folder) as name:
        served = corpus.empty(Path(name) / "organisation")
        receive = served.registry.receive
        (Path(name) / "bare").mkdir()
        bare = SqliteStore(Path(name) / "bare")
        for note in corpus.acts(served, ACTS):
            start = time.perf_counter()
            outcome = receive(note)
            times.append(time.perf_counter() - start)
            assert not isinstance(outcome, Refused), outcome
            start = time.perf_counter()
            bare.append(len(commits), [b"x" * machine.ENTRY], bytes(32))
            commits.append(time.perf_counter() - start)
        bare.close()
        served.close()
    least = 1 / machine.verifications() + 2 / machine.signatures() + statistics.median(commits)
    median = statistics.median(times)
    return [
        Figure("through the door, median of an act", median * 1e3, "ms", note=spread(times)),
        Figure("one verification, two signatures, one commit", least * 1e3, "ms"),
        Figure("the least an act must cost, to what it costs", least / median, "x", 0.7, at_most=False),
    ]
