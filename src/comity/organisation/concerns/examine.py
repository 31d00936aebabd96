"""Whether an act about an objective, a principle, a challenge or a term has its place."""

from comity.acts import concerns as acts
from comity.organisation.finding import HAS_EFFECT, Finding
from comity.organisation.lives import Life, examine_place


def examine_concern(act: acts.OfConcern, life: Life | None, day: str, known: bool) -> Finding:
    """It is an item of the charter's catalogue or of a chairmanship's concept (`known`), was defined, or is a state's priority.

    A priority may be of something that there is already, of each state's own; otherwise it says by its title what it is.
    """
    if isinstance(act, acts.Prioritise) and (act.title or known or life is not None):
        return HAS_EFFECT
    opens = (acts.Define,) if isinstance(act, acts.Prioritise) else (acts.Define, acts.Prioritise)
    return examine_place(life, f"concern/{act.concern}", act, day, opens, known)
