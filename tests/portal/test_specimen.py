"""The specimen shows every component, mark and picture once, and says that all of it is made up."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from markupsafe import Markup

from comity.portal import pictures, static
from comity.portal.pages.specimen import COMPONENTS
from comity.portal.words import Shape, Tone
from tests.portal.sites import Site

HERE = Path(static.__file__).parent
TEMPLATES = HERE / "templates"


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
    assert len(pictures) == len(whole.get("/en/specimen.json").json["data"]["pictures"])


def test_everything_that_can_be_said_of_an_act_besides_is_shown(whole: Site) -> None:
    text = whole.page("/en/specimen").main.text
    for words in ("noted", "without effect", "contradicted by what was entered later", "not counted any more", "confirmed by the one"):
        assert words in text
    for words in ("objected", "accepted", "provisionally", "initialled", "sources differ"):
        assert words in text.lower(), words


#: Parts of the frame itself, and of other macros: every page shows them, or no page by itself.
OF_THE_FRAME = {"marks": {"sprite", "root", "from", "by", "doubts", "entry"}, "rules_parts": {"crumb", "kept"}}


@pytest.mark.parametrize(("template", "called"), [("marks", "m"), ("parts", "p"), ("standings", "st"), ("rules_parts", "rp"), ("votes_parts", "vp")])
def test_every_macro_that_pages_share_is_called(template: str, called: str) -> None:
    made = set(re.findall(r"{% macro ([a-z_]+)\(", (TEMPLATES / f"{template}.html").read_text()))
    shown = set(re.findall(rf"\b{called}\.([a-z_]+)\(", (TEMPLATES / "specimen.html").read_text()))
    assert made - shown == OF_THE_FRAME.get(template, set())


def test_no_other_template_makes_macros() -> None:
    made = {path.stem for path in TEMPLATES.glob("*.html") if "{% macro" in path.read_text()}
    assert made == {"marks", "parts", "standings", "rules_parts", "votes_parts"}, "what pages share is on the specimen"


def test_every_class_of_the_style_sheet_is_on_the_page(whole: Site) -> None:
    css = re.sub(r"/\*.*?\*/", "", (HERE / "static" / "components.css").read_text(), flags=re.DOTALL)
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", " ".join(re.findall(r"([^{}]+)\{", css))))
    used = {name for day in ("", "?on=2012-06-28") for e in whole.page(f"/en/specimen{day}").page.every() for name in e["class"].split()}
    assert sorted(known - used) == []


def test_every_picture_that_there_is_is_shown(whole: Site) -> None:
    drawn = set()
    for module in pkgutil.iter_modules(pictures.__path__):
        for name, of in inspect.getmembers(importlib.import_module(f"{pictures.__name__}.{module.name}"), inspect.isfunction):
            if of.__module__.endswith(module.name) and not name.startswith("_") and get_type_hints(of).get("return") is Markup:
                drawn.add(name)
    assert drawn - {"draw"} == set(whole.get("/en/specimen.json").json["data"]["pictures"]), "`draw` is the members' own"
