"""Elections by secret ballot: places filled, ballots restricted, ties, and what cannot be."""

from typing import Any

import msgspec
import pytest

from comity.procedure import BallotError, Electorate, Rule
from comity.procedure.elected import said_election
from comity.procedure.election import Round, Won, elect
from comity.procedure.said import said_fault

ASSEMBLY = Electorate(tuple(f"M{i}" for i in range(193)))
TWO_THIRDS = msgspec.convert(
    {"id": "election", "adopted_when": {"share": "members", "of": "voting", "for": ">= 2/3"}, "election": {"rounds": 0, "series": 3}}, Rule
)
HALF = msgspec.convert({"id": "office", "adopted_when": {"more": "for", "than": "against"}, "election": {"rounds": 2, "seats": 1}}, Rule)


def test_two_thirds_fill_a_place_each() -> None:
    made = elect(TWO_THIRDS, ASSEMBLY, [Round(192, {"A": 180, "B": 129, "C": 60})], places=2)
    assert (made.outcome, made.elected, made.majority) == ("adopted", ("A", "B"), 128)


def test_who_falls_short_stands_again_among_twice_as_many_as_places() -> None:
    first = Round(190, {"A": 150, "B": 100, "C": 60, "D": 50, "E": 10})
    made = elect(TWO_THIRDS, ASSEMBLY, [first], places=2)
    assert (made.outcome, made.elected, made.standing, made.places) == ("not_ripe", ("A",), ("B", "C"), 1)
    second = Round(190, {"B": 126, "C": 64})
    assert elect(TWO_THIRDS, ASSEMBLY, [first, second], places=2).outcome == "not_ripe"
    assert elect(TWO_THIRDS, ASSEMBLY, [first, Round(190, {"B": 127, "C": 63})], places=2).elected == ("A", "B")


def test_whoever_ties_with_the_last_stands_too() -> None:
    made = elect(TWO_THIRDS, ASSEMBLY, [Round(190, {"A": 70, "B": 60, "C": 60})], places=1)
    assert made.standing == ("A", "B", "C")


def test_more_than_there_are_places_and_the_last_are_equal() -> None:
    majority = msgspec.convert({"id": "election", "adopted_when": {"more": "for", "than": "against"}, "election": {"rounds": 2}}, Rule)
    made = elect(majority, ASSEMBLY, [Round(100, {"A": 80, "B": 55, "C": 55})], places=2)
    assert (made.outcome, made.elected, made.standing, made.places) == ("not_ripe", ("A",), ("B", "C"), 1)


def test_the_last_ballot_is_the_last() -> None:
    tie = Round(10, {"A": 5, "B": 5})
    assert elect(HALF, ASSEMBLY, [tie]).outcome == "not_ripe"
    made = elect(HALF, ASSEMBLY, [tie, tie])
    assert (made.outcome, made.places) == ("not_adopted", 1)
    assert elect(HALF, ASSEMBLY, [tie, Round(10, {"A": 6, "B": 4})]).elected == ("A",)


def test_after_three_restricted_ballots_three_are_open_to_all_and_so_on_without_end() -> None:
    """As in the General Assembly, rules 93 and 94."""
    vain = Round(150, {"A": 80, "B": 70})
    open_after = [n for n in range(1, 156) if not elect(TWO_THIRDS, ASSEMBLY, [vain] * n, places=1).standing]
    assert open_after[:7] == [4, 5, 6, 10, 11, 12, 16]
    assert elect(TWO_THIRDS, ASSEMBLY, [vain] * 154, places=1).outcome == "not_ripe"
    other = Round(150, {"C": 149})
    assert elect(TWO_THIRDS, ASSEMBLY, [vain] * 4 + [other], places=1).elected == ("C",)
    with pytest.raises(BallotError):
        elect(TWO_THIRDS, ASSEMBLY, [vain] * 3 + [other], places=1)


def test_nobody_is_elected_where_nobody_votes_or_the_majority_is_not_known() -> None:
    assert elect(HALF, ASSEMBLY, [Round(0, {})]).elected == ()
    unknown = msgspec.convert({"id": "election", "adopted_when": "not_known"}, Rule)
    assert elect(unknown, ASSEMBLY, [Round(10, {"A": 10})]).outcome == "not_computable"


@pytest.mark.parametrize(
    ("rounds", "code"),
    [
        ([Round(194, {"A": 100})], "procedure.tally_too_large"),
        ([Round(10, {"A": 8, "B": 8})], "election.votes_too_many"),
        ([Round(10, {"A": 11})], "election.votes_of_one"),
        ([Round(100, {"A": 40, "B": 35, "C": 20}), Round(100, {"C": 90})], "election.may_not_stand"),
    ],
)
def test_ballots_that_cannot_be_are_refused(rounds: list[Round], code: str) -> None:
    with pytest.raises(BallotError) as fault:
        elect(TWO_THIRDS, ASSEMBLY, rounds, places=1)
    assert code in [one.code for one in fault.value.faults]
    for one in fault.value.faults:
        assert said_fault(one, "en").endswith(".") and said_fault(one, "ru").endswith(".")
        assert one.code not in said_fault(one, "en")


def test_each_is_elected_with_the_votes_of_a_ballot() -> None:
    first = Round(190, {"A": 150, "B": 100, "C": 60, "D": 50})
    made = elect(TWO_THIRDS, ASSEMBLY, [first, Round(190, {"B": 127, "C": 63})], places=2)
    assert made.won == (Won("A", 150, 1), Won("B", 127, 2))
    assert (made.ballots, made.valid, dict(made.votes), made.majority, made.tied) == (2, 190, {"B": 127, "C": 63}, 127, False)


FIRST = Round(190, {"A": 150, "B": 100, "C": 60, "D": 50})
OFFICE, TWO = {"rounds": 2, "seats": 1}, {"rounds": 2, "seats": 2}
#: An election in each state in which it can be: the majority, the ballots, places, and the sentence.
SAID: list[tuple[str, dict[str, int], list[Round], int, str, str]] = [
    (
        "2/3", {"rounds": 0, "series": 3}, [], 2,
        "No ballot has been held yet: 2 places are to be filled, each by at least two thirds of the valid ballots",
        "Голосование ещё не проводилось: предстоит заместить 2 места, для каждого требуется не менее двух третей действительных бюллетеней",
    ),
    (
        "2/3", {"rounds": 0, "series": 3}, [Round(192, {"A": 180, "B": 129, "C": 60})], 2,
        "Elected: A with 180 votes and B with 129 votes, at least two thirds of the valid ballots (128 of 192) needed; every place is filled",
        "Избраны: A (180 голосов) и B (129 голосов); требовалось не менее двух третей действительных бюллетеней (128 из 192); все места замещены",
    ),
    (
        "2/3", {"rounds": 0, "series": 3}, [FIRST], 2,
        "Elected so far: A with 150 votes, at least two thirds of the valid ballots (127 of 190) needed; 1 place is left for another ballot, "
        "among B and C",
        "Пока избран: A (150 голосов); требовалось не менее двух третей действительных бюллетеней (127 из 190); осталось 1 место, в следующем "
        "туре участвуют B и C",
    ),
    (
        "2/3", {"rounds": 0, "series": 3}, [FIRST, Round(190, {"B": 127, "C": 63})], 2,
        "Elected: A with 150 votes in ballot 1 and B with 127 votes in ballot 2, at least two thirds of the valid ballots (127 of 190) needed "
        "in ballot 2; every place is filled",
        "Избраны: A (150 голосов в туре 1) и B (127 голосов в туре 2); в туре 2 требовалось не менее двух третей действительных бюллетеней "
        "(127 из 190); все места замещены",
    ),
    (
        "2/3", {"rounds": 0, "series": 3}, [Round(150, {"A": 80, "B": 70})] * 4, 1,
        "Nobody is elected yet: A has most votes, 80, and is 20 short, at least two thirds of the valid ballots (100 of 150) needed in "
        "ballot 4; 1 place is left for another ballot, open to all who may be elected",
        "Пока никто не избран: наибольшее число голосов — 80 — у кандидата A, не хватило 20 голосов; в туре 4 требовалось не менее двух "
        "третей действительных бюллетеней (100 из 150); осталось 1 место, в следующем туре могут участвовать все, кто может быть избран",
    ),
    (
        "1/2", OFFICE, [Round(10, {"A": 5, "B": 5})], 0,
        "Nobody is elected yet: A and B have most votes, 5 each, and are 1 short, more than half of the valid ballots (6 of 10) needed; "
        "1 place is left for another ballot, among A and B",
        "Пока никто не избран: наибольшее число голосов — 5 — у кандидатов A и B, не хватило 1 голоса; требовалось более половины "
        "действительных бюллетеней (6 из 10); осталось 1 место, в следующем туре участвуют A и B",
    ),
    (
        "1/2", OFFICE, [Round(10, {"A": 5, "B": 5})] * 2, 0,
        "Nobody is elected: A and B have most votes, 5 each, and are 1 short, more than half of the valid ballots (6 of 10) needed in ballot "
        "2; 1 place is left after the 2 ballots that the rule has as recorded",
        "Никто не избран: наибольшее число голосов — 5 — у кандидатов A и B, не хватило 1 голоса; в туре 2 требовалось более половины "
        "действительных бюллетеней (6 из 10); осталось 1 место, хотя 2 тура, предусмотренные внесённым правилом, проведены",
    ),
    (
        "1/2", TWO, [Round(100, {"A": 80, "B": 50, "C": 40})] * 1 + [Round(100, {"B": 50, "C": 50})], 0,
        "Elected: A with 80 votes in ballot 1, more than half of the valid ballots (51 of 100) needed in ballot 2; 1 place is left after the "
        "2 ballots that the rule has as recorded",
        "Избран: A (80 голосов в туре 1); в туре 2 требовалось более половины действительных бюллетеней (51 из 100); осталось 1 место, хотя "
        "2 тура, предусмотренные внесённым правилом, проведены",
    ),
    (
        "1/2", TWO, [Round(100, {"A": 80, "B": 55, "C": 55})], 0,
        "Elected so far: A with 80 votes, more than half of the valid ballots (51 of 100) needed; 1 place is left for another ballot among "
        "those who tie, B and C",
        "Пока избран: A (80 голосов); требовалось более половины действительных бюллетеней (51 из 100); осталось 1 место, в следующем туре "
        "участвуют набравшие поровну: B и C",
    ),
    (
        "1/2", TWO, [Round(100, dict.fromkeys("ABC", 60))], 0,
        "Nobody is elected yet: A, B and C tie with 60 votes each for 2 places, more than half of the valid ballots (51 of 100) needed; "
        "2 places are left for another ballot among those who tie, A, B and C",
        "Пока никто не избран: у кандидатов A, B и C голосов поровну, по 60, а мест — 2; требовалось более половины действительных "
        "бюллетеней (51 из 100); осталось 2 места, в следующем туре участвуют набравшие поровну: A, B и C",
    ),
    (
        "1/2", OFFICE, [Round(0, {})], 0,
        "Nobody is elected yet: no valid ballot was cast; 1 place is left for another ballot, open to all who may be elected",
        "Пока никто не избран: не было ни одного действительного бюллетеня; осталось 1 место, в следующем туре могут участвовать все, кто "
        "может быть избран",
    ),
    (
        "1/2", OFFICE, [Round(20, {})], 0,
        "Nobody is elected yet: no candidate has a vote, more than half of the valid ballots (11 of 20) needed; 1 place is left for another "
        "ballot, open to all who may be elected",
        "Пока никто не избран: ни один кандидат не получил голосов; требовалось более половины действительных бюллетеней (11 из 20); "
        "осталось 1 место, в следующем туре могут участвовать все, кто может быть избран",
    ),
    (
        "", OFFICE, [Round(20, {"A": 20})], 0,
        "Cannot be computed: the majority that the rule takes is not known",
        "Не вычисляется: требуемое правилом большинство не известно",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("share", "election", "rounds", "places", "english", "russian"), SAID)
def test_an_election_is_one_sentence(share: str, election: dict[str, int], rounds: list[Round], places: int, english: str, russian: str) -> None:
    asked: Any = {"more": "for", "than": "against"} if share == "1/2" else {"share": "members", "of": "voting", "for": f">= {share}"}
    said = {"id": "election", "provision": "rules/83", "confidence": "medium", "adopted_when": asked if share else "not_known", "election": election}
    made = elect(msgspec.convert(said, Rule), ASSEMBLY, rounds, places)
    for lang, sentence, sure in (("en", english, "; confidence medium"), ("ru", russian, "; достоверность средняя")):
        told = said_election(made, lang, lambda kind, value: value).replace("\u00a0", " ")
        assert told == f"{sentence} (rules/83{sure if share else ''})."


def test_all_who_are_elected_are_named() -> None:
    made = elect(TWO_THIRDS, ASSEMBLY, [Round(192, dict.fromkeys("ABCDEFGH", 150))], places=8)
    assert all(f"{name} with 150 votes" in said_election(made, "en", lambda kind, value: value).replace("\u00a0", " ") for name in "ABCDEFGH")
