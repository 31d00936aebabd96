"""Calling the command without waiting for its imports: a process that has loaded it forks a fresh child for every call.

The process has read the program and run nothing of it. A child gets the words, the folder, the environment and the three
open files of its caller, and ends as the command ends. What hangs on the start of the interpreter itself (the encoding of a
locale, its own variables) needs a process of its own: `tests.cli.shell` sees to that.

    python -m tests.cli.forked DESCRIPTOR     serves calls that come over this socket
"""

import atexit
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

ROOT = Path(__file__).parents[2]
#: What a call may weigh: its words and its environment, as JSON.
_MOST = 1 << 17


class Forking:
    """The process that forks; it ends with the one that started it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.cli.forked", str(theirs.fileno())], cwd=ROOT, pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL, env={**environment, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])},
            )  # fmt: skip
        self._socket = ours

    def __call__(self, words: Sequence[str], folder: Path, environment: Mapping[str, str], given: str) -> tuple[int, str, str]:
        """Calls `comity`, gives it `given` to read and waits for its end: the exit code, what it printed, what it complained of."""
        call = json.dumps([list(words), str(folder), dict(environment)]).encode()
        assert len(call) < _MOST, "a call as large as this needs a process of its own"
        with TemporaryFile() as heard, ThreadPoolExecutor(3) as readers:
            heard.write(given.encode())
            heard.seek(0)
            pipes = [os.pipe() for _ in range(3)]
            try:
                socket.send_fds(self._socket, [call], [heard.fileno(), *(writing for _, writing in pipes)])
            finally:
                for _, writing in pipes:
                    os.close(writing)  # so that each is at its end when the child, who holds the only other one, has ended
            out, err, code = readers.map(_read, (reading for reading, _ in pipes))
        assert code, f"comity {' '.join(words)} ended without a code: {err}"
        return int(code), out, err

    def close(self) -> None:
        """Ends the process."""
        self._socket.close()
        self._process.wait(10)


@cache
def shared(environment: tuple[tuple[str, str], ...]) -> Forking:
    """The one of this session, started when it is first asked for."""
    one = Forking(dict(environment))
    atexit.register(one.close)
    return one


def _read(descriptor: int) -> str:
    with open(descriptor, encoding="utf-8") as pipe:
        return pipe.read()


def _serve(descriptor: int) -> None:
    calls = socket.socket(fileno=descriptor)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a child here: its caller does, by the pipe
    while True:
        call, files, _, _ = socket.recv_fds(calls, _MOST, 4)
        if not call:
            return
        if not os.fork():
            calls.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            words, folder, environment = json.loads(call)
            _answer(words, folder, environment, files)
        for file in files:
            os.close(file)


def _answer(words: list[str], folder: str, environment: dict[str, str], files: list[int]) -> None:
    *standard, reply = files
    for place, file in enumerate(standard):
        os.dup2(file, place)
        os.close(file)
    sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115 - these three are the process's own, as the interpreter opens them
    sys.stdout = open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: SIM115
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["comity", *words]
    code = _run()
    os.write(reply, str(code).encode())
    os._exit(code)


def _run() -> int:
    from comity.cli import main

    code: Any = 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    except BaseException:  # noqa: BLE001 - as the interpreter would: what was not caught is printed, and the code is 1
        traceback.print_exc()
        code = 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return code if isinstance(code, int) else int(code is not None)


def _load() -> None:
    """Reads the command and all its parts."""
    import comity.cli

    for module in pkgutil.walk_packages(comity.cli.__path__, "comity.cli."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


if __name__ == "__main__":
    _load()
    _serve(int(sys.argv[1]))
