"""What prevails where an organisation that extends another says a thing anew."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")


def prevailing(said: Iterable[tuple[str, T]], key: Callable[[T], Hashable]) -> list[T]:
    """Of things that share a key, all those of the last folder that says any: every version of an earlier one gives way.

    `said` are things with the folder whose they are, the extended one's first; a key keeps the place of its first thing.
    """
    kept: dict[Hashable, tuple[str, list[T]]] = {}
    for folder, thing in said:
        whose, versions = kept.setdefault(key(thing), (folder, []))
        if whose != folder:
            kept[key(thing)] = (folder, [thing])
        else:
            versions.append(thing)
    return [thing for _, versions in kept.values() for thing in versions]
