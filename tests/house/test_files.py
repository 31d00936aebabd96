"""What every file of the project keeps to."""

import ast
import re
from pathlib import Path
from tempfile import gettempdir

import pytest

from tests.house.tree import ROOT, WRITTEN, below, files, named, parsed, texts

#: Spelt in pieces, so that this file does not name what it looks for.
INDEX = ("py" + "pi.org", "python" + "hosted.org", "/sim" + "ple/", "index" + "-url", "npmjs" + ".org", "deb.debian" + ".org")


def test_no_file_is_longer_than_one_sitting() -> None:
    long = {
        named(path): lines
        for path, text in texts().items()
        if path.suffix in (".py", ".md", ".html", ".css", ".js", ".sh") or path.name == "go"
        if (lines := len(text.splitlines())) > 600
    }
    assert long == {}


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    beside = [str(ROOT.parent)] if len(ROOT.parent.parts) > 1 and ROOT.parent != Path(gettempdir()) else []
    somewhere = "|".join(re.escape(place) + r"\b" for place in (str(ROOT), *beside))
    here = re.compile(rf"(?<![\w.])({somewhere}|/home/[a-z]+/|/Users/[a-z]+/|/ro" + "ot/)")
    assert [named(path) for path, text in texts().items() if here.search(text)] == []


def test_no_file_names_a_package_registry() -> None:
    assert [named(path) for path, text in texts().items() if any(word in text for word in INDEX)] == []


def test_nothing_is_kept_that_a_tool_makes() -> None:
    made = re.compile(r"(^|/)(__pycache__|\.venv|build|dist|var|node_modules)/|\.(pyc|pyo|orig|rej|log)$")
    assert [name for path in files() if made.search(name := named(path))] == []


def test_every_text_that_people_write_ends_with_a_line_end() -> None:
    bad = [named(path) for path, text in texts().items() if path.suffix in WRITTEN and text and not text.endswith("\n")]
    assert bad == []


def test_nothing_unfinished_is_kept() -> None:
    words = re.compile("TO" + "DO|FIX" + "ME|XX" + r"X\b|Not" + "ImplementedError")
    assert [named(path) for path, text in texts().items() if words.search(text)] == []


def _public(tree: ast.Module) -> list[tuple[str, int]]:
    """Public functions, classes and methods without a docstring; a method that keeps an inherited promise needs none."""
    bare: list[tuple[str, int]] = []

    def look(node: ast.AST, inside: str, derived: bool) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef) and not child.name.startswith("_"):
                if ast.get_docstring(child) is None:
                    bare.append((inside + child.name, child.lineno))
                look(child, f"{inside}{child.name}.", bool(child.bases))
                continue
            if derived or not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) or child.name.startswith("_"):
                continue
            if ast.get_docstring(child) is None:
                bare.append((inside + child.name, child.lineno))

    look(tree, "", False)
    return bare


@pytest.mark.parametrize("package", sorted({named(path).split("/")[2] for path in below("src/comity", suffix=".py")}))
def test_every_module_and_public_name_says_what_it_is(package: str) -> None:
    bare = [
        f"{named(path)}:{line} {name}"
        for path in below(f"src/comity/{package}", suffix=".py")
        for name, line in _public(parsed(path))
    ]
    bare += [
        f"{named(path)}: the module"
        for path in below(f"src/comity/{package}", suffix=".py")
        if parsed(path).body and ast.get_docstring(parsed(path)) is None
    ]
    assert bare == []
