"""Objectives, principles and challenges; terms; what answers them.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.concerns.examine import examine_concern

__all__ = ["examine_concern"]
