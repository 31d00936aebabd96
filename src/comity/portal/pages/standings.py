"""Where states stand with regard to an instrument, in the vocabulary of United Nations depositary practice.

What is shared by the page of all instruments and the page of one: a state's line of a status table, the marks of the
matrix, the summary of an instrument. The action is kept, its letter printed (`organisation.instruments`).
"""

from collections.abc import Iterable
from typing import Literal

from markupsafe import Markup
from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import instruments as acts
from comity.acts.base import Act
from comity.organisation import instruments
from comity.organisation.dated import Dated, counted
from comity.organisation.instruments import Instrument, StateStatus
from comity.portal.facts import of_exercise
from comity.portal.reading import Reading
from comity.portal.words import Shape, Tone, Words
from comity.text import Text

#: The mark of each word: a shape and a tone; the word stands beside it or is read aloud.
MARKS: dict[str, tuple[Shape, Tone | Literal[""]]] = {
    "in_force": ("done", "done"), "provisional": ("half", "open"), "consented": ("consent", "open"),
    "signed": ("ring", "open"), "ad_referendum": ("box", "open"), "initialled": ("box", "dim"),
    "ended": ("end", "dim"), "not_known": ("dot", "dim"), "adopted": ("ring", "open"),
}  # fmt: skip
#: Kinds of instruments to which states become parties; the others are adopted by a body.
TREATIES = ("treaty", "protocol", "agreement")
#: What received by the depositary binds; a ratification or an accession alone is not yet that.
_RECEIVED = (acts.Deposit, acts.Notify, acts.Succeed, acts.Participate, acts.Sign, acts.Confirm)


class Deed(Struct, frozen=True, omit_defaults=True):
    """Something done: on which day, which action, at which entry, from which sources, how well known.

    letter  what a status table prints beside the day      words  a citation or a place
    """

    day: str
    action: str
    entry: int
    confidence: str
    source: tuple[str, ...] = ()
    letter: str = ""
    words: Text = ()


class Line(Struct, frozen=True, omit_defaults=True):
    """A state's line of a status table on a day.

    confirmed   the confirmation of a signature ad referendum
    status      what it comes to: in_force, provisional, consented, signed, ad_referendum, initialled, ended, not_known, none
    authorised  steps of domestic law: no deposit            consent   the action that expressed consent
    deposit     whether its day is known: known, not_known (in force, or stated to be, without a deposit that is recorded), none
    since       first day in force for the state, `until` the first day on which it no longer is, and how it ended
    reservations, declarations, objections   entries of those that stand
    contested   whether sources differ on a day of it
    """

    state: str
    name: str
    status: str
    signed: Deed | None = None
    confirmed: Deed | None = None
    authorised: tuple[Deed, ...] = ()
    consent: Deed | None = None
    deposit: Literal["known", "not_known", "none"] = "none"
    since: str = ""
    until: str = ""
    how_ended: str = ""
    since_entry: int = 0
    since_ground: str = ""
    reservations: tuple[int, ...] = ()
    declarations: tuple[int, ...] = ()
    objections: tuple[int, ...] = ()
    denounced: Deed | None = None
    contested: bool = False


class Summary(Struct, frozen=True, omit_defaults=True):
    """An instrument in short, with the state of each participant.

    status     in_force, adopted (not in force yet), ended, not_known
    body       the body that adopted it, where one did      amends, extends   ids of other instruments
    """

    id: str
    kind: str
    title: Text
    status: str
    adopted: Deed
    place: Text = ()
    body: str = ""
    since: str = ""
    until: str = ""
    depositary_state: str = ""
    depositary_office: str = ""
    amends: tuple[str, ...] = ()
    extends: str = ""
    parties: int = 0
    lines: tuple[Line, ...] = ()

    @property
    def treaty(self) -> bool:
        """Whether states become parties to it."""
        return self.kind in TREATIES


def action_of(act: Act) -> str:
    """The action that an act is, as a status table names it."""
    match act:
        case acts.Sign(manner="definitive"):
            return "definitive_signature"
        case acts.Sign(manner="ad_referendum"):
            return "signature_ad_referendum"
        case acts.Sign():
            return "signature"
        case acts.Confirm():
            return "confirmation_of_signature"
        case acts.Deposit(consent=consent):
            return "consent_form_not_told_apart" if consent == "not_known" else consent
        case acts.Ratify(manner=manner):
            return manner
        case acts.Accede():
            return "accession"
        case acts.Succeed(to=to):
            return "succession" if to == "treaty" else "succession_to_signature"
        case acts.Participate(manner=manner):
            return manner
        case acts.Notify():
            return "notification"
        case acts.Authorise(step=step):
            return step
        case acts.Apply():
            return "provisional_application"
        case acts.Denounce():
            return "denunciation"
    return act.name().split(".")[1]


def deed(fact: Dated, letter: str = "") -> Deed:
    """A fact as a deed."""
    words = fact.act.citation if isinstance(fact.act, acts.Authorise) else fact.act.place if isinstance(fact.act, acts.Sign) else ()
    return Deed(fact.start, action_of(fact.act), fact.entry, fact.confidence, fact.sources, letter, words)


def line(w: Words, instrument: Instrument, state: str, on: str) -> Line:
    """A state's line on a day."""
    status = instruments.status_on(instrument, state, on)
    span = status.force
    ended = bool(span and span.until and days.first(span.until) <= on)
    return Line(
        state=state,
        name=w.name("full", state),
        status=status.word,
        signed=deed(status.signed) if status.signed else None,
        confirmed=_confirmed(instrument, state, on),
        authorised=tuple(deed(fact) for fact in status.authorised),
        consent=deed(status.consent, status.letter) if status.consent else None,
        deposit=_deposit(instrument, status, on),
        since=span.start if span else "",
        until=span.until if span and ended else "",
        how_ended=span.how_ended if span and ended else "",
        since_entry=span.entry if span else 0,
        since_ground=span.ground if span else "",
        reservations=tuple(fact.entry for fact in status.reservations),
        declarations=tuple(fact.entry for fact in status.declarations),
        objections=tuple(fact.entry for fact in status.objections),
        denounced=deed(status.denounced) if status.denounced and not _revoked(instrument, status.denounced, on) else None,
        contested=_contested(fact for fact in instrument.party(state).facts if days.first(fact.start) <= on),
    )


def _confirmed(instrument: Instrument, state: str, on: str) -> Deed | None:
    """The confirmation of a signature that was given *ad referendum* (VCLT 12(2)(b)), or none."""
    found = [fact for fact in counted(instrument.party(state).facts, acts.Confirm) if days.first(fact.start) <= on]
    return deed(found[-1]) if found else None


def _deposit(instrument: Instrument, status: StateStatus, on: str) -> Literal["known", "not_known", "none"]:
    """Whether the day is known on which the depositary received the state's consent.

    A treaty that is said to be in force was consented to; where nobody says when, that is not known. A state that
    signed a treaty in force without a deposit that is recorded may or may not have deposited: not known either.
    """
    if status.consent is not None and isinstance(status.consent.act, _RECEIVED):
        return "known"
    general = instrument.force[0] if instrument.force else None
    if status.force is not None or (status.signed and general and general.ground == "stated" and days.first(general.start) <= on):
        return "not_known"
    return "none"


def _revoked(instrument: Instrument, notice: Dated, on: str) -> bool:
    """Whether a notification of denunciation was revoked by the day (VCLT 68)."""
    assert isinstance(notice.act, acts.Denounce)
    return any(
        isinstance(fact.act, acts.Revoke) and fact.act.on.ref.endswith(f"/{notice.entry}") and days.first(fact.start) <= on
        for fact in counted(instrument.party(notice.act.state).facts, acts.Revoke)
    )


def _contested(facts: Iterable[Dated]) -> bool:
    """Whether more than one of these acts answers the same contested question."""
    keys = [fact.claim.key for fact in facts if fact.claim is not None and not fact.void]
    return len(set(keys)) < len(keys)


def begun(instrument: Instrument, on: str) -> bool:
    """Whether the text had been adopted by the day, certainly or possibly."""
    return days.first(instrument.adopted.start) <= on


def in_order(reading: Reading) -> list[Instrument]:
    """The instruments adopted by the day, by day of adoption; samples of an exercise after them."""
    every = reading.standing.instruments.by_id.values()
    begun_by = (one for one in every if begun(one, reading.day))
    return sorted(begun_by, key=lambda one: (of_exercise(reading.law, one.adopted), one.adopted.start, one.adopted.entry))


def summary(reading: Reading, w: Words, instrument: Instrument) -> Summary:
    """An instrument in short, as it stood on the day."""
    adopt, on = instrument.adopt, reading.day
    states = reading.law.in_order(s for s in instruments.participants(instrument))
    _, span = instruments.in_force(instrument.force, on)
    lines = tuple(line(w, instrument, state, on) for state in states)
    depositary = adopt.depositary
    return Summary(
        id=instrument.id,
        kind=adopt.kind,
        title=adopt.title,
        status=instruments.instrument_word(instrument, on),
        adopted=deed(instrument.adopted),
        place=adopt.place,
        body="" if adopt.decided is UNSET else adopt.decided.body,
        since=span.start if span else "",
        until=span.until if span and span.until and days.first(span.until) <= on else "",
        depositary_state="" if depositary is UNSET else depositary.state,
        depositary_office="" if depositary is UNSET else depositary.office,
        amends=tuple(one.instrument for one in adopt.amends),
        extends="" if adopt.extends is UNSET else adopt.extends.instrument,
        parties=sum(one.status == "in_force" for one in lines),
        lines=tuple(one for one in lines if one.status != "none" or one.state in adopt.signatories),
    )


#: Columns of a status table as CSV, in the vocabulary of United Nations depositary practice.
COLUMNS = (
    "instrument", "participant", "name", "signature", "signature_kind", "domestic_law", "action", "expressed", "letter", "deposit",
    "in_force", "until", "status", "confidence", "source", "entries",
)  # fmt: skip


def row(instrument: str, one: Line) -> tuple[str, ...]:
    """A state's line as a row of CSV; a day that is not known is said to be so."""
    done = [d for d in (one.signed, *one.authorised, one.consent) if d is not None]
    levels = [level for level in ("low", "medium", "high") if any(d.confidence == level for d in done)]
    sources = sorted({source for d in done for source in d.source})
    received = one.consent.day if one.consent and one.deposit == "known" else "not known" if one.deposit == "not_known" else ""
    return (
        instrument,
        one.state,
        one.name,
        one.signed.day if one.signed else "",
        one.signed.action if one.signed else "",
        " ".join(d.day for d in one.authorised),
        one.consent.action if one.consent else "",
        one.consent.day if one.consent else "",
        one.consent.letter if one.consent else "",
        received,
        one.since,
        one.until,
        one.status,
        levels[0] if levels else "",
        " ".join(sources),
        " ".join(str(d.entry) for d in done),
    )


def mark(w: Words, word: str) -> Markup:
    """The mark of a status with its word."""
    shape, tone = MARKS[word]
    return w.mark(shape, w(f"standing.{word}"), tone)
