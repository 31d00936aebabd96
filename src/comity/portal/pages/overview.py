"""The overview: what the organisation is, on what it rests, who its members are, and what is latest in the record."""

from bisect import bisect_right

from babel import Locale
from markupsafe import Markup
from msgspec import Struct

from comity import day as days
from comity.acts import bodies as body_acts
from comity.acts import concerns as concern_acts
from comity.acts import instruments as treaty_acts
from comity.acts import posts as post_acts
from comity.acts import programmes as programme_acts
from comity.acts import sessions as session_acts
from comity.acts.record import Remark
from comity.charter.model import Evidence, Organisation, Purpose
from comity.organisation import decisions, instruments, programmes, sessions
from comity.organisation.dated import Dated
from comity.organisation.instruments import Instrument
from comity.organisation.saying import kind_of
from comity.organisation.standing import Standing
from comity.portal.basis import instrument_name
from comity.portal.edges import founded
from comity.portal.facts import every_fact, of_exercise, place
from comity.portal.pages import calendar
from comity.portal.pages.at_a_glance import Glance, glances
from comity.portal.pages.decided import MARKS as OUTCOMES
from comity.portal.pages.decided import DecisionLine, line_of
from comity.portal.pages.members import MARKS, Line, how_many, lines, on_roster, presides
from comity.portal.pages.sessions import SessionLine, called, last_and_next, recorded
from comity.portal.pages.standings import in_order
from comity.portal.pages.years import band
from comity.portal.pictures.overview import Mark, time_line
from comity.portal.pictures.svg import Scale
from comity.portal.reading import Reading, index
from comity.portal.render import Page
from comity.portal.words import Words

#: How many of the latest acts and of the instruments in force are shown; the rest is a link away.
LATEST = 6
SHOWN = 12
#: How many decisions of the last session stand here; all of them on its own page.
DECIDED = 6
#: Months shown around the day: so many before that of the day, and with it so many after.
BEFORE, AFTER = 4, 11
#: Months before the first mark: a circle at the edge is whole on a phone.
MARGIN = 15
#: Which anniversaries are round.
ROUND = 5


class Founding(Struct, frozen=True, omit_defaults=True):
    """A founding instrument: when its text was adopted, since when it is in force, as far as the day shown knows."""

    instrument: str
    title: str
    adopted: str
    in_force: str = ""
    until: str = ""
    entry: int = 0


class Creation(Struct, frozen=True):
    """A day that is named as that of the creation, and what happened on it."""

    day: str
    what: str
    source: tuple[str, ...]
    confidence: str


class Event(Struct, frozen=True):
    """A mark on the line of time: a text `adopted`, or `in_force`."""

    day: str
    kind: str
    what: str
    instrument: str
    entry: int


class Latest(Struct, frozen=True):
    """What was done on a day: one act, or the same act of several states."""

    day: str
    says: str
    entries: tuple[int, ...]


class InForce(Struct, frozen=True):
    """An instrument in force on the day; `parties` is null where no state is recorded for which it is, as of a body's own text."""

    instrument: str
    title: str
    since: str
    treaty: bool
    parties: int | None


class Anniversary(Struct, frozen=True):
    """The next round anniversary of a founding instrument."""

    day: str
    years: int
    what: str
    instrument: str


class Aim(Struct, frozen=True):
    """An objective, a principle or a challenge, with the provisions that name it."""

    id: str
    text: str
    provisions: tuple[str, ...]
    source: tuple[str, ...]


class Known(Struct, frozen=True):
    """On what a fact of the organisation rests."""

    source: tuple[str, ...]
    confidence: str


class Overview(Struct, frozen=True):
    """The organisation on a day.

    sessions  the last one held and the next one set, of the body above the others; `decided` what is known of that last one
    presides  the state in the chair, where it is one and no other is named
    """

    day: str
    name: str
    description: str
    described: Known
    seat: str
    seat_known: Known
    languages: tuple[str, ...]
    languages_known: Known
    members: tuple[Line, ...]
    founding: tuple[Founding, ...]
    creation: tuple[Creation, ...]
    events: tuple[Event, ...]
    latest: tuple[Latest, ...]
    in_force: tuple[InForce, ...]
    objectives: tuple[Aim, ...]
    principles: tuple[Aim, ...]
    challenges: tuple[Aim, ...]
    anniversaries: tuple[Anniversary, ...]
    sessions: tuple[SessionLine, ...]
    decided: tuple[DecisionLine, ...]
    counts: dict[str, int]
    glances: tuple[Glance, ...] = ()
    presides: str = ""


def overview(reading: Reading) -> Page:
    """The first page of the register."""
    w = Words(reading)
    data = reading.derived("overview", lambda: make(reading, w))
    view = {
        "picture": reading.derived("overview-picture", lambda: picture(reading, w, data)),
        "near": reading.derived("overview-near", lambda: near(reading, w)),
        "outcomes": {word: w.mark(shape, w(f"decisions.outcome.{word}"), tone) for word, (shape, tone) in OUTCOMES.items()},
        "marks": {word: w.mark(shape, w(f"members.word.{word}"), tone) for word, (shape, tone) in MARKS.items()},
        "aims": [(kind, items) for kind in ("objectives", "principles", "challenges") if (items := getattr(data, kind))],
        "presides": w.mark("done", w("overview.word_presides"), "done"),
        "shown": SHOWN,
        "decided": data.decided[:DECIDED],
        "rests": [resting(w, one) for one in data.founding],
        "spoken": spoken(reading, w),
        "years": band(reading),
        "called": lambda one: called(w, one),
    }
    title = w("overview.title_on", day=("day", reading.day)) if reading.away else w("overview.title")
    return Page("overview.html", "overview", title, sentence(reading, w, data), data, view=view)


def make(reading: Reading, w: Words) -> Overview:
    """The page's value."""
    about, law = reading.law.organisation, reading.law
    begun = in_order(reading)
    found = [one for name in about.founding_instruments if (one := reading.standing.instrument(name)) in begun and one is not None]
    force = tuple(one for one in begun if instruments.instrument_word(one, reading.day) == "in_force")
    founding = tuple(founding_of(reading, w, one) for one in found)
    roster = tuple(one for one in lines(reading) if on_roster(one))
    return Overview(
        day=reading.day,
        name=w.name("organisation", "full"),
        description=str(w.charter(about.description)),
        described=known(about, None),
        seat=str(w.charter(about.seat)),
        seat_known=known(about, about.seat_evidence),
        languages=about.official_languages,
        languages_known=known(about, about.languages_evidence),
        members=roster,
        founding=founding,
        creation=tuple(Creation(c.date, str(w.charter(c.what)), c.source, c.confidence) for c in about.creation),
        events=tuple(events(reading, w, found, begun)),
        latest=tuple(latest(reading, w)),
        in_force=tuple(in_force(reading, w, one) for one in force[:SHOWN]),
        objectives=tuple(aim(w, one) for one in law.objectives.values()),
        principles=tuple(aim(w, one) for one in law.principles.values()),
        challenges=tuple(aim(w, one) for one in law.challenges.values()),
        anniversaries=tuple(anniversaries(reading, w, founding)),
        glances=glances(reading, w),
        sessions=(held := last_and_next(reading)),
        decided=decided_at(reading, w, next((one.session for one in held if one.state == "held"), "")),
        presides=presides(reading),
        counts={
            "samples": bisect_right(samples(reading.standing), reading.day),
            "members": sum(one.status == "member" for one in roster),
            "instruments": len(begun),
            "in_force": len(force),
            "entries": reading.standing.size,
            "provisions": len(law.provisions(reading.day)),
            "programmes": sum(programmes.programme_on(life, reading.day).word != "none" for life in reading.standing.programmes.values()),
            "sources": len(law.sources),
            "sessions": sum(isinstance(fact.act, session_acts.Hold) for _, fact in sessions.heard_of(reading.standing.sessions, reading.day)),
            "decisions": len(recorded(reading)),
        },
    )


def decided_at(reading: Reading, w: Words, session: str) -> tuple[DecisionLine, ...]:
    """What is known to have come before a session, in the order of the register."""
    if not session:
        return ()
    return tuple(line_of(reading, w, one) for one in decisions.decisions_on(reading.standing.decisions, reading.day, lambda act: act.session == session))


def near(reading: Reading, w: Words) -> Markup:
    """The months around the day shown in one line; empty where they cannot be reckoned or nothing is in them."""
    try:
        begin = days.add_months(days.Day(f"{reading.day[:7]}-01"), -BEFORE)
        end = days.add_days(days.add_months(days.Day(f"{reading.day[:7]}-01"), AFTER), -1)
    except days.DayError:
        return Markup()
    return calendar.picture(reading, w, begin, end)


def known(about: Organisation, evidence: Evidence | None) -> Known:
    """What a fact rests on: its own evidence, else that of the organisation."""
    of = evidence or about
    return Known(of.source, of.confidence)


def founding_of(reading: Reading, w: Words, one: Instrument) -> Founding:
    """A founding instrument as the day knows it."""
    _, span = instruments.in_force(one.force, reading.day)
    ended = span is not None and span.until != "" and days.first(days.Day(span.until)) <= reading.day
    return Founding(
        one.id, w.name("instrument", one.id), one.adopted.start, span.start if span else "",
        span.until if span and ended else "", span.entry if span else one.adopted.entry,
    )  # fmt: skip


def in_force(reading: Reading, w: Words, one: Instrument) -> InForce:
    """An instrument in force, since when, for how many states."""
    _, span = instruments.in_force(one.force, reading.day)
    parties = len(instruments.parties_on(one, reading.day))
    return InForce(one.id, w.name("instrument", one.id), span.start if span else "", one.is_treaty, parties or None)


def aim(w: Words, one: Purpose) -> Aim:
    """An objective, principle or challenge in the reader's language."""
    return Aim(one.id, str(w.charter(one.text)), one.provisions, one.source)


def events(reading: Reading, w: Words, found: list[Instrument], begun: list[Instrument]) -> list[Event]:
    """The founding instruments, and those that amend or prolong them: adopted, in force."""
    names = {one.id for one in found}
    also = [one for one in begun if one.id not in names and names & {a.instrument for a in one.adopt.amends}]
    also += [one for one in begun if one.id not in names and any(one.id in f.prolonged_by for f in found)]
    out = []
    for one in (*found, *also):
        if one.id in names:
            out.append(Event(one.adopted.start, "adopted", w("overview.adopted", instrument=("instrument", one.id)), one.id, one.adopted.entry))
        if one.force and days.first(days.Day(one.force[0].start)) <= reading.day:
            span = one.force[0]
            stated = next((fact.confidence for fact in one.facts if fact.entry == span.entry), "")
            out.append(Event(span.start, "in_force", w.marked(w("overview.in_force", instrument=("instrument", one.id)), stated), one.id, span.entry))
    return sorted(out, key=lambda e: (days.first(days.Day(e.day)), e.entry))


#: Acts that say how a thing is, not that something happened.
_DESCRIBING = (
    body_acts.Attach, body_acts.Compose, body_acts.Ground, body_acts.Mandate, body_acts.Meet, concern_acts.OfConcern, post_acts.Regulate,
    programme_acts.Assign, programme_acts.Plan, programme_acts.Term, session_acts.Account, session_acts.Attend, session_acts.Invite,
    session_acts.Preside,
)  # fmt: skip


def latest(reading: Reading, w: Words) -> list[Latest]:
    """What happened last before the end of the day, samples of an exercise left out; the same act of several states is told once.

    Within a day in the order of the record: treaties and memberships first. What only describes a thing is told on its own page.
    """
    groups: dict[tuple[str, str, str], list[Dated]] = {}
    every = happened(reading.standing)
    for fact in reversed(every[: bisect_right(every, reading.day, key=lambda fact: place(fact)[0])]):
        about = fact.act.on.ref if isinstance(fact.act, treaty_acts.OfInstrument) else ""
        key = (fact.start, fact.act.name(), about)
        if key not in groups and len(groups) == LATEST:
            break
        groups.setdefault(key, []).append(fact)
    return [told_once(w, facts) for facts in groups.values()]


def happened(standing: Standing) -> tuple[Dated, ...]:
    """What counts, tells that something happened and is no sample, by day; within a day the latest entry first."""
    def made() -> tuple[Dated, ...]:
        found = (f for f in every_fact(standing) if f.counts and not isinstance(f.act, _DESCRIBING) and not of_exercise(standing.law, f))
        return tuple(sorted(found, key=lambda fact: (place(fact)[0], -fact.entry)))

    return index(standing, "happened", made)


def samples(standing: Standing) -> tuple[str, ...]:
    """The days of what was made up for an exercise, in order."""
    return index(standing, "samples", lambda: tuple(place(fact)[0] for fact in every_fact(standing) if of_exercise(standing.law, fact)))


def told_once(w: Words, facts: list[Dated]) -> Latest:
    """Several acts of one kind in one line."""
    facts = sorted(facts, key=lambda f: f.entry)
    states = [state for f in facts if (state := getattr(f.act, "state", ""))]
    first = facts[0].act
    says = f"{w.text(first.said_by)}: {w.text(first.text)}" if isinstance(first, Remark) else w.act(first)
    if len(facts) > 1 and len(states) == len(facts):
        about = facts[0].act
        instrument = about.on.ref.split("/")[1] if isinstance(about, treaty_acts.OfInstrument) else ""
        code = "overview.several_on" if instrument else "overview.several"
        says = w(code, kind=w(kind_of(about.name())), names=w.all_of(w.reading.law.in_order(states)), instrument=("instrument", instrument))
    low = "low" if any(fact.confidence == "low" for fact in facts) else ""
    return Latest(facts[0].start, w.marked(says, low), tuple(f.entry for f in facts))


def anniversaries(reading: Reading, w: Words, founding: tuple[Founding, ...]) -> list[Anniversary]:
    """The next round anniversary of each founding instrument's adoption and entry into force, the nearest first."""
    out = []
    for one in founding:
        for code, day in (("overview.adopted", one.adopted), ("overview.in_force", one.in_force)):
            if len(day) == 10 and (years := next_round(day, reading.day)):
                out.append(Anniversary(days.add_years(days.Day(day), years), years, w(code, instrument=("instrument", one.instrument)), one.instrument))
    return sorted(out, key=lambda a: a.day)


def next_round(day: str, on: str) -> int:
    """How many years there will be at the next round anniversary that is not over on a day; 0 if it lies beyond the year 9999."""
    last = int(days.LAST[:4]) - int(day[:4])
    return next((n for n in range(ROUND, last + 1, ROUND) if days.add_years(days.Day(day), n) >= on), 0)


def sentence(reading: Reading, w: Words, data: Overview) -> str:
    """What it is, who takes part, who presides, when it met. On what it rests, and where it sits, stands below with its source."""
    members, parties = data.counts["members"], sum(one.status == "party" for one in data.members)
    early = bool(reading.away and founded(reading))
    parts = [] if early else [str(w.charter(reading.law.organisation.description))]
    parts.append(w("overview.not_yet", day=("day", reading.day)) if early and not members + parties else how_many(reading, w, members, parties))
    if data.presides:
        parts.append(w("overview.presides_on" if reading.away else "overview.presides", state=("state", data.presides), day=("day", reading.day)))
    met = [one for one in data.sessions if one.state in ("held", "planned")]
    if met:
        codes = {"held": "overview.met_held", "planned": "overview.met_planned" if len(met) > 1 else "overview.met_planned_only"}
        parts.append("; ".join(w(codes[one.state], day=("day", one.day), place=("text", _place(w, one))) for one in met) + ".")
    return " ".join(parts)


def resting(w: Words, one: Founding) -> tuple[Founding, str, str]:
    """A founding instrument, as it is cited, and since when it has been in force, or of which day it is."""
    day = one.in_force if one.in_force and not one.until else one.adopted
    return one, instrument_name(w, one.instrument), w("overview.since" if day == one.in_force else "overview.of", day=("day", day))


def _place(w: Words, one: SessionLine) -> str:
    return str(w.text(one.place)) if one.place else ""


def spoken(reading: Reading, w: Words) -> str:
    """The official languages in the reader's."""
    names = Locale(reading.lang).languages
    return joined(w, [names.get(one, one) for one in reading.law.organisation.official_languages])


def joined(w: Words, words: list[str]) -> str:
    """Several phrases in one breath."""
    return w("frame.and", first=", ".join(words[:-1]), last=words[-1]) if len(words) > 1 else "".join(words)


def picture(reading: Reading, w: Words, data: Overview) -> str:
    """The line of time, where there is anything to mark on it."""
    if not data.events:
        return ""
    marks = [Mark(days.first(days.Day(e.day)), e.kind) for e in data.events]
    scale = Scale(days.add_months(days.Day(marks[0].day), -MARGIN), days.add_months(days.Day(max(reading.today, marks[-1].day)), 8))
    starts = sorted((days.first(days.Day(f.in_force)), f.until) for f in data.founding if f.in_force)
    bands = []
    for i, (start, until) in enumerate(starts):
        end = starts[i + 1][0] if i + 1 < len(starts) else until or reading.today
        bands.append((start, end, "fs" if i + 1 < len(starts) else "fa"))
    told = "; ".join(f"{i}: {w.day(e.day)}, {e.what}" for i, e in enumerate(data.events, start=1))
    title = w("overview.line", start=marks[0].day[:4])
    day = w.day(reading.day, "table") if reading.away else w("overview.now")
    return time_line(marks, bands, scale, (reading.day, day), title, told)
