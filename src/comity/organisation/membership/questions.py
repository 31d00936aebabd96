"""The questions one may ask of membership: who was a member on a day, since when, and what is contested."""

from typing import Literal

from msgspec import Struct

from comity import day as days
from comity.acts import membership as acts
from comity.day import Truth
from comity.organisation.dated import Dated, counted
from comity.organisation.membership.things import Member, Members, Period

Word = Literal["party", "member", "suspended", "former", "not_known", "applicant", "none"]


class MemberStatus(Struct, frozen=True):
    """A state's status on a day.

    word       what it comes to; `not_known` where the day lies between competing claims
    truth      whether it takes part on that day: as a member (a suspended one is a member, and is not counted), or as
               a party to the founding treaty while there was no organisation (word `party`)
    period     the period that holds, or the last that ended before the day
    stance     the state's own latest statement on its participation, where one stands
    leaving    the day on which its notice of withdrawal takes effect, where one was given by the day
    """

    state: str
    word: Word
    truth: Truth
    period: Period | None = None
    stance: Dated | None = None
    leaving: str = ""


def covers(period: Period, on: str) -> Truth:
    """Whether the period holds on the day; between competing claims that is not known."""
    begun = days.same_or_before(days.Day(period.start), days.Day(on))
    if period.start_latest != period.start:
        surely = days.same_or_before(days.Day(period.start_latest), days.Day(on))
        begun = surely if surely is Truth.YES or begun is Truth.NO else Truth.NOT_KNOWN
    if not period.until:
        return begun
    return days.both(begun, days.negate(days.same_or_before(days.Day(period.until), days.Day(on))))


def held_on(member: Member, on: str) -> tuple[Truth, Period | None]:
    """Whether it is a member on the day, and the period that holds, or the last that ended before the day."""
    unsure: Period | None = None
    for period in reversed(member.periods):
        answer = covers(period, on)
        if answer is Truth.YES:
            return answer, period
        if answer is Truth.NOT_KNOWN:
            unsure = unsure or period
        elif period.start <= on:
            return (Truth.NOT_KNOWN, unsure) if unsure else (Truth.NO, period)
    return (Truth.NOT_KNOWN, unsure) if unsure else (Truth.NO, None)


def status_on(member: Member, on: str) -> MemberStatus:
    """The state's status on the day."""
    truth, held = held_on(member, on)
    notified = next((f for f in member.facts if f.entry == member.notice and f.start <= on), None)
    return MemberStatus(
        state=member.state,
        word=_word(member, held, truth, on),
        truth=truth,
        period=held,
        stance=stance_on(member, on),
        leaving=member.leaving if notified else "",
    )


def _word(member: Member, held: Period | None, truth: Truth, on: str) -> Word:
    if truth is Truth.YES and held is not None:
        return held.status
    if truth is Truth.NOT_KNOWN:
        return "not_known"
    if held is not None:
        return "former"
    applied = any(days.first(days.Day(f.start)) <= on for f in counted(member.facts, acts.Apply))
    return "applicant" if applied else "none"


def stance_on(member: Member, on: str) -> Dated | None:
    """The state's own statement that stands on the day: the latest, unless it resumed."""
    said = [f for f in counted(member.facts, acts.Declare) if days.first(days.Day(f.start)) <= on]
    for fact in reversed(said):
        assert isinstance(fact.act, acts.Declare)
        if fact.act.stance == "resumes":
            return None
        if fact.act.stance in ("freezes", "requests_suspension"):
            return fact
    return None


def members_on(members: Members, on: str) -> tuple[str, ...]:
    """Ids of the states that are members on the day, suspended ones left out; sorted by id.

    These are the states that are counted: the electorate before exceptions. While there was only the treaty, its
    parties are counted.
    """
    return tuple(sorted(m.state for m in members.values() if status_on(m, on).word in ("party", "member")))


def roster_on(members: Members, on: str) -> tuple[MemberStatus, ...]:
    """The status of every state that ever had one, on the day; sorted by id."""
    return tuple(status_on(m, on) for m in sorted(members.values(), key=lambda m: m.state))


