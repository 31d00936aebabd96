"""An analysis as a value for programs, and as sentences and tables."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from comity.charter import Charter
from comity.charter.analysed import NAMED, Told
from comity.charter.analysing import Analysis, Case, gap
from comity.charter.deciding import names
from comity.charter.otherwise import Effect, alike, said_change
from comity.charter.over_time import work
from comity.cli.layout import out, pairs, prose, tables
from comity.cli.words import tongue
from comity.procedure.analysis import Kind, Measure, count, rounding
from comity.procedure.in_words import in_words
from comity.text import Name

#: The indices of a member, in the order in which they are shown.
INDICES = ("shapley_shubik", "banzhaf", "penrose", "to_prevent", "to_initiate")


class Asked(NamedTuple):
    """What is asked: of which charter, body and matter, on which day."""

    charter: Charter
    body: str
    matter: str
    day: str


def takes(case: Case) -> int:
    """About how many seconds an analysis takes: the indices, and the two counts of minimal coalitions; an approximation is made
    from two games, and counts none.
    """
    exact = work(case.game)
    return round((3 * exact if exact <= count.PATIENCE else 2 * rounding.PATIENCE) / 1_000_000)


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
        "thresholds": [{"name": bar.name, "value": bar.value} for bar in case.bars],
        "members": len(found.members), "can_block": list(found.can_block),
        "dummies": None if found.dummies is None else list(found.dummies), "dictator": found.dictator,
        "coalitions": _coalition_counts(found),
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


def _coalition_counts(found: Analysis) -> dict[str, str | None]:
    return {
        "all": str(2 ** len(found.members)), "winning": str(found.power.winning), "minimal_winning": _count(found.minimal_winning),
        "minimal_blocking": _count(found.minimal_blocking),
    }  # fmt: skip


def _measure(power: object, name: str) -> Measure:
    found = getattr(power, name)
    assert isinstance(found, Measure)
    return found


def _count(n: int | None) -> str | None:
    return None if n is None else str(n)


def _kind(kind: Kind) -> dict[str, object]:
    return {"size": kind.size, "number": str(kind.number), "parts": [{"take": j, "of": list(members)} for j, members in kind.parts]}


def _effect(effect: Effect) -> dict[str, object]:
    compared, found, change = effect.compared, effect.found, effect.change
    return {
        "with": list(change.joining), "without": list(change.leaving), "threshold": dict(change.thresholds), "members": len(found.members),
        "exact": compared.exact, "can_block": list(found.can_block),
        "coalitions": _coalition_counts(found), "chance_of_passing": [fraction(one) for one in compared.to_act],
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
    if case.bars:
        prose(tongue("cli.analyse.has_thresholds", words=", ".join(f"{bar.name}={bar.value}" for bar in case.bars)))
    _sentences(told, found)
    out()
    _powers(told, case, found)
    _coalitions(told, found)
    if change is not None:
        _changes(Told(change.case, tongue.lang, resolve), told, change)


def _said(name: Name | str) -> str:
    return str(name.said(tongue.lang)) if isinstance(name, Name) else name


def _sentences(told: Told, found: Analysis) -> None:
    out()
    for one in (*told.sentences(found), *told.notes(found), told.tolerance(found)):
        if one:
            prose(one)


def _powers(told: Told, case: Case, found: Analysis) -> None:
    place = {member: i for i, member in enumerate(found.members)}
    several = len(found.classes) < len(found.members)
    rows = [
        [
            _called(told, members, len(found.members)), *([told.number(len(members))] if several else []),
            *_weights(told, case, members),
            *(told.share(_measure(found.power, name).of[place[members[0]]]) for name in INDICES),
        ]
        for members in found.classes
    ]  # fmt: skip
    titles = [tongue(f"cli.analyse.column.{name}") for name in ("member", *(("each",) if several else ()))]
    titles += [*(told.weight(name) for name in case.weights), *(tongue(f"cli.analyse.column.{name}") for name in INDICES)]
    # A weight by which no class is told apart from another says nothing here.
    shown = [at for at in range(len(titles)) if any(row[at] != "…" for row in rows)]
    out(tables([titles[at] for at in shown], [[row[at] for at in shown] for row in rows], range(1, len(shown))))


def _called(told: Told, members: tuple[str, ...], of: int) -> str:
    """What interchangeable members are called in a table: their group, everybody by number, else their names."""
    if of > NAMED and len(members) == of:
        return told.say("analysis.n_members", n=of)
    return told.group(members) or told.members(members)


def _weights(told: Told, case: Case, members: tuple[str, ...]) -> list[str]:
    """The weights of interchangeable members, a weight that is not the same for all as an ellipsis."""
    values = [{case.electorate.weights[name][member] for member in members} for name in case.weights]
    return [told.number(one.pop()) if len(one) == 1 else "…" for one in values]


def _coalitions(told: Told, found: Analysis) -> None:
    counted = (("winning", found.power.winning), ("minimal_winning", found.minimal_winning), ("minimal_blocking", found.minimal_blocking))
    out()
    out(pairs([
        (tongue("cli.analyse.coalitions.all"), told.number(2 ** len(found.members))),
        *((tongue(f"cli.analyse.coalitions.{name}"), tongue("cli.analyse.too_many") if n is None else told.number(n)) for name, n in counted),
    ]))  # fmt: skip
    for title, kinds, number in (
        ("smallest_winning", found.smallest_winning, found.minimal_winning),
        ("smallest_blocking", found.smallest_blocking, found.minimal_blocking),
    ):
        if kinds:
            out()
            prose(tongue(f"cli.analyse.{title}"))
            for one in kinds:
                code = "cli.analyse.kind" if one.number > 1 else "cli.analyse.kind_alone"
                prose(tongue(code, size=one.size, words=told.kind(one), number=told.number(one.number)), 2)
            told_of = sum(one.number for one in kinds)
            if number is None or told_of < number:
                prose(tongue("cli.analyse.more", n="" if number is None else told.number(number - told_of)), 2)


def _changes(told: Told, before: Told, effect: Effect) -> None:
    out()
    thresholds = ", ".join(f"{name}={value}" for name, value in effect.change.thresholds.items())
    prose(said_change(told, effect.change, len(effect.found.members), thresholds))
    if thresholds:
        prose(tongue("cli.analyse.rule", words=in_words(effect.case.rule, tongue.lang, told.names), provision=""))
    for sentence in told.sentences(effect.found):
        prose(sentence)
    if not effect.compared.exact:
        prose(told.exactness(effect.found))
    if tolerance := told.tolerance(effect.found):
        prose(tolerance)
    out()
    rows = [
        [
            before.group(members) or _called(told, members, len(effect.found.members)), *_both(told, one.shapley_shubik), *_both(told, one.banzhaf),
            tongue(f"analysis.blocks.{int(one.can_block[0])}{int(one.can_block[1])}"),
        ]
        for members, one in alike(effect)
    ]  # fmt: skip
    columns = ("member", "before", "after", "banzhaf_before", "banzhaf_after", "blocks")
    out(tables([tongue(f"cli.analyse.column.{name}") for name in columns], rows, range(1, 5)))
    out()
    out(pairs([
        (tongue(f"cli.analyse.coalitions.{name}"), tongue("cli.analyse.too_many") if n is None else told.number(n))
        for name, n in (("minimal_winning", effect.found.minimal_winning), ("minimal_blocking", effect.found.minimal_blocking))
    ]))  # fmt: skip


def _both(told: Told, figures: Iterable[Fraction | None]) -> list[str]:
    return ["–" if one is None else told.share(one) for one in figures]
