"""Which of a body's rules decides a matter: the particular before the general, exceptions, wholes, rival readings."""

from typing import Any

import msgspec
import pytest

from comity.charter.choosing import candidates
from comity.procedure import Rule

SIMPLE: dict[str, Any] = {"adopted_when": {"more": "for", "than": "against"}}


def rules(*said: dict[str, Any]) -> dict[str, Rule]:
    """Rules by id; what is said of no way to decide is decided by a simple majority."""
    ways = ("stages", "chosen_by")
    found = msgspec.convert([one if any(way in one for way in ways) else {**SIMPLE, **one} for one in said], list[Rule])
    return {rule.id: rule for rule in found}


CHOICES: list[tuple[str, tuple[dict[str, Any], ...], str, list[str]]] = [
    ("the general rule", ({"id": "a"}, {"id": "b", "matters": ["m"]}), "x", ["a"]),
    ("no general rule", ({"id": "b", "matters": ["m"]},), "x", []),
    ("a rule that names the matter", ({"id": "a"}, {"id": "b", "matters": ["m"]}), "m", ["b"]),
    ("a general exception", ({"id": "a"}, {"id": "b", "exception_to": "a"}), "m", ["b"]),
    ("an exception to what names the matter", ({"id": "a", "matters": ["m"]}, {"id": "b", "exception_to": "a"}), "m", ["b"]),
    ("which is none for other matters", ({"id": "g"}, {"id": "a", "matters": ["m"]}, {"id": "b", "exception_to": "a"}), "x", ["g"]),
    ("an exception to an exception", ({"id": "a"}, {"id": "b", "exception_to": "a"}, {"id": "c", "exception_to": "b"}), "", ["c"]),
    ("an exception for one of several matters", ({"id": "a", "matters": ["m", "n"]}, {"id": "b", "matters": ["m"], "exception_to": "a"}), "n", ["a"]),
    ("an exception to what is not in force", ({"id": "b", "matters": ["m"], "exception_to": "gone"},), "m", ["b"]),
    ("exceptions in a circle come to an end", ({"id": "a", "exception_to": "b"}, {"id": "b", "exception_to": "a"}), "", ["a", "b"]),
    ("a cascade before its stages", ({"id": "a"}, {"id": "b"}, {"id": "c", "stages": [{"rule": "a"}, {"rule": "b"}]}), "", ["c"]),
    ("a cascade of cascades", ({"id": "a"}, {"id": "b", "stages": [{"rule": "a"}]}, {"id": "c", "stages": [{"rule": "b"}]}), "", ["c"]),
    ("a general rule that is also a stage of another matter's", ({"id": "a"}, {"id": "c", "matters": ["m"], "stages": [{"rule": "a"}]}), "x", ["a"]),
    ("a general rule before one that is only a stage", ({"id": "a"}, {"id": "b"}, {"id": "c", "matters": ["m"], "stages": [{"rule": "b"}]}), "x", ["a"]),
    ("a vote on the rule before the rules", ({"id": "a"}, {"id": "b"}, {"id": "c", "chosen_by": {"question": "a", "yes": "a", "no": "b"}}), "", ["c"]),
    ("two that contradict each other", ({"id": "a"}, {"id": "b"}), "", ["a", "b"]),
    ("two for a matter, one of them a stage elsewhere", ({"id": "a", "matters": ["m"]}, {"id": "b", "matters": ["m"]}, {"id": "c", "matters": ["n"], "stages": [{"rule": "b"}]}), "m", ["a", "b"]),
    ("readings of one", ({"id": "a", "reading_of": "r"}, {"id": "b", "reading_of": "r"}), "", ["a", "b"]),
    ("readings that are stages elsewhere", ({"id": "a", "reading_of": "r"}, {"id": "b", "reading_of": "r"}, {"id": "c", "matters": ["m"], "stages": [{"rule": "b"}]}), "", ["a", "b"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "said", "matter", "found"), CHOICES, ids=[c[0] for c in CHOICES])
def test_what_remains(why: str, said: tuple[dict[str, Any], ...], matter: str, found: list[str]) -> None:
    assert [rule.id for rule in candidates(rules(*said), matter)] == found
