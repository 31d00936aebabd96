"""The parliamentary assembly: what it is, who holds which status in it, what it recommended, how members ratify.

Its observers and partners are its own; nobody is an observer or a partner of the organisation by them.
"""

from typing import Any

from msgspec import Struct

from comity import day as days
from comity.acts import assembly as acts
from comity.acts import instruments as treaty_acts
from comity.charter.model import NotKnown
from comity.organisation import assembly as room
from comity.organisation.assembly import StatusOn
from comity.organisation.dated import Dated, counted
from comity.organisation.lives import Life, latest
from comity.portal.pages.body_lines import based
from comity.portal.pages.standings import in_order
from comity.portal.pages.told import Told, told
from comity.portal.pictures.statuses import Row, Stretch, held, statuses
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Shape, Tone, Words
from comity.text import Text

COLUMNS = ("holder", "name", "status", "on_that_day", "since", "until", "confidence", "entry")
MARKS: dict[str, tuple[Shape, Tone]] = {
    "observer": ("done", "done"), "partner": ("done", "done"), "invited": ("ring", "open"), "ended": ("end", "dim"), "not_known": ("dot", "dim"),
}  # fmt: skip


class HolderView(Struct, frozen=True, omit_defaults=True):
    """A holder of a status in the assembly on the day.

    status  what was granted: observer, partner; invited: invited to observe, which is no status
    word    how it stands on the day: the status, ended, or not_known where its first or last day is known by its year alone
    """

    holder: str
    name: str
    status: str
    word: str
    since: str
    confidence: str
    entry: int
    until: str = ""
    ended_by: int = 0


class Introduced(Struct, frozen=True):
    """A status that the assembly introduced: from which day on it may be held."""

    status: str
    text: Text
    day: str
    entry: int


class Recommended(Struct, frozen=True):
    """A recommendation, model law, appeal or statement, with what members did with it, by state."""

    recommendation: str
    kind: str
    title: Text
    day: str
    entry: int
    followed: dict[str, str] = {}


class Ratified(Struct, frozen=True, omit_defaults=True):
    """A step of a state towards a treaty: how many days after its signature (or, where no signature of it is recorded, after
    the adoption of the text) its law was made."""

    instrument: str
    state: str
    signed: str
    step: str
    day: str
    days: int
    entry: int
    own_signature: bool = True


class AssemblyView(Struct, frozen=True, omit_defaults=True):
    """The assembly on a day."""

    day: str
    body: str
    holders: tuple[HolderView, ...] = ()
    introduced: tuple[Introduced, ...] = ()
    recommendations: tuple[Recommended, ...] = ()
    practice: tuple[Ratified, ...] = ()
    acts: tuple[Told, ...] = ()
    not_known: tuple[str, ...] = ()


def body_of(reading: Reading) -> str:
    """The id of the parliamentary assembly among the bodies; empty where the charter names none."""
    return next((one.id for one in reading.law.bodies.values() if one.kind == "parliamentary"), "")


def not_known(reading: Reading, body: str) -> list[NotKnown]:
    """What no source says of the assembly."""
    wanted = ("assembly/", f"body/{body}") if body else ("assembly/",)
    return [one for one in reading.law.not_known.values() if any(about.startswith(wanted) for about in one.about)]


def holder_view(w: Words, one: StatusOn) -> HolderView:
    """A holder as the page's value has it."""
    assert one.granted is not None and isinstance(one.granted.act, acts.Associate)
    act = one.granted.act
    return HolderView(
        holder=one.holder, name=str(w.text(act.title)), status=act.status, word=one.word, since=one.granted.start, entry=one.granted.entry,
        confidence=one.ended.confidence if one.ended else one.granted.confidence,
        until=one.ended.start if one.ended else act.until or "", ended_by=one.ended.entry if one.ended else 0,
    )  # fmt: skip


def assembly(reading: Reading) -> Page:
    """The page of the parliamentary assembly."""
    w = Words(reading)
    data, view = reading.derived("assembly", lambda: make(reading, w))
    rows = tuple((one.holder, one.name, one.status, one.word, one.since, one.until, one.confidence, str(one.entry)) for one in data.holders)
    return Page("assembly.html", "assembly", w("assembly.title"), view["lede"], data, Table(COLUMNS, rows), view)


def make(reading: Reading, w: Words) -> tuple[AssemblyView, dict[str, Any]]:
    """The page's value, and what its template needs besides."""
    body = body_of(reading)
    life = reading.standing.bodies.get(f"body/{body}")
    every = room.statuses_on(reading.standing.assembly, reading.day)
    introduced = room.introduced_on(reading.standing.assembly, reading.day)
    recommended = room.recommendations_on(reading.standing.assembly, reading.day)
    course = based(reading, told(reading, [*(life.facts if life else ()), *reading.standing.remarks_on(f"body/{body}")]))
    unknown = not_known(reading, body)
    data = AssemblyView(
        day=reading.day,
        body=body,
        holders=tuple(holder_view(w, one) for one in every),
        introduced=tuple(Introduced(f.act.status, f.act.text, f.start, f.entry) for f in introduced if isinstance(f.act, acts.Introduce)),
        recommendations=tuple(recommendation(reading, one) for one in recommended),
        practice=tuple(practice(reading)),
        acts=tuple(one for one, _ in course),
        not_known=tuple(one.id for one in unknown),
    )
    view: dict[str, Any] = {
        "lede": sentence(reading, w, data),
        "holders": list(zip(data.holders, every, strict=True)),
        "picture": picture(reading, w, data),
        "marks": {word: w.mark(shape, w(f"assembly.word.{word}"), tone) for word, (shape, tone) in MARKS.items()},
        "introduced": introduced,
        "recommended": [(one, latest(life_, acts.Recommend)) for one, life_ in zip(data.recommendations, recommended, strict=True)],
        "states": reading.law.in_order({state for one in data.recommendations for state in one.followed}),
        "course": course,
        "unknown": unknown,
    }
    return data, view


def recommendation(reading: Reading, life: Life) -> Recommended:
    """A recommendation with what each member did with it by the day."""
    fact = latest(life, acts.Recommend, on=reading.day)
    assert fact is not None and isinstance(fact.act, acts.Recommend)
    states = {f.act.state for f in counted(life.facts, acts.Follow) if isinstance(f.act, acts.Follow)}
    done = {state: f.start for state in reading.law.in_order(states) if (f := room.followed_on(life, state, reading.day))}
    return Recommended(fact.act.recommendation, fact.act.kind, fact.act.title, fact.start, fact.entry, done)


def practice(reading: Reading) -> list[Ratified]:
    """Every step of domestic law towards a treaty by the day, with the days since the signature: by treaty, then by state."""
    found = []
    for one in in_order(reading):
        if not one.is_treaty:
            continue
        for state in reading.law.in_order(one.parties):
            facts = one.party(state).facts
            signed = next((f for f in counted(facts, treaty_acts.Sign) if f.start <= reading.day), None)
            start = signed.start if signed else one.adopted.start
            for fact in counted(facts, treaty_acts.Authorise, treaty_acts.Ratify):
                if len(fact.start) < 10 or len(start) < 10 or fact.start > reading.day:
                    continue
                step = fact.act.step if isinstance(fact.act, treaty_acts.Authorise) else "ratification"
                since = days.days_between(start, fact.start)
                found.append(Ratified(one.id, state, start, step, fact.start, since, fact.entry, signed is not None))
    return found


def sentence(reading: Reading, w: Words, data: AssemblyView) -> str:
    """How many hold which status on the day, who was invited, since when there is another status, and what it recommended."""
    if not data.body and not data.holders:
        return w("assembly.none")
    words = [one.word for one in data.holders]
    tense = "then" if reading.away else "now"
    parts = [w(f"assembly.says.observers_{tense}", n=words.count("observer"), day=("day", reading.day))] if words.count("observer") else []
    if words.count("partner"):
        parts.append(w("assembly.says.partners", n=words.count("partner")))
    if not parts:
        parts.append(w("assembly.says.nobody", day=("day", reading.day)))
    if words.count("not_known"):
        parts.append(w("assembly.says.not_known", n=words.count("not_known")))
    if words.count("invited"):
        parts.append(w("assembly.says.invited", n=words.count("invited")))
    for one in data.introduced:
        if one.status not in words:
            parts.append(w(f"assembly.says.introduced_{one.status}", day=("day", one.day)))
    parts.append(w("assembly.says.recommended", n=len(data.recommendations)) if data.recommendations else w("assembly.says.none_recommended"))
    return " ".join(parts)


def picture(reading: Reading, w: Words, data: AssemblyView) -> object:
    """The holders through time: a status as a bar, an invitation paler, what is known by its year alone hatched."""
    rows = []
    for one in data.holders:
        kind = "invited" if one.status == "invited" else "held"
        bars: tuple[Stretch, ...] = held(one.since, one.until or reading.today, kind)
        rows.append(Row(one.name, bars))
    described = "; ".join(f"{one.name}: {telling(w, one)}" for one in data.holders)
    return statuses(reading, w, "assembly", w("assembly.picture"), described, rows)


def telling(w: Words, one: HolderView) -> str:
    """A row in words."""
    code = "assembly.told.until" if one.until else "assembly.told.since"
    return w.doubtful(w(code, status=w(f"assembly.granted.{one.status}"), since=("day", one.since), until=("day", one.until)), one.confidence)


def fact_of(one: StatusOn) -> Dated | None:
    """The act on which a status rests on the day: its end where it has one."""
    return one.ended or one.granted
