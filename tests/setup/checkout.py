"""A checkout of its own for tests of the set-up: every file of the project, copied to a path with a space in it."""

import os
import re
import shutil
import signal
import subprocess
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.house.tree import ROOT, files

#: The longest that a command of the documents may take (seconds).
WAIT = 500
READY = re.compile(r"Comity is at (http://\S+)")


class Said(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def surroundings(**more: str) -> dict[str, str]:
    """This process's environment without what a test run or a virtual environment adds to it."""
    ours = ("PYTEST_", "VIRTUAL_ENV", "PYTHONPATH", "COMITY_CHROMIUM", "COMITY_WORKERS", "HYPOTHESIS_PROFILE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    here = str(ROOT / ".venv" / "bin")
    kept["PATH"] = os.pathsep.join(part for part in kept["PATH"].split(os.pathsep) if part != here)
    return {**kept, **more}


class Checkout:
    """A copy of the project, its `./go`, and a state directory in which its organisations' heads are kept."""

    def __init__(self, root: Path) -> None:
        self.root, self.state = root, root.parent / "state"
        for path in files():
            there = root / path.relative_to(ROOT)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, there)

    @property
    def script(self) -> str:
        """The path of its `./go`."""
        return str(self.root / "go")

    def go(self, *words: str, cwd: Path | None = None, **more: str) -> Said:
        """Runs `./go` to its end; `more` is set in its environment."""
        done = subprocess.run(
            [self.script, *words], cwd=cwd or self.root, env=surroundings(COMITY_STATE=str(self.state), **more), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=WAIT, check=False,
        )  # fmt: skip
        return Said(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def serving(self, words: Sequence[str]) -> Iterator[tuple["subprocess.Popen[str]", str]]:
        """Starts a command that serves, waits until it says where it is, and ends it if the test has not."""
        with subprocess.Popen(
            [str(self.root / words[0]), *words[1:]], cwd=self.root, env=surroundings(COMITY_STATE=str(self.state)), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        ) as process:  # fmt: skip
            try:
                assert process.stdout is not None
                heard = []
                for line in process.stdout:
                    heard.append(line)
                    if found := READY.search(line):
                        break
                else:
                    raise AssertionError(f"{' '.join(words)} ended without serving:\n{''.join(heard)}")
                yield process, found[1]
            finally:
                if process.poll() is None:
                    process.send_signal(signal.SIGKILL)


def answer(address: str) -> tuple[int, str]:
    """Status and text of what stands at an address of this machine."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=30) as response:
        return response.status, response.read().decode()
