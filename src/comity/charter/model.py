"""What a charter says, as values. Every field here is what a charter file may write; nothing else is accepted.

Words are written by language (`{en: …, ru: …}`), names with their cases (`{en: Armenia, ru: {nom: Армения, gen: …}}`).
Every provision has its source, its confidence, and the days from and until which it was in force.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Struct

from comity.day import DayStr, first
from comity.day.in_force import InForce
from comity.procedure.rule import Number, Rule

Lang = Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}$")]
Id = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
ProvisionId = Annotated[str, msgspec.Meta(pattern="^[a-z0-9-]+/[A-Za-z0-9._-]+$")]
Words = dict[Lang, Annotated[str, msgspec.Meta(min_length=1)]]
Confidence = Literal["high", "medium", "low"]
BodyId = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$(?!\n)")]
#: The id of a rule, matter, group, weight or electorate within its body.
DecidingId = BodyId


class Value(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A thing in a charter file: unknown keys are refused."""


class Cases(Value, frozen=True, kw_only=True):
    """A name in a language with grammatical cases."""

    nom: str
    gen: str = ""
    dat: str = ""
    acc: str = ""
    ins: str = ""
    prep: str = ""
    gender: Literal["", "m", "f", "n"] = ""
    number: Literal["", "singular", "plural"] = ""
    few: str = ""


Named = dict[Lang, str | Cases]


class Source(Value, frozen=True, kw_only=True):
    """Where a fact is from: who published it, under which title, and where.

    title      what it is, in our words; with `published` its title, with a rendering in the other languages
    published  the language in which `title` stands as it was published; empty where all of it is in our words
    where      an address or a reference that reads the same in every language; else words
    note       what of it was read, where a title as published cannot say so
    """

    title: Words
    where: Annotated[str, msgspec.Meta(min_length=1)] | Words
    kind: str
    published: Lang | Literal[""] = ""
    note: Words | None = None


class Provision(Value, frozen=True, kw_only=True):
    """A provision of an instrument, a practice with its evidence, a rule of general treaty law, or a sample.

    number_confidence   how sure it is that the article bears this number
    unit                what the instrument calls its numbered parts: rules of procedure have rules
    """

    id: ProvisionId
    instrument: Id
    article: str
    text: Words
    source: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
    confidence: Confidence
    kind: Literal["instrument", "practice", "demonstration", "treaty_law"] = "instrument"
    number_confidence: Confidence = "high"
    unit: Literal["article", "rule"] = "article"
    in_force: InForce = InForce()
    note: Words | None = None


class State(Value, frozen=True, kw_only=True):
    """A state that the register names, in protocol order of the file.

    aliases        other codes by which it may be named where votes are recorded
    aliases_until  of these the ones that named it only before a day, and that day
    """

    id: Annotated[str, msgspec.Meta(pattern="^[A-Z][A-Z0-9-]{1,15}$")]
    short: Named
    full: Named
    aliases: tuple[str, ...] = ()
    aliases_until: dict[str, DayStr] = {}

    def called(self, code: str, day: str) -> bool:
        """Whether a code names it on a day."""
        return code == self.id or (code in self.aliases and (code not in self.aliases_until or day < first(self.aliases_until[code])))


class Body(Value, frozen=True, kw_only=True):
    """A body: what it is, whose, since when, on what ground."""

    id: Annotated[str, msgspec.Meta(pattern="^[a-z0-9][a-z0-9-]{0,63}$")]
    name: Named
    kind: Literal[
        "supreme", "consultative_and_executive", "permanent", "working", "parliamentary", "joint", "subsidiary"
    ]
    source: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
    confidence: Confidence
    abbreviation: Named | None = None
    also: tuple[Named, ...] = ()
    parents: tuple[str, ...] = ()
    composition: Words | None = None
    provision: ProvisionId | Literal[""] = ""
    in_force: InForce = InForce()


class Dated(Value, frozen=True, kw_only=True):
    """One of several days that are named for the same thing, with what happened on it."""

    date: DayStr
    what: Words
    source: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
    confidence: Confidence


class Evidence(Value, frozen=True, kw_only=True):
    """On what a fact rests, where it is not on what the thing itself rests."""

    source: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
    confidence: Confidence


class Clock(Value, frozen=True, kw_only=True):
    """How time passes: the machine's clock, or a simulated one that begins at `start`."""

    kind: Literal["system", "simulated"] = "system"
    start: str = ""


class Organisation(Value, frozen=True, kw_only=True):
    """The organisation itself."""

    id: Annotated[str, msgspec.Meta(pattern="^[a-z0-9][a-z0-9-]{0,63}$")]
    name: Named
    short: Named
    abbreviation: Named
    seat: Words
    zone: str
    official_languages: tuple[Lang, ...]
    authentic_languages: tuple[Lang, ...]
    description: Words
    source: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
    confidence: Confidence
    founding_instruments: tuple[Id, ...] = ()
    creation: tuple[Dated, ...] = ()
    exercise: bool = False
    clock: Clock = Clock()
    horizon: DayStr | Literal[""] = ""
    seat_evidence: Evidence | None = None
    languages_evidence: Evidence | None = None


class Membership(Value, frozen=True, kw_only=True):
    """What the charter says of membership; each with the provision that says it, in force on its own days."""

    deciding_body: Id | Literal[""] = ""
    deciding_provision: ProvisionId | Literal[""] = ""
    notice_months: Annotated[int, msgspec.Meta(ge=0, le=120)] = 0
    notice_provision: ProvisionId | Literal[""] = ""
    non_participation_provision: ProvisionId | Literal[""] = ""
    in_force: InForce = InForce()


class Chairing(Value, frozen=True, kw_only=True):
    """By what the chairmanship falls to a state, from a day on, and why it has been so; of one body where `body` is named.

    regime  `host`: the state that hosts the regular session; `rotation`: the next of the members in the organisation's
            order of states; `decision`: whom a body names
    term    until the next regular session, or the calendar year
    over    the bodies over which that state presides
    text    the rule or practice in words; `reason` on what it rests, or why another one gave way to it
    """

    id: Id
    regime: Literal["host", "rotation", "decision"]
    term: Literal["next_session", "calendar_year"]
    text: Words
    reason: Words
    source: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
    confidence: Confidence
    body: BodyId | Literal[""] = ""
    over: tuple[BodyId, ...] = ()
    provision: ProvisionId | Literal[""] = ""
    in_force: InForce = InForce()
    note: Words | None = None


class Arrears(Value, frozen=True, kw_only=True):
    """What follows, or may follow, where a member owes its contributions for some time.

    effect  `by_decision`: only if `body` decides it; `ipso_jure`: by itself
    years   for how many years' contributions
    """

    id: Id
    effect: Literal["by_decision", "ipso_jure"]
    years: Annotated[int, msgspec.Meta(ge=1, le=99)]
    text: Words
    provision: ProvisionId
    source: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
    confidence: Confidence
    body: BodyId | Literal[""] = ""
    in_force: InForce = InForce()
    note: Words | None = None


class NotKnown(Value, frozen=True, kw_only=True):
    """Something that no source says: who may bring it about, and what it concerns."""

    id: Id
    about: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    text: Words


class Purpose(Value, frozen=True, kw_only=True):
    """An objective, a principle, or a challenge that the organisation addresses, with the provisions that name it."""

    id: Id
    text: Words
    provisions: tuple[ProvisionId, ...] = ()
    source: tuple[Id, ...] = ()


class AdoptedTexts(Value, frozen=True, kw_only=True):
    """A class of texts that a body adopts, and whom such a text binds.

    kinds  the classes of this kind, as decisions are recorded
    binds  the members; the parties (a treaty, those that consent to it); nobody; or no source says
    """

    id: DecidingId
    body: BodyId
    kinds: Annotated[
        tuple[
            Literal[
                "decision", "protocol_decision", "declaration", "statement", "joint_statement", "recommendation", "instruction",
                "treaty",
            ], ...
        ],
        msgspec.Meta(min_length=1),
    ]
    binds: Literal["members", "parties", "nobody", "not_known"]
    text: Words
    source: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
    confidence: Confidence
    provisions: tuple[ProvisionId, ...] = ()
    in_force: InForce = InForce()


class InstrumentName(Value, frozen=True, kw_only=True):
    """What an instrument is called where one of its provisions is cited: the Charter of the United Nations."""

    id: Id
    name: Named


class Matter(Value, frozen=True, kw_only=True):
    """A kind of question that a body decides, by which a rule is chosen."""

    id: DecidingId
    body: BodyId
    name: Words
    note: Words | None = None


class Group(Value, frozen=True, kw_only=True):
    """Some of a body's members that a rule speaks of, named as one of them: a permanent member."""

    id: DecidingId
    body: BodyId
    name: Named
    plural: Named | None = None
    note: Words | None = None


class OtherElectorate(Value, frozen=True, kw_only=True):
    """Another electorate that a body's rules ask, beside its members: the cantons, with so many votes."""

    id: DecidingId
    body: BodyId
    name: Words
    seats: Annotated[int, msgspec.Meta(ge=0)] = 0
    note: Words | None = None


class Seats(Value, frozen=True, kw_only=True):
    """Who sits in a body from a day on: states by id, in the body's order, and seats whose states no source names.

    group       the group of the body to which these seats belong, if any
    electorate  the other electorate in which these seats are, if any
    """

    body: BodyId
    source: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
    confidence: Confidence
    group: DecidingId | Literal[""] = ""
    states: tuple[str, ...] = ()
    unnamed: Annotated[int, msgspec.Meta(ge=0, le=2_000)] = 0
    electorate: DecidingId | Literal[""] = ""
    in_force: InForce = InForce()
    note: Words | None = None


class Weights(Value, frozen=True, kw_only=True):
    """A weight of every member of a body, by state, from a day on; versions with other days share the id.

    unit  its plural forms parted by `|`, as the language has them: `person|persons`, `человек|человека|человек`
    """

    id: DecidingId
    body: BodyId
    name: Named
    unit: Words
    source: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
    confidence: Confidence
    values: dict[str, Number]
    in_force: InForce = InForce()
    note: Words | None = None


class File(Value, frozen=True, kw_only=True):
    """One charter file: any of these keys."""

    extends: Id | None = None
    organisation: Organisation | None = None
    sources: dict[Id, Source] = {}
    states: tuple[State, ...] = ()
    bodies: tuple[Body, ...] = ()
    provisions: tuple[Provision, ...] = ()
    membership: tuple[Membership, ...] = ()
    chairmanship: tuple[Chairing, ...] = ()
    arrears: tuple[Arrears, ...] = ()
    not_known: tuple[NotKnown, ...] = ()
    objectives: tuple[Purpose, ...] = ()
    principles: tuple[Purpose, ...] = ()
    challenges: tuple[Purpose, ...] = ()
    texts: tuple[AdoptedTexts, ...] = ()
    instruments: tuple[InstrumentName, ...] = ()
    rules: tuple[Rule, ...] = ()
    matters: tuple[Matter, ...] = ()
    groups: tuple[Group, ...] = ()
    electorates: tuple[OtherElectorate, ...] = ()
    seats: tuple[Seats, ...] = ()
    weights: tuple[Weights, ...] = ()
