"""Whether an act about a decision has its place in what is recorded of it."""

from comity.acts import decisions as acts
from comity.organisation.finding import Finding, refused
from comity.organisation.lives import Life, examine_place, fact_of


def examine_decision(act: acts.Record | acts.OfDecision, life: Life | None, ref: str, day: str) -> Finding:
    """A decision is recorded once; what is said of it points at the text that its maker saw."""
    if isinstance(act, acts.OfDecision) and life is not None:
        target = fact_of(life, act.on.ref)
        if target is None:
            return refused("form", "lives.unknown", thing=("text", act.on.ref))
        if target.identity != act.on.commit:
            return refused("form", "instruments.text_differs", act=("text", act.on.ref))
    return examine_place(life, ref, act, day, (acts.Record,))
