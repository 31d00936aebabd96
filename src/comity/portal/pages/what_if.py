"""What would happen if: positions that a reader sets, and what a body's rule makes of them. Nothing is entered.

The address carries the whole case (`comity.portal.pages.case`).
"""

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from comity.charter.deciding import electorate_on, matters_of, rule_for, rules_of
from comity.portal.pages.case import case_asked
from comity.portal.pages.rules import RuleView, find, matter_asked, named, names_of, rule_views, voted
from comity.portal.pictures.rules import Seat, seat_plan
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words
from comity.procedure import POSITIONS, Change, Electorate, Needs, Rule, Test, needs, plain
from comity.procedure.electorate import Number
from comity.procedure.found import Found
from comity.procedure.in_words import found_in_words
from comity.procedure.said import because

COLUMNS = ("member", "name", "groups", "position", "counted")
#: Positions that every body is offered; others where its rules look at them.
USUAL = ("for", "against", "abstain", "absent")


class TestView(Struct, frozen=True):
    """A test with its numbers: what it asks, how many there are, how many are needed, of how many, the margin, whether met."""

    words: str
    have: int | str
    need: int | str
    base: int | str
    margin: int | str
    said_margin: str
    met: bool | None


class ChangeView(Struct, frozen=True):
    """So many of these members come to a position."""

    n: int
    members: tuple[str, ...]
    was: str
    becomes: str


class CaseView(Struct, frozen=True):
    """What the rule makes of the positions."""

    rule: str
    outcome: str
    contested: bool
    sentence: str
    confidence: str
    tests: tuple[TestView, ...]
    numbers: dict[str, int | str]
    pending: tuple[str, ...]
    possible: tuple[str, ...]
    missing: tuple[ChangeView, ...] | None
    turn: tuple[ChangeView, ...]
    turns_to: str
    exact: bool
    bound: tuple[str, ...]


class MemberView(Struct, frozen=True):
    """A seat: whose, in which groups, which position was set."""

    id: str
    name: str
    groups: tuple[str, ...]
    position: str


class BodyView(Struct, frozen=True):
    """A body's rules on a day, and the case that the reader set."""

    organisation: str
    body: str
    name: str
    matter: str
    hours: int
    members: tuple[MemberView, ...]
    rules: tuple[RuleView, ...]
    case: CaseView | None


def body(reading: Reading, organisation: str, body: str) -> Page:
    """The page of one deciding body."""
    charter = find(organisation, body)
    w = Words(reading)
    matters = matters_of(charter, body)
    matter = matter_asked(reading, matters)
    rule = rule_for(charter, body, matter, reading.day)
    rules = rules_of(charter, body, reading.day)
    asked = case_asked(reading, charter, electorate_on(charter, body, reading.day), rule)
    electorate = electorate_on(charter, body, reading.day, asked.suspended, asked.concerned)
    positions = asked.positions
    members = tuple(_member(reading, w, organisation, body, electorate, one, positions.get(one, "")) for one in electorate.members)
    case = None
    if rule is not None and (asked.stated or rule.adopted_when == "not_known"):
        case = case_view(reading, w, organisation, body, needs(rule, electorate, asked.ballot(electorate), rules))
    name = named(organisation, "body", body, reading.lang)
    data = BodyView(organisation, body, name, matter, asked.hours or 0, members, rule_views(reading, w, organisation, body), case)
    rows = tuple((m.id, m.name, " ".join(m.groups), m.position, "") for m in members)
    view = {
        "matters": [(one, named(organisation, "matter", f"{body}/{one}", reading.lang)) for one in matters],
        "offered": offered(rule, rules),
        "organisation_name": named(organisation, "organisation", "full", reading.lang),
        "plan": plan(w, data) if members else None,
        "timed": rule is not None and bool(rule.silence or rule.stages),
        "steps": [(one.rule, named(organisation, "rule", f"{body}/{one.rule}", reading.lang)) for one in rule.stages] if rule else [],
        "question": rule.chosen_by is not None if rule else False,
        "looked": looked_at(rule, rules),
        "asked": asked,
        "member_names": {m.id: m.name for m in members},
        "group_names": {group: named(organisation, "group", f"{body}/{group}", reading.lang) for group in electorate.groups},
        "unnamed": any(m.id.startswith("seat-") for m in members),
        "voted": body in voted(organisation),
    }
    title = w("rules.what_if_title" if case else "rules.body_title", body=name)
    return Page("rules_of_body.html", "rules", title, _lede(w, data), data, Table(COLUMNS, rows), view)


def _lede(w: Words, data: BodyView) -> str:
    """The outcome where there is a case, else what the matter at hand takes."""
    if data.case is not None:
        return data.case.sentence
    rule = next((r for r in data.rules if r.matter == data.matter), None)
    if rule is None or not rule.id:
        return w("rules.body_without_rule", n=len(data.members), body=data.name)
    return w("rules.body_lede", n=len(data.members), body=data.name, matter=rule.matter_name, words=rule.words)


def looked_at(rule: Rule | None, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """Of whom the rules make a difference: `suspended`, `concerned`."""
    without = {one for other in [*rules.values(), *([rule] if rule else [])] for one in other.electorate.without}
    return tuple(one for one in ("suspended", "concerned") if one in without)


def offered(rule: Rule | None, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """The positions that the form offers: those that every body knows, and those at which its rules look."""
    looked: set[str] = set()
    for one in [*rules.values(), *([rule] if rule else [])]:
        tests = [one.adopted_when, one.quorum.to_decide, one.quorum.to_open, *(stage.unless for stage in one.stages)]
        for test in tests:
            if isinstance(test, Test):
                looked |= _looks_at(test)
        looked |= set(one.silence.broken_by) if one.silence else set()
        looked |= {"not_participating"} if "not_participating" in one.electorate.without else set()
    return tuple(p for p in POSITIONS if p in USUAL or p in looked)


def _looks_at(test: Test) -> set[str]:
    found: set[str] = set()
    for value in (test.count, test.held, test.more, test.than):
        found |= {value} if isinstance(value, str) else set(value)
    return found.union(*map(_looks_at, test.inner))


def _member(
    reading: Reading, w: Words, organisation: str, body: str, electorate: Electorate, member: str, position: str
) -> MemberView:
    groups = tuple(name for name, group in electorate.groups.items() if member in group)
    if member.startswith("seat-"):
        name = w("rules.seat", n=int(member.removeprefix("seat-")))
    else:
        name = named(organisation, "state", member, reading.lang)
    return MemberView(member, name, groups, position)


def case_view(reading: Reading, w: Words, organisation: str, body: str, found: Needs) -> CaseView:
    """The decision and what it still needs, as the page shows them."""
    made, resolve = found.now, names_of(organisation)

    def changes(every: tuple[Change, ...]) -> tuple[ChangeView, ...]:
        return tuple(ChangeView(one.n, one.of, one.was, one.becomes) for one in every)

    leaves = [*_leaves(made.quorum), *_leaves(made.found)]
    tests = tuple(
        TestView(found_in_words(one, body, reading.lang, resolve), plain(one.have), plain(one.need), plain(one.base), plain(one.margin), signed(w, one.margin), one.met)
        for one in leaves
    )
    return CaseView(
        rule=made.rule, outcome=made.outcome, contested=made.contested, sentence=because(made, reading.lang, resolve, body),
        confidence=made.confidence, tests=tests, numbers={name: plain(n) for name, n in made.numbers.items()},
        pending=found.pending, possible=found.possible, missing=None if found.missing is None else changes(found.missing),
        turn=changes(found.turn), turns_to=found.turns_to, exact=found.exact, bound=made.bound,
    )  # fmt: skip


def signed(w: Words, margin: Number) -> str:
    """A margin with its sign: `+5`, `0`, `−1`."""
    size = plain(abs(Fraction(margin)))
    said = w.number(size) if isinstance(size, int) else size
    return f"+{said}" if margin > 0 else f"\u2212{said}" if margin < 0 else said


def _leaves(found: Found | None) -> list[Found]:
    """The tests at the ends of a tree."""
    if found is None:
        return []
    return [leaf for one in found.inner for leaf in _leaves(one)] if found.inner else [found]


def plan(w: Words, data: BodyView) -> object:
    """The seats by position, with how many are in favour."""
    marked = next((m.groups[0] for m in data.members if m.groups), "")
    seats = tuple(Seat("" if m.id.startswith("seat-") else m.id[:3], m.position, marked in m.groups if marked else False) for m in data.members)
    favour = sum(m.position == "for" for m in data.members)
    title = w("rules.plan", body=data.name)
    described = w("rules.plan_described", n=len(seats), favour=favour, against=sum(m.position == "against" for m in data.members))
    return seat_plan(seats, title, described, str(favour), w("rules.in_favour_of", n=len(seats)))
