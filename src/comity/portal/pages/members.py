"""Members: the roster on a day, what is unusual about it, what is contested, and the bars through time."""

from functools import partial

from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import membership as acts
from comity.charter.model import NotKnown
from comity.organisation import chairmanship, instruments, membership
from comity.organisation.dated import Dated, by_entry
from comity.organisation.membership import Associate, Member, MemberStatus, Period
from comity.organisation.saying import kind_of, saying
from comity.organisation.words import ORGANISATION
from comity.portal.pages import asked
from comity.portal.pages.told import Claims, Told, contested, told
from comity.portal.pages.years import band
from comity.portal.pictures.members import members_through_time, rows_of
from comity.portal.pictures.rows import deep
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Shape, Tone, Words
from comity.text import said

#: Acts so many days before and after the day shown are told with it.
AROUND = 548
MARKS: dict[str, tuple[Shape, Tone]] = {
    "member": ("done", "done"), "party": ("done", "done"), "suspended": ("susp", "dim"), "not_known": ("dot", "dim"),
    "applicant": ("ring", "open"), "former": ("end", "dim"), "former_party": ("end", "dim"), "none": ("dot", "dim"),
}  # fmt: skip
COLUMNS = (
    "state", "name", "status", "since", "since_latest", "until", "ground", "status_since", "leaving", "stance", "stance_day",
    "treaty_since", "treaty_until", "entry",
)  # fmt: skip


class Line(Struct, frozen=True, omit_defaults=True):
    """A state on the roster.

    status       party (to the founding treaty, before the organisation), member, suspended, not_known, applicant,
                 former, former_party (never a member), none
    since        first day of the membership that holds or was the last, or of the doubt about it; `since_latest` its last
    ground       on what it rests, in words; `entry` is the act's
    status_since since when the status is what it is, where that is another day: a suspension within a membership
    stance       what the state itself says of its participation, since `stance_day`
    treaty_since since when the founding treaty is in force for the state, until `treaty_until`
    """

    state: str
    name: str
    status: str
    since: str = ""
    since_latest: str = ""
    until: str = ""
    entry: int = 0
    claims: tuple[int, ...] = ()
    ground: str = ""
    status_since: str = ""
    status_entry: int = 0
    leaving: str = ""
    stance: str = ""
    stance_day: str = ""
    treaty_since: str = ""
    treaty_until: str = ""


class AssociateLine(Struct, frozen=True, omit_defaults=True):
    """An observer or partner on the day: `held`, `ended`, or `not_yet`."""

    holder: str
    name: str
    status: str
    word: str
    since: str = ""
    until: str = ""
    entry: int = 0


class Unusual(Struct, frozen=True):
    """A state of which more is to be said on the day, with its acts around it."""

    state: str
    status: str
    acts: tuple[Told, ...]


class Roster(Struct, frozen=True):
    """The roster on a day: those on it and those that are not, each in protocol order, and what is to be said of them."""

    day: str
    count: int
    members: tuple[Line, ...]
    others: tuple[Line, ...]
    unusual: tuple[Unusual, ...] = ()
    contested: tuple[Claims, ...] = ()
    associates: tuple[AssociateLine, ...] = ()
    not_known: tuple[str, ...] = ()


def founding_treaty(reading: Reading) -> instruments.Instrument | None:
    """The instrument that the organisation names first among those that founded it, where it is in the record."""
    named = reading.law.organisation.founding_instruments
    return reading.standing.instrument(named[0]) if named else None


def line(reading: Reading, w: Words, status: MemberStatus, treaty: instruments.Instrument | None) -> Line:
    """A state's line."""
    force = instruments.status_on(treaty, status.state, reading.day).force if treaty else None
    held = reading.standing.member(status.state)
    now, stance = status.period, status.stance
    period = beginning(held, now) if now else None
    begun = by_entry(held.facts, period.entry) if period else None
    return Line(
        state=status.state,
        name=w.name("full", status.state),
        status=word_of(status),
        since=period.start if period else "",
        since_latest=period.start_latest if period and period.start_latest != period.start else "",
        until=now.until if now else "",
        entry=period.entry if period else 0,
        claims=period.claims if period else (),
        ground=ground_of(w, begun),
        status_since=now.start if now and now is not period else "",
        status_entry=now.entry if now else 0,
        leaving=status.leaving,
        stance=stance.act.stance if stance and isinstance(stance.act, acts.Declare) else "",
        stance_day=stance.start if stance else "",
        treaty_since=force.start if force else "",
        treaty_until=force.until if force else "",
    )


def beginning(member: Member, period: Period) -> Period:
    """The period with which the membership began that this one belongs to: suspensions do not interrupt it."""
    for earlier in reversed(member.periods[: member.periods.index(period)]):
        if earlier.status == "party" or period.status == "party" or earlier.until != period.start:
            break
        period = earlier
    return period


def word_of(status: MemberStatus) -> str:
    """The status in a word; who was a party to the founding treaty only is no former member."""
    was_party = status.word == "former" and status.period is not None and status.period.status == "party"
    return "former_party" if was_party else status.word


def ground_of(w: Words, fact: Dated | None) -> str:
    """On what a period rests: the act's own words, else the act."""
    if fact is None:
        return ""
    words = saying(fact.act).text
    return str(w.text(words) if words else w.act(fact.act)).removesuffix(".")


def lines(reading: Reading) -> list[Line]:
    """The line of every state that ever had a part in the organisation, in protocol order."""
    w, treaty = Words(reading), founding_treaty(reading)
    found = {s.state: s for s in membership.roster_on(reading.standing.members, reading.day)}
    if treaty is not None:
        for state in instruments.participants(treaty):
            found.setdefault(state, membership.status_on(Member(state), reading.day))
    return [line(reading, w, found[state], treaty) for state in reading.law.in_order(found)]


def on_roster(one: Line) -> bool:
    """Whether a line stands on the roster: members, suspended ones, parties, and those of whom it is not known."""
    return one.status in ("party", "member", "suspended", "not_known")


def roster(reading: Reading) -> Roster:
    """The roster on the day."""
    every = lines(reading)
    return Roster(
        day=reading.day,
        count=sum(one.status in ("member", "party") for one in every),
        members=tuple(one for one in every if on_roster(one)),
        others=tuple(one for one in every if not on_roster(one)),
        unusual=tuple(Unusual(state, word, tuple(one for one, _ in each)) for state, word, each in unusual(reading, every)),
        contested=tuple(claims for _, claims, _ in reading.derived("members-questions", lambda: questions(reading))),
        associates=tuple(associate_line(reading, one) for one in associates(reading)),
        not_known=tuple(one.id for one in not_known(reading)),
    )


def unusual(reading: Reading, every: list[Line]) -> list[tuple[str, str, list[tuple[Told, Dated]]]]:
    """States that are suspended, contested, leaving, asking, or have made a statement that stands: with what they did."""
    return [
        (one.state, one.status, reading.derived(f"around-{one.state}", partial(told_around, reading, one)))
        for one in every
        if one.status in ("suspended", "not_known", "applicant") or one.stance or one.leaving
    ]


def told_around(reading: Reading, one: Line) -> list[tuple[Told, Dated]]:
    """The acts of a state's membership around the day, told."""
    return told(reading, around(reading, one))


def around(reading: Reading, one: Line) -> list[Dated]:
    """The acts of a state's membership around the day, and those on which its status rests; what was said of it too."""
    member = reading.standing.member(one.state)
    said_of = reading.standing.remarks_on(member.ref)
    near = [f for f in (*member.facts, *said_of) if abs(days.days_between(days.Day(f.start), days.Day(reading.day))) <= AROUND]
    basis = [f for f in member.facts if f.entry == one.status_entry or f.start == one.stance_day or f.entry in one.claims]
    return list({f.entry: f for f in (*near, *basis)}.values())


def questions(reading: Reading) -> list[tuple[str, Claims, list[tuple[Told, Dated]]]]:
    """What is contested in the memberships, of which any answer lies before the end of the day."""
    out = []
    for state in reading.law.in_order(m.state for m in reading.standing.members.values()):
        for claims, each in contested(reading, reading.standing.member(state).facts):
            if not each[0][0].after:
                out.append((state, claims, each))
    return out


def not_known(reading: Reading, state: str = "") -> list[NotKnown]:
    """What no source says about the members, or about one of them."""
    wanted = (f"member/{state}",) if state else ("member/", "membership")
    return [one for one in reading.law.not_known.values() if any(about.startswith(wanted) for about in one.about)]


def associates(reading: Reading) -> list[Associate]:
    """Observers, then partners, by id."""
    return sorted(reading.standing.associates.values(), key=lambda a: (a.status, a.holder))


def associate_line(reading: Reading, one: Associate) -> AssociateLine:
    """An observer or partner as it stands on the day."""
    w = Words(reading)
    granted = next((f for f in reversed(one.facts) if isinstance(f.act, acts.Associate) and f.counts and days.first(days.Day(f.start)) <= reading.day), None)
    first = next((f for f in one.facts if isinstance(f.act, acts.Associate)), None)
    shown = granted or first
    title = str(said(shown.act.title, reading.lang)) if shown and isinstance(shown.act, acts.Associate) else one.holder
    until = shown.act.until if shown and isinstance(shown.act, acts.Associate) and shown.act.until is not UNSET else ""
    ended = next((f for f in one.facts if isinstance(f.act, acts.Dissociate) and f.counts and shown and f.start >= shown.start), None)
    return AssociateLine(
        holder=one.holder,
        name=w.name("state", one.holder) if one.holder in reading.law.states else title,
        status=one.status,
        word="not_yet" if granted is None else "held" if membership.holds_status(one, reading.day) else "ended",
        since=shown.start if shown else "",
        until=ended.start if ended else until,
        entry=shown.entry if shown else 0,
    )


def members(reading: Reading) -> Page:
    """The page of all members."""
    data = reading.derived("roster", lambda: roster(reading))
    w, treaty = Words(reading), founding_treaty(reading)
    view = {
        "treaty": reading.link("instruments", treaty.id) if treaty else "",
        "picture": reading.derived("members-picture", lambda: picture(reading, data)),
        "order": (order := in_order(reading, data)),
        "years": band(reading),
        "presides": presides(reading),
        "deep": deep(w.state(one) for one in order),
        "unusual": reading.derived("members-unusual", lambda: unusual(reading, [*data.members, *data.others])),
        "questions": reading.derived("members-questions", lambda: questions(reading)),
        "unknown": not_known(reading),
        "asked": asked.on_days(reading, w, "sessions.question.members", turning_days(reading)),
        "said_of_associates": said_of_associates(reading),
        "marks": {word: w.mark(shape, w(f"members.word.{word}"), tone) for word, (shape, tone) in MARKS.items()},
    }
    rows = tuple(tuple(str(getattr(one, c)) for c in COLUMNS) for one in (*data.members, *data.others))
    lede = reading.derived("members-lede", lambda: sentence(reading, data))
    return Page("members.html", "members", w("members.title"), lede, data, Table(COLUMNS, rows), view)


def turning_days(reading: Reading, state: str = "") -> set[str]:
    """The days on which the status of states (or of one) began or ended."""
    periods = [p for one in reading.standing.members.values() if state in ("", one.state) for p in one.periods]
    return {day for period in periods for day in (period.start, period.until) if day}


def presides(reading: Reading) -> str:
    """The state in the chair on the day, where it is one and no other is named; else empty."""
    found = chairmanship.who_presides_on(reading.standing.chairmanship.get(f"chairmanship/{ORGANISATION}"), reading.law, reading.day)
    return found.answers[0].state if found.truth is days.Truth.YES and len(found.answers) == 1 else ""


def in_order(reading: Reading, data: Roster) -> list[str]:
    """All states of the page in protocol order: as the picture has them."""
    return reading.law.in_order(one.state for one in (*data.members, *data.others))


def said_of_associates(reading: Reading) -> list[tuple[Told, Dated]]:
    """What was said of statuses that somebody asked for or was proposed for."""
    return told(reading, (f for ref, facts in sorted(reading.standing.remarks.items()) if ref.startswith("associate/") for f in facts))


def sentence(reading: Reading, data: Roster) -> str:
    """How many members there were, who of them stood apart, and what happened on that very day."""
    w = Words(reading)
    words = [one.status for one in data.members]
    tense = tense_of(reading)
    parts = [how_many(reading, w, words.count("member"), words.count("party"))]
    for word in ("suspended", "not_known"):
        states = [one.state for one in data.members if one.status == word]
        if states:
            parts.append(w(f"members.{'was' if tense == 'had' else 'is'}_{word}", names=w.all_of(states, case="gen"), n=len(states)))
    frozen = [one.state for one in data.members if one.stance == "freezes"]
    if frozen:
        parts.append(w("members.is_frozen", names=w.all_of(frozen), n=len(frozen)))
    leaving = [one for one in data.members if one.leaving]
    parts += [w("members.is_leaving", state=("state", one.state), day=("day", one.leaving)) for one in leaving]
    presiding = [w(f"members.{tense}_presiding", state=("state", chair))] if (chair := presides(reading)) else []
    return " ".join(parts + that_day(reading, w) + presiding)


def tense_of(reading: Reading) -> str:
    """Whether the day shown is to come (`will`), past or away from the head (`had`), or today (`has`)."""
    return "will" if reading.day > reading.today else "had" if reading.away else "has"


def how_many(reading: Reading, w: Words, members: int, parties: int) -> str:
    """How many members, or parties to the founding treaty, on the day; what an entry of the past did not know yet is said so."""
    day = ("day", reading.day)
    entered = {period.status for one in reading.standing.members.values() for period in one.periods}
    if reading.at and not entered:
        return w("members.at_none", entry=reading.at)
    if parties and not members:
        if reading.at and entered == {"party"}:
            return w("members.at_parties", n=parties, day=day, entry=reading.at)
        return w("members.parties_only", n=parties, day=day)
    tense = tense_of(reading)
    return w(f"members.{tense}" if members else f"members.{tense}_none", n=members, day=day)


def that_day(reading: Reading, w: Words) -> list[str]:
    """What took effect or became known in any membership on the very day, in sentences."""
    began: dict[str, list[Dated]] = {}
    public: list[Dated] = []
    for state in reading.law.in_order(m.state for m in reading.standing.members.values()):
        for fact in reading.standing.member(state).facts:
            if fact.start == reading.day:
                began.setdefault(fact.act.name(), []).append(fact)
            elif isinstance(fact.act, acts.Declare) and fact.act.made_public == reading.day:
                public.append(fact)
    out = [w("members.became_known", what=w.act(fact.act)) for fact in public]
    for name, facts in began.items():
        if len(facts) == 1:
            out.append(w("members.that_day", what=w.act(facts[0].act)))
        else:
            names = w.all_of(f.act.state for f in facts if isinstance(f.act, acts.OfState))
            out.append(w("members.that_day_several", kind=w(kind_of(name)), names=names))
    return out


def picture(reading: Reading, data: Roster) -> str:
    """Members through time as a drawing."""
    rows = rows_of(reading.standing, founding_treaty(reading), in_order(reading, data), reading.today)
    return members_through_time(reading, rows, Words(reading))
