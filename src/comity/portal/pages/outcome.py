"""A decision as pages show it: its outcome in a sentence, each test with its numbers, what is missing, whom it binds."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from comity.portal.pages.rules import names_of
from comity.portal.pictures.rules import votes_line
from comity.portal.reading import Reading
from comity.portal.words import Words
from comity.procedure import POSITIONS, Change, Needs, plain
from comity.procedure.electorate import Number
from comity.procedure.found import Found
from comity.procedure.in_words import found_in_words
from comity.procedure.said import because, said_needs


class TestView(Struct, frozen=True):
    """A test with its numbers: what it asks, how many there are, how many are needed, of how many, the margin, whether met."""

    words: str
    have: int | str
    need: int | str
    base: int | str
    margin: int | str
    said_margin: str
    met: bool | None


class ChangeView(Struct, frozen=True):
    """So many of these members come to a position; half votes are `n/2`."""

    n: int | str
    members: tuple[str, ...]
    was: str
    becomes: str


class CaseView(Struct, frozen=True):
    """What the rule makes of the positions; `needed` in a sentence, `rivals` what other readings of the rule make of them."""

    rule: str
    outcome: str
    contested: bool
    sentence: str
    confidence: str
    tests: tuple[TestView, ...]
    numbers: dict[str, int | str]
    pending: tuple[str, ...]
    possible: tuple[str, ...]
    missing: tuple[ChangeView, ...] | None
    turn: tuple[ChangeView, ...]
    turns_to: str
    exact: bool
    bound: tuple[str, ...]
    needed: str
    rivals: tuple[str, ...] = ()


def case_view(reading: Reading, w: Words, organisation: str, body: str, found: Needs) -> CaseView:
    """The decision and what it still needs, as the page shows them."""
    made, resolve = found.now, names_of(organisation)

    def changes(every: tuple[Change, ...]) -> tuple[ChangeView, ...]:
        return tuple(ChangeView(plain(one.n), one.of, one.was, one.becomes) for one in every)

    leaves = [*_leaves(made.quorum), *_leaves(made.found)]
    tests = tuple(
        TestView(found_in_words(one, body, reading.lang, resolve), plain(one.have), plain(one.need), plain(one.base), plain(one.margin), signed(w, one.margin), one.met)
        for one in leaves
    )
    return CaseView(
        rule=made.rule, outcome=made.outcome, contested=made.contested, sentence=because(made, reading.lang, resolve, body),
        confidence=made.confidence, tests=tests, numbers={name: plain(n) for name, n in made.numbers.items()},
        pending=found.pending, possible=found.possible, missing=None if found.missing is None else changes(found.missing),
        turn=changes(found.turn), turns_to=found.turns_to, exact=found.exact, bound=made.bound,
        needed=said_needs(found, reading.lang, resolve, body),
    )  # fmt: skip


def signed(w: Words, margin: Number) -> str:
    """A margin with its sign: `+5`, `0`, `−1`."""
    size = plain(abs(Fraction(margin)))
    said = w.number(size) if isinstance(size, int) else size
    return f"+{said}" if margin > 0 else f"\u2212{said}" if margin < 0 else said


def _leaves(found: Found | None) -> list[Found]:
    """The tests at the ends of a tree."""
    if found is None:
        return []
    return [leaf for one in found.inner for leaf in _leaves(one)] if found.inner else [found]


def needed_line(w: Words, found: Found | None) -> str:
    """Votes in favour on a line, with a mark at how many are needed; empty where the rule counts otherwise."""
    for one in _leaves(found):
        have, need, base = plain(one.have), plain(one.need), plain(one.base)
        of_all = one.kind == "share" or (one.kind == "count" and not one.group)
        if not of_all or one.what != "for" or one.ceiling or one.weight or one.where:
            continue
        if isinstance(have, int) and isinstance(need, int) and isinstance(base, int) and 0 < need <= base:
            said = w("rules.line_says", have=have, need=need, base=base)
            return votes_line(have, need, base, w("rules.line"), said, said)
    return ""


def so_many_of(w: Words, position: str, n: Number) -> str:
    """How many hold a position: `14 in favour`."""
    size = plain(n)
    return w("rules.so_many", n=size, position=w(f"procedure.counted.{position}"))


def so_many(w: Words, positions: Iterable[str]) -> str:
    """How many hold each position: `14 in favour, 1 against`; where nobody has stated any, that."""
    stands = Counter(one for one in positions if one)
    said = [so_many_of(w, position, stands[position]) for position in POSITIONS if stands[position]]
    return ", ".join(said) or w("rules.none_stated")
