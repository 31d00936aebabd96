"""A page as a reader's browser takes it apart, and what must be true of every page.

`read` is strict: a tag that is not closed, or closed in the wrong order, fails here and not in somebody's browser.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

from comity.acts import ACTS
from comity.phrases import load

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
#: Shapes of SVG, which the page writes as empty elements.
EMPTY = {"rect", "line", "path", "circle", "use", "polygon", "polyline", "ellipse"}
#: What is on the page for machines, and not said.
SILENT = {"style", "script", "defs"}


class Element:
    """An element: its tag, attributes, and what is in it, elements and words, in order."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Element | None") -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.inside: list[Element | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def every(self, *tags: str, **attributes: str) -> "list[Element]":
        """Every element inside of these tags (of any, where none is named) with these attributes, in order."""
        return [e for e in self._all() if (not tags or e.tag in tags) and all(e[k.rstrip("_")] == v for k, v in attributes.items())]

    def first(self, *tags: str, **attributes: str) -> "Element":
        """The first of them; there must be one."""
        found = self.every(*tags, **attributes)
        assert found, f"no {'/'.join(tags)} with {attributes}"
        return found[0]

    def _all(self) -> "Iterator[Element]":
        for one in self.inside:
            if isinstance(one, Element):
                yield one
                yield from one._all()

    @property
    def text(self) -> str:
        """The words inside, with single spaces; no-break spaces become ordinary ones."""
        return re.sub(r"\s+", " ", self._text().replace("\u00a0", " ")).strip()

    def _text(self) -> str:
        if self.tag in SILENT:
            return ""
        block = self.tag in {"p", "li", "td", "th", "dt", "dd", "div", "h1", "h2", "h3", "br", "tr", "caption", "option", "text", "title", "desc"}
        words = "".join(one if isinstance(one, str) else one._text() for one in self.inside)
        return f" {words} " if block else words

    def classed(self, name: str) -> "list[Element]":
        """Every element inside that has this class."""
        return [e for e in self._all() if name in e["class"].split()]

    def within(self, tag: str) -> bool:
        """Whether it lies in an element of this tag."""
        one = self.parent
        while one is not None:
            if one.tag == tag:
                return True
            one = one.parent
        return False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document", {}, None)
        self.at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> has an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.inside.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag} {self.at.attributes}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.inside.append(data)


def read(html: str) -> Element:
    """The document, strictly."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.at is reader.root, f"<{reader.at.tag} {reader.at.attributes}> is not closed"
    return reader.root


def complaints(page: Element, lang: str) -> list[str]:
    """Everything that is wrong with a page by itself, in words; nothing where it is as it should be."""
    found: list[str] = []
    found += _language(page, lang) + _ids(page) + _headings(page) + _words(page) + _forms(page) + _pictures(page)
    found += [f"<{e.tag}> has an inline {name}" for e in page.every() for name in e.attributes if name == "style" or name.startswith("on")]
    found += ["there is a script or style in the page"] if any(not s["src"].startswith("/static/") or s.text for s in page.every("script")) or page.every("style") else []
    found += [f"a link without words: {a['href']}" for a in page.every("a") if not a.text and not a["aria-label"]]
    found += [f"a frame that scrolls has no tab stop or no name: {e.text[:60]}" for e in page.classed("wide") if e["tabindex"] != "0" or not (e["aria-label"] or e["aria-labelledby"])]
    found += [f"a header cell without scope: {th.text}" for th in page.every("th") if th["scope"] not in ("col", "row", "colgroup", "rowgroup")]
    return found


def _language(page: Element, lang: str) -> list[str]:
    said = page.first("html")["lang"]
    return [] if said == lang else [f"the page says it is in {said!r}, and should be in {lang!r}"]


def _ids(page: Element) -> list[str]:
    ids = [e["id"] for e in page.every() if "id" in e.attributes]
    found = [f"the id {one!r} stands twice" for one in sorted(set(ids)) if ids.count(one) > 1]
    found += [f"an id with a space or without letters: {one!r}" for one in ids if not one or re.search(r"\s", one)]
    known = set(ids)
    for e in page.every():
        for name in ("aria-labelledby", "aria-describedby", "for", "aria-controls"):
            found += [f"{name} names {one!r}, which is not there" for one in e[name].split() if one not in known]
        for name in ("href",):
            if e.tag in ("a", "use") and e[name].startswith("#") and e[name][1:] not in known:
                found.append(f"{e.tag} points at {e[name]!r}, which is not there")
    return found


def _headings(page: Element) -> list[str]:
    main = page.every("main")
    if len(main) != 1:
        return [f"there are {len(main)} main parts"]
    levels = [int(h.tag[1]) for h in main[0].every("h1", "h2", "h3", "h4", "h5", "h6")]
    found = [] if levels.count(1) == 1 and levels[:1] == [1] else [f"the headings of the matter are {levels}"]
    found += [f"a heading of level {b} follows one of level {a}" for a, b in pairwise(levels) if b > a + 1]
    found += ["an empty heading" for h in page.every("h1", "h2", "h3") if not h.text]
    return found


_CODE = re.compile(r"(?<![\w./@-])(" + "|".join(sorted({re.escape(code.split(".")[0]) for code in load()})) + r")(\.[a-z_][a-z0-9_]*)+(?![\w@/-])")


def _words(page: Element) -> list[str]:
    plain = page.first("body").text
    for quoted in sorted(page.every("code", "pre"), key=lambda e: -len(e.text)):  # bytes of the record, commands
        plain = plain.replace(quoted.text, "")
    said = [plain, *(e[name] for e in page.every() for name in ("aria-label", "title", "alt", "placeholder", "data-h"))]
    said += [page.first("title").text]
    found: list[str] = []
    for words in said:
        found += [f"a code without words: {m[0]}" for m in _CODE.finditer(words) if m[0] not in ACTS]
        found += [f"{sign!r} stands on the page: {words[max(0, at - 40):at + 40]}" for sign in ("{{", "}}", "{%", "<Markup", "Markup(", "UNSET") if (at := words.find(sign)) >= 0]
        found += [f"a name of the program: {m[0]}" for m in re.finditer(r"(?<!\w)(None|True|False|nan|undefined)(?!\w)", words)]
        found += [f"two points or a point after a comma: {m[0]}" for m in re.finditer(r".{0,20}(?:[^.]\.\.(?!\.)|,\.|;\.| ,| \.(?=\s|$)).{0,10}", words)]
    return found


def _forms(page: Element) -> list[str]:
    labelled = {label["for"] for label in page.every("label")}
    found = [f"a field without a label: {i['name']}" for i in page.every("input", "select", "textarea") if i["type"] != "hidden" and i["id"] not in labelled and not i["aria-label"]]
    found += ["a button without words" for b in page.every("button") if not b.text]
    return found


def _pictures(page: Element) -> list[str]:
    found: list[str] = []
    for svg in page.every("svg"):
        if svg["role"] == "img":
            named = svg["aria-labelledby"].split()
            found += [] if len(named) == 2 and svg.every("title") and svg.every("desc") else ["a picture without title and description"]
            found += [f"an empty {e.tag} of a picture" for e in svg.every("title", "desc") if not e.text]
        elif svg["aria-hidden"] != "true":
            found.append("a drawing that is neither a picture nor hidden")
    return found
