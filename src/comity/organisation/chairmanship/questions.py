"""The questions one may ask of the chairmanship: who presides on a day and why, who is next and why, with what programme.

    presides   the last state that assumed it by the day, unless its term is over, it handed over, or another took over
    contested  each claim gives its own answer, and both are given; what is preferred stands first
    next       whom a body has named by the day; else, where the rule is a rotation or the practice follows one, the next
               member in the organisation's order of states (whoever yielded its turn keeps it)

A state presides on the day on which it takes over; who handed over to it on that day is told beside it.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import chairmanship as acts
from comity.charter import Charter
from comity.charter.model import Chairing
from comity.day import Truth
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, claims, once, said
from comity.text import Text

Ground = Literal["decided", "expected", "turn_kept", "host", "not_known"]


class Turn(Struct, frozen=True):
    """One state's time in the chair.

    until    the first day on which it is over; empty where no end is recorded
    yielded  the act by which another state did not take its turn, where this one presides in its place
    """

    assumed: Dated
    until: str = ""
    yielded: Dated | None = None

    @property
    def act(self) -> acts.Assume:
        """The act by which it was assumed."""
        assert isinstance(self.assumed.act, acts.Assume)
        return self.assumed.act

    @property
    def state(self) -> str:
        """Whose it is."""
        return self.act.state

    @property
    def start(self) -> str:
        """The first day."""
        return self.assumed.start

    @property
    def in_place_of(self) -> str:
        """Whose turn it was, where that is another state; else empty."""
        return self.act.in_place_of or ""

    @property
    def turn_of(self) -> str:
        """Whose turn it was."""
        return self.in_place_of or self.state


class Presiding(Struct, frozen=True):
    """Who presides on a day.

    answers     one where nothing is contested; the preferred or first claim first; none where nobody is recorded
    truth       yes: the first answer; no: there was no chairmanship yet; not known: claims differ of which none is
                preferred, or the term is over
    handed_over the turn that ended on this very day, where the answer began on it and no claim differs on it
    rule        by what the chairmanship fell to a state then, as the charter records it
    key         the contested question, where the answers differ
    """

    day: str
    truth: Truth
    answers: tuple[Turn, ...] = ()
    handed_over: Turn | None = None
    rule: Chairing | None = None
    key: str = ""


class Next(Struct, frozen=True):
    """Who is next, as it stood on a day, and why.

    ground  decided: a body has named it; expected: the next in the order of the members; turn_kept: its turn, in which
            another presides for it; host: whoever hosts the next regular session; not_known
    start   the first day, where that follows; `after` whose turn it is now; `order` the members in their order
    came    the turn that came next, as the record tells today
    """

    ground: Ground
    state: str = ""
    start: str = ""
    after: str = ""
    order: tuple[str, ...] = ()
    decided: Dated | None = None
    rule: Chairing | None = None
    came: Turn | None = None


class Concept(Struct, frozen=True):
    """The programme of a chairmanship: presented, approved at home, reported on."""

    state: str
    presented: Dated
    approved: tuple[Dated, ...] = ()
    reports: tuple[Dated, ...] = ()

    @property
    def act(self) -> acts.Present:
        """The concept."""
        assert isinstance(self.presented.act, acts.Present)
        return self.presented.act


def turns(life: Life | None) -> tuple[Turn, ...]:
    """Every turn in the chair, in order of time; of a contested one the preferred claim."""
    return ways(life)[0].turns


def _turns(life: Life | None, instead: int = 0) -> tuple[Turn, ...]:
    """The same; of a contested one the claim of entry `instead`."""
    assumed = _assumed(life, instead)
    handed = tuple(said(life, acts.Relinquish))
    yields = tuple(said(life, acts.Yield))
    return tuple(_turn(one, after, handed, yields) for one, after in pairwise((*assumed, None)) if one is not None)


def _assumed(life: Life | None, instead: int) -> list[Dated]:
    """The assumptions that count together: of each contested question one claim."""
    counted = list(said(life, acts.Assume))
    if life is None or not instead:
        return counted
    other = next(fact for fact in life.facts if fact.entry == instead)
    assert other.claim is not None
    key = other.claim.key
    kept = [fact for fact in counted if fact.claim is None or fact.claim.key != key]
    return sorted([*kept, other], key=lambda fact: (days.first(fact.start), fact.entry))


def _turn(one: Dated, after: Dated | None, handed: Iterable[Dated], yields: Iterable[Dated]) -> Turn:
    act = one.act
    assert isinstance(act, acts.Assume)
    ends = [after.start] if after is not None else []
    if act.until is not UNSET:
        ends.append(days.add_days(days.last(act.until), 1))
    for fact in handed:
        assert isinstance(fact.act, acts.Relinquish)
        if fact.act.state == act.state and days.first(fact.start) >= days.first(one.start):
            ends.append(fact.start)
    yielded = next((f for f in yields if isinstance(f.act, acts.Yield) and f.act.state == act.in_place_of and f.start == one.start), None)
    return Turn(one, min(ends, key=days.first, default=""), yielded)


class Way(NamedTuple):
    """The chairmanships through time as one claim has them; `settled` where another claim is preferred to it."""

    turns: tuple[Turn, ...]
    settled: bool = False


@once
def ways(life: Life | None) -> tuple[Way, ...]:
    """The chairmanships through time, once as preferred or first entered, and once for each other claim."""
    counted = tuple(said(life, acts.Assume))
    others = [
        Way(_turns(life, fact.entry), any(one.claim is not None and one.claim.preferred for one in group))
        for group in claims(life, acts.Assume).values()
        for fact in group
        if fact.counts and fact not in counted
    ]
    return (Way(_turns(life)), *others)


def presides(turn: Turn, on: str) -> Truth:
    """Whether the turn holds on the day."""
    begun = days.same_or_before(turn.start, on)
    return days.both(begun, days.before(on, turn.until)) if turn.until else begun


def last_day(turn: Turn, charter: Charter, until: str = "") -> str:
    """The last day of a term that was set, or of a calendar year; else the day on which the chair was handed over.

    `until` is the first day on which it is over by another claim; empty where no end is recorded.
    """
    over = until or turn.until
    if not over:
        return ""
    rule = charter.chairing_on(days.first(over))
    yearly = rule is not None and rule.term == "calendar_year"
    return days.add_days(over, -1) if len(over) == 10 and (turn.act.until is not UNSET or yearly) else over


def who_presides_on(life: Life | None, charter: Charter, on: str) -> Presiding:
    """Who presides on the day, by each claim."""
    rule = charter.chairing_on(on)
    every = ways(life)
    if not any(days.first(turn.start) <= on for way in every for turn in way.turns):
        return Presiding(on, Truth.NO, rule=rule)
    answers: dict[str, Turn] = {}
    unsettled: set[str] = set()
    sure = True
    for way in every:
        held = [(turn, truth) for turn in way.turns if (truth := presides(turn, on)) is not Truth.NO]
        for turn, _ in reversed(held):
            answers.setdefault(turn.state, turn)
        if not way.settled:
            unsettled.update(turn.state for turn, _ in held)
            sure = sure and any(truth is Truth.YES for _, truth in held)
    if not answers:
        return Presiding(on, Truth.NOT_KNOWN, rule=rule)
    some = tuple(answers.values())
    truth = Truth.YES if sure and len(unsettled) == 1 else Truth.NOT_KNOWN
    before = {turn.state: turn for way in every for turn in way.turns if turn.until == on == some[0].start}
    handed = next(iter(before.values())) if truth is Truth.YES and len(before) == 1 else None
    return Presiding(on, truth, some, handed, rule, _key(some) if len(some) > 1 else "")


def _key(answers: Iterable[Turn]) -> str:
    """The contested question that the answers differ on."""
    keys = [turn.assumed.claim.key for turn in answers if turn.assumed.claim is not None]
    return keys[0] if keys else ""


def who_is_next(life: Life | None, charter: Charter, members: Sequence[str], on: str, now: Presiding | None = None) -> Next:
    """Who is next, as it stood on the day; `members` are the states that were members then, `now` who presided, where that was asked."""
    now = now or who_presides_on(life, charter, on)
    every = turns(life)
    came = next((turn for turn in every if days.first(turn.start) > on), None)
    decided = next((turn for turn in every if days.first(turn.start) > on and _named_by(turn, on)), None)
    if decided is not None:
        return Next("decided", decided.state, decided.start, _after(now), (), decided.assumed, now.rule, came)
    if now.truth is not Truth.YES or now.rule is None:
        return Next("not_known", rule=now.rule, came=came)
    turn = now.answers[0]
    start = turn.until if turn.act.until is not UNSET else ""
    if now.rule.regime == "host":
        return Next("host", after=turn.turn_of, rule=now.rule, came=came)
    if turn.in_place_of:
        return Next("turn_kept", turn.in_place_of, start, turn.state, (), None, now.rule, came)
    order = tuple(charter.in_order(members))
    if not order:
        return Next("not_known", rule=now.rule, came=came)
    return Next("expected", _next_after(turn.state, order, charter), start, turn.state, order, None, now.rule, came)


def _after(now: Presiding) -> str:
    return now.answers[0].turn_of if now.truth is Truth.YES else ""


def _named_by(turn: Turn, on: str) -> bool:
    """Whether the body had named this state by the day."""
    basis = turn.act.basis
    return basis is not UNSET and basis.decided is not UNSET and days.last(basis.decided.day) <= on


def _next_after(state: str, order: Sequence[str], charter: Charter) -> str:
    """The next member after a state in the organisation's order, and round again."""
    place = charter.order.get(state, -1)
    later = [one for one in order if charter.order.get(one, -1) > place]
    return next(iter([*later, *order]), "")


def concepts(life: Life | None, on: str = "") -> tuple[Concept, ...]:
    """The concepts that were presented by the day, with what the state did with each."""
    found: list[Concept] = []
    for fact in said(life, acts.Present, acts.Approve, acts.Report, on=on):
        assert isinstance(fact.act, acts.Present | acts.Approve | acts.Report)
        if isinstance(fact.act, acts.Present):
            found.append(Concept(fact.act.state, fact))
            continue
        named = fact.act.concept
        place = next((i for i in reversed(range(len(found))) if found[i].state == fact.act.state and named in (UNSET, found[i].act.concept)), None)
        if place is not None:
            one = found[place]
            more = (fact,)
            approved = one.approved + (more if isinstance(fact.act, acts.Approve) else ())
            reports = one.reports + (more if isinstance(fact.act, acts.Report) else ())
            found[place] = Concept(one.state, one.presented, approved, reports)
    return tuple(found)


def priority_named(lives: Iterable[Life], name: str) -> Text:
    """What the priority of this id is in the concept that was presented last; empty where no concept has one."""
    found = [one.text for life in lives for concept in concepts(life) for one in concept.act.priorities if one.id == name]
    return found[-1] if found else ()
