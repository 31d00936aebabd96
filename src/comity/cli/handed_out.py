"""Where what a command makes is written: to the standard output, or to a file that is there whole or not at all."""

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from comity.cli.words import tongue

#: What stands for the standard input or output where a file could.
STANDARD = Path("-")


@contextmanager
def written(to: Path | None) -> Iterator[IO[bytes]]:
    """Bytes to a file, or to the standard output where none is named, or `-`; raises `OSError`, which names where.

    The file appears under its name when all is written. What is no plain file (a pipe, a terminal) is written to as it is.
    """
    name = tongue("cli.standard_output") if to in (None, STANDARD) else str(to)
    try:
        with _opened(None if to == STANDARD else to) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise fault if fault.filename else OSError(fault.errno, fault.strerror, name) from None


@contextmanager
def _opened(to: Path | None) -> Iterator[IO[bytes]]:
    if to is None:
        if sys.stdout is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif to.exists() and not to.is_file():
        with to.open("wb") as file:
            yield file
    else:
        folder = to.resolve().parent
        try:
            handle, made = tempfile.mkstemp(dir=folder, prefix=f".{to.name[:100]}.")
        except OSError as fault:
            raise OSError(fault.errno, fault.strerror, str(folder)) from None
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
