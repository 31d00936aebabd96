"""The questions one may ask of an instrument: its status, and each state's, on any day.

The words are those of United Nations depositary practice: a table of participants with signature, deposit and the
letter of the action (a accession, A acceptance, AA approval, c formal confirmation, C confirmation of a signature, d
succession, s definitive signature, n notification, P consent to be bound or participation, p simplified procedure).
The letter is printed; the action is what is stored.
"""

from typing import Literal

from msgspec import Struct

from comity import day as days
from comity.acts import instruments as acts
from comity.acts.base import Act
from comity.day import Truth
from comity.organisation.dated import Dated, Timeline, counted
from comity.organisation.instruments.examine import objections_until, withdrawn
from comity.organisation.instruments.life import consent_of
from comity.organisation.instruments.things import Force, Instrument

Word = Literal[
    "in_force", "provisional", "ended", "not_known", "consented", "signed", "ad_referendum", "initialled", "none"
]
LETTERS = {
    "ratification": "", "acceptance": "A", "approval": "AA", "formal_confirmation": "c", "accession": "a",
    "succession": "d", "notification": "n", "definitive": "s", "confirmation": "C", "consent_to_be_bound": "P",
    "participation": "P", "simplified_procedure": "p", "not_known": "", "provisional": "n",
}  # fmt: skip


class StateStatus(Struct, frozen=True):
    """A state's status with regard to an instrument on a day.

    word       what it comes to
    force      the span that holds on the day, or the last that ended before it; none where there is none
    letter     the letter of the action that expressed consent
    consent    that action: deposit, notification, accession, or ratification whose deposit is not known
    """

    state: str
    word: Word
    signed: Dated | None = None
    consent: Dated | None = None
    letter: str = ""
    force: Force | None = None
    authorised: tuple[Dated, ...] = ()
    reservations: tuple[Dated, ...] = ()
    declarations: tuple[Dated, ...] = ()
    objections: tuple[Dated, ...] = ()
    denounced: Dated | None = None


def holds(force: Force, on: str) -> Truth:
    """Whether the span holds on the day: yes, no, or not known where a day of it is known only in part."""
    started = days.same_or_before(days.Day(force.start), days.Day(on))
    if not force.until:
        return started
    ended = days.same_or_before(days.Day(force.until), days.Day(on))
    return days.both(started, days.negate(ended))


def in_force(spans: tuple[Force, ...], on: str) -> tuple[Truth, Force | None]:
    """Whether any of the spans holds on the day, and which one it is (or the last that ended before it)."""
    best: Truth = Truth.NO
    which: Force | None = None
    for span in spans:
        answer = holds(span, on)
        if answer is Truth.YES:
            return answer, span
        if answer is Truth.NOT_KNOWN:
            best, which = answer, span
        elif best is Truth.NO and span.start <= on:
            which = span
    return best, which


def status_on(instrument: Instrument, state: str, on: str) -> StateStatus:
    """The state's status with regard to the instrument on the day."""
    party = instrument.party(state)
    facts = tuple(fact for fact in party.facts if _begun(fact, on))
    truth, span = in_force(party.force, on)
    signed = _last(facts, acts.Sign) or _signed_by_predecessor(facts)
    consent = consent_on(instrument, facts)
    return StateStatus(
        state=state,
        word=_word(truth, span, facts, on, consent),
        signed=signed,
        consent=consent,
        letter=letter(consent),
        force=span,
        authorised=tuple(counted(facts, acts.Authorise)),
        reservations=_standing(instrument, facts, acts.Reserve, on),
        declarations=_standing(instrument, facts, acts.Declare, on),
        objections=_standing(instrument, facts, acts.Object, on),
        denounced=_last(facts, acts.Denounce),
    )


def consent_on(instrument: Instrument, facts: Timeline) -> Dated | None:
    """The action by which the state is bound, else the one whose deposit is not known; none where there is none.

    Of several the first that counts since the state was last bound: what follows adds nothing (VCLT 16).
    """
    bound = [fact for fact in counted(facts, acts.OfState) if consent_of(instrument, fact) is not None]
    if bound:
        act = bound[-1].act
        assert isinstance(act, acts.OfState)
        ends = (one.until for one in instrument.party(act.state).force if one.closed)
        since = max((end for end in ends if end <= bound[-1].start), default="")
        return next(fact for fact in bound if fact.start >= since)
    return _last(facts, acts.Accede, acts.Ratify)


def _begun(fact: Dated, on: str) -> bool:
    return days.first(days.Day(fact.start)) <= on


def _taken_back(instrument: Instrument, fact: Dated, on: str) -> bool:
    """Whether it was withdrawn by the day, certainly: what is known by its year only may stand until the year is over."""
    back = withdrawn(instrument, fact)
    return back is not None and days.last(days.Day(back.start)) <= on


def _last(facts: Timeline, *kinds: type[Act]) -> Dated | None:
    return next(iter(reversed(tuple(counted(facts, *kinds)))), None)


def _standing(instrument: Instrument, facts: Timeline, kind: type[Act], on: str) -> tuple[Dated, ...]:
    """Reservations, declarations or objections that stand on the day: made, and not withdrawn by then."""
    return tuple(
        fact
        for fact in counted(facts, kind)
        if not _taken_back(instrument, fact, on)
    )


def _word(truth: Truth, span: Force | None, facts: Timeline, on: str, consent: Dated | None) -> Word:
    if truth is Truth.YES:
        return "in_force"
    if truth is Truth.NOT_KNOWN:
        return "not_known"
    applied = _applied(facts, on)
    if applied is not Truth.NO:
        return "provisional" if applied is Truth.YES else "not_known"
    if span is not None:
        return "ended"
    if consent is not None:
        return "consented"
    signed = _last(facts, acts.Sign)
    if signed is None and _last(facts, acts.Succeed):
        return "signed"  # by its predecessor
    if signed is not None and isinstance(signed.act, acts.Sign):
        unconfirmed = signed.act.manner == "ad_referendum" and not _last(facts, acts.Confirm)
        return "ad_referendum" if unconfirmed else "signed"
    return "initialled" if _last(facts, acts.Initial) else "none"


def _applied(facts: Timeline, on: str) -> Truth:
    """Whether the treaty is applied provisionally on the day; not known where a day of it is known only in part (VCLT 25)."""
    applied = _last(facts, acts.Apply)
    if applied is None or not isinstance(applied.act, acts.Apply):
        return Truth.NO
    answer = days.same_or_before(applied.start, on)
    if applied.act.until:
        answer = days.both(answer, days.before(on, applied.act.until))
    given_up = _last(facts, acts.Cease, acts.Decline)
    if given_up is not None and days.last(given_up.start) >= days.first(applied.start):
        answer = days.both(answer, days.before(on, given_up.start))
    return answer


def letter(consent: Dated | None) -> str:
    """The letter that a status table prints beside the day."""
    match consent.act if consent else None:
        case acts.Deposit(consent=action):
            return LETTERS[action]
        case acts.Ratify(manner=manner):
            return LETTERS[manner]
        case acts.Sign(manner="definitive"):
            return LETTERS["definitive"]
        case acts.Confirm(manner="definitive"):
            return LETTERS["confirmation"]
        case acts.Participate(manner=manner):
            return LETTERS[manner]
        case acts.Notify():
            return LETTERS["notification"]
        case acts.Accede():
            return LETTERS["accession"]
        case acts.Succeed():
            return LETTERS["succession"]
    return ""


def participants(instrument: Instrument) -> tuple[str, ...]:
    """Every state with a part in the instrument, and those that it names as signatories; by id."""
    return tuple(sorted({*instrument.parties, *instrument.adopt.signatories}))


def parties_on(instrument: Instrument, on: str) -> tuple[str, ...]:
    """The states for which it is in force on the day, certainly; by id."""
    return tuple(
        party.state
        for party in sorted(instrument.parties.values(), key=lambda p: p.state)
        if in_force(party.force, on)[0] is Truth.YES
    )


def instrument_word(instrument: Instrument, on: str) -> Literal["in_force", "adopted", "ended", "not_known", "none"]:
    """What the instrument as a whole comes to on the day."""
    if instrument.adopted.void or days.first(days.Day(instrument.adopted.start)) > on:
        return "none"
    truth, span = in_force(instrument.force, on)
    if truth is Truth.YES:
        return "in_force"
    if truth is Truth.NOT_KNOWN:
        return "not_known"
    if span is not None:
        return "ended"
    if instrument.force:
        return "adopted"  # its entry into force is known, and later
    return "not_known" if instrument.adopt.force.rule == "unknown" else "adopted"


def amendments_for(
    instrument: Instrument, amending: tuple[Instrument, ...], state: str, on: str
) -> tuple[Instrument, ...]:
    """The amending instruments in force for the state on the day: it is bound by the text as amended by these.

    A party to the treaty that is not party to an amendment stays bound by the old text (VCLT 40(4), (5)).
    """
    return tuple(
        other
        for other in amending
        if other.id in instrument.amended_by and in_force(other.party(state).force, on)[0] is Truth.YES
    )


def text_between(
    instrument: Instrument, amending: tuple[Instrument, ...], one: str, two: str, on: str
) -> tuple[Instrument, ...]:
    """The amendments that apply between two parties: those in force for both (VCLT 40(4), 30(4)(b))."""
    for_two = {other.id for other in amendments_for(instrument, amending, two, on)}
    return tuple(o for o in amendments_for(instrument, amending, one, on) if o.id in for_two)


class ReservationBetween(Struct, frozen=True):
    """What one party's reservation comes to in relation to another on a day (VCLT 20, 21).

    word  accepted   expressly, or by silence for the time in which the other could object (20(4)(a), 20(5), 21(1))
          pending    the other may still object
          objected   the provisions concerned do not apply between the two, to the extent of the reservation (21(3))
          opposed    the other opposed the entry into force of the treaty between the two (20(4)(b))
    """

    reservation: Dated
    word: Literal["accepted", "pending", "objected", "opposed"]
    by: Dated | None = None


class Between(Struct, frozen=True):
    """The relations of two states under an instrument on a day.

    in_force      whether the treaty is in force between them
    amendments    ids of the amendments that apply between them (VCLT 40(4), 30(4)(b))
    reservations  what each one's reservations come to in relation to the other
    """

    in_force: Truth
    amendments: tuple[str, ...] = ()
    reservations: tuple[ReservationBetween, ...] = ()


def relations_between(
    instrument: Instrument, amending: tuple[Instrument, ...], one: str, two: str, on: str
) -> Between:
    """Whether and with which text the treaty is in force between two states on the day.

    It is not, although both are parties, where one of them objected to a reservation of the other and definitely
    opposed the entry into force of the treaty between the two (VCLT 20(4)(b)).
    """
    both = days.both(in_force(instrument.party(one).force, on)[0], in_force(instrument.party(two).force, on)[0])
    reservations = tuple(
        _reservation_between(instrument, fact, other, on)
        for mine, other in ((one, two), (two, one))
        for fact in status_on(instrument, mine, on).reservations
    )
    if any(found.word == "opposed" for found in reservations):
        both = Truth.NO
    texts = text_between(instrument, amending, one, two, on) if both is not Truth.NO else ()
    return Between(both, tuple(text.id for text in texts), reservations)


def _reservation_between(instrument: Instrument, reservation: Dated, other: str, on: str) -> ReservationBetween:
    ref = f"{instrument.ref}/{reservation.entry}"
    facts = [
        fact
        for fact in counted(instrument.party(other).facts, acts.Object, acts.AcceptReservation)
        if isinstance(fact.act, acts.OfInstrument) and fact.act.on.ref == ref and _begun(fact, on)
    ]
    for fact in reversed(facts):
        if isinstance(fact.act, acts.AcceptReservation):
            return ReservationBetween(reservation, "accepted", fact)
        if isinstance(fact.act, acts.Object) and not _taken_back(instrument, fact, on):
            return ReservationBetween(reservation, "opposed" if fact.act.opposes_force else "objected", fact)
    word: Literal["pending", "accepted"] = (
        "pending" if on <= objections_until(instrument, reservation, other) and not facts else "accepted"
    )
    return ReservationBetween(reservation, word)


def _signed_by_predecessor(facts: Timeline) -> Dated | None:
    """A succession to the signature of a predecessor, or none."""
    return next((f for f in counted(facts, acts.Succeed) if isinstance(f.act, acts.Succeed) and f.act.to == "signature"), None)


def notifications(instrument: Instrument) -> tuple[tuple[int, Dated], ...]:
    """Depositary notifications with their numbers, which follow the order of the record (VCLT 77)."""
    circulated = sorted(counted(instrument.facts, acts.Circulate), key=lambda fact: fact.entry)
    return tuple(enumerate(circulated, start=1))
