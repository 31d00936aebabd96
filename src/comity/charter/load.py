"""Loading a charter from a folder or from bytes, and complaining about one.

An organisation is a folder: `charter/*.yaml` (the law), `record/*.yaml` (historical acts to enter). A charter may
`extends:` another organisation; what it adds or says anew prevails. Every complaint names file, line, key, what was
found and what is expected; all are given at once.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from comity.charter import yaml_lines
from comity.charter.charter import Charter
from comity.charter.model import File
from comity.charter.yaml_lines import Lines, YamlFault
from comity.day import Truth, before, is_day
from comity.text import EQUAL_LENGTH, LANGUAGES

#: Pairs that are rightly the same in English and Russian.
REVIEWED_EQUAL: frozenset[str] = frozenset()


class Complaint(NamedTuple):
    """What is wrong in a charter file: where, what was found, what is expected."""

    file: str
    line: int
    key: str
    found: str
    expected: str

    def __str__(self) -> str:
        return self.said("en")

    def said(self, lang: str) -> str:
        """One sentence."""
        if lang == "ru":
            return f"{self.file}, строка {self.line}, {self.key or 'файл'}: {self.found}; ожидается: {self.expected}"
        return f"{self.file}, line {self.line}, {self.key or 'file'}: {self.found}; expected: {self.expected}"


class CharterError(ValueError):
    """A charter that cannot be used; `complaints` says everything that is wrong with it."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        super().__init__("\n".join(str(c) for c in complaints))
        self.complaints = tuple(complaints)


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
        known = ", ".join(shipped())
        raise CharterError([Complaint(name, 1, "", "no such organisation", f"a folder with charter/, or one of {known}")])
    return path


def chain(path: Path) -> list[Path]:
    """The folders that make up an organisation, the one it extends first; raises `CharterError` on a circle."""
    folders: list[Path] = []
    while True:
        if any(path.resolve() == other.resolve() for other in folders):
            raise CharterError([Complaint(f"{path.name}/charter", 1, "extends", f"{path.name} extends itself", "no circle")])
        folders.insert(0, path)
        extended = [e for file in sorted((path / "charter").glob("*.yaml")) if (e := _extends(file))]
        if not extended:
            return folders
        path = find_beside(path, extended[0])


def find_beside(path: Path, name: str) -> Path:
    """The organisation that another extends: beside it, or shipped."""
    beside = path.parent / name
    return beside if (beside / "charter").is_dir() else find(name)


def _extends(file: Path) -> str:
    found = re.search(rb"^extends: *([A-Za-z0-9-]+)", file.read_bytes(), re.MULTILINE)
    return found[1].decode() if found else ""


def files_of(path: Path) -> list[tuple[str, bytes]]:
    """Every charter file of an organisation and of those it extends, as `(csto/charter/states.yaml, bytes)`."""
    return [
        (f"{folder.name}/charter/{file.name}", file.read_bytes())
        for folder in chain(path)
        for file in sorted((folder / "charter").glob("*.yaml"))
    ]


def history_of(path: Path) -> list[Path]:
    """The files of historical acts of an organisation and of those it extends, in order."""
    return [file for folder in chain(path) for file in sorted((folder / "record").glob("*.yaml"))]


def load(name: str | Path) -> Charter:
    """The charter of a shipped organisation or a folder; raises `CharterError`."""
    return read_files(files_of(find(str(name))))


def read_files(files: Iterable[tuple[str, bytes]]) -> Charter:
    """The charter that these files say; raises `CharterError` with every complaint."""
    parsed, complaints = _parse(files)
    complaints += _consistent(parsed)
    if complaints:
        raise CharterError(sorted(complaints))
    return Charter(file for _, file, _ in parsed)


def check(path: Path) -> list[Complaint]:
    """Everything that is wrong with a charter folder; empty where nothing is."""
    try:
        files = files_of(path)
    except CharterError as fault:
        return list(fault.complaints)
    parsed, complaints = _parse(files)
    return sorted(complaints + _consistent(parsed))


Parsed = list[tuple[str, File, Lines]]


def _parse(files: Iterable[tuple[str, bytes]]) -> tuple[Parsed, list[Complaint]]:
    parsed: Parsed = []
    complaints: list[Complaint] = []
    for name, data in files:
        try:
            value, lines = yaml_lines.read(data)
            parsed.append((name, msgspec.convert({} if value is None else value, File), lines))
        except YamlFault as fault:
            complaints.append(Complaint(name, fault.line, "", str(fault), "a mapping in plain YAML"))
        except msgspec.ValidationError as fault:
            complaints.append(_of_type(name, str(fault), lines))
    return parsed, complaints


def _of_type(name: str, fault: str, lines: Lines) -> Complaint:
    """A complaint from a type's own: `Expected `str`, got `int` - at `$.states[2].id``."""
    said, _, place = fault.partition(" - at ")
    key = place.strip("`").removeprefix("$").removeprefix(".").replace("[...]", "")
    where = key
    while where and where not in lines:
        where = where.rpartition(".")[0] if "." in where else where.rpartition("[")[0]
    if unknown := re.match(r"Object contains unknown field `(.*)`", said):
        return Complaint(name, lines.get(f"{key}.{unknown[1]}".strip("."), lines.get(where, 1)), key, f"the unknown key {unknown[1]!r}", "a key of the schema (comity charter schema)")
    expected, _, found = said.partition(", got ")
    if missing := re.match(r"Object missing required field `(.*)`", said):
        return Complaint(name, lines.get(where, 1), key, f"{missing[1]!r} is missing", "all required keys")
    return Complaint(name, lines.get(where, 1), key, found.strip("`") or said, expected.removeprefix("Expected ").strip("`"))


def _consistent(parsed: Parsed) -> list[Complaint]:
    """What types cannot say: references that lead somewhere, days that exist and follow, languages that are there."""
    complaints: list[Complaint] = []
    sources = {s for _, file, _ in parsed for s in file.sources}
    provisions = {p.id for _, file, _ in parsed for p in file.provisions}
    bodies = {b.id for _, file, _ in parsed for b in file.bodies}
    spans: dict[str, list[tuple[str, str]]] = {}
    seen: dict[tuple[str, str], str] = {}
    for name, file, lines in parsed:
        if file.organisation is not None:
            _languages(name, "organisation", file.organisation, lines, complaints)
            _sources(name, "organisation", file.organisation.source, sources, lines, complaints)
        for kind in ("states", "bodies", "provisions", "not_known", "objectives", "principles", "challenges"):
            for i, thing in enumerate(getattr(file, kind)):
                at = f"{kind}[{i}]"
                _languages(name, at, thing, lines, complaints)
                _sources(name, at, getattr(thing, "source", ()), sources, lines, complaints)
                if kind != "provisions" and seen.setdefault((kind, thing.id), name) == name and _twice(file, kind, thing.id, i):
                    complaints.append(Complaint(name, _line(lines, at), at, f"the id {thing.id!r} stands twice", "each id once"))
                span = getattr(thing, "in_force", None)
                if span is not None:
                    _days(name, at, span, lines, complaints)
                for ref in _provision_refs(thing):
                    if ref not in provisions:
                        complaints.append(Complaint(name, _line(lines, at), at, f"the unknown provision {ref!r}", "a provision of the charter"))
        for i, provision in enumerate(file.provisions):
            at = f"provisions[{i}]"
            for start, until in spans.get(provision.id, []):
                if (not until or provision.in_force.start < until) and (not provision.in_force.until or start < provision.in_force.until):
                    complaints.append(Complaint(name, _line(lines, at), at, f"{provision.id} is in force twice on some days", "versions that do not overlap"))
            spans.setdefault(provision.id, []).append((provision.in_force.start, provision.in_force.until))
            if provision.id.partition("/")[0] != provision.instrument:
                complaints.append(Complaint(name, _line(lines, at), at, f"the id {provision.id!r}", f"{provision.instrument}/…"))
        for i, body in enumerate(file.bodies):
            for parent in body.parents:
                if parent not in bodies and parent != "organisation":
                    complaints.append(Complaint(name, _line(lines, f"bodies[{i}]"), f"bodies[{i}].parents", f"the unknown body {parent!r}", "a body of the charter, or 'organisation'"))
        for i, membership in enumerate(file.membership):
            at = f"membership[{i}]"
            for ref in (membership.deciding_provision, membership.notice_provision, membership.non_participation_provision):
                if ref and ref not in provisions:
                    complaints.append(Complaint(name, _line(lines, at), at, f"the unknown provision {ref!r}", "a provision of the charter"))
            if membership.deciding_body and membership.deciding_body not in bodies:
                complaints.append(Complaint(name, _line(lines, at), at, f"the unknown body {membership.deciding_body!r}", "a body of the charter"))
            _days(name, at, membership.in_force, lines, complaints)
    complaints += _circles(parsed)
    if parsed and not any(file.organisation for _, file, _ in parsed):
        complaints.append(Complaint(parsed[0][0], 1, "organisation", "missing", "one file that says which organisation this is"))
    return complaints


def _twice(file: File, kind: str, name: str, i: int) -> bool:
    return any(other.id == name for other in getattr(file, kind)[:i])


def _line(lines: Lines, at: str) -> int:
    return lines.get(at, 1)


def _provision_refs(thing: Any) -> tuple[str, ...]:
    refs = getattr(thing, "provisions", ())
    one = getattr(thing, "provision", "")
    return (*refs, one) if one else tuple(refs)


def _sources(name: str, at: str, used: Iterable[str], known: set[str], lines: Lines, out: list[Complaint]) -> None:
    for source in used:
        if source not in known:
            out.append(Complaint(name, _line(lines, f"{at}.source") if f"{at}.source" in lines else _line(lines, at), f"{at}.source", f"the unknown source {source!r}", "a source listed under 'sources'"))


def _days(name: str, at: str, span: Any, lines: Lines, out: list[Complaint]) -> None:
    where = f"{at}.in_force"
    for day in (span.start, span.until):
        if day and not is_day(day):
            out.append(Complaint(name, _line(lines, where), where, f"{day!r}, which no calendar has", "a day that exists"))
            return
    if span.start and span.until and before(span.start, span.until) is not Truth.YES:
        out.append(Complaint(name, _line(lines, where), where, f"until {span.until}, from {span.start}", "an end after the beginning"))


def _languages(name: str, at: str, thing: Any, lines: Lines, out: list[Complaint]) -> None:
    """Every text in both languages; an equal pair only where it was reviewed."""
    for field in thing.__struct_fields__:
        value = getattr(thing, field)
        if not isinstance(value, dict) or not value:
            continue
        where = f"{at}.{field}"
        absent = [lang for lang in LANGUAGES if lang not in value]
        if absent:
            out.append(Complaint(name, _line(lines, where), where, f"no words in {', '.join(absent)}", "words in English and Russian"))
            continue
        en, ru = value["en"], value["ru"]
        same = en if isinstance(en, str) and en == (ru if isinstance(ru, str) else ru.nom) else ""
        if len(same) > EQUAL_LENGTH and same not in REVIEWED_EQUAL:
            out.append(Complaint(name, _line(lines, where), where, f"{same!r} in both languages", "words of each language"))


def _circles(parsed: Parsed) -> list[Complaint]:
    parents = {b.id: (name, b.parents) for name, file, _ in parsed for b in file.bodies}
    out = []
    for start in parents:
        path, todo = {start}, list(parents[start][1])
        while todo:
            above = todo.pop()
            if above == start:
                name = parents[start][0]
                out.append(Complaint(name, 1, f"bodies.{start}.parents", f"{start} is above itself", "no circle of parents"))
                break
            if above in parents and above not in path:
                path.add(above)
                todo.extend(parents[above][1])
    return out


def charter_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a charter file, for editors and for whoever adds an organisation."""
    schema = msgspec.json.schema(File)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A charter file of Comity", **schema}
