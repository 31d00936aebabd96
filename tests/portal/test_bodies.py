"""The pages of bodies: the structure on a day, on what each rests, who sits in it, what sources say differently."""

import csv
import io
from pathlib import Path

import pytest

from comity import registry
from comity.charter import files_of, find
from tests.cast import words
from tests.portal.document import Element
from tests.portal.sites import Site, long_name, transcribed

TWELVE = {"milcom", "ickves", "ksopn", "ksbnm", "kschs", "bio", "wg-afg", "wg-terror", "wg-info", "wg-train", "narcologists", "ccc"}


def node(main: Element, name: str) -> list[str]:
    """The three columns of a body in the tree."""
    tree = main.classed("tree")[0]
    for one in tree.classed("node"):
        if any(a.text == name for a in one.every("a")):
            return [span.text for span in one.inside if isinstance(span, Element)]
    raise AssertionError(name)


def facts(main: Element) -> dict[str, Element]:
    """What holds of a body on the day, by label."""
    ledger = main.first("dl", class_="facts")
    return {div.first("dt").text: div.first("dd") for div in ledger.every("div")}


def test_the_structure_of_today_is_said_in_sentences(whole: Site, lang: str) -> None:
    lede = whole.page(f"/{lang}/bodies").lede
    said = {
        "en": (
            "The supreme body is the Collective Security Council. Between its sessions the Permanent Council acts. By field there are the "
            "Council of Ministers of Foreign Affairs, Council of Ministers of Defence and Committee of Secretaries of the Security Councils. "
            "The Joint Staff is a working body both of the Organisation and of the Council of Ministers of Defence."
        ),
        "ru": (
            "Высший орган — Совет коллективной безопасности. Между сессиями действует Постоянный совет. По направлениям действуют Совет "
            "министров иностранных дел, Совет министров обороны и Комитет секретарей советов безопасности. Объединённый штаб — рабочий орган "
            "и Организации, и Совета министров обороны."
        ),
    }
    assert lede.replace("\u00a0", " ").startswith(said[lang])


@pytest.mark.parametrize(
    ("day", "named"),
    [
        ("2012-12-18", {"csc", "cfm", "cdm", "cssc", "secretariat"}),
        ("2012-12-19", {"csc", "cfm", "cdm", "cssc", "secretariat", "pc", "joint-staff"}),
        ("1995-01-01", {"csc"}),
    ],
)
def test_what_the_charter_provides_for_is_told_by_day(whole: Site, day: str, named: set[str]) -> None:
    data = whole.get(f"/en/bodies.json?on={day}").json["data"]
    assert {one["body"] for one in data["bodies"] if one.get("statutory")} == named
    assert set(data["lists"][-1]["bodies"]) == named


def test_the_list_of_the_source_stands_beside_article_11_at_each_time(whole: Site) -> None:
    main = whole.page("/en/bodies").main
    table = main.first("section", role="region") if main.every("section", role="region") else main.first("div", role="region")
    heads = [th.text for th in table.first("thead").every("th")]
    assert heads[1:] == [
        "Founding text, from 20 April 1994", "Founding text, from 18 September 2003", "Founding text, from 19 December 2012",
        "Ministry of Foreign Affairs of Tajikistan, list of 9 April 2025",
    ]  # fmt: skip
    rows = {tr.first("th").text: [td.text for td in tr.every("td")] for tr in table.first("tbody").every("tr")}
    assert rows["Permanent Council"] == ["not named", "not named", "named", "named"]
    assert rows["CSTO Parliamentary Assembly"] == ["not named", "not named", "not named", "named"]
    assert len(whole.page("/en/bodies?on=2012-12-18").main.first("div", role="region").first("thead").every("th")) == 3, "not listed yet"


def test_both_claims_on_the_assembly_stand_side_by_side_with_their_sources(whole: Site, lang: str) -> None:
    main = whole.page(f"/{lang}/bodies").main
    (section,) = main.classed("contested")
    assert len(section.every("li")) == 2 and all(li.every("a") for li in section.every("li"))
    assert ("Article 11 of the Charter does not name the Assembly" if lang == "en" else "в статье 11 Устава Ассамблея не названа") in section.text.replace("\u00a0", " ")
    assert whole.page(f"/{lang}/bodies?on=2025-04-08").main.classed("contested") == []


def test_each_body_stands_under_the_one_whose_it_is_with_who_sits_in_it_and_its_basis(whole: Site) -> None:
    main = whole.page("/en/bodies").main
    tree = main.classed("tree")[0]
    council = tree.every("li")[0]
    assert {a.text for a in council.first("ul").every("a")} >= {"Council of Ministers of Foreign Affairs", "Working Group on Afghanistan"}
    said = node(main, "Council of Ministers of Defence")
    assert said[0].startswith("Council of Ministers of Defence (CMD). Military policy") and said[1] == "Ministers of defence"
    assert said[2].startswith("Charter of the CSTO, article 15, since 18 September 2003")
    assert "2005" in node(main, "Interstate Commission for Military-Economic Co-operation")[2]
    assert "low confidence" in node(main, "Interstate Commission for Military-Economic Co-operation")[2]
    assert node(main, "Military Committee")[1] == "not stated"


def test_the_picture_draws_the_bodies_of_the_charter_and_dashes_what_rests_on_something_else(whole: Site) -> None:
    svg = whole.page("/en/bodies").main.first("svg", role="img")
    names = [text.text for text in svg.every("text")][::2]
    assert names == ["CSC", "CMFA", "CMD", "CSSC", "PC", "JS", "Secretariat", "CSTO PA"]
    assert [rect["class"] for rect in svg.every("rect")] == ["fi", *["fp x"] * 6, "fp e d"]
    assert "Joint Staff: working body, of the Organisation, Council of Ministers of Defence" in svg.first("desc").text
    before = whole.page("/en/bodies?on=2012-12-18").main.first("svg", role="img")
    assert [rect["class"] for rect in before.every("rect")].count("fp e d") == 3


def test_a_body_that_a_source_only_shows_is_not_said_to_have_been_there_or_not(whole: Site) -> None:
    main = whole.page("/en/bodies?on=2010-01-01").main
    assert "whether there was one on that day is not known" in node(main, "Working Group on combating terrorism and extremism")[0]
    assert whole.page("/en/bodies/wg-terror?on=2010-01-01").lede.endswith("a source first shows it at work on 19 April 2018.")
    others = main.first("ul", class_="list").text
    assert "Military Committee" in others and "only since 19 December 2012" in others


def test_before_there_was_anything_the_page_says_so(whole: Site, lang: str) -> None:
    answer = whole.page(f"/{lang}/bodies?on=1950-01-01")
    said = {"en": "By what is recorded there was no body on 1 January 1950.", "ru": "По внесённым сведениям, по состоянию на 1 января 1950 года органов не было."}
    assert answer.lede == said[lang]
    assert not whole.get("/en/bodies.json?on=1950-01-01").json["data"]["bodies"]


def test_a_body_leads_to_its_sessions_its_decisions_and_those_about_it(whole: Site) -> None:
    main = whole.page("/en/bodies/csc?on=2012-12-31").main
    assert main.every("a", href="/en/sessions/csc-2012-12-19?on=2012-12-31") and main.every("a", href="/en/sessions?on=2012-12-31&body=csc")
    assert not main.every("a", href="/en/sessions/csc-2013-09-23?on=2012-12-31"), "not held yet"
    assert main.every("a", href="/en/chairmanship?on=2012-12-31")
    assert whole.page("/en/bodies/milcom").main.every("a", href="/en/decisions/d-2012-12-19-milcom")


def test_the_permanent_council_says_on_what_it_has_rested(whole: Site) -> None:
    answer = whole.page("/en/bodies/pc")
    assert "A founding text has provided for it since 19 December 2012; before that it rested on something else." in answer.lede
    table = answer.main.first("table")
    assert [[cell.text for cell in tr.every("th", "td")][:4] for tr in table.first("tbody").every("tr")] == [
        ["Regulations on the bodies of the CSTO; annex on the Permanent Council at the Organisation", "18 September 2003", "19 December 2012", "no"],
        ["Charter of the CSTO, article 16.1", "19 December 2012", "", "yes"],
    ]
    assert "No founding text provided for it on that day." in whole.page("/en/bodies/pc?on=2012-12-18").lede


@pytest.mark.parametrize(
    ("day", "seats"),
    [("1995-01-01", "commander-in-chief"), ("2012-12-19", "Heads of state"), ("2021-01-19", "Heads of state, or heads of government")],
)
def test_who_sat_in_the_council_on_a_day(whole: Site, day: str, seats: str) -> None:
    assert seats in facts(whole.page(f"/en/bodies/csc?on={day}").main)["Who sits in it"].text


def test_a_body_is_shown_with_its_own_bodies_what_it_answers_how_it_decides_and_what_was_said_of_it(whole: Site) -> None:
    main = whole.page("/en/bodies/cssc").main
    assert "Working Group on information policy" in main.text
    assert main.every("a", href="/en/rules/csto-demonstration/cssc"), "its rules of decision"
    assert "Ministry of Foreign Affairs of Tajikistan: Per the Charter" in main.text
    answers = whole.page("/en/bodies/ksopn").main
    assert answers.every("a", href="/en/concerns#concern-drugs")


def test_every_name_of_a_body_is_shown_in_either_language(whole: Site, lang: str) -> None:
    label = "Also called" if lang == "en" else "Также именуется"
    said = facts(whole.page(f"/{lang}/bodies/joint-staff").main)[label].text
    assert "Joint Headquarters" in said and ("Объединённый штаб" in said if lang == "en" else "Joint Staff" in said)


def test_the_working_group_on_afghanistan_has_its_mandate_composition_and_rhythm(whole: Site, lang: str) -> None:
    said = facts(whole.page(f"/{lang}/bodies/wg-afg?on=2015-01-01").main)
    text = " ".join(one.text for one in said.values()).replace("\u00a0", " ")
    for expected in ("drug threat", "National co-ordinators", "twice a year") if lang == "en" else ("наркоугрозе", "Национальные координаторы", "два раза в год"):
        assert expected in text
    assert said["Permanent or temporary" if lang == "en" else "Постоянный или временный"].text in ("not stated", "не указано")


def test_questions_in_words_are_plain_addresses(whole: Site, lang: str) -> None:
    asked = [a["href"] for a in whole.page(f"/{lang}/bodies").main.every("a") if a["href"].startswith(f"/{lang}/bodies?on=")]
    assert f"/{lang}/bodies?on=2012-12-19" in asked
    one = [a["href"] for a in whole.page(f"/{lang}/bodies/csc").main.every("a") if "?on=2021-01-19" in a["href"]]
    assert one == [f"/{lang}/bodies/csc?on=2021-01-19"]


def test_the_table_goes_out_as_csv_with_every_body(whole: Site) -> None:
    table = {row["body"]: row for row in csv.DictReader(io.StringIO(whole.get("/en/bodies.csv?on=2012-12-18").body))}
    assert len(table) == 9 + len(TWELVE) and set(table) >= TWELVE
    assert (table["pc"]["statutory"], table["pc"]["basis_since"]) == ("no", "2003-09-18")
    assert (table["milcom"]["there"], table["milcom"]["since"]) == ("no", "2012-12-19")
    assert (table["wg-info"]["there"], table["wg-info"]["since_known"]) == ("not known", "no")
    assert "basis" in whole.get("/en/bodies/pc.csv").body


def test_at_an_entry_before_the_bodies_were_told_of_only_the_charters_files_are_known(whole: Site) -> None:
    data = whole.get("/en/bodies.json?at=1").json["data"]
    assert {one["body"] for one in data["bodies"]} <= {"csc", "cfm", "cdm", "cssc", "joint-session", "pc", "secretariat", "joint-staff", "pa"}
    assert whole.get("/en/bodies/wg-afg?at=1").status == 404
    whole.page("/en/bodies?at=1")


def test_an_unknown_body_is_not_found_in_so_many_words(whole: Site, lang: str) -> None:
    answer = whole.get(f"/{lang}/bodies/nobody")
    assert answer.status == 404 and "nobody" in answer.page.first("main").text


def test_without_acts_the_charters_files_make_the_page(empty: Site, lang: str) -> None:
    main = empty.page(f"/{lang}/bodies").main
    assert main.classed("tree") and not main.every("div", role="region")
    assert ("No act about this body is entered" if lang == "en" else "Актов об этом органе не внесено") in empty.page(f"/{lang}/bodies/pc").main.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("organisation", "lede", "basis"),
    [
        ("eu", "The permanent body is the Council of the European Union. In all one body is recorded.", "Treaty on European Union, 16(2)"),
        ("osce", "The supreme body is the Ministerial Council. Between its sessions the Permanent Council acts. In all two bodies are recorded.", ""),
        ("unsc", "The permanent body is the Security Council. In all one body is recorded.", "Charter of the United Nations, article 23"),
    ],
)
def test_bodies_of_another_organisation_stand_as_its_charter_names_them(tmp_path: Path, organisation: str, lede: str, basis: str) -> None:
    registry.found(tmp_path / "one", files_of(find(organisation)), f"record.{organisation}.example/1")
    with Site(tmp_path / "one") as site:
        answer = site.page("/en/bodies")
        assert answer.lede == lede and basis in answer.main.text


def test_without_any_body_the_page_says_what_would_stand_there(big: Site, lang: str) -> None:
    answer = big.page(f"/{lang}/bodies")
    assert answer.lede == ("No body is recorded yet." if lang == "en" else "Органов пока не внесено.")
    assert len(answer.main.classed("empty")) == 1


def test_a_body_with_a_long_name_that_ended_makes_a_page(site: Site, lang: str) -> None:
    said = transcribed("SEED")
    basis = {"words": words("a decision", "решение")}
    title = words(long_name("Group", 1), long_name("Группа", 1))
    site.enter("body.establish", body="wg", kind="subsidiary", title=title, basis=basis, parents=["cfm"], duration="temporary", effective="2010-01-01", transcribed=said)
    site.enter("body.end", body="wg", basis=basis, effective="2015-01-01", transcribed=said)
    assert ("any more" if lang == "en" else "уже не было") in site.page(f"/{lang}/bodies/wg").lede
    assert "2015" in site.page(f"/{lang}/bodies").main.first("ul", class_="list").text
    there = site.page(f"/{lang}/bodies/wg?on=2012-01-01").main
    assert facts(there)["Permanent or temporary" if lang == "en" else "Постоянный или временный"].text in ("temporary body", "временный орган")


def test_a_body_signed_for_by_its_registrar_today_leads_to_its_act(site: Site) -> None:
    basis = {"decided": {"body": "csc", "day": "2026-02-16"}}
    site.enter("body.establish", body="wg", kind="subsidiary", title=words("Working group", "Рабочая группа"), basis=basis, parents=["cssc"])
    main = site.page("/en/bodies/wg").main
    assert "CSC decision, 16 February 2026" in facts(main)["Legal basis"].text
    assert main.every("a", href=f"/en/acts/{site.registry.standing.size}")


def test_a_body_of_another_leads_to_the_act_by_which_there_is_one(whole: Site, lang: str) -> None:
    children = whole.get(f"/{lang}/bodies/csc.json").json["data"]["children"]
    main = whole.page(f"/{lang}/bodies/csc").main
    begun = [one["since_entry"] for one in children if one.get("since_entry")]
    assert len(begun) >= 5
    for entry in begun:
        assert whole.get(f"/{lang}/acts/{entry}.json").json["data"]["act"] in ("body.establish", "body.ground")
        assert any(a["href"] == f"/{lang}/acts/{entry}" for a in main.every("a"))


@pytest.mark.parametrize("day", ["1999-01-01", "2003-09-18", "2012-12-18", "2012-12-19", "2021-01-19", ""])
def test_the_page_and_the_command_say_the_same(whole: Site, day: str) -> None:
    from comity.cli.reading import open_for_reading
    from comity.cli.views import bodies

    page = whole.get(f"/en/bodies.json?on={day}" if day else "/en/bodies.json").json["data"]
    reading = open_for_reading(whole.folder)
    told = bodies.view(reading, day or page["day"], "")
    mine = {one["body"]: one for one in told["bodies"]}
    shown = {one["body"]: one for one in (*page["bodies"], *page["others"])}
    assert set(mine) == set(shown)
    for name, one in shown.items():
        other = mine[name]
        assert (one["there"], one.get("since", ""), one.get("parents", []), one.get("statutory", False), one["kind"]) == (
            other["there"], other["since"], other["parents"], other["statutory"], other["kind"],
        ), name  # fmt: skip
        assert one.get("basis_since", "") == (other["basis"]["day"] if other["basis"] else ""), name
    assert [(one["day"], one["entry"], one["bodies"]) for one in page["lists"]] == [(one["day"], one["entry"], one["bodies"]) for one in told["lists"]]


def test_what_is_not_known_of_some_bodies_names_them(whole: Site) -> None:
    part = whole.page("/en/bodies").main.classed("empty")[-1]
    whose = next(p for p in part.every("p") if p.text.startswith("Whose body it is was not found"))
    assert {a["href"] for a in whose.every("a")} == {"/en/bodies/narcologists", "/en/bodies/ccc"}
    alone = whole.page("/en/bodies/ccc").main.classed("empty")[-1]
    assert not alone.every("a"), "on its own page it is plain which body is meant"
