"""Whether an act about an objective, a principle, a challenge or a term has its place."""

from comity.acts import concerns as acts
from comity.organisation.finding import Finding
from comity.organisation.lives import Life, examine_place


def examine_concern(act: acts.OfConcern, life: Life | None, day: str, known: bool) -> Finding:
    """It is an item of the charter's catalogue (`known`), or was defined."""
    return examine_place(life, f"concern/{act.concern}", act, day, (acts.Define,), known)
