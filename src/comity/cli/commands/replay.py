"""`comity replay`: what the rules of an organisation say of recorded decisions, line by line, beside what is recorded."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from comity.charter import shipped
from comity.cli.ending import AMISS, DONE, USAGE, Stop, complain
from comity.cli.frame import Choice, Command, Place, argument, option
from comity.cli.handed_out import written
from comity.cli.words import tongue

if TYPE_CHECKING:
    from comity.exchange.replay import Replay

#: Outcomes that nothing was counted for.
_UNCOUNTED = {"adopted_without_vote": "without_vote", "not_computable": "not_computable"}


def _replay(organisation: str, file: Path, out: Path | None) -> int:
    from comity.charter import load
    from comity.exchange.replay import Replay

    if out is not None and out.exists() and file.exists() and out.samefile(file):
        raise Stop(USAGE, tongue("cli.replay.same_file", file=str(file)))
    replay = Replay(load(organisation))
    found = _through(replay, file, out)
    sentence = tongue(
        "cli.replay.summary", file=str(file), lines=found.total(), agrees=found["agrees"], differs=found["differs"],
        not_compared=found["not_compared"], without_vote=found["without_vote"], not_computable=found["not_computable"],
        bad=found["bad"],
    )  # fmt: skip
    print(sentence, file=sys.stderr)
    return USAGE if found["bad"] else AMISS if found["differs"] else DONE


def _through(replay: "Replay", file: Path, out: Path | None) -> Counter[str]:
    """Every line, and how many came to what."""
    from comity.exchange.replay_lines import BadLine, lines_of, read, write

    found: Counter[str] = Counter()
    with file.open("rb") as lines, written(out) as to:
        for number, data, fault in lines_of(lines):
            try:
                if fault is not None:
                    raise BadLine([fault])
                said = replay(read(data))
            except BadLine as bad:
                found["bad"] += 1
                complain(tongue("cli.replay.bad_line", line=str(number), what="; ".join(tongue.told(one) for one in bad.faults)))
                continue
            to.write(write(said))
            if said.agrees is None:
                found[_UNCOUNTED.get(said.outcome, "not_compared")] += 1
            else:
                found["agrees" if said.agrees else "differs"] += 1
    return found


replay = Command(
    "cli.replay",
    _replay,
    [
        argument("organisation", Choice(lambda: list(shipped()), strict=False)),
        argument("file", Place()),
        option("--out", kind=Place()),
    ],
)
