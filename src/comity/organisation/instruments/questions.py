"""The questions one may ask of an instrument: its status, and each state's, on any day.

The words are those of United Nations depositary practice: a table of participants with signature, deposit and the
letter of the action (a accession, A acceptance, AA approval, c formal confirmation, d succession, s definitive
signature, n notification). The letter is printed; the action is what is stored.
"""

from typing import Literal

from msgspec import Struct

from comity import day as days
from comity.acts import instruments as acts
from comity.acts.base import Act
from comity.day import Truth
from comity.organisation.dated import Dated, Timeline, counted
from comity.organisation.instruments.examine import CONSENTS, withdrawn
from comity.organisation.instruments.things import Force, Instrument

Word = Literal[
    "in_force", "provisional", "ended", "not_known", "consented", "signed", "ad_referendum", "initialled", "none"
]
LETTERS = {
    "ratification": "", "acceptance": "A", "approval": "AA", "formal_confirmation": "c", "accession": "a",
    "succession": "d", "notification": "n", "definitive": "s",
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
    signed = _last(facts, acts.Sign)
    consent = _last(facts, *CONSENTS) or _last(facts, acts.Accede, acts.Succeed, acts.Ratify)
    return StateStatus(
        state=state,
        word=_word(truth, span, facts, on),
        signed=signed,
        consent=consent,
        letter=letter(consent, signed),
        force=span,
        authorised=tuple(counted(facts, acts.Authorise)),
        reservations=_standing(instrument, facts, acts.Reserve, on),
        declarations=_standing(instrument, facts, acts.Declare, on),
        objections=_standing(instrument, facts, acts.Object, on),
        denounced=_last(facts, acts.Denounce),
    )


def _begun(fact: Dated, on: str) -> bool:
    return days.first(days.Day(fact.start)) <= on


def _last(facts: Timeline, *kinds: type[Act]) -> Dated | None:
    return next(iter(reversed(tuple(counted(facts, *kinds)))), None)


def _standing(instrument: Instrument, facts: Timeline, kind: type[Act], on: str) -> tuple[Dated, ...]:
    """Reservations, declarations or objections that stand on the day: made, and not withdrawn by then."""
    return tuple(
        fact
        for fact in counted(facts, kind)
        if (back := withdrawn(instrument, fact)) is None or not _begun(back, on)
    )


def _word(truth: Truth, span: Force | None, facts: Timeline, on: str) -> Word:
    if truth is Truth.YES:
        return "in_force"
    if truth is Truth.NOT_KNOWN:
        return "not_known"
    applied = _last(facts, acts.Apply)
    if applied is not None and isinstance(applied.act, acts.Apply) and not _last(facts, acts.Cease):
        until = applied.act.until
        if not until or until > on:
            return "provisional"
    if span is not None:
        return "ended"
    if _last(facts, *CONSENTS, acts.Accede, acts.Succeed, acts.Ratify):
        return "consented"
    signed = _last(facts, acts.Sign)
    if signed is not None and isinstance(signed.act, acts.Sign):
        unconfirmed = signed.act.manner == "ad_referendum" and not _last(facts, acts.Confirm)
        return "ad_referendum" if unconfirmed else "signed"
    return "initialled" if _last(facts, acts.Initial) else "none"


def letter(consent: Dated | None, signed: Dated | None) -> str:
    """The letter that a status table prints beside the day."""
    match consent.act if consent else None:
        case acts.Deposit(consent=action):
            return LETTERS[action]
        case acts.Ratify(manner=manner):
            return LETTERS[manner]
        case acts.Notify():
            return LETTERS["notification"]
        case acts.Accede():
            return LETTERS["accession"]
        case acts.Succeed():
            return LETTERS["succession"]
    if signed is not None and isinstance(signed.act, acts.Sign) and signed.act.manner == "definitive":
        return LETTERS["definitive"]
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
    if days.first(days.Day(instrument.adopted.start)) > on:
        return "none"
    truth, span = in_force(instrument.force, on)
    if truth is Truth.YES:
        return "in_force"
    if truth is Truth.NOT_KNOWN:
        return "not_known"
    if span is not None:
        return "ended"
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


def notifications(instrument: Instrument) -> tuple[tuple[int, Dated], ...]:
    """Depositary notifications with their numbers, which follow the order of the record (VCLT 77)."""
    circulated = sorted(counted(instrument.facts, acts.Circulate), key=lambda fact: fact.entry)
    return tuple(enumerate(circulated, start=1))
