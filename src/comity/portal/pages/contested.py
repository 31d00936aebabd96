"""What is contested, wherever in the register it is told: for the list on the page of sources.

Claims that answer one question are beside each other there (`told.contested`). This is the rest: the days that are named as
that of the creation, decisions whose validity a member contests, rules that are read in several ways, and what is said to be owed.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from comity import day as days
from comity.acts.base import Act
from comity.organisation import decisions
from comity.organisation.dispatch import place_of
from comity.portal.fields import pointed
from comity.portal.pages import budget
from comity.portal.pages.body import decides
from comity.portal.reading import Reading
from comity.portal.words import Words
from comity.procedure import Rule


class Elsewhere(Struct, frozen=True):
    """Something contested: of which kind, in a sentence, where it is told, and the acts that tell it."""

    kind: Literal["creation", "validity", "reading", "contribution"]
    says: str
    address: str
    entries: tuple[int, ...] = ()


def elsewhere(reading: Reading, w: Words) -> tuple[Elsewhere, ...]:
    """What is contested by the day and is no question with claims of its own."""
    return (*_creation(reading, w), *_validity(reading, w), *_readings(reading, w), *_contributions(reading, w))


def _creation(reading: Reading, w: Words) -> Iterator[Elsewhere]:
    named = [one for one in reading.law.organisation.creation if days.first(days.Day(one.date)) <= reading.day]
    if len(named) > 1:
        yield Elsewhere("creation", w("sources.also.creation", n=len(named)), reading.link() + "#created")


def _validity(reading: Reading, w: Words) -> Iterator[Elsewhere]:
    for life in reading.standing.decisions.values():
        one = decisions.decision_on(life, reading.day)
        if one.contested:
            states = reading.law.in_order({str(getattr(fact.act, "state", "")) for fact in one.contested} & set(reading.law.states))
            says = w("sources.also.validity", decision=("decision", one.id), states=states)
            yield Elsewhere("validity", says, reading.link("decisions", one.id) + "#validity", tuple(f.entry for f in (*one.contested, *one.upheld)))


def _readings(reading: Reading, w: Words) -> Iterator[Elsewhere]:
    """Rules of which the charter keeps rival readings in force on the day, each once for all bodies that decide by it."""
    found: dict[str, list[Rule]] = {}
    for rule in reading.law.rules:
        if rule.reading_of and rule.in_force.on(reading.day):
            found.setdefault(rule.reading_of, []).append(rule)
    for rules in found.values():
        body = rules[0].body
        n = sum(rule.body == body for rule in rules)
        if n > 1:
            texts = "; ".join(dict.fromkeys(_provision(w, rule.provision) for rule in rules if rule.provision))
            yield Elsewhere("reading", w("sources.also.reading", provision=("text", texts), n=n), decides(reading, body) or reading.link("charter"))


def _provision(w: Words, name: str) -> str:
    provision = w.reading.law.provision(name)
    return f"{w.standing_in(provision)}, {w.article(provision.article, provision.unit)}" if provision else name


def _contributions(reading: Reading, w: Words) -> Iterator[Elsewhere]:
    for year in budget.years(reading):
        if len(sides := budget.sides(w, year)) > 1:
            says = w("sources.also.contribution", state=("state", year.state), year=("text", str(year.year)))
            yield Elsewhere("contribution", says, f"{reading.link('budget')}#{year.state}", tuple(side.fact.entry for side in sides))


def concerns_of(w: Words, act: Act) -> str:
    """A link to the thing that a contested act is about."""
    place = place_of(act)
    if place is not None:
        return pointed(w, place.ref)
    state = getattr(act, "state", "")
    return pointed(w, f"member/{state}") if state in w.reading.law.states else ""
