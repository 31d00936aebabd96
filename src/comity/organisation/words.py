"""Whether the words of an act fit the calendar and the charter: days and hours exist, sources, states and bodies are known.

What does not fit is malformed and is refused; nothing here looks at what the act is about.
"""

from collections.abc import Callable, Container, Iterable
from functools import lru_cache
from typing import Any

from msgspec import UNSET
from msgspec.structs import fields

from comity import day as days
from comity.acts import ACTS
from comity.acts.base import Act
from comity.acts.bodies import OfBody
from comity.acts.credentials import Enrolment
from comity.charter import Charter
from comity.organisation.finding import HAS_EFFECT, Finding, refused

#: Years within which days and hours may lie: what is added to them stays within the calendar.
YEARS = ("1000", "2999")
#: The organisation itself, where an act names whose a body is.
ORGANISATION = "organisation"


@lru_cache(maxsize=65_536)
def day_exists(text: str) -> bool:
    """Whether the text writes a day of the calendar, in the years that a register can speak of."""
    return YEARS[0] <= text[:4] <= YEARS[1] and days.is_day(text)


@lru_cache(maxsize=4096)
def hour_exists(text: str) -> bool:
    """Whether the text writes a moment that exists, in the same years."""
    try:
        days.moment(text)
    except days.DayError:
        return False
    return YEARS[0] <= text[:4] <= YEARS[1]


def _hours(enrolments: Iterable[Enrolment]) -> list[str]:
    return [one.until for one in enrolments if one.until is not UNSET]


#: Where days stand in acts, and how one gets at them from the field's value.
_DAYS: dict[str, Callable[[Any], Iterable[str]]] = {
    "effective": lambda value: (value,),
    "until": lambda value: (value,),
    "made_public": lambda value: (value,),
    "proposed": lambda value: (value,),
    "since": lambda value: (value,) if isinstance(value, str) else (),
    "term": lambda value: (value,),
    "decided": lambda value: (value.day,),
    "basis": lambda value: () if value.decided is UNSET else (value.decided.day,),
    "start": lambda value: (value,),
    "start_latest": lambda value: (value,),
    "until_latest": lambda value: (value,),
    "day": lambda value: (value,),
    "effect": lambda value: (value,),
    "extends": lambda value: (value.start,),
    "force": lambda value: () if value.day is UNSET else (value.day,),
    "letter": lambda value: (value,) if isinstance(value, str) else (value.day,),
}
_HOURS: dict[str, Callable[[Any], Iterable[str]]] = {
    "to": lambda value: (value,) if "T" in value else (),
    "instant": lambda value: (value,),
    "clock": lambda value: () if value.start is UNSET else (value.start,),
    "enrolment": lambda value: _hours((value,)),
    "enrolled": _hours,
    "roots": _hours,
}
_STATES: dict[str, Callable[[Any], Iterable[str]]] = {
    "state": lambda value: (value,),
    "states": lambda value: value,
    "signatories": lambda value: value,
    "depositary": lambda value: (value.state,) if value.state else (),
    "enrolment": lambda value: (value.holder.member,) if value.holder.member else (),
    "in_place_of": lambda value: (value,),
    "instead": lambda value: (value,),
    "signed_by": lambda value: value,
    "shares": lambda value: [one.state for one in value],
}
#: Where bodies stand in acts; of an act in the life of a body the body itself is its room's to look for.
_BODIES: dict[str, Callable[[Any], Iterable[str]]] = {
    "decided": lambda value: (value.body,),
    "basis": lambda value: () if value.decided is UNSET else (value.decided.body,),
    "by": lambda value: (value.body,) if value.body else (),
    "parents": lambda value: [one for one in value if one != ORGANISATION],
    "with_": lambda value: value,
    "body": lambda value: (value,),
}
_Getters = tuple[tuple[str, Callable[[Any], Iterable[str]]], ...]


def _of_class(cls: type[Act], table: dict[str, Callable[[Any], Iterable[str]]]) -> _Getters:
    names = {field.name for field in fields(cls)}
    return tuple((name, get) for name, get in table.items() if name in names)


def _bodies_of(cls: type[Act]) -> _Getters:
    return tuple((name, get) for name, get in _of_class(cls, _BODIES) if name != "body" or not issubclass(cls, OfBody))


#: For each act where its days, hours, states and bodies stand.
_PLACES = {
    cls: (_of_class(cls, _DAYS), _of_class(cls, _HOURS), _of_class(cls, _STATES), _bodies_of(cls)) for cls in ACTS.values()
}


def examine_words(act: Act, law: Charter | None, today: str, established: Container[str] = ()) -> Finding:
    """Days and hours exist, and sources, states and bodies are known.

    Sources and states are those of the charter; bodies too, or `established` by an act (refs: `body/wg-afg`); `today` is the
    day of receipt.
    """
    day_places, hour_places, state_places, body_places = _PLACES[type(act)]
    for name, get in day_places:
        if (value := getattr(act, name)) is not UNSET:
            for day in get(value):
                if not day_exists(day):
                    return refused("form", "record.day_does_not_exist", day=("text", day))
    for name, get in hour_places:
        if (value := getattr(act, name)) is not UNSET:
            for hour in get(value):
                if not hour_exists(hour):
                    return refused("form", "record.day_does_not_exist", day=("text", hour))
    if law is None:
        return HAS_EFFECT
    if act.transcribed is not UNSET:
        for source in act.transcribed.source:
            if source not in law.sources:
                return refused("form", "record.source_unknown", source=("text", source))
        if act.effective is not UNSET and days.first(act.effective) > today:
            return refused("form", "record.future_day", day=("day", act.effective))
    for name, get in state_places:
        if (value := getattr(act, name)) is not UNSET:
            for state in get(value):
                if state not in law.states:
                    return refused("form", "record.state_unknown", state=("text", state))
    for name, get in body_places:
        value = getattr(act, name)
        if value is not UNSET:
            for body in get(value):
                if body not in law.bodies and f"body/{body}" not in established:
                    return refused("form", "record.body_unknown", body=("text", body))
    return HAS_EFFECT
