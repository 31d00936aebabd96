"""The page of offices: who holds each on a day, who is to be expected and why, representatives, names that can be erased."""

import csv
import io
import re
from datetime import date, datetime
from typing import Any

import pytest

from tests.cast import words
from tests.organisations.persons import named_in
from tests.portal.sites import Site, transcribed

PAGE = "/en/posts"
MEDIA = "text/plain; charset=utf-8"


def table(site: Site, path: str) -> dict[str, list[str]]:
    """Each office with its cells: holder, state, from, to, status."""
    main = site.page(path).main
    rows = main.every("table")[0].first("tbody").every("tr")
    return {row.first("th").text: [cell.text for cell in row.every("td")] for row in rows}


def test_the_first_sentence_says_who_is_secretary_general_until_when_and_whom_to_expect(whole: Site, lang: str) -> None:
    lede = whole.page(f"/{lang}/posts").lede
    assert named_in(lede), "the name comes from its part"
    for said in {
        "en": ("Secretary General: ", "(Kyrgyzstan), since 1 January 2026. The term is set to 31 December 2028.", "To be expected next, in alphabetical turn, from 1 January 2029: Russia."),
        "ru": ("Генеральный секретарь: ", "(Кыргызстан), с 1 января 2026 года. Срок установлен по 31 декабря 2028 года включительно.", "Следующая очередь по алфавиту, с 1 января 2029 года: Россия. Это ожидание, а не решение."),
    }[lang]:  # fmt: skip
        assert said in lede


@pytest.mark.parametrize(
    ("day", "en", "ru"),
    [
        ("2017-02-01", "Secretary General: vacant; the duties are performed by ", "должность вакантна; исполнение обязанностей с 1 января 2017 года: "),
        ("2018-12-01", "The office is to pass from member to member; in which order is not known.", "Должность замещается государствами-членами поочерёдно; в каком порядке, неизвестно."),
        ("2019-12-01", "Next, as decided: Belarus, from 1 January 2020.", "Следующее назначение, по принятому решению: Беларусь, с 1 января 2020 года."),
        ("2003-01-01", "Secretary General: there was no such office yet.", "Генеральный секретарь: такой должности ещё не было."),
        ("2030-01-01", "Secretary General: who holds the office on that day is not known.", "Генеральный секретарь: кто занимает должность на этот день, неизвестно."),
    ],
)  # fmt: skip
def test_on_any_day(whole: Site, day: str, en: str, ru: str) -> None:
    assert en in whole.page(f"/en/posts?on={day}").lede
    assert ru in whole.page(f"/ru/posts?on={day}").lede


def test_what_no_source_tells_is_marked_as_not_known(whole: Site) -> None:
    then = table(whole, f"{PAGE}?on=2025-06-01")
    assert then["Chair of the Permanent Council"][-1] == "not known", "of the election of 2025 no source tells"
    assert table(whole, f"{PAGE}?on=2023-06-01")["Chair of the Parliamentary Assembly"][-1] == "not known"
    assert then["Chief of the Joint Staff"][0] == "not named in the sources"
    assert table(whole, f"{PAGE}?on=2011-01-01")["Chair of the Permanent Council"][-1] == "not yet"
    assert table(whole, PAGE)["Quota posts"][-1] == "distributed by decision"
    text = whole.page(f"{PAGE}?on=2023-06-01").main.text
    assert "by the rule the term ran to 4 November 2022" in text and "No election of the chair of the Parliamentary Assembly between 2019 and 2024 was found" in text


def test_an_early_recall_keeps_the_term_that_had_been_set(whole: Site, lang: str) -> None:
    text = whole.page(f"/{lang}/posts").main.text
    for said in {"en": ("early recall", "term set to May 2020", "recalled on 2 November 2018"), "ru": ("досрочный отзыв", "срок был установлен по май 2020 года", "отзыв 2 ноября 2018 года")}[lang]:
        assert said in text


def test_the_steps_of_the_expectation_are_shown_and_that_it_is_no_law(whole: Site) -> None:
    main = whole.page(PAGE).main
    assert [li.text for ol in main.every("ol") for li in ol.every("li") if not li.every("a")] == [
        "The last turn was that of: Kyrgyzstan.",
        "The members on that day in the order of states: Armenia, Belarus, Kazakhstan, Kyrgyzstan, Russia, Tajikistan",
        "The next in this order, and round again at its end: Russia.",
    ]
    assert "The Council appoints, and may decide otherwise." in main.text


def test_the_picture_says_in_words_whose_turn_it_was(whole: Site) -> None:
    svg = whole.page(f"{PAGE}?on=2018-12-01").main.first("svg", role="img")
    told = svg.first("desc").text
    assert "Armenia: from 2 May 2017 to 2 November 2018" in told and "(ad interim)" in told
    assert any(text.text == "1 December 2018" for text in svg.every("text"))


def test_questions_in_words_are_plain_addresses(whole: Site) -> None:
    links = {a.text: a["href"] for a in whole.page(PAGE).main.every("a")}
    assert links["Who performed the duties on 31 January 2017? (Secretary General)"] == "/en/posts?on=2017-01-31"
    assert links["Who is to be expected next, and why? (Secretary General)"] == "#next-secretary-general"


def test_every_member_stands_among_the_representatives_although_no_letter_is_known(whole: Site, lang: str) -> None:
    data = whole.get(f"/{lang}/posts.json").json["data"]
    assert [(one["state"], one["body"], one["truth"]) for one in data["representatives"]] == [(s, "pc", "not known") for s in ("AM", "BY", "KZ", "KG", "RU", "TJ")]
    text = whole.page(f"/{lang}/posts").main.text
    assert {"en": "No letter of appointment, presentation or recall", "ru": "Ни одного письма о назначении"}[lang] in text


def test_acts_and_the_search_lead_to_an_office_and_a_representative(whole: Site) -> None:
    office = whole.get("/en/posts.json").json["data"]["posts"][0]
    act = whole.page(f"/en/acts/{office['holder']['entry']}")
    assert ("Secretary General", "/en/posts#secretary-general") in [(a.text, a["href"]) for a in act.main.every("a")]
    found = whole.page("/en/search?q=Secretary+General").main
    assert any(a["href"] == "/en/posts#secretary-general" for a in found.every("a"))
    assert whole.page("/en/posts").main.every("tr", id="pc-TJ")


def test_json_and_csv_say_the_same(whole: Site) -> None:
    data = whole.get("/en/posts.json?on=2017-02-01").json["data"]
    office = data["posts"][0]
    assert (office["post"], office["status"], office["holder"]["state"], office["holder"]["acting"]) == ("secretary-general", "acting", "RU", True)
    assert len(office["holders"]) == 7 and named_in(office["holder"]["person"])
    rows = list(csv.DictReader(io.StringIO(whole.get("/ru/posts.csv").body)))
    assert len([r for r in rows if r["post"] == "secretary-general"]) == 7
    assert [(r["from"], r["to"], r["ending"], r["meant"]) for r in rows if r["ending"] == "recalled"] == [("2017-05-02", "2018-11-02", "recalled", "2020-05")]
    assert all(r["exercise"] == "yes" for r in rows)


def test_nothing_recorded_says_what_would_stand_here(empty: Site, lang: str) -> None:
    answer = empty.page(f"/{lang}/posts")
    assert answer.lede == {"en": "No office is recorded yet.", "ru": "Должностей пока не внесено."}[lang]
    assert {"en": "Each would stand here with its holder", "ru": "Здесь будут указаны должность"}[lang] in answer.main.text


def test_at_an_entry_before_the_first_nothing_is_known_of_them(whole: Site) -> None:
    assert whole.page(f"{PAGE}?at=2").lede == "At entry 2 no office had been recorded."


# Names that can be erased, representatives


def named(site: Site, en: str, ru: str) -> list[dict[str, Any]]:
    """A name as parts of the folder, as an act points at them."""
    made = []
    for lang, name in (("en", en), ("ru", ru)):
        commit = site.registry.parts.put(MEDIA, name.encode())
        made.append({"lang": lang, "part": {"commit": commit, "media": MEDIA, "size": len(name.encode())}})
    return made


def test_an_erased_name_is_said_to_be_erased_everywhere_at_once(site: Site, lang: str) -> None:
    site.enter("post.create", post="clerk", title=words("Clerk", "Письмоводитель"), basis={"words": words("By custom", "По обычаю")}, effective="2020-01-01", transcribed=transcribed("SEED"))
    person = named(site, "Xanthe Example", "Ксанфа Примерова")
    receipt = site.enter("post.appoint", post="clerk", state="TJ", person=person, basis={"words": words("Chosen", "Избрана")}, effective="2020-01-01", transcribed=transcribed("SEED"))
    name = {"en": "Xanthe Example", "ru": "Ксанфа Примерова"}[lang]
    for path in (f"/{lang}/posts", f"/{lang}/acts/{receipt.entry}"):
        assert name in site.page(path).main.text
    assert name.encode() not in b"".join(site.registry.held())
    kept = {one["part"]["commit"]: site.registry.parts.folder / one["part"]["commit"] for one in person}
    data = {commit: path.read_bytes() for commit, path in kept.items()}
    for path in kept.values():
        path.unlink()
    try:
        for address in (f"/{lang}/posts", f"/{lang}/acts/{receipt.entry}"):
            text = site.client.get(address).content.decode().replace("\xa0", " ")
            assert name not in text and {"en": "content erased", "ru": "содержание уничтожено"}[lang] in text
        office = site.client.get(f"/{lang}/posts.json").json()["data"]["posts"][0]
        assert office["holder"]["erased"] is True and "person" not in office["holder"]
        assert name not in site.client.get(f"/{lang}/posts.csv").content.decode()
    finally:
        for commit, path in kept.items():
            path.write_bytes(data[commit])


def test_a_representative_from_letter_to_recall(site: Site, lang: str) -> None:
    at = f"/{lang}/posts"

    def row() -> str:
        site._kept.clear()
        tables = site.page(at).main.every("table")
        return next(tr.text for tr in tables[-1].first("tbody").every("tr"))

    who = "KZ/mission/1"
    site.enter("representative.accredit", who, body="pc", state="KZ", capacity="permanent_and_plenipotentiary", letter="2026-02-10", person=named(site, "Ixchel Sample", "Ишчель Образцова"))
    assert {"en": "appointed, letter not presented", "ru": "назначение есть, письмо не вручено"}[lang] in row()
    assert {"en": "Ixchel Sample", "ru": "Ишчель Образцова"}[lang] in row() and {"en": "10 February 2026", "ru": "10.02.2026"}[lang] in row()
    site.enter("representative.present", who, body="pc", state="KZ")
    assert {"en": "in function", "ru": "действует"}[lang] in row()
    site.enter("representative.accredit", who, body="pc", state="KZ", capacity="charge_d_affaires")
    assert {"en": "chargé d’affaires acts", "ru": "действует временный поверенный"}[lang] in row()
    site.enter("representative.recall", who, body="pc", state="KZ", capacity="charge_d_affaires")
    site.enter("representative.recall", who, body="pc", state="KZ")
    assert {"en": "recalled", "ru": "отзыв"}[lang] in row()


def test_a_term_that_was_extended_later_is_not_told_as_set_on_the_day(whole: Site) -> None:
    assert "In office until 31 December 2016." in whole.page("/en/posts?on=2004-06-01").lede
    assert "The term is set to 31 December 2016." in whole.page("/en/posts?on=2016-06-01").lede
    assert "В должности по 31 декабря 2016 года включительно." in whole.page("/ru/posts?on=2004-06-01").lede


def test_before_any_office_existed_none_is_counted(whole: Site, lang: str) -> None:
    said = whole.page(f"/{lang}/posts?on=1990-01-01").lede
    assert ("No office in the register existed on 1 January 1990." if lang == "en" else "Ни одной из внесённых в реестр должностей на 1 января 1990 года ещё не было.") in said


def test_a_holder_after_the_day_shown_is_said_to_come_after_it(whole: Site) -> None:
    table = next(t for t in whole.page("/en/posts?on=2018-01-01").main.every("table") if "acting (ad interim)" in t.text)
    begun = {}
    for row in table.first("tbody").every("tr"):
        first = re.search(r"\d{1,2} [A-Z][a-z]+ \d{4}", row.text.replace("\xa0", " "))
        assert first is not None, row.text
        begun[datetime.strptime(first[0], "%d %B %Y").date()] = "after the day shown" in row.text
    assert begun == {day: day > date(2018, 1, 1) for day in begun}
    assert set(begun.values()) == {True, False}
