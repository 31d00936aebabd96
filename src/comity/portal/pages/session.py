"""One session: when and where, who presided, who was there as far as it is told, what was decided, what is not known."""

from typing import Any

from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import sessions as acts
from comity.organisation import decisions, membership, sessions
from comity.organisation.dated import Dated
from comity.organisation.lives import withdrawn
from comity.organisation.sessions import SessionOn
from comity.portal.faults import NotFound
from comity.portal.fields import thing
from comity.portal.pages import choices
from comity.portal.pages.decided import MARKS as OUTCOMES
from comity.portal.pages.decided import DecisionLine, line_of
from comity.portal.pages.sessions import MARKS, SessionLine, called, line, not_known, on_days, when, where
from comity.portal.pages.told import Claims, Told, contested, told
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Shape, Tone, Words
from comity.text import Text

COLUMNS = ("state", "name", "attendance", "said", "confidence", "entry")
PRESENCE: dict[str, tuple[Shape, Tone]] = {
    "present": ("done", "done"), "represented": ("half", "open"), "absent": ("cross", "late"), "not_told": ("dot", "dim"),
}  # fmt: skip


class Presence(Struct, frozen=True, omit_defaults=True):
    """A state at a session: present, represented (by another office than the one that sits there), absent, or not_told."""

    state: str
    name: str
    attendance: str
    said: Text = ()
    note: Text = ()
    confidence: str = ""
    source: tuple[str, ...] = ()
    entry: int = 0


class SessionView(Struct, frozen=True, omit_defaults=True):
    """A session as it stands on a day.

    line        what it is; absent while nothing was heard of it
    presence    of each member of that day, in protocol order
    guests      who took part by invitation          decisions   what came before it, as far as a text is known
    instruments what was signed or opened for signature on the occasion
    accounts    what is told of it as a whole        contested   questions of it to which accounts differ
    scheduled   acts that set it for a day           acts        every act that concerns it
    """

    session: str
    day: str
    line: SessionLine | None = None
    presence: tuple[Presence, ...] = ()
    guests: tuple[Text, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    instruments: tuple[str, ...] = ()
    accounts: tuple[Told, ...] = ()
    contested: tuple[Claims, ...] = ()
    scheduled: tuple[Told, ...] = ()
    acts: tuple[Told, ...] = ()
    not_known: tuple[str, ...] = ()


def session(reading: Reading, name: str) -> Page:
    """The page of one session."""
    life = reading.standing.sessions.get(f"session/{name}")
    if life is None:
        raise NotFound("session.unknown", session=name)
    w = Words(reading)
    one = sessions.session_on(life, reading.day)
    if one.opened is None:
        first = min(life.facts, key=lambda fact: fact.start)
        gone = withdrawn(life)
        lede = w("told.withdrawn") if gone else w("session.not_yet", day=("day", reading.day))
        view: dict[str, Any] = {"early": True, "first": first.start, "gone": told(reading, life.facts) if gone else ()}
        return Page("session.html", "sessions", w.name("session", name), lede, SessionView(name, reading.day), Table(COLUMNS, ()), view)
    data, view = reading.derived(f"session-{name}", lambda: make(reading, w, one))
    assert data.line is not None
    title = w("session.title", name=called(w, data.line), day=on_days(w, data.line))
    rows = tuple((p.state, p.name, p.attendance, str(w.text(p.said)), p.confidence, str(p.entry or "")) for p in data.presence)
    return Page("session.html", "sessions", title, view["lede"], data, Table(COLUMNS, rows), view)


def make(reading: Reading, w: Words, one: SessionOn) -> tuple[SessionView, dict[str, Any]]:
    """The page's value, and what only its template needs."""
    life = reading.standing.sessions[f"session/{one.id}"]
    decided = [line_of(reading, w, each) for each in decisions.at_session(reading.standing.decisions, one.id, reading.day)]
    there = line(reading, one, len(decided))
    known = [fact for fact in life.facts if days.first(days.Day(fact.start)) <= reading.day]
    disputed = contested(reading, known)
    in_dispute = {each.entry for claims, _ in disputed for each in claims.claims}
    accounts = told(reading, [fact for fact in one.accounts if fact.entry not in in_dispute])
    scheduled, everything = told(reading, one.planned), told(reading, known)
    unknown = not_known(reading, {f"session/{one.id}"})
    presence = present(reading, w, one)
    guests = tuple(fact.act.guest for fact in one.guests if isinstance(fact.act, acts.Invite))
    signed = tuple(dict.fromkeys(name for fact in one.accounts if isinstance(fact.act, acts.Account) for name in fact.act.instruments))
    data = SessionView(
        session=one.id,
        day=reading.day,
        line=there,
        presence=presence,
        guests=guests,
        decisions=tuple(decided),
        instruments=signed,
        accounts=tuple(each for each, _ in accounts),
        contested=tuple(claims for claims, _ in disputed),
        scheduled=tuple(each for each, _ in scheduled),
        acts=tuple(each for each, _ in everything),
        not_known=tuple(each.id for each in unknown),
    )
    view: dict[str, Any] = {
        "early": False,
        "thing": thing,
        "lede": sentence(reading, w, data),
        "opened": one.opened,
        "held": isinstance(one.opened.act, acts.Hold) if one.opened else False,
        "with": getattr(one.opened.act, "with_", ()) if one.opened else (),
        "by": {fact.entry: fact for fact in life.facts},
        "guests": told(reading, one.guests),
        "presided": told(reading, one.presided),
        "accounts": accounts,
        "questions_contested": disputed,
        "scheduled": scheduled,
        "everything": everything,
        "unknown": unknown,
        "basis": [basis for fact in one.planned if (basis := decided_at(fact))],
        "mark": w.mark(MARKS[one.word][0], w(f"sessions.state.{one.word}"), MARKS[one.word][1]),
        "marks": {word: w.mark(shape, w(f"session.presence.{word}"), tone) for word, (shape, tone) in PRESENCE.items()},
        "outcomes": {word: w.mark(shape, w(f"decisions.outcome.{word}"), tone) for word, (shape, tone) in OUTCOMES.items()},
        "questions": questions(reading, w, there),
        "note": one.opened.act.transcribed.note if one.opened and one.opened.act.transcribed is not UNSET else (),
    }
    return data, view


def decided_at(fact: Dated) -> str:
    """The id of the decision by which a session was set, where its act names one."""
    basis = getattr(fact.act, "basis", UNSET)
    ref = getattr(getattr(basis, "decided", UNSET), "ref", UNSET)
    return ref.split("/")[1] if isinstance(ref, str) and ref.startswith("decision/") else ""


def present(reading: Reading, w: Words, one: SessionOn) -> tuple[Presence, ...]:
    """Each member of that day, and whoever else is told of, in protocol order; nothing for what was no meeting."""
    if one.word != "held" or one.kind == "between_sessions":
        return ()
    told_of = {fact.act.state: fact for fact in one.attends if isinstance(fact.act, acts.Attend)}
    expected = membership.members_on(reading.standing.members, days.first(days.Day(one.day))) if one.body else ()
    out = []
    for state in reading.law.in_order({*expected, *told_of}):
        fact = told_of.get(state)
        if fact is None or not isinstance(fact.act, acts.Attend):
            out.append(Presence(state, w.name("full", state), "not_told"))
            continue
        note = fact.act.transcribed.note if fact.act.transcribed is not UNSET else ()
        out.append(Presence(state, w.name("full", state), fact.act.attendance, fact.act.text, note, fact.confidence, fact.sources, fact.entry))
    return tuple(out)


def sentence(reading: Reading, w: Words, data: SessionView) -> str:
    """Its point: held when, where, under whose chairmanship, without whom; what came of it as far as it is known."""
    there = data.line
    assert there is not None
    kind = w(f"sessions.kind_of.{there.kind}")
    parts = []
    if there.state == "held" and there.kind == "between_sessions":
        parts.append(w("session.between", when=when(w, there.day)))
    elif there.state == "held":
        at = when(w, there.day, there.until).lstrip(": ")
        parts.append(w("session.held", kind=kind[:1].upper() + kind[1:], at=("text", at), place=where(w, there)))
    else:
        parts.append(w(f"session.{there.state}", kind=kind, day=("day", there.day), when=when(w, there.day), place=where(w, there)))
    parts[-1] = w.marked(parts[-1], there.confidence)
    if len(there.presided) == 1:
        parts.append(w("session.presided", state=("state", there.presided[0])))
    elif there.presided:
        parts.append(w("session.presided_contested", names=w.all_of(there.presided)))
    if there.absent:
        parts.append(w("session.absent", n=len(there.absent), names=w.all_of(there.absent)))
    by_outcome = {word: sum(one.outcome == word for one in data.decisions) for word in ("adopted", "returned", "deferred", "not_adopted")}
    if by_outcome["adopted"]:
        parts.append(w("session.texts", n=by_outcome["adopted"]))
    parts += [w(f"session.of_them_{word}", n=n) for word, n in by_outcome.items() if n and word != "adopted"]
    if any(one.contested for one in data.decisions):
        parts.append(w("session.validity"))
    return " ".join(parts)


def questions(reading: Reading, w: Words, there: SessionLine) -> list[tuple[str, str]]:
    """Questions in words about that day, each a plain address."""
    if len(there.day) != 10:
        return []
    day, lang = there.day, reading.lang
    out = [(w("session.question.members", day=("day", day)), f"/{lang}/members?on={day}")]
    if choices.has_room("chairmanship"):
        out.insert(0, (w("session.question.presided", day=("day", day)), f"/{lang}/chairmanship?on={day}"))
    out.append((w("session.question.provisions", day=("day", day)), f"/{lang}/charter?on={day}"))
    if there.body:
        out.append((w("session.question.others", body=("body", there.body)), f"/{lang}/sessions{reading.with_query(body=there.body)}"))
    return out
