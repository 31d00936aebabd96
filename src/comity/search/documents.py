"""What there is to be found: of each entry the words of its act, of the charter its bodies, states, provisions and sources.

A document belongs to a thing by its ref; several documents of one thing are one result. `day` is the first day from which
what it says holds, `entry` the entry that says it: who looks on an earlier day, or at an earlier entry, does not find it.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from comity import day as days
from comity.acts import base
from comity.acts import instruments as instrument_acts
from comity.acts import membership as membership_acts
from comity.acts import record as record_acts
from comity.charter import Charter
from comity.organisation.dispatch import place_of
from comity.text import In

#: The day of what has none: before any that can be asked for.
ALWAYS = "0000"
#: Fields whose words are what a thing is called.
_TITLES = ("title", "abbreviation", "also", "name", "short", "full")


class Document(NamedTuple):
    """Something that is found: of which thing, from which entry and day, what it is called, what else it says.

    `keys` find it and are not shown: an id, a code, an abbreviation in a table of states.
    """

    ref: str
    entry: int
    day: str
    title: str
    text: str
    keys: str = ""


def of_entry(act: base.Act, entry: int, received: str, told: str) -> Iterator[Document]:
    """What an entry gives to be found; `received` is the day of its receipt at the seat, `told` the act in words."""
    day = days.first(days.Day(received if act.effective is msgspec.UNSET else act.effective))
    title, text = _words(act)
    for ref in _refs(act):
        yield Document(ref, entry, day, title, f"{text} · {told}" if text else told, ref.split("/", 1)[1])


def of_charter(law: Charter, entry: int) -> Iterator[Document]:
    """What a charter gives to be found from the entry that put it in force."""
    about = law.organisation
    yield Document("organisation", entry, ALWAYS, _every(about.name, about.short, about.abbreviation), _every(about.description))
    for state in law.states.values():
        yield Document(f"member/{state.id}", entry, ALWAYS, _every(state.short, state.full), "", " ".join((state.id, *state.aliases)))
    for body in law.bodies.values():
        names = _every(body.name, body.abbreviation or {}, *body.also)
        yield Document(f"body/{body.id}", entry, ALWAYS, names, _every(body.composition or {}), body.id)
    for purpose in law.purposes.values():
        yield Document(f"concern/{purpose.id}", entry, ALWAYS, "", _every(purpose.text), purpose.id)
    for provision in law.provisions():
        start = provision.in_force.start
        yield Document(f"provision/{provision.id}", entry, days.first(days.Day(start)) if start else ALWAYS, "", _every(provision.text))
    for name, source in law.sources.items():
        yield Document(f"source/{name}", entry, ALWAYS, _every(source.title), "", name)


def _refs(act: base.Act) -> Iterable[str]:
    """The things that an act is about."""
    place = place_of(act)
    if place is not None:
        return (place.ref,)
    match act:
        case instrument_acts.Adopt():
            return (f"instrument/{act.instrument}",)
        case instrument_acts.OfInstrument():
            return ("/".join(act.on.ref.split("/")[:2]),)
        case membership_acts.OfState():
            return (f"member/{act.state}",)
        case membership_acts.Associate() | membership_acts.Dissociate():
            return (f"associate/{act.status}/{act.holder}",)
        case record_acts.Remark():
            return tuple("/".join(ref.split("/")[:2]) for ref in act.about)
    return ()


def _words(act: base.Act) -> tuple[str, str]:
    """What an act calls its thing, and what else it says, in every language."""
    titles: list[str] = []
    texts: list[str] = []
    for field in msgspec.structs.fields(act):
        if field.name in ("by", "seen", "n", "prev"):
            continue
        found = list(_within(getattr(act, field.name)))
        (titles if field.name in _TITLES else texts).extend(found)
    return " · ".join(titles), " · ".join(texts)


def _within(value: Any) -> Iterator[str]:
    match value:
        case In():
            yield value.text
        case tuple():
            for one in value:
                yield from _within(one)
        case msgspec.Struct():
            for name in value.__struct_fields__:
                yield from _within(getattr(value, name))


def _every(*named: Any) -> str:
    """Every language of names and words of the charter, whichever way they are written."""
    out: list[str] = []
    for one in named:
        for said in one.values():
            out.append(said if isinstance(said, str) else said.nom)
    return " · ".join(out)
