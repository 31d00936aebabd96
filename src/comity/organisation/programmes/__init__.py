"""Programmes: mandate, approval, stages as planned and as reported, who contributes.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.programmes.examine import examine_programme
from comity.organisation.programmes.questions import (
    End,
    OnDay,
    Stage,
    begins_on,
    ends_on,
    is_over,
    may_be_prolonged,
    parts_on,
    programme_on,
    reports_on,
    stages_on,
    start_of,
    takes_part_on,
    weakest,
)

__all__ = [
    "End", "OnDay", "Stage", "begins_on", "ends_on", "examine_programme", "is_over", "may_be_prolonged", "parts_on",
    "programme_on", "reports_on", "stages_on", "start_of", "takes_part_on", "weakest",
]  # fmt: skip
