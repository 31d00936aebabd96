"""Acts about sessions and meetings: planned, held, who was there, who presided, what is known of them."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from comity.acts.base import Act, Basis, Slug, StateId, Words
from comity.day import DayStr
from comity.text import Text

#: `between_sessions`: decided without a meeting; `signing`: a ceremony; `meeting`: of a working or subsidiary body.
SessionKind = Literal[
    "regular", "additional", "extraordinary", "jubilee", "informal", "signing", "between_sessions", "joint", "meeting"
]  # fmt: skip
Number = Annotated[int, msgspec.Meta(ge=1, le=999_999)]


class OfSession(Act, frozen=True, kw_only=True):
    """An act about one session."""

    session: Slug


class Schedule(OfSession, frozen=True, kw_only=True, tag="session.schedule"):
    """Sets a session for a day, or moves it to another."""

    body: Slug
    day: DayStr
    kind: SessionKind
    basis: Basis | UnsetType = UNSET
    place: Text = ()


class Hold(OfSession, frozen=True, kw_only=True, tag="session.hold"):
    """A session is held from this day on, to `until` (inclusive) where it took several.

    form    in which it was held, where a source says so
    body    whose session it is; absent where it is no body's (a summit of another organisation, a ceremony)
    with_   the other bodies of a joint session
    number  the how-manieth of its body it is, as counted there
    """

    kind: SessionKind
    body: Slug | UnsetType = UNSET
    form: Literal["in_person", "videoconference", "written"] | UnsetType = UNSET
    number: Number | UnsetType = UNSET
    place: Text = ()
    title: Text = ()
    until: DayStr | UnsetType = UNSET
    with_: tuple[Slug, ...] = msgspec.field(default=(), name="with")


class Attend(OfSession, frozen=True, kw_only=True, tag="session.attend"):
    """A state was at a session, or was not.

    attendance  `represented`: by another office than the one that sits in the body; `text` says by which
    text        what it did or said on the occasion
    """

    attendance: Literal["present", "represented", "absent"]
    state: StateId
    text: Text = ()


class Invite(OfSession, frozen=True, kw_only=True, tag="session.invite"):
    """Somebody who is no member took part by invitation."""

    guest: Words


class Preside(OfSession, frozen=True, kw_only=True, tag="session.preside"):
    """A state presided over a session; `in_place_of` where the chair was another's."""

    state: StateId
    in_place_of: StateId | UnsetType = UNSET


class Account(OfSession, frozen=True, kw_only=True, tag="session.account"):
    """What is known of a session and its outcome as a whole: how many texts, what was discussed.

    instruments  what was signed, or opened for signature, on the occasion
    """

    text: Words
    instruments: Annotated[tuple[Slug, ...], msgspec.Meta(max_length=64)] = ()


class Cancel(OfSession, frozen=True, kw_only=True, tag="session.cancel"):
    """A session that was set is not held."""

    ground: Words
