"""Whether an act about the chairmanship has its place in what is recorded of it."""

from comity.acts import chairmanship as acts
from comity.organisation.finding import HAS_EFFECT, Finding
from comity.organisation.lives import Life


def examine_chairmanship(act: acts.OfChairmanship, life: Life | None, day: str) -> Finding:
    """Whatever is recorded of a chairmanship stands: who presides is the organ's to decide."""
    return HAS_EFFECT
