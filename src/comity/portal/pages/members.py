"""Members: the roster on a day and the bars through time; one state with everything about it on that day."""

from msgspec import Struct

from comity import day as days
from comity.acts import membership as acts
from comity.organisation import instruments, membership
from comity.organisation.dated import Dated, counted
from comity.organisation.membership import Member, MemberStatus
from comity.portal.faults import NotFound
from comity.portal.pictures.members import Bar, Row, members_through_time
from comity.portal.pictures.svg import Scale
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words


class Line(Struct, frozen=True, omit_defaults=True):
    """A state on the roster.

    status       member, suspended, former, not_known, applicant, none
    since        first day of the period that holds, or of the doubt about it; `since_latest` its last
    stance       what the state itself says of its participation, on which day
    treaty       id of the founding treaty, and since when it is in force for the state
    """

    state: str
    name: str
    status: str
    since: str = ""
    since_latest: str = ""
    until: str = ""
    entry: int = 0
    claims: tuple[int, ...] = ()
    stance: str = ""
    stance_day: str = ""
    treaty_since: str = ""
    treaty_until: str = ""


class Roster(Struct, frozen=True):
    """The roster on a day: those on it and those that are not, each in protocol order."""

    day: str
    count: int
    members: tuple[Line, ...]
    others: tuple[Line, ...]


def line(reading: Reading, status: MemberStatus) -> Line:
    """A state's line."""
    w = Words(reading)
    treaty = _founding_treaty(reading)
    force = instruments.status_on(treaty, status.state, reading.day).force if treaty else None
    period = status.period
    said = status.stance
    return Line(
        state=status.state,
        name=w.name("full", status.state),
        status=status.word,
        since=period.start if period else "",
        since_latest=period.start_latest if period and period.start_latest != period.start else "",
        until=period.until if period else "",
        entry=period.entry if period else 0,
        claims=period.claims if period else (),
        stance=said.act.stance if said and isinstance(said.act, acts.Declare) else "",
        stance_day=said.start if said else "",
        treaty_since=force.start if force else "",
        treaty_until=force.until if force else "",
    )


def _founding_treaty(reading: Reading) -> instruments.Instrument | None:
    named = reading.law.organisation.founding_instruments
    return reading.standing.instrument(named[0]) if named else None


def roster(reading: Reading) -> Roster:
    """The roster on the day."""
    found = {s.state: s for s in membership.roster_on(reading.standing.members, reading.day)}
    lines = [line(reading, found[state]) for state in reading.law.in_order(found)]
    on = tuple(one for one in lines if one.status in ("member", "suspended", "not_known"))
    return Roster(
        day=reading.day,
        count=sum(one.status == "member" for one in lines),
        members=on,
        others=tuple(one for one in lines if one not in on),
    )


def members(reading: Reading) -> Page:
    """The page of all members."""
    data = reading.derived("roster", lambda: roster(reading))
    w = Words(reading)
    view = {"picture": reading.derived("members-picture", lambda: picture(reading)), "events": that_day(reading)}
    columns = ("state", "name", "status", "since", "since_latest", "until", "stance", "stance_day", "treaty_since", "treaty_until", "entry")
    rows = tuple(tuple(str(getattr(one, c)) for c in columns) for one in (*data.members, *data.others))
    return Page("members.html", "members", w("members.title"), sentence(reading, data), data, Table(columns, rows), view)


def sentence(reading: Reading, data: Roster) -> str:
    """How many members there were, and what happened on that very day."""
    w = Words(reading)
    first = w("members.had" if reading.away else "members.has", n=data.count, day=("day", reading.day))
    more = [w(f"members.that_day.{fact.act.name().split('.')[1]}", state=("state", state)) for state, fact in that_day(reading)]
    return " ".join((first, *more))


def that_day(reading: Reading) -> list[tuple[str, Dated]]:
    """What took effect in any membership on the very day."""
    return [
        (member.state, fact)
        for member in sorted(reading.standing.members.values(), key=lambda m: m.state)
        for fact in member.facts
        if fact.start == reading.day and not isinstance(fact.act, acts.Found)
    ]


def picture(reading: Reading) -> str:
    """Members through time as a drawing."""
    w = Words(reading)
    states = reading.law.in_order(m.state for m in reading.standing.members.values())
    rows = tuple(Row(state, _bars(reading, reading.standing.member(state))) for state in states)
    starts = [bar.start for row in rows for bar in row.bars]
    end = max(days.add_months(days.Day(reading.today), 10), reading.day)
    scale = Scale(min([*starts, reading.day]) if starts else reading.day, end)
    told = "; ".join(f"{w.state(row.state)}: {_told(w, row)}" for row in rows)
    return members_through_time(
        rows, scale, reading.day, w.day(reading.day, "table"), reading.away,
        w("members.picture", start=scale.start[:4], end=scale.end[:4]), told,
    )  # fmt: skip


def _bars(reading: Reading, member: Member) -> tuple[Bar, ...]:
    bars: list[Bar] = []
    today = reading.today
    treaty = _founding_treaty(reading)
    begins = member.periods[0].start if member.periods else ""
    if treaty is not None:
        party = treaty.party(member.state)
        for span in party.force:
            bars.append(Bar("party", days.first(days.Day(span.start)), span.until or begins or today))
        signed = next(iter(party.facts), None)
        if signed is not None and party.force:
            bars.insert(0, Bar("signed", days.first(days.Day(signed.start)), days.first(days.Day(party.force[0].start))))
    for period in member.periods:
        until = period.until or today
        start = days.first(days.Day(period.start))
        if period.start_latest != period.start:
            bars.append(Bar("doubt", start, period.start_latest))
            start = period.start_latest
        bars.append(Bar("suspended" if period.status == "suspended" else "member", start, until))
    for fact in counted(member.facts, acts.Declare):
        if isinstance(fact.act, acts.Declare) and fact.act.stance in ("freezes", "requests_suspension"):
            bars.append(Bar("declared", days.first(days.Day(fact.start)), today))
    return tuple(bars)


def _told(w: Words, row: Row) -> str:
    return ", ".join(
        w(f"members.bar.{bar.kind}", start=("day", bar.start), until=("day", bar.until)) for bar in row.bars
    )


class MemberView(Struct, frozen=True, omit_defaults=True):
    """A state and its membership on a day."""

    line: Line
    truth: str
    acts: tuple[int, ...] = ()


def member(reading: Reading, state: str) -> Page:
    """The page of one state."""
    state = state.upper()
    if state not in reading.law.states:
        raise NotFound("members.unknown", state=state)
    status = membership.status_on(reading.standing.member(state), reading.day)
    facts = reading.standing.member(state).facts
    data = MemberView(line(reading, status), status.truth.value, tuple(f.entry for f in facts))
    w = Words(reading)
    return Page("member.html", "members", w.name("full", state), w(f"member.is.{status.word}", state=("full", state), day=("day", reading.day)), data, view={"facts": facts, "status": status})


