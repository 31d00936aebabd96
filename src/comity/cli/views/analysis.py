"""An analysis as a value for programs, and as sentences and tables."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from comity.charter import Charter
from comity.charter.analysed import Told
from comity.charter.analysing import Analysis, Case, Joining, analysis_of, case_of, gap
from comity.charter.deciding import names
from comity.cli.layout import out, pairs, prose, table
from comity.cli.words import tongue
from comity.procedure.analysis import Comparison, Kind, Measure, compare
from comity.procedure.in_words import in_words
from comity.text import Name

Joins: TypeAlias = dict[str, Joining]
#: The indices of a member, in the order in which they are shown.
INDICES = ("shapley_shubik", "banzhaf", "penrose", "to_prevent", "to_initiate")


class Asked(NamedTuple):
    """What is asked: of which charter, body and matter, on which day."""

    charter: Charter
    body: str
    matter: str
    day: str


class Effect(NamedTuple):
    """What joining and leaving make different: the case afterwards, its analysis, and the figures before and after."""

    joining: Joins
    leaving: tuple[str, ...]
    case: Case
    found: Analysis
    compared: Comparison


def effect(asked: Asked, before: Case, joining: Joins, leaving: tuple[str, ...]) -> Effect:
    """The same rule with other members. Raises `NotAGame` and TooLarge."""
    after = case_of(asked.charter, asked.body, asked.matter, asked.day, joining, leaving)
    return Effect(joining, leaving, after, analysis_of(after.game), compare(before.game, after.game))


def head(asked: Asked) -> dict[str, object]:
    """How every answer begins."""
    organisation = asked.charter.organisation
    return {
        "organisation": organisation.id, "exercise": organisation.exercise, "body": asked.body, "matter": asked.matter, "on": asked.day,
    }  # fmt: skip


def fraction(number: Fraction | None) -> str | None:
    """`n/d`, exactly; a whole number with the denominator 1."""
    return None if number is None else f"{number.numerator}/{number.denominator}"


def as_json(asked: Asked, case: Case, found: Analysis, change: Effect | None) -> dict[str, object]:
    """The whole, its fractions as `n/d` and its counts as figures in strings, for they may be longer than a program's numbers."""
    power, between = found.power, gap(case, found)
    measures = {name: _measure(power, name) for name in INDICES}
    value: dict[str, object] = {
        **head(asked), "rule": case.rule.id, "contested": case.contested, "exact": power.exact,
        "members": len(found.members), "can_block": list(found.can_block),
        "dummies": None if found.dummies is None else list(found.dummies), "dictator": found.dictator,
        "coalitions": {
            "all": str(2 ** len(found.members)), "winning": str(power.winning), "minimal_winning": _count(found.minimal_winning),
            "minimal_blocking": _count(found.minimal_blocking),
        },
        "smallest_winning": [_kind(one) for one in found.smallest_winning],
        "smallest_blocking": [_kind(one) for one in found.smallest_blocking],
        "chance_of_passing": fraction(power.to_act.of[0]),
        "tolerance": None if between is None else {
            "weight": between.weight, "losing": fraction(between.losing), "winning": fraction(between.winning), "share": fraction(between.share),
        },
        "power": [
            {
                "member": member, "weights": {name: str(case.electorate.weights[name][member]) for name in case.weights},
                "swings": str(power.swings[i]), **{name: fraction(measure.of[i]) for name, measure in measures.items()},
            }
            for i, member in enumerate(found.members)
        ],
        "error": {**{name: fraction(measure.error) for name, measure in measures.items()}, "chance_of_passing": fraction(power.to_act.error)},
        "effect": None,
    }  # fmt: skip
    if change is not None:
        value["effect"] = _effect(change)
    return value


def _measure(power: object, name: str) -> Measure:
    found = getattr(power, name)
    assert isinstance(found, Measure)
    return found


def _count(n: int | None) -> str | None:
    return None if n is None else str(n)


def _kind(kind: Kind) -> dict[str, object]:
    return {"size": kind.size, "number": str(kind.number), "parts": [{"take": j, "of": list(members)} for j, members in kind.parts]}


def _effect(change: Effect) -> dict[str, object]:
    compared = change.compared
    return {
        "with": list(change.joining), "without": list(change.leaving), "members": len(change.found.members), "exact": compared.exact,
        "chance_of_passing": [fraction(one) for one in compared.to_act],
        "changes": [
            {
                "member": one.member, "shapley_shubik": [fraction(n) for n in one.shapley_shubik],
                "banzhaf": [fraction(n) for n in one.banzhaf], "penrose": [fraction(n) for n in one.penrose],
                "can_block": list(one.can_block),
            }
            for one in compared.changes
        ],
    }  # fmt: skip


def tell(asked: Asked, case: Case, found: Analysis, change: Effect | None) -> None:
    """In words, with tables."""
    resolve = names(asked.charter)
    told = Told(case, tongue.lang, resolve)
    if asked.charter.organisation.exercise:
        prose(tongue("cli.exercise"))
    matter = _said(resolve("matter", f"{asked.body}/{asked.matter}")) if asked.matter else tongue("cli.analyse.any_matter")
    prose(
        tongue("cli.analyse.title", body=_said(resolve("body", asked.body)), matter=matter, day=("day", asked.day), n=len(found.members))
    )
    prose(tongue("cli.analyse.rule", words=in_words(case.rule, tongue.lang, resolve), provision=_said(resolve("provision", case.rule.provision))))
    _sentences(told, found)
    out()
    _powers(told, case, found)
    _coalitions(told, found)
    if change is not None:
        _changes(Told(change.case, tongue.lang, resolve), change)


def _said(name: Name | str) -> str:
    return str(name.said(tongue.lang)) if isinstance(name, Name) else name


def _sentences(told: Told, found: Analysis) -> None:
    out()
    for one in (*told.sentences(found), *told.notes(found), told.tolerance(found)):
        if one:
            prose(one)


def _powers(told: Told, case: Case, found: Analysis) -> None:
    place = {member: i for i, member in enumerate(found.members)}
    columns = ("member", *(("each",) if len(found.classes) < len(found.members) else ()), *INDICES)
    titles = [tongue(f"cli.analyse.column.{name}") for name in columns]
    titles[-len(INDICES) : -len(INDICES)] = [told.weight(name) for name in case.weights]
    rows = []
    for members in found.classes:
        at = place[members[0]]
        weights = [{case.electorate.weights[name][member] for member in members} for name in case.weights]
        rows.append([
            told.group(members) or told.members(members),
            *([told.number(len(members))] if "each" in columns else []),
            *(told.number(one.pop()) if len(one) == 1 else "…" for one in weights),
            *(told.share(_measure(found.power, name).of[at]) for name in INDICES),
        ])  # fmt: skip
    out(table(titles, rows))


def _coalitions(told: Told, found: Analysis) -> None:
    counted = (("winning", found.power.winning), ("minimal_winning", found.minimal_winning), ("minimal_blocking", found.minimal_blocking))
    out()
    out(pairs([
        (tongue("cli.analyse.coalitions.all"), told.number(2 ** len(found.members))),
        *((tongue(f"cli.analyse.coalitions.{name}"), tongue("cli.analyse.too_many") if n is None else told.number(n)) for name, n in counted),
    ]))  # fmt: skip
    for title, kinds in (("smallest_winning", found.smallest_winning), ("smallest_blocking", found.smallest_blocking)):
        if kinds:
            out()
            prose(tongue(f"cli.analyse.{title}"))
            for one in kinds:
                prose(tongue("cli.analyse.kind", size=one.size, words=told.kind(one), number=told.number(one.number)), 2)


def _changes(told: Told, change: Effect) -> None:
    out()
    joined, left = told.members(tuple(change.joining)), told.members(change.leaving)
    code = "cli.analyse.effect_both" if joined and left else "cli.analyse.effect_with" if joined else "cli.analyse.effect_without"
    prose(tongue(code, joining=joined, leaving=left, n=len(change.found.members)))
    _sentences(told, change.found)
    out()
    titles = [tongue(f"cli.analyse.column.{name}") for name in ("member", "before", "after", "banzhaf_before", "banzhaf_after", "blocks")]
    rows = [
        [
            told.member(one.member), *_both(told, one.shapley_shubik), *_both(told, one.banzhaf),
            tongue(f"cli.analyse.blocks.{int(one.can_block[0])}{int(one.can_block[1])}"),
        ]
        for one in change.compared.changes
    ]  # fmt: skip
    out(table(titles, rows))


def _both(told: Told, figures: Iterable[Fraction | None]) -> list[str]:
    return ["–" if one is None else told.share(one) for one in figures]
