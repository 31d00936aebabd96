"""A body and its life: legal basis, mandate, composition, parents, end.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.bodies.examine import examine_body
from comity.organisation.bodies.lists import Listed, changes_of_statute, lists_on
from comity.organisation.bodies.questions import (
    BodyOn,
    Called,
    basis_of,
    bodies_on,
    body_on,
    called,
    children_of,
    contested_grounds,
    grounds,
    kind_of,
    lowest,
    rests_on_founding,
    statutory_since,
)

__all__ = [
    "BodyOn", "Called", "Listed", "basis_of", "bodies_on", "body_on", "called", "changes_of_statute", "children_of", "contested_grounds",
    "examine_body", "grounds", "kind_of", "lists_on", "lowest", "rests_on_founding", "statutory_since",
]  # fmt: skip
