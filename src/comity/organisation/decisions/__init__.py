"""What bodies decided: adopted texts, their effect, who joined, declined or disputes them.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.decisions.examine import examine_decision

__all__ = ["examine_decision"]
