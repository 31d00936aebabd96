"""The questions one may ask of relations: with whom, which status the organisation holds where on a day, what was concluded.

A status that the organisation itself grants is a matter of membership; one that its parliamentary assembly grants, of the
assembly.
"""

from typing import Literal

from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import relations as acts
from comity.day import Truth
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, latest, said

Word = Literal["not_yet", "named", "ceased"]


class Held(Struct, frozen=True):
    """A status of the organisation, or of a body of it, elsewhere: what granted it, whether it holds on the day, what ended it."""

    fact: Dated
    truth: Truth
    ended: Dated | None = None


class OnDay(Struct, frozen=True):
    """The relations with a partner on a day.

    word       not_yet: nothing is recorded by then; named; ceased: ended, and nothing held or concluded since
    held       statuses that had begun by the day, certainly or possibly
    concluded  what was concluded by the day, and `met` meetings and exchanges, in order of days
    """

    word: Word
    opened: Dated | None
    held: tuple[Held, ...]
    concluded: tuple[Dated, ...]
    met: tuple[Dated, ...]


def relation_on(life: Life | None, on: str) -> OnDay:
    """The relations with a partner on the day."""
    opened = latest(life, acts.Open, on=on)
    every = tuple(said(life, acts.OfPartner, on=on))
    ceased = next((f for f in reversed(tuple(said(life, acts.Cease, on=on))) if getattr(f.act, "status", UNSET) is UNSET), None)
    since = [f for f in every if ceased is not None and (f.start, f.entry) > (ceased.start, ceased.entry)]
    word: Word = "not_yet" if not every else "ceased" if ceased is not None and not since else "named"
    return OnDay(
        word=word,
        opened=opened,
        held=held_on(life, on),
        concluded=tuple(said(life, acts.Conclude, on=on)),
        met=tuple(said(life, acts.Meet, on=on)),
    )


def held_on(life: Life | None, on: str) -> tuple[Held, ...]:
    """The statuses elsewhere that had begun by the day, each with whether it holds then."""
    found = []
    for fact in said(life, acts.Hold, on=on):
        assert isinstance(fact.act, acts.Hold)
        later = (f for f in said(life, acts.Cease, on=on) if (f.start, f.entry) > (fact.start, fact.entry))
        ended = next((f for f in later if getattr(f.act, "status", UNSET) in (UNSET, fact.act.status)), None)
        begun = days.same_or_before(fact.start, on)
        over = Truth.NO if ended is None else days.same_or_before(ended.start, on)
        if isinstance(fact.act.until, str):
            over = days.either(over, days.before(fact.act.until, on))
        found.append(Held(fact, days.both(begun, days.negate(over)), ended))
    return tuple(found)
