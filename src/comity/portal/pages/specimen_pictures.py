"""The pictures of the specimen: each picture that there is, once, with sample values, by the name of its function."""

from fractions import Fraction
from hashlib import sha256

from comity.organisation.dated import Dated
from comity.organisation.programmes.questions import End, Stage
from comity.portal.pictures.bodies import Box, structure
from comity.portal.pictures.budget import shares
from comity.portal.pictures.calendar import Chair, year_line
from comity.portal.pictures.calendar import Mark as Event
from comity.portal.pictures.chairmanship import Band, band, chair_band
from comity.portal.pictures.chairmanship import Bar as Turn
from comity.portal.pictures.concerns import Mark as Answer
from comity.portal.pictures.concerns import answers_through_time
from comity.portal.pictures.decisions import outcomes_by_year
from comity.portal.pictures.instruments import Mark as LifeMark
from comity.portal.pictures.instruments import life_line, padded
from comity.portal.pictures.members import Bar, Row, draw
from comity.portal.pictures.overview import Mark, time_line
from comity.portal.pictures.power import Bars, Step, power_bars, power_over_time
from comity.portal.pictures.programmes import gantt
from comity.portal.pictures.proof import path_of_proof, steps
from comity.portal.pictures.rules import Seat, seat_plan, votes_line
from comity.portal.pictures.sessions import sessions_through_time
from comity.portal.pictures.statuses import Row as Held
from comity.portal.pictures.statuses import Stretch, statuses
from comity.portal.pictures.svg import Scale
from comity.portal.pictures.votes import Year, by_year
from comity.portal.reading import Reading
from comity.portal.words import Words

SCALE = Scale("1992-01-01", "2026-10-16")
#: The four bars of the sample: everything that a bar can say.
ROWS = (
    Row("", (Bar("signed", "1992-05-15", "1994-04-20"), Bar("party", "1994-04-20", "1999-04-20"))),
    Row("", (Bar("party", "1994-04-20", "2003-09-18"), Bar("member", "2003-09-18", "2026-02-16", True))),
    Row("", (Bar("doubt", "2004-01-01", "2006-01-01"), Bar("member", "2006-01-01", "2012-12-19"), Bar("suspended", "2012-12-19", "2026-02-16", True))),
    Row("", (Bar("member", "2003-09-18", "2026-02-16", True), Bar("declared", "2020-02-22", "2026-02-16", True))),
)  # fmt: skip

#: A plan with everything that a seat can say.
SEATS = tuple(Seat(f"{i}", position, marked) for i, (position, marked) in enumerate((("for", True), ("for", False), ("against", False), ("abstain", False), ("absent", False), ("", False)), start=1))  # fmt: skip


#: Pictures with a list of rows beside them: the class of their figure, and how many rows the sample has.
BESIDE = {
    "power_bars": ("plot r32", 2), "power_over_time": ("plot deep r44", 2), "chair_band": ("plot deep", 2), "band": ("plot", 2), "statuses": ("plot", 2),
    "answers_through_time": ("plot", 2), "sessions_through_time": ("plot", 2), "gantt": ("plot r44", 2), "shares": ("plot", 2),
}  # fmt: skip


def drawn(reading: Reading, w: Words, fact: Dated) -> dict[str, object]:
    """Each picture with sample values, by the name of its function; `fact` is the sample that a picture tells of."""
    told = w("specimen.picture_told")
    leaves = [sha256(bytes((i,))).hexdigest() for i in range(4)]
    life = [LifeMark("2002-10-07", w("specimen.signed"), True), LifeMark("2003-05-26", w("specimen.law")), LifeMark("2003-09-18", w("specimen.in_force"), True, "force")]
    marks = [Mark("1992-05-15", "adopted"), Mark("1994-04-20", "in_force"), Mark("2002-10-07", "adopted"), Mark("2003-09-18", "in_force")]
    bands = [("1994-04-20", "2003-09-18", "fs"), ("2003-09-18", "2026-02-16", "fa")]
    day = ("2012-06-28", w.day("2012-06-28", "table"))
    return {
        "members_through_time": draw("bars", ROWS, SCALE, reading, w, w("specimen.picture", name="members_through_time"), told),
        "time_line": time_line(marks, bands, SCALE, day, w("specimen.picture", name="time_line"), told),
        "life_line": life_line("life", life, padded("2002-10-07", "2003-12-01"), ("2003-09-18", "2003-12-01"), "", lambda d: w.day(d[:7], "table"), w("specimen.picture", name="life_line")),
        "path_of_proof": path_of_proof(2, steps(leaves[0], 1, 4, tuple(leaves[1:3])), w("specimen.picture", name="path_of_proof"), told, "2"),
        "seat_plan": seat_plan(SEATS, w("specimen.picture", name="seat_plan"), told, "5", w("specimen.number")),
        "votes_line": votes_line(7, 9, 15, w("specimen.picture", name="votes_line"), told, w("specimen.number")),
        "power_bars": power_bars(
            (Bars("", (Fraction(1, 2), Fraction(2, 5)), ("50", "40")), Bars("", (Fraction(1, 10), Fraction(1, 5)), ("10", "20"))), w("specimen.picture", name="power_bars"), told, w.lang,
        ),
        "power_over_time": power_over_time(
            ((Step("1992-01-01", "2012-01-01", Fraction(1, 2), "50"), Step("2012-01-01", "2026-01-01", Fraction(1, 3), "33")), (Step("2000-01-01", "2026-01-01", Fraction(1, 5), "20"),)),
            SCALE, w("specimen.picture", name="power_over_time"), told, 44, day,
        ),
        "by_year": by_year(
            (Year("1994", {"adopted": 4, "vetoed": 1}), Year("1996", {"adopted": 2, "not_adopted": 3, "not_computable": 1})), w("specimen.picture", name="by_year"), told, "6",
        ),
        **of_rooms(reading, w, fact),
    }


def of_rooms(reading: Reading, w: Words, fact: Dated) -> dict[str, object]:
    """The pictures of bodies, chairmanship, sessions, decisions, concerns, partners, budget and programmes."""
    told, label = w("specimen.picture_told"), w("specimen.label")
    first, second = [*reading.law.states, "XX", "XY"][:2]
    turns = (Turn(first, "held", "2003-01-01", "2004-01-01"), Turn(second, "low", "2004-01-01", "2005-01-01"), Turn(first, "contested", "2005-01-01", "2006-01-01"))
    late = Stage(2, fact, (), "2004-01", "2004-03", "2005-12-31", "2006-06-30", (fact,), "late")
    sure = Stage(1, fact, (), "2003-01-01", "2003-01-01", "2003-12-31", "2003-12-31", (), "not_reported")
    boxes = (Box("a", 0, label, told, ()), Box("b", 1, label, "", ("a",), solid=False), Box("c", 1, label, told, ("a",), sure=False))
    year = (Event("2012-02-10", label), Event("2012-05-15", label), Event("2012-05-16"), Event("2012-12-19", label, True))
    months = tuple((f"2012-{n:02}-01", f"{n}") for n in range(1, 13, 2))
    return {
        "year_line": year_line(
            year, (Chair("2012-01-01", "2012-10-01", label), Chair("2012-10-01", "2012-12-31", label, sure=False)), Scale("2012-01-01", "2012-12-31"), months,
            ("2012-06-28", w.day("2012-06-28", "table")), w("specimen.picture", name="year_line"), told,
        ),
        "structure": structure(boxes, w("specimen.picture", name="structure"), told),
        "shares": shares(w, ((first, Fraction(50), w("specimen.number")), (second, Fraction(15, 2), w("specimen.number"))), doubtful=False),
        "chair_band": chair_band(reading, w, (first, second), turns, (Band("rotation", "2003-01-01", "2004-06-01"), Band("rotation", "2004-06-01"))),
        "band": band(reading, w, "band", w("specimen.picture", name="band"), (first, second), turns),
        "answers_through_time": answers_through_time(
            reading, w, ((Answer("2003-09-18", "body"), Answer("2006-06-23", "decision"), Answer("2010-12-10", "programme")), ()), w("specimen.picture", name="answers_through_time"), told, tall=False,
        ),
        "outcomes_by_year": outcomes_by_year(reading, w, (("2003", "adopted"), ("2003", "returned"), ("2004", "deferred"), ("2005", "not_adopted"), ("2005", "not_known"))),
        "gantt": gantt(reading, w, (sure, late), (End("2006-01-01", "2006-06-30", fact),), "2003-01-01", told),
        "sessions_through_time": sessions_through_time(reading, w, (("2003-09-18", "regular", "held", "high"), ("2004-06", "regular", "held", "high"), ("2005-06-23", "extraordinary", "planned", "high"), ("2005-12-01", "informal", "held", "low"), ("2006-06-23", "informal", "cancelled", "high"))),
        "statuses": statuses(
            reading, w, "statuses", w("specimen.picture", name="statuses"), told,
            (Held(label, (Stretch("held", "2003-09-18", "2010-01-01"), Stretch("doubt", "2010-01-01", "2011-01-01")), ("2004-06-18",)), Held(label, (Stretch("invited", "2012-06-28", "2026-02-16"),))),
        ),
    }  # fmt: skip
