"""The Merkle tree of RFC 6962 over the entries' bytes, in memory: root and proofs at any past size.

Hashes of complete subtrees are kept per level, 64 bytes an entry in all: `levels[k]` holds those over 2^k entries.
A root of any earlier size is put together from at most one hash a level, so what a signer saw can always be checked.
"""

from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
SIZE = 32


class TreeError(ValueError):
    """A size or index outside the tree, or a proof that does not fit: the message says which."""


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(0x00 ‖ entry) (RFC 6962, 2.1)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right) (RFC 6962, 2.1)."""
    return sha256(b"\x01" + left + right).digest()


def _bits(size: int) -> list[int]:
    """The levels of the complete subtrees of which a tree of this size consists, the largest first."""
    return [level for level in range(size.bit_length() - 1, -1, -1) if size >> level & 1]


def _fold(peaks: list[bytes]) -> bytes:
    """The root over complete subtrees from left to right, each larger than the next."""
    if not peaks:
        return EMPTY_ROOT
    *rest, root = peaks
    for peak in reversed(rest):
        root = node_hash(peak, root)
    return root


class Tree:
    """A tree that only grows. One thread extends it; others may read meanwhile anything up to `size`."""

    def __init__(self) -> None:
        self.levels: list[bytearray] = [bytearray()]
        self._size = 0

    @property
    def size(self) -> int:
        """How many entries it covers; grows once all hashes over them are there."""
        return self._size

    def extend_entries(self, entries: list[bytes]) -> None:
        """Hashes entries and appends them."""
        hashed = sha256
        self._grow(b"".join([hashed(b"\x00" + entry).digest() for entry in entries]))

    def extend(self, leaves: list[bytes]) -> None:
        """More leaf hashes, in order."""
        _check_hashes(*leaves)
        self._grow(b"".join(leaves))

    def _grow(self, leaves: bytes) -> None:
        """Takes leaf hashes in, and hashes every subtree that has become complete, level by level."""
        hashed = sha256
        self.levels[0] += leaves
        size = len(self.levels[0]) // SIZE
        for k in range(1, size.bit_length()):
            if k == len(self.levels):
                self.levels.append(bytearray())
            below, level = self.levels[k - 1], self.levels[k]
            part = bytes(below[2 * len(level) : 2 * (size >> k) * SIZE])
            if not part:  # nor is anything above complete
                break
            level += b"".join([hashed(b"\x01" + part[i : i + 64]).digest() for i in range(0, len(part), 64)])
        self._size = size

    def root_with(self, leaves: list[bytes]) -> bytes:
        """The root that it would have with these leaf hashes more; the tree stays as it is.

        So the head over entries is known before they are durable, and no reader sees them before they are.
        """
        peaks = [(level, self.subtree(level, (self._size >> level) - 1)) for level in _bits(self._size)]
        for leaf in leaves:
            level, node = 0, leaf
            while peaks and peaks[-1][0] == level:
                node = node_hash(peaks.pop()[1], node)
                level += 1
            peaks.append((level, node))
        return _fold([node for _, node in peaks])

    def subtree(self, level: int, index: int) -> bytes:
        """The hash over entries index·2^level to (index+1)·2^level, which must be complete."""
        at = index * SIZE
        return bytes(self.levels[level][at : at + SIZE])

    def leaf(self, index: int) -> bytes:
        """The hash of one entry."""
        return self.subtree(0, index)

    def root(self, size: int | None = None) -> bytes:
        """The root at this size (at present where none is given)."""
        size = self.size if size is None else size
        if not 0 <= size <= self.size:
            raise TreeError(f"size {size} is outside the tree of {self.size} entries")
        root = b""
        for level in range(size.bit_length()):
            if size >> level & 1:  # a complete subtree, left of those that came before it
                at = ((size >> level) - 1) * SIZE
                peak = self.levels[level][at : at + SIZE]
                root = sha256(b"\x01" + peak + root).digest() if root else bytes(peak)
        return root or EMPTY_ROOT

    def _range(self, start: int, stop: int) -> bytes:
        """MTH(D[start:stop]) where start is a multiple of a power of two not below stop - start (RFC 6962, 2.1)."""
        peaks = []
        for level in _bits(stop - start):
            start += 1 << level
            peaks.append(self.subtree(level, (start >> level) - 1))
        return _fold(peaks)

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """The path from the entry at `index` (from 0) to the root at `size` (RFC 6962, 2.1.1)."""
        size = self.size if size is None else size
        if not 0 <= index < size <= self.size:
            raise TreeError(f"entry {index} is outside the {size} entries asked for")
        path: list[bytes] = []
        start, stop = 0, size
        while stop - start > 1:
            middle = start + (1 << ((stop - start - 1).bit_length() - 1))
            if index < middle:
                path.append(self._range(middle, stop))
                stop = middle
            else:
                path.append(self._range(start, middle))
                start = middle
        return path[::-1]

    def consistency(self, old: int, size: int | None = None) -> list[bytes]:
        """The proof that the tree of `old` entries is a beginning of that of `size` (RFC 6962, 2.1.2)."""
        size = self.size if size is None else size
        if not 0 < old <= size <= self.size:
            raise TreeError(f"no proof from {old} to {size} entries in a tree of {self.size}")
        path: list[bytes] = []
        start, stop, whole = 0, size, True
        while old != stop:
            middle = start + (1 << ((stop - start - 1).bit_length() - 1))
            if old <= middle:
                path.append(self._range(middle, stop))
                stop = middle
            else:
                path.append(self._range(start, middle))
                start, whole = middle, False
        return ([] if whole else [self._range(start, stop)]) + path[::-1]


def _check_hashes(*hashes: bytes) -> None:
    """Every hash has 32 bytes, so that nothing empty passes for anything."""
    if any(len(one) != SIZE for one in hashes):
        raise TreeError(f"a hash does not have {SIZE} bytes")


def verify_inclusion(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> None:
    """Raises `TreeError` unless the path leads from the leaf to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        raise TreeError(f"entry {index} is outside a tree of {size} entries")
    _check_hashes(leaf, root, *path)
    fn, sn, r = index, size - 1, leaf
    for p in path:
        if sn == 0:
            raise TreeError("the path is too long")
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    if sn:
        raise TreeError("the path is too short")
    if r != root:
        raise TreeError("the path leads to another root")


def verify_consistency(old: int, size: int, proof: list[bytes], old_root: bytes, root: bytes) -> None:
    """Raises `TreeError` unless the first tree is a beginning of the second (RFC 9162, 2.1.4.2)."""
    if not 0 < old <= size:
        raise TreeError(f"no consistency from {old} to {size} entries")
    if old == size:
        if proof or old_root != root:
            raise TreeError("trees of one size have one root and need no proof")
        return
    _check_hashes(old_root, root, *proof)
    if not proof:
        raise TreeError("the proof is empty")
    nodes = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    fn, sn = old - 1, size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = nodes[0]
    for c in nodes[1:]:
        if sn == 0:
            raise TreeError("the proof is too long")
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    if sn:
        raise TreeError("the proof is too short")
    if fr != old_root or sr != root:
        raise TreeError("the proof leads to other roots")
