"""Search: words as people write them, in either language and alphabet; what an index gives back, and that it follows the record."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.acts.base import Act
from comity.charter import load
from comity.search import Index, marked, parse
from comity.search.analyse import LONGEST, MOST, fold, latin, stem, words
from comity.search.index import Entry
from tests.organisation.scene import REGISTRAR, Scene
from tests.organisation.scene import words as said

LAW = load("csto-demonstration")


@pytest.mark.parametrize(
    ("written", "as_well"),
    [
        ("границы", "граница"), ("сессия", "сессии"), ("programmes", "programme"), ("отчёт", "отчет"), ("ОТЧЁТ", "отчёт"),
        ("naïve", "naive"), ("ＣＳＴＯ", "csto"), ("Afghanistan’s", "afghanistan"), ("Устава", "устав"), ("Узбекистану", "узбекистан"), ("советом", "совет"), ("Астане", "Астана"),
    ],
)  # fmt: skip
def test_forms_of_a_word_are_found_by_one_another(written: str, as_well: str) -> None:
    assert parse(written).stems == parse(as_well).stems


def test_short_i_stays_another_letter_than_i() -> None:
    assert fold("мой") != fold("мои")


@pytest.mark.parametrize(("cyrillic", "spelt"), [("ОДКБ", "odkb"), ("Таджикистан", "tadzhikistan"), ("договор", "dogovor"), ("щит", "shchit")])
def test_a_cyrillic_word_is_spelt_in_latin_letters(cyrillic: str, spelt: str) -> None:
    assert latin(fold(cyrillic)) == spelt
    assert latin("treaty") == ""


@given(st.text())
def test_whatever_is_written_is_read_as_few_short_words(text: str) -> None:
    query = parse(text)
    assert len(query.stems) == len(query.latin) <= MOST
    assert all(0 < len(one) <= LONGEST for one in query.latin)


def entries(*acts_of: Act) -> list[Entry]:
    return [Entry(n, act, "2026-02-16", f"told of {act.name()}") for n, act in enumerate(acts_of, 1)]


class Register:
    """An index over a scene, as a server keeps one over a record."""

    def __init__(self, path: Path | None = None) -> None:
        self.scene, self.index, self.acts = Scene(), Index(path), list[Act]()
        from comity import acts

        self.read = acts.read

    def enter(self, name: str, **fields: object) -> None:
        self.scene.enter(name, REGISTRAR, **fields)

    def found(self, text: str, day: str = "2026-12-31", entry: int = 0, index: Index | None = None) -> list[str]:
        every = entries(*(self.read(one.data) for one in self.scene.entries))
        index = index or self.index
        index.follow("opening", len(every), lambda a, b: every[a:b], lambda n: LAW)
        return [one.ref for one in index.find(parse(text), day, entry or len(every))[0]]


GROUP = {"kind": "subsidiary", "title": said("Working Group on Water", "Рабочая группа по водным ресурсам"), "basis": {"words": said("x", "y")}}


def test_a_thing_is_found_in_both_languages_by_each_word_of_its_name() -> None:
    register = Register()
    register.enter("body.establish", body="wg-water", **GROUP)
    for text in ("water", "working water", "водных ресурсов", "рабочей группе ресурсы", "vodnym resursam", "wg water", "resur"):
        assert "body/wg-water" in register.found(text), text
    assert register.found("water fire") == []


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("ОДКБ", "organisation"), ("odkb", "organisation"), ("CSTO", "organisation"), ("СКБ", "body/csc"), ("CSC", "body/csc"),
        ("joint headquarters", "body/joint-staff"), ("joint staff", "body/joint-staff"), ("объединённый штаб", "body/joint-staff"),
        ("объединенному штабу", "body/joint-staff"), ("Tadzhikistan", "member/TJ"), ("TJK", "member/TJ"), ("Кыргызская", "member/KG"),
    ],
)  # fmt: skip
def test_names_abbreviations_and_other_spellings_lead_to_the_same_thing(text: str, ref: str) -> None:
    assert ref in Register().found(text)


@pytest.mark.parametrize("text", ["joint staff", "Объединенный штаб", "объединённому штабу", "obedinennyy shtab", "Joint Headquarters"])
def test_what_is_called_so_goes_before_what_has_more_words(text: str) -> None:
    register = Register()
    long = said("Joint Staff of all members, in short the Joint Headquarters", "Объединённый штаб всех членов")
    register.enter("post.create", post="aide", title=said("Aide of the Joint Staff", "Помощник начальника Объединённого штаба"), basis={"words": said("x", "y")})
    register.enter("body.establish", body="joint-staff", kind="working", title=long, also=[{"title": said("Joint Headquarters", "Объединённый штаб")}], basis={"words": said("x", "y")})
    found = register.found(text)
    assert found[0] == "body/joint-staff", found


def test_what_begins_later_is_not_found_on_a_day_nor_at_an_entry_before_it() -> None:
    register = Register()
    register.enter("body.establish", body="wg-water", effective="2026-03-01", **GROUP)
    assert register.found("water", day="2026-03-01") == ["body/wg-water"]
    assert register.found("water", day="2026-02-28") == []
    assert register.found("water", entry=1) == []


@pytest.mark.parametrize("text", ['"', "AND OR NOT", "NEAR(water 2)", "water*", "title:water", "-water", "(water", "'; DROP TABLE word", "%_\\", "NULL"])
def test_operators_are_words_and_break_nothing(text: str) -> None:
    register = Register()
    register.enter("body.establish", body="wg-water", **GROUP)
    found = register.found(text)
    assert found == [] or "water" in text
    assert register.found("water") == ["body/wg-water"]


def test_words_without_letters_find_nothing() -> None:
    assert Register().found(" … — !") == []


def test_an_index_that_followed_step_by_step_is_what_a_new_one_would_be(tmp_path: Path) -> None:
    register = Register(tmp_path / "search.sqlite")
    for n in range(5):
        register.enter("body.establish", body=f"wg-{n}", **GROUP)
        register.found("water")
    anew = Index()
    for text in ("water", "группа", "csto", "told"):
        assert sorted(register.found(text)) == sorted(register.found(text, index=anew)) != []
    again = Index(tmp_path / "search.sqlite")
    assert sorted(again.find(parse("water"), "2026-12-31", 99)[0]) == sorted(anew.find(parse("water"), "2026-12-31", 99)[0])


def test_an_index_of_another_record_or_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    register = Register(path)
    register.enter("body.establish", body="wg-water", **GROUP)
    assert register.found("water")
    other = Index(path)
    other.follow("another opening", 0, lambda a, b: [], lambda n: LAW)
    assert other.find(parse("water"), "2026-12-31", 99) == ([], False)
    other.close()
    register.index.close()
    path.write_bytes(b"no database at all" * 100)
    assert register.found("water", index=Index(path)) == ["body/wg-water"]


def test_a_piece_of_the_text_shows_what_was_found() -> None:
    text = "Первый этап программы идёт до конца года, о ходе работ доложено на сессии в Астане."
    runs = marked(text, parse("программа"))
    assert "".join(run for run, _ in runs if run != "…") in text
    assert [run for run, hit in runs if hit] == ["программы"]
    assert marked("nothing of it", parse("water")) != []
    assert marked("", parse("water")) == []


@given(st.text(max_size=400), st.text(max_size=20))
def test_a_piece_is_a_piece_of_the_text(text: str, asked: str) -> None:
    runs = marked(text, parse(asked))
    body = "".join(run for at, (run, hit) in enumerate(runs) if hit or run != "…" or 0 < at < len(runs) - 1)
    assert body in text or text == ""


def test_stems_are_stable_under_folding() -> None:
    assert [stem(one) for one in words("Ёлки ёлками")] == [stem(one) for one in words("елки елками")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("observer in the General Assembly", "observer General Assembly"), ("кто председательствует в Организации", "председательствует Организации"), ("who was a member", "member")],
)
def test_little_words_beside_others_say_nothing_and_alone_are_looked_for(written: str, meant: str) -> None:
    assert parse(written) == parse(meant)
    assert parse("who").stems == ("who",)
    assert parse("и").stems == ("и",)
