"""Simple decisions a second: a body of the kind of the Security Council, positions as a mapping, with and without reasons."""

import random
from pathlib import Path

import msgspec

from benchmarks.figures import Figure, rate
from comity.procedure import Ballot, Decider, Electorate, Rule

MEMBERS = ("P1", "P2", "P3", "P4", "P5", *(f"E{i}" for i in range(1, 11)))
RULE = {
    "id": "substantive",
    "adopted_when": {
        "all": [{"count": "for", "at_least": 9}, {"none_of": "permanent", "is": "against", "veto": True}]
    },
}


def ballots(n: int, seed: int = 7) -> list[dict[str, str]]:
    """Roll calls of fifteen: two in three adopted, the others short of votes or vetoed."""
    chance = random.Random(seed)
    return [
        {m: chance.choices(("for", "abstain", "against"), (16, 2, 1))[0] for m in MEMBERS} for _ in range(n)
    ]  # fmt: skip


def measure(folder: Path) -> list[Figure]:
    """Both, on one core."""
    decider = Decider(msgspec.convert(RULE, Rule), Electorate(MEMBERS, {"permanent": frozenset(MEMBERS[:5])}))
    every = ballots(20_000)
    found = {outcome: sum(decider.outcome(one) == outcome for one in every) for outcome in ("adopted", "vetoed", "not_adopted")}

    def plain(count: int) -> None:
        for one in every[:count]:
            decider.outcome(one)

    def with_reasons(count: int) -> None:
        for one in every[:count]:
            decider.decide(Ballot(positions=one))

    mixed = ", ".join(f"{n:,} {outcome}" for outcome, n in found.items())
    return [
        Figure("simple decisions, without reasons", rate(plain, len(every)), "/s", 500_000, at_most=False, note=mixed),
        Figure("the same with reasons", rate(with_reasons, len(every)), "/s", 120_000, at_most=False),
    ]
