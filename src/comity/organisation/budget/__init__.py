"""Contributions: the scale, what is assessed and paid, what is said to be owed.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.budget.examine import examine_budget

__all__ = ["examine_budget"]
