"""The life of one instrument, part by part: entry into force, amendments, reservations, claims, every act in order."""

from collections.abc import Iterable
from typing import Any, Literal

from msgspec import UNSET, Struct, to_builtins

from comity import day as days
from comity.acts import instruments as acts
from comity.acts.base import Act
from comity.organisation import instruments
from comity.organisation.dated import Dated, counted
from comity.organisation.finding import Entered
from comity.organisation.instruments import Instrument
from comity.organisation.instruments.force import computed_start
from comity.organisation.instruments.life import facts_of
from comity.portal.pages.standings import action_of
from comity.portal.reading import Reading
from comity.text import Text

#: Acts whose words are quoted where the life of an instrument is told.
_QUOTED = ("text", "ground", "where", "citation", "whom")


class Fact(Struct, frozen=True, omit_defaults=True):
    """One act in the life of an instrument: what it says (as the record has it, at `/acts/N`), and whether it counts.

    `act` is without `seen` and `prev`, at which its signer looked: those stand with its bytes.
    """

    entry: int
    day: str
    act: dict[str, Any]
    counts: bool
    finding: Entered | None = None
    corrected: tuple[int, ...] = ()


class Coming(Struct, frozen=True, omit_defaults=True):
    """How an instrument comes into force.

    stated    days that an act states for the instrument as a whole, with their entries
    computed  the day that follows from the clause and what is recorded by the day; empty where it does not follow
    received  how many consents the depositary received by then, of `needed` (0 where the clause names no number)
    differs   whether a stated day is another than the computed one
    """

    rule: str
    stated: tuple[tuple[str, int], ...] = ()
    computed: str = ""
    received: int = 0
    needed: int = 0
    differs: bool = False


class Amendment(Struct, frozen=True, omit_defaults=True):
    """An instrument that amends this one: which articles, and who is bound by the new text and who by the old one only."""

    id: str
    title: Text
    adopted: str
    articles: tuple[str, ...]
    status: str
    since: str = ""
    summary: Text = ()
    new_text: tuple[str, ...] = ()
    old_text: tuple[str, ...] = ()


class Reaction(Struct, frozen=True, omit_defaults=True):
    """What a reservation comes to for other states: the word, whose, until when they may object, by which act.

    withdrawn   the day on which an objection was withdrawn: since then the reservation is accepted (VCLT 22(2))
    """

    word: Literal["accepted", "pending", "objected", "opposed"]
    states: tuple[str, ...]
    until: str = ""
    entry: int = 0
    withdrawn: str = ""


class Reservation(Struct, frozen=True, omit_defaults=True):
    """A reservation that stands, or stood until it was withdrawn, and what the others make of it on the day."""

    entry: int
    state: str
    day: str
    counts: bool
    provisions: tuple[str, ...] = ()
    withdrawn: str = ""
    reactions: tuple[Reaction, ...] = ()
    without_effect: tuple[int, ...] = ()


class Prolongation(Struct, frozen=True, omit_defaults=True):
    """An instrument that prolongs the term of this one; `reaches_back` where its own entry into force is later than `start`."""

    id: str
    start: str
    since: str = ""
    reaches_back: bool = False


class Claims(Struct, frozen=True):
    """Competing answers to one question: entries, side by side."""

    key: str
    entries: tuple[int, ...]


def facts(instrument: Instrument, on: str) -> list[Dated]:
    """Every fact in its life that had begun by the day, its adoption first."""
    return [instrument.adopted, *(one for one in facts_of(instrument) if days.first(one.start) <= on)]


def fact(one: Dated) -> Fact:
    """A fact as it is sent."""
    said = {name: value for name, value in to_builtins(one.act).items() if name not in ("seen", "prev")}
    return Fact(one.entry, one.start, said, one.counts, one.finding, one.corrected)


def quoted(act: Act) -> Text:
    """The words of an act: its maker's, not the register's."""
    for field in _QUOTED:
        if isinstance(found := getattr(act, field, ()), tuple) and found:
            return found
    return ()


def coming(reading: Reading, instrument: Instrument) -> Coming:
    """How it comes into force, as recorded by the day."""
    clause, on = instrument.adopt.force, reading.day
    other = None if clause.instrument is UNSET else reading.standing.instrument(clause.instrument)
    known = instruments.as_on(instrument, on, other)
    stated = [f for f in counted(instrument.facts, acts.EnterIntoForce) if isinstance(f.act, acts.EnterIntoForce) and not f.act.states]
    days_stated = tuple((f.start, f.entry) for f in stated if days.first(f.start) <= on)
    computed = computed_start(known, other)
    needed = {"deposits": 1 if clause.n is UNSET else clause.n, "all_signatories": len(instrument.adopt.signatories)}.get(clause.rule, 0)
    return Coming(
        rule=clause.rule,
        stated=days_stated,
        computed=computed,
        received=len({one.state for one in known.consents}),
        needed=needed,
        differs=bool(computed) and any(day != computed for day, _ in days_stated),
    )


def amending(reading: Reading, instrument: Instrument) -> tuple[Instrument, ...]:
    """The instruments adopted by the day that amend this one."""
    found = [reading.standing.instrument(name) for name in instrument.amended_by]
    return tuple(one for one in found if one is not None and days.first(one.adopted.start) <= reading.day)


def amendments(reading: Reading, instrument: Instrument) -> tuple[Amendment, ...]:
    """The amendments, with who is party to the old and to the new text (VCLT 40)."""
    on = reading.day
    parties = instruments.parties_on(instrument, on)
    out = []
    for other in amending(reading, instrument):
        bound = set(instruments.parties_on(other, on))
        _, span = instruments.in_force(other.force, on)
        articles = next(a.articles for a in other.adopt.amends if a.instrument == instrument.id)
        out.append(
            Amendment(
                other.id, other.adopt.title, other.adopted.start, articles, instruments.instrument_word(other, on),
                span.start if span else "", other.adopt.summary,
                tuple(reading.law.in_order(s for s in parties if s in bound)),
                tuple(reading.law.in_order(s for s in parties if s not in bound)) if bound else (),
            )
        )  # fmt: skip
    return tuple(sorted(out, key=lambda one: (one.adopted, one.id)))


def prolongations(reading: Reading, instrument: Instrument) -> tuple[Prolongation, ...]:
    """What prolongs its term, and whether that reaches back over a time in which nothing was in force yet (VCLT 28)."""
    out = []
    for name in instrument.prolonged_by:
        other = reading.standing.instrument(name)
        if other is None or other.adopt.extends is UNSET or days.first(other.adopted.start) > reading.day:
            continue
        since = other.force[0].start if other.force else ""
        start = other.adopt.extends.start
        out.append(Prolongation(name, start, since, bool(since) and days.before(start, since) is days.Truth.YES))
    return tuple(out)


def reservations(reading: Reading, instrument: Instrument) -> tuple[Reservation, ...]:
    """Every reservation formulated by the day, and what it comes to with each other state that consented (VCLT 20, 21)."""
    on = reading.day
    made = [f for f in facts(instrument, on) if isinstance(f.act, acts.Reserve)]
    consented = {one.state for one in instrument.consents if days.first(one.day) <= on}
    reacted = {
        f.act.state for f in facts(instrument, on) if isinstance(f.act, acts.Object | acts.AcceptReservation) and f.counts
    }  # fmt: skip
    others = reading.law.in_order(consented | reacted | set(instruments.parties_on(instrument, on)))
    return tuple(_reservation(instrument, one, others, on) for one in made)


def _reservation(instrument: Instrument, made: Dated, others: list[str], on: str) -> Reservation:
    assert isinstance(made.act, acts.Reserve)
    back = instruments.withdrawn(instrument, made)
    gone = back is not None and days.first(back.start) <= on
    reactions = () if gone or not made.counts else _reactions(instrument, made, [s for s in others if s != made.act.state], on)
    ref = f"{instrument.ref}/{made.entry}"
    idle = [
        f.entry for party in instrument.parties.values() for f in party.facts
        if isinstance(f.act, acts.Object) and f.act.on.ref == ref and not f.counts and days.first(f.start) <= on
    ]  # fmt: skip
    return Reservation(
        made.entry, made.act.state, made.start, made.counts, made.act.provisions,
        back.start if back is not None and gone else "", reactions, tuple(sorted(idle)),
    )  # fmt: skip


def _reactions(instrument: Instrument, made: Dated, others: list[str], on: str) -> tuple[Reaction, ...]:
    """Objections one by one; those who accepted, or may still object until the same day, together."""
    assert isinstance(made.act, acts.Reserve)
    single: list[Reaction] = []
    silent: dict[tuple[str, str], list[str]] = {}
    for state in others:
        between = instruments.relations_between(instrument, (), made.act.state, state, on)
        found = next((one for one in between.reservations if one.reservation.entry == made.entry), None)
        if found is None:
            continue
        until = instruments.objections_until(instrument, made, state)
        if found.by is not None:
            single.append(Reaction(found.word, (state,), until, found.by.entry))
        elif (back := _given_up(instrument, made, state, on)) is not None:
            single.append(Reaction(found.word, (state,), until, back.entry, back.start))
        else:
            silent.setdefault((found.word, until), []).append(state)
    together = [Reaction(word, tuple(states), until) for (word, until), states in sorted(silent.items(), reverse=True)]  # type: ignore[arg-type]
    return (*single, *together)


def _given_up(instrument: Instrument, made: Dated, state: str, on: str) -> Dated | None:
    """The act by which a state withdrew its objection to a reservation, or none."""
    ref = f"{instrument.ref}/{made.entry}"
    for one in counted(instrument.party(state).facts, acts.Object):
        if isinstance(one.act, acts.Object) and one.act.on.ref == ref:
            back = instruments.withdrawn(instrument, one)
            if back is not None and days.first(back.start) <= on:
                return back
    return None


def claims(known: Iterable[Dated]) -> tuple[Claims, ...]:
    """Contested questions that more than one act answers."""
    groups: dict[str, list[int]] = {}
    for one in known:
        if one.claim is not None and not one.void:
            groups.setdefault(one.claim.key, []).append(one.entry)
    return tuple(Claims(key, tuple(entries)) for key, entries in sorted(groups.items()) if len(entries) > 1)


class Moment(Struct, frozen=True):
    """Acts of the same kind on the same day from the same sources: one row of a life, a link to each act."""

    day: str
    title: str
    facts: tuple[Dated, ...]
    states: tuple[str, ...]
    text: Text = ()

    @property
    def first(self) -> Dated:
        """The first of them: day, sources, confidence and finding are the same for all."""
        return self.facts[0]


def told(known: Iterable[Dated]) -> tuple[Moment, ...]:
    """A life in rows, in order of days; acts that say something of their own stand alone."""
    groups: dict[tuple[object, ...], list[Dated]] = {}
    for one in sorted(known, key=lambda f: (f.start, f.entry)):
        text = quoted(one.act)
        alone = one.entry if text or one.finding is not None or one.claim is not None or one.void else 0
        groups.setdefault((one.start, action_of(one.act), one.sources, one.confidence, alone), []).append(one)
    return tuple(
        Moment(
            same[0].start, f"standing.action.{action_of(same[0].act)}", tuple(same),
            tuple(getattr(f.act, "state", "") for f in same), quoted(same[0].act),
        )
        for same in groups.values()
    )  # fmt: skip
