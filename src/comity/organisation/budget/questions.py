"""The questions one may ask of contributions: the scale on a day, what was assessed and paid, what is stated to be owed.

Whether a member is in arrears is nobody's finding here: what each side states stands as that side's. What may follow from
arrears is the charter's to say and a body's to decide (`by decision`, never by itself).
"""

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from comity import day as days
from comity.acts import budget as acts
from comity.day import Truth
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, said

SCALE = "budget/scale"


class ScaleOn(Struct, frozen=True):
    """The scale of contributions on a day.

    truth   whether it holds on the day: not known where its first day is known by its year or month only
    shares  per cent by state, exact       whole  what the shares come to together, in per cent
    """

    truth: Truth
    fact: Dated | None = None
    shares: Mapping[str, Fraction] = {}
    whole: Fraction = Fraction(0)


class Year(Struct, frozen=True):
    """What is recorded of a state's contribution to the budget of a year by a day.

    assessed  what it is to contribute, as recorded last      paid    what it paid, each payment
    refused   its own declaration that it does not contribute stated  what others state of it: owed, or not owed
    """

    state: str
    year: int
    assessed: Dated | None
    paid: tuple[Dated, ...]
    refused: Dated | None
    stated: tuple[Dated, ...]


def scale_on(life: Life | None, on: str) -> ScaleOn:
    """The scale on the day: the last that had begun, certainly or possibly; none is known before the first."""
    for fact in reversed(tuple(said(life, acts.Scale, on=on))):
        assert isinstance(fact.act, acts.Scale)
        begun = days.same_or_before(fact.start, on)
        ended = days.before(fact.act.until, on) if isinstance(fact.act.until, str) else Truth.NO
        shares = {share.state: Fraction(share.percent) for share in fact.act.shares}
        return ScaleOn(days.both(begun, days.negate(ended)), fact, shares, sum(shares.values(), Fraction(0)))
    return ScaleOn(Truth.NOT_KNOWN)


def share_on(life: Life | None, state: str, on: str) -> Fraction | None:
    """A state's share in per cent on the day; none where no scale that holds, or may hold, names it."""
    scale = scale_on(life, on)
    return None if scale.truth is Truth.NO else scale.shares.get(state)


def years_on(life: Life | None, on: str) -> tuple[Year, ...]:
    """What is recorded of a state's contributions by the day, by year of the budget."""
    facts = tuple(said(life, acts.OfContribution, on=on))
    found = []
    for year in sorted({f.act.year for f in facts if isinstance(f.act, acts.OfContribution)}):
        own = [f for f in facts if isinstance(f.act, acts.OfContribution) and f.act.year == year]
        assessed = [f for f in own if isinstance(f.act, acts.Assess)]
        refused = [f for f in own if isinstance(f.act, acts.Refuse)]
        found.append(Year(
            state=own[0].act.state,  # type: ignore[attr-defined]
            year=year,
            assessed=assessed[-1] if assessed else None,
            paid=tuple(f for f in own if isinstance(f.act, acts.Pay)),
            refused=refused[-1] if refused else None,
            stated=tuple(f for f in own if isinstance(f.act, acts.Claim)),
        ))  # fmt: skip
    return tuple(found)


def paid_in_full(year: Year) -> Truth:
    """Whether the contribution of the year was paid: by what was paid beside what was assessed, in one currency."""
    if any(isinstance(f.act, acts.Pay) and f.act.in_full for f in year.paid):
        return Truth.YES
    if year.assessed is None or not isinstance(year.assessed.act, acts.Assess):
        return Truth.NOT_KNOWN
    due = year.assessed.act
    paid = sum((Fraction(f.act.amount) for f in year.paid if isinstance(f.act, acts.Pay) and f.act.currency == due.currency), Fraction(0))
    # That no payment is recorded does not say that none was made.
    return Truth.YES if paid >= Fraction(due.amount) else Truth.NOT_KNOWN
