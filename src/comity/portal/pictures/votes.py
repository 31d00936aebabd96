"""Votes of each year, a bar a year, parted by what came of them."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from comity.portal.pictures.svg import Svg, pc

HEIGHT, FOOT, HEAD = 120, 24, 18
#: Outcomes from the foot of a bar upwards, and how each is drawn: solid, hatched, empty.
DRAWN = (("adopted", "fd"), ("adopted_without_vote", "fd"), ("vetoed", "fo"), ("not_adopted", "fp e"))
OTHER = "hz"


class Year(Struct, frozen=True):
    """The votes of one year: outcome to how many."""

    year: str
    outcomes: Mapping[str, int]

    @property
    def votes(self) -> int:
        """How many there are."""
        return sum(self.outcomes.values())


def by_year(years: Sequence[Year], title: str, description: str, most: str) -> Markup:
    """The drawing; `most` is the number at the highest bar. Years without a vote have an empty place."""
    svg = Svg("by-year", HEIGHT + HEAD + FOOT, title, description)
    first, last = int(years[0].year), int(years[-1].year)
    step = 100 / (last - first + 1)
    highest = max(one.votes for one in years)
    floor = HEAD + HEIGHT
    for one in years:
        x = (int(one.year) - first) * step
        y = float(floor)
        known = [(n, kind) for outcome, kind in DRAWN if (n := one.outcomes.get(outcome, 0))]
        others = one.votes - sum(n for n, _ in known)
        for n, kind in [*known, *([(others, OTHER)] if others else [])]:
            height = HEIGHT * n / highest
            y -= height
            svg.add('<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>', pc(x + step * 0.12), f"{y:.1f}", pc(step * 0.76), f"{height:.1f}", kind)
        if one.votes == highest:
            svg.text(x + step / 2, HEAD - 5, most, "b", "start" if x < 5 else "end" if x > 95 else "middle")
    svg.line(0, 100, floor, floor, "x")
    for year in range(first // 5 * 5 + 5 if first % 5 else first, last + 1, 5):
        x = (year - first + 0.5) * step
        if 3 <= x <= 97:
            svg.add("<g{}>", Markup("") if year % (20 if step < 2 else 10) == 0 else Markup(' class="minor"'))
            svg.line(x, x, floor, floor + 6, "e")
            svg.text(x, floor + 20, str(year), anchor="middle")
            svg.add("</g>")
    return svg.draw()
