"""Loading a charter from a folder or from bytes, and complaining about one.

An organisation is a folder: `charter/*.yaml` (the law), `record/*.yaml` (historical acts to enter). A charter may
`extends:` another organisation; what it adds or says anew prevails: a thing of the same id, and of `organisation:` the
keys that it gives. Every complaint names file, line, key, what was found and what is expected; all are given at once.

Trust: files may be anybody's. Links are not followed, large files and unfolding YAML are not read.
"""

import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec

from comity.charter import yaml_lines
from comity.charter.charter import Charter
from comity.charter.complaints import CharterError, Complaint, of_type, of_yaml, saying
from comity.charter.consistent import Parsed, consistent
from comity.charter.consistent_rules import consistent_rules
from comity.charter.model import File
from comity.charter.yaml_lines import LARGEST, Lines, YamlFault


def shipped_folder() -> Path:
    """Where the organisations that come with Comity lie: in the package, or at the root of a checkout."""
    inside = Path(__file__).parent.parent / "organisations"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "organisations"


def shipped() -> dict[str, Path]:
    """The organisations that come with Comity, by id."""
    return {p.name: p for p in sorted(shipped_folder().iterdir()) if (p / "charter").is_dir()}


def find(name: str) -> Path:
    """The folder of a shipped organisation or of a path; raises `CharterError`."""
    path = shipped().get(name) or Path(name)
    if not (path / "charter").is_dir():
        known = list(shipped())
        found = saying("folder_without_charter") if path.is_dir() else saying("no_such_organisation", near=_near(name, known))
        raise CharterError([Complaint(name or '""', 0, "", found, saying("folder_or", known=", ".join(known)))])
    return path


def _near(name: str, known: list[str]) -> str:
    """Which organisation may have been meant; empty where none is near."""
    from difflib import get_close_matches  # for bad names only

    return next(iter(get_close_matches(name.casefold(), known, n=1)), "")


def chain(path: Path) -> list[Path]:
    """The folders that make up an organisation, the one it extends first; raises `CharterError` on a circle."""
    folders: list[Path] = []
    while True:
        if any(path.resolve() == other.resolve() for other in folders):
            found = saying("extends_itself", name=path.name)
            raise CharterError([Complaint(f"{path.name}/charter", 1, "extends", found, saying("no_circle"))])
        folders.insert(0, path)
        extended = [e for file in _plain(path, "charter") if (e := _extends(file))]
        if not extended:
            return folders
        path = find_beside(path, extended[0])


def find_beside(path: Path, name: str) -> Path:
    """The organisation that another extends: beside it, or shipped."""
    beside = path.parent / name
    return beside if (beside / "charter").is_dir() else find(name)


def _extends(file: Path) -> str:
    found = re.search(rb"^extends: *[\"']?([A-Za-z0-9._-]+)", _bytes(file), re.MULTILINE)
    return found[1].decode() if found else ""


def _plain(folder: Path, kind: str) -> list[Path]:
    """The YAML files of a folder, by name; raises `CharterError` where one is a link, no plain file, or too large."""
    files = sorted((folder / kind).glob("*.yaml"))
    complaints = []
    for file in files:
        name = f"{folder.name}/{kind}/{file.name}"
        try:
            about = file.lstat()
        except OSError as fault:
            found = saying("unreadable", why=fault.strerror or "")
            complaints.append(Complaint(name, 1, "", found, saying("plain_file")))
            continue
        if not stat.S_ISREG(about.st_mode):
            complaints.append(Complaint(name, 1, "", saying("not_a_plain_file"), saying("plain_file")))
        elif about.st_size > LARGEST:
            complaints.append(of_yaml(name, YamlFault(1, "too_large", size=about.st_size, limit=LARGEST)))
    if complaints:
        raise CharterError(complaints)
    return files


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        name = "/".join(file.parts[-3:])
        raise CharterError(
            [Complaint(name, 1, "", saying("unreadable", why=fault.strerror or ""), saying("plain_file"))]
        ) from None


def files_of(path: Path) -> list[tuple[str, bytes]]:
    """Every charter file of an organisation and of those it extends, as `(csto/charter/states.yaml, bytes)`."""
    return [
        (f"{folder.name}/charter/{file.name}", _bytes(file))
        for folder in chain(path)
        for file in _plain(folder, "charter")
    ]


def history_of(path: Path) -> list[Path]:
    """The files of historical acts of an organisation and of those it extends, in order."""
    return [file for folder in chain(path) for file in _plain(folder, "record")]


def load(name: str | Path) -> Charter:
    """The charter of a shipped organisation or a folder; raises `CharterError`."""
    return read_files(files_of(find(str(name))))


def read_files(files: Iterable[tuple[str, bytes]]) -> Charter:
    """The charter that these files say; raises `CharterError` with every complaint."""
    parsed, complaints = _read(files)
    if complaints:
        raise CharterError(complaints)
    return Charter((one.folder, one.file) for one in parsed)


def check(path: Path) -> list[Complaint]:
    """Everything that is wrong with a charter folder; empty where nothing is."""
    try:
        files = files_of(path)
    except CharterError as fault:
        return list(fault.complaints)
    if not files:
        return [Complaint(f"{path.name}/charter", 1, "", saying("no_charter_files"), saying("a_charter_file"))]
    return _read(files)[1]


def _read(files: Iterable[tuple[str, bytes]]) -> tuple[list[Parsed], list[Complaint]]:
    parsed, complaints = _parse(files)
    broken = bool(complaints)
    complaints += consistent(parsed, broken) + consistent_rules(parsed, broken)
    return parsed, sorted(set(complaints))


def _parse(files: Iterable[tuple[str, bytes]]) -> tuple[list[Parsed], list[Complaint]]:
    parsed: list[Parsed] = []
    complaints: list[Complaint] = []
    said: dict[str, Any] = {}
    for name, data in files:
        try:
            value, lines = yaml_lines.read(data)
        except YamlFault as fault:
            complaints.append(of_yaml(name, fault))
            continue
        value = {} if value is None else value
        if isinstance(value, dict) and isinstance(value.get("organisation"), dict):
            said = {**said, **value["organisation"]}  # what an extending organisation does not say anew stays
            value = {**value, "organisation": said}
        one, faults = _typed(name, value, lines)
        parsed.append(one)
        complaints += faults
    return parsed, complaints


#: What may stand under each key of a charter file.
_KEYS = {field.name: field.type for field in msgspec.structs.fields(File)}


def _typed(name: str, value: Any, lines: Lines) -> tuple[Parsed, list[Complaint]]:
    """The file as values; where that fails, what of it can be read, and a complaint for each thing that cannot."""
    ids = {kind: {str(id_of) for id_of in _ids(value, kind)} for kind in _KEYS}
    try:
        return Parsed(name, msgspec.convert(value, File), lines, {}, ids), []
    except msgspec.ValidationError as fault:
        if not isinstance(value, dict):
            return Parsed(name, File(), lines, {}, ids), [of_type(name, str(fault), lines)]
    complaints: list[Complaint] = []
    good: dict[str, Any] = {}
    places: dict[str, list[int]] = {}
    for key, thing in value.items():
        if key not in _KEYS:
            found = saying("unknown_key", key=key)
            expected = saying("one_of", options=", ".join(_KEYS))
            complaints.append(Complaint(name, lines.get(key, 1), key, found, expected))
            continue
        for at, i, part, kind in _parts(key, thing):
            try:
                fit = msgspec.convert(part, kind)
            except msgspec.ValidationError as fault:
                said = str(fault).replace("$[0]", "$", 1) if i is not None else str(fault)
                complaints.append(of_type(name, said, lines, at, _one(kind)))
                continue
            if i is None:
                good[key] = {**good[key], **fit} if isinstance(fit, dict) and key in good else fit
            else:
                good[key] = (*good.get(key, ()), *fit)
                places.setdefault(key, []).append(i)
    return Parsed(name, File(**good), lines, places, ids), complaints


def _ids(value: Any, kind: str) -> Iterator[str]:
    """The ids of things under a key, of what is a body's also with its body: `simple`, `assembly/simple`."""
    things = value.get(kind) if isinstance(value, dict) else None
    if isinstance(things, dict):
        yield from things
    elif isinstance(things, list):
        for thing in things:
            if isinstance(thing, dict) and isinstance(thing.get("id"), str):
                yield thing["id"]
                if "body" in thing:
                    yield f"{thing['body']}/{thing['id']}"


def _parts(key: str, thing: Any) -> Iterator[tuple[str, int | None, Any, Any]]:
    """Each thing under a key by itself: its place, its number in a list, its value, the type that it should have."""
    kind = _KEYS[key]
    if isinstance(thing, list) and getattr(kind, "__origin__", None) is tuple:
        for i, item in enumerate(thing):
            yield f"{key}[{i}]", i, [item], kind
    elif isinstance(thing, dict) and getattr(kind, "__origin__", None) is dict:
        for name, item in thing.items():
            yield f"{key}.{name}", None, {name: item}, kind
    else:
        yield key, None, thing, kind


def _one(kind: Any) -> Any:
    """The type of one thing of a list of them."""
    return get_args(kind)[0] if getattr(kind, "__origin__", None) is tuple else kind
