"""The way in of a history: each act prepared, signed and handed in at the one door, in the order of the file.

Trust: the door is believed in what it says is in its record; what it hands out to be signed is the text of the very
act that was asked for, or nothing is signed.

A file may be entered again, after a fault or with more acts at its end: what the record holds already is found there
and not entered twice. An act is *held* where an entry says the same thing (everything but who speaks, its number and
what it had seen; names of persons by their bytes, for their commitments are made anew each time), each entry standing
for one act of the file. So the record itself remembers how far one came, no
second file does; and an act that was changed in the file after it was entered is a new act: what was entered wrongly
is corrected by `record.correct`.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol

import msgspec

from comity import acts
from comity.acts.base import Version
from comity.canon import b64u
from comity.exchange.history import LOCAL, ToEnter
from comity.exchange.persons import FIELD, parted, same
from comity.organisation.dispatch import OPENING, place_of
from comity.organisation.finding import Entered, Finding, HasEffect, Reason, Refused, WithoutEffect, params
from comity.organisation.names import key_name
from comity.phrases import Names, say
from comity.record import entry, note
from comity.record.keys import Signer
from comity.record.parts import StoredPart

#: Called with how many acts are dealt with, of how many.
Progress = Callable[[int, int], None]
#: How often an act is prepared again because somebody else used the credential in between.
AGAIN = 3
#: What does not belong to what an act says, but to the moment at which it is made.
_OF_THE_MOMENT = ("by", "n", "prev", "seen")


class Prepared(Protocol):
    """The exact text of an act, ready to be signed, and what would follow from it."""

    @property
    def text(self) -> bytes:
        """The text."""

    @property
    def finding(self) -> Finding:
        """What the registry would find."""


class Receipt(Protocol):
    """An act was entered."""

    @property
    def entry(self) -> int:
        """Its entry number."""

    @property
    def identity(self) -> str:
        """SHA-256 of its text, base64url."""

    @property
    def finding(self) -> Entered:
        """What the registry found."""


class Door(Protocol):
    """The one door of a record: the registry of this process, or one behind HTTP."""

    def prepare(self, name: str, fields: dict[str, Any], credential: str) -> Prepared:
        """The text of an act; raises `ActError` where the fields make none."""

    def receive(self, data: bytes, parts: Sequence[StoredPart] = ()) -> "Receipt | Refused":
        """Enters a signed act with the parts that it names, or says why not."""

    def held(self) -> Iterable[bytes]:
        """The bytes of every entry, from the first."""

    def part(self, commit: str) -> bytes | None:
        """The bytes of a part, none where they were erased."""


class Noted(NamedTuple):
    """An act that was entered and is without effect, or with a warning."""

    act: ToEnter
    entry: int
    finding: Entered

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it is without effect, or the warnings."""
        return (self.finding.reason,) if isinstance(self.finding, WithoutEffect) else self.finding.warnings

    def said(self, lang: str, names: Names) -> str:
        """`file:line: act (entry 12): the reason`, one line for each reason."""
        head = f"{self.act.file}:{self.act.line}: {self.act.act}"
        return "\n".join(f"{head}: {say(r.code, r.params, lang, names)}" for r in self.reasons)


class Stopped(NamedTuple):
    """The act at which entering ended: it was refused, and nothing after it was handed in."""

    act: ToEnter
    refused: Refused

    def said(self, lang: str, names: Names) -> str:
        """`file:line: act: the reason`."""
        reason = self.refused.reason
        return f"{self.act.file}:{self.act.line}: {self.act.act}: {say(reason.code, reason.params, lang, names)}"


class Summary(NamedTuple):
    """What came of a history: acts newly entered, acts held already, what is remarkable, where it ended."""

    entered: int
    held: int
    noted: tuple[Noted, ...]
    stopped: Stopped | None


class _At(NamedTuple):
    entry: int
    identity: str
    person: tuple[Version, ...] = ()


def enter(
    door: Door, signer: Signer, credential: str, history: Sequence[ToEnter], progress: Progress | None = None
) -> Summary:
    """Enters the acts in order, each once; ends at the first that is refused. Raises what the door raises."""
    held = _held(door)
    names: dict[tuple[str, str], tuple[str, _At]] = {}
    noted: list[Noted] = []
    entered = known = 0
    for done, act in enumerate(history):
        if progress is not None:
            progress(done, len(history))
        fields, parts = parted(_resolved(act, names))
        try:
            says = _said(_typed(act.act, fields))
        except acts.ActError as fault:
            return Summary(entered, known, tuple(noted), Stopped(act, _malformed(str(fault))))
        at = _taken(held[says], parts, door) if says in held else None
        if at is not None:
            known += 1
        else:
            receipt = _hand_in(door, signer, credential, act.act, fields, parts)
            if isinstance(receipt, Refused):
                return Summary(entered, known, tuple(noted), Stopped(act, receipt))
            at = _At(receipt.entry, receipt.identity)
            entered += 1
            if not isinstance(receipt.finding, HasEffect) or receipt.finding.warnings:
                noted.append(Noted(act, receipt.entry, receipt.finding))
        if act.name:
            names[act.file, act.name] = (_ref(act.act, fields, at.entry), at)
    if progress is not None:
        progress(len(history), len(history))
    return Summary(entered, known, tuple(noted), None)


def _taken(places: deque[_At], parts: Sequence[StoredPart], door: Door) -> _At | None:
    """The first of the entries that say the same, with the same names of persons; it stands for no second act."""
    found = next((at for at in places if same(at.person, parts, door.part)), None)
    if found is not None:
        places.remove(found)
    return found


def _hand_in(
    door: Door, signer: Signer, credential: str, name: str, fields: dict[str, Any], parts: Sequence[StoredPart]
) -> "Receipt | Refused":
    """Prepares, signs, hands in; again where the credential was used by somebody else in between."""
    for _ in range(AGAIN):
        try:
            prepared = door.prepare(name, fields, credential)
        except acts.ActError as fault:
            return _malformed(str(fault))
        if isinstance(prepared.finding, Refused):
            answer: Receipt | Refused = prepared.finding
        else:
            if not _is_asked_for(prepared.text, signer, credential, name, fields):
                return _malformed("the text prepared there is not the act that was asked for; nothing was signed")
            answer = door.receive(entry.assemble(prepared.text, (signer.sign(prepared.text),)), parts)
        if not isinstance(answer, Refused) or answer.kind != "sequence":
            return answer
    return answer


def _is_asked_for(text: bytes, signer: Signer, credential: str, name: str, fields: dict[str, Any]) -> bool:
    """Whether a text says the very act that was asked for, in the record for which this key signs, and nothing else."""
    try:
        origin = entry.origin_of(text)
        json = text.split(b"\n")[2]
        whole = entry.entry_text(origin, json) == text and key_name(origin, credential) == signer.key.name
        told, asked = acts.read(json), _typed(name, fields)
        return whole and _said(told) == _said(asked) and getattr(told, FIELD, ()) == getattr(asked, FIELD, ())
    except (IndexError, ValueError):  # no entry, no act, no origin
        return False


def _malformed(why: str) -> Refused:
    return Refused("form", Reason("record.malformed", params(why=("text", why))))


def _held(door: Door) -> dict[bytes, deque[_At]]:
    """What the record says already, by what each transcribed act says."""
    found: dict[bytes, deque[_At]] = defaultdict(deque)
    for number, data in enumerate(door.held(), start=1):
        rows = data.split(b"\n", 3)
        if len(rows) == 4 and b'"transcribed":' in rows[2]:
            identity = b64u(note.identity(b"\n".join(rows[:3]) + b"\n"))
            act = acts.read(rows[2])
            found[_said(act)].append(_At(number, identity, getattr(act, FIELD, ())))
    return found


def _said(act: acts.base.Act) -> bytes:
    """What an act says, without the moment at which it was made and the commitments of what it points at and names."""
    plain: dict[str, Any] = msgspec.json.decode(acts.write(act))
    for member in _OF_THE_MOMENT:
        plain.pop(member, None)
    for member in ("on", "about"):
        if member in plain:
            plain[member] = _bare(plain[member])
    for version in plain.get(FIELD, ()):
        del version["part"]["commit"]
    return msgspec.json.encode(plain, order="sorted")


def _bare(value: Any) -> Any:
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return value["ref"] if isinstance(value, dict) else value


_MOMENT = {"by": {"office": "registrar"}, "n": 1, "seen": {"root": "A" * 43, "size": 0}}


def _typed(name: str, fields: dict[str, Any]) -> acts.base.Act:
    """The act that the fields make, as if made at no particular moment."""
    full = {**_MOMENT, **fields}
    if isinstance(full.get("on"), str):
        full["on"] = {"ref": full["on"], "commit": "A" * 43}
    return acts.fill(name, full)


def _resolved(act: ToEnter, names: dict[tuple[str, str], tuple[str, _At]]) -> dict[str, Any]:
    """The fields with the names of acts above turned into where they stand in the record."""

    def place(ref: str, with_commitment: bool) -> Any:
        local = LOCAL.fullmatch(ref)
        if local is None:
            return ref
        found, at = names[act.file, local[1]]
        return {"ref": found, "commit": at.identity} if with_commitment else found

    fields = dict(act.fields)
    if isinstance(fields.get("on"), str):
        fields["on"] = place(fields["on"], True)
    if isinstance(fields.get("about"), list):
        fields["about"] = [place(one, "on" in fields) if isinstance(one, str) else one for one in fields["about"]]
    return fields


def _ref(name: str, fields: dict[str, Any], number: int) -> str:
    """Where an entered act stands: `instrument/cst-1992/12`, `member/TJ/13`, `decision/budget-2004`, `record/14`."""
    if name == "instrument.adopt":
        return f"instrument/{fields['instrument']}"
    on = fields.get("on")
    ref = on["ref"] if isinstance(on, dict) else on
    if isinstance(ref, str) and ref.startswith("instrument/"):
        return f"instrument/{ref.split('/')[1]}/{number}"
    if name.startswith("membership.") and "state" in fields:
        return f"member/{fields['state']}/{number}"
    act = _typed(name, fields)
    if (place := place_of(act)) is not None:
        return place.ref if isinstance(act, OPENING) else f"{place.ref}/{number}"
    return f"record/{number}"
