"""How a membership goes on: the course that its facts take, in order of days, and what that makes of each of them.

A fact of the present day goes on from where the course stands. Whatever is entered for an earlier day is put in its
place and the course is gone through again, from the last mark before it; so the order of entry does not show.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal

from immutables import Map
from msgspec.structs import replace

from comity import day as days
from comity.acts import membership as acts
from comity.organisation.dated import Dated, Timeline, insert, place, rivals
from comity.organisation.membership.things import Contradicts, Course, Mark, Member, Period, Terms, TermsOn

#: A mark is kept at every so many facts that move.
MARK_EVERY = 32
#: The acts that move the course; the others (application, a state's own statement) stand beside it.
_BEGIN = frozenset({acts.Found, acts.Admit, acts.Return})
_END = frozenset({acts.Exclude, acts.Withdraw, acts.Lapse})
_MOVES = _BEGIN | _END | {acts.Suspend, acts.Reinstate, acts.Notify, acts.Revoke}


def with_fact(member: Member, fact: Dated, terms: TermsOn, contradicts: Contradicts) -> Member:
    """The membership with one more fact.

    One for an earlier day is inserted, and the course is gone through again; each later fact is then examined in the
    light of those before it, and flagged where it no longer fits.
    """
    facts, starts = insert(member.facts, fact), member.starts.set(fact.entry, fact.start)
    if not _moves(fact):
        return replace(member, facts=facts, starts=starts)
    at = bisect_left(member.moving, place(fact), key=place)
    moving = (*member.moving[:at], fact, *member.moving[at:])
    if fact.claim is None and facts[-1] is fact:
        way = _Way(member.course)
        way.go(fact, terms)
        return way.arrived(replace(member, facts=facts, starts=starts, moving=moving))
    now = replace(
        member, facts=facts, starts=starts, moving=moving, marks=_up_to(member.marks, at),
        claims=member.claims or fact.claim is not None,
    )  # fmt: skip
    return _flagged(now, terms, contradicts, place(fact))


def with_facts(state: str, facts: Timeline, terms: TermsOn, contradicts: Contradicts) -> Member:
    """The membership that these facts add up to, each examined again."""
    starts = Map({fact.entry: fact.start for fact in facts})
    bare = Member(state, facts, claims=True, moving=tuple(filter(_moves, facts)), starts=starts)
    return _flagged(bare, terms, contradicts, ("", 0))


def _flagged(member: Member, terms: TermsOn, contradicts: Contradicts, after: tuple[str, int]) -> Member:
    """The membership settled, whose facts that stand `after` a place have their flags in the light of those before them.

    Its marks are of the facts up to that place.
    """
    facts = member.facts
    first, gone = bisect_right(facts, after, key=place), bisect_right(member.moving, after, key=place)
    known, _, _, course = _last(member.marks)
    way = _Way(course)
    for fact in member.moving[known:gone]:
        way.go(fact, terms)
    out, moving, plain = list(facts[:first]), list(member.moving[:gone]), {}
    for at, fact in enumerate(facts[first:], start=first):
        if fact.counts:
            # what was recorded before is asked of claims alone
            flag = contradicts(way.so_far(member.state, () if fact.claim is None else facts[:at]), fact)
            if flag != fact.flag:
                fact = replace(fact, flag=flag)
            if type(fact.act) in _MOVES:
                way.go(fact, terms)
                moving.append(fact)
                if len(moving) % MARK_EVERY == 0:
                    plain[len(moving)] = way.course()
        out.append(fact)
    return _settled(replace(member, facts=tuple(out), moving=tuple(moving)), terms, plain)


def as_on(member: Member, day: str, terms: TermsOn) -> Member:
    """The membership by what is recorded of it up to a day: what an act of that day is examined against."""
    if not member.facts or member.facts[-1].start <= day:
        return member
    facts, moving = _until(member.facts, day), _until(member.moving, day)
    marks = _up_to(member.marks, len(moving))
    now = Member(member.state, facts, claims=member.claims, moving=moving, marks=marks, starts=member.starts)
    return _settled(now, terms, {})


def _until(timeline: Timeline, day: str) -> Timeline:
    """The facts up to and including the day."""
    return timeline[: bisect_right(timeline, day, key=lambda fact: fact.start)]


def _settled(member: Member, terms: TermsOn, plainly: Mapping[int, Course]) -> Member:
    """The membership with its course gone through, from the last mark before which nothing competes with what follows.

    Its marks are of the facts that it has: whoever changes one drops those after it. Some of the courses that its facts
    take `plainly`, each as it stands, may be known already, by how many of them move.
    """
    moving, marks = member.moving, member.marks
    asked = _questions(member, _last(marks).size)
    while marks and not marks[-1].claims.isdisjoint(asked):
        marks = marks[:-1]
        asked = _questions(member, _last(marks).size)
    known, course, before, plain = _last(marks)
    for size in range(known + MARK_EVERY, len(moving), MARK_EVERY):
        if not any(first < size <= last for first, last in asked.values()):
            before = before.union(key for key, (first, _) in asked.items() if first < size)
            plain = plainly.get(size) or _gone_plainly(plain, moving[known:size], terms).course()
            course = _gone(course, moving[known:size], terms).course() if before else plain
            marks, known = (*marks, Mark(size, course, before, plain)), size
    way = (_gone if asked else _gone_plainly)(course, moving[known:], terms)
    return way.arrived(replace(member, claims=bool(before or asked), marks=marks))


def _moves(fact: Dated) -> bool:
    return type(fact.act) in _MOVES and fact.counts


def _questions(member: Member, start: int) -> dict[str, tuple[int, int]]:
    """The contested questions that facts which move answer from `start` on: for each the first and the last that does."""
    found: dict[str, tuple[int, int]] = {}
    if member.claims:
        for at, fact in enumerate(member.moving[start:], start=start):
            if fact.claim is not None:
                key = f"{type(fact.act).__name__} {fact.claim.key}"
                found[key] = (found.get(key, (at, at))[0], at)
    return found


def _last(marks: tuple[Mark, ...]) -> Mark:
    """The last mark; the beginning, where there is none."""
    return marks[-1] if marks else Mark()


def _up_to(marks: tuple[Mark, ...], size: int) -> tuple[Mark, ...]:
    """The marks at or before so many facts."""
    return tuple(mark for mark in marks if mark.size <= size) if marks and marks[-1].size > size else marks


class _Way:
    """A course that is gone on with: the same as a `Course`, changed in place while many facts are gone through."""

    __slots__ = ("_told", "by", "leaving", "left", "notice", "periods", "resumes", "status")

    def __init__(self, course: Course) -> None:
        self.periods = list(course.periods)
        self.status, self.resumes, self.by = course.status, course.resumes, course.by
        self.leaving, self.notice, self.left = course.leaving, course.notice, course.left
        self._told: tuple[Period, ...] | None = course.periods

    def course(self) -> Course:
        """As far as it has come."""
        return Course(self._periods(), self.status, self.resumes, self.by, self.leaving, self.notice, self.left)

    def so_far(self, state: str, facts: Timeline) -> Member:
        """The membership after what was gone through, with what will run out by itself if nothing else happens."""
        return Member(state, facts, self._to_come(), self.leaving, self.notice, self._resumes())

    def arrived(self, member: Member) -> Member:
        """The membership whose course has come so far, with what will run out by itself if nothing else happens."""
        return replace(
            member, course=self.course(), periods=self._to_come(),
            leaving=self.leaving, notice=self.notice, resumes=self._resumes(),
        )  # fmt: skip

    def _periods(self) -> tuple[Period, ...]:
        if self._told is None:
            self._told = tuple(self.periods)
        return self._told

    def _to_come(self) -> tuple[Period, ...]:
        if not self.resumes and (not self.leaving or self.left):
            return self._periods()
        end = _Way(self.course())
        end._pass("9999")
        return end._periods()

    def _resumes(self) -> str:
        return self.resumes if self.resumes and (not self.leaving or self.resumes < self.leaving) else ""

    def go(self, fact: Dated, terms: TermsOn, latest: str = "", claims: tuple[int, ...] = ()) -> None:
        """One more fact that moves and counts; of one that does not fit (a reinstatement of nobody) nothing comes."""
        act, start = fact.act, fact.start
        kind = type(act)
        if self.leaving or self.resumes:
            self._pass(start)
        began = (start, latest or start, fact.entry, claims)
        if kind in _BEGIN:
            if self.status not in ("", "party"):
                return
            if isinstance(act, acts.Found) and act.party_only:
                if not self.status:
                    self._begin("party", *began)
                return
            self._begin("member", *began)
            self.leaving, self.notice, self.left = "", 0, False
        elif kind in _END:
            if self.status:
                self._end(start, fact.entry)
                self.leaving, self.notice = "", 0
        elif isinstance(act, acts.Suspend):
            if self.status:
                self._begin("suspended", *began)
                self.resumes, self.by = act.until or "", fact.entry
        elif kind is acts.Reinstate:
            if self.status == "suspended":
                self._begin("member", *began)
                self.resumes = ""
        elif kind is acts.Notify:
            if self.status and not self.notice and terms(start).notice_known:
                self.leaving, self.notice = notice_ends(start, terms(start)), fact.entry
        elif self.notice and self.notice == _target(fact) and not self.left:
            self.leaving, self.notice = "", 0

    def _pass(self, day: str) -> None:
        """What runs out by itself up to the day: a suspension at its term, a notice when it has run."""
        while True:
            leaves = self.leaving if self.leaving and not self.left and self.leaving <= day else ""
            resumes = self.resumes if self.resumes and self.resumes <= day else ""
            if leaves and (not resumes or leaves <= resumes):
                self._end(leaves, self.notice)
                self.left = True
            elif resumes:
                self._begin("member", resumes, resumes, self.by, ())
                self.resumes = ""
            else:
                return

    def _begin(
        self, status: Literal["party", "member", "suspended"], start: str, latest: str, entry: int, claims: tuple[int, ...]
    ) -> None:
        """Another status from `start` on."""
        self._close(start, entry)
        self.periods.append(Period(status, start, latest, entry, claims=claims))
        self.status = status

    def _end(self, until: str, entry: int) -> None:
        """No status from `until` on."""
        self._close(until, entry)
        self.status = self.resumes = ""

    def _close(self, until: str, entry: int) -> None:
        if self.status:
            self.periods[-1] = replace(self.periods[-1], until=until, ended_by=entry)
        self._told = None


def _gone_plainly(course: Course, facts: Iterable[Dated], terms: TermsOn) -> _Way:
    """The way on from a course through facts that move, each taken as it stands."""
    way = _Way(course)
    for fact in facts:
        way.go(fact, terms)
    return way


def _gone(course: Course, facts: Timeline, terms: TermsOn) -> _Way:
    """The same where facts may be claims, none of which competes with one outside of them."""
    claimed = [fact for fact in facts if fact.claim is not None]
    if not claimed:
        return _gone_plainly(course, facts, terms)
    way = _Way(course)
    for fact, latest, claims in _grouped(facts, claimed):
        way.go(fact, terms, latest, claims)
    return way


def notice_ends(start: str, terms: Terms) -> str:
    """The day on which a withdrawal notified on `start` takes effect."""
    return _months_after(start, terms.notice_months)


@lru_cache(maxsize=4096)
def _months_after(start: str, months: int) -> str:
    return days.add_months(days.Day(days.last(days.Day(start))), months)


def _target(fact: Dated) -> int:
    """The entry of the notice that a revocation names (`member/UZ/417`)."""
    assert isinstance(fact.act, acts.Revoke)
    last = fact.act.on.ref.rsplit("/", 1)[1]
    return int(last) if last.isdigit() else 0


def _grouped(facts: Iterable[Dated], claimed: list[Dated]) -> list[tuple[Dated, str, tuple[int, ...]]]:
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
