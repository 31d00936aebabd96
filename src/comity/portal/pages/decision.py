"""One decision: what it is, its life on one line, what states did about it, what is contested, what came of it."""

from typing import Any

from markupsafe import Markup
from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import decisions as acts
from comity.day import Truth
from comity.organisation import concerns, decisions, membership, sessions
from comity.organisation.dated import Dated
from comity.organisation.decisions import DecisionOn
from comity.organisation.lives import withdrawn
from comity.portal.faults import NotFound
from comity.portal.fields import pointed, thing
from comity.portal.markup import fill
from comity.portal.pages.decided import MARKS, DecisionLine, class_of, line_of, record_of
from comity.portal.pages.sessions import not_known, when
from comity.portal.pages.told import Claims, Told, contested, told
from comity.portal.pictures.decisions import through_time
from comity.portal.pictures.instruments import Mark
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Shape, Tone, Words
from comity.procedure.rule import Rule
from comity.text import Text

COLUMNS = ("state", "name", "position", "day", "text", "confidence", "entry")
POSITIONS: dict[str, tuple[Shape, Tone]] = {
    "signed": ("done", "done"), "joined": ("done", "done"), "joined_with_reservation": ("half", "open"),
    "joined_with_special_opinion": ("half", "open"), "declined": ("cross", "late"), "contests": ("cross", "bad"), "upholds": ("half", "open"),
    "absent": ("ring", "dim"), "not_told": ("dot", "dim"),
}  # fmt: skip


class Step(Struct, frozen=True):
    """A step in the life of a decision: `done`, `open` (to come), `not_known`, `none` (not taken); in words and in detail."""

    key: str
    state: str
    words: str
    detail: str


class Position(Struct, frozen=True, omit_defaults=True):
    """What a state did about it: signed, joined…, declined, contests, upholds; absent from the session; not_told."""

    state: str
    name: str
    position: str
    day: str = ""
    text: Text = ()
    confidence: str = ""
    source: tuple[str, ...] = ()
    entry: int = 0


class OneReading(Struct, frozen=True):
    """A reading of the rule by which the body decides, as the charter keeps it; which of them is right the register does not say."""

    rule: str
    name: dict[str, str]
    provision: str
    confidence: str


class DecisionView(Struct, frozen=True, omit_defaults=True):
    """A decision as it stands on a day.

    line        what it is; absent while it was not taken
    steps       its life on one line             positions  of each member of that day, in protocol order
    follows     refs of what it carries on       followed   the decisions that carry it on
    claims      accounts of it that differ       contests   who holds that it was not validly taken; upholds: the answers
    readings    of the rule, where it is contested
    answers     the objectives and challenges that it answers, where a source says so
    """

    decision: str
    number: int
    day: str
    line: DecisionLine | None = None
    text: Text = ()
    method: Text = ()
    condition: Text = ()
    provisions: tuple[str, ...] = ()
    proposed_by: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    followed: tuple[DecisionLine, ...] = ()
    steps: tuple[Step, ...] = ()
    positions: tuple[Position, ...] = ()
    claims: tuple[Claims, ...] = ()
    contests: tuple[Told, ...] = ()
    upholds: tuple[Told, ...] = ()
    readings: tuple[OneReading, ...] = ()
    remarks: tuple[Told, ...] = ()
    acts: tuple[Told, ...] = ()
    answers: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()


def decision(reading: Reading, name: str) -> Page:
    """The page of one decision, by its number or its id."""
    life = decisions.found(reading.standing.decisions, name)
    if life is None:
        raise NotFound("decision.unknown", decision=name)
    w = Words(reading)
    one = decisions.decision_on(life, reading.day)
    title = w.name("decision", life.id)
    if one.record is None:
        taken = min(fact.start for fact in life.facts)
        gone = withdrawn(life)
        lede = w("told.withdrawn") if gone else w("decision.not_yet", day=("day", reading.day), n=life.number)
        empty = DecisionView(life.id, life.number, reading.day)
        early = {"early": True, "first": taken, "gone": told(reading, life.facts) if gone else ()}
        return Page("decision.html", "decisions", title, lede, empty, Table(COLUMNS, ()), early)
    data, view = reading.derived(f"decision-{life.id}", lambda: make(reading, w, one))
    rows = tuple((p.state, p.name, p.position, p.day, str(w.text(p.text)), p.confidence, str(p.entry or "")) for p in data.positions)
    return Page("decision.html", "decisions", title, view["lede"], data, Table(COLUMNS, rows), view)


def make(reading: Reading, w: Words, one: DecisionOn) -> tuple[DecisionView, dict[str, Any]]:
    """The page's value, and what only its template needs."""
    life = reading.standing.decisions[f"decision/{one.id}"]
    act, there, of_class = record_of(one), line_of(reading, w, one), class_of(reading, one)
    known = [fact for fact in life.facts if days.first(days.Day(fact.start)) <= reading.day]
    disputed = contested(reading, known)
    followed = [line_of(reading, w, each) for each in decisions.following(reading.standing.decisions, life.ref, reading.day)]
    against, answers, everything = told(reading, one.contested), told(reading, one.upheld), told(reading, known)
    remarks = told(reading, [f for f in reading.standing.remarks_on(life.ref) if f.counts and days.first(days.Day(f.start)) <= reading.day])
    unknown = not_known(reading, {life.ref})
    readings = rules_read(reading, one) if one.contested else []
    data = DecisionView(
        decision=one.id,
        number=one.number,
        day=reading.day,
        line=there,
        text=act.text,
        method=act.method,
        condition=act.condition,
        provisions=of_class.provisions if of_class else (),
        proposed_by=act.proposed_by,
        follows=act.follows,
        followed=tuple(followed),
        steps=tuple(steps(reading, w, one, followed)),
        positions=positions(reading, w, one),
        claims=tuple(claims for claims, _ in disputed),
        contests=tuple(each for each, _ in against),
        upholds=tuple(each for each, _ in answers),
        readings=tuple(OneReading(rule.id, rule.name or {}, rule.provision, rule.confidence) for rule in readings),
        remarks=tuple(each for each, _ in remarks),
        acts=tuple(each for each, _ in everything),
        answers=concerns.answered_by(reading.standing.concerns, reading.law, life.ref, reading.day),
        not_known=tuple(each.id for each in unknown),
    )
    view: dict[str, Any] = {
        "early": False,
        "thing": thing,
        "lede": sentence(reading, w, one, data),
        "record": one.record,
        "one": one,
        "by": {fact.entry: fact for fact in life.facts},
        "of_class": of_class,
        "follows": [linked(w, ref) for ref in act.follows],
        "proposed_by": Markup(", ").join(linked(w, ref) for ref in act.proposed_by),
        "disputed": disputed,
        "against": against,
        "answers": answers,
        "readings": readings,
        "remarks": remarks,
        "everything": everything,
        "unknown": unknown,
        "mark": w.mark(MARKS[one.word][0], w(f"decisions.outcome.{one.word}"), MARKS[one.word][1]),
        "outcomes": {word: w.mark(shape, w(f"decisions.outcome.{word}"), tone) for word, (shape, tone) in MARKS.items()},
        "marks": {word: w.mark(shape, w(f"decision.position.{word}"), tone) for word, (shape, tone) in POSITIONS.items()},
        "picture": through_time(reading, w, marks(w, one, followed), one.since if one.effect is Truth.YES else "", one.until, w("decision.through_time")),
        "questions": questions(reading, w, one, there),
        "note": act.transcribed.note if act.transcribed is not UNSET else (),
    }
    return data, view


def linked(w: Words, ref: str) -> Markup:
    """What a ref names, as a link where there is a page of it; a session with its day."""
    kind, _, value = ref.partition("/")
    if kind == "session" and (one := sessions.session_on(w.reading.standing.sessions.get(ref), w.reading.day)).opened:
        words = w("session.title", name=w.name("session", value), day=w.day(one.day))
        return fill('<a href="{}">{}</a>', w.reading.link("sessions", value), words)
    if kind == "post" and ref in w.reading.standing.posts:
        return fill('<a href="{}">{}</a>', w.reading.link("posts"), w.name(kind, value))
    made = pointed(w, ref)
    return Markup.escape(w.name(kind, value)) if made == ref else made


def sentence(reading: Reading, w: Words, one: DecisionOn, data: DecisionView) -> str:
    """What came of it, by whom and when; from when it has effect; who contests it or declined to join."""
    there = data.line
    assert there is not None
    parts = [w(f"decision.lede_{one.word}", body=("body", there.body), when=when(w, there.day), n=one.number)]
    if one.word == "adopted":
        parts.append(effect(w, one, there, data.condition))
    for word in ("contests", "declined", "joined"):
        states = [p.state for p in data.positions if p.position == word or (word == "joined" and p.position.startswith("joined"))]
        if states:
            parts.append(w(f"decision.lede_{word}", n=len(states), names=w.all_of(states)))
    return " ".join(part for part in parts if part)


def effect(w: Words, one: DecisionOn, there: DecisionLine, condition: Text) -> str:
    """From when to when it has effect, in a sentence."""
    if one.ended is not None:
        return w("decision.ended", day=("day", one.ended.start))
    if one.pending:
        return w("decision.pending", condition=str(w.text(condition)).removesuffix("."))
    if one.since:
        word = "until" if one.until else "since" if one.effect is Truth.YES else "will"
        return w(f"decision.effect_{word}", since=("day", one.since), until=("day", one.until))
    return w("decision.effect_treaty" if there.kind == "treaty" else "decision.effect_not_stated")


def steps(reading: Reading, w: Words, one: DecisionOn, followed: list[DecisionLine]) -> list[Step]:
    """Proposed, taken, signed, in effect, joined or declined, carried on: each as far as it is told."""
    act, fact = record_of(one), one.record
    assert fact is not None
    proposers = ", ".join(plain(w, ref) for ref in act.proposed_by)
    out = [_step(w, "proposed", "done" if proposers else "not_known", proposers)]
    outcome = w(f"decisions.outcome.{one.word}")
    out.append(Step("taken", "done" if one.word != "not_known" else "not_known", outcome[:1].upper() + outcome[1:], w.day(fact.start, "table")))
    if one.word == "adopted":
        signed = {stood.state for stood in one.positions if stood.position == "signed"}
        differ = any(stood.among_claims for stood in one.positions)
        detail = w("decision.step.signed_differ") if differ else w("decision.step.signed_n", n=len(signed)) if signed else ""
        out.append(_step(w, "signed", "done" if signed else "not_known", detail))
        out.append(_effect_step(w, one))
        later = [stood for stood in one.positions if stood.position.startswith("joined") or stood.position == "declined"]
        told_of = ", ".join(f"{w.state(stood.state)}: {w(f'decision.position.{stood.position}')}" for stood in later)
        out.append(_step(w, "joined", "done" if told_of else "not_known", told_of))
    if one.ended is not None:
        out.append(_step(w, "ended", "done", w.day(one.ended.start, "table")))
    else:
        code = "carried_on" if one.word == "adopted" else "taken_up"
        out.append(_step(w, code, "done" if followed else "not_known", w("decision.step.followed_n", n=len(followed)) if followed else ""))
    return out


def _step(w: Words, key: str, state: str, detail: str) -> Step:
    return Step(key, state, w(f"decision.step.{key}"), detail or w("decision.step.not_told"))


def _effect_step(w: Words, one: DecisionOn) -> Step:
    words = w("decision.step.effect")
    if one.since:
        return Step("effect", "done" if one.since <= one_day(w) else "open", words, w("decisions.from", day=("day", one.since)))
    if one.pending:
        return Step("effect", "open", words, w("decision.step.on_condition"))
    return Step("effect", "not_known", words, w("decision.step.not_told"))


def one_day(w: Words) -> str:
    """The day that is read."""
    return w.reading.day


def plain(w: Words, ref: str) -> str:
    """What a ref names, without markup."""
    kind, _, value = ref.partition("/")
    return w.state(value) if kind == "member" else w.name(kind, value)


def marks(w: Words, one: DecisionOn, followed: list[DecisionLine]) -> list[Mark]:
    """What stands on the line of time: taken, in effect, joined, declined, contested, carried on, ended."""
    fact = one.record
    assert fact is not None
    out = [Mark(fact.start, f"{w(f'decisions.outcome.{one.word}')}, {w.day(fact.start, 'table')}", True)]
    if one.since and one.since != fact.start:
        out.append(Mark(one.since, w("decision.mark.effect", day=w.day(one.since, "table")), True, "force"))
    for stood in one.positions:
        if stood.position not in ("signed", "upholds"):
            out.append(Mark(stood.fact.start, f"{w.state(stood.state)}: {w(f'decision.position.{stood.position}')}"))
    out += [Mark(other.day, w("decision.mark.followed", n=other.number)) for other in followed]
    if one.until:
        out.append(Mark(one.until, w("decision.mark.until", day=w.day(one.until, "table")), kind="end"))
    if one.ended is not None:
        out.append(Mark(one.ended.start, w("decision.mark.ended", day=w.day(one.ended.start, "table")), True, "end"))
    return out


def positions(reading: Reading, w: Words, one: DecisionOn) -> tuple[Position, ...]:
    """Each member of that day with what it did; a state that did several things stands once for each."""
    act, fact = record_of(one), one.record
    assert fact is not None
    by_state: dict[str, list[Position]] = {}
    for stood in one.positions:
        if stood.among_claims:  # shown with the accounts that differ
            continue
        words = getattr(stood.fact.act, "text", ()) if not isinstance(stood.fact.act, acts.Record) else ()
        name = w.name("full", stood.state)
        found = Position(stood.state, name, stood.position, stood.fact.start, words, stood.fact.confidence, stood.fact.sources, stood.fact.entry)
        by_state.setdefault(stood.state, []).append(found)
    session = reading.standing.sessions.get(f"session/{act.session}") if isinstance(act.session, str) else None
    for state in membership.members_on(reading.standing.members, days.first(days.Day(fact.start))):
        if state in by_state and all(found.position != "declined" for found in by_state[state]):
            continue
        absence = _absence(session, state, reading.day)
        if absence is not None:
            away = Position(state, w.name("full", state), "absent", absence.start, absence.act.text, absence.confidence, absence.sources, absence.entry)  # type: ignore[attr-defined]
            by_state.setdefault(state, []).insert(0, away)
        elif state not in by_state:
            by_state[state] = [Position(state, w.name("full", state), "not_told")]
    return tuple(found for state in reading.law.in_order(by_state) for found in by_state[state])


def _absence(session: Any, state: str, on: str) -> Dated | None:
    """What says that a state was absent from the session, or none."""
    if sessions.attended(session, state, on) is not Truth.NO:
        return None
    return next((fact for fact in sessions.attending(session, on) if getattr(fact.act, "state", "") == state), None)


def rules_read(reading: Reading, one: DecisionOn) -> list[Rule]:
    """The readings of the body's rule that the charter keeps beside each other, as in force on the day of the decision."""
    act, fact = record_of(one), one.record
    assert fact is not None
    found = [rule for rule in reading.law.rules if rule.body == act.body and rule.reading_of and rule.in_force.on(fact.start)]
    return sorted(found, key=lambda rule: not rule.preferred)


def questions(reading: Reading, w: Words, one: DecisionOn, there: DecisionLine) -> list[tuple[str, str]]:
    """Questions in words about that day, each a plain address."""
    if len(there.day) != 10:
        return []
    day, lang = there.day, reading.lang
    out = [
        (w("session.question.members", day=("day", day)), f"/{lang}/members?on={day}"),
        (w("session.question.provisions", day=("day", day)), f"/{lang}/charter?on={day}"),
    ]
    if there.session:
        out.append((w("decision.question.session"), reading.link("decisions") + _and(reading.query, f"year={day[:4]}")))
    return out


def _and(query: str, more: str) -> str:
    return f"{'&' if query else '?'}{more}"
