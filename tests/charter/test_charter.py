"""A charter: its schema, what was in force on a day, and what an extending organisation says anew."""

from pathlib import Path

import jsonschema
import pytest

from comity.charter import charter_schema, check, files_of, find, load, shipped
from comity.charter.yaml_lines import read
from comity.procedure.rule import Test
from tests.charter.deciding import DECIDING
from tests.charter.folders import WHOLE, folder

FILES = [(name, data) for organisation in shipped() for name, data in files_of(find(organisation))]


def test_the_schema_is_valid_under_its_own_rules() -> None:
    schema = charter_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(("name", "data"), FILES, ids=[f"{i}-{name}" for i, (name, _) in enumerate(FILES)])
def test_every_shipped_file_is_as_the_schema_says(name: str, data: bytes) -> None:
    faults = list(jsonschema.Draft202012Validator(charter_schema()).iter_errors(read(data)[0]))
    assert [f"{name}: {fault.json_path}: {fault.message}" for fault in faults] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("zone: UTC", "anthem: none"), ("kind: supreme", "kind: divine"), ("notice_months: 6", "notice_months: 600"), ("id: AA", "id: aland")],
)
def test_the_schema_finds_what_the_loader_finds(old: str, new: str) -> None:
    validator = jsonschema.Draft202012Validator(charter_schema())
    assert not list(validator.iter_errors(read(WHOLE.encode())[0]))
    assert list(validator.iter_errors(read(WHOLE.replace(old, new).encode())[0]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{more: for, than: against}", "{more: fore, than: against}"), ("{more: for, than: against}", "{mere: for}"),
        ("silence: {hours: 72}", "silence: {hours: 0}"), ('for: ">= 2/3"', "for: 2/3"), ("unnamed: 3", "unnamed: -1"),
        ("CC: 1}", "CC: one}"), ("seats: 23", "chairs: 23"), ("silence: {hours: 72}", "silence: {days: 3}"),
        ("{id: simple, body: assembly,", "{id: simple,"),
    ],
)  # fmt: skip
def test_the_schema_knows_rules_seats_and_weights(tmp_path: Path, old: str, new: str) -> None:
    validator = jsonschema.Draft202012Validator(charter_schema())
    assert not list(validator.iter_errors(read(DECIDING.encode())[0]))
    assert DECIDING.count(old) == 1
    bad = DECIDING.replace(old, new)
    assert list(validator.iter_errors(read(bad.encode())[0])) and check(folder(tmp_path, bad))


def test_what_was_in_force_on_a_day(tmp_path: Path) -> None:
    charter = load(folder(tmp_path))
    text = {day: charter.on(day).provision("pact/1") for day in ("1999-12-31", "2000-01-01", "2009-12-31", "2010-01-01")}
    assert text["1999-12-31"] is None
    assert [p.text["en"] for p in text.values() if p] == ["the Assembly decides", "the Assembly decides", "the Assembly decides alone"]
    assert charter.on("1999-12-31").membership.notice_months == 0 and charter.on("2000-01-01").membership.notice_months == 6
    assert [b.id for b in charter.on("1900-01-01").bodies] == ["assembly", "board"]  # no day is known
    assert charter.confidence("pact/1", "2005-01-01") == "high" and charter.confidence("pact/1") == "low"


def test_a_body_is_there_from_its_day_on() -> None:
    charter = load("csto")
    assert "joint-staff" not in [b.id for b in charter.on("2003-12-31").bodies]
    assert "joint-staff" in [b.id for b in charter.on("2004-01-01").bodies]


def test_an_extending_organisation_says_only_what_differs(tmp_path: Path) -> None:
    folder(tmp_path)
    other = """\
extends: league
organisation: {id: club, name: {en: Club of Lakes, ru: Клуб озёр}}
provisions:
  - {id: pact/1, instrument: pact, article: "1", text: {en: "the Board decides", ru: "решает Правление"}, source: [pact], confidence: medium}
"""
    charter = load(folder(tmp_path, other, "club"))
    assert charter.organisation.id == "club" and charter.organisation.seat["en"] == "Lakeside"
    assert [p.text["en"] for p in charter.provisions()] == ["the Board decides"]
    assert charter.name("organisation", "full") != load(tmp_path / "league").name("organisation", "full")


def test_a_year_alone_is_a_day_known_by_its_year(tmp_path: Path) -> None:
    charter = load(folder(tmp_path, WHOLE.replace("in_force: {from: 2010-01-01}}", "in_force: {from: 2010}}").replace("until: 2010-01-01", "until: 2010")))
    assert charter.on("2010-06-01").provision("pact/1") is not None


def test_rules_of_decision_are_read_as_the_engine_has_them(tmp_path: Path) -> None:
    rules = "rules:\n  - {id: consensus, body: assembly, provision: pact/1, adopted_when: {none_of: entitled, is: object}}\n"
    (rule,) = load(folder(tmp_path, b=rules)).rules
    assert rule.id == "consensus" and isinstance(rule.adopted_when, Test)
    assert (rule.adopted_when.kind, rule.adopted_when.none_of, rule.adopted_when.held) == ("none_of", "entitled", "object")
