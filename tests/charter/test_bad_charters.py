"""Whatever is wrong in a charter is said with file, line, key, what was found and what is expected, in both languages."""

import re
from pathlib import Path

import pytest

from comity.charter import CharterError, check, find, load, read_files
from comity.charter.yaml_lines import DEEPEST, LARGEST
from tests.charter.folders import WHOLE, folder, well_said

#: Rule, what is replaced in the whole charter by what, line, key, found, expected.
SPOILT = [
    ("an unknown key", "  zone: UTC", "  zone: UTC\n  anthem: none", 8, "organisation", "unknown key “anthem”", "a key of the schema"),
    ("an unknown section", "sources:", "seals: []\nsources:", 13, "seals", "unknown key “seals”", "one of extends, organisation"),
    ("a missing key", "  zone: UTC\n", "", 1, "organisation", "“zone” is missing", "every required key"),
    ("an unknown source", "source: [pact]\n  confidence", "source: [pakt]\n  confidence", 11, "organisation.source", "unknown source “pakt”", "a source listed"),
    ("a source of the seat", "source: [pact]\n  confidence", "seat_evidence: {source: [pakt], confidence: low}\n  source: [pact]\n  confidence", 11, "organisation.seat_evidence.source", "unknown source “pakt”", "a source listed"),
    ("a source of a body", "parents: [assembly], source: [pact]", "parents: [assembly], source: [nobody]", 19, "bodies[1].source", "unknown source “nobody”", "a source listed"),
    ("an unknown provision", "provision: pact/1}", "provision: pact/9}", 18, "bodies[0].provision", "unknown provision “pact/9”", "a provision of the charter"),
    ("an unknown provision on membership", "deciding_provision: pact/1", "deciding_provision: pact/7", 24, "membership[0].deciding_provision", "unknown provision “pact/7”", "a provision"),
    ("an unknown body on membership", "deciding_body: assembly", "deciding_body: senate", 24, "membership[0].deciding_body", "unknown body “senate”", "a body of the charter"),
    ("an unknown parent", "parents: [assembly]", "parents: [senate]", 19, "bodies[1].parents", "unknown body “senate”", "or “organisation”"),
    ("overlapping versions", "until: 2010-01-01", "until: 2011-01-01", 22, "provisions[1]", "“pact/1” is in force twice", "do not overlap"),
    ("reversed days", "{from: 2000-01-01, until: 2010-01-01}", "{from: 2010-01-01, until: 2000-01-01}", 21, "provisions[0].in_force", "in force from 2010-01-01 until 2000-01-01", "an end after"),
    ("a day that no calendar has", "in_force: {from: 2010-01-01}}", "in_force: {from: 2010-02-30}}", 22, "provisions[1].in_force", "2010-02-30, which no calendar has", "a day that exists"),
    ("no day at all", "in_force: {from: 2010-01-01}}", "in_force: {from: soon}}", 22, "provisions[1].in_force.from", "not written as a day", "YYYY-MM-DD"),
    ("a duplicate id", "id: board, name", "id: assembly, name", 19, "bodies[1]", "the id “assembly” stands twice", "each id once"),
    ("a missing language", "{en: Assembly, ru: Ассамблея}", "{en: Assembly}", 18, "bodies[0].name", "no words in: ru", "English and Russian"),
    ("an equal pair", "{en: Board, ru: Правление}", "{en: Board, ru: Board}", 19, "bodies[1].name", "“Board” in both languages", "words of each language"),
    ("a title of a source in one language", ', ru: "Пакт Лиги"}', "}", 14, "sources.pact.title", "no words in: ru", "English and Russian"),
    ("a title of a source without its languages", '{en: "Pact of the League", ru: "Пакт Лиги"}', '"Pact of the League"', 14, "sources.pact.title", "found words", "a mapping"),
    ("where a source is, in one language", 'where: "tests"', 'where: {ru: "проверки"}', 14, "sources.pact.where", "no words in: en", "English and Russian"),
    ("a title published in a language in which none stands", 'where: "tests"', 'where: "tests", published: fr', 14, "sources.pact.published", "“fr”, in which no title stands", "a language of its title (en, ru)"),
    ("an unknown value", "kind: supreme", "kind: divine", 18, "bodies[0].kind", "the value “divine”", "one of consultative_and_executive, joint, parliamentary"),
    ("a wrong kind of value", "article: \"1\", text: {en: \"the Assembly decides\"", "article: 1, text: {en: \"the Assembly decides\"", 21, "provisions[0].article", "found a whole number", "words"),
    ("an id in another form", "id: AA", "id: aland", 16, "states[0].id", "another form", "the form"),
    ("a last day of no alias", "{id: AA,", "{id: AA, aliases: [AAA], aliases_until: {BBB: 1971-10-26},", 16, "states[0].aliases_until", "“BBB”, which is none of its aliases", "one of its aliases (AAA)"),
    ("a last day of an alias that no calendar has", "{id: AA,", "{id: AA, aliases: [AAA], aliases_until: {AAA: 1971-02-29},", 16, "states[0].aliases_until", "1971-02-29, which no calendar has", "a day that exists"),
    ("too many months", "notice_months: 6", "notice_months: 600", 24, "membership[0].notice_months", "too large", "a whole number, <= 120"),
    ("an article of another instrument", "{id: pact/1, instrument: pact, article: \"1\", text: {en: \"the Assembly decides\"", "{id: pact/1, instrument: deal, article: \"1\", text: {en: \"the Assembly decides\"", 21, "provisions[0].id", "the id “pact/1”", "begins with deal/"),
    ("a circle of parents", "kind: supreme, ", "kind: supreme, parents: [board], ", 18, "bodies[0].parents", "assembly is above itself", "no circle"),
    ("a key twice", "  zone: UTC", "  zone: UTC\n  zone: UTC", 8, "the file", "the key “zone” stands twice", "plain YAML"),
    ("broken YAML", "  zone: UTC", "  zone: [UTC", 8, "the file", "this is no YAML", "plain YAML"),
    ("a tag", "  zone: UTC", "  zone: !!python/name:os.system UTC", 7, "the file", "the tag", "plain YAML"),
    ("a second document", "sources:", "---\nsources:", 13, "the file", "a second document", "plain YAML"),
    ("a key that is a list", "  zone: UTC", "  ? [a, b]\n  : UTC", 7, "the file", "a key that is no single word", "plain YAML"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "old", "new", "line", "key", "found", "expected"), SPOILT, ids=[s[0] for s in SPOILT])
def test_a_fault_is_named_with_its_place(
    tmp_path: Path, rule: str, old: str, new: str, line: int, key: str, found: str, expected: str
) -> None:
    assert WHOLE.count(old) == 1, rule
    complaints = check(folder(tmp_path, WHOLE.replace(old, new)))
    assert complaints, rule
    one = next(c for c in complaints if key in c.said("en"))
    assert one.said("en").startswith(f"league/charter/a.yaml, line {line}, {key}: ")
    assert found in one.found.said("en") and expected in one.expected.said("en")
    well_said(one)


def test_a_whole_charter_has_no_complaint(tmp_path: Path) -> None:
    assert check(folder(tmp_path)) == []
    assert load(tmp_path / "league").organisation.id == "league"


def test_all_faults_are_said_at_once_also_in_one_file(tmp_path: Path) -> None:
    text = WHOLE.replace("kind: supreme", "kind: divine").replace("id: AA", "id: aland").replace("deciding_body: assembly", "deciding_body: senate")
    text = text.replace("{en: Board, ru: Правление}", "{en: Board}")
    keys = [c.key for c in check(folder(tmp_path, text))]
    assert keys == ["states[0].id", "bodies[0].kind", "bodies[1].name", "membership[0].deciding_body"]


def test_a_thing_that_cannot_be_read_makes_no_second_complaint_about_who_names_it(tmp_path: Path) -> None:
    assert [c.key for c in check(folder(tmp_path, WHOLE.replace("kind: supreme", "kind: divine")))] == ["bodies[0].kind"]


def test_several_files_complain_together(tmp_path: Path) -> None:
    more = "bodies:\n  - {id: board, name: {en: Boards, ru: Правления}, kind: working, source: [pact], confidence: high}\n"
    complaints = check(folder(tmp_path, WHOLE.replace("notice_months: 6", "notice_months: six"), b=more))
    assert [(c.file.rsplit("/", 1)[1], c.key) for c in complaints] == [("a.yaml", "membership[0].notice_months"), ("b.yaml", "bodies[0]")]


def test_an_organisation_is_described_once_in_a_folder(tmp_path: Path) -> None:
    (complaint,) = check(folder(tmp_path, b="organisation: {id: other}\n"))
    assert complaint.file.endswith("b.yaml") and complaint.found.code == "charter.organisation_twice"
    well_said(complaint)


def test_no_file_says_which_organisation_this_is(tmp_path: Path) -> None:
    (complaint,) = check(folder(tmp_path, "sources: {}\n"))
    assert (complaint.key, complaint.expected.code) == ("organisation", "charter.organisation_once")
    well_said(complaint)
    with pytest.raises(CharterError):
        read_files([])


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "league" / "charter").mkdir(parents=True)
    (complaint,) = check(tmp_path / "league")
    assert complaint.found.code == "charter.no_charter_files"
    well_said(complaint)


def test_a_folder_that_is_no_organisation_names_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(CharterError, match="csto, csto-demonstration") as fault:
        load(tmp_path / "nowhere")
    well_said(fault.value.complaints[0])


@pytest.mark.parametrize(
    ("name", "english", "russian"),
    [
        ("unsx", "unsx: no organisation is called so (did you mean unsc?); expected: a folder with charter/", "unsx: такой организации нет (возможно, имеется в виду unsc); ожидается: папка с charter/"),
        ("EU", "EU: no organisation is called so (did you mean eu?);", "EU: такой организации нет (возможно, имеется в виду eu);"),
        ("atlantis", "atlantis: no organisation is called so; expected", "atlantis: такой организации нет; ожидается"),
        (".", ".: this folder has no charter/ in it; expected", ".: в этой папке нет charter/; ожидается"),
        ("", '"": this folder has no charter/ in it; expected', '"": в этой папке нет charter/; ожидается'),
    ],
)  # fmt: skip
def test_an_organisation_by_a_wrong_name(name: str, english: str, russian: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CharterError) as fault:
        find(name)
    (complaint,) = fault.value.complaints
    said = {lang: complaint.said(lang).replace("\u00a0", " ") for lang in ("en", "ru")}
    assert said["en"].startswith(english) and said["ru"].startswith(russian)
    well_said(complaint)


def test_a_circle_of_extending_organisations(tmp_path: Path) -> None:
    folder(tmp_path, "extends: two\n" + WHOLE, "one")
    folder(tmp_path, "extends: one\n", "two")
    (complaint,) = check(tmp_path / "one")
    assert complaint.key == "extends" and complaint.found.code == "charter.extends_itself"
    well_said(complaint)


def test_an_organisation_that_extends_nothing_there_is(tmp_path: Path) -> None:
    (complaint,) = check(folder(tmp_path, "extends: atlantis\n" + WHOLE))
    assert complaint.found.code == "charter.no_such_organisation"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "charter" / "b.yaml").symlink_to("/etc/passwd")
    (complaint,) = check(path)
    assert complaint.said("en").startswith("league/charter/b.yaml, line 1, the file: this is a link")
    well_said(complaint)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = folder(tmp_path)
    with (path / "charter" / "b.yaml").open("wb") as file:
        file.truncate(50 * LARGEST)
    (complaint,) = check(path)
    assert complaint.found.code == "charter.too_large"
    well_said(complaint)


def test_aliases_that_would_unfold_into_billions_are_refused_at_their_line(tmp_path: Path) -> None:
    bomb = "a: &a [lol, lol]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9))
    complaints = check(folder(tmp_path, b=bomb))
    assert [(c.file, c.line, c.found.code) for c in complaints] == [("league/charter/b.yaml", 1, "charter.alias")]
    well_said(complaints[0])


def test_what_is_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    for deep in (DEEPEST + 1, 100_000):
        complaints = check(folder(tmp_path, name=f"deep-{deep}", b="[" * deep + "]" * deep))
        assert [c.found.code for c in complaints] == ["charter.too_deep"]
        well_said(complaints[0])


def test_bytes_that_are_no_utf8_are_named_by_their_line(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "charter" / "b.yaml").write_bytes(b"sources: {}\n# \xff\n")
    (complaint,) = check(path)
    assert (complaint.line, complaint.found.code) == (2, "charter.not_utf8")
    well_said(complaint)


def test_a_file_that_is_a_list(tmp_path: Path) -> None:
    (complaint,) = check(folder(tmp_path, b="- 1\n"))
    assert "found a list; expected: a mapping" in complaint.said("en")
    well_said(complaint)


def test_a_number_as_another_spelling_is_no_crash(tmp_path: Path) -> None:
    for odd in ("0x1F", "1:30", "1_000", "0o17", ".inf", "~", "1e3"):
        check(folder(tmp_path, WHOLE.replace("notice_months: 6", f"notice_months: {odd}"), name="odd" + re.sub(r"\W", "-", odd)))
