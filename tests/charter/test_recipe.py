"""Whoever follows docs/adding-an-organisation.md has an organisation that decides.

The files are held to the schema as the command publishes it, and read as an editor reads them; nothing here knows how a
charter is typed. Then each command of the document is given, in its order, and answers what stands there.
"""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.charter import recipe, yaml_core
from tests.cli.shell import Shell

KINDS = {"all", "any", "some", "count", "share", "weight", "none_of", "every", "more"}


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A folder in which the document was followed up to its first command."""
    home = tmp_path_factory.mktemp("recipe")
    recipe.write(home)
    return Shell(tmp_path_factory.mktemp("recipe-state"), home)


def test_each_file_is_shown_in_the_folder_that_is_drawn_first() -> None:
    drawn = recipe.blocks("text")[0]
    assert [name for name in recipe.charter() if name.rpartition("/")[2] not in drawn] == []
    assert drawn.count(".yaml") == len(recipe.charter()) + 1  # and `*.yaml`


def test_the_files_are_as_the_published_schema_says(followed: Shell) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(followed("charter", "schema").out))
    faults = [f"{name}: {fault.json_path}: {fault.message}" for name, text in recipe.charter().items() for fault in validator.iter_errors(yaml_core.read(text))]
    assert faults == []


def test_each_command_answers_what_the_document_says(followed: Shell) -> None:
    given = list(recipe.calls())
    assert [call.words[0] for call in given] == ["charter", "charter", "replay", "analyse"]
    for call in given:
        said = followed(*call.words)
        answer = (said.out + said.err).rstrip().splitlines()
        if call.to:
            (followed.home / call.to).write_text(said.out, "utf-8")
            continue
        if call.answer[-1] == recipe.LEFT_OUT:
            answer = [*answer[: len(call.answer) - 1], recipe.LEFT_OUT]
        assert answer == call.answer, call.words


def test_the_decisions_come_to_what_the_document_says(followed: Shell) -> None:
    folder = next(iter(recipe.charter())).partition("/")[0]
    said = followed("replay", folder, recipe.DECISIONS, "--out", "outcomes-again.jsonl")
    assert said.code == 1  # one of them is recorded otherwise
    found = recipe.lines(followed.home / "outcomes-again.jsonl")
    assert [recipe.as_the_document_says(line) for line in found] == recipe.outcomes()
    assert f"*{found[0]['because']['ru']}*" in recipe.TEXT


def test_the_sample_has_a_rule_with_each_kind_of_test() -> None:
    text = recipe.charter()["sample-union/charter/rules.yaml"]
    rules = yaml_core.read(text)["rules"]
    used = {key for rule in rules for key in _keys(rule.get("adopted_when"))}
    assert KINDS | {"in", "veto"} <= used
    ways = {key for rule in rules for key in ("adopted_when", "stages", "silence", "chosen_by") if key in rule}
    assert ways == {"adopted_when", "stages", "silence", "chosen_by"}
    assert any(rule.get("adopted_when") == "not_known" for rule in rules) and any("reading_of" in rule for rule in rules)


def test_everything_in_the_sample_says_that_it_is_one() -> None:
    files = [yaml_core.read(text) for text in recipe.charter().values()]
    (organisation,) = [file["organisation"] for file in files if "organisation" in file]
    assert organisation["exercise"] is True
    sources = {name: source["kind"] for file in files for name, source in file.get("sources", {}).items()}
    assert set(sources.values()) == {"demonstration"}
    states = [state for file in files for state in file.get("states", ())]
    assert states and all("Sample" in state["short"]["en"] and "образец" in state["full"]["ru"] for state in states)


def _keys(test: object) -> set[str]:
    """The keys of a test and of those inside it."""
    if isinstance(test, list):
        return {key for one in test for key in _keys(one)}
    if not isinstance(test, dict):
        return set()
    return set(test) | {key for one in test.values() for key in _keys(one)}


def test_a_comma_in_words_without_quotation_marks_is_named_by_its_place(tmp_path: Path) -> None:
    """The commonest slip: `{en: more, ru: больше голосов за, чем против}`."""
    from comity.charter import check

    folder = recipe.write(tmp_path)
    rules = folder / "charter" / "rules.yaml"
    text = rules.read_text("utf-8")
    assert text.count('"больше голосов за, чем против"') == 1
    rules.write_text(text.replace('"больше голосов за, чем против"', "больше голосов за, чем против"), "utf-8")
    (complaint,) = check(folder)
    assert complaint.key == "rules[1].name" and "больше голосов за, чем против" in text.splitlines()[complaint.line - 1]
