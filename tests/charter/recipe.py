"""docs/adding-an-organisation.md, as whoever follows it reads it: files to write, commands to give, what they answer."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

DOCUMENT = Path(__file__).parents[2] / "docs" / "adding-an-organisation.md"
TEXT = DOCUMENT.read_text("utf-8")
DECISIONS = "decisions.jsonl"
#: The rest of a long answer is left out.
LEFT_OUT = "…"


class Call(NamedTuple):
    """A command without `./go comity`, the file that its answer goes to, and the lines that are answered."""

    words: list[str]
    to: str
    answer: list[str]


def blocks(kind: str) -> list[str]:
    """The fenced blocks of a kind, in their order."""
    return re.findall(rf"^```{kind}\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def charter() -> dict[str, str]:
    """The charter files by the name that stands in the first line of each."""
    return {block.splitlines()[0].removeprefix("# "): block for block in blocks("yaml")}


def write(folder: Path) -> Path:
    """Writes what the document says to write; the folder of the organisation."""
    for name, text in charter().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (decisions,) = blocks("json")
    (folder / DECISIONS).write_text(decisions, "utf-8")
    return folder / next(iter(charter())).partition("/")[0]


def calls() -> Iterator[Call]:
    """The commands, in their order."""
    for block in blocks("console"):
        for part in block.removeprefix("$ ").split("\n$ "):
            command, *answer = part.rstrip().splitlines()
            words = shlex.split(command)
            assert words[:2] == ["./go", "comity"], command
            to = words[-1] if len(words) > 2 and words[-2] == ">" else ""
            yield Call(words[2:-2] if to else words[2:], to, answer)


def outcomes() -> list[tuple[str, ...]]:
    """The table of outcomes: id, outcome, sentence, as recorded or not."""
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in re.findall(r"^\| [A-Z] \|.*$", TEXT, re.MULTILINE)]


def as_the_document_says(line: dict[str, Any]) -> tuple[str, ...]:
    """A line of outcomes as a row of that table."""
    agrees = {True: "yes", False: "no", None: "—"}[line["agrees"]]
    return line["id"], f"`{line['outcome']}`" + ", contested" * line["contested"], line["because"]["en"], agrees


def lines(file: Path) -> list[dict[str, Any]]:
    """What a file of outcomes says."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]
