"""Acts about contributions: the scale, what is assessed and paid, what is said to be owed.

Arrears do not follow from these acts by themselves: who says that something is owed says it as a claim, and what may
follow from arrears is the charter's to say and a body's to decide.
"""

from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from comity.acts.base import Act, Amount, Basis, Currency, Percent, StateId, Value, Words
from comity.day import DayStr
from comity.text import Text

Year = Annotated[int, msgspec.Meta(ge=1800, le=2999)]


class Share(Value, frozen=True, kw_only=True):
    """A state's share of the whole, in per cent."""

    percent: Percent
    state: StateId


class Scale(Act, frozen=True, kw_only=True, tag="budget.scale"):
    """Sets the scale of contributions from this day on; shares stand in the organisation's order of states."""

    basis: Basis
    shares: Annotated[tuple[Share, ...], msgspec.Meta(min_length=1)]
    until: DayStr | UnsetType = UNSET


class OfContribution(Act, frozen=True, kw_only=True):
    """An act about what one state contributes; `year` is the budget's."""

    state: StateId
    year: Year


class Assess(OfContribution, frozen=True, kw_only=True, tag="budget.assess"):
    """What a state is to contribute to the budget of a year; `basis` is what set it, such as the budget of that year."""

    amount: Amount
    currency: Currency
    basis: Basis | UnsetType = UNSET


class Pay(OfContribution, frozen=True, kw_only=True, tag="budget.pay"):
    """A state pays towards the budget of a year."""

    amount: Amount
    currency: Currency
    in_full: bool = False


class Claim(OfContribution, frozen=True, kw_only=True, tag="budget.claim"):
    """Somebody states that a state owes for a year, or that it does not; theirs, and no finding of the register's."""

    said_by: Words
    text: Words
    amount: Amount | UnsetType = UNSET
    currency: Currency | UnsetType = UNSET
    owed: bool = True
    since: DayStr | UnsetType = UNSET


class Refuse(OfContribution, frozen=True, kw_only=True, tag="budget.refuse"):
    """A state declares that it does not contribute for a year; what follows is the charter's to say."""

    text: Text = ()
