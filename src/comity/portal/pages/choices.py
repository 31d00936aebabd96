"""Choosing among the rows of a table by plain links: `?year=2022&kind=extraordinary`; the day and the entry stay."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from comity.portal.faults import BadQuery
from comity.portal.reading import Reading
from comity.portal.render import ROOMS
from comity.portal.words import Words


class Choice(Struct, frozen=True):
    """One link of a row of choices: its words, where it leads, how many rows it leaves, whether it is the one chosen."""

    words: str
    address: str
    n: int
    chosen: bool


class Row(Struct, frozen=True):
    """The choices by one key, the first of them everything."""

    key: str
    words: str
    choices: tuple[Choice, ...]


def asked(reading: Reading, key: str, there: Iterable[str]) -> str:
    """What is asked for under a key, of what there is; raises `BadQuery` for anything else."""
    value, known = reading.asked.get(key, "").strip(), sorted(set(there))
    if value and value not in known:
        if not known:
            raise BadQuery("choices.none", key, key=key, text=value[:40])
        raise BadQuery("choices.unknown", key, key=key, text=value[:40], known=f"{known[0]}–{known[-1]}" if known[-1].isdigit() and len(known) > 2 else ", ".join(known))
    return value


def row(reading: Reading, w: Words, key: str, words: str, counted: Mapping[str, int], names: Mapping[str, str], total: int) -> Row:
    """A row of choices: everything (`total` rows), then each value with its number; what else is chosen stays."""
    now, path = reading.asked.get(key, "").strip(), f"/{reading.lang}{reading.path}"
    everything = Choice(w("choices.all"), path + reading.with_query(**{key: ""}), total, not now)
    each = [Choice(names.get(one, one), path + reading.with_query(**{key: one}), n, one == now) for one, n in counted.items()]
    return Row(key, words, (everything, *each))


def has_room(name: str) -> bool:
    """Whether the portal has a room of this name, so that a page can lead there."""
    return any(name in names for _, names in ROOMS)
