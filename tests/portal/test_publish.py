"""The register as plain files: every link leads to a file, nothing asks for a server, and the record in it can be verified."""

import functools
import http.server
import json
import multiprocessing
import re
import threading
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import urlopen

import pytest

from comity.mirror import rebuild
from comity.portal.publish import MARK, Published, publish
from comity.record.store import StoreError
from tests.portal.document import Element, read
from tests.portal.sites import Site

WHERE = "https://register.example"


@pytest.fixture(scope="module")
def copy(whole: Site, tmp_path_factory: pytest.TempPathFactory) -> Published:
    return publish(whole.registry, tmp_path_factory.mktemp("www") / "register", WHERE)


class Leaf(NamedTuple):
    """What is read of a page of the copy: its ids, where it leads, its words; of each list of questions its tag, how many it asks and how many lead on."""

    path: Path
    ids: frozenset[str]
    leads: tuple[str, ...]
    text: str
    asked: tuple[tuple[str, int, int], ...]


@pytest.fixture(scope="module")
def pages(copy: Published) -> list[Leaf]:
    return [leaf(path) for path in sorted(copy.folder.rglob("*.html")) if path.name != "index.html"]


def leaf(path: Path) -> Leaf:
    page = read(path.read_text("utf-8"))
    leads = tuple(href for element in page.every() if (href := element["href"] or element["src"]))
    asked = []
    for head in (*page.every("h2", id="asked"), *page.every("h2", id="questions")):
        assert head.parent is not None
        inside = head.parent.inside
        listed = next(one for one in inside[inside.index(head) + 1 :] if isinstance(one, Element))
        asked.append((listed.tag, len(listed.every("li")), sum(bool(li.every("a")) for li in listed.every("li"))))
    return Leaf(path, frozenset(e["id"] for e in page.every() if e["id"]), leads, page.text.replace("\xa0", " "), tuple(asked))


def test_every_page_of_every_language_is_there_with_its_other_forms(copy: Published, whole: Site) -> None:
    names = {str(path.relative_to(copy.folder)) for path in copy.folder.rglob("*") if path.is_file()}
    for lang in ("en", "ru"):
        for name in ("members", "members/uz", "instruments/charter-2002", "acts/1", f"acts/{whole.registry.standing.size}", "record/1", "sources", "calendar"):
            assert f"{lang}/{name}.html" in names, name
            assert f"{lang}/{name}.json" in names, name
        assert {f"{lang}.html", f"{lang}.json", f"{lang}/members.csv", f"{lang}/calendar.ics", f"{lang}/changes.atom"} <= names
    assert {"index.html", "record/checkpoint", MARK} <= names
    assert copy.pages == sum(name.endswith(".html") for name in names) - 1
    assert json.loads((copy.folder / "en/members.json").read_text("utf-8"))["data"]["count"] == 6


def test_every_link_leads_to_a_file_and_to_a_place_in_it(copy: Published, pages: list[Leaf]) -> None:
    ids = {one.path: one.ids for one in pages}
    broken = []
    for one in pages:
        for href in one.leads:
            target = urlsplit(href)
            if target.scheme or target.netloc:
                continue
            there = (one.path.parent / unquote(target.path)).resolve() if target.path else one.path
            if target.query or href.startswith("/") or not there.is_file() or (target.fragment and there in ids and unquote(target.fragment) not in ids[there]):
                broken.append(f"{one.path.relative_to(copy.folder)}: {href}")
    assert broken[:10] == []


def test_nothing_asks_for_a_server_and_each_page_says_what_it_is(copy: Published, pages: list[Leaf], whole: Site) -> None:
    for one in pages:
        html = one.path.read_text("utf-8")
        assert "<form" not in html and "<input" not in html and '<nav class="years' not in html, one.path
        assert WHERE in html, one.path
        lang = one.path.relative_to(copy.folder).parts[0].removesuffix(".html")
        assert (f"after entry {whole.registry.standing.size}" if lang == "en" else f"на запись № {whole.registry.standing.size}") in one.text, one.path
        assert ("This is a demonstration" if lang == "en" else "Это демонстрация") in one.text, one.path


def test_a_question_that_the_copy_cannot_answer_is_not_asked(pages: list[Leaf]) -> None:
    for one in pages:
        assert all(tag == "ul" and questions == leading for tag, questions, leading in one.asked), one.path
    assert sum(questions for one in pages for _, questions, _ in one.asked) > 1_000


def test_the_record_in_it_is_the_record(copy: Published, whole: Site) -> None:
    standing = rebuild(lambda path: (copy.folder / "record" / path).read_bytes())
    assert (standing.size, standing.digest) == (whole.registry.standing.size, whole.registry.standing.digest)


@pytest.mark.parametrize("which", ["one", pytest.param("whole", marks=[pytest.mark.long, pytest.mark.timeout(600)])])
def test_as_many_processes_as_there_are_write_what_one_writes(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: str) -> None:
    site: Site = request.getfixturevalue(which)
    trees = []
    for processes in (1, 3):
        monkeypatch.setattr("comity.portal.publish._beside", lambda processes=processes: processes)
        done = publish(site.registry, tmp_path / str(processes), WHERE)
        trees.append({str(path.relative_to(done.folder)): path.read_bytes() for path in done.folder.rglob("*") if path.is_file()})
        assert done.files == len(trees[-1])
        assert multiprocessing.active_children() == []
    assert trees[0] == trees[1]


def test_a_page_and_its_other_forms_are_what_the_portal_answers(copy: Published, whole: Site) -> None:
    for path in ("members.json", "ru/instruments.csv", "ru/acts/1.json", "en/decisions.json", "record/checkpoint"):
        name = path if "/" in path else f"en/{path}"
        mine, answered = ((copy.folder / name).read_bytes().decode(), whole.get(f"/{name}").body)
        if name.endswith(".ics"):  # its links are the register's own, wherever it was asked; so its lines are folded elsewhere
            mine, answered = mine.replace("\r\n ", ""), answered.replace("\r\n ", "").replace("http://testserver/", f"{WHERE}/")
        assert mine == answered, name


@pytest.mark.parametrize("processes", [1, 2])
def test_where_the_disk_is_full_the_earlier_copy_stands(one: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int) -> None:
    target = tmp_path / "www"
    target.mkdir()
    (target / MARK).write_text("earlier")
    written = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if "/acts/" in str(self):
            raise OSError(28, "No space left on device")
        return written(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    monkeypatch.setattr("comity.portal.publish._beside", lambda: processes)
    with pytest.raises(StoreError) as fault:
        publish(one.registry, target)
    assert fault.value.code == "publish.cannot_write"
    assert [path.name for path in tmp_path.iterdir()] == ["www"]
    assert (target / MARK).read_text() == "earlier"


def test_any_web_server_can_serve_it(copy: Published) -> None:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(copy.folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}"
        front = urlopen(root).read().decode()
        links = set(re.findall(r'href="([^"]+)"', front))
        assert {link for link in links if link.endswith(".html")} == {"en.html", "ru.html"}
        assert len(links) == 3 and all(urlopen(f"{root}/{link}").status == 200 for link in links), "its icon too, which a browser asks for"
        page = read(urlopen(f"{root}/ru/members.html").read().decode())
        styles = [link["href"] for link in page.every("link", rel="stylesheet")]
        assert all(urlopen(f"{root}/ru/{href}").status == 200 for href in styles)
        server.shutdown()


def test_a_copy_is_replaced_by_the_next_and_nothing_else_is(one: Site, tmp_path: Path) -> None:
    target = tmp_path / "www"
    publish(one.registry, target)
    (target / "stale.html").write_text("old")
    publish(one.registry, target)
    assert not (target / "stale.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["www"]
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine")
    with pytest.raises(StoreError) as fault:
        publish(one.registry, tmp_path / "other")
    assert fault.value.code == "publish.not_ours"
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["letter.txt"]
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError):
        publish(one.registry, tmp_path / "file")
    with pytest.raises(StoreError) as fault:
        publish(one.registry, tmp_path / "file" / "within")
    assert fault.value.code == "publish.cannot_write"


def test_names_that_a_register_withholds_are_not_in_it(copy: Published) -> None:
    assert not list(copy.folder.rglob("*.key"))
    assert not list(copy.folder.rglob("*.sqlite"))
