"""Programmes: those that there are, each with how it stood on the day."""

from msgspec import Struct

from comity import day as days
from comity.charter.model import NotKnown
from comity.organisation import programmes as room
from comity.organisation.lives import Life, withdrawn
from comity.organisation.programmes import End, OnDay, Stage
from comity.portal.pages.members import tense_of
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Shape, Tone, Words

COLUMNS = ("programme", "title", "status", "asked", "approved", "begins", "ends", "ends_latest", "stages", "confidence", "entry")
#: How a programme stands, in a mark.
MARKS: dict[str, tuple[Shape, Tone]] = {
    "none": ("dot", "dim"), "asked": ("ring", "open"), "approved": ("ring", "open"), "begun": ("half", "open"), "not_known": ("dot", "dim"),
    "over": ("end", "dim"), "suspended": ("susp", "dim"), "completed": ("done", "done"), "ended": ("end", "dim"),
}  # fmt: skip
#: How a stage stands.
STAGE_MARKS: dict[str, tuple[Shape, Tone]] = {
    "to_come": ("dot", "dim"), "not_reported": ("dot", "dim"), "running": ("half", "open"), "late": ("tri", "late"),
    "suspended": ("susp", "dim"), "completed": ("done", "done"), "ended": ("end", "dim"),
}  # fmt: skip


class Line(Struct, frozen=True, omit_defaults=True):
    """A programme on the day.

    status      none, asked, approved, begun, not_known (the readings of its end differ), over, suspended, completed, ended
    ends        its last day by the earliest reading, `ends_latest` by the latest, where that is another
    confidence  the lowest of what the status rests on
    """

    programme: str
    title: str
    status: str
    confidence: str
    asked: str = ""
    approved: str = ""
    begins: str = ""
    ends: str = ""
    ends_latest: str = ""
    stages: int = 0
    entry: int = 0


class Programmes(Struct, frozen=True):
    """Every programme on the day, in the order of the record; `not_known` what no source says."""

    day: str
    programmes: tuple[Line, ...]
    not_known: tuple[str, ...] = ()


def lives(reading: Reading) -> list[Life]:
    """The programmes in the order of the record."""
    return sorted(reading.standing.programmes.values(), key=lambda life: life.number)


def line(reading: Reading, w: Words, life: Life) -> Line:
    """A programme's line."""
    on, stages = room.programme_on(life, reading.day), room.stages_on(life, reading.day)
    first, last = ends_of(on.ends)
    return Line(
        programme=life.id,
        title=w.name("programme", life.id),
        status=on.word,
        confidence=on.weakest,
        asked=on.asked[0].start if on.asked else "",
        approved=on.approved.start if on.approved else "",
        begins=room.start_of(on.begins),
        ends=first,
        ends_latest=last if last != first else "",
        stages=len(stages),
        entry=min(fact.entry for fact in life.facts),
    )


def ends_of(ends: tuple[End, ...]) -> tuple[str, str]:
    """The earliest and the latest last day by any reading; empty where nothing is said of it."""
    return min((end.first for end in ends), default=""), max((end.last for end in ends), default="")


def not_known(reading: Reading, programme: str = "") -> list[NotKnown]:
    """What no source says of the programmes, or of one of them."""
    return [one for one in reading.law.not_known.values() if any(about.startswith(f"programme/{programme}") for about in one.about)]


def programmes(reading: Reading) -> Page:
    """The page of all programmes."""
    w = Words(reading)
    unknown = not_known(reading)
    every = lives(reading)
    data = Programmes(reading.day, tuple(line(reading, w, life) for life in every), tuple(one.id for one in unknown))
    view = {"marks": marks(w), "unknown": unknown}
    rows = tuple(tuple(str(getattr(one, c)) for c in COLUMNS) for one in data.programmes)
    return Page("programmes.html", "programmes", w("programmes.title"), sentence(reading, w, data, every), data, Table(COLUMNS, rows), view)


def marks(w: Words) -> dict[str, object]:
    """The mark of each status of a programme."""
    return {word: w.mark(shape, w(f"programme.word.{word}"), tone) for word, (shape, tone) in MARKS.items()}


def sentence(reading: Reading, w: Words, data: Programmes, every: list[Life]) -> str:
    """How many programmes there are on the day; of a single one how it stands."""
    there = [one for one in data.programmes if one.status != "none"]
    if not data.programmes:
        return w("programmes.none_at", entry=reading.at) if reading.at else w("programmes.none")
    if not there:
        return w("programmes.none_on", day=("day", reading.day))
    if len(there) == 1:
        (life,) = (one for one in every if one.id == there[0].programme)
        return standing_of(reading, w, life)
    approved = sum(one.status not in ("none", "asked") for one in there)
    return w(f"programmes.{tense_of(reading)}", n=len(there), approved=approved, day=("day", reading.day))


# What one programme comes to, in sentences


def standing_of(reading: Reading, w: Words, life: Life) -> str:
    """A programme on the day: asked for, approved, its time, and the stage of which was reported last."""
    on, stages = room.programme_on(life, reading.day), room.stages_on(life, reading.day)
    if withdrawn(life):
        return w("told.withdrawn")
    if on.word == "none":
        return w("programme.not_yet", day=("day", reading.day))
    if on.approved is None:
        return asked_for(w, on)
    parts = [approved_on(w, on), *time_of(reading, w, on, len(stages)), *reported(w, stages)]
    if on.word in ("not_known", "over", "suspended", "completed", "ended"):
        parts.append(w(f"programme.says.{on.word}", day=("day", reading.day)))
    return " ".join(parts)


def asked_for(w: Words, on: OnDay) -> str:
    """That it is asked for, since when, and whether that was repeated."""
    first, last = on.asked[0].start, on.asked[-1].start
    if first == last:
        return w("programme.says.asked", day=("day", first))
    return w("programme.says.asked_again", day=("day", first), last=("day", last))


def approved_on(w: Words, on: OnDay) -> str:
    """When it was approved, and how many years after it was asked for."""
    assert on.approved is not None
    day = on.approved.start
    if on.asked:
        years = whole_years(on.asked[0].start, day)
        if years:
            return w("programme.says.approved_after", day=("day", day), n=years, asked=("day", on.asked[0].start))
    return w("programme.says.approved", day=("day", day))


def whole_years(a: str, b: str) -> int:
    """How many whole years lie between two days."""
    years = int(b[:4]) - int(a[:4])
    return years if days.add_years(days.first(a), years) <= days.first(b) else years - 1


def time_of(reading: Reading, w: Words, on: OnDay, stages: int) -> list[str]:
    """From when it runs, for how many years, in how many stages."""
    years = getattr(on.approved.act, "years", 0) if on.approved else 0
    start = room.start_of(on.begins)
    if not start:
        return []
    tense = "began" if start <= reading.day else "begins"
    if not isinstance(years, int) or not years:
        return [w(f"programme.says.{tense}", day=("day", start))]
    if not stages:
        return [w(f"programme.says.{tense}_for", day=("day", start), n=years)]
    return [w(f"programme.says.{tense}_in", day=("day", start), n=years, stages=stages)]


def reported(w: Words, stages: tuple[Stage, ...]) -> list[str]:
    """The stage of which something was reported last."""
    told = [stage for stage in stages if stage.reports]
    if not told:
        return [w("programme.says.nothing_reported")] if any(stage.word == "not_reported" for stage in stages) else []
    stage = max(told, key=lambda s: s.reports[-1].start)
    return [w(f"programme.says.stage_{stage.word}", stage=stage.number, planned=planned(w, stage), day=("day", stage.reports[-1].start))]


def planned(w: Words, stage: Stage) -> str:
    """The time for which a stage was planned: whole years as years, what sources leave open as one or the other."""
    if not stage.start or not stage.until:
        return w("programme.no_days")
    starts = [year_of(day, "-01-01") for day in dict.fromkeys((stage.start, stage.start_latest))]
    untils = [year_of(day, "-12-31") for day in dict.fromkeys((stage.until, stage.until_latest))]
    if not all((*starts, *untils)):
        starts, untils = ([w.day(day) for day in dict.fromkeys(pair)] for pair in ((stage.start, stage.start_latest), (stage.until, stage.until_latest)))
    if starts == untils and len(starts) == 1:
        return starts[0]
    between = " " + w("programme.or") + " "
    open_ended = len(starts) + len(untils) > 2 or not starts[0].isdigit()
    return w("programme.span_open" if open_ended else "programme.span", start=between.join(starts), until=between.join(untils))


def year_of(day: str, edge: str) -> str:
    """The year where a day is a year, or the first or last day of one; else nothing."""
    return day[:4] if len(day) == 4 or day.endswith(edge) else ""
