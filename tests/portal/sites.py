"""Organisations for the tests of pages, each made once a session, and a client that asks for their pages in-process.

    whole    the demonstration with its whole history        empty   founded, and nothing entered
    one      one act in each room                             big     300 states and 300 instruments with names of 120 characters
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import urldefrag, urlsplit

from django.test import Client

from comity import registry
from comity.charter import files_of, find
from comity.mirror import rebuild
from comity.organisation.finding import Refused
from comity.portal.settings import configure
from comity.record import entry
from comity.registry import REGISTRAR_CREDENTIAL, Receipt
from tests.cast import MEMBERS, ORGANISATION, ORIGIN, publish, words
from tests.portal.document import Element, complaints, read
from tests.zygote import fingerprint, shared

STATES = 300
NAME_LENGTH = 120


class Answer(NamedTuple):
    """What an address answers: its status, its headers, its words."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def page(self) -> Element:
        """The answer as a page."""
        return read(self.body)

    @property
    def main(self) -> Element:
        """Its matter."""
        return self.page.first("main")

    @property
    def lede(self) -> str:
        """Its point in a sentence."""
        return self.main.classed("lede")[0].text

    @property
    def json(self) -> Any:
        """The answer as JSON."""
        return json.loads(self.body)


class Site:
    """One organisation, opened for serving, and the answers that it gave."""

    def __init__(self, folder: Path, every: int = 1) -> None:
        """Opens the folder; after every so many acts the fold is compared with a rebuild."""
        configure()
        self.folder = folder
        self._every, self._entered, self._since = every, 0, 0
        self._served = registry.open_folder(folder)
        self.registry = self._served.registry
        environ: dict[str, Any] = {"comity.registry": self.registry}
        self.client = Client(**environ)
        self._signers: dict[str, Any] = {}
        self._kept: dict[str, Answer] = {}
        self._files = tempfile.TemporaryDirectory(prefix="comity-published-")
        self.check()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *rest: object) -> None:
        """Ends it; what was folded here is what anybody rebuilds from the published addresses."""
        try:
            self.check()
            again = rebuild(self._published)
            assert (again.size, again.digest) == (self.registry.standing.size, self.registry.standing.digest)
        finally:
            self._served.close()
            self._files.cleanup()

    def check(self) -> None:
        """The fold equals a rebuild in a fresh process with another hash seed, from the published files alone."""
        while True:  # the registry may enter a ripened moment by itself meanwhile
            standing = self.registry.standing
            publish(self.registry, Path(self._files.name), self._since)
            if self.registry.standing is standing and self.registry.log.published == standing.size:
                break
        self._since = standing.size
        said = shared().ask(Path(self._files.name))
        assert (said.error, said.size, said.digest, said.standing) == ("", standing.size, standing.digest.hex(), fingerprint(standing))

    def _published(self, path: str) -> bytes:
        response = self.client.get(f"/record/{path}")
        if response.status_code == 404:
            raise FileNotFoundError(path)
        return bytes(response.content)

    def get(self, path: str, **headers: str) -> Answer:
        """What a GET of this path answers; the same path without headers is asked once until something is entered."""
        if not headers and path in self._kept:
            return self._kept[path]
        response = self.client.get(path, headers=headers or None)
        data = b"".join(response) if response.streaming else response.content
        media = response.headers.get("Content-Type", "")
        text = data.decode() if "charset=utf-8" in media or "json" in media else ""
        answer = Answer(response.status_code, dict(response.headers), text)
        if not headers:
            self._kept[path] = answer
        return answer

    def page(self, path: str) -> Answer:
        """The page at this path: it is there, and nothing is wrong with it or with where its links lead."""
        answer = self.get(path)
        assert answer.status == 200, f"{path}: {answer.status} {answer.body[:400]}"
        faults = complaints(answer.page, urlsplit(path).path.split("/")[1].split(".")[0])
        assert faults == [], f"{path}: {faults}"
        dead = list(self.dead(answer.page))
        assert dead == [], f"{path}: {dead}"
        return answer

    def dead(self, page: Element) -> Iterator[str]:
        """Addresses of this site that a page links to and that do not answer, or have no such part."""
        for target in sorted({a["href"] for a in page.every("a", "link") if a["href"]}):
            address, fragment = urldefrag(target)
            if not address or urlsplit(address).scheme:
                continue
            answer = self.get(address)
            if answer.status not in (200, 302):
                yield f"{target} answers {answer.status}"
            elif fragment and answer.body and f'id="{fragment}"' not in answer.body:
                yield f"{target} has no such part"

    def enter(self, name: str, credential: str = REGISTRAR_CREDENTIAL, /, **fields: Any) -> Receipt:
        """Enters an act through the door; it must not be refused."""
        prepared = self.registry.prepare(name, fields, credential)
        if credential not in self._signers:
            self._signers[credential] = registry.signer_for(self.folder, credential)
        outcome = self.registry.receive(entry.assemble(prepared.text, (self._signers[credential].sign(prepared.text),)))
        assert not isinstance(outcome, Refused), outcome
        self._kept.clear()
        self._entered += 1
        if self._entered % self._every == 0:
            self.check()
        return outcome


def empty_site(folder: Path) -> Site:
    """The demonstration, founded and nothing more."""
    registry.found(folder, files_of(find(ORGANISATION)), ORIGIN, MEMBERS)
    return Site(folder)


def whole_site(folder: Path) -> Site:
    """The demonstration with its whole history, as `comity init` makes it."""
    from comity.cli.founding import found_with_history

    found_with_history(folder, ORGANISATION, ORIGIN, lambda done, of: None)
    return Site(folder)


def transcribed(*source: str, confidence: str = "high", **more: Any) -> dict[str, Any]:
    """How an act of the registrar says where it is from."""
    return {"source": list(source), "confidence": confidence, **more}


def one_site(folder: Path) -> Site:
    """One treaty signed by one state, which is the one member."""
    site = empty_site(folder)
    said = transcribed("SEED")
    site.enter(
        "instrument.adopt", instrument="cst-1992", kind="treaty", force={"rule": "unknown"}, signatories=["TJ"],
        title=words("Collective Security Treaty", "Договор о коллективной безопасности"), effective="1992-05-15", transcribed=said,
    )  # fmt: skip
    site.enter("instrument.sign", on="instrument/cst-1992", state="TJ", effective="1992-05-15", transcribed=said)
    ground = words("signed the Treaty", "подписание Договора")
    site.enter("membership.found", state="TJ", ground=ground, instrument="cst-1992", effective="1994-04-20", transcribed=said)
    return site


def long_name(kind: str, n: int, length: int = NAME_LENGTH) -> str:
    """A name of exactly this many characters, told apart by its number."""
    head = f"{kind} {n} "
    latin = kind.isascii()
    filler = "of the United Self-Governing Territories and Islands " if latin else "соединённых самоуправляющихся территорий и островов "
    return (head + filler * 4)[:length].rstrip().ljust(length, "s" if latin else "в")


def big_charter(folder: Path) -> Path:
    """A charter with 300 states and names of 120 characters, Cyrillic ones among them, in a folder of its own."""
    (folder / "charter").mkdir(parents=True)
    lines = ["organisation:", "  id: big", '  name: {en: "Assembly of Many States", ru: "Ассамблея многих государств"}']
    lines += ['  short: {en: "the Assembly", ru: {nom: Ассамблея, gen: Ассамблеи, dat: Ассамблее, acc: Ассамблею, ins: Ассамблеей, prep: Ассамблее, gender: f}}']
    lines += ["  abbreviation: {en: AMS, ru: АМГ}", "  seat: {en: Somewhere, ru: Где-то}", "  zone: UTC", "  official_languages: [en, ru]"]
    lines += ["  authentic_languages: [en, ru]", "  description: {en: An organisation of very many states with very long names., ru: Организация очень многих государств с очень длинными именами.}"]
    lines += ["  source: [press]", "  confidence: high", "  founding_instruments: [treaty-1]"]
    lines += ["sources:", '  press: {title: {en: "A source", ru: "Источник"}, where: "nowhere", kind: press}', "states:"]
    for n in range(1, STATES + 1):
        lines.append(f"  - id: S{n:03}")
        lines.append(f'    short: {{en: "{long_name("State", n, 60)}", ru: "{long_name("Государство", n, 60)}"}}')
        lines.append(f'    full: {{en: "{long_name("State", n)}", ru: "{long_name("Государство", n)}"}}')
    (folder / "charter" / "organisation.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def big_site(folder: Path) -> Site:
    """300 members, 300 instruments, one of them signed and in force for all."""
    registry.found(folder / "organisation", files_of(big_charter(folder / "big")), "record.big.example/1")
    site = Site(folder / "organisation", every=100)  # a rebuild after each of 1,200 would take minutes
    said = transcribed("press")
    states = [f"S{n:03}" for n in range(1, STATES + 1)]
    for n in range(1, STATES + 1):
        site.enter(
            "instrument.adopt", instrument=f"treaty-{n}", kind="treaty", effective=f"{1990 + n // 30}-01-{1 + n % 28:02}", transcribed=said,
            title=words(long_name("Convention", n), long_name("Конвенция", n)), force={"rule": "deposits", "n": 1},
        )  # fmt: skip
    ground = words("deposited", "сдача на хранение")
    for i, state in enumerate(states):
        day = f"{1991 + i // 30}-03-{1 + i % 28:02}"
        site.enter("instrument.sign", on="instrument/treaty-1", state=state, effective="1990-02-01", transcribed=said)
        site.enter("instrument.deposit", on="instrument/treaty-1", state=state, effective=day, transcribed=said)
        site.enter("membership.found", state=state, ground=ground, instrument="treaty-1", effective=day, transcribed=said)
    return site
