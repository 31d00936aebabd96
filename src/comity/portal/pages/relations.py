"""Relations: which status the organisation holds where, what was concluded with whom, and, kept apart from that, who holds a
status with the organisation and who with its parliamentary assembly."""

from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from comity import day as days
from comity.acts import instruments as treaty_acts
from comity.acts import membership as member_acts
from comity.acts import relations as acts
from comity.charter.model import NotKnown
from comity.organisation import assembly, relations
from comity.organisation.dated import Dated
from comity.organisation.lives import Life
from comity.organisation.relations import Held, OnDay
from comity.portal.pages.members import AssociateLine, associate_line, associates, said_of_associates
from comity.portal.pages.told import Told, taken_back, told
from comity.portal.pictures.statuses import Row, Stretch, held, statuses
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Shape, Tone, Words
from comity.text import In, Text

COLUMNS = ("partner", "name", "kind", "what", "where", "day", "until", "number", "on_that_day", "confidence", "entry")
MARKS: dict[str, tuple[Shape, Tone]] = {"yes": ("done", "done"), "not known": ("dot", "dim"), "no": ("end", "dim")}


class StatusView(Struct, frozen=True, omit_defaults=True):
    """A status of the organisation, or of `body`, with a partner; `holds` on the day: yes, no, not known."""

    partner: str
    name: str
    status: str
    where: Text
    since: str
    holds: str
    entry: int
    body: str = ""
    document: str = ""
    until: str = ""


class PartnerView(Struct, frozen=True, omit_defaults=True):
    """A partner on the day: since when it is known as one, and every act in the relations with it."""

    partner: str
    name: str
    word: str
    known_since: str = ""
    acts: tuple[Told, ...] = ()


class Registered(Struct, frozen=True, omit_defaults=True):
    """A treaty registered with another organisation."""

    instrument: str
    where: Text
    day: str
    entry: int
    number: str = ""


class RelationsView(Struct, frozen=True, omit_defaults=True):
    """The relations on a day.

    held              what the organisation holds elsewhere
    granted           what the organisation grants: its observers and partners
    of_the_assembly   how many hold a status in its parliamentary assembly, which is another matter
    """

    day: str
    partners: tuple[PartnerView, ...]
    held: tuple[StatusView, ...] = ()
    granted: tuple[AssociateLine, ...] = ()
    of_the_assembly: int = 0
    registered: tuple[Registered, ...] = ()
    not_known: tuple[str, ...] = ()


class Partner(NamedTuple):
    """A partner as its page part needs it."""

    life: Life
    on: OnDay
    course: list[tuple[Told, Dated]]


def partners(reading: Reading) -> list[Partner]:
    """The partners in the order of the record, each with its relations on the day, and what was done or said."""
    found = []
    for life in sorted(reading.standing.relations.values(), key=lambda one: one.number):
        on = relations.relation_on(life, reading.day)
        course = [(with_words(reading, one, fact), fact) for one, fact in told(reading, [*life.facts, *reading.standing.remarks_on(life.ref)])]
        found.append(Partner(life, on, course))
    return found


def with_words(reading: Reading, one: Told, fact: Dated) -> Told:
    """An act as told, with what was concluded, by whom and where; of a status, where it is held and by what document."""
    act, w = fact.act, Words(reading)
    if isinstance(act, acts.Conclude):
        about = [str(w.text(text)) for text in (act.concluded_by, act.place) if text]
        words = "; ".join([str(w.text(act.title)), *about, *([w("relations.number", number=act.number)] if act.number else [])])
    elif isinstance(act, acts.Hold):
        words = "; ".join([str(w.text(act.where)), *([act.document] if act.document else [])])
    else:
        return one
    return replace(one, text=(In(w.lang, words),))


def not_known(reading: Reading) -> list[NotKnown]:
    """What no source says of relations, and of statuses that the organisation grants."""
    return [one for one in reading.law.not_known.values() if any(about.startswith(("partner/", "associate/")) for about in one.about)]


def status_view(w: Words, partner: str, one: Held) -> StatusView:
    """A status elsewhere as the page's value has it."""
    act = one.fact.act
    assert isinstance(act, acts.Hold)
    until = one.ended.start if one.ended else act.until or ""
    return StatusView(
        partner=partner, name=w.name("partner", partner), status=act.status, where=act.where, since=one.fact.start,
        holds=one.truth.value, entry=one.fact.entry, body=act.body or "", document=act.document, until=until,
    )  # fmt: skip


def registered(reading: Reading) -> list[tuple[str, Dated]]:
    """The treaties that were registered elsewhere by the day, in the order of days."""
    found = [
        (one.id, fact)
        for one in reading.standing.instruments.by_id.values()
        for fact in one.facts
        if isinstance(fact.act, treaty_acts.Register) and fact.counts and days.first(fact.start) <= reading.day
    ]
    return sorted(found, key=lambda pair: (days.first(pair[1].start), pair[1].entry))


def relations_page(reading: Reading) -> Page:
    """The page of relations."""
    w = Words(reading)
    data, view = reading.derived("relations", lambda: make(reading, w))
    return Page("relations.html", "relations", w("relations.title"), view["lede"], data, Table(COLUMNS, table(w, view["partners"], data)), view)


def make(reading: Reading, w: Words) -> tuple[RelationsView, dict[str, Any]]:
    """The page's value, and what its template needs besides."""
    every = partners(reading)
    held_there = [(status_view(w, one.life.id, status), status.fact) for one in every for status in one.on.held]
    granted = tuple(associate_line(reading, one) for one in associates(reading))
    inside = assembly.statuses_on(reading.standing.assembly, reading.day)
    unknown, treaties = not_known(reading), registered(reading)
    data = RelationsView(
        day=reading.day,
        partners=tuple(partner_view(w, one) for one in every),
        held=tuple(status for status, _ in held_there),
        granted=granted,
        of_the_assembly=sum(one.word in ("observer", "partner") for one in inside),
        registered=tuple(Registered(name, f.act.where, f.start, f.entry, f.act.number) for name, f in treaties if isinstance(f.act, treaty_acts.Register)),
        not_known=tuple(one.id for one in unknown),
    )
    shown = [one for one in every if one.on.word != "not_yet"]
    view: dict[str, Any] = {
        "lede": sentence(reading, w, data, shown),
        "partners": every,
        "shown": shown,
        "picture": picture(reading, w, shown),
        "held": held_there,
        "grants": [(one, fact_of(reading, one)) for one in granted],
        "said": said_of_associates(reading),
        "treaties": treaties,
        "marks": {word: w.mark(shape, w(f"relations.holds.{word.replace(' ', '_')}"), tone) for word, (shape, tone) in MARKS.items()},
        "unknown": unknown,
        "asks": asks(reading, w, every),
        "gone": taken_back(reading, reading.standing.relations.values()),
    }
    return data, view


def fact_of(reading: Reading, line: AssociateLine) -> Dated | None:
    """The act that granted a status of the organisation."""
    one = reading.standing.associates[f"{line.status}/{line.holder}"]
    return next((f for f in one.facts if isinstance(f.act, member_acts.Associate) and f.entry == line.entry), None)


def partner_view(w: Words, one: Partner) -> PartnerView:
    """A partner as the page's value has it."""
    known = min((fact.start for fact in one.life.facts if fact.counts), key=lambda day: days.first(day), default="")
    return PartnerView(one.life.id, w.name("partner", one.life.id), one.on.word, known, tuple(t for t, _ in one.course))


def sentence(reading: Reading, w: Words, data: RelationsView, shown: list[Partner]) -> str:
    """What the organisation holds where, with whom it has relations, and whether it grants anybody a status."""
    if not data.partners:
        return w("relations.none_at", entry=reading.at) if reading.at else w("relations.none")
    parts = []
    for status in data.held:
        if status.holds != "no":
            code = f"relations.says.{status.status}" if status.holds == "yes" else "relations.says.perhaps"
            parts.append(w(code, where=str(w.text(status.where)), day=("day", status.since), name=status.name))
    if shown:
        names = [w.name("partner", one.life.id) for one in shown]
        every = w("frame.and", first=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else names[0]
        parts.append(w("relations.says.partners_then" if reading.away else "relations.says.partners", n=len(names), names=every, day=("day", reading.day)))
    else:
        parts.append(w("relations.says.nobody", day=("day", reading.day)))
    holding = sum(one.word == "held" for one in data.granted)
    parts.append(w("relations.says.granted", n=holding) if holding else w("relations.says.none_granted"))
    return " ".join(parts)


def picture(reading: Reading, w: Words, shown: list[Partner]) -> object:
    """The partners through time: since when known, what is held, what was concluded."""
    rows = []
    for one in shown:
        known = min(days.first(f.start) for f in one.life.facts if f.counts)
        bars = [Stretch("known", known, reading.today)] if known < reading.today else []
        for status in one.on.held:
            until = status.ended.start if status.ended else getattr(status.fact.act, "until", "") or reading.today
            bars += held(status.fact.start, max(until, status.fact.start))
        rows.append(Row(w.name("partner", one.life.id), tuple(bars), tuple(f.start for f in one.on.concluded)))
    described = "; ".join(f"{row.name}: {telling(w, one)}" for row, one in zip(rows, shown, strict=True))
    return statuses(reading, w, "relations", w("relations.picture"), described, rows)


def telling(w: Words, one: Partner) -> str:
    """A row in words: what is held and what was concluded, each with its day."""
    parts = [w("relations.told.held", status=w(f"value.{f.act.status}"), day=("day", f.start)) for f in (s.fact for s in one.on.held) if isinstance(f.act, acts.Hold)]
    parts += [w("relations.told.concluded", kind=w(f"value.{f.act.kind}"), day=("day", f.start)) for f in one.on.concluded if isinstance(f.act, acts.Conclude)]
    return ", ".join(parts) or w("relations.told.named")


def table(w: Words, every: list[Partner], data: RelationsView) -> tuple[tuple[str, ...], ...]:
    """Everything with everybody, a line each, in the order of the record and of days."""
    holds = {one.entry: one.holds for one in data.held}
    found = []
    for one in every:
        for fact in one.life.facts:
            if not fact.counts:
                continue
            act = fact.act
            what = {acts.Open: "named", acts.Hold: "status", acts.Conclude: "document", acts.Meet: "meeting", acts.Cease: "end"}[type(act)]
            title = getattr(act, "title", ()) or getattr(act, "text", ()) or getattr(act, "ground", ())
            words = act.status if isinstance(act, acts.Hold) else str(w.text(title))
            number = getattr(act, "number", "") or getattr(act, "document", "")
            found.append((
                one.life.id, w.name("partner", one.life.id), what, words, str(w.text(getattr(act, "where", ()))), fact.start,
                getattr(act, "until", "") or "", number, holds.get(fact.entry, ""), fact.confidence, str(fact.entry),
            ))  # fmt: skip
    return tuple(found)


def asks(reading: Reading, w: Words, every: list[Partner]) -> list[tuple[str, str]]:
    """Questions in words, each the address of this page on another day."""
    starts = [f.start for one in every for f in one.life.facts if isinstance(f.act, (acts.Hold, acts.Conclude)) and f.counts]
    path = f"/{reading.lang}{reading.path}"
    return [(w("relations.asks", day=("day", day)), f"{path}?on={day}") for day in dict.fromkeys(starts) if len(day) == 10 and day != reading.day]
