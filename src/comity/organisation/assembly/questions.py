"""The questions one may ask of the parliamentary assembly: who holds which status in it on a day, what it recommended.

Its observers and partners are its own: nobody becomes an observer of the organisation by them.
"""

from typing import Literal

from msgspec import Struct

from comity import day as days
from comity.acts import assembly as acts
from comity.day import Truth
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, Lives, latest, said

Word = Literal["none", "invited", "observer", "partner", "ended", "not_known"]


class StatusOn(Struct, frozen=True):
    """A holder's status in the assembly on a day.

    word     invited is no status; not_known: it began or ended on a day known by its year or month only
    truth    whether a status is held on the day; an invitation is none
    """

    holder: str
    word: Word
    truth: Truth
    granted: Dated | None = None
    ended: Dated | None = None


def status_on(life: Life | None, on: str) -> StatusOn:
    """The holder's status on the day: the latest that was granted, unless it ended."""
    holder = life.id.split("/", 1)[1] if life is not None else ""
    granted = latest(life, acts.Associate, on=on)
    if granted is None or not isinstance(granted.act, acts.Associate):
        return StatusOn(holder, "none", Truth.NO)
    ended = next((f for f in said(life, acts.Dissociate, on=on) if (days.first(f.start), f.entry) > (days.first(granted.start), granted.entry)), None)
    over = Truth.NO if ended is None else days.same_or_before(ended.start, on)
    if isinstance(granted.act.until, str):
        over = days.either(over, days.before(granted.act.until, on))
    truth = days.both(days.same_or_before(granted.start, on), days.negate(over))
    if granted.act.status == "invited":
        return StatusOn(holder, "ended" if over is Truth.YES else "invited", Truth.NO, granted, ended)
    words: dict[Truth, Word] = {Truth.YES: granted.act.status, Truth.NO: "ended", Truth.NOT_KNOWN: "not_known"}
    return StatusOn(holder, words[truth], truth, granted, ended)


def statuses_on(lives: Lives, on: str) -> tuple[StatusOn, ...]:
    """Everybody who had been granted a status, or invited, by the day; in order of the record."""
    found = sorted((life for ref, life in lives.items() if ref.startswith("assembly/status/")), key=lambda life: life.number)
    return tuple(status for life in found if (status := status_on(life, on)).word != "none")


def introduced_on(lives: Lives, on: str) -> tuple[Dated, ...]:
    """The statuses that the assembly had introduced by the day, in order of days."""
    found = [f for ref, life in lives.items() if ref.startswith("assembly/kind/") for f in said(life, acts.Introduce, on=on)]
    return tuple(sorted(found, key=lambda f: (f.start, f.entry)))


def recommendations_on(lives: Lives, on: str) -> tuple[Life, ...]:
    """The recommendations and model laws adopted by the day, in order of the record."""
    found = (life for ref, life in lives.items() if ref.startswith("assembly/recommendation/"))
    return tuple(sorted((life for life in found if latest(life, acts.Recommend, on=on)), key=lambda life: life.number))


def followed_on(life: Life, state: str, on: str) -> Dated | None:
    """What a member did with a recommendation, as last recorded by the day."""
    found = [f for f in said(life, acts.Follow, on=on) if isinstance(f.act, acts.Follow) and f.act.state == state]
    return found[-1] if found else None
