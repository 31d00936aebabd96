"""Cases that a lawyer can read, each by its rule: the shipped organisations, and rules that stand in the story itself."""

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from comity.charter import Charter, load
from comity.charter.deciding import electorate_on, id_of, readings_for, rules_of
from comity.charter.model import File
from comity.procedure import Ballot, Decision, Electorate, decide
from comity.procedure.received import Received, at
from comity.procedure.received import ballot_of as received_ballot

FOLDER = Path(__file__).parent / "stories"
STORIES = [(file.stem, story) for file in sorted(FOLDER.glob("*.yaml")) for story in yaml.safe_load(file.read_text("utf-8"))]
#: What a rule that stands in a story needs beside it to be a charter.
FRAME = """
id: story
name: {en: A story, ru: История}
short: {en: A story, ru: История}
abbreviation: {en: ST, ru: ИС}
seat: {en: Nowhere, ru: Нигде}
zone: UTC
official_languages: [en]
authentic_languages: [en]
description: {en: Of a test, ru: Для теста}
source: [cases]
confidence: high
"""


@cache
def shipped(name: str) -> Charter:
    """The charter of a shipped organisation, read once."""
    return load(name)


def charter_of(story: dict[str, Any]) -> Charter:
    """The shipped organisation, or the rules that stand in the story."""
    if "organisation" in story:
        return shipped(story["organisation"])
    body = {"id": story["body"], "name": {"en": "Body", "ru": "Орган"}, "kind": "supreme", "source": ["cases"], "confidence": "high"}
    said = {"organisation": yaml.safe_load(FRAME), "bodies": [body], **story["rules"]}
    return Charter([("story", msgspec.convert(said, File))])


def positions_of(charter: Charter, electorate: Electorate, said: dict[str, Any] | None) -> dict[str, str] | None:
    """Positions by member: lists under each position, `all but A B`, `everybody_else`."""
    if said is None:
        return None
    out: dict[str, str] = {}
    for position, who in said.items():
        if position == "everybody_else":
            continue
        if isinstance(who, str):
            assert who.startswith("all but ")
            left_out = {id_of(charter, code) or code for code in who.removeprefix("all but ").split()}
            who = [m for m in electorate.members if m not in left_out]
        out |= {id_of(charter, code) or code: position for code in who}
    if rest := said.get("everybody_else"):
        out |= {m: rest for m in electorate.members if m not in out}
    return out


def ballot_of(charter: Charter, electorate: Electorate, said: dict[str, Any], body: str) -> Ballot:
    """The ballot of a story; its tally is the body's, unless it names electorates."""
    tally = said.get("tally")
    others: dict[str, Ballot] = {}
    if tally is not None and any(isinstance(numbers, dict) for numbers in tally.values()):
        others = {name: Ballot(tally=_exact(numbers)) for name, numbers in tally.items() if name != body}
        tally = tally.get(body)
    question = said.get("question")
    if "received" in said:  # positions with the clock's time at which each came in
        came = [Received(id_of(charter, code) or code, position, at(day, clock, said["zone"])) for code, position, day, clock in said["received"]]
        put, now, deadline = (at(said[name][0], said[name][1], said["zone"]) if name in said else None for name in ("put", "now", "deadline"))
        assert put is not None
        assert now is not None
        return received_ballot(came, put, now, deadline)
    return Ballot(
        positions=positions_of(charter, electorate, said.get("positions")), tally=None if tally is None else _exact(tally),
        others=others, hours=said.get("hours"), late=frozenset(said.get("late", ())), presiding=said.get("presiding", ""),
        question=None if question is None else ballot_of(charter, electorate, question, body), stage=said.get("stage", ""),
    )  # fmt: skip


def _exact(numbers: dict[str, Any]) -> dict[str, int | Fraction]:
    return {position: Fraction(n) if isinstance(n, str) else n for position, n in numbers.items()}


def decided(story: dict[str, Any]) -> Decision:
    """What the engine makes of it."""
    charter, body, day = charter_of(story), story["body"], str(story["day"])
    some = {name: frozenset(id_of(charter, code) or code for code in story.get(name, ())) for name in ("suspended", "concerned")}
    electorate = electorate_on(charter, body, day, **some)
    rule = readings_for(charter, body, story["matter"], day)[0]
    return decide(rule, electorate, ballot_of(charter, electorate, story, body), rules_of(charter, body, day))


@pytest.mark.parametrize(("file", "story"), STORIES, ids=[f"{file}: {story['story']}" for file, story in STORIES])
def test_a_story(file: str, story: dict[str, Any]) -> None:
    made = decided(story)
    assert made.outcome == story["expect"], story["because"]
    assert made.contested == story.get("contested", made.contested)
    assert made.provision == story.get("cites", made.provision)


def test_every_case_typed_from_the_legal_texts_is_told() -> None:
    told = [story for _, story in STORIES if "cases.json" in str(story["source"])]
    assert len(told) >= 30
