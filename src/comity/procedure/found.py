"""What a test found: its numbers, its margin, whether it is met; a tree, as the rule is one."""

from fractions import Fraction

from msgspec import Struct

from comity.procedure.electorate import Number

#: What is counted and compared, exactly; where a tally leaves it open, the least and the most that it can be.
Range = tuple[Number, Number]


class Found(Struct, frozen=True, gc=False, kw_only=True):
    """One test with its numbers.

    kind     the test: `count`, `share`, `weight`, `none_of`, `every`, `more`, `all`, `any`, `some`
    met      whether it is met; None where a tally does not decide it
    have     how many, or how much, there is; `most` differs from it where a tally leaves that open
    need     what it takes: the least that is enough (or, with `ceiling`, the most that is)
    base     of how many or how much
    margin   by how much it is met (0: just met) or missed (below 0), in votes or in the weight's unit
    who      the members by whom it is missed, or who hold the position where nobody should
    what     the position that is counted; `group`, `weight`, `where`: of whom, by which weight, in which electorate
    """

    kind: str
    met: bool | None
    have: Number = 0
    most: Number = 0
    need: Number = 0
    base: Number = 0
    margin: Number = 0
    ceiling: bool = False
    who: tuple[str, ...] = ()
    what: str = ""
    group: str = ""
    weight: str = ""
    share: str = ""
    where: str = ""
    veto: bool = False
    inner: tuple["Found", ...] = ()


def plain(value: Number) -> int | str:
    """A number as JSON has it: whole, or `n/d`."""
    return str(value) if isinstance(value, Fraction) and value.denominator != 1 else int(value)
