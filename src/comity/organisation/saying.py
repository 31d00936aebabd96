"""What an act says, as a sentence for a register of acts: a phrase and its parameters, said in the reader's language.

    act.<name>[.<variant>]   who does what ("Armenia signs: Treaty on Collective Security")
    kind.<name>              what such an act is called ("Signature"), and `kind.<name>.is` what it is in the world
"""

from functools import cache
from typing import NamedTuple

from comity.acts import (
    assembly,
    base,
    bodies,
    budget,
    chairmanship,
    concerns,
    credentials,
    decisions,
    instruments,
    membership,
    posts,
    programmes,
    record,
    relations,
    sessions,
)
from comity.organisation.finding import params
from comity.organisation.lives import latest, said
from comity.organisation.standing import Standing
from comity.phrases import Param
from comity.text import Form, Name, Text, text_of

_VARIANT = {
    instruments.Sign: "manner", instruments.Deposit: "consent", instruments.Ratify: "manner", instruments.Apply: "",
    instruments.Authorise: "step", membership.Declare: "stance", membership.Associate: "status",
    membership.Dissociate: "status", record.Ripen: "kind", instruments.Confirm: "manner", assembly.Associate: "status", assembly.Introduce: "status",
    assembly.Recommend: "kind", decisions.Join: "manner", decisions.Record: "outcome", programmes.Assign: "role",
    programmes.Report: "progress", programmes.Term: "point", relations.Conclude: "kind", relations.Hold: "status", posts.Accredit: "capacity",
    sessions.Attend: "attendance",
}  # fmt: skip
#: What an act is about, by the field that names it, and of which kind that is.
_ABOUT = {
    "body": "body", "post": "post", "session": "session", "decision": "decision", "partner": "partner", "concern": "concern",
    "programme": "programme", "recommendation": "recommendation", "holder": "holder",
}  # fmt: skip
#: The kinds of act that say what a thing is called: the latest that counts prevails.
_TITLED: dict[str, tuple[str, str, tuple[type[base.Act], ...]]] = {
    "body": ("bodies", "body/", (bodies.Establish,)),
    "post": ("posts", "post/", (posts.Create,)),
    "decision": ("decisions", "decision/", (decisions.Record,)),
    "partner": ("relations", "partner/", (relations.Open,)),
    "concern": ("concerns", "concern/", (concerns.Define, concerns.Prioritise)),
    "programme": ("programmes", "programme/", (programmes.Approve, programmes.Mandate)),
    "recommendation": ("assembly", "assembly/recommendation/", (assembly.Recommend,)),
}


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
    match act:
        case membership.Found(party_only=True):
            variant = ".party_only"
        case posts.Appoint(acting=True):
            variant = ".acting"
        case bodies.Establish(attested=True):
            variant = ".attested"
        case budget.Claim():
            variant = ".owed" if act.owed else ".not_owed"
        case (chairmanship.Assume() | sessions.Preside()) if act.in_place_of:
            variant = ".in_place"
    return Saying(f"act.{act.name()}{variant}", _params(act), quoted(act))


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
            titles += [
                fact.act.title
                for fact in said(standing.assembly.get(f"assembly/status/{value}"), assembly.Associate)
                if isinstance(fact.act, assembly.Associate)
            ]
            return _named(titles[-1]) if titles else value
        case "body" if value in standing.law.bodies:
            return standing.law.name(kind, value)
        case "concern" if value in standing.law.purposes:
            return _named(text_of(standing.law.purposes[value].text))
        case "session":
            return _session(standing, value)
        case _ if kind in _TITLED:
            return _titled(standing, kind, value)
        case "office":
            return OFFICES.get(value, value)
    return standing.law.name(kind, value)


def _titled(standing: Standing, kind: str, value: str) -> Name | str:
    """What the latest act that names a thing calls it."""
    room, before, kinds = _TITLED[kind]
    life = getattr(standing, room).get(before + value)
    titles = [title for one in kinds for fact in reversed(tuple(said(life, one))) if (title := getattr(fact.act, "title", ()))]
    if not titles and kind == "concern":  # it may be a priority of a chairmanship
        presented = (fact.act for life in standing.chairmanship.values() for fact in said(life, chairmanship.Present))
        titles = [one.text for act in presented if isinstance(act, chairmanship.Present) for one in act.priorities if one.id == value]
    return _named(titles[0]) if titles else value


def _session(standing: Standing, value: str) -> Name | str:
    """What a session is called: by its title, or by the name of its body, which is followed by its day where it is shown."""
    fact = latest(standing.sessions.get(f"session/{value}"), sessions.Hold, sessions.Schedule)
    if fact is None:
        return value
    if isinstance(fact.act, sessions.Hold) and fact.act.title:
        return _named(fact.act.title)
    body = getattr(fact.act, "body", "")
    return name_of(standing, "body", body) if body else value


def _named(title: Text) -> Name:
    return Name(tuple(Form(part.lang, part.text) for part in title))


def kind_of(name: str) -> str:
    """The phrase for what acts of this name are called."""
    return f"kind.{name}"


def quoted(act: base.Act) -> Text:
    """The words of the act itself: what it says, its ground or its reason; nothing where it has none."""
    for field in ("text", "ground", "reason"):
        found = getattr(act, field, ())
        if isinstance(found, tuple) and found:
            return found
    return ()


def _params(act: base.Act) -> tuple[Param, ...]:
    values: dict[str, tuple[str, str]] = {"speaker": _speaker(act.by)}
    if isinstance(act, posts.Appoint | posts.Recall | programmes.Assign):
        values["state"] = ("states", act.state or "")
    elif (state := getattr(act, "state", "")):
        values["state"] = ("state", state)
    for field, kind in _about(type(act)):
        if value := getattr(act, field):
            values[field] = (kind, value)
    if isinstance(act, decisions.OfDecision):
        values["decision"] = ("decision", act.on.ref.split("/")[1])
    if isinstance(act, chairmanship.Assume | sessions.Preside):
        values["other"] = ("states", act.in_place_of or "")
    if isinstance(act, budget.OfContribution):
        values["year"] = ("text", str(act.year))
    if isinstance(act, programmes.Plan):
        values["stage"] = ("number", str(act.stage))
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


@cache
def _about(kind: type[base.Act]) -> tuple[tuple[str, str], ...]:
    """Which of the fields that name a thing such an act has."""
    return tuple(item for item in _ABOUT.items() if item[0] in kind.__struct_fields__)


def _speaker(by: base.By) -> tuple[str, str]:
    return ("state", by.member) if by.member else ("office", by.office)


__all__ = ["Saying", "kind_of", "name_of", "quoted", "saying"]
