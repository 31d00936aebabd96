"""Acts in the life of a treaty, in the words of the Vienna Convention on the Law of Treaties (VCLT).

Every act but `instrument.adopt` points at what it concerns by `on`: the instrument
(`instrument/charter-2002`) or one act in its life (`instrument/charter-2002/412`).
A domestic law (`instrument.authorise`) is not an instrument of ratification (`instrument.ratify`), and that
is not its deposit (`instrument.deposit`): three acts, three days, any of which may not be known.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from comity.acts.base import Act, Decided, Language, Office, On, Slug, StateId, Value, Version, Words
from comity.day import DayStr
from comity.text import Text

Manner = Literal["ratification", "acceptance", "approval", "formal_confirmation"]
#: What a deposited instrument expresses; `not_known` where a table has one column for several kinds.
Consent = Literal[
    "ratification", "acceptance", "approval", "formal_confirmation", "accession", "consent_to_be_bound", "not_known"
]  # fmt: skip


class Depositary(Value, frozen=True, kw_only=True):
    """Who keeps the original and receives what is deposited (VCLT 76): a state, or an office of an organisation."""

    office: Office = ""
    state: StateId = ""

    def __post_init__(self) -> None:
        if bool(self.office) == bool(self.state):
            raise ValueError("a depositary is either a state or an office")


class Force(Value, frozen=True, kw_only=True):
    """The clause on entry into force (VCLT 24).

    rule            when
    signature       on signature by all `signatories`
    deposits        on the `n`-th deposit or notification; later states on their own
    all_signatories on that of the last signatory
    per_state       for each state on its own
    on_day          on `day`
    with            together with another `instrument`
    unknown         no source says
    `days`, `months` are added after that.
    """

    rule: Literal["signature", "deposits", "all_signatories", "per_state", "on_day", "with", "unknown"]
    day: DayStr | UnsetType = UNSET
    days: Annotated[int, msgspec.Meta(ge=0, le=3660)] = 0
    instrument: Slug | UnsetType = UNSET
    months: Annotated[int, msgspec.Meta(ge=0, le=120)] = 0
    n: Annotated[int, msgspec.Meta(ge=1, le=9999)] | UnsetType = UNSET
    provision: str = ""


class Denunciation(Value, frozen=True, kw_only=True):
    """The clause on denunciation: how many months after the notification it takes effect (VCLT 54, 56)."""

    months: Annotated[int, msgspec.Meta(ge=0, le=120)]
    provision: str = ""


class Reservations(Value, frozen=True, kw_only=True):
    """The clause on reservations; silence of the treaty is the absence of this clause (VCLT 19)."""

    rule: Literal["prohibited", "permitted"]
    provision: str = ""


class Amends(Value, frozen=True, kw_only=True):
    """Which instrument this one amends, and which of its articles."""

    instrument: Slug
    articles: tuple[str, ...] = ()


class Extends(Value, frozen=True, kw_only=True):
    """Which instrument's term this one prolongs, from which day: a bridge that may reach back (VCLT 28)."""

    instrument: Slug
    start: DayStr = msgspec.field(name="from")


class Adopt(Act, frozen=True, kw_only=True, tag="instrument.adopt"):
    """Adopts the text of an instrument and, for a treaty, opens it for signature (VCLT 9, 10)."""

    force: Force
    instrument: Slug
    kind: Literal["treaty", "protocol", "agreement", "regulation", "rules", "procedure"]
    title: Words
    amends: tuple[Amends, ...] = ()
    authentic: tuple[Language, ...] = ()
    decided: Decided | UnsetType = UNSET
    denunciation: Denunciation | UnsetType = UNSET
    depositary: Depositary | UnsetType = UNSET
    extends: Extends | UnsetType = UNSET
    original: Text = ()
    place: Text = ()
    provisional: Literal["permitted", ""] = ""
    reservations: Reservations | UnsetType = UNSET
    signatories: tuple[StateId, ...] = ()
    summary: Text = ()
    term: DayStr | UnsetType = UNSET
    versions: tuple[Version, ...] = ()


class OfInstrument(Act, frozen=True, kw_only=True):
    """An act that concerns an instrument."""

    on: On


class OfState(OfInstrument, frozen=True, kw_only=True):
    """An act of one state that concerns an instrument."""

    state: StateId


class Empower(OfState, frozen=True, kw_only=True, tag="instrument.empower"):
    """Issues full powers to whoever holds an office to perform an act (VCLT 7)."""

    purpose: Literal["negotiate", "adopt", "sign", "express_consent"]
    whom: Words


class Initial(OfState, frozen=True, kw_only=True, tag="instrument.initial"):
    """Initials the text: it is established, nothing is consented to (VCLT 10, 12(2)(a))."""


class Sign(OfState, frozen=True, kw_only=True, tag="instrument.sign"):
    """Signs: subject to ratification, definitively (VCLT 12) or *ad referendum* (VCLT 12(2)(b))."""

    manner: Literal["subject_to_ratification", "definitive", "ad_referendum"] = "subject_to_ratification"
    place: Text = ()


class Confirm(OfState, frozen=True, kw_only=True, tag="instrument.confirm"):
    """Confirms a signature made *ad referendum*: it becomes a full signature (VCLT 12(2)(b)).

    `definitive` where the treaty lets that signature bind: the letter C of the status tables.
    """

    manner: Literal["subject_to_ratification", "definitive"] = "subject_to_ratification"


class Authorise(OfState, frozen=True, kw_only=True, tag="instrument.authorise"):
    """A step of domestic law towards consent; of no effect between states, and never a deposit."""

    step: Literal["lower_house", "upper_house", "parliament", "law", "decree"]
    citation: Text = ()


class Ratify(OfState, frozen=True, kw_only=True, tag="instrument.ratify"):
    """Executes the instrument of ratification, acceptance, approval or formal confirmation (VCLT 14, 16)."""

    manner: Manner = "ratification"


class Accede(OfState, frozen=True, kw_only=True, tag="instrument.accede"):
    """Accedes: consent of a state that did not sign (VCLT 15)."""


class Succeed(OfState, frozen=True, kw_only=True, tag="instrument.succeed"):
    """Notifies succession to the treaty, or to the mere signature of a predecessor.

    Received by the depositary it is consent (Vienna Convention on Succession of States in respect of Treaties, 17,
    18, 22); the state is then a party from `since`, the day of the succession of states (23(1)).
    """

    since: DayStr | UnsetType = UNSET
    to: Literal["treaty", "signature"] = "treaty"


class Participate(OfState, frozen=True, kw_only=True, tag="instrument.participate"):
    """Becomes a party without an instrument of its own: by virtue of another treaty (`through`) to which it is a party.

    participation         having accepted `through`, it takes part in this one
    simplified_procedure  party to `through`, it did not opt out in time
    """

    manner: Literal["participation", "simplified_procedure"] = "participation"
    through: Slug | UnsetType = UNSET


class Notify(OfState, frozen=True, kw_only=True, tag="instrument.notify"):
    """Notifies the depositary that the internal procedures are completed (VCLT 16(c))."""


class Deposit(OfState, frozen=True, kw_only=True, tag="instrument.deposit"):
    """Deposits the instrument that expresses consent with the depositary (VCLT 16(b))."""

    consent: Consent = "ratification"


class EnterIntoForce(OfInstrument, frozen=True, kw_only=True, tag="instrument.enter_into_force"):
    """States an entry into force as determined by the depositary or reported: for all parties, or for `states`."""

    states: tuple[StateId, ...] = ()


class Apply(OfState, frozen=True, kw_only=True, tag="instrument.apply"):
    """Applies the treaty provisionally (VCLT 25(1)), to `until` where that is stated.

    `manner`: by notification, by virtue of having signed, adopted or acceded where the treaty says so, or by an
    acceptance that is not yet complete under the state's own constitution.
    """

    manner: Literal["notification", "signature", "adoption", "accession", "provisional_acceptance"] = "notification"
    until: DayStr | UnsetType = UNSET


class Cease(OfState, frozen=True, kw_only=True, tag="instrument.cease"):
    """Notifies the intention not to become a party: provisional application ends (VCLT 25(2)), and so does what a
    signatory owes before entry into force (VCLT 18(a))."""


class Decline(OfState, frozen=True, kw_only=True, tag="instrument.decline"):
    """Notifies that it will not apply the treaty provisionally, where it otherwise would (VCLT 25)."""


class Communicate(OfState, frozen=True, kw_only=True, tag="instrument.communicate"):
    """Gives a notice that an article of the treaty provides for, through the depositary (VCLT 77(1)(e), 78).

    `application`: the undertaking to apply a convention to a named agency or annex.
    """

    manner: Literal["notification", "application"] = "notification"
    provision: str = ""
    text: Text = ()


class Reserve(OfState, frozen=True, kw_only=True, tag="instrument.reserve"):
    """Formulates a reservation (VCLT 2(1)(d), 19)."""

    text: Words
    provisions: tuple[str, ...] = ()


class Declare(OfState, frozen=True, kw_only=True, tag="instrument.declare"):
    """Makes a declaration: interpretative, provided for by the treaty, or on the territories it applies to (VCLT 29)."""

    text: Words
    manner: Literal["interpretative", "provided_for", "territorial", "other"] = "interpretative"


class Object(OfState, frozen=True, kw_only=True, tag="instrument.object"):
    """Objects to a reservation (VCLT 20): the treaty stands between the two, save where `opposes_force` (20(4)(b))."""

    text: Words
    opposes_force: bool = False


class AcceptReservation(OfState, frozen=True, kw_only=True, tag="instrument.accept_reservation"):
    """Accepts a reservation expressly, in writing (VCLT 20(4)(a), 23(1)); silence accepts it after twelve months."""


class Withdraw(OfState, frozen=True, kw_only=True, tag="instrument.withdraw"):
    """Withdraws one's own reservation, declaration or objection (VCLT 22)."""


class Circulate(OfInstrument, frozen=True, kw_only=True, tag="instrument.circulate"):
    """A depositary notification, circulated to the parties; its number follows from the order of the record (VCLT 77(1)(e))."""

    text: Words
    about: tuple[On, ...] = ()


class Rectify(OfInstrument, frozen=True, kw_only=True, tag="instrument.rectify"):
    """Corrects an error in the text by procès-verbal, after the time for objections has passed (VCLT 79)."""

    found: Words
    lang: Language
    proposed: DayStr
    reads: Words
    versions: tuple[Version, ...] = ()


class Register(OfInstrument, frozen=True, kw_only=True, tag="instrument.register"):
    """Registers the treaty, as with the Secretariat of the United Nations (VCLT 80; UN Charter 102)."""

    where: Words
    number: str = ""


class Denounce(OfState, frozen=True, kw_only=True, tag="instrument.denounce"):
    """Notifies denunciation or withdrawal from the treaty (VCLT 54, 56, 65, 67)."""

    text: Text = ()


class Revoke(OfState, frozen=True, kw_only=True, tag="instrument.revoke"):
    """Revokes a notification of denunciation before it takes effect (VCLT 68)."""


class Lapse(OfInstrument, frozen=True, kw_only=True, tag="instrument.lapse"):
    """Ends the instrument by its own terms: for all, or for `states` (VCLT 54)."""

    ground: Words
    states: tuple[StateId, ...] = ()
