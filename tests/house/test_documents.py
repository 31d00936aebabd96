"""The documents are true: links lead somewhere, lists are whole, what is named exists.

That every command in them works is shown by running it: `tests/setup/test_readme.py`.
"""

import re
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOT, SOURCE, below, files, named

DOCUMENTS = tuple(path for path in files() if path.suffix == ".md" and not path.is_relative_to(ROOT / "tests"))
DECISIONS = tuple(path for path in below("docs/decisions", suffix=".md") if path.name != "README.md")


def prose(path: Path) -> str:
    """A document without its fenced blocks."""
    return re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def headings(path: Path) -> set[str]:
    """The names under which the headings of a document can be linked to."""
    found = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_leads_to_a_file_of_the_project(document: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(document)):
        if re.match(r"[a-z]+:", target):
            continue
        place, _, part = target.partition("#")
        there = (document.parent / place).resolve() if place else document
        if not there.exists() or not there.is_relative_to(ROOT) or (part and part not in headings(there)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_file_that_a_document_names_exists(document: Path) -> None:
    """`docs/trust.md`, `src/comity/acts/`, `record/heads.py`: from the root, or from the package."""
    absent = []
    for name in re.findall(r"`([\w.-]+(?:/[\w.-]+)*(?:/|\.(?:py|md|toml|lock|yaml)))`", prose(document)):
        if name.startswith(("var/", ".venv")):
            continue
        if not any((start / name).exists() for start in (ROOT, SOURCE, SOURCE / "organisation" / "instruments", document.parent, ROOT / "organisations" / "csto")):
            absent.append(name)
    assert absent == []


def test_the_map_lists_each_package_and_no_other() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = text[text.index("\n## The map") : text.index("\n### The rooms")]
    listed = re.findall(r"^\| [0-9½]+ \| `(\w+)` \|", table, re.MULTILINE)
    packages = {path.parent.name for path in below("src/comity", suffix="__init__.py") if path.parent.parent == SOURCE}
    assert sorted(listed) == sorted(packages)


def test_the_map_lists_each_room_and_no_other() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = text[text.index("\n### The rooms") : text.index("\n## The life of an act")]
    listed = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    rooms = {path.parent.name for path in below("src/comity/organisation", suffix="__init__.py") if path.parent.name not in ("organisation", "dispatch")}
    assert sorted(listed) == sorted(rooms)


def test_the_map_stands_in_the_order_of_the_floors() -> None:
    """The table goes down as the contract of import-linter does."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    listed = re.findall(r"^\| ([0-9½]+) \| `(\w+)` \|", text, re.MULTILINE)
    floors = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]["layers"]
    height = {name: i for i, floor in enumerate(floors) for name in re.findall(r"\w+", floor)}
    heights = [height[name] for _, name in listed]
    assert heights == sorted(heights)


def test_the_readme_lists_each_verb_of_the_script() -> None:
    script = (ROOT / "go").read_text("utf-8")
    cases = script[script.index("case $verb in") :]
    verbs = set(re.findall(r"^([a-z]+)\)$", cases, re.MULTILINE))
    assert {"demo", "test", "check", "bench", "lock", "clean", "comity"} <= verbs
    usage = script[script.index("cat <<'END'") : script.index("\nEND\n")]
    assert set(re.findall(r"^\./go ([a-z]+)", usage, re.MULTILINE)) == verbs | {"help"}
    readme = (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"^\| `\./go ([a-z]+)` \|", readme, re.MULTILINE)) == verbs


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_number_its_context_and_its_price(decision: Path) -> None:
    text = decision.read_text("utf-8")
    number = decision.name.split("-")[0]
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", decision.name)
    assert re.match(rf"# (ADR )?{number}\b", text)
    assert {"context", "decision", "price"} <= headings(decision)


def test_decisions_have_numbers_of_their_own() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert sorted(set(numbers)) == sorted(numbers)


def test_every_decision_stands_in_the_list_under_its_title() -> None:
    text = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    titles = {path.name: path.read_text("utf-8").splitlines()[0].split(maxsplit=2)[2] for path in DECISIONS}
    listed = dict(re.findall(r"^\| \[\d{4}\]\(([\w.-]+)\) \| (.+) \|$", text, re.MULTILINE))
    assert listed == titles


def test_every_document_can_be_reached_from_the_readme() -> None:
    todo, reached = [ROOT / "README.md"], set[Path]()
    while todo:
        document = todo.pop()
        reached.add(document)
        targets = re.findall(r"\]\(([^)\s#]+)[)#]", prose(document))
        linked = {(document.parent / target).resolve() for target in targets if not re.match(r"[a-z]+:", target)}
        pages = {path / "README.md" if path.is_dir() else path for path in linked}
        todo += [path for path in pages - reached if path.suffix == ".md" and path.exists()]
    mine = {path for path in DOCUMENTS if not path.is_relative_to(ROOT / "src")}
    assert sorted(map(named, mine - reached)) == []


def test_the_change_log_knows_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)}\b", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


def test_the_licence_is_the_whole_apache_licence() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert [f"   {n}. " in text for n in range(1, 10)] == [True] * 9


def test_ci_runs_the_test_command_of_the_readme() -> None:
    run = (ROOT / ".ci" / "run").read_text("utf-8")
    commands = [line for line in run.splitlines() if "./go" in line and not line.startswith("#")]
    assert len(commands) == 1
    assert re.search(r"(^| )\./go test( </dev/null)?$", commands[0])
    assert "\n./go test\n" in (ROOT / "README.md").read_text("utf-8")
    assert re.search(r"^export CI=true$", run, re.MULTILINE)
