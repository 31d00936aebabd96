"""One recorded vote: what the rule of its day makes of it, beside what is recorded; and the way to try it otherwise."""

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from comity.charter.deciding import electorate_on, rule_for, rules_of
from comity.exchange.replay import Counted
from comity.exchange.replay_lines import BadLine, Line
from comity.portal.faults import NotFound
from comity.portal.pages.case import case_address
from comity.portal.pages.outcome import CaseView, case_view, so_many
from comity.portal.pages.rules import around, charter_of, find, in_order, named, names_of
from comity.portal.pages.votes import Recorded, SourceView, VoteLine, counted, recorded, said_outcome, source_of
from comity.portal.pictures.rules import Seat, seat_plan
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words
from comity.procedure import POSITIONS, Ballot, Needs, Rule, needs, plain
from comity.procedure.in_words import in_words
from comity.text import nbsp

COLUMNS = ("member", "name", "groups", "position")


class ComparedView(Struct, frozen=True):
    """An outcome or a number: as it was counted and as it is recorded (empty: it is not), and whether the two are the same."""

    what: str
    counted: int | str
    recorded: int | str
    same: bool | None


class PositionView(Struct, frozen=True):
    """A member and the position that the table has of it."""

    member: str
    name: str
    groups: tuple[str, ...]
    position: str


class CountedBy(Struct, frozen=True):
    """The rule by which it was counted: what it takes in words, on what it rests."""

    id: str
    name: str
    words: str
    provision: str
    provision_name: str
    confidence: str


class VoteView(Struct, frozen=True):
    """A recorded vote with its replay; `evidence` says in words where positions by member are no evidence."""

    organisation: str
    body: str
    name: str
    vote: VoteLine
    matter_name: str
    sentence: str
    rule: CountedBy | None
    compared: tuple[ComparedView, ...]
    evidence: str
    positions: tuple[PositionView, ...]
    bound: tuple[str, ...]
    case: CaseView | None
    what_if: str
    left_out: tuple[str, ...]
    source: SourceView


def vote(reading: Reading, organisation: str, body: str, number: str) -> Page:
    """The page of one recorded vote."""
    charter = find(organisation, body)
    w = Words(reading)
    found = recorded(organisation, body)
    if found is None or int(number) > len(found.votes):
        raise NotFound("votes.no_vote", number=number, size=len(found.votes) if found is not None else 0)
    lang = reading.lang
    at = next(i for i, one in enumerate(found.lines) if one.number == int(number))
    one = found.lines[at]
    line = found.votes.line(one.number)
    made = counted(found.replay, line)
    rule = rule_for(charter, body, one.matter, one.day)
    positions = _positions(reading, organisation, body, line, made)
    what_if, left_out = _what_if(reading, organisation, body, one, positions)
    turned = _needs(organisation, body, one.number)
    about, source = found.votes.about(one.number), source_of(reading, w, organisation, found.votes)
    name = named(organisation, "body", body, lang)
    data = VoteView(
        organisation, body, name, one, named(organisation, "matter", f"{body}/{one.matter}", lang) if one.matter else w("rules.any_matter"),
        _sentence(found, line, lang), _counted_by(organisation, rule, lang) if rule is not None else None,
        tuple(_compared(w, one, line, made)), str(w.charter(about.evidence)) if about.evidence else "", positions,
        made.decision.bound if made is not None else (), case_view(reading, w, organisation, body, turned) if turned is not None else None,
        what_if, left_out, source,
    )  # fmt: skip
    rows = tuple((p.member, p.name, " ".join(p.groups), p.position) for p in positions)
    marked, bound = _marked(positions), set(data.bound)
    view = around(reading, organisation, body) | {
        "plan": _plan(w, data) if positions else "", "marked": named(organisation, "group", f"{body}/{marked}", lang) if marked else "",
        "group_names": {group: named(organisation, "group", f"{body}/{group}", lang) for p in positions for group in p.groups},
        "held": {p.position for p in positions}, "bound_names": [p.name for p in positions if p.member in bound],
        "language": found.votes.table.subject.language if found.votes.table.subject is not None else "",
        "earlier": found.lines[at + 1] if at + 1 < len(found.lines) else None, "later": found.lines[at - 1] if at else None,
        "came_later": one.day > reading.day,
    }  # fmt: skip
    title = w("votes.one_title", called=one.called, day=("day", one.day))
    return Page("vote.html", "rules", title, data.sentence, data, Table(COLUMNS, rows), view)


def _sentence(found: Recorded, line: Line, lang: str) -> str:
    """The decision and its reasons; why there is none where the rules do not fit the vote."""
    try:
        return nbsp(found.replay(line).because[lang], lang)
    except BadLine as bad:
        return "; ".join(fault.said(lang) for fault in bad.faults)


def _counted_by(organisation: str, rule: Rule, lang: str) -> CountedBy:
    provision = named(organisation, "provision", rule.provision, lang) if rule.provision else ""
    name = named(organisation, "rule", f"{rule.body}/{rule.id}", lang)
    return CountedBy(rule.id, name, in_words(rule, lang, names_of(organisation)), rule.provision, provision, rule.confidence)


def _compared(w: Words, one: VoteLine, line: Line, made: Counted | None) -> list[ComparedView]:
    """Outcome and numbers, each beside what is recorded of it."""
    official = said_outcome(w, one.official) if one.official else ""
    open_ = not official or one.outcome == "not_computable"
    rows = [ComparedView("outcome", said_outcome(w, one.outcome), official, None if open_ else one.outcome == one.official)]
    if made is None or not made.decision.numbers:
        return rows
    printed = made.ballot.tally or {}
    numbers = made.decision.numbers
    for position in POSITIONS:
        if numbers.get(position) or printed.get(position):
            have = plain(numbers.get(position, 0))
            stands = plain(printed[position]) if position in printed else ""
            rows.append(ComparedView(position, have, stands, have == stands if position in printed and line.positions else None))
    return rows


def _positions(reading: Reading, organisation: str, body: str, line: Line, made: Counted | None) -> tuple[PositionView, ...]:
    """Every member with its position, by group and in protocol order; whoever has no seat in the charter comes last."""
    if made is None or not made.ballot.positions:
        return ()
    seats = electorate_on(charter_of(organisation), body, line.date)
    order = {member: i for i, member in enumerate(in_order(organisation, seats))}
    groups = made.electorate.groups
    members = sorted(made.electorate.members, key=lambda member: order.get(member, len(order)))
    return tuple(
        PositionView(
            member, named(organisation, "state", member, reading.lang),
            tuple(group for group, of in groups.items() if member in of), made.ballot.positions.get(member, "absent"),
        )
        for member in members
    )  # fmt: skip


def _what_if(
    reading: Reading, organisation: str, body: str, one: VoteLine, positions: tuple[PositionView, ...]
) -> tuple[str, tuple[str, ...]]:
    """The address at which these positions can be changed, and who had one without a seat by the charter on that day."""
    seats = in_order(organisation, electorate_on(charter_of(organisation), body, one.day))
    held = {p.member: p.position for p in positions}
    stands = {member: held.get(member, "absent") for member in seats} if held else {}
    words = case_address(seats, stands, {"on": one.day, "matter": one.matter})
    return f"/{reading.lang}/rules/{organisation}/{body}?{words}", tuple(member for member in held if member not in seats)


@lru_cache(maxsize=512)
def _needs(organisation: str, body: str, number: int) -> Needs | None:
    """The tests, and what would have turned the outcome, which in a large body takes long to find; None without positions."""
    found = recorded(organisation, body)
    if found is None:
        return None
    line, charter = found.votes.line(number), charter_of(organisation)
    made, rule = counted(found.replay, line), rule_for(charter, body, line.matter or "", line.date)
    if rule is None or made is None or not made.ballot.positions:
        return None
    held = {member: made.ballot.positions.get(member, "absent") for member in made.electorate.members}
    needed = needs(rule, made.electorate, Ballot(positions=held), rules_of(charter, body, line.date))
    return replace(needed, now=replace(needed.now, confidence=made.decision.confidence))


def _marked(positions: tuple[PositionView, ...]) -> str:
    """The group whose seats are drawn square: the first that anybody is in."""
    return next((p.groups[0] for p in positions if p.groups), "")


def _plan(w: Words, data: VoteView) -> object:
    """The seats by position, with how many are in favour."""
    marked = _marked(data.positions)
    seats = tuple(Seat(p.member[:3], p.position, bool(marked) and marked in p.groups) for p in data.positions)
    favour = sum(p.position == "for" for p in data.positions)
    title, n = w("rules.plan", body=data.name), len(seats)
    return seat_plan(seats, title, w("rules.plan_described", n=n, positions=so_many(w, (p.position for p in data.positions))), w.number(favour), w("rules.in_favour_of", n=n))
