"""Hands each act to the room whose matter it is: first whether (`examine`), then do (`apply`).

Both go through the same list, and a test counts it against `comity.acts.ACTS`. Rules get only what they read. Effects
across rooms (moments, force carried to other instruments, a state's word on what was done in its name) are carried here.
"""

from comity.organisation.dispatch.apply import apply
from comity.organisation.dispatch.examine import examine, examine_again, permission_of
from comity.organisation.dispatch.facts import fact_at
from comity.organisation.dispatch.rooms import OPENING, ROOMS_OF_LIVES, place_of

__all__ = ["OPENING", "ROOMS_OF_LIVES", "apply", "examine", "examine_again", "fact_at", "permission_of", "place_of"]
