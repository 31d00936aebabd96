"""The questions one may ask of a programme: whether it runs on a day, what each stage was planned for and what is reported.

What was planned and what is reported are never mixed: a stage of which nothing is reported is not under way because its
time has come, and one that is reported as under way after its planned end is past that end, not extended.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import programmes as acts
from comity.day import Truth
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, claims, latest, said

Word = Literal["none", "asked", "approved", "begun", "not_known", "over", "suspended", "completed", "ended"]
StageWord = Literal["to_come", "not_reported", "running", "late", "suspended", "completed", "ended"]


class End(NamedTuple):
    """One reading of when a programme ends: on `first` at the earliest and on `last` at the latest, both inclusive."""

    first: str
    last: str
    fact: Dated


class Stage(Struct, frozen=True):
    """A stage as planned, and what is reported of it by the day.

    plan      what prevails of it; `others` what else is claimed of the same
    start     the first day on which it was to begin, `start_latest` the last; until and until_latest likewise; or nothing
    reports   what is reported of it by the day, in order of days
    word      to_come: its time has not come; not_reported: it has, and nothing is reported; running; late: reported as under
              way after its planned end; suspended, completed, ended: as reported last
    """

    number: int
    plan: Dated
    others: tuple[Dated, ...]
    start: str
    start_latest: str
    until: str
    until_latest: str
    reports: tuple[Dated, ...]
    word: StageWord


class OnDay(Struct, frozen=True):
    """A programme on a day.

    word      none: nobody has asked for it yet; asked; approved: and not begun; begun: its stated beginning has come;
              not_known: the readings of its end differ on this day; over: its time has passed by every reading, and nothing
              is reported of its end; suspended, completed, ended: as reported last of the whole
    begins    what says when it begins          ends     every reading of its end
    weakest   the lowest confidence of what the answer rests on
    """

    word: Word
    asked: tuple[Dated, ...]
    approved: Dated | None
    begins: Dated | None
    ends: tuple[End, ...]
    weakest: str


def programme_on(life: Life | None, on: str) -> OnDay:
    """The programme on the day."""
    asked = tuple(said(life, acts.Mandate, on=on))
    approved = latest(life, acts.Approve, on=on)
    begins, ends = begins_on(life, on), ends_on(life, on)
    last = latest_of_whole(life, on)
    rests_on = [*asked[-1:], *(fact for fact in (approved, begins, last) if fact)]
    word = _word(on, bool(asked), approved, begins, ends, last)
    if word in ("not_known", "over"):
        rests_on += [end.fact for end in ends]
    return OnDay(word, asked, approved, begins, ends, weakest(rests_on))


def _word(on: str, asked: bool, approved: Dated | None, begins: Dated | None, ends: tuple[End, ...], last: Dated | None) -> Word:
    if approved is None:
        return "asked" if asked else "none"
    if last is not None and isinstance(last.act, acts.Report) and last.act.progress in ("suspended", "completed", "ended"):
        return last.act.progress
    start = start_of(begins)
    if not start or days.same_or_before(start, on) is not Truth.YES:
        return "approved"
    over = is_over(ends, on)
    return "over" if over is Truth.YES else "not_known" if over is Truth.NOT_KNOWN else "begun"


def begins_on(life: Life | None, on: str) -> Dated | None:
    """What says by the day when the programme begins: a statement of its own, else its approval."""
    stated = [f for f in said(life, acts.Term, on=on) if isinstance(f.act, acts.Term) and f.act.point == "begins"]
    if stated:
        return stated[-1]
    approved = latest(life, acts.Approve, on=on)
    return approved if approved is not None and start_of(approved) else None


def start_of(fact: Dated | None) -> str:
    """The stated first day of the programme; empty where none is."""
    start = getattr(fact.act, "start", UNSET) if fact is not None else UNSET
    return start if isinstance(start, str) else ""


def ends_on(life: Life | None, on: str) -> tuple[End, ...]:
    """Every reading of the programme's end that is recorded by the day, competing ones beside each other.

    A prolongation replaces what was said before it. Where nobody states an end, that of the approval holds: its `until`,
    or the last day of its `years` from the stated beginning.
    """
    facts = [f for f in every(life, acts.Term, on) if isinstance(f.act, acts.Term) and f.act.point in ("ends", "prolonged")]
    prolonged = [i for i, f in enumerate(facts) if isinstance(f.act, acts.Term) and f.act.point == "prolonged"]
    stated = facts[prolonged[-1] :] if prolonged else facts
    found = []
    for fact in stated:
        assert isinstance(fact.act, acts.Term)
        if isinstance(fact.act.until, str):
            latest_day = fact.act.until_latest if isinstance(fact.act.until_latest, str) else fact.act.until
            # Of an end known by its year or month only the first day that it may be is not known: it is the last of it.
            found.append(End(days.last(fact.act.until), days.last(latest_day), fact))
    return tuple(found) or _by_approval(life, on)


def _by_approval(life: Life | None, on: str) -> tuple[End, ...]:
    approved = latest(life, acts.Approve, on=on)
    if approved is None or not isinstance(approved.act, acts.Approve):
        return ()
    if isinstance(approved.act.until, str):
        day = days.last(approved.act.until)
        return (End(day, day, approved),)
    start = start_of(begins_on(life, on))
    if not isinstance(approved.act.years, int) or len(start) < 10:
        return ()
    try:
        day = days.add_days(days.add_years(start, approved.act.years), -1)
    except days.DayError:  # beyond the calendar: no day that could be named
        return ()
    return (End(day, day, approved),)


def is_over(ends: Iterable[End], on: str) -> Truth:
    """Whether the programme's time has passed on the day: yes by every reading, no by every one, else not known."""
    answers = set()
    for end in ends:
        answers.add(Truth.YES if on > end.last else Truth.NO if on <= end.first else Truth.NOT_KNOWN)
    if not answers:
        return Truth.NO
    return answers.pop() if len(answers) == 1 else Truth.NOT_KNOWN


def may_be_prolonged(life: Life | None, on: str) -> Dated | None:
    """What says who may prolong the programme."""
    return next((f for f in said(life, acts.Term, on=on) if isinstance(f.act, acts.Term) and f.act.point == "may_be_prolonged"), None)


def latest_of_whole(life: Life | None, on: str) -> Dated | None:
    """The last report of the whole programme by the day."""
    found = [f for f in said(life, acts.Report, on=on) if isinstance(f.act, acts.Report) and f.act.stage is UNSET]
    return found[-1] if found else None


def reports_on(life: Life | None, on: str, stage: int = 0) -> tuple[Dated, ...]:
    """What is reported by the day: of one stage, or of anything."""
    found = (f for f in said(life, acts.Report, on=on) if isinstance(f.act, acts.Report))
    return tuple(f for f in found if not stage or f.act.stage == stage)  # type: ignore[attr-defined]


def stages_on(life: Life | None, on: str) -> tuple[Stage, ...]:
    """The stages as planned by the day, by number, each with what is reported of it by the day."""
    prevailing: dict[int, Dated] = {}
    for fact in said(life, acts.Plan, on=on):
        assert isinstance(fact.act, acts.Plan)
        prevailing[fact.act.stage] = fact
    return tuple(_stage(life, number, prevailing[number], on) for number in sorted(prevailing))


def _stage(life: Life | None, number: int, plan: Dated, on: str) -> Stage:
    act = plan.act
    assert isinstance(act, acts.Plan)
    rest = tuple(f for f in every(life, acts.Plan, on) if f.claim and f.entry != plan.entry and plan.claim and f.claim.key == plan.claim.key)
    start, until = _day(act.start), _day(act.until)
    start_latest, until_latest = _day(act.start_latest) or start, _day(act.until_latest) or until
    reports = reports_on(life, on, number)
    begins, ends = (days.first(start) if start else ""), (days.last(until_latest) if until_latest else "")
    return Stage(number, plan, rest, start, start_latest, until, until_latest, reports, _stage_word(reports, begins, ends, on))


def _stage_word(reports: tuple[Dated, ...], begins: str, ends: str, on: str) -> StageWord:
    told = [f.act.progress for f in reports if isinstance(f.act, acts.Report) and f.act.progress != "prepared"]
    if not told:
        return "to_come" if not begins or on < begins else "not_reported"
    if told[-1] == "running":
        return "late" if ends and on > ends else "running"
    return told[-1]


def parts_on(life: Life | None, on: str) -> tuple[Dated, ...]:
    """Who has which part by the day: of each state, and of each body that assists, what was said last."""
    found: dict[tuple[str, str], Dated] = {}
    for fact in said(life, acts.Assign, on=on):
        assert isinstance(fact.act, acts.Assign)
        found[str(fact.act.state or ""), str(fact.act.body or "")] = fact
    return tuple(found.values())


def takes_part_on(life: Life | None, state: str, on: str) -> Truth:
    """Whether a state takes part in the programme; not known where nobody says so, or where that is what is said."""
    part = next((f.act for f in parts_on(life, on) if isinstance(f.act, acts.Assign) and f.act.state == state), None)
    return Truth.NOT_KNOWN if part is None or part.role == "uncertain" else Truth.YES


def every(life: Life | None, kind: type[acts.OfProgramme], on: str) -> tuple[Dated, ...]:
    """The facts of a kind by the day, competing claims each, in order of days."""
    every_claim = {f.entry: f for each in claims(life, kind, on=on).values() for f in each if f.counts}
    found = {f.entry: f for f in said(life, kind, on=on)} | every_claim
    return tuple(sorted(found.values(), key=lambda f: (f.start, f.entry)))


def weakest(facts: Iterable[Dated]) -> str:
    """The lowest confidence among these facts; of none it is high."""
    order = ("high", "medium", "low")
    return max((f.confidence for f in facts), key=order.index, default="high")


def _day(value: object) -> str:
    return value if isinstance(value, str) else ""
