"""An act, a permission, an address, a template, a command or a package that no test names fails here.

What counts as being named: a string that test code uses (docstrings and comments do not count), or a line of a case
file under `tests/`. An address is named by its name, or by a path at which it answers. A loop over all acts names none
of them, so each has a case that somebody thought of.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from comity.acts import ACTS, ROOM_OF
from comity.organisation.credentials import PERMISSIONS
from comity.portal.urls import ADDRESSES, PAGES, urlpatterns
from tests.house.tree import SOURCE, below, named, parsed, strings

CASES = (".yaml", ".yml", ".json", ".jsonl", ".txt", ".note")


@cache
def said(*folders: str) -> str:
    """Everything that the tests under these folders say, one string a line; not what this house says of itself."""
    words: list[str] = []
    for path in below(*folders):
        if "house" in path.parts:
            continue
        if path.suffix == ".py":
            words += strings(path)
        elif path.suffix in CASES:
            words.append(path.read_text("utf-8"))
    return "\n".join(words)


def missing(names: Iterable[str], *folders: str) -> list[str]:
    """The names that stand nowhere in these tests as words of their own."""
    text = said(*folders)
    return [name for name in names if not re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])(?!\.\w)", text)]


def test_every_act_has_a_case_in_the_tests_of_its_rules() -> None:
    assert missing(ACTS, "tests/organisation", "tests/registry", "tests/record") == []


def test_every_act_has_its_bytes_among_the_golden_entries() -> None:
    assert missing((f'"act":"{name}"' for name in ACTS), "tests/acts", "tests/golden", "tests/record") == []


def test_every_act_stands_in_a_room_of_the_organisation() -> None:
    rooms = {path.parent.name for path in below("src/comity/organisation", suffix="__init__.py")}
    assert {name: room for name, room in ROOM_OF.items() if room not in rooms} == {}


def words(*folders: str) -> set[str]:
    """Whole strings of the tests under these folders."""
    return {text for path in below(*folders, suffix=".py") for text in strings(path)}


def test_every_permission_has_a_case() -> None:
    assert sorted(set(PERMISSIONS) - words("tests/organisation", "tests/registry", "tests/acts")) == []


def paths(path: Path) -> Iterator[str]:
    """What a test may ask a server for: strings and f-strings, their holes filled with what could stand there."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            for fill in ("en", "tj", "1", "a" * 43):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else fill for part in node.values)


def test_every_address_has_a_test() -> None:
    asked = {text.partition("?")[0] for path in below("tests/portal", "tests/setup", suffix=".py") for text in paths(path)}
    asked |= {re.sub(r"^/(tj|1|a{43})(?=/|$)", "/en", text) for text in asked}
    reached = {p.name for text in asked if text.startswith("/") for p in urlpatterns if p.pattern.match(text[1:])}
    assert sorted({address.name for address in ADDRESSES} - reached - words("tests/portal")) == []


def test_every_address_has_a_name_of_its_own() -> None:
    names = [address.name for address in ADDRESSES]
    assert sorted(set(names)) == sorted(names)


def test_every_template_is_shown_by_a_page_or_named_by_a_test() -> None:
    templates = SOURCE / "portal" / "templates"
    there = {path.relative_to(templates).as_posix() for path in below("src/comity/portal/templates")}
    begun = set(_templates_in_code()) | {name for name in there if not missing([name], "tests/portal")}
    begun |= {f"{page.name}.html" for page in PAGES}
    shown = set(_reached(begun & there, templates))
    assert sorted(there - shown) == []


def _templates_in_code() -> Iterator[str]:
    for path in below("src/comity/portal", suffix=".py"):
        yield from (text for text in strings(path) if re.fullmatch(r"[\w/-]+\.(html|svg|xml|txt)", text))


def _reached(names: set[str], templates: Path) -> Iterator[str]:
    """These templates and all that they extend, include or import."""
    todo, done = set(names), set[str]()
    while todo:
        name = todo.pop()
        done.add(name)
        text = (templates / name).read_text("utf-8")
        todo |= set(re.findall(r"\{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']", text)) - done
    return iter(done)


def test_every_command_has_a_test() -> None:
    from comity.cli.tree import comity

    names = comity.list_commands(None)  # type: ignore[arg-type]
    assert sorted(set(names) - words("tests/cli")) == []


def test_every_package_has_tests_under_its_own_name() -> None:
    packages = {path.parent.name for path in below("src/comity", suffix="__init__.py") if path.parent.parent == SOURCE}
    tested = {named(path).split("/")[1] for path in below("tests", suffix=".py") if path.name.startswith("test_")}
    assert sorted(packages - tested) == []
