"""The environment of a checkout: `.venv`, made from the hashed locks beside this file.

    environment.py run|dev    the packages of run.lock or dev.lock, and Comity itself; the stamp comes in on stdin
    environment.py lock       chooses the packages anew and writes the three locks
    environment.py clean      removes environment and caches

Called by `./go` with whatever Python is there, so it needs the standard library only. Two that start at once wait for
each other; a stamp is written last, so what was interrupted is made again. The locks name packages, versions and
hashes and no address: where packages come from is the machine's own setting. `uv` installs them; where it cannot be
had or does not reach the index, pip does the same from the same hashes.
"""

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
CACHES = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache", "build", "dist")
#: Folders in which Python leaves compiled files. An organisation's folder (`var/`) is never looked into.
CODE = ("src", "tests", "benchmarks", "requirements")


class Stop(Exception):
    """It cannot go on: one sentence that says why and what to do."""


def say(sentence: str) -> None:
    """To the person, not into the output of the command that follows."""
    print(sentence, file=sys.stderr, flush=True)


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time changes the environment; the lock goes with the process that holds it."""
    handle = os.open(HERE, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another ./go is making the environment; waiting for it")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def make(which: str, stamp: str) -> None:
    """The environment of `which` lock, unless its stamp says that it stands already."""
    with alone():
        written = VENV / f"{which}.stamp"
        if written.is_file() and written.read_text("utf-8") == stamp and _quietly([str(BIN / "python"), "-c", "import comity"]):
            return
        for old in VENV.glob("*.stamp"):
            old.unlink()
        say(f"Making the environment in {VENV} (some seconds, the first time up to half a minute)")
        if not _is_ours():
            _virtual()
        _install(HERE / f"{which}.lock")
        half = VENV / "half.stamp"
        half.write_text(stamp, "utf-8")
        half.replace(written)


def _is_ours() -> bool:
    """Whether `.venv` runs and was made at this very place: its scripts name the folder in which they lie."""
    try:
        made = (VENV / "pyvenv.cfg").read_text("utf-8").splitlines()
    except OSError:
        return False
    here = any(line.startswith("command = ") and line.endswith(f" {VENV}") for line in made)
    return here and _quietly([str(BIN / "python"), "-c", "import encodings"])


def _virtual() -> None:
    """A new `.venv`, bare: a pip of its own would take longer to put in than everything else."""
    try:
        _run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)])
    except subprocess.CalledProcessError:
        if _has("venv"):
            raise Stop(f"{VENV} could not be made; is there room, and may you write to {ROOT}?") from None
        raise _incomplete() from None


def _pip() -> list[str]:
    """The pip that installs into `.venv`: the one that Python comes with, else one that Python brings along."""
    outside = [sys.executable, "-m", "pip", "--python", str(BIN / "python")]
    inside = [str(BIN / "python"), "-m", "pip"]
    for pip in (outside, inside):
        if _quietly([*pip, "--version"]):
            return pip
    if not _has("ensurepip") and os.environ.get("CI") == "true" and shutil.which("apt-get"):
        say("Installing python3-venv")
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        _quietly([*sudo, "apt-get", "update", "-qq"])
        _quietly([*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "python3-venv"])
    if not _quietly([str(BIN / "python"), "-m", "ensurepip"]):
        raise _incomplete()
    return inside


def _incomplete() -> Stop:
    version = ".".join(map(str, sys.version_info[:2]))
    return Stop(
        f"Python {version} ({sys.executable}) comes without venv or ensurepip, and without pip; install them "
        f"(Debian and Ubuntu: apt install python3-venv) and start again."
    )


def _has(*modules: str) -> bool:
    try:
        return all(importlib.util.find_spec(module) for module in modules)
    except (ImportError, ValueError):
        return False


def _install(lock: Path) -> None:
    """The packages of a lock, then Comity as it stands in `src`."""
    pip = [*_pip(), "--disable-pip-version-check", "--no-input", "-q"]
    uv = [str(BIN / "uv"), "pip", "--quiet"]
    packages = ["--require-hashes", "-r", str(lock)]
    comity = ["--no-deps", "--no-build-isolation", "-e", "."]
    at = ["--python", str(BIN / "python")]
    installer = ["--require-hashes", "-r", str(HERE / "installer.lock")]
    if _quietly([*pip, "install", *installer]) and _quietly([*uv, "install", *at, *packages]):
        _run([*uv, "install", *at, *comity])
        return
    say("uv could not install the packages; pip does, which takes longer")
    try:
        _run([*pip, "install", *packages])
    except subprocess.CalledProcessError:
        raise Stop("The packages could not be fetched; does pip reach a package index from here? Start again when it does.") from None
    _run([*pip, "install", *comity])


def lock() -> None:
    """Chooses versions anew: everything for development first, then what runs, held to the same versions."""
    compile_ = [str(BIN / "uv"), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--upgrade"]
    compile_ += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-package", "comity"]
    inputs = ["pyproject.toml", "requirements/build.in"]
    with alone():
        new = HERE / "new"
        new.mkdir(exist_ok=True)
        try:
            _run([*compile_, "--group", "dev", *inputs, "-o", str(new / "dev.lock")])
            _run([*compile_, "-c", str(new / "dev.lock"), *inputs, "-o", str(new / "run.lock")])
            _run([*compile_, "requirements/installer.in", "-o", str(new / "installer.lock")])
            for file in sorted(new.iterdir()):
                if "://" in file.read_text("utf-8"):
                    raise Stop(f"{file.name} would name an address; take the package that is not in an index out of pyproject.toml.")
            for file in sorted(new.iterdir()):
                count = sum(line[:1].isalnum() for line in file.read_text("utf-8").splitlines())
                file.replace(HERE / file.name)
                say(f"requirements/{file.name}: {count} packages")
        except subprocess.CalledProcessError:
            raise Stop("The locks were left as they were: the package index gave no answer that fits pyproject.toml.") from None
        finally:
            shutil.rmtree(new)


def clean() -> None:
    """Removes `.venv` and the caches; what an organisation keeps stays."""
    with alone():
        for path in (VENV, *(ROOT / name for name in CACHES)):
            if path.exists():
                shutil.rmtree(path)
                say(f"removed {path.name}/")
        for folder in CODE:
            for path in (ROOT / folder).rglob("__pycache__"):
                shutil.rmtree(path)


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, cwd=ROOT, check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr)


def _quietly(command: Sequence[str]) -> bool:
    """Whether a command succeeded; what it says is said only on request (COMITY_VERBOSE)."""
    out = None if os.environ.get("COMITY_VERBOSE") else subprocess.DEVNULL
    try:
        done = subprocess.run(command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    except OSError:
        return False
    return done.returncode == 0


def main(arguments: Sequence[str]) -> int:
    """Runs one verb; a `Stop` is said as one sentence."""
    try:
        match arguments:
            case ["run" | "dev" as which]:
                make(which, sys.stdin.read())
            case ["lock"]:
                lock()
            case ["clean"]:
                clean()
            case _:
                raise Stop("environment.py run|dev|lock|clean; ./go calls it.")
    except Stop as stop:
        say(f"./go: {stop}")
        return 1
    except subprocess.CalledProcessError as failed:
        say(f"./go: {' '.join(map(str, failed.cmd))} failed; what it said stands above.")
        return 1
    except OSError as fault:
        say(f"./go: {fault.filename or ROOT}: {fault.strerror}; may you write here, and is there room?")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
