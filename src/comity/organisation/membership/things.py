"""The things of this room: a state's membership with its periods, and the status of an observer or partner."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from msgspec import UNSET, Struct
from msgspec.structs import replace
from rpds import HashTrieMap

from comity import day as days
from comity.acts import membership as acts
from comity.organisation.dated import Dated, Timeline, counted, insert, rivals
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


class Member(Struct, frozen=True, gc=False):
    """A state's membership: all acts that concern it, and the periods that they add up to.

    leaving    the day on which a notice of withdrawal takes effect, empty where there is none
    notice     the entry of that notice
    resumes    the day on which a suspension runs out by itself, empty where it does not
    """

    state: str
    facts: Timeline = ()
    periods: tuple[Period, ...] = ()
    leaving: str = ""
    notice: int = 0
    resumes: str = ""

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


Members: TypeAlias = "HashTrieMap[str, Member]"
Associates: TypeAlias = "HashTrieMap[str, Associate]"

_MOVES = (
    acts.Found, acts.Admit, acts.Return, acts.Exclude, acts.Withdraw, acts.Lapse, acts.Suspend, acts.Reinstate, acts.Notify,
)  # fmt: skip


def with_fact(member: Member, fact: Dated, terms: TermsOn, contradicts: Contradicts) -> Member:
    """The membership with one more fact, its periods made anew from all of them.

    A fact for an earlier day is inserted; each later one is examined again in the light of those before it, and flagged
    where it no longer fits.
    """
    facts = insert(member.facts, fact)
    if facts[-1] is not fact:
        facts = flagged(replace(member, facts=facts), terms, contradicts)
    return settled(replace(member, facts=facts), terms)


def flagged(member: Member, terms: TermsOn, contradicts: Contradicts) -> Timeline:
    """The facts, each with its flag as it stands in the light of those before it."""
    out: Timeline = ()
    for fact in member.facts:
        flag = contradicts(settled(Member(member.state, out), terms), fact) if fact.counts else fact.flag
        out = (*out, fact if flag == fact.flag else replace(fact, flag=flag))
    return out


def as_on(member: Member, day: str, terms: TermsOn) -> Member:
    """The membership by what is recorded of it up to a day: what an act of that day is examined against."""
    if not member.facts or member.facts[-1].start <= day:
        return member
    return settled(Member(member.state, tuple(fact for fact in member.facts if fact.start <= day)), terms)


def settled(member: Member, terms: TermsOn) -> Member:
    """The membership with its periods computed from its facts, in order of days."""
    course = _Course()
    revoked = {_target(fact) for fact in counted(member.facts, acts.Revoke)}
    for fact, latest, claims in _grouped(tuple(counted(member.facts, *_MOVES))):
        course.pass_to(fact.start)
        match fact.act:
            case acts.Found(party_only=True):
                if course.status == "":
                    course.begin("party", fact.start, fact.entry, latest, claims)
            case acts.Found() | acts.Admit() | acts.Return():
                if course.status in ("", "party"):
                    course.begin("member", fact.start, fact.entry, latest, claims)
                    course.leaving, course.notice = "", 0
            case acts.Suspend(until=until) if course.status:
                course.begin("suspended", fact.start, fact.entry, latest, claims)
                course.resumes, course.by = "" if until is UNSET else until, fact.entry
            case acts.Reinstate() if course.status == "suspended":
                course.begin("member", fact.start, fact.entry, latest, claims)
                course.resumes = ""
            case acts.Exclude() | acts.Withdraw() | acts.Lapse() if course.status:
                course.end(fact.start, fact.entry)
                course.leaving, course.notice = "", 0
            case acts.Notify() if course.status and fact.entry not in revoked and terms(fact.start).notice_known:
                course.leaving, course.notice = notice_ends(fact.start, terms(fact.start)), fact.entry
                course.running_out = course.leaving
    course.pass_to("9999-12-31")
    return replace(
        member, periods=tuple(course.periods), leaving=course.leaving, notice=course.notice, resumes=course.ran_to
    )


class _Course:
    """The course of a membership while its facts are gone through; what runs out by itself is passed on the way."""

    def __init__(self) -> None:
        self.periods: list[Period] = []
        self.status = ""
        self.leaving, self.notice, self.running_out = "", 0, ""
        self.resumes, self.by, self.ran_to = "", 0, ""

    def begin(
        self, status: Literal["party", "member", "suspended"], start: str, entry: int, latest: str, claims: tuple[int, ...] = ()
    ) -> None:
        """Another status from `start` on."""
        self._close(start, entry)
        self.periods.append(Period(status, start, latest, entry, claims=claims))
        self.status = status
        self.ran_to = ""

    def end(self, until: str, entry: int) -> None:
        """No status from `until` on; nothing runs out any more."""
        self._close(until, entry)
        self.status = self.resumes = self.running_out = self.ran_to = ""

    def pass_to(self, day: str) -> None:
        """What runs out by itself up to the day: a suspension at its term, a membership when its notice has run."""
        while due := sorted(one for one in (self.resumes, self.running_out) if one and one <= day):
            if due[0] == self.running_out:
                self.end(self.running_out, self.notice)
            else:
                resumed, self.resumes = self.resumes, ""
                self.begin("member", resumed, self.by, resumed)
                self.ran_to = resumed

    def _close(self, until: str, entry: int) -> None:
        if self.periods and not self.periods[-1].until:
            self.periods[-1] = replace(self.periods[-1], until=until, ended_by=entry)


def notice_ends(start: str, terms: Terms) -> str:
    """The day on which a withdrawal notified on `start` takes effect."""
    return days.add_months(days.Day(days.last(days.Day(start))), terms.notice_months)


def _target(fact: Dated) -> int:
    """The entry of the notice that a revocation names (`member/UZ/417`)."""
    assert isinstance(fact.act, acts.Revoke)
    last = fact.act.on.ref.rsplit("/", 1)[1]
    return int(last) if last.isdigit() else 0


def _grouped(facts: Timeline) -> list[tuple[Dated, str, tuple[int, ...]]]:
    """The facts with competing claims drawn together: (the first or preferred one, latest day, entries of claims)."""
    if all(fact.claim is None for fact in facts):
        return [(fact, fact.start, ()) for fact in facts]
    passed_over = rivals(facts)
    out: list[tuple[Dated, str, tuple[int, ...]]] = []
    for fact in facts:
        claim = fact.claim
        if claim is None:
            out.append((fact, fact.start, ()))
        elif fact.entry not in passed_over:
            group = [f for f in facts if f.claim is not None and f.claim.key == claim.key and type(f.act) is type(fact.act)]
            earliest = fact if claim.preferred else min(group, key=lambda f: (f.start, f.entry))
            latest = fact.start if claim.preferred else max(f.start for f in group)
            out.append((earliest, latest, tuple(f.entry for f in group)))
    return sorted(out, key=lambda item: (item[0].start, item[0].entry))
