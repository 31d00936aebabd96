"""The things of this room: a state's membership with its periods, and the status of an observer or partner."""

from typing import Literal, TypeAlias

from msgspec import UNSET, Struct
from msgspec.structs import replace
from rpds import HashTrieMap

from comity import day as days
from comity.acts import membership as acts
from comity.organisation.dated import Dated, Timeline, counted, insert


class Terms(Struct, frozen=True):
    """What the charter says of membership on the day of an act: each with the provision that says it.

    notice_months   months between the notice of withdrawal and its effect; 0 where no provision is known
    deciding        the body that admits, suspends and excludes; empty where not known
    confidence      of the provision on notice
    """

    notice_months: int = 0
    notice_provision: str = ""
    confidence: str = ""
    deciding: str = ""
    deciding_provision: str = ""
    non_participation_provision: str = ""


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

    leaving is the day on which a notice of withdrawal takes effect, empty where there is none;
    notice is the entry of that notice.
    """

    state: str
    facts: Timeline = ()
    periods: tuple[Period, ...] = ()
    leaving: str = ""
    notice: int = 0

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

_BEGINS = (acts.Found, acts.Admit, acts.Return)
_ENDS = (acts.Exclude, acts.Withdraw, acts.Lapse)
_MOVES = (*_BEGINS, *_ENDS, acts.Suspend, acts.Reinstate, acts.Notify)


def with_fact(member: Member, fact: Dated, terms: Terms) -> Member:
    """The membership with one more fact, its periods made anew from all of them."""
    return settled(replace(member, facts=insert(member.facts, fact)), terms)


def settled(member: Member, terms: Terms) -> Member:
    """The membership with its periods computed from its facts."""
    periods: list[Period] = []
    leaving, notice = "", 0
    revoked = {_target(f) for f in counted(member.facts, acts.Revoke)}
    for fact, latest, claims in _grouped(tuple(counted(member.facts, *_MOVES))):
        match fact.act:
            case acts.Found(party_only=True):
                if not periods or periods[-1].until:
                    periods.append(Period("party", fact.start, latest, fact.entry, claims=claims))
            case acts.Found() | acts.Admit() | acts.Return():
                if periods and periods[-1].status == "party":
                    _end(periods, fact.start, fact.entry)
                if not periods or periods[-1].until:
                    periods.append(Period("member", fact.start, latest, fact.entry, claims=claims))
            case acts.Suspend(until=until):
                _end(periods, fact.start, fact.entry)
                end = "" if until is UNSET else until
                periods.append(Period("suspended", fact.start, latest, fact.entry, end, claims=claims))
                if end:
                    periods.append(Period("member", end, end, fact.entry))
            case acts.Reinstate():
                if periods and periods[-1].status == "suspended":
                    _end(periods, fact.start, fact.entry)
                    periods.append(Period("member", fact.start, latest, fact.entry, claims=claims))
            case acts.Exclude() | acts.Withdraw() | acts.Lapse():
                _end(periods, fact.start, fact.entry)
                leaving, notice = "", 0
            case acts.Notify() if fact.entry not in revoked and terms.notice_months:
                leaving, notice = notice_ends(fact.start, terms), fact.entry
                _end(periods, leaving, fact.entry)
    return replace(member, periods=tuple(periods), leaving=leaving, notice=notice)


def notice_ends(start: str, terms: Terms) -> str:
    """The day on which a withdrawal notified on `start` takes effect."""
    return days.add_months(days.Day(days.last(days.Day(start))), terms.notice_months)


def _target(fact: Dated) -> int:
    """The entry of the notice that a revocation names (`member/UZ/417`)."""
    assert isinstance(fact.act, acts.Revoke)
    last = fact.act.on.ref.rsplit("/", 1)[1]
    return int(last) if last.isdigit() else 0


def _end(periods: list[Period], until: str, by: int) -> None:
    """Ends the running period, if there is one."""
    if periods and not periods[-1].until and periods[-1].start <= until:
        periods[-1] = replace(periods[-1], until=until, ended_by=by)


def _grouped(facts: Timeline) -> list[tuple[Dated, str, tuple[int, ...]]]:
    """The facts with competing claims drawn together: (the first or preferred one, latest day, entries of claims)."""
    groups: dict[str, list[Dated]] = {}
    for fact in facts:
        if fact.claim is not None:
            groups.setdefault(fact.claim.key, []).append(fact)
    out: list[tuple[Dated, str, tuple[int, ...]]] = []
    done: set[str] = set()
    for fact in facts:
        if fact.claim is None:
            out.append((fact, fact.start, ()))
            continue
        if fact.claim.key in done:
            continue
        done.add(fact.claim.key)
        group = groups[fact.claim.key]
        preferred = next((f for f in group if f.claim is not None and f.claim.preferred), None)
        entries = tuple(f.entry for f in group)
        latest = preferred.start if preferred else max(f.start for f in group)
        out.append((preferred or fact, latest, entries))
    return sorted(out, key=lambda item: (item[0].start, item[0].entry))
