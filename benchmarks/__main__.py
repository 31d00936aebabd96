"""`python -m benchmarks [WHAT…] [--acts N] [--folder F]`: measures, and prints each figure beside its bound."""

import argparse
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import corpus, decisions, door, fold, http, machine, pages, power, register, replay, tree
from benchmarks.figures import Figure, row

ROOT = Path(__file__).parents[1]
DOORS: dict[str, Callable[[Path], list[Figure]]] = {
    "machine": machine.measure,
    "tree": tree.measure,
    "door": door.measure,
    "http": http.measure,
    "pages": pages.measure,
    "decisions": decisions.measure,
    "replay": replay.measure,
    "power": power.measure,
    "register": register.measure,
}


def main() -> int:
    """Exit code 0 where every bound is kept, 1 where one is missed."""
    parser = argparse.ArgumentParser(prog="./go bench", description="Measures Comity beside this machine's own speed.")
    parser.add_argument("what", nargs="*", metavar="WHAT", help=f"some of: {', '.join([*DOORS, 'fold'])} (all, if none is named)")
    parser.add_argument("--acts", type=int, default=20_000, help="size of the record that is folded and verified (20000)")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench", help="where records for measuring are kept (var/bench)")
    asked = parser.parse_args()
    unknown = set(asked.what) - {*DOORS, "fold"}
    if unknown:
        parser.error(f"there is no measurement {', '.join(sorted(unknown))}")
    asked.folder.mkdir(parents=True, exist_ok=True)
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, Python {platform.python_version()}, {platform.machine()}")
    missed = 0
    for name in ["machine", *(n for n in [*DOORS, "fold"] if n != "machine" and (not asked.what or n in asked.what))]:
        print(f"\n{name}")
        figures = fold.measure(corpus.corpus(asked.folder, asked.acts)) if name == "fold" else DOORS[name](asked.folder)
        for figure in figures:
            print(row(figure), flush=True)
            missed += not figure.holds
    print(f"\n{missed} bounds missed" if missed else "\nevery bound is kept")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
