"""Thresholds: shares and numbers, compared by multiplication of whole numbers, never by a decimal."""

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from comity.procedure.electorate import Number


class Threshold(NamedTuple):
    """At least (`strict` false) or more than (`strict` true) `share` of something."""

    share: Fraction
    strict: bool

    def met(self, have: Number, base: Number) -> bool:
        """Whether `have` is enough of `base`."""
        left, right = have * self.share.denominator, base * self.share.numerator
        return left > right if self.strict else left >= right

    def least(self, base: Number) -> int:
        """The smallest whole number that is enough of `base`."""
        exact = self.share * base
        whole = exact.__floor__()
        if self.strict or whole < exact:
            whole += 1
        return int(whole)


@lru_cache(maxsize=1024)
def threshold(text: str) -> Threshold:
    """`>= 2/3`, `> 1/2`, `>= 72.5%` as a threshold."""
    sign, _, share = text.partition(" ")
    value = Fraction(share[:-1]) / 100 if share.endswith("%") else Fraction(share)
    return Threshold(value, sign == ">")


def number(value: int | str) -> Number:
    """A number of a charter file: whole, or `n/d`; whole where the fraction comes to a whole number."""
    found = Fraction(value)
    return found.numerator if found.denominator == 1 else found
