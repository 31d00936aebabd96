"""The one door: whatever is entered in a record comes through `Registry.receive`, whoever brings it.

read, authenticate, ripen, examine, enter, apply (architecture.md, "The way of an act"). Callers on any number of
threads wait together and share a commit; nobody is refused because of another, and no number is given twice.

Trust: a submission is believed in nothing before its signature verifies with a key of the record; the registry keeps
no key of a member.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from msgspec import UNSET

from comity import acts
from comity.acts.base import Act, By, On, Seen
from comity.acts.record import Ripen
from comity.authenticity import examine_possession, examine_seen, examine_signature
from comity.canon import b64u
from comity.day import moment_text
from comity.organisation.credentials import Credential
from comity.organisation.finding import HAS_EFFECT, Entered, Finding, Refused, refused
from comity.organisation.fold import Kept, Step, signer_of, step
from comity.organisation.instruments import pointed_at
from comity.organisation.names import credential_of
from comity.organisation.standing import Standing
from comity.record import cosignature, entry
from comity.record.entry import MAX_SUBMISSION, EntryError, Submission
from comity.record.note import identity as identity_of
from comity.record.keys import Ed25519Signer, Signer
from comity.record.log import INTERVAL, Log
from comity.record.parts import PartError, Parts
from comity.record.store import CommitFailed, StoreError
from comity.registry.clock import Clock, ClockFault, SimulatedClock, SystemClock

#: How many acts share one commit at the most.
GROUP = 256


class Receipt(NamedTuple):
    """An act was entered: where, when, with what finding, and the entry's bytes."""

    entry: int
    time: int
    identity: str
    finding: Entered
    data: bytes


class Prepared(NamedTuple):
    """The exact text of an act, ready to be signed, and what would follow from it now."""

    text: bytes
    act: Act
    finding: Finding


class _Waiting:
    """A submission that waits for its place in the record."""

    def __init__(self, submission: Submission, act: Act, credential: str) -> None:
        self.submission, self.act, self.credential = submission, act, credential
        self.done = False
        self.outcome: Receipt | Refused | Exception | None = None


class Keys(NamedTuple):
    """The registry's own keys: for its acts, its receipts, and the heads of the log."""

    acts: Ed25519Signer
    receipts: Ed25519Signer
    log: Signer


class Registry:
    """Keeps one record. `receive` and `prepare` may be called from any thread."""

    def __init__(self, log: Log, parts: Parts, keys: Keys, clock: Clock | None = None) -> None:
        self.log, self.parts, self.keys = log, parts, keys
        self.origin = keys.log.key.name
        self.standing = Standing()
        self.entered: dict[bytes, int] = {}
        self._kept = Kept()
        self._queue: deque[_Waiting] = deque()
        self._door = threading.Lock()
        self._stop = threading.Event()
        self._fresh = threading.Event()
        self._publisher: threading.Thread | None = None
        self.failed = ""
        self.on_failure: Callable[[str], None] = lambda sentence: None
        self._clock = clock

    # Folding what is in the store, and looking back

    def files(self, commit: str) -> bytes:
        """A charter file by its commitment; raises `PartError`."""
        return self.parts.get(commit).data

    def public_parts(self) -> frozenset[str]:
        """Commitments of the parts that anybody may have: so far the charter's files."""
        opening = self.standing.opening
        return frozenset(file.part.commit for file in opening.manifest) if opening else frozenset()

    def take(self, data: bytes) -> Step:
        """Folds an entry that stands in the store already (at start)."""
        found = self._read(data)
        done = self._step(self.standing, found, acts.read(found.json))
        if isinstance(done.finding, Refused):
            raise StoreError(f"entry {self.standing.size + 1} does not follow from those before it: {done.finding.reason.code}")
        self.standing = done.standing
        self._kept.keep(done.standing)
        self.entered[found.identity] = done.standing.size
        return done

    def _read(self, data: bytes) -> entry.Entry:
        return entry.read_entry(data, self.origin, self.keys.receipts.key)

    def _step(self, standing: Standing, found: entry.Entry, act: Act) -> Step:
        signer = credential_of(self.origin, found.authors[0].name)
        return step(standing, act, b64u(found.identity), found.time, signer, self.files)

    def standing_at(self, size: int) -> Standing:
        """The standing as the record stood after `size` entries."""
        now = self.standing
        if size == now.size:
            return now
        if not 0 <= size <= now.size:
            raise ValueError(f"the record has {now.size} entries")
        return self._kept.at(size, self._again)

    def _again(self, base: Standing, size: int) -> Standing:
        for data in self.log.store.entries(base.size, size):
            found = self._read(data)
            base = self._step(base, found, acts.read(found.json)).standing
        return base

    @property
    def clock(self) -> Clock:
        """The clock of receipts: the machine's, or the simulated one of a demonstration."""
        if self._clock is None:
            opening = self.standing.opening
            if opening is not None and opening.simulated:
                self._clock = SimulatedClock()
            else:
                self._clock = SystemClock(self.standing.last)
        if isinstance(self._clock, SimulatedClock) and self.standing.opening is not None:
            self._clock.at = max(self.standing.opening.now, self.standing.last)
        return self._clock

    def now(self) -> int:
        """The present moment of receipts: never before the last one."""
        return max(self.clock.now(), self.standing.last)

    # Preparing an act

    def prepare(self, name: str, fields: dict[str, Any], credential: str) -> Prepared:
        """The exact text of an act by a credential, with its number, previous act, head seen and commitments filled in.

        `fields` are the act's own; `on` may be given as a ref alone. Raises `ActError` where they make no act.
        """
        standing = self.standing
        signer = standing.credentials.get(credential)
        full = dict(fields)
        if signer is not None:
            full.setdefault("by", _plain_by(signer))
            full["n"] = signer.n + 1
            if signer.prev:
                full["prev"] = signer.prev
        else:
            full.setdefault("n", 1)
        size = self.log.published or self.log.size
        full["seen"] = {"root": b64u(self.log.tree.root(size)), "size": size}
        if isinstance(full.get("on"), str):
            full["on"] = {"ref": full["on"], "commit": self.commitment_of(full["on"])}
        act = acts.fill(name, full)
        json = acts.write(act)
        text = entry.entry_text(self.origin, json)
        if signer is None:
            return Prepared(text, act, _unknown(credential))
        found = step(standing, act, b64u(identity_of(text)), self.now(), credential, self.files)
        return Prepared(text, act, found.finding)

    def commitment_of(self, ref: str) -> str:
        """The identity of the act whose text stands at a ref; of nothing, where there is none."""
        kind, *parts = ref.split("/")
        standing = self.standing
        if kind == "instrument" and parts and (instrument := standing.instruments.get(parts[0])) is not None:
            found = pointed_at(On("", ref), instrument)
            return found.identity if found else b64u(bytes(32))
        if kind == "member" and len(parts) == 2:
            return next((f.identity for f in standing.member(parts[0]).facts if str(f.entry) == parts[1]), b64u(bytes(32)))
        return b64u(bytes(32))

    # Receiving

    def receive(self, data: bytes) -> Receipt | Refused:
        """Enters an act, or says why not. Returns once the act is durable.

        The same note again gets its first receipt. Raises `StoreError` or `ClockFault` where nothing can be entered.
        """
        found = self._authentic(data)
        if not isinstance(found, _Waiting):
            return found
        self._queue.append(found)
        with self._door:
            while not found.done:
                self._enter_waiting()
        if isinstance(found.outcome, Exception):
            raise found.outcome
        assert found.outcome is not None
        return found.outcome

    def _authentic(self, data: bytes) -> _Waiting | Receipt | Refused:
        """Reads a submission strictly and verifies its signature with the key that the record has for it."""
        if len(data) > MAX_SUBMISSION:
            return refused("limit", "record.too_large", size=("number", str(len(data))), limit=("number", str(MAX_SUBMISSION)))
        try:
            submission = entry.read_submission(data, self.origin)
            act = acts.read(submission.json)
        except (EntryError, acts.ActError) as fault:
            return refused("form", "record.malformed", why=("text", str(fault)))
        first = self.entered.get(submission.identity)
        if first is not None:
            return self._receipt_of(first)
        if len(submission.authors) > 1:
            return refused("form", "record.several_authors")
        line = submission.authors[0]
        name = credential_of(self.origin, line.name)
        credential = signer_of(self.standing, act, name)
        if credential is None:
            return _unknown(name or line.name)
        doubt = examine_signature(credential, line, submission.text) or examine_possession(act, self.origin)
        return doubt or _Waiting(submission, act, name)

    def _receipt_of(self, number: int) -> Receipt:
        data = self.log.entry(number - 1)
        assert data is not None
        found = self._read(data)
        finding = self.standing.findings.get(number) or HAS_EFFECT
        return Receipt(number, found.time, b64u(found.identity), finding, data)

    def _enter_waiting(self) -> None:
        """Examines all that wait, in order, and commits them together; called with the door held."""
        batch: list[_Waiting] = []
        while self._queue and len(batch) < GROUP:
            batch.append(self._queue.popleft())
        try:
            if self.failed:
                raise StoreError(self.failed)
            self._enter(batch)
        except (StoreError, ClockFault, PartError, OSError) as trouble:
            for one in batch:
                one.outcome = trouble
            if isinstance(trouble, CommitFailed):
                self.failed = str(trouble)
                self.on_failure(str(trouble))
        finally:
            for one in batch:
                one.done = True

    def _enter(self, batch: list[_Waiting]) -> None:
        standing = self.standing
        now = self.now()
        fresh: list[bytes] = []
        standings: list[Standing] = []
        numbers: dict[bytes, int] = {}
        for one in batch:
            standing = self._ripened(standing, now, fresh, standings, numbers)
            identity = one.submission.identity
            if (first := self.entered.get(identity)) is not None:
                one.outcome = self._receipt_of(first)
                continue
            if identity in numbers:
                one.outcome = refused("sequence", "credentials.out_of_turn", **_turn(standing, one))
                continue
            unseen = examine_seen(one.act.seen, self.log.tree, self.log.size)
            done = step(standing, one.act, b64u(identity), now, one.credential, self.files)
            if unseen or isinstance(done.finding, Refused):
                refusal = unseen or done.finding
                assert isinstance(refusal, Refused)
                one.outcome = refusal
                continue
            data = self._with_receipt(one.submission, now)
            standing = done.standing
            fresh.append(data)
            standings.append(standing)
            numbers[identity] = standing.size
            one.outcome = Receipt(standing.size, now, b64u(identity), done.finding, data)
            if standing.opened.simulated and standing.opened.now > now:
                now = standing.opened.now
        if fresh:
            self.log.append(fresh)
            self.entered.update(numbers)
            for kept in standings:
                self._kept.keep(kept)
            self.standing = standing
            self._fresh.set()

    def _with_receipt(self, submission: Submission, now: int) -> bytes:
        receipt = cosignature.sign(self.keys.receipts, submission.text, now)
        return entry.assemble(submission.text, submission.authors, receipt)

    def _ripened(
        self, standing: Standing, now: int, fresh: list[bytes], standings: list[Standing], numbers: dict[bytes, int]
    ) -> Standing:
        """Enters every moment that has come, by the registry's own acts, before anything received later."""
        for moment in standing.moments.come(now):
            own = standing.credentials.get(REGISTRY_CREDENTIAL)
            if own is None:
                return standing
            act = Ripen(
                by=By(office="registry"), n=own.n + 1, prev=own.prev or UNSET,
                seen=Seen(b64u(self.log.tree.root()), self.log.size),
                instant=moment_text(moment.instant), kind=moment.kind, subject=moment.subject,  # type: ignore[arg-type]
            )  # fmt: skip
            text = entry.entry_text(self.origin, acts.write(act))
            submission = Submission(text, b"", (self.keys.acts.sign(text),))
            done = step(standing, act, b64u(submission.identity), now, REGISTRY_CREDENTIAL, self.files)
            if isinstance(done.finding, Refused):
                raise StoreError(f"a moment could not be entered: {done.finding.reason.code}")
            standing = done.standing
            fresh.append(self._with_receipt(submission, now))
            standings.append(standing)
            numbers[submission.identity] = standing.size
        return standing

    def ripen(self) -> None:
        """Enters what has ripened although nothing was received: called by whoever keeps the time."""
        with self._door:
            self._enter_due()

    def _enter_due(self) -> None:
        fresh: list[bytes] = []
        standings: list[Standing] = []
        numbers: dict[bytes, int] = {}
        standing = self._ripened(self.standing, self.now(), fresh, standings, numbers)
        if fresh:
            self.log.append(fresh)
            self.entered.update(numbers)
            for kept in standings:
                self._kept.keep(kept)
            self.standing = standing
            self._fresh.set()

    def held(self) -> Iterator[bytes]:
        """The bytes of every entry, from the first: what a file of acts is compared with before it is entered."""
        return self.log.store.entries(0, self.log.size)

    # Publishing

    def start(self) -> None:
        """Begins to publish heads, at most every 200 ms, and to keep the time."""
        self._publisher = threading.Thread(target=self._publish, name="heads", daemon=True)
        self._publisher.start()

    def _publish(self) -> None:
        while not self._stop.is_set():
            if self._fresh.wait(1.0):
                self._fresh.clear()
                try:
                    self.log.publish()
                except StoreError as fault:
                    self.failed = str(fault)
                    self.on_failure(str(fault))
                    return
                self._stop.wait(INTERVAL)
            elif self.standing.opening is not None and not self.failed and self.standing.moments.come(self._quiet_now()):
                try:
                    self.ripen()
                except (StoreError, ClockFault) as fault:
                    self.failed = str(fault)
                    self.on_failure(str(fault))
                    return

    def _quiet_now(self) -> int:
        try:
            return self.now()
        except ClockFault:
            return 0

    def close(self) -> None:
        """Publishes what is durable and ends."""
        self._stop.set()
        self._fresh.set()
        if self._publisher is not None:
            self._publisher.join()
        if not self.failed:
            self.log.publish()
        self.log.store.close()


REGISTRY_CREDENTIAL = "registry/acts/1"


def _plain_by(credential: Credential) -> dict[str, str]:
    holder = credential.holder
    by = {"member": holder.member} if holder.member else {"office": holder.office}
    return {**by, "body": credential.body} if credential.body else by


def _unknown(name: str) -> Refused:
    return refused("authenticity", "record.key_unknown", credential=("credential", name))


def _turn(standing: Standing, one: _Waiting) -> dict[str, tuple[Any, str]]:
    credential = standing.credentials.get(one.credential)
    n = credential.n + 1 if credential else 1
    return {"credential": ("credential", one.credential), "next": ("number", str(n)), "given": ("number", str(one.act.n))}
