"""The standing again, from nothing but the published files: head, entry bundles, parts.

Trust: nothing that `fetch` gives is believed before it is proved; whoever pins the identity of the opening entry needs
to believe nothing else.
"""

import hmac
import time
from collections.abc import Callable, Iterable

from comity.canon import b64u
from comity.mirror.report import Fault, altered
from comity.mirror.signatures import Verifier
from comity.mirror.walk import Walk, read_opening
from comity.organisation.standing import Standing
from comity.record import checkpoint, note, tiles
from comity.record.checkpoint import Checkpoint, CheckpointError
from comity.record.parts import SALT, PartError, commitment
from comity.record.tiles import Fetch, TileError
from comity.record.tree import Tree


class Altered(ValueError):
    """A record that is not what it should be; `faults` say which entry and what is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.said("en") for fault in self.faults))


def check_part(blob: bytes, commit: str) -> tuple[str, bytes]:
    """Media type and bytes of a part as it is stored (salt, media, zero byte, bytes); raises `PartError`."""
    media, zero, data = blob[SALT:].partition(b"\x00")
    try:
        name = media.decode("ascii")
    except UnicodeDecodeError:
        name = ""
    if not zero or not name or b64u(commitment(blob[:SALT], name, data)) != commit:
        raise PartError("part.altered", part=commit[:12])
    return name, data


def read_head(fetch: Fetch, pin: str = "") -> tuple[Checkpoint, bytes]:
    """The signed head, and the opening entry whose key signed it and which is the pinned one, if one is pinned.

    Raises `Altered`, or what `fetch` raises.
    """
    signed = fetch("checkpoint")
    try:
        claimed = checkpoint.read_text(note.read(signed).text)
        if not claimed.size:
            raise CheckpointError("the head is of an empty record")
        try:
            first = tiles.read_bundle(fetch(tiles.path_of(None, 0, min(claimed.size, tiles.WIDTH))))
        except FileNotFoundError:
            raise Altered([altered(1, "mirror.entry_missing")]) from None
        if not first:
            raise TileError("the first bundle is empty")
        opening = first[0]
        identity = b64u(note.identity(note.read(opening).text))
        _, _, keys = read_opening(opening)
    except Altered:
        raise
    except ValueError as fault:
        raise Altered([altered(0, "mirror.head", why=("text", str(fault)))]) from None
    if pin and not hmac.compare_digest(pin.encode(), identity.encode()):
        raise Altered([altered(1, "mirror.pin")])
    try:
        return checkpoint.read(signed, keys.log), opening
    except ValueError as fault:
        raise Altered([altered(0, "mirror.head", why=("text", str(fault)))]) from None


def _bundle(fetch: Fetch, path: str) -> bytes:
    try:
        return fetch(path)
    except FileNotFoundError:
        raise TileError(f"{path} is not there") from None


def rebuild(fetch: Fetch, pin: str = "", look: Callable[[bytes, Standing], None] | None = None) -> Standing:
    """The standing that the published files add up to, everything proved; raises `Altered`.

    `fetch` gives `checkpoint`, `tile/…` and `parts/<commitment>`; `look` is called with each entry and the standing
    after it, before signatures are known to hold.
    """
    head, opening = read_head(fetch, pin)
    _, _, keys = read_opening(opening)
    tree = Tree()
    bundles: list[list[bytes]] = []
    try:
        for path, width in tiles.bundle_paths(head.size):
            entries = tiles.read_bundle(_bundle(fetch, path))
            if len(entries) != width:
                raise TileError(f"{path} holds {len(entries)} entries, expected {width}")
            tree.extend_entries(entries)
            bundles.append(entries)
    except TileError as fault:
        raise Altered([altered(0, "mirror.bundle", why=("text", str(fault)))]) from None
    if tree.root() != head.root:
        raise Altered([altered(0, "mirror.root", size=("number", str(head.size)), have=("number", str(tree.size)))])
    verifier = Verifier(keys.receipts.public)
    walk = Walk(opening, lambda commit: check_part(fetch(f"parts/{commit}"), commit)[1], verifier.add, time.time())
    for entries in bundles:
        for data in entries:
            walk.take(data, tree)
            if look is not None:
                look(data, walk.standing)
    faults = [fault for fault in walk.faults if fault.verdict != "differs"]
    for one in verifier.failures():
        code = "mirror.receipt_fails" if one.receipt else "mirror.signature_fails"
        faults.append(altered(one.entry, code, credential=("credential", one.name)))
    if faults:
        raise Altered(sorted(faults, key=lambda fault: fault.entry))
    return walk.standing
