"""Sessions: what was held and what is planned, by year and kind; who presided, who was not there, what is not known."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from comity import day as days
from comity.acts import sessions as acts
from comity.acts.decisions import Record
from comity.charter.model import NotKnown
from comity.organisation import decisions, sessions
from comity.organisation.lives import Life
from comity.organisation.sessions import SessionOn
from comity.portal.pages import choices
from comity.portal.pages.told import told
from comity.portal.pictures.sessions import KINDS, sessions_through_time
from comity.portal.reading import Reading
from comity.portal.render import Page, Rows, Table
from comity.portal.words import Shape, Tone, Words
from comity.text import Text

MARKS: dict[str, tuple[Shape, Tone]] = {
    "held": ("done", "done"), "planned": ("ring", "open"), "not_known": ("dot", "dim"), "cancelled": ("cross", "dim"),
}  # fmt: skip
COLUMNS = (
    "session", "day", "until", "state", "kind", "body", "title", "form", "place", "number", "presided", "absent", "represented", "texts",
    "confidence", "entry",
)  # fmt: skip


class SessionLine(Struct, frozen=True, omit_defaults=True):
    """A session in a list.

    day        on which it was held, or for which it is set; `until` its last day where it took several
    state      held, planned, not_known (its day has passed, and nothing says that it was held), cancelled
    title      what it is called where that is not its body's name
    presided   ids of the states that presided, as told; absent and represented likewise
    texts      how many decisions of it are in the register
    """

    session: str
    day: str
    state: str
    kind: str
    entry: int
    confidence: str
    until: str = ""
    body: str = ""
    title: Text = ()
    form: str = ""
    place: Text = ()
    number: int = 0
    presided: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    represented: tuple[str, ...] = ()
    texts: int = 0


class Sessions(Struct, frozen=True):
    """The sessions heard of by a day, newest first; `last` and `next` are ids, of the body that stands above the others.

    on_subject  where the sessions of one body are chosen: ids of the decisions that concern it, or that others took on its subject
    """

    day: str
    total: int
    sessions: tuple[SessionLine, ...]
    last: str = ""
    next: str = ""
    on_subject: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()


def line(reading: Reading, one: SessionOn, texts: int) -> SessionLine:
    """A session as a line."""
    assert one.opened is not None
    act = one.opened.act
    held = act if isinstance(act, acts.Hold) else None
    life = reading.standing.sessions[f"session/{one.id}"]
    attends = [fact.act for fact in one.attends if isinstance(fact.act, acts.Attend)]
    in_order = reading.law.in_order
    return SessionLine(
        session=one.id,
        day=one.day,
        state=one.word,
        kind=one.kind,
        entry=one.opened.entry,
        confidence=one.opened.confidence,
        until=one.until,
        body=one.body,
        title=held.title if held else (),
        form=held.form or "" if held else "",
        place=act.place,  # type: ignore[attr-defined]
        number=held.number if held and isinstance(held.number, int) else 0,
        presided=sessions.who_presided(life, reading.day),
        absent=tuple(in_order(a.state for a in attends if a.attendance == "absent")),
        represented=tuple(in_order(a.state for a in attends if a.attendance == "represented")),
        texts=texts,
    )


def lines(reading: Reading) -> list[SessionLine]:
    """Every session heard of by the day, the newest first."""
    texts = texts_of(reading)
    return [line(reading, one, texts[one.id]) for one in reversed(sessions.sessions_on(reading.standing.sessions, reading.day))]


def texts_of(reading: Reading) -> Counter[str]:
    """How many decisions of each session are in the register by the day."""
    return Counter(str(act.session) for _, _, act in recorded(reading))


def recorded(reading: Reading) -> tuple[tuple[Life, str, Record], ...]:
    """The decisions that are recorded by the day, made once for all that ask."""
    return reading.derived("decisions-recorded", lambda: tuple(decisions.recorded_on(reading.standing.decisions, reading.day)))


def supreme(reading: Reading) -> str:
    """The body that stands above the others, where the charter names one."""
    return next((body.id for body in reading.law.bodies.values() if body.kind == "supreme"), "")


def not_known(reading: Reading, ids: Iterable[str]) -> list[NotKnown]:
    """What no source says of these refs."""
    wanted = set(ids)
    return [one for one in reading.law.not_known.values() if wanted & set(one.about)]


def where(w: Words, one: SessionLine) -> str:
    """` in Minsk`, ` by videoconference`, or nothing."""
    if one.place:
        return w("sessions.in_place", place=str(w.text(one.place)))
    return w("sessions.by_video") if one.form == "videoconference" else ""


def called(w: Words, one: SessionLine) -> str:
    """What a session is called: by its title, or its body with its number."""
    if one.title:
        return str(w.text(one.title))
    name = w.name("body", one.body) if one.body else one.session
    return w("sessions.numbered", name=name, n=one.number) if one.number else name


def on_days(w: Words, one: SessionLine) -> str:
    """Its day or days in words."""
    return w("sessions.days", start=("day", one.day), until=("day", one.until)) if one.until else w.day(one.day)


def when(w: Words, day: str, until: str = "") -> str:
    """` on 14 June 2009`, ` in January 2022`, ` from 19 June 2023 to 20 June 2023`: as the sentence goes on with it."""
    if until:
        return w("sessions.when_days", start=("day", day), until=("day", until))
    return w("sessions.when_day" if len(day) == 10 else "sessions.when_month", day=("day", day))


def sentence(reading: Reading, w: Words, every: list[SessionLine], shown: list[SessionLine]) -> str:
    """The last session of the body that stands above the others, and the next; of a choice, how many rows it leaves."""
    if not every:
        return w("sessions.none_by", day=("day", reading.day)) if reading.standing.sessions else w("sessions.empty_lede")
    if len(shown) != len(every) or any(reading.asked.get(key) for key in ("year", "kind", "body")):
        return w("sessions.chosen", n=len(shown), of=len(every))
    body = supreme(reading)
    of_body = [one for one in every if one.body == body] if body else every
    last = next((one for one in of_body if one.state == "held" and one.kind not in sessions.NOT_IN_SESSION), None)
    parts = []
    if last is not None:
        parts.append(w("sessions.last", name=w.name("body", last.body) if last.body else called(w, last), when=when(w, last.day, last.until), place=where(w, last)))
    for state in ("planned", "not_known"):
        found = [one for one in of_body if one.state == state]
        if found:
            one = found[-1]
            parts.append(w(f"sessions.lede_{state}", day=("day", one.day), place=where(w, one)))
    parts.append(w("sessions.count", n=sum(one.state == "held" for one in every)))
    return " ".join(parts)


def the_sessions(reading: Reading) -> Page:
    """The page of all sessions."""
    w = Words(reading)
    every = reading.derived("sessions", lambda: lines(reading))
    years = Counter(one.day[:4] for one in every)
    kinds = Counter(one.kind for one in every)
    bodies = Counter(one.body for one in every if one.body)
    year, kind, body = (choices.asked(reading, key, there) for key, there in (("year", years), ("kind", kinds), ("body", bodies)))
    shown = [one for one in every if (not year or one.day.startswith(year)) and kind in ("", one.kind) and body in ("", one.body)]
    top = supreme(reading)
    unknown = not_known(reading, {f"session/{one.session}" for one in shown} | {f"session/{one.body}" for one in shown if one.body})
    subject = decisions.following(reading.standing.decisions, f"body/{body}", reading.day) if body else ()
    of_top = [one for one in every if one.body == top]
    data = Sessions(
        day=reading.day,
        total=len(every),
        sessions=tuple(shown),
        last=next((one.session for one in of_top if one.state == "held" and one.kind not in sessions.NOT_IN_SESSION), ""),
        next=next((one.session for one in reversed(of_top) if one.state == "planned"), ""),
        on_subject=tuple(one.id for one in subject),
        not_known=tuple(one.id for one in unknown),
    )

    def rows() -> Rows:
        return tuple(
            (
                one.session, one.day, one.until, one.state, one.kind, one.body, called(w, one), one.form, str(w.text(one.place)), str(one.number or ""),
                " ".join(one.presided), " ".join(one.absent), " ".join(one.represented), str(one.texts), one.confidence, str(one.entry),
            )
            for one in shown
        )  # fmt: skip

    view: dict[str, Any] = {
        "filters": filters(reading, w, years, kinds, bodies) if every else (),
        "picture": sessions_through_time(reading, w, [(one.day, one.kind, one.state, one.confidence) for one in every]) if every else "",
        "low": any(one.confidence == "low" and one.state == "held" for one in every),
        "kinds": [one for one in KINDS if kinds[one]],
        "unknown": unknown,
        "subject": told(reading, (one.record for one in subject if one.record)),
        "decided": {one.record.entry: one.number for one in subject if one.record},
        "body": body,
        "marks": {word: w.mark(shape, w(f"sessions.state.{word}"), tone) for word, (shape, tone) in MARKS.items()},
        "called": lambda one: called(w, one),
        "questions": questions(reading, w, every),
    }
    return Page("sessions.html", "sessions", w("sessions.title"), sentence(reading, w, every, shown), data, Table(COLUMNS, rows), view)


def last_and_next(reading: Reading) -> tuple[SessionLine, ...]:
    """The last session held of the body above the others, and the next one set, or one of which it is not known."""
    top = supreme(reading)
    last, coming = sessions.last_and_next(reading.standing.sessions, reading.day, top)
    texts = texts_of(reading)
    return tuple(line(reading, one, texts[one.id]) for one in (last, coming) if one is not None)


def filters(reading: Reading, w: Words, years: Counter[str], kinds: Counter[str], bodies: Counter[str]) -> tuple[choices.Row, ...]:
    """Choices by kind, by body, by year."""
    total = years.total()
    in_kinds = {kind: kinds[kind] for kind in KINDS if kinds[kind]}
    return (
        choices.row(reading, w, "kind", w("sessions.by_kind"), in_kinds, {kind: w(f"sessions.kinds.{kind}") for kind in in_kinds}, total),
        choices.row(reading, w, "body", w("sessions.by_body"), dict(bodies.most_common()), {body: w.name("body", body) for body in bodies}, total),
        choices.row(reading, w, "year", w("sessions.by_year"), dict(sorted(years.items(), reverse=True)), {}, total),
    )


def questions(reading: Reading, w: Words, every: list[SessionLine]) -> list[tuple[str, str]]:
    """Questions in words that are plain addresses."""
    if not every:
        return []
    body = supreme(reading)
    last = next((one for one in every if one.state == "held" and body in ("", one.body)), None)
    out = []
    if last is not None and len(last.day) == 10:
        day = last.day
        asked = f"?on={day}"
        out.append((w("sessions.question.what", day=("day", day)), f"/{reading.lang}/sessions/{last.session}{reading.query}"))
        out.append((w("sessions.question.planned", day=("day", day)), f"/{reading.lang}/sessions{asked}"))
        out.append((w("sessions.question.members", day=("day", day)), f"/{reading.lang}/members{asked}"))
    if any(one.kind == "extraordinary" for one in every):
        out.append((w("sessions.question.extraordinary"), f"/{reading.lang}/sessions{reading.with_query(kind='extraordinary', year='', body='')}"))
    return out


def first_day(one: SessionLine) -> str:
    """The first day that it may have been."""
    return days.first(days.Day(one.day))
