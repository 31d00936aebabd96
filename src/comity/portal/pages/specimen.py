"""The specimen: every component, mark and picture once, with its name. What it shows is a sample and no fact."""

from typing import Any, get_args

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from comity.acts.base import By, Seen, Transcribed
from comity.acts.membership import Declare
from comity.charter.model import NotKnown
from comity.organisation.dated import Dated
from comity.organisation.finding import HasEffect, Reason, WithoutEffect
from comity.phrases import Param
from comity.portal.markup import fill
from comity.portal.pages.choices import Choice
from comity.portal.pages.choices import Row as Choices
from comity.portal.pages.power_otherwise import Field, Form
from comity.portal.pages.priorities import Link, Priority, PriorityLine
from comity.portal.pages.specimen_pictures import BESIDE, drawn
from comity.portal.pages.standings import MARKS, Deed, action_of, in_order
from comity.portal.pages.told import told
from comity.portal.reading import LANGUAGES, Reading
from comity.portal.render import Page
from comity.portal.words import Shape, Tone, Words, plain
from comity.text import In

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
    "across", "rules", "button", "years", "find", "results", "pages",
)  # fmt: skip


def specimen(reading: Reading) -> Page:
    """The page."""
    w = Words(reading)
    told_of = samples(reading)
    pictures = drawn(reading, w, told_of[0])
    shapes, tones = get_args(Shape), get_args(Tone)
    data = Specimen(COMPONENTS, shapes, tones, tuple(pictures))
    view = {
        "pictures": pictures, "shapes": shapes, "tones": tones, "marks_of": MARKS, "fills": FILLS, "beside": BESIDE,
        "told": told(reading, told_of), "first": first_of(w, told_of), **of_standings(reading, w), **of_rules(w),
    }  # fmt: skip
    return Page("specimen.html", "", w("specimen.title"), w("specimen.lede", n=len(COMPONENTS), pictures=len(pictures)), data, view=view)


def first_of(w: Words, facts: tuple[Dated, ...]) -> list[Priority]:
    """Two priorities: with something tied to one of them, and nothing to the other."""
    name = w("specimen.label")
    state = next(iter(w.reading.law.states), "XX")
    line = PriorityLine("sample", state, facts[0].act.text, facts[0].start, facts[0].entry, "low")  # type: ignore[attr-defined]
    return [Priority(line, (), facts[0], (Link(Markup.escape(name), name, facts[0]),)), Priority(line, (), facts[0], ())]


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
        "unknown": [NotKnown(id="sample", about=(f"member/{heads[0]['id']}",) if heads else ("organisation",), text=sentence)] * 2,
        "cited": {"original": w("specimen.words"), "lang": reading.lang, "title": w("specimen.label"), "note": w("specimen.words")},
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
        "choices": (Choices("sample", w("specimen.label"), tuple(Choice(words, "#choices", 12, chosen) for words, chosen in ((w("specimen.label"), True), (w("specimen.source"), False), (w("specimen.button"), False)))),),
        "otherwise_form": Form(
            tuple(Field(key, w("specimen.label"), "") for key in ("with", "without")), (Field("threshold.sample", w("specimen.label"), "2/3", "1/2"),), "XX",
        ),
    }  # fmt: skip
