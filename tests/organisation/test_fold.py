"""The fold: whatever is entered, in whatever order, by the bytes alone and by no accident of the machine."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity import acts
from comity.acts import ACTS
from comity.day import day_of
from comity.organisation import dispatch, instruments, membership, record
from comity.organisation.finding import HasEffect, Refused, WithoutEffect
from comity.organisation.standing import Standing
from comity.phrases import load
from tests.organisation.generator import RARE, STATES, Generator
from tests.organisation.scene import REGISTRY, Scene, folded, last


def played(seed: int, number: int, leave_out: tuple[str, ...] = (), history: float = 0.3) -> tuple[Scene, Counter[str], Counter[str]]:
    """A scene in which so many acts were handed in, with counts of what had effect and of what was said against others."""
    scene, generator = Scene(), Generator(seed, leave_out, history=history)
    effects: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for _ in range(number):
        proposal = generator.propose(scene.standing, day_of(scene.moment))
        done = scene.offer(proposal.name, proposal.credential, **proposal.fields)
        match done.finding:
            case HasEffect(warnings=warnings):
                effects[proposal.name] += 1
                reasons.update(w.code for w in warnings)
            case WithoutEffect(reason=reason) | Refused(reason=reason):
                reasons[reason.code] += 1
    return scene, effects, reasons


@given(st.integers(0, 2**32))
def test_what_was_examined_can_be_applied_and_is_folded_again_to_the_same(seed: int) -> None:
    scene, _, reasons = played(seed, 60)
    again = last(scene.entries)
    assert again.digest == scene.standing.digest
    assert last(scene.entries, dispatch.examine_again).digest == scene.standing.digest
    assert set(reasons) <= set(load()), "each reason has its sentence"


def test_every_act_has_effect_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record.examine, "EDITIONS", (1, 2))
    effects: Counter[str] = Counter()
    for seed in range(5):
        scene, counts, _ = played(seed, 1500)
        effects += counts
        own = (acts.read(one.data).name() for one in scene.entries if one.signer == REGISTRY)
        effects.update(own)  # the opening, and what ripened by itself
    assert set(ACTS) - set(effects) == set()


def test_every_act_is_examined_and_applied_by_name() -> None:
    """Proposing each act by its name reaches a room; `AssertionError` would say that none takes it."""
    scene, generator = Scene(), Generator(3, leave_out=())
    seen: set[str] = set()
    for _ in range(12):
        for name in ACTS:
            proposal = generator.propose(scene.standing, day_of(scene.moment), name)
            scene.offer(proposal.name, proposal.credential, **proposal.fields)
            seen.add(proposal.name)
    assert seen == set(ACTS)


def test_the_generator_is_rarely_refused_and_mostly_has_effect() -> None:
    scene, effects, _ = played(11, 1500, RARE)
    assert sum(effects.values()) > 900
    assert len(scene.entries) > 1400


def answers(standing: Standing) -> dict[str, object]:
    """What the rooms answer on several days, in the order in which they show it."""
    out: dict[str, object] = {}
    for day in ("1999-04-20", "2012-06-28", "2026-02-16", "2032-01-01"):
        out[f"roster {day}"] = [(s.state, s.word, s.leaving) for s in membership.roster_on(standing.members, day)]
        for i in range(1, 60):
            found = standing.instrument(f"pact-{i}")
            if found is not None:
                states = instruments.participants(found)
                out[f"{found.id} {day}"] = [(s, *_status(found, s, day)) for s in states]
    return out


def _status(found: instruments.Instrument, state: str, day: str) -> tuple[str, str, str]:
    status = instruments.status_on(found, state, day)
    return status.word, status.letter, status.force.start if status.force else ""


def test_answers_and_digest_are_the_same_under_another_hash_seed() -> None:
    scene, _, _ = played(5, 400)
    script = (
        "from tests.organisation.test_fold import played, answers; scene = played(5, 400)[0];"
        "print(scene.standing.digest.hex(), answers(scene.standing))"
    )
    for seed in ("1", "4711"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        root = Path(__file__).parents[2]
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=env, cwd=root, check=True)
        assert done.stdout.strip() == f"{scene.standing.digest.hex()} {answers(scene.standing)}"


def test_a_refused_act_leaves_no_trace() -> None:
    scene = Scene()
    before = scene.standing
    scene.refused("instrument.sign", "TJ/mission/1", on="instrument/none", state="TJ")
    scene.refused("record.open", "registry/acts/1", by={"office": "registry"}, n=9,
                  **Generator(1)._record("record.open", "open", before, "2026-02-16")[1])  # type: ignore[index]  # fmt: skip
    assert scene.standing is before
    assert STATES and list(folded(scene.entries))[-1].standing.digest == before.digest
