"""How the golden entries were made: fixed keys, fixed texts. What cannot be made twice (ES256 draws a number) is read only."""

from base64 import b64encode

from comity import canon
from comity.record import checkpoint, cosignature, entry
from comity.record.checkpoint import Checkpoint
from comity.record.keys import COSIGNATURE, Ed25519Signer
from comity.record.parts import commitment
from comity.record.tree import Tree
from tests.record.made import ORIGIN, made_signer

RECEIPTS = made_signer("csto.example/registry", 2, COSIGNATURE)
LOG = made_signer(ORIGIN, 1)
MISSION = made_signer("csto.example/TJ/mission/3", 3)
TREATY_SECTION = made_signer("csto.example/TJ/treaty-section/1", 4)
MINISTRY = made_signer("csto.example/TJ/ministry/2", 5)
REGISTRY = made_signer("csto.example/registry/acts/1", 6)
REGISTRAR = made_signer("csto.example/registrar/desk/1", 7)
MIRROR = made_signer("mirror.example/TJ", 8, COSIGNATURE)
RECEIVED = 1_771_410_367  # 2026-02-18T10:26:07Z
SALT = bytes(range(32))
NOTE = "application/vnd.comity.note"
SEEN: canon.Value = {"root": canon.b64u(bytes(range(32))), "size": 18200}

OBJECTION: canon.Value = {
    "act": "decision.object", "by": {"body": "cfm", "member": "TJ"}, "n": 42, "on": {"commit": canon.b64u(b"\x11" * 32), "ref": "decision/12"},
    "prev": canon.b64u(b"\x22" * 32), "seen": SEEN, "text": [{"lang": "en", "text": "Article 3 goes too far."}, {"lang": "ru", "text": "Статья 3 заходит слишком далеко."}],
}  # fmt: skip
DENUNCIATION: canon.Value = {
    "act": "instrument.denounce", "by": {"member": "TJ"}, "n": 7, "on": {"commit": canon.b64u(b"\x33" * 32), "ref": "instrument/cst-1992"},
    "prev": canon.b64u(b"\x44" * 32), "seen": SEEN, "state": "TJ",
}  # fmt: skip
DEPOSIT: canon.Value = {
    "act": "instrument.deposit", "by": {"office": "registrar"}, "effective": "1994-04", "n": 9,
    "on": {"commit": canon.b64u(b"\x55" * 32), "ref": "instrument/cst-1992/12"}, "prev": canon.b64u(b"\x66" * 32), "seen": SEEN, "state": "KZ",
    "transcribed": {"confidence": "medium", "source": ["S1994"]},
}  # fmt: skip


def text_of(act: canon.Value) -> bytes:
    """The text of an act in the record of the tests."""
    return entry.entry_text(ORIGIN, canon.encode(act))


def received(text: bytes, *authors: Ed25519Signer) -> bytes:
    """The entry: signed by these signers, received by the registry."""
    return entry.assemble(text, tuple(one.sign(text) for one in authors), cosignature.sign(RECEIPTS, text, RECEIVED))


def sealed_note() -> bytes:
    """What lies behind a sealed entry: the delegation's complete signed note, as it was handed in."""
    text = text_of(OBJECTION)
    return entry.assemble(text, (MISSION.sign(text),))


def sealing() -> canon.Value:
    """The public entry: class, commitment, and the size rounded up to whole kibibytes; nothing else."""
    note = sealed_note()
    part = {"class": "members", "commit": canon.b64u(commitment(SALT, NOTE, note)), "media": NOTE, "size": -(-len(note) // 1024) * 1024}
    return {"act": "record.seal", "by": {"office": "registry"}, "n": 3, "part": part, "prev": canon.b64u(b"\x77" * 32), "seen": SEEN}  # type: ignore[dict-item]


def made() -> dict[str, bytes]:
    """Every golden file that the same keys give again."""
    entries = {
        "plain.note": received(text_of(OBJECTION), MISSION),
        "quorum.note": received(text_of(DENUNCIATION), MISSION, TREATY_SECTION, MINISTRY),
        "transcribed.note": received(text_of(DEPOSIT), REGISTRAR),
        "sealed.note": received(text_of(sealing()), REGISTRY),
    }
    tree = Tree()
    tree.extend_entries(list(entries.values()))
    head = Checkpoint(ORIGIN, tree.size, tree.root())
    signed = checkpoint.sign(head, LOG, cosignature.sign(MIRROR, head.text(), RECEIVED + 60))
    path = "".join(f"{b64encode(one).decode()}\n" for one in tree.inclusion(1))
    proof = b"c2sp.org/tlog-proof@v1\nindex 1\n" + path.encode() + b"\n" + signed
    return {
        **entries,
        "sealed.part": SALT + NOTE.encode() + b"\x00" + sealed_note(),
        "checkpoint": signed,
        "quorum.tlog-proof": proof,
    }
