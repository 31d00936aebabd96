"""An organisation's folder: one folder is a whole organisation.

    record.sqlite     the entries          parts/    what is kept beside them
    keys/             the registry's own keys (and, in a demonstration, sample keys of members)
    lock              who serves it        demonstration keys are marked on every page
"""

import secrets
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import UNSET

from comity import acts
from comity import day as days
from comity.acts.base import By, Part, Seen
from comity.acts.credentials import Enrolment
from comity.acts.record import CharterFile, Clock, Open, Policy, RecordKeys
from comity.canon import b64u
from comity.charter import read_files
from comity.organisation.names import domain_of, generation_of, key_name, receipts_name
from comity.record import cosignature, entry
from comity.record.heads import Heads
from comity.record.keys import COSIGNATURE, Ed25519Signer, KeyFault, generate, read_key_file, write_key_file
from comity.record.log import Log
from comity.record.parts import Parts
from comity.record.sqlite import FolderLock, SqliteStore
from comity.record.store import StoreError
from comity.record.tree import EMPTY_ROOT, leaf_hash
from comity.registry.clock import ClockFault, SystemClock
from comity.registry.registry import REGISTRY_CREDENTIAL, Keys, Registry

REGISTRAR_CREDENTIAL = "registrar/desk/1"
MEDIA = "application/yaml"
#: Called with how many entries were read, of how many.
Progress = Callable[[int, int], None]


class FolderError(StoreError):
    """A folder that cannot be founded or opened: one sentence with the remedy."""


def key_path(folder: Path, credential: str) -> Path:
    """Where the key of a credential lies: `keys/TJ-mission-1.key`."""
    return folder / "keys" / (credential.replace("/", "-") + ".key")


def signer_for(folder: Path, credential: str, passphrase: str = "") -> Ed25519Signer:
    """The signer of a credential whose key lies in the folder; raises `KeyFault`."""
    return read_key_file(key_path(folder, credential), passphrase)


def found(folder: Path, files: Iterable[tuple[str, bytes]], origin: str, missions: Iterable[str] = ()) -> None:
    """Founds an organisation in an empty folder: keys, the charter as parts, the opening entry.

    `missions` are the states for which a demonstration makes sample keys; elsewhere there are none, and no private
    key of a member ever lies here. The opening entry enrols the registry's and the registrar's keys.
    """
    domain_of(origin)
    files = list(files)
    charter = read_files(files)
    if folder.exists() and any(folder.iterdir()):
        raise FolderError(f"{folder}: is not empty; choose a new folder for a new organisation")
    try:
        (folder / "keys").mkdir(parents=True, mode=0o700)
    except OSError as fault:
        raise FolderError(f"{folder}: cannot be made ({fault.strerror}); choose another place") from None
    lock = FolderLock(folder)
    try:
        parts = Parts(folder / "parts")
        parts.folder.mkdir()
        manifest = tuple(
            CharterFile(path=path, part=Part(commit=parts.put(MEDIA, data), media=MEDIA, size=len(data)))
            for path, data in files
        )
        about = charter.organisation
        made = {
            REGISTRY_CREDENTIAL: (By(office="registry"), "acts", ("registry",)),
            REGISTRAR_CREDENTIAL: (
                By(office="registrar"), "desk",
                ("transcribe", "credentials", "instruments", "membership", "record", "depositary", *(("clock",) if about.exercise else ())),
            ),
            **{f"{m}/mission/1": (By(member=m), "mission", ("instruments", "membership", "credentials")) for m in missions},
        }  # fmt: skip
        enrolled = []
        for name, (holder, function, may) in made.items():
            signer = generate(key_name(origin, name))
            write_key_file(key_path(folder, name), signer)
            enrolled.append(Enrolment(function=function, holder=holder, key=str(signer.key), may=may, number=1))
        log = generate(origin)
        receipts = generate(receipts_name(origin), COSIGNATURE)
        write_key_file(folder / "keys" / "log.key", log)
        write_key_file(folder / "keys" / "receipts.key", receipts)
        own = signer_for(folder, REGISTRY_CREDENTIAL)
        act = Open(
            by=By(office="registry"), n=1, seen=Seen(b64u(EMPTY_ROOT), 0),
            clock=Clock(kind=about.clock.kind, start=about.clock.start or UNSET), edition=1,
            enrolled=tuple(enrolled), generation=generation_of(origin), exercise=about.exercise,
            keys=RecordKeys(acts=str(own.key), log=str(log.key), receipts=str(receipts.key)),
            manifest=manifest, organisation=about.id, policy=Policy(),
        )  # fmt: skip
        text = entry.entry_text(origin, acts.write(act))
        time = _first_moment(act)
        data = entry.assemble(text, (own.sign(text),), cosignature.sign(receipts, text, time))
        if len(data) > entry.MAX_ENTRY:
            raise FolderError(f"{folder}: the opening entry would have {len(data)} bytes; put the charter into fewer files")
        store = SqliteStore(folder)
        store.append(0, [data], leaf_hash(data))
        store.close()
    finally:
        lock.release()


def _first_moment(act: Open) -> int:
    return SystemClock(0).now() if act.clock.start is UNSET else days.moment(act.clock.start)


class Served:
    """An open folder: its registry and its lock."""

    def __init__(self, folder: Path, registry: Registry, lock: FolderLock) -> None:
        self.folder, self.registry, self.lock = folder, registry, lock

    def close(self) -> None:
        """Publishes, closes, gives the folder free."""
        self.registry.close()
        self.lock.release()


def open_folder(folder: Path, accept_head: str = "", progress: Progress | None = None) -> Served:
    """Opens a folder for serving: lock, every entry hashed and folded again, the kept head, the clock.

    Raises `StoreError` (with what is wrong and what to do) where it must not be served.
    """
    if not (folder / "record.sqlite").exists():
        raise FolderError(f"{folder}: there is no organisation here; comity init makes one")
    lock = FolderLock(folder)
    try:
        return Served(folder, _registry(folder, accept_head, progress), lock)
    except BaseException:
        lock.release()
        raise


def _registry(folder: Path, accept_head: str, progress: Progress | None) -> Registry:
    try:
        keys = Keys(
            signer_for(folder, REGISTRY_CREDENTIAL),
            read_key_file(folder / "keys" / "receipts.key"),
            read_key_file(folder / "keys" / "log.key"),
        )
    except KeyFault as fault:
        raise FolderError(str(fault)) from None
    store = SqliteStore(folder)
    log = Log(store)
    registry = Registry(log, Parts(folder / "parts"), keys)
    total = store.head()[0]
    opening = b""

    def seen(data: bytes) -> None:
        nonlocal opening
        opening = opening or data
        try:
            registry.take(data)
        except ValueError as fault:
            raise FolderError(f"entry {registry.standing.size + 1} was altered: {fault}") from None
        if progress is not None and registry.standing.size % 10_000 == 0:
            progress(registry.standing.size, total)

    log.load(seen)
    if not opening:
        raise FolderError(f"{folder}: the record is empty; comity init makes one")
    log.sign_with(keys.log, Heads(opening, keys.log.key), accept_head)
    try:
        registry.now()
    except ClockFault as fault:
        raise FolderError(str(fault)) from None
    registry.start()
    return registry


def new_origin(organisation: str) -> str:
    """An origin for an organisation that names none: under the reserved domain `.example`, told apart by chance."""
    return f"record.{organisation}-{secrets.token_hex(3)}.example/1"
