"""The structure of an organisation as a plan: a box for each body, a line to each body whose it is."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from comity.organisation.words import ORGANISATION
from comity.portal.pictures.svg import Svg

WIDTH, HEIGHT = 380, 44
GAP, BELOW = 12, 56
#: So many boxes stand beside each other, and so many letters fit into one.
ABREAST = 4
WIDEST, NARROW = 156, 104


class Box(NamedTuple):
    """A body: in which row it stands, its name and a word below it, its parents by id.

    solid  a founding text provides for it      sure  there is one on the day
    """

    id: str
    row: int
    name: str
    below: str
    parents: tuple[str, ...]
    solid: bool = True
    sure: bool = True


class Placed(NamedTuple):
    """A box in its place: left, top, width."""

    box: Box
    x: float
    y: int
    width: float

    @property
    def middle(self) -> float:
        """Its middle."""
        return self.x + self.width / 2


def structure(boxes: Sequence[Box], title: str, description: str) -> Markup:
    """The drawing: rows from the supreme body down; at most four boxes abreast."""
    placed = place(boxes)
    by_id = {one.box.id: one for one in placed}
    bottom = max(one.y for one in placed) + HEIGHT + 4
    svg = Svg("structure", bottom, title, description)
    for one in placed:
        draw_lines(svg, one, by_id, placed)
    for one in placed:
        draw_box(svg, one)
    return svg.draw(box=f"-1 0 {WIDTH + 2} {bottom}")


def rows_of(boxes: Sequence[Box]) -> list[list[Box]]:
    """The boxes row by row, none wider than four; within a row those that have a parent above stand towards it."""
    rows: list[list[Box]] = []
    for number in sorted({box.row for box in boxes}):
        row = [box for box in boxes if box.row == number]
        if rows:
            above = [box.id for box in rows[-1]]
            row.sort(key=lambda box: _towards(box, above))
        rows += [row[i : i + ABREAST] for i in range(0, len(row), ABREAST)]
    return rows


def _towards(box: Box, above: list[str]) -> float:
    """Where a box tends to: the mean place of its parents in the row above, the middle for the organisation, the end for nobody."""
    places = [above.index(parent) if parent in above else (len(above) - 1) / 2 for parent in box.parents]
    outside = not box.solid and not any(parent in above for parent in box.parents)
    return len(above) if outside or not places else sum(places) / len(places)


def place(boxes: Sequence[Box]) -> list[Placed]:
    """Every box in its place; a row that is not full stands below the bodies to which its boxes belong."""
    placed: list[Placed] = []
    for number, row in enumerate(rows_of(boxes)):
        width = min(WIDEST if number == 0 else NARROW, (WIDTH - GAP * (len(row) - 1)) / len(row))
        whole = width * len(row) + GAP * (len(row) - 1)
        left = (WIDTH - whole) / 2
        if number and len(row) < ABREAST:
            shifts = [_wanted(box, placed) - (i * (width + GAP) + width / 2) for i, box in enumerate(row)]
            left = min(max(0.0, sum(shifts) / len(shifts)), WIDTH - whole)
        for i, box in enumerate(row):
            placed.append(Placed(box, left + i * (width + GAP), 4 + number * (HEIGHT + BELOW), width))
    return placed


def _wanted(box: Box, placed: Sequence[Placed]) -> float:
    """Below which place a box would stand: the mean of its parents, the middle for the organisation, the right edge for nobody."""
    above = [one.middle for one in placed if one.box.id in box.parents]
    if ORGANISATION in box.parents and box.solid:
        above.append(WIDTH / 2)
    return sum(above) / len(above) if above else WIDTH - NARROW / 2


def draw_lines(svg: Svg, one: Placed, by_id: dict[str, Placed], placed: Sequence[Placed]) -> None:
    """From each parent above down to the box; what is the organisation's own hangs under the supreme body.

    Below a parent of the next row the line falls straight where the two overlap; the others turn above the box.
    """
    top = placed[0]
    parents = [by_id[name] for name in one.box.parents if name in by_id and by_id[name].y < one.y]
    if ORGANISATION in one.box.parents and one.box.solid and top.y < one.y and top not in parents:
        parents.append(top)
    straight = {p.box.id: x for p in parents if (x := _overlap(p, one, alone=len(parents) == 1)) and p is not top}
    taken = min(straight.values(), default=0.0)
    for parent in parents:
        start = trunk(parent, one, placed)
        if parent.box.id in straight:
            start = end = straight[parent.box.id]
        elif straight:
            end = (taken + one.x + one.width) / 2 if start > taken else (taken + one.x) / 2
        else:
            end = one.middle
        svg.add('<path d="M{} {}V{}H{}V{}" class="l"/>', round(start), parent.y + HEIGHT, one.y - 22, round(end), one.y)


def _overlap(parent: Placed, one: Placed, alone: bool) -> float:
    """Where a straight line falls from a parent of the row above onto the box; 0 where they do not overlap."""
    left, right = max(parent.x, one.x) + 6, min(parent.x + parent.width, one.x + one.width) - 6
    if one.y - parent.y != HEIGHT + BELOW or left >= right:
        return 0.0
    return (left + right) / 2 if alone else left + (right - left) / 3


def trunk(parent: Placed, one: Placed, placed: Sequence[Placed]) -> float:
    """Where a line leaves a parent: its middle, or where it passes between the boxes of a row that lies between."""
    between = sorted((p for p in placed if parent.y < p.y < one.y), key=lambda p: (p.y, p.x))
    if not between:
        return parent.middle
    row = [p for p in between if p.y == between[0].y]
    gaps = [left.x + left.width + GAP / 2 for left in row[:-1]] or [row[0].x - GAP / 2]
    return min(gaps, key=lambda x: abs(x - parent.middle))


def draw_box(svg: Svg, one: Placed) -> None:
    """A box: the supreme body dark, what no founding text provides for dashed, what is not sure hatched."""
    supreme = one.box.row == 0
    kind = "fi" if supreme and one.box.sure else "hz" if not one.box.sure else "fp x" if one.box.solid else "fp e d"
    svg.add('<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>', round(one.x), one.y, round(one.width), HEIGHT, kind)
    dark = supreme and one.box.sure
    fits = max(6, int(one.width / 8.2))
    svg.add('<text x="{}" y="{}" text-anchor="middle" class="{}">{}</text>', round(one.middle), one.y + 20, "o" if dark else "b halo" if kind == "hz" else "b", cut(one.box.name, fits))
    below = "sm w o" if dark else "sm w"
    svg.add('<text x="{}" y="{}" text-anchor="middle" class="{}">{}</text>', round(one.middle), one.y + 36, below, cut(one.box.below, int(one.width / 6.4)))


def cut(name: str, letters: int) -> str:
    """The name where it fits, else its beginning: whole it stands in the tree below."""
    return name if len(name) <= letters else name[: letters - 1].rstrip(" ,") + "…"
