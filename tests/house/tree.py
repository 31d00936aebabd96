"""The project's own files, as the tests of this house read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "comity"
#: Endings of files that people write: these are text, whatever is in them.
WRITTEN = (".py", ".md", ".yaml", ".yml", ".toml", ".html", ".css", ".js", ".svg", ".lock", ".in", ".sh")
#: Folders that a checkout without git must not be searched in.
NOT_OURS = {".git", ".venv", "var", "build", "dist", "__pycache__", ".hypothesis", ".import_linter_cache"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is or would be kept: tracked, or new and not ignored."""
    asked = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        said = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return tuple(sorted(_walk(ROOT)))
    return tuple(sorted({path for name in said.decode().split("\0") if name and (path := ROOT / name).is_file()}))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir():
            if path.name not in NOT_OURS and not path.name.endswith("_cache"):
                yield from _walk(path)
        elif path.suffix != ".pyc":
            yield path


@cache
def texts() -> dict[Path, str]:
    """Every file that a person can read, and what it says; bytes kept as cases of tests are none."""
    said: dict[Path, str] = {}
    for path in files():
        try:
            said[path] = path.read_bytes().decode()
        except UnicodeDecodeError:
            if path.suffix in WRITTEN:
                raise
    return said


def below(*folders: str, suffix: str = "") -> tuple[Path, ...]:
    """Files under folders of the project, named from its root."""
    starts = tuple(ROOT / folder for folder in folders)
    return tuple(p for p in files() if p.name.endswith(suffix) and any(p.is_relative_to(start) for start in starts))


def named(path: Path) -> str:
    """A file as one speaks of it: from the root of the project."""
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    """A Python file as its syntax tree."""
    return ast.parse(path.read_text("utf-8"), filename=named(path))


def strings(path: Path) -> Iterator[str]:
    """Every string that a Python file uses: not what it documents itself with."""
    tree = parsed(path)
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value
