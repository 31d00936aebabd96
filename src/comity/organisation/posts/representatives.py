"""The questions one may ask of a state's representation in a body: who was appointed, presented the letter, was recalled.

A letter of appointment stands until it is recalled, until its term is over, or until another of the same capacity follows.
Whether a representative is in function before presenting the letter is for the body's rules to say; where they are not
known, that is not known. A chargé d'affaires acts ad interim from the appointment: for the time without a representative.
"""

from typing import Literal

from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import posts as acts
from comity.acts.base import Version
from comity.day import Truth
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, said

LetterWord = Literal["not_yet", "appointed", "presented", "acting", "recalled", "ended", "succeeded"]


class Letter(Struct, frozen=True):
    """A letter of appointment and what became of it; `succeeded` is the letter that took its place."""

    appointed: Dated
    presented: Dated | None = None
    recalled: Dated | None = None
    succeeded: Dated | None = None

    @property
    def act(self) -> acts.Accredit:
        """The appointment."""
        assert isinstance(self.appointed.act, acts.Accredit)
        return self.appointed.act

    @property
    def person(self) -> tuple[Version, ...]:
        """The name as parts."""
        return self.act.person

    @property
    def until(self) -> str:
        """The first day on which it stands no more; empty where it stands."""
        ends = [fact.start for fact in (self.recalled, self.succeeded) if fact is not None]
        if self.act.until is not UNSET:
            ends.append(days.add_days(days.last(self.act.until), 1))
        return min(ends, key=days.first, default="")


class RepresentedOn(Struct, frozen=True):
    """Who represents a state in a body on a day; `truth` whether `letter` is in function."""

    truth: Truth
    letter: Letter | None = None
    word: LetterWord = "not_yet"


def letters(life: Life | None) -> tuple[Letter, ...]:
    """Every letter of appointment, in order of time."""
    found: list[Letter] = []
    for fact in said(life, acts.Accredit, acts.Present, acts.Dismiss):
        assert isinstance(fact.act, acts.Accredit | acts.Present | acts.Dismiss)
        place = next((i for i in reversed(range(len(found))) if found[i].act.capacity == fact.act.capacity), None)
        if isinstance(fact.act, acts.Accredit):
            if place is not None and not found[place].until:
                found[place] = Letter(found[place].appointed, found[place].presented, None, fact)
            found.append(Letter(fact))
        elif place is not None and isinstance(fact.act, acts.Present):
            found[place] = Letter(found[place].appointed, fact, found[place].recalled, found[place].succeeded)
        elif place is not None:
            found[place] = Letter(found[place].appointed, found[place].presented, fact, found[place].succeeded)
    return tuple(found)


def word_on(letter: Letter, on: str) -> LetterWord:
    """What a letter had come to on the day."""
    if days.first(letter.appointed.start) > on:
        return "not_yet"
    if letter.until and days.first(letter.until) <= on:
        ended = next((f for f in (letter.recalled, letter.succeeded) if f is not None and f.start == letter.until), None)
        return "ended" if ended is None else "recalled" if ended is letter.recalled else "succeeded"
    if letter.presented is not None and days.first(letter.presented.start) <= on:
        return "presented"
    return "acting" if letter.act.capacity == "charge_d_affaires" else "appointed"


def represented_on(life: Life | None, on: str) -> RepresentedOn:
    """Who represents the state on the day: a chargé d'affaires while one is charged, else the representative."""
    standing = [(one, word_on(one, on)) for one in letters(life)]
    for one, word in reversed(standing):
        if word == "acting" or (word == "presented" and one.act.capacity == "charge_d_affaires"):
            return RepresentedOn(Truth.YES, one, word)
    for one, word in reversed(standing):
        if word in ("presented", "appointed"):
            return RepresentedOn(Truth.YES if word == "presented" else Truth.NOT_KNOWN, one, word)
    past = [(one, word) for one, word in standing if word != "not_yet"]
    if not past:
        return RepresentedOn(Truth.NOT_KNOWN)
    return RepresentedOn(Truth.NO, past[-1][0], past[-1][1])
