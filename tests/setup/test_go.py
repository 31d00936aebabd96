"""`./go`: what it says, where it works, and that it does nothing twice."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.setup.checkout import Checkout, surroundings

VERBS = ("demo", "test", "check", "bench", "comity", "lock", "clean", "help")


@pytest.fixture
def ready(checkout: Checkout) -> Checkout:
    """A checkout whose environment stands, as far as `./go` looks: what it runs tells how it was called."""
    bin_ = checkout.root / ".venv" / "bin"
    bin_.mkdir(parents=True)
    for name in ("python", "comity"):
        script(bin_ / name, 'printf "%s|" "$PWD" "$@"')
    (checkout.root / ".venv" / "run.stamp").write_text(stamp(checkout, "run"), "utf-8")
    return checkout


def script(path: Path, text: str) -> Path:
    """An executable shell script."""
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return path


def stamp(checkout: Checkout, which: str) -> str:
    """What an environment of this checkout is made from."""
    parts = [checkout.root / "requirements" / "installer.lock", checkout.root / "requirements" / f"{which}.lock", checkout.root / "pyproject.toml"]
    return f"{checkout.root}\n" + "".join(part.read_text("utf-8") for part in parts)


@pytest.mark.parametrize("words", [(), ("help",), ("--help",)])
def test_alone_and_asked_for_help_it_lists_every_verb(checkout: Checkout, words: tuple[str, ...]) -> None:
    said = checkout.go(*words)
    assert said.code == 0
    assert [line.split()[1] for line in said.out.splitlines()] == list(VERBS)


def test_an_unknown_verb_gets_one_sentence_and_two(checkout: Checkout) -> None:
    said = checkout.go("fly")
    assert (said.code, said.out) == (2, "")
    assert said.err == "./go: there is no verb 'fly'; ./go help lists them.\n"


def test_it_is_plain_posix_shell() -> None:
    dash = shutil.which("dash") or "sh"
    for path in (ROOT / "go", ROOT / ".ci" / "run"):
        assert path.read_text("utf-8").startswith("#!/bin/sh\n")
        assert os.access(path, os.X_OK)
        assert subprocess.run([dash, "-n", str(path)], check=False).returncode == 0


def test_a_command_keeps_its_words_and_the_folder_it_was_called_in(ready: Checkout, tmp_path: Path) -> None:
    said = ready.go("comity", "show", "a folder", "", "--on", "2012-06-28", cwd=tmp_path)
    assert said.out == f"{tmp_path}|show|a folder||--on|2012-06-28|"
    assert said.err == ""


def test_the_demonstration_lies_in_var_unless_told_otherwise(ready: Checkout, tmp_path: Path) -> None:
    said = ready.go("demo", "--folder", "elsewhere", cwd=tmp_path)
    assert said.out == f"{tmp_path}|demo|--folder|{ready.root}/var/demo|--folder|elsewhere|"


def test_an_environment_for_development_is_enough_to_run(ready: Checkout) -> None:
    venv = ready.root / ".venv"
    (venv / "run.stamp").unlink()
    (venv / "dev.stamp").write_text(stamp(ready, "dev"), "utf-8")
    assert ready.go("comity", "acts").out.endswith("|acts|")


@pytest.mark.parametrize("change", ["moved", "lock", "project"])
def test_the_environment_is_made_again_when_what_it_was_made_from_changed(ready: Checkout, tmp_path: Path, change: str) -> None:
    if change == "moved":
        ready.root.rename(tmp_path / "moved")
        ready.root = tmp_path / "moved"
    else:
        changed = ready.root / {"lock": "requirements/run.lock", "project": "pyproject.toml"}[change]
        changed.write_text(changed.read_text("utf-8") + "# changed\n", "utf-8")
    python = script(tmp_path / "python", f'[ "$1" = -c ] || printf "%s|" "$@" >"{tmp_path}/called"')
    ready.go("comity", COMITY_PYTHON=str(python))
    assert (tmp_path / "called").read_text("utf-8") == f"{ready.root}/requirements/environment.py|run|"


def test_an_environment_whose_python_is_gone_is_made_again(ready: Checkout, tmp_path: Path) -> None:
    (ready.root / ".venv" / "bin" / "python").unlink()
    python = script(tmp_path / "python", f'[ "$1" = -c ] || printf "%s|" "$@" >"{tmp_path}/called"')
    ready.go("comity", COMITY_PYTHON=str(python))
    assert (tmp_path / "called").read_text("utf-8") == f"{ready.root}/requirements/environment.py|run|"


def only(folder: Path, *names: str) -> str:
    """A PATH on which nothing is to be found but these."""
    folder.mkdir()
    for name in names:
        found = shutil.which(name)
        assert found, name
        (folder / name).symlink_to(found)
    return str(folder)


TOOLS = ("sh", "dirname", "cat", "cmp", "head", "id")


def test_without_a_python_it_says_what_to_install(checkout: Checkout, tmp_path: Path) -> None:
    said = checkout.go("comity", PATH=only(tmp_path / "bin", *TOOLS))
    assert said.code == 1
    assert said.err.startswith("./go: Comity needs Python 3.11 or newer. Install it")
    assert len(said.err.splitlines()) == 1


def test_an_old_python_is_named(checkout: Checkout, tmp_path: Path) -> None:
    path = only(tmp_path / "bin", *TOOLS)
    script(tmp_path / "bin" / "python3", '[ "$1" = --version ] && echo "Python 3.9.2" && exit 0; exit 1')
    said = checkout.go("comity", PATH=path)
    assert said.code == 1
    assert "needs Python 3.11 or newer; found only Python 3.9.2. Install it" in said.err


@pytest.mark.parametrize("absent", [("venv",), ("ensurepip", "pip")])
def test_a_python_that_is_not_whole_gets_the_name_of_the_package(checkout: Checkout, tmp_path: Path, absent: tuple[str, ...]) -> None:
    """As on Debian without python3-venv and python3-pip."""
    (tmp_path / "sitecustomize.py").write_text(f"import sys\nfor name in {absent}:\n    sys.modules[name] = None\n", "utf-8")
    said = checkout.go("comity", PYTHONPATH=str(tmp_path), COMITY_PYTHON=sys.executable, CI="")
    assert said.code == 1
    assert said.err.splitlines()[-1].endswith("install them (Debian and Ubuntu: apt install python3-venv) and start again.")
    assert "Traceback" not in said.err


def test_when_no_package_can_be_had_it_says_so_and_leaves_no_stamp(checkout: Checkout) -> None:
    said = checkout.go("comity", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(checkout.root / "nothing"), COMITY_PYTHON=sys.executable)
    assert said.code == 1
    assert said.err.splitlines()[-1].startswith("./go: The packages could not be fetched;")
    assert "Traceback" not in said.err
    assert list((checkout.root / ".venv").glob("*.stamp")) == []


@pytest.fixture
def held(checkout: Checkout) -> Iterator[int]:
    """The lock under which one process at a time changes the environment, in our hands."""
    handle = os.open(checkout.root / "requirements", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    yield handle
    os.close(handle)


def test_two_at_once_wait_for_each_other_and_make_it_once(checkout: Checkout, held: int) -> None:
    with subprocess.Popen(
        [checkout.script, "comity", "acts"], env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as second:
        assert second.stderr is not None
        assert "waiting for it" in second.stderr.readline()
        bin_ = checkout.root / ".venv" / "bin"
        bin_.mkdir(parents=True)
        script(bin_ / "python", ":")
        script(bin_ / "comity", 'printf "%s|" "$@"')
        (checkout.root / ".venv" / "run.stamp").write_text(stamp(checkout, "run"), "utf-8")
        fcntl.flock(held, fcntl.LOCK_UN)
        out, err = second.communicate(timeout=60)
    assert (out, err) == ("acts|", "")


def test_clean_takes_the_environment_and_caches_and_never_an_organisation(ready: Checkout) -> None:
    kept = ready.root / "var" / "demo" / "record.sqlite"
    own = ready.root / "my-register" / "__pycache__" / "part"
    for path in (kept, own, ready.root / ".mypy_cache" / "x", ready.root / "src" / "comity" / "__pycache__" / "y.pyc"):
        path.parent.mkdir(parents=True)
        path.write_text("here", "utf-8")
    assert ready.go("clean").code == 0
    assert kept.read_text("utf-8") == own.read_text("utf-8") == "here"
    left = {path.name for path in ready.root.iterdir()}
    assert not {".venv", ".mypy_cache"} & left
    assert not (ready.root / "src" / "comity" / "__pycache__").exists()
    assert (ready.root / "src" / "comity" / "__init__.py").exists()


def test_without_a_browser_the_tests_say_what_to_install(ready: Checkout, tmp_path: Path) -> None:
    (ready.root / ".venv" / "dev.stamp").write_text(stamp(ready, "dev"), "utf-8")
    said = ready.go("test", PATH=only(tmp_path / "bin", *TOOLS), CI="")
    assert said.code == 1
    assert said.err == "./go: the browser tests need Chromium. Install it (Debian: apt install chromium), or name it in COMITY_CHROMIUM.\n"


def test_tests_leave_out_what_is_long_unless_all_is_asked_for(ready: Checkout) -> None:
    (ready.root / ".venv" / "dev.stamp").write_text(stamp(ready, "dev"), "utf-8")
    for name in ("ruff", "mypy", "lint-imports"):
        script(ready.root / ".venv" / "bin" / name, ":")
    script(ready.root / ".venv" / "bin" / "pytest", 'printf "%s|" "$@" "$HYPOTHESIS_PROFILE"')
    browser = str(script(ready.root / "browser", ":"))
    assert ready.go("test", "-k", "a b", COMITY_CHROMIUM=browser).out == "-n|2|-m|not long|-k|a b||"
    assert ready.go("test", "all", "-x", COMITY_CHROMIUM=browser).out == "-n|2|-x|all|"


@pytest.mark.parametrize("failing", ["ruff", "mypy", "lint-imports"])
def test_no_test_is_run_where_style_types_or_floors_fail(ready: Checkout, failing: str) -> None:
    (ready.root / ".venv" / "dev.stamp").write_text(stamp(ready, "dev"), "utf-8")
    for name in ("ruff", "mypy", "lint-imports", "pytest"):
        script(ready.root / ".venv" / "bin" / name, f"echo {name}; exit {int(name == failing)}")
    said = ready.go("test", COMITY_CHROMIUM=str(script(ready.root / "browser", ":")))
    assert said.code == 1
    assert failing in said.out
    assert "pytest" not in said.out
