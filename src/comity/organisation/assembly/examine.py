"""Whether an act of the parliamentary assembly has its place in what is recorded."""

from comity.acts import assembly as acts
from comity.organisation.finding import Finding
from comity.organisation.lives import Life, examine_place


def examine_assembly(
    act: acts.Associate | acts.Dissociate | acts.Introduce | acts.OfRecommendation, life: Life | None, ref: str, day: str
) -> Finding:
    """A status is granted before it ends, and may be granted again; a recommendation is adopted once."""
    if isinstance(act, acts.Associate | acts.Introduce):
        return examine_place(life, ref, act, day, ())
    return examine_place(life, ref, act, day, (acts.Associate,) if isinstance(act, acts.Dissociate) else (acts.Recommend,))
