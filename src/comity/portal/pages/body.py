"""A body: whether there is one on the day, on what it rests and has rested, what it is for, who sits in it, whose it is."""

from typing import Any, NamedTuple

from markupsafe import Markup
from msgspec import Struct

from comity import day as days
from comity.acts import bodies as acts
from comity.charter.load import shipped
from comity.day import Truth
from comity.organisation import bodies, concerns, decisions, sessions
from comity.organisation.bodies import BodyOn
from comity.organisation.dated import Dated
from comity.organisation.lives import withdrawn
from comity.organisation.words import ORGANISATION
from comity.portal.basis import basis_words
from comity.portal.faults import NotFound
from comity.portal.pages.body_lines import (
    COLUMNS,
    BodyLine,
    based,
    every,
    grounded,
    known,
    line,
    not_known,
    remarks_on,
    row,
    told_of_day,
)
from comity.portal.pages.told import Claims, Told, contested, told
from comity.portal.pictures.members import ROW, Bar, Row, draw, scale_of
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words

#: So many of the latest sessions and decisions are listed.
LATEST = 5


class Basis(Struct, frozen=True, omit_defaults=True):
    """On what the body rested from a day on; `statutory` where an article of a founding instrument provides for it."""

    day: str
    entry: int
    confidence: str
    source: tuple[str, ...]
    statutory: bool = False
    until: str = ""


class BodyView(Struct, frozen=True, omit_defaults=True):
    """A body on a day: its line, its bases through time, its own bodies, what it answers, everything said and done.

    sessions, decisions   ids of those recorded by the day      about   ids of decisions by which it was created or changed
    """

    day: str
    line: BodyLine
    bases: tuple[Basis, ...] = ()
    children: tuple[BodyLine, ...] = ()
    answers: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    acts: tuple[Told, ...] = ()
    said: tuple[Told, ...] = ()
    contested: tuple[Claims, ...] = ()
    not_known: tuple[str, ...] = ()


class Fact(NamedTuple):
    """A line of what holds on the day: its label, what it says, the act that says it if one does."""

    id: str
    label: str
    says: Markup
    fact: Dated | None = None


def body(reading: Reading, name: str) -> Page:
    """The page of one body."""
    if not known(reading, name):
        raise NotFound("bodies.unknown", body=name)
    w = Words(reading)
    data, view = reading.derived(f"body-{name}", lambda: make(reading, w, name))
    return Page("body.html", "bodies", w.name("body", name), view["lede"], data, Table(COLUMNS, (row(w, data.line),)), view)


def make(reading: Reading, w: Words, name: str) -> tuple[BodyView, dict[str, Any]]:
    """The page's value, and what its template needs besides."""
    life = reading.standing.bodies.get(f"body/{name}")
    on = next((one for one in every(reading) if one.id == name), None) or bodies.body_on(life, reading.law, name, reading.day)
    facts = life.facts if life else ()
    course = based(reading, told(reading, facts))
    words = remarks_on(reading, name)
    disputed = [(claims, based(reading, each)) for claims, each in contested(reading, told_of_day(facts, reading))]
    children = [one for one in bodies.children_of(every(reading), name) if one.exists is not Truth.NO]
    unknown = not_known(reading, name)
    standing_on = bodies.grounds(life, reading.day)
    held = sessions.sessions_on(reading.standing.sessions, reading.day, name)
    own = decisions.of_body(reading.standing.decisions, name, reading.day)
    about = decisions.following(reading.standing.decisions, f"body/{name}", reading.day)
    data = BodyView(
        day=reading.day,
        line=line(reading, w, on),
        bases=based_through(reading, standing_on),
        children=tuple(line(reading, w, one) for one in children),
        answers=concerns.answered_by(reading.standing.concerns, reading.law, f"body/{name}", reading.day),
        sessions=tuple(one.id for one in held),
        decisions=tuple(one.id for one in own),
        about=tuple(one.id for one in about),
        acts=tuple(one for one, _ in course),
        said=tuple(one for one, _ in words),
        contested=tuple(claims for claims, _ in disputed),
        not_known=tuple(one.id for one in unknown),
    )
    rows = lines_of(reading, on)
    view: dict[str, Any] = {
        "lede": w("told.withdrawn") if (gone := withdrawn(life) and not on.kind) else sentence(w, on, data),
        "picture": picture(reading, w, name, rows),
        "rows": [label for label, _ in rows],
        "facts": [] if gone else facts_on(w, on, data.line),
        "bases": [(one, basis_words(w, found), fact) for one, fact in zip(data.bases, standing_on, strict=True) if (found := bodies.basis_of(fact))],
        "held": held[: -LATEST - 1 : -1],
        "own": own[: -LATEST - 1 : -1],
        "about": about,
        "course": course,
        "words": words,
        "questions": disputed,
        "unknown": unknown,
        "asked": asked(reading, name),
        "decides": decides(reading, name),
    }
    return data, view


def sentence(w: Words, on: BodyOn, data: BodyView) -> str:
    """What the body is and whose, since when, on what it rests on the day."""
    past = "was" if w.reading.away else "is"
    kind, day = w(f"bodies.a.{on.kind}"), ("day", data.day)
    parts = []
    if on.exists is Truth.NO:
        over = bool(on.until) and days.first(days.Day(on.until)) <= data.day
        parts.append(w("bodies.one.over" if over else "bodies.one.not_yet", body=("body", on.id), day=day, other=("day", on.until if over else on.since)))
        return parts[0]
    if on.exists is Truth.NOT_KNOWN:
        return w("bodies.one.not_known", body=("body", on.id), day=day, since=("day", on.since))
    named = [parent for parent in on.parents if parent != ORGANISATION]
    if named and ORGANISATION in on.parents:
        parts.append(w(f"bodies.one.{past}_of_both", body=("body", on.id), kind=kind, other=("body", named[0]), day=day))
    elif named and on.kind not in ("consultative_and_executive", "permanent"):
        parts.append(w(f"bodies.one.{past}_of", body=("body", on.id), kind=kind, other=("body", named[0]), day=day))
    else:
        parts.append(w(f"bodies.one.{past}", body=("body", on.id), kind=kind, day=day))
    if on.since:
        code = "attested" if on.attested else "since"
        parts.append(w.marked(w(f"bodies.one.{code}", since=("day", on.since)), on.opened.confidence if on.opened else ""))
    if data.line.competence:
        parts.append(w("bodies.one.field", field=w.text(data.line.competence)))
    if on.statutory and len(data.bases) > 1 and not data.bases[0].statutory:
        first = next(one for one in data.bases if one.statutory)
        parts.append(w("bodies.one.statutory_since", since=("day", first.day)))
    elif data.bases and not on.statutory and any(one.statutory for one in every(w.reading)) and on.kind != "subsidiary":
        parts.append(w(f"bodies.one.not_statutory_{past}"))
    if data.contested:
        parts.append(w("bodies.one.contested"))
    return " ".join(parts)


def based_through(reading: Reading, grounds: tuple[Dated, ...]) -> tuple[Basis, ...]:
    """What the body rested on, one after the other."""
    out = []
    for i, fact in enumerate(grounds):
        until = grounds[i + 1].start if i + 1 < len(grounds) else ""
        out.append(Basis(fact.start, fact.entry, fact.confidence, fact.sources, bodies.rests_on_founding(fact, reading.law), until))
    return tuple(out)


def facts_on(w: Words, on: BodyOn, one: BodyLine) -> list[Fact]:
    """What holds of the body on the day, line by line; what no source says is said to be so."""
    absent = Markup.escape(w("bodies.not_stated"))
    parents = Markup("; ").join(_parent(w, parent) for parent in on.parents)
    mandate = w.html(one.mandate) if one.mandate else absent
    seats = w.html(one.composition) if one.composition else absent
    out = [
        Fact("kind", w("bodies.kind"), Markup.escape(w(f"value.{on.kind}")), on.opened),
        Fact("basis", w("bodies.basis"), grounded(w, on) or absent, on.ground),
        Fact("mandate", w("bodies.mandate"), mandate, on.mandate),
        Fact("composition", w("bodies.composition"), seats, on.composition),
    ]
    if one.presided_by:
        out.append(Fact("chair", w("bodies.chair"), presided(w, one), on.composition))
    if one.meets:
        out.append(Fact("meets", w("bodies.meets"), w.html(one.meets), on.meets))
    if parents or on.kind == "subsidiary":
        out.append(Fact("parents", w("bodies.parents"), parents or absent, on.attached))
    if on.kind == "subsidiary":
        lasting = w(f"value.{on.duration}") if on.duration else w("bodies.not_stated")
        out.append(Fact("duration", w("bodies.duration"), Markup.escape(lasting), on.opened))
    if others := other_names(w, one):
        out.append(Fact("also", w("bodies.also"), others, on.opened))
    return out


def presided(w: Words, one: BodyLine) -> Markup:
    """By what office it is presided; where the chairmanship of the organisation is recorded, a link to who holds it."""
    said = w.html(one.presided_by)
    if not w.reading.standing.chairmanship or one.kind not in ("supreme", "consultative_and_executive", "permanent"):
        return said
    return Markup('{}<br><a href="{}">{}</a>').format(said, w.reading.link("chairmanship"), w("bodies.who_presides", day=("day", w.reading.day)))


def other_names(w: Words, one: BodyLine) -> Markup:
    """Every other name of the body, in every language: each is one under which it may be sought."""
    own = w.text(one.name)
    found = {part.text: part.lang for text in (one.name, *one.also) for part in text if part.text != own}
    named = (Markup('<span lang="{}">{}</span>').format(lang, name) if lang != w.lang else Markup.escape(name) for name, lang in found.items())
    return Markup("; ").join(named)


def _parent(w: Words, parent: str) -> Markup:
    if parent == ORGANISATION:
        return Markup.escape(w("value.organisation"))
    return Markup('<a href="{}">{}</a>').format(w.reading.link("bodies", parent), w.name("body", parent))


def lines_of(reading: Reading, on: BodyOn) -> list[tuple[str, Row]]:
    """The rows of the body's picture: whether there was one, on what it rested, who sat in it."""
    life, today = reading.standing.bodies.get(f"body/{on.id}"), reading.today
    rows = [("there", Row(on.id, existence(on, today)))] if on.since else []
    grounds = bodies.grounds(life)
    rows.append(("basis", Row(on.id, stretches(grounds, on.until or today, [bodies.rests_on_founding(fact, reading.law) for fact in grounds]))))
    seats = tuple(fact for fact in (life.facts if life else ()) if isinstance(fact.act, acts.Compose) and fact.counts)
    rows.append(("composition", Row(on.id, stretches(seats, on.until or today, [False] * len(seats)))))
    return [(label, row) for label, row in rows if row.bars]


def existence(on: BodyOn, today: str) -> tuple[Bar, ...]:
    """From the day from which there is one; hatched over the year before where a source only shows it on that day."""
    start, sure = days.first(days.Day(on.since)), days.last(days.Day(on.since))
    end = min(days.first(days.Day(on.until)), today) if on.until else today
    before = days.add_years(days.Day(start), -2) if on.attested else start
    doubt = (Bar("doubt", before, max(start, min(sure, end))),) if before < start or start < sure else ()
    return (*doubt, Bar("member", min(sure, end), end, not on.until))


def stretches(facts: tuple[Dated, ...], end: str, strong: list[bool]) -> tuple[Bar, ...]:
    """One bar from each act to the next."""
    starts = [days.first(days.Day(fact.start)) for fact in facts]
    ends = [*starts[1:], end][: len(starts)]  # of a body about which no act is entered, none
    return tuple(
        Bar("member" if firm else "party", start, until, until == end)
        for start, until, firm in zip(starts, ends, strong, strict=True)
        if start < until
    )


def picture(reading: Reading, w: Words, name: str, rows: list[tuple[str, Row]]) -> object:
    """The body through time: whether there was one, on what it rested, who sat in it."""
    if not rows:
        return ""
    bars = tuple(row for _, row in rows)
    scale = scale_of(reading, bars)
    said = "; ".join(f"{w(f'bodies.row.{label}')}: {', '.join(told_bar(w, label, bar) for bar in row.bars)}" for label, row in rows)
    return draw("body", bars, scale, reading, w, w("bodies.through_time", body=("body", name)), said, ROW)


def told_bar(w: Words, label: str, bar: Bar) -> str:
    """A stretch in words."""
    word = {"doubt": "doubt", "member": "firm" if label == "basis" else "there", "party": "other" if label == "basis" else "seats"}[bar.kind]
    said = w(f"bodies.bar.{word}")
    return w("bodies.bar.open" if bar.open else "bodies.bar.span", what=said, start=("day", bar.start), until=("day", bar.until))


def asked(reading: Reading, name: str) -> list[tuple[str, str]]:
    """Questions about the body on days on which something of it changed, by the day shown: the kind of question, the day."""
    life = reading.standing.bodies.get(f"body/{name}")
    found = {
        ("composed" if isinstance(fact.act, acts.Compose) else "grounded", fact.start)
        for fact in (life.facts if life else ())
        if isinstance(fact.act, acts.Compose | acts.Ground) and fact.counts and len(fact.start) == 10
    }
    return sorted(found, key=lambda one: (one[1], one[0]))


def decides(reading: Reading, name: str) -> str:
    """The address of the body's rules of decision; empty where none are recorded of an organisation that comes with Comity."""
    organisation = reading.law.organisation.id
    there = organisation in shipped() and any(rule.body == name for rule in reading.law.rules)
    return reading.link("rules", organisation, name) if there else ""
