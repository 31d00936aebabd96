"""Programmes: mandate, approval, stages as planned and as reported, who contributes.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.programmes.examine import examine_programme

__all__ = ["examine_programme"]
