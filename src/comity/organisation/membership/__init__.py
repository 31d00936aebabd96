"""Membership: each state's status over time, and observers and partners.

What the organisation decides (admission, suspension, exclusion) begins and ends periods; what a member says of its
own participation stands as that member's statement. A notice of withdrawal takes effect when it has run, and may be
revoked until then. Where claims compete, the day between them is not known.
"""

from comity.organisation.membership.apply import Outcome, apply_associate, apply_correction, apply_of_state
from comity.organisation.membership.examine import (
    examine_associate,
    examine_dissociate,
    examine_of_state,
    holds_status,
)
from comity.organisation.membership.questions import (
    MemberStatus,
    covers,
    members_on,
    roster_on,
    stance_on,
    status_on,
)
from comity.organisation.membership.things import (
    Associate,
    Associates,
    Member,
    Members,
    Period,
    Terms,
    notice_ends,
)

__all__ = [
    "Associate", "Associates", "Member", "MemberStatus", "Members", "Outcome", "Period", "Terms",
    "apply_associate", "apply_correction", "apply_of_state", "covers", "examine_associate", "examine_dissociate",
    "examine_of_state", "holds_status", "members_on", "notice_ends", "roster_on", "stance_on", "status_on",
]  # fmt: skip
