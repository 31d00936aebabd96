"""Acts: one act in words, with what came of it; the kinds of acts, and every act of a kind."""

from typing import Any

import msgspec
from msgspec import UNSET, Struct
from msgspec.structs import replace

from comity import acts
from comity.acts.record import Correct
from comity.canon import b64u
from comity.day import moment_text
from comity.organisation.credentials import Credential
from comity.organisation.dated import Dated, kept
from comity.organisation.finding import Entered, WithoutEffect
from comity.organisation.names import credential_of
from comity.organisation.saying import kind_of, saying
from comity.portal import index
from comity.portal.facts import facts_by_entry
from comity.portal.faults import NotFound
from comity.portal.fields import rows
from comity.portal.pages.record import PAGE, Line, finding_of, line, read_entry
from comity.portal.reading import Reading
from comity.portal.render import Page
from comity.portal.words import Words
from comity.record.entry import Entry


class Kind(Struct, frozen=True):
    """A kind of act: its name in the record, what it is called, how many there are."""

    act: str
    title: str
    count: int


class Kinds(Struct, frozen=True):
    """Every kind of act, by room."""

    kinds: tuple[Kind, ...]


class KindView(Struct, frozen=True):
    """A kind of act: its form as JSON Schema, and the acts of it, newest first."""

    act: str
    title: str
    entries: tuple[Line, ...]
    form: dict[str, Any]


class ActView(Struct, frozen=True, omit_defaults=True):
    """An act in words; `said` is the act as it stands, `finding` what the registry found of it."""

    entry: int
    identity: str
    act: str
    title: str
    says: str
    received: str
    effective: str
    signer: str
    said: acts.AnyAct
    finding: Entered
    corrected: tuple[int, ...] = ()
    confirmed: int = 0
    void: bool = False


def by_kind(reading: Reading) -> dict[str, tuple[int, ...]]:
    """The entries of each kind of act, oldest first."""
    return index.by_kind(reading.registry, reading.standing.size)


def kinds(reading: Reading) -> Page:
    """The page of all kinds of acts."""
    w = Words(reading)
    found = by_kind(reading)
    data = Kinds(tuple(Kind(name, w(kind_of(name)), len(found.get(name, ()))) for name in acts.ACTS))
    rooms: dict[str, list[Kind]] = {}
    for one in data.kinds:
        rooms.setdefault(acts.ROOM_OF[one.act], []).append(one)
    used = sum(bool(one.count) for one in data.kinds)
    lede = w("acts.lede", n=len(data.kinds), used=used, size=reading.standing.size)
    return Page("kinds.html", "acts", w("acts.title"), lede, data, view={"rooms_of_acts": rooms})


def kind(reading: Reading, name: str) -> Page:
    """The page of one kind of act."""
    cls = acts.ACTS.get(name)
    if cls is None:
        raise NotFound("acts.no_kind", act=name)
    w = Words(reading)
    numbers = by_kind(reading).get(name, ())[::-1][:PAGE]
    entries = tuple(line(reading, w, n, read_entry(reading, n)[1]) for n in numbers)
    title = w(kind_of(name))
    data = KindView(name, title, entries, msgspec.json.schema(cls))
    total = len(by_kind(reading).get(name, ()))
    fields = [
        (f.encode_name, w(f"field.{f.encode_name}"), f.required)
        for f in msgspec.structs.fields(cls) if f.encode_name not in ("n", "prev", "seen")
    ]  # fmt: skip
    return Page("kind.html", "acts", title, w("kind.lede", n=total, act=name), data, view={"fields": fields, "total": total})


def act(reading: Reading, number: str) -> Page:
    """The page of one act."""
    n = int(number)
    _, found = read_entry(reading, n)
    said = acts.read(found.json)
    w = Words(reading)
    fact = fact_of(reading, n, said, found)
    fact = replace(fact, corrected=tuple(sorted({*fact.corrected, *corrections(reading, fact.identity)})))
    data = ActView(
        entry=n,
        identity=fact.identity,
        act=said.name(),
        title=w(kind_of(said.name())),
        says=w.act(said),
        received=moment_text(found.time),
        effective=reading.standing.day_of(found.time) if said.effective is UNSET else said.effective,
        signer=fact.signer,
        said=said,
        finding=finding_of(reading, n),
        corrected=fact.corrected,
        confirmed=fact.confirmed,
        void=fact.void,
    )
    view = {
        "rows": rows(w, said),
        "quoted": saying(said).text,
        "credential": _credential(reading, found),
        "told": None if said.transcribed is UNSET else said.transcribed,
        "counts": fact.counts,
        "doubts": w.doubts(fact),
        "level": level_of(fact),
    }
    return Page("act.html", "record", data.title, sentence(w, data), data, view=view)


def fact_of(reading: Reading, n: int, said: acts.AnyAct, found: Entry) -> Dated:
    """The act as it counts at the entry shown; what concerns no thing with a life of its own, as it was entered."""
    facts = facts_by_entry(reading.standing)
    if n in facts:
        return facts[n]
    start = reading.standing.day_of(found.time) if said.effective is UNSET else said.effective
    signer = credential_of(reading.registry.origin, found.authors[0].name)
    return Dated(said, start, n, b64u(found.identity), kept(finding_of(reading, n)), signer=signer)


def level_of(fact: Dated) -> str:
    """How well the provision is known on which the finding rests; empty where it rests on none."""
    if fact.finding is None:
        return ""
    reasons = (fact.finding.reason,) if isinstance(fact.finding, WithoutEffect) else fact.finding.warnings
    return next((one.confidence for one in reasons if one.provision), "")


def sentence(w: Words, data: ActView) -> str:
    """What the act says, from which day, and whether it has effect."""
    if isinstance(data.finding, WithoutEffect):
        return w("act.lede_without", says=data.says, day=("day", data.effective))
    if data.said.transcribed is not UNSET:
        return w("act.lede_transcribed", says=data.says, day=("day", data.effective))
    return w("act.lede", says=data.says, day=("day", data.effective))


def corrections(reading: Reading, identity: str) -> list[int]:
    """The entries that corrected the act of this identity, oldest first."""
    found = []
    for n in by_kind(reading).get("record.correct", ()):
        other = acts.read(read_entry(reading, n)[1].json)
        if isinstance(other, Correct) and other.on.commit == identity:
            found.append(n)
    return found


def _credential(reading: Reading, found: Entry) -> Credential | None:
    return reading.standing.credentials.get(credential_of(reading.registry.origin, found.authors[0].name))
