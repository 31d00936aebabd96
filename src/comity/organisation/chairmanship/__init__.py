"""Which state presides, on what ground, in whose place; its programme.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.chairmanship.examine import examine_chairmanship

__all__ = ["examine_chairmanship"]
