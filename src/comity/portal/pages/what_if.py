"""What would happen if: positions that a reader sets, and what a body's rule makes of them. Nothing is entered.

The address carries the whole case (`comity.portal.pages.case`); how its decision is shown is `comity.portal.pages.outcome`.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct, structs

from comity import day as days
from comity.charter.deciding import doubtful_on, electorate_on, matters_of, readings_for, rule_for, rules_of
from comity.charter.resting import resting
from comity.portal.faults import BadQuery
from comity.portal.pages.case import ASKED, COUNTED, ITSELF, Asked, Case, case_address, case_asked
from comity.portal.pages.outcome import CaseView, case_view, needed_line, so_many, so_many_of
from comity.portal.pages.rules import (
    RuleView,
    around,
    find,
    in_order,
    matter_asked,
    named,
    names_of,
    rule_views,
    seated,
    versions,
    voted,
)
from comity.portal.pictures.rules import Seat, seat_plan
from comity.portal.reading import Derived, Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words
from comity.procedure import POSITIONS, Ballot, Electorate, Needs, Rule, Test, decide, needs, plain
from comity.procedure.rule import Confidence
from comity.procedure.said import because

COLUMNS = ("member", "name", "groups", "position", "bound")
#: Positions that every body is offered; others where its rules look at them.
USUAL = ("for", "against", "abstain", "absent")
#: What cases still need, by the case.
CASES = Derived(256)


class MemberView(Struct, frozen=True):
    """A seat: whose, in which groups, which position was set."""

    id: str
    name: str
    groups: tuple[str, ...]
    position: str
    weights: dict[str, int | str] = {}


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
    """The page of one deciding body; what of its address cannot be read is said, and the rest of it is kept."""
    charter = find(organisation, body)
    w = Words(reading)
    matters = matters_of(charter, body)
    faults: list[BadQuery] = []
    try:
        matter = matter_asked(reading, matters)
    except BadQuery as fault:
        faults.append(fault)
        matter = matters[0]
    rule, rules = rule_for(charter, body, matter, reading.day), rules_of(charter, body, reading.day)
    asked = case_asked(reading, Asked(charter, body, electorate_on(charter, body, reading.day), rule))
    unread = (*(["matter"] if faults else []), *asked.unread)
    faults += asked.faults
    electorate = electorate_on(charter, body, reading.day, asked.suspended, asked.concerned)
    members = tuple(_member(reading, w, organisation, body, electorate, one, asked.positions) for one in in_order(organisation, electorate))
    case, line = None, ""
    if rule is not None and not faults and (asked.stated or rule.adopted_when == "not_known"):
        # What would turn it takes long to find in a large body, and the same case is asked for again: in the other language, as JSON.
        key = (organisation, body, matter, reading.day, asked.key)
        ballot, doubtful = asked.ballot(electorate), doubtful_on(charter, body, reading.day)
        found = CASES.get(key, lambda: _sure(needs(rule, electorate, ballot, rules), rule, electorate, ballot, rules, doubtful))
        rivals = tuple(
            because(resting(decide(other, electorate, ballot, rules), other, electorate, ballot, rules, doubtful), reading.lang, names_of(organisation), body)
            for other in readings_for(charter, body, matter, reading.day)[1:]
        )
        case = structs.replace(case_view(reading, w, organisation, body, found), rivals=rivals)
        line = needed_line(w, found.now.found)
    name = named(organisation, "body", body, reading.lang)
    data = BodyView(organisation, body, name, matter, asked.hours or 0, members, rule_views(reading, w, organisation, body), case)
    bound = set(case.bound) if case else set()
    stretch = seated(organisation, body, reading.day)
    rows = tuple((m.id, m.name, " ".join(m.groups), m.position, ("yes" if m.id in bound else "no") if case else "") for m in members)
    view = around(reading, organisation, body) | {
        "offered": offered(rule, rules, asked.positions.values()),
        "plan": plan(w, data) if members else None, "line": line,
        "timed": rule is not None and bool(rule.silence or rule.stages),
        "steps": [(one.rule, named(organisation, "rule", f"{body}/{one.rule}", reading.lang)) for one in rule.stages] if rule else [],
        "question": rule.chosen_by is not None if rule else False,
        "looked": looked_at(rule, rules),
        "election": rule is not None and rule.election is not None,
        "asked": asked,
        "faults": [w(fault.code, **fault.values) for fault in faults],
        "without": reading.with_query(**{key: ", ".join(sorted(getattr(asked, key))) if key in ("suspended", "concerned") else "" for key in unread}),
        "short": case_address([m.id for m in members], asked.positions, _besides(reading, matter)) if case and asked.stated else "",
        "counted": _counted_by_number(reading, w, organisation, body, electorate, asked) if rule is not None else [],
        "weights": [named(organisation, "weight", f"{body}/{one}", reading.lang) for one in electorate.weights],
        "group_names": {group: named(organisation, "group", f"{body}/{group}", reading.lang) for group in electorate.groups},
        "bound_names": [m.name for m in members if m.id in bound],
        "unnamed": sum(m.id.startswith("seat-") for m in members),
        "voted": body in voted(organisation),
        "versions": versions(organisation, body, matter, reading.lang),
        "matter_name": named(organisation, "matter", f"{body}/{matter}", reading.lang) if matter else w("rules.any_matter"),
        "seated": stretch, "last_day": days.add_days(days.Day(stretch.until), -1) if stretch.until else "",
        "set_positions": {m.position for m in members}, "marked": _marked(reading, organisation, body, members),
    }
    title = _title(w, data, asked)
    lede = w(faults[0].code, **faults[0].values) if faults else _lede(w, data)
    return Page(
        "rules_of_body.html", "rules", title, lede, data, Table(COLUMNS, rows), view,
        status=BadQuery.status if faults else 200, fault=faults[0].code if faults else "",
    )  # fmt: skip


def _sure(
    found: Needs, rule: Rule, electorate: Electorate, ballot: Ballot, rules: Mapping[str, Rule], doubtful: Mapping[str, Confidence]
) -> Needs:
    """The same, no surer than the seats on which it rests."""
    return structs.replace(found, now=resting(found.now, rule, electorate, ballot, rules, doubtful))


def _besides(reading: Reading, matter: str) -> dict[str, str]:
    """What an address says beside positions, the day always: today's case is to be the same tomorrow."""
    kept = {key: value for key, value in reading.asked.items() if (key in ASKED and key != "everybody") or "." in key}
    return {"on": reading.day, **({"at": str(reading.at)} if reading.at else {}), "matter": matter, **kept}


def _counted_by_number(
    reading: Reading, w: Words, organisation: str, body: str, electorate: Electorate, asked: Case
) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Electorates whose votes are asked for by number: what each is called, and its fields with what stands in them."""
    names = {other: named(organisation, "electorate", f"{body}/{other}", reading.lang) for other in electorate.others}
    if not electorate.members:
        names = {ITSELF: named(organisation, "body", body, reading.lang), **names}
    out = []
    for other, name in names.items():
        stands = asked.tallies.get(other, {})
        out.append((name, [
            (f"{other}.{position}", w(f"rules.position.{position}"), str(stands[position]) if position in stands else "") for position in COUNTED
        ]))  # fmt: skip
    return out


def _marked(reading: Reading, organisation: str, body: str, members: tuple[MemberView, ...]) -> str:
    """What a member of the group is called whose seats are drawn square; empty where there is none."""
    group = next((m.groups[0] for m in members if m.groups), "")
    return named(organisation, "group", f"{body}/{group}", reading.lang) if group else ""


def _title(w: Words, data: BodyView, asked: Case) -> str:
    """Whose page it is; of a case, the positions that were set, or the numbers, or the hours that passed."""
    said = [so_many(w, positions)] if any(positions := [m.position for m in data.members]) else []
    if tally := asked.tallies.get(ITSELF):
        said.append(", ".join(so_many_of(w, position, n) for position, n in tally.items()))
    if asked.hours is not None:
        said.append(w("rules.hours_of", n=asked.hours))
    if data.case is None or not said:
        return w("rules.body_title", body=data.name)
    return w("rules.what_if_title", body=data.name, positions="; ".join(said))


def _lede(w: Words, data: BodyView) -> str:
    """The outcome where there is a case, else what the matter at hand takes."""
    if data.case is not None:
        return data.case.sentence
    rule = next((r for r in data.rules if r.matter == data.matter), None)
    n = len(data.members)
    if rule is None or not rule.id:
        return w("rules.body_without_rule", n=n, body=data.name) if n else w("rules.body_without_rule_or_seats", body=data.name)
    if not n:
        return w("rules.body_without_seats", body=data.name, matter=rule.matter_name, words=rule.words)
    return w("rules.body_lede", n=n, body=data.name, matter=rule.matter_name, words=rule.words)


def looked_at(rule: Rule | None, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """Of whom the rules make a difference: `suspended`, `concerned`."""
    without = {one for other in [*rules.values(), *([rule] if rule else [])] for one in other.electorate.without}
    return tuple(one for one in ("suspended", "concerned") if one in without)


def offered(rule: Rule | None, rules: Mapping[str, Rule], held: Iterable[str] = ()) -> tuple[str, ...]:
    """The positions that the form offers: those that every body knows, those at which its rules look, those that are held."""
    looked: set[str] = set(held)
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
    reading: Reading, w: Words, organisation: str, body: str, electorate: Electorate, member: str, positions: Mapping[str, str]
) -> MemberView:
    groups = tuple(name for name, group in electorate.groups.items() if member in group)
    if member.startswith("seat-"):
        name = w("rules.seat", n=int(member.removeprefix("seat-")))
    else:
        name = named(organisation, "state", member, reading.lang)
    weights = {of: plain(values[member]) for of, values in electorate.weights.items() if member in values}
    return MemberView(member, name, groups, positions.get(member, ""), weights)


def plan(w: Words, data: BodyView) -> object:
    """The seats by position, with how many are in favour."""
    marked = next((m.groups[0] for m in data.members if m.groups), "")
    seats = tuple(Seat("" if m.id.startswith("seat-") else m.id[:3], m.position, marked in m.groups if marked else False) for m in data.members)
    favour = sum(m.position == "for" for m in data.members)
    title = w("rules.plan", body=data.name)
    described = w("rules.plan_described", n=len(seats), positions=so_many(w, (m.position for m in data.members)))
    return seat_plan(seats, title, described, str(favour), w("rules.in_favour_of", n=len(seats)))
