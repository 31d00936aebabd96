"""The standing again, from nothing but the published files: head, entry bundles, parts.

Trust: nothing that `fetch` gives is believed before it is proved; whoever pins the identity of the opening entry needs
to believe nothing else.
"""

import hmac
import time
from collections.abc import Callable

from comity.canon import b64u
from comity.mirror.report import Fault, altered, plain_names
from comity.mirror.walk import Walk, read_opening
from comity.organisation.standing import Standing
from comity.record import checkpoint, note, tiles
from comity.record.checkpoint import Checkpoint, CheckpointError
from comity.record.ed25519 import verify
from comity.record.keys import KeyFault
from comity.record.parts import SALT, PartError, commitment
from comity.record.tiles import Fetch, TileError
from comity.record.tree import Tree


class Altered(ValueError):
    """A record that is not what it should be; `faults` say which entry and what is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(fault.said("en", plain_names) for fault in faults))
        self.faults = tuple(faults)


class _AtOnce:
    """Verifies signatures as they come."""

    def __init__(self) -> None:
        self.failed: list[Fault] = []

    def add(self, public: bytes, signature: bytes, message: bytes, entry: int, code: str, name: str) -> None:
        """Verifies one."""
        if not verify(public, signature, message, "nacl"):
            self.failed.append(failed(entry, code, name))


def failed(entry: int, code: str, name: str) -> Fault:
    """The fault of a signature that does not verify."""
    return altered(entry, code, credential=("credential", name))


def part_data(blob: bytes, commit: str) -> tuple[str, bytes]:
    """Media type and bytes of a part as it is served (salt, media, zero byte, bytes); raises `PartError`."""
    media, _, data = blob[SALT:].partition(b"\x00")
    if not hmac.compare_digest(b64u(commitment(blob[:SALT], media.decode(errors="replace"), data)), commit):
        raise PartError(f"the part {commit[:12]}… was altered: its bytes do not lead to its commitment")
    return media.decode(), data


def read_head(fetch: Fetch, pin: str = "") -> tuple[Checkpoint, bytes]:
    """The signed head and the opening entry, whose key signed it and which is the pinned one, if one is pinned.

    Raises `Altered` or what `fetch` raises.
    """
    signed = fetch("checkpoint")
    try:
        claimed = checkpoint.read_text(note.read(signed).text)
        if not claimed.size:
            raise CheckpointError("the head is of an empty record")
        first = tiles.read_bundle(fetch(tiles.path_of(None, 0, min(claimed.size, tiles.WIDTH))))
        if not first:
            raise TileError("the first bundle is empty")
        _origin, _, keys = read_opening(first[0])
        head = checkpoint.read(signed, keys.log)
    except (KeyFault, ValueError) as fault:
        raise Altered([altered(0, "mirror.head", why=("text", str(fault)))]) from None
    identity = b64u(note.identity(note.read(first[0]).text))
    if pin and not hmac.compare_digest(pin.encode(), identity.encode()):
        raise Altered([altered(1, "mirror.pin")])
    return head, first[0]


def rebuild(fetch: Fetch, pin: str = "", look: Callable[[bytes, Standing], None] | None = None) -> Standing:
    """The standing that the published files add up to, everything proved; raises `Altered`.

    `fetch` gives `checkpoint`, `tile/…` and `parts/<commitment>`; `look` is called with each entry and the standing after it.
    """
    head, opening = read_head(fetch, pin)
    tree = Tree()
    bundles: list[list[bytes]] = []
    try:
        for path, width in tiles.bundle_paths(head.size):
            entries = tiles.read_bundle(fetch(path))
            if len(entries) != width:
                raise TileError(f"{path} holds {len(entries)} entries, expected {width}")
            tree.extend_entries(entries)
            bundles.append(entries)
    except TileError as fault:
        raise Altered([altered(0, "mirror.bundle", why=("text", str(fault)))]) from None
    if tree.root() != head.root:
        raise Altered([altered(0, "mirror.root", size=("number", str(head.size)))])
    signatures = _AtOnce()
    walk = Walk(opening, lambda commit: part_data(fetch(f"parts/{commit}"), commit)[1], signatures, time.time())
    for entries in bundles:
        for data in entries:
            walk.take(data, tree)
            if look is not None:
                look(data, walk.standing)
    if faults := [*walk.faults, *signatures.failed]:
        raise Altered(sorted(faults, key=lambda fault: fault.entry))
    return walk.standing
