"""Names of persons in a file of acts: written as words, kept as parts, so that they can be erased (record.md, section 5).

    person: {en: …, ru: …}      becomes a part for each language; the act holds its commitment, and the name travels beside it

A salt is chosen anew each time, so a commitment tells nothing of the name; what an act says is told from the bytes
themselves (`same`). A name that was erased is not asked for again: an entry without it says the same as the file.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from comity.acts.base import Version
from comity.canon import b64u
from comity.record.parts import SALT, StoredPart, commitment

#: The field in which an act names a person.
FIELD = "person"
MEDIA = "text/plain; charset=utf-8"
_COMMIT = "A" * 43

#: Gives the bytes of a part by its commitment; none where it was erased.
PartOf = Callable[[str], bytes | None]


def _written(fields: Mapping[str, Any]) -> list[dict[str, str]]:
    """The names as a file writes them, by language; nothing where they are parts already."""
    names = fields.get(FIELD)
    plain = isinstance(names, list) and all(
        isinstance(one, dict) and set(one) == {"lang", "text"} and isinstance(one["text"], str) for one in names
    )
    return list(names) if plain and names else []


def standing_in(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with some commitment for each name: enough to see whether the rest of the act is well formed."""
    names = _written(fields)
    return {**fields, FIELD: [_version(one, _COMMIT) for one in names]} if names else dict(fields)


def parted(fields: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[StoredPart, ...]]:
    """The fields with each name as a part, and the parts that travel with the act."""
    names = _written(fields)
    if not names:
        return dict(fields), ()
    parts = tuple(StoredPart(secrets.token_bytes(SALT), MEDIA, one["text"].encode()) for one in names)
    made = [_version(one, b64u(commitment(*part))) for one, part in zip(names, parts, strict=True)]
    return {**fields, FIELD: made}, parts


def _version(one: dict[str, str], commit: str) -> dict[str, Any]:
    return {"lang": one["lang"], "part": {"commit": commit, "media": MEDIA, "size": len(one["text"].encode())}}


def same(versions: Sequence[Version], parts: Sequence[StoredPart], part_of: PartOf) -> bool:
    """Whether an entry names the person that the parts name: by their bytes, as far as they were not erased."""
    kept = (part_of(one.part.commit) for one in versions)
    return all(data is None or data == part.data for data, part in zip(kept, parts, strict=False))
