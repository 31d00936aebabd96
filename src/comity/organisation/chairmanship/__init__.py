"""Which state presides, on what ground, in whose place; its programme.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.chairmanship.examine import examine_chairmanship
from comity.organisation.chairmanship.questions import (
    Concept,
    Next,
    Presiding,
    Turn,
    Way,
    concepts,
    last_day,
    presides,
    priority_named,
    turns,
    ways,
    who_is_next,
    who_presides_on,
)

__all__ = [
    "Concept", "Next", "Presiding", "Turn", "Way", "concepts", "examine_chairmanship", "last_day", "presides", "priority_named", "turns", "ways", "who_is_next",
    "who_presides_on",
]  # fmt: skip
