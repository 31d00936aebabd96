"""Treaties and the texts that rest on them: how many, which are in force, and where each state stands with each."""

from markupsafe import Markup
from msgspec import Struct

from comity.portal.markup import fill
from comity.portal.pages.standings import COLUMNS, MARKS, Line, Summary, in_order, mark, row, summary
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words


class Everything(Struct, frozen=True):
    """Every instrument adopted by the day, by day of adoption, with the standing of each state."""

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


class Row(Struct, frozen=True):
    """A state's row of the matrix: for each instrument where its status table stands (empty: no part), the mark, whether contested."""

    state: str
    cells: tuple[tuple[str, Markup, bool], ...]


class Matrix(Struct, frozen=True):
    """State by instrument: the columns, the rows, the key of the marks that occur, whether anything is contested."""

    columns: tuple[Summary, ...]
    rows: tuple[Row, ...]
    key: tuple[Markup, ...]
    contested: bool


def matrix(w: Words, columns: list[Summary], states: tuple[str, ...]) -> Matrix:
    """The matrix of these instruments; a state without a part in any of them has no row."""
    shapes = {word: _shape(w, word) for word in (*MARKS, "none")}
    lines: list[tuple[str, dict[str, Line]]] = [
        (f"/{w.lang}/instruments/{column.id}", {one.state: one for one in column.lines}) for column in columns
    ]
    rows = []
    for state in states:
        cells = tuple(
            (path, shapes[one.status], one.contested) if (one := column.get(state)) else ("", Markup(), False) for path, column in lines
        )
        if any(path for path, _, _ in cells):
            rows.append(Row(state, cells))
    occur = {one.status for column in columns for one in column.lines}
    key = tuple(mark(w, word) for word in MARKS if word in occur)
    return Matrix(tuple(columns), tuple(rows), key, any(contested for row in rows for _, _, contested in row.cells))


def _shape(w: Words, word: str) -> Markup:
    """A mark whose word is only read aloud; a state that was to sign and has not is a point."""
    if word == "none":
        return fill('<span aria-hidden="true">·</span><span class="vh">{}</span>', w("standing.invited"))
    return fill('<svg aria-hidden="true"><use href="#{}"/></svg><span class="vh">{}</span>', MARKS[word][0], w(f"standing.{word}"))
