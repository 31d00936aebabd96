"""Pictures as SVG of our own: each with a title, a description, and its table on the same page.

x in per cent of the time shown, so that bars stretch and letters do not; colours only by class, so that they follow
dark, print and forced colours. Solid is recorded, hatched is contested or suspended, dashed is planned or sample.
"""

from comity.portal.pictures.svg import Scale, Svg

__all__ = ["Scale", "Svg"]
