"""Parts that travel with an act: whether they are those that it names, and whether all that it needs are there.

Trust: nothing of a part is believed but what its commitment proves. None is looked at before the act's signature was
found authentic, and none is kept that the act does not name.
"""

from collections.abc import Sequence

from comity.acts.base import Act, Part
from comity.acts.parts import parts_of
from comity.canon import b64u
from comity.organisation.finding import Kind, Refused, refused
from comity.record.parts import SALT, PartError, Parts, StoredPart, commitment, is_media

#: What the parts that travel with one act may hold together, in bytes, and how many they may be.
MAX_TRAVELLING = 131_072
MAX_PARTS = 32


def examine_parts(act: Act, parts: Sequence[StoredPart], kept: Parts) -> Refused | None:
    """Refused where a part that came is not one that the act names, or a public one that it names is nowhere.

    Nobody could ever read what is nowhere; and nobody asked for what is not named.
    """
    if len(parts) > MAX_PARTS or sum(len(one.data) for one in parts) > MAX_TRAVELLING:
        size = sum(len(one.data) for one in parts)
        return refused("limit", "record.parts_too_large", n=_n(len(parts)), most=_n(MAX_PARTS), size=_n(size), limit=_n(MAX_TRAVELLING))
    named = {part.commit: part for part in parts_of(act)}
    came: set[str] = set()
    for one in parts:
        commit = b64u(commitment(one.salt, one.media, one.data)) if len(one.salt) == SALT else ""
        if commit not in named:
            return refused("form", "record.part_not_named", n=_n(parts.index(one) + 1))
        if not is_media(one.media) or _differs(named[commit], one):
            return refused("form", "record.part_differs", part=("text", commit[:12]))
        came.add(commit)
    for commit, part in named.items():
        if part.distribution != "public" or commit in came:
            continue
        try:
            stored = kept.get(commit)
        except PartError:
            return refused("form", "record.part_missing", part=("text", commit[:12]))
        if _differs(part, stored):
            return refused("form", "record.part_differs", part=("text", commit[:12]))
    return None


def _differs(part: Part, stored: StoredPart) -> bool:
    return (stored.media, len(stored.data)) != (part.media, part.size)


def _n(value: int) -> tuple[Kind, str]:
    return ("number", str(value))
