"""Offices and who holds them; representatives accredited by states.

Each thing is a life (`comity.organisation.lives`); this room examines what is said of it and answers questions.
"""

from comity.organisation.posts.examine import examine_post
from comity.organisation.posts.questions import (
    Expectation,
    HolderOn,
    Tenure,
    allotments,
    covers,
    expected_next,
    holder_on,
    next_after,
    rule_on,
    succession_on,
    tenures,
)
from comity.organisation.posts.representatives import Letter, RepresentedOn, letters, represented_on, word_on

__all__ = [
    "Expectation", "HolderOn", "Letter", "RepresentedOn", "Tenure", "allotments", "covers", "examine_post", "expected_next",
    "holder_on", "letters", "next_after", "represented_on", "rule_on", "succession_on", "tenures", "word_on",
]  # fmt: skip
