"""Every fact of a file of collected facts by a path of its own, so that none can be forgotten.

A row of a list is a fact (an instrument, a body, an event of a membership, a session, a vector …), and so is each article of a
treaty and each clause of an article; a mapping of values is a fact by each of its keys. `day` and `source` are its own.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

#: By what a row is told from its neighbours, the first that it has.
KEYS = ("id", "n", "c", "rule", "step", "date", "from", "status", "kind", "what", "about", "state", "subject", "year")
#: Rows inside of a row that are facts of their own.
WITHIN = ("articles", "clauses", "events", "holders", "list", "stages", "meetings", "known", "not_found", "what_came_of_it", "decision_rules")


class Fact(NamedTuple):
    """A fact as collected: where it stands, its day and its sources as far as it has any."""

    path: str
    day: str = ""
    source: tuple[str, ...] = ()


def paths_of(organisation: dict[str, Any], vectors: list[dict[str, Any]], supplement: dict[str, Any]) -> list[Fact]:
    """The facts about one organisation, its vectors, and what was found later."""
    found = [*_walk("", organisation), *(Fact(f"test_vectors/{one['id']}") for one in vectors)]
    found += [fact for key, value in supplement.items() if key != "sources" for fact in _walk(f"later/{key}", value)]
    return found


def _walk(path: str, value: Any) -> Iterator[Fact]:
    if isinstance(value, list):
        for row, name in zip(value, _names(value), strict=True):
            yield from _row(f"{path}/{name}", row)
    elif isinstance(value, dict):
        for key, one in value.items():
            inner = f"{path}/{key}".lstrip("/")
            if (isinstance(one, list) and one and isinstance(one[0], dict)) or (isinstance(one, dict) and any(isinstance(each, list) and each and isinstance(each[0], dict) for each in one.values())):
                yield from _walk(inner, one)
            else:
                yield from _row(inner, one)


def _row(path: str, row: Any) -> Iterator[Fact]:
    source: Any = row.get("source", ()) if isinstance(row, dict) else ()
    day = str(next((row[key] for key in ("date", "from") if isinstance(row, dict) and key in row), ""))
    yield Fact(path, day if day[:4].isdigit() else "", tuple(source) if isinstance(source, list) else ())
    if isinstance(row, dict):
        for key in WITHIN:
            if isinstance(row.get(key), list):
                yield from _walk(f"{path}/{key}", row[key])
        if row.get("id") == "csto-tajik-afghan-border":
            for key in ("approved", "starts", "duration", "ends", "prolongation", "customer_coordinator", "participants", "conflicting_claims", "document_public"):
                if key in row:
                    yield from _row(f"{path}/{key}", row[key])


def _names(rows: list[Any]) -> list[str]:
    """A name for each row: its key, and its place among those of the same key."""
    names: list[str] = []
    for row in rows:
        key = next((str(row[key]) for key in KEYS if key in row), "") if isinstance(row, dict) else str(row)[:48]
        event = f" {row['event']}" if isinstance(row, dict) and "event" in row else ""
        name = f"{key}{event}".replace("/", "-") or "row"
        name = name if name not in names else f"{name} ({sum(one.split(' (')[0] == name for one in names) + 1})"
        names.append(name)
    return names
