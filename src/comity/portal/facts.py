"""Every act in the standing that says something dated, in the order of days: for what is latest, and for what rests on a source."""

from collections.abc import Iterable, Iterator

from comity import day as days
from comity.charter import Charter
from comity.organisation.dated import Dated
from comity.organisation.dispatch import ROOMS_OF_LIVES
from comity.organisation.standing import Standing
from comity.portal.reading import index


def every_fact(standing: Standing) -> tuple[Dated, ...]:
    """Each act once, by its day (the first that it may be) and its entry."""
    return index(standing, "facts", lambda: tuple(sorted(_once(_all(standing)), key=place)))


def facts_by_entry(standing: Standing) -> dict[int, Dated]:
    """The same by the entry of each."""
    return index(standing, "facts-by-entry", lambda: {fact.entry: fact for fact in every_fact(standing)})


def voided(standing: Standing) -> frozenset[int]:
    """The entries of facts that do not count any more: corrected away, or disavowed."""
    return index(standing, "voided", lambda: frozenset(fact.entry for fact in every_fact(standing) if fact.void))


def claimed(standing: Standing) -> tuple[Dated, ...]:
    """Those of them that answer a contested question."""
    return index(standing, "claimed", lambda: tuple(fact for fact in every_fact(standing) if fact.claim is not None))


def of_exercise(law: Charter, fact: Dated) -> bool:
    """Whether it was entered from sample sources alone: made up for an exercise, and shown after what happened."""
    return bool(fact.sources) and all(one in law.sources and law.sources[one].kind == "demonstration" for one in fact.sources)


def place(fact: Dated) -> tuple[str, int]:
    """Where an act stands in the order of days."""
    return days.first(fact.start), fact.entry


def _once(facts: Iterable[Dated]) -> list[Dated]:
    return list({fact.entry: fact for fact in facts}.values())


def _all(standing: Standing) -> Iterator[Dated]:
    for instrument in standing.instruments.by_id.values():
        yield instrument.adopted
        yield from instrument.facts
        for party in instrument.parties.values():
            yield from party.facts
    for member in standing.members.values():
        yield from member.facts
    for room in ROOMS_OF_LIVES:
        for life in getattr(standing, room).values():
            yield from life.facts
    for associate in standing.associates.values():
        yield from associate.facts
    for remarks in standing.remarks.values():
        yield from remarks
