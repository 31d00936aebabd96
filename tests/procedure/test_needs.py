"""What a decision still needs, in bodies too large to try every way: reckoned by hand; and the reckoning against trying."""

from fractions import Fraction
from itertools import product
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from comity.procedure import Ballot, Change, Electorate, Rule, decide, needs
from comity.procedure.cheapest import Mover, cheapest, reachable
from comity.procedure.lines import Either, Every, Formula, Line, NotLinear, Tree
from comity.procedure.needs import _Asked
from tests.procedure.strategies import Case, ballot_of, cases, electorate_of, rule_of, rules_of

ASSEMBLY = tuple(f"M{n}" for n in range(1, 194))
COUNCIL = ("P1", "P2", "P3", "P4", "P5", *(f"E{n}" for n in range(1, 11)))
SECURITY = Electorate(COUNCIL, {"permanent": frozenset(COUNCIL[:5])})
NINE = {"all": [{"count": "for", "at_least": 9}, {"none_of": "permanent", "is": "against", "veto": True}]}


def rule(adopted_when: Any, **said: Any) -> Rule:
    """A rule as a charter file would say it."""
    return msgspec.convert({"id": "rule", "adopted_when": adopted_when, **said}, Rule)


def held(members: tuple[str, ...], *numbers: tuple[int, str]) -> dict[str, str]:
    """So many of each position, in the order in which they sit."""
    positions = [position for n, position in numbers for _ in range(n)]
    return dict(zip(members, positions, strict=False))


def n_of(changes: tuple[Change, ...] | None) -> Any:
    """How many move."""
    return None if changes is None else sum(change.n for change in changes)


def test_in_an_assembly_of_193_the_fewest_are_found_and_nothing_is_left_out() -> None:
    amendment = rule({"share": "members", "of": "members", "for": ">= 2/3"})
    said = needs(amendment, Electorate(ASSEMBLY), Ballot(positions=held(ASSEMBLY, (100, "for"), (60, "against"))))
    assert (said.exact, n_of(said.missing), said.possible) == (True, 29, ("adopted", "not_adopted"))
    [change] = said.turn
    assert (change.n, len(change.of), change.was, change.becomes, said.turns_to) == (29, 60, "against", "for", "adopted")
    assert len(said.bound) == 193
    # Of those voting: each that comes from against to in favour counts for both sides (132 and 66 of 198; here 30 of 160).
    voting = rule({"share": "members", "of": "voting", "for": ">= 2/3"})
    said = needs(voting, Electorate(ASSEMBLY), Ballot(positions=held(ASSEMBLY, (90, "for"), (70, "against"), (33, "abstain"))))
    assert (said.exact, said.missing, said.possible, said.no_longer) == (True, None, ("not_adopted",), ("adopted",))
    assert (n_of(said.turn), said.turns_to) == (17, "adopted")  # 107 to 53: 106 would be one short of two thirds of 160


def test_the_heaviest_move_first_and_a_weight_and_a_number_are_needed_together() -> None:
    # As in article XXVIII of the IMF's articles: three fifths of 190 members with 85 per cent of the votes; all weights differ.
    members = tuple(f"S{n}" for n in range(1, 191))
    votes = {m: 1_000 + 37 * n for n, m in enumerate(members)}
    electorate = Electorate(members, weights={"votes": votes})
    accepted = rule({"all": [{"share": "members", "of": "members", "for": ">= 3/5"}, {"share": "votes", "of": "members", "for": ">= 85%"}]})
    said = needs(accepted, electorate, Ballot(positions={}))
    whole, heavy = sum(votes.values()), sorted(votes.values(), reverse=True)
    fewest = next(k for k in range(191) if sum(heavy[:k]) * 100 >= whole * 85)
    assert (said.exact, n_of(said.missing)) == (True, max(fewest, 114))
    said = needs(accepted, electorate, Ballot(positions=dict.fromkeys(members, "for")))
    away = next(k for k in range(191) if (whole - sum(heavy[:k])) * 100 < whole * 85)
    assert (said.exact, n_of(said.turn), said.turns_to) == (True, away, "not_adopted")


def test_what_can_no_longer_happen_and_whom_it_would_bind() -> None:
    positions = held(COUNCIL, (5, "for")) | {"E1": "against"}
    said = needs(rule(NINE, binds="for"), SECURITY, Ballot(positions=positions))
    assert (said.possible, said.no_longer) == (("adopted", "not_adopted"), ("vetoed",))  # the five have stated their votes
    assert (n_of(said.missing), said.bound) == (4, (*COUNCIL[:5], "E2", "E3", "E4", "E5"))
    assert said.pending == tuple(f"E{n}" for n in range(2, 11))
    lost = needs(rule(NINE, binds="for"), SECURITY, Ballot(positions=held(COUNCIL, (8, "for"), (7, "abstain"))))
    assert (lost.missing, lost.bound, lost.no_longer) == (None, (), ("adopted", "vetoed"))


def test_members_that_the_rule_does_not_tell_apart_are_told_together() -> None:
    [change] = needs(rule({"count": "for", "at_least": 9}), SECURITY, Ballot(positions=held(COUNCIL, (8, "for"), (7, "against")))).turn
    assert (change.n, change.of) == (1, COUNCIL[8:])
    [change] = needs(rule(NINE), SECURITY, Ballot(positions=held(COUNCIL, (1, "against"), (14, "for")))).turn
    assert change.of == ("P1",)


def test_whoever_was_too_late_is_not_waited_for() -> None:
    unanimity = rule({"every": "entitled", "is": "for"})
    ballot = Ballot(positions=held(COUNCIL, (14, "for"), (1, "for")), late=frozenset(("E10",)))
    said = needs(unanimity, SECURITY, ballot)
    assert (said.now.outcome, said.pending, said.missing, said.turn, said.exact) == ("not_adopted", (), None, (), True)


def test_of_a_tally_numbers_are_said() -> None:
    voting = rule({"share": "members", "of": "voting", "for": ">= 2/3"})
    said = needs(voting, Electorate(seats=193), Ballot(tally={"for": 100, "against": 60}))
    assert (said.unstated, said.exact, said.possible) == (33, True, ("adopted", "not_adopted"))
    assert said.missing == (Change(n=20, of=(), was="", becomes="for"),)
    assert (said.turn, said.turns_to) == ((Change(n=7, of=(), was="against", becomes="for"),), "adopted")


def test_of_a_tally_it_is_said_where_the_names_would_have_to_be_known() -> None:
    # 14 to 1: nobody knows whether the one is permanent. Where it comes over, nobody has to.
    said = needs(rule(NINE), SECURITY, Ballot(tally={"for": 14, "against": 1}))
    assert (said.now.outcome, n_of(said.turn), said.turns_to) == ("not_computable", 1, "adopted")
    assert said.possible == ("not_computable",)


def test_half_votes_of_cantons_turn_by_halves() -> None:
    more = {"more": "for", "than": "against"}
    both = rule({"all": [{**more, "in": "people"}, {**more, "in": "cantons"}]})
    electorate = Electorate(others={"people": Electorate(), "cantons": Electorate(seats=23)})
    people = Ballot(tally={"for": 1_281_000, "against": 1_270_000})
    ballot = Ballot(others={"people": people, "cantons": Ballot(tally={"for": 11, "against": Fraction(23, 2)})})
    said = needs(both, electorate, ballot)
    assert (said.exact, said.unstated) == (True, Fraction(1, 2))
    [change] = said.turn
    assert change == Change(n=Fraction(1, 2), of=(), was="against", becomes="for", where="cantons")
    assert said.turns_to == "adopted"
    lost = needs(both, electorate, Ballot(others={**ballot.others, "cantons": Ballot(tally={"for": 12, "against": 11})}))
    assert (lost.now.outcome, n_of(lost.turn)) == ("adopted", Fraction(1, 2) * 2)


# --- The reckoning against trying


def _total(line: Line, asked: _Asked) -> Any:
    return sum(cell.n * asked._brings(line, at, cell.held) for at, cell in enumerate(asked.cells) if cell.where == line.where)


def _holds(formula: Formula, asked: _Asked) -> bool:
    if isinstance(formula, Line):
        total = _total(formula, asked)
        return bool(total > formula.bound if formula.strict else total >= formula.bound)
    assert not isinstance(formula, Either)  # only where anything is taken as possible
    parts = [_holds(part, asked) for part in formula.parts]
    return all(parts) if isinstance(formula, Every) else any(parts)


def _outcome(tree: Tree, asked: _Asked) -> str:
    leads = next(leads for formula, leads in tree if _holds(formula, asked))
    return leads if isinstance(leads, str) else _outcome(leads, asked)


@given(cases() | cases(by_tally=True))
def test_the_lines_of_a_rule_come_to_the_outcome_that_is_decided(case: Case) -> None:
    rule, electorate, ballot, rules = rule_of(case.rule), electorate_of(case.electorate), ballot_of(case.ballot), rules_of(case.rules)
    now = decide(rule, electorate, ballot, rules)
    try:
        asked = _Asked(rule, electorate, ballot, rules, now)
    except NotLinear:
        assert ballot.positions is None  # every roll call is a matter of lines
        return
    assert asked.lines is not None
    assert _outcome(asked.lines.tree, asked) == now.outcome


GAINS = st.tuples(st.integers(-4, 6), st.integers(-4, 6))


@given(
    st.tuples(st.integers(-3, 12), st.integers(-3, 12)),
    st.lists(st.builds(lambda n, some: Mover(n, tuple((str(i), one) for i, one in enumerate(some))), st.integers(1, 2), st.lists(GAINS, min_size=1, max_size=2)), max_size=4),
)  # fmt: skip
def test_the_fewest_moves_are_those_that_trying_finds(needed: tuple[int, int], movers: list[Mover]) -> None:
    each = [[gain for _, gain in mover.ways] + [(0, 0)] for mover in movers for _ in range(mover.n)]
    ways = [way for way in product(*each) if all(sum(gain[line] for gain in way) >= needed[line] for line in range(2))]
    enough = [sum(gain != (0, 0) for gain in way) for way in ways]
    found = cheapest(needed, movers, 8)
    assert found.exact
    assert (None if found.moves is None else found.n) == min(enough, default=None)
    assert reachable(needed, movers) == (bool(enough), True)
