"""Acts about what the organisation is concerned with: objectives, principles, challenges; what answers them.

The catalogue of objectives, principles and challenges is the charter's; these acts say what becomes of its items.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from comity.acts.base import Act, Basis, RefStr, Slug, StateId, Words
from comity.day import DayStr
from comity.text import Text


class OfConcern(Act, frozen=True, kw_only=True):
    """An act about one objective, principle, challenge or priority, or about a term such as the area of responsibility."""

    concern: Slug


class Define(OfConcern, frozen=True, kw_only=True, tag="concern.define"):
    """Says what something is from this day on, where it is not an item of the charter's catalogue.

    An objective, a principle or a challenge that a source names beside the catalogue, or a term of the field.
    """

    kind: Literal["objective", "principle", "challenge", "term"]
    title: Words
    text: Words
    basis: Basis | UnsetType = UNSET


class Answer(OfConcern, frozen=True, kw_only=True, tag="concern.answer"):
    """Ties a body, a decision, a programme or an instrument to what it answers, by a source that says so."""

    by_what: Annotated[tuple[RefStr, ...], msgspec.Meta(min_length=1, max_length=64)]
    text: Text = ()


class Prioritise(OfConcern, frozen=True, kw_only=True, tag="concern.prioritise"):
    """A state counts something among its own priorities in the organisation from this day on.

    It may be anything that there is already, such as a challenge of the catalogue; otherwise `title` says what it is. What a
    state puts first while it presides stands in the concept of its chairmanship.
    """

    state: StateId
    text: Text = ()
    title: Text = ()
    until: DayStr | UnsetType = UNSET


class Assess(OfConcern, frozen=True, kw_only=True, tag="concern.assess"):
    """An assessment of a challenge, as its maker's."""

    said_by: Words
    text: Words
