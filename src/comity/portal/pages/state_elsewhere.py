"""What a state did, or was named in, in the other rooms: chairmanships, offices, sessions, decisions, programmes, contributions."""

from collections.abc import Iterator

from msgspec import UNSET

from comity import day as days
from comity.acts import ROOM_OF
from comity.acts.base import Act
from comity.organisation.dated import Dated
from comity.organisation.dispatch import ROOMS_OF_LIVES
from comity.portal.facts import every_fact
from comity.portal.pages.told import Told, told
from comity.portal.reading import Reading

#: The rooms in the order in which the page has them.
ORDER = ("chairmanship", "posts", "sessions", "decisions", "programmes", "budget", "assembly", "bodies", "relations", "concerns")


def elsewhere(reading: Reading, state: str) -> list[tuple[str, list[tuple[Told, Dated]]]]:
    """By room, the acts by the day that name the state, in order of days; rooms without one are left out."""
    rooms: dict[str, list[Dated]] = {}
    for fact in every_fact(reading.standing):
        room = ROOM_OF[fact.act.name()]
        if room in ROOMS_OF_LIVES and days.first(days.Day(fact.start)) <= reading.day and state in _named(fact.act):
            rooms.setdefault(room, []).append(fact)
    return [(room, told(reading, rooms[room])) for room in ORDER if room in rooms]


def _named(act: Act) -> Iterator[str]:
    """The states that an act names: whose act it is, whom it concerns, whose turn or share it is."""
    for field in ("state", "in_place_of", "instead"):
        value = getattr(act, field, UNSET)
        if isinstance(value, str):
            yield value
    yield from getattr(act, "signed_by", ())
    for share in getattr(act, "shares", ()):
        yield share.state
