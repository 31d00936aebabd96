"""Lists of the bodies: what founding texts provided for, from each day on which that changed, beside what a source lists.

A source's list is its claim for its day; which body it names has its own basis on that day, and may have come later.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from comity import day as days
from comity.acts.record import Remark
from comity.charter import Charter
from comity.organisation.bodies.questions import bodies_on, grounds, rests_on_founding
from comity.organisation.dated import Dated
from comity.organisation.lives import Lives
from comity.text import Text


class Listed(Struct, frozen=True):
    """One list: of which day, by which act, the bodies by id; `said_by` a source, or empty for the founding texts."""

    day: str
    entry: int
    bodies: tuple[str, ...]
    said_by: Text = ()


def lists_on(lives: Lives, law: Charter, remarks: Mapping[str, Iterable[Dated]], on: str) -> list[Listed]:
    """Every list by the day, in the order of its day: those of the founding texts first."""
    found = [
        Listed(day, entry, tuple(one.id for one in bodies_on(lives, law, day) if one.statutory)) for day, entry in changes_of_statute(lives, law, on)
    ]
    seen: dict[int, Listed] = {}
    for ref, facts in remarks.items():
        for fact in facts if ref.startswith("body/") else ():
            if isinstance(fact.act, Remark):
                about = tuple(one.split("/")[1] for one in fact.act.about if one.startswith("body/"))
                if len(about) > 1 and fact.counts and days.first(days.Day(fact.start)) <= on:
                    seen[fact.entry] = Listed(fact.start, fact.entry, about, fact.act.said_by)
    return found + sorted(seen.values(), key=lambda one: (one.day, one.entry))


def changes_of_statute(lives: Lives, law: Charter, on: str) -> list[tuple[str, int]]:
    """Days by the day on which a founding text began to provide for a body, each with the first act that says so."""
    found: dict[str, int] = {}
    for life in sorted(lives.values(), key=lambda one: one.number):
        for fact in grounds(life, on):
            if rests_on_founding(fact, law):
                found[fact.start] = min(found.get(fact.start, fact.entry), fact.entry)
    return sorted(found.items())
