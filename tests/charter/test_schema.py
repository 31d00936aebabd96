"""The published JSON Schema: what it says of each key, and that it refuses what the loader refuses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from comity.charter import charter_schema, check, shipped
from comity.charter.yaml_lines import read
from tests.charter import yaml_core
from tests.charter.deciding import DECIDING
from tests.charter.folders import folder

SCHEMA = charter_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
FILES = [file for path in shipped().values() for file in sorted((path / "charter").glob("*.yaml"))]
#: The rule of the small organisation that is written anew.
SIMPLE = next(line for line in DECIDING.splitlines() if "{id: simple," in line)


def keys() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for thing, form in SCHEMA["$defs"].items():
        for key, place in form["properties"].items():
            yield thing, key, place


@pytest.mark.parametrize("file", FILES, ids=lambda file: "/".join(file.parts[-3:]))
def test_what_an_editor_reads_of_a_shipped_file_is_as_the_schema_says(file: Path) -> None:
    faults = VALIDATOR.iter_errors(yaml_core.read(file.read_text("utf-8")))
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_thing_and_every_key_is_explained(lang: str) -> None:
    schema = charter_schema(lang)
    said = [text for form in schema["$defs"].values() for text in (form["title"], form["description"])]
    said += [place["description"] for form in schema["$defs"].values() for place in form["properties"].values()]
    assert [text for text in said if not text.strip()] == []
    cyrillic = [any("а" <= letter.lower() <= "я" for letter in text) for text in said]
    assert all(cyrillic) if lang == "ru" else not any(any("а" <= x.lower() <= "я" for x in form["description"]) for form in schema["$defs"].values())


def test_every_key_of_a_rule_and_of_its_tests_has_an_example() -> None:
    things = {"Rule", "Entitled", "Quorum", "Test", "Stage", "After", "Choice", "Silence", "Election", "Matter", "Group", "Seats", "Weights"}
    assert [(thing, key) for thing, key, place in keys() if thing in things and not place.get("examples")] == []


@pytest.mark.parametrize(("thing", "key", "place"), [one for one in keys() if "examples" in one[2]], ids=lambda one: one if isinstance(one, str) else "")
def test_an_example_is_what_the_schema_says(thing: str, key: str, place: dict[str, Any]) -> None:
    for example in place["examples"]:
        faults = jsonschema.Draft202012Validator({**place, "$defs": SCHEMA["$defs"]}).iter_errors(example)
        assert [fault.message for fault in faults] == []


def test_nothing_is_explained_that_does_not_exist() -> None:
    from comity.charter import schema

    words = yaml_core.read(Path(schema.__file__).with_name("schema.yaml").read_text("utf-8"))
    common = set(words.pop("common"))
    assert set(words) == set(SCHEMA["$defs"])
    assert {(t, k) for t, said in words.items() for k in said["keys"]} <= {(t, k) for t, k, _ in keys()}
    assert common <= {key for _, key, _ in keys()}


@pytest.mark.parametrize(
    "test",
    [
        "{}", "{count: for, at_least: 1, share: members, for: \"> 1/2\"}", "{count: for}", "{count: for, at_least: 1, is: for}", "{count: [], at_least: 1}",
        "{share: members}", "{share: members, of: everybody, for: \"> 1/2\"}", "{share: boats, for: \"> 1/2\", below: 3}", "{weight: boats}",
        "{weight: boats, at_least: 3, than: against}", "{none_of: entitled}", "{none_of: entitled, is: object, of: large}", "{every: entitled}",
        "{more: for}", "{more: for, than: against, at_least: 2}", "{some: [{count: for, at_least: 1}]}", "{all: []}",
        "{all: [{count: for, at_least: 1}], at_least: 1}", "{any: [{count: for}]}", "{share: members, for: 50 %}", "{count: for, at_least: half}",
        "{count: against, fewest: boats}", "{count: against, fewest: boats, for: \"> 35%\", below: 2}", "{count: against, at_most: 2, for: \"> 35%\"}",
    ],
)  # fmt: skip
def test_a_test_that_is_refused_at_loading_is_refused_by_the_schema(tmp_path: Path, test: str) -> None:
    both(tmp_path, f"adopted_when: {test}}}")


@pytest.mark.parametrize(
    "way",
    [
        "binds: all}", "adopted_when: not_known, stages: [{rule: simple}]}", "silence: {hours: 72}, chosen_by: {question: a, yes: b, no: c}}",
        "stages: [{rule: silence}], quorum: {to_decide: {count: for, at_least: 1}}}", "adopted_when: not_known, cast: []}",
        "adopted_when: not_known, preferred: true}", "stages: []}", "adopted_when: perhaps}", "adopted_when: not_known, name: {en: simple}}",
        "adopted_when: not_known, in_force: {from: 1 May}}", "adopted_when: not_known, quorum: {to_sit: {count: for, at_least: 1}}}",
    ],
)  # fmt: skip
def test_a_rule_that_is_refused_at_loading_is_refused_by_the_schema(tmp_path: Path, way: str) -> None:
    both(tmp_path, way)


@pytest.mark.parametrize(
    "way",
    [
        "adopted_when: not_known}", "silence: {hours: 72}, adopted_when: {count: for, at_least: 1}}", "adopted_when: {count: [for, reserve], more_than: 1}}",
        "adopted_when: {some: [{count: for, at_least: 1}, {none_of: large, is: against, veto: true}], at_least: 1}}",
        "adopted_when: {share: boats, of: voting, for: \">= 72.5%\", at_least: 2, in: towns}}", "adopted_when: not_known, preferred: false}",
        "adopted_when: {count: not_for, fewest: boats, for: \"> 35%\", at_most: 1, veto: true}}",
        "chosen_by: {question: by-ballot, \"yes\": by-ballot, \"no\": by-ballot}}", "stages: [{rule: by-ballot, when: []}]}",
    ],
)  # fmt: skip
def test_the_schema_allows_whatever_may_be_written(way: str) -> None:
    assert list(VALIDATOR.iter_errors(yaml_core.read(deciding(way)))) == []


def deciding(way: str) -> str:
    """The small organisation with a rule that says this of how it decides."""
    return DECIDING.replace(SIMPLE, f"  - {{id: simple, body: assembly, provision: pact/1, {way}")


def both(tmp_path: Path, way: str) -> None:
    """The loader and the schema refuse a rule that says this of how it decides."""
    bad = deciding(way)
    assert check(folder(tmp_path, bad))
    assert list(VALIDATOR.iter_errors(read(bad.encode())[0]))
    assert list(VALIDATOR.iter_errors(yaml_core.read(bad)))


def test_a_year_is_a_day_in_an_editor_too() -> None:
    text = DECIDING.replace("in_force: {from: 2000-01-01}, adopted_when: {more", "in_force: {from: 2000}, adopted_when: {more")
    assert text != DECIDING and VALIDATOR.is_valid(yaml_core.read(text))


def test_a_seat_is_somebody_s_or_unnamed(tmp_path: Path) -> None:
    text = DECIDING.replace("unnamed: 3, ", "")
    assert check(folder(tmp_path, text)) and not VALIDATOR.is_valid(yaml_core.read(text))
