"""A decision as a sentence: `said.yaml` is a table of rule, ballot, and what is said of it in English and Russian.

A row has `rule` (as a charter file writes it; `rules` for those it names), `of` (an electorate below, with `electorate` for
what is otherwise), a ballot, and `en`, `ru`; `needs_en`, `needs_ru` where it is also said what is still needed. Positions
are written `13 for, FR against, rest abstain`: so many of those not named, a member by name, the rest. A no-break space is
written as a plain one.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from comity import phrases
from comity.procedure import (
    POSITIONS,
    Ballot,
    BallotError,
    Change,
    Decision,
    Electorate,
    Needs,
    Rule,
    clauses,
    decide,
    needs,
)
from comity.procedure.said import because, margins, numbers, reasons, said_fault, said_needs
from comity.procedure.sound import each_test, unweighed
from comity.text import Name, name_of
from tests.procedure.test_election import SAID, test_an_election_is_one_sentence

NBSP = "\u00a0"
ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("said.yaml").read_text("utf-8"))

COUNCIL = ("CN", "FR", "GB", "RU", "US", *(f"E{n}" for n in range(1, 11)))
SIX = ("AM", "BY", "KZ", "KG", "RU", "TJ")
ELECTORATES = {
    "council": Electorate(COUNCIL, {"permanent": frozenset(COUNCIL[:5]), "elected": frozenset(COUNCIL[5:])}),
    "six": Electorate(
        SIX, {"north": frozenset(("BY", "RU")), "founders": frozenset(("AM", "BY", "KZ")), "coast": frozenset(("KZ", "RU"))},
        weights={
            "votes": dict(zip(SIX, (1, 2, 4, 2, 4, 4), strict=True)),
            "population": dict(zip(SIX, (2_961_473, 9_410_260, 18_513_673, 6_394_500, 146_780_720, 9_126_600), strict=True)),
            "units": dict(zip(SIX, (Fraction(1, 2), 1, 1, 1, 1, 1), strict=True)),
        },
    ),
    "assembly": Electorate(seats=193),
    "unknown": Electorate(),
    "one": Electorate(("FR",), {"permanent": frozenset(("FR",))}),
    "confederation": Electorate(others={"people": Electorate(), "cantons": Electorate(seats=23), "towns": Electorate(("FR", "GB"))}),
}  # fmt: skip


def _state(en: str, nom: str, ins: str = "") -> Name:
    return name_of({"en": en, "ru": {"nom": nom, "ins": ins} if ins else nom})


NAMES: dict[tuple[str, str], Name] = {
    ("state", "FR"): _state("France", "Франция", "Францией"), ("state", "CN"): _state("China", "Китай", "Китаем"),
    ("state", "GB"): _state("United Kingdom", "Великобритания"), ("state", "RU"): _state("Russia", "Россия", "Россией"),
    ("state", "US"): _state("United States", "Соединённые Штаты", "Соединёнными Штатами"),
    ("state", "AM"): _state("Armenia", "Армения", "Арменией"), ("state", "BY"): _state("Belarus", "Беларусь", "Беларусью"),
    ("state", "KZ"): _state("Kazakhstan", "Казахстан", "Казахстаном"), ("state", "KG"): _state("Kyrgyzstan", "Кыргызстан", "Кыргызстаном"),
    ("state", "TJ"): _state("Tajikistan", "Таджикистан", "Таджикистаном"),
    ("provision", "un-charter/27.3"): name_of({"en": "Charter of the United Nations, article 27(3)", "ru": "Устав ООН, статья 27(3)"}),
    ("rule", "vote"): name_of({"en": "a vote", "ru": "голосование"}), ("rule", "limited"): name_of({"en": "limited format", "ru": "ограниченный формат"}),
    ("rule", "consensus"): name_of({"en": "consensus", "ru": "консенсус"}),
    ("rule", "question"): name_of({"en": "whether the question is important", "ru": "является ли вопрос важным"}),
    ("group", "permanent"): name_of({"en": "permanent member", "ru": {"nom": "постоянный член", "gen": "постоянного члена"}}),
    ("groups", "permanent"): name_of({"en": "permanent members", "ru": {"nom": "постоянные члены", "gen": "постоянных членов", "few": "постоянных члена"}}),
    ("group", "elected"): name_of({"en": "elected member", "ru": {"nom": "непостоянный член", "gen": "непостоянного члена"}}),
    ("groups", "elected"): name_of({"en": "elected members", "ru": {"nom": "непостоянные члены", "gen": "непостоянных членов", "few": "непостоянных члена"}}),
    ("group", "founders"): name_of({"en": "founding state", "ru": {"nom": "государство-основатель", "gender": "n"}}),
    ("groups", "founders"): name_of({"en": "founding states", "ru": {"nom": "государства-основатели", "gen": "государств-основателей", "few": "государства-основателя"}}),
    ("group", "coast"): name_of({"en": "coastal party", "ru": {"nom": "прибрежная сторона", "gen": "прибрежной стороны", "gender": "f"}}),
    ("groups", "coast"): name_of({"en": "coastal parties", "ru": {"nom": "прибрежные стороны", "gen": "прибрежных сторон", "few": "прибрежные стороны"}}),
    ("weight", "population"): name_of({"en": "population", "ru": {"nom": "численность населения", "gen": "численности населения"}}),
    ("unit", "population"): name_of({"en": "person|persons", "ru": "человек|человека|человек"}),
    ("weight", "votes"): name_of({"en": "weighted votes", "ru": "взвешенные голоса"}),
    ("unit", "votes"): name_of({"en": "vote|votes", "ru": "голос|голоса|голосов"}),
    ("electorate", "people"): name_of({"en": "people", "ru": "народ"}), ("electorate", "cantons"): name_of({"en": "cantons", "ru": "кантоны"}),
}  # fmt: skip


def names(kind: str, value: str) -> Name | str:
    return NAMES.get((kind, value), value)


def held(electorate: Electorate, said: str) -> dict[str, str]:
    """The positions that a row writes."""
    parts = [part.split() for part in said.split(",") if part.strip()]
    out = {who: position for who, position in parts if not who.isdigit() and who != "rest"}
    free = [m for m in reversed(electorate.members) if m not in out]
    for who, position in parts:
        for _ in range(int(who) if who.isdigit() else len(free) if who == "rest" else 0):
            out[free.pop(0)] = position
    return out


def electorate_of(row: dict[str, Any]) -> Electorate:
    asked = row.get("electorate", {})
    return ELECTORATES[row["of"]].changed(**{key: frozenset(value) for key, value in asked.items()}, seats=ELECTORATES[row["of"]].seats)


def ballot_of(electorate: Electorate, said: dict[str, Any]) -> Ballot:
    """The ballot that a row writes."""
    values: dict[str, Any] = {key: said[key] for key in ("presiding", "certified", "stage", "ended") if key in said}
    if "positions" in said:
        values["positions"] = held(electorate, said["positions"])
    if "tally" in said:
        values["tally"] = {name: Fraction(n) if isinstance(n, str) else n for name, n in said["tally"].items()}
    if "hours" in said:
        values["hours"] = Fraction(said["hours"])
    values |= {name: frozenset(said[name]) for name in ("late", "corrected") if name in said}
    if "others" in said:
        values["others"] = {name: ballot_of(electorate.others[name], one) for name, one in said["others"].items()}
    if "question" in said:
        values["question"] = ballot_of(electorate, said["question"])
    return Ballot(**values)


def rules_of(row: dict[str, Any]) -> tuple[Rule, dict[str, Rule]]:
    """The rule of a row, and those that it names."""
    named = {name: msgspec.convert({"id": name, **one}, Rule) for name, one in row.get("rules", {}).items()}
    return msgspec.convert({"id": "rule", **row["rule"]}, Rule), named


def decision_of(row: dict[str, Any]) -> Decision:
    rule, named = rules_of(row)
    electorate = electorate_of(row)
    return decide(rule, electorate, ballot_of(electorate, row.get("ballot", {})), named)


def plainly(words: str) -> str:
    return words.replace(NBSP, " ")


@pytest.mark.parametrize("row", ROWS, ids=[f"{i}: {row['en'][:60]}" for i, row in enumerate(ROWS)])
def test_a_decision_is_one_sentence(row: dict[str, Any]) -> None:
    made = decision_of(row)
    assert plainly(because(made, "en", names)) == row["en"]
    assert plainly(because(made, "ru", names)) == row["ru"]


@pytest.mark.parametrize("row", [row for row in ROWS if "needs_en" in row], ids=lambda row: row["needs_en"][:60] or "nothing")
def test_what_is_still_needed_of_a_ballot_is_said(row: dict[str, Any]) -> None:
    rule, named = rules_of(row)
    electorate = electorate_of(row)
    found = needs(rule, electorate, ballot_of(electorate, row.get("ballot", {})), named)
    assert plainly(said_needs(found, "en", names)) == row["needs_en"]
    assert plainly(said_needs(found, "ru", names)) == row["needs_ru"]


def _needs(now: str = "not_adopted", **values: Any) -> Needs:
    return Needs(now=Decision(outcome=now, rule="rule"), **values)


def _turn(n: int, of: str, was: str, becomes: str) -> Change:
    return Change(n=n, of=tuple(of.split()), was=was, becomes=becomes)


#: What is found of which changes there are, is not for these rows to say: only how it is told.
NEEDED: list[tuple[Needs, str, str]] = [
    (
        _needs("adopted", pending=("AM",), possible=("adopted",)),
        "Nothing is missing. Whatever the others do, the outcome stays: adopted.",
        "Ничего более не требуется. Что бы ни решили остальные, итог не изменится: принято.",
    ),
    (
        _needs(pending=("AM",), possible=("vetoed", "not_adopted"), no_longer=("adopted",), missing=None),
        "Can no longer be adopted. Still possible: vetoed, not adopted.",
        "Принято быть уже не может. Ещё возможно: наложено вето, не принято.",
    ),
    (
        _needs("vetoed", pending=("AM",), possible=("vetoed", "not_adopted"), no_longer=("adopted", "no_quorum"), missing=None),
        "Can no longer be adopted. Still possible: vetoed, not adopted. No longer possible: no quorum.",
        "Принято быть уже не может. Ещё возможно: наложено вето, не принято. Более невозможно: кворума нет.",
    ),
    (
        _needs(pending=("AM",), possible=("not_adopted",), missing=None, exact=False),
        "No way was found in which it could still be adopted. Not every way was tried.",
        "Способа принять решение не найдено. Проверены не все варианты.",
    ),
    (
        _needs("not_ripe", pending=("AM",), possible=("not_ripe",), missing=None),
        "Whatever the others do, the outcome stays: not ripe.",
        "Что бы ни решили остальные, итог не изменится: срок не наступил.",
    ),
    (
        _needs(pending=tuple(COUNCIL), possible=("adopted", "not_adopted"), missing=(_turn(5, " ".join(COUNCIL), "", "for"),)),
        "Still needed: 5 more in favour, from among China, France, United Kingdom, Russia, United States and 10 others. "
        "Still possible: adopted, not adopted.",
        "Ещё требуется: 5 голосов за (в числе возможных — Китай, Франция, Великобритания, Россия, Соединённые Штаты и ещё 10). "
        "Ещё возможно: принято, не принято.",
    ),
    (
        _needs(pending=SIX, possible=("adopted", "not_adopted"), missing=(_turn(1, "RU", "", "for"), _turn(1, "KZ", "", "for"))),
        "Still needed: 2 more in favour, for example from Russia, Kazakhstan. Still possible: adopted, not adopted.",
        "Ещё требуется: 2 голоса за (например, Россия, Казахстан). Ещё возможно: принято, не принято.",
    ),
    (
        _needs("vetoed", turn=(_turn(1, "FR", "against", "abstain"),), turns_to="adopted"),
        "The cheapest change: France from against to abstaining; the outcome would be: adopted.",
        "Наименьшее изменение: Франция — с «против» на «воздержание»; итог тогда: принято.",
    ),
    (
        _needs("adopted", turn=(_turn(1, "CN FR GB RU US", "abstain", "against"),), turns_to="vetoed"),
        "Nothing is missing. The cheapest change: any one of 5 (China, France, United Kingdom, Russia, United States) from abstaining to "
        "against; the outcome would be: vetoed.",
        "Ничего более не требуется. Наименьшее изменение: кто-либо один из 5 (Китай, Франция, Великобритания, Россия, Соединённые Штаты) — "
        "с «воздержание» на «против»; итог тогда: наложено вето.",
    ),
    (
        _needs(
            turn=(
                _turn(2, "AM BY KZ", "present", "for"), _turn(1, "RU", "object_to_procedure", "not_participating"),
                _turn(1, "TJ", "object_to_procedure", "not_participating"), _turn(1, "KG", "amend", "absent"), _turn(1, "FR", "object", "reserve"),
            ),
            turns_to="adopted",
        ),
        "The cheapest change: any 2 of 3 (Armenia, Belarus, Kazakhstan) from present and not voting to in favour; Russia, Tajikistan from "
        "objecting to the procedure to not participating; Kyrgyzstan from proposing an amendment to absent; France from objecting to making "
        "a reservation; the outcome would be: adopted.",
        "Наименьшее изменение: любые 2 из 3 (Армения, Беларусь, Казахстан) — с «присутствие без голосования» на «за»; Россия, Таджикистан — с "
        "«возражение против процедуры» на «неучастие»; Кыргызстан — с «поправка» на «отсутствие»; Франция — с «возражение» на «оговорка»; "
        "итог тогда: принято.",
    ),
    (  # of tallies nobody is named
        _needs(
            unstated=3, possible=("adopted", "not_adopted"), missing=(_turn(2, "", "", "for"), Change(n=Fraction(3, 2), of=(), was="", becomes="for", where="cantons")),
            turn=(_turn(1, "", "against", "for"), Change(n=5, of=(), was="against", becomes="for", where="cantons")), turns_to="adopted",
        ),
        "Still needed: 2 more in favour; 1½ more in favour (cantons). Still possible: adopted, not adopted. The cheapest change: 1 vote from against "
        "to in favour; 5 votes from against to in favour (cantons); the outcome would be: adopted.",
        "Ещё требуется: 2 голоса за; 1½ голоса за (кантоны). Ещё возможно: принято, не принято. Наименьшее изменение: 1 голос — с «против» на «за»; "
        "5 голосов — с «против» на «за» (кантоны); итог тогда: принято.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("found", "english", "russian"), NEEDED)
def test_each_thing_that_is_needed_is_said(found: Needs, english: str, russian: str) -> None:
    assert plainly(said_needs(found, "en", names)) == english
    assert plainly(said_needs(found, "ru", names)) == russian


@given(st.sampled_from(ROWS), st.sampled_from(["council", "six"]), st.data())
def test_whatever_is_decided_is_well_said(row: dict[str, Any], of: str, data: st.DataObject) -> None:
    """No hole, no code, no bracket left open, one full stop at the end; the same members and numbers in both languages."""
    rule, named = rules_of(row)
    electorate = ELECTORATES[of]
    positions = {member: data.draw(st.sampled_from(POSITIONS)) for member in electorate.members if data.draw(st.booleans())}
    ballot = Ballot(positions=positions, hours=data.draw(st.integers(0, 80)))
    every = [rule, *named.values()]
    if any(unweighed(one, electorate) for one in every) or any(asks.where not in {"", *electorate.others} for one in every for asks in each_test(one)):
        return  # it is of another body
    made = decide(rule, electorate, ballot, named)
    ids = set(electorate.members)
    for lang in ("en", "ru"):
        said = because(made, lang, names)
        assert said.endswith(".") and said.count(". ") == 0 and "…" not in said and not re.search(r"procedure\.\w", said)
        assert said.count("(") == said.count(")") and said.count("“") == said.count("”") and said.count("«") == said.count("»")
        assert "  " not in said and " ," not in said and ") (" not in said and not re.search(r"[,;] ?[,;.]", said)
    english, russian = because(made, "en", lambda kind, value: value), because(made, "ru", lambda kind, value: value)
    tell = re.compile(r"\b(?:[A-Z]{2}|E\d+)\b")
    assert Counter(tell.findall(english)) == Counter(tell.findall(russian))
    assert set(tell.findall(english)) <= ids


FAULTS: list[tuple[str, Ballot, str, str]] = [
    (
        "six", Ballot(positions={"XX": "for"}),
        "“XX” holds a position and is no member on that day; expected: members of the body on the day of the decision. Correct the code or the day.",
        "указана позиция «XX», но такого члена на этот день нет; ожидаются члены органа на день решения. Исправьте код или дату.",
    ),
    (
        "six", Ballot(positions={"AM": "yes"}),
        "the position of AM: “yes” is no position; expected: for, against, abstain, present, absent, not_participating, object, "
        "object_to_procedure, amend, reserve. Correct the spelling.",
        "позиция, AM: «yes» — не позиция; ожидается одно из: for, against, abstain, present, absent, not_participating, object, "
        "object_to_procedure, amend, reserve. Исправьте написание.",
    ),
    (
        "six", Ballot(tally={"yes": 1}),
        "the tally: “yes” is no position; expected: for, against, abstain, present, absent, not_participating, object, "
        "object_to_procedure, amend, reserve. Correct the spelling.",
        "итоги подсчёта: «yes» — не позиция; ожидается одно из: for, against, abstain, present, absent, not_participating, object, "
        "object_to_procedure, amend, reserve. Исправьте написание.",
    ),
    (
        "six", Ballot(tally={"for": -1}),
        "the tally has a number below nought for “for”; expected: nought or more. Correct the number.",
        "в итогах подсчёта отрицательное число для «for»; ожидается нуль или больше. Исправьте число.",
    ),
    (
        "six", Ballot(tally={"for": 4, "against": 3}),
        "the tally comes to 7 and there are 6 seats; expected: no more votes than seats. Correct the numbers or the day.",
        "в итогах подсчёта всего 7, а мест 6; ожидается не больше голосов, чем мест. Исправьте числа или дату.",
    ),
    (
        "confederation", Ballot(others={"villages": Ballot()}),
        "“villages” has a ballot and is no electorate of this body; expected: one that a rule names. Correct the name, or leave the ballot out.",
        "указано голосование «villages», но такого состава голосующих у органа нет; ожидается состав, названный в правиле. "
        "Исправьте имя или уберите это голосование.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("of", "ballot", "english", "russian"), FAULTS)
def test_what_is_wrong_with_a_ballot_is_said(of: str, ballot: Ballot, english: str, russian: str) -> None:
    with pytest.raises(BallotError) as refused:
        decide(msgspec.convert({"id": "rule", "adopted_when": {"count": "for", "at_least": 4}}, Rule), ELECTORATES[of], ballot)
    assert [plainly(said_fault(one, "en")) for one in refused.value.faults] == [english]
    assert [plainly(said_fault(one, "ru")) for one in refused.value.faults] == [russian]


#: A rule that asks what the electorate does not have.
WANTING = [
    (
        "six", {"weight": "tonnage", "at_least": 4},
        "the rule asks the weight “tonnage”, and none is given for AM, BY, KG, KZ, RU, TJ; expected: a weight of each who is entitled. "
        "Give the weights that are missing.",
        "правило учитывает вес «tonnage», но он не указан для: AM, BY, KG, KZ, RU, TJ; ожидается вес каждого, кто имеет право голоса. "
        "Укажите недостающие значения.",
    ),
    (
        "confederation", {"share": "population", "of": "voting", "for": "> 1/2", "in": "cantons"},
        "the rule asks the weight “population” in the electorate “cantons”, and no member is named there; expected: named members, each "
        "with a weight. Name the members, or decide by a rule that counts heads.",
        "правило учитывает вес «population» в составе голосующих «cantons», но поимённо члены там не известны; ожидаются члены, каждый со "
        "своим весом. Назовите членов или примените правило, по которому считаются члены, а не веса.",
    ),
    (
        "six", {"count": "for", "at_least": 4, "in": "villages"},
        "the rule asks the electorate “villages”, and the body has none of that name; expected: an electorate of this body. Correct the "
        "name, or add the electorate.",
        "правило обращается к составу голосующих «villages», но у органа такого нет; ожидается состав этого органа. Исправьте имя или "
        "добавьте состав.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("of", "adopted_when", "english", "russian"), WANTING)
def test_what_an_electorate_lacks_for_a_rule_is_said(of: str, adopted_when: dict[str, Any], english: str, russian: str) -> None:
    rule = msgspec.convert({"id": "rule", "adopted_when": adopted_when}, Rule)
    for ask in (decide, needs):
        with pytest.raises(BallotError) as refused:
            ask(rule, ELECTORATES[of], Ballot(positions={}))
        assert [plainly(said_fault(one, "en")) for one in refused.value.faults] == [english]
        assert [plainly(said_fault(one, "ru")) for one in refused.value.faults] == [russian]


def test_every_sentence_of_the_catalogue_is_in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """All rows said once more, and what was asked of the catalogue written down."""
    asked: set[str] = set()

    class Noted(dict[str, Any]):
        def get(self, code: str, default: Any = None) -> Any:
            asked.add(code)
            return super().get(code, default)

    noted = Noted(phrases.load())
    monkeypatch.setattr(sys.modules["comity.phrases.say"], "load", lambda: noted)
    clauses.fixed.cache_clear()
    clauses.share_in_words.cache_clear()
    for row in ROWS:
        test_a_decision_is_one_sentence(row)
        if "needs_en" in row:
            test_what_is_still_needed_of_a_ballot_is_said(row)
    for one in NEEDED:
        test_each_thing_that_is_needed_is_said(*one)
    for fault in FAULTS:
        test_what_is_wrong_with_a_ballot_is_said(*fault)
    for wanting in WANTING:
        test_what_an_electorate_lacks_for_a_rule_is_said(*wanting)
    for election in SAID:
        test_an_election_is_one_sentence(*election)
    assert {code for code in phrases.load() if code.startswith("procedure.")} - asked == set()


def test_every_outcome_and_every_why_is_in_the_table() -> None:
    made = [decision_of(row) for row in ROWS]
    assert {one.outcome for one in made} == {
        "adopted", "not_adopted", "vetoed", "no_quorum", "not_ripe", "not_computable", "adopted_without_vote", "withdrawn", "not_considered",
    }  # fmt: skip
    assert {one.why for one in made} == {
        "tests", "quorum", "tie", "silence", "certification", "deferral", "unavailable", "question", "not_known", "no_vote", "no_record", "ended", "every_way",
    }  # fmt: skip


def test_a_sentence_does_not_break_where_it_must_not() -> None:
    """No-break spaces after short Russian words, before a dash, in numbers and articles."""
    [row] = [row for row in ROWS if row["en"].startswith("Vetoed: 13 of 15 in favour, but 1 permanent member (France)")]
    assert "Устав ООН, статья\u00a027(3)" in because(decision_of(row), "ru", names)
    assert "за\u00a0— 13 из\u00a015, но\u00a0один" in because(decision_of(row), "ru", names)
    assert "article\u00a027(3)" in because(decision_of(row), "en", names)


def test_names_are_asked_for_by_body_where_the_body_is_told() -> None:
    def of_a_body(kind: str, value: str) -> Name | str:
        return names(kind, value.removeprefix("council/")) if value.startswith("council/") else "" if kind in ("group", "groups") else names(kind, value)

    row = ROWS[0]
    assert plainly(because(decision_of(row), "en", of_a_body, "council")) == row["en"]
    assert plainly(because(decision_of(row), "en", lambda kind, value: value)) == (
        "Vetoed: 13 of 15 in favour, but 1 member of “permanent” (FR) voted against (un-charter/27.3; confidence high)."
    )


#: Numbers as they stand in a sentence: of members, of a group, of votes that are short, of hours; one 1½ where it can be.
COUNTED = [
    (1, "1 member", "один член", "1 permanent member", "один постоянный член", "одно государство-основатель", "одна прибрежная сторона"),
    (2, "2 members", "2 члена", "2 permanent members", "2 постоянных члена", "2 государства-основателя", "2 прибрежные стороны"),
    (5, "5 members", "5 членов", "5 permanent members", "5 постоянных членов", "5 государств-основателей", "5 прибрежных сторон"),
    (11, "11 members", "11 членов", "11 permanent members", "11 постоянных членов", "11 государств-основателей", "11 прибрежных сторон"),
    (21, "21 members", "21 член", "21 permanent members", "21 постоянный член", "21 государство-основатель", "21 прибрежная сторона"),
    (22, "22 members", "22 члена", "22 permanent members", "22 постоянных члена", "22 государства-основателя", "22 прибрежные стороны"),
    (25, "25 members", "25 членов", "25 permanent members", "25 постоянных членов", "25 государств-основателей", "25 прибрежных сторон"),
    (101, "101 members", "101 член", "101 permanent members", "101 постоянный член", "101 государство-основатель", "101 прибрежная сторона"),
    (0, "0 members", "0 членов", "0 permanent members", "0 постоянных членов", "0 государств-основателей", "0 прибрежных сторон"),
]


@pytest.mark.parametrize(("n", "en", "ru", "group_en", "group_ru", "neuter", "feminine"), COUNTED)
def test_members_go_with_their_number_and_gender(n: int, en: str, ru: str, group_en: str, group_ru: str, neuter: str, feminine: str) -> None:
    english, russian = clauses.Teller("en", names), clauses.Teller("ru", names)
    assert (plainly(english.members(n, "")), plainly(russian.members(n, ""))) == (en, ru)
    assert (plainly(english.members(n, "permanent")), plainly(russian.members(n, "permanent"))) == (group_en, group_ru)
    assert (plainly(russian.members(n, "founders")), plainly(russian.members(n, "coast"))) == (neuter, feminine)


@pytest.mark.parametrize(
    ("n", "masculine", "feminine", "neuter"),
    [
        (1, "заявил возражение", "заявила возражение", "заявило возражение"), (2, *["заявили возражение"] * 3), (5, *["заявили возражение"] * 3),
        (11, *["заявили возражение"] * 3), (21, "заявил возражение", "заявила возражение", "заявило возражение"), (25, *["заявили возражение"] * 3),
    ],
)  # fmt: skip
def test_a_russian_verb_agrees_with_whoever_did_it(n: int, masculine: str, feminine: str, neuter: str) -> None:
    tell = clauses.Teller("ru", names)
    assert [plainly(tell.did("object", n, group)) for group in ("permanent", "coast", "founders")] == [masculine, feminine, neuter]
    assert plainly(clauses.Teller("en", names).did("object", n, "coast")) == "objected"


@pytest.mark.parametrize(
    ("votes", "need", "en", "ru"),
    [
        (1, 2, "one short of the 2 needed", "не хватило одного голоса"), (1, 3, "two short of the 3 needed", "не хватило 2 голосов"),
        (1, 6, "five short of the 6 needed", "не хватило 5 голосов"), (1, 12, "11 short of the 12 needed", "не хватило 11 голосов"),
        (1, 22, "21 short of the 22 needed", "не хватило 21 голоса"), (1, 23, "22 short of the 23 needed", "не хватило 22 голосов"),
        (1, 26, "25 short of the 26 needed", "не хватило 25 голосов"), (1, 102, "101 short of the 102 needed", "не хватило 101 голоса"),
        ("1/2", 2, "1½ short of the 2 needed", "не хватило 1½ голоса"), ("1/2", 1, "½ short of the 1 needed", "не хватило ½ голоса"),
    ],
)  # fmt: skip
def test_votes_that_are_short(votes: int | str, need: int, en: str, ru: str) -> None:
    rule = msgspec.convert({"id": "rule", "adopted_when": {"count": "for", "at_least": need}}, Rule)
    made = decide(rule, ELECTORATES["unknown"], Ballot(tally={"for": Fraction(votes)}))
    assert plainly(because(made, "en", names)).endswith(f"{en}.") and plainly(because(made, "ru", names)).endswith(f"{ru}.")


@pytest.mark.parametrize(
    ("share", "en", "ru"),
    [
        (">= 55%", "at least 55%", "не менее 55 %"), ("> 72.5%", "more than 72.5%", "более 72,5 %"), (">= 2/3", "at least two thirds", "не менее двух третей"),
        ("> 1/2", "more than half", "более половины"), ("> 1/3", "more than one third", "более одной трети"), (">= 3/4", "at least three quarters", "не менее трёх четвертей"),
        (">= 255/345", "at least 255/345", "не менее 255/345"),
    ],
)  # fmt: skip
def test_shares_in_words(share: str, en: str, ru: str) -> None:
    assert (plainly(clauses.share_in_words(share, "en")), plainly(clauses.share_in_words(share, "ru"))) == (en, ru)


def _of(confidence: str, **rule: Any) -> dict[str, Any]:
    return {"adopted_when": {"none_of": "entitled", "is": "object"}, "confidence": confidence, "provision": "un-charter/27.3", **rule}


def _stated(rule: dict[str, Any], electorate: Electorate, ballot: Ballot, **named: dict[str, Any]) -> str:
    others = {name: msgspec.convert({"id": name, **one}, Rule) for name, one in named.items()}
    made = decide(msgspec.convert({"id": "rule", **rule}, Rule), electorate, ballot, others)
    found = re.search(r"; confidence (\w+)\)", plainly(because(made, "en", names)))
    assert found is not None and found[1] == made.confidence
    return found[1]


def test_the_confidence_that_is_stated_is_the_lowest_on_which_the_outcome_rests() -> None:
    six, quiet = ELECTORATES["six"], Ballot(positions={}, hours=30)
    assert _stated(_of("medium"), six, quiet) == "medium"
    # a cascade rests on every rule that was tried, and on its own
    stages = {"stages": [{"rule": "first"}, {"rule": "then"}], "adopted_when": ""}
    objected = Ballot(positions={"AM": "object"})
    assert _stated(_of("high", **stages), six, quiet, first=_of("high"), then=_of("low")) == "high"
    assert _stated(_of("high", **stages), six, objected, first=_of("low"), then=_of("high")) == "low"
    assert _stated(_of("medium", **stages), six, quiet, first=_of("high"), then=_of("low")) == "medium"
    # a rule that a vote chose, on that vote too
    chosen = _of("high", chosen_by={"question": "asked", "yes": "first", "no": "then"}, adopted_when="")
    ballot = Ballot(positions={}, question=Ballot(positions={"AM": "for"}))
    assert _stated(chosen, six, ballot, asked=_of("low"), first=_of("high"), then=_of("medium")) == "low"
    # a weight that is not sure counts where the outcome rests on it, and not where enough members are missing
    unsure = six.changed(sure={"population": "low"})
    both = {"all": [{"count": "for", "at_least": 2}, {"share": "population", "of": "members", "for": ">= 1/2"}]}
    assert _stated(_of("high", adopted_when=both), unsure, Ballot(positions={"RU": "for", "AM": "for"})) == "low"
    assert _stated(_of("high", adopted_when=both), unsure, Ballot(positions={"RU": "for"})) == "high"
    assert _stated(_of("high", adopted_when=both), six, Ballot(positions={"RU": "for", "AM": "for"})) == "high"


# For a program


def _row(start: str) -> Decision:
    return decision_of(next(row for row in ROWS if row["en"].startswith(start)))


def test_numbers_and_margins_of_a_veto() -> None:
    made = _row("Vetoed: 13 of 15")
    assert numbers(made) == {"for": 13, "against": 1, "abstain": 1, "entitled": 15}
    assert margins(made) == {"count for": 4, "none_of permanent against": -1}


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ("Not adopted: 3 of 6 members in favour", {"share members for of members": -1, "share population for of members": -106_805_464, "count not_for": -1}),
        ("Cannot be computed from a tally: whether any permanent", {"count for": 5, "none_of permanent against": None}),
        ("Cannot be computed from a tally: how many permanent", {"count for of permanent": None}),
        ("No quorum: 96", {"quorum count present_at_all": -1}),
        ("Adopted: 4 of 6 entitled", {"share members for of entitled": 0}),
        ("Not adopted: 4 votes in favour and 6", {"more for than against by votes": -3}),
        ("Not adopted: 2½ of 5½ by units in favour, 3 short of the 5½", {"weight units for": -3}),
        ("Not adopted: 10½ of 23", {"share members for of members in cantons": "-3/2", "share members for of members in people": None}),
        ("Not adopted: silence was broken by 1 member (Armenia).", {"none_of entitled object+amend": -1}),
        ("Adopted without", {}),
    ],
)
def test_margins_by_what_is_tested(start: str, found: dict[str, Any]) -> None:
    assert margins(_row(start)) == found


def test_tests_that_read_alike_are_numbered() -> None:
    twice = {"all": [{"count": "for", "at_least": 2}, {"count": "for", "at_most": 4}]}
    made = decide(msgspec.convert({"id": "rule", "adopted_when": twice}, Rule), ELECTORATES["six"], Ballot(positions={"AM": "for"}))
    assert margins(made) == {"count for": -1, "count for 2": 3}


def test_reasons_are_a_tree() -> None:
    assert reasons(_row("Vetoed: 13 of 15")) == {
        "outcome": "vetoed", "rule": "rule", "why": "tests", "confidence": "high", "provision": "un-charter/27.3",
        "numbers": {"for": 13, "against": 1, "abstain": 1, "entitled": 15},
        "tests": {
            "test": "all", "met": False, "have": 1, "need": 2, "of": 2, "margin": -1,
            "tests": [
                {"test": "count", "met": True, "position": "for", "have": 13, "need": 9, "of": 15, "margin": 4},
                {
                    "test": "none_of", "met": False, "position": "against", "group": "permanent", "veto": True,
                    "have": 1, "need": 0, "of": 5, "margin": -1, "at_most": True, "who": ["FR"],
                },
            ],
        },
    }  # fmt: skip


def _plain(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        assert all(isinstance(key, str) for key in value)
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _plain(one)
    else:
        yield value


def test_all_that_is_for_a_program_is_json() -> None:
    for row in ROWS:
        made = decision_of(row)
        for told in (numbers(made), margins(made), reasons(made)):
            assert all(one is None or isinstance(one, bool | int | str) for one in _plain(told))
    whole = reasons(_row("Not ripe: consensus failed"))
    assert (whole["why"], whole["next_rule"], whole["hours"]) == ("deferral", "vote", 21)
    assert reasons(_row("Adopted: 3 in favour and 2 against, more than half (3) needed; this rule"))["question"]["outcome"] == "not_adopted"
