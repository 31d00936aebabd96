"""The page of sources: every source, what rests on it, and the charter files in force."""

import csv
import io
import re
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from comity.canon import b64u
from comity.charter import load
from comity.charter.model import Source
from comity.phrases import load as phrases
from comity.portal.citing import cited, short
from comity.portal.pages.sources import alphabetical, rank
from comity.record.parts import commitment
from tests.portal.sites import Site


def test_every_source_of_the_charter_stands_once_with_title_and_place(whole: Site, lang: str) -> None:
    main = whole.page(f"/{lang}/sources").main
    law = whole.registry.standing.law
    shown = [div["id"] for dl in main.classed("sources") for div in dl.every("div")]
    assert sorted(shown) == sorted(law.sources)
    for id, source in law.sources.items():
        said = cited(source, lang)
        text = main.first("div", id=id).text
        assert said.title.replace("\u00a0", " ") in text.replace("\u00a0", " "), id
        assert said.where.replace("\u00a0", " ") in text.replace("\u00a0", " "), id


def test_a_fact_leads_to_its_source_in_one_step(whole: Site) -> None:
    links = [a["href"] for a in whole.page("/en/members/uz").main.every("a") if "/sources#" in a["href"]]
    assert "/en/sources#UZ2012B" in links
    assert 'id="UZ2012B"' in whole.get("/en/sources").body


def test_what_rests_on_a_source_is_linked(whole: Site) -> None:
    data = {one["id"]: one["uses"] for one in whole.get("/en/sources.json").json["data"]["sources"]}
    suspended = next(f.entry for f in whole.registry.standing.member("UZ").facts if f.act.name() == "membership.suspend")
    assert suspended in data["UZ2012B"]["acts"]
    assert "cst-1992/1" in data["TREATY_EN"]["provisions"]
    div = whole.page("/en/sources").main.first("div", id="UZ2012B")
    assert div.every("a", href=f"/en/acts/{suspended}")


def test_no_act_is_counted_twice_and_none_is_forgotten(whole: Site) -> None:
    data = whole.get("/en/sources.json").json["data"]["sources"]
    for one in data:
        assert len(set(one["uses"]["acts"])) == len(one["uses"]["acts"])
    resting = {entry for one in data for entry in one["uses"]["acts"]}
    standing = whole.registry.standing
    transcribed = {f.entry for m in standing.members.values() for f in m.facts if f.sources} | {i.adopted.entry for i in standing.instruments.by_id.values()}
    assert transcribed <= resting


def test_the_nearest_to_the_fact_stand_first_and_what_nobody_verified_last() -> None:
    kinds = ["not verified", "press", "rumour", "official", "treaty", "analysis"]
    assert sorted(kinds, key=rank) == ["treaty", "official", "press", "analysis", "rumour", "not verified"]


WIKINEWS = "МИД России: заявления Минска о нелегитимности саммита ОДКБ не обоснованы"


def test_a_title_as_published_stands_in_its_language_and_the_reader_has_a_rendering_in_brackets(whole: Site) -> None:
    """WCAG 3.1.2: what is in another language than the page is marked with it."""
    english = whole.page("/en/sources").main.first("div", id="RULE14_WN")
    assert english.first("span", lang="ru").text.replace("\u00a0", " ") == WIKINEWS
    assert "[Foreign Ministry of Russia: Minsk’s statements that the CSTO summit is not legitimate are unfounded]" in english.text.replace("\u00a0", " ")
    russian = whole.page("/ru/sources").main.first("div", id="RULE14_WN")
    assert WIKINEWS in russian.text.replace("\u00a0", " ") and not [s for s in russian.every("span") if "lang" in s.attributes] and "[" not in russian.first("dd").text
    book = whole.page("/ru/sources").main.first("div", id="DCAF")
    assert book.first("span", lang="en").text.endswith("Collective Security Treaty Organisation 2002–2012")
    assert "[Организация Договора о коллективной безопасности, 2002–2012" in book.text.replace("\u00a0", " ")


def test_every_source_of_every_organisation_that_comes_with_comity_is_said_in_both_languages() -> None:
    """The reader's words are in the reader's alphabet: English ones without Cyrillic letters, Russian ones with them."""
    for organisation in ("csto", "csto-demonstration", "eu", "osce", "unga", "unsc"):
        for id, source in load(organisation).sources.items():
            english, russian = cited(source, "en"), cited(source, "ru")
            assert not re.search("[а-яё]", english.title + english.note, re.IGNORECASE), (organisation, id)
            assert re.search("[а-яё]{3}", russian.title, re.IGNORECASE), (organisation, id)
            assert not source.note or re.search("[а-яё]{2}", russian.note), (organisation, id)
            places = source.where if isinstance(source.where, dict) else {"ru": source.where}
            assert isinstance(source.where, dict) or not re.search(r"\b(read|text|stated|stored|record|of|and)\b(?![^ ]*/)", places["ru"].split("://")[0]), (organisation, id)


def test_beside_a_fact_stands_the_beginning_of_the_title_in_the_language_of_the_page(whole: Site, lang: str) -> None:
    marks = {a["href"].partition("#")[2]: a.text for a in whole.page(f"/{lang}/members/uz").main.every("a") if "/sources#" in a["href"]}
    assert marks["UZ2012B"].replace("\u00a0", " ") == {"en": "TASS, 19 December 2012", "ru": "ТАСС, 19 декабря 2012 года"}[lang]


def test_a_long_beginning_is_cut_between_words_and_says_so() -> None:
    source = Source(title={"en": "A" * 80, "ru": "Я" * 60}, where="x", kind="press")
    assert short(source, "en") == "A" * 59 + "…" and short(source, "ru") == "Я" * 60
    words = Source(title={"en": "Law of Kazakhstan on the ratification of the Charter, in force, as amended", "ru": "Закон"}, where="x", kind="press")
    assert short(words, "en") == "Law of Kazakhstan on the ratification of the Charter, in…"


def test_the_words_beside_a_fact_tell_every_source_of_the_register_from_the_others(lang: str) -> None:
    """Two chapters of one book, whose title is as it was published, are the only ones that share them."""
    marks: dict[str, list[str]] = {}
    for id, source in load("csto").sources.items():
        marks.setdefault(short(source, lang), []).append(id)
    assert [ids for ids in marks.values() if len(ids) > 1] == [["DCAF", "DCAF_TASKS"]]


def test_a_source_is_found_by_its_words_in_either_language(whole: Site, lang: str) -> None:
    for words in ("Tajikistan and the CSTO", "Таджикистан и ОДКБ"):
        found = whole.get(f"/{lang}/search.json?q={quote(words)}").json["data"]["results"]
        assert "source/SEED" in [one["ref"] for one in found], words


def test_what_is_found_of_low_confidence_says_so_also_in_the_feed(whole: Site, lang: str) -> None:
    (found,) = whole.page(f"/{lang}/search?q=Cholpon").main.every("ol")[0].every("li")
    said = {"en": "low confidence", "ru": "достоверность низкая"}[lang]
    assert said in found.text
    low = next(f.entry for f in whole.registry.standing.sessions["session/csc-2013-05-28-informal"].facts)
    feed = whole.get(f"/{lang}/changes.atom?at={low + 5}").body
    titles = re.findall(r"<title>(.*?)</title>", feed)[1:]
    marked = [one for one in titles if {"en": "This is known with low confidence", "ru": "Достоверность этих сведений низкая"}[lang] in one]
    assert 0 < len(marked) < len(titles)


def test_sources_stand_in_the_order_of_the_readers_alphabet(whole: Site, lang: str) -> None:
    data = whole.get(f"/{lang}/sources.json").json["data"]["sources"]
    press = [alphabetical(one["title"]) for one in data if one["kind"] == "press"]
    assert press == sorted(press) and len(press) > 50


def test_every_kind_of_source_that_comes_with_comity_has_words() -> None:
    kinds = {source.kind for organisation in ("csto", "csto-demonstration", "eu", "osce", "unga", "unsc") for source in load(organisation).sources.values()}
    missing = [kind for kind in kinds | {"primary", "secondary"} if kind_words_missing(kind)]
    assert missing == []


def kind_words_missing(kind: str) -> bool:
    """Whether the catalogue has no word of a kind."""
    return f"sources.kind.{kind.replace(' ', '_')}" not in phrases()


def test_links_to_elsewhere_tell_nobody_where_the_reader_came_from(whole: Site) -> None:
    outside = [a for a in whole.page("/en/sources").main.every("a") if a["href"].startswith("http")]
    assert outside and all("noreferrer" in a["rel"] for a in outside)


def test_the_charter_files_stand_with_commitments_under_which_anybody_gets_them(whole: Site) -> None:
    files = whole.get("/en/sources.json").json["data"]["files"]
    assert "csto/charter/organisation.yaml" in [one["path"] for one in files]
    for one in files:
        response = whole.client.get(f"/record/parts/{one['commit']}")
        assert response.status_code == 200, "part"
        salt, rest = response.content[:32], response.content[32:]
        media, _, data = rest.partition(b"\0")
        assert b64u(commitment(salt, media.decode(), data)) == one["commit"]
        assert len(data) == one["size"]


def test_sources_go_out_as_csv(whole: Site) -> None:
    table = {row["id"]: row for row in csv.DictReader(io.StringIO(whole.get("/en/sources.csv").body))}
    assert table["SEED"]["kind"] == "official" and int(table["HIST25"]["acts"]) > 0
    assert (table["RULE14_WN"]["original"], table["RULE14_WN"]["lang"]) == (WIKINEWS.replace("о н", "о\u00a0н").replace("не о", "не\u00a0о"), "ru")
    assert whole.get("/ru/sources.json").json["data"]["sources"][0]["title"].startswith("Венская")


def test_an_empty_record_shows_its_sources_too(empty: Site, big: Site, lang: str) -> None:
    assert empty.page(f"/{lang}/sources").lede
    assert big.page(f"/{lang}/sources").main.first("div", id="press")


def test_whatever_of_the_charter_rests_on_a_source_stands_with_it(whole: Site) -> None:
    """Classes of texts, rules of the chairmanship, what arrears lead to, the organisation's own facts: nothing is left out."""
    data = {one["id"]: one["uses"] for one in whole.get("/en/sources.json").json["data"]["sources"]}
    assert "texts/csc-declaration" in data["S2024EL"]["charter"] and "texts/csc-treaty" in data["BY2009_PAN"]["charter"]
    assert "chairmanship/rotation" in data["CHAIR_TASS22"]["charter"] and "arrears/loss-of-vote" in data["ART25_MFA"]["charter"]
    assert "organisation/seat" in data["general-knowledge"]["charter"] and "organisation/creation-2003-09-18" in data["BASICFACTS"]["charter"]
    law = whole.registry.standing.law
    for path, named in every_source(law):
        for source in named:
            assert any(data[source].get(part) for part in ("provisions", "bodies", "purposes", "charter")), (path, source)


def every_source(law: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Everything in the charter that names sources, wherever it stands."""
    found: list[tuple[str, tuple[str, ...]]] = []

    def within(path: str, value: Any) -> None:
        if isinstance(value, Struct):
            if named := getattr(value, "source", ()):
                found.append((path, named))
            for field in value.__struct_fields__:
                within(f"{path}.{field}", getattr(value, field))
        elif isinstance(value, dict):
            for key, one in value.items():
                within(f"{path}.{key}", one)
        elif isinstance(value, (list, tuple)):
            for one in value:
                within(path, one)

    for name, value in vars(law).items():
        if name != "sources":
            within(name, value)
    return found


def test_no_source_of_another_organisation_stands_in_the_register(whole: Site) -> None:
    data = whole.get("/en/sources.json").json["data"]["sources"]
    idle = {one["id"] for one in data if not any(one["uses"].values())}
    assert idle == set(), "what was read for this register and gave it nothing is not among its sources"


#: Pages on which something is shown as contested; a test finds whatever else has such a part.
CONTESTED = ("", "/bodies", "/bodies/pa", "/budget", "/chairmanship", "/decisions/d-2009-06-14-agreement", "/members", "/members/uz",
             "/programmes/csto-tajik-afghan-border", "/sessions/csc-2023-11-23", "/sessions/csc-2025-11-27")  # fmt: skip


def test_whatever_a_page_shows_as_contested_is_in_the_list(whole: Site, lang: str) -> None:
    listed = whole.page(f"/{lang}/sources").main
    start = whole.get(f"/{lang}/sources").body.index('id="contested"')
    links = re.findall(r'href="([^"]+)"', whole.get(f"/{lang}/sources").body[start:])
    for path in CONTESTED:
        parts = [one for one in whole.page(f"/{lang}{path}").main.every("section") if "contested" in one["class"].split()]
        assert parts, path
        for part in parts:
            entries = {a["href"] for a in part.every("a") if re.fullmatch(rf"/{lang}/acts/\d+", a["href"])}
            told = [link for link in links if link.partition("#")[0] == f"/{lang}{path}"]
            assert (entries and entries <= set(links)) or told, f"{path}: {part.text[:80]}"
    assert listed.every("h3", id="contested-elsewhere")


def test_what_the_claims_on_a_body_say_stands_in_the_list(whole: Site) -> None:
    part = next(one for one in whole.page("/en/sources").main.every("section") if "Legal basis of a body" in one.text)
    said = [li.text for li in part.every("li")]
    assert "Provisional Regulation of 30 March 2007; Article 11 of the Charter does not name the Assembly" in said[0]
    assert "listed with the Permanent Council, the Secretariat and the Joint Staff" in said[1]


def test_no_other_page_has_something_contested_that_is_not_named_here(whole: Site) -> None:
    from comity.portal.urls import PAGES
    from tests.portal.test_every_page_in_time import ADDRESSES

    lists = {"bodies": "body", "sessions": "session", "decisions": "decision", "instruments": "instrument", "members": "member", "programmes": "programme"}
    standing = whole.registry.standing
    every = {ADDRESSES[page.name] for page in PAGES if page.name not in ("sources", "specimen", *lists.values())}
    every |= {f"/{room}/{life.id}" for room in ("bodies", "sessions", "decisions", "programmes") for life in getattr(standing, room).values()}
    every |= {f"/instruments/{name}" for name in standing.instruments.by_id} | {f"/members/{state.lower()}" for state in standing.members}
    found = {path for path in every if 'class="contested"' in whole.get(f"/en{path}").body}
    assert found - set(CONTESTED) - {"/decisions/1"} == set()


def test_what_is_contested_elsewhere_leads_to_where_it_is_told(whole: Site) -> None:
    also = {one["kind"]: {**one, "says": one["says"].replace("\u00a0", " ")} for one in whole.get("/en/sources.json").json["data"]["also"]}
    assert set(also) == {"creation", "validity", "reading", "contribution"}
    assert also["creation"]["says"] == "When the Organisation was created: three days are named, each that of something else."
    assert also["validity"]["says"] == "Whether it was validly taken: Agreement of 14 June 2009. Contested by: Belarus."
    assert also["contribution"]["says"] == "What is owed for 2024: Armenia; statements differ."
    assert also["reading"]["says"].endswith("; two readings are kept beside each other.") and "Article 12" in also["reading"]["says"]
    for one in also.values():
        path, _, place = one["address"].partition("#")
        assert not place or whole.get(path).page.every(id=place), one["address"]
    assert "also" in whole.get("/en/sources.json?on=2002-06-01").json["data"] and whole.get("/en/sources.json?on=1999-01-01").json["data"]["also"] == []


def test_what_is_not_known_leads_to_the_page_of_what_it_concerns(whole: Site, lang: str) -> None:
    main = whole.page(f"/{lang}/sources").main
    head = main.first("h2", id="not-known")
    assert head.parent is not None
    inside = head.parent.inside
    listed = next(one for one in inside[inside.index(head) + 1 :] if not isinstance(one, str))
    assert len(listed.every("li")) == len(whole.registry.standing.law.not_known)
    for item in listed.every("li"):
        (about,) = item.classed("src")
        assert about.every("a") and "/" not in about.text, item.text
        assert about.text == ", ".join(a.text for a in about.every("a")), item.text
