"""Decisions in pictures: how many each year and what came of them; and what happened to one of them through time."""

from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from comity import day as days
from comity.portal.pictures.instruments import Mark, life_line, padded
from comity.portal.pictures.svg import Svg
from comity.portal.reading import Reading
from comity.portal.words import Words

#: Height of the field of columns, and of what stands below and above it.
FIELD, FOOT, HEAD = 96, 24, 18
#: From below: adopted, then what was not.
LAYERS = (("adopted", "fa"), ("returned", "hz"), ("deferred", "fs"), ("not_adopted", "fi"), ("not_known", "hz"))


def outcomes_by_year(reading: Reading, w: Words, decisions: Iterable[tuple[str, str]]) -> Markup:
    """A column for each year; `decisions` are the year and the outcome of each."""
    counted: dict[str, Counter[str]] = {}
    for year, outcome in decisions:
        counted.setdefault(year, Counter())[outcome] += 1
    first, last = int(min(counted)), int(max(counted))
    most = max(sum(each.values()) for each in counted.values())
    told = "; ".join(w("decisions.picture_year", year=year, n=sum(counted[year].values()), adopted=counted[year]["adopted"]) for year in sorted(counted))
    svg = Svg("decisions", HEAD + FIELD + FOOT, w("decisions.picture", start=str(first), end=str(last)), told)
    wide = 100 / (last - first + 1)
    bottom = HEAD + FIELD
    for i, year in enumerate(str(one) for one in range(first, last + 1)):
        x, y = i * wide, float(bottom)
        for outcome, kind in LAYERS:
            if n := counted.get(year, Counter())[outcome]:
                height = FIELD * n / most
                y -= height
                svg.rect(x + wide * 0.15, x + wide * 0.85, round(y, 1), round(height, 1), kind)
        if total := sum(counted.get(year, Counter()).values()):
            svg.text(x + wide / 2, round(y) - 4, str(total), "minor", "middle")
        if int(year) % 5 == 0 or last - first < 6:
            at_edge = int(year) == last and last - first >= 6  # its middle is too near the edge on a phone
            svg.text(100.0 if at_edge else x + wide / 2, bottom + 16, year, anchor="end" if at_edge else "middle")
    svg.line(0, 100, bottom, bottom, "x")
    return svg.draw()


def through_time(reading: Reading, w: Words, marks: list[Mark], since: str, until: str, title: str) -> Markup | str:
    """What happened to one decision, on one line of time; empty where there is but one day to show."""
    if len({mark.day for mark in marks}) < 2:
        return ""
    marks = sorted(marks, key=lambda mark: mark.day)
    first, last = days.first(days.Day(marks[0].day)), max(days.last(days.Day(mark.day)) for mark in marks)
    scale = padded(first, last)
    solid = (days.first(days.Day(since)), days.last(days.Day(until)) if until else scale.end) if since else None
    return life_line("life", marks, scale, solid, reading.day if reading.away else "", lambda month: w.day(month, "table"), title)
