"""How figures of power and those who have them are written on pages."""

from fractions import Fraction

from comity.charter.analysed import Told


def exact(number: Fraction) -> str:
    """`n/d`, exactly."""
    return f"{number.numerator}/{number.denominator}"


def class_name(told: Told, members: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A class by its group, by the names of its few members, or by their number; with all names unless they are said."""
    if group := told.group(members):
        return told.say("analysis.n_of_group", n=len(members), group=group), tuple(map(told.member, members))
    if len(members) <= 3:
        return told.members(members), ()
    return told.say("analysis.n_members", n=len(members)), tuple(map(told.member, members))
