"""The questions one may ask of a decision: what came of it, from when it has effect, who signed, joined, declined, disputes it.

Adoption, signature and later joining are three things. Whether a decision was validly taken is for its organ to say: where a
member contests it, it stands as adopted and contested, with both readings, and no verdict. From when it has effect is known only
where a source says so; that it is in effect from the day of its adoption is not supposed.
"""

from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import decisions as acts
from comity.day import Truth
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, Lives, claims, latest, said

Word = Literal["none", "adopted", "returned", "deferred", "not_adopted", "not_known"]
Position = Literal["signed", "joined", "joined_with_reservation", "joined_with_special_opinion", "declined", "contests", "upholds"]


class Stood(Struct, frozen=True):
    """What a state did about a decision, by which act; `among_claims` where another account says otherwise."""

    state: str
    position: Position
    fact: Dated
    among_claims: bool = False


class DecisionOn(Struct, frozen=True):
    """A decision as it stands on a day.

    word       what came of it; none: not taken yet
    record     what states it, the preferred or first account; `accounts` all of them where they differ
    effect     whether it has effect on the day; `since` and `until` (inclusive) where that is stated
    pending    it hangs on a condition that is not known to be met
    taken      what says that it took effect, where its condition was met; ended, where it ended
    positions  of states, in order of days
    contested  by a member, whether or not somebody answered; upheld: the answers, also by who is no state
    weakest    the lowest confidence of what the answer rests on
    """

    id: str
    number: int
    word: Word
    record: Dated | None = None
    accounts: tuple[Dated, ...] = ()
    effect: Truth = Truth.NO
    since: str = ""
    until: str = ""
    pending: bool = False
    taken: Dated | None = None
    ended: Dated | None = None
    positions: tuple[Stood, ...] = ()
    contested: tuple[Dated, ...] = ()
    upheld: tuple[Dated, ...] = ()
    weakest: str = ""


def decision_on(life: Life | None, on: str) -> DecisionOn:
    """The decision as it stands on the day."""
    record = latest(life, acts.Record, on=on)
    if life is None or record is None or not isinstance(record.act, acts.Record):
        return DecisionOn(life.id if life else "", life.number if life else 0, "none")
    taken, ended = latest(life, acts.TakeEffect, on=on), latest(life, acts.End, on=on)
    since, until = _since(record.act, taken), record.act.until if record.act.until is not UNSET else ""
    rests = [fact for fact in (record, taken, ended) if fact is not None]
    return DecisionOn(
        id=life.id,
        number=life.number,
        word=record.act.outcome,
        record=record,
        accounts=next(iter(claims(life, acts.Record, on=on).values()), ()),
        effect=_effect(record.act.outcome, since, until, bool(record.act.condition), ended, on),
        since=since,
        until=until,
        pending=bool(record.act.condition) and not since,
        taken=taken,
        ended=ended,
        positions=positions(life, on),
        contested=tuple(said(life, acts.Contest, on=on)),
        upheld=tuple(said(life, acts.Uphold, on=on)),
        weakest=min((fact.confidence for fact in rests), key=("low", "medium", "high").index),
    )


def _since(record: acts.Record, taken: Dated | None) -> str:
    """From when it has effect, where that is stated: when its condition was met, else the day that it names."""
    if taken is not None:
        return taken.start
    return "" if record.takes_effect is UNSET else record.takes_effect


def _effect(outcome: str, since: str, until: str, conditional: bool, ended: Dated | None, on: str) -> Truth:
    if outcome == "not_known":
        return Truth.NOT_KNOWN
    if outcome != "adopted" or (conditional and not since):
        return Truth.NO
    if ended is not None or (until and days.last(days.Day(until)) < on):
        return Truth.NO
    return days.same_or_before(days.Day(since), days.Day(on)) if since else Truth.NOT_KNOWN


def positions(life: Life | None, on: str) -> tuple[Stood, ...]:
    """What states did about it, in order of days: who signed, by each account; joined, declined; contests it, or answers."""
    found: list[Stood] = []
    groups = claims(life, acts.Record, on=on)
    rivals = [fact for group in groups.values() for fact in group]
    for fact in rivals or list(said(life, acts.Record, on=on)):
        assert isinstance(fact.act, acts.Record)
        found += [Stood(state, "signed", fact, bool(rivals)) for state in fact.act.signed_by]
    for fact in said(life, acts.Join, acts.Decline, acts.Contest, acts.Uphold, on=on):
        match fact.act:
            case acts.Join():
                found.append(Stood(fact.act.state, _JOINED[fact.act.manner], fact))
            case acts.Decline():
                found.append(Stood(fact.act.state, "declined", fact))
            case acts.Contest():
                found.append(Stood(fact.act.state, "contests", fact))
            case acts.Uphold() if fact.act.state is not UNSET:
                found.append(Stood(fact.act.state, "upholds", fact))
    return tuple(found)


_JOINED: dict[str, Position] = {
    "plain": "joined", "with_reservation": "joined_with_reservation", "with_special_opinion": "joined_with_special_opinion",
}  # fmt: skip


def found(decisions: Lives, name: str) -> Life | None:
    """The decision of this number (`12`, in the order of the record, for ever) or of this id."""
    if name.isascii() and name.isdigit():
        return next((life for life in decisions.values() if life.number == int(name)), None)
    return decisions.get(f"decision/{name}")


def decisions_on(decisions: Lives, on: str, wanted: Callable[[acts.Record], bool] = lambda act: True) -> tuple[DecisionOn, ...]:
    """Every decision that was taken, or came before a body, by the day, of those `wanted`: in order of days and of the record."""
    there = [(start, life.number, life) for life, start, act in recorded_on(decisions, on) if wanted(act)]
    return tuple(decision_on(life, on) for _, _, life in sorted(there, key=lambda one: one[:2]))


def recorded_on(decisions: Lives, on: str) -> Iterator[tuple[Life, str, acts.Record]]:
    """Their lives with the first day on which each may have been taken and the act that states it, in no order."""
    for life in decisions.values():
        fact = latest(life, acts.Record, on=on)
        if fact is not None and isinstance(fact.act, acts.Record):
            yield life, days.first(fact.start), fact.act


def of_body(decisions: Lives, body: str, on: str) -> tuple[DecisionOn, ...]:
    """Those that a body took, or that came before it."""
    return decisions_on(decisions, on, lambda act: act.body == body)


def at_session(decisions: Lives, session: str, on: str) -> tuple[DecisionOn, ...]:
    """What is known to have come before a session."""
    return decisions_on(decisions, on, lambda act: act.session == session)


def following(decisions: Lives, ref: str, on: str) -> tuple[DecisionOn, ...]:
    """The decisions that carry on what a ref names: an earlier decision, a body, a programme, an instrument."""
    return decisions_on(decisions, on, lambda act: ref in act.follows)
