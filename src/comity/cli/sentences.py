"""An act in words: one sentence each, in the reader's language, from its typed fields.

Names stand in the nominative after a colon in Russian, so that no ending can be wrong; what a source or a state said
is never said as the register's own voice.
"""

from typing import Any

from msgspec import UNSET
from msgspec.structs import asdict

from comity import day as days
from comity.acts.base import Act
from comity.acts.record import Open
from comity.cli.words import Value, tongue
from comity.text import Text, said

#: Fields of acts that hold one of a few words; each has its own in the catalogue (`cli.word.<field>.<value>`).
WORDS = (
    "consent", "field", "kind", "manner", "purpose", "stance", "status", "step",
)  # fmt: skip


def word(field: str, value: str) -> str:
    """What one of a few words is called: `word("stance", "freezes")`."""
    code = f"cli.word.{field}.{value}"
    return tongue.keep(code) if tongue.has(code) else value


def text(words: Text) -> str:
    """Words of an act in this call's language, else in one that they have."""
    return str(said(words, tongue.lang))


def _values(act: Act) -> dict[str, Value]:
    """The parameters that sentences may use, from the act's own fields."""
    values: dict[str, Value] = {}
    for name, value in asdict(act).items():
        if value is UNSET or name in ("by", "n", "prev", "seen", "transcribed"):
            continue
        if name in WORDS and isinstance(value, str):
            values[name] = word(name, value)
        else:
            values.update(_value(name, value))
    return values


def _value(name: str, value: Any) -> dict[str, Value]:
    match name, value:
        case ("state", str()):
            return {name: ("state", value)}
        case ("states", tuple()):
            return {name: ("states", " ".join(value))}
        case ("instrument", str()):
            return {name: ("instrument", value)}
        case ("on", on):
            kind, *parts = on.ref.split("/")
            about: dict[str, Value] = {"ref": on.ref, "entry": parts[-1] if parts[-1].isdigit() else ""}
            return {**about, "instrument": ("instrument", parts[0])} if kind == "instrument" else about
        case ("decided", decided):
            return {"body": ("body", decided.body), "decided": ("day", decided.day)}
        case ("holder", str()):
            return {name: ("state", value)}
        case ("until" | "made_public" | "effective" | "proposed", str()):
            return {name: ("day", value)}
        case ("enrolment", enrolment):
            holder = enrolment.holder.member or enrolment.holder.office
            return {"credential": f"{holder}/{enrolment.function}/{enrolment.number}"}
        case ("credential", str()):
            return {name: value.removeprefix("credential/")}
        case ("to" | "instant", str()) if value.endswith("Z"):
            return {name: ("moment", str(days.moment(value)))}
        case (_, bool()):
            return {name: "yes" if value else ""}
        case (_, str() | int()):
            return {name: value}
        case (_, tuple()) if value and hasattr(value[0], "lang") and hasattr(value[0], "text"):
            return {name: text(value)}
        case ("about", tuple()):
            return {name: ", ".join(str(getattr(one, "ref", one)) for one in value)}
        case (_, tuple()):
            return {name: ", ".join(map(str, value))}
    return {}


def sentence(act: Act) -> str:
    """The act in words."""
    code = f"cli.said.{act.name()}"
    if isinstance(act, Open):
        return tongue(code, organisation=act.organisation, exercise="yes" if act.exercise else "")
    return tongue(code, **_values(act))
