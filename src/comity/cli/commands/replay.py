"""`comity replay`: what the rules of an organisation say of recorded decisions, line by line, beside what is recorded."""

import errno
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

from comity.charter import shipped
from comity.cli.ending import AMISS, DONE, USAGE, Stop, complain, remark
from comity.cli.frame import Choice, Command, Place, argument, option
from comity.cli.handed_out import STANDARD, written
from comity.cli.words import NBSP, tongue
from comity.phrases import Param, say

if TYPE_CHECKING:
    from comity.exchange.replay import Replay
    from comity.exchange.replay_lines import BadLine

#: So many complaints are made of one line.
_COMPLAINTS = 10
#: Outcomes that nothing was counted for.
_UNCOUNTED = {"adopted_without_vote": "without_vote", "not_computable": "not_computable"}


def _replay(organisation: str, file: Path, out: Path | None) -> int:
    from comity.charter import load
    from comity.exchange.replay import Replay

    if out is not None and STANDARD not in (out, file) and out.exists() and file.exists() and out.samefile(file):
        raise Stop(USAGE, tongue("cli.replay.same_file", file=str(file)))
    replay = Replay(load(organisation))
    found = _through(replay, file, out)
    sentence = tongue(
        "cli.replay.summary", file=_called(file), lines=found.total(), agrees=found["agrees"], differs=found["differs"],
        not_compared=found["not_compared"], without_vote=found["without_vote"], not_computable=found["not_computable"],
        bad=found["bad"],
    )  # fmt: skip
    remark(sentence)
    return USAGE if found["bad"] else AMISS if found["differs"] else DONE


def _through(replay: "Replay", file: Path, out: Path | None) -> Counter[str]:
    """Every line, and how many came to what."""
    from comity.exchange.replay_lines import BadLine, lines_of, read, write

    found: Counter[str] = Counter()
    with _opened(file) as lines, written(out) as to:
        for number, data, fault in lines_of(lines):
            try:
                if fault is not None:
                    raise BadLine([fault])
                said = replay(read(data))
            except BadLine as bad:
                found["bad"] += 1
                complain(tongue("cli.replay.bad_line", line=str(number), what=_wrong(bad)))
                continue
            to.write(write(said))
            if said.agrees is None:
                found[_UNCOUNTED.get(said.outcome, "not_compared")] += 1
            else:
                found["agrees" if said.agrees else "differs"] += 1
    return found


@lru_cache(1_000)
def _told(code: str, params: tuple[Param, ...]) -> str:
    """A fault in words; files that are bad are bad in few ways."""
    return say(code, params, tongue.lang, tongue.names).replace(NBSP, " ")


def _wrong(bad: "BadLine") -> str:
    """What is wrong with a line, as much as one wants to read."""
    said = [_told(one.code, one.params) for one in bad.faults[:_COMPLAINTS]]
    if more := len(bad.faults) - len(said):
        said.append(tongue("cli.replay.more", n=more))
    return "; ".join(said)


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    """The file to read, or the standard input; raises `OSError`, which names it."""
    if file != STANDARD:
        with file.open("rb") as opened:
            yield opened
    elif sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), _called(file))
    else:
        yield sys.stdin.buffer


def _called(file: Path) -> str:
    return tongue("cli.standard_input") if file == STANDARD else str(file)


replay = Command(
    "cli.replay",
    _replay,
    [
        argument("organisation", Choice(lambda: list(shipped()), strict=False)),
        argument("file", Place()),
        option("--out", kind=Place()),
    ],
)
