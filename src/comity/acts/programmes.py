"""Acts in the life of a programme: mandate, approval, stages as planned, what is reported of them, who contributes."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from comity.acts.base import Act, Basis, Slug, StateId, Words
from comity.day import DayStr
from comity.text import Text

Stage = Annotated[int, msgspec.Meta(ge=1, le=99)]
Years = Annotated[int, msgspec.Meta(ge=1, le=99)]


class OfProgramme(Act, frozen=True, kw_only=True):
    """An act in the life of one programme."""

    programme: Slug


class Mandate(OfProgramme, frozen=True, kw_only=True, tag="programme.mandate"):
    """A body asks that a programme be developed, or that work on it go faster."""

    basis: Basis
    text: Words
    title: Text = ()


class Approve(OfProgramme, frozen=True, kw_only=True, tag="programme.approve"):
    """A body approves a programme: its goal, from when, for how many years or until when (inclusive)."""

    basis: Basis
    title: Words
    abbreviation: Text = ()
    goal: Text = ()
    start: DayStr | UnsetType = UNSET
    until: DayStr | UnsetType = UNSET
    years: Years | UnsetType = UNSET


class Term(OfProgramme, frozen=True, kw_only=True, tag="programme.term"):
    """Says something of the time that a programme runs, where its approval does not; claims may stand beside each other.

    point         `begins` from `start` on; `ends` with `until` (inclusive), at the latest with `until_latest` where the
                  words leave it open; `may_be_prolonged`, and by whom; `prolonged`, with `until` as the new end
    """

    point: Literal["begins", "ends", "may_be_prolonged", "prolonged"]
    text: Words
    basis: Basis | UnsetType = UNSET
    start: DayStr | UnsetType = UNSET
    until: DayStr | UnsetType = UNSET
    until_latest: DayStr | UnsetType = UNSET


class Plan(OfProgramme, frozen=True, kw_only=True, tag="programme.plan"):
    """A stage as planned: from `start` to `until` (inclusive); `start_latest` and `until_latest` where sources leave it open."""

    stage: Stage
    text: Words
    start: DayStr | UnsetType = UNSET
    start_latest: DayStr | UnsetType = UNSET
    until: DayStr | UnsetType = UNSET
    until_latest: DayStr | UnsetType = UNSET


class Report(OfProgramme, frozen=True, kw_only=True, tag="programme.report"):
    """What is reported of a programme, or of one of its stages, as of this day.

    progress  how it stands; the first report of `running` and of `completed` show from when and to when it really went
    """

    progress: Literal["prepared", "running", "completed", "suspended", "ended"]
    text: Words
    said_by: Text = ()
    stage: Stage | UnsetType = UNSET


class Assign(OfProgramme, frozen=True, kw_only=True, tag="programme.assign"):
    """Gives a part in a programme to a state: as customer-co-ordinator, holder, participant; or to who assists in it.

    role  `uncertain` where it is not known whether the state takes part
    body  the body through which it does so; one of the organisation's own may assist without any state
    """

    role: Literal["coordinator", "holder", "participant", "uncertain", "assistant"]
    body: Slug | UnsetType = UNSET
    state: StateId | UnsetType = UNSET
    text: Text = ()

    def __post_init__(self) -> None:
        if self.state is UNSET and (self.role != "assistant" or self.body is UNSET):
            raise ValueError("a part in a programme is a state's; a body may assist without one")


class Contribute(OfProgramme, frozen=True, kw_only=True, tag="programme.contribute"):
    """A state contributes to a programme."""

    state: StateId
    text: Words
