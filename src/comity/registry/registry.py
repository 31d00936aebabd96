"""The one door: whatever is entered in a record comes through `Registry.receive`, whoever brings it.

    read            strictly, before anything is believed
    authenticate    the signature, with the key that the record has for it
    ripen           what has come since the last entry is entered first, in the same transaction
    examine         a finding, at the entry number at which it will stand
    enter           durable, together with all that wait, before anyone is told
    apply           the new standing, seen by everybody at once

Callers on any number of threads wait together and share a commit; nobody is refused because of another, and no number
is given twice. Time of receipt is taken on arrival, before anything else is looked at.

Parts that an act names (texts, names of persons) may travel with it. They are kept only when its signature was found
authentic, when it names them, and when it is about to be entered; with it, before anyone is told.

Trust: a submission is believed in nothing before its signature verifies; the registry keeps no key of a member. It
gives no receipt for what is not durable, and ends rather than go on in doubt.
"""

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from msgspec import UNSET

from comity import acts
from comity.acts.base import Act, By, Seen
from comity.acts.parts import parts_of
from comity.acts.record import Ripen
from comity.authenticity import examine_possession, examine_seen, examine_signature
from comity.canon import b64u
from comity.day import moment_text
from comity.organisation.credentials import Credential
from comity.organisation.finding import HAS_EFFECT, Refused, refused
from comity.organisation.fold import Kept, Step, signer_of, step
from comity.organisation.names import credential_of
from comity.organisation.standing import Standing
from comity.record import cosignature, entry
from comity.record.entry import MAX_SUBMISSION, EntryError, Submission
from comity.record.keys import Signer
from comity.record.log import INTERVAL, Log
from comity.record.parts import PartError, Parts, StoredPart
from comity.record.store import CommitFailed, StoreError, WrongSize
from comity.registry import prepare as preparing
from comity.registry.batch import Batch, DoesNotFollow, Keys, Receipt, Waiting, copied, does_not_follow
from comity.registry.clock import Clock, ClockFault, SimulatedClock, SystemClock
from comity.registry.prepare import Prepared, unknown
from comity.registry.signers import sign
from comity.registry.travelling import examine_parts

#: How many acts share one commit at the most.
GROUP = 256
#: Seconds by which the registry waits when a moment has come and nobody calls: what arrived before it goes first.
GRACE = 1
#: How often an act is prepared again because another of the same credential came between.
ATTEMPTS = 8
REGISTRY_CREDENTIAL = "registry/acts/1"


class Registry:
    """Keeps one record. `receive`, `prepare` and `enter` may be called from any thread.

    failed      why nothing can be entered any more, in one English sentence; empty while all is well
    failure     the same as an exception that says it in the reader's language
    """

    def __init__(self, log: Log, parts: Parts, keys: Keys, clock: Clock | None = None) -> None:
        self.log, self.parts, self.keys = log, parts, keys
        self.origin = keys.log.key.name
        self.standing = Standing()
        self.entered: dict[str, int] = {}
        self.failure: StoreError | None = None
        self.on_failure: Callable[[str], None] = lambda sentence: None
        self._kept = Kept()
        self._agreed: Seen | None = None  # the last head seen that was found to be of this record
        self._public: set[str] = set()
        self._queue: deque[Waiting] = deque()
        self._door = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._stop = threading.Event()
        self._fresh = threading.Event()
        self._keeper: threading.Thread | None = None
        self._clock = clock
        self._closed = False

    @property
    def failed(self) -> str:
        """Why nothing can be entered any more; empty while all is well."""
        return "" if self.failure is None else str(self.failure)

    # Folding what is in the store, and looking back

    def files(self, commit: str) -> bytes:
        """A charter file by its commitment; raises `PartError`."""
        return self.parts.get(commit).data

    def part(self, commit: str) -> bytes | None:
        """The bytes of a part; none where it is not here, or not any more: its content was erased."""
        try:
            return self.parts.get(commit).data
        except PartError:
            return None

    def public_parts(self) -> AbstractSet[str]:
        """Commitments of the parts that anybody may have: the charter's files, and what acts name as public."""
        return self._public

    def take(self, data: bytes) -> Step:
        """Folds an entry that stands in the store already (at start); raises `ValueError` or `DoesNotFollow`."""
        found = self._read(data)
        act = acts.read(found.json)
        identity = b64u(found.identity)
        done = self._step(self.standing, found, act, identity)
        if isinstance(done.finding, Refused):
            raise does_not_follow(self.standing.size + 1, done.finding.reason)
        self.standing = done.standing
        self._kept.keep(done.standing)
        self._publish_parts(act)
        self.entered[identity] = done.standing.size
        return done

    def _read(self, data: bytes) -> entry.Entry:
        return entry.read_entry(data, self.origin, self.keys.receipts.key)

    def _step(self, standing: Standing, found: entry.Entry, act: Act, identity: str) -> Step:
        signer = credential_of(self.origin, found.authors[0].name)
        return step(standing, act, identity, found.time, signer, self.files)

    def _publish_parts(self, act: Act) -> None:
        for part in parts_of(act):
            if part.distribution == "public":
                self._public.add(part.commit)

    def standing_at(self, size: int) -> Standing:
        """The standing as the record stood after `size` entries: folded again from the nearest that is kept."""
        now = self.standing
        if size == now.size:
            return now
        if not 0 <= size <= now.size:
            raise ValueError(f"the record has {now.size} entries")
        return self._kept.at(size, self._again)

    def _again(self, base: Standing, size: int) -> Standing:
        for data in self.log.store.entries(base.size, size):
            found = self._read(data)
            base = self._step(base, found, acts.read(found.json), b64u(found.identity)).standing
        return base

    @property
    def clock(self) -> Clock:
        """The clock of receipts: the machine's, or the simulated one of a demonstration; raises `ClockFault`."""
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
        """The present moment of receipts: never before the last one; raises `ClockFault`."""
        return max(self.clock.now(), self.standing.last)

    # Preparing, and entering with a signer at hand

    def prepare(self, name: str, fields: dict[str, Any], credential: str) -> Prepared:
        """The exact text of an act by a credential, with its number, previous act, head seen and commitments filled in.

        What would follow is said of the moment at which it would be received: with all that has ripened by then.
        Raises `ActError` where `fields` make no act, `ClockFault`.
        """
        now = self.now()
        coming = Batch(self.standing)
        self._ripen(coming, now)
        size = self.log.published or self.log.size
        seen = preparing.Seen(size, self.log.tree.root(size))
        return preparing.prepare(name, fields, credential, self.origin, coming.standing, seen, now, self.files)

    def commitment_of(self, ref: str) -> str:
        """The identity of the act whose text stands at a ref; of nothing, where there is none."""
        return preparing.commitment_of(self.standing, ref)

    def enter(self, name: str, fields: dict[str, Any], credential: str, signer: Signer) -> Receipt | Refused:
        """Prepares, signs and receives in one go, for a signer in this process.

        Callers with one credential take turns, for an act names the one before it; where another process signs with
        the same credential meanwhile, the act is prepared again with its next number.
        """
        with self._turns.setdefault(credential, threading.Lock()):
            for _ in range(ATTEMPTS):
                prepared = self.prepare(name, fields, credential)
                if isinstance(prepared.finding, Refused) and prepared.finding.kind != "sequence":
                    return prepared.finding
                outcome = self.receive(sign(prepared.text, signer))
                if not (isinstance(outcome, Refused) and outcome.kind == "sequence"):
                    break
            return outcome

    # Receiving

    def receive(self, data: bytes, parts: Sequence[StoredPart] = ()) -> Receipt | Refused:
        """Enters an act with the parts that travel with it, or says why not. Returns once both are durable.

        The same note again gets its first receipt, and no part is kept then. Raises `StoreError` or `ClockFault` where nothing can be entered.
        """
        if trouble := self._barred():
            raise trouble
        arrived = self.now()
        found = self._authentic(data, arrived, tuple(parts))
        if not isinstance(found, Waiting):
            return found
        self._queue.append(found)
        with self._door:
            while not found.done:
                self._enter_waiting()
        if isinstance(found.outcome, Exception):
            raise copied(found.outcome)
        assert found.outcome is not None
        return found.outcome

    def _authentic(self, data: bytes, arrived: int, parts: tuple[StoredPart, ...]) -> Waiting | Receipt | Refused:
        """Reads a submission strictly and verifies its signature with the key that the record has for it."""
        if len(data) > MAX_SUBMISSION:
            return refused("limit", "record.too_large", size=("number", str(len(data))), limit=("number", str(MAX_SUBMISSION)))
        try:
            submission = entry.read_submission(data, self.origin)
            act = acts.read(submission.json)
        except (EntryError, acts.ActError) as fault:
            return self._of_another_record(data) or refused("form", "record.malformed", why=("text", str(fault)))
        identity = b64u(submission.identity)
        first = self.entered.get(identity)
        if first is not None:
            return self._receipt_of(first)
        if len(submission.authors) > 1:
            return refused("form", "record.several_authors")
        line = submission.authors[0]
        name = credential_of(self.origin, line.name)
        credential = signer_of(self.standing, act, name)
        if credential is None:
            return unknown(name or line.name)
        doubt = examine_signature(credential, line, submission.text) or examine_possession(act, self.origin)
        doubt = doubt or examine_parts(act, parts, self.parts)
        return doubt or Waiting(submission, act, identity, name, arrived, parts)

    def _of_another_record(self, data: bytes) -> Refused | None:
        """Refused where the text was made for another record or generation: a replay, or the wrong address."""
        with contextlib.suppress(EntryError):
            origin = entry.origin_of(data)
            if origin != self.origin:
                return refused("form", "record.another_record", origin=("text", origin[:80]), here=("text", self.origin))
        return None

    def _receipt_of(self, number: int) -> Receipt:
        data = self.log.entry(number - 1)
        assert data is not None
        found = self._read(data)
        finding = self.standing.findings.get(number) or HAS_EFFECT
        return Receipt(number, found.time, b64u(found.identity), finding, data)

    def _enter_waiting(self) -> None:
        """Examines all that wait, in order, and commits them together; called with the door held."""
        waiting: list[Waiting] = []
        while self._queue and len(waiting) < GROUP:
            waiting.append(self._queue.popleft())
        try:
            if trouble := self._barred():
                raise trouble
            batch = Batch(self.standing)
            for one in waiting:
                one.outcome = self._place(one, batch)
            if self._simulated(batch.standing):  # a step of the clock brings with it what it passes
                self._ripen(batch, batch.standing.opened.now)
            self._commit(batch)
        except StoreError as fault:
            for one in waiting:
                one.outcome = fault
        finally:
            for one in waiting:
                one.done = True

    def _simulated(self, standing: Standing) -> bool:
        return standing.opening is not None and standing.opening.simulated

    def _place(self, one: Waiting, batch: Batch) -> Receipt | Refused | Exception:
        """The outcome for one that waits, with its entry in the batch if it has one. One's fault is no other's."""
        try:
            now = max(one.arrived, batch.standing.last)
            if self._simulated(batch.standing):
                now = max(now, batch.standing.opened.now)
            self._ripen(batch, now)
            if (first := self.entered.get(one.identity)) is not None:
                return self._receipt_of(first)
            if one.identity in batch.receipts:
                return batch.receipts[one.identity]
            if one.act.seen != self._agreed:
                if (unseen := examine_seen(one.act.seen, self.log.tree, self.log.size)) is not None:
                    return unseen
                self._agreed = one.act.seen
            done = step(batch.standing, one.act, one.identity, now, one.credential, self.files)
            if isinstance(done.finding, Refused):
                return done.finding
            for part in one.parts:
                self.parts.put(part.media, part.data, part.salt)
            return batch.add(one.identity, one.act, done, now, self._with_receipt(one.submission, now))
        except StoreError:
            raise
        except Exception as fault:  # noqa: BLE001 (whatever it is, it is this act's alone)
            return fault

    def _with_receipt(self, submission: Submission, now: int) -> bytes:
        receipt = cosignature.sign(self.keys.receipts, submission.text, now)
        return entry.received(submission, receipt)

    def _commit(self, batch: Batch) -> None:
        """Makes a batch durable, then lets everybody see it; raises `StoreError` where nothing was entered."""
        if not batch.entries:
            return
        try:
            self.log.append(batch.entries)
        except StoreError as trouble:
            if isinstance(trouble, (CommitFailed, WrongSize)):
                self._fail(trouble)  # what stands in the store is known only once it is read again
            raise
        for act in batch.acts:
            self._publish_parts(act)
        for kept in batch.standings:
            self._kept.keep(kept)
        self.standing = batch.standing
        self.entered.update((identity, receipt.entry) for identity, receipt in batch.receipts.items())
        self._fresh.set()

    def _barred(self) -> StoreError | None:
        """Why nothing can be entered any more, if that is so."""
        if self.failure is not None:
            fault = copied(self.failure)
            assert isinstance(fault, StoreError)
            return fault
        return StoreError("registry.closed") if self._closed else None

    def _fail(self, trouble: StoreError) -> None:
        if self.failure is None:
            self.failure = trouble
            self.on_failure(str(trouble))

    # Moments that have come

    def _ripen(self, batch: Batch, now: int) -> None:
        """Enters every moment that has come, by the registry's own acts, before anything received later."""
        while due := batch.standing.moments.come(now):
            own = self._own(batch.standing)
            if own is None:
                raise StoreError("registry.no_own_key")
            act = Ripen(
                by=By(office="registry"), n=own.n + 1, prev=own.prev or UNSET,
                seen=Seen(b64u(self.log.tree.root()), self.log.size),
                instant=moment_text(due[0].instant), kind=due[0].kind, subject=due[0].subject,  # type: ignore[arg-type]
            )  # fmt: skip
            text = entry.entry_text(self.origin, acts.write(act))
            submission = Submission(text, b"", (self.keys.acts.sign(text),))
            identity = b64u(submission.identity)
            done = step(batch.standing, act, identity, now, own.id, self.files)
            if isinstance(done.finding, Refused):
                raise does_not_follow(batch.standing.size + 1, done.finding.reason)
            batch.add(identity, act, done, now, self._with_receipt(submission, now))

    def _own(self, standing: Standing) -> Credential | None:
        """The credential under which this registry's key makes its acts."""
        mine = str(self.keys.acts.key)
        known = standing.credentials.get(REGISTRY_CREDENTIAL)
        if known is None or known.key != mine:
            known = standing.credentials.get(standing.keys.get(mine) or "")
        return known if known is not None and not known.revoked else None

    def held(self) -> Iterator[bytes]:
        """The bytes of every entry, from the first: what a file of acts is compared with before it is entered."""
        return self.log.store.entries(0, self.log.size)

    def ripen(self) -> None:
        """Enters what has ripened although nobody calls; what arrived before goes first. Raises like `receive`."""
        with self._door:
            while self._queue:
                self._enter_waiting()
            if trouble := self._barred():
                raise trouble
            batch = Batch(self.standing)
            self._ripen(batch, self.now())
            self._commit(batch)

    # Publishing, and keeping the time

    def start(self) -> None:
        """Begins to publish heads, at most every 200 ms, and to keep the time."""
        self._keeper = threading.Thread(target=self._keep, name="registry", daemon=True)
        self._keeper.start()

    def _keep(self) -> None:
        while not self._stop.is_set() and self.failure is None:
            if self._fresh.wait(1.0):
                self._fresh.clear()
                try:
                    self.log.publish()
                except StoreError as trouble:
                    self._fail(trouble)
                    return
                self._stop.wait(INTERVAL)
            # Where nothing can be entered for now (the clock jumped, no room), it is tried again: publishing goes on.
            with contextlib.suppress(ClockFault, StoreError):
                if not self._stop.is_set() and self.standing.moments.come(self.now() - GRACE):
                    self.ripen()

    def close(self) -> None:
        """Publishes what is durable and ends; a second time it does nothing."""
        if self._closed:
            return
        self._closed = True
        self._stop.set()
        self._fresh.set()
        if self._keeper is not None:
            self._keeper.join()
        with self._door:  # whoever is inside is done first
            try:
                if self.failure is None:
                    self.log.publish()
            finally:
                self.log.store.close()


__all__ = ["GROUP", "REGISTRY_CREDENTIAL", "DoesNotFollow", "Keys", "Prepared", "Receipt", "Registry"]
