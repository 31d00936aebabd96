"""From a charter to the engine of decision: which rule of a body decides a matter on a day, and who may decide.

    rule = rule_for(charter, "security-council", "substantive", "1970-03-17")
    decide(rule, electorate_on(charter, "security-council", "1970-03-17"), ballot, rules_of(charter, "security-council", "1970-03-17"))

Every question names its day, a whole day. Equal questions have the same answer, the very same value, as long as the
charter lives.
"""

import re
from collections.abc import Container, Mapping
from functools import lru_cache
from weakref import WeakKeyDictionary

from comity.charter.body_law import BodyLaw
from comity.charter.charter import Charter, named
from comity.charter.choosing import readings
from comity.phrases import Names, param, say
from comity.procedure.electorate import Electorate
from comity.procedure.rule import Confidence, Rule
from comity.text import LANGUAGES, Name, name_of

_OF_A_BODY = ("rule", "matter", "group", "groups", "weight", "unit", "electorate")
_NOBODY: frozenset[str] = frozenset()
_laws: WeakKeyDictionary[Charter, dict[str, BodyLaw]] = WeakKeyDictionary()
_codes: WeakKeyDictionary[Charter, dict[str, list[str]]] = WeakKeyDictionary()


def deciding_bodies(charter: Charter) -> tuple[str, ...]:
    """The bodies that have rules of decision or seats, in the charter's order."""
    return tuple(_bodies(charter))


def matters_of(charter: Charter, body: str) -> tuple[str, ...]:
    """The kinds of question that a body decides, in the charter's order."""
    return tuple(matter.id for matter in charter.matters if matter.body == body)


def rules_of(charter: Charter, body: str, day: str) -> dict[str, Rule]:
    """The rules by which votes of that day are counted, by id: those that a rule may name."""
    return _law(charter, body).rules_on(day)


def readings_for(charter: Charter, body: str, matter: str, day: str) -> tuple[Rule, ...]:
    """The rule that decides a matter on the day, or all rival readings of it, the one that is counted by first.

    A matter that no rule names is decided by the body's general rule, and so is `""`. Empty where no rule is known.
    """
    found = _law(charter, body).candidates(matter, day)
    if len(found) > 1 and readings(found):
        return tuple(sorted(found, key=lambda rule: not rule.preferred))
    return found[:1]


def rule_for(charter: Charter, body: str, matter: str, day: str) -> Rule | None:
    """The rule that decides a matter on the day: of rival readings the preferred, else the first; None where none is known."""
    found = readings_for(charter, body, matter, day)
    return found[0] if found else None


def electorate_on(
    charter: Charter, body: str, day: str, suspended: frozenset[str] = _NOBODY, concerned: frozenset[str] = _NOBODY
) -> Electorate:
    """Who may decide on the day: seats in the file's order, groups and weights by name, other electorates by name.

    suspended, concerned  members by id, who are left out where a rule says so; others are left aside
    Seats that no source names are the members `seat-1`, `seat-2` … Where nobody's seat is known there are no members.
    """
    return _law(charter, body).electorate_on(day, suspended, concerned)


def doubtful_on(charter: Charter, body: str, day: str) -> Mapping[str, Confidence]:
    """Members whose seat on the day is not told with high confidence, and with which it is."""
    return _law(charter, body).doubtful_on(day)


def intervals(charter: Charter, body: str) -> tuple[str, ...]:
    """The days on which seats, weights or rules of a body change, the earliest first."""
    return _law(charter, body).days


def id_of(charter: Charter, code: str, among: Container[str] = (), day: str = "") -> str | None:
    """A state's id by its id or one of its aliases (ISO alpha-2, alpha-3, Correlates of War); None where nobody is called so, on the
    day where one is given.

    Where a code is that of several (a state and its predecessor), it is the one that is `among` these; else the first.
    """
    called = _codes.get(charter)
    if called is None:
        called = _codes[charter] = {}
        for state in charter.states.values():
            for alias in state.aliases:
                called.setdefault(alias, []).append(state.id)
        called.update((state, [state]) for state in charter.states)
    found = [state for state in called.get(code, ()) if not day or charter.states[state].called(code, day)]
    if not found:
        return None
    return found[0] if len(found) == 1 else next((state for state in found if state in among), found[0])


def names(charter: Charter) -> Names:
    """Names for sentences: of states, bodies, instruments and provisions by id; of what is a body's by `body/id`: rules,
    matters, groups (`group` for one of its members, `groups` for several), electorates, weights, and `unit`, a weight's unit
    with its plural forms. What has no name is named by its id.
    """
    known: dict[tuple[str, str], Name] = {}
    for rule in charter.rules:
        if rule.name:
            known["rule", f"{rule.body}/{rule.id}"] = name_of(rule.name)
    for matter in charter.matters:
        known["matter", f"{matter.body}/{matter.id}"] = name_of(matter.name)
    for weight in charter.weights:
        known["weight", f"{weight.body}/{weight.id}"] = named(weight.name)
        known["unit", f"{weight.body}/{weight.id}"] = name_of(weight.unit)
    for electorate in charter.electorates:
        known["electorate", f"{electorate.body}/{electorate.id}"] = name_of(electorate.name)
    for group in charter.groups:
        known["group", f"{group.body}/{group.id}"] = named(group.name)
        if group.plural is not None:
            known["groups", f"{group.body}/{group.id}"] = named(group.plural)
    for one in charter.instruments.values():
        known["instrument", one.id] = named(one.name)

    def name(kind: str, value: str) -> Name | str:
        if found := known.get((kind, value)):
            return found
        if kind == "provision":
            cited = _cited(charter, value, known)
            if isinstance(cited, Name):
                known[kind, value] = cited
            return cited
        if kind in _OF_A_BODY:
            return value.rpartition("/")[2]
        return charter.name(kind, value)

    return name


def _cited(charter: Charter, name: str, known: dict[tuple[str, str], Name]) -> Name | str:
    """A provision as it is cited: `Charter of the United Nations, article 27(3)`; practice with the article it is on."""
    provision = charter.provision(name)
    if provision is None:
        return name
    instrument = known.get(("instrument", provision.instrument), provision.instrument)
    said = {}
    for lang in LANGUAGES:
        title = instrument.said(lang) if isinstance(instrument, Name) else instrument
        params = [param("instrument", "text", title), param("article", "text", _without_mark(provision.article))]
        practice = "practice_" if provision.kind == "practice" else ""
        code = f"charter.cited_{practice}{provision.unit}" if provision.article[:1].isdigit() else "charter.cited_as_it_is"
        said[lang] = say(code, params, lang, lambda _kind, value: value)
    return name_of(said)


def _without_mark(article: str) -> str:
    """`12` of `12.limited`, a paragraph that a charter tells apart by a word; any other as it is."""
    found = re.fullmatch(r"([0-9][^.]*)\.[a-z][a-z-]*", article)
    return found[1] if found else article


def _bodies(charter: Charter) -> dict[str, BodyLaw]:
    laws = _laws.get(charter)
    if laws is None:
        deciding = {rule.body for rule in charter.rules} | {seats.body for seats in charter.seats}
        order = [body for body in charter.bodies if body in deciding]
        laws = _laws[charter] = {
            body: BodyLaw(
                [r for r in charter.rules if r.body == body],
                [s for s in charter.seats if s.body == body],
                [w for w in charter.weights if w.body == body],
                [e for e in charter.electorates if e.body == body],
            )
            for body in order
        }
    return laws


@lru_cache(maxsize=1)
def _nothing() -> BodyLaw:
    return BodyLaw()


def _law(charter: Charter, body: str) -> BodyLaw:
    """What a body decides by; nothing where it decides nothing."""
    return _bodies(charter).get(body) or _nothing()
