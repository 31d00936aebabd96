"""Lines, paragraphs and tables of plain text, aligned by what a terminal shows and not by how many characters there are.

No colour and no control sequence is ever written, so that what goes to a file or another program is the same text.
Cells that are too long are wrapped in their column; the widest columns give way first. A table that does not fit is told row by row.
"""

import json
import shutil
import sys
import unicodedata
from collections.abc import Container, Iterable, Sequence
from typing import Any

NBSP = "\u00a0"
#: Between two columns.
GAP = "  "
#: Where output is no terminal and nobody says how wide.
WIDTH = 100
#: No column is made narrower than this, or than its longest word.
NARROW = 12
#: A word that is longer may be broken.
LONG = 20


def columns() -> int:
    """How wide to write: COLUMNS, else the terminal, else 100; never below 40."""
    return max(40, shutil.get_terminal_size((WIDTH, 24)).columns)


def width(text: str) -> int:
    """How many cells of a terminal a text takes: wide signs two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def wrap(text: str, room: int, hang: str = "") -> list[str]:
    """A paragraph in lines of at most `room` cells, broken at spaces (never at no-break ones) or, if need be, within a word."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if not word:
            continue
        while width(hang) + width(word) > room and width(word) > room - width(hang):
            if line.strip(" "):
                lines.append(line)
            cut = _cut(word, room - width(hang if lines else ""))
            lines.append((hang if lines else "") + word[:cut])
            word, line = word[cut:], ""
        start = hang if lines else ""
        if not line:
            line = start + word
        elif width(line) + 1 + width(word) <= room:
            line += " " + word
        else:
            lines.append(line)
            line = hang + word
    if line.strip(" ") or not lines:
        lines.append(line)
    return lines


def _cut(word: str, room: int) -> int:
    """How many characters of a word fit."""
    taken = 0
    for place, char in enumerate(word):
        taken += width(char)
        if taken > room:
            return max(1, place)
    return len(word)


def paragraph(text: str, indent: int = 0, room: int = 0) -> str:
    """Paragraphs parted by blank lines, each wrapped and indented."""
    pad = " " * indent
    room = (room or columns()) - indent
    parts = [" ".join(part.split("\n")) for part in text.strip("\n").split("\n\n")]
    return "\n\n".join("\n".join(pad + line for line in wrap(part, room)) for part in parts).replace(NBSP, " ")


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """The width of each column: as wide as its longest cell while there is room, else the widest give way; no word is broken as
    long as another column can.
    """
    wanted = [max((width(line) for row in rows for line in row[i].split("\n")), default=0) for i in range(len(rows[0]))]
    whole = least(rows)
    room -= len(GAP) * (len(wanted) - 1)
    for floors in (whole, [min(floor, NARROW) for floor in whole]):
        while (over := sum(wanted) - room) > 0:
            place = max(range(len(wanted)), key=lambda i: (wanted[i] > floors[i], wanted[i]))
            if wanted[place] <= floors[place]:
                break
            second = max((w for i, w in enumerate(wanted) if i != place), default=0)
            wanted[place] = max(floors[place], wanted[place] - min(over, max(1, wanted[place] - second)))
    return wanted


def least(rows: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column must be for no word in it to be broken."""
    return [max((width(word) for row in rows for word in row[i].replace("\n", " ").split(" ")), default=0) for i in range(len(rows[0]))]


def table(head: Sequence[str], rows: Iterable[Sequence[str]], indent: int = 0, numbers: Container[int] = ()) -> str:
    """A table: head, a rule, rows; long cells wrapped in their column, those of `numbers` to the right.

    Where words would have to be broken for it to fit, each row stands as an entry: its first cell, below it the others by name.
    """
    body = [[cell.replace("\t", " ") for cell in row] for row in rows]
    needed = sum(min(one, LONG) for one in least([head, *body])) + len(GAP) * (len(head) - 1)
    if body and len(head) > 2 and needed > columns() - indent:
        return entries(head, body, indent)
    pad = " " * indent
    widths = _widths([list(head), *body], columns() - indent)
    lines = [_row(list(head), widths, numbers), [GAP.join("─" * w for w in widths)], *(_row(row, widths, numbers) for row in body)]
    return "\n".join(pad + line for row in lines for line in row).replace(NBSP, " ")


def entries(head: Sequence[str], rows: Sequence[Sequence[str]], indent: int = 0) -> str:
    """Rows as entries below one another."""
    return "\n\n".join(
        "\n".join((paragraph(row[0].replace("\n", "; "), indent), *filter(None, (pairs(zip(head[1:], row[1:], strict=True), indent + 2),)))) for row in rows
    )


def tables(head: Sequence[str], rows: Sequence[Sequence[str]], numbers: Container[int] = ()) -> str:
    """The same in as many tables below one another as it takes for no word to be broken, each with the first column."""
    narrow = least([head, *rows])
    parts, room = [[0]], columns() - narrow[0]
    for i in range(1, len(head)):
        if len(parts[-1]) > 1 and len(GAP) + narrow[i] > room:
            parts.append([0])
            room = columns() - narrow[0]
        parts[-1].append(i)
        room -= len(GAP) + narrow[i]
    return "\n\n".join(
        table([head[i] for i in part], [[row[i] for i in part] for row in rows], 0, {at for at, i in enumerate(part) if i in numbers}) for part in parts
    )


def _row(cells: Sequence[str], widths: Sequence[int], numbers: Container[int]) -> list[str]:
    wrapped = [
        [line for part in cell.split("\n") for line in wrap(part, w)] for cell, w in zip(cells, widths, strict=True)
    ]
    height = max(len(cell) for cell in wrapped)
    return [
        GAP.join(_padded(cell[i] if i < len(cell) else "", w, at in numbers) for at, (cell, w) in enumerate(zip(wrapped, widths, strict=True))).rstrip()
        for i in range(height)
    ]


def _padded(text: str, to: int, right: bool = False) -> str:
    space = " " * (to - width(text))
    return space + text if right else text + space


def pairs(rows: Iterable[tuple[str, str]], indent: int = 0) -> str:
    """Names and values in two columns without a head; empty values are left out."""
    kept = [(name, value) for name, value in rows if value]
    if not kept:
        return ""
    pad = " " * indent
    left = min(max(width(name) for name, _ in kept), 34)
    room = columns() - indent - left - len(GAP)
    lines: list[str] = []
    for name, value in kept:
        names = wrap(name, left)
        values = [line for part in value.split("\n") for line in wrap(part, room)]
        for i in range(max(len(names), len(values))):
            first = names[i] if i < len(names) else ""
            second = values[i] if i < len(values) else ""
            lines.append((pad + _padded(first, left) + GAP + second).rstrip())
    return "\n".join(lines).replace(NBSP, " ")


def out(text: str = "") -> None:
    """Writes to the standard output."""
    sys.stdout.write(text.replace(NBSP, " ") + "\n")


def prose(text: str, indent: int = 0) -> None:
    """Writes a sentence or paragraph, wrapped."""
    out(paragraph(text, indent))


def out_json(value: Any) -> None:
    """Writes a value as JSON, readable, members in the order in which they are documented."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


class Meter:
    """Progress of long work: one line that is written over, only where the standard error is a terminal."""

    def __init__(self, code: str) -> None:
        """`code` is the phrase with `{done}` and `{of}`."""
        self._code, self._shown = code, 0
        self._on = sys.stderr.isatty()

    def __call__(self, done: int, of: int) -> None:
        """So much is done, of so much."""
        if not self._on:
            return
        from comity.cli.words import tongue

        line = tongue(self._code, done=done, of=of)
        sys.stderr.write("\r" + line + " " * max(0, self._shown - width(line)))
        sys.stderr.flush()
        self._shown = width(line)

    def end(self) -> None:
        """Wipes the line."""
        if self._on and self._shown:
            sys.stderr.write("\r" + " " * self._shown + "\r")
            sys.stderr.flush()
            self._shown = 0
