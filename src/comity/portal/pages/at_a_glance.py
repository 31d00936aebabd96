"""What stands on a day, in a line each: who presides, who holds the first office, what is next, what runs."""

from msgspec import Struct

from comity.organisation import programmes
from comity.portal.pages import calendar, chairmanship, posts
from comity.portal.reading import Reading
from comity.portal.words import Words

#: So far ahead what is next is looked for.
AHEAD = 3


class Glance(Struct, frozen=True, omit_defaults=True):
    """One line: what it is about, what it says, and the address where more stands."""

    about: str
    says: str
    address: str


def glances(reading: Reading, w: Words) -> tuple[Glance, ...]:
    """The lines that there are; a room without acts has none."""
    found = (_chair(reading, w), _office(reading, w), _next(reading, w), *_running(reading, w))
    return tuple(one for one in found if one is not None)


def _chair(reading: Reading, w: Words) -> Glance | None:
    now = chairmanship.presiding(reading)
    if not reading.standing.chairmanship:
        return None
    return Glance(w("glance.chair"), chairmanship.sentence(reading, w, now, chairmanship.coming(reading)), reading.link("chairmanship"))


def _office(reading: Reading, w: Words) -> Glance | None:
    """The first office that was created."""
    lives = posts.lives(reading)
    if not lives:
        return None
    title, says = posts.in_short(reading, w, lives[0])
    return Glance(title, says, reading.link("posts"))


def _next(reading: Reading, w: Words) -> Glance | None:
    coming = calendar.next_event(reading, AHEAD)
    if coming is None:
        return None
    return Glance(w("glance.next"), w("glance.next_is", day=("day", coming.day), what=("text", calendar.said(reading, coming))), reading.link("calendar"))


def _running(reading: Reading, w: Words) -> list[Glance]:
    """Programmes that run on the day."""
    out = []
    for ref, life in sorted(reading.standing.programmes.items()):
        if programmes.programme_on(life, reading.day).word == "begun":
            name = ref.split("/")[1]
            out.append(Glance(w("glance.programme"), w("glance.programme_runs", programme=("programme", name)), reading.link("programmes", name)))
    return out
