"""`comity verify`: proves a record and re-examines every act of it, in a folder or at an address.

Read, hash, fold and examine here; verify signatures on the other cores; compare the root with the signed head, with
the head in the store, and with the head that was kept on this machine outside the folder; look at each part. Whatever
was altered is named, once: what follows from an altered entry is no fault of the entries after it.
"""

import hmac
import time
from collections.abc import Callable
from pathlib import Path

from comity.acts.base import Part
from comity.acts.parts import parts_of
from comity.canon import b64u
from comity.mirror import folder as folders
from comity.mirror.rebuild import Altered, check_part, read_head
from comity.mirror.report import Fault, Progress, Report, altered, gravest, note
from comity.mirror.signatures import FEW, Failed, Verifier, cores
from comity.mirror.source import FolderSource, Gap, PublishedSource, Source, Unreachable, Web, files_below
from comity.mirror.walk import Walk, read_opening
from comity.organisation.fold import undisturbed
from comity.organisation.standing import Standing
from comity.record.checkpoint import Checkpoint
from comity.record.note import NoteError, identity
from comity.record.note import read as read_note
from comity.record.parts import PartError
from comity.record.sqlite import FILE
from comity.record.tree import EMPTY_ROOT, Tree

#: Faults of an entry's own bytes: they follow from no entry before.
_OWN = frozenset({"mirror.bytes", "mirror.signature_fails", "mirror.receipt_fails", "mirror.entry_missing"})


def verify(
    where: str | Path, *, pin: str = "", processes: int = 0, progress: Progress | None = None, now: float | None = None
) -> Report:
    """Verifies an organisation's folder, a folder of published files, or the record at an address (`https://…`).

    `pin` is the identity of the opening entry that the caller trusts (43 letters of base64url); `processes` verify
    signatures (all cores where 0). Raises `Unreachable` where there is nothing to verify; whatever is wrong with the
    record is in the report.
    """
    with undisturbed():  # until what was folded is given up again, so that it is not looked through at the end either
        return _verified(where, pin, processes, progress, time.time() if now is None else now)


def _verified(where: str | Path, pin: str, processes: int, progress: Progress | None, now: float) -> Report:
    if isinstance(where, str) and where.startswith(("http://", "https://")):
        web = Web(where.rstrip("/") + "/record")
        try:
            return _published(web, pin, processes, progress, now)
        finally:
            web.close()
    path = Path(where)
    if not path.is_dir():
        raise Unreachable("mirror.no_folder", where=str(where))
    if (path / "checkpoint").is_file():
        return _published(files_below(path), pin, processes, progress, now)
    return _folder(path, pin, processes, progress, now)


def _published(
    fetch: Callable[[str], bytes], pin: str, processes: int, progress: Progress | None, now: float
) -> Report:
    try:
        head, opening = read_head(fetch, pin)
    except Altered as fault:
        return Report(0, EMPTY_ROOT, bytes(32), 0, 0, fault.faults)
    except FileNotFoundError:
        raise Unreachable("mirror.no_head_there") from None
    check = _Check(PublishedSource(fetch, head.size), opening, processes, progress, now)
    check.run(head.size)
    check.compare(head, "mirror.root")
    return check.report()


def _folder(path: Path, pin: str, processes: int, progress: Progress | None, now: float) -> Report:
    source = FolderSource(path)
    try:
        store = folders.StoreHead(source.store, path)
        opening = folders.opening_of(source.store)
        if opening is None:
            return Report(store.size, EMPTY_ROOT, bytes(32), 0, 0, tuple(store.faults or [altered(1, "mirror.entry_missing")]))
        try:
            _, _, keys = read_opening(opening)
        except ValueError as fault:
            return Report(store.size, EMPTY_ROOT, bytes(32), 0, 0, (altered(1, "mirror.bytes", why=("text", str(fault))),))
        kept, notes = folders.kept_head(opening, keys.log)
        # the kept head was read first: what was signed then is in the store now
        store.read()
        check = _Check(source, opening, processes, progress, now)
        check.notes += notes
        if pin and not hmac.compare_digest(pin.encode(), _identity(opening).encode()):
            check.faults.append(altered(1, "mirror.pin"))
        check.run(store.size)
        if kept is not None and kept.size > store.size:
            check.compare(kept, "mirror.went_back")
        elif kept is not None and kept.size <= check.size:
            check.compare(kept, "mirror.another_history_kept")
        check.compare_store(store, kept)
        check.faults += folders.key_files(path, keys, check.walk, check.first_altered())
        faults, more = folders.other_files(path, check.named)
        check.faults += faults
        check.notes += more
        return check.report()
    finally:
        source.close()


def _identity(opening: bytes) -> str:
    try:
        return b64u(identity(read_note(opening).text))
    except NoteError:
        return ""


class _Check:
    """One run over a source."""

    def __init__(self, source: Source, opening: bytes, processes: int, progress: Progress | None, now: float) -> None:
        self._source, self._opening, self._progress = source, opening, progress
        self._processes = processes
        self._now = now
        self.tree = Tree()
        self.faults: list[Fault] = []
        self.notes: list[Fault] = []
        self.named: set[str] = set()
        self._parts: dict[str, Fault] = {}
        self._failed: list[Failed] = []
        self._count = 0
        self.walk: Walk

    @property
    def size(self) -> int:
        """How many entries could be had."""
        return self.tree.size

    def run(self, size: int) -> None:
        """Reads, hashes and examines `size` entries; signatures are verified meanwhile."""
        processes = self._processes or cores()
        verifier = Verifier(read_opening(self._opening)[2].receipts.public, processes if size > FEW else 0)
        try:
            self.walk = Walk(self._opening, self._file, verifier.add, self._now)
            self._read(size)
            self._failed = verifier.failures()
            self._count = verifier.count
        finally:
            verifier.close()

    def _read(self, size: int) -> None:
        walk = self.walk
        try:
            for batch in self._source.batches(size):
                self.tree.extend_entries(batch)
                for data in batch:
                    act = walk.take(data, self.tree)
                    if act is not None:
                        for part in parts_of(act):
                            self._look_at(part, walk.size)
                if self._progress is not None:
                    self._progress(walk.size, size)
        except Gap as gap:
            while walk.size < gap.index:
                walk.size += 1
            walk.missing()

    def _file(self, commit: str) -> bytes:
        return check_part(self._source.part(commit), commit)[1]

    def _look_at(self, part: Part, number: int) -> None:
        """A part that an entry names is there and is what its commitment says; restricted ones only if they are there."""
        if part.commit in self.named:
            return
        self.named.add(part.commit)
        file = f"parts/{part.commit}"
        try:
            media, data = check_part(self._source.part(part.commit), part.commit)
            if (media, len(data)) != (part.media, part.size):
                self.faults.append(altered(number, "mirror.part_differs", file, part=("text", part.commit[:12])))
        except FileNotFoundError:
            if part.distribution == "public":
                self.faults.append(altered(number, "mirror.part_missing", file, part=("text", part.commit[:12])))
        except (PartError, OSError):
            self.faults.append(altered(number, "mirror.part_altered", file, part=("text", part.commit[:12])))

    def compare(self, head: Checkpoint, code: str) -> None:
        """The entries lead to the root of a signed head."""
        if head.size <= self.size and self.tree.root(head.size) == head.root:
            return
        self.faults.append(altered(0, code, size=("number", str(head.size)), have=("number", str(self.size))))

    def compare_store(self, store: "folders.StoreHead", kept: Checkpoint | None) -> None:
        """The entries lead to the root that was committed with the last of them."""
        self.faults += store.faults
        if not store.faults and self.size == store.size and self.tree.root() != store.root:
            proved = kept is not None and kept.size == self.size and kept.root == self.tree.root()
            self.faults.append(altered(0, "mirror.store_head" if proved else "mirror.store_root", FILE))

    def first_altered(self) -> int:
        """The first entry whose own bytes, signatures or order were altered; 0 where none was."""
        return _first(self.walk.faults + [self._failure(one) for one in self._failed])

    def report(self) -> Report:
        """Everything that was found; what follows from an altered entry is left out."""
        faults = self.faults + self.walk.faults + [self._failure(one) for one in self._failed]
        faults = _roots_of_trouble(faults, self.walk)
        standing: Standing = self.walk.standing
        if gravest(faults) == "altered" and standing.size < self.size:
            self.notes.append(note("mirror.judged_up_to", size=("number", str(standing.size))))
        return Report(
            self.size, self.tree.root(), standing.digest, standing.size, self._count, tuple(faults), tuple(self.notes),
            self.walk.origin, _identity(self._opening), standing.exercise,
        )  # fmt: skip

    def _failure(self, one: Failed) -> Fault:
        code = "mirror.receipt_fails" if one.receipt else "mirror.signature_fails"
        return altered(one.entry, code, credential=("credential", one.name))


def _roots_of_trouble(faults: list[Fault], walk: Walk) -> list[Fault]:
    """Those faults that are no mere consequence of an entry altered before; one for each altered entry, in order."""
    first = _first(faults)
    charter = any(_beside(f) for f in faults if f.code.startswith("mirror.part_"))
    out: list[Fault] = []
    named: set[int] = set()
    for fault in sorted(faults, key=lambda f: (f.entry, f.code not in _OWN)):
        if fault.code == "mirror.charter_broken" and charter:
            continue
        if first and not _beside(fault):
            if fault.entry == 0 or fault.entry in named:
                continue
            if fault.entry > first and (fault.code not in _OWN or _by_altered_key(fault, first, walk)):
                continue
            named.add(fault.entry)
        out.append(fault)
    return out


def _first(faults: list[Fault]) -> int:
    return min((f.entry for f in faults if f.verdict != "differs" and f.entry and not _beside(f)), default=0)


def _beside(fault: Fault) -> bool:
    """Whether the fault is of something beside the entries, so that nothing follows from it and it follows from none."""
    if fault.code in ("mirror.pin", "mirror.charter_broken", "mirror.went_back"):
        return True
    return bool(fault.file) and fault.code != "mirror.store_root"


def _by_altered_key(fault: Fault, first: int, walk: Walk) -> bool:
    """Whether it is a signature by a key that came with an altered entry."""
    name = next((p.value for p in fault.params if p.name == "credential"), "")
    return fault.code == "mirror.signature_fails" and walk.since(name) >= first
