"""A case as an address states it: positions, and what else a rule may ask.

    ?matter=substantive&CHN=against&FRA=for      positions, by any code of a member; who is not named has stated none
    &everybody=for                               of all that are not named
    &hours=72&stage=vote&question=yes            time passed, the step of a cascade, whether the question was carried
    &concerned=AL&suspended=COM,SOM              members whom the matter concerns, members without a vote
    &cantons.for=11/2&cantons.against=17/2       numbers in another electorate; `tally.for` in a body whose seats are not known

What cannot be read of an address is said, one sentence each, and loses nothing of what can.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple
from urllib.parse import urlencode

from msgspec import Struct

from comity.charter import Charter
from comity.charter.deciding import electorate_on, id_of, intervals
from comity.portal.faults import BadQuery
from comity.portal.reading import Reading
from comity.procedure import POSITIONS, Ballot, Electorate, Rule
from comity.procedure.electorate import Number, faults_of
from comity.text import Name

#: What the address may say beside positions.
ASKED = frozenset(("matter", "hours", "everybody", "stage", "question", "concerned", "suspended"))
MOST_HOURS = 100_000
#: The name under which a body itself is counted by numbers, where nobody's seat is known.
ITSELF = "tally"
#: Positions that are asked for by number.
COUNTED = ("for", "against", "abstain")
#: More of what somebody typed is not shown again.
SHOWN = 40


class Case(Struct, frozen=True):
    """What was asked; `hours` is none where nothing was said of time, `faults` is what of it could not be read."""

    positions: dict[str, str]
    hours: int | None = None
    stage: str = ""
    question: str = ""
    concerned: frozenset[str] = frozenset()
    suspended: frozenset[str] = frozenset()
    tallies: dict[str, dict[str, Number]] = {}
    faults: tuple[BadQuery, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def stated(self) -> bool:
        """Whether anything was said on which a decision could be made."""
        return bool(self.positions or self.tallies or self.hours is not None or self.question)

    @property
    def key(self) -> tuple[object, ...]:
        """The same for the same case."""
        tallies = tuple((name, tuple(sorted(tally.items()))) for name, tally in sorted(self.tallies.items()))
        return tuple(sorted(self.positions.items())), self.hours, self.stage, self.question, self.concerned, self.suspended, tallies

    def ballot(self, electorate: Electorate) -> Ballot:
        """The ballot; the question which rule applies is taken as carried or lost by all."""
        said = {"yes": "for", "no": "against"}.get(self.question)
        question = Ballot(positions=dict.fromkeys(electorate.members, said)) if said else None
        others = {name: Ballot(tally=tally) for name, tally in self.tallies.items() if name != ITSELF}
        if not electorate.members:
            return Ballot(tally=self.tallies.get(ITSELF, {}), others=others, hours=self.hours, stage=self.stage)
        return Ballot(positions=self.positions, others=others, hours=self.hours, stage=self.stage, question=question)


class Asked(NamedTuple):
    """Of whom something is asked: which body of which charter, who may decide there, and by which rule."""

    charter: Charter
    body: str
    electorate: Electorate
    rule: Rule | None


def case_asked(reading: Reading, of: Asked) -> Case:
    """The case of an address."""
    return _CaseReader(reading, of).case()


def case_address(members: Iterable[str], positions: Mapping[str, str], asked: Mapping[str, str]) -> str:
    """The shortest query that states these positions: the commonest is everybody's, and only the others are named.

    `asked` is what else it says; where somebody has stated no position, each of the others is named.
    """
    members = tuple(members)
    said = {key: value for key, value in asked.items() if value}
    stands = [positions.get(member, "") for member in members]
    if stands and all(stands):
        said["everybody"] = max(sorted(set(stands)), key=stands.count)
    said |= {member: position for member, position in zip(members, stands, strict=True) if position and position != said.get("everybody")}
    return urlencode(said)


class _CaseReader:
    """Reads an address piece by piece, and keeps what is wrong with each."""

    def __init__(self, reading: Reading, of: Asked) -> None:
        self.reading, self.of = reading, of
        self.faults: list[BadQuery] = []
        self.unread: list[str] = []

    def case(self) -> Case:
        asked = self.reading.asked
        rule = self.of.rule
        stages = [stage.rule for stage in rule.stages] if rule else []
        stage, question = asked.get("stage", ""), asked.get("question", "")
        if stage and stage not in stages:
            stage = self._wrong("stage", BadQuery("rules.no_stage", stage=stage[:SHOWN], known=", ".join(stages) or "—"))
        if question not in ("", "yes", "no"):
            question = self._wrong("question", BadQuery("rules.no_answer", text=question[:SHOWN]))
        return Case(
            positions=self._positions(), hours=self._hours(), stage=stage, question=question, concerned=self._members("concerned"),
            suspended=self._members("suspended"), tallies=self._tallies(), faults=tuple(self.faults), unread=tuple(self.unread),
        )  # fmt: skip

    def _wrong(self, key: str, fault: BadQuery) -> str:
        self.faults.append(fault)
        self.unread.append(key)
        return ""

    def _member(self, key: str, code: str) -> str:
        """The member of a code; empty, and a fault, where it is none of this body on the day."""
        known = self.of.electorate.known
        found = code if code in known else id_of(self.of.charter, code, known, self.reading.day)
        return found if found is not None and found in known else self._wrong(key, self._no_member(code, found))

    def _no_member(self, code: str, state: str | None) -> BadQuery:
        """Who is meant by a code that has no seat on the day: nobody, or a state that had one once, or has one later."""
        day = ("day", self.reading.day)
        if state is None or state not in self.of.charter.states:
            return BadQuery("rules.no_member", member=code[:SHOWN], day=day)
        called = self.of.charter.name("state", state)
        name = str(called.said(self.reading.lang)) if isinstance(called, Name) else called
        sat, gone = "", ""
        for one in intervals(self.of.charter, self.of.body):
            here = state in electorate_on(self.of.charter, self.of.body, one).known
            if one > self.reading.day and here:
                return BadQuery("rules.not_yet_a_member", member=code[:SHOWN], name=name, day=day, since=("day", one))
            if one <= self.reading.day:
                sat, gone = (one, "") if here else (sat, gone or (one if sat else ""))
        if sat:
            return BadQuery("rules.no_longer_a_member", member=code[:SHOWN], name=name, day=day, until=("day", gone))
        return BadQuery("rules.never_a_member", member=code[:SHOWN], name=name)

    def _members(self, key: str) -> frozenset[str]:
        codes: Iterable[str] = self.reading.asked.get(key, "").replace(",", " ").split()
        return frozenset(member for code in codes if (member := self._member(key, code)))

    def _positions(self) -> dict[str, str]:
        known = ", ".join(POSITIONS)
        everybody = self.reading.asked.get("everybody", "")
        if everybody and everybody not in POSITIONS:
            everybody = self._wrong("everybody", BadQuery("rules.no_position", member="everybody", position=everybody[:SHOWN], known=known))
        found: dict[str, str] = dict.fromkeys(self.of.electorate.members, everybody) if everybody else {}
        named: set[str] = set()
        for key, position in self.reading.asked.items():
            if key in ASKED or "." in key or not position or not (member := self._member(key, key)):
                continue
            if position not in POSITIONS:
                self._wrong(key, BadQuery("rules.no_position", member=key[:SHOWN], position=position[:SHOWN], known=known))
            elif member in named:
                self._wrong(key, BadQuery("rules.member_twice", member=key[:SHOWN]))
            else:
                named.add(member)
                found[member] = position
        return found

    def _tallies(self) -> dict[str, dict[str, Number]]:
        electorate = self.of.electorate
        counted = {**electorate.others, **({} if electorate.members else {ITSELF: electorate})}
        found: dict[str, dict[str, Number]] = {}
        for key, words in self.reading.asked.items():
            name, _, position = key.partition(".")
            if not position or not words:
                continue
            number = _number(words)
            if name not in counted or position not in POSITIONS:
                self._wrong(key, BadQuery("rules.no_tally", text=key[:SHOWN]))
            elif number is None:
                self._wrong(key, BadQuery("rules.no_number", text=words[:SHOWN]))
            else:
                found.setdefault(name, {})[position] = number
        for name in list(found):
            for fault in faults_of(counted[name], Ballot(tally=found[name])):
                self._wrong(f"{name}.{next(iter(found[name]))}", BadQuery(fault.code, known=", ".join(POSITIONS), **fault.values))
                self.unread += [f"{name}.{position}" for position in found[name]]
        return found

    def _hours(self) -> int | None:
        words = self.reading.asked.get("hours", "")
        if not words:
            return None
        if not (words.isascii() and words.isdigit()) or len(words) > 6 or int(words) > MOST_HOURS:
            self._wrong("hours", BadQuery("rules.hours", text=words[:SHOWN]))
            return None
        return int(words)


def _number(words: str) -> Number | None:
    """A whole number, or a fraction `n/2`."""
    whole, _, half = words.strip().partition("/")
    if not (whole.isascii() and whole.isdigit() and len(whole) <= 12 and half in ("", "2")):
        return None
    return Fraction(int(whole), 2) if half else int(whole)
