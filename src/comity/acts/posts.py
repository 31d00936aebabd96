"""Acts about offices and who holds them, and about the representatives whom states accredit.

Names of persons are parts (record.md, section 5): the entry holds a commitment, the name can be erased.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from comity.acts.base import Act, Basis, Slug, StateId, Version, Words
from comity.day import DayStr
from comity.text import Text

Capacity = Literal["permanent_and_plenipotentiary", "charge_d_affaires", "other"]
Months = Annotated[int, msgspec.Meta(ge=1, le=600)]


class OfPost(Act, frozen=True, kw_only=True):
    """An act about one office."""

    post: Slug


class Create(OfPost, frozen=True, kw_only=True, tag="post.create"):
    """Creates an office; `body` is the one that it heads or in which it is."""

    basis: Basis
    title: Words
    body: Slug | UnsetType = UNSET


class Regulate(OfPost, frozen=True, kw_only=True, tag="post.regulate"):
    """Says how an office is filled from this day on.

    term_months  for which it is held
    succession   `rotation`: by nationals of each member in turn, in an order that is not said; `alphabetical`: in turn in
                 the organisation's order of states; `chairmanship`: by the representative of the state that presides
    """

    text: Words
    basis: Basis | UnsetType = UNSET
    succession: Literal["free", "rotation", "alphabetical", "chairmanship"] = "free"
    term_months: Months | UnsetType = UNSET


class Appoint(OfPost, frozen=True, kw_only=True, tag="post.appoint"):
    """Appoints to an office from this day on, to `until` (inclusive) where a term is set.

    state   from which the holder comes, and whose turn it is that the appointment takes
    acting  charged with the duties while the office is vacant (ad interim)
    """

    basis: Basis
    acting: bool = False
    person: tuple[Version, ...] = ()
    state: StateId | UnsetType = UNSET
    until: DayStr | UnsetType = UNSET


class Extend(OfPost, frozen=True, kw_only=True, tag="post.extend"):
    """Extends the term of whoever holds an office, to `until` (inclusive)."""

    basis: Basis
    until: DayStr


class Recall(OfPost, frozen=True, kw_only=True, tag="post.recall"):
    """Ends the tenure of whoever holds an office before its term, from this day on; `state` is at whose initiative."""

    basis: Basis
    state: StateId | UnsetType = UNSET


class Vacate(OfPost, frozen=True, kw_only=True, tag="post.vacate"):
    """An office falls vacant from this day on, otherwise than by the end of a term or by recall."""

    ground: Words


class Allot(OfPost, frozen=True, kw_only=True, tag="post.allot"):
    """Distributes posts among the members by decision: quota posts, or an office that goes to a member in turn."""

    basis: Basis
    text: Words


class OfRepresentative(Act, frozen=True, kw_only=True):
    """An act about the representation of one state in a body."""

    body: Slug
    state: StateId


class Accredit(OfRepresentative, frozen=True, kw_only=True, tag="representative.accredit"):
    """A state appoints its representative by a letter of appointment.

    capacity    `charge_d_affaires`: ad interim, while the representative is absent or not yet there
    until       its last day, where a term is set
    """

    capacity: Capacity
    letter: DayStr | UnsetType = UNSET
    person: tuple[Version, ...] = ()
    text: Text = ()
    until: DayStr | UnsetType = UNSET


class Present(OfRepresentative, frozen=True, kw_only=True, tag="representative.present"):
    """The representative, or whoever has this capacity, presents the letter of appointment."""

    capacity: Capacity = "permanent_and_plenipotentiary"


class Dismiss(OfRepresentative, frozen=True, kw_only=True, tag="representative.recall"):
    """A state recalls its representative, or whoever has this capacity, from this day on."""

    capacity: Capacity = "permanent_and_plenipotentiary"
    text: Text = ()
