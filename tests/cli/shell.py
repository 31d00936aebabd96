"""A shell for tests: calls the command in a process of its own, with a state directory and a language of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple, Self

from tests.cli import forked

COMITY = (sys.executable, "-m", "comity.cli")
#: Nothing of the caller's language or terminal reaches a test.
_LEFT_OUT = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "COLUMNS", "COMITY_DEBUG", "COMITY_PASSPHRASE")
#: What the interpreter itself looks at when it starts: a call that sets it is a process started for it.
_AT_START = ("LC_", "LANG", "PYTHON")
#: What the process that forks is started with.
_KEPT = ("PATH", "HOME", "TMPDIR", "PYTHON")


class Said(NamedTuple):
    """What a call said, and with which code it ended."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one complaint: its first line, without the command's name."""
        return self.err.splitlines()[0].removeprefix("comity: ") if self.err else ""


class Shell:
    """Calls `comity`; `state` is where heads are kept."""

    def __init__(self, state: Path, home: Path) -> None:
        self.state, self.home = state, home

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of a call."""
        kept = {k: v for k, v in os.environ.items() if k not in _LEFT_OUT}
        return {**kept, "COMITY_STATE": str(self.state), "COLUMNS": "100", "PYTHONUTF8": "0", **more}

    def __call__(self, *args: object, lang: str = "", stdin: str | None = None, **env: str) -> Said:
        """Calls and waits."""
        words = [*map(str, args), *(("--lang", lang) if lang else ())]
        environment = self.environment(**env)
        if not any(name.startswith(_AT_START) for name in env):
            started = {k: v for k, v in environment.items() if k.startswith(_KEPT)}
            return Said(*forked.shared(tuple(started.items()))(words, self.home, environment, stdin or ""))
        done = subprocess.run(
            [*COMITY, *words], cwd=self.home, env=environment, input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None, capture_output=True, timeout=100, encoding="utf-8",
        )  # fmt: skip
        return Said(done.returncode, done.stdout, done.stderr)

    def start(self, *args: object, **env: str) -> "Running":
        """Starts a call that goes on: `serve` or `demo`."""
        return Running(self, args, env)


class Running:
    """A server that was started; it must be stopped by whoever started it."""

    def __init__(self, shell: Shell, args: tuple[object, ...], env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [*COMITY, *map(str, args)], cwd=shell.home, env=shell.environment(**env),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    def ready(self) -> str:
        """The address, once it is said."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.fullmatch(r"Comity is at (http://\S+)\n", line)
        assert found, (line, self.process.stderr.read() if self.process.stderr and line == "" else "")
        return found[1]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> Said:
        """Sends the signal and waits for the end."""
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=30)
        return Said(self.process.returncode, out, err)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *rest: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


def until(what: str, holds: "object", seconds: float = 20.0) -> None:
    """Waits until something holds; fails with `what` if it does not come to."""
    assert callable(holds)
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, f"waited in vain for: {what}"
        time.sleep(0.005)
