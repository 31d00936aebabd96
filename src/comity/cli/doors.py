"""The one door, as acts are handed in from a shell: of a registry in this process, or of one that serves the folder.

Both have the same three ways: `prepare` gives the exact text to sign, `receive` takes the signed note, `held` gives
what the record holds already (`comity.exchange.Door`).
"""

import json
import urllib.error
import urllib.request
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from comity.acts import ActError
from comity.cli.words import tongue
from comity.organisation.finding import Entered, Finding, Reason, Refused
from comity.record import checkpoint, note, tiles
from comity.record.store import StoreError
from comity.registry import Prepared, Receipt, Registry

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

    def receive(self, data: bytes) -> Receipt | Refused:
        """Enters a signed act, or says why not."""
        return self.registry.receive(data)

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
        """The exact text of an act, and what would follow from it; raises `ActError` where the fields make none."""
        body = json.dumps({"act": name, "credential": credential, "fields": fields}).encode()
        status, data = self._ask("/acts/prepare", body, "application/json")
        if status >= 400:
            raise ActError(_detail(data))
        said = msgspec.json.decode(data)
        return PreparedThere(str(said["text"]).encode(), msgspec.convert(said["finding"], Finding))

    def receive(self, data: bytes) -> ReceiptThere | Refused:
        """Hands in a signed note; gives the receipt, or the refusal with its reason."""
        status, body = self._ask("/acts", data, "text/plain; charset=utf-8")
        if status >= 500:
            raise StoreError("cli.enter.unavailable", address=self.address, why=_detail(body))
        if status >= 400:
            return Refused(GROUNDS.get(status, "form"), Reason(_detail(body)))  # type: ignore[arg-type]
        said = msgspec.json.decode(body)
        finding = msgspec.convert(said["finding"], Entered)
        return ReceiptThere(int(said["entry"]), str(said["identity"]), finding, status == 201)

    def held(self) -> Iterable[bytes]:
        """Every entry that the published head covers, from the tiles."""
        head = checkpoint.read_text(note.read(self._get("checkpoint")).text)
        for path, _ in tiles.bundle_paths(head.size):
            yield from tiles.read_bundle(self._get(path))

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


def _detail(body: bytes) -> str:
    """What a problem (RFC 9457) says in its sentence."""
    try:
        return str(json.loads(body)["detail"])
    except (ValueError, KeyError, TypeError):
        return body[:200].decode(errors="replace")
