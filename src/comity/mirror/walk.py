"""One entry after another, with nothing believed: what each entry must be, before and under the rules.

    bytes        an entry of this record, its act spelled canonically
    time         received not before the entry before it
    signatures   of who made it and of the registry's receipt, strict Ed25519
    order        number and previous act of its credential; what its signer saw is a beginning of this record
    possession   a key that is enrolled was in its holder's hands
    rules        the finding again, under the charter and edition in force at that entry

Signatures are handed to `Signatures`, which may verify them elsewhere and says later which failed.
"""

from collections.abc import Callable
from typing import Protocol

from msgspec.structs import replace

from comity import acts
from comity.acts.base import Act
from comity.acts.record import Open
from comity.authenticity import examine_possession, examine_seen, key_for
from comity.canon import b64u
from comity.mirror.report import Fault, altered
from comity.organisation import credentials
from comity.organisation.finding import Refused
from comity.organisation.fold import Step, signer_of, step
from comity.organisation.names import OriginError, credential_of, domain_of
from comity.organisation.standing import Standing
from comity.record import entry
from comity.record.cosignature import message
from comity.record.entry import Entry, EntryError
from comity.record.keys import COSIGNATURE, ED25519, Key, KeyFault
from comity.record.note import NoteError
from comity.record.tree import Tree

#: Gives the bytes of a charter file by its commitment; raises where the part is missing or altered.
Files = Callable[[str], bytes]
#: How far a receipt may lie ahead of this machine's clock (seconds): mirrors refuse receipts from the future.
AHEAD = 3600


class Signatures(Protocol):
    """Takes signatures that are still to be verified."""

    def add(self, public: bytes, signature: bytes, message: bytes, entry: int, code: str, name: str) -> None:
        """One more; `entry`, `code` and `name` say what a failure of it means."""


class Keys:
    """The record's own keys, as its opening entry names them."""

    def __init__(self, opening: Open, origin: str) -> None:
        self.log = Key.read(opening.keys.log)
        self.receipts = Key.read(opening.keys.receipts)
        if self.log.type != ED25519 or self.receipts.type != COSIGNATURE or self.log.name != origin:
            raise KeyFault("the keys of log and receipts are of another kind or of another record")


def read_opening(data: bytes) -> tuple[str, Open, Keys]:
    """Origin, act and keys that an opening entry states, before any signature; raises `ValueError` with what is wrong."""
    try:
        origin = entry.origin_of(data)
        domain_of(origin)
        json = data.split(b"\n", 3)[2]
        act = acts.read(json)
    except (OriginError, IndexError) as fault:
        raise EntryError(str(fault)) from None
    if not isinstance(act, Open):
        raise EntryError(f"the first entry is {act.name()!r}; a record opens with record.open")
    return origin, act, Keys(act, origin)


class Walk:
    """Examines entries in order; `standing` is what they add up to so far, `faults` what was found."""

    def __init__(self, opening: bytes, files: Files, signatures: Signatures, now: float) -> None:
        """`opening` is the bytes of the first entry (not yet taken); `now` the moment of this machine, seconds UTC."""
        self.origin, _, self.keys = read_opening(opening)
        self.standing = Standing()
        self.faults: list[Fault] = []
        self._files, self._signatures = files, signatures
        self._now = now
        self._receipts = self.keys.receipts
        self._seen = (-1, "")
        self._keys: dict[tuple[str, str], Key] = {}

    def take(self, data: bytes, tree: Tree) -> Act | None:
        """Examines the next entry; `tree` holds at least the entries before it. None where it is no act at all."""
        number = self.standing.size + 1
        try:
            found = entry.read_entry(data, self.origin, self._receipts)
            act = acts.read(found.json)
        except (EntryError, NoteError, acts.ActError) as fault:
            self.faults.append(altered(number, "mirror.bytes", why=("text", str(fault))))
            self._pass_over(number)
            return None
        self._time(number, found)
        name = credential_of(self.origin, found.authors[0].name)
        self._sign(number, found, act, name)
        self._see(number, act, tree)
        moment = max(found.time, self.standing.last)
        done = step(self.standing, act, b64u(found.identity), moment, name, self._files)
        self._judge(number, found, act, name, done)
        return act

    def _time(self, number: int, found: Entry) -> None:
        if found.time < self.standing.last:
            self.faults.append(
                altered(number, "mirror.time_back", at=("moment", str(found.time)), last=("moment", str(self.standing.last)))
            )
        opening = self.standing.opening
        if opening is not None and not opening.simulated and found.time > self._now + AHEAD:
            self.faults.append(altered(number, "mirror.future", at=("moment", str(found.time))))

    def _sign(self, number: int, found: Entry, act: Act, name: str) -> None:
        receipt = found.receipt
        self._signatures.add(
            self._receipts.public, receipt.payload[8:], message(found.text, found.time), number, "mirror.receipt_fails", receipt.name
        )
        if len(found.authors) > 1:
            self.faults.append(altered(number, "mirror.several_authors"))
        line = found.authors[0]
        credential = signer_of(self.standing, act, name)
        if credential is None:
            self.faults.append(altered(number, "mirror.key_unknown", credential=("credential", name or line.name)))
            return
        at = (credential.id, credential.key)
        key = self._keys.get(at)
        if key is None:
            read = key_for(credential, line)
            if isinstance(read, Refused):
                self.faults.append(altered(number, "mirror.signature_fails", credential=("credential", name)))
                return
            key = self._keys[at] = read
        if line.key_id != key.id:
            self.faults.append(altered(number, "mirror.signature_fails", credential=("credential", name)))
            return
        self._signatures.add(key.public, line.payload, found.text, number, "mirror.signature_fails", name)

    def _see(self, number: int, act: Act, tree: Tree) -> None:
        seen = (act.seen.size, act.seen.root)
        if act.seen.size >= number or seen != self._seen:
            if examine_seen(act.seen, tree, number - 1) is not None:
                self.faults.append(altered(number, "mirror.another_history", size=("number", str(act.seen.size))))
                return
            self._seen = seen
        if examine_possession(act, self.origin) is not None:
            self.faults.append(altered(number, "mirror.possession_fails"))

    def _judge(self, number: int, found: Entry, act: Act, name: str, done: Step) -> None:
        if not isinstance(done.finding, Refused):
            self.standing = done.standing
            return
        reason = done.finding.reason
        if reason.code == "record.edition_unknown":
            self.faults.append(Fault("upgrade", number, "mirror.upgrade", reason.params))
        elif reason.code == "record.charter_broken":
            self.faults.append(altered(number, "mirror.charter_broken", why=next(("text", p.value) for p in reason.params)))
        elif done.finding.kind == "sequence":
            self.faults.append(altered(number, "mirror.out_of_turn", credential=("credential", name)))
        elif done.finding.kind == "authenticity":
            if not any(fault.entry == number for fault in self.faults):
                self.faults.append(Fault("altered", number, reason.code, reason.params))
        else:
            self.faults.append(Fault("differs", number, reason.code, reason.params))
        self._pass_over(number, found, act, name)

    def _pass_over(self, number: int, found: Entry | None = None, act: Act | None = None, name: str = "") -> None:
        """Goes on after an entry that has no place under the rules: it is counted and changes nothing."""
        standing = self.standing
        known = standing.credentials
        signer = known.get(name)
        last = standing.last
        if found is not None and act is not None:
            last = max(last, found.time)
            if signer is not None:
                known = known.insert(name, credentials.signed(signer, act.n, b64u(found.identity)))
        self.standing = replace(standing, size=number, credentials=known, last=last)
