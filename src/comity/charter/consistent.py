"""What types cannot say of a charter: references that lead somewhere, days that exist, languages that are there."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from msgspec import Struct

from comity.charter.complaints import Complaint, Saying, line_of, saying
from comity.charter.model import File, Source
from comity.charter.yaml_lines import Lines
from comity.day import Truth, before, is_day
from comity.day.in_force import InForce
from comity.text import EQUAL_LENGTH, LANGUAGES

#: Pairs that are rightly the same in English and Russian.
REVIEWED_EQUAL: frozenset[str] = frozenset()
_SECTIONS = (
    "states", "bodies", "provisions", "membership", "chairmanship", "arrears", "not_known", "objectives", "principles", "challenges", "texts", "instruments",
    "rules",
    "matters", "groups", "electorates", "seats", "weights",
)  # fmt: skip
#: Sections whose things have an id that stands once in a folder (versions of a provision share theirs).
_ONCE = ("states", "bodies", "not_known", "objectives", "principles", "challenges", "texts", "instruments")


#: Adds a complaint about a key of the thing at hand: what was found, what is expected.
Add = Callable[[str, Saying, Saying], None]


class Parsed(NamedTuple):
    """A file as values: those of its things that could be read, at which places they stood, and every id it names."""

    name: str
    file: File
    lines: Lines
    places: dict[str, list[int]]
    ids: dict[str, set[str]]

    @property
    def folder(self) -> str:
        """The organisation whose file this is."""
        return self.name.partition("/")[0]

    def things(self, section: str) -> Iterator[tuple[str, Any]]:
        """Each thing of a section with its place (`states[2]`)."""
        for i, thing in enumerate(getattr(self.file, section)):
            yield f"{section}[{self.places[section][i] if section in self.places else i}]", thing


class _Known(NamedTuple):
    sources: set[str]
    provisions: set[str]
    bodies: set[str]


def consistent(parsed: list[Parsed], broken: bool = False) -> list[Complaint]:
    """Everything that does not hang together; `broken` where some file could not be read as a whole."""
    known = _Known(*({i for one in parsed for i in one.ids[kind]} for kind in ("sources", "provisions", "bodies")))
    out: list[Complaint] = []
    for one in parsed:
        if one.file.organisation is not None and "organisation" in one.lines:
            _thing(one, "organisation", one.file.organisation, known, out)
        for section in _SECTIONS:
            for at, thing in one.things(section):
                _thing(one, at, thing, known, out)
        for source, thing in one.file.sources.items():
            _thing(one, f"sources.{source}", thing, known, out)
            _published(one, source, thing, out)
    _ids_once(parsed, out)
    _versions(parsed, out)
    _circles(parsed, out)
    if not broken and not any(one.file.organisation for one in parsed):
        where = parsed[0].name if parsed else "charter"
        missing = saying("missing", key="organisation")
        out.append(Complaint(where, 1, "organisation", missing, saying("organisation_once")))
    return out


def _thing(one: Parsed, at: str, thing: Struct, known: _Known, out: list[Complaint]) -> None:
    """One thing of a file, and the things inside it."""

    def add(key: str, found: Saying, expected: Saying) -> None:
        where = f"{at}.{key}" if key else at
        out.append(Complaint(one.name, line_of(one.lines, where), where, found, expected))

    for field in thing.__struct_fields__:
        value = getattr(thing, field)
        if field == "source":
            for source in value:
                if source not in known.sources:
                    add("source", saying("unknown_source", id=source), saying("a_source"))
        elif field in ("date", "horizon") and value and not is_day(value):
            add(field, saying("no_calendar_day", day=value), saying("calendar_day"))
        elif isinstance(value, InForce):
            _days(field, value, add)
        elif isinstance(value, Struct):
            _thing(one, f"{at}.{field}", value, known, out)
        elif field == "aliases_until":
            _aliases(thing, value, add)
        elif isinstance(value, dict) and value and field != "values":
            _languages(field, value, add)
        elif isinstance(value, tuple):
            for i, part in enumerate(value):
                if isinstance(part, dict):
                    _languages(f"{field}[{i}]", part, add)
                elif isinstance(part, Struct):
                    _thing(one, f"{at}.{field}[{i}]", part, known, out)
    for field, name in _refs(thing, "provision"):
        if name not in known.provisions:
            add(field, saying("unknown_provision", id=name), saying("a_provision"))
    for field, name in _refs(thing, "body"):
        if name not in known.bodies:
            add(field, saying("unknown_body", id=name), saying("a_body"))
    for name in getattr(thing, "over", ()):
        if name not in known.bodies:
            add("over", saying("unknown_body", id=name), saying("a_body"))
    for parent in getattr(thing, "parents", ()):
        if parent not in known.bodies and parent != "organisation":
            add("parents", saying("unknown_body", id=parent), saying("a_body_or_organisation"))
    instrument = getattr(thing, "instrument", "")
    if instrument and not str(getattr(thing, "id", "")).startswith(f"{instrument}/"):
        add("id", saying("the_id", id=getattr(thing, "id", "")), saying("begins_with", start=f"{instrument}/"))


def _aliases(state: Any, until: dict[str, str], add: Add) -> None:
    for code, day in until.items():
        if code not in state.aliases:
            add("aliases_until", saying("no_alias", alias=code), saying("an_alias", known=", ".join(state.aliases) or "–"))
        elif not is_day(day):
            add("aliases_until", saying("no_calendar_day", day=day), saying("calendar_day"))


def _refs(thing: Struct, kind: str) -> Iterator[tuple[str, str]]:
    """Every provision or body that a thing names: `provision`, `provisions`, `notice_provision`, `deciding_body` …"""
    for field in thing.__struct_fields__:
        value = getattr(thing, field)
        if field == f"{kind}s" and isinstance(value, tuple):
            yield from ((field, name) for name in value if isinstance(name, str))
        elif (field == kind or field.endswith(f"_{kind}")) and isinstance(value, str) and value:
            yield field, value


def _days(field: str, span: InForce, add: Add) -> None:
    for day in (span.start, span.until):
        if day and not is_day(day):
            add(field, saying("no_calendar_day", day=day), saying("calendar_day"))
            return
    if span.start and span.until and before(span.start, span.until) is not Truth.YES:
        add(field, saying("reversed", start=span.start, until=span.until), saying("end_after"))


def _languages(field: str, value: dict[str, Any], add: Add) -> None:
    """Words in both languages; an equal pair only where it was reviewed."""
    absent = [lang for lang in LANGUAGES if lang not in value]
    if absent:
        add(field, saying("language_missing", langs=", ".join(absent)), saying("both_languages"))
        return
    en, ru = (v if isinstance(v, str) else v.nom for v in (value["en"], value["ru"]))
    if en == ru and len(en) > EQUAL_LENGTH and en not in REVIEWED_EQUAL:
        add(field, saying("equal_pair", words=en), saying("each_language"))


def _published(one: Parsed, id: str, source: Source, out: list[Complaint]) -> None:
    """A title as published is among its words."""
    if source.published and source.published not in source.title:
        _complain(out, one, f"sources.{id}.published", saying("not_among", lang=source.published), saying("a_language_of_title", langs=", ".join(source.title)))


def _complain(out: list[Complaint], one: Parsed, at: str, found: Saying, expected: Saying) -> None:
    out.append(Complaint(one.name, line_of(one.lines, at), at, found, expected))


def _ids_once(parsed: Iterable[Parsed], out: list[Complaint]) -> None:
    """An id stands once in a folder; an organisation that extends another may say a thing anew."""
    seen: set[tuple[str, str, str]] = set()
    for one in parsed:
        for section in _ONCE:
            for at, thing in one.things(section):
                key = (one.folder, section, thing.id)
                if key in seen:
                    _complain(out, one, at, saying("id_twice", id=thing.id), saying("each_once"))
                seen.add(key)
        for source in one.file.sources:
            key = (one.folder, "sources", source)
            if key in seen:
                _complain(out, one, f"sources.{source}", saying("id_twice", id=source), saying("each_once"))
            seen.add(key)
        if "organisation" in one.lines:
            key = (one.folder, "organisation", "")
            if key in seen:
                _complain(out, one, "organisation", saying("organisation_twice"), saying("organisation_once"))
            seen.add(key)


def _versions(parsed: Iterable[Parsed], out: list[Complaint]) -> None:
    """Versions of a provision follow one another, and what the chairmanship falls by: none is in force beside another."""
    spans: dict[tuple[str, str], list[InForce]] = {}
    for one in parsed:
        for at, provision in one.things("provisions"):
            earlier = spans.setdefault((one.folder, provision.id), [])
            if any(other.overlaps(provision.in_force) for other in earlier):
                _complain(out, one, at, saying("in_force_twice", id=provision.id), saying("no_overlap"))
            earlier.append(provision.in_force)
        for at, chairing in one.things("chairmanship"):
            earlier = spans.setdefault((one.folder, f"chairmanship {chairing.body}"), [])
            if any(other.overlaps(chairing.in_force) for other in earlier):
                _complain(out, one, at, saying("in_force_twice", id=chairing.id), saying("no_overlap"))
            earlier.append(chairing.in_force)


def _circles(parsed: Iterable[Parsed], out: list[Complaint]) -> None:
    parents = {body.id: (one, at, body.parents) for one in parsed for at, body in one.things("bodies")}
    for start, (one, at, above) in parents.items():
        seen, todo = {start}, list(above)
        while todo:
            higher = todo.pop()
            if higher == start:
                _complain(out, one, f"{at}.parents", saying("above_itself", id=start), saying("no_parents_circle"))
                break
            if higher in parents and higher not in seen:
                seen.add(higher)
                todo.extend(parents[higher][2])
