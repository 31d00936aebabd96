"""Objectives, principles and challenges; terms; what answers them.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.concerns.examine import examine_concern
from comity.organisation.concerns.questions import (
    ANSWERED,
    Answered,
    ConcernOn,
    Kind,
    Priority,
    answered_by,
    answers_on,
    concern_on,
    concerns_on,
    gaps_on,
    priorities_on,
)

__all__ = [
    "ANSWERED", "Answered", "ConcernOn", "Kind", "Priority", "answered_by", "answers_on", "concern_on", "concerns_on", "examine_concern", "gaps_on",
    "priorities_on",
]  # fmt: skip
