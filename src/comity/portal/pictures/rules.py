"""Seats of a body by position: the shape says it, the colour repeats it; and votes against what is needed."""

from math import ceil, cos, hypot, pi, sin

from markupsafe import Markup
from msgspec import Struct

from comity.portal.pictures.svg import Svg, pc

#: Seats in one row, before there is another.
ROW = 18
WIDTH, CENTRE, FLOOR = 480, 240, 250


class Seat(Struct, frozen=True):
    """One seat: what is written on it, its position (empty: none stated), whether it is of the marked group."""

    label: str
    position: str = ""
    marked: bool = False


def seat_plan(seats: tuple[Seat, ...], title: str, description: str, figure: str, below: str) -> Markup:
    """Seats around a horseshoe, in their order from the left; with a figure in its middle."""
    rows = max(1, ceil(len(seats) / ROW)) if len(seats) <= 3 * ROW else ceil(len(seats) / 40) + 1
    step = min(44.0, 150 / rows)
    where = places(len(seats), rows, step)
    size = min(20.0, step * 0.42, 0.47 * nearest(where))
    svg = Svg("seats", FLOOR, title, description)
    low = 196 if rows < 3 else 246
    svg.add('<text x="{}" y="{}" text-anchor="middle" class="b xl">{}</text><text x="{}" y="{}" text-anchor="middle">{}</text>', CENTRE, low, figure, CENTRE, low + 22, below)
    for seat, (x, y) in zip(seats, where, strict=True):
        _seat(svg, seat, x, y, size)
    return svg.draw(f"0 0 {WIDTH} {FLOOR + 70}")


def places(n: int, rows: int, step: float) -> list[tuple[float, float]]:
    """Where the seats stand, from the left: rows of arcs, each with as many as its length has room for."""
    radii = [200 - step * i for i in range(rows)]
    shares = [int(n * r / sum(radii)) for r in radii]
    for i in range(n - sum(shares)):
        shares[i % rows] += 1
    found = []
    for radius, count in zip(radii, shares, strict=True):
        for i in range(count):
            angle = pi * (1.12 - 1.24 * (i + 0.5) / count)
            found.append((angle, radius))
    found.sort(key=lambda one: (-one[0], one[1]))
    return [(CENTRE + radius * cos(angle), 225 - radius * sin(angle) * 0.98 + 12) for angle, radius in found]


def nearest(where: list[tuple[float, float]]) -> float:
    """How near the two nearest seats are."""
    return min((hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(where) for b in where[i + 1 : i + 12]), default=100.0)


def _seat(svg: Svg, seat: Seat, x: float, y: float, size: float) -> None:
    """Full: in favour; crossed: against or objecting; half: abstaining; dashed: none stated; empty: otherwise there or away."""
    kind = {"for": "fd", "against": "fo", "object": "fo", "object_to_procedure": "fo", "amend": "fo"}.get(seat.position, "fp x")
    if not seat.position:
        kind = "fp e d"
    if seat.marked:
        svg.add('<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>', _f(x - size), _f(y - size), _f(2 * size), _f(2 * size), kind)
    else:
        svg.add('<circle cx="{}" cy="{}" r="{}" class="{}"/>', _f(x), _f(y), _f(size), kind)
    if seat.position == "abstain":
        svg.add('<path d="M{} {}V{}H{}z" class="fs"/>', _f(x - size * 0.7), _f(y + size * 0.7), _f(y - size * 0.7), _f(x + size * 0.7))
    if kind == "fo":
        svg.add('<path d="M{0} {1}L{2} {3}M{2} {1}L{0} {3}" class="l"/>', _f(x - size * 0.9), _f(y - size * 0.9), _f(x + size * 0.9), _f(y + size * 0.9))
    if size >= 11 and seat.label:
        words = "o" if kind == "fd" else "b"
        svg.add('<text x="{}" y="{}" text-anchor="middle" class="{}{}">{}</text>', _f(x), _f(y + 4.5), words, " halo" if kind == "fo" else "", seat.label)


def _f(value: float) -> str:
    return f"{value:.1f}"


def votes_line(have: int, need: int, base: int, title: str, description: str, foot: str) -> Markup:
    """So many of so many, with a mark at what is needed."""
    svg = Svg("votes", 60, title, description)
    whole = max(base, have, need, 1)
    svg.rect(0, 100, 20, 14, "fp e")
    svg.rect(0, 100 * have / whole, 20, 14, "fd")
    at = 100 * need / whole
    svg.line(at, at, 12, 42, "x", ' stroke-width="2"')
    svg.add('<text x="{}" y="10" text-anchor="{}" class="b">{}</text>', pc(at), "end" if at > 50 else "start", need)
    svg.add('<text x="0" y="56">{}</text>', foot)
    return svg.draw()
