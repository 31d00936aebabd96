"""Whether an act about contributions has its place in what is recorded."""

from comity.acts import budget as acts
from comity.organisation.finding import HAS_EFFECT, Finding
from comity.organisation.lives import Life


def examine_budget(act: acts.Scale | acts.OfContribution, life: Life | None, day: str) -> Finding:
    """Whatever is recorded of contributions stands; what follows from arrears is a body's to decide."""
    return HAS_EFFECT
