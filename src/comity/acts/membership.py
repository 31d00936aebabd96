"""Acts in a state's membership of the organisation, and of observers and partners.

What a member says of its own participation (`membership.declare`) is that member's statement; what the
organisation decides (`membership.admit`, `.suspend`, `.exclude`) names the body and the day.
"""

from typing import Literal

from msgspec import UNSET, UnsetType

from comity.acts.base import Act, Decided, HolderId, On, Slug, StateId, Words
from comity.day import DayStr
from comity.text import Text


class OfState(Act, frozen=True, kw_only=True):
    """An act in the membership of one state."""

    state: StateId


class Found(OfState, frozen=True, kw_only=True, tag="membership.found"):
    """Becomes a founding member, on the ground of an instrument.

    `party_only`: takes part as a party to a treaty before there is an organisation of which one could be a member;
    who later founds the organisation says so by another `membership.found`.
    """

    ground: Words
    instrument: Slug | UnsetType = UNSET
    party_only: bool = False


class Apply(OfState, frozen=True, kw_only=True, tag="membership.apply"):
    """Applies for admission."""

    text: Text = ()


class Admit(OfState, frozen=True, kw_only=True, tag="membership.admit"):
    """Admits a state, by a body's decision; effective from its day of effect."""

    decided: Decided


class Suspend(OfState, frozen=True, kw_only=True, tag="membership.suspend"):
    """Suspends membership by decision, to `until` where one is set; the state stays bound, not counted."""

    decided: Decided
    at_own_request: bool = False
    until: DayStr | UnsetType = UNSET


class Reinstate(OfState, frozen=True, kw_only=True, tag="membership.reinstate"):
    """Ends a suspension by decision."""

    decided: Decided


class Exclude(OfState, frozen=True, kw_only=True, tag="membership.exclude"):
    """Excludes a member by decision."""

    decided: Decided


class Notify(OfState, frozen=True, kw_only=True, tag="membership.notify"):
    """Notifies withdrawal; it takes effect when the notice has run, and may be revoked until then (VCLT 65, 68)."""

    text: Text = ()


class Revoke(OfState, frozen=True, kw_only=True, tag="membership.revoke"):
    """Revokes a notice of withdrawal before it takes effect (VCLT 68)."""

    on: On


class Withdraw(OfState, frozen=True, kw_only=True, tag="membership.withdraw"):
    """States that a withdrawal has taken effect, where its notice is not itself in the record."""


class Lapse(OfState, frozen=True, kw_only=True, tag="membership.lapse"):
    """Membership or participation lapses by the terms of an instrument."""

    ground: Words


class Return(OfState, frozen=True, kw_only=True, tag="membership.return"):
    """Becomes a member again after membership had ended or lapsed."""

    ground: Words
    decided: Decided | UnsetType = UNSET


class Declare(OfState, frozen=True, kw_only=True, tag="membership.declare"):
    """A member's own statement on its membership; whether it has any effect is the charter's to say."""

    stance: Literal["freezes", "resumes", "requests_suspension", "absent", "other"]
    text: Words
    made_public: DayStr | UnsetType = UNSET


class Associate(Act, frozen=True, kw_only=True, tag="membership.associate"):
    """Grants the status of observer or partner, by a body's decision."""

    decided: Decided
    holder: HolderId
    status: Literal["observer", "partner"]
    title: Words
    until: DayStr | UnsetType = UNSET


class Dissociate(Act, frozen=True, kw_only=True, tag="membership.dissociate"):
    """Ends the status of observer or partner."""

    decided: Decided
    holder: HolderId
    status: Literal["observer", "partner"]
