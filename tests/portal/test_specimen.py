"""The specimen shows every component, mark and picture once, and says that all of it is made up."""

import re
from typing import get_args

from comity.portal import static
from comity.portal.pages.specimen import COMPONENTS
from comity.portal.words import Shape, Tone
from tests.portal.sites import Site


def test_every_mark_and_tone_is_shown_with_its_name(whole: Site, lang: str) -> None:
    main = whole.page(f"/{lang}/specimen").main
    marks = [st.text for st in main.classed("st")]
    assert set(get_args(Shape)) <= set(marks) and set(get_args(Tone)) <= set(marks)


def test_every_component_that_it_names_is_on_the_page(whole: Site) -> None:
    page = whole.page("/en/specimen").page
    used = {name for e in page.every() for name in e["class"].split()} | {e.tag for e in page.every()}
    assert [name for name in COMPONENTS if name not in used] == []


def test_every_class_of_a_page_is_known_to_the_style_sheet(whole: Site) -> None:
    css = b"".join(asset.data for name, asset in static.assets().items() if name.endswith(".css")).decode()
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", css))
    unknown = {}
    for path in ("/en", "/en/members?on=2012-06-28", "/en/members/uz", "/en/sources", "/en/designations", "/en/specimen"):
        for element in whole.get(path).page.every():
            for name in element["class"].split():
                if name not in known:
                    unknown[name] = path
    assert unknown == {}


def test_it_says_that_everything_is_made_up(whole: Site, lang: str) -> None:
    main = whole.page(f"/{lang}/specimen").main
    assert ("Everything on this page is made up." if lang == "en" else "Всё на этой странице вымышлено.") in main.text


def test_its_buttons_do_nothing(whole: Site) -> None:
    main = whole.page("/en/specimen").main
    assert all("disabled" in b.attributes for b in main.every("button") if not b.within("form"))


def test_every_picture_is_there_with_title_and_description(whole: Site) -> None:
    pictures = whole.page("/en/specimen").main.every("svg", role="img")
    assert len(pictures) == len(whole.get("/en/specimen.json").json["data"]["pictures"]) == 4


def test_everything_that_can_be_said_of_an_act_besides_is_shown(whole: Site) -> None:
    text = whole.page("/en/specimen").main.text
    for words in ("noted", "without effect", "contradicted by what was entered later", "not counted any more", "confirmed by the one"):
        assert words in text
    for words in ("objected", "accepted", "provisionally", "initialled", "sources differ"):
        assert words in text.lower(), words
