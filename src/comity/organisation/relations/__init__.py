"""Relations with others: what was concluded, and which status the organisation holds where.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.relations.examine import examine_relation
from comity.organisation.relations.questions import Held, OnDay, held_on, relation_on

__all__ = ["Held", "OnDay", "examine_relation", "held_on", "relation_on"]
