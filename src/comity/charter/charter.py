"""A charter: all that its files say, put together and looked up by id and by day."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

from comity.charter.model import (
    AdoptedTexts,
    Arrears,
    Body,
    Chairing,
    File,
    Group,
    InstrumentName,
    Matter,
    Membership,
    Named,
    NotKnown,
    Organisation,
    OtherElectorate,
    Provision,
    Purpose,
    Seats,
    Source,
    State,
    Weights,
)
from comity.charter.prevailing import prevailing
from comity.procedure.rule import Rule
from comity.text import Name, Text, name_of, text_of


def words(mapping: dict[str, str] | None) -> Text:
    """The words of a charter file as a text."""
    return text_of(mapping) if mapping else ()


def named(mapping: Named) -> Name:
    """The name of a charter file as a name with its cases."""
    return name_of({k: v if isinstance(v, str) else _cases(v) for k, v in mapping.items()})


def _cases(value: Any) -> dict[str, str]:
    keys = ("nom", "gen", "dat", "acc", "ins", "prep", "gender", "number", "few")
    return {key: v for key in keys if (v := getattr(value, key))}


def _by_id(thing: Rule | Matter | Group | OtherElectorate | Weights) -> tuple[str, str]:
    return thing.body, thing.id


def _by_body(chairing: Chairing) -> str:
    return chairing.body


def _by_own_id(arrears: Arrears) -> str:
    return arrears.id


def _by_electorate(seats: Seats) -> tuple[str, str]:
    return seats.body, seats.electorate


class InForceOn(NamedTuple):
    """What of a charter is in force on a day; things without days of their own always are."""

    day: str
    provisions: tuple[Provision, ...]
    bodies: tuple[Body, ...]
    membership: Membership

    def provision(self, name: str) -> Provision | None:
        """The provision of this id as it is in force on the day, or none."""
        return next((p for p in self.provisions if p.id == name), None)


class Charter:
    """What the files say, never changed once it is made. Ids are unique within a kind; later files prevail.

    Of a provision that an extending organisation says anew, every version of the extended one gives way; so of a rule of
    decision and of a weight (by body and id), of the seats of a body (by body and electorate), and of its chairmanship.
    """

    def __init__(self, files: Iterable[tuple[str, File]]) -> None:
        """`files` are named by the organisation whose they are: `("csto", file)`, the extended one first."""
        organisation: Organisation | None = None
        self.sources: dict[str, Source] = {}
        self.states: dict[str, State] = {}
        self.bodies: dict[str, Body] = {}
        self._provisions: dict[str, list[Provision]] = {}
        self.membership: list[Membership] = []
        self.not_known: dict[str, NotKnown] = {}
        self.objectives: dict[str, Purpose] = {}
        self.principles: dict[str, Purpose] = {}
        self.challenges: dict[str, Purpose] = {}
        self.texts: dict[str, AdoptedTexts] = {}
        self.instruments: dict[str, InstrumentName] = {}
        whose: dict[str, str] = {}
        files = list(files)
        for folder, file in files:
            organisation = file.organisation or organisation
            self.sources.update(file.sources)
            self.states.update((s.id, s) for s in file.states)
            self.bodies.update((b.id, b) for b in file.bodies)
            for provision in file.provisions:
                if whose.setdefault(provision.id, folder) != folder:
                    whose[provision.id] = folder
                    self._provisions[provision.id] = []
                self._provisions.setdefault(provision.id, []).append(provision)
            self.membership.extend(file.membership)
            self.not_known.update((n.id, n) for n in file.not_known)
            self.objectives.update((p.id, p) for p in file.objectives)
            self.principles.update((p.id, p) for p in file.principles)
            self.challenges.update((p.id, p) for p in file.challenges)
            self.texts.update((t.id, t) for t in file.texts)
            self.instruments.update((i.id, i) for i in file.instruments)
        self._deciding(files)
        if organisation is None:
            raise ValueError("no file says which organisation this is")
        self.organisation = organisation

    def _deciding(self, files: list[tuple[str, File]]) -> None:
        """What bodies decide by; `comity.charter.deciding` asks it."""
        said: dict[str, list[tuple[str, Any]]] = {}
        for folder, file in files:
            for section in ("rules", "matters", "groups", "electorates", "seats", "weights", "chairmanship", "arrears"):
                said.setdefault(section, []).extend((folder, thing) for thing in getattr(file, section))
        self.rules: list[Rule] = prevailing(said.get("rules", ()), _by_id)
        self.matters: list[Matter] = prevailing(said.get("matters", ()), _by_id)
        self.groups: list[Group] = prevailing(said.get("groups", ()), _by_id)
        self.electorates: list[OtherElectorate] = prevailing(said.get("electorates", ()), _by_id)
        self.seats: list[Seats] = prevailing(said.get("seats", ()), _by_electorate)
        self.weights: list[Weights] = prevailing(said.get("weights", ()), _by_id)
        self.arrears: list[Arrears] = prevailing(said.get("arrears", ()), _by_own_id)
        self.chairing: list[Chairing] = prevailing(said.get("chairmanship", ()), _by_body)

    @property
    def purposes(self) -> dict[str, Purpose]:
        """Objectives, principles and challenges, by id."""
        return {**self.objectives, **self.principles, **self.challenges}

    def on(self, day: str) -> InForceOn:
        """What was in force on the day."""
        bodies = tuple(body for body in self.bodies.values() if body.in_force.on(day))
        return InForceOn(day, tuple(self.provisions(day)), bodies, self.membership_on(day))

    def arrears_on(self, day: str) -> list[Arrears]:
        """What follows, or may follow, from arrears on the day, in the order of the files."""
        return [one for one in self.arrears if one.in_force.on(day)]

    def chairing_on(self, day: str, body: str = "") -> Chairing | None:
        """By what the chairmanship falls to a state on the day (of a body: its own, else the organisation's), or none."""
        for whose in dict.fromkeys((body, "")):
            if found := next((one for one in self.chairing if one.body == whose and one.in_force.on(day)), None):
                return found
        return None

    def provisions(self, day: str = "") -> list[Provision]:
        """Every provision in force on the day (every one at all where none is given), by instrument and article."""
        every = [p for versions in self._provisions.values() for p in versions]
        return [p for p in every if not day or p.in_force.on(day)]

    def provision(self, name: str, day: str = "") -> Provision | None:
        """The provision of this id as it was in force on the day; the latest where no day is given, or none."""
        versions = self._provisions.get(name, [])
        if not day:
            return versions[-1] if versions else None
        return next((p for p in versions if p.in_force.on(day)), None)

    def confidence(self, name: str, day: str = "") -> str:
        """How well a provision is known; empty where it is not in the charter."""
        found = self.provision(name, day) or self.provision(name)
        return found.confidence if found else ""

    def texts_of(self, body: str, kind: str, day: str) -> AdoptedTexts | None:
        """What is said of texts of this class adopted by this body on the day, or none."""
        of_body = [t for t in self.texts.values() if t.body == body and kind in t.kinds]
        return next((t for t in of_body if t.in_force.on(day)), None)

    def membership_on(self, day: str) -> Membership:
        """What the charter says of membership on the day; nothing where nothing is in force."""
        return next((m for m in reversed(self.membership) if m.in_force.on(day)), Membership())

    @cached_property
    def order(self) -> dict[str, int]:
        """The protocol order: the place of each state, as the charter lists them."""
        return {state: i for i, state in enumerate(self.states)}

    def in_order(self, states: Iterable[str]) -> list[str]:
        """States in protocol order; unknown ones at the end, by id."""
        return sorted(states, key=lambda s: (self.order.get(s, len(self.order)), s))

    @cached_property
    def _names(self) -> dict[tuple[str, str], Name]:
        names: dict[tuple[str, str], Name] = {}
        for state in self.states.values():
            names["state", state.id] = named(state.short)
            names["full", state.id] = named(state.full)
        for body in self.bodies.values():
            names["body", body.id] = named(body.name)
        names["organisation", "full"] = named(self.organisation.name)
        names["organisation", "short"] = named(self.organisation.short)
        names["organisation", "abbreviation"] = named(self.organisation.abbreviation)
        return names

    def name(self, kind: str, value: str) -> Name | str:
        """The name of a state (`state` short, `full`), body or the organisation; the id itself where unknown."""
        return self._names.get((kind, value), value)
