"""The JSON Schema (2020-12) of a charter file, for editors and for whoever adds an organisation.

from the types     which keys there are, and what form their values have
from `schema.yaml` what each key means, with an example, in English and in Russian
from the engine    that a test is of exactly one kind, which keys stand beside it, and that a rule decides in one way

What only a whole folder can say (that a group exists, that no threshold is above the membership) is found at loading.
"""

from pathlib import Path
from typing import Any, get_args

import msgspec
import yaml

from comity.charter.model import File
from comity.procedure.rule import KINDS, Base
from comity.procedure.sound import BESIDE, COMPARED, NEEDED
from comity.text import LANGUAGES

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: A day known by its year may be written as a number: `from: 1992`.
_YEAR = {"type": "integer", "minimum": 1000, "maximum": 9999}
_DAYS = {"InForce": ("from", "until"), "Dated": ("date",), "Organisation": ("horizon",)}
_WORDS = Path(__file__).with_name("schema.yaml")
_NOTHING: tuple[Any, ...] = ("", [], (), {}, None)


def charter_schema(lang: str = "en") -> dict[str, Any]:
    """The schema, its descriptions in this language.

    Of `organisation` nothing but its id is required: an organisation that extends another says only what differs. A rule
    of a charter is that of a body.
    """
    schema = msgspec.json.schema(File)
    things = schema["$defs"]
    things["Organisation"]["required"] = ["id"]
    things["Rule"]["required"] = ["id", "body"]
    _days(things)
    _of_tests(things["Test"])
    _of_rules(things["Rule"])
    things["Seats"]["anyOf"] = _any_of("states", "unnamed")
    _tidy(schema)
    _described(things, lang)
    return {"$schema": _DIALECT, "title": things["File"]["title"], **schema}


def _any_of(*keys: str) -> list[dict[str, Any]]:
    return [{"required": [key]} for key in keys]


def _days(things: dict[str, Any]) -> None:
    for thing, keys in _DAYS.items():
        for key in keys:
            of = things[thing]["properties"]
            of[key] = {"anyOf": [*of[key].pop("anyOf", [of[key]]), _YEAR]}


def _of_tests(test: dict[str, Any]) -> None:
    """Exactly one kind of test; beside it only its own keys, and those that it needs."""
    keys = test["properties"]
    for name in ("all", "any", "some"):
        keys[name]["minItems"] = 1
    for name in ("count", "more", "is", "than"):
        for form in keys[name]["anyOf"]:
            if form.get("type") == "array":
                form["minItems"] = 1
    for name in ("share", "weight", "none_of", "every"):
        keys[name]["minLength"] = 1
    test["oneOf"] = _any_of(*KINDS)
    test["dependentRequired"] = {kind: list(needed) for kind, needed in NEEDED.items()}
    beside: dict[str, dict[str, Any]] = {kind: {"propertyNames": {"enum": [kind, *BESIDE[kind], "in", "veto"]}} for kind in KINDS}
    for kind in ("count", "weight"):
        beside[kind]["anyOf"] = _any_of(*COMPARED)
    beside["count"]["anyOf"] += _any_of("fewest")
    beside["count"]["dependentRequired"] = {"for": ["fewest"], "fewest": ["for"]}
    beside["count"]["dependentSchemas"] = {"fewest": {"properties": dict.fromkeys(("of", "at_least", "more_than", "below"), False)}}
    beside["share"]["properties"] = {"of": {"enum": list(get_args(Base))}}
    test["dependentSchemas"] = beside


def _of_rules(rule: dict[str, Any]) -> None:
    """One way to decide: tests, silence or both; a cascade; a choice of rule."""
    keys = rule["properties"]
    keys["stages"]["minItems"] = 1
    keys["cast"]["minItems"] = 1
    rule["oneOf"] = [{"anyOf": _any_of("adopted_when", "silence")}, *_any_of("stages", "chosen_by")]
    rule["dependentSchemas"] = {whole: {"properties": {"quorum": {"maxProperties": 0}}} for whole in ("stages", "chosen_by")}
    rule["if"] = {"properties": {"preferred": {"const": True}}, "required": ["preferred"]}
    rule["then"] = {"required": ["reading_of"]}


def _tidy(at: Any) -> None:
    """Words have both languages; nothing is offered that says nothing."""
    if isinstance(at, list):
        for one in at:
            _tidy(one)
    if not isinstance(at, dict):
        return
    if "default" in at and at["default"] in _NOTHING:
        del at["default"]
    if "anyOf" in at:
        at["anyOf"] = [one for one in at["anyOf"] if one not in ({"enum": [""]}, {"type": "null"})]
        if len(at["anyOf"]) == 1:
            at.update(at.pop("anyOf")[0])
    if isinstance(at.get("enum"), list):
        at["enum"] = [one for one in at["enum"] if one != ""]
    if at.get("propertyNames", {}).get("pattern", "").startswith("^[a-z]{2,3}$"):
        at["properties"] = dict.fromkeys(LANGUAGES, at["additionalProperties"])
        at["required"] = list(LANGUAGES)
    for one in list(at.values()):
        _tidy(one)


def _described(things: dict[str, Any], lang: str) -> None:
    """What each thing and each of its keys means, and an example."""
    words = yaml.load(_WORDS.read_text("utf-8"), yaml.CSafeLoader)
    for name, thing in things.items():
        said = words[name]
        thing["title"], thing["description"] = said["title"][lang], said["says"][lang]
        for key, place in thing.get("properties", {}).items():
            one = said["keys"].get(key) or words["common"][key]
            place["description"] = one[lang]
            if "example" in one:
                place["examples"] = [one["example"]]
