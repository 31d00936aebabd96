"""The standing: what all acts so far add up to, one immutable value.

*As the record stood at entry N* is the standing at N; *as it stood on day D* is D asked of it. Maps share their old
versions, so that keeping many standings costs little.
"""

from functools import lru_cache

from immutables import Map
from msgspec import Struct

from comity import day as days
from comity.charter import Charter
from comity.organisation.changes import EMPTY
from comity.organisation.credentials import Credentials, Keys
from comity.organisation.dated import Dated, Timeline
from comity.organisation.finding import Entered
from comity.organisation.instruments import Instrument, Instruments
from comity.organisation.lives import Lives
from comity.organisation.membership import Associates, Member, Members, Terms
from comity.organisation.moments import Moments
from comity.organisation.record import Opening


@lru_cache(maxsize=65_536)
def _terms(law: Charter, day: str) -> Terms:
    """What a charter, which never changes once it is made, says of membership on a day."""
    said = law.membership_on(day)
    return Terms(
        notice_months=said.notice_months,
        notice_provision=said.notice_provision,
        confidence=law.confidence(said.notice_provision, day),
        deciding=said.deciding_body,
        deciding_provision=said.deciding_provision,
        deciding_confidence=law.confidence(said.deciding_provision, day),
        non_participation_provision=said.non_participation_provision,
        non_participation_confidence=law.confidence(said.non_participation_provision, day),
    )


#: Acts come in bursts: many are received within one second.
_day_of = lru_cache(maxsize=4096)(days.day_of)


class Standing(Struct, frozen=True):
    """The organisation after `size` entries.

    keys       that were ever enrolled, each with its credential
    findings   of entries that are not a plain *has effect*
    remarks    what was said about a thing, by its ref
    last       time of the last receipt (seconds UTC): receipts never run backwards
    digest     over all changes so far (`comity.organisation.changes`)
    """

    size: int = 0
    opening: Opening | None = None
    charter: Charter | None = None
    credentials: Credentials = Map()
    keys: Keys = Map()
    instruments: Instruments = Instruments()
    members: Members = Map()
    associates: Associates = Map()
    bodies: Lives = Map()
    posts: Lives = Map()
    chairmanship: Lives = Map()
    sessions: Lives = Map()
    decisions: Lives = Map()
    relations: Lives = Map()
    concerns: Lives = Map()
    assembly: Lives = Map()
    budget: Lives = Map()
    programmes: Lives = Map()
    remarks: Map[str, Timeline] = Map()
    findings: Map[int, Entered] = Map()
    moments: Moments = Moments()
    last: int = 0
    digest: bytes = EMPTY

    @property
    def law(self) -> Charter:
        """The charter in force; there is one from the opening entry on."""
        assert self.charter is not None
        return self.charter

    @property
    def opened(self) -> Opening:
        """What the opening entry said; there is one in every record."""
        assert self.opening is not None
        return self.opening

    @property
    def zone(self) -> str:
        """The zone of the organisation's seat; UTC before the record is open."""
        return self.charter.organisation.zone if self.charter else "UTC"

    @property
    def exercise(self) -> bool:
        """Whether this is an exercise: then every page, feed, file and export says so."""
        return self.opening is not None and self.opening.act.exercise

    def day_of(self, moment: int) -> str:
        """The calendar day of a moment at the organisation's seat."""
        return _day_of(moment, self.zone)

    def terms(self, day: str) -> Terms:
        """What the charter says of membership on a day."""
        return _terms(self.law, day)

    def instrument(self, name: str) -> Instrument | None:
        """The instrument of this id, or none."""
        return self.instruments.get(name)

    def member(self, state: str) -> Member:
        """The state's membership, empty where it never had one."""
        return self.members.get(state) or Member(state)

    def remarks_on(self, ref: str) -> tuple[Dated, ...]:
        """What was said about the thing of this ref."""
        return self.remarks.get(ref) or ()
