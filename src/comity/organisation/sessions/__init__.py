"""Sessions and meetings: planned, held, attended, what is known of them.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.sessions.examine import examine_session

__all__ = ["examine_session"]
