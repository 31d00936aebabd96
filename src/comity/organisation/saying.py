"""What an act says, as a sentence for a register of acts: a phrase and its parameters, said in the reader's language.

    act.<name>[.<variant>]   who does what ("Armenia signs: Treaty on Collective Security")
    kind.<name>              what such an act is called ("Signature"), and `kind.<name>.is` what it is in the world
"""

from typing import NamedTuple

from comity.acts import base, credentials, instruments, membership, record
from comity.organisation.finding import params
from comity.organisation.standing import Standing
from comity.phrases import Param
from comity.text import Form, Name, Text

_VARIANT = {
    instruments.Sign: "manner", instruments.Deposit: "consent", instruments.Ratify: "manner", instruments.Apply: "",
    instruments.Authorise: "step", membership.Declare: "stance", membership.Associate: "status",
    membership.Dissociate: "status", record.Ripen: "kind", instruments.Confirm: "manner",
}  # fmt: skip


#: What the offices that hold credentials are called.
OFFICES = {
    "registry": Name((Form("en", "The registry"), Form("ru", "Держатель реестра"))),
    "registrar": Name((Form("en", "The registrar"), Form("ru", "Регистратор"))),
}


class Saying(NamedTuple):
    """A phrase with its parameters; `text` is a statement quoted as its maker's, where the act has one."""

    code: str
    params: tuple[Param, ...]
    text: Text = ()


def saying(act: base.Act) -> Saying:
    """What the act says."""
    field = _VARIANT.get(type(act), "")
    variant = f".{getattr(act, field)}" if field else ""
    if isinstance(act, membership.Found) and act.party_only:
        variant = ".party_only"
    return Saying(f"act.{act.name()}{variant}", _params(act), _text(act))


def name_of(standing: Standing, kind: str, value: str) -> Name | str:
    """What a thing is called: of the charter, or in the record; the id itself where nothing is known of it."""
    match kind:
        case "instrument":
            found = standing.instrument(value)
            return _named(found.adopt.title) if found else value
        case "holder":
            titles = [
                fact.act.title
                for associate in standing.associates.values()
                if associate.holder == value
                for fact in associate.facts
                if isinstance(fact.act, membership.Associate)
            ]
            return _named(titles[-1]) if titles else value
        case "office":
            return OFFICES.get(value, value)
    return standing.law.name(kind, value)


def _named(title: Text) -> Name:
    return Name(tuple(Form(part.lang, part.text) for part in title))


def kind_of(name: str) -> str:
    """The phrase for what acts of this name are called."""
    return f"kind.{name}"


def _text(act: base.Act) -> Text:
    for field in ("text", "ground", "reason"):
        found = getattr(act, field, ())
        if isinstance(found, tuple) and found:
            return found
    return ()


def _params(act: base.Act) -> tuple[Param, ...]:
    values: dict[str, tuple[str, str]] = {"speaker": _speaker(act.by)}
    if state := getattr(act, "state", ""):
        values["state"] = ("state", state)
    if isinstance(act, instruments.Adopt):
        values["instrument"] = ("instrument", act.instrument)
    if isinstance(act, instruments.OfInstrument):
        values["instrument"] = ("instrument", act.on.ref.split("/")[1])
    if isinstance(act, (instruments.EnterIntoForce, instruments.Lapse)):
        values["states"] = ("states", " ".join(act.states))
    if (decided := getattr(act, "decided", None)) and isinstance(decided, base.Decided):
        values["body"] = ("body", decided.body)
    if isinstance(act, (membership.Associate, membership.Dissociate)):
        values["holder"] = ("holder", act.holder)
    if isinstance(act, record.Correct):
        values |= {"on": ("text", act.on.ref), "field": ("text", act.field), "value": ("text", act.value)}
    if isinstance(act, record.Ripen):
        values |= {"subject": ("text", act.subject), "state": ("state", act.subject.rsplit("/", 1)[-1])}
        values["instrument"] = ("instrument", act.subject.split("/")[1])
    if isinstance(act, record.Step):
        values["to"] = ("text", act.to)
    if isinstance(act, record.Adopt):
        values["edition"] = ("number", str(act.edition))
    if isinstance(act, credentials.Enrol):
        one = act.enrolment
        name = one.holder.member or one.holder.office
        values["credential"] = ("credential", f"{name}/{one.function}/{one.number}")
    if isinstance(act, credentials.Revoke):
        values["credential"] = ("credential", act.credential.removeprefix("credential/"))
    if isinstance(act, (credentials.Confirm, credentials.Disavow, membership.Revoke)):
        values["on"] = ("text", act.on.ref)
    return params(**values)  # type: ignore[arg-type]


def _speaker(by: base.By) -> tuple[str, str]:
    return ("state", by.member) if by.member else ("office", by.office)


__all__ = ["Saying", "kind_of", "name_of", "saying"]
