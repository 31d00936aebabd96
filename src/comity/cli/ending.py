"""How a call ends: exit codes, and the guard that turns whatever happened into one sentence.

    0    done; all is well
    1    not as it should be: altered, refused, differs from the rule as recorded, or a charter with faults
    2    the call itself is wrong: an unknown command, option, value, state, entry or day
    3    a folder, file, port or address cannot be opened, read, written or served
    4    a fault of the program; COMITY_DEBUG=1 shows where
    130  interrupted; 141 whoever read the output went away
"""

import os
import sys
from collections.abc import Sequence
from typing import TextIO

#: Set by the shell when it asks what may come next (`comity completion`).
COMPLETE = "_COMITY_COMPLETE"
DONE, AMISS, USAGE, UNOPENED, PROGRAM, INTERRUPTED, UNREAD = 0, 1, 2, 3, 4, 130, 141


class Stop(Exception):
    """A command ends here: its exit code, and one sentence in the reader's language (empty: all is said)."""

    def __init__(self, code: int, sentence: str = "") -> None:
        super().__init__(sentence)
        self.code, self.sentence = code, sentence


def complain(sentence: str) -> None:
    """Says what is wrong where complaints belong."""
    remark(f"comity: {sentence}")


def remark(sentence: str) -> None:
    """Says something beside the output; where nobody listens, nothing is said."""
    from comity.cli.words import NBSP

    if sys.stderr is None:  # closed before the start
        return
    try:
        print(sentence.replace(NBSP, " "), file=sys.stderr, flush=True)
    except (OSError, ValueError):
        _hush(sys.stderr)


def run(args: Sequence[str]) -> int:
    """Runs the command line with these arguments and gives its exit code; nothing is raised."""
    from comity.cli.words import language, tongue

    tongue.lang = language(args)
    _steady_output()
    try:
        code = _ended(list(args))
        if sys.stdout is not None:  # it may have been closed before the start
            sys.stdout.flush()
    except BrokenPipeError:
        code = UNREAD
    except KeyboardInterrupt:
        print(tongue("cli.interrupted"), file=sys.stderr)
        code = INTERRUPTED
    except Stop as stop:
        if stop.sentence:
            complain(stop.sentence)
        code = stop.code
    except Exception as fault:
        code = _said_somehow(fault)
    if code == UNREAD:
        _hush(sys.stdout)
    return code


def _ended(args: list[str]) -> int:
    import click

    from comity.cli.frame import complain_of_call
    from comity.cli.tree import comity

    if asked := os.environ.get(COMPLETE):
        from click.shell_completion import shell_complete

        return shell_complete(comity, {}, "comity", COMPLETE, asked)
    try:
        # click's own way of ending would speak English and take a broken pipe for a failure
        with comity.make_context("comity", args) as ctx:
            result = comity.invoke(ctx)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as fault:
        return complain_of_call(fault)
    except click.Abort:
        raise KeyboardInterrupt from None
    return result if isinstance(result, int) else DONE


def _said_somehow(fault: Exception) -> int:
    """Says a fault; where even the words for it cannot be had (a broken catalogue), in the program's own."""
    try:
        return _said(fault)
    except Exception as another:
        what = " ".join(f"{type(another).__name__}: {another}".split())[:300]
        print(f"comity: the program is damaged ({what}); install it again / программа повреждена; установите её заново", file=sys.stderr)
        return PROGRAM


def _said(fault: Exception) -> int:
    """A fault that no command foresaw: one sentence, and the code that fits its kind."""
    from comity.acts import ActError
    from comity.charter import CharterError
    from comity.cli.words import tongue
    from comity.day import DayError
    from comity.organisation.names import OriginError
    from comity.phrases import Fault
    from comity.record.checkpoint import CheckpointError
    from comity.record.entry import EntryError
    from comity.record.keys import KeyFault
    from comity.record.note import NoteError
    from comity.record.parts import PartError
    from comity.record.store import StoreError
    from comity.registry.clock import ClockFault

    if os.environ.get("COMITY_DEBUG"):
        import traceback

        traceback.print_exception(fault)
    match fault:
        case CharterError():
            for line in tongue.told(fault).split("\n"):
                complain(line)
            return UNOPENED
        case OriginError() | DayError():
            code = USAGE
        case ActError():
            code = AMISS
        case Fault() | StoreError() | KeyFault() | ClockFault() | PartError() | CheckpointError() | EntryError() | NoteError():
            code = UNOPENED
        case OSError(strerror=str(why)):
            where = str(fault.filename or "") and f"{fault.filename}: "
            complain(f"{where}{tongue.fault(why)}")
            return UNOPENED
        case _:
            what = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
            complain(tongue("cli.program_fault", what=what))
            return PROGRAM
    complain(tongue.told(fault))
    return code


def _steady_output() -> None:
    """UTF-8 whatever the locale says: names of states are never replaced by question marks."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _hush(stream: TextIO) -> None:
    """Nothing more is written to a reader that went away, not even at the interpreter's end."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(devnull, stream.fileno())
    except (OSError, ValueError):
        pass
    finally:
        os.close(devnull)
