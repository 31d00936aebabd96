"""What stands on a day, in a line each: who presides, who holds the first office, what is next, what runs."""

from msgspec import Struct

from comity.organisation import programmes
from comity.portal.pages import calendar, chairmanship, posts
from comity.portal.reading import Reading
from comity.portal.words import Words

#: So far ahead what is next is looked for.
AHEAD = 3


class Glance(Struct, frozen=True, omit_defaults=True):
    """One line: what it is about, what it says, and the address where more stands; how surely it is known, and by which entry."""

    about: str
    says: str
    address: str
    confidence: str = ""
    entry: int = 0


def glances(reading: Reading, w: Words) -> tuple[Glance, ...]:
    """The lines that there are; a room without acts has none."""
    found = (*_chair(reading, w), _office(reading, w), _next(reading, w), *_running(reading, w))
    return tuple(one for one in found if one is not None)


def _chair(reading: Reading, w: Words) -> list[Glance]:
    """Who presides and why; and who is next, where the one follows from the other."""
    if not reading.standing.chairmanship:
        return []
    now, then = chairmanship.presiding(reading), chairmanship.coming(reading)
    says, after = chairmanship.sentence(reading, w, now, then), chairmanship.next_sentence(reading, w, then)
    fact = now.answers[0].assumed if len(now.answers) == 1 else None
    known, entry = (fact.confidence, fact.entry) if fact else ("", 0)
    out = [Glance(w("glance.chair"), says.removesuffix(f" {after}"), reading.link("chairmanship"), known, entry)]
    if says.endswith(f" {after}"):
        out.append(Glance(w("glance.chair_next"), after, f"{reading.link('chairmanship')}#next"))
    return out


def _office(reading: Reading, w: Words) -> Glance | None:
    """The first office that was created."""
    lives = posts.lives(reading)
    if not lives:
        return None
    title, says, holder = posts.in_short(reading, w, lives[0])
    said = says.removeprefix(f"{title}: ")  # the line is headed by it
    return Glance(title, said[:1].upper() + said[1:], reading.link("posts"), holder.confidence if holder else "", holder.entry if holder else 0)


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
            begun = programmes.programme_on(life, reading.day).begins
            out.append(Glance(
                w("glance.programme"), w("glance.programme_runs", programme=("programme", name)), reading.link("programmes", name),
                begun.confidence if begun else "", begun.entry if begun else 0,
            ))  # fmt: skip
    return out
