"""Recorded votes of a body, each beside what the rule of its day makes of it.

    ?year=1962&outcome=vetoed&matter=substantive&agrees=no&words=suez&from=325

Nothing is decided here: votes are read off the tables that come with an organisation (`comity.exchange.votes`) and counted
again (`comity.exchange.replay`), all of them once, when the first of them is asked for. One of them whole is
`comity.portal.pages.vote`.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from comity.exchange.replay import Counted, Replay
from comity.exchange.replay_lines import BadLine, Line
from comity.exchange.votes import Votes, votes_by
from comity.portal.citing import Cited, cited
from comity.portal.faults import BadQuery
from comity.portal.pages.rules import around, charter_of, find, named
from comity.portal.pictures.votes import Year, by_year
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words
from comity.procedure import plain

#: Votes on one page.
PAGE = 100
#: The longest search.
MAX_WORDS = 120
#: What `?agrees=` may say, and what it means of a vote.
AGREES = {"yes": True, "no": False, "not_compared": None}
COLUMNS = ("number", "id", "symbol", "subject", "day", "matter", "for", "against", "abstain", "outcome", "recorded", "agrees")


class VoteLine(Struct, frozen=True):
    """A vote in a list; numbers are None where no vote is recorded, `agrees` where there is nothing to compare with."""

    number: int
    id: str | int
    symbol: str
    subject: str
    day: str
    matter: str
    favour: int | str | None
    against: int | str | None
    abstain: int | str | None
    outcome: str
    official: str | None
    agrees: bool | None

    @property
    def called(self) -> str:
        """How the vote is cited; its id in the table where that is not said."""
        return self.symbol or str(self.id)


class Sums(Struct, frozen=True):
    """How many votes come out as recorded or otherwise, have nothing to compare with, were put to no vote, cannot be computed."""

    votes: int
    agrees: int
    differs: int
    not_compared: int
    without_vote: int
    not_computable: int


class SourceView(Struct, frozen=True):
    """Where a table of votes is from, under which licence, and what it does not say."""

    id: str
    cited: Cited
    licence: str
    note: str


class VotesView(Struct, frozen=True):
    """A stretch of the votes of a body, newest first; `shown` is how many fit what was asked, `sums` are of all up to the day."""

    organisation: str
    body: str
    name: str
    sums: Sums
    shown: int
    votes: tuple[VoteLine, ...]
    source: SourceView | None


class Recorded(NamedTuple):
    """The votes of a body, who counts them, and what came of it, newest first."""

    votes: Votes
    replay: Replay
    lines: tuple[VoteLine, ...]


class Until(NamedTuple):
    """What was recorded up to a day: votes newest first, how they come out, their years, outcomes, matters (the commonest first)."""

    lines: tuple[VoteLine, ...]
    sums: Sums
    years: tuple[Year, ...]
    outcomes: tuple[str, ...]
    matters: tuple[str, ...]


@cache
def recorded(organisation: str, body: str) -> Recorded | None:
    """The votes of a body, all of them counted; None where none come with the organisation."""
    votes = votes_by(organisation, body)
    if votes is None:
        return None
    replay = Replay(charter_of(organisation))
    lines = [_line(votes, replay, number) for number in range(1, len(votes) + 1)]
    return Recorded(votes, replay, tuple(sorted(lines, key=_place, reverse=True)))


def _place(one: VoteLine) -> tuple[str, int]:
    return one.day, one.number


def counted(replay: Replay, line: Line) -> Counted | None:
    """A vote as it was counted; None where the rules of its organisation do not fit it."""
    try:
        return replay.counted(line)
    except BadLine:
        return None


def _line(votes: Votes, replay: Replay, number: int) -> VoteLine:
    line, about = votes.line(number), votes.about(number)
    found = counted(replay, line)
    numbers = found.decision.numbers if found is not None else {}
    favour, against, abstain = (plain(numbers.get(p, 0)) if numbers else None for p in ("for", "against", "abstain"))
    return VoteLine(
        number, line.id, about.symbol, about.subject, line.date, line.matter or "", favour, against, abstain,
        found.decision.outcome if found is not None else "not_computable", line.official, found.agrees if found is not None else None,
    )  # fmt: skip


def sums_of(lines: Iterable[VoteLine]) -> Sums:
    """How many come out in which way; each vote is counted once."""
    ways = Counter(
        "differs" if one.agrees is False else "agrees" if one.agrees
        else "not_computable" if one.outcome == "not_computable"
        else "without_vote" if one.outcome == "adopted_without_vote"
        else "not_compared"
        for one in lines
    )  # fmt: skip
    return Sums(ways.total(), *(ways[way] for way in Sums.__struct_fields__[1:]))


@lru_cache(maxsize=64)
def _until(organisation: str, body: str, day: str) -> Until:
    found = recorded(organisation, body)
    lines = tuple(one for one in found.lines if one.day <= day) if found is not None else ()
    years: dict[str, Counter[str]] = {}
    for one in reversed(lines):
        years.setdefault(one.day[:4], Counter())[one.outcome] += 1
    outcomes = tuple(sorted({one.outcome for one in lines}))
    matters = tuple(matter for matter, _ in Counter(one.matter for one in lines).most_common())
    return Until(lines, sums_of(lines), tuple(Year(year, dict(ways)) for year, ways in years.items()), outcomes, matters)


def until(organisation: str, body: str, day: str) -> Until:
    """What was recorded of a body up to a day; every day from the last vote on is the same."""
    found = recorded(organisation, body)
    return _until(organisation, body, min(day, found.lines[0].day) if found is not None and found.lines else "")


def source_of(reading: Reading, w: Words, organisation: str, votes: Votes) -> SourceView:
    """Where the table is from, in the reader's language."""
    table = votes.table
    source = charter_of(organisation).sources.get(table.source)
    found = cited(source, w.lang) if source is not None else Cited(table.source, "")
    licence, note = (str(w.charter(words)) if words else "" for words in (table.licence, table.note))
    return SourceView(table.source, found, licence, note)


def said_outcome(w: Words, outcome: str) -> str:
    """An outcome as it stands within a line: `not adopted`."""
    if outcome == "adopted_without_vote":
        return w("votes.without")
    words = w(f"procedure.head.{outcome}")
    return words[:1].lower() + words[1:]


def votes(reading: Reading, organisation: str, body: str) -> Page:
    """The recorded votes of a body, a hundred at a time; `?from=` names the newest one shown."""
    find(organisation, body)
    w = Words(reading)
    found = recorded(organisation, body)
    past = until(organisation, body, reading.day)
    asked, fault = _asked(reading, past)
    fitting = [one for one in past.lines if _fits(one, asked)] if asked else past.lines
    try:
        start = _start(reading, past.lines, fitting)
    except BadQuery as wrong:
        start, fault = 0, fault or wrong
    name = named(organisation, "body", body, reading.lang)
    page = tuple(fitting[start : start + PAGE])
    source = source_of(reading, w, organisation, found.votes) if found is not None else None
    data = VotesView(organisation, body, name, past.sums, len(fitting), page, source)
    view = around(reading, organisation, body) | {
        "words": {one: said_outcome(w, one) for one in {*past.outcomes, *(one.official for one in past.lines if one.official)}},
        "matters": {one: named(organisation, "matter", f"{body}/{one}", reading.lang) if one else w("rules.any_matter") for one in past.matters},
        "usual": next(iter(past.matters), ""),
        "officials": any(one.official for one in past.lines),
        "years": [one.year for one in reversed(past.years)], "outcomes": past.outcomes, "asked": asked,
        "language": found.votes.table.subject.language if found is not None and found.votes.table.subject is not None else "",
        "newer": fitting[max(0, start - PAGE)].number if start else 0,
        "older": fitting[start + PAGE].number if start + PAGE < len(fitting) else 0,
        "first": start + 1, "last": start + len(page),
        "picture": _picture(w, name, past) if len(past.years) > 1 else "",
    }  # fmt: skip
    rows = tuple(_row(one) for one in page)
    lede = w(fault.code, **fault.values) if fault is not None else _lede(w, name, past)
    return Page(
        "votes.html", "rules", w("votes.title", body=name), lede, data, Table(COLUMNS, rows), view,
        status=BadQuery.status if fault is not None else 200, fault=fault.code if fault is not None else "",
    )  # fmt: skip


def _row(one: VoteLine) -> tuple[str, ...]:
    numbers = ("" if n is None else str(n) for n in (one.favour, one.against, one.abstain))
    agrees = next(word for word, value in AGREES.items() if value is one.agrees)
    return (str(one.number), str(one.id), one.symbol, one.subject, one.day, one.matter, *numbers, one.outcome, one.official or "", agrees)


def _lede(w: Words, name: str, past: Until) -> str:
    """How many come out as recorded, and how many do not."""
    if not past.lines:
        return w("votes.none", body=name)
    sums = past.sums
    first, last = ("day", past.lines[-1].day), ("day", past.lines[0].day)
    said = [w("votes.lede", body=name, n=sums.votes, first=first, last=last, agrees=sums.agrees, differs=sums.differs)]
    for way in ("not_compared", "without_vote", "not_computable"):
        if n := getattr(sums, way):
            said.append(w(f"votes.lede_{way}", n=n))
    return " ".join(said)


def _asked(reading: Reading, past: Until) -> tuple[dict[str, str], BadQuery | None]:
    """What the votes shown must fit, and the first thing of it that cannot be; the rest is kept."""
    may: dict[str, tuple[str, ...]] = {"year": tuple(one.year for one in past.years), "outcome": past.outcomes, "matter": past.matters, "agrees": tuple(AGREES)}
    asked = {key: reading.asked[key] for key in (*may, "words") if reading.asked.get(key, "").strip()}
    faults: list[BadQuery] = []
    for key, value in list(asked.items()):
        if key == "words":
            if len(value) > MAX_WORDS:
                faults.append(BadQuery("votes.words_too_long", most=MAX_WORDS))
                del asked[key]
        elif value not in may[key]:
            known = f"{may[key][0]}–{may[key][-1]}" if key == "year" and may[key] else ", ".join(may[key])
            faults.append(BadQuery(f"votes.no_{key}", text=value[:40], known=known))
            del asked[key]
    return asked, faults[0] if faults else None


def _fits(one: VoteLine, asked: dict[str, str]) -> bool:
    return (
        ("year" not in asked or one.day.startswith(asked["year"]))
        and ("outcome" not in asked or one.outcome == asked["outcome"])
        and ("matter" not in asked or one.matter == asked["matter"])
        and ("agrees" not in asked or one.agrees is AGREES[asked["agrees"]])
        and ("words" not in asked or _says(one, asked["words"]))
    )


def _says(one: VoteLine, words: str) -> bool:
    """Whether each of the words stands in how the vote is cited, in its subject or in its id."""
    said = f"{one.symbol} {one.subject} {one.id}".casefold()
    return all(word in said for word in words.casefold().split())


def _start(reading: Reading, lines: tuple[VoteLine, ...], fitting: "list[VoteLine] | tuple[VoteLine, ...]") -> int:
    """The place of the newest vote shown: that of the vote named, or of the next older one that fits; raises `BadQuery`."""
    words = reading.asked.get("from", "")
    if not words:
        return 0
    number = int(words) if words.isascii() and words.isdigit() and len(words) <= 9 else 0
    newest = next((one for one in lines if one.number == number), None)
    if newest is None:
        raise BadQuery("votes.no_from", "from", text=words[:40])
    return next((i for i, one in enumerate(fitting) if _place(one) <= _place(newest)), max(0, len(fitting) - PAGE))


def _picture(w: Words, name: str, past: Until) -> object:
    """The votes of each year by outcome."""
    most = max(past.years, key=lambda one: one.votes)
    described = w("votes.picture_says", n=past.sums.votes, first=past.years[0].year, last=past.years[-1].year, most=most.votes, year=most.year)
    return by_year(past.years, w("votes.picture", body=name), described, w.number(most.votes))
