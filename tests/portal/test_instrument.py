"""The page of one instrument: its sentence, its picture, its status table, every part of its life."""

import csv
import io
import re
from typing import Any

import pytest

from comity.portal.pictures.instruments import LETTER, NARROW, WIDE, Mark, Placed, place
from comity.portal.pictures.svg import Scale
from tests.portal.document import Element
from tests.portal.sites import STATES, Site

SAID = {"source": ["SEED"], "confidence": "high"}
CHARTER = "/en/instruments/charter-2002"
SAMPLE = "/en/instruments/sample-2025"


def words(en: str, ru: str) -> list[dict[str, str]]:
    """A text in both languages."""
    return [{"lang": "en", "text": en}, {"lang": "ru", "text": ru}]


def adopt(site: Site, name: str = "t", **more: Any) -> None:
    """A treaty open to all, adopted on 1 March 2001."""
    fields: dict[str, Any] = {"kind": "treaty", "force": {"rule": "unknown"}, "effective": "2001-03-01", "transcribed": SAID, **more}
    site.enter("instrument.adopt", instrument=name, title=words(f"Treaty {name.upper()}", f"Договор {name.upper()}"), **fields)


def act(site: Site, verb: str, day: str, on: str = "instrument/t", **more: Any) -> int:
    """An act in its life; its entry number."""
    said = {**SAID, **more.pop("said", {})}
    return site.enter(f"instrument.{verb}", on=on, effective=day, transcribed=said, **more).entry


def cells(page: Element, state: str) -> dict[str, str]:
    """A state's row of the status table, by the label of each cell."""
    return {cell["data-h"]: cell.text for cell in page.first("tr", id=state).every("td")}


def facts(page: Element, heading: str) -> dict[str, str]:
    """The facts under a heading: label and matter."""
    at = next(i for i, e in enumerate(page.inside) if isinstance(e, Element) and e["id"] == heading)
    listed = next(e for e in page.inside[at:] if isinstance(e, Element) and e.tag == "dl")
    return {div.first("dt").text: div.every("dd")[0].text for div in listed.every("div")}


# The sentence


def test_the_sentence_says_who_signed_since_when_in_force_how_often_amended_which_text_is_authentic(whole: Site) -> None:
    assert whole.page(CHARTER).lede == (
        "Signed by six states at Chisinau on 7 October 2002. In force since 18 September 2003; six states are bound by it. "
        "It was amended three times. The Russian text alone is authentic."
    )
    assert whole.page("/ru/instruments/charter-2002").lede == (
        "Подписали 6 государств 7 октября 2002 года (Кишинёв). Действует с 18 сентября 2003 года; участвует 6 государств. "
        "Изменялся 3 раза. Единственный аутентичный язык — русский."
    )


def test_the_sentence_is_that_of_the_day(whole: Site) -> None:
    lede = whole.page(f"{CHARTER}?on=2003-01-01").lede
    assert "On 1 January 2003 it is not in force: 0 of the 6 deposits or notifications that it asks for are recorded." in lede
    assert "amended" not in lede


def test_before_its_adoption_the_page_says_when_that_was(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/instruments/charter-2002?on=2001-01-01")
    assert "7" in page.lede and "2002" in page.lede and not page.main.every("table")


def test_an_unknown_instrument_is_not_found_in_a_sentence(whole: Site) -> None:
    answer = whole.get("/en/instruments/charter-2003")
    assert answer.status == 404 and "charter-2003" in answer.lede


def test_a_regulation_names_the_body_that_adopted_it_and_has_no_status_table(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/instruments/rop-2004")
    assert {"en": "Adopted by the Collective Security Council at Astana on 18 June 2004.", "ru": "принявший орган: Совет коллективной безопасности"}[lang] in page.lede
    assert not page.main.every(id="status") and not page.main.every(id="reservations")
    assert page.main.every(id="acts")


@pytest.mark.parametrize("name", ["cst-1992", "cst-prot-1999", "charter-prot-1", "sample-2025", "reg-bodies-2003"])
def test_every_kind_of_instrument_has_its_page(whole: Site, name: str, lang: str) -> None:
    whole.page(f"/{lang}/instruments/{name}")


# The status table


def test_a_domestic_law_is_not_a_deposit_and_a_day_that_is_not_known_stays_so(whole: Site) -> None:
    page = whole.page(CHARTER)
    russia = cells(page.main, "RU")
    assert russia["At home"] == "25 April 2003 State Duma 26 May 2003 Federal Law No. 56-FZ"
    assert russia["Deposit"] == "not known"
    assert (russia["In force"], russia["Standing"]) == ("18 September 2003", "in force")
    assert cells(page.main, "AM")["At home"] == "not known"
    assert "The depositary, or each state for itself, may enter it." in page.main.text


def test_each_day_of_the_table_leads_to_its_act(whole: Site) -> None:
    row = whole.page(CHARTER).main.first("tr", id="KZ")
    assert [a["href"].rsplit("/", 1)[0] for a in row.every("a")][1:] == ["/en/acts"] * 3


def test_letters_are_explained_only_as_far_as_they_occur(whole: Site) -> None:
    page = whole.page(SAMPLE)
    notes = [p.text for p in page.main.classed("note")]
    assert "A acceptance; AA approval; n notification, internal procedures completed" in notes
    assert cells(page.main, "TJ")["Deposit"] == "10 June 2025 AA approval"


def test_reservations_objections_declarations_and_denunciations_are_marked_and_lead_to_their_words(whole: Site) -> None:
    page = whole.page(f"{SAMPLE}?on=2025-12-15")
    assert "reservation" in cells(page.main, "KZ")["Standing"]
    assert "objection" in cells(page.main, "RU")["Standing"]
    assert "declaration" in cells(page.main, "AM")["Standing"]


def test_what_was_withdrawn_by_the_day_stands_no_more_and_says_when(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/instruments/sample-2025")
    assert {"en": "declaration", "ru": "заявление"}[lang] not in cells(page.main, "AM")[{"en": "Standing", "ru": "Состояние"}[lang]]
    section = next(p.text for p in page.main.classed("note") if {"en": "Interpretative", "ru": "о толковании"}[lang] in p.text)
    assert {"en": "withdrawn on", "ru": "снято"}[lang] in section


def test_a_denunciation_says_when_it_takes_effect_and_is_gone_once_revoked(whole: Site) -> None:
    notified = cells(whole.page(f"{SAMPLE}?on=2025-12-15").main, "RU")["Standing"]
    assert "denunciation notified on 10 November 2025, takes effect on 10 May 2026" in notified
    assert "denunciation" not in cells(whole.page(SAMPLE).main, "RU")["Standing"]


def test_the_csv_is_the_status_table(whole: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(whole.get(f"{CHARTER}.csv").body)))
    assert [row["participant"] for row in rows] == ["AM", "BY", "KZ", "KG", "RU", "TJ"]
    assert {row["deposit"] for row in rows} == {"not known"}


def test_the_json_holds_every_act_of_its_life_as_it_stands(whole: Site) -> None:
    data = whole.get(f"{SAMPLE}.json").json["data"]
    instrument = whole.registry.standing.instrument("sample-2025")
    assert instrument is not None
    known = {f.entry for p in instrument.parties.values() for f in p.facts} | {f.entry for f in instrument.facts} | {instrument.adopted.entry}
    assert {fact["entry"] for fact in data["facts"]} == known
    assert {fact["act"]["act"].split(".")[0] for fact in data["facts"]} == {"instrument"}


def test_a_signature_ad_referendum_says_when_it_was_confirmed(whole: Site) -> None:
    assert cells(whole.page(SAMPLE).main, "AM")["Signed"] == "3 March 2025 signature ad referendum confirmed 24 March 2025"


# Entry into force


def test_the_clause_stands_in_words_with_provision_source_and_confidence(whole: Site) -> None:
    page = whole.page(CHARTER)
    rule = page.main.first("dl").every("div")[0]
    assert rule.text.startswith("Rule On the day on which the depositary receives the last instrument or notification of the signatories.")
    assert "article 26" in rule.text and "medium confidence" in rule.text


def test_where_the_stated_day_and_the_computed_one_differ_both_stand_there(site: Site, lang: str) -> None:
    adopt(site, force={"rule": "deposits", "n": 1, "days": 30})
    act(site, "sign", "2001-03-01", state="TJ")
    act(site, "deposit", "2001-06-01", state="TJ")
    act(site, "enter_into_force", "2001-07-02")
    found = facts(site.page(f"/{lang}/instruments/t").main, "force")
    stated, computed = {"en": ("Day as stated", "Day as computed"), "ru": ("День по источнику", "День по расчёту")}[lang]
    assert {"en": "2 July 2001", "ru": "2 июля 2001 года"}[lang] in found[stated]
    assert {"en": "1 July 2001", "ru": "1 июля 2001 года"}[lang] in found[computed]
    assert {"en": "differs", "ru": "расходится"}[lang] in found[computed]


@pytest.mark.parametrize(
    ("force", "said"),
    [
        ({"rule": "signature"}, "On signature by all the states named."),
        ({"rule": "deposits", "n": 3, "months": 1}, "When 3 states have deposited or notified; for a later state on its own deposit, 1 month later."),
        ({"rule": "all_signatories"}, "On the day on which the depositary receives the last instrument or notification of the signatories."),
        ({"rule": "per_state", "days": 30}, "For each state on its own deposit or notification, 30 days later."),
        ({"rule": "on_day", "day": "2001-05-01"}, "On 1 May 2001."),
        ({"rule": "unknown"}, "No source says by which rule."),
    ],
)
def test_every_rule_of_entry_into_force_has_words(site: Site, force: dict[str, Any], said: str) -> None:
    adopt(site, force=force, signatories=["TJ", "AM"])
    assert facts(site.page("/en/instruments/t").main, "force")["Rule"] == said


def test_together_with_another_instrument(site: Site) -> None:
    adopt(site)
    adopt(site, "u", force={"rule": "with", "instrument": "t"})
    assert facts(site.page("/en/instruments/u").main, "force")["Rule"] == "Together with: Treaty T."


def test_a_clause_of_low_confidence_says_so_in_a_word(whole: Site) -> None:
    page = whole.page(CHARTER)
    clause = next(div for div in page.main.every("div") if div.text.startswith("Reservations prohibited"))
    assert "low confidence" in clause.text


# Amendment, prolongation, relations between two


def test_an_amendment_names_the_parties_to_the_new_text_and_those_bound_by_the_old_one(whole: Site) -> None:
    amendment = whole.get(f"{SAMPLE}.json").json["data"]["amendments"][0]
    row = next(tr for tr in whole.page(SAMPLE).main.every("tr") if tr.text.startswith("Sample Protocol"))
    assert f"{len(amendment['new_text'])} parties only the old text:" in row.text
    assert set(amendment["new_text"]) & set(amendment["old_text"]) == set()
    assert {line["state"] for line in whole.get(f"{SAMPLE}.json").json["data"]["summary"]["lines"] if line["status"] == "in_force"} == {
        *amendment["new_text"], *amendment["old_text"],
    }  # fmt: skip


@pytest.mark.parametrize("query", ["between=KZ,TJ", "between=KZ&and=TJ", "between=kz, tj"])
def test_which_text_is_in_force_between_two_states_has_a_plain_address(whole: Site, query: str) -> None:
    page = whole.page(f"{SAMPLE}?{query}")
    assert "Between Kazakhstan and Tajikistan the text is in force on 16 February 2026 as amended by: Sample Protocol amending the Sample Agreement" in page.main.text


def test_an_objection_that_opposes_force_keeps_the_treaty_from_being_in_force_between_the_two(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/instruments/sample-2025?between=KZ,RU")
    assert {"en": "Between Kazakhstan and Russia it is not in force", "ru": "(Казахстан, Россия) договор не действует"}[lang] in page.main.text
    assert whole.get(f"{SAMPLE}.json?between=KZ,RU").json["data"]["between"]["in_force"] == "no"


@pytest.mark.parametrize("query", ["between=KZ", "between=KZ,KZ", "between=KZ,XX", "between=KZ,RU,TJ", "between=%3Cb%3E,RU"])
def test_a_query_that_does_not_name_two_states_is_told_what_to_write(whole: Site, query: str) -> None:
    answer = whole.get(f"{SAMPLE}?{query}")
    assert answer.status == 400 and "AM,TJ" in answer.lede


def test_the_bridge_of_1999_is_explained(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/instruments/cst-1992")
    found = " ".join(facts(page.main, "term").values())
    assert {"en": "entered into force on 22 March 2000 and reaches back to 21 April 1999", "ru": "вступило в силу 22 марта 2000 года и действует с более раннего дня, 21 апреля 1999 года"}[lang] in found
    assert cells(page.main, "AZ")["Standing" if lang == "en" else "Состояние"].startswith({"en": "ended", "ru": "прекращён"}[lang])


# Reservations


def test_a_reservation_and_what_each_state_makes_of_it_stand_side_by_side(whole: Site) -> None:
    page = whole.page(SAMPLE)
    text = page.main.text
    assert "Does not consider itself bound by Article 4" in text
    assert "objected, opposing entry into force" in text and "the treaty is not in force between them" in text
    assert "objected, then withdrew the objection on 15 January 2026" in text


def test_the_time_left_for_objecting_is_counted_from_the_day_shown(site: Site, lang: str) -> None:
    adopt(site, force={"rule": "deposits", "n": 2})
    for state in ("TJ", "AM"):
        act(site, "sign", "2001-03-01", state=state)
    act(site, "reserve", "2001-06-01", state="TJ", text=words("Not Article 2.", "Кроме статьи 2."))
    for state in ("TJ", "AM"):
        act(site, "deposit", "2001-06-01", state=state)
    page = site.page(f"/{lang}/instruments/t?on=2002-05-22")
    assert {"en": "may object until 1 June 2002: 10 days left", "ru": "возразить можно по 1 июня 2002 года: осталось 10 дней"}[lang] in page.main.text
    later = site.page(f"/{lang}/instruments/t?on=2002-06-02")
    assert {"en": "by silence; the time for objecting ended on 1 June 2002", "ru": "молчанием; срок для возражения истёк 1 июня 2002 года"}[lang] in later.main.text


def test_a_late_objection_stands_as_received_and_without_effect_under_its_provision(site: Site) -> None:
    adopt(site, force={"rule": "deposits", "n": 2})
    for state in ("TJ", "AM"):
        act(site, "sign", "2001-03-01", state=state)
    made = act(site, "reserve", "2001-06-01", state="TJ", text=words("Not Article 2.", "Кроме статьи 2."))
    for state in ("TJ", "AM"):
        act(site, "deposit", "2001-06-01", state=state)
    late = site.enter("instrument.object", "AM/mission/1", on=f"instrument/t/{made}", state="AM", text=words("Objects.", "Возражает.")).entry
    note = site.page("/en/instruments/t").main.first("p", id=f"act-{late}").text
    assert "without effect" in note and "Vienna Convention on the Law of Treaties, article 20" in note


def test_a_treaty_without_reservations_says_who_may_make_one_and_when(whole: Site) -> None:
    assert "No reservation is recorded." in whole.page(CHARTER).main.text


# The rest of its life


def test_depositary_notifications_are_numbered_in_the_order_of_the_record(whole: Site) -> None:
    page = whole.page(SAMPLE)
    numbers = [e["id"] for e in page.main.every("div") if e["id"].startswith("notification-")]
    assert numbers == [f"notification-{n}" for n in range(1, len(numbers) + 1)] and len(numbers) >= 2
    assert "No. 1" in page.main.first("div", id="notification-1").text


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("provisional", "Kyrgyzstan: end of provisional application"),
        ("denunciations", "denunciation"),
        ("powers", "Tajikistan: full powers: The Minister of Foreign Affairs"),
        ("declarations", "Interpretative declaration"),
    ],
)
def test_every_part_of_a_life_has_its_heading(whole: Site, heading: str, said: str) -> None:
    page = whole.page(SAMPLE)
    assert page.main.every("h2", id=heading) and said in page.main.text


def test_rectification_and_registration_name_the_text_and_the_number(whole: Site) -> None:
    page = whole.page(SAMPLE)
    assert re.search(r"Rectification .*in the Russian text: .+ → ", page.main.text)
    assert "December 2003" in facts(whole.page(CHARTER).main, "force")["Registered"]


def test_articles_have_addresses_of_their_own_with_their_versions(whole: Site) -> None:
    page = whole.page(CHARTER)
    assert page.main.first("div", id="article-19").text.startswith("Article 19")
    assert "until 19 December 2012" in page.main.first("div", id="article-11").text


def test_every_act_of_its_life_is_listed_and_linked(whole: Site) -> None:
    page = whole.page(SAMPLE)
    linked = {a["href"] for a in page.main.every("a")}
    data = whole.get(f"{SAMPLE}.json").json["data"]
    assert all(f"/en/acts/{fact['entry']}" in linked for fact in data["facts"])


def test_an_act_without_effect_says_under_which_provision(site: Site) -> None:
    adopt(site)
    act(site, "sign", "2001-03-01", state="TJ")
    site.enter("instrument.sign", "TJ/mission/1", on="instrument/t", state="TJ")
    rows = [li.text for li in site.page("/en/instruments/t").main.classed("act")]
    assert any("without effect" in row and "article 12" in row for row in rows)


def test_competing_claims_stand_side_by_side_each_with_its_source(site: Site, lang: str) -> None:
    adopt(site)
    for day, source, preferred in (("2001-03-01", "SEED", True), ("2001-03-04", "HIST25", False)):
        claim: dict[str, Any] = {"key": "tj-signature"}
        if preferred:
            claim |= {"preferred": True, "reason": words("It is the state’s own.", "Это сообщает само государство.")}
        act(site, "sign", day, state="TJ", said={"source": [source], "claim": claim})
    contested = site.page(f"/{lang}/instruments/t").main.classed("contested")
    claims = [li.text for li in contested[0].every("li")]
    assert len(claims) == 2
    assert {"en": "preferred: It is the state’s own.", "ru": "предпочтено: Это сообщает само государство."}[lang] in claims[0]


def test_what_is_not_known_of_it_is_said_with_who_may_enter_it(whole: Site) -> None:
    page = whole.page(CHARTER)
    assert page.main.first("h2", id="unknown")
    assert any("full text of the Charter" in p.text for p in page.main.classed("empty"))


def test_an_instrument_with_one_act_has_a_decent_page(one: Site, lang: str) -> None:
    one.page(f"/{lang}/instruments/cst-1992")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_three_hundred_parties(big: Site, lang: str) -> None:
    page = big.page(f"/{lang}/instruments/treaty-1")
    assert sum(bool(tr["id"]) for tr in page.main.every("tr")) == STATES


def test_as_the_record_stood_before_an_act_that_act_is_not_there(whole: Site) -> None:
    instrument = whole.registry.standing.instrument("charter-2002")
    assert instrument is not None
    page = whole.page(f"{CHARTER}?at={instrument.adopted.entry}")
    assert "No signature is recorded." in page.lede


# The picture


def test_the_picture_tells_what_it_shows(whole: Site) -> None:
    pictures = whole.page(CHARTER).main.every("svg", role="img")
    assert [p.first("title").text for p in pictures] == ["From the text to its entry into force", "Since its entry into force"]
    assert "signed by 6 states 7 October 2002" in pictures[0].first("desc").text
    assert "Kazakhstan: law" in pictures[0].first("desc").text
    assert "2 amendments 19 January 2021" in pictures[1].first("desc").text


def test_a_day_known_by_its_month_only_is_a_span_over_its_whole_doubt(site: Site) -> None:
    adopt(site)
    act(site, "sign", "2001-03", state="TJ")
    act(site, "enter_into_force", "2001-12-01")
    picture = site.page("/en/instruments/t").main.every("svg", role="img")[0]
    spans = [rect for rect in picture.every("rect") if rect["class"] == "hz"]
    whole_time = 1.08 * 275  # days from the adoption to entry into force, with room at both ends
    assert spans and float(spans[0]["width"].rstrip("%")) == pytest.approx(100 * 30 / whole_time, rel=0.05)


def _spans(one: Placed, sheet: int) -> tuple[float, float]:
    width = 100 * (len(one.mark.words) * LETTER + 10) / sheet
    return (one.x, one.x + width) if one.anchor == "start" else (one.x - width, one.x)


@pytest.mark.parametrize("n", range(1, 9))
def test_labels_of_the_life_line_do_not_overlap(n: int) -> None:
    scale = Scale("2000-01-01", "2002-12-31")
    marks = [Mark(f"2000-{1 + i % 12:02}-{1 + 3 * i:02}", f"Member State {i}: law", i == 0) for i in range(n)]
    marks += [Mark("2002-12-01", "in force 1 December 2002", True, "force"), Mark("2002-11-01", "Member State: notification")]
    for sheet, shown in ((WIDE, place(marks, scale)), (NARROW, [p for p in place(marks, scale) if p.mark.main])):
        for a in shown:
            for b in shown:
                if a is not b and a.level == b.level:
                    (a1, a2), (b1, b2) = _spans(a, sheet), _spans(b, sheet)
                    assert a2 <= b1 or b2 <= a1, (a, b)


def test_a_label_that_would_leave_the_sheet_runs_to_the_left() -> None:
    placed = place([Mark("2001-12-30", "in force 30 December 2001", True)], Scale("2000-01-01", "2001-12-31"))
    assert placed[0].anchor == "end"


def test_an_amended_text_is_asked_after_on_the_last_day_of_the_old_and_the_first_of_the_new(whole: Site, lang: str) -> None:
    asked = [a["href"] for a in whole.page(f"/{lang}/instruments/charter-2002").main.every("a") if "/instruments/charter-2002?on=" in a["href"]]
    assert [address.split("on=")[1] for address in asked] == ["2012-12-18", "2012-12-19", "2021-01-18", "2021-01-19"]
    before, after = (whole.page(address).main.first("div", id="article-11").text for address in asked[:2])
    assert before != after
