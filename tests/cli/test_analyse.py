"""`comity analyse`: figures that the literature knows, effects of joining and leaving, and each way in which it cannot be said."""

import json
from pathlib import Path
from typing import Any

import pytest

from comity.cli.ending import AMISS, UNOPENED, USAGE
from comity.phrases import load
from tests.cli.shell import Shell
from tests.exchange.union import founded


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small organisation."""
    return founded(tmp_path_factory.mktemp("analyse"))


def analysed(shell: Shell, *args: object) -> dict[str, Any]:
    said = shell("analyse", *args, "--json")
    assert (said.code, said.err) == (0, "")
    value: dict[str, Any] = json.loads(said.out)
    return value


def figures(value: dict[str, Any], index: str) -> dict[str, str]:
    return {one["member"]: one[index] for one in value["power"]}


def test_the_security_council(shell: Shell) -> None:
    """Shapley & Shubik 1954 for eleven members; for fifteen 421/2145 and 4/2145, 848 and 84 swings."""
    found = analysed(shell, "unsc", "--on", "2020-06-01")
    assert found["exact"] is True and found["members"] == 15
    assert found["can_block"] == ["CHN", "FRA", "RUS", "GBR", "USA"]
    assert figures(found, "shapley_shubik")["CHN"] == "421/2145" and set(figures(found, "shapley_shubik").values()) == {"421/2145", "4/2145"}
    assert set(figures(found, "swings").values()) == {"848", "84"}
    assert found["coalitions"] == {"all": "32768", "winning": "848", "minimal_winning": "210", "minimal_blocking": "125"}
    assert found["chance_of_passing"] == "53/2048" and found["error"]["banzhaf"] == "0/1"
    assert [(one["size"], one["number"]) for one in found["smallest_blocking"]] == [(1, "5"), (7, "120")]
    assert figures(analysed(shell, "unsc", "--on", "1950-06-27"), "shapley_shubik")["CHN"] == "76/385"


def test_luxembourg_never_made_a_difference_in_the_council_of_the_six(shell: Shell) -> None:
    found = analysed(shell, "eu", "--body", "council", "--matter", "qualified-on-proposal", "--on", "1958-01-01")
    assert found["dummies"] == ["LU"] and figures(found, "swings") == {"BE": "6", "DE": "10", "FR": "10", "IT": "10", "LU": "0", "NL": "6"}
    assert found["tolerance"] == {"weight": "votes", "losing": "11/1", "winning": "12/1", "share": "1/57"}
    assert found["effect"] is None


def test_the_tolerance_is_told_in_the_unit_of_the_weight(shell: Shell) -> None:
    """Without Luxembourg every weight of the Six is even, so that 11 votes cannot be had."""
    said = shell("analyse", "eu", "--on", "1958-01-01", "--without", "LU")
    assert said.code == 0 and "10 is the greatest weight that is not enough, 12 the smallest that is" in said.out.replace("\n", " ")


def test_what_a_new_permanent_member_would_change(shell: Shell) -> None:
    effect = analysed(shell, "unsc", "--on", "2020-06-01", "--with", "IN=permanent")["effect"]
    assert (effect["with"], effect["without"], effect["members"]) == (["IND"], [], 16)
    assert effect["chance_of_passing"] == ["53/2048", "121/8192"]
    india = next(one for one in effect["changes"] if one["member"] == "IND")
    assert india["can_block"] == [False, True] and india["shapley_shubik"][0] is None
    assert shell("analyse", "unsc", "--on", "2020-06-01", "--with", "IND").out.count("India") >= 2


def test_what_a_weighty_member_that_joins_and_one_that_leaves_would_change(shell: Shell) -> None:
    effect = analysed(shell, "eu", "--on", "2026-02-16", "--with", "TR=85000000", "--without", "HU")["effect"]
    changes = {one["member"]: one["banzhaf"] for one in effect["changes"]}
    assert effect["members"] == 27 and changes["TR"][0] is None and changes["HU"][1] is None
    assert sum(map(_number, (both[1] for both in changes.values() if both[1]))) == pytest.approx(1)
    assert changes["TR"][1] == changes["DE"][1] or _number(changes["TR"][1]) > _number(changes["DE"][1])


def test_what_two_thirds_in_the_place_of_consensus_would_change(shell: Shell) -> None:
    found = analysed(shell, "csto", "--body", "csc", "--on", "2026-02-16", "--threshold", "2/3")
    assert found["thresholds"] == [{"name": "members", "value": "all"}] and len(found["can_block"]) == 6
    effect = found["effect"]
    assert (effect["threshold"], effect["can_block"], effect["members"]) == ({"members": "2/3"}, [], 6)
    assert effect["chance_of_passing"] == ["1/64", "11/32"] and effect["coalitions"]["minimal_winning"] == "15"
    assert {tuple(one["can_block"]) for one in effect["changes"]} == {(True, False)}


def test_what_ten_votes_in_the_security_council_would_change_and_no_veto_is_touched(shell: Shell) -> None:
    effect = analysed(shell, "unsc", "--on", "2020-06-01", "--threshold", "members=10")["effect"]
    assert effect["coalitions"] == {"all": "32768", "winning": str(848 - 210), "minimal_winning": "252", "minimal_blocking": str(5 + 210)}
    assert len(effect["can_block"]) == 5


def test_several_thresholds_at_once_and_a_member_less(shell: Shell) -> None:
    asked = ("--threshold", "population=72%", "--threshold", "members=60%", "--threshold", "blocking=5", "--without", "HU")
    effect = analysed(shell, "eu", "--on", "2026-02-16", *asked)["effect"]
    assert effect["threshold"] == {"population": "72%", "members": "60%", "blocking": "5"} and effect["members"] == 26
    assert sum(map(_number, (one["banzhaf"][1] for one in effect["changes"] if one["banzhaf"][1]))) == pytest.approx(1)


@pytest.mark.parametrize(("lang", "words"), [("en", "With another threshold (members=3/4):"), ("ru", "При другом пороге (members=3/4) было бы так.")])
def test_another_threshold_is_told_with_the_rule_as_it_would_be(shell: Shell, lang: str, words: str) -> None:
    said = shell("analyse", "unga", "--on", "2026-02-16", "--threshold", "3/4", lang=lang)
    changed = said.out[said.out.index(words) :]
    assert said.code == 0 and {"en": "three quarters", "ru": "трёх четвертей"}[lang] in changed
    # 193 members who all have the same are one row.
    assert len(changed.splitlines()) < 25


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("width", [120, 80, 60, 40])
@pytest.mark.parametrize(
    "args",
    [
        ("eu", "--with", "XX=85000000", "--without", "Hungary", "--threshold", "population=70%"), ("unga", "--threshold", "3/4"),
        ("unsc", "--with", "IN=permanent"),
    ],
)  # fmt: skip
def test_nothing_is_wider_than_the_terminal_and_no_figure_is_broken(shell: Shell, args: tuple[str, ...], width: int, lang: str) -> None:
    said = shell("analyse", *args, "--on", "2026-02-16", lang=lang, COLUMNS=str(width))
    assert said.code == 0 and max(map(len, said.out.splitlines())) <= width
    assert not [line for line in said.out.splitlines() if line.strip() == "%"]


def test_what_takes_long_says_about_how_long_before_it_begins(shell: Shell) -> None:
    joining = [word for n in range(10, 60) for word in ("--with", f"X{n}={10**6 + 7 * n * n}")]
    said = shell("analyse", "eu", "--on", "2026-02-16", *joining)
    assert said.code == 0 and said.err == "This may take about 6 seconds.\n"
    assert "none of the indices is farther from the true one than" in said.out


def test_figures_stand_one_below_the_other(shell: Shell) -> None:
    lines = [line for line in shell("analyse", "eu", "--on", "2026-02-16").out.splitlines() if line.startswith(("Germany ", "Malta "))]
    assert len({len(line) for line in lines}) == 1 and [line.split()[2] for line in lines] == ["17.56%", "0.86%"]


def test_members_are_called_by_their_group_and_all_of_many_by_their_number(shell: Shell) -> None:
    said = shell("analyse", "unsc", "--on", "2020-06-01", "--with", "IN=permanent", COLUMNS="140").out
    assert "\npermanent members " in said[said.index("With India") :]
    assert "\n193 members " in shell("analyse", "unga", "--on", "2026-02-16").out


def test_more_coalitions_are_listed_where_they_are_asked_for(shell: Shell) -> None:
    few, more = (analysed(shell, "eu", "--on", "2026-02-16", *asked) for asked in ((), ("--list", "12")))
    assert len(few["smallest_blocking"]) == 5 and len(more["smallest_blocking"]) == 12
    assert more["smallest_blocking"][:5] == few["smallest_blocking"]
    said = shell("analyse", "eu", "--on", "2026-02-16").out.replace("\u00a0", " ")
    assert "more; --list N shows more kinds" in said and "; 1 such" not in said


def _number(words: str) -> float:
    over, under = words.split("/")
    return int(over) / int(under)


def test_an_organisation_in_a_folder(shell: Shell, council: Path) -> None:
    found = analysed(shell, council, "--body", "council", "--on", "1995-01-01")
    assert (found["matter"], found["can_block"]) == ("substantive", ["AA"])
    assert found["smallest_winning"] == [{"size": 3, "number": "6", "parts": [{"take": 1, "of": ["AA"]}, {"take": 2, "of": ["BB", "CC", "DD", "EE"]}]}]


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("--matter", "unread"), "not_known", {"en": "What the rule takes is not known", "ru": "Содержание правила не известно"}),
        (("--matter", "closed"), "no_rule", {"en": "No rule is known for this on 1 January 2005", "ru": "правило для таких вопросов не известно"}),
        (("--on", "1950-01-01"), "no_rule", {"en": "No rule is known", "ru": "На 1 января 1950 года"}),
    ],
)
def test_a_rule_that_is_no_game_says_why(shell: Shell, council: Path, args: tuple[str, ...], code: str, words: dict[str, str]) -> None:
    call = ("analyse", council, "--body", "council", *args, *(() if "--on" in args else ("--on", "2005-01-01")))
    for lang, sentence in words.items():
        said = shell(*call, lang=lang)
        assert (said.code, said.out) == (AMISS, "") and sentence in said.err and len(said.err.splitlines()) == 1
    said = shell(*call, "--json")
    assert said.code == AMISS and json.loads(said.out)["not_a_game"] == code


def test_whoever_leaves_nobody_there_is_told_so(shell: Shell, council: Path) -> None:
    everybody = [word for one in ("AA", "BB", "CC", "DD", "EE") for word in ("--without", one)]
    said = shell("analyse", council, "--body", "council", "--on", "1995-01-01", *everybody)
    assert (said.code, said.line) == (USAGE, "--without: nobody would be left")


@pytest.mark.parametrize("code", ["no_rule", "no_seats", "not_known", "chosen_by_vote", "other_electorate", "not_monotone", "too_large"])
def test_every_reason_has_its_sentence(code: str) -> None:
    assert f"analysis.not.{code}" in load()


def test_a_rule_that_a_vote_chooses_cannot_be_analysed(shell: Shell) -> None:
    said = shell("analyse", "unga", "--matter", "importance-in-question")
    assert said.code == AMISS and "itself decided by a vote" in said.err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("csto",), "several bodies decide; name one with --body: csc"),
        (("unsc", "--body", "nato"), "no body “nato”"),
        (("unsc", "--matter", "war"), "“war” is no kind of question"),
        (("unsc", "--on", "1950"), "1950 is no whole day"),
        (("eu", "--with", "TR"), "TR: the rule counts by a weight that is missing; write population:N"),
        (("eu", "--with", "TR=many"), "TR: “many” is no weight and no group; there are population:N"),
        (("eu", "--with", "TR=-5"), "“-5” is no weight"),
        (("eu", "--with", "TR=votes:29"), "“votes:29” is no weight"),
        (("eu", "--with", "DE=5"), "--with: DE sits there already"),
        (("eu", "--with", "TR=5", "--with", "TR=6"), "--with: TR is named twice; leave one of them out"),
        (("eu", "--with", "=5"), "names no state"),
        (("unsc", "--with", "IND=5"), "IND: say which weight that is"),
        (("eu", "--threshold", "2/3"), "the rule has several thresholds: members, population, blocking; say which, as members=2/3"),
        (("unsc", "--threshold", "most"), "“most” is no threshold; write a number, or a share"),
        (("unsc", "--threshold", "votes=3"), "“votes” names no threshold of this rule; there are members"),
        (("unsc", "--threshold", "16"), "members=16 is out of reach: all of it is 15"),
        (("unsc", "--threshold", "0"), "members=0 asks for nothing"),
        (("unsc", "--threshold", "3/2"), "members=3/2 is out of reach: all of it is 100%"),
        (("unsc", "--threshold", "8", "--threshold", "9"), "the threshold “members” is given twice"),
        (("eu", "--threshold", "blocking=20%"), "blocking=20%: this threshold is a number of members"),
        (("unsc", "--list", "0"), "--list"),
        (("unsc", "--without", "XYZ"), "--without: XYZ does not sit there"),
        (("unsc", "--without", "CHN", "--without", "CN"), "is named twice"),
    ],
)
def test_a_wrong_call_gets_one_sentence(shell: Shell, args: tuple[str, ...], words: str) -> None:
    said = shell("analyse", *args)
    assert (said.code, said.out) == (USAGE, "") and words in said.line


def test_an_organisation_that_is_none_cannot_be_opened(shell: Shell) -> None:
    assert shell("analyse", "nowhere").code == UNOPENED


@pytest.mark.parametrize(("lang", "words"), [("en", "can block alone"), ("ru", "Заблокировать решение в одиночку")])
def test_it_is_told_in_both_languages(shell: Shell, lang: str, words: str) -> None:
    said = shell("analyse", "csto", "--body", "csc", "--on", "2026-02-16", lang=lang)
    assert said.code == 0 and words in said.out and "cli." not in said.out and "analysis." not in said.out


def test_large_numbers_are_told_short_in_words_and_whole_in_json(shell: Shell) -> None:
    assert "1.26 × 10⁵⁸" in shell("analyse", "unga", "--on", "2026-02-16").out
    assert analysed(shell, "unga", "--on", "2026-02-16")["coalitions"]["all"] == str(2**193)


def test_the_answer_has_the_names_that_the_help_gives(shell: Shell) -> None:
    found = analysed(shell, "unsc", "--with", "IND=permanent", "--threshold", "10")
    for lang in ("en", "ru"):
        text = "".join(piece for piece in load()["cli.analyse.json"][lang] if isinstance(piece, str))
        for name in (*found, *found["coalitions"], *found["power"][0], *found["effect"], *found["effect"]["changes"][0], *found["thresholds"][0], *found["smallest_winning"][0]):
            assert f'"{name}"' in text, (lang, name)
