"""A record of many acts of every kind, made once through the door and kept for later runs."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from comity import registry
from comity.acts.credentials import Enrolment, possession_text
from comity.charter import files_of, find
from comity.day import day_of
from comity.organisation.finding import Refused
from comity.record import entry
from comity.record.keys import Ed25519Signer, generate
from comity.record.note import write_line
from comity.registry import Served
from tests.organisation.generator import WORK, Generator

ORGANISATION = "csto-demonstration"
ORIGIN = "record.csto-demonstration.example/1"
MEMBERS = ("AM", "BY", "KZ", "KG", "RU", "TJ")


class Signers:
    """The signers of an organisation made for measuring: sample keys in its folder, and those enrolled on the way."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, Ed25519Signer] = {}

    def of(self, credential: str) -> Ed25519Signer:
        """The signer of a credential."""
        if credential not in self._kept:
            self._kept[credential] = registry.signer_for(self._folder, credential)
        return self._kept[credential]

    def possess(self, fields: dict[str, object]) -> tuple[dict[str, object], str]:
        """A fresh key for an enrolment, with proof that its holder has it."""
        import msgspec

        holder = fields["holder"]
        assert isinstance(holder, dict)
        name = f"{holder.get('member') or holder.get('office')}/{fields['function']}/{fields['number']}"
        signer = generate(f"{ORIGIN.removeprefix('record.').split('/')[0]}/{name}")
        made = msgspec.convert({**fields, "key": str(signer.key)}, Enrolment)
        self._kept[name] = signer
        return {**fields, "key": str(signer.key)}, write_line(signer.sign(possession_text(made, ORIGIN)))


def empty(folder: Path, missions: tuple[str, ...] = MEMBERS) -> Served:
    """An organisation founded and opened, with sample keys."""
    os.environ.setdefault("COMITY_STATE", str(folder.parent / "state"))
    registry.found(folder, files_of(find(ORGANISATION)), ORIGIN, missions)
    return registry.open_folder(folder)


def acts(served: Served, n: int, seed: int = 7) -> Iterator[bytes]:
    """Signed notes of acts of every kind, each prepared on the record as it stands when it is asked for."""
    signers = Signers(served.folder)
    generator = Generator(seed, possess=signers.possess, mix=WORK)
    made = 0
    while made < n:
        one = served.registry
        proposal = generator.propose(one.standing, day_of(one.now()))
        prepared = one.prepare(proposal.name, proposal.fields, proposal.credential)
        if isinstance(prepared.finding, Refused):
            continue
        made += 1
        yield entry.assemble(prepared.text, (signers.of(proposal.credential).sign(prepared.text),))


def corpus(folder: Path, n: int) -> Path:
    """The folder of a record of at least n entries; made where it is not there yet."""
    target = folder / f"corpus-{n}"
    os.environ["COMITY_STATE"] = str(folder / "state")
    if (target / "made").exists():
        return target
    if target.exists():
        import shutil

        shutil.rmtree(target)
    served = empty(target)
    for i, note in enumerate(acts(served, n), start=1):
        outcome = served.registry.receive(note)
        assert not isinstance(outcome, Refused), outcome
        if i % 1000 == 0:
            print(f"\rmaking a record of {n} acts through the door: {i}", end="", file=sys.stderr)
    served.close()
    print(file=sys.stderr)
    (target / "made").write_text(str(n))
    return target


