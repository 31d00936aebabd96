"""The things of this room: a credential, and all of them by id."""

from typing import TypeAlias, get_args

from immutables import Map
from msgspec import UNSET, Struct
from msgspec.structs import replace

from comity import day as days
from comity.acts.base import By
from comity.acts.credentials import Enrolment, Permission

#: Every permission a credential can carry.
PERMISSIONS: tuple[str, ...] = get_args(Permission)
#: What a member's root key may do without saying so.
ROOTED = (
    "credentials", "instruments", "membership", "record", "posts", "chairmanship", "decisions", "concerns", "budget", "programmes", "assembly",
)  # fmt: skip
REGISTRY = By(office="registry")
REGISTRAR = By(office="registrar")


class Credential(Struct, frozen=True, gc=False):
    """A key of a holder: what it may do, since which entry, and the last act it made.

    until          moment (seconds UTC) from which it no longer signs; 0 where open
    revoked        entry of its revocation; 0 where in force
    contested_from entry since which the key was in other hands; 0 where not said
    n, prev        number and identity of its last act
    """

    id: str
    holder: By
    key: str
    may: tuple[str, ...]
    since: int
    body: str = ""
    origins: tuple[str, ...] = ()
    quorum: int = 1
    until: int = 0
    revoked: int = 0
    contested_from: int = 0
    n: int = 0
    prev: str = ""

    def in_force(self, moment: int) -> bool:
        """Whether it signs at this moment of receipt."""
        return not self.revoked and not (self.until and moment >= self.until)

    def can(self, permission: str) -> bool:
        """Whether it carries this permission."""
        return permission in self.may

    def may_do(self, permission: str) -> bool:
        """Whether it may do acts that ask for this permission: a root key all that its holder does for itself."""
        return permission in self.may or (permission in ROOTED and "root" in self.may)


Credentials: TypeAlias = Map[str, Credential]
#: The credential of every key that was ever enrolled: none is enrolled twice.
Keys: TypeAlias = Map[str, str]


def holder_name(holder: By) -> str:
    """`TJ`, or the office: the first part of a credential's id."""
    return holder.member or holder.office


def credential_id(enrolment: Enrolment) -> str:
    """`TJ/mission/3`."""
    return f"{holder_name(enrolment.holder)}/{enrolment.function}/{enrolment.number}"


def of_enrolment(enrolment: Enrolment, entry: int) -> Credential:
    """The credential that an enrolment creates at this entry."""
    until = 0 if enrolment.until is UNSET else days.moment(enrolment.until)
    return Credential(
        id=credential_id(enrolment),
        holder=enrolment.holder,
        key=enrolment.key,
        may=enrolment.may,
        since=entry,
        body=enrolment.body,
        origins=enrolment.origins,
        quorum=enrolment.quorum,
        until=until,
    )


def signed(credential: Credential, n: int, identity: str) -> Credential:
    """The credential after it signed its n-th act."""
    return replace(credential, n=n, prev=identity)
