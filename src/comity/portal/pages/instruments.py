"""Treaties and the texts that rest on them: how many, which are in force, and where each state stands with each."""

from typing import NamedTuple

from markupsafe import Markup, escape
from msgspec import Struct

from comity.portal.markup import fill
from comity.portal.pages.standings import COLUMNS, MARKS, Line, Summary, in_order, mark, row, summary
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words


class Everything(Struct, frozen=True):
    """Every instrument adopted by the day, by day of adoption and samples last, with the standing of each state."""

    day: str
    instruments: tuple[Summary, ...]
    states: tuple[str, ...]


def everything(reading: Reading) -> Everything:
    """Every instrument as it stood on the day."""
    w = Words(reading)
    found = tuple(summary(reading, w, one) for one in in_order(reading))
    states = reading.law.in_order({one.state for summary in found for one in summary.lines})
    return Everything(reading.day, found, tuple(states))


def instruments(reading: Reading) -> Page:
    """The page of all instruments."""
    data = reading.derived("instruments", lambda: everything(reading))
    w = Words(reading)
    treaties = [one for one in data.instruments if one.treaty]
    view = {
        "treaties": treaties,
        "texts": [one for one in data.instruments if not one.treaty],
        "marks_of": MARKS,
        "matrix": reading.derived("instruments-matrix", lambda: matrix(w, [one for one in treaties if one.lines], data.states)),
    }
    rows = tuple(row(one.id, each) for one in data.instruments for each in one.lines)
    return Page("instruments.html", "instruments", w("instruments.title"), sentence(w, data), data, Table(COLUMNS, rows), view)


def sentence(w: Words, data: Everything) -> str:
    """How many there are, how many of them were in force on the day, how many change which."""
    reading = w.reading
    treaties = sum(one.treaty for one in data.instruments)
    if not data.instruments:
        return w("instruments.none_by", day=("day", reading.day)) if reading.standing.instruments.by_id else w("instruments.none")
    in_force = sum(one.status == "in_force" for one in data.instruments)
    unknown = sum(one.status == "not_known" for one in data.instruments)
    said = [
        w("instruments.count", n=treaties, texts=len(data.instruments) - treaties, day=("day", reading.day)),
        w("instruments.in_force", n=in_force, of=len(data.instruments), unknown=w.number(unknown) if unknown else ""),
    ]
    amending = [one for one in data.instruments if one.amends]
    prolonging = [one for one in data.instruments if one.extends]
    if amending:
        amended = {name for one in amending for name in one.amends}
        name = w.name("instrument", min(amended)) if len(amended) == 1 else ""
        said.append(w("instruments.amend_one", n=len(amending), instrument=name) if name else w("instruments.amend", n=len(amending), m=len(amended)))
    if prolonging:
        said.append(w("instruments.prolong", instrument=", ".join(w.name("instrument", one.id) for one in prolonging)))
    return " ".join(said)


#: Up to so many states stand across, so that each instrument has its whole name in a row.
ACROSS = 12


class Cell(NamedTuple):
    """Where a state stands with regard to an instrument: its line there (empty: no part), the mark, whether contested."""

    path: str = ""
    part: str = ""
    shape: Markup = Markup()
    contested: bool = False


class Row(NamedTuple):
    """A row or a head of the matrix: an id, and its name."""

    id: str
    name: Markup
    cells: tuple[Cell, ...] = ()


class Matrix(Struct, frozen=True):
    """State by instrument. `across`: few states stand across and instruments down; else the other way round."""

    across: bool
    heads: tuple[Row, ...]
    rows: tuple[Row, ...]
    key: tuple[Markup, ...]
    contested: bool


def matrix(w: Words, columns: list[Summary], states: tuple[str, ...]) -> Matrix:
    """The matrix of these instruments; a state without a part in any of them does not stand in it."""
    shapes = {word: _shape(w, word) for word in (*MARKS, "none")}
    lines: list[tuple[str, dict[str, Line]]] = [
        (f"/{w.lang}/instruments/{column.id}", {one.state: one for one in column.lines}) for column in columns
    ]
    cells = {
        state: tuple(Cell(path, state, shapes[one.status], one.contested) if (one := found.get(state)) else Cell() for path, found in lines)
        for state in states
    }
    cells = {state: row for state, row in cells.items() if any(cell.path for cell in row)}
    named = [Row(column.id, w.html(column.title)) for column in columns]
    across = len(cells) <= ACROSS
    if across:
        heads = tuple(Row(state, escape(w.state(state))) for state in cells)
        rows = tuple(one._replace(cells=tuple(row[i] for row in cells.values())) for i, one in enumerate(named))
    else:
        heads = tuple(named)
        rows = tuple(Row(state, escape(w.state(state)), row) for state, row in cells.items())
    occur = {one.status for column in columns for one in column.lines}
    key = tuple(mark(w, word) for word in MARKS if word in occur)
    return Matrix(across, heads, rows, key, any(cell.contested for row in cells.values() for cell in row))


def _shape(w: Words, word: str) -> Markup:
    """A mark whose word is only read aloud; a state that was to sign and has not is a point."""
    if word == "none":
        return fill('<span aria-hidden="true">·</span><span class="vh">{}</span>', w("standing.invited"))
    return fill('<svg aria-hidden="true"><use href="#{}"/></svg><span class="vh">{}</span>', MARKS[word][0], w(f"standing.{word}"))
