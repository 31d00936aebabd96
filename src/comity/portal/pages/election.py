"""An election by secret ballot, round by round: numbers that a reader sets, and who is elected by them. Nothing is entered.

    ?matter=election&places=2&name1=Alpha&name2=Beta&valid1=180&votes1.1=121&votes1.2=59

`valid1` is the number of valid ballots of the first round, `votes2.1` the votes of the first candidate in the second.
Who voted for whom is secret and asked of nobody. The address carries the whole case; nothing of it is passed over in silence.
"""

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise

from msgspec import Struct

from comity.charter.deciding import electorate_on, matters_of, rule_for
from comity.portal.faults import BadQuery
from comity.portal.pages.rules import RuleView, around, find, matter_asked, named, names_of, rule_views
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words
from comity.procedure.elected import said_election
from comity.procedure.election import Elected, Round, elect, is_open
from comity.procedure.electorate import BallotError, Electorate
from comity.procedure.rule import Rule

COLUMNS = ("ballot", "valid", "majority", "candidate", "votes", "result")
#: So many candidates, letters of a name, places, ballots at most (the General Assembly once held 155 for one seat); and lines that
#: the form has for candidates.
MOST, LONGEST, MOST_PLACES, MOST_BALLOTS, LINES = 40, 120, 100, 200, 6
#: Ballots that the form has at first, where the rule has no last one.
BALLOTS = 3
#: More votes than any body has.
MOST_VOTES = 100_000
#: More of what somebody typed is not shown again.
SHOWN = 40


class CandidateView(Struct, frozen=True):
    """A candidate in a ballot: votes, and what came of them: `elected`, `stands` in the next ballot, `out`."""

    name: str
    votes: int
    result: str


class BallotView(Struct, frozen=True):
    """A ballot: whether whoever may be elected may stand in it, valid ballots, the majority needed of them, each candidate, and how
    many places are left after it.
    """

    number: int
    open: bool
    valid: int
    majority: int
    candidates: tuple[CandidateView, ...]
    places: int


class ElectionView(Struct, frozen=True):
    """An election as far as its ballots were given; `places` are those to be filled."""

    organisation: str
    body: str
    name: str
    matter: str
    rule: RuleView | None
    members: int
    places: int
    outcome: str
    elected: tuple[str, ...]
    standing: tuple[str, ...]
    left: int
    ballots: tuple[BallotView, ...]


class Asked(Struct):
    """What the address says: places, candidates by line, ballots by number; and what of it cannot be read."""

    places: int
    names: dict[int, str]
    rounds: list[Round]
    faults: list[BadQuery]


def election(reading: Reading, organisation: str, body: str) -> Page:
    """An election in a deciding body, by ballots given as numbers."""
    charter = find(organisation, body)
    w = Words(reading)
    matters = matters_of(charter, body)
    held = tuple(one for one in matters if (rule := rule_for(charter, body, one, reading.day)) is not None and rule.election is not None)
    matter = matter_asked(reading, held or matters)
    rule = rule_for(charter, body, matter, reading.day) if held else None
    electorate = electorate_on(charter, body, reading.day)
    name = named(organisation, "body", body, reading.lang)
    asked = _asked(reading, w, rule)
    made, ballots = _counted(rule, electorate, asked) if rule is not None and not asked.faults else (None, ())
    data = ElectionView(
        organisation, body, name, matter if held else "",
        next((one for one in rule_views(reading, w, organisation, body) if one.matter == matter and one.id), None) if held else None,
        len(electorate.members), asked.places, made.outcome if made is not None and ballots else "", made.elected if made is not None else (),
        made.standing if made is not None else (), made.places if made is not None else asked.places, ballots,
    )  # fmt: skip
    rounds, series = (rule.election.rounds, rule.election.series) if rule is not None and rule.election is not None else (0, 0)
    lines = max(LINES, *(line + 2 for line in asked.names)) if asked.names else LINES
    view = around(reading, organisation, body) | {
        "matters": [(one, named(organisation, "matter", f"{body}/{one}", reading.lang)) for one in held],
        "lines": range(1, min(lines, MOST) + 1), "rounds": range(1, max(rounds or BALLOTS, _last(reading)) + 1), "held": rounds, "series": series, "given": reading.asked,
        "seats_fixed": rule is not None and rule.election is not None and bool(rule.election.seats),
        "faults": [w(fault.code, **fault.values) for fault in asked.faults],
    }
    rows = tuple(
        (str(one.number), str(one.valid), str(one.majority), candidate.name, str(candidate.votes), candidate.result)
        for one in ballots for candidate in one.candidates
    )  # fmt: skip
    lede = w(asked.faults[0].code, **asked.faults[0].values) if asked.faults else _lede(w, data, made)
    return Page(
        "election.html", "rules", w("election.title", body=name), lede, data, Table(COLUMNS, rows), view,
        status=BadQuery.status if asked.faults else 200, fault=asked.faults[0].code if asked.faults else "",
    )  # fmt: skip


def _last(reading: Reading) -> int:
    """The last ballot of which the address says anything, and one more where it is full."""
    given = [n for n in range(1, MOST_BALLOTS + 1) if reading.asked.get(f"valid{n}")]
    return min(max(given, default=0) + 1, MOST_BALLOTS) if given else 1


def _beyond(reading: Reading) -> list[BadQuery]:
    """What the address numbers beyond the ballots and candidates that are read, each kind once."""
    found: dict[str, BadQuery] = {}
    for key, value in reading.asked.items():
        given = re.fullmatch(r"(valid|votes|name)([0-9]{1,9})(?:\.([0-9]{1,9}))?", key)
        if given is None or not value.strip():
            continue
        ballot, line = (given[2], given[3]) if given[1] != "name" else (None, given[2])
        if ballot is not None and not 1 <= int(ballot) <= MOST_BALLOTS:
            found.setdefault("ballot", BadQuery("election.too_many_ballots", ballot=int(ballot), most=MOST_BALLOTS))
        elif line is not None and not 1 <= int(line) <= MOST:
            found.setdefault("line", BadQuery("election.too_many_names", line=int(line), most=MOST))
    return list(found.values())


def _ballots(reading: Reading) -> list[int]:
    """The ballots of which the address says anything, of those that are read."""
    given = (re.fullmatch(r"(?:valid|votes)([1-9][0-9]{0,8})(?:\.[0-9]{1,9})?", key, re.ASCII) for key in reading.asked)
    return sorted({n for one in given if one is not None and (n := int(one[1])) <= MOST_BALLOTS})


def _asked(reading: Reading, w: Words, rule: Rule | None) -> Asked:
    """The election of an address, each thing that cannot be read in a sentence."""
    faults = _beyond(reading)

    def number(key: str, where: Callable[[], str], least: int, most: int) -> int | None:
        words = reading.asked.get(key, "").strip()
        if not words:
            return None
        if words.isascii() and words.isdigit() and len(words) <= 9 and least <= int(words) <= most:
            return int(words)
        faults.append(BadQuery("election.no_number", where=where(), text=words[:SHOWN], least=least, most=most))
        return None

    names: dict[int, str] = {}
    for line in range(1, MOST + 1):
        name = " ".join(reading.asked.get(f"name{line}", "").split())
        if len(name) > LONGEST:
            faults.append(BadQuery("election.name_long", candidate=name[:SHOWN], n=len(name), most=LONGEST))
        elif name in names.values():
            faults.append(BadQuery("election.named_twice", candidate=name[:SHOWN]))
        elif name:
            names[line] = name
    fixed = rule.election.seats if rule is not None and rule.election is not None else 0
    places = fixed or number("places", lambda: w("election.places"), 1, MOST_PLACES) or 1
    rounds: list[Round] = []
    for ballot in _ballots(reading):
        if nameless := next((line for line in range(1, MOST + 1) if line not in names and reading.asked.get(f"votes{ballot}.{line}")), 0):
            faults.append(BadQuery("election.nameless", line=nameless, ballot=ballot))
        votes = {
            name: n for line, name in names.items()
            if (n := number(f"votes{ballot}.{line}", partial(w, "election.votes_of", line=line, n=ballot), 0, MOST_VOTES)) is not None
        }  # fmt: skip
        valid = number(f"valid{ballot}", partial(w, "election.valid_of", n=ballot), 0, MOST_VOTES)
        if valid is None:
            if votes and not faults:
                faults.append(BadQuery("election.valid_missing", ballot=ballot))
            continue
        if len(rounds) < ballot - 1 and not faults:
            faults.append(BadQuery("election.ballot_missing", ballot=len(rounds) + 1))
        rounds.append(Round(valid, votes))
    return Asked(places, names, rounds, faults)


def _counted(rule: Rule, electorate: Electorate, asked: Asked) -> tuple[Elected, tuple[BallotView, ...]]:
    """What came of all ballots, and of each of them; a ballot that cannot be is a fault of what was asked."""
    steps: list[Elected] = [elect(rule, electorate, (), asked.places)]
    try:
        for n in range(1, len(asked.rounds) + 1):
            steps.append(elect(rule, electorate, asked.rounds[:n], asked.places))
    except BallotError as fault:
        asked.faults += [BadQuery(one.code, **one.values) for one in fault.faults]
        return steps[-1], ()
    terms = rule.election
    ballots: list[BallotView] = []
    for n, (ballot, (before, after)) in enumerate(zip(asked.rounds, pairwise(steps), strict=True), 1):
        if before.outcome in ("adopted", "not_adopted"):
            code = "election.after_filled" if before.outcome == "adopted" else "election.after_last"
            asked.faults.append(BadQuery(code, ballot=n, n=n - 1))
            return steps[-1], ()
        order = sorted(ballot.votes, key=lambda name: -ballot.votes[name])
        left = after.places if after.outcome != "adopted" else 0
        ballots.append(BallotView(n, is_open(n, terms.series if terms else 0), ballot.valid, after.majority, tuple(CandidateView(name, ballot.votes[name], _result(name, after)) for name in order), left))
    return steps[-1], tuple(ballots)


def _result(name: str, after: Elected) -> str:
    """What came of a candidate in a ballot."""
    if name in after.elected:
        return "elected"
    return "stands" if after.outcome != "adopted" and (name in after.standing or not after.standing) else "out"


def _lede(w: Words, data: ElectionView, made: Elected | None) -> str:
    """Who is elected, and what is still to be filled; before there is a ballot, what it takes."""
    if data.rule is None:
        return w("election.none", body=data.name)
    if made is None or not data.ballots:
        return w("election.lede", body=data.name, matter=data.rule.matter_name, words=data.rule.words)
    return said_election(made, w.lang, names_of(data.organisation))
