"""Every fact of offices and of the chairmanship that was collected is in the record; names of persons are in parts alone."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from comity import day as days
from comity import registry
from comity.charter import files_of, find, history_of
from comity.day import Truth
from comity.exchange import enter, read_history
from comity.organisation import chairmanship, membership, posts
from comity.organisation.lives import Life
from comity.organisation.standing import Standing
from comity.registry import REGISTRAR_CREDENTIAL, Registry
from tests.organisations.history import FOLDER
from tests.organisations.persons import AUTHORS, PERSONS, named_in, outside_parts, said_in

FACTS: dict[str, Any] = yaml.load((FOLDER / "facts-offices.yaml").read_text("utf-8"), yaml.BaseLoader)
CHAIRS: list[dict[str, Any]] = FACTS["chairmanships"]
ROOT = Path(__file__).parents[2]
#: What this room has entered; the history of other rooms does not belong to it.
CHAIR = "chairmanship/organisation"


class Csto(NamedTuple):
    """The register of the CSTO, open."""

    registry: Registry
    folder: Path

    @property
    def standing(self) -> Standing:
        return self.registry.standing

    @property
    def chair(self) -> Life:
        return self.standing.chairmanship[CHAIR]

    def post(self, name: str) -> Life:
        return self.standing.posts[f"post/{name}"]

    def members(self, day: str) -> tuple[str, ...]:
        return membership.members_on(self.standing.members, day)

    def presiding(self, day: str) -> chairmanship.Presiding:
        return chairmanship.who_presides_on(self.chair, self.standing.law, day)

    def coming(self, day: str) -> chairmanship.Next:
        return chairmanship.who_is_next(self.chair, self.standing.law, self.members(day), day)

    def holder(self, name: str, day: str) -> posts.HolderOn:
        presiding = frozenset(turn.state for turn in self.presiding(day).answers)
        return posts.holder_on(self.post(name), day, presiding)

    def expected(self, name: str, day: str) -> posts.Expectation:
        return posts.expected_next(self.post(name), self.standing.law, self.members(day), day)

    def named(self, tenure: posts.Tenure, lang: str) -> str:
        part = next(v.part for v in tenure.person if v.lang == lang)
        return (self.registry.part(part.commit) or b"").decode()


@pytest.fixture(scope="module")
def csto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Csto]:
    folder = tmp_path_factory.mktemp("offices") / "csto"
    path = find("csto")
    registry.found(folder, files_of(path), registry.new_origin("csto"))
    served = registry.open_folder(folder)
    acts = read_history([file for file in history_of(path) if file.name < "09"])
    summary = enter(served.registry, registry.signer_for(folder, REGISTRAR_CREDENTIAL), REGISTRAR_CREDENTIAL, acts)
    assert summary.stopped is None, summary.stopped
    yield Csto(served.registry, folder)
    served.close()


@pytest.mark.parametrize("fact", FACTS["posts"], ids=lambda f: f"{f['post']} {f['from']}")
def test_a_holder_of_an_office_is_recorded_as_collected(csto: Csto, fact: dict[str, Any]) -> None:
    (tenure,) = [one for one in posts.tenures(csto.post(fact["post"])) if one.start == fact["from"]]
    assert (tenure.state, tenure.act.acting) == (fact["state"], fact.get("acting") == "true")
    assert tenure.confidence == fact["confidence"]
    stated = (tenure.appointed, *tenure.extended, tenure.ended)
    assert {source for one in stated if one is not None for source in one.sources} >= set(fact["source"][:1])
    assert set(tenure.appointed.sources) <= set(fact["source"])
    if "to" in fact:
        assert (tenure.last, tenure.ending) == (fact["to"], fact["ending"])
        assert tenure.meant == fact.get("meant", tenure.meant)
    on = csto.holder(fact["post"], fact["from"])
    assert on.truth is Truth.YES and on.tenure == tenure


def test_who_held_the_office_of_secretary_general_on_the_days_in_question(csto: Csto) -> None:
    """Vector c10: no consensus when the term ended; a deputy acts, the office is vacant, nothing was decided."""
    on = csto.holder("secretary-general", "2017-01-01")
    assert on.tenure is not None and on.tenure.act.acting and on.tenure.act.basis.words and not on.tenure.act.basis.decided
    assert csto.holder("secretary-general", "2003-04-27").truth is Truth.NO
    assert csto.holder("secretary-general", "2029-01-01").truth is Truth.NOT_KNOWN, "nothing tells what comes after the last term"


def test_the_succession_is_an_expectation_derived_from_the_practice(csto: Csto) -> None:
    now = csto.expected("secretary-general", "2026-01-29")
    assert (now.ground, now.state, now.start, now.after) == ("alphabetical", "RU", "2029-01-01", "KG")
    assert list(now.order) == FACTS["rotation_order"]
    assert csto.expected("secretary-general", "2018-11-10").ground == "order_not_known", "three ways were on the table; none follows"
    assert csto.expected("secretary-general", "2014-01-01").ground == "not_said"
    for before, state in (("2022-01-01", "KZ"), ("2025-01-01", "KG")):  # and so it came
        assert csto.expected("secretary-general", before).state == state
    assert csto.expected("secretary-general", "2025-12-01").ground == "appointed"


def test_what_no_source_tells_is_not_known(csto: Csto) -> None:
    """The election of about 2022 is missing; the chair of the Permanent Council of 2025 too."""
    assert csto.holder("pa-chair", "2022-11-04").truth is Truth.YES
    assert csto.holder("pa-chair", "2023-06-01").truth is Truth.NOT_KNOWN
    assert csto.holder("pa-chair", "2010-01-01").truth is Truth.NOT_KNOWN
    assert csto.holder("pc-chair", "2023-06-01").truth is Truth.YES
    assert csto.holder("pc-chair", "2025-06-01").truth is Truth.NOT_KNOWN, "Kyrgyzstan presided; no election is known"
    assert csto.holder("pc-chair", "2024-01-05").truth is Truth.NOT_KNOWN
    assert not [ref for ref in csto.standing.posts if ref.startswith("representative/")]
    unknown = {about for one in csto.standing.law.not_known.values() for about in one.about}
    assert {"representative/pc", "post/pa-chair", "post/pc-chair", "post/secretary-general", "post/quota-posts"} <= unknown


def test_quota_posts_are_distributed_by_decision(csto: Csto) -> None:
    facts = posts.allotments(csto.post("quota-posts"), "2026-01-01")
    assert [(fact.start, fact.sources) for fact in facts] == [("2008-09-05", ("S2011Q",)), ("2011-12-20", ("S2011Q",))]


# The chairmanship


@pytest.mark.parametrize("fact", CHAIRS, ids=lambda f: f"{f['state']} {f['from']}")
def test_a_chairmanship_is_recorded_as_collected(csto: Csto, fact: dict[str, Any]) -> None:
    now = csto.presiding(fact["from"])
    assert now.truth is Truth.YES
    turn = now.answers[0]
    assert (turn.state, turn.start, turn.act.regime, turn.in_place_of) == (fact["state"], fact["from"], fact["basis"], fact.get("in_place_of", ""))
    assert turn.assumed.confidence == fact["confidence"]
    assert set(turn.assumed.sources) <= set(fact["source"])
    assert chairmanship.last_day(turn, csto.standing.law).startswith(fact["to"][:4] if len(fact["to"]) == 4 else fact["to"])


def test_who_presided_in_2007_has_two_answers(csto: Csto) -> None:
    fact = FACTS["contested"]
    for day in ("2007-10-10", "2008-01-01", "2008-09-04"):
        now = csto.presiding(day)
        assert now.truth is Truth.NOT_KNOWN and now.key
        assert [turn.state for turn in now.answers] == fact["states"]
        assert {turn.assumed.confidence for turn in now.answers} == {fact["confidence"]}
        assert {source for turn in now.answers for source in turn.assumed.sources} == set(fact["source"])
    assert [turn.state for turn in csto.presiding("2007-08-01").answers] == ["KG", "BY"], "by the other claim it had not passed yet"
    assert csto.presiding("2007-01-01").answers[0].state == "BY"
    assert not any(turn.assumed.claim.preferred for turn in csto.presiding("2007-10-10").answers if turn.assumed.claim)


def test_the_years_that_the_source_names_are_years_in_which_the_state_presided(csto: Csto) -> None:
    seed = FACTS["seed_years"]
    for year in seed["years"]:
        each = [csto.presiding(days.add_days(f"{year}-01-01", n)) for n in range(0, 365, 5)]
        assert any(seed["state"] in [turn.state for turn in now.answers] for now in each), year


def test_three_rules_chose_the_chair_each_on_its_days(csto: Csto) -> None:
    law = csto.standing.law
    on = {day: law.chairing_on(day) for day in ("2003-04-27", "2003-04-28", "2008-09-04", "2008-09-05", "2023-12-31", "2024-01-01")}
    assert [one.regime if one else "" for one in on.values()] == ["", "host", "host", "rotation", "rotation", "decision"]
    assert all(one.reason["en"] and one.reason["ru"] and one.provision == "charter-2002/13" for one in law.chairing)


def test_by_the_rule_of_rotation_the_next_state_is_the_one_that_came(csto: Csto) -> None:
    """Vector c11 is the exception: who was absent keeps its turn, the next one stands in until it returns."""
    for earlier, fact in pairwise(CHAIRS[4:]):
        eve = days.add_days(fact["from"], -1)
        then = csto.coming(eve)
        if fact.get("in_place_of"):
            assert (then.ground, then.state) == ("expected", fact["in_place_of"]), "its turn it was"
        elif earlier.get("in_place_of"):
            assert (then.ground, then.state) == ("turn_kept", fact["state"])
        else:
            assert then.state == fact["state"], fact
            assert then.ground == ("decided" if fact["basis"] == "decision" else "expected")
    assert csto.coming("2026-01-29").state == "TJ" and csto.coming("2026-01-29").start == "2027-01-01"
    assert csto.coming("2026-01-29").ground == "expected", "nothing has been decided"
    assert csto.coming("2004-01-01").ground == "host"


def test_the_host_of_a_session_does_not_become_chair_for_that(csto: Csto) -> None:
    """Vector c12: sessions in Moscow of September 2008, December 2015 and May 2022."""
    assert [csto.presiding(day).answers[0].state for day in ("2008-09-05", "2015-12-22", "2022-05-17")] == ["AM", "AM", "AM"]


def test_the_concept_of_2020_to_2021_was_approved_at_home(csto: Csto) -> None:
    one = chairmanship.concepts(csto.chair)[0]
    assert (one.state, one.act.start, one.act.until, one.presented.sources) == ("TJ", "2020", "2021", ("SEED",))
    assert len(one.approved) == 1 and not one.act.priorities
    assert [fact.sources for fact in one.reports] == [("TJ2021END",)]


def test_what_states_put_first_while_they_presided_is_recorded_as_announced(csto: Csto) -> None:
    found = {one.act.concept: (one.presented.start, one.presented.confidence, len(one.act.priorities), len(one.reports)) for one in chairmanship.concepts(csto.chair)}
    assert found == {
        "tj-2020-2021": ("2020", "medium", 0, 1), "am-2021-2022": ("2021-09-16", "medium", 3, 0), "kz-2024": ("2023-11-23", "high", 4, 1),
        "kg-2025": ("2024-11-28", "high", 6, 1), "ru-2026": ("2025-11-27", "high", 4, 0),
    }  # fmt: skip


# Names of persons


def test_every_holder_whom_a_source_names_is_named_in_both_languages(csto: Csto) -> None:
    named = [one for life in csto.standing.posts.values() for one in posts.tenures(life) if one.person]
    assert len(named) == len(FACTS["posts"])
    for tenure in named:
        assert named_in(csto.named(tenure, "en")) and named_in(csto.named(tenure, "ru"))


def test_no_name_of_a_person_stands_in_an_entry(csto: Csto) -> None:
    """Not in its words, and not in the ids of its sources, in whatever case of letters (no author either: see `persons`)."""
    every = [(n, said_in(data)) for n, data in enumerate(csto.registry.held(), 1)]
    assert [(n, found) for n, text in every if (found := named_in(text) or AUTHORS.findall(text))] == []


def test_no_name_of_a_person_is_lost_on_the_way(csto: Csto) -> None:
    """The check above can fail: the very names that it looks for are in the parts."""
    parts = "\n".join(path.read_bytes()[32:].decode(errors="replace") for path in csto.registry.parts.folder.iterdir())
    assert len(named_in(parts)) > 10 and len(PERSONS) == 24


@pytest.mark.parametrize("text", [form for row in PERSONS for form in (*row["en"], *row.get("forms", ()))])
def test_a_name_is_found_in_any_case_and_any_form(text: str) -> None:
    assert named_in(text) and named_in(text.upper()) and named_in(f"({text.lower()})")


@pytest.mark.parametrize("text", ["заседание", "Пан Кин", "засечь", "пашня", "zaset", "Вася"])
def test_a_word_that_is_no_name_is_not_taken_for_one(text: str) -> None:
    assert named_in(text) == []


def test_no_name_of_a_person_is_in_the_id_or_the_title_of_a_source(csto: Csto) -> None:
    for name, source in csto.standing.law.sources.items():
        assert named_in(f"{name} {source.title} {source.note} {source.kind}") == [] and not AUTHORS.search(name), name


@pytest.mark.parametrize("tree", ["src", "tests", "benchmarks", "organisations", "docs"])
def test_no_name_of_a_person_stands_in_a_source_file(tree: str) -> None:
    """Whatever is written by hand: code, templates, words, charters, histories, documents."""
    kinds = (".py", ".yaml", ".html", ".css", ".js", ".md", ".json", ".toml", ".txt", ".csv")
    files = [one for one in sorted((ROOT / tree).rglob("*")) if one.suffix in kinds and one.name != "persons.yaml" and one.is_file()]
    assert files
    for file in files:
        assert named_in(outside_parts(file)) == [], file
