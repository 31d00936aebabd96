"""Bodies: the structure on a day, who sits in each and on what it rests; the lists of it that sources give, beside the founding texts."""

from typing import Any, NamedTuple

from markupsafe import Markup
from msgspec import UNSET, Struct

from comity.acts import bodies as acts
from comity.day import Truth
from comity.organisation import bodies
from comity.organisation.bodies import BodyOn, Listed
from comity.organisation.dated import Dated
from comity.organisation.words import ORGANISATION
from comity.portal.pages.body_lines import COLUMNS, BodyLine, based, every, grounded, line, not_known, row, told_of_day
from comity.portal.pages.told import Claims, Told, contested
from comity.portal.pictures.bodies import Box, structure
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words

#: In which row of the picture bodies of a kind stand; subsidiary ones and joint formations are in the tree only.
ROWS = {"supreme": 0, "consultative_and_executive": 1, "permanent": 1, "working": 2, "parliamentary": 2}
#: Days on which the structure changed that are offered as questions.
OFFERED = 4


class Structure(Struct, frozen=True):
    """The structure on a day: the bodies that there are or may be, those that are no more or not yet, and the lists of it."""

    day: str
    bodies: tuple[BodyLine, ...]
    others: tuple[BodyLine, ...]
    lists: tuple[Listed, ...] = ()
    contested: tuple[Claims, ...] = ()
    not_known: tuple[str, ...] = ()


class Node(NamedTuple):
    """A body in the tree, with those whose first parent it is; `since` where its basis does not itself name the day."""

    line: BodyLine
    basis: Markup
    since: str
    ground: Dated | None
    parents: str
    children: tuple["Node", ...]


def bodies_page(reading: Reading) -> Page:
    """The page of all bodies."""
    data, view = reading.derived("bodies", lambda: make(reading, Words(reading)))
    w = Words(reading)
    rows = tuple(row(w, one) for one in (*data.bodies, *data.others))
    return Page("bodies.html", "bodies", w("bodies.title"), view["lede"], data, Table(COLUMNS, rows), view)


def make(reading: Reading, w: Words) -> tuple[Structure, dict[str, Any]]:
    """The page's value, and what its template needs besides."""
    on = every(reading)
    lines = {one.id: line(reading, w, one) for one in on}
    there = [one for one in on if one.exists is not Truth.NO]
    disputed = questions(reading)
    unknown = not_known(reading)
    columns = bodies.lists_on(reading.standing.bodies, reading.law, reading.standing.remarks, reading.day)
    data = Structure(
        day=reading.day,
        bodies=tuple(lines[one.id] for one in there),
        others=tuple(lines[one.id] for one in on if one.exists is Truth.NO),
        lists=tuple(columns),
        contested=tuple(claims for _, claims, _ in disputed),
        not_known=tuple(one.id for one in unknown),
    )
    view: dict[str, Any] = {
        "lede": sentence(w, there),
        "picture": picture(reading, w, there, lines),
        "tree": tree(w, there, lines),
        "bases": {one.id: grounded(w, one) for one in on},
        "questions": disputed,
        "unknown": unknown,
        "listed": [name for name in lines if any(name in column.bodies for column in columns)],
        "offered": changes(reading)[-OFFERED:],
        "charter": founding_name(w),
    }
    return data, view


def founding_name(w: Words) -> str:
    """What the latest founding instrument is called; empty where none is named."""
    named = w.reading.law.organisation.founding_instruments
    return w.name("instrument", named[-1]) if named else ""


def sentence(w: Words, there: list[BodyOn]) -> str:
    """What the supreme body is, which bodies act between its sessions and by field, whose body belongs to two, how many there are."""
    day, on = ("day", w.reading.day), "_on" if w.reading.away else ""
    if not there:
        recorded = bool(w.reading.law.bodies or w.reading.standing.bodies)
        return w("bodies.none_on", day=day) if recorded else w("bodies.none")
    parts: list[str] = []
    sure = [one for one in there if one.exists is Truth.YES]
    for kind in ("supreme", "permanent", "consultative_and_executive"):
        names = [one.id for one in sure if one.kind == kind]
        code = "permanent_alone" if kind == "permanent" and not parts else kind
        if names:
            parts.append(w(f"bodies.says.{code}{on}", names=w.all_of(names, "body"), n=len(names), day=day))
    for one in sure:
        if one.kind == "working" and len(one.parents) == 2 and ORGANISATION in one.parents:
            other = next(parent for parent in one.parents if parent != ORGANISATION)
            parts.append(w(f"bodies.says.of_both{on}", body=("body", one.id), other=("body", other)))
    subsidiary = sum(one.kind == "subsidiary" for one in sure)
    if sure:
        parts.append(w(f"bodies.says.{'count' if subsidiary else 'count_plain'}{on}", n=len(sure), subsidiary=subsidiary))
    unsure = sum(one.exists is Truth.NOT_KNOWN for one in there)
    if unsure:
        parts.append(w("bodies.says.unsure", n=unsure))
    return " ".join(parts)


def tree(w: Words, there: list[BodyOn], lines: dict[str, BodyLine]) -> tuple[Node, ...]:
    """The bodies under the first of their parents that is there; those of the organisation itself, or of nobody known, at the top."""
    ids = {one.id for one in there}
    above = {one.id: next((parent for parent in one.parents if parent in ids and parent != one.id), "") for one in there}
    above |= {one.id: "" for one in there if one.parents[:1] == (ORGANISATION,)}

    def node(one: BodyOn, seen: tuple[str, ...]) -> Node:
        children = tuple(node(child, (*seen, one.id)) for child in there if above[child.id] == one.id and child.id not in seen)
        others = one.parents[1:] if not above[one.id] else tuple(parent for parent in one.parents if parent != above[one.id])
        named = [w("value.organisation") if parent == ORGANISATION else w.name("body", parent) for parent in others]
        return Node(lines[one.id], grounded(w, one), since_of(one), one.ground, "; ".join(named), children)

    return tuple(node(one, ()) for one in there if not above[one.id])


def since_of(one: BodyOn) -> str:
    """From which day the body rests on its basis, unless the basis is a decision of that day."""
    basis = bodies.basis_of(one.ground)
    if one.ground is None or (basis is not None and basis.decided is not UNSET and basis.decided.day == one.ground.start):
        return ""
    return one.ground.start


def picture(reading: Reading, w: Words, there: list[BodyOn], lines: dict[str, BodyLine]) -> Markup:
    """The structure as a drawing: who stands under whom; empty where there is nothing to draw."""
    boxes = [
        Box(
            id=one.id,
            row=ROWS[one.kind],
            name=str(w.text(lines[one.id].abbreviation) or w.text(lines[one.id].name)),
            below=w("bodies.short.not_known") if one.exists is Truth.NOT_KNOWN else short(w, reading, one),
            parents=one.parents,
            solid=one.statutory or not has_founding(reading),
            sure=one.exists is Truth.YES,
        )
        for one in there
        if one.kind in ROWS
    ]
    if len(boxes) < 2:
        return Markup("")
    told_boxes = "; ".join(telling(w, one) for one in there if one.kind in ROWS)
    return structure(boxes, w("bodies.picture"), told_boxes)


def short(w: Words, reading: Reading, one: BodyOn) -> str:
    """A word or two below a body's name in the picture."""
    if has_founding(reading) and not one.statutory and one.ground is not None:
        return w("bodies.short.other")
    return w(f"bodies.short.{one.kind}")


def has_founding(reading: Reading) -> bool:
    """Whether any act grounds a body on a founding instrument, so that the others can be told apart."""
    return any(one.statutory for one in every(reading))


def telling(w: Words, one: BodyOn) -> str:
    """A body and whose it is, for whoever hears the picture."""
    parents = [w("value.organisation") if parent == ORGANISATION else w.name("body", parent) for parent in one.parents]
    return w("bodies.told_of", body=("body", one.id), kind=w(f"value.{one.kind}"), parents=", ".join(parents))


def changes(reading: Reading) -> list[str]:
    """Days on which the structure or what provides for it changed, in order."""
    found = {day for day, _ in bodies.changes_of_statute(reading.standing.bodies, reading.law, reading.day)}
    for life in reading.standing.bodies.values():
        found |= {fact.start for fact in life.facts if isinstance(fact.act, acts.End) and fact.counts and len(fact.start) == 10}
    return sorted(found)


def questions(reading: Reading) -> list[tuple[str, Claims, list[tuple[Told, Dated]]]]:
    """What sources say differently of a body by the day: whose it is or on what it rests."""
    out = []
    for name in (one.id for one in every(reading)):
        life = reading.standing.bodies.get(f"body/{name}")
        for claims, each in contested(reading, told_of_day(life.facts if life else (), reading)):
            out.append((name, claims, based(reading, each)))
    return out
