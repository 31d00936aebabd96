"""A decision in a list, as several pages show it: its number, what it is called, what came of it, whom its class of text binds."""

from typing import cast

from msgspec import Struct

from comity.acts import decisions as acts
from comity.charter.model import AdoptedTexts
from comity.organisation.decisions import DecisionOn
from comity.portal.reading import Reading
from comity.portal.words import Shape, Tone, Words
from comity.text import Text

MARKS: dict[str, tuple[Shape, Tone]] = {
    "adopted": ("done", "done"), "returned": ("half", "late"), "deferred": ("ring", "open"), "not_adopted": ("cross", "bad"),
    "not_known": ("dot", "dim"),
}  # fmt: skip


class DecisionLine(Struct, frozen=True, omit_defaults=True):
    """A decision in a list.

    number   its place in the order of the record, for ever; `decision` its id
    outcome  adopted, returned, deferred, not_adopted, not_known
    binds    whom its class of text binds as the charter says: members, parties, nobody; not_known else
    effect   yes, no, not_known: whether it has effect on the day; `since` and `until` where that is stated
    """

    number: int
    decision: str
    title: Text
    day: str
    body: str
    kind: str
    outcome: str
    binds: str
    effect: str
    entry: int
    confidence: str
    session: str = ""
    since: str = ""
    until: str = ""
    contested: bool = False
    declined: tuple[str, ...] = ()


def record_of(one: DecisionOn) -> acts.Record:
    """The act that states a decision."""
    assert one.record is not None
    return cast(acts.Record, one.record.act)


def class_of(reading: Reading, one: DecisionOn) -> AdoptedTexts | None:
    """What the charter says of texts of its class on the day of its adoption, or none."""
    act = record_of(one)
    assert one.record is not None
    return reading.law.texts_of(act.body, act.kind, one.record.start)


def line_of(reading: Reading, w: Words, one: DecisionOn) -> DecisionLine:
    """A decision as a line."""
    act, fact, said = record_of(one), one.record, class_of(reading, one)
    assert fact is not None
    return DecisionLine(
        number=one.number,
        decision=one.id,
        title=act.title,
        day=fact.start,
        body=act.body,
        kind=act.kind,
        outcome=one.word,
        binds=said.binds if said and one.word == "adopted" else "not_known",
        effect=one.effect.value.replace(" ", "_"),
        entry=fact.entry,
        confidence=fact.confidence,
        session=act.session if isinstance(act.session, str) else "",
        since=one.since,
        until=one.until,
        contested=bool(one.contested),
        declined=tuple(stood.state for stood in one.positions if stood.position == "declined"),
    )
