"""Offices and who holds them; representatives accredited by states.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.posts.examine import examine_post

__all__ = ["examine_post"]
