"""Whether an act about an office or a representative has its place in what is recorded of it."""

from comity.acts import posts as acts
from comity.organisation.finding import Finding
from comity.organisation.lives import Life, examine_place


def examine_post(act: acts.OfPost | acts.OfRepresentative, life: Life | None, ref: str, day: str) -> Finding:
    """An office is created before it is filled; a representative is appointed before the letter is presented."""
    if isinstance(act, acts.Accredit):  # each letter is another representative's
        return examine_place(life, ref, act, day, ())
    return examine_place(life, ref, act, day, (acts.Create if isinstance(act, acts.OfPost) else acts.Accredit,))
