"""The cast everybody knows: the demonstration organisation with its registrar and the missions of its members.

    registrar   registrar/desk/1     transcribes history and letters
    registry    registry/acts/1      its own acts: what has ripened
    AM BY KZ KG RU TJ                each with a permanent mission, `TJ/mission/1`

`cast.enter("instrument.sign", "TJ/mission/1", on=…, …)` goes the way of every act: prepare, sign, receive. After it
the fold is compared with a rebuild in a fresh process with another hash seed, from the published files alone.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, Self

from comity import registry
from comity.charter import files_of, find
from comity.day import moment_text
from comity.organisation.finding import Refused
from comity.organisation.standing import Standing
from comity.record import entry, tiles
from comity.record.keys import Signer
from comity.registry import REGISTRAR_CREDENTIAL, REGISTRY_CREDENTIAL, Prepared, Receipt, Registry
from comity.registry.clock import Clock
from tests.zygote import Answer, Zygote, fingerprint

MEMBERS = ("AM", "BY", "KZ", "KG", "RU", "TJ")
REGISTRAR = REGISTRAR_CREDENTIAL
REGISTRY = REGISTRY_CREDENTIAL
AM, BY, KZ, KG, RU, TJ = (f"{member}/mission/1" for member in MEMBERS)
ORIGIN = "record.csto-demonstration.example/1"
ORGANISATION = "csto-demonstration"


def words(en: str, ru: str = "") -> list[dict[str, str]]:
    """A text for an act's field, as it stands in JSON."""
    return [{"lang": "en", "text": en}, *([{"lang": "ru", "text": ru}] if ru else [])]


def step_hours(cast: "Cast", hours: int) -> Receipt:
    """The simulated clock, so many hours later."""
    return cast.enter("clock.step", REGISTRAR, to=moment_text(cast.registry.now() + hours * 3600))


class Template(NamedTuple):
    """A founded folder that nobody opened yet."""

    folder: Path

    def copy(self, to: Path) -> Path:
        """A folder of one's own."""
        shutil.copytree(self.folder, to)
        return to


def make_template(base: Path, organisation: str = ORGANISATION, origin: str = ORIGIN, missions: tuple[str, ...] = MEMBERS) -> Template:
    """Founds an organisation with its charter and keys, and nothing more."""
    folder = base / "organisation"
    registry.found(folder, files_of(find(organisation)), origin, missions)
    return Template(folder)


def publish(one: Registry, to: Path, since: int = 0) -> None:
    """Writes the published files: head, tiles, entry bundles and parts, as they are served at their addresses.

    `since` is the size at which the last call left the folder: what is full since then is not written again.
    """
    one.log.publish()
    size = one.log.published
    (to / "parts").mkdir(parents=True, exist_ok=True)
    for part in one.parts.folder.iterdir():
        if not (to / "parts" / part.name).exists():
            shutil.copy(part, to / "parts" / part.name)
    levels = [None, *range(8)]
    for level in levels:
        have, before = (size, since) if level is None else (size >> (8 * level), since >> (8 * level))
        for index in range(before // tiles.WIDTH, -(-have // tiles.WIDTH)):
            path = tiles.path_of(level, index, min(tiles.WIDTH, have - index * tiles.WIDTH))
            data = one.log.serve(path)
            assert data is not None, path
            (to / path).parent.mkdir(parents=True, exist_ok=True)
            (to / path).write_bytes(data)
    (to / "checkpoint").write_bytes(one.log.checkpoint())


class Cast:
    """An organisation of one test's own, opened for serving; closes with the `with` that opened it."""

    def __init__(self, folder: Path, zygote: Zygote, published: Path | None = None, clock: Clock | None = None) -> None:
        """Opens the folder; `clock` stands in for the machine's."""
        self.folder = folder
        self._clock = clock
        self.published = published or folder.with_name(folder.name + "-published")
        self._zygote = zygote
        self._since = 0
        self._signers: dict[str, Signer] = {}
        self._served = registry.open_folder(folder, clock=clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *rest: object) -> None:
        self.close()

    def close(self) -> None:
        """Publishes and gives the folder free."""
        self._served.close()

    def reopen(self, accept_head: str = "") -> None:
        """Closes and opens again, as after a restart."""
        self.close()
        self._served = registry.open_folder(self.folder, accept_head, clock=self._clock)

    @property
    def registry(self) -> Registry:
        """The door."""
        return self._served.registry

    @property
    def standing(self) -> Standing:
        """What all acts so far add up to."""
        return self.registry.standing

    def signer(self, credential: str) -> Signer:
        """Whoever signs for a credential: a demonstration key in the folder."""
        if credential not in self._signers:
            self._signers[credential] = registry.signer_for(self.folder, credential)
        return self._signers[credential]

    def sign(self, prepared: Prepared, credential: str) -> bytes:
        """The submission: the prepared text under the credential's signature."""
        return entry.assemble(prepared.text, (self.signer(credential).sign(prepared.text),))

    def prepare(self, name: str, credential: str, /, **fields: Any) -> Prepared:
        """The exact text of an act and what would follow from it."""
        return self.registry.prepare(name, fields, credential)

    def offer(self, name: str, credential: str, /, **fields: Any) -> Receipt | Refused:
        """Prepares, signs and hands in an act; whatever comes of it, fold and rebuild agree afterwards."""
        prepared = self.prepare(name, credential, **fields)
        outcome = self.registry.receive(self.sign(prepared, credential))
        assert isinstance(outcome, Refused) == isinstance(prepared.finding, Refused), (prepared.finding, outcome)
        self.check()
        return outcome

    def enter(self, name: str, credential: str, /, **fields: Any) -> Receipt:
        """Enters an act, which must not be refused."""
        outcome = self.offer(name, credential, **fields)
        assert isinstance(outcome, Receipt), outcome
        return outcome

    def refuse(self, name: str, credential: str, /, **fields: Any) -> Refused:
        """Hands in an act, which must be refused and leave everything as it was."""
        before = self.registry.log.size, fingerprint(self.standing)
        outcome = self.offer(name, credential, **fields)
        assert isinstance(outcome, Refused), outcome
        assert (self.registry.log.size, fingerprint(self.standing)) == before
        return outcome

    def check(self) -> Answer:
        """The fold equals a rebuild in a fresh process with another hash seed, from the published files alone."""
        while True:  # the registry may enter a ripened moment by itself meanwhile
            standing = self.standing
            publish(self.registry, self.published, self._since)
            if self.standing is standing and self.registry.log.published == standing.size:
                break
        self._since = standing.size
        said = self._zygote.ask(self.published)
        assert not said.error, said.error
        assert said.size == standing.size == self.registry.log.size
        assert said.root == self.registry.log.tree.root(standing.size).hex()
        assert said.digest == standing.digest.hex()
        assert said.standing == fingerprint(standing)
        return said


#: Makes a `Cast` in a folder, for tests that need several.
Casting = Callable[[Path], Cast]
