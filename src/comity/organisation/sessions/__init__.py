"""Sessions and meetings: planned, held, attended, what is known of them.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.sessions.examine import examine_session
from comity.organisation.sessions.questions import (
    NOT_IN_SESSION,
    SessionOn,
    attended,
    attending,
    day_of,
    heard_of,
    in_session,
    last_and_next,
    last_held,
    next_planned,
    session_on,
    sessions_on,
    who_presided,
)

__all__ = [
    "NOT_IN_SESSION",
    "SessionOn",
    "attended",
    "attending",
    "day_of",
    "examine_session",
    "heard_of",
    "in_session",
    "last_and_next",
    "last_held",
    "next_planned",
    "session_on",
    "sessions_on",
    "who_presided",
]
