"""Whether an act about a session has its place in what is recorded of it."""

from comity.acts import sessions as acts
from comity.organisation.finding import Finding
from comity.organisation.lives import Life, examine_place


def examine_session(act: acts.OfSession, life: Life | None, day: str) -> Finding:
    """A session is set or held once each, before anything else is said of it."""
    return examine_place(life, f"session/{act.session}", act, day, (acts.Schedule, acts.Hold))
