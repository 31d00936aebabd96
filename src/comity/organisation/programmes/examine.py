"""Whether an act in the life of a programme has its place there."""

from comity.acts import programmes as acts
from comity.organisation.finding import Finding
from comity.organisation.lives import Life, examine_place


def examine_programme(act: acts.OfProgramme, life: Life | None, day: str) -> Finding:
    """A programme is asked for or approved before anything else is said of it; it may be asked for again."""
    if isinstance(act, acts.Mandate):
        return examine_place(life, f"programme/{act.programme}", act, day, ())
    return examine_place(life, f"programme/{act.programme}", act, day, (acts.Mandate, acts.Approve))
