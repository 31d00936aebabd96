"""Sentences by code and typed parameters: plurals, cases, days, numbers, in English and Russian."""

import importlib.resources
import sys
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from comity import phrases
from comity.phrases import Fault, Param, PhraseError, numbers, param, percent, plural, say
from comity.phrases.catalogue_of import Hole, cut
from comity.text import Name, name_of

NAMES: dict[tuple[str, str], Name] = {
    ("state", "AM"): name_of({"en": "Armenia", "ru": {"nom": "Армения", "gen": "Армении", "ins": "Арменией"}}),
    ("state", "TJ"): name_of({"en": "Tajikistan", "ru": {"nom": "Таджикистан", "gen": "Таджикистана", "ins": "Таджикистаном"}}),
    ("body", "csc"): name_of({
        "en": "Collective Security Council", "ru": {"nom": "Совет коллективной безопасности", "gen": "Совета коллективной безопасности"},
    }),
}  # fmt: skip


def names(kind: str, value: str) -> Name | str:
    return NAMES.get((kind, value), value)


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of this test's own, so that its rules show in a few lines."""
    words = {
        "t.state": ("{state} has withdrawn", "вышли: {state}"),
        "t.genitive": ("the deposit of {state}", "сдача на хранение грамоты {state.gen}"),
        "t.missing_case": ("to {state}", "для {state.dat}"),
        "t.states": ("objected: {states}", "возразили: {states}"),
        "t.plural": ("{n} {n|act|acts}", "{n} {n|акт|акта|актов}"),
        "t.only": ("{n.only|Article|Articles} {which}", "{n.only|Статья|Статьи|Статьи} {which}"),
        "t.word": ("may sign: {t.word}", "право подписи: {t.word}"),
        "t.given": ("in force{state? for this state|}", "действует{state? для этого государства|}"),
        "t.else": ("{until?until then|open}", "{until?до того дня|без срока}"),
        "t.day": ("with effect from {day}", "вступает в силу с {day}"),
        "t.moment": ("received at {time}", "получено {time}"),
        "t.article": ("article {article} and rule 5", "статья {article} и пункт 5"),
        "t.unsaid": ("{absent}", "{absent}"),
        "t.body": ("decided by {body}", "решение {body.gen}"),
    }
    made = {code: {"en": cut(en), "ru": cut(ru)} for code, (en, ru) in words.items()}
    monkeypatch.setattr(sys.modules["comity.phrases.say"], "load", lambda: made)


SAID: list[tuple[str, list[Param], str, str]] = [
    ("t.state", [param("state", "state", "AM")], "Armenia has withdrawn", "вышли: Армения"),
    ("t.genitive", [param("state", "state", "TJ")], "the deposit of Tajikistan", "сдача на~хранение грамоты Таджикистана"),
    ("t.missing_case", [param("state", "state", "TJ")], "to Tajikistan", "для Таджикистан"),
    ("t.state", [param("state", "state", "XX")], "XX has withdrawn", "вышли: XX"),
    ("t.states", [param("states", "states", "AM TJ XX")], "objected: Armenia, Tajikistan, XX", "возразили: Армения, Таджикистан, XX"),
    ("t.body", [param("body", "body", "csc")], "decided by Collective Security Council", "решение Совета коллективной безопасности"),
    ("t.plural", [param("n", "number", 1)], "1 act", "1 акт"),
    ("t.only", [param("n", "number", 1), param("which", "text", "7")], "Article~7", "Статья~7"),
    ("t.only", [param("n", "number", 2), param("which", "text", "7, 8")], "Articles~7, 8", "Статьи~7, 8"),
    ("t.only", [param("n", "number", 21), param("which", "text", "1, …")], "Articles~1, …", "Статьи~1, …"),
    ("t.word", [param("t", "text", "unsaid")], "may sign: …", "право подписи: …"),
    ("t.word", [param("t", "text", "nothing")], "may sign: nothing", "право подписи: nothing"),
    ("t.plural", [param("n", "number", 2)], "2 acts", "2 акта"),
    ("t.plural", [param("n", "number", 5)], "5 acts", "5 актов"),
    ("t.plural", [param("n", "number", 11)], "11 acts", "11 актов"),
    ("t.plural", [param("n", "number", 21)], "21 acts", "21 акт"),
    ("t.plural", [param("n", "number", 0)], "0 acts", "0 актов"),
    ("t.plural", [param("n", "number", 12_003)], "12,003 acts", "12~003 акта"),
    ("t.plural", [param("n", "number", Fraction(23, 2))], "11½ acts", "11½ акта"),
    ("t.plural", [param("n", "number", Fraction(-1, 2))], "-½ acts", "-½ акта"),
    ("t.plural", [param("n", "number", Fraction(24_010, 7))], "3,430 acts", "3430 актов"),
    ("t.plural", [param("n", "number", Fraction(24_011, 7))], "3,430~1/7 acts", "3430~1/7 акта"),
    ("t.given", [param("state", "state", "AM")], "in force for this state", "действует для этого государства"),
    ("t.given", [], "in force", "действует"),
    ("t.given", [param("state", "state", "")], "in force", "действует"),
    ("t.else", [], "open", "без срока"),
    ("t.else", [param("until", "day", "2012")], "until then", "до~того дня"),
    ("t.day", [param("day", "day", "2012-12-19")], "with effect from 19~December 2012", "вступает в~силу с~19~декабря 2012~года"),
    ("t.moment", [param("time", "moment", 0)], "received at 1~January 1970, 00:00:00~UTC", "получено 1~января 1970~года, 00:00:00~UTC"),
    ("t.article", [param("article", "text", "19")], "article~19 and rule~5", "статья~19 и~пункт~5"),
    ("t.unsaid", [], "…", "…"),
    ("no.such", [param("a", "text", "x"), param("n", "number", 5000)], "no.such (a: x, n: 5,000)", "no.such (a: x, n: 5000)"),
    ("no.such", [], "no.such", "no.such"),
]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(("code", "params", "english", "russian"), SAID)
def test_a_code_with_parameters_is_a_sentence(code: str, params: list[Param], english: str, russian: str) -> None:
    assert say(code, params, "en", names).replace("\u00a0", "~") == english
    assert say(code, params, "ru", names).replace("\u00a0", "~") == russian


SHIPPED: list[tuple[str, dict[str, tuple[Any, str | int]], str, str]] = [
    (
        "membership.not_a_member", {"state": ("state", "AM")},
        "Armenia is not a member on that day", "Армения на~этот день не~является государством-членом",
    ),
    (
        "record.future_seen", {"size": ("number", 21), "have": ("number", 3)},
        "the act says its signer saw 21 entries; the record has 3", "в~акте указано, что подписавший видел 21 запись; в~журнале их~3",
    ),
    (
        "record.too_large", {"size": ("number", 16_385), "limit": ("number", 15_872)},
        "the entry has 16,385 bytes, at most 15,872 are allowed; put long texts into parts",
        "в~записи 16~385 байт, допускается не~более 15~872; длинные тексты прилагайте отдельными частями",
    ),
    (
        "instruments.not_in_force", {}, "the instrument is not in force; nothing can lapse",
        "документ не~действует; прекращаться нечему",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "values", "english", "russian"), SHIPPED)
def test_sentences_that_ship(code: str, values: dict[str, tuple[Any, str | int]], english: str, russian: str) -> None:
    given_ = [param(name, kind, value) for name, (kind, value) in values.items()]
    assert say(code, given_, "en", names).replace("\u00a0", "~") == english
    assert say(code, given_, "ru", names).replace("\u00a0", "~") == russian


@given(st.integers(0, 10**9))
def test_the_form_is_that_of_the_language(n: int) -> None:
    assert plural(n, ("one", "other"), "en") == Locale("en").plural_form(n)
    assert plural(n, ("one", "few", "many"), "ru") == Locale("ru").plural_form(n)
    assert plural(-n, ("one", "few", "many"), "ru") == plural(n, ("one", "few", "many"), "ru")


@pytest.mark.parametrize(
    ("n", "english", "russian"),
    [(0, "0", "0"), (9_999, "9,999", "9999"), (10_000, "10,000", "10~000"), (958_780, "958,780", "958~780"),
     (1_234_567, "1,234,567", "1~234~567"), (-12_345, "-12,345", "-12~345")],
)  # fmt: skip
def test_numbers_are_set_as_the_language_sets_them(n: int, english: str, russian: str) -> None:
    assert numbers(n, "en") == english
    assert numbers(n, "ru").replace("\u00a0", "~") == russian


@pytest.mark.parametrize(
    ("share", "of", "english", "russian"),
    [(1, 8, "12.5%", "12,5~%"), (0, 3, "0.0%", "0,0~%"), (3, 3, "100.0%", "100,0~%"), (2, 3, "66.7%", "66,7~%"),
     (1, 2000, "0.1%", "0,1~%"), (1, 2001, "0.0%", "0,0~%")],
)  # fmt: skip
def test_shares_have_one_decimal_rounded_half_up(share: int, of: int, english: str, russian: str) -> None:
    assert percent(share, of, "en") == english
    assert percent(share, of, "ru").replace("\u00a0", "~") == russian


@given(st.text(alphabet="abc {}.|?é", max_size=40))
def test_a_phrase_is_cut_without_losing_a_word(words: str) -> None:
    pieces = cut(words)
    assert "".join(piece for piece in pieces if isinstance(piece, str)) in words or any(isinstance(p, Hole) for p in pieces)
    assert not any(isinstance(a, str) and isinstance(b, str) for a, b in pairwise(pieces))


def test_a_catalogue_that_names_a_code_twice_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "a.yaml").write_text('x.y:\n  en: "a"\n  ru: "б"\n')
    (tmp_path / "catalogue" / "b.yaml").write_text('x.y:\n  en: "a"\n  ru: "б"\n')
    monkeypatch.setattr(importlib.resources, "files", lambda package: tmp_path)
    with pytest.raises(PhraseError, match=r"b\.yaml: the code x\.y stands twice"):
        phrases.load.__wrapped__()


def test_a_catalogue_that_lacks_a_language_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "a.yaml").write_text('x.y:\n  en: "a"\n')
    monkeypatch.setattr(importlib.resources, "files", lambda package: tmp_path)
    with pytest.raises(PhraseError, match=r"a\.yaml: x\.y should have \('en', 'ru'\), has \['en'\]"):
        phrases.load.__wrapped__()


def test_a_fault_is_said_in_the_readers_language() -> None:
    fault = Fault("store.wrong_size", file="record.sqlite", found=12_000, expected=3)
    assert str(fault) == "record.sqlite: has 12,000 entries, 3 were expected: somebody else wrote to it; start again"
    assert fault.said("ru").replace("\u00a0", " ") == (
        "record.sqlite: записей 12 000, ожидалось 3: сюда писал кто-то ещё; запустите снова"
    )
    assert fault.code == "store.wrong_size"


def test_a_fault_without_a_code_is_said_as_its_sentence() -> None:
    fault = Fault("the roof leaks")
    assert str(fault) == fault.said("ru") == "the roof leaks"
