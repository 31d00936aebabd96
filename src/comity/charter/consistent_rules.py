"""What only the whole folder can say of rules of decision: whether what they name is there on every day they are counted by.

names      bodies, matters, groups, weights, electorates, provisions and practice, states
days       one version of a rule, a weight, a state's seat on a day; one rule for a matter, unless readings of one
members    a weight for everybody whose weight is asked; no threshold and no quorum above the membership
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from comity.charter.body_law import BodyLaw
from comity.charter.choosing import candidates, readings
from comity.charter.complaints import Complaint, Saying, line_of, saying
from comity.charter.consistent import Parsed
from comity.charter.model import Seats, Weights
from comity.charter.prevailing import prevailing
from comity.procedure.electorate import Electorate
from comity.procedure.rule import Rule
from comity.procedure.sound import (
    Flaw,
    Said,
    each_test,
    groups_of,
    possible,
    sound,
    sound_together,
    unweighed,
    weights_of,
)
from comity.procedure.threshold import number

#: What is a body's, with an id within it.
_OF_A_BODY = ("rules", "matters", "groups", "electorates", "weights")
#: A day before all others, for what is in force since ever.
_EVER = "0001-01-01"
#: So many states are named in a complaint.
_NAMED = 12
_EXPECTED = {
    "matter": "a_matter_of_the_body", "group": "a_group_of_the_body", "weight": "a_weight_of_the_body",
    "electorate": "an_electorate_of_the_body", "rule": "a_rule_of_the_body",
}  # fmt: skip
_RANK = {"low": 0, "medium": 1, "high": 2}


class _Place(NamedTuple):
    """Where a thing stands."""

    file: Parsed
    at: str

    def complain(self, key: str, found: Saying, expected: Saying) -> Complaint:
        where = f"{self.at}.{key}" if key else self.at
        return Complaint(self.file.name, line_of(self.file.lines, where), where, found, expected)


class _Folder:
    """All files together: what prevails, and where each thing stands."""

    def __init__(self, parsed: list[Parsed]) -> None:
        self.parsed = parsed
        self.places: dict[int, _Place] = {}
        for one in parsed:
            for section in (*_OF_A_BODY, "seats"):
                self.places.update((id(thing), _Place(one, at)) for at, thing in one.things(section))
        self.ids = {section: self._ids(section) for section in (*_OF_A_BODY, "states", "provisions")}

    def _ids(self, section: str) -> set[str]:
        return {name for one in self.parsed for name in one.ids[section]}

    def prevailing(self, section: str) -> list[Any]:
        """The things of a section that prevail, as a charter keeps them."""
        said = ((one.folder, thing) for one in self.parsed for _, thing in one.things(section))
        return prevailing(said, lambda thing: (thing.body, thing.electorate if section == "seats" else thing.id))

    def laws(self) -> dict[str, BodyLaw]:
        """What each body decides by."""
        rules, seats, weights, others = (self.prevailing(name) for name in ("rules", "seats", "weights", "electorates"))
        bodies = dict.fromkeys(thing.body for thing in (*rules, *seats, *weights))
        return {body: BodyLaw(*([t for t in of if t.body == body] for of in (rules, seats, weights, others))) for body in bodies}

    def place(self, thing: object) -> _Place:
        return self.places[id(thing)]


def consistent_rules(parsed: list[Parsed], broken: bool = False) -> list[Complaint]:
    """Everything that is wrong with rules, seats and weights; where some file could not be read, only what it cannot concern."""
    folder = _Folder(parsed)
    out: list[Complaint] = []
    for one in parsed:
        for at, rule in one.things("rules"):
            out += _rule(folder, _Place(one, at), rule)
        for at, seats in one.things("seats"):
            out += _seats(folder, _Place(one, at), seats)
        for at, weights in one.things("weights"):
            out += _weights(folder, _Place(one, at), weights)
    out += _once(folder)
    for law in folder.laws().values():
        out += _versions(folder, law)
        if not broken:
            out += _through_time(folder, law)
    return out


def _saying(said: Said) -> Saying:
    return saying(said.code, **said.values)


def _flaws(place: _Place, flaws: list[Flaw], day: str = "") -> Iterator[Complaint]:
    for flaw in flaws:
        found, expected = _saying(flaw.found), _saying(flaw.expected)
        if day:
            found = saying(f"{flaw.found.code}_on", day=day, **flaw.found.values)
        yield place.complain(flaw.key, found, expected)


# What is named


def _rule(folder: _Folder, place: _Place, rule: Rule) -> Iterator[Complaint]:
    yield from _flaws(place, sound(rule))
    if not rule.body:
        yield place.complain("", saying("missing", key="body"), saying("a_body"))
        return
    named = [("matters", "matters", "matter", name) for name in rule.matters]
    named += [("groups", key, "group", name) for key, name in groups_of(rule)]
    named += [("weights", key, "weight", name) for key, name, _ in weights_of(rule)]
    named += [("electorates", f"{asks.key}.in", "electorate", asks.test.where) for asks in each_test(rule) if asks.test.where]
    if rule.exception_to:
        named.append(("rules", "exception_to", "rule", rule.exception_to))
    for section, key, kind, name in named:
        if f"{rule.body}/{name}" not in folder.ids[section]:
            yield place.complain(key, saying(f"unknown_{kind}", id=name), saying(_EXPECTED[kind]))
    if rule.exception_to == rule.id:
        yield place.complain("exception_to", saying("leads_to_itself", id=rule.id), saying("no_circle_of_rules"))
    for name in rule.practice:
        if name not in folder.ids["provisions"]:
            yield place.complain("practice", saying("unknown_provision", id=name), saying("a_provision"))
    yield from _confidence(folder, place, rule)


def _confidence(folder: _Folder, place: _Place, rule: Rule) -> Iterator[Complaint]:
    """A reading is never surer than the provision that it reads."""
    versions = [p for one in folder.parsed for _, p in one.things("provisions") if p.id == rule.provision]
    known = [p.confidence for p in versions if p.in_force.overlaps(rule.counted)] or [p.confidence for p in versions]
    if known and _RANK[rule.confidence] > max(_RANK[one] for one in known):
        best = max(known, key=_RANK.__getitem__)
        yield place.complain("confidence", saying("value", value=rule.confidence), saying("no_surer", confidence=best))


def _seats(folder: _Folder, place: _Place, seats: Seats) -> Iterator[Complaint]:
    if not seats.states and not seats.unnamed:
        yield place.complain("", saying("no_seat"), saying("some_seats"))
    for state in seats.states:
        if state not in folder.ids["states"]:
            yield place.complain("states", saying("unknown_state", id=state), saying("a_state"))
    for section, kind in (("groups", "group"), ("electorates", "electorate")):
        name = getattr(seats, kind)
        if name and f"{seats.body}/{name}" not in folder.ids[section]:
            yield place.complain(kind, saying(f"unknown_{kind}", id=name), saying(_EXPECTED[kind]))
    for state in {state for state in seats.states if seats.states.count(state) > 1}:
        yield place.complain("states", saying("seated_twice", state=state), saying("one_seat"))


def _weights(folder: _Folder, place: _Place, weights: Weights) -> Iterator[Complaint]:
    for state in weights.values:
        if state not in folder.ids["states"] and not state.startswith("seat-"):
            yield place.complain(f"values.{state}", saying("unknown_state", id=state), saying("a_state"))
    for state, weight in weights.values.items():
        if number(weight) < 0:
            yield place.complain(f"values.{state}", saying("number_found", number=weight), saying("number_from", least=0))


def _once(folder: _Folder) -> Iterator[Complaint]:
    """A matter, a group, an electorate stands once for a body in a folder."""
    seen: set[tuple[str, ...]] = set()
    for one in folder.parsed:
        for section in ("matters", "groups", "electorates"):
            for at, thing in one.things(section):
                key = (one.folder, section, thing.body, thing.id)
                if key in seen:
                    yield _Place(one, at).complain("", saying("id_twice", id=thing.id), saying("each_once"))
                seen.add(key)


# What is there on which days


def _versions(folder: _Folder, law: BodyLaw) -> Iterator[Complaint]:
    """On a day one version of a rule and of a weight, and one seat of a state."""
    counted: dict[str, list[Rule]] = {}
    for rule in law.rules:
        if any(other.counted.overlaps(rule.counted) for other in counted.setdefault(rule.id, [])):
            yield folder.place(rule).complain("", saying("in_force_twice", id=rule.id), saying("no_overlap"))
        counted[rule.id].append(rule)
    weighed: dict[str, list[Weights]] = {}
    for one in law.weights:
        if any(other.in_force.overlaps(one.in_force) for other in weighed.setdefault(one.id, [])):
            yield folder.place(one).complain("", saying("in_force_twice", id=one.id), saying("no_overlap"))
        weighed[one.id].append(one)
    seated: dict[tuple[str, str], list[Seats]] = {}
    for seats in law.seats:
        for state in dict.fromkeys(seats.states):
            earlier = seated.setdefault((seats.electorate, state), [])
            if any(other.in_force.overlaps(seats.in_force) for other in earlier):
                yield folder.place(seats).complain("states", saying("seated_twice", state=state), saying("one_seat"))
            earlier.append(seats)


def _through_time(folder: _Folder, law: BodyLaw) -> Iterator[Complaint]:
    """What is wrong on the days on which something changes; each thing is said of the first day only."""
    said: set[tuple[int, str, str]] = set()
    for day in (_EVER, *law.days):
        for thing, one in _on_day(folder, law, day):
            key = (thing, one.key, one.found.code)
            if key not in said:
                said.add(key)
                yield one


def _on_day(folder: _Folder, law: BodyLaw, day: str) -> Iterator[tuple[int, Complaint]]:
    rules = law.rules_on(day)
    electorate = law.electorate_on(day)
    for matter in ("", *dict.fromkeys(name for rule in rules.values() for name in rule.matters)):
        found = candidates(rules, matter)
        if len(found) > 1 and not readings(found):
            one, other = found[:2]
            two = saying("two_rules", one=one.id, other=other.id, day=day)
            yield id(other), folder.place(other).complain("", two, saying("one_rule"))
        elif sum(rule.preferred for rule in found) > 1:
            other = [rule for rule in found if rule.preferred][1]
            yield id(other), folder.place(other).complain("preferred", saying("preferred_twice_on", day=day), saying("one_preferred"))
    for rule in rules.values():
        place = folder.place(rule)
        for complaint in (
            *_flaws(place, sound_together(rule, rules), day),
            *_flaws(place, possible(rule, electorate), day),
            *_unweighed(folder, law, rule, electorate, day),
        ):
            yield id(rule), complaint


def _unweighed(folder: _Folder, law: BodyLaw, rule: Rule, electorate: Electorate, day: str) -> Iterator[Complaint]:
    """Members whose weight a rule asks and nobody says."""
    for key, name, where, members in unweighed(rule, electorate):
        if f"{rule.body}/{name}" not in folder.ids["weights"]:
            continue
        version = next((one for one in law.weights if one.id == name and one.in_force.on(day)), None)
        if version is None:
            yield folder.place(rule).complain(key, saying("no_weights_on", id=name, day=day), saying("weights_on"))
        elif not members:
            found = saying("weighed_nobody", electorate=where or rule.body, id=name, day=day)
            yield folder.place(rule).complain(key, found, saying("named_seats"))
        else:
            some = ", ".join(members[:_NAMED]) + (" …" if len(members) > _NAMED else "")
            found = saying("unweighed", states=some, day=day, id=name)
            yield folder.place(version).complain("values", found, saying("weight_of_each", rule=rule.id))
