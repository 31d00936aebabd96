"""A registry that lies: it has the record's own keys and enters what the rules would not have let in."""

from pathlib import Path
from typing import Any

import msgspec

from comity import acts
from comity.canon import b64u
from comity.organisation.fold import step
from comity.organisation.names import credential_of
from comity.organisation.standing import Standing
from comity.record import checkpoint, cosignature, entry
from comity.record.checkpoint import Checkpoint
from comity.record.heads import Heads
from comity.record.keys import Signer, read_key_file
from comity.record.sqlite import FILE, SqliteStore
from comity.record.tree import Tree
from comity.registry import signer_for


class Liar:
    """Holds the entries of a folder and its keys; `write` puts what it made of them back, with a head signed anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        store = SqliteStore(folder, write=False)
        self.entries = list(store.entries())
        store.close()
        self.log = read_key_file(folder / "keys" / "log.key")
        self.receipts = read_key_file(folder / "keys" / "receipts.key")
        self.origin = self.log.key.name

    def found(self, number: int) -> entry.Entry:
        """Entry `number`, read."""
        return entry.read_entry(self.entries[number - 1], self.origin, self.receipts.key)

    def made(self, json: dict[str, Any], credential: str | Signer, time: int) -> bytes:
        """An entry of this JSON, signed by the credential and received at this time."""
        signer = signer_for(self.folder, credential) if isinstance(credential, str) else credential
        text = entry.entry_text(self.origin, msgspec.json.encode(json, order="sorted"))
        return entry.assemble(text, (signer.sign(text),), cosignature.sign(self.receipts, text, time))

    def next_of(self, credential: str, **fields: Any) -> tuple[dict[str, Any], int]:
        """The JSON of a credential's next act, with number, previous act and head seen as they should be; and the hour."""
        tree = Tree()
        tree.extend_entries(self.entries)
        standing = self.standing()
        signer = standing.credentials[credential]
        by = {"member": signer.holder.member} if signer.holder.member else {"office": signer.holder.office}
        prev = {"prev": signer.prev} if signer.prev else {}
        json = {"by": by, "n": signer.n + 1, **prev, "seen": {"root": b64u(tree.root()), "size": tree.size}, **fields}
        return json, max(standing.last, standing.opened.now)

    def standing(self) -> Standing:
        """What the entries add up to, as far as the rules let them."""
        from comity.record.parts import Parts

        parts = Parts(self.folder / "parts")
        standing = Standing()
        for data in self.entries:
            found = entry.read_entry(data, self.origin, self.receipts.key)
            name = credential_of(self.origin, found.authors[0].name)
            standing = step(
                standing, acts.read(found.json), b64u(found.identity), found.time, name, lambda commit: parts.get(commit).data
            ).standing
        return standing

    def write(self, keep: bool = True) -> None:
        """Puts the entries into a new store; keeps the new head on this machine too, as a liar at the desk would."""
        for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
            (self.folder / name).unlink(missing_ok=True)
        tree = Tree()
        tree.extend_entries(self.entries)
        store = SqliteStore(self.folder)
        store.append(0, self.entries, tree.root())
        store.close()
        if keep:
            heads = Heads(self.entries[0], self.log.key)
            for slot in heads.slots:
                slot.unlink(missing_ok=True)
            heads = Heads(self.entries[0], self.log.key)
            heads.keep(checkpoint.sign(Checkpoint(self.origin, tree.size, tree.root()), self.log))
