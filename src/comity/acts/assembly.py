"""Acts of the parliamentary assembly: statuses that it grants, recommendations and model laws that it adopts.

Its observers and partners are not those of the organisation (`membership.associate`).
"""

from typing import Literal

from msgspec import UNSET, UnsetType

from comity.acts.base import Act, Basis, HolderId, Slug, StateId, Words
from comity.day import DayStr
from comity.text import Text


class Associate(Act, frozen=True, kw_only=True, tag="assembly.associate"):
    """Grants a status in the assembly, or invites to hold one, from this day on."""

    holder: HolderId
    status: Literal["observer", "partner", "invited"]
    title: Words
    basis: Basis | UnsetType = UNSET
    until: DayStr | UnsetType = UNSET


class Dissociate(Act, frozen=True, kw_only=True, tag="assembly.dissociate"):
    """A status in the assembly ends or rests from this day on."""

    ground: Words
    holder: HolderId


class Introduce(Act, frozen=True, kw_only=True, tag="assembly.introduce"):
    """The assembly introduces a status that it may grant from this day on."""

    status: Literal["observer", "partner"]
    text: Words
    basis: Basis | UnsetType = UNSET


class OfRecommendation(Act, frozen=True, kw_only=True):
    """An act about one recommendation or model law."""

    recommendation: Slug


class Recommend(OfRecommendation, frozen=True, kw_only=True, tag="assembly.recommend"):
    """The assembly adopts a recommendation, a model law or an appeal."""

    kind: Literal["recommendation", "model_law", "appeal", "statement"]
    title: Words
    text: Text = ()


class Follow(OfRecommendation, frozen=True, kw_only=True, tag="assembly.follow"):
    """What a member did with a recommendation."""

    state: StateId
    text: Words
