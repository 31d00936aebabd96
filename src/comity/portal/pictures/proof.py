"""The path of proof from an entry to the root: solid joints are computed, dashed neighbours come with the proof."""

from markupsafe import Markup
from msgspec import Struct

from comity.portal.pictures.svg import Svg
from comity.record.tree import node_hash

ROW = 46
MIDDLE = 200


class Step(Struct, frozen=True):
    """A joint: the neighbour given, on which side, how many entries it covers, and the hash they make together."""

    neighbour: str
    side: str
    covers: int
    joined: str


def steps(leaf: str, index: int, size: int, path: tuple[str, ...]) -> tuple[Step, ...]:
    """The joints of a proof from the leaf upwards (RFC 9162, 2.1.3.2)."""
    found: list[Step] = []
    fn, sn, r = index, size - 1, bytes.fromhex(leaf)
    level = 0
    for one in path:
        p = bytes.fromhex(one)
        if fn & 1 or fn == sn:
            while not fn & 1 and fn:
                fn, sn, level = fn >> 1, sn >> 1, level + 1
            r, side, covers = node_hash(p, r), "left", 1 << level
        else:
            r, side = node_hash(r, p), "right"
            covers = min(1 << level, size - ((fn + 1) << level))
        found.append(Step(one, side, covers, r.hex()))
        fn, sn, level = fn >> 1, sn >> 1, level + 1
    return tuple(found)


def path_of_proof(entry: int, joints: tuple[Step, ...], title: str, description: str, foot: str) -> Markup:
    """The drawing, the entry at its foot."""
    height = ROW * len(joints) + 42
    svg = Svg("proof", height, title, description)
    y = height - 34
    svg.add('<rect x="{}" y="{}" width="104" height="26" class="fi"/><text x="{}" y="{}" text-anchor="middle" class="o">{}</text>', MIDDLE - 52, y, MIDDLE, y + 17, foot)
    for i, joint in enumerate(joints):
        right = joint.side == "right"
        x = 350 if right else 50
        svg.add('<path d="M{0} {1}V{2}" class="l"/><path d="M{3} {1}V{4}H{0}" class="l d"/>', MIDDLE, y, y - 20, x, y - 10)
        svg.add('<rect x="{}" y="{}" width="100" height="26" class="fp e d"/><text x="{}" y="{}" text-anchor="middle" class="m">{}</text>', x - 50, y, x, y + 17, joint.neighbour[:8])
        svg.add('<text x="{}" y="{}" text-anchor="{}" class="sm">{}</text>', 292 if right else 108, y + 17, "end" if right else "start", joint.covers)
        y -= ROW
        last = i == len(joints) - 1
        svg.add('<rect x="{}" y="{}" width="104" height="26" class="{}"/><text x="{}" y="{}" text-anchor="middle" class="{}">{}</text>', MIDDLE - 52, y, "fa" if last else "fp x", MIDDLE, y + 17, "o" if last else "m", joint.joined[:8])
    return svg.draw(f"0 4 400 {height}")
