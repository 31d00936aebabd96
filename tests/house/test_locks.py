"""What is installed is what was tested: each package by version and hashes, from nowhere in particular."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.house.tree import ROOT, SOURCE, below

LOCKS = ("installer", "run", "dev")
#: How many packages may be needed to run Comity.
AT_MOST = 60
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def packages(lock: str) -> dict[str, list[str]]:
    """The packages of a lock, each with its pinned line and hashes."""
    text = (ROOT / "requirements" / f"{lock}.lock").read_text("utf-8")
    found: dict[str, list[str]] = {}
    for entry in re.sub(r"\s*\\\n\s*", " ", text).splitlines():
        if entry and not entry.startswith("#"):
            words = entry.split()
            found.setdefault(re.split(r"[=\[ ]", words[0])[0], []).extend(words)
    return found


def pins(lock: str) -> dict[str, str]:
    """Version by package."""
    return {name: next(w for w in words if "==" in w).split("==")[1] for name, words in packages(lock).items()}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes_and_no_address(lock: str) -> None:
    found = packages(lock)
    assert found
    assert [name for name, words in found.items() if not any(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", w) for w in words)] == []
    assert [name for name, words in found.items() if any("://" in w or w.startswith(("-e", "--index", "--extra")) for w in words)] == []


def test_at_most_sixty_packages_run() -> None:
    assert len(packages("run")) <= AT_MOST


def test_what_runs_is_what_was_tested() -> None:
    dev = pins("dev")
    assert {name: version for name, version in pins("run").items() if dev.get(name) != version} == {}


def _name(requirement: str) -> str:
    return re.split(r"[\s\[~=<>!;]", requirement)[0].lower().replace("_", "-")


def test_every_dependency_has_a_lower_bound_and_stands_in_the_lock() -> None:
    wanted = PROJECT["project"]["dependencies"]
    assert [r for r in wanted if not re.search(r"[~=>]=", r)] == []
    assert sorted({_name(r) for r in wanted} - set(packages("run"))) == []
    assert sorted({_name(r) for r in PROJECT["dependency-groups"]["dev"]} - set(packages("dev"))) == []


def test_the_build_backend_is_locked_at_the_version_that_is_asked_for() -> None:
    (backend,) = PROJECT["build-system"]["requires"]
    name, version = backend.split("==")
    assert pins("run")[name] == version


def test_the_contract_on_django_names_every_package_but_the_portal() -> None:
    contract = next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["id"] == "django")
    there = {f"comity.{p.parent.name}" for p in below("src/comity", suffix="__init__.py") if p.parent.parent == SOURCE}
    assert sorted(contract["source_modules"]) == sorted(there - {"comity.portal"})


def test_every_import_from_outside_is_a_dependency_that_was_asked_for() -> None:
    """What only comes along with another package may be gone with its next version."""
    import ast
    import sys
    from importlib.metadata import packages_distributions

    from tests.house.tree import parsed

    owners = packages_distributions()
    asked = {_name(r) for r in PROJECT["project"]["dependencies"]}
    unasked: dict[str, Path] = {}
    for path in below("src/comity", suffix=".py"):
        for node in ast.walk(parsed(path)):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            for top in {n.split(".")[0] for n in names} - set(sys.stdlib_module_names) - {"comity"}:
                if not {o.lower().replace("_", "-") for o in owners.get(top, [top])} & asked:
                    unasked[top] = path
    assert unasked == {}
