"""What a file holds that somebody hands in: a signed note, or acts in YAML or JSON.

    comity/act/v1 …            a note that was signed elsewhere: handed in as it is

    - act: membership.declare  acts to be prepared and signed here, one or a list of them
      state: TJ
      stance: other
      text: {en: …, ru: …}

A note whose act names parts (the names of persons) has them in a file of their own, for they are no part of what is signed:
the JSON that a dry run gave with the text, or a list of them, as `POST /acts` takes them.

    [{"salt": …, "media": "text/plain; charset=utf-8", "data": …}]       salt and bytes in base64url

Where an act names its `source`, the file is a history: it is read as `comity init` reads one (`comity.exchange.history`).
Everything that is wrong with a file is said at once: file, line, key, what was found, what is expected.
"""

from pathlib import Path
from typing import Any

import msgspec

from comity import acts
from comity.acts import ACTS
from comity.acts.parts import parts_of
from comity.canon import CanonError, b64u, unb64u
from comity.charter import CharterError, Complaint, of_type, of_yaml, saying
from comity.charter.complaints import line_of
from comity.charter.yaml_lines import LARGEST, Lines, YamlFault
from comity.charter.yaml_lines import read as read_yaml
from comity.exchange import ToEnter, read_history
from comity.exchange.persons import standing_in
from comity.record.entry import HEADER
from comity.record.parts import SALT, StoredPart, commitment
from comity.record.store import StoreError

#: What the door fills in, here only so that the rest can be checked by the act's type.
_FILLED = {"by": {"office": "registrar"}, "n": 1, "seen": {"root": "A" * 43, "size": 0}}
_OF_THE_DOOR = ("by", "n", "prev", "seen", "transcribed")
_LANGS = ("en", "ru")


def read_handed_in(path: Path) -> bytes | list[ToEnter]:
    """A signed note's bytes, or the acts of a file; raises `CharterError` with complaints, `StoreError` if unreadable."""
    try:
        if path.stat().st_size > LARGEST:
            raise CharterError([of_yaml(path.name, YamlFault(1, "too_large", size=path.stat().st_size, limit=LARGEST))])
        data = path.read_bytes()
    except OSError as fault:
        raise StoreError("cli.enter.unreadable", file=str(path), why=fault.strerror or "") from None
    if data.startswith(HEADER.encode() + b"\n"):
        return data
    try:
        rows, lines = read_yaml(data)
    except YamlFault as fault:
        raise CharterError([of_yaml(path.name, fault)]) from None
    if isinstance(rows, list) and any(isinstance(row, dict) and "source" in row for row in rows):
        return read_history([path])
    acts, complaints = _own(path.name, rows, lines)
    if complaints:
        raise CharterError(sorted(complaints))
    return acts


class _Part(msgspec.Struct):
    """A part as it travels."""

    salt: str
    media: str
    data: str


class _Act(msgspec.Struct):
    """Of an act of a dry run, its parts."""

    parts: list[_Part] = []


class _DryRun(msgspec.Struct):
    """The JSON of a dry run, as far as it concerns parts."""

    acts: list[_Act]


def read_parts(path: Path, note: bytes) -> tuple[StoredPart, ...]:
    """Those parts of a file that the act of a note names; raises `StoreError` where the file holds none that can be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise StoreError("cli.enter.parts_form", file=str(path))
        found = msgspec.json.decode(path.read_bytes(), type=list[_Part] | _DryRun)
        listed = found if isinstance(found, list) else [part for act in found.acts for part in act.parts]
        parts = [StoredPart(unb64u(one.salt), one.media, unb64u(one.data)) for one in listed]
    except OSError as fault:
        raise StoreError("cli.enter.unreadable", file=str(path), why=fault.strerror or "") from None
    except (msgspec.MsgspecError, CanonError, ValueError):
        raise StoreError("cli.enter.parts_form", file=str(path)) from None
    named = _named(note)
    return tuple(one for one in parts if len(one.salt) == SALT and b64u(commitment(*one)) in named)


def _named(note: bytes) -> frozenset[str]:
    """The commitments of the parts that a note's act names; of what is no act, none: the door says why."""
    try:
        return frozenset(part.commit for part in parts_of(acts.read(note.split(b"\n")[2])))
    except (acts.ActError, IndexError):
        return frozenset()


def _own(file: str, rows: Any, lines: Lines) -> tuple[list[ToEnter], list[Complaint]]:
    """Acts that their maker signs."""
    if not rows or not isinstance(rows, (list, dict)):
        return [], [Complaint(file, 1, "", saying("type_found", what="charter.nothing"), saying("list_of_acts"))]
    acts: list[ToEnter] = []
    complaints: list[Complaint] = []
    single = isinstance(rows, dict)
    for i, row in enumerate([rows] if single else rows):
        at = "" if single else f"[{i}]"
        if not isinstance(row, dict) or not isinstance(row.get("act"), str):
            complaints.append(Complaint(file, line_of(lines, at), at, saying("missing", key="act"), saying("an_act", examples=_some())))
        elif row["act"] not in ACTS:
            key = f"{at}.act".lstrip(".")
            complaints.append(
                Complaint(file, line_of(lines, key), key, saying("unknown_act", act=row["act"]), saying("an_act", examples=_some(row["act"])))
            )
        else:
            fields = {key: _worded(value) for key, value in row.items() if key != "act"}
            fault = _type_fault(row["act"], fields)
            if fault:
                options = [f for f in ACTS[row["act"]].__struct_fields__ if f not in _OF_THE_DOOR]
                complaints.append(of_type(file, fault, lines, at, ACTS[row["act"]], options))
            acts.append(ToEnter(file, line_of(lines, at), row["act"], fields))
    return acts, complaints


def _some(name: str = "") -> str:
    """A few acts, of the same room where there is one."""
    room = name.partition(".")[0]
    return ", ".join(([act for act in ACTS if act.startswith(f"{room}.")] or list(ACTS))[:6])


def _worded(value: Any) -> Any:
    """Words written by language become the list that an act holds."""
    if isinstance(value, dict) and value and set(value) & set(_LANGS) and all(len(k) in (2, 3) for k in value):
        return [{"lang": lang, "text": words} for lang, words in sorted(value.items())]
    if isinstance(value, dict):
        return {key: _worded(one) for key, one in value.items()}
    return [_worded(one) for one in value] if isinstance(value, list) else value


def _type_fault(name: str, fields: dict[str, Any]) -> str:
    """What the act's type has against the fields, or nothing."""
    full = {**_FILLED, **standing_in(fields), "act": name}
    if isinstance(full.get("on"), str):
        full["on"] = {"ref": full["on"], "commit": "A" * 43}
    try:
        msgspec.convert(full, ACTS[name], strict=True)
    except (msgspec.ValidationError, ValueError) as fault:
        return str(fault)
    return ""
