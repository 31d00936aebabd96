"""The things of this room: a state's membership with its periods, and the status of an observer or partner."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, TypeAlias

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from comity import day as days
from comity.acts import membership as acts
from comity.organisation.dated import Dated, Timeline, insert, place, rivals
from comity.organisation.finding import Reason


class Terms(Struct, frozen=True):
    """What the charter says of membership on the day of an act: each with the provision that says it.

    notice_months   months between the notice of withdrawal and its effect; 0 where no provision is known
    deciding        the body that admits, suspends and excludes; empty where not known
    confidence      of the provision on notice; `deciding_confidence`, `non_participation_confidence` of the others
    """

    notice_months: int = 0
    notice_provision: str = ""
    confidence: str = ""
    deciding: str = ""
    deciding_provision: str = ""
    deciding_confidence: str = ""
    non_participation_provision: str = ""
    non_participation_confidence: str = ""

    @property
    def notice_known(self) -> bool:
        """Whether the end of a notice can be computed: a provision of low confidence decides nothing."""
        return bool(self.notice_months) and self.confidence != "low"


#: The terms of membership as the charter has them on a day.
TermsOn = Callable[[str], Terms]
#: Why a fact no longer fits the membership before it, or none.
Contradicts = Callable[["Member", Dated], Reason | None]


class Period(Struct, frozen=True, gc=False):
    """A time of one status: from `start`, up to (not including) `until`, open where that is empty.

    `party`: party to the founding treaty while there was no organisation of which one could be a member.
    Where claims compete, the period begins on a day between `start` and `start_latest`; `claims` are the entries
    of the competing acts. `entry` is that of the act it begins with, `ended_by` that of the act it ends with.
    """

    status: Literal["party", "member", "suspended"]
    start: str
    start_latest: str
    entry: int
    until: str = ""
    ended_by: int = 0
    claims: tuple[int, ...] = ()


class Course(Struct, frozen=True, gc=False):
    """How far a membership has come by its facts, in order of days, before what is still to run out by itself.

    status   of the period that runs, empty where none does
    resumes  the day on which a suspension, ordered at entry `by`, runs out; `leaving` that on which the notice of
             withdrawal given at entry `notice` has run
    """

    periods: tuple[Period, ...] = ()
    status: Literal["", "party", "member", "suspended"] = ""
    resumes: str = ""
    by: int = 0
    leaving: str = ""
    notice: int = 0
    left: bool = False


#: The course of a state of which nothing is recorded yet.
_AT_FIRST = Course()


class Mark(NamedTuple):
    """How far the course had come after so many facts: a place to go on from.

    claims   the contested questions that they answer
    plain    the course where each claim is taken as it stands, as facts are flagged
    """

    size: int = 0
    course: Course = _AT_FIRST
    claims: frozenset[str] = frozenset()
    plain: Course = _AT_FIRST


#: A mark is kept at every so many facts.
MARK_EVERY = 64


class Member(Struct, frozen=True, gc=False):
    """A state's membership: all acts that concern it, and the periods that they add up to.

    leaving    the day on which a notice of withdrawal takes effect, empty where there is none
    notice     the entry of that notice
    resumes    the day on which a suspension runs out by itself, empty where it does not
    claims     whether some of its facts are claims that compete
    marks      of its course, so that a long life is not gone through from the beginning
    """

    state: str
    facts: Timeline = ()
    periods: tuple[Period, ...] = ()
    leaving: str = ""
    notice: int = 0
    resumes: str = ""
    course: Course = Course()
    claims: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def ref(self) -> str:
        """`member/TJ`."""
        return f"member/{self.state}"


class Associate(Struct, frozen=True, gc=False):
    """An observer or partner: the acts that granted and ended the status."""

    holder: str
    status: Literal["observer", "partner"]
    facts: Timeline = ()

    @property
    def ref(self) -> str:
        """`associate/observer/serbia`."""
        return f"associate/{self.status}/{self.holder}"


Members: TypeAlias = Map[str, Member]
Associates: TypeAlias = Map[str, Associate]

#: The acts that move the course; the others (application, a state's own statement) stand beside it.
_BEGIN = frozenset({acts.Found, acts.Admit, acts.Return})
_END = frozenset({acts.Exclude, acts.Withdraw, acts.Lapse})
_MOVES = _BEGIN | _END | {acts.Suspend, acts.Reinstate, acts.Notify, acts.Revoke}


def with_fact(member: Member, fact: Dated, terms: TermsOn, contradicts: Contradicts) -> Member:
    """The membership with one more fact.

    A fact of the present day goes on from where the course stands. One for an earlier day is inserted, and the course is
    gone through again; each later fact is then examined in the light of those before it, and flagged where it no
    longer fits.
    """
    facts = insert(member.facts, fact)
    member = replace(member, marks=_up_to(member.marks, bisect_left(facts, place(fact), key=place)))
    if type(fact.act) not in _MOVES or not fact.counts:
        return replace(member, facts=facts)
    if fact.claim is None and facts[-1] is fact:
        return _arrived(replace(member, facts=facts), _moved(member.course, fact, terms))
    return settled(replace(member, facts=flagged(facts, member, terms, contradicts, place(fact))), terms)


def flagged(
    facts: Timeline, member: Member, terms: TermsOn, contradicts: Contradicts, after: tuple[str, int] = ("", 0)
) -> Timeline:
    """The facts, each that stands `after` a place with its flag in the light of those before it."""
    first = bisect_right(facts, after, key=place)
    out = list(facts[:first])
    known, _, _, course = _mark(member.marks, first)
    course = _plainly(course, facts[known:first], terms)
    for at, fact in enumerate(facts[first:], start=first):
        if fact.counts:
            before = _arrived(Member(member.state, facts[:at]), course)
            flag = contradicts(before, fact)
            course = _moved(course, fact, terms)
            fact = fact if flag == fact.flag else replace(fact, flag=flag)
        out.append(fact)
    return tuple(out)


def as_on(member: Member, day: str, terms: TermsOn) -> Member:
    """The membership by what is recorded of it up to a day: what an act of that day is examined against."""
    if not member.facts or member.facts[-1].start <= day:
        return member
    facts = member.facts[: bisect_right(member.facts, day, key=lambda fact: fact.start)]
    return settled(Member(member.state, facts, claims=member.claims, marks=_up_to(member.marks, len(facts))), terms)


def settled(member: Member, terms: TermsOn) -> Member:
    """The membership with its course gone through, from the last mark before which nothing competes with what follows.

    Its marks are of the facts that it has: whoever changes one drops those after it.
    """
    facts, marks = member.facts, member.marks
    asked = _questions(facts, _mark(marks, len(facts)).size)
    while marks and not marks[-1].claims.isdisjoint(asked):
        marks = marks[:-1]
        asked = _questions(facts, _mark(marks, len(facts)).size)
    known, course, before, plain = _mark(marks, len(facts))
    for size in range(known + MARK_EVERY, len(facts), MARK_EVERY):
        if not any(first < size <= last for first, last in asked.values()):
            before = before.union(key for key, (first, _) in asked.items() if first < size)
            alike = plain is course and not before  # nothing competes so far
            course = _gone(course, facts[known:size], terms)
            plain = course if alike else _plainly(plain, facts[known:size], terms)
            marks, known = (*marks, Mark(size, course, before, plain)), size
    claimed = bool(before or asked)
    return _arrived(replace(member, claims=claimed, marks=marks), _gone(course, facts[known:], terms))


def _questions(facts: Timeline, start: int) -> dict[str, tuple[int, int]]:
    """The contested questions that acts from `start` on answer: for each the first and the last that does."""
    found: dict[str, tuple[int, int]] = {}
    for at in range(start, len(facts)):
        fact = facts[at]
        if type(fact.act) in _MOVES and fact.claim is not None:
            key = f"{type(fact.act).__name__} {fact.claim.key}"
            found[key] = (found.get(key, (at, at))[0], at)
    return found


def _mark(marks: tuple[Mark, ...], size: int) -> Mark:
    """The last mark at or before so many facts; the beginning, where there is none."""
    return next((mark for mark in reversed(marks) if mark.size <= size), Mark())


def _up_to(marks: tuple[Mark, ...], size: int) -> tuple[Mark, ...]:
    """The marks at or before so many facts."""
    return tuple(mark for mark in marks if mark.size <= size) if marks and marks[-1].size > size else marks


def _plainly(course: Course, facts: Iterable[Dated], terms: TermsOn) -> Course:
    """The course after these facts, each taken as it stands."""
    for fact in facts:
        if type(fact.act) in _MOVES and fact.counts:
            course = _moved(course, fact, terms)
    return course


def _gone(course: Course, facts: Timeline, terms: TermsOn) -> Course:
    """The course after these facts, none of which competes with one outside of them."""
    moving = [fact for fact in facts if type(fact.act) in _MOVES and fact.counts]
    claimed = [fact for fact in moving if fact.claim is not None]
    if not claimed:
        return _plainly(course, moving, terms)
    for fact, latest, claims in _grouped(moving, claimed):
        course = _moved(course, fact, terms, latest, claims)
    return course


def _arrived(member: Member, course: Course) -> Member:
    """The membership whose course has come so far, with what will run out by itself if nothing else happens."""
    end = _passed(course, "9999")
    resumes = course.resumes if course.resumes and (not course.leaving or course.resumes < course.leaving) else ""
    return replace(
        member, course=course, periods=end.periods, leaving=course.leaving, notice=course.notice, resumes=resumes
    )


def _moved(
    course: Course, fact: Dated, terms: TermsOn, latest: str = "", claims: tuple[int, ...] = ()
) -> Course:
    """The course after one more fact; of one that does not fit (a reinstatement of nobody) nothing comes."""
    kind = type(fact.act)
    if kind not in _MOVES or not fact.counts:
        return course
    now = _passed(course, fact.start) if course.leaving or course.resumes else course
    began = (fact.start, fact.entry, latest or fact.start, claims)
    if kind in _BEGIN and now.status in ("", "party"):
        if isinstance(fact.act, acts.Found) and fact.act.party_only:
            return now if now.status else _begun(now, "party", *began)
        return replace(_begun(now, "member", *began), leaving="", notice=0, left=False)
    if kind in _END and now.status:
        return replace(_ended(now, fact.start, fact.entry), leaving="", notice=0)
    match fact.act:
        case acts.Suspend(until=until) if now.status:
            return replace(_begun(now, "suspended", *began), resumes=until or "", by=fact.entry)
        case acts.Reinstate() if now.status == "suspended":
            return replace(_begun(now, "member", *began), resumes="")
        case acts.Notify() if now.status and not now.notice and terms(fact.start).notice_known:
            return replace(now, leaving=notice_ends(fact.start, terms(fact.start)), notice=fact.entry)
        case acts.Revoke() if now.notice and now.notice == _target(fact) and not now.left:
            return replace(now, leaving="", notice=0)
    return now


def _passed(course: Course, day: str) -> Course:
    """The course after what runs out by itself up to the day: a suspension at its term, a notice when it has run."""
    while True:
        leaves = course.leaving if course.leaving and not course.left and course.leaving <= day else ""
        resumes = course.resumes if course.resumes and course.resumes <= day else ""
        if leaves and (not resumes or leaves <= resumes):
            course = replace(_ended(course, leaves, course.notice), left=True)
        elif resumes:
            course = replace(_begun(course, "member", resumes, course.by, resumes, ()), resumes="")
        else:
            return course


def _begun(
    course: Course, status: Literal["party", "member", "suspended"], start: str, entry: int, latest: str, claims: tuple[int, ...]
) -> Course:
    """Another status from `start` on."""
    new = Period(status, start, latest, entry, claims=claims)
    return replace(course, periods=(*_closed(course, start, entry), new), status=status)


def _ended(course: Course, until: str, entry: int) -> Course:
    """No status from `until` on."""
    return replace(course, periods=_closed(course, until, entry), status="", resumes="")


def _closed(course: Course, until: str, entry: int) -> tuple[Period, ...]:
    if not course.status:
        return course.periods
    return (*course.periods[:-1], replace(course.periods[-1], until=until, ended_by=entry))


def notice_ends(start: str, terms: Terms) -> str:
    """The day on which a withdrawal notified on `start` takes effect."""
    return days.add_months(days.Day(days.last(days.Day(start))), terms.notice_months)


def _target(fact: Dated) -> int:
    """The entry of the notice that a revocation names (`member/UZ/417`)."""
    assert isinstance(fact.act, acts.Revoke)
    last = fact.act.on.ref.rsplit("/", 1)[1]
    return int(last) if last.isdigit() else 0


def _grouped(facts: list[Dated], claimed: list[Dated]) -> list[tuple[Dated, str, tuple[int, ...]]]:
    """The facts with competing claims drawn together: (the first or preferred one, latest day, entries of claims)."""
    passed_over = rivals(claimed)
    groups: dict[tuple[type, str], list[Dated]] = {}
    for fact in claimed:
        if fact.claim is not None:
            groups.setdefault((type(fact.act), fact.claim.key), []).append(fact)
    out: list[tuple[Dated, str, tuple[int, ...]]] = []
    for fact in facts:
        claim = fact.claim
        if claim is None:
            out.append((fact, fact.start, ()))
        elif fact.entry not in passed_over:
            group = groups[type(fact.act), claim.key]
            earliest = fact if claim.preferred else min(group, key=lambda f: (f.start, f.entry))
            latest = fact.start if claim.preferred else max(f.start for f in group)
            out.append((earliest, latest, tuple(f.entry for f in group)))
    return sorted(out, key=lambda item: (item[0].start, item[0].entry))
