"""Power in a body: who can block, how power is shared under its rule, which coalitions suffice, and how that came to be.

    ?matter=substantive&on=1960-01-01

What would be otherwise under another threshold, or with other members, is `comity.portal.pages.power_otherwise`. Figures in the value are exact, `n/d`; those of the table as CSV are decimals of twelve figures.
"""

from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from comity.charter.analysed import Told, why_not
from comity.charter.analysing import LISTED, Analysis, Case, analysis_of, case_of, gap
from comity.charter.deciding import matters_of
from comity.charter.over_time import work
from comity.portal.faults import BadQuery
from comity.portal.pages.power_otherwise import OtherwiseView, otherwise
from comity.portal.pages.power_over_time import ThroughTime, through, time_view, times_shown
from comity.portal.pages.power_words import class_name, exact
from comity.portal.pages.rules import RuleView, around, charter_of, find, matter_asked, named, names_of, rule_views
from comity.portal.pictures.power import ROW, SHOWN, Bars, power_bars
from comity.portal.pictures.rows import DEEP_ROW, deep
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words
from comity.procedure.analysis import Kind, TooLarge
from comity.procedure.as_game import NotAGame

INDICES = ("shapley_shubik", "banzhaf", "penrose", "to_prevent", "to_initiate")
COLUMNS = ("member", "name", "weights", "can_block", "swings", *INDICES, "exact")
OTHERWISE = ("can_block_otherwise", "shapley_shubik_otherwise", "banzhaf_otherwise", "penrose_otherwise")
#: Microseconds, about, that a page may spend on the figures of a case.
PATIENCE = 1_000_000


class MemberPower(Struct, frozen=True):
    """A member's weights and indices, exactly."""

    id: str
    name: str
    weights: dict[str, str]
    can_block: bool
    swings: str
    shapley_shubik: str
    banzhaf: str
    penrose: str
    to_prevent: str
    to_initiate: str


class Coalitions(Struct, frozen=True):
    """Coalitions of one kind: so many of these members, and of those; how many such coalitions there are."""

    words: str
    size: int
    number: str
    parts: tuple[tuple[int, tuple[str, ...]], ...]


class Found(Struct, frozen=True):
    """What follows from the rule on the day; counts are strings, for they may be long."""

    exact: bool
    can_block: tuple[str, ...]
    dummies: tuple[str, ...] | None
    dictator: str | None
    coalitions: str
    winning: str
    minimal_winning: str | None
    minimal_blocking: str | None
    chance_of_passing: str
    smallest_winning: tuple[Coalitions, ...]
    smallest_blocking: tuple[Coalitions, ...]
    tolerance: dict[str, str] | None
    members: tuple[MemberPower, ...]


class PowerView(Struct, frozen=True):
    """Power in a body on a day; `not_a_game` says by a code why there are no figures."""

    organisation: str
    body: str
    name: str
    matter: str
    rule: RuleView | None
    not_a_game: str
    found: Found | None
    through_time: ThroughTime | None
    otherwise: OtherwiseView | None = None


def power(reading: Reading, organisation: str, body: str) -> Page:
    """Power in one deciding body, for one kind of question."""
    charter = find(organisation, body)
    w = Words(reading)
    matters = matters_of(charter, body)
    matter = matter_asked(reading, matters)
    code, case, found = _analysed(organisation, body, matter, reading.day)
    name = named(organisation, "body", body, reading.lang)
    rule = next((one for one in rule_views(reading, w, organisation, body) if one.matter == matter and one.id), None)
    view: dict[str, object] = around(reading, organisation, body) | {
        "command": f"comity analyse {organisation} --body {body}{f' --matter {matter}' if matter else ''} --on {reading.day}",
        "told": None, "listed": LISTED, "otherwise": None,
    }
    if case is None or found is None:
        data = PowerView(organisation, body, name, matter, rule, code, None, None)
        lede = w("power.takes_long") if code == "takes_long" else why_not(code, reading.day, reading.lang)
        return Page("power.html", "rules", w("power.title", body=name), lede, data, Table(COLUMNS, ()), view)
    told = Told(case, reading.lang, names_of(organisation))
    times = through(organisation, body, matter, max(reading.day, reading.today), reading.day, found)
    changed = otherwise(reading, w, organisation, told, found, PATIENCE)
    data = PowerView(organisation, body, name, matter, rule, "", _found(told, case, found), time_view(told, times), changed.value)
    view |= {
        "told": told, "notes": told.notes(found), "weights": [told.weight(one) for one in case.weights], "rows": _rows(told, case, found),
        "tolerance": told.tolerance(found), "bars": _bars(w, told, found), "times": times_shown(w, told, times), "indices": INDICES,
        "counts": [(one, _counted(told, n)) for one, n in (
            ("all", 2 ** len(found.members)), ("winning", found.power.winning), ("minimal_winning", found.minimal_winning),
            ("minimal_blocking", found.minimal_blocking),
        )],
        "otherwise": changed, "command": f"{view['command']}{changed.options}", "sentences": " ".join(told.sentences(found)),
    }  # fmt: skip
    lede = changed.fault[1] if changed.fault else changed.value.sentence if changed.value else " ".join(told.sentences(found))
    title = w("power.otherwise.title" if changed.fault or changed.value else "power.title", body=name)
    return Page(
        "power.html", "rules", title, lede, data, _table(data), view,
        status=BadQuery.status if changed.fault else 200, fault=changed.fault[0] if changed.fault else "",
    )  # fmt: skip


@lru_cache(maxsize=256)
def _analysed(organisation: str, body: str, matter: str, day: str) -> tuple[str, Case | None, Analysis | None]:
    """Why there are no figures, or the case and its analysis."""
    try:
        case = case_of(charter_of(organisation), body, matter, day)
        if work(case.game) > PATIENCE:
            return "takes_long", None, None
        return "", case, analysis_of(case.game)
    except NotAGame as fault:
        return fault.code, None, None
    except TooLarge:
        return "too_large", None, None


def _counted(told: Told, n: int | None) -> str | None:
    return None if n is None else told.number(n)


def _found(told: Told, case: Case, found: Analysis) -> Found:
    power = found.power
    between = gap(case, found)

    def kinds(every: tuple[Kind, ...]) -> tuple[Coalitions, ...]:
        return tuple(Coalitions(told.kind(one), one.size, str(one.number), one.parts) for one in every)

    return Found(
        exact=power.exact, can_block=found.can_block, dummies=found.dummies, dictator=found.dictator,
        coalitions=str(2 ** len(found.members)), winning=str(power.winning),
        minimal_winning=None if found.minimal_winning is None else str(found.minimal_winning),
        minimal_blocking=None if found.minimal_blocking is None else str(found.minimal_blocking),
        chance_of_passing=exact(power.to_act.of[0]),
        smallest_winning=kinds(found.smallest_winning), smallest_blocking=kinds(found.smallest_blocking),
        tolerance=None if between is None else {
            "weight": between.weight, "losing": exact(between.losing), "winning": exact(between.winning), "share": exact(between.share),
        },
        members=tuple(
            MemberPower(
                member, told.member(member), {name: str(case.electorate.weights[name][member]) for name in case.weights},
                member in found.can_block, str(power.swings[i]), *(exact(getattr(power, index).of[i]) for index in INDICES),
            )
            for i, member in enumerate(found.members)
        ),
    )  # fmt: skip


def _table(data: PowerView) -> Table:
    """A row for each member; where something would be otherwise, its figures then beside those of now, and those who would join."""
    assert data.found is not None
    rows = {one.id: (
        one.id, one.name, " ".join(f"{name}:{n}" for name, n in one.weights.items()), "yes" if one.can_block else "no", one.swings,
        *(_decimal(getattr(one, index)) for index in INDICES), "yes" if data.found.exact else "no",
    ) for one in data.found.members}  # fmt: skip
    if data.otherwise is None or data.otherwise.not_a_game:
        return Table(COLUMNS, tuple(rows.values()))
    none = ("",) * (len(COLUMNS) - 2)
    return Table((*COLUMNS, *OTHERWISE), tuple(
        (
            *rows.get(one.id, (one.id, one.name, *none)), "" if one.shapley_shubik[1] is None else "yes" if one.can_block[1] else "no",
            *("" if figure is None else _decimal(figure) for figure in (one.shapley_shubik[1], one.banzhaf[1], one.penrose[1])),
        )
        for one in data.otherwise.changes
    ))  # fmt: skip


def _decimal(figure: str) -> str:
    return f"{float(Fraction(figure)):.12g}"


def _rows(told: Told, case: Case, found: Analysis) -> list[tuple[str, tuple[str, ...], list[str], bool, list[str]]]:
    """A row for each class of interchangeable members: what they are called, their names where that does not say them, their
    weights, whether each can block alone, their indices.
    """
    place = {member: i for i, member in enumerate(found.members)}
    out = []
    for members in found.classes:
        at = place[members[0]]
        values = [{case.electorate.weights[name][member] for member in members} for name in case.weights]
        label, names = class_name(told, members)
        out.append((
            label, names, [told.number(one.pop()) if len(one) == 1 else "…" for one in values], members[0] in found.can_block,
            [told.share(getattr(found.power, index).of[at]) for index in INDICES],
        ))  # fmt: skip
    return out


def _bars(w: Words, told: Told, found: Analysis) -> tuple[list[str], object, bool]:
    """The names beside the picture, the picture, and whether names take two lines."""
    place = {member: i for i, member in enumerate(found.members)}
    rows = []
    for members in found.classes[:SHOWN]:
        figures = found.power.shapley_shubik.of[place[members[0]]], found.power.banzhaf.of[place[members[0]]]
        alike = 3 < len(members) < len(found.members) and not told.group(members)
        label = told.members(members, 1) if alike else class_name(told, members)[0]
        rows.append(Bars(label, figures, (told.share(figures[0]), told.share(figures[1]))))
    labels = [row.label for row in rows]
    description = "; ".join(w("power.bars_row", name=row.label, first=row.words[0], second=row.words[1]) for row in rows)
    tall = deep(labels)
    return labels, power_bars(tuple(rows), w("power.bars"), description, w.lang, DEEP_ROW if tall else ROW), tall
