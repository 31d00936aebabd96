"""Bodies with published figures, and games at random."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from comity.procedure.analysis import All, AnyOf, AtLeastK, Condition, Game, Weighted

#: Population of the members of the European Union for 2019: Council Decision (EU, Euratom) 2018/2076 of 20 December 2018
#: amending the Council's Rules of Procedure (OJ L 331, 28.12.2018, p. 218), Annex III; without the United Kingdom.
POPULATION = {
    "AT": 8822267, "BE": 11413058, "BG": 7050034, "CZ": 10610055, "DK": 5781190, "DE": 82850000, "EE": 1319133,
    "IE": 4838259, "EL": 10738868, "ES": 46659302, "FR": 67221943, "HR": 4105493, "IT": 60483973, "CY": 864236,
    "LV": 1934379, "LT": 2808901, "LU": 602005, "HU": 9778371, "MT": 475701, "NL": 17181084, "PL": 37976687,
    "PT": 10291027, "RO": 19523621, "SI": 2066880, "SK": 5443120, "FI": 5513130, "SE": 10120242,
}  # fmt: skip

#: Votes of the Council under the Treaty of Nice, 2007 to 2013 (Treaty establishing the European Community, article 205(2)).
NICE = {
    "DE": 29, "FR": 29, "IT": 29, "UK": 29, "ES": 27, "PL": 27, "RO": 14, "NL": 13, "BE": 12, "CZ": 12, "EL": 12, "HU": 12,
    "PT": 12, "AT": 10, "BG": 10, "SE": 10, "DK": 7, "FI": 7, "IE": 7, "LT": 7, "SK": 7, "CY": 4, "EE": 4, "LU": 4, "LV": 4,
    "SI": 4, "MT": 3,
}  # fmt: skip


def least(numerator: int, denominator: int, base: int) -> int:
    """The smallest whole number that is at least this part of the base."""
    return -(-numerator * base // denominator)


def count(n: int, at_least: int) -> Weighted:
    """So many of n members."""
    return Weighted((1,) * n, at_least)


def security_council() -> Game:
    """Fifteen members, five of them permanent: nine in favour, no permanent one against (Charter, article 27(3))."""
    members = ("CHN", "FRA", "RUS", "GBR", "USA", *(f"elected {seat}" for seat in range(1, 11)))
    return Game(members, All((count(15, 9), Weighted((1,) * 5 + (0,) * 10, 5))))


def council_of_1958() -> Game:
    """The Council of the European Economic Community on a proposal: 12 votes of 17 (Treaty of Rome, article 148(2))."""
    return Game(("DE", "FR", "IT", "BE", "NL", "LU"), Weighted((4, 4, 4, 2, 2, 1), 12))


def population(percent: int) -> Weighted:
    """At least this percentage of the population of the 27."""
    weights = tuple(POPULATION.values())
    return Weighted(weights, least(percent, 100, sum(weights)))


def lisbon(*, clause_of_four: bool = True) -> Game:
    """55 % of the 27 members and 65 % of their population; at least four to block (Treaty on European Union, article 16(4))."""
    majority = All((count(27, 15), population(65)))
    return Game(tuple(POPULATION), AnyOf((majority, count(27, 24))) if clause_of_four else majority)


def lisbon_otherwise() -> Game:
    """Not on a proposal: 72 % of the members and 65 % of the population (article 238(2) of the Treaty on the Functioning)."""
    return Game(tuple(POPULATION), All((count(27, 20), population(65))))


def nice() -> Game:
    """255 of 345 votes and 14 of 27 members."""
    return Game(tuple(NICE), All((Weighted(tuple(NICE.values()), 255), count(27, 14))))


def general_assembly(at_least: int = 129) -> Game:
    """193 members; two thirds of them are 129."""
    return Game(tuple(f"member {seat}" for seat in range(1, 194)), count(193, at_least))


@st.composite
def games(draw: DrawFn, most: int = 10) -> Game:
    """Games of up to so many members: counts, one or more weights, vetoes, in any combination."""
    n = draw(st.integers(1, most))
    largest = draw(st.sampled_from([1, 3, 10, 1000, 10**9]))
    vectors = [(1,) * n]
    for _ in range(draw(st.integers(0, 2))):
        vectors.append(tuple(draw(st.lists(st.integers(0, largest), min_size=n, max_size=n))))
    return Game(tuple(f"m{i}" for i in range(n)), draw(_conditions(vectors, 2)))


@st.composite
def games_of_one_weight(draw: DrawFn, most: int = 10) -> Game:
    """Games of up to so many members that rest on their number and one weight."""
    n = draw(st.integers(1, most))
    largest = draw(st.sampled_from([1, 3, 10, 1000, 10**9]))
    weights = tuple(draw(st.lists(st.integers(0, largest), min_size=n, max_size=n)))
    return Game(tuple(f"m{i}" for i in range(n)), draw(_conditions([(1,) * n, weights, weights], 2)))


def _conditions(vectors: list[tuple[int, ...]], depth: int) -> SearchStrategy[Condition]:
    weighted = st.sampled_from(vectors).flatmap(
        lambda weights: st.builds(Weighted, st.just(weights), st.integers(0, sum(weights) + 1))
    )
    if not depth:
        return weighted
    several = st.lists(_conditions(vectors, depth - 1), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        weighted, several.map(All), several.map(AnyOf), st.builds(AtLeastK, several, st.integers(0, 3))
    )
