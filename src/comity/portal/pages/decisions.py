"""Decisions: what bodies decided, by body, class of text, outcome and year; whom such a text binds, and what is contested."""

from collections import Counter
from typing import Any

from msgspec import Struct

from comity.organisation import decisions
from comity.portal.pages import choices
from comity.portal.pages.decided import MARKS, DecisionLine, line_of
from comity.portal.pages.sessions import not_known
from comity.portal.pictures.decisions import outcomes_by_year
from comity.portal.reading import Reading
from comity.portal.render import Page, Rows, Table
from comity.portal.words import Words

KINDS = ("decision", "protocol_decision", "declaration", "statement", "joint_statement", "recommendation", "instruction", "treaty", "not_known")
COLUMNS = (
    "number", "decision", "title", "day", "body", "session", "kind", "outcome", "binds", "effect", "since", "until", "contested", "declined",
    "confidence", "entry",
)  # fmt: skip
KEYS = ("body", "kind", "outcome", "year")


class Class(Struct, frozen=True):
    """A class of texts of a body on the day shown: whom it binds, by which provisions, how well that is known."""

    body: str
    kinds: tuple[str, ...]
    binds: str
    text: dict[str, str]
    provisions: tuple[str, ...]
    source: tuple[str, ...]
    confidence: str


class Decisions(Struct, frozen=True):
    """The decisions taken by a day, newest first, and what the charter says of their classes on that day."""

    day: str
    total: int
    decisions: tuple[DecisionLine, ...]
    classes: tuple[Class, ...] = ()
    not_known: tuple[str, ...] = ()


def lines(reading: Reading, w: Words) -> list[DecisionLine]:
    """Every decision taken, or that came before a body, by the day, the newest first."""
    return [line_of(reading, w, one) for one in reversed(decisions.decisions_on(reading.standing.decisions, reading.day))]


def classes(reading: Reading) -> tuple[Class, ...]:
    """The classes of adopted texts, as the charter has them on the day."""
    return tuple(
        Class(one.body, one.kinds, one.binds, one.text, one.provisions, one.source, one.confidence)
        for one in reading.law.texts.values()
        if one.in_force.on(reading.day)
    )


def sentence(reading: Reading, w: Words, every: list[DecisionLine], shown: list[DecisionLine]) -> str:
    """How many there are, what came of them; of a choice, how many rows it leaves."""
    if not every:
        return w("decisions.none_by", day=("day", reading.day)) if reading.standing.decisions else w("decisions.empty_lede")
    if any(reading.asked.get(key) for key in KEYS):
        return w("decisions.chosen", n=len(shown), of=len(every))
    outcome = Counter(one.outcome for one in every)
    came = ", ".join(w(f"decisions.so_many_{word}", n=outcome[word]) for word in MARKS if outcome[word])
    parts = [w("decisions.count_by" if reading.away else "decisions.count", n=len(every), day=("day", reading.day), what=("text", came))]
    disputed = [one for one in every if one.contested]
    if disputed:
        parts.append(w("decisions.so_many_contested", n=len(disputed)))
    return " ".join(parts)


def the_decisions(reading: Reading) -> Page:
    """The page of all decisions."""
    w = Words(reading)
    every = reading.derived("decisions", lambda: lines(reading, w))
    counted = {
        "body": Counter(one.body for one in every), "kind": Counter(one.kind for one in every),
        "outcome": Counter(one.outcome for one in every), "year": Counter(one.day[:4] for one in every),
    }  # fmt: skip
    wanted = {key: choices.asked(reading, key, counted[key]) for key in KEYS}
    shown = [one for one in every if all(not wanted[key] or wanted[key] == of(one, key) for key in KEYS)]
    unknown = not_known(reading, {f"decision/{one.body}" for one in shown} | {f"decision/{one.decision}" for one in shown})
    data = Decisions(reading.day, len(every), tuple(shown), classes(reading), tuple(one.id for one in unknown))

    def rows() -> Rows:
        return tuple(
            (
                str(one.number), one.decision, str(w.text(one.title)), one.day, one.body, one.session, one.kind, one.outcome, one.binds, one.effect,
                one.since, one.until, "yes" if one.contested else "no", " ".join(one.declined), one.confidence, str(one.entry),
            )
            for one in shown
        )  # fmt: skip

    view: dict[str, Any] = {
        "filters": filters(reading, w, counted) if every else (),
        "picture": outcomes_by_year(reading, w, [(one.day[:4], one.outcome) for one in every]) if every else "",
        "marks": {word: w.mark(shape, w(f"decisions.outcome.{word}"), tone) for word, (shape, tone) in MARKS.items()},
        "unknown": unknown,
        "questions": questions(reading, w, every),
    }
    return Page("decisions.html", "decisions", w("decisions.title"), sentence(reading, w, every, shown), data, Table(COLUMNS, rows), view)


def of(one: DecisionLine, key: str) -> str:
    """What a row says under a key of the choices."""
    return {"body": one.body, "kind": one.kind, "outcome": one.outcome, "year": one.day[:4]}[key]


def filters(reading: Reading, w: Words, counted: dict[str, Counter[str]]) -> tuple[choices.Row, ...]:
    """Choices by body, class, outcome, year."""
    total = counted["year"].total()
    kinds = {kind: counted["kind"][kind] for kind in KINDS if counted["kind"][kind]}
    outcomes = {word: counted["outcome"][word] for word in MARKS if counted["outcome"][word]}
    return (
        choices.row(reading, w, "body", w("sessions.by_body"), dict(counted["body"].most_common()), {b: w.name("body", b) for b in counted["body"]}, total),
        choices.row(reading, w, "kind", w("decisions.by_kind"), kinds, {kind: w(f"decisions.kind_of.{kind}") for kind in kinds}, total),
        choices.row(reading, w, "outcome", w("decisions.by_outcome"), outcomes, {word: w(f"decisions.outcome.{word}") for word in outcomes}, total),
        choices.row(reading, w, "year", w("sessions.by_year"), dict(sorted(counted["year"].items(), reverse=True)), {}, total),
    )


def questions(reading: Reading, w: Words, every: list[DecisionLine]) -> list[tuple[str, str]]:
    """Questions in words that are plain addresses."""
    out = []
    if any(one.outcome == "returned" for one in every):
        out.append((w("decisions.question.returned"), f"/{reading.lang}/decisions{reading.with_query(outcome='returned', year='', kind='', body='')}"))
    disputed = next((one for one in every if one.contested), None)
    if disputed is not None:
        out.append((w("decisions.question.contested", day=("day", disputed.day)), reading.link("decisions", disputed.number)))
    declined = next((one for one in every if one.declined), None)
    if declined is not None:
        out.append((w("decisions.question.declined", state=("state", declined.declined[0])), reading.link("decisions", declined.number)))
    return out
