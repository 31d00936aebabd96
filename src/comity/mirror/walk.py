"""One entry after another, with nothing believed: what each entry must be, before and under the rules.

    bytes        an entry of this record, its act spelled canonically
    time         received not before the entry before it, not in the future; under a simulated clock, at its hour
    signatures   of who made it and of the registry's receipt, strict Ed25519
    order        number and previous act of its credential; what its signer saw is a beginning of this record
    possession   a key that is enrolled was in its holder's hands
    rules        the finding again, under the charter and edition in force at that entry; what had ripened was entered

From the first entry that was altered on, nothing can be said of order and rules, for they build on it; bytes and
signatures of the entries after it are still examined, so that every altered entry is named.
"""

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from comity import acts
from comity.acts.base import Act, Seen
from comity.acts.credentials import Enrol
from comity.acts.record import Open, Ripen
from comity.authenticity import examine_possession, examine_seen, key_for
from comity.canon import b64u
from comity.mirror.report import Fault, altered
from comity.mirror.signatures import Job
from comity.organisation import credentials
from comity.organisation.credentials import Credential
from comity.organisation.finding import Refused, params
from comity.organisation.fold import Step, step
from comity.organisation.names import OriginError, credential_of, domain_of
from comity.organisation.standing import Standing
from comity.phrases import Param
from comity.record import entry
from comity.record.entry import Entry, EntryError
from comity.record.keys import COSIGNATURE, ED25519, Key, KeyFault
from comity.record.note import NoteError, identity
from comity.record.tree import Tree

#: Gives the bytes of a charter file by its commitment; raises where the part is missing or altered.
Files = Callable[[str], bytes]
#: How far a receipt may lie ahead of this machine's clock (seconds): mirrors refuse receipts from the future.
AHEAD = 3600


class Keys:
    """The record's own keys, as its opening entry names them."""

    def __init__(self, opening: Open, origin: str) -> None:
        self.log = Key.read(opening.keys.log)
        self.receipts = Key.read(opening.keys.receipts)
        self.acts = Key.read(opening.keys.acts)
        if self.log.type != ED25519 or self.receipts.type != COSIGNATURE or self.log.name != origin:
            raise KeyFault("the keys of log and receipts are of another kind or of another record")


def read_opening(data: bytes) -> tuple[str, Open, Keys]:
    """Origin, act and keys that an opening entry states, before any signature; raises `ValueError` with what is wrong."""
    origin = entry.origin_of(data)
    try:
        domain_of(origin)
        act = acts.read(data.split(b"\n", 3)[2])
    except (OriginError, IndexError) as fault:
        raise EntryError(str(fault)) from None
    if not isinstance(act, Open):
        raise EntryError(f"the first entry is {act.name()!r}; a record opens with record.open")
    return origin, act, Keys(act, origin)


class _Known(NamedTuple):
    """A credential that was enrolled, and the key that its lines must be of."""

    credential: Credential
    key: Key
    key_id: bytes
    public: bytes


class Walk:
    """Examines entries in order; `standing` is what they add up to so far, `faults` what was found.

    `size` counts the entries taken, `altered_at` is the first that was altered (0 while none was): beyond it the
    standing stays.
    """

    def __init__(self, opening: bytes, files: Files, sign: Callable[[Job], None], now: float) -> None:
        """`opening` is the first entry's bytes (not yet taken), `sign` takes signatures to verify, `now` is seconds UTC."""
        self.origin, self.opening, self.keys = read_opening(opening)
        self.standing = Standing()
        self.size = 0
        self.faults: list[Fault] = []
        self.altered_at = 0
        self._files, self._sign, self._now = files, sign, now
        self._known: dict[str, _Known] = {}
        self._names: dict[str, str] = {}
        self._seen = Seen("", -1)

    def take(self, data: bytes, tree: Tree) -> Act | None:
        """Examines the next entry; `tree` holds at least the entries before it. None where it is no act at all."""
        self.size += 1
        try:
            found = entry.read_entry(data, self.origin, self.keys.receipts)
            act = acts.read(found.json)
        except (EntryError, NoteError, acts.ActError) as fault:
            self._stop("mirror.bytes", why=str(fault))
            return None
        if self.size == 1 and isinstance(act, Open):
            for enrolment in (*act.enrolled, *act.roots):
                self._enrolled(credentials.of_enrolment(enrolment, 1))
        line = found.authors[0]
        name = self._names.get(line.name)
        if name is None:
            name = self._names[line.name] = credential_of(self.origin, line.name)
        known = self._known.get(name)
        if known is not None and line.key_id == known.key_id and len(found.authors) == 1:
            self._sign((self.size, name, found.text, known.public, line.payload, found.receipt.payload[8:], found.time))
        else:
            self._signatures(found, name)
        if not self.altered_at:
            self._judge(found, act, name, tree)
        if isinstance(act, Enrol) and credentials.credential_id(act.enrolment) not in self._known:
            self._enrolled(credentials.of_enrolment(act.enrolment, self.size))
        return act

    def missing(self) -> None:
        """The next entry cannot be had at all."""
        self.size += 1
        self._stop("mirror.entry_missing")

    def since(self, name: str) -> int:
        """The entry that enrolled a credential; 0 where none did."""
        return self._known[name].credential.since if name in self._known else 0

    def key_of(self, name: str) -> Key | None:
        """The key of a credential, or none."""
        return self._known[name].key if name in self._known else None

    def _enrolled(self, credential: Credential) -> None:
        try:
            key = Key.read(credential.key)
            self._known[credential.id] = _Known(credential, key, key.id, key.public)
        except KeyFault as fault:
            self._stop("mirror.bytes", why=str(fault))

    def _stop(self, code: str, **values: str) -> None:
        said = tuple(Param(name, "text", value) for name, value in sorted(values.items()))
        self.faults.append(Fault("altered", self.size, code, said))
        self.altered_at = self.altered_at or self.size

    def _signatures(self, found: Entry, name: str) -> None:
        """Says what of its lines cannot be verified with a key of the record, and hands on what can."""
        public = signature = b""
        line = found.authors[0]
        known = self._known.get(name)
        if len(found.authors) > 1:
            self._stop("mirror.several_authors")
        elif known is None:
            if not self.altered_at:
                self._stop("mirror.key_unknown", credential=name or line.name)
        elif line.key_id != known.key_id and isinstance(key_for(known.credential, line), Refused):
            self._stop("mirror.signature_fails", credential=name)
        else:
            public, signature = known.public, line.payload
        self._sign((self.size, name, found.text, public, signature, found.receipt.payload[8:], found.time))

    def _judge(self, found: Entry, act: Act, name: str, tree: Tree) -> None:
        standing = self.standing
        if not self._in_time(found, standing) or not self._in_sight(act, tree):
            return
        if isinstance(act, Enrol) and examine_possession(act, self.origin) is not None:
            self._stop("mirror.possession_fails")
            return
        due = standing.moments.order
        if due and due[0].instant <= found.time and not isinstance(act, Ripen):
            self.faults.append(
                Fault("differs", self.size, "mirror.not_ripened", params(ref=("text", due[0].subject), at=("moment", str(due[0].instant))))
            )
        done = step(standing, act, b64u(identity(found.text)), found.time, name, self._files)
        if isinstance(done.finding, Refused):
            self._refused(done, found, act, name)
        else:
            self.standing = done.standing

    def _in_time(self, found: Entry, standing: Standing) -> bool:
        opening = standing.opening
        if found.time < standing.last:
            values = {"at": found.time, "last": standing.last}
            code = "mirror.time_back"
        elif opening is not None and opening.simulated:
            hour = max(opening.now, standing.last)
            if found.time == hour:
                return True
            values, code = {"at": found.time, "last": hour}, "mirror.other_hour"
        elif self.opening.clock.kind != "simulated" and found.time > self._now + AHEAD:
            values, code = {"at": found.time}, "mirror.future"
        else:
            return True
        said = tuple(Param(name, "moment", str(value)) for name, value in sorted(values.items()))
        self.faults.append(Fault("altered", self.size, code, said))
        self.altered_at = self.size
        return False

    def _in_sight(self, act: Act, tree: Tree) -> bool:
        seen = act.seen
        if seen.size < self.size and seen == self._seen:
            return True
        if examine_seen(seen, tree, self.size - 1) is not None:
            self.faults.append(altered(self.size, "mirror.another_history", size=("number", str(seen.size))))
            self.altered_at = self.size
            return False
        self._seen = seen
        return True

    def _refused(self, done: Step, found: Entry, act: Act, name: str) -> None:
        """What the rules would not have let in: of the record's integrity it is an alarm, else it differs from the rule."""
        assert isinstance(done.finding, Refused)
        kind, reason = done.finding.kind, done.finding.reason
        if reason.code == "record.edition_unknown":
            self.faults.append(Fault("upgrade", self.size, "mirror.upgrade", reason.params))
            self.altered_at = self.size
        elif reason.code == "record.charter_broken":
            self._stop("mirror.charter_broken", why=next(p.value for p in reason.params if p.name == "why"))
        elif kind in ("sequence", "authenticity"):
            code = "mirror.out_of_turn" if kind == "sequence" else "mirror.not_authentic"
            self._stop(code, credential=name)
        else:
            self.faults.append(Fault("differs", self.size, "mirror.differs", (), "", reason))
            self._pass_over(found, act, name)

    def _pass_over(self, found: Entry, act: Act, name: str) -> None:
        """Goes on after an entry that the rules would not have let in: it is counted, and changes nothing."""
        standing = self.standing
        known = standing.credentials
        signer = known.get(name)
        if signer is not None:
            known = known.set(name, credentials.signed(signer, act.n, b64u(found.identity)))
        self.standing = replace(standing, size=self.size, credentials=known, last=found.time)
