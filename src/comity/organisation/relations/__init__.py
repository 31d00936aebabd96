"""Relations with others: what was concluded, which status the organisation holds where.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.relations.examine import examine_relation

__all__ = ["examine_relation"]
