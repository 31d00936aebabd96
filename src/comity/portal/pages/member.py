"""A state: its membership, its part in every instrument, its own statements, who may sign for it, what is not known."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from markupsafe import Markup
from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import instruments as treaty_acts
from comity.acts import membership as acts
from comity.acts import programmes as programme_acts
from comity.day import Truth
from comity.organisation import budget, instruments, membership, programmes
from comity.organisation.credentials import Credential
from comity.organisation.dated import Dated, by_entry
from comity.organisation.lives import Life
from comity.portal.faults import NotFound
from comity.portal.pages import asked, chairmanship, priorities
from comity.portal.pages.budget import percent, said_percent
from comity.portal.pages.members import MARKS, Line, founding_treaty, line, not_known, turning_days
from comity.portal.pages.priorities import PriorityLine
from comity.portal.pages.standings import MARKS as STANDING_MARKS
from comity.portal.pages.standings import Line as Part
from comity.portal.pages.standings import in_order
from comity.portal.pages.standings import line as part_of
from comity.portal.pages.told import Claims, Told, contested, told
from comity.portal.pictures.members import ROW, Bar, Row, bars_of, draw, scale_of, telling, treaty_bars
from comity.portal.pictures.rows import DEEP_ROW, deep
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words
from comity.text import Text

COLUMNS = ("instrument", "title", "signed", "action", "expressed", "deposit", "in_force", "until", "status")

#: The row of its turns in the chair: no id of an instrument has a slash.
CHAIR = "/chairmanship"

class PeriodView(Struct, frozen=True, omit_defaults=True):
    """A time of one status; where claims compete it began between `since` and `since_latest`."""

    status: str
    since: str
    entry: int
    since_latest: str = ""
    until: str = ""
    ended_by: int = 0


class Participation(Struct, frozen=True):
    """The state's part in an instrument on the day."""

    instrument: str
    title: Text
    part: Part


class Key(Struct, frozen=True, omit_defaults=True):
    """A credential that signs for the state: what it may do, since which entry, whether it is in force at the entry shown."""

    credential: str
    may: tuple[str, ...]
    since: int
    key: str
    revoked: int = 0
    acts: int = 0
    in_force: bool = True
    contested_from: int = 0


class Elsewhere(Struct, frozen=True):
    """What the state did, or what concerns it, in another room, by the day: sessions, decisions, the chairmanship, the budget."""

    room: str
    acts: tuple[Told, ...]


class Chaired(Struct, frozen=True, omit_defaults=True, rename={"start": "from"}):
    """A turn of the state in the chair, by one claim: `to` its last day, empty where it was not over and no end was set on the day."""

    start: str
    entry: int
    confidence: str
    to: str = ""
    contested: bool = False
    in_place_of: str = ""


class MemberView(Struct, frozen=True, omit_defaults=True):
    """A state on a day.

    chaired every turn of it in the chair that had begun by the day, also where another claim has another state there
    share   what it bears of the budget, in per cent, by the scale recorded; `share_holds` whether that holds on the day
    """

    state: str
    day: str
    line: Line
    truth: str
    periods: tuple[PeriodView, ...] = ()
    acts: tuple[Told, ...] = ()
    contested: tuple[Claims, ...] = ()
    instruments: tuple[Participation, ...] = ()
    statements: tuple[Told, ...] = ()
    bound: int = 0
    awaited: tuple[str, ...] = ()
    credentials: tuple[Key, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    not_known: tuple[str, ...] = ()
    share: str = ""
    priorities: tuple[PriorityLine, ...] = ()
    share_holds: str = ""
    chaired: tuple[Chaired, ...] = ()


def member(reading: Reading, state: str) -> Page:
    """The page of one state."""
    state = state.upper()
    if state not in reading.law.states:
        raise NotFound("members.unknown", state=state)
    w = Words(reading)
    data, view = reading.derived(f"member-{state}", lambda: make(reading, w, state))
    rows = tuple(
        (
            one.instrument, w.text(one.title), one.part.signed.day if one.part.signed else "",
            one.part.consent.action if one.part.consent else "", one.part.consent.day if one.part.consent else "",
            one.part.deposit, one.part.since, one.part.until, one.part.status,
        )
        for one in data.instruments
    )  # fmt: skip
    return Page("member.html", "members", w.name("full", state), view["lede"], data, Table(COLUMNS, rows), view)


def make(reading: Reading, w: Words, state: str) -> tuple[MemberView, dict[str, Any]]:
    """The page's value, and what its template needs besides."""
    held = reading.standing.member(state)
    status = membership.status_on(held, reading.day)
    one = line(reading, w, status, founding_treaty(reading))
    said_of = reading.standing.remarks_on(held.ref)
    own = [f for f in held.facts if isinstance(f.act, acts.Declare)]
    course = told(reading, (f for f in held.facts if not isinstance(f.act, acts.Declare)))
    words = told(reading, (*own, *said_of))
    disputed = contested(reading, held.facts)
    parts = participations(reading, w, state)
    statements = told(reading, statements_of(reading, state))
    keys = credentials_of(reading, state)
    unknown = not_known(reading, state)
    elsewhere = [(room, told(reading, facts)) for room, facts in in_other_rooms(reading, state)]
    scale = budget.scale_on(reading.standing.budget.get(budget.SCALE), reading.day)
    first = priorities.own(reading, w, state)
    bears = scale.shares.get(state) if scale.truth is not Truth.NO else None
    data = MemberView(
        state=state,
        day=reading.day,
        line=one,
        truth=status.truth.value,
        periods=tuple(
            PeriodView(p.status, p.start, p.entry, p.start_latest if p.start_latest != p.start else "", p.until, p.ended_by)
            for p in held.periods
        ),
        acts=tuple(t for t, _ in (*course, *words)),
        contested=tuple(claims for claims, _ in disputed),
        instruments=parts,
        statements=tuple(t for t, _ in statements),
        bound=sum(p.part.status == "in_force" for p in parts),
        priorities=tuple(one.line for one in first),
        awaited=tuple(p.instrument for p in parts if p.part.status in ("signed", "ad_referendum", "consented")),
        credentials=keys,
        elsewhere=tuple(Elsewhere(room, tuple(t for t, _ in each)) for room, each in elsewhere),
        not_known=tuple(n.id for n in unknown),
        share=percent(bears) if bears is not None else "",
        share_holds=scale.truth.value if bears is not None else "",
        chaired=tuple(turns_of(reading, w, state)),
    )
    basis = by_entry(held.facts, one.status_entry)
    drawn = lines_of(reading, w, state)
    names = [name for name, _ in drawn]
    view: dict[str, Any] = {
        "lede": sentence(w, data),
        "goes_on": goes_on(data.periods),
        "chaired": chaired_rows(reading, w, data.chaired),
        "course": course,
        "words": words,
        "questions": disputed,
        "statements": statements,
        "priorities": first,
        "elsewhere": elsewhere,
        "basis": basis,
        "share": (said_percent(w, bears), scale.fact) if bears is not None else None,
        "unknown": unknown,
        "asked": asked.on_days(reading, w, "member.ask", turning_days(reading, state), state=("state", state)),
        "awaited": "; ".join(w.name("instrument", name) for name in data.awaited),
        "picture": picture(reading, w, state),
        "mark": w.mark(MARKS[one.status][0], w(f"members.word.{one.status}"), MARKS[one.status][1]),
        "marks": {word: w.mark(shape, w(f"standing.{word}"), tone) for word, (shape, tone) in STANDING_MARKS.items()},
        "rows": names,
        "kinds": {"low" if bar.low else bar.kind for _, row in drawn for bar in row.bars},
        "CHAIR": CHAIR,
        "deep": deep(_row_name(w, name) for name in names if name),
    }
    return data, view


def sentence(w: Words, data: MemberView) -> str:
    """What the state is to the organisation on the day, since when, and what it says itself."""
    one = data.line
    contested = "" if one.status_since else one.since_latest
    since = one.status_since or (one.since[:4] if one.status == "member" and contested[:4] == one.since[:4] else one.since)
    values = {"state": ("state", data.state), "day": ("day", data.day), "since": ("day", since), "until": ("day", one.until)}
    past = w.reading.away
    tense = "was" if past and one.status in ("member", "suspended") else "is"
    parts = [w(f"member.{tense}.{one.status}", **values)]
    if one.status == "member" and contested:
        parts.append(w("member.since_contested", since=("day", one.since), latest=("day", contested)))
    if one.status in ("member", "suspended") and one.treaty_since and not one.treaty_until:
        parts.append(w("member.was_party_since" if past else "member.party_since", treaty=("day", one.treaty_since), state=("state", data.state)))
    if one.stance == "freezes":
        parts.append(w("member.declares", day=("day", one.stance_day)))
    if one.stance == "requests_suspension" and one.status == "member":
        parts.append(w("member.asked", day=("day", one.stance_day)))
    if one.leaving:
        parts.append(w("members.is_leaving", state=("state", data.state), day=("day", one.leaving)))
    surely = sum(not one.contested for one in data.chaired)
    if data.chaired:
        times = {0: "none", 1: "once", 2: "twice"}.get(surely, "often")
        parts.append(w(f"member.presided_{times}", n=surely, more=len(data.chaired) - surely))
        if 0 < surely < len(data.chaired):
            parts.append(w("member.presided_more", n=len(data.chaired) - surely))
    if data.instruments:
        code = "bound_none" if not data.bound else "was_bound" if past else "bound"
        parts.append(w(f"member.{code}", n=data.bound, of=len(data.instruments), state=("state", data.state)))
    return " ".join(parts)


def goes_on(periods: tuple[PeriodView, ...]) -> set[int]:
    """The entries of the times as a party to the founding treaty that membership followed without a gap: the treaty went on binding."""
    return {one.entry for one, after in pairwise(periods) if one.status == "party" and after.status == "member" and one.until == after.since}


def chaired_rows(reading: Reading, w: Words, turns: tuple[Chaired, ...]) -> list[tuple[Chaired, Markup, Markup]]:
    """Its turns in the chair, the latest first, each with its ground and its sources."""
    by_entry = {turn.assumed.entry: turn for turn, _ in chairmanship.every_turn(chairmanship.life_of(reading))}
    return [
        (one, chairmanship.ground(w, turn), w.source(turn.assumed.sources) or Markup.escape(w("frame.signed", credential=("credential", turn.assumed.signer))))
        for one in reversed(turns)
        for turn in (by_entry[one.entry],)
    ]


def turns_of(reading: Reading, w: Words, state: str) -> Iterator[Chaired]:
    """The turns of the state in the chair that had begun by the day, in order of time."""
    turns = chairmanship.every_turn(chairmanship.life_of(reading))
    lines = reading.derived("chair-lines", lambda: [chairmanship.line(reading, w, turn, until) for turn, until in turns])
    for (turn, _), one in zip(turns, lines, strict=True):
        if one.state != state or days.first(one.start) > reading.day:
            continue
        if one.contested and not one.preferred and chairmanship.settled(one, lines):
            continue
        known = bool(one.to) and (turn.act.until is not UNSET or days.first(one.to) <= reading.day)
        yield Chaired(one.start, one.entry, one.confidence, one.to if known else "", bool(one.contested) and not one.preferred, one.in_place_of)


def participations(reading: Reading, w: Words, state: str) -> tuple[Participation, ...]:
    """The state's part in each treaty adopted by the day in which it has or may have one, by day of adoption."""
    found = []
    for one in in_order(reading):
        if not one.is_treaty or state not in instruments.participants(one):
            continue
        found.append(Participation(one.id, one.adopt.title, part_of(w, one, state, reading.day)))
    return tuple(found)


def statements_of(reading: Reading, state: str) -> list[Dated]:
    """Reservations, declarations and objections of the state that stand on the day."""
    out: list[Dated] = []
    for one in in_order(reading):
        if state in one.parties:
            status = instruments.status_on(one, state, reading.day)
            out += [*status.reservations, *status.declarations, *status.objections]
    return out


#: The rooms in which a state has a part beside its membership and its treaties, in the order of the page.
_ROOMS = ("chairmanship", "sessions", "decisions", "posts", "programmes", "budget", "assembly")


def in_other_rooms(reading: Reading, state: str) -> list[tuple[str, list[Dated]]]:
    """The acts of each room that name the state, by the day: it presided or was absent, signed, declined, contributed."""
    out = []
    for room in _ROOMS:
        facts = [fact for life in getattr(reading.standing, room).values() for fact in life.facts if _names(fact, state)]
        known = [fact for fact in facts if days.first(days.Day(fact.start)) <= reading.day]
        if known:
            out.append((room, known))
    return out


def _names(fact: Dated, state: str) -> bool:
    return state == getattr(fact.act, "state", "") or state in getattr(fact.act, "signed_by", ())


def credentials_of(reading: Reading, state: str) -> tuple[Key, ...]:
    """Who may sign for the state, as the record stood at the entry shown."""
    return tuple(
        key_of(one, reading.now)
        for one in sorted(reading.standing.credentials.values(), key=lambda c: c.id)
        if one.holder.member == state
    )


def key_of(one: Credential, now: int) -> Key:
    """A credential as the page shows it: its key is public by nature."""
    return Key(one.id, one.may, one.since, one.key, one.revoked, one.n, one.in_force(now), one.contested_from)


def lines_of(reading: Reading, w: Words, state: str) -> list[tuple[str, Row]]:
    """The rows of its picture: membership, the chair, the programmes it answers for, each treaty in which it has a part: id and bars."""
    held = reading.standing.member(state)
    rows = [("", Row(state, tuple(bar for bar in bars_of(held, None, reading.today) if bar.kind != "party")))]
    rows.append((CHAIR, Row(state, tuple(turn_bars(reading, w, state)))))
    rows += [(ref, Row(state, tuple(programme_bars(life, reading.today)))) for ref, life in sorted(reading.standing.programmes.items()) if answers_for(life, state)]
    for one in in_order(reading):
        if one.is_treaty and state in one.parties:
            bars = treaty_bars(one, state, reading.today)
            signed = next((f for f in one.party(state).facts if isinstance(f.act, (treaty_acts.Sign, treaty_acts.Accede)) and f.counts), None)
            rows.append((one.id, Row(state, tuple(bars) or signed_only(signed, reading.today))))
    return [(name, row) for name, row in rows if row.bars]


def turn_bars(reading: Reading, w: Words, state: str) -> Iterator[Bar]:
    """Its turns in the chair, hatched where accounts differ; one that goes on, up to its set end or today."""
    for turn in turns_of(reading, w, state):
        until = days.last(days.Day(turn.to)) if turn.to else reading.today
        start = days.first(days.Day(turn.start))
        yield Bar("doubt" if turn.contested else "presides", start, max(start, min(until, reading.today)), not turn.to, turn.confidence == "low" and not turn.contested)


def answers_for(life: Life, state: str) -> bool:
    """Whether a programme has the state for its customer-co-ordinator or a holder."""
    return any(isinstance(fact.act, programme_acts.Assign) and fact.act.state == state and fact.act.role in ("coordinator", "holder") for fact in life.facts if fact.counts)


def programme_bars(life: Life, today: str) -> Iterator[Bar]:
    """A programme from its approval, as a line, and from its start to today or its end, as far as it is certain, as a bar."""
    on = programmes.programme_on(life, today)
    start = days.first(days.Day(programmes.start_of(on.begins))) if on.begins is not None else ""
    if on.approved is not None:
        yield Bar("signed", days.first(days.Day(on.approved.start)), start or today, not start)
    if start and start <= today:
        ended = [days.last(days.Day(end.last)) for end in on.ends]
        yield Bar("runs", start, min([today, *ended]), on.word in ("begun", "not_known"))


def _row_name(w: Words, name: str) -> str:
    if name == CHAIR:
        return w("rooms.of.chairmanship")
    kind, _, programme = name.partition("/")
    return w.name(kind, programme) if programme else w.name("instrument", name) if name else w("member.membership")


def signed_only(signed: Dated | None, today: str) -> tuple[Bar, ...]:
    """Signed, and nothing known of its coming into force for the state."""
    return (Bar("signed", days.first(days.Day(signed.start)), today, True),) if signed else ()


def picture(reading: Reading, w: Words, state: str) -> object:
    """The state's own bars: the organisation, and the treaties in which it has a part."""
    named = lines_of(reading, w, state)
    rows = tuple(row for _, row in named)
    if not rows:
        return ""
    scale = scale_of(reading, rows)
    told_rows = [f"{_row_name(w, name)}: {telling(w, row)}" for name, row in named]
    title = w("member.picture", state=("state", state), start=scale.start[:4], end=scale.end[:4])
    height = DEEP_ROW if deep(_row_name(w, name) for name, _ in named if name) else ROW
    return draw("member", rows, scale, reading, w, title, "; ".join(told_rows), height)
