"""The specimen: every component, mark and picture once, with its name. What it shows is a sample and no fact."""

from hashlib import sha256
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from comity.acts.base import By, Seen
from comity.acts.membership import Declare
from comity.organisation.dated import Dated
from comity.organisation.finding import HasEffect, Reason, WithoutEffect
from comity.phrases import Param
from comity.portal.pages.standings import MARKS
from comity.portal.pages.told import told
from comity.portal.pictures.instruments import Mark as LifeMark
from comity.portal.pictures.instruments import life_line, padded
from comity.portal.pictures.members import Bar, Row, draw
from comity.portal.pictures.overview import Mark, time_line
from comity.portal.pictures.proof import path_of_proof, steps
from comity.portal.pictures.svg import Scale
from comity.portal.reading import Reading
from comity.portal.render import Page
from comity.portal.words import Shape, Tone, Words
from comity.text import In

SCALE = Scale("1992-01-01", "2026-10-16")
#: The four bars of the sample: everything that a bar can say.
ROWS = (
    Row("", (Bar("signed", "1992-05-15", "1994-04-20"), Bar("party", "1994-04-20", "1999-04-20"))),
    Row("", (Bar("party", "1994-04-20", "2003-09-18"), Bar("member", "2003-09-18", "2026-02-16", True))),
    Row("", (Bar("doubt", "2004-01-01", "2006-01-01"), Bar("member", "2006-01-01", "2012-12-19"), Bar("suspended", "2012-12-19", "2026-02-16", True))),
    Row("", (Bar("member", "2003-09-18", "2026-02-16", True), Bar("declared", "2020-02-22", "2026-02-16", True))),
)  # fmt: skip


class Specimen(Struct, frozen=True):
    """What is shown: names of components, shapes, tones and pictures."""

    components: tuple[str, ...]
    shapes: tuple[str, ...]
    tones: tuple[str, ...]
    pictures: tuple[str, ...]


COMPONENTS = (
    "when", "sample", "lede", "crumb", "st", "conf", "facts", "table", "matrix", "list", "aims", "numbered", "ways", "sources",
    "contested", "empty", "withheld", "act", "entry", "receipt", "conseq", "notices", "tree", "plot", "strip", "key",
    "parts", "inner",
)  # fmt: skip


def specimen(reading: Reading) -> Page:
    """The page."""
    w = Words(reading)
    pictures = drawn(reading, w)
    shapes, tones = get_args(Shape), get_args(Tone)
    data = Specimen(COMPONENTS, shapes, tones, tuple(pictures))
    view = {
        "pictures": pictures, "shapes": shapes, "tones": tones, "marks_of": MARKS, "told": told(reading, samples(reading)),
    }  # fmt: skip
    return Page("specimen.html", "", w("specimen.title"), w("specimen.lede", n=len(COMPONENTS), pictures=len(pictures)), data, view=view)


def samples(reading: Reading) -> tuple[Dated, ...]:
    """Statements of a sample with everything that can be said of one besides; their links lead to the opening entry."""
    state = next(iter(reading.law.states), "XX")
    text = (In("en", "A sample statement."), In("ru", "Условное заявление."))
    act = Declare(by=By(member=state), n=1, seen=Seen("", 0), state=state, stance="other", text=text)
    reason = Reason("membership.not_a_member", (Param("state", "state", state),))
    whole = Dated(act, "2012-06-28", 1, "", signer=f"{state}/mission/1")
    return (
        replace(whole, finding=HasEffect((reason,)), confirmed=1),
        replace(whole, finding=WithoutEffect(reason), flag=reason, void=True, corrected=(1,)),
    )


def drawn(reading: Reading, w: Words) -> dict[str, object]:
    """Each picture with sample values, by the name of its function."""
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
    }
