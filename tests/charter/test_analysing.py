"""What a body's rule means for its members: as a value, in words, and through time."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from comity.charter import Charter, load
from comity.charter.analysed import Told, why_not
from comity.charter.analysing import Joining, analysis_of, case_of, changed, gap, powers, weights_of
from comity.charter.deciding import deciding_bodies, electorate_on, intervals, matters_of, names, rules_of
from comity.charter.load import shipped
from comity.charter.over_time import POINTS, over_time, work
from comity.procedure.analysis import Weighted
from comity.procedure.analysis.game import Game
from comity.procedure.as_game import NotAGame
from comity.procedure.electorate import Electorate
from tests.exchange.union import founded

DAY = "1995-01-01"


@pytest.fixture(scope="module")
def union(tmp_path_factory: pytest.TempPathFactory) -> Charter:
    """A small organisation whose council has one permanent member of five."""
    return load(str(founded(tmp_path_factory.mktemp("analysing"))))


def every_case() -> Iterator[tuple[str, str, str]]:
    for organisation in shipped():
        charter = load(organisation)
        for body in deciding_bodies(charter):
            yield from ((organisation, body, matter) for matter in matters_of(charter, body))


def test_a_case_is_the_rule_the_electorate_and_the_game(union: Charter) -> None:
    case = case_of(union, "council", "substantive", DAY)
    assert (case.rule.id, case.game.members, case.weights, case.contested) == ("substantive", ("AA", "BB", "CC", "DD", "EE"), (), False)
    assert analysis_of(case.game).can_block == ("AA",)
    assert case_of(union, "council", "weighed", DAY).weights == ("shares",)


@pytest.mark.parametrize(
    ("body", "matter", "day", "code"),
    [
        ("council", "unread", DAY, "not_known"), ("council", "closed", "1996-01-01", "no_rule"), ("council", "substantive", "1980-01-01", "no_rule"),
        ("nobody", "", DAY, "no_rule"),
    ],
)  # fmt: skip
def test_what_is_no_game_says_why(union: Charter, body: str, matter: str, day: str, code: str) -> None:
    with pytest.raises(NotAGame) as fault:
        case_of(union, body, matter, day)
    assert fault.value.code == code
    assert [why_not(code, day, lang)[-1] for lang in ("en", "ru")] == [".", "."]


def test_without_anybody_there_is_no_game(union: Charter) -> None:
    with pytest.raises(NotAGame, match="no_seats"):
        case_of(union, "council", "substantive", DAY, leaving=("AA", "BB", "CC", "DD", "EE"))


def test_who_joins_comes_last_with_group_and_weight_and_who_leaves_is_gone() -> None:
    before = Electorate(("A", "B"), {"permanent": frozenset("A")}, {"votes": {"A": 2, "B": 1}})
    after = changed(before, {"C": Joining("permanent", {"votes": 3})}, ("A",))
    assert (after.members, after.groups, after.seats) == (("B", "C"), {"permanent": frozenset("AC")}, 2)
    assert after.weights["votes"]["C"] == 3
    assert changed(before, {}, ()) is before


def test_the_weights_of_a_cascade_are_those_of_its_stages() -> None:
    eu = load("eu")
    case = case_of(eu, "council", "qualified-on-proposal", "2005-01-01")
    assert case.weights == ("votes",)
    assert weights_of(case.rule, rules_of(eu, "council", "2005-01-01")) == ("votes",)


def test_games_alike_but_for_names_are_reckoned_once() -> None:
    first, second = (powers(Game(names, Weighted((1, 1, 1), 2))) for names in (("A", "B", "C"), ("X", "Y", "Z")))
    assert first.members == ("A", "B", "C") and second.members == ("X", "Y", "Z")
    assert first.banzhaf is second.banzhaf


def test_how_far_weights_may_be_off_is_in_their_own_unit(union: Charter) -> None:
    """Half shares: in the game's own terms all is doubled."""
    case = case_of(union, "council", "weighed", DAY)
    found = gap(case, analysis_of(case.game))
    six = case_of(load("eu"), "council", "qualified-on-proposal", "1960-01-01", leaving=("LU",))
    without = gap(six, analysis_of(six.game))
    assert found is not None and (found.weight, found.losing, found.winning) == ("shares", Fraction(15, 2), Fraction(8))
    assert without is not None and (without.weight, without.losing, without.winning) == ("votes", Fraction(10), Fraction(12))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("1 of 5 members can block alone: Aland.", "60.00% (Aland), the smallest 10.00%")),
        ("ru", ("Заблокировать решение в одиночку может 1 из 5 членов: Аландия.", "60,00\u00a0% (Аландия), наименьшая\u00a0— 10,00\u00a0%")),
    ],
)
def test_the_point_in_words(union: Charter, lang: str, said: tuple[str, str]) -> None:
    case = case_of(union, "council", "substantive", DAY)
    sentences = " ".join(Told(case, lang, names(union)).sentences(analysis_of(case.game))).replace("\u00a0", " ")
    for one in said:
        assert one.replace("\u00a0", " ") in sentences


def test_figures_are_rounded_half_up_and_large_numbers_told_short(union: Charter) -> None:
    en, ru = (Told(case_of(union, "council", "substantive", DAY), lang, names(union)) for lang in ("en", "ru"))
    assert [en.share(Fraction(*one)) for one in ((1, 3), (1, 8), (0, 1), (1, 20000), (1, 1))] == ["33.33%", "12.50%", "0%", "below 0.01%", "100.00%"]
    assert ru.share(Fraction(19627, 100000)) == "19,63\u00a0%"
    assert en.number(2**193).replace("\u00a0", " ") == "1.26 × 10⁵⁸" and en.number(999_999_999_999_999) == "999,999,999,999,999"
    assert ru.number(99_999 * 10**12).replace("\u00a0", " ") == "1,00 × 10¹⁷"


@pytest.mark.parametrize(("organisation", "body", "matter"), list(every_case()))
def test_every_shipped_rule_is_analysed_or_says_why(organisation: str, body: str, matter: str) -> None:
    charter = load(organisation)
    times = over_time(charter, body, matter, "2026-02-16", "2026-02-16", patience=0)
    assert len(times.points) <= POINTS and len(times.points) + len(times.left_out) == times.changes
    days = [one.day for one in times.points]
    assert days == sorted(days) and set(days) <= set(intervals(charter, body))
    for at, point in enumerate(times.points):
        electorate = electorate_on(charter, body, point.day)
        whole = sum(_share(line.group, line.values[at], electorate, point.members, times.by) for line in times.lines)
        assert whole in (0, 1), "nobody has any power, or all have all of it"


def _share(group: str, each: Fraction | None, electorate: Electorate, members: int, by: str) -> Fraction:
    if each is None:
        return Fraction(0)
    if by == "all":
        return members * each
    others = frozenset(electorate.members).difference(*electorate.groups.values())
    return each if by == "member" else len(electorate.groups[group] if group else others) * each


def test_through_time_nothing_slow_is_reckoned_without_patience_but_what_is_asked_for() -> None:
    eu = load("eu")
    slow = [day for day in intervals(eu, "council") if work(case_of(eu, "council", "qualified-on-proposal", day).game)]
    quick = over_time(eu, "council", "qualified-on-proposal", "2026-02-16", slow[0], patience=0)
    assert slow[0] in [one.day for one in quick.points]
    assert set(quick.left_out) and set(quick.left_out) <= set(slow)


def test_members_are_told_apart_no_further_than_needed(union: Charter) -> None:
    assert over_time(union, "council", "procedural", "2010-01-01").by == "all"
    assert over_time(union, "council", "substantive", "2010-01-01").by == "group"
    weighed = over_time(union, "council", "weighed", "1999-01-01")
    assert weighed.by == "member" and [line.members for line in weighed.lines] == [("AA",), ("BB",), ("CC",), ("DD",), ("EE",)]


def test_a_change_of_members_that_changes_nothing_else_is_no_point(union: Charter) -> None:
    """In 2000 another state took a seat: for a seat it meant the same."""
    found = over_time(union, "council", "procedural", "2010-01-01")
    assert [(one.day, one.until) for one in found.points] == [("1990-01-01", "")]
    assert over_time(union, "council", "closed", "2010-01-01").points[0].until == "1995-01-01"
