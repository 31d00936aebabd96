"""Objectives, principles, challenges and terms: what each is, which bodies, decisions and programmes answer it, what nothing answers."""

from typing import Any, NamedTuple

from markupsafe import Markup
from msgspec import Struct

from comity import day as days
from comity.acts import concerns as acts
from comity.charter.model import NotKnown
from comity.organisation import bodies, concerns
from comity.organisation.concerns import ConcernOn
from comity.organisation.dated import Dated
from comity.portal.basis import basis_words, cited
from comity.portal.fields import pointed
from comity.portal.pages import priorities
from comity.portal.pages.priorities import Priority, PriorityLine
from comity.portal.pages.told import Told, taken_back, told
from comity.portal.pictures.concerns import Mark, answers_through_time
from comity.portal.pictures.rows import deep
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words
from comity.text import Text

COLUMNS = ("concern", "kind", "title", "provisions", "answered", "answer", "since", "confidence", "sources", "entry")
#: The columns of a table of concerns, by the kinds of things that answer.
ANSWERING = (("body",), ("decision", "instrument"), ("programme",))


class AnswerLine(Struct, frozen=True):
    """What answers a concern: its ref, since which day, by which act, how surely."""

    ref: str
    since: str
    entry: int
    confidence: str
    source: tuple[str, ...]
    text: Text = ()


class ConcernLine(Struct, frozen=True, omit_defaults=True):
    """A concern on the day. `entry` is that of the act which defines it; 0 where the charter's catalogue does."""

    id: str
    kind: str
    title: Text
    text: Text
    provisions: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    entry: int = 0
    since: str = ""
    answers: tuple[AnswerLine, ...] = ()
    assessments: tuple[int, ...] = ()
    confidence: str = ""


class Concerns(Struct, frozen=True):
    """What the organisation is concerned with on a day; `gaps` are the objectives and challenges that nothing answers.

    priorities  what states count among their own, and what they put first while they presided
    """

    day: str
    objectives: tuple[ConcernLine, ...]
    principles: tuple[ConcernLine, ...]
    challenges: tuple[ConcernLine, ...]
    terms: tuple[ConcernLine, ...]
    priorities: tuple[PriorityLine, ...]
    gaps: tuple[str, ...]
    assessments: tuple[Told, ...] = ()
    not_known: tuple[str, ...] = ()


class Cell(NamedTuple):
    """An answer in a cell of a table: its link, its act, the words of the act."""

    link: Markup
    fact: Dated
    text: Text


class Shown(NamedTuple):
    """A concern as the page shows it: its answers by column, the provisions that name it, on what its definition rests."""

    line: ConcernLine
    cells: tuple[tuple[Cell, ...], ...]
    named_in: Markup
    basis: Markup
    defined: Dated | None


def concerns_page(reading: Reading) -> Page:
    """The page of all concerns."""
    data, view = reading.derived("concerns", lambda: make(reading, Words(reading)))
    w = Words(reading)
    every = (*data.objectives, *data.principles, *data.challenges, *data.terms)
    rows = tuple(row for one in every for row in rows_of(w, one))
    return Page("concerns.html", "concerns", w("concerns.title"), view["lede"], data, Table(COLUMNS, rows), view)


def rows_of(w: Words, one: ConcernLine) -> list[tuple[str, ...]]:
    """A concern as rows of CSV: one for each answer, one where there is none."""
    told_of = (one.id, one.kind, str(w.text(one.title)), " ".join(one.provisions))
    if not one.answers:
        answered = "no" if one.kind in concerns.ANSWERED else ""
        return [(*told_of, answered, "", one.since, "", " ".join(one.source), str(one.entry or ""))]
    return [(*told_of, "yes", a.ref, a.since, a.confidence, " ".join(a.source), str(a.entry)) for a in one.answers]


def make(reading: Reading, w: Words) -> tuple[Concerns, dict[str, Any]]:
    """The page's value, and what its template needs besides."""
    found = concerns.concerns_on(reading.standing.concerns, reading.law, reading.day)
    by_kind = {kind: [one for one in found if one.kind == kind] for kind in ("objective", "principle", "challenge", "term")}
    states = reading.law.in_order({getattr(fact.act, "state", "") for one in found for fact in one.prioritised})
    own = tuple(each for state in states for each in priorities.own(reading, w, state))
    presented = priorities.of_every_concept(reading, w)
    assessed = told(reading, (fact for one in found for fact in one.assessed))
    unknown = not_known(reading)
    gaps = tuple(one.id for kind in concerns.ANSWERED for one in by_kind[kind] if not one.answers)
    lines = {one.id: line(one) for one in found}
    data = Concerns(
        day=reading.day,
        objectives=tuple(lines[one.id] for one in by_kind["objective"]),
        principles=tuple(lines[one.id] for one in by_kind["principle"]),
        challenges=tuple(lines[one.id] for one in by_kind["challenge"]),
        terms=tuple(lines[one.id] for one in by_kind["term"]),
        priorities=tuple(one.line for one in (*own, *presented)),
        gaps=gaps,
        assessments=tuple(one for one, _ in assessed),
        not_known=tuple(one.id for one in unknown),
    )
    pictured = by_kind["challenge"]
    view: dict[str, Any] = {
        "lede": sentence(w, data),
        "shown": {kind: tuple(shown(w, one) for one in each) for kind, each in by_kind.items()},
        "picture": picture(reading, w, pictured),
        "pictured": [one.id for one in pictured],
        "deep": deep(str(w.text(one.title)) for one in pictured),
        "names": {one.id: w.text(one.title) for one in found},
        "own": own,
        "presented": presented,
        "anchors": anchors(found, own, presented),
        "assessed": [(one, fact, concern_of(fact)) for one, fact in assessed],
        "unknown": unknown,
        "asked": asked(reading, found),
        "gone": taken_back(reading, (life for life in reading.standing.concerns.values() if life.id not in reading.law.purposes), "concern-"),
    }
    return data, view


def anchors(found: tuple[ConcernOn, ...], own: tuple[Priority, ...], presented: tuple[Priority, ...]) -> dict[int, str]:
    """Which priorities, by their place on the page, stand for a concern that stands nowhere else on it: its first naming."""
    there = {one.id for one in found if one.kind != "priority"}
    out: dict[int, str] = {}
    for place, one in enumerate((*own, *presented)):
        if one.line.concern not in there:
            there.add(one.line.concern)
            out[place] = f"concern-{one.line.concern}"
    return out


def line(one: ConcernOn) -> ConcernLine:
    """A concern as data."""
    answers = tuple(
        AnswerLine(
            answer.ref, answer.fact.start, answer.fact.entry, answer.fact.confidence, answer.fact.sources,
            answer.fact.act.text if isinstance(answer.fact.act, acts.Answer) else (),
        )
        for answer in one.answers
    )  # fmt: skip
    return ConcernLine(
        id=one.id,
        kind=one.kind,
        title=one.title,
        text=one.text if one.text != one.title else (),
        provisions=one.provisions,
        source=one.defined.sources if one.defined else one.sources,
        entry=one.defined.entry if one.defined else 0,
        since=one.defined.start if one.defined else "",
        answers=answers,
        assessments=tuple(fact.entry for fact in one.assessed),
        confidence=one.confidence,
    )


def shown(w: Words, one: ConcernOn) -> Shown:
    """A concern with its answers as links, by the columns of the table."""
    cells = tuple(
        tuple(
            Cell(pointed(w, answer.ref), answer.fact, answer.fact.act.text if isinstance(answer.fact.act, acts.Answer) else ())
            for answer in one.answers
            if answer.ref.split("/")[0] in kinds or (kinds == ANSWERING[1] and answer.ref.split("/")[0] not in ("body", "programme"))
        )
        for kinds in ANSWERING
    )
    basis = bodies.basis_of(one.defined)
    named_in = Markup("; ").join(cited(w, name) for name in one.provisions)
    return Shown(line(one), cells, named_in, basis_words(w, basis) if basis else Markup(""), one.defined)


def concern_of(fact: Dated) -> str:
    """The concern that an act is about."""
    return fact.act.concern if isinstance(fact.act, acts.OfConcern) else ""


def sentence(w: Words, data: Concerns) -> str:
    """How many objectives, principles and challenges there are, how many of the challenges are answered, and which are not."""
    day, past = ("day", data.day), w.reading.away
    if not (data.objectives or data.principles or data.challenges):
        return w("concerns.none_on", day=day) if past else w("concerns.none")
    parts = [w("concerns.count", objectives=len(data.objectives), principles=len(data.principles), challenges=len(data.challenges))]
    answered = [one for one in data.challenges if one.answers]
    open_ones = [one for one in data.challenges if not one.answers]
    if data.challenges:
        code = "concerns.answered_by_day" if past else "concerns.answered"
        parts.append(w(code, n=len(answered), of=len(data.challenges), day=day))
    if open_ones and answered:
        names = "; ".join(lowered(str(w.text(one.title)), w.lang) for one in open_ones)
        parts.append(w("concerns.gaps", names=names, n=len(open_ones)))
    return " ".join(parts)


def lowered(words: str, lang: str) -> str:
    """A title within a sentence."""
    return words[:1].lower() + words[1:] if lang in ("en", "ru") and not words[1:2].isupper() else words


def picture(reading: Reading, w: Words, pictured: list[ConcernOn]) -> Markup:
    """From which day each challenge is answered, and by what kind of thing; empty where none is."""
    if not any(one.answers for one in pictured):
        return Markup("")
    rows = [tuple(Mark(days.first(days.Day(a.fact.start)), a.ref.split("/")[0]) for a in one.answers) for one in pictured]
    said = "; ".join(telling(w, one) for one in pictured)
    return answers_through_time(reading, w, rows, w("concerns.picture"), said, deep(str(w.text(one.title)) for one in pictured))


def telling(w: Words, one: ConcernOn) -> str:
    """A row of the picture in words."""
    title = str(w.text(one.title))
    if not one.answers:
        return w("concerns.told_none", title=title)
    first = min(days.first(days.Day(a.fact.start)) for a in one.answers)
    return w("concerns.told", title=title, n=len(one.answers), since=("day", first))


def asked(reading: Reading, found: tuple[ConcernOn, ...]) -> list[tuple[str, str]]:
    """Questions: what answered a challenge on the day from which something new did; the latest for each."""
    last = [(one.answers[-1].fact.start, one.id) for one in found if one.kind == "challenge" and one.answers]
    return [(name, day) for day, name in sorted(last) if len(day) == 10]


def not_known(reading: Reading) -> list[NotKnown]:
    """What no source says of the concerns."""
    return [one for one in reading.law.not_known.values() if any(about.startswith("concern/") for about in one.about)]
