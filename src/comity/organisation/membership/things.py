"""The things of this room: a state's membership with its periods, and the status of an observer or partner."""

from bisect import bisect_left
from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from immutables import Map
from msgspec import Struct

from comity.organisation.dated import Dated, Timeline, place
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
    """How far the course had come after so many facts that move it: a place to go on from.

    claims   the contested questions that they answer
    plain    the course where each claim is taken as it stands, as facts are flagged
    """

    size: int = 0
    course: Course = _AT_FIRST
    claims: frozenset[str] = frozenset()
    plain: Course = _AT_FIRST


class Member(Struct, frozen=True, gc=False):
    """A state's membership: all acts that concern it, and the periods that they add up to.

    leaving    the day on which a notice of withdrawal takes effect, empty where there is none
    notice     the entry of that notice
    resumes    the day on which a suspension runs out by itself, empty where it does not
    claims     whether some of its facts are claims that may compete

    What follows serves whoever adds a fact to a long life, so that it is not gone through from the beginning:

    moving     the facts that move its course and count
    marks      of its course
    starts     the day of each fact by its entry (of later ones too, where it is the membership as on a day)
    """

    state: str
    facts: Timeline = ()
    periods: tuple[Period, ...] = ()
    leaving: str = ""
    notice: int = 0
    resumes: str = ""
    course: Course = Course()
    claims: bool = False
    moving: Timeline = ()
    marks: tuple[Mark, ...] = ()
    starts: Map[int, str] = Map()

    @property
    def ref(self) -> str:
        """`member/TJ`."""
        return f"member/{self.state}"

    def fact(self, entry: int) -> Dated | None:
        """The fact that was entered at this entry number, or none."""
        start = self.starts.get(entry)
        if start is None:
            return None
        at = bisect_left(self.facts, (start, entry), key=place)
        return self.facts[at] if at < len(self.facts) and self.facts[at].entry == entry else None


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
