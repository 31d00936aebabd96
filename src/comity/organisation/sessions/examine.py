"""Whether an act about a session has its place in what is recorded of it."""

from comity.acts import sessions as acts
from comity.organisation.finding import HAS_EFFECT, Finding
from comity.organisation.lives import Life, examine_place


def examine_session(act: acts.OfSession, life: Life | None, day: str) -> Finding:
    """A session is set before it is held, or held at once; set for another day as often as it is moved; held once."""
    if isinstance(act, acts.Schedule) and life is not None and not any(isinstance(fact.act, acts.Hold) and fact.counts for fact in life.facts):
        return HAS_EFFECT
    return examine_place(life, f"session/{act.session}", act, day, (acts.Schedule, acts.Hold))
