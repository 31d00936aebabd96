"""Power in a body as it would be: other thresholds, members more or less, as a reader sets them. Nothing is entered.

    ?matter=qualified-on-proposal&with=XX=85000000;YY=380000&without=HU+PL&threshold.population=70%

What is written is what `comity analyse` reads. Each threshold of the rule has a field of its own; states are parted by semicolons
or spaces. The address carries the whole case; what of it cannot be read is said, and the form keeps it.
"""

import re
from fractions import Fraction
from shlex import quote
from statistics import median_low

from msgspec import Struct

from comity.charter.analysed import Told, why_not
from comity.charter.analysing import Analysis, Case
from comity.charter.charter import Charter
from comity.charter.otherwise import (
    Effect,
    Otherwise,
    OtherwiseFault,
    alike,
    case_otherwise,
    effect_of,
    read_otherwise,
    said_change,
    state_called,
)
from comity.charter.over_time import work
from comity.portal.pages.power_words import class_name, exact
from comity.portal.pages.rules import charter_of, names_of
from comity.portal.pictures.power import ROW, SHOWN, Bars, power_bars
from comity.portal.pictures.rows import DEEP_ROW, deep
from comity.portal.reading import Reading
from comity.portal.words import Words
from comity.procedure.analysis import TooLarge
from comity.procedure.another_threshold import ALL, BLOCKING, MEMBERS
from comity.procedure.as_game import NotAGame
from comity.procedure.in_words import in_words

#: A field of states holds no more letters.
LONGEST = 4_000

Pair = tuple[str | None, str | None]


class ChangeView(Struct, frozen=True):
    """A member as it is and as it would be, exactly; none where it does not sit there."""

    id: str
    name: str
    shapley_shubik: Pair
    banzhaf: Pair
    penrose: Pair
    can_block: tuple[bool, bool]


class OtherwiseView(Struct, frozen=True):
    """What would be otherwise, each pair as it is and as it would be; `not_a_game` says by a code why there are no figures."""

    joining: tuple[str, ...]
    leaving: tuple[str, ...]
    thresholds: dict[str, str]
    not_a_game: str
    sentence: str
    exact: bool = True
    members: tuple[int, int] = (0, 0)
    can_block: tuple[str, ...] = ()
    chance_of_passing: Pair = (None, None)
    minimal_winning: Pair = (None, None)
    minimal_blocking: Pair = (None, None)
    changes: tuple[ChangeView, ...] = ()


class Field(Struct, frozen=True):
    """A field of the form: its name in the address, what it is called, what stands in it, how it is now."""

    key: str
    label: str
    value: str
    now: str = ""


class Form(Struct, frozen=True):
    """The fields, and how somebody who joins is written."""

    states: tuple[Field, ...]
    thresholds: tuple[Field, ...]
    example: str


class Shown(Struct, frozen=True):
    """The effect as the template shows it: the rule as it would be, a picture, rows of figures side by side, a row for each member."""

    rule: str
    labels: list[str]
    picture: object
    tall: bool
    figures: list[tuple[str, str, str]]
    rows: list[tuple[str, tuple[str, ...], list[str], str]]
    notes: list[str]


class Answer(Struct, frozen=True):
    """What the page says of it: the fault in a sentence, or the value and what is shown; `options` say the same to the command."""

    form: Form
    fault: tuple[str, str] | None = None
    value: OtherwiseView | None = None
    shown: Shown | None = None
    options: str = ""


def otherwise(reading: Reading, w: Words, organisation: str, told: Told, found: Analysis, patience: int) -> Answer:
    """What the address would have otherwise than the case that is told; no more than `patience` microseconds, about, are spent on it."""
    charter, before = charter_of(organisation), told.case
    form = _form(reading, w, told)
    if long := next((one for one in form.states if len(one.value) > LONGEST), None):
        return Answer(form, ("power.otherwise.too_long", w("power.otherwise.too_long", field=long.label, n=len(long.value), most=LONGEST)))
    joining, leaving = _joining(charter, form.states[0].value), _states(charter, form.states[1].value)
    thresholds = tuple(f"{one.key.partition('.')[2]}={one.value}" for one in form.thresholds if one.value)
    unknown = tuple(f"{key.partition('.')[2]}={value}" for key, value in reading.asked.items() if value and _strange(key, form))
    try:
        change = read_otherwise(charter, before, joining, leaving, (*thresholds, *unknown))
        if not change:
            return Answer(form)
        after = case_otherwise(charter, before, change)
        options = "".join(f" --{name} {quote(one)}" for name, those in (("with", joining), ("without", leaving), ("threshold", thresholds)) for one in those)
        if work(after.game) > patience:
            return Answer(form, None, _none(w, told, change, "takes_long", reading.day), None, options)
        effect = effect_of(change, before, after)
    except OtherwiseFault as fault:
        said = w(fault.code, **fault.said)
        where = next((w("power.otherwise.in_field", field=one.label) + " " for one in form.states if one.key == fault.field), "")
        return Answer(form, (fault.code, f"{where}{said[:1].upper()}{said[1:]}."))
    except (NotAGame, TooLarge) as fault:
        code = fault.code if isinstance(fault, NotAGame) else "too_large"
        return Answer(form, None, _none(w, told, change, code, reading.day), None, options)
    then = Told(after, reading.lang, names_of(organisation))
    said = said_change(then, change, len(effect.found.members), _thresholds(w, told, change))
    value = OtherwiseView(
        tuple(change.joining), change.leaving, dict(change.thresholds), "", " ".join((said, *then.sentences(effect.found))), effect.compared.exact,
        (len(found.members), len(effect.found.members)), effect.found.can_block, _both(effect.compared.to_act),
        _counts(found.minimal_winning, effect.found.minimal_winning), _counts(found.minimal_blocking, effect.found.minimal_blocking),
        tuple(
            ChangeView(one.member, then.member(one.member), _both(one.shapley_shubik), _both(one.banzhaf), _both(one.penrose), one.can_block)
            for one in effect.compared.changes
        ),
    )  # fmt: skip
    return Answer(form, None, value, _shown(w, told, then, found, effect), options)


def _form(reading: Reading, w: Words, told: Told) -> Form:
    asked = reading.asked
    states = tuple(Field(key, w(f"power.otherwise.{key}"), asked.get(key, "").strip()) for key in ("with", "without"))
    now: dict[str, list[str]] = {}
    for bar in told.case.bars:
        now.setdefault(bar.name, []).append(_value(w, bar.value))
    thresholds = tuple(
        Field(f"threshold.{name}", _bar(w, told, name), _plain(asked.get(f"threshold.{name}", "")), "; ".join(values))
        for name, values in now.items()
    )
    return Form(states, thresholds, _example(told.case))


def _plain(words: str) -> str:
    """A threshold as it is read, of one written as Russian has it: `72,5 %`."""
    return words.replace("\u00a0", " ").replace(",", ".").strip()


def _value(w: Words, value: str) -> str:
    """A threshold as the reader's language has it."""
    if value == ALL:
        return w("power.otherwise.all")
    return value if w.lang == "en" else re.sub(r" *%", "\u00a0%", value.replace(".", ","))


def _strange(key: str, form: Form) -> bool:
    """Whether a key of the address is a threshold that the rule has not."""
    return key.startswith("threshold.") and key not in {one.key for one in form.thresholds}


def _bar(w: Words, told: Told, name: str) -> str:
    """What is counted against a threshold."""
    if name in (MEMBERS, BLOCKING):
        return w(f"power.otherwise.{name}")
    return told.weight(name) if name in told.case.electorate.weights else told.named_group(name)


def _example(case: Case) -> str:
    """How somebody who joins is written: with weights such as a member has, or with a group."""
    weights = {name: median_low(case.electorate.weights[name][member] for member in case.game.members) for name in case.weights}
    if len(weights) == 1:
        return f"XX={next(iter(weights.values()))}"
    how = ",".join(f"{name}:{n}" for name, n in weights.items()) or next(iter(case.electorate.groups), "")
    return f"XX={how}" if how else "XX"


def _joining(charter: Charter, words: str) -> tuple[str, ...]:
    """Who joins, each with what follows it; a name of several words stands whole between semicolons."""
    found: list[str] = []
    for part in _parts(re.sub(r"\s*([,=:])\s*", r"\1", words), ";\n"):
        one = state_called(charter, part.partition("=")[0]) is not None
        found += [part] if one else part.split()
    return tuple(found)


def _states(charter: Charter, words: str) -> tuple[str, ...]:
    """Who leaves."""
    return tuple(one for part in _parts(words, ";,\n") for one in ([part] if state_called(charter, part) is not None else part.split()))


def _parts(words: str, marks: str) -> list[str]:
    return [part.strip() for part in re.split(f"[{marks}]", words) if part.strip()]


def _thresholds(w: Words, told: Told, change: Otherwise) -> str:
    return ", ".join(w("power.otherwise.threshold", name=_bar(w, told, name), value=_value(w, value)) for name, value in change.thresholds.items())


def _none(w: Words, told: Told, change: Otherwise, code: str, day: str) -> OtherwiseView:
    """Without figures."""
    why = w("power.takes_long") if code == "takes_long" else why_not(code, day, w.lang)
    n = len(set(told.case.electorate.members) - set(change.leaving)) + len(change.joining)
    said = said_change(told, change, n, _thresholds(w, told, change))
    return OtherwiseView(tuple(change.joining), change.leaving, dict(change.thresholds), code, f"{said} {why}")


def _both(figures: tuple[Fraction | None, Fraction | None]) -> Pair:
    before, after = (None if one is None else exact(one) for one in figures)
    return before, after


def _counts(before: int | None, after: int | None) -> Pair:
    return None if before is None else str(before), None if after is None else str(after)


def _shown(w: Words, told: Told, then: Told, found: Analysis, effect: Effect) -> Shown:
    def share(figure: Fraction | None) -> str:
        return "–" if figure is None else then.share(figure)

    def count(n: int | None) -> str:
        return w("power.too_many") if n is None else then.number(n)

    rows, bars = [], []
    for members, one in alike(effect):
        label, names = class_name(told if told.group(members) else then, members)
        is_now, would = one.shapley_shubik
        rows.append((label, names, [*map(share, (*one.shapley_shubik, *one.banzhaf))], w(f"analysis.blocks.{int(one.can_block[0])}{int(one.can_block[1])}")))
        bars.append(Bars(label, (is_now or Fraction(0), would or Fraction(0)), (share(is_now), share(would))))
    bars = bars[:SHOWN]
    labels = [one.label for one in bars]
    tall = deep(labels)
    described = "; ".join(w("power.otherwise.bars_row", name=one.label, before=one.words[0], after=one.words[1]) for one in bars)
    picture = power_bars(tuple(bars), w("power.otherwise.bars"), described, w.lang, DEEP_ROW if tall else ROW, ("fs", "fa"), "changed")
    after = effect.found
    figures = [
        (w("rules.members"), told.number(len(found.members)), then.number(len(after.members))),
        (w("power.can_block"), told.number(len(found.can_block)), then.number(len(after.can_block))),
        (w("power.chance"), share(effect.compared.to_act[0]), share(effect.compared.to_act[1])),
        *(
            (w(f"power.otherwise.{name}"), count(getattr(found, name)), count(getattr(after, name)))
            for name in ("minimal_winning", "minimal_blocking")
        ),
    ]
    notes = [note for note in (*then.notes(after), then.tolerance(after)) if note]
    return Shown(in_words(then.case.rule, w.lang, then.names), labels, picture, tall, figures, rows, notes)
