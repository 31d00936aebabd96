"""The tree against RFC 6962 written down as it reads there: naive, recursive, over the entries themselves."""

import threading
from collections.abc import Callable
from hashlib import sha256
from typing import Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.record.tree import EMPTY_ROOT, Tree, TreeError, leaf_hash, verify_consistency, verify_inclusion
from tests.record.made import numbered


def mth(entries: list[bytes]) -> bytes:
    """MTH(D[n]) (RFC 6962, 2.1)."""
    if not entries:
        return sha256().digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = split(len(entries))
    return sha256(b"\x01" + mth(entries[:k]) + mth(entries[k:])).digest()


def split(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def path(m: int, entries: list[bytes]) -> list[bytes]:
    """PATH(m, D[n]) (RFC 6962, 2.1.1)."""
    if len(entries) == 1:
        return []
    k = split(len(entries))
    if m < k:
        return [*path(m, entries[:k]), mth(entries[k:])]
    return [*path(m - k, entries[k:]), mth(entries[:k])]


def proof(m: int, entries: list[bytes]) -> list[bytes]:
    """PROOF(m, D[n]) (RFC 6962, 2.1.2)."""
    return subproof(m, entries, True)


def subproof(m: int, entries: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF(m, D[n], b)."""
    if m == len(entries):
        return [] if whole else [mth(entries)]
    k = split(len(entries))
    if m <= k:
        return [*subproof(m, entries[:k], whole), mth(entries[k:])]
    return [*subproof(m - k, entries[k:], False), mth(entries[:k])]


def grown(entries: list[bytes], cuts: list[int]) -> Tree:
    """A tree over entries, extended in pieces."""
    tree = Tree()
    for cut in [*sorted(cuts), len(entries)]:
        if cut > tree.size:
            tree.extend_entries(entries[tree.size : cut])
    return tree


entries_ = st.lists(st.binary(max_size=8), max_size=70)


@given(entries_, st.lists(st.integers(0, 70), max_size=4), st.data())
def test_roots_and_proofs_are_those_of_rfc_6962(entries: list[bytes], cuts: list[int], data: st.DataObject) -> None:
    tree = grown(entries, [cut for cut in cuts if cut <= len(entries)])
    size = data.draw(st.integers(0, len(entries)))
    assert tree.size == len(entries)
    assert tree.root(size) == mth(entries[:size])
    if size:
        index = data.draw(st.integers(0, size - 1))
        assert tree.leaf(index) == leaf_hash(entries[index])
        found = tree.inclusion(index, size)
        assert found == path(index, entries[:size])
        verify_inclusion(leaf_hash(entries[index]), index, size, found, tree.root(size))
        old = data.draw(st.integers(1, size))
        assert tree.consistency(old, size) == proof(old, entries[:size])
        verify_consistency(old, size, tree.consistency(old, size), tree.root(old), tree.root(size))


@given(entries_, entries_)
def test_the_root_with_more_is_known_before_they_are_in(have: list[bytes], more: list[bytes]) -> None:
    tree = grown(have, [])
    before = [bytes(level) for level in tree.levels]
    assert tree.root_with([leaf_hash(entry) for entry in more]) == mth(have + more)
    assert (tree.size, [bytes(level) for level in tree.levels]) == (len(have), before)
    tree.extend([leaf_hash(entry) for entry in more])
    assert tree.root() == mth(have + more)


@given(st.integers(1, 40), st.data())
def test_a_changed_proof_leads_nowhere(size: int, data: st.DataObject) -> None:
    entries = numbered(0, size)
    tree = grown(entries, [])
    index = data.draw(st.integers(0, size - 1))
    found = tree.inclusion(index, size)
    kind = data.draw(st.sampled_from(["hash", "more", "fewer", "index", "leaf", "root"]))
    leaf, root, at = leaf_hash(entries[index]), tree.root(), index
    match kind:
        case "hash" if found:
            i = data.draw(st.integers(0, len(found) - 1))
            found[i] = leaf_hash(found[i])
        case "fewer" if found:
            found.pop(data.draw(st.integers(0, len(found) - 1)))
        case "index" if size > 1:
            at = (index + data.draw(st.integers(1, size - 1))) % size
        case "leaf":
            leaf = leaf_hash(leaf)
        case "root":
            root = leaf_hash(root)
        case _:
            found.insert(data.draw(st.integers(0, len(found))), EMPTY_ROOT)
    with pytest.raises(TreeError):
        verify_inclusion(leaf, at, size, found, root)


@given(st.integers(2, 40), st.data())
def test_a_changed_consistency_proof_leads_nowhere(size: int, data: st.DataObject) -> None:
    tree = grown(numbered(0, size), [])
    old = data.draw(st.integers(1, size - 1))
    found = tree.consistency(old, size)
    i = data.draw(st.integers(0, len(found) - 1))
    changed = data.draw(st.sampled_from([
        [*found[:i], leaf_hash(found[i]), *found[i + 1 :]], [*found[:i], *found[i + 1 :]], [*found, EMPTY_ROOT],
    ]))  # fmt: skip
    with pytest.raises(TreeError):
        verify_consistency(old, size, changed, tree.root(old), tree.root(size))
    with pytest.raises(TreeError):
        verify_consistency(old, size, found, tree.root(size), tree.root(old))


def test_the_empty_tree() -> None:
    assert Tree().root() == EMPTY_ROOT == sha256(b"").digest()


FIVE = grown(numbered(0, 5), [])
BAD = [
    (lambda: FIVE.root(6), "size 6 is outside the tree of 5 entries"),
    (lambda: FIVE.root(-1), "size -1 is outside the tree of 5 entries"),
    (lambda: FIVE.inclusion(5), "entry 5 is outside the 5 entries asked for"),
    (lambda: FIVE.inclusion(-1), "entry -1 is outside the 5 entries asked for"),
    (lambda: FIVE.inclusion(0, 6), "entry 0 is outside the 6 entries asked for"),
    (lambda: FIVE.consistency(0, 5), "no proof from 0 to 5 entries in a tree of 5"),
    (lambda: FIVE.consistency(3, 2), "no proof from 3 to 2 entries in a tree of 5"),
    (lambda: verify_inclusion(EMPTY_ROOT, 5, 5, [], EMPTY_ROOT), "entry 5 is outside a tree of 5 entries"),
    (lambda: verify_inclusion(b"", 0, 1, [], b""), "a hash does not have 32 bytes"),
    (lambda: verify_consistency(0, 5, [], EMPTY_ROOT, EMPTY_ROOT), "no consistency from 0 to 5 entries"),
    (lambda: verify_consistency(2, 5, [], EMPTY_ROOT, EMPTY_ROOT), "the proof is empty"),
    (lambda: verify_consistency(5, 5, [EMPTY_ROOT], EMPTY_ROOT, EMPTY_ROOT), "trees of one size have one root and need no proof"),
    (lambda: FIVE.extend([b"short"]), "a hash does not have 32 bytes"),
]


@pytest.mark.parametrize(("ask", "said"), BAD, ids=[said for _, said in BAD])
def test_what_cannot_be_asked_is_refused(ask: object, said: str) -> None:
    with pytest.raises(TreeError) as refused:
        ask()  # type: ignore[operator]
    assert str(refused.value) == said
    assert FIVE.size == 5


def test_others_read_while_one_extends() -> None:
    """Whatever size a reader sees, its root and proofs are those of that size."""
    roots = [mth(numbered(0, size)) for size in range(300)]
    tree, wrong, done = Tree(), list[str](), threading.Event()

    def read() -> None:
        while not done.is_set():
            size = tree.size
            if tree.root(size) != roots[size]:
                wrong.append(f"another root at {size}")
            if size and leaf_hash(b"entry-0") != tree.leaf(0):
                wrong.append("another leaf")
            if size > 1:
                verify_inclusion(tree.leaf(size - 1), size - 1, size, tree.inclusion(size - 1, size), roots[size])

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for size in range(1, 300):
        tree.extend_entries(numbered(size - 1, size))
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []


class Watched(bytearray):
    """A level of a tree that looks at the whole whenever something is added to it."""

    look: Callable[[], None]

    def __iadd__(self, more: object) -> Self:
        self.look()
        self.extend(more)  # type: ignore[arg-type]
        self.look()
        return self


def test_a_reader_between_any_two_steps_sees_the_tree_before() -> None:
    tree = grown(numbered(0, 6), [])
    seen: list[tuple[int, bytes]] = []
    for k, level in enumerate(tree.levels):
        watched = Watched(level)
        watched.look = lambda: seen.append((tree.size, tree.root()))
        tree.levels[k] = watched
    tree.extend_entries(numbered(6, 9))
    assert seen == [(6, mth(numbered(0, 6)))] * 6
    assert (tree.size, tree.root()) == (9, mth(numbered(0, 9)))
