"""Recorded votes read off their tables: the two that come with Comity, and tables that cannot be read."""

import re
from collections import Counter
from pathlib import Path

import pytest

import comity
from comity.charter import load
from comity.exchange.replay_lines import Line, members_of, read, write
from comity.exchange.votes import tables_of, votes_by, votes_of
from comity.phrases import Fault

SOURCE = Path(comity.__file__).parent


@pytest.fixture(scope="module")
def council() -> list[Line]:
    return list(votes_of("unsc"))


@pytest.fixture(scope="module")
def assembly() -> list[Line]:
    return list(votes_of("unga"))


def test_the_decisions_of_the_security_council(council: list[Line]) -> None:
    assert len(council) == len({line.id for line in council}) == 571
    assert Counter(line.official for line in council) == {"adopted": 380, "vetoed": 104, "not_adopted": 83, "adopted_without_vote": 4}
    assert Counter(line.matter for line in council) == {"substantive": 562, "procedural": 8, "charter-109-3": 1}
    assert all(len(members_of(line) or ()) == (11 if line.date < "1966" else 15) for line in council)


def test_no_vote_and_no_record_of_one_are_told_apart(council: list[Line]) -> None:
    assert [line.official for line in council if line.positions == {}] == ["adopted_without_vote"] * 4
    assert Counter(line.official for line in council if line.positions is None) == {"vetoed": 4, "not_adopted": 2}


def test_printed_counts_of_the_security_council_are_those_of_its_roll_calls(council: list[Line]) -> None:
    voted = [line for line in council if line.positions]
    assert len(voted) == 561
    for line in voted:
        assert line.tally is not None and line.positions is not None
        counted = Counter(line.positions.values())
        assert line.tally[line.body] == {position: counted[position] for position in ("for", "against", "abstain")}


def test_the_roll_calls_of_the_general_assembly(assembly: list[Line]) -> None:
    assert len(assembly) == 6_203
    counted = Counter(position for line in assembly for position in (line.positions or {}).values())
    assert counted.total() == 958_780 and counted.total() - counted["absent"] == 870_109
    assert {line.matter for line in assembly} == {"other"} and {line.official for line in assembly} == {None}
    assert all(members_of(line) == tuple(line.positions or ()) for line in assembly)


def test_official_totals_of_the_general_assembly_are_those_counted_in_all_but_twenty(assembly: list[Line]) -> None:
    printed = [line for line in assembly if line.tally is not None]
    differ = 0
    for line in printed:
        assert line.tally is not None and line.positions is not None
        counted = Counter(line.positions.values())
        differ += any(counted[position] != n for position, n in line.tally[line.body].items())
    assert (len(printed), differ) == (5_429, 20)


def test_what_is_written_is_read_again(council: list[Line], assembly: list[Line]) -> None:
    for line in (*council, *assembly[::200]):
        assert read(write(line).rstrip()) == line


def test_no_decision_is_named_in_the_code(council: list[Line]) -> None:
    """A symbol in the code would be an exception made for a decision."""
    symbols = {str(line.id).split("|")[1].partition("(")[0] for line in council}
    assert len(symbols) > 500
    code = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    assert sorted(symbol for symbol in symbols if re.search(rf"{re.escape(symbol)}(?![0-9])", code)) == []


@pytest.mark.parametrize(("organisation", "body", "step"), [("unsc", "security-council", 1), ("unga", "general-assembly", 100)])
def test_a_vote_read_by_its_number_is_the_line_at_that_place(organisation: str, body: str, step: int) -> None:
    votes, lines = votes_by(organisation, body), list(votes_of(organisation))
    assert votes is not None and len(votes) == len(lines)
    assert [votes.line(n) for n in range(1, len(lines) + 1, step)] == lines[::step]


def test_the_tables_say_how_a_decision_is_cited_and_where_they_are_from() -> None:
    for organisation, body in (("unsc", "security-council"), ("unga", "general-assembly")):
        charter = load(organisation)
        for table, _ in tables_of(organisation).values():
            assert (table.body, table.source in charter.sources) == (body, True)
            assert table.licence.keys() == table.note.keys() == {"en", "ru"}
    assert tables_of("csto") == {} and votes_by("csto", "csc") is None and votes_by("unsc", "general-assembly") is None


def test_the_decisions_of_the_security_council_say_how_well_positions_are_known() -> None:
    votes = votes_by("unsc", "security-council")
    assert votes is not None
    said = Counter(votes.about(n).evidence.get("en", "")[:24] for n in range(1, len(votes) + 1))
    assert said == {"": 215, "Of this decision only th": 267, "Positions by member were": 89}
    assert (votes.about(2).symbol, votes.about(2).subject) == ("S/RES/2(1946)", "")


def test_an_empty_cell_of_the_roll_calls_is_no_symbol() -> None:
    votes = votes_by("unga", "general-assembly")
    assert votes is not None
    cited = [votes.about(n) for n in range(1, len(votes) + 1)]
    assert sum(not one.symbol for one in cited) == 159 and "nan" not in {word for one in cited for word in (one.symbol, one.subject)}
    assert cited[0] == ("R/1/66", "AMENDMENTS, RULES OF PROCEDURE", {})


DESCRIBED = """
body: council
table: table.csv
id: number
date: day
matter: {always: simple}
positions: {letters: letters.csv, values: {"Y": for, "N": against}, nobody: "-"}
official: {column: came, values: {passed: adopted}}
"""
TABLE = "number,day,came\n1,1990-05-04,passed\n2,1990-05-05,passed\n"
LETTERS = "# members: AA BB CC\nnumber,letters\n1,YN-\n2,-YY\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An organisation with a table and its letters."""
    (tmp_path / "charter").mkdir()
    votes = tmp_path / "votes"
    votes.mkdir()
    for name, text in (("council.yaml", DESCRIBED), ("table.csv", TABLE), ("letters.csv", LETTERS)):
        (votes / name).write_text(text, "utf-8")
    return tmp_path


def test_letters_name_positions_and_members(folder: Path) -> None:
    first, second = votes_of(str(folder))
    assert (first.positions, members_of(first)) == ({"AA": "for", "BB": "against"}, ("AA", "BB"))
    assert (second.positions, second.matter, second.official) == ({"BB": "for", "CC": "for"}, "simple", "adopted")


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("council.yaml", "body: council\n", "", "table_form"),
        ("council.yaml", "body:", "bdy:", "table_form"),
        ("council.yaml", "nobody", "*nobody", "table_form"),
        ("council.yaml", '"Y": for', '"Y": yes', "table_form"),
        ("council.yaml", "table: table.csv", "table: other.csv", "table_unreadable"),
        ("council.yaml", "letters.csv", "other.csv.gz", "table_unreadable"),
        ("council.yaml", "id: number", "id: nr", "no_column"),
        ("table.csv", "2,1990-05-05,passed", "2,1990-05-05,lost", "value_unknown"),
        ("table.csv", "2,1990", "3,1990", "value_unknown"),
        ("letters.csv", "YN-", "YQ-", "value_unknown"),
        ("letters.csv", "YN-", "YN", "table_unreadable"),
    ],
)
def test_a_table_that_cannot_be_read_is_said_to_be_so(folder: Path, file: str, old: str, new: str, code: str) -> None:
    path = folder / "votes" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(Fault) as fault:
        list(votes_of(str(folder)))
    assert fault.value.code == f"replay.{code}"
    assert fault.value.said("ru") != fault.value.said("en")


def test_bytes_that_are_no_text_are_no_table(folder: Path) -> None:
    (folder / "votes" / "table.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(Fault, match=r"table\.csv"):
        list(votes_of(str(folder)))


def test_an_organisation_without_votes_says_so() -> None:
    with pytest.raises(Fault) as fault:
        list(votes_of("csto"))
    assert fault.value.code == "replay.no_votes"
