"""Acts in the relations of the organisation with others: what was concluded, and which status it holds where.

A status that the organisation grants is `membership.associate`; one that its parliamentary assembly grants is
`assembly.associate`.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from comity.acts.base import Act, HolderId, Slug, Words
from comity.day import DayStr
from comity.text import Text

Number = Annotated[str, msgspec.Meta(max_length=64)]
#: What the organisation, or a body of it, may be with another.
Status = Literal["observer", "partner", "member", "other"]


class OfPartner(Act, frozen=True, kw_only=True):
    """An act in the relations with one partner: an organisation, a state, a body of either."""

    partner: HolderId


class Open(OfPartner, frozen=True, kw_only=True, tag="relation.open"):
    """Opens relations with a partner, or names one: from this day it is known as such."""

    title: Words
    text: Text = ()


class Conclude(OfPartner, frozen=True, kw_only=True, tag="relation.conclude"):
    """Something is concluded with a partner, or done in its register.

    concluded_by  the body or office of the organisation
    number        under which it is registered or published there
    """

    kind: Literal["agreement", "memorandum", "declaration", "plan", "registration", "resolution", "exchange", "other"]
    title: Words
    concluded_by: Text = ()
    number: Number = ""
    place: Text = ()
    until: DayStr | UnsetType = UNSET


class Hold(OfPartner, frozen=True, kw_only=True, tag="relation.hold"):
    """The organisation (or its `body`) holds a status with a partner from this day on; `document` is what granted it."""

    status: Status
    where: Words
    body: Slug | UnsetType = UNSET
    document: Number = ""
    until: DayStr | UnsetType = UNSET


class Cease(OfPartner, frozen=True, kw_only=True, tag="relation.cease"):
    """A status held with a partner ends, or without `status` the relation itself and every status with it."""

    ground: Words
    status: Status | UnsetType = UNSET


class Meet(OfPartner, frozen=True, kw_only=True, tag="relation.meet"):
    """A meeting or exchange with a partner that a source records."""

    text: Words
