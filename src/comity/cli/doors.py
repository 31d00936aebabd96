"""The one door, as acts are handed in from a shell: of a registry in this process, or of one that serves the folder.

Both have the same ways: `prepare` gives the exact text to sign, `receive` takes the signed note with the parts that it
names, `held` and `part` give what the record holds already (`comity.exchange.Door`).
"""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from comity import acts
from comity.canon import b64u
from comity.cli.rehearsal import rehearse
from comity.cli.sentences import sentence
from comity.cli.words import tongue
from comity.organisation.finding import Entered, Finding, Reason, Refused, WithoutEffect
from comity.record import checkpoint, note, tiles
from comity.record.parts import SALT, StoredPart
from comity.record.sqlite import held, holder
from comity.record.store import StoreError
from comity.registry import Prepared, Receipt, Registry, open_folder

#: How long to wait for an answer (seconds); entering waits for the disk only.
PATIENCE = 60
#: The grounds of refusal by the status with which a server tells them.
GROUNDS = {400: "form", 403: "authenticity", 409: "sequence", 413: "limit", 422: "procedure"}


class RegistryDoor:
    """The door of a registry in this process."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def prepare(self, name: str, fields: dict[str, Any], credential: str) -> Prepared:
        """The exact text of an act, and what would follow from it."""
        return self.registry.prepare(name, fields, credential)

    def receive(self, data: bytes, parts: Sequence[StoredPart] = ()) -> Receipt | Refused:
        """Enters a signed act with its parts, or says why not."""
        return self.registry.receive(data, parts)

    def part(self, commit: str) -> bytes | None:
        """The bytes of a part; none where it is not there any more."""
        return self.registry.part(commit)

    def size(self) -> int:
        """How many entries there are."""
        return self.registry.log.size

    def held(self) -> Iterable[bytes]:
        """Every entry, from the first."""
        return self.registry.held()


class PreparedThere(NamedTuple):
    """The text that a server composed, and what it says would follow."""

    text: bytes
    finding: Finding


class ReceiptThere(NamedTuple):
    """What a server says it entered."""

    entry: int
    identity: str
    finding: Entered
    new: bool


class HttpDoor:
    """The door of a server: `POST /acts/prepare`, `POST /acts`; what is held is read from its tiles."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")

    def prepare(self, name: str, fields: dict[str, Any], credential: str) -> PreparedThere:
        """The exact text of an act, and what would follow from it; a refusal without a text where the fields make none."""
        body = json.dumps({"act": name, "credential": credential, "fields": fields}).encode()
        status, data = self._ask("/acts/prepare", body, "application/json")
        if status >= 500:
            raise StoreError("cli.enter.unavailable", address=self.address, why=_detail(data))
        if status >= 400:
            return PreparedThere(b"", Refused(GROUNDS.get(status, "form"), Reason(_detail(data))))  # type: ignore[arg-type]
        said = msgspec.json.decode(data)
        return PreparedThere(str(said["text"]).encode(), msgspec.convert(said["finding"], Finding))

    def receive(self, data: bytes, parts: Sequence[StoredPart] = ()) -> ReceiptThere | Refused:
        """Hands in a signed note with its parts; gives the receipt, or the refusal with its reason."""
        media = "text/plain; charset=utf-8"
        if parts:
            data, media = json.dumps({"note": data.decode(), "parts": plain_parts(parts)}).encode(), "application/json"
        status, body = self._ask("/acts", data, media)
        if status >= 500:
            raise StoreError("cli.enter.unavailable", address=self.address, why=_detail(body))
        if status >= 400:
            return Refused(GROUNDS.get(status, "form"), Reason(_detail(body)))  # type: ignore[arg-type]
        said = msgspec.json.decode(body)
        finding = msgspec.convert(said["finding"], Entered)
        return ReceiptThere(int(said["entry"]), str(said["identity"]), finding, status == 201)

    def size(self) -> int:
        """How many entries the published head covers."""
        return checkpoint.read_text(note.read(self._get("checkpoint")).text).size

    def held(self) -> Iterable[bytes]:
        """Every entry that the published head covers, from the tiles."""
        for path, _ in tiles.bundle_paths(self.size()):
            yield from tiles.read_bundle(self._get(path))

    def part(self, commit: str) -> bytes | None:
        """The bytes of a public part; none where the server has it no more."""
        status, data = self._ask(f"/record/parts/{commit}", None, "")
        return data[SALT:].partition(b"\x00")[2] if status == 200 else None

    def _get(self, path: str) -> bytes:
        status, data = self._ask(f"/record/{path}", None, "")
        if status != 200:
            raise StoreError("cli.enter.unavailable", address=self.address, why=f"{path}: {status}")
        return data

    def _ask(self, path: str, body: bytes | None, media: str) -> tuple[int, bytes]:
        headers = {"Accept": "application/json", "Accept-Language": tongue.lang, **({"Content-Type": media} if media else {})}
        request = urllib.request.Request(self.address + path, body, headers)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=PATIENCE) as answer:
                return int(answer.status), answer.read()
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, refusal.read()
        except (OSError, ValueError) as fault:
            why = getattr(fault, "reason", None) or fault
            raise StoreError("cli.enter.unavailable", address=self.address, why=str(getattr(why, "strerror", None) or why)) from None


class Handed(NamedTuple):
    """An act that came through: its entry number, its exact text, what was found of it, the parts that travelled beside it."""

    entry: int
    identity: str
    text: bytes
    finding: Entered
    parts: tuple[StoredPart, ...] = ()

    def sentence(self) -> str:
        """The act in words."""
        return sentence(acts.read(self.text.split(b"\n")[2]))

    def reasons(self) -> list[tuple[Reason, str]]:
        """Why it is without effect, or the warnings, each with the phrase that introduces it."""
        if isinstance(self.finding, WithoutEffect):
            return [(self.finding.reason, "cli.acts.without_effect")]
        return [(one, "cli.acts.warned") for one in self.finding.warnings]


class Watched:
    """A door whose receipts are kept, so that it can be said what came through; `known` counts what was there before."""

    def __init__(self, door: "RegistryDoor | HttpDoor") -> None:
        self._door = door
        self._before = door.size()
        self.entered: list[Handed] = []
        self.known = 0

    def prepare(self, name: str, fields: dict[str, Any], credential: str) -> "Prepared | PreparedThere":
        """As the door does."""
        return self._door.prepare(name, fields, credential)

    def receive(self, data: bytes, parts: Sequence[StoredPart] = ()) -> "Receipt | ReceiptThere | Refused":
        """As the door does; a receipt is kept."""
        answer = self._door.receive(data, parts)
        if not isinstance(answer, Refused):
            if answer.entry > self._before:
                text = data.split(b"\n\n", 1)[0] + b"\n"
                self.entered.append(Handed(answer.entry, answer.identity, text, answer.finding, tuple(parts)))
            else:
                self.known += 1
        return answer

    def held(self) -> Iterable[bytes]:
        """As the door does."""
        return self._door.held()

    def part(self, commit: str) -> bytes | None:
        """As the door does."""
        return self._door.part(commit)


def door_of(folder: Path, rehearsing: bool) -> tuple["RegistryDoor | HttpDoor", str, Callable[[], object]]:
    """The door to a folder, through what it leads, and what closes it.

    The server's where one serves the folder, else a registry of this process; a rehearsal's where nothing is to be kept.
    """
    if rehearsing:
        return RegistryDoor(rehearse(folder)), tongue("cli.enter.rehearsal"), lambda: None
    if held(folder) and (address := holder(folder).get("address")):
        here = address.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")
        return HttpDoor(here), here, lambda: None
    served = open_folder(folder)
    return RegistryDoor(served.registry), str(folder), served.close


def plain_parts(parts: Iterable[StoredPart]) -> list[dict[str, str]]:
    """Parts as they travel in JSON: salt and bytes in base64url, the media type."""
    return [{"salt": b64u(one.salt), "media": one.media, "data": b64u(one.data)} for one in parts]


def _detail(body: bytes) -> str:
    """What a problem (RFC 9457) says in its sentence."""
    try:
        return str(json.loads(body)["detail"])
    except (ValueError, KeyError, TypeError):
        return body[:200].decode(errors="replace")
