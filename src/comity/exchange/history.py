"""A history as a file of acts: what a lawyer writes down from sources, and what is handed in from it.

    - act: instrument.sign
      on: instrument/cst-1992
      states: [AM, KZ, KG, RU, TJ, UZ]          one act for each of them; with days of their own {AM: 1992-05-15, …}
      effective: 1992-05-15                     as precisely as it is known: 1992-05-15, 1992-05 or 1992
      source: [HIST25]                          sources of the charter, at least one
      confidence: high                          high, medium, low
      note: {en: …, ru: …}                      what a reader should know of this transcription
    - act: instrument.reserve
      name: the-reservation                     a name by which acts further down the file can point at this one
      …
    - act: instrument.object
      on: act/the-reservation                   becomes instrument/<id>/<entry> when it is entered

    - act: post.appoint
      person: {en: …, ru: …}                    the name of a person: kept as a part, so that it can be erased

Words are written by language, in English and Russian. Everything else is as in the act itself (`comity.acts`); who
speaks, the act's number and what it had seen are filled in at the door. `claim` says which contested question an act
answers. Whatever is wrong is said with file, line, key, what was found and what is expected, all at once.
"""

import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from comity.acts import ACTS
from comity.acts.base import Act, Transcribed
from comity.charter import Complaint, Saying, of_type, of_yaml, saying
from comity.charter.complaints import CharterError, line_of
from comity.charter.yaml_lines import LARGEST, Lines, YamlFault
from comity.charter.yaml_lines import read as read_yaml
from comity.day import PATTERN, is_day
from comity.exchange.persons import standing_in
from comity.text import EQUAL_LENGTH, LANGUAGES

#: Keys that say how an act was transcribed; `source` and `confidence` are required.
TRANSCRIBED = ("source", "confidence", "claim", "note")
#: How an act further down the file points at one above.
LOCAL = re.compile(r"act/([a-z0-9][a-z0-9-]{0,63})")
_LANG = re.compile(r"[a-z]{2,3}")
#: What is filled in at the door, here only so that the rest can be checked by the act's type.
_FILLED = {"by": {"office": "registrar"}, "n": 1, "seen": {"root": "A" * 43, "size": 0}}
_COMMIT = "A" * 43


class HistoryError(CharterError):
    """A file of acts that cannot be entered; `complaints` says everything that is wrong with it."""


class ToEnter(NamedTuple):
    """An act to enter: where it stands, which act it is, its fields as JSON has them, its name in the file."""

    file: str
    line: int
    act: str
    fields: dict[str, Any]
    name: str = ""


def read_history(files: Iterable[Path]) -> list[ToEnter]:
    """The acts of these files, in order; raises `HistoryError` with every complaint about every file."""
    acts: list[ToEnter] = []
    complaints: list[Complaint] = []
    for path in files:
        one = _File(path)
        acts += one.acts()
        complaints += one.complaints
    if complaints:
        raise HistoryError(sorted(complaints))
    return acts


class _File:
    """One file on its way from YAML to acts: what is read so far, and what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = f"{path.parent.parent.name}/record/{path.name}" if path.parent.name == "record" else path.name
        self.complaints: list[Complaint] = []
        self.names: set[str] = set()
        self.lines: Lines = {}

    def acts(self) -> list[ToEnter]:
        """Its acts, one for each state where a row names several; rows that are wrong are left out."""
        try:
            about = self.path.stat()
            if not stat.S_ISREG(about.st_mode):
                self._add("", saying("not_a_plain_file"), saying("plain_file"))
                return []
            if about.st_size > LARGEST:
                raise YamlFault(1, "too_large", size=about.st_size, limit=LARGEST)
            rows, self.lines = read_yaml(self.path.read_bytes())
        except OSError as fault:
            self._add("", saying("unreadable", why=fault.strerror or ""), saying("plain_file"))
            return []
        except YamlFault as fault:
            self._say(of_yaml(self.file, fault))
            return []
        if rows is None:
            return []
        if not isinstance(rows, list):
            self._add("", saying("type_found", what="charter.mapping"), saying("list_of_acts"))
            return []
        return [act for i, row in enumerate(rows) for act in self._row(i, row)]

    def _add(self, key: str, found: Saying, expected: Saying) -> None:
        self._say(Complaint(self.file, line_of(self.lines, key), key, found, expected))

    def _say(self, complaint: Complaint) -> None:
        """Once: what is wrong in a row for several states is wrong for each of them."""
        if complaint not in self.complaints:
            self.complaints.append(complaint)

    def _row(self, i: int, row: Any) -> Iterator[ToEnter]:
        at = f"[{i}]"
        if not isinstance(row, dict) or not isinstance(row.get("act"), str):
            self._add(at, saying("missing", key="act"), saying("an_act", examples=", ".join(list(ACTS)[:3])))
            return
        cls = ACTS.get(row["act"])
        if cls is None:
            self._add(f"{at}.act", saying("unknown_act", act=row["act"]), saying("an_act", examples=_near(row["act"])))
            return
        before = len(self.complaints)
        one_each = list(self._for_each(at, row, cls))
        fields = [self._fields(at, dict(fields)) for fields in one_each]
        for one in fields:
            self._check(at, row, one, cls)
        name = self._name(at, row, len(one_each))
        if len(self.complaints) == before:
            for one in fields:
                yield ToEnter(self.file, line_of(self.lines, at), row["act"], one, name)

    def _for_each(self, at: str, row: dict[str, Any], cls: type[Act]) -> Iterator[dict[str, Any]]:
        """The row once for each state that it names, with that state's day; `states` of a single act stays as it is."""
        rest = {key: value for key, value in row.items() if key not in ("act", "name")}
        states = rest.get("states")
        if states is None or "states" in cls.__struct_fields__:
            yield rest
            return
        if "state" in rest:
            self._add(f"{at}.states", saying("state_and_states"), saying("one_way"))
        del rest["states"]
        if not states or not isinstance(states, (list, dict)):
            self._add(f"{at}.states", saying("no_states"), saying("some_states"))
        elif isinstance(states, dict):
            if "effective" in rest:
                self._add(f"{at}.effective", saying("both_days"), saying("one_way"))
            for state, day in ((state, str(day)) for state, day in states.items()):  # a bare year is read as a number
                if not is_day(day):
                    self._add(f"{at}.states.{state}", saying("no_calendar_day", day=day), saying("day_form"))
                yield {**rest, "state": state, "effective": day}
        else:
            for state in states:
                yield {**rest, "state": state}

    def _fields(self, at: str, rest: dict[str, Any]) -> dict[str, Any]:
        """The fields as JSON has them: words as lists by language, the transcription under one key."""
        fields = {key: self._worded(f"{at}.{key}", value) for key, value in rest.items()}
        said = {key: fields.pop(key) for key in TRANSCRIBED if key in fields}
        for key in ("source", "confidence"):
            if key not in said:
                self._add(at, saying("missing", key=key), saying("required_keys"))
        if "effective" not in fields:
            self._add(at, saying("missing", key="effective"), saying("required_keys"))
        return {**fields, "transcribed": said}

    def _worded(self, key: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._worded(f"{key}[{i}]", one) for i, one in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if not any(lang in value for lang in LANGUAGES) or not all(_LANG.fullmatch(lang) for lang in value):
            return {name: self._worded(f"{key}.{name}", one) for name, one in value.items()}
        absent = [lang for lang in LANGUAGES if lang not in value]
        if absent:
            self._add(key, saying("language_missing", langs=", ".join(absent)), saying("both_languages"))
        elif value["en"] == value["ru"] and len(str(value["en"])) > EQUAL_LENGTH:
            self._add(key, saying("equal_pair", words=value["en"]), saying("each_language"))
        return [{"lang": lang, "text": words} for lang, words in sorted(value.items())]

    def _check(self, at: str, row: dict[str, Any], fields: dict[str, Any], cls: type[Act]) -> None:
        """By the act's own type; days that exist; names of acts above."""
        full = {**_FILLED, **standing_in(_pointed(fields)), "act": row["act"]}
        try:
            msgspec.convert(full, cls, strict=True)
        except (msgspec.ValidationError, ValueError) as fault:
            said = re.sub(r"\$\.transcribed", "$", str(fault))
            own = [f for f in cls.__struct_fields__ if f not in ("by", "n", "seen", "prev", "transcribed")]
            kind = Transcribed if "$.transcribed" in str(fault) else cls
            wrong = of_type(self.file, said, self.lines, at, kind, [*own, *TRANSCRIBED, "states", "name"])
            if wrong.key == f"{at}.state" and "states" in row:
                key = f"{at}.states"
                wrong = wrong._replace(key=key, line=line_of(self.lines, key))
            self._say(wrong)
        for key in ("effective", "term", "until", "proposed", "made_public"):
            day = fields.get(key)
            if isinstance(day, str) and re.fullmatch(PATTERN, day) and not is_day(day):
                self._add(f"{at}.{key}", saying("no_calendar_day", day=day), saying("calendar_day"))
        for key, ref in _refs(fields):
            local = LOCAL.fullmatch(ref)
            if local and local[1] not in self.names:
                self._add(f"{at}.{key}", saying("unknown_name", name=local[1]), saying("earlier_name"))

    def _name(self, at: str, row: dict[str, Any], how_many: int) -> str:
        name = row.get("name", "")
        if not name:
            return ""
        if how_many > 1:
            self._add(f"{at}.name", saying("name_of_several"), saying("name_of_one"))
        if not isinstance(name, str) or not LOCAL.fullmatch(f"act/{name}"):
            self._add(f"{at}.name", saying("value", value=str(name)), saying("form", form="[a-z0-9-]+"))
            return ""
        if name in self.names:
            self._add(f"{at}.name", saying("name_twice", name=name), saying("name_once"))
        self.names.add(name)
        return name


def _near(name: str) -> str:
    """Acts of the same room, as examples."""
    room = name.partition(".")[0]
    return ", ".join([act for act in ACTS if act.startswith(f"{room}.")] or list(ACTS)[:3])


def _refs(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What an act points at: `on`, and each of `about`."""
    if isinstance(fields.get("on"), str):
        yield "on", fields["on"]
    about = fields.get("about")
    if isinstance(about, list):
        yield from ((f"about[{i}]", one) for i, one in enumerate(about) if isinstance(one, str))


def _pointed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with what they point at as ref and some commitment, only for checking their types."""
    full = dict(fields)
    if isinstance(full.get("on"), str):
        full["on"] = {"ref": full["on"], "commit": _COMMIT}
    if isinstance(full.get("about"), list) and full.get("on") is not None:
        full["about"] = [{"ref": one, "commit": _COMMIT} if isinstance(one, str) else one for one in full["about"]]
    return full
