"""A shipped organisation with its history entered, as `comity init` leaves it."""

from pathlib import Path
from typing import NamedTuple

from comity import registry
from comity.charter import files_of, find, history_of
from comity.exchange import Summary, ToEnter, enter, read_history
from comity.organisation.dated import Dated
from comity.organisation.dispatch.rooms import ROOM_OF_KIND
from comity.organisation.standing import Standing
from comity.registry import REGISTRAR_CREDENTIAL

FOLDER = Path(__file__).parent


class Entered(NamedTuple):
    """The acts of the files, what came of entering them, and the standing after it."""

    acts: list[ToEnter]
    summary: Summary
    standing: Standing

    def facts(self) -> list[tuple[str, str, Dated]]:
        """Every act in the life of an instrument, a membership or a thing of another room: its name, whose it is, the fact."""
        found = []
        for instrument in self.standing.instruments.by_id.values():
            own = (instrument.adopted, *instrument.facts, *(f for p in instrument.parties.values() for f in p.facts))
            found += [(fact.act.name(), instrument.id, fact) for fact in own]
        for member in self.standing.members.values():
            found += [(fact.act.name(), member.state, fact) for fact in member.facts]
        for room in sorted(set(ROOM_OF_KIND.values())):
            for life in getattr(self.standing, room).values():
                found += [(fact.act.name(), life.ref, fact) for fact in life.facts]
        for ref, remarks in self.standing.remarks.items():
            found += [(fact.act.name(), ref, fact) for fact in remarks]
        return found


def enter_history(folder: Path, organisation: str) -> Entered:
    """Founds the organisation in the folder and enters its history through the one door."""
    path = find(organisation)
    registry.found(folder, files_of(path), registry.new_origin(organisation))
    served = registry.open_folder(folder)
    try:
        acts = read_history(history_of(path))
        signer = registry.signer_for(folder, REGISTRAR_CREDENTIAL)
        summary = enter(served.registry, signer, REGISTRAR_CREDENTIAL, acts)
        return Entered(acts, summary, served.registry.standing)
    finally:
        served.close()
