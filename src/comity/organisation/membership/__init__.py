"""Membership: each state's status over time, and observers and partners.

What the organisation decides (admission, suspension, exclusion) begins and ends periods; what a member says of its
own participation stands as that member's statement. A notice of withdrawal takes effect when it has run, and may be
revoked until then. Where claims compete, the day between them is not known.
"""

from comity.organisation.membership.apply import (
    AssociateOutcome,
    Due,
    Outcome,
    apply_again,
    apply_associate,
    apply_associate_again,
    apply_of_state,
)
from comity.organisation.membership.course import as_on, notice_ends
from comity.organisation.membership.examine import (
    examine_association,
    examine_notice,
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
    TermsOn,
)

__all__ = [
    "Associate", "AssociateOutcome", "Associates", "Due", "Member", "MemberStatus", "Members", "Outcome", "Period",
    "Terms", "TermsOn", "apply_again", "apply_associate", "apply_associate_again", "apply_of_state", "as_on", "covers", "examine_association",
    "examine_notice", "examine_of_state", "holds_status", "members_on", "notice_ends", "roster_on", "stance_on", "status_on",
]  # fmt: skip
