"""The roll calls of the General Assembly, replayed by the command from its start to its end, on one core; memory for a large file."""

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
#: The size of a large file (bytes).
LARGE = 100_000_000


def measure(folder: Path) -> list[Figure]:
    """The best of several runs: seconds by the wall, interpreter start, charter, reasons in both languages and writing included."""
    lines = list(votes_of("unga"))
    file, out = folder / "unga.jsonl", folder / "unga-replayed.jsonl"
    file.write_bytes(b"".join(map(write, lines)))
    positions = sum(len(line.positions or ()) for line in lines)
    took = min(_run("replay", "unga", str(file), "--out", str(out)) for _ in range(TIMES))
    start = min(_run("replay", "unga", os.devnull) for _ in range(TIMES))
    assert len(out.read_bytes().splitlines()) == len(lines), "a line out for each line in"
    large, whole = folder / "large.jsonl", file.read_bytes()
    with large.open("wb") as to:
        for _ in range(LARGE // len(whole) + 1):
            to.write(whole)
    return [
        Figure("replay of the General Assembly", took, "s", 2.0, note=f"{len(lines):,} roll calls, {positions:,} positions"),
        Figure("of it start and charter", start, "s"),
        Figure("replayed, start and charter aside", positions / (took - start), "positions/s"),
        Figure("memory for them", _memory(file, out), "MB", note=f"a file of {len(whole) // 10**6} MB"),
        Figure("memory for a large file", _memory(large, out), "MB", 100, note=f"{large.stat().st_size // 10**6} MB"),
    ]


def _run(*words: str) -> float:
    """Calls the command, which has one thread, and gives how long it took."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "comity.cli", *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    took = time.perf_counter() - start
    assert done.returncode in (0, _DIFFER), done.stderr.decode()
    return took


#: Asks how much memory a call took, from a small process: a child begins with the memory of its parent.
_ASK = "import resource, subprocess, sys; subprocess.run(sys.argv[1:]); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"


def _memory(file: Path, out: Path) -> float:
    """The most memory (MB) that the command held while it replayed a file."""
    words = [sys.executable, "-m", "comity.cli", "replay", "unga", str(file), "--out", str(out)]
    done = subprocess.run([sys.executable, "-c", _ASK, *words], capture_output=True, check=True)
    return int(done.stdout) / (1e6 if sys.platform == "darwin" else 1e3)
