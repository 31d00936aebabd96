"""Who may say what of the rooms that hold lives: each has a permission of its own, and nothing else opens it."""

from typing import Any

import pytest

from comity.acts import ACTS, ROOM_OF
from comity.organisation.finding import HasEffect, WithoutEffect
from tests.organisation.generator_lives import OPENS, SAYS
from tests.organisation.scene import REGISTRAR, Scene, enrolment

#: An act of each room, as the organisation's own (not transcribed).
SAID: dict[str, tuple[str, dict[str, Any]]] = {
    "bodies": ("body.mandate", {"body": "csc", **SAYS["body.mandate"]}),
    "posts": ("post.create", {"post": "one", **OPENS["post"][1]}),
    "chairmanship": ("chairmanship.assume", {"state": "AM", **SAYS["chairmanship.assume"]}),
    "sessions": ("session.hold", {"session": "one", **OPENS["session"][1]}),
    "decisions": ("decision.record", {"decision": "one", **OPENS["decision"][1]}),
    "relations": ("relation.open", {"partner": "one", **OPENS["partner"][1]}),
    "concerns": ("concern.assess", {"concern": "drugs", **SAYS["concern.assess"]}),
    "assembly": ("assembly.recommend", {"recommendation": "one", **OPENS["recommendation"][1]}),
    "budget": ("budget.scale", SAYS["budget.scale"]),
    "programmes": ("programme.mandate", {"programme": "one", **OPENS["programme"][1]}),
}


@pytest.mark.parametrize("room", SAID)
def test_an_act_of_a_room_needs_the_permission_of_that_room(room: str) -> None:
    name, fields = SAID[room]
    assert ROOM_OF[name] == room and name in ACTS
    scene = Scene()
    others = [one for one in SAID if one != room]
    for number, may in ((2, others), (3, [room])):
        scene.enter("credentials.enrol", REGISTRAR, enrolment=enrolment(f"registrar/desk/{number}", *may), possession="shown")
    beyond = scene.offer(name, "registrar/desk/2", **fields).finding
    assert isinstance(beyond, WithoutEffect) and beyond.reason.code == "credentials.beyond_authority", beyond
    assert isinstance(scene.offer(name, "registrar/desk/3", **fields).finding, HasEffect)
