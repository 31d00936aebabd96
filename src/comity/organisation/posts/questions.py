"""The questions one may ask of an office: who held it on a day, until when, who is to be expected next, and how that is derived.

    term         an appointment ends with the last day that it names, or to which it was extended
    recall       it ends on the day of the recall, the vacancy, or the next appointment
    rule         where none of these is recorded, the rule's term runs out: from then on who holds the office is not known

An expectation is none of the law: it says what the recorded practice comes to, and by which steps.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import posts as acts
from comity.acts.base import Version
from comity.charter import Charter
from comity.day import Truth
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, latest, once, said

Ending = Literal["", "term", "recalled", "vacated", "succeeded"]
Ground = Literal["appointed", "alphabetical", "chairmanship", "not_said", "order_not_known", "not_known"]


class Tenure(Struct, frozen=True):
    """One holder's time in an office.

    last       its last day, inclusive; empty where none is recorded (of an office that goes with the chairmanship, say)
    until      the first day on which it is over; of a recall, the day itself
    ending     how it ends; empty where no end is recorded
    ended      the act that ended it, where one did
    meant      the last day of the term as it was set, where it ended otherwise
    by_rule    the last day of the term by the rule, where no other is recorded: what came after it is not known
    """

    appointed: Dated
    last: str = ""
    until: str = ""
    ending: Ending = ""
    ended: Dated | None = None
    extended: tuple[Dated, ...] = ()
    meant: str = ""
    by_rule: str = ""

    @property
    def act(self) -> acts.Appoint:
        """The appointment."""
        assert isinstance(self.appointed.act, acts.Appoint)
        return self.appointed.act

    @property
    def state(self) -> str:
        """Whose national or nominee the holder is; empty where no source says."""
        return self.act.state or ""

    @property
    def person(self) -> tuple[Version, ...]:
        """The holder's name as parts."""
        return self.act.person

    @property
    def start(self) -> str:
        """The first day."""
        return self.appointed.start

    @property
    def confidence(self) -> str:
        """The lowest of those on which its beginning and its end rest."""
        levels = [fact.confidence for fact in (self.appointed, *self.extended, self.ended) if fact is not None]
        return max(levels, key=("high", "medium", "low").index)


class HolderOn(Struct, frozen=True):
    """Who holds an office on a day.

    truth   yes: `tenure` is who; no: the office is vacant, or there was none; not known: also where the last term that is
            recorded is over, and nothing tells what came after it
    tenure  who holds it, or of whom it is not known whether they still do
    before  the last who held it, where nobody is known to
    """

    truth: Truth
    tenure: Tenure | None = None
    before: Tenure | None = None


class Expectation(Struct, frozen=True):
    """Who is to be expected next in an office, and why.

    ground   appointed: it was decided by the day; alphabetical, chairmanship: by the recorded practice; not_said: the rule
             says nothing of it; order_not_known: in turn, but in which order is not known; not_known: no rule, or no holder
    state    whose national or nominee; empty where it cannot be derived
    start    the first day, where that follows
    after    whose turn it was last; `order` the members in the order of the rotation
    rule     the act that lays the rule down; `appointed` the appointment
    """

    ground: Ground
    state: str = ""
    start: str = ""
    after: str = ""
    order: tuple[str, ...] = ()
    rule: Dated | None = None
    appointed: Dated | None = None


@once
def tenures(life: Life | None) -> tuple[Tenure, ...]:
    """Everybody who held an office, in order of time."""
    facts = tuple(said(life, acts.Appoint, acts.Extend, acts.Recall, acts.Vacate))
    begun = [fact for fact in facts if isinstance(fact.act, acts.Appoint)]
    rules = tuple(said(life, acts.Regulate))
    return tuple(_tenure(one, after, facts, rules) for one, after in pairwise((*begun, None)) if one is not None)


def _tenure(one: Dated, after: Dated | None, facts: Sequence[Dated], rules: Sequence[Dated]) -> Tenure:
    own = facts[facts.index(one) + 1 : facts.index(after) if after else None]
    extended = tuple(fact for fact in own if isinstance(fact.act, acts.Extend))
    cut = next((fact for fact in own if isinstance(fact.act, acts.Recall | acts.Vacate)), None)
    set_to = _set_to(extended[-1] if extended else one)
    if cut is not None and not _over(set_to, cut.start):
        ending: Ending = "recalled" if isinstance(cut.act, acts.Recall) else "vacated"
        return Tenure(one, cut.start, cut.start, ending, cut, extended, set_to)
    if set_to and not (after and not _over(set_to, after.start)):
        return Tenure(one, set_to, _next(set_to), "term", None, extended)
    by_rule = "" if set_to else _by_rule(one, rules)
    if after is not None and _with_chair(one, rules) and not set_to:  # the chairmanship may have passed on long before
        return Tenure(one, "", after.start, "succeeded", after, extended)
    if after is not None:
        return Tenure(one, _eve(after.start), after.start, "succeeded", after, extended, set_to, by_rule)
    return Tenure(one, extended=extended, by_rule=by_rule)


def _set_to(fact: Dated) -> str:
    until = getattr(fact.act, "until", UNSET)
    return until if isinstance(until, str) else ""


def _over(last: str, day: str) -> bool:
    """Whether a term with this last day was over when the day came."""
    return bool(last) and days.last(last) < days.first(day)


def _next(last: str) -> str:
    return days.add_days(days.last(last), 1)


def _eve(day: str) -> str:
    return days.add_days(day, -1) if len(day) == 10 else day


def _with_chair(one: Dated, rules: Sequence[Dated]) -> bool:
    """Whether an office went with the chairmanship when somebody took it."""
    found = [fact.act for fact in rules if days.first(fact.start) <= days.first(one.start)]
    return bool(found) and isinstance(found[-1], acts.Regulate) and found[-1].succession == "chairmanship"


def _by_rule(one: Dated, rules: Sequence[Dated]) -> str:
    """The last day of the term by the rule in force when it began; of whoever acts ad interim there is none."""
    assert isinstance(one.act, acts.Appoint)
    found = [fact for fact in rules if days.first(fact.start) <= days.first(one.start)]
    months = found[-1].act.term_months if found and isinstance(found[-1].act, acts.Regulate) else UNSET
    return "" if one.act.acting or months is UNSET else days.add_days(days.add_months(one.start, months), -1)


def covers(tenure: Tenure, on: str) -> Truth:
    """Whether the holder holds the office on the day."""
    begun = days.same_or_before(tenure.start, on)
    if not tenure.until:
        lasts = Truth.YES
    elif tenure.ending == "term":
        lasts = days.same_or_before(on, tenure.last)
    else:
        lasts = days.before(on, tenure.until)
    if tenure.by_rule and tenure.by_rule < on and not any(on <= days.last(fact.start) for fact in tenure.extended):
        lasts = days.both(lasts, Truth.NOT_KNOWN)
    return days.both(begun, lasts)


def holder_on(life: Life | None, on: str, presiding: frozenset[str] = frozenset()) -> HolderOn:
    """Who holds the office on the day.

    `presiding` are the states that hold the chairmanship on that day: of an office that goes with it, nobody is known to
    hold it whose state does not preside any more.
    """
    created = latest(life, acts.Create, on=on)
    if created is None:
        return HolderOn(Truth.NO)
    every = tenures(life)
    unsure: Tenure | None = None
    for tenure in reversed(every):
        truth = covers(tenure, on)
        if truth is Truth.YES and _goes_with_chair(life, on) and tenure.state not in presiding:
            truth = Truth.NOT_KNOWN
        if truth is Truth.YES:
            return HolderOn(truth, tenure)
        unsure = unsure or (tenure if truth is Truth.NOT_KNOWN else None)
    before = next((one for one in reversed(every) if days.first(one.start) <= on), None)
    if unsure is not None:
        return HolderOn(Truth.NOT_KNOWN, unsure, before)
    vacant = before is not None and (before is not every[-1] or before.ending in ("recalled", "vacated"))
    return HolderOn(Truth.NO if vacant else Truth.NOT_KNOWN, before=before)


def rule_on(life: Life | None, on: str) -> Dated | None:
    """How the office is filled on the day: the last that was said of it, or none."""
    return latest(life, acts.Regulate, on=on)


def succession_on(life: Life | None, on: str) -> str:
    """By what the office passes: free, rotation, alphabetical, chairmanship; empty where no rule is recorded."""
    rule = rule_on(life, on)
    return rule.act.succession if rule is not None and isinstance(rule.act, acts.Regulate) else ""


def _goes_with_chair(life: Life | None, on: str) -> bool:
    return succession_on(life, on) == "chairmanship"


def expected_next(life: Life | None, charter: Charter, members: Sequence[str], on: str) -> Expectation:
    """Who is to be expected next, as it stood on the day; `members` are the states that were members then."""
    rule = rule_on(life, on)
    every = [one for one in tenures(life) if not one.act.acting]
    decided = next((one for one in every if days.first(one.start) > on and _decided_by(one, on)), None)
    if decided is not None:
        return Expectation("appointed", decided.state, decided.start, rule=rule, appointed=decided.appointed)
    past = [one for one in every if days.first(one.start) <= on]
    if rule is None or not past:
        return Expectation("not_known", rule=rule)
    last = past[-1]
    start = last.until if days.first(last.until or on) > on else ""
    match succession_on(life, on):
        case "alphabetical" if last.state and members:
            order = tuple(charter.in_order(members))
            return Expectation("alphabetical", next_after(last.state, order, charter), start, last.state, order, rule)
        case "rotation" | "alphabetical":
            return Expectation("order_not_known", after=last.state, rule=rule)
        case "chairmanship":
            return Expectation("chairmanship", rule=rule)
    return Expectation("not_said", after=last.state, rule=rule)


def _decided_by(one: Tenure, on: str) -> bool:
    decided = one.act.basis.decided
    return decided is not UNSET and days.last(decided.day) <= on


def next_after(state: str, order: Sequence[str], charter: Charter) -> str:
    """The next of these states after a state (which need not be among them) in the organisation's order, and round again."""
    place = charter.order.get(state, -1)
    later = [one for one in order if charter.order.get(one, -1) > place]
    return next(iter([*later, *order]), "")


def allotments(life: Life | None, on: str) -> tuple[Dated, ...]:
    """How posts were distributed, by the day, in order of time."""
    return tuple(said(life, acts.Allot, on=on))
