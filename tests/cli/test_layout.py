"""Tables and paragraphs: aligned by what a terminal shows, wrapped at spaces, never a control sequence."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comity.cli import layout
from comity.cli.layout import pairs, paragraph, table, width, wrap


@pytest.fixture(autouse=True)
def eighty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_columns_stand_under_one_another_with_cyrillic_and_wide_signs() -> None:
    rows = table(["State", "С"], [["Кыргызстан", "1992"], ["Ёлка", "1993"], ["日本", "1956"], ["e\u0301", "1"]]).splitlines()
    starts = [width(row[: len(row) - len(row.split()[-1])]) for row in rows]
    assert set(starts) == {starts[0]}


def test_long_names_are_wrapped_in_their_column() -> None:
    name = "Протокол о внесении изменений в Устав Организации Договора о коллективной безопасности " * 3
    rows = table(["Id", "Title", "Day"], [["charter-prot-1", name, "2010"]]).splitlines()
    assert len(rows) > 4 and max(map(width, rows)) <= 80
    assert " ".join(" ".join(row.split()) for row in rows[2:]).count("Протокол") == 3


@given(st.text(alphabet="ab вгё日\u00a0-", max_size=200), st.integers(4, 60))
@example("aa日\u00a0", 4)
def test_no_wrapped_line_is_wider_than_its_room_and_no_sign_is_lost(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert all(width(line) <= room for line in lines)
    assert "".join("".join(lines).split(" ")) == "".join(text.split(" "))


def test_no_break_spaces_are_kept_together_and_written_as_spaces() -> None:
    words = paragraph("на момент записи №\u00a0412 " * 12)
    assert "\u00a0" not in words
    assert all(not line.endswith("№") for line in words.splitlines())


def test_pairs_leave_out_what_is_empty() -> None:
    assert pairs([("a", "1"), ("b", ""), ("cc", "2")]) == "a   1\ncc  2"
    assert pairs([]) == ""


def test_width_of_what_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "7")
    assert layout.columns() == 40
    monkeypatch.delenv("COLUMNS")
    assert layout.columns() >= 40
