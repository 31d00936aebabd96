"""A file of acts as a lawyer writes it: what becomes of it, and how whatever is wrong in it is said."""

import re
from pathlib import Path

import pytest

from comity.charter.yaml_lines import LARGEST
from comity.exchange import HistoryError, ToEnter, read_history

SIGNED = """\
- act: instrument.sign
  on: instrument/pact
  states: [AM, KZ]
  effective: 1992-05-15
  source: [HIST25]
  confidence: high
  place: {en: Tashkent, ru: Ташкент}
"""


def file_of(folder: Path, text: str, name: str = "a.yaml") -> Path:
    """A file `record/a.yaml` of an organisation called league."""
    path = folder / "league" / "record" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def read(folder: Path, text: str) -> list[ToEnter]:
    return read_history([file_of(folder, text)])


def complaints_of(folder: Path, text: str) -> list[str]:
    with pytest.raises(HistoryError) as fault:
        read(folder, text)
    for complaint in fault.value.complaints:
        russian = complaint.said("ru")
        assert f"строка {complaint.line}" in russian and not re.search(r"charter\.(?!amend)", russian)
        bare = re.sub(r"«[^»]*»|[A-Za-z_.\[\]0-9]+\.yaml.*?:", "", complaint.found.said("ru") + complaint.expected.said("ru"))
        assert re.search("[а-яё]{3}", bare), russian
    return [c.said("en") for c in fault.value.complaints]


def test_one_row_for_several_states_is_one_act_for_each(tmp_path: Path) -> None:
    acts = read(tmp_path, SIGNED)
    assert [(a.act, a.fields["state"], a.fields["effective"], a.line) for a in acts] == [
        ("instrument.sign", "AM", "1992-05-15", 1), ("instrument.sign", "KZ", "1992-05-15", 1),
    ]  # fmt: skip
    assert acts[0].fields["place"] == [{"lang": "en", "text": "Tashkent"}, {"lang": "ru", "text": "Ташкент"}]
    assert acts[0].fields["transcribed"] == {"source": ["HIST25"], "confidence": "high"}
    assert acts[0].file == "league/record/a.yaml"


def test_each_of_several_states_may_have_its_own_day(tmp_path: Path) -> None:
    text = SIGNED.replace("states: [AM, KZ]\n  effective: 1992-05-15", "states: {AM: 1992-05-15, KZ: 1992-06, RU: 1992}")
    assert [(a.fields["state"], a.fields["effective"]) for a in read(tmp_path, text)] == [
        ("AM", "1992-05-15"), ("KZ", "1992-06"), ("RU", "1992"),
    ]  # fmt: skip


def test_states_stay_together_in_an_act_that_concerns_several(tmp_path: Path) -> None:
    text = "- {act: instrument.enter_into_force, on: instrument/pact, states: [AM, KZ], effective: 1994-04-20, source: [X], confidence: high}\n"
    (act,) = read(tmp_path, text)
    assert act.fields["states"] == ["AM", "KZ"] and "state" not in act.fields


def test_a_claim_and_a_note_belong_to_the_transcription(tmp_path: Path) -> None:
    text = SIGNED.replace("[AM, KZ]", "[AM]") + "  claim: {key: signed, preferred: true, reason: {en: two reports, ru: два сообщения}}\n  note: {en: As printed., ru: Как напечатано.}\n"
    (act,) = read(tmp_path, text)
    said = act.fields["transcribed"]
    assert said["claim"]["reason"][1] == {"lang": "ru", "text": "два сообщения"} and len(said["note"]) == 2


def test_an_empty_file_has_no_acts(tmp_path: Path) -> None:
    assert read(tmp_path, "# nothing yet\n") == []


@pytest.mark.parametrize(
    ("rule", "old", "new", "line", "said"),
    [
        ("an unknown act", "act: instrument.sign", "act: instrument.sing", 1, "[0].act: no act is called “instrument.sing”; expected: an act, such as instrument."),
        ("no act", "act: instrument.sign", "deed: instrument.sign", 1, "[0]: “act” is missing"),
        ("no source", "  source: [HIST25]\n", "", 1, "[0]: “source” is missing; expected: every required key"),
        ("no source named", "source: [HIST25]", "source: []", 5, "too short"),
        ("no confidence", "  confidence: high\n", "", 1, "[0]: “confidence” is missing"),
        ("no day", "  effective: 1992-05-15\n", "", 1, "[0]: “effective” is missing"),
        ("a confidence that there is not", "confidence: high", "confidence: total", 6, "the value “total”; expected: one of high, low, medium"),
        ("an unknown key", "confidence: high", "confidence: high\n  mood: good", 7, "the unknown key “mood”; expected: one of "),
        ("a day that no calendar has", "1992-05-15", "1993-02-29", 4, "[0].effective: 1993-02-29, which no calendar has; expected: a day that exists"),
        ("no day at all", "effective: 1992-05-15", "effective: in May", 4, "[0].effective: this is not written as a day; expected: YYYY"),
        ("a missing language", "{en: Tashkent, ru: Ташкент}", "{en: Tashkent}", 7, "[0].place: no words in: ru; expected: words in English and Russian"),
        ("an equal pair", "{en: Tashkent, ru: Ташкент}", "{en: Tashkent, ru: Tashkent}", 7, "“Tashkent” in both languages"),
        ("no states", "[AM, KZ]", "[]", 3, "no state is named; expected: at least one state"),
        ("one of several states in another form", "[AM, KZ]", "[AM, kazakhstan]", 3, "[0].states: this has another form"),
        ("a state in another form", "states: [AM, KZ]", "state: armenia", 3, "[0].state: this has another form; expected: the form [A-Z][A-Z0-9-]{1,15}"),
        ("state and states", "  states: [AM, KZ]", "  state: RU\n  states: [AM, KZ]", 4, "both “state” and “states”"),
        ("one day and days", "[AM, KZ]", "{AM: 1992-05-15}", 4, "“effective” and a day for each state"),
        ("a ref that is none", "on: instrument/pact", "on: The Pact", 2, "[0].on.ref: this has another form"),
        ("a name of nothing above", "on: instrument/pact", "on: act/reservation", 2, "[0].on: no earlier act of this file is called “reservation”"),
        ("one name for several acts", "  states: [AM, KZ]", "  name: signatures\n  states: [AM, KZ]", 3, "a name for the acts of several states"),
        ("a name in another form", "  states: [AM, KZ]", "  name: The Signature\n  state: AM", 3, "[0].name: the value “The Signature”"),
        ("broken YAML", "states: [AM, KZ]", "states: [AM, KZ", 4, "the file: this is no YAML"),
        ("a number for words", "{en: Tashkent, ru: Ташкент}", "7", 7, "[0].place: found a whole number; expected: a list"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(tmp_path: Path, rule: str, old: str, new: str, line: int, said: str) -> None:
    assert SIGNED.count(old) == 1, rule
    complaints = complaints_of(tmp_path, SIGNED.replace(old, new))
    assert any(c.startswith(f"league/record/a.yaml, line {line}, ") and said in c for c in complaints), complaints


def test_everything_wrong_in_every_file_is_said_at_once(tmp_path: Path) -> None:
    bad = SIGNED.replace("confidence: high", "confidence: total") + SIGNED.replace("1992-05-15", "1992-13-15")
    files = [file_of(tmp_path, bad), file_of(tmp_path, "instrument: pact\n", "b.yaml"), tmp_path / "none.yaml"]
    with pytest.raises(HistoryError) as fault:
        read_history(files)
    assert [(c.file, c.line) for c in fault.value.complaints] == [
        ("league/record/a.yaml", 6), ("league/record/a.yaml", 11), ("league/record/b.yaml", 1), ("none.yaml", 1),
    ]  # fmt: skip


def test_two_acts_of_one_name(tmp_path: Path) -> None:
    text = SIGNED.replace("states: [AM, KZ]", "name: first\n  state: AM") * 2
    (complaint,) = complaints_of(tmp_path, text)
    assert "two acts are called “first”; expected: each name once" in complaint


def test_a_fault_of_a_row_for_several_states_is_said_once(tmp_path: Path) -> None:
    assert len(complaints_of(tmp_path, SIGNED.replace("confidence: high", "confidence: total"))) == 1


def test_what_is_no_plain_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(HistoryError, match="this is a link or no plain file"):
        read_history([tmp_path / "folder.yaml"])


def test_aliases_and_huge_files_are_not_read(tmp_path: Path) -> None:
    assert "an anchor or alias" in complaints_of(tmp_path, "- &a [1]\n- *a\n")[0]
    path = file_of(tmp_path, "")
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(HistoryError, match="1000001 bytes"):
        read_history([path])
