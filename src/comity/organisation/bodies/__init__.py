"""A body and its life: legal basis, mandate, composition, parents, end.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.bodies.examine import examine_body

__all__ = ["examine_body"]
