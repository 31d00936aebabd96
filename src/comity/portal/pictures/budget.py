"""Shares of the whole: a bar for each state, its per cent beside it."""

from collections.abc import Iterable
from fractions import Fraction

from markupsafe import Markup

from comity.portal.pictures.rows import TOP, draw_line
from comity.portal.pictures.svg import Svg
from comity.portal.words import Words

ROW = 28
#: How far the scale goes, in per cent of the width: the longest bar has its words beside it on a phone, too.
ACROSS = 84


def shares(w: Words, rows: Iterable[tuple[str, Fraction, str]], doubtful: bool) -> Markup:
    """A bar for each share, up to the next ten per cent of the largest; hatched where it is not known whether it holds.

    `rows` are state, share in per cent, and the share in words.
    """
    every = list(rows)
    most = max((share for _, share, _ in every), default=Fraction(0))
    whole = min(100, max(10, -(-most.numerator // (10 * most.denominator)) * 10))
    bottom = TOP - 6 + ROW * len(every)
    told = "; ".join(f"{w.state(state)}: {words}" for state, _, words in every)
    svg = Svg("shares", bottom + 4, w("budget.picture"), told)
    for tick in range(0, whole + 1, 10):
        draw_line(svg, ACROSS * tick / whole, bottom, str(tick), "start" if tick == 0 else "middle")
    for i, (_, share, words) in enumerate(every):
        x = float(ACROSS * share / whole)
        middle = TOP + ROW * i + ROW // 2
        svg.rect(0, x, middle - 6, 12, "hz" if doubtful else "fa")
        svg.add('<text x="{}" y="{}" dx="6" class="i halo">{}</text>', f"{x:.2f}%", middle + 5, words)
    return svg.draw()
