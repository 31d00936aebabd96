"""The parliamentary assembly: statuses that it grants, recommendations and model laws, what members did with them.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.assembly.examine import examine_assembly
from comity.organisation.assembly.questions import (
    StatusOn,
    followed_on,
    introduced_on,
    recommendations_on,
    status_on,
    statuses_on,
)

__all__ = ["StatusOn", "examine_assembly", "followed_on", "introduced_on", "recommendations_on", "status_on", "statuses_on"]
