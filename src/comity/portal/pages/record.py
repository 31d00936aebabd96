"""The record: what was entered, in order; and one entry as its bytes, with signatures, place and proof."""

from msgspec import UNSET, Struct

from comity import acts
from comity.canon import b64u
from comity.day import moment_text
from comity.organisation.finding import HAS_EFFECT, Entered, WithoutEffect
from comity.organisation.names import credential_of
from comity.organisation.saying import kind_of
from comity.portal.faults import BadQuery, NotFound
from comity.portal.pictures.proof import Step, path_of_proof, steps
from comity.portal.reading import Reading
from comity.portal.render import Page, Rows, Table
from comity.portal.words import Words
from comity.record import cosignature, ed25519, entry
from comity.record.entry import Entry
from comity.record.keys import Key
from comity.record.note import write_line
from comity.record.tree import leaf_hash

#: Entries on one page.
PAGE = 100


class Line(Struct, frozen=True, omit_defaults=True):
    """An entry in a list: its number, when it was received, which act, what it says, what came of it."""

    entry: int
    received: str
    act: str
    says: str
    finding: str
    signer: str
    effective: str = ""
    confidence: str = ""
    source: tuple[str, ...] = ()


class Listing(Struct, frozen=True):
    """A stretch of the record, newest first; `size` and `root` are of the head it is read at."""

    size: int
    root: str
    first: int
    last: int
    entries: tuple[Line, ...]


def read_entry(reading: Reading, number: int) -> tuple[bytes, Entry]:
    """An entry's bytes and what they say; raises `NotFound`."""
    data = reading.registry.log.entry(number - 1) if 1 <= number <= reading.standing.size else None
    if data is None:
        raise NotFound("record.no_entry", entry=number, size=reading.standing.size)
    return data, entry.read_entry(data, reading.registry.origin, reading.registry.keys.receipts.key)


def finding_of(reading: Reading, number: int) -> Entered:
    """What the registry found of the act at an entry."""
    return reading.standing.findings.get(number) or HAS_EFFECT


def line(reading: Reading, w: Words, number: int, found: Entry) -> Line:
    """An entry's line."""
    act = acts.read(found.json)
    told = None if act.transcribed is UNSET else act.transcribed
    return Line(
        entry=number,
        received=moment_text(found.time),
        act=act.name(),
        says=w.act(act),
        finding="without_effect" if isinstance(finding_of(reading, number), WithoutEffect) else "has_effect",
        signer=credential_of(reading.registry.origin, found.authors[0].name),
        effective="" if act.effective is UNSET else act.effective,
        confidence=told.confidence if told else "",
        source=told.source if told else (),
    )


def lines(reading: Reading, first: int, last: int) -> tuple[Line, ...]:
    """The lines of entries `first` to `last`, newest first."""
    registry, w = reading.registry, Words(reading)
    found = (entry.read_entry(data, registry.origin, registry.keys.receipts.key) for data in registry.log.store.entries(first - 1, last))
    return tuple(line(reading, w, number, one) for number, one in enumerate(found, start=first))[::-1]


def record(reading: Reading) -> Page:
    """The page of the whole record, a hundred entries at a time; `?from=` names the newest one shown."""
    size = reading.standing.size
    last = _newest(reading, size)
    first = max(1, last - PAGE + 1)
    data = reading.derived(f"record-{last}", lambda: Listing(
        size, reading.registry.log.tree.root(size).hex(), first, last, lines(reading, first, last)
    ))  # fmt: skip
    w = Words(reading)
    lede = w("record.lede", n=size, moment=w.moment(reading.standing.last), origin=reading.registry.origin)
    columns = ("entry", "received", "act", "effective", "says", "finding", "signer", "confidence", "source")

    def rows() -> Rows:
        return tuple(
            tuple(" ".join(value) if isinstance(value := getattr(one, c), tuple) else str(value) for c in columns)
            for one in data.entries
        )

    keys = reading.standing.opened.act.keys
    view = {
        "newer": min(size, last + PAGE) if last < size else 0,
        "older": first - 1,
        "keys": keys,
        "opening": reading.standing.opened.identity,
        "head": reading.registry.log.checkpoint().decode(),
        "rights": reading.standing.opened,
    }
    return Page("record.html", "record", w("record.title"), lede, data, Table(columns, rows), view)


def _newest(reading: Reading, size: int) -> int:
    asked = reading.asked.get("from", "")
    if not asked:
        return size
    if not (asked.isascii() and asked.isdigit()) or len(asked) > 15 or not 1 <= int(asked) <= size:
        raise BadQuery("query.entry", "from", text=asked[:40], size=size)
    return int(asked)


class Signature(Struct, frozen=True):
    """A signature line: whose, as it stands, whether it verifies with the key that the record has for it."""

    credential: str
    line: str
    enrolled: int
    verifies: bool


class Proof(Struct, frozen=True):
    """The path from the entry to the root of the published head (RFC 9162, 2.1.3); hashes in hexadecimal."""

    size: int
    index: int
    leaf: str
    path: tuple[str, ...]
    root: str


class EntryView(Struct, frozen=True, omit_defaults=True):
    """An entry as its bytes, and what was computed of them for this page."""

    entry: int
    identity: str
    bytes: int
    received: str
    text: str
    receipt: str
    receipt_verifies: bool
    signatures: tuple[Signature, ...]
    proof: Proof | None = None


def entry_view(reading: Reading, number: int) -> EntryView:
    """Reads an entry, verifies its signatures, and proves its place."""
    data, found = read_entry(reading, number)
    registry = reading.registry
    text = found.text.decode()
    key = registry.keys.receipts.key
    return EntryView(
        entry=number,
        identity=b64u(found.identity),
        bytes=len(data),
        received=moment_text(found.time),
        text=text,
        receipt=write_line(found.receipt),
        receipt_verifies=cosignature.verify(key, found.receipt, found.text) is not None,
        signatures=tuple(_signature(reading, found, number, i) for i in range(len(found.authors))),
        proof=_proof(reading, number, data),
    )


def _signature(reading: Reading, found: Entry, number: int, i: int) -> Signature:
    line_ = found.authors[i]
    name = credential_of(reading.registry.origin, line_.name)
    credential = reading.head.credentials.get(name)
    good = False
    if credential is not None:
        key = Key.read(credential.key)
        good = key.id == line_.key_id and ed25519.verify(key.public, line_.payload, found.text)
    return Signature(name, write_line(line_), credential.since if credential else 0, good)


def _proof(reading: Reading, number: int, data: bytes) -> Proof | None:
    log = reading.registry.log
    size = log.published
    if number > size:
        return None
    path = log.tree.inclusion(number - 1, size)
    return Proof(size, number - 1, leaf_hash(data).hex(), tuple(h.hex() for h in path), log.tree.root(size).hex())


def entry_page(reading: Reading, number: str) -> Page:
    """The page of one entry's bytes."""
    n = int(number)
    data = entry_view(reading, n)
    w = Words(reading)
    _, found = read_entry(reading, n)
    said = acts.read(found.json)
    sound = data.receipt_verifies and all(one.verifies for one in data.signatures)
    lede = w("entry.lede" if sound else "entry.lede_altered", moment=w.moment(found.time), signer=data.signatures[0].credential)
    rows = text_rows(data.text)
    joints: tuple[Step, ...] = steps(data.proof.leaf, data.proof.index, data.proof.size, data.proof.path) if data.proof else ()
    first, last = max(1, n - 1), min(reading.standing.size, n + 1)
    view = {
        "rows": rows, "joints": joints, "sound": sound, "around": lines(reading, first, last),
        "picture": path_of_proof(n, joints, w("entry.picture", entry=n), w("entry.picture_says", entry=n, n=len(joints)), w("entry.short", entry=n)) if joints else "",
        "said": w.act(said), "without": isinstance(finding_of(reading, n), WithoutEffect),
    }  # fmt: skip
    kind = w(kind_of(said.name()))
    return Page("entry.html", "record", w("entry.title", entry=n, kind=kind[:1].lower() + kind[1:]), lede, data, view=view)


def text_rows(text: str) -> tuple[str, str, str]:
    """The three lines of an act's text: header, origin, act."""
    header, origin, json, _ = text.split("\n")
    return header, origin, json


__all__ = ["entry_page", "finding_of", "line", "lines", "read_entry", "record"]
