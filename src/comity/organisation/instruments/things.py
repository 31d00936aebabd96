"""The things of this room: an instrument, each state's part in it, and its being in force."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from immutables import Map
from msgspec import UNSET, Struct
from msgspec.structs import replace

from comity.acts import instruments as acts
from comity.organisation.dated import Dated, Timeline, insert


class Force(Struct, frozen=True, gc=False):
    """In force from `start`, up to (not including) `until`; `until` empty: open.

    ground   stated     an act states it (the depositary, or a source)
             computed   it follows from the clause on entry into force and what was deposited
    entry    the entry from which it is known; `ended_by` that from which its end is
    """

    start: str
    ground: Literal["stated", "computed"]
    entry: int
    until: str = ""
    ended_by: int = 0
    how_ended: Literal["", "denounced", "lapsed", "term"] = ""

    @property
    def closed(self) -> bool:
        """Whether it ends by an act: what follows, if anything does, is another span."""
        return self.how_ended in ("denounced", "lapsed")


class Consent(NamedTuple):
    """A state's consent as the depositary received it: on `day`; a successor's counts for it from `since`."""

    day: str
    state: str
    entry: int
    since: str = ""


class Party(Struct, frozen=True, gc=False):
    """A state's part in an instrument: what it did, its consents, and when the instrument was in force for it."""

    state: str
    facts: Timeline = ()
    force: tuple[Force, ...] = ()
    consents: tuple[Consent, ...] = ()


class Instrument(Struct, frozen=True, gc=False):
    """An instrument: its adoption, what concerns it as a whole, and each state's part.

    consents       every consent that counts, in order of days
    force          when it is in force as a whole; the earliest is its entry into force
    amended_by     ids of instruments that amend it
    prolonged_by   ids of those that extend its term, and `prolonged_for` the states that joined one of them
    circulars      how many depositary notifications were circulated
    latest         day of the latest fact in its life: what is entered for an earlier day is inserted
    claims         whether some of its facts are claims that compete
    """

    id: str
    adopted: Dated
    facts: Timeline = ()
    parties: Mapping[str, Party] = {}
    consents: tuple[Consent, ...] = ()
    force: tuple[Force, ...] = ()
    amended_by: tuple[str, ...] = ()
    prolonged_by: tuple[str, ...] = ()
    prolonged_for: tuple[str, ...] = ()
    circulars: int = 0
    latest: str = ""
    claims: bool = False

    @property
    def adopt(self) -> acts.Adopt:
        """The act by which the text was adopted: title, clauses, depositary."""
        assert isinstance(self.adopted.act, acts.Adopt)
        return self.adopted.act

    @property
    def ref(self) -> str:
        """`instrument/charter-2002`."""
        return f"instrument/{self.id}"

    def party(self, state: str) -> Party:
        """The state's part, empty where it has none."""
        return self.parties.get(state) or Party(state)

    @property
    def is_treaty(self) -> bool:
        """Whether states become parties to it (a regulation adopted by a body has none)."""
        return self.adopt.kind in ("treaty", "protocol", "agreement")

    @property
    def depositary_state(self) -> str:
        """The depositary where it is a state; empty otherwise."""
        depositary = self.adopt.depositary
        return "" if depositary is UNSET else depositary.state


class Instruments(Struct, frozen=True):
    """All instruments by id, and which wait for another to enter into force (`Force.rule` = `with`)."""

    by_id: Map[str, Instrument] = Map()
    awaiting: Map[str, tuple[str, ...]] = Map()

    def get(self, name: str) -> Instrument | None:
        """The instrument of this id, or none."""
        return self.by_id.get(name)

    def put(self, instrument: Instrument) -> "Instruments":
        """With this instrument in place of its former value."""
        return Instruments(self.by_id.set(instrument.id, instrument), self.awaiting)


def with_fact(instrument: Instrument, fact: Dated) -> Instrument:
    """The instrument with one more fact, in the part of the state whose act it is or about the whole."""
    latest = instrument.latest if instrument.latest >= fact.start else fact.start
    claims = instrument.claims or fact.claim is not None
    act = fact.act
    if isinstance(act, acts.OfState):
        state = act.state
        party = instrument.parties.get(state)
        party = Party(state, (fact,)) if party is None else Party(state, insert(party.facts, fact), party.force, party.consents)
        return replace(instrument, parties={**instrument.parties, state: party}, latest=latest, claims=claims)
    return replace(instrument, facts=insert(instrument.facts, fact), latest=latest, claims=claims)


def with_force(instrument: Instrument, state: str, force: tuple[Force, ...]) -> Instrument:
    """The instrument with these spans in a state's part."""
    party = instrument.party(state)
    if party.force == force:
        return instrument
    return replace(instrument, parties={**instrument.parties, state: replace(party, force=force)})
