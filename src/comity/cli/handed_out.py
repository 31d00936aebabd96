"""Where what a command makes is written: to the standard output, or to a file that is there whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def written(to: Path | None) -> Iterator[IO[bytes]]:
    """Bytes to a file, or to the standard output where none is named; raises `OSError`.

    The file appears under its name when all is written. What is no plain file (a pipe, a terminal) is written to as it is.
    """
    if to is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif to.exists() and not to.is_file():
        with to.open("wb") as file:
            yield file
    else:
        handle, made = tempfile.mkstemp(dir=to.resolve().parent, prefix=f".{to.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            os.chmod(made, 0o666 & ~_umask())
            os.replace(made, to.resolve())
        except BaseException:
            with suppress(OSError):
                os.unlink(made)
            raise


def _umask() -> int:
    found = os.umask(0)
    os.umask(found)
    return found
