"""Whether an act in the relations with a partner has its place in what is recorded of them."""

from comity.acts import relations as acts
from comity.organisation.finding import Finding
from comity.organisation.lives import Life, examine_place


def examine_relation(act: acts.OfPartner, life: Life | None, day: str) -> Finding:
    """A partner is named before anything is said of the relations with it."""
    return examine_place(life, f"partner/{act.partner}", act, day, (acts.Open,))
