"""The things of this room: an instrument, each state's part in it, and its being in force."""

from typing import Literal

from msgspec import UNSET, Struct
from msgspec.structs import replace
from rpds import HashTrieMap

from comity.acts import instruments as acts
from comity.organisation.dated import Dated, Timeline, insert


class Force(Struct, frozen=True, gc=False):
    """In force from `start`, up to (not including) `until`; `until` empty: open.

    ground   stated     an act states it (the depositary, or a source)
             computed   it follows from the clause on entry into force and what was deposited
             retroactive the term was prolonged by another instrument that reaches back (VCLT 28)
    entry    the entry from which it is known; `ended_by` that from which its end is
    """

    start: str
    ground: Literal["stated", "computed", "retroactive"]
    entry: int
    until: str = ""
    ended_by: int = 0
    how_ended: Literal["", "denounced", "lapsed", "term"] = ""


class Party(Struct, frozen=True, gc=False):
    """A state's part in an instrument: what it did, and when the instrument was in force for it."""

    state: str
    facts: Timeline = ()
    force: tuple[Force, ...] = ()


class Instrument(Struct, frozen=True, gc=False):
    """An instrument: its adoption, what concerns it as a whole, and each state's part.

    consents    day and state of every counting deposit or notification, in order of days
    force       when it is in force as a whole; the earliest is its entry into force
    amended_by  ids of instruments that amend it; `prolonged_by` of those that extend its term
    circulars   how many depositary notifications were circulated
    """

    id: str
    adopted: Dated
    facts: Timeline = ()
    parties: "HashTrieMap[str, Party]" = HashTrieMap()
    consents: tuple[tuple[str, str], ...] = ()
    force: tuple[Force, ...] = ()
    amended_by: tuple[str, ...] = ()
    prolonged_by: tuple[str, ...] = ()
    circulars: int = 0

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

    by_id: "HashTrieMap[str, Instrument]" = HashTrieMap()
    awaiting: "HashTrieMap[str, tuple[str, ...]]" = HashTrieMap()

    def get(self, name: str) -> Instrument | None:
        """The instrument of this id, or none."""
        return self.by_id.get(name)

    def put(self, instrument: Instrument) -> "Instruments":
        """With this instrument in place of its former value."""
        return Instruments(self.by_id.insert(instrument.id, instrument), self.awaiting)


def with_party_fact(instrument: Instrument, state: str, fact: Dated) -> Instrument:
    """The instrument with one more fact in a state's part."""
    party = instrument.party(state)
    party = replace(party, facts=insert(party.facts, fact))
    return replace(instrument, parties=instrument.parties.insert(state, party))


def with_fact(instrument: Instrument, fact: Dated) -> Instrument:
    """The instrument with one more fact about it as a whole."""
    return replace(instrument, facts=insert(instrument.facts, fact))
