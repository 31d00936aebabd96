"""Acts in the life of a body: on what it rests, what it is for, who sits in it, whose it is, when it ends.

A body whose name the charter files give is known from them; what became of it, on which day and on what ground, is told
by these acts. A subsidiary body needs no charter file: `body.establish` names it in `title`.
"""

from typing import Literal

from msgspec import UNSET, UnsetType

from comity.acts.base import Act, Basis, Slug, Value, Words
from comity.day import DayStr
from comity.text import Text

#: What a body is among the others.
BodyKind = Literal[
    "supreme", "consultative_and_executive", "permanent", "working", "parliamentary", "joint", "subsidiary"
]  # fmt: skip


class Called(Value, frozen=True):
    """Another name under which a body is found."""

    title: Words


class OfBody(Act, frozen=True, kw_only=True):
    """An act in the life of one body."""

    body: Slug


class Establish(OfBody, frozen=True, kw_only=True, tag="body.establish"):
    """Establishes a body: from this day there is one.

    parents    the bodies whose it is; `organisation` where it is the organisation's own; none where no source says
    duration   whether it was established for good, or for a time or a task; absent where no source says; `until` where a day is set
    attested   the day is the first on which a source shows the body at work: since when there is one is not known
    """

    basis: Basis
    kind: BodyKind
    title: Words
    abbreviation: Text = ()
    also: tuple[Called, ...] = ()
    parents: tuple[Slug, ...] = ()
    duration: Literal["permanent", "temporary"] | UnsetType = UNSET
    until: DayStr | UnsetType = UNSET
    attested: bool = False


class Ground(OfBody, frozen=True, kw_only=True, tag="body.ground"):
    """Puts a body on another legal basis from this day on."""

    basis: Basis


class Mandate(OfBody, frozen=True, kw_only=True, tag="body.mandate"):
    """Says what a body is for, from this day on; `competence` names in a few words the field in which it is competent."""

    text: Words
    basis: Basis | UnsetType = UNSET
    competence: Text = ()


class Compose(OfBody, frozen=True, kw_only=True, tag="body.compose"):
    """Says who sits in a body, by office, from this day on; `chair` by what office it is presided."""

    seats: Words
    basis: Basis | UnsetType = UNSET
    chair: Text = ()


class Meet(OfBody, frozen=True, kw_only=True, tag="body.meet"):
    """Says when and how often a body meets, from this day on: by rule, where `basis` names one, or in practice."""

    text: Words
    basis: Basis | UnsetType = UNSET


class Attach(OfBody, frozen=True, kw_only=True, tag="body.attach"):
    """Says whose a body is from this day on: all its parents, those before included if they stay."""

    parents: tuple[Slug, ...]
    basis: Basis | UnsetType = UNSET


class End(OfBody, frozen=True, kw_only=True, tag="body.end"):
    """Ends a body."""

    basis: Basis
