"""The tree over entries of 800 bytes, beside Go's `sumdb/tlog` where a Go compiler is to be had."""

import base64
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure
from comity.record.tree import Tree

SIZE = 200_000
BATCH = 4096
#: Where Debian puts the sources of Go libraries.
DEBIAN = "/usr/share/gocode"


def entries(n: int) -> list[bytes]:
    """Entries of 800 bytes, told apart by their number."""
    return [i.to_bytes(8, "big") + bytes(792) for i in range(n)]


def ours(found: list[bytes]) -> tuple[float, bytes]:
    """Entries a second, and the root."""
    start = time.perf_counter()
    tree = Tree()
    for at in range(0, len(found), BATCH):
        tree.extend_entries(found[at : at + BATCH])
    root = tree.root()
    return len(found) / (time.perf_counter() - start), root


def theirs(n: int) -> tuple[float, bytes] | None:
    """The same by Go's library; none where there is no compiler or no library."""
    go = shutil.which("go")
    if go is None:
        return None
    source = Path(__file__).with_name("tlog.go")
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "tlog"
        environment = {**os.environ, "GO111MODULE": "off", "GOPATH": os.environ.get("GOPATH", DEBIAN), "GOCACHE": f"{folder}/cache"}
        built = subprocess.run([go, "build", "-o", str(program), str(source)], env=environment, capture_output=True, text=True)
        if built.returncode:
            return None
        rate, root = subprocess.run([str(program), str(n)], check=True, capture_output=True, text=True).stdout.split()
    return float(rate), base64.b64decode(root)


def measure(folder: Path) -> list[Figure]:
    """Both, in turns, the best of three each; the roots must be one."""
    found = entries(SIZE)
    mine = max((ours(found) for _ in range(3)), key=lambda one: one[0])
    figures = [Figure("tree of 800-byte entries", mine[0], "entries/s")]
    other = max((one for _ in range(3) if (one := theirs(SIZE))), key=lambda one: one[0], default=None)
    if other is None:
        return [*figures, Figure("the same by Go's sumdb/tlog", 0, "", note="not measured: no Go compiler with golang.org/x/mod here")]
    assert other[1] == mine[1], "two roots over the same entries"
    ratio = mine[0] / other[0]
    return [*figures, Figure("the same by Go's sumdb/tlog", other[0], "entries/s"), Figure("tree, ours to Go's", ratio, "x", 1.0, at_most=False)]
