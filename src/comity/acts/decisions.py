"""Acts about what bodies decided, as recorded: adopted texts, their effect, who signed, joined, declined or disputes them.

How a decision comes about (proposal, positions, silence) is another set of acts; these state what came of it where the
procedure itself is not in the record.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from comity.acts.base import Act, On, RefStr, Slug, StateId, Words
from comity.day import DayStr
from comity.text import Text

#: Classes of adopted texts; `not_known` where no source says of which class a text is. Which bind is the charter's to say.
TextKind = Literal[
    "decision", "protocol_decision", "declaration", "statement", "joint_statement", "recommendation", "instruction", "treaty",
    "not_known",
]  # fmt: skip


class Record(Act, frozen=True, kw_only=True, tag="decision.record"):
    """States what a body decided on this day.

    outcome     `returned`: sent back for reworking; `deferred`: put off
    proposed_by refs of the bodies and states that proposed it, where a source says so
    session     at which; absent where no session of the register goes with it
    takes_effect  the day from which the text has effect, where that is not the day on which it was decided; `condition`
                where it hangs on something
    until       the day to which it has effect (inclusive), where that is set
    method      how it was taken, where a source says so
    signed_by   the states whose signature is known
    follows     refs of what it carries on: an earlier decision, a programme, an instrument
    """

    body: Slug
    decision: Slug
    kind: TextKind
    outcome: Literal["adopted", "returned", "deferred", "not_adopted", "not_known"]
    title: Words
    condition: Text = ()
    follows: Annotated[tuple[RefStr, ...], msgspec.Meta(max_length=64)] = ()
    method: Text = ()
    proposed_by: Annotated[tuple[RefStr, ...], msgspec.Meta(max_length=64)] = ()
    session: Slug | UnsetType = UNSET
    signed_by: tuple[StateId, ...] = ()
    takes_effect: DayStr | UnsetType = UNSET
    text: Text = ()
    until: DayStr | UnsetType = UNSET


class OfDecision(Act, frozen=True, kw_only=True):
    """An act about a decision that stands in the record."""

    on: On


class Join(OfDecision, frozen=True, kw_only=True, tag="decision.join"):
    """A state signs or joins a decision after its adoption, with what reservation or special opinion."""

    state: StateId
    manner: Literal["plain", "with_reservation", "with_special_opinion"] = "plain"
    text: Text = ()


class Decline(OfDecision, frozen=True, kw_only=True, tag="decision.decline"):
    """A state states that it does not sign or join a decision; what follows is the charter's to say."""

    state: StateId
    text: Text = ()


class TakeEffect(OfDecision, frozen=True, kw_only=True, tag="decision.take_effect"):
    """A decision takes effect on this day, its condition being met."""

    ground: Words


class Contest(OfDecision, frozen=True, kw_only=True, tag="decision.contest"):
    """A state holds that a decision was not validly taken; its claim stands beside the decision."""

    state: StateId
    text: Words


class Uphold(OfDecision, frozen=True, kw_only=True, tag="decision.uphold"):
    """It is answered that a decision was validly taken: by a `state`, or by who is named in `said_by`; one claim beside the other."""

    text: Words
    said_by: Text = ()
    state: StateId | UnsetType = UNSET


class End(OfDecision, frozen=True, kw_only=True, tag="decision.end"):
    """A decision ceases to have effect: repealed, replaced, or carried out."""

    ground: Words
    by_decision: Slug | UnsetType = UNSET
