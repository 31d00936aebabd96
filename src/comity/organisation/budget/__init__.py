"""Contributions: the scale, what is assessed and paid, what is said to be owed, as a claim of who says it.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.budget.examine import examine_budget
from comity.organisation.budget.questions import SCALE, ScaleOn, Year, paid_in_full, scale_on, share_on, years_on

__all__ = ["SCALE", "ScaleOn", "Year", "examine_budget", "paid_in_full", "scale_on", "share_on", "years_on"]
