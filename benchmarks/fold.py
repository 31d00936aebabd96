"""Folding a record: with and without examination, verifying all of it, starting on it, and what it takes in memory."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks import corpus
from benchmarks.figures import Figure
from comity import acts
from comity.canon import b64u
from comity.mirror import verify
from comity.mirror.signatures import CHUNK, Job, verify_jobs
from comity.organisation import dispatch
from comity.organisation.credentials import credential_id
from comity.organisation.finding import Finding
from comity.organisation.fold import Examine, step, undisturbed
from comity.organisation.names import credential_of
from comity.organisation.standing import Standing
from comity.record import entry
from comity.record.keys import Key
from comity.record.parts import Parts
from comity.record.sqlite import SqliteStore

#: What one entry's fold needs: act, identity, time of receipt, signer.
Read = tuple[acts.base.Act, str, int, str]


def read(folder: Path) -> tuple[list[Read], bytes, list[Job]]:
    """Every entry, read strictly; the public key of receipts, and the signatures as jobs."""
    store = SqliteStore(folder, write=False)
    data = list(store.entries())
    store.close()
    origin = entry.origin_of(data[0])
    opening = acts.read(data[0].split(b"\n")[2])
    assert isinstance(opening, acts.record.Open)
    receipts = Key.read(opening.keys.receipts)
    keys = {credential_id(one): Key.read(one.key).public for one in opening.enrolled}
    found: list[Read] = []
    jobs: list[Job] = []
    for number, one in enumerate(data, start=1):
        text = entry.read_entry(one, origin, receipts)
        act = acts.read(text.json)
        if isinstance(act, acts.credentials.Enrol):
            keys[credential_id(act.enrolment)] = Key.read(act.enrolment.key).public
        signer = credential_of(origin, text.authors[0].name)
        found.append((act, b64u(text.identity), text.time, signer))
        jobs.append((number, signer, text.text, keys[signer], text.authors[0].payload, text.receipt.payload[8:], text.time))
    return found, receipts.public, jobs


def folded(found: list[Read], folder: Path, examine: Examine) -> float:
    """Acts a second of processor time: on one core, whatever else the machine does."""
    parts = Parts(folder / "parts")
    standing = Standing()
    with undisturbed():  # as registry and mirror fold a whole record
        start = time.process_time()
        for act, identity, moment, signer in found:
            standing = step(standing, act, identity, moment, signer, lambda commit: parts.get(commit).data, examine).standing
        took = time.process_time() - start
    assert standing.size == len(found)
    return len(found) / took


def findings(found: list[Read], folder: Path) -> list[Finding]:
    """What examination finds of each act, in order."""
    parts = Parts(folder / "parts")
    standing, said = Standing(), []
    for act, identity, moment, signer in found:
        done = step(standing, act, identity, moment, signer, lambda commit: parts.get(commit).data)
        standing = done.standing
        said.append(done.finding)
    return said


def unexamined(found: list[Read], folder: Path, said: list[Finding]) -> float:
    """Acts a second where each finding is known and nothing is examined."""
    known = iter(said)
    return folded(found, folder, lambda standing, received, credential, files: next(known))


def library(receipts: bytes, jobs: list[Job], processes: int) -> float:
    """Seconds that the library takes for all signatures on so many processes, nothing else being done."""
    verify = partial(verify_jobs, receipts)
    with ProcessPoolExecutor(processes) as pool:
        list(pool.map(verify, [jobs[:2]] * processes))  # the processes are there
        start = time.perf_counter()
        failed = [one for found in pool.map(verify, [jobs[i : i + CHUNK] for i in range(0, len(jobs), CHUNK)]) for one in found]
        took = time.perf_counter() - start
    assert not failed
    return took


_START = """
import gc, sys, time
from functools import partial
from pathlib import Path
from comity.registry import open_folder
def resident():
    gc.collect()
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS"))
base = resident()
start = time.perf_counter()
served = open_folder(Path(sys.argv[1]))
took = time.perf_counter() - start
print(took, resident() - base, served.registry.standing.size)
served.close()
"""


def started(folder: Path) -> tuple[float, float, int]:
    """Seconds to open a folder in a fresh process, kilobytes that it takes beyond its imports, entries."""
    done = subprocess.run([sys.executable, "-c", _START, str(folder)], check=True, capture_output=True, text=True, env=dict(os.environ))
    seconds, memory, size = done.stdout.split()
    return float(seconds), float(memory), int(size)


def verification(folder: Path, receipts: bytes, jobs: list[Job], processes: int) -> list[Figure]:
    """`comity verify` with so many processes for the signatures, beside the library on as many."""
    alone = min(library(receipts, jobs, processes) for _ in range(2))
    took = []
    for _ in range(2):
        start = time.perf_counter()
        report = verify(folder, processes=processes)
        took.append(time.perf_counter() - start)
        assert report.verdict is None, report
    who = "one process" if processes == 1 else f"{processes} processes"
    return [
        Figure(f"all {2 * len(jobs):,} signatures by the library, {who}", alone, "s"),
        Figure(f"comity verify of the same, {who} for signatures", min(took), "s"),
        Figure(f"comity verify, to the library alone, {who}", min(took) / alone, "x", 1.4),
    ]


def measure(folder: Path) -> list[Figure]:
    """All of it, on one record."""
    found, receipts, jobs = read(folder)
    n = len(found)
    examined = max(folded(found, folder, dispatch.examine) for _ in range(3))
    again = max(folded(found, folder, dispatch.examine_again) for _ in range(3))
    said = findings(found, folder)
    applied = max(unexamined(found, folder, said) for _ in range(3))
    verified = [figure for processes in (1, len(os.sched_getaffinity(0))) for figure in verification(folder, receipts, jobs, processes)]
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:  # charter and all that one act brings with it
        corpus.empty(Path(name) / "organisation").close()
        bare, base, one = min(started(Path(name) / "organisation") for _ in range(2))
    seconds, memory, size = min(started(folder) for _ in range(2))
    more = 100_000 / (size - one)
    return [
        Figure(f"fold of {n:,} acts, examined in full", examined, "acts/s", 25_000, at_most=False),
        Figure("fold of acts whose finding is known, nothing examined", applied, "acts/s", 30_000, at_most=False),
        Figure("fold without turn and words (an earlier standing)", again, "acts/s"),
        *verified,
        Figure(f"start with {size:,} acts: hash check and fold", seconds, "s"),
        Figure("the same for 100,000 acts", bare + (seconds - bare) * more, "s", 5.0, note=f"{bare:.2f} s with one act"),
        Figure("memory for 100,000 acts", (memory - base) / 1024 * more, "MB", 150.0, note=f"{base / 1024:.0f} MB with one act"),
    ]


