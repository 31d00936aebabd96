"""What all views share: the head of an answer, facts with their sources, days and marks in words."""

from typing import Any, Literal, TypeAlias

from comity import day as days
from comity.cli.layout import out, prose
from comity.cli.reading import Reading
from comity.cli.words import tongue
from comity.organisation.dated import Dated
from comity.organisation.membership import roster_on

#: A view's value: what `--json` writes.
View: TypeAlias = dict[str, Any]


def envelope(reading: Reading, on: str) -> View:
    """What every answer begins with: of which organisation, whether an exercise, on which day, at which entry."""
    return {
        "organisation": reading.standing.opened.act.organisation,
        "exercise": reading.exercise,
        "on": on,
        "at": reading.standing.size,
    }


def fact(found: Dated) -> View:
    """A fact: its day, entry, sources (empty: its maker signed it), confidence, and whether it counts."""
    return {
        "day": found.start,
        "entry": found.entry,
        "confidence": found.confidence,
        "sources": list(found.sources),
        **({} if found.counts else {"counts": False}),
        **({"corrected_by": list(found.corrected)} if found.corrected else {}),
    }


def day(words: str) -> str:
    """A day in words; an empty one as nothing."""
    return days.in_words(words, tongue.lang) if words else ""


def cell(words: str) -> str:
    """A day as tables write it; an empty one as nothing."""
    return days.in_words(words, tongue.lang, "table") if words else ""


def later(words: str, on: str) -> str:
    """A day as tables write it; one that lies after the day asked of says so."""
    ahead = bool(words) and days.first(days.Day(words)) > on
    return cell(words) + (f"\n{tongue('cli.after_the_day')}" if ahead else "")


def confidence(level: str) -> str:
    """How sure a source is; nothing is said of what is sure."""
    return "" if level == "high" else tongue(f"cli.confidence.{level}")


def grounds(one: View) -> str:
    """Where a fact is from, in brackets: sources or the maker's signature, confidence, entry."""
    sources = ", ".join(one["sources"]) or tongue("cli.signed_by_maker")
    said = (sources, confidence(one["confidence"]), tongue("cli.entry", entry=one["entry"]))
    return "(" + "; ".join(part for part in said if part) + ")"


def head(reading: Reading, view: View) -> None:
    """The first lines of an answer in words: exercise, name, day and entry, and whether there was an organisation."""
    if reading.exercise:
        prose(tongue("cli.exercise"))
    prose(reading.title)
    away = reading.standing.size != reading.size
    prose(tongue("cli.as_it_stood", day=("day", view["on"]), at=reading.standing.size if away else ""))
    created, began = min((one.date for one in reading.standing.law.organisation.creation), default="", key=lambda d: days.first(days.Day(d))), begin(reading)
    if created and _before(view["on"], created):
        prose(tongue("when.unfounded", day=("day", created)))
    elif not created and began and _before(view["on"], began):
        prose(tongue("cli.before_organisation", day=("day", view["on"]), began=("day", began)))
    out()


def _before(on: str, first: str) -> bool:
    return days.last(days.Day(on)) < days.first(days.Day(first))


def begin(reading: Reading) -> str:
    """The earliest day of which the record tells: of an instrument adopted or a membership begun; empty if of none."""
    standing = reading.standing
    known = [one.adopted.start for one in standing.instruments.by_id.values()]
    known += [period.start for member in standing.members.values() for period in member.periods]
    return min(known, key=lambda d: days.first(days.Day(d)), default="")


def count(reading: Reading, on: str, word: Literal["member", "party"]) -> int:
    """How many states are members on the day, or parties to the founding treaty while there is no organisation."""
    return sum(status.word == word for status in roster_on(reading.standing.members, on))


def entered(reading: Reading) -> set[str]:
    """Which statuses the memberships that are in the record have, on whatever day: `member`, `party`, `suspended`."""
    return {period.status for one in reading.standing.members.values() for period in one.periods}
