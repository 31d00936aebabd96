"""What bodies decided: adopted texts, their effect, who joined, declined or disputes them.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.decisions.examine import examine_decision
from comity.organisation.decisions.questions import (
    DecisionOn,
    Stood,
    at_session,
    decision_on,
    decisions_on,
    following,
    found,
    of_body,
    positions,
    recorded_on,
)

__all__ = [
    "DecisionOn",
    "Stood",
    "at_session",
    "decision_on",
    "decisions_on",
    "examine_decision",
    "following",
    "found",
    "of_body",
    "positions",
    "recorded_on",
]
