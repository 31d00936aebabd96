"""Rebuilding in a fresh process: the fold of a test's registry against a rebuild from the published files.

The zygote is a process with another hash seed that has loaded the program and nothing else; it forks a fresh child for
every question, and the child reads only what lies in the published folder: `checkpoint`, `tile/…`, `parts/…`.

    python -m tests.zygote FOLDER     answers once, for an honest start from nothing
    python -m tests.zygote            serves: a folder a line in, an answer a line out
"""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from enum import Enum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Self

import msgspec
from immutables import Map

from comity.charter import Charter
from comity.mirror import Altered, rebuild
from comity.mirror.walk import read_opening
from comity.organisation.standing import Standing
from comity.record import checkpoint, tiles

ROOT = Path(__file__).parent.parent


class Answer(NamedTuple):
    """What a rebuild came to; `error` is not empty where it came to nothing."""

    size: int = 0
    digest: str = ""
    root: str = ""
    standing: str = ""
    seed: int = 0
    error: str = ""


def fingerprint(standing: Standing) -> str:
    """SHA-256 over everything in a standing, in an order that does not hang on hash seeds.

    The charter stands in it by its manifest of commitments.
    """
    return sha256(repr(_plain(standing)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    match value:
        case Charter():
            return "charter"
        case None | bool() | int() | str() | bytes() | Enum() | msgspec.UnsetType():
            return value
        case Map() | Mapping():
            return sorted((repr(_plain(key)), _plain(one)) for key, one in value.items())
        case msgspec.Struct():
            return (type(value).__name__, *(_plain(getattr(value, field)) for field in value.__struct_fields__))
        case tuple() | list():
            return tuple(_plain(one) for one in value)
        case set() | frozenset():
            return sorted(repr(_plain(one)) for one in value)
    raise TypeError(f"a standing holds a {type(value).__name__}, whose fingerprint is not known")


def answer(folder: Path) -> Answer:
    """Rebuilds from the published files in `folder` alone."""

    def fetch(path: str) -> bytes:
        return (folder / path).read_bytes()

    try:
        standing = rebuild(fetch)
        first = tiles.read_bundle(fetch(tiles.path_of(None, 0, min(standing.size, tiles.WIDTH))))[0]
        head = checkpoint.read(fetch("checkpoint"), read_opening(first)[2].log)
    except (Altered, OSError, ValueError) as fault:
        return Answer(error=f"{type(fault).__name__}: {fault}", seed=hash("comity"))
    return Answer(standing.size, standing.digest.hex(), head.root.hex(), fingerprint(standing), hash("comity"))


def _serve() -> None:
    for line in sys.stdin:
        child = os.fork()
        if not child:
            print(json.dumps(answer(Path(line.rstrip("\n")))), flush=True)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            print(json.dumps(Answer(error=f"the rebuilding process ended with {status}")), flush=True)


def _start(*more: str) -> "subprocess.Popen[str]":
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.zygote", *more], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
    )  # fmt: skip


def once(folder: Path) -> Answer:
    """Asks a process that was started for this question alone."""
    with _start(str(folder)) as process:
        said, _ = process.communicate()
    return Answer(*json.loads(said))


class Zygote:
    """The session's process that forks a fresh child for every question."""

    def __init__(self) -> None:
        self._process = _start()
        self._honest = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *rest: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def ask(self, folder: Path) -> Answer:
        """What a fresh process rebuilds from the published files; once a session also one started from nothing."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(f"{folder}\n")
        self._process.stdin.flush()
        said = Answer(*json.loads(self._process.stdout.readline()))
        assert said.seed != hash("comity"), "the rebuilding process has the same hash seed"
        if not self._honest:
            self._honest = True
            assert once(folder) == said
        return said


@cache
def shared() -> Zygote:
    """The one of this session, started when it is first asked for; it ends with the session."""
    one = Zygote()
    atexit.register(one.__exit__)
    return one


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(answer(Path(sys.argv[1]))))
    else:
        _serve()
