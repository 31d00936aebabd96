"""The life of a thing: every act that concerns it, in order of days. Most rooms hold nothing else.

A body, an office, a session, a decision, a programme are what the acts about them add up to. A life begins with an act
that opens it (a body is established, a decision recorded) and is asked by day: what was said of it last, by then. Acts
for earlier days are put in their place, corrections put one fact otherwise; nothing else has to be computed again.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import NamedTuple, TypeVar

from immutables import Map
from msgspec import Struct

from comity import day as days
from comity.acts.base import Act
from comity.organisation.changes import Change
from comity.organisation.dated import Dated, Timeline, by_entry, insert, replaced, rivals
from comity.organisation.finding import HAS_EFFECT, Finding, HasEffect, Reason, params, refused

A = TypeVar("A", bound=Act)
T = TypeVar("T")
#: Of so many lives the answers to one question are kept.
KEPT = 64


class Life(Struct, frozen=True, gc=False):
    """A thing and its life. `number` is its place among the things of its room, in the order of the record, from 1.

    `aside` are the entries of facts that stand beside another answer to the same question (`rivals` of its facts, derived once).
    """

    ref: str
    number: int = 0
    facts: Timeline = ()
    aside: frozenset[int] = frozenset()

    @property
    def id(self) -> str:
        """`pc` of `body/pc`; all parts after the kind."""
        return self.ref.split("/", 1)[1]


def withdrawn(life: Life | None) -> bool:
    """Whether all that was entered of a thing was taken back, or never had effect: its address stays, and nothing of it counts."""
    return life is not None and bool(life.facts) and not any(fact.counts for fact in life.facts)


#: The things of one room, by ref.
Lives = Map[str, Life]


class Outcome(NamedTuple):
    """What an act made of the things of a room."""

    lives: Lives
    changes: tuple[Change, ...]


def lived(lives: Lives, ref: str, fact: Dated, verb: str) -> Outcome:
    """The thing of this ref with one more act in its life."""
    life = lives.get(ref)
    if life is None:
        life = Life(ref, len(lives) + 1)
    facts = insert(life.facts, fact)
    now = Life(ref, life.number, facts, life.aside if fact.claim is None else rivals(facts))  # what claims nothing rivals nothing
    return Outcome(lives.set(ref, now), (Change(ref, verb, fact.start, "" if fact.counts else "without_effect"),))


def lived_again(lives: Lives, ref: str, again: Callable[[Dated], Dated], what: tuple[str, str], by: Dated) -> Outcome:
    """One fact of a life (`body/pc/412`) put otherwise: corrected, confirmed, disavowed."""
    thing, entry = ref.rsplit("/", 1)
    life = lives[thing]
    old = by_entry(life.facts, int(entry))
    assert old is not None
    facts = replaced(life.facts, old, again(old))
    now = Life(thing, life.number, facts, rivals(facts))
    return Outcome(lives.set(thing, now), (Change(ref, what[0], by.start, what[1]),))


def pointed_at(lives: Lives, ref: str) -> Dated | None:
    """The fact of a ref: of a thing (`decision/budget-2024`) the act that opened it, of `decision/budget-2024/412` that one."""
    life = lives.get(ref) or lives.get(ref.rpartition("/")[0])
    return None if life is None else fact_of(life, ref)


def fact_of(life: Life, ref: str) -> Dated | None:
    """The act that opened a life, where the ref is its own, or the act of that entry in it."""
    if ref == life.ref:
        return min(life.facts, key=lambda fact: fact.entry)
    thing, _, entry = ref.rpartition("/")
    return by_entry(life.facts, int(entry)) if thing == life.ref and entry.isdigit() else None


# What may be asked of a life


def said(life: Life | None, *kinds: type[Act], on: str = "") -> Iterator[Dated]:
    """The counting facts of these kinds that had begun by the day, certainly or possibly; without a day all of them."""
    if life is None:
        return
    aside = life.aside
    for fact in life.facts:
        if isinstance(fact.act, kinds):
            if on and days.first(fact.start) > on:  # and so has none that follows
                return
            if fact.counts and fact.entry not in aside:
                yield fact


def latest(life: Life | None, *kinds: type[Act], on: str = "") -> Dated | None:
    """The last counting fact of these kinds by the day, or none."""
    if life is None:
        return None
    for fact in reversed(life.facts):
        if isinstance(fact.act, kinds) and fact.counts and fact.entry not in life.aside and not (on and days.first(fact.start) > on):
            return fact
    return None


def claims(life: Life | None, *kinds: type[Act], on: str = "") -> dict[str, tuple[Dated, ...]]:
    """Contested questions that facts of these kinds answer differently by the day: by key, in order of entry."""
    groups: dict[str, list[Dated]] = {}
    for fact in () if life is None else life.facts:
        if isinstance(fact.act, kinds) and (claim := fact.claim) is not None and not fact.void and (not on or days.first(fact.start) <= on):
            groups.setdefault(claim.key, []).append(fact)
    return {key: tuple(sorted(some, key=lambda f: f.entry)) for key, some in groups.items() if len(some) > 1}


def once(ask: Callable[[Life | None], T]) -> Callable[[Life | None], T]:
    """A question that a life alone answers, for every day: it is answered once as long as the life is the same."""
    kept: dict[int, tuple[Life | None, T]] = {}

    @wraps(ask)
    def asked(life: Life | None) -> T:
        found = kept.get(id(life))
        if found is not None and found[0] is life:
            return found[1]
        answer = ask(life)
        while len(kept) >= KEPT:
            kept.pop(next(iter(kept), 0), None)
        kept[id(life)] = life, answer
        return answer

    return asked


# Whether an act has its place in a life


def examine_place(life: Life | None, ref: str, act: Act, day: str, opens: tuple[type[Act], ...], known: bool = False) -> Finding:
    """An act concerns a thing that there is, and opens one once.

    `opens` are the kinds of act that open a life; `known`: it is known without one (from the charter). An act about a thing
    that is not in the register is refused, for it was written wrongly, and so is a second opening that is no claim beside the
    first; about a thing that opened on a later day it stands with a warning.
    """
    opening = isinstance(act, opens)
    if life is None or not opens:
        unknown = not opening and bool(opens) and not known
        return refused("form", "lives.unknown", thing=("text", ref)) if unknown else HAS_EFFECT
    opened = [fact for fact in life.facts if isinstance(fact.act, opens) and fact.counts]
    if opening:
        same = [fact for fact in opened if type(fact.act) is type(act)]
        if same and not all(_beside(fact, act) for fact in same):
            return refused("form", "lives.opened_already", thing=("text", ref), day=("day", same[0].start))
        return HAS_EFFECT
    if opened and not known and all(days.first(days.Day(fact.start)) > days.last(day) for fact in opened):
        return HasEffect((Reason("lives.opened_later", params(thing=("text", ref), day=("day", opened[0].start))),))
    return HAS_EFFECT


def _beside(fact: Dated, act: Act) -> bool:
    """Whether an act answers the same contested question as the fact."""
    claim = act.transcribed.claim if act.transcribed else None
    return bool(claim) and fact.claim is not None and fact.claim.key == claim.key  # type: ignore[union-attr]
