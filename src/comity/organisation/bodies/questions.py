"""The questions one may ask of a body: whether there is one on a day, on what it rests, what it is for, who sits in it, whose it is.

Names, kinds and parents that no act tells are those of the charter's file. What no source says stays unknown: a body that a
source shows at work on a day, without saying since when, may have been there before.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import bodies as acts
from comity.acts.base import Basis
from comity.charter import Charter
from comity.charter.charter import words
from comity.charter.model import Body as Named
from comity.day import Truth
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, Lives, claims, latest, said, withdrawn
from comity.organisation.words import ORGANISATION
from comity.text import Name, Text

_LEVELS = ("high", "medium", "low")


class Called(NamedTuple):
    """What a body is called: its name, its abbreviation if it has one, and other names under which it is found."""

    name: Text
    abbreviation: Text
    also: tuple[Text, ...]


class BodyOn(Struct, frozen=True):
    """A body on a day.

    kind         supreme, consultative_and_executive, permanent, working, parliamentary, joint, subsidiary
    exists       whether there is one on the day; `not known` before the first day on which a source shows it
    since        that day, or the day from which there is one (`attested` tells which); empty where none is recorded
    until        the first day on which there is none any more, if that day has come or is set
    opened       the act that established it, where one did; `ended` the one that ended it
    ground       the act that says on what it rests, and so on: each the last said by the day, or none
    parents      the bodies whose it is, `organisation` for the organisation itself; empty where no source says
    statutory    whether an article of an instrument that founded the organisation provides for it on the day
    confidence   the lowest of those on which this answer rests; empty where it rests on the charter's file alone
    """

    id: str
    kind: str
    exists: Truth
    since: str = ""
    attested: bool = False
    until: str = ""
    duration: str = ""
    opened: Dated | None = None
    ended: Dated | None = None
    ground: Dated | None = None
    mandate: Dated | None = None
    composition: Dated | None = None
    meets: Dated | None = None
    attached: Dated | None = None
    parents: tuple[str, ...] = ()
    statutory: bool = False
    confidence: str = ""


def body_on(life: Life | None, charter: Charter, name: str, on: str) -> BodyOn:
    """The body of this id on the day."""
    named = charter.bodies.get(name)
    opened = latest(life, acts.Establish) or None
    ended = latest(life, acts.End)
    since, attested, sure = _begins(life, named, opened)
    until = ended.start if ended else opened.act.until if opened and _has_until(opened.act) else ""  # type: ignore[attr-defined]
    ground = latest(life, acts.Establish, acts.Ground, on=on)
    attached = _attached(life, on)
    told = [ground, *(latest(life, kind, on=on) for kind in (acts.Mandate, acts.Compose, acts.Meet))]
    exists = Truth.NO if on < _first(charter) else days.both(_begun(since, attested, on, sure), _not_over(until, on))
    begun = opened if opened is not None and exists is not Truth.NO else None
    return BodyOn(
        id=name,
        kind=kind_of(life, named),
        exists=exists,
        since=since,
        attested=attested,
        until=until,
        duration=_duration(opened),
        opened=opened,
        ended=ended,
        ground=ground,
        mandate=told[1],
        composition=told[2],
        meets=told[3],
        attached=attached,
        parents=_parents(attached, named),
        statutory=rests_on_founding(ground, charter),
        confidence=lowest(fact for fact in (begun, *told, attached) if fact is not None),
    )


def bodies_on(lives: Lives, charter: Charter, on: str) -> tuple[BodyOn, ...]:
    """Every body that the charter names or the record tells of, on the day: in the charter's order, then in that of the record."""
    told = sorted((life for life in lives.values() if life.id not in charter.bodies and not withdrawn(life)), key=lambda life: life.number)
    names = (*charter.bodies, *(life.id for life in told))
    return tuple(body_on(lives.get(f"body/{name}"), charter, name, on) for name in names)


def called(life: Life | None, charter: Charter, name: str) -> Called:
    """What the body is called: as the charter has it, else as it was established; other names of both."""
    named, opened = charter.bodies.get(name), latest(life, acts.Establish)
    act = opened.act if opened is not None and isinstance(opened.act, acts.Establish) else None
    title = _forms(charter.name("body", name)) if named else act.title if act else ()
    short = words(_plain(named.abbreviation)) if named and named.abbreviation else act.abbreviation if act else ()
    others = [words(_plain(one)) for one in named.also] if named else []
    others += [one.title for one in act.also] if act else []
    others += [act.title] if act and named and act.title != title else []
    return Called(title, short, tuple(dict.fromkeys(one for one in others if one != title)))


def kind_of(life: Life | None, named: Named | None) -> str:
    """What the body is among the others: as the charter has it, else as it was established."""
    opened = latest(life, acts.Establish)
    if named is not None:
        return named.kind
    return opened.act.kind if opened is not None and isinstance(opened.act, acts.Establish) else ""


def basis_of(fact: Dated | None) -> Basis | None:
    """The basis that an act in the life of a body names, or none."""
    found = getattr(fact.act, "basis", UNSET) if fact is not None else UNSET
    return found if isinstance(found, Basis) else None


def grounds(life: Life | None, on: str = "") -> tuple[Dated, ...]:
    """On what the body has rested, in order of days; without a day all that is recorded, competing claims left out."""
    return tuple(said(life, acts.Establish, acts.Ground, on=on))


def contested_grounds(life: Life | None, on: str) -> dict[str, tuple[Dated, ...]]:
    """Questions about what the body rests on to which sources give several answers by the day."""
    return claims(life, acts.Establish, acts.Ground, on=on)


def rests_on_founding(fact: Dated | None, charter: Charter) -> bool:
    """Whether an act grounds a body on an article of an instrument that founded the organisation."""
    basis = basis_of(fact)
    return basis is not None and bool(basis.article) and basis.instrument in charter.organisation.founding_instruments


def statutory_since(life: Life | None, charter: Charter, on: str) -> Dated | None:
    """The act from which an article of the latest founding instrument provides for the body without interruption, by the day."""
    found: Dated | None = None
    instrument: object = None
    for fact in grounds(life, on):
        basis = basis_of(fact)
        if basis is None or not rests_on_founding(fact, charter):
            found, instrument = None, None
        elif found is None or basis.instrument != instrument:
            found, instrument = fact, basis.instrument
    return found


def children_of(every: Iterable[BodyOn], name: str) -> tuple[BodyOn, ...]:
    """The bodies whose parents include this one."""
    return tuple(one for one in every if name in one.parents)


def lowest(facts: Iterable[Dated]) -> str:
    """The lowest confidence of these; empty where there are none."""
    return max((fact.confidence for fact in facts), key=_LEVELS.index, default="")


def _first(charter: Charter) -> str:
    """The day before which the organisation had no body at all, by the days that the charter names; empty where it names none."""
    return min((days.first(days.Day(body.in_force.start)) for body in charter.bodies.values() if body.in_force.start), default="")


def _begins(life: Life | None, named: Named | None, opened: Dated | None) -> tuple[str, bool, str]:
    """From which day there is one, whether that is only the first day on which it is shown, and the last day that it may be."""
    if opened is not None and isinstance(opened.act, acts.Establish):
        rival = [fact.start for each in claims(life, acts.Establish).values() for fact in each if opened in each]
        starts = sorted({opened.start, *rival})
        return starts[0], opened.act.attested, starts[-1]
    if named is not None and named.in_force.start:
        return named.in_force.start, False, named.in_force.start
    shown = next(iter(said(life, acts.Ground, acts.Compose, acts.Mandate, acts.Meet)), None)
    return (shown.start, True, shown.start) if shown else ("", False, "")


def _begun(since: str, attested: bool, on: str, sure: str) -> Truth:
    if not since:  # the charter names it and nobody says since when
        return Truth.YES
    first = days.same_or_before(days.Day(since), days.Day(on))
    if attested and first is Truth.NO:
        return Truth.NOT_KNOWN
    last = days.same_or_before(days.Day(sure), days.Day(on))
    return last if last is Truth.YES or first is Truth.NO else Truth.NOT_KNOWN


def _not_over(until: str, on: str) -> Truth:
    return days.negate(days.same_or_before(days.Day(until), days.Day(on))) if until else Truth.YES


def _has_until(act: object) -> bool:
    return isinstance(act, acts.Establish) and isinstance(act.until, str)


def _duration(opened: Dated | None) -> str:
    found = opened.act.duration if opened is not None and isinstance(opened.act, acts.Establish) else UNSET
    return found if isinstance(found, str) else ""


def _attached(life: Life | None, on: str) -> Dated | None:
    """The act by which the body is where it is: the last that says whose it is."""
    found = None
    for fact in said(life, acts.Establish, acts.Attach, on=on):
        if isinstance(fact.act, acts.Attach) or (isinstance(fact.act, acts.Establish) and fact.act.parents):
            found = fact
    return found


def _parents(attached: Dated | None, named: Named | None) -> tuple[str, ...]:
    if attached is not None and isinstance(attached.act, acts.Establish | acts.Attach):
        return attached.act.parents
    return named.parents if named is not None else ()


def _forms(name: Name | str) -> Text:
    return words({form.lang: form.nom for form in name.forms}) if isinstance(name, Name) else words({"en": name})


def _plain(named: Mapping[str, object] | None) -> dict[str, str]:
    return {lang: one if isinstance(one, str) else str(getattr(one, "nom", one)) for lang, one in (named or {}).items()}


__all__ = [
    "ORGANISATION", "BodyOn", "Called", "basis_of", "bodies_on", "body_on", "called", "children_of", "contested_grounds",
    "grounds", "kind_of", "lowest", "rests_on_founding", "statutory_since",
]  # fmt: skip
