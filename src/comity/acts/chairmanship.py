"""Acts about the chairmanship: which state presides, on what ground, in whose place, and with what programme.

The chairmanship is a state's; who presides over a meeting on a day is a person's affair and stands with the session.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from comity.acts.base import Act, Basis, Slug, StateId, Value, Words
from comity.day import DayStr
from comity.text import Text


class Priority(Value, frozen=True, kw_only=True):
    """One priority of a chairmanship. Its id is that of a concern, by which `concern.answer` ties to it what answers it."""

    id: Slug
    text: Words


class OfChairmanship(Act, frozen=True, kw_only=True):
    """An act about the chairmanship of one state; of a single body where `body` is named, else of the organisation."""

    state: StateId
    body: Slug | UnsetType = UNSET


class Assume(OfChairmanship, frozen=True, kw_only=True, tag="chairmanship.assume"):
    """Assumes the chairmanship from this day on, to `until` (inclusive) where that is set.

    regime       by what it falls to this state: as host of the regular session, by rotation, by decision; or not known
    in_place_of  the state whose turn it was, where this one presides in its place
    """

    regime: Literal["host", "rotation", "decision", "not_known"]
    basis: Basis | UnsetType = UNSET
    in_place_of: StateId | UnsetType = UNSET
    until: DayStr | UnsetType = UNSET


class Yield(OfChairmanship, frozen=True, kw_only=True, tag="chairmanship.yield"):
    """Yields its turn, or cannot take it; `instead` is who presides then, where that is known."""

    ground: Words
    instead: StateId | UnsetType = UNSET


class Relinquish(OfChairmanship, frozen=True, kw_only=True, tag="chairmanship.relinquish"):
    """Hands the chairmanship over, or lays it down: from this day on it is not this state's."""

    basis: Basis | UnsetType = UNSET


class Present(OfChairmanship, frozen=True, kw_only=True, tag="chairmanship.present"):
    """Presents the concept of a chairmanship with its priorities; it is meant from `start` to `until` (inclusive).

    concept  a name of its own, for a state presides again and again
    """

    concept: Slug
    start: DayStr
    title: Words
    priorities: Annotated[tuple[Priority, ...], msgspec.Meta(max_length=64)] = ()
    text: Text = ()
    until: DayStr | UnsetType = UNSET


class Approve(OfChairmanship, frozen=True, kw_only=True, tag="chairmanship.approve"):
    """Approves a concept that was presented, by the state's own authority."""

    approved_by: Words
    concept: Slug
    text: Text = ()


class Report(OfChairmanship, frozen=True, kw_only=True, tag="chairmanship.report"):
    """Reports on a chairmanship, at its end or on the way; on what became of its `concept` where it had one."""

    text: Words
    closing: bool = False
    concept: Slug | UnsetType = UNSET
