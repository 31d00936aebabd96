"""An organisation's folder: one folder is a whole organisation.

    record.sqlite     the entries          parts/    what is kept beside them
    keys/             the registry's own keys (and, in a demonstration, sample keys of members)
    lock              who serves it        demonstration keys are marked on every page
"""

import contextlib
import secrets
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import UNSET

from comity import acts
from comity import day as days
from comity.acts.base import By, Part, Seen
from comity.acts.credentials import Enrolment
from comity.acts.record import CharterFile, Clock, Open, Policy, RecordKeys
from comity.canon import b64u
from comity.charter import Organisation, read_files
from comity.organisation.fold import undisturbed
from comity.organisation.names import domain_of, generation_of, key_name, receipts_name
from comity.record import cosignature, entry
from comity.record.heads import Heads, kept_of
from comity.record.keys import COSIGNATURE, KeyFault, generate, read_key_file, write_key_file
from comity.record.log import Log
from comity.record.parts import PartError, Parts
from comity.record.sqlite import FILE, LOCK, FolderLock, SqliteStore, emptied
from comity.record.store import StoreError
from comity.record.tree import EMPTY_ROOT, leaf_hash
from comity.registry import clock as clocks
from comity.registry.batch import Keys
from comity.registry.clock import ClockFault, SystemClock
from comity.registry.registry import REGISTRY_CREDENTIAL, Registry
from comity.registry.signers import key_path, signer_for

REGISTRAR_CREDENTIAL = "registrar/desk/1"
MEDIA = "application/yaml"
#: The rooms whose acts the registrar enters, and those in which a member speaks for itself.
LIVES = ("bodies", "posts", "chairmanship", "sessions", "decisions", "relations", "concerns", "assembly", "budget", "programmes")
OWN = ("posts", "chairmanship", "decisions", "concerns", "assembly", "budget", "programmes")
#: How often a long reading says how far it is.
PROGRESS = 5_000
#: Called with how many entries were read, of how many.
Progress = Callable[[int, int], None]


class FolderError(StoreError):
    """A folder that cannot be founded or opened: one sentence with the remedy, in both languages."""


def found(folder: Path, files: Iterable[tuple[str, bytes]], origin: str, missions: Iterable[str] = ()) -> None:
    """Founds an organisation in an empty folder: keys, the charter as parts, the opening entry.

    `missions` are the states for which a demonstration makes sample keys; elsewhere there are none, and no private
    key of a member ever lies here. The opening entry enrols the registry's and the registrar's keys. Where anything
    fails the folder is as it was before; raises `OriginError`, `CharterError` or `StoreError`.
    """
    domain_of(origin)
    files = list(files)
    charter = read_files(files)
    missions = tuple(missions)
    if missions and not charter.organisation.exercise:
        raise FolderError("registry.no_sample_keys")
    existed = _examine_empty(folder)
    try:
        (folder / "keys").mkdir(parents=True, mode=0o700)
    except OSError as fault:
        raise FolderError("registry.cannot_make", folder=str(folder), why=str(fault.strerror)) from None
    lock = FolderLock(folder)
    try:
        _make(folder, files, origin, missions, charter.organisation)
    except BaseException as fault:
        _unmake(folder)
        lock.release()
        with contextlib.suppress(OSError):
            (folder / LOCK).unlink()
            if not existed:
                folder.rmdir()
        if isinstance(fault, OSError):
            raise FolderError("registry.cannot_make", folder=str(folder), why=str(fault.strerror)) from None
        if isinstance(fault, (KeyFault, PartError)):
            raise FolderError("registry.cannot_make", folder=str(folder), why=str(fault)) from None
        raise
    lock.release()


def _examine_empty(folder: Path) -> bool:
    """Whether the folder is there already; it must be empty then."""
    try:
        inside = {one.name for one in folder.iterdir()}
    except FileNotFoundError:
        return False
    except OSError as fault:
        raise FolderError("registry.cannot_make", folder=str(folder), why=str(fault.strerror)) from None
    if inside - {LOCK}:
        unfinished = "keys" in inside and (FILE not in inside or emptied(folder) or _is_empty(folder))
        raise without_record(folder) if unfinished else FolderError("registry.not_empty", folder=str(folder))
    return True


def without_record(folder: Path) -> FolderError:
    """What to say of a folder without a single entry.

    None was ever made, its founding was interrupted, or, where this machine keeps heads of its log, the record was
    lost: then nobody is told to delete anything.
    """
    if not (folder / "keys").is_dir():
        return FolderError("registry.no_organisation", folder=str(folder))
    with contextlib.suppress(KeyFault):
        if head := kept_of(read_key_file(folder / "keys" / "log.key").key):
            return FolderError("registry.record_gone", folder=str(folder), size=head.size)
    return FolderError("registry.interrupted", folder=str(folder))


def _is_empty(folder: Path) -> bool:
    """Whether a record was begun and has no entry."""
    try:
        store = SqliteStore(folder, write=False)
        try:
            return store.head()[0] == 0
        finally:
            store.close()
    except StoreError:
        return False


def _unmake(folder: Path) -> None:
    """Removes what a founding that failed has made."""
    for name in ("keys", "parts"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
        with contextlib.suppress(OSError):
            (folder / name).unlink()


def _make(folder: Path, files: list[tuple[str, bytes]], origin: str, missions: tuple[str, ...], about: Organisation) -> None:
    """Keys, parts, and last of all the record with its opening entry: a folder that has one is a whole organisation."""
    parts = Parts(folder / "parts")
    parts.folder.mkdir()
    manifest = tuple(
        CharterFile(path=path, part=Part(commit=parts.put(MEDIA, data), media=MEDIA, size=len(data))) for path, data in files
    )
    clock = ("clock",) if about.exercise else ()
    made = {
        REGISTRY_CREDENTIAL: (By(office="registry"), "acts", ("registry",)),
        REGISTRAR_CREDENTIAL: (
            By(office="registrar"), "desk",
            ("transcribe", "credentials", "instruments", "membership", "record", "depositary", *LIVES, *clock),
        ),
        **{f"{m}/mission/1": (By(member=m), "mission", ("instruments", "membership", "credentials", *OWN)) for m in missions},
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
    data = entry.assemble(text, (own.sign(text),), cosignature.sign(receipts, text, _first_moment(act)))
    if len(data) > entry.MAX_ENTRY:
        raise FolderError("registry.opening_too_large", size=len(data), limit=entry.MAX_ENTRY)
    store = SqliteStore(folder)
    try:
        store.append(0, [data], leaf_hash(data))
    finally:
        store.close()


def _first_moment(act: Open) -> int:
    return SystemClock(0).now() if act.clock.start is UNSET else days.moment(act.clock.start)


class Shown:
    """A folder that is open to be read: its registry, into which nothing is entered."""

    def __init__(self, folder: Path, registry: Registry) -> None:
        self.folder, self.registry = folder, registry

    def close(self) -> None:
        """Closes; a second time it does nothing."""
        self.registry.close()


class Served(Shown):
    """A folder that is open for serving: its registry and its lock."""

    def __init__(self, folder: Path, registry: Registry, lock: FolderLock) -> None:
        super().__init__(folder, registry)
        self.lock = lock

    def close(self) -> None:
        """Publishes, closes, gives the folder free; a second time it does nothing."""
        try:
            super().close()
        finally:
            self.lock.release()


def open_folder(
    folder: Path, accept_head: str = "", progress: Progress | None = None, clock: clocks.Clock | None = None
) -> Served:
    """Opens a folder for serving: lock, every entry hashed and folded again, the kept head, the clock.

    Raises `StoreError` (with what is wrong and what to do) where it must not be served. `clock` stands in for the
    machine's.
    """
    if not (folder / FILE).exists() or emptied(folder):
        raise without_record(folder)
    lock = FolderLock(folder)
    try:
        return Served(folder, _registry(folder, accept_head, progress, clock), lock)
    except BaseException:
        lock.release()
        raise


def open_to_read(folder: Path, progress: Progress | None = None) -> Shown:
    """Opens a folder to show what its record holds now, also while it is being served: nothing is locked, entered or kept.

    Everything is hashed and folded as for serving; raises `StoreError` as `open_folder` does.
    """
    if not (folder / FILE).exists() or emptied(folder):
        raise without_record(folder)
    keys, store = _keys(folder), SqliteStore(folder, write=False)
    try:
        log = Log(store)
        registry = Registry(log, Parts(folder / "parts"), keys)
        heads = Heads(_opening(store, folder), keys.log.key)
        kept = heads.last()
        _load(registry, store, folder, progress)
        log.read_with(keys.log, heads, kept)
        _on_time(registry)
        return Shown(folder, registry)
    except BaseException:
        store.close()
        raise


def _registry(folder: Path, accept_head: str, progress: Progress | None, clock: clocks.Clock | None) -> Registry:
    keys = _keys(folder)
    store = SqliteStore(folder)
    try:
        log = Log(store)
        registry = Registry(log, Parts(folder / "parts"), keys, clock)
        opening = _load(registry, store, folder, progress)
        log.sign_with(keys.log, Heads(opening, keys.log.key), accept_head)
        _on_time(registry)
        registry.start()
        return registry
    except BaseException:
        store.close()
        raise


def _on_time(registry: Registry) -> None:
    """Refuses a clock that cannot be right."""
    try:
        registry.now()
    except ClockFault as fault:
        raise FolderError(fault.code, **{one.name: int(one.value) for one in fault.params}) from None


def _keys(folder: Path) -> Keys:
    try:
        return Keys(
            signer_for(folder, REGISTRY_CREDENTIAL),
            read_key_file(folder / "keys" / "receipts.key"),
            read_key_file(folder / "keys" / "log.key"),
        )
    except KeyFault as fault:
        raise FolderError(fault.code, **{one.name: one.value for one in fault.params}) from None


def _load(registry: Registry, store: SqliteStore, folder: Path, progress: Progress | None) -> bytes:
    """Takes every entry of the store; gives the opening entry."""
    total, opening = store.head()[0], _opening(store, folder)
    _fits(registry.keys, opening)

    def told(data: bytes) -> None:
        registry.take(data)
        if registry.standing.size % PROGRESS == 0 and progress is not None:
            progress(registry.standing.size, total)

    try:
        with undisturbed():
            registry.log.load(registry.take if progress is None else told)
    except ValueError as fault:
        raise FolderError("registry.entry_altered", entry=registry.standing.size + 1, why=str(fault)) from None
    return opening


def _opening(store: SqliteStore, folder: Path) -> bytes:
    opening = next(store.entries(0, 1), b"") if store.head()[0] else b""
    if not opening:
        raise without_record(folder)
    return opening


def _fits(keys: Keys, opening: bytes) -> None:
    """The key files are those that the opening entry names: else every receipt and head would be worth nothing."""
    try:
        act = acts.read(opening.split(b"\n", 3)[2])
    except (IndexError, acts.ActError):
        return  # `take` says what is wrong with it
    if not isinstance(act, Open):
        return
    for file, mine, named in (
        ("log.key", keys.log, act.keys.log),
        ("receipts.key", keys.receipts, act.keys.receipts),
        ("registry-acts-1.key", keys.acts, act.keys.acts),
    ):
        if str(mine.key) != named:
            raise FolderError("registry.other_key", file=f"keys/{file}")


def new_origin(organisation: str) -> str:
    """An origin for an organisation that names none: under the reserved domain `.example`, told apart by chance."""
    return f"record.{organisation}-{secrets.token_hex(3)}.example/1"
