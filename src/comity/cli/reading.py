"""Reading a folder as anybody may: no lock, no key, nothing written, also while it is being served.

Every entry is hashed, and the root compared with the store's own head; whether signatures and rules hold, `comity
verify` says. The standing is folded up to the entry that is asked for.
"""

import contextlib
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from comity import acts
from comity.acts.base import Act, Version
from comity.acts.record import Open
from comity.canon import b64u
from comity.cli.frame import wrong
from comity.cli.layout import Meter
from comity.cli.words import tongue
from comity.organisation.finding import Finding, Refused
from comity.organisation.fold import step
from comity.organisation.names import credential_of
from comity.organisation.saying import name_of
from comity.organisation.standing import Standing
from comity.record import entry
from comity.record.entry import Entry, EntryError
from comity.record.keys import Key
from comity.record.parts import PartError, Parts
from comity.record.sqlite import SqliteStore, emptied
from comity.record.store import StoreError
from comity.record.tree import Tree
from comity.registry import without_record
from comity.text import Name

#: Progress is said after so many entries.
_OFTEN = 5_000


class Row(NamedTuple):
    """One entry as it was read: number, entry, act, who signed, what was found."""

    number: int
    entry: Entry
    act: Act
    signer: str
    finding: Finding


class Reading:
    """An organisation as its folder's record stands at an entry."""

    def __init__(self, folder: Path, origin: str, standing: Standing, tree: Tree, size: int) -> None:
        self.folder, self.origin, self.standing, self.tree = folder, origin, standing, tree
        self.size = size
        tongue.names = self.name

    @property
    def exercise(self) -> bool:
        """Whether this is an exercise: every output says so."""
        return self.standing.exercise

    @property
    def title(self) -> str:
        """The organisation's full name."""
        return self.said("organisation", "full")

    @cached_property
    def today(self) -> str:
        """The day by the registry's clock, where the organisation has its seat: the machine's, or that of the exercise."""
        opened = self.standing.opened
        now = max(opened.now, self.standing.last) if opened.simulated else int(time.time())
        return self.standing.day_of(now)

    def name(self, kind: str, value: str) -> Name | str:
        """Names of states, bodies, instruments and provisions."""
        return name_in(self.standing, kind, value)

    def said(self, kind: str, value: str) -> str:
        """A name in this call's language."""
        found = self.name(kind, value)
        return found.said(tongue.lang) if isinstance(found, Name) else found

    def person(self, versions: Sequence[Version]) -> dict[str, str]:
        """The name of a person by language, as far as its parts are there; empty where they were erased."""
        parts, found = Parts(self.folder / "parts"), {}
        for version in versions:
            with contextlib.suppress(PartError):
                found[version.lang] = parts.get(version.part.commit).data.decode(errors="replace")
        return found

    def root(self) -> bytes:
        """The root over the entries up to the one asked for."""
        return self.tree.root(self.standing.size)


def name_in(standing: Standing, kind: str, value: str) -> Name | str:
    """What a thing is called by the charter, or by its title in the record; the id itself where it is unknown."""
    if kind == "provision" and (provision := standing.law.provision(value)) is not None:
        return f"{provision.instrument}, {tongue(f'cli.{provision.unit}', article=provision.article)}"
    return name_of(standing, kind, value)


def _head(store: SqliteStore) -> tuple[int, bytes]:
    """Size and root; asked again where the server committed between the two questions."""
    for _ in range(20):
        try:
            return store.head()
        except StoreError:
            time.sleep(0.02)
    return store.head()


def open_for_reading(folder: Path, at: int = 0, seen: Callable[[Row], None] | None = None) -> Reading:
    """The organisation in the folder, as the record stood at entry `at` (0: as it stands); `seen` is called with each entry.

    Raises `StoreError` where there is none or it was altered, a wrong call where the record has no such entry.
    """
    if not (folder / "record.sqlite").is_file():
        if folder.exists() and not folder.is_dir():
            raise StoreError("cli.folder.no_folder", folder=str(folder))
        if not folder.exists():
            raise StoreError("cli.folder.none", folder=str(folder))
        raise without_record(folder)
    if emptied(folder):
        raise without_record(folder)
    store = SqliteStore(folder, write=False)
    size, root = _head(store)
    if not size:
        raise without_record(folder)
    if at > size:
        raise wrong("cli.no_such_entry", at=at, size=size)
    parts = Parts(folder / "parts")
    meter = Meter("cli.serve.progress")
    tree, standing, batch = Tree(), Standing(), []
    origin, receipts = "", None
    for data in store.entries(0, size):
        batch.append(data)
        if at and standing.size >= at:
            continue
        number = standing.size + 1
        if number % _OFTEN == 0:
            meter(number, at or size)
        try:
            if receipts is None:
                origin = entry.origin_of(data)
                receipts = _receipts(data)
            found = entry.read_entry(data, origin, receipts)
            act = acts.read(found.json)
        except ValueError as fault:
            raise StoreError("registry.entry_altered", entry=number, why=str(fault)) from None
        signer = credential_of(origin, found.authors[0].name)
        done = step(standing, act, b64u(found.identity), found.time, signer, lambda commit: parts.get(commit).data)
        if isinstance(done.finding, Refused):
            raise StoreError("registry.does_not_follow", entry=number, why=tongue.reason(done.finding.reason))
        standing = done.standing
        if seen is not None:
            seen(Row(number, found, act, signer, done.finding))
    meter.end()
    tree.extend_entries(batch)
    if tree.root() != root:
        raise StoreError("log.other_root", size=size, found=tree.root().hex()[:16], root=root.hex()[:16])
    return Reading(folder, origin, standing, tree, size)


def _receipts(opening: bytes) -> Key:
    """The registry's key for receipts, as the opening entry names it."""
    act = acts.read(opening.split(b"\n", 3)[2])
    if not isinstance(act, Open):
        raise EntryError(f"the first entry is {act.name()!r}; a record opens with record.open")
    return Key.read(act.keys.receipts)


def asked_day(words: str | None, reading: Reading) -> str:
    """The day that `--on` writes, in any of the ways people write one; today where it is not given."""
    from comity import day as days

    if not words:
        return reading.today
    found = days.parse(words, tongue.lang)
    if len(found) != 10:
        raise wrong("cli.whole_day", day=found)
    return found
