"""Power indices, exact, of six games, beside four Python packages where they are to be had.

    pip install power_bdd powerindex powerindices tucoopy numpy      in an environment of their own, for this only

Each package runs each game that it can express in a process of its own, with a limit; its figures are compared with
ours. What is timed is both indices from weights and quota, without the import; the best of several runs.

    python -m benchmarks.power PACKAGE GAME      one of these runs: seconds and figures as JSON
"""

import importlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from benchmarks.figures import Figure
from comity.procedure.analysis import All, AnyOf, Game, Measure, Power, Weighted, power
from comity.procedure.analysis.count import survey
from comity.procedure.analysis.formula import formula

ROOT = Path(__file__).parents[1]
#: Seconds after which a package's run is given up.
LIMIT = 30
#: Populations of the 27 for 2019: Council Decision (EU, Euratom) 2018/2076 (OJ L 331, 28.12.2018, p. 218), Annex III.
PERSONS = [
    8822267, 11413058, 7050034, 10610055, 5781190, 82850000, 1319133, 4838259, 10738868, 46659302, 67221943, 4105493, 60483973, 864236,
    1934379, 2808901, 602005, 9778371, 475701, 17181084, 37976687, 10291027, 19523621, 2066880, 5443120, 5513130, 10120242,
]  # fmt: skip
#: Votes of the 27 from 2007 to 2013 (Treaty establishing the European Community, article 205(2)).
NICE = [29] * 4 + [27, 27, 14, 13] + [12] * 5 + [10] * 3 + [7] * 5 + [4] * 5 + [3]
#: 190 weights that fall off as shares in a fund do; made up, the sum near five thousand.
FUND = [831 * 100 // (100 + 60 * i + i * i) or 1 for i in range(190)]


class Body(NamedTuple):
    """A game as the packages take it.

    members     so many members at least, besides the quota of the weights
    or_members  so many are enough whatever their weights, where that is so
    bound       milliseconds, where there is one
    """

    name: str
    weights: list[int]
    quota: int
    members: int = 0
    or_members: int = 0
    bound: float | None = None

    @property
    def game(self) -> Game:
        """The same as ours."""
        n = len(self.weights)
        condition = All((Weighted(tuple(self.weights), self.quota), Weighted((1,) * n, self.members)))
        return Game(tuple(map(str, range(n))), AnyOf((condition, Weighted((1,) * n, self.or_members))) if self.or_members else condition)


BODIES = {
    "council": Body("Security Council, 15", [7] * 5 + [1] * 10, 39),
    "votes": Body("EU27, Nice, 255 votes", NICE, 255),
    "nice": Body("EU27, Nice, 255 votes and 14 members", NICE, 255, members=14),
    "lisbon": Body("EU27, Lisbon, in persons", PERSONS, -(-65 * sum(PERSONS) // 100), members=15, or_members=24, bound=200.0),
    "assembly": Body("General Assembly, 193 at 129", [1] * 193, 129),
    "fund": Body("190 weighted members at 85 %", FUND, -(-85 * sum(FUND) // 100), bound=1000.0),
}

#: Banzhaf (a share of all swings, or Penrose's of all coalitions) and Shapley-Shubik.
Both = tuple[list[float], list[float]]


def ours(body: Body) -> Power:
    """All indices, as exact fractions."""
    formula.cache_clear()
    survey.cache_clear()
    return power(body.game)


def power_bdd(body: Body) -> Both:
    """Decision diagrams; conditions may be combined."""
    bdd: Any = importlib.import_module("power_bdd.bdd")
    n = len(body.weights)

    def made(weights: list[int], quota: int) -> Any:
        return bdd.BDD(bdd.WeightedGame(quota, list(weights)))

    found = made(body.weights, body.quota)
    if body.members:
        found = found & made([1] * n, body.members)
    if body.or_members:
        found = found | made([1] * n, body.or_members)
    return found.calc_banzhaf(), found.calc_shapley()


def powerindex(body: Body) -> Both:
    """Generating functions, one weight."""
    game = importlib.import_module("powerindex.powerindex").Game(body.quota, list(body.weights))
    game.calc_banzhaf()
    game.calc_shapley_shubik()
    return game.banzhaf, game.shapley_shubik


def powerindices(body: Body) -> Both:
    """Generating functions in arrays of 64-bit numbers, one weight and a least number of members."""
    package: Any = importlib.import_module("powerindices")
    asked = body.quota, body.members or 1
    banzhaf = package.compute_pbi(asked[0], list(body.weights), asked[1])
    return [float(one) for one in banzhaf], [float(one) for one in package.compute_ssi(asked[0], list(body.weights), asked[1])]


def tucoopy(body: Body) -> Both:
    """Dynamic programming, one weight."""
    package: Any = importlib.import_module("tucoopy.power")
    return (
        package.banzhaf_index_weighted_voting(body.weights, body.quota),
        package.shapley_shubik_index_weighted_voting(body.weights, body.quota),
    )


PACKAGES: dict[str, Callable[[Body], Both]] = {
    "power_bdd": power_bdd, "powerindex": powerindex, "powerindices": powerindices, "tucoopy": tucoopy,
}  # fmt: skip


def cannot(package: str, body: Body) -> bool:
    """Whether the package has no way of saying this game (but to list the worth of all 2^27 coalitions)."""
    if package == "power_bdd":
        return False
    return bool(body.or_members or (body.members and package != "powerindices"))


Found = TypeVar("Found")


def timed(work: Callable[[Body], Found], body: Body) -> tuple[float, Found]:
    """The best of several runs, in seconds, and what the last one found."""
    best, spent = float("inf"), 0.0
    while True:
        start = time.perf_counter()
        found = work(body)
        took = time.perf_counter() - start
        best, spent = min(best, took), spent + took
        if spent > 0.5:
            return best, found


def off(right: Measure, theirs: list[float]) -> float:
    """The greatest difference of a figure, as a part of the right one."""
    return max(abs(float(a) - b) / float(a) for a, b in zip(right.of, theirs, strict=True) if a)


def measure(folder: Path) -> list[Figure]:
    """Each game, ours first; then whether ours is no slower than the fastest package with the right answer."""
    figures = []
    here = [package for package in PACKAGES if find_spec(package)]
    for name, body in BODIES.items():
        mine, found = timed(ours, body)
        figures.append(Figure(body.name, mine * 1e3, "ms", body.bound))
        fastest = None
        for package in here:
            figure, right = _peer(package, name, body, found)
            figures.append(figure)
            if right and (fastest is None or figure.value < fastest):
                fastest = figure.value
        if fastest is not None:
            figures.append(Figure("  ours to the fastest of them that is right", mine * 1e3 / fastest, "x", 1.0))
    absent = [package for package in PACKAGES if package not in here]
    return [*figures, *(Figure(f"the same by {package}", 0, "", note="not measured: not installed") for package in absent)]


def _peer(package: str, name: str, body: Body, mine: Power) -> tuple[Figure, bool]:
    """A package's run, and whether it came to the same."""

    def none(why: str) -> tuple[Figure, bool]:
        return Figure(f"  {package}", 0, "", note=why), False

    if cannot(package, body):
        return none("cannot say this game")
    command = [sys.executable, "-m", "benchmarks.power", package, name]
    try:
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return none(f"nothing within {LIMIT} s")
    if run.returncode:
        return none(f"fails: {run.stderr.strip().splitlines()[-1][:80]}")
    told = json.loads(run.stdout)
    banzhaf = min(off(mine.banzhaf, told["banzhaf"]), off(mine.penrose, told["banzhaf"]))
    shapley_shubik = off(mine.shapley_shubik, told["shapley_shubik"])
    right = max(banzhaf, shapley_shubik) < 1e-9
    note = "" if right else f"WRONG by up to {banzhaf:.1%} (Banzhaf), {shapley_shubik:.1%} (Shapley-Shubik)"
    return Figure(f"  {package}", told["seconds"] * 1e3, "ms", note=note), right


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    seconds, (banzhaf, shapley_shubik) = timed(PACKAGES[sys.argv[1]], BODIES[sys.argv[2]])
    print(json.dumps({"seconds": seconds, "banzhaf": list(banzhaf), "shapley_shubik": list(shapley_shubik)}))
