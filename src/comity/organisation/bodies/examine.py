"""Whether an act in the life of a body has its place there."""

from comity.acts import bodies as acts
from comity.organisation.finding import Finding
from comity.organisation.lives import Life, examine_place


def examine_body(act: acts.OfBody, life: Life | None, day: str, known: bool) -> Finding:
    """A body is established once; of a body that the charter names (`known`) everything may be said at any time."""
    return examine_place(life, f"body/{act.body}", act, day, (acts.Establish,), known)
