"""The specimen: every component, mark and picture once, with its name. What it shows is a sample and no fact."""

from fractions import Fraction
from hashlib import sha256
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import replace

from comity.acts.base import By, Seen, Transcribed
from comity.acts.membership import Declare
from comity.organisation.dated import Dated
from comity.organisation.finding import HasEffect, Reason, WithoutEffect
from comity.phrases import Param
from comity.portal.markup import fill
from comity.portal.pages.power_otherwise import Field, Form
from comity.portal.pages.standings import MARKS, Deed, action_of, in_order
from comity.portal.pages.told import told
from comity.portal.pictures.instruments import Mark as LifeMark
from comity.portal.pictures.instruments import life_line, padded
from comity.portal.pictures.members import Bar, Row, draw
from comity.portal.pictures.overview import Mark, time_line
from comity.portal.pictures.power import Bars, Step, power_bars, power_over_time
from comity.portal.pictures.proof import path_of_proof, steps
from comity.portal.pictures.rules import Seat, seat_plan, votes_line
from comity.portal.pictures.svg import Scale
from comity.portal.pictures.votes import Year, by_year
from comity.portal.reading import LANGUAGES, Reading
from comity.portal.render import Page
from comity.portal.words import Shape, Tone, Words, plain
from comity.text import In

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
#: How a surface in a picture is filled: accent, soft, done, ink, paper, panel, edge, objected, aged, hatched.
FILLS = ("fa", "fs", "fd", "fi", "fp e", "fn", "fe", "fo", "fg", "hz")


class Specimen(Struct, frozen=True):
    """What is shown: names of components, shapes, tones and pictures."""

    components: tuple[str, ...]
    shapes: tuple[str, ...]
    tones: tuple[str, ...]
    pictures: tuple[str, ...]


COMPONENTS = (
    "when", "sample", "lede", "crumb", "st", "conf", "facts", "table", "matrix", "list", "aims", "numbered", "ways", "sources",
    "contested", "empty", "withheld", "act", "entry", "receipt", "conseq", "notices", "tree", "plot", "strip", "key",
    "parts", "inner", "life", "silence", "left", "verdict", "seats", "whatif", "positions", "ballots", "cols", "even", "run", "far",
    "across", "rules", "button",
)  # fmt: skip


def specimen(reading: Reading) -> Page:
    """The page."""
    w = Words(reading)
    pictures = drawn(reading, w)
    shapes, tones = get_args(Shape), get_args(Tone)
    data = Specimen(COMPONENTS, shapes, tones, tuple(pictures))
    view = {
        "pictures": pictures, "shapes": shapes, "tones": tones, "marks_of": MARKS, "fills": FILLS,
        "told": told(reading, samples(reading)), **of_standings(reading, w), **of_rules(w),
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


def of_standings(reading: Reading, w: Words) -> dict[str, Any]:
    """Samples for what shows where states stand: quoted acts, days, a matrix, what is not known."""
    sentence = {lang: plain("specimen.words", lang) for lang in LANGUAGES}
    first, second = samples(reading)
    transcribed = Transcribed(source=("SAMPLE",), confidence="low", note=first.act.text)  # type: ignore[attr-defined]
    heads = [{"id": state, "name": w.state(state)} for state in list(reading.law.states)[:4]]
    done = fill('<svg aria-hidden="true"><use href="#done"/></svg><span class="vh">{}</span>', w("standing.in_force"))
    cells = [(f"/{reading.lang}/specimen", "matrix", done, i == 1) if i < 3 else ("", "", "", False) for i in range(len(heads))]
    return {
        "quoted": (first,),
        "done_acts": (replace(second, entry=reading.standing.size),) if reading.standing.size > 1 else (),
        "withdrawn": lambda fact: "2014-10-10" if fact.void else "",
        "action_of": action_of,
        "deed": Deed("2012-06-28", "signature", 1, "low", (), "r"),
        "noted": replace(first, act=replace(first.act, transcribed=transcribed)),
        "body": next(iter(reading.law.bodies), "registrar"),
        "provision": next((one.id for one in reading.law.provisions(reading.day)), ""),
        "unknown": [{"text": sentence}] * 2,
        "grid": {
            "across": True, "heads": heads, "key": [w.mark("done", w("standing.in_force"), "done")], "contested": True,
            "rows": [{"id": one.id, "name": w.name("instrument", one.id), "cells": cells} for one in in_order(reading)[:2]],
        },
    }  # fmt: skip


def of_rules(w: Words) -> dict[str, Any]:
    """Samples for what shows a rule and what came of it."""
    test = {"words": w("specimen.words"), "have": 9, "base": 15, "said_margin": "+1", "met": True}
    return {
        "outcomes": ("adopted", "not_adopted", "vetoed", "not_computable"),
        "positions": ("for", "against", "abstain", "absent"),
        "tests": (test, {**test, "have": 4, "said_margin": "−5", "met": False}, {**test, "met": None}),
        "rule": {
            "provision_name": w("specimen.source"), "practice": (w("specimen.label"),), "confidence": "low",
            "in_force": ("1994-04-20", "2012-06-28"), "applied": ("1996-01-01", ""),
        },
        "plan_positions": {"for", "against", "abstain", ""},
        "otherwise_form": Form(
            tuple(Field(key, w("specimen.label"), "") for key in ("with", "without")), (Field("threshold.sample", w("specimen.label"), "2/3", "1/2"),), "XX",
        ),
    }  # fmt: skip


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
    }
