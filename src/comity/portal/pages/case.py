"""A case as an address states it: positions, and what else a rule may ask.

    ?matter=substantive&CHN=against&FRA=for      positions, by any code of a member; who is not named has stated none
    &everybody=for                               of all that are not named
    &hours=72&stage=vote&question=yes            time passed, the step of a cascade, whether the question was carried
    &concerned=AL&suspended=COM,SOM              members whom the matter concerns, members without a vote
"""

from collections.abc import Iterable

from msgspec import Struct

from comity.charter import Charter
from comity.charter.deciding import id_of
from comity.portal.faults import BadQuery
from comity.portal.reading import Reading
from comity.procedure import POSITIONS, Ballot, Electorate, Rule

#: What the address may say beside positions.
ASKED = frozenset(("matter", "hours", "everybody", "stage", "question", "concerned", "suspended"))
MOST_HOURS = 100_000


class Case(Struct, frozen=True):
    """What was asked; `hours` is none where nothing was said of time."""

    positions: dict[str, str]
    hours: int | None = None
    stage: str = ""
    question: str = ""
    concerned: frozenset[str] = frozenset()
    suspended: frozenset[str] = frozenset()

    @property
    def stated(self) -> bool:
        """Whether anything was said on which a decision could be made."""
        return bool(self.positions or self.hours is not None or self.question)

    def ballot(self, electorate: Electorate) -> Ballot:
        """The ballot; the question which rule applies is taken as carried or lost by all."""
        said = {"yes": "for", "no": "against"}.get(self.question)
        question = Ballot(positions=dict.fromkeys(electorate.members, said)) if said else None
        return Ballot(positions=self.positions, hours=self.hours, stage=self.stage, question=question)


def case_asked(reading: Reading, charter: Charter, electorate: Electorate, rule: Rule | None) -> Case:
    """The case of an address; raises `BadQuery` for whatever of it cannot be."""
    asked = reading.asked
    stages = [stage.rule for stage in rule.stages] if rule else []
    stage, question = asked.get("stage", ""), asked.get("question", "")
    if stage and stage not in stages:
        raise BadQuery("rules.no_stage", stage=stage[:40], known=", ".join(stages) or "—")
    if question not in ("", "yes", "no"):
        raise BadQuery("rules.no_answer", text=question[:40])
    return Case(
        positions=_positions(reading, charter, electorate), hours=_hours(asked.get("hours", "")), stage=stage,
        question=question, concerned=_members(reading, charter, electorate, "concerned"),
        suspended=_members(reading, charter, electorate, "suspended"),
    )  # fmt: skip


def _member(reading: Reading, charter: Charter, electorate: Electorate, code: str) -> str:
    """The member of a code; raises `BadQuery` where it is none of this body on the day."""
    found = code if code in electorate.known else id_of(charter, code, electorate.known)
    if found is None or found not in electorate.known:
        raise BadQuery("rules.no_member", member=code[:40], day=reading.day)
    return found


def _members(reading: Reading, charter: Charter, electorate: Electorate, key: str) -> frozenset[str]:
    codes: Iterable[str] = reading.asked.get(key, "").replace(",", " ").split()
    return frozenset(_member(reading, charter, electorate, code) for code in codes)


def _positions(reading: Reading, charter: Charter, electorate: Electorate) -> dict[str, str]:
    everybody = reading.asked.get("everybody", "")
    if everybody and everybody not in POSITIONS:
        raise BadQuery("rules.no_position", member="everybody", position=everybody[:40], known=", ".join(POSITIONS))
    found: dict[str, str] = dict.fromkeys(electorate.members, everybody) if everybody else {}
    named: set[str] = set()
    for key, position in reading.asked.items():
        if key in ASKED or not position:
            continue
        member = _member(reading, charter, electorate, key)
        if position not in POSITIONS:
            raise BadQuery("rules.no_position", member=key[:40], position=position[:40], known=", ".join(POSITIONS))
        if member in named:
            raise BadQuery("rules.member_twice", member=key[:40])
        named.add(member)
        found[member] = position
    return found


def _hours(words: str) -> int | None:
    if not words:
        return None
    if not (words.isascii() and words.isdigit()) or len(words) > 6 or int(words) > MOST_HOURS:
        raise BadQuery("rules.hours", text=words[:40])
    return int(words)
