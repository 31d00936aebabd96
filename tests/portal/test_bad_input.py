"""What cannot be asked gets the right status and one clear sentence in the reader's language, on every page of the register."""

import re
from urllib.parse import quote

import pytest

from tests.cast import words
from tests.portal.document import complaints
from tests.portal.sites import Site
from tests.portal.test_every_page_in_time import ADDRESSES

CYRILLIC = re.compile("[А-Яа-яЁё]")
LONG = "x" * 60
#: Days that are none, and entries beyond the head.
DAYS = ("2021-02-29", "2023-04-31", "10000-01-01", "0000-01-01", "-1", "30 February 2020", "31 июня 2012 года", "2012-06", "tomorrow", "٢٠١٢-٠٦-٢٨", "2012-06-28T00:00")
#: Address below the language, status, words of the English sentence.
NOTHING = [
    ("/members/xx", 404, "No state “XX” is named"), ("/members/ODKB", 404, "No state “ODKB”"), (f"/bodies/{LONG}", 404, "There is no body"),
    ("/bodies/nato", 404, "There is no body “nato”"), ("/sessions/csc-1999-01-01", 404, "No session in the register is called"),
    ("/decisions/99999", 404, "No decision in the register has the number or the name “99999”"), ("/decisions/nix", 404, "the list of decisions"),
    ("/programmes/nix", 404, "There is no programme “nix”"), ("/instruments/nix", 404, "No instrument is called “nix”"), ("/guides/sailors", 404, "There is no guide for “sailors”"),
    ("/record/99999", 404, "entry 99999 is not among them"), ("/acts/99999", 404, "entry 99999 is not among them"), ("/acts/eat.cake", 404, "No kind of act is called"),
    ("/rules/csto/nix", 404, "No body “nix”"), ("/calendar?year=0", 400, "is no year that can be shown"), ("/calendar?year=99999", 400, "is no year that can be shown"),
    ("/changes?since=99999", 400, "“99999” is none of them"), ("/changes?since=31 February 2020", 400, "is neither an entry"), ("/changes?since=‮x", 400, "“\ufffdx” is neither an entry"),
    ("/sessions?year=abc", 400, "Nothing here is chosen by year = “abc”"), ("/decisions?outcome=vetoed", 400, "Nothing here is chosen by outcome"), ("/sessions?body=nato", 400, "by body = “nato”"),
    (f"/search?q={'а' * 401}", 400, "at most 400 characters"),
    ("/members/т%D1%98", 404, "No state “тј” is named"), ("/members/Tajikista%CC%81n", 404, "No state “Tajikista\u0301n” is named"),
    ("/members/t%D1%98", 404, "mixes letters of several alphabets"), ("/bodies/%D1%81sc", 404, "mixes letters of several alphabets"),
    ("/decisions/1%20OR%201=1", 404, "has the number or the name “1 OR 1=1”"), ("/bodies/СКБ", 404, "There is no body “СКБ”"),
    ("/members/%E2%80%AEjt", 404, "No state “\ufffdjt”"), ("/members/tj/more", 404, "No page of the register has this address"),
    ("/rules/csto/csc?matter=zzz", 400, "zzz"), ("/rules/csto/csc/votes?from=abc", 400, "abc"), ("/changes.atom?since=zzz", 400, "is neither an entry"),
    ("/instruments/charter-2002?between=AM&and=AM", 400, "“AM,AM” does not name two states"), ("/decisions?year=abc", 400, "what may be chosen is 2002–"),
]  # fmt: skip


def clear(answer: object, lang: str) -> str:
    """The one sentence: in the language, ended, nothing of the program in it; the page around it is sound."""
    lede: str = answer.lede.replace("\xa0", " ")  # type: ignore[attr-defined]
    assert complaints(answer.page, lang) == []  # type: ignore[attr-defined]
    assert lede.endswith(".") and (lede[0].isupper() or lede[0] in "“«"), lede
    assert bool(CYRILLIC.search(re.sub("[“«][^”»]*[”»]", "", lede))) is (lang == "ru"), lede
    assert not re.search("Traceback|Error|None|\\{|invalid", lede), lede
    assert len(answer.main.every("h1")) == 1  # type: ignore[attr-defined]
    return lede


@pytest.mark.parametrize(("path", "status", "said"), NOTHING, ids=[one[0][:40] for one in NOTHING])
def test_what_there_is_not_is_one_sentence(whole: Site, lang: str, path: str, status: int, said: str) -> None:
    answer = whole.get(f"/{lang}{quote(path, safe='/?=&%')}")
    assert answer.status == status
    lede = clear(answer, lang)
    assert lang == "ru" or said in lede, lede


def hidden(answer: object) -> dict[str, str]:
    """What the form of the day carries along."""
    form = answer.page.classed("when")[0]  # type: ignore[attr-defined]
    return {one["name"]: one["value"] for one in form.every("input") if one["type"] == "hidden"}


def test_a_choice_that_is_none_loses_nothing_else_that_was_chosen(whole: Site, lang: str) -> None:
    """The day as read, the other choices, the way on and the other language: only what cannot be is left out."""
    answer = whole.get(f"/{lang}/decisions?year=abc&outcome=adopted&on=2012-06-28&at=600")
    assert answer.status == 400
    assert answer.page.first("input", id="on")["value"] == "2012-06-28"
    assert answer.page.first("input", id="at")["value"] == "600"
    assert hidden(answer) == {"outcome": "adopted"}
    assert answer.page.first("input", id="mend")["value"] == "abc"
    assert answer.main.every("a", href=f"/{lang}/decisions?on=2012-06-28&at=600&outcome=adopted"), "without it, all else as chosen"
    assert answer.main.every("a", href=f"/{lang}?on=2012-06-28&at=600"), "every link keeps the day"
    other = {"en": "ru", "ru": "en"}[lang]
    assert answer.page.every("a", href=f"/{other}/decisions?on=2012-06-28&at=600&year=abc&outcome=adopted"), "the same sentence in the other language"


def test_a_day_that_is_none_loses_neither_the_entry_nor_the_choices(whole: Site, lang: str) -> None:
    answer = whole.get(f"/{lang}/sessions?on=31%2F2&at=600&year=2012")
    assert answer.status == 400
    assert (answer.page.first("input", id="on")["value"], answer.page.first("input", id="at")["value"]) == ("31/2", "600")
    assert hidden(answer) == {"year": "2012"}
    both = whole.get(f"/{lang}/members?on=zz&at=99999")
    assert (both.page.first("input", id="on")["value"], both.page.first("input", id="at")["value"]) == ("zz", "99999"), "both stay to be mended"


@pytest.mark.parametrize(("path", "field"), [(f"/search?q={'x' * 401}", "q"), ("/changes?since=yesterday", "since"), ("/calendar?year=22", "year"), ("/instruments/charter-2002?between=AM,XX", "between")])
def test_what_was_typed_stands_in_its_field_again(whole: Site, lang: str, path: str, field: str) -> None:
    answer = whole.get(f"/{lang}{path}&on=2012-06-28")
    assert answer.status == 400
    typed = answer.main.first("input", id="mend")
    assert (typed["name"], typed["value"]) == (field, path.partition(f"{field}=")[2]), "whole, however long"
    assert typed["aria-describedby"] == "why"


def test_what_was_entered_later_says_so(whole: Site, lang: str) -> None:
    """At an entry before it, an address is not called unknown: the later record has it."""
    for path in ("/decisions/87", "/bodies/wg-afg", "/sessions/csc-2025-11-27", "/instruments/charter-2002", "/programmes/csto-tajik-afghan-border", "/record/600", "/acts/600"):
        answer = whole.get(f"/{lang}{path}?at=20&on=2012-06-28")
        assert answer.status == 404
        assert {"en": "entered later", "ru": "внесено позже"}[lang] in clear(answer, lang), path
        assert answer.main.every("a", href=f"/{lang}{path}?on=2012-06-28"), "a link away"
    assert {"en": "entered later", "ru": "внесено позже"}[lang] not in whole.get(f"/{lang}/decisions/nix?at=20").lede


def test_a_name_that_nothing_has_can_be_looked_for(whole: Site, lang: str) -> None:
    answer = whole.get(f"/{lang}/members/{quote('таджикистан')}?on=2012-06-28")
    assert answer.status == 404
    ways = [one["href"] for one in answer.main.every("a") if "/search?" in one["href"]]
    assert ways == [f"/{lang}/search?q={quote('таджикистан')}&on=2012-06-28"]
    assert "member/TJ" in whole.get(ways[0].replace("/search?", "/search.json?")).body
    assert answer.main.every("a", href=f"/{lang}/members?on=2012-06-28")


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_page_takes_a_day_that_is_none_or_an_entry_beyond_the_head(whole: Site, lang: str, name: str) -> None:
    """Each page another of the days, all pages together all of them."""
    place = list(ADDRESSES).index(name)
    for day in (DAYS[place % len(DAYS)], DAYS[(place + 5) % len(DAYS)]):
        answer = whole.get(f"/{lang}{ADDRESSES[name]}?on={quote(day)}")
        assert answer.status == 400, day
        assert "2012-06-28" in clear(answer, lang), "it says what to write"
        assert answer.page.first("input", id="on")["value"] == day
    answer = whole.get(f"/{lang}{ADDRESSES[name]}?at={whole.registry.standing.size + 1}")
    assert answer.status == 400
    assert str(whole.registry.standing.size) in clear(answer, lang)
    for machine in (".json",):
        problem = whole.get(f"/{lang}{ADDRESSES[name] or ''}{machine}?on=2021-02-29")
        assert problem.status == (404 if not ADDRESSES[name] and machine != ".json" else 400)
        assert problem.headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_far_past_and_the_far_future_are_days_like_others(whole: Site, lang: str, name: str) -> None:
    for day in ("0001-01-01", "1000-02-28", "9999-12-31"):
        answer = whole.get(f"/{lang}{ADDRESSES[name]}?on={day}")
        assert answer.status == 200, day
        assert complaints(answer.page, lang) == []
        assert answer.page.classed("edge"), "it says how far that is from what can be known"


@pytest.mark.parametrize(("code", "path"), [("kk", "/members"), ("de", "/members/tj"), ("EN", "/sessions"), ("en-GB", "/bodies"), ("xx", ""), ("tj", "/decisions/1"), ("rus", "/search")])
def test_an_address_in_a_language_that_there_is_not_names_those_that_there_are(whole: Site, code: str, path: str) -> None:
    for wanted, lang in (("en", "en"), ("ru,en;q=0.5", "ru")):
        answer = whole.get(f"/{code}{path}", **{"Accept-Language": wanted})
        assert answer.status == 404
        lede = clear(answer, lang)
        assert code in lede and f"/en{path}" in lede and f"/ru{path}" in lede, lede
    assert "language" not in whole.get(f"/{code}/nothing-here").lede, "where there is no such page in any language, that is what is wrong"


@pytest.mark.parametrize("q", ["AND OR NOT", "NEAR(", '"""', "a* OR b", "ref:member", "-–—", "СΚБ", "Сollective", "ОДКБ́", "ё" * 400, "ab " * 130, "\u202eБКС", "%00%01", "1 OR 1=1 --", "🏛"])
def test_any_words_may_be_searched_for(whole: Site, lang: str, q: str) -> None:
    answer = whole.get(f"/{lang}/search?q={quote(q)}")
    assert answer.status == 200
    clear(answer, lang)


def test_addresses_of_what_was_withdrawn_stay(site: Site, lang: str) -> None:
    """A body that ended, a session that was called off, a decision that ended, an act that was entered by mistake."""
    told = {"confidence": "high", "source": ["SEED"]}
    decided = {"basis": {"words": words("x", "х")}}
    mistaken = site.enter("body.establish", body="wg-five", kind="subsidiary", title=words("Five", "Пятеро"), effective="2020-01-01", transcribed=told, **decided)
    site.enter("body.establish", body="wg-six", kind="subsidiary", title=words("Six", "Шестеро"), effective="2020-01-01", transcribed=told, **decided)
    site.enter("body.end", body="wg-six", effective="2021-01-01", transcribed=told, **decided)
    site.enter("session.schedule", session="off", body="csc", kind="regular", day="2025-11-27", effective="2024-11-28", transcribed=told)
    site.enter("session.cancel", session="off", ground=words("called off", "отменена"), effective="2025-11-01", transcribed=told)
    site.enter("record.correct", on=f"body/wg-five/{mistaken.entry}", field="void", value="yes", reason=words("a slip", "ошибка"))
    held = site.enter("session.hold", session="slip", body="csc", kind="regular", effective="2020-01-01", transcribed=told)
    site.enter("record.correct", on=f"session/slip/{held.entry}", field="void", value="yes", reason=words("a slip", "ошибка"))
    taken = site.enter("decision.record", decision="slip", body="csc", kind="decision", outcome="adopted", title=words("Slip", "Описка"), effective="2020-01-01", transcribed=told)
    site.enter("record.correct", on=f"decision/slip/{taken.entry}", field="void", value="yes", reason=words("a slip", "ошибка"))
    asked = site.enter("programme.mandate", programme="slip", text=words("x", "х"), effective="2013-09-23", transcribed=told, **decided)
    site.enter("record.correct", on=f"programme/slip/{asked.entry}", field="void", value="yes", reason=words("a slip", "ошибка"))
    gone = {"en": "taken back by a correction", "ru": "отозвано исправлением"}[lang]
    for path in ("/bodies", "/posts", "/sessions", "/decisions", "/programmes", "", "/bodies/wg-six", "/sessions/off", f"/record/{mistaken.entry}"):
        answer = site.get(f"/{lang}{path}")
        assert answer.status == 200, (path, answer.lede)
        assert complaints(answer.page, lang) == [], path
        assert "wg-five" not in answer.main.text or path.startswith("/record"), "what was taken back is not listed"
    for path in ("/bodies/wg-five", "/sessions/slip", "/decisions/slip", "/programmes/slip"):
        answer = site.get(f"/{lang}{path}")
        assert answer.status == 200
        assert complaints(answer.page, lang) == [], path
        assert gone in answer.lede, (path, answer.lede)
    made = [
        ("post", site.enter("post.create", post="slip", title=words("Slip", "Описка"), effective="2020-01-01", transcribed=told, **decided), "/posts", "slip"),
        ("partner", site.enter("relation.open", partner="SLIP", title=words("Slip", "Описка"), effective="2020-01-01", transcribed=told), "/relations", "SLIP"),
        ("concern", site.enter("concern.define", concern="slip", kind="challenge", title=words("Slip", "Описка"), text=words("x", "х"), effective="2020-01-01", transcribed=told), "/concerns", "concern-slip"),
    ]  # fmt: skip
    for kind, act, path, place in made:  # these stand on the page of their room: their place on it stays
        site.enter("record.correct", on=f"{kind}/{place.removeprefix('concern-')}/{act.entry}", field="void", value="yes", reason=words("a slip", "ошибка"))
        page = site.page(f"/{lang}{path}")
        heading = page.main.first("h3", id=place)
        assert heading.text == {"en": "Slip", "ru": "Описка"}[lang] and gone in page.main.text
        assert page.main.every("a", href=f"/{lang}/acts/{act.entry}")
        assert list(site.dead(site.page(f"/{lang}/acts/{act.entry}").page)) == [], "the act leads there still"
    assert site.page(f"/{lang}/bodies/wg-five").main.every("a", href=f"/{lang}/acts/{mistaken.entry}"), "the act itself is a link away"
    assert {"en": "not counted any more", "ru": "больше не учитывается"}[lang] in site.get(f"/{lang}/acts/{mistaken.entry}").main.text
    assert "2021" in site.get(f"/{lang}/bodies/wg-six").lede
