"""The parliamentary assembly: statuses that it grants, recommendations and what members did with them.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.assembly.examine import examine_assembly

__all__ = ["examine_assembly"]
