"""The page of all instruments: how many, which are in force, where each state stands with each."""

import csv
import io

import pytest

from tests.portal.document import Element
from tests.portal.sites import STATES, Site, empty_site


def matrix(page: Element) -> dict[str, dict[str, str]]:
    """The words of the matrix by state and instrument, whichever of them stands across."""
    table = page.classed("matrix")[0]
    heads = [th.text for th in table.first("thead").every("th")][1:]
    rows = {row.every("th")[0].text: [cell.text for cell in row.every("td")] for row in table.first("tbody").every("tr")}
    if "across" in table["class"].split():
        return {state: {title: cells[i] for title, cells in rows.items()} for i, state in enumerate(heads)}
    return {state: dict(zip(heads, cells, strict=True)) for state, cells in rows.items()}


def instruments_of(page: Element) -> set[str]:
    """The titles that stand in the matrix."""
    return {title for row in matrix(page).values() for title in row}


def test_instruments_says_how_many_there_are_how_many_in_force_and_which_amend(whole: Site) -> None:
    page = whole.page("/en/instruments?on=2013-01-01")
    data = whole.get("/en/instruments.json?on=2013-01-01").json["data"]["instruments"]
    treaties = [one for one in data if one["kind"] in ("treaty", "protocol", "agreement")]
    in_force = [one for one in data if one["status"] == "in_force"]
    assert f"knows {len(treaties)} treaties and protocols and {len(data) - len(treaties)} texts adopted by bodies" in page.lede
    assert f"Of these, {len(in_force)} are in force" in page.lede.replace("\u00a0", " ")
    assert "Among them" in page.lede
    assert "prolongs" not in page.lede or "Protocol" in page.lede


def test_instruments_in_both_languages(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/instruments")
    assert page.main.first("h1").text == {"en": "Treaties", "ru": "Договоры"}[lang]


def test_the_matrix_shows_each_state_with_the_word_of_its_standing(whole: Site) -> None:
    page = whole.page("/en/instruments?on=2005-01-01")
    found = matrix(page.main)
    charter, treaty = "Charter of the Collective Security Treaty Organization", "Collective Security Treaty"
    assert found["Tajikistan"][charter] == "in force"
    assert found["Azerbaijan"][treaty] == "ended"
    assert found["Azerbaijan"][charter] == "–no part in it"
    extension = "Protocol on the extension of the Collective Security Treaty"
    assert found["Armenia"][extension] == "signed"
    assert list(found) == [name for name in ("Azerbaijan", "Armenia", "Belarus", "Georgia", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan", "Uzbekistan") if name in found]


def test_the_matrix_scrolls_in_a_frame_of_its_own_with_a_name(whole: Site) -> None:
    frame = whole.page("/en/instruments").main.classed("wide")[0]
    assert (frame["tabindex"], frame["role"], frame["aria-label"]) == ("0", "region", "State by instrument")


def test_the_matrix_does_not_show_what_was_adopted_after_the_day(whole: Site) -> None:
    charter = "Charter of the Collective Security Treaty Organization"
    assert charter not in instruments_of(whole.page("/en/instruments?on=2002-10-06").main)
    assert charter in instruments_of(whole.page("/en/instruments?on=2002-10-07").main)


def test_few_states_stand_across_and_many_stand_down(whole: Site, big: Site) -> None:
    assert "across" in whole.page("/en/instruments").main.classed("matrix")[0]["class"].split()
    assert "across" not in big.get("/en/instruments").main.classed("matrix")[0]["class"].split()


def test_samples_of_an_exercise_stand_after_what_happened(whole: Site) -> None:
    ids = [one["id"] for one in whole.get("/en/instruments.json").json["data"]["instruments"]]
    first = next(i for i, name in enumerate(ids) if name.startswith("sample"))
    assert first > 0 and all(name.startswith("sample") for name in ids[first:])


def test_what_a_body_adopted_has_no_status_table_and_no_csv(whole: Site) -> None:
    data = whole.get("/en/instruments.json").json["data"]["instruments"]
    text = next(one["id"] for one in data if one["kind"] not in ("treaty", "protocol", "agreement"))
    assert whole.get(f"/en/instruments/{text}.csv").status == 404
    assert "CSV" not in whole.page(f"/en/instruments/{text}").body.split("<footer>")[1]
    assert whole.get("/en/instruments/charter-2002.csv").status == 200


def test_each_kind_has_its_list_with_depositary_or_body(whole: Site) -> None:
    page = whole.page("/en/instruments")
    assert page.main.first("h2", id="treaties").text == "Treaties and protocols"
    assert page.main.first("h2", id="texts").text == "Regulations and rules adopted by bodies"
    treaties, texts = page.main.classed("fold")
    charter = next(tr for tr in treaties.every("tr") if tr.text.startswith("Charter of the"))
    assert "7 October 2002" in charter.text and "Chisinau" in charter.text and "18 September 2003" in charter.text and "Russia" in charter.text
    rules = next(tr for tr in texts.every("tr") if tr.text.startswith("Rules of Procedure"))
    assert "Collective Security Council" in rules.text and "not known" in rules.text


def test_csv_speaks_the_vocabulary_of_depositary_practice(whole: Site) -> None:
    answer = whole.get("/en/instruments.csv")
    rows = list(csv.DictReader(io.StringIO(answer.body)))
    assert {"signature", "signature_kind", "action", "letter", "deposit"} <= set(rows[0])
    one = {(row["instrument"], row["participant"]): row for row in rows}
    assert one["charter-2002", "RU"]["signature"] == "2002-10-07"
    assert one["charter-2002", "RU"]["domestic_law"] == "2003-04-25 2003-05-26"
    assert one["charter-2002", "RU"]["deposit"] == "not known"
    assert one["charter-2002", "RU"]["in_force"] == "2003-09-18"
    assert (one["sample-2025", "AM"]["action"], one["sample-2025", "AM"]["letter"]) == ("acceptance", "A")
    assert one["sample-2025", "AM"]["signature_kind"] == "signature_ad_referendum"
    assert {row["exercise"] for row in rows} == {"yes"}


def test_json_holds_the_action_and_not_only_its_letter(whole: Site) -> None:
    data = {one["id"]: one for one in whole.get("/en/instruments.json").json["data"]["instruments"]}
    lines = {line["state"]: line for line in data["sample-2025"]["lines"]}
    assert lines["TJ"]["consent"] == {
        "day": "2025-06-10", "action": "approval", "letter": "AA", "confidence": "high", "source": ["demonstration"],
        "entry": lines["TJ"]["consent"]["entry"],
    }  # fmt: skip
    assert "consent" not in lines["BY"]


def test_a_day_before_any_instrument_says_so(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/instruments?on=1980-01-01")
    assert "1980" in page.lede
    assert len(page.main.classed("empty")) == 2 and not page.main.classed("matrix")


def test_an_organisation_without_instruments_says_what_would_stand_here(empty: Site, lang: str) -> None:
    page = empty.page(f"/{lang}/instruments")
    assert page.lede == {"en": "No instrument is in the register yet.", "ru": "В реестре пока нет ни одного документа."}[lang]
    assert len(page.main.classed("empty")) == 2


def test_one_instrument_with_one_state(one: Site, lang: str) -> None:
    assert len(matrix(one.page(f"/{lang}/instruments").main)) == 1


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_three_hundred_instruments_and_states_with_long_names(big: Site, lang: str) -> None:
    page = big.get(f"/{lang}/instruments")
    assert page.status == 200
    assert len(matrix(page.main)) == STATES
    assert len(page.main.classed("fold")[0].every("tbody")[0].every("tr")) == 300


def test_a_contested_day_is_marked_in_the_matrix(site: Site) -> None:
    said = {"source": ["SEED"], "confidence": "medium"}
    title = [{"lang": "en", "text": "A Treaty"}, {"lang": "ru", "text": "Договор"}]
    site.enter("instrument.adopt", instrument="t", kind="treaty", title=title, force={"rule": "unknown"}, effective="2001-01-01", transcribed=said)
    for day in ("2001-01-01", "2001-01-02"):
        site.enter("instrument.sign", on="instrument/t", state="TJ", effective=day, transcribed={**said, "claim": {"key": "tj-signature"}})
    page = site.page("/en/instruments?on=2002-01-01")
    assert matrix(page.main)["Tajikistan"] == {"A Treaty": "signed*, sources differ"}
    assert "* sources differ" in page.main.classed("key")[0].text
    assert "sources differ" in site.page("/en/instruments/t?on=2002-01-01").main.first("tr", id="TJ").text


def test_two_records_with_the_same_changes_do_not_share_their_pages(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The digest is over what changed; a clause is no change, and another record has another opening entry."""
    shown, tags = [], []
    for rule in ("unknown", "per_state"):
        with empty_site(tmp_path_factory.mktemp("same") / "organisation") as site:
            title = [{"lang": "en", "text": "A Treaty"}, {"lang": "ru", "text": "Договор"}]
            said = {"source": ["SEED"], "confidence": "high"}
            site.enter("instrument.adopt", instrument="t", kind="treaty", title=title, force={"rule": rule}, effective="2001-01-01", transcribed=said)
            answer = site.get("/en/instruments/t")
            shown.append(answer.main.first("dl").text)
            tags.append(answer.headers["ETag"])
    assert "No source says by which rule" in shown[0] and "For each state" in shown[1]
    assert tags[0] != tags[1]
