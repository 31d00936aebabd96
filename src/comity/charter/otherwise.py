"""What would be otherwise in a body, as somebody writes it: who joins and who leaves, and other thresholds.

    joining     `TR=85000000`, `IND=permanent`, `TR=votes:29,population:85000000`
    leaving     `HU`, or `Hungary`
    thresholds  `2/3`, `population=70%` (`comity.procedure.another_threshold`)

A state is written as any of its codes, or as it is called in one of the languages. Page and command read it here, and complain
in the same words.
"""

import re
from collections.abc import Container, Mapping

from msgspec import Struct

from comity.charter.analysed import Told
from comity.charter.analysing import Analysis, Case, Joining, analysis_of, case_of, powers
from comity.charter.charter import Charter
from comity.charter.deciding import id_of, names
from comity.procedure.analysis import Change, Comparison, compare
from comity.procedure.another_threshold import ThresholdFault, read
from comity.procedure.electorate import Number
from comity.procedure.threshold import number
from comity.text import LANGUAGES, Name

#: No more than these join at once; and no more members are named in a complaint.
MOST, NAMED = 100, 40
_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,31}")
_NUMBER = re.compile(r"[0-9]{1,15}(/[1-9][0-9]{0,14})?")


_OF_WITH = ("no_id", "too_many", "sits", "joins_twice", "no_weight", "which_weight", "weight_missing")
_OF_WITHOUT = ("sits_not", "leaves_twice", "nobody_left")


class OtherwiseFault(ValueError):
    """What is written cannot be: the code of its sentence, and what that names."""

    def __init__(self, code: str, **said: str) -> None:
        super().__init__(code)
        self.code, self.said = code, said

    @property
    def field(self) -> str:
        """What it is about: who is `with` it, who is `without`; empty where it is about a threshold, which it names."""
        word = self.code.rpartition(".")[2]
        return "with" if word in _OF_WITH else "without" if word in _OF_WITHOUT else ""


class Otherwise(Struct, frozen=True):
    """Who joins, with group and weights; who leaves; other thresholds by name."""

    joining: Mapping[str, Joining] = {}
    leaving: tuple[str, ...] = ()
    thresholds: Mapping[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self.joining or self.leaving or self.thresholds)


class Effect(Struct, frozen=True):
    """What that makes different: the case as it would be, its analysis, and the figures before and after."""

    change: Otherwise
    case: Case
    found: Analysis
    compared: Comparison


def read_otherwise(
    charter: Charter, case: Case, joining: tuple[str, ...], leaving: tuple[str, ...], thresholds: tuple[str, ...]
) -> Otherwise:
    """What is written, read against the case as it stands. Raises `OtherwiseFault`."""
    joins, leaves = _joining(charter, case, joining), _leaving(charter, case, leaving)
    if not joins and len(leaves) == len(case.electorate.members):
        raise OtherwiseFault("analysis.otherwise.nobody_left")
    try:
        return Otherwise(joins, leaves, read(thresholds, case.bars))
    except ThresholdFault as fault:
        raise OtherwiseFault(f"analysis.threshold.{fault.code}", **fault.said) from None


def case_otherwise(charter: Charter, case: Case, otherwise: Otherwise) -> Case:
    """The case as it would be. Raises `NotAGame`, and `OtherwiseFault` for a threshold that is out of reach."""
    try:
        return case_of(charter, case.body, case.matter, case.day, otherwise.joining, otherwise.leaving, otherwise.thresholds)
    except ThresholdFault as fault:
        raise OtherwiseFault(f"analysis.threshold.{fault.code}", **fault.said) from None


def effect_of(change: Otherwise, before: Case, after: Case) -> Effect:
    """What is different between the case as it is and as it would be. Raises TooLarge."""
    return Effect(change, after, analysis_of(after.game), compare(before.game, after.game, powers))


def alike(effect: Effect) -> list[tuple[tuple[str, ...], Change]]:
    """The members for whom it makes the same difference, and that difference, in the order of the first of them."""
    found: dict[tuple[object, ...], list[Change]] = {}
    for one in effect.compared.changes:
        found.setdefault((one.shapley_shubik, one.banzhaf, one.can_block), []).append(one)
    return [(tuple(one.member for one in those), those[0]) for those in found.values()]


def said_change(told: Told, change: Otherwise, n: int, thresholds: str) -> str:
    """What is otherwise, as the beginning of a sentence; how many members there would be, the other thresholds in words."""
    joining, leaving = told.members(tuple(change.joining)), told.members(change.leaving)
    who = "both" if joining and leaving else "with" if joining else "without" if leaving else "threshold"
    values = {"n": n, "same": "" if thresholds else "1", "many": "1" if len(change.thresholds) > 1 else "", "threshold": thresholds}
    return told.say(f"analysis.effect_{who}", joining=joining, leaving=leaving, **values)


def state_called(charter: Charter, words: str, among: Container[str] = (), day: str = "") -> str | None:
    """The state of a code (on the day, where one is given), or of a name in any language, letter case apart; None where nobody is
    called so.
    """
    found = id_of(charter, words, among, day)
    if found is not None:
        return found
    resolve, wanted = names(charter), words.casefold()
    for state in charter.states:
        name = resolve("state", state)
        if isinstance(name, Name) and wanted in {str(name.said(lang)).replace("\u00a0", " ").casefold() for lang in LANGUAGES}:
            return state
    return None


def _joining(charter: Charter, case: Case, written: tuple[str, ...]) -> dict[str, Joining]:
    found: dict[str, Joining] = {}
    if len(written) > MOST:
        raise OtherwiseFault("analysis.otherwise.too_many", most=str(MOST))
    for words in written:
        code, _, how = (part.strip() for part in words.partition("="))
        state = state_called(charter, code, (), case.day) or code
        if not _ID.fullmatch(state):
            raise OtherwiseFault("analysis.otherwise.no_id", word=code[:40])
        if state in found:
            raise OtherwiseFault("analysis.otherwise.joins_twice", member=state)
        if state in case.electorate.known:
            raise OtherwiseFault("analysis.otherwise.sits", member=state)
        found[state] = _how(case, state, how)
    return found


def _how(case: Case, state: str, how: str) -> Joining:
    group, weights = "", dict[str, Number]()
    for word in how.split(",") if how else ():
        name, colon, value = word.rpartition(":")
        if word in case.electorate.groups:
            group = word
        elif not _NUMBER.fullmatch(value) or (colon and name not in case.electorate.weights):
            known = ", ".join((*case.electorate.groups, *(f"{one}:N" for one in case.electorate.weights)))
            raise OtherwiseFault("analysis.otherwise.no_weight", word=word[:40], member=state, known=known or "–")
        elif colon:
            weights[name] = number(value)
        elif len(case.weights) == 1:
            weights[case.weights[0]] = number(value)
        else:
            known = ", ".join(f"{one}:N" for one in case.weights)
            raise OtherwiseFault("analysis.otherwise.which_weight", member=state, known=known)
    missing = [one for one in case.weights if one not in weights]
    if missing:
        raise OtherwiseFault("analysis.otherwise.weight_missing", member=state, missing=", ".join(f"{one}:N" for one in missing))
    return Joining(group, weights)


def _leaving(charter: Charter, case: Case, written: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for code in written:
        state = code if code in case.electorate.known else state_called(charter, code, case.electorate.known, case.day)
        if state in found:
            raise OtherwiseFault("analysis.otherwise.leaves_twice", member=code[:40])
        if state is None or state not in case.electorate.known:
            known = case.electorate.members if len(case.electorate.members) <= NAMED else ()
            raise OtherwiseFault("analysis.otherwise.sits_not", member=code[:40], known=", ".join(known))
        found.append(state)
    return tuple(found)
