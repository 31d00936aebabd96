"""The roll calls of the General Assembly, replayed by the command from its start to its end, on one core."""

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import Figure
from comity.exchange.replay_lines import write
from comity.exchange.votes import votes_of

#: What `comity replay` ends with where some decisions came out otherwise than recorded.
_DIFFER = 1
TIMES = 3


def measure(folder: Path) -> list[Figure]:
    """The best of several runs: seconds by the wall, interpreter start, charter, reasons in both languages and writing included."""
    lines = list(votes_of("unga"))
    file, out = folder / "unga.jsonl", folder / "unga-replayed.jsonl"
    file.write_bytes(b"".join(map(write, lines)))
    positions = sum(len(line.positions or ()) for line in lines)
    took = min(_run("replay", "unga", str(file), "--out", str(out)) for _ in range(TIMES))
    start = min(_run("replay", "unga", os.devnull) for _ in range(TIMES))
    assert len(out.read_bytes().splitlines()) == len(lines), "a line out for each line in"
    return [
        Figure("replay of the General Assembly", took, "s", 2.0, note=f"{len(lines):,} roll calls, {positions:,} positions"),
        Figure("of it start and charter", start, "s"),
        Figure("replayed, start and charter aside", positions / (took - start), "positions/s"),
    ]


def _run(*words: str) -> float:
    """Calls the command, which has one thread, and gives how long it took."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "comity.cli", *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    took = time.perf_counter() - start
    assert done.returncode in (0, _DIFFER), done.stderr.decode()
    return took
