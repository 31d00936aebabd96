"""Every command in the documents works, on a checkout where nothing was set up before.

The commands of a document are the lines of its blocks marked `sh`. They are run in their order, as they stand there, in
a copy of the project with an environment of its own. A few words are added, and nothing is taken away:

- what serves is given `--port 0`, so that tests beside it do not meet; it must say where it is, answer, and end on Ctrl-C;
- `./go test` finds `tests/ref` in PYTEST_ADDOPTS. It is the real command with all it does before, and pytest then runs
  that one folder; so the test which runs `./go test` is not run by it again. `./go check` finds the name of one test there:
  all the others of its tests are run beside this one.
"""

import re
import shlex
import signal
import time
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files, named
from tests.setup.checkout import Checkout, answer

pytestmark = pytest.mark.timeout(600)
SERVES = ("demo", "serve")
#: Real votes are not all recorded as they count; whoever shows it says so.
ENDS = {"replay": 1}
#: Of the tests that `./go check` runs, the one it is given here.
ONE_OF_CHECK = "test_every_hole_is_well_formed"
#: How soon what serves must have ended after Ctrl-C (seconds).
SOON = 15


def commands(document: Path) -> list[str]:
    """The commands of a document, in their order."""
    blocks = re.findall(r"^```sh\n(.*?)^```", document.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip() and not line.startswith("#")]


DOCUMENTS = sorted((path for path in files() if path.suffix == ".md" and commands(path)), key=lambda path: path.name != "README.md")


def test_the_readme_shows_how_to_open_to_test_and_to_found() -> None:
    shown = commands(ROOT / "README.md")
    assert shown[:2] == ["./go demo", "./go test"]
    assert any(line.startswith("./go comity init ") for line in shown)


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_command_of_a_document_works(document: Path, lived_in: Checkout) -> None:
    """In their order; what an earlier document has too was run for that one."""
    earlier = {line for one in DOCUMENTS[: DOCUMENTS.index(document)] for line in commands(one)}
    for line in commands(document):
        if line in earlier:
            continue
        words = shlex.split(line)
        assert words[0] == "./go", line
        verb = words[2] if words[1] == "comity" else words[1]
        if verb in SERVES:
            serves(lived_in, [*words, "--port", "0"])
            continue
        whole = words[1:] in (["test"], ["test", "all"])
        said = lived_in.go(*words[1:], PYTEST_ADDOPTS="tests/ref" if whole else f"-k {ONE_OF_CHECK}" if words[1:] == ["check"] else "")
        assert said.code == ENDS.get(verb, 0), f"{line}\n{said.out}{said.err}"
        if whole:
            assert re.search(r"^\d+ passed", said.out, re.MULTILINE), said.out


def serves(checkout: Checkout, words: list[str]) -> None:
    """The command says where it is, answers a person and a machine, and ends soon after Ctrl-C."""
    with checkout.serving(words) as (process, address):
        status, page = answer(f"{address}/en")
        assert status == 200
        assert "<html" in page
        assert answer(f"{address}/healthz")[0] == 200
        process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        assert process.wait(SOON) == 0
        assert time.monotonic() - asked < SOON


def test_the_demonstration_goes_on_as_the_same_organisation(lived_in: Checkout) -> None:
    heads = []
    for stop in (signal.SIGTERM, signal.SIGINT):
        with lived_in.serving(["./go", "demo", "--port", "0"]) as (process, address):
            heads.append(answer(f"{address}/record/checkpoint")[1].splitlines()[:3])
            process.send_signal(stop)
            assert process.wait(SOON) == 0
    assert heads[0] == heads[1]
    assert int(heads[0][1]) > 100


def test_a_second_start_of_the_script_makes_nothing_again(lived_in: Checkout) -> None:
    first = lived_in.go("comity", "--version")
    before = {path: path.stat().st_mtime_ns for path in (lived_in.root / ".venv").rglob("*") if "__pycache__" not in path.parts}
    again = lived_in.go("comity", "--version")
    after = {path: path.stat().st_mtime_ns for path in (lived_in.root / ".venv").rglob("*") if "__pycache__" not in path.parts}
    assert (first.code, first.out, again.err) == (0, again.out, "")
    assert before == after


@pytest.mark.parametrize("document", [path for path in files() if path.suffix == ".md"], ids=named)
def test_every_verb_that_a_document_speaks_of_exists(document: Path) -> None:
    script = (ROOT / "go").read_text("utf-8")
    verbs = re.findall(r"\./go ([a-z]+)", document.read_text("utf-8"))
    assert [verb for verb in verbs if not re.search(rf"^\./go {verb}\b", script, re.MULTILINE)] == []


@pytest.mark.long
def test_the_locks_can_be_made_again(checkout: Checkout) -> None:
    """Whatever versions the index has today, the three locks keep to the rules of this house."""
    said = checkout.go("lock")
    assert said.code == 0, said.err
    assert re.findall(r"requirements/(\w+)\.lock: \d+ packages", said.err) == ["dev", "installer", "run"]
    for name in ("dev", "installer", "run"):
        text = (checkout.root / "requirements" / f"{name}.lock").read_text("utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
