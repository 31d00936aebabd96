"""Where entries lie: one small interface, one suite of tests for whatever stands behind it.

Trust: a store may lose power at any moment and may be handed back older or altered than it was left. What `append`
returned from is durable; everything else is checked by whoever opens it (`comity.record.log`).
"""

from collections.abc import Iterator
from typing import Protocol

from comity.phrases import Fault


class StoreError(Fault):
    """The store cannot be used: one sentence that says what is wrong and what to do; nothing was entered."""


class WrongSize(StoreError):
    """An append that expects another size than the store has: somebody else wrote."""


class CommitFailed(StoreError):
    """The committing transaction ended in an error: whether it was committed is not known until it is read back."""


class Store(Protocol):
    """Entries in order, and the head that was written with the last of them."""

    def head(self) -> tuple[int, bytes]:
        """How many entries there are, and the root over them as it was committed; of an empty store 0 and nothing."""

    def append(self, expected: int, entries: list[bytes], root: bytes) -> None:
        """Adds entries and the new root in one durable transaction, if the size is still `expected`.

        Raises `WrongSize`, `CommitFailed`, or another `StoreError` where certainly nothing was committed.
        """

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The entries from `start` (from 0) up to, not including, `stop` (the end where none is given), all of them.

        Raises `StoreError` where one is missing. Holds nothing between two steps: whoever reads may stop or tarry.
        """

    def close(self) -> None:
        """Ends the use of the store."""
