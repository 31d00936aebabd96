"""Acts as they are told on a page: on which day, what, in whose words, from which sources, at which entry."""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import UNSET, Struct

from comity import day as days
from comity.acts.membership import Declare
from comity.acts.record import Remark
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, withdrawn
from comity.organisation.saying import quoted
from comity.portal.reading import Reading
from comity.portal.words import Words
from comity.text import Said, Text


class Told(Struct, frozen=True, omit_defaults=True):
    """An act in a few words.

    says      what is done, as a line of the register       text    what the act itself says, where it says anything
    said_by   whose words these are, where they are a remark note    on the transcription
    after     whether it lies after the day shown            public  the day on which it became known, where that is another
    """

    day: str
    entry: int
    act: str
    says: str
    confidence: str
    source: tuple[str, ...] = ()
    text: Text = ()
    said_by: Text = ()
    note: Text = ()
    after: bool = False
    public: str = ""
    effect: bool = True


def tell(reading: Reading, w: Words, fact: Dated) -> Told:
    """One act, told."""
    act = fact.act
    return Told(
        day=fact.start,
        entry=fact.entry,
        act=act.name(),
        says=w.act(act),
        confidence=fact.confidence,
        source=fact.sources,
        text=quoted(act),
        said_by=act.said_by if isinstance(act, Remark) else (),
        note=() if act.transcribed is UNSET else act.transcribed.note,
        after=days.first(days.Day(fact.start)) > reading.day,
        public=act.made_public if isinstance(act, Declare) and act.made_public is not UNSET else "",
        effect=fact.counts,
    )


def told(reading: Reading, facts: Iterable[Dated]) -> list[tuple[Told, Dated]]:
    """Acts in the order of their days, each told and as it is."""
    w = Words(reading)
    return [(tell(reading, w, fact), fact) for fact in sorted(facts, key=lambda f: (days.first(days.Day(f.start)), f.entry))]


class Gone(NamedTuple):
    """Something all of which was taken back: where it stood on the page, what it was called, the acts that stay."""

    place: str
    name: Said
    course: list[tuple[Told, Dated]]


def taken_back(reading: Reading, lives: Iterable[Life], before: str = "") -> list[Gone]:
    """What has no page of its own and was taken back: its place on the page of its room stays, `before` its id."""
    w = Words(reading)
    gone = sorted((life for life in lives if withdrawn(life)), key=lambda life: life.number)
    return [Gone(before + life.id, w.text(next((t for f in life.facts if (t := getattr(f.act, "title", ()))), ())) or Said(life.id, reading.lang), told(reading, life.facts)) for life in gone]


class Claims(Struct, frozen=True):
    """A contested question: the claims that answer it, each with its act; `preferred` is an entry, 0 where none is."""

    key: str
    act: str
    claims: tuple[Told, ...]
    preferred: int = 0


def contested(reading: Reading, facts: Iterable[Dated]) -> list[tuple[Claims, list[tuple[Told, Dated]]]]:
    """The questions to which these acts give several answers, in the order of their first days."""
    groups: dict[tuple[str, str], list[Dated]] = {}
    for fact in facts:
        if fact.claim is not None and not fact.void:
            groups.setdefault((fact.act.name(), fact.claim.key), []).append(fact)
    out = []
    for (act, key), group in groups.items():
        if len(group) < 2:
            continue
        each = told(reading, group)
        preferred = next((f.entry for f in group if f.claim is not None and f.claim.preferred), 0)
        out.append((Claims(key, act, tuple(one for one, _ in each), preferred), each))
    return sorted(out, key=lambda item: item[1][0][0].day)
