"""Recorded votes of an organisation, read off tables into the lines that are replayed.

Beside its charter an organisation may have `votes/`: tables as they were published, and for each body a file that says how
they are read. Nothing about any table stands here.

    body: security-council
    table: source/decisions.jsonl       a JSON object a line, or .csv with a head; with .gz it is unpacked
    id: id                              the columns of the line's words
    date: date
    members: members                    a list in a column; left out: of the letters below, or to be asked of the charter
    matter: {column: procedural, values: {"": substantive, "Art. 27(2)": procedural}}      or {always: other}
    positions: {column: positions, values: {Y: for, N: against}}      an object, member to letter; or a second table:
    positions: {letters: source/votes.csv, values: {Y: for}, nobody: "-"}
    tally: {column: tally, order: [for, against, abstain]}      or {columns: {official_yes: for}}; empty: none is printed
    official: {column: official, values: {adopted: adopted}}
    without_vote: {column: mode, value: without vote}      what was put to no vote has positions of nobody
    symbol: symbol                      for a reader: how a decision is cited, and what it was about, in one language
    subject: {column: short, language: en}
    evidence: {column: complete, values: {exact: {}, filled: {en: positions by member are no evidence, ru: …}}}
    source: UNSC_DECISIONS              a source of the charter; under which `licence`, and what the table does not say (`note`)

A table of letters names the members in its first line, after a colon; under a head each line has a decision's id and a
letter for each member, in that order; `nobody` is the letter of who was no member.
"""

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from comity.charter import find
from comity.charter.yaml_lines import YamlFault
from comity.charter.yaml_lines import read as read_yaml
from comity.exchange.replay_lines import Line, Tally
from comity.phrases import Fault
from comity.procedure.rule import Outcome, Position


class _Value(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of what is said about a table."""


class Matter(_Value, frozen=True, kw_only=True):
    """The matter of a decision: by the value of a column, or always the same."""

    column: str = ""
    values: dict[str, str] = {}
    always: str = ""


class Positions(_Value, frozen=True, kw_only=True):
    """Where positions stand, and what their letters mean."""

    values: dict[str, Position]
    column: str = ""
    letters: str = ""
    nobody: str = ""


class Printed(_Value, frozen=True, kw_only=True):
    """Where the printed count stands: a list in a column in this order, or a column for each position."""

    column: str = ""
    order: tuple[Position, ...] = ()
    columns: dict[str, Position] = {}


class Official(_Value, frozen=True, kw_only=True):
    """Where the recorded outcome stands, and what its values mean."""

    column: str
    values: dict[str, Outcome]


class WithoutVote(_Value, frozen=True, kw_only=True):
    """Which value of which column says that there was no vote."""

    column: str
    value: str


class Subject(_Value, frozen=True, kw_only=True):
    """Which column says what a decision was about, and in which language."""

    column: str
    language: str


class Evidence(_Value, frozen=True, kw_only=True):
    """Which column says how well positions are known; each of its values in words, none where they are recorded."""

    column: str
    values: dict[str, dict[str, str]]


class Table(_Value, frozen=True, kw_only=True):
    """How the votes of a body are read off a table, and where it is from."""

    body: str
    table: str
    id: str
    date: str
    matter: Matter
    positions: Positions
    members: str = ""
    tally: Printed | None = None
    official: Official | None = None
    without_vote: WithoutVote | None = None
    symbol: str = ""
    subject: Subject | None = None
    evidence: Evidence | None = None
    source: str = ""
    licence: dict[str, str] = {}
    note: dict[str, str] = {}


class About(NamedTuple):
    """What a table says of a decision for its reader: how it is cited, what it was about, how well positions are known."""

    symbol: str
    subject: str
    evidence: dict[str, str]


class _Row:
    """A row of a table with where it stands."""

    def __init__(self, file: str, line: int, cells: dict[str, Any]) -> None:
        self.file, self.line, self.cells = file, line, cells

    def __getitem__(self, column: str) -> Any:
        if column not in self.cells:
            raise Fault("replay.no_column", file=self.file, line=self.line, column=column)
        return self.cells[column]

    def meant(self, column: str, values: dict[str, Any]) -> Any:
        """What the value in a column means."""
        return self.of(column, self[column], values)

    def of(self, column: str, value: Any, values: dict[str, Any]) -> Any:
        """What a value means that stands in, or within, a column."""
        if value not in values:
            raise Fault("replay.value_unknown", file=self.file, line=self.line, column=column, value=str(value)[:80])
        return values[value]


def votes_of(organisation: str) -> Iterator[Line]:
    """The recorded votes of a shipped organisation or a folder; raises `CharterError` or `Fault`."""
    described = sorted((find(organisation) / "votes").glob("*.yaml"))
    if not described:
        raise Fault("replay.no_votes", organisation=organisation)
    for file in described:
        yield from _Reader(_described(file), file.parent).lines()


class Votes:
    """The recorded votes of a body by their number in its table, from 1; each is read when it is asked for."""

    def __init__(self, table: Table, folder: Path) -> None:
        self.table = table
        self._reader = _Reader(table, folder)
        self._rows = tuple(self._reader.rows())

    def __len__(self) -> int:
        return len(self._rows)

    def line(self, number: int) -> Line:
        """A vote as the line that is replayed."""
        return self._reader.line(self._rows[number - 1])

    def about(self, number: int) -> About:
        """What is said of it beside the line."""
        table, row = self.table, self._rows[number - 1]
        evidence = row.meant(table.evidence.column, table.evidence.values) if table.evidence is not None else {}
        return About(_cell(row, table.symbol), _cell(row, table.subject.column if table.subject is not None else ""), evidence)


def tables_of(organisation: str) -> dict[str, tuple[Table, Path]]:
    """How the votes of each body are read that come with an organisation, and from which folder. Raises as `votes_of` does."""
    files = sorted((find(organisation) / "votes").glob("*.yaml"))
    return {table.body: (table, file.parent) for file in files for table in (_described(file),)}


def votes_by(organisation: str, body: str) -> Votes | None:
    """The recorded votes of one body of an organisation; None where none come with it. Raises as `votes_of` does."""
    found = tables_of(organisation).get(body)
    return Votes(*found) if found is not None else None


def _cell(row: _Row, column: str) -> str:
    """Words in a column; a number that is none, as statistical packages write an empty cell, is nothing."""
    words = str(row[column] or "").strip() if column else ""
    return "" if words == "nan" else words


def _described(file: Path) -> Table:
    try:
        return msgspec.convert(read_yaml(file.read_bytes())[0], Table)
    except OSError as fault:
        raise Fault("replay.table_unreadable", file=file.name, why=fault.strerror or "") from None
    except (YamlFault, msgspec.ValidationError) as fault:
        raise Fault("replay.table_form", file=file.name, why=str(fault)) from None


class _Reader:
    """One table on its way to lines."""

    def __init__(self, table: Table, folder: Path) -> None:
        self.table, self.folder = table, folder
        of = table.positions
        self.order, self.letters = _letters(_opened(folder, of.letters), of.letters) if of.letters else ((), {})

    def lines(self) -> Iterator[Line]:
        """A line for each row."""
        return map(self.line, self.rows())

    def rows(self) -> Iterator[_Row]:
        """The rows as they stand in the table."""
        return _rows(_opened(self.folder, self.table.table), self.table.table)

    def line(self, row: _Row) -> Line:
        """The line of a row."""
        table = self.table
        unvoted = table.without_vote is not None and row[table.without_vote.column] == table.without_vote.value
        positions = {} if unvoted else self._positions(row)
        members = row[table.members] if table.members else list(positions or ()) if table.positions.letters else None
        line = Line(
            id=row[table.id], date=row[table.date], body=table.body, matter=self._matter(row), positions=positions,
            tally=self._tally(row), official="adopted_without_vote" if unvoted else self._official(row),
        )  # fmt: skip
        line.members = msgspec.Raw(msgspec.json.encode(members) if members else b"")
        return line

    def _matter(self, row: _Row) -> str:
        matter = self.table.matter
        return matter.always or str(row.meant(matter.column, matter.values))

    def _positions(self, row: _Row) -> dict[str, Position] | None:
        of = self.table.positions
        if of.column:
            stated = row[of.column]
            return None if stated is None else {m: row.of(of.column, letter, of.values) for m, letter in stated.items()}
        letters = row.of(self.table.id, row[self.table.id], self.letters)
        return {
            member: row.of(of.letters, letter, of.values)
            for member, letter in zip(self.order, letters, strict=True)
            if letter != of.nobody
        }

    def _tally(self, row: _Row) -> Tally | None:
        of = self.table.tally
        if of is None:
            return None
        if of.columns:
            printed = [row[column] for column in of.columns]
            order = tuple(of.columns.values())
        else:
            printed, order = list(row.cells.get(of.column) or ()), of.order
        if "" in printed or not printed:
            return None
        return {self.table.body: {position: int(n) for position, n in zip(order, printed, strict=True)}}

    def _official(self, row: _Row) -> Outcome | None:
        of = self.table.official
        return None if of is None else row.meant(of.column, of.values)


def _opened(folder: Path, name: str) -> io.StringIO:
    """A table as text."""
    try:
        data = (folder / name).read_bytes()
        return io.StringIO((gzip.decompress(data) if name.endswith(".gz") else data).decode())
    except (OSError, EOFError, ValueError) as fault:
        raise Fault("replay.table_unreadable", file=name, why=getattr(fault, "strerror", None) or str(fault)) from None


def _rows(text: io.StringIO, name: str) -> Iterator[_Row]:
    """The rows of a table: JSON objects, or lines of CSV under a head."""
    if ".csv" not in name:
        for number, line in enumerate(text, 1):
            try:
                yield _Row(name, number, msgspec.json.decode(line, type=dict[str, Any]))
            except msgspec.DecodeError as fault:
                raise Fault("replay.table_unreadable", file=name, why=str(fault)) from None
        return
    reader = csv.DictReader(text)
    for cells in reader:
        yield _Row(name, reader.line_num, cells)


def _letters(text: io.StringIO, name: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """The members in order, and the letters of each decision by its id."""
    members = tuple(text.readline().partition(":")[2].split())
    text.readline()
    found = dict(line.rstrip("\n").split(",", 1) for line in text)
    wrong = next((key for key, letters in found.items() if len(letters) != len(members)), None)
    if wrong is not None:
        raise Fault("replay.table_unreadable", file=name, why=wrong)
    return members, found
