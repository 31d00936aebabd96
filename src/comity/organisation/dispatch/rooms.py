"""Which thing an act is about, of the rooms whose things are lives (`comity.organisation.lives`), and who may bring it about."""

from typing import NamedTuple

from comity.acts import assembly as assembly_acts
from comity.acts import bodies as body_acts
from comity.acts import budget as budget_acts
from comity.acts import chairmanship as chair_acts
from comity.acts import concerns as concern_acts
from comity.acts import decisions as decision_acts
from comity.acts import posts as post_acts
from comity.acts import programmes as programme_acts
from comity.acts import relations as relation_acts
from comity.acts import sessions as session_acts
from comity.acts.base import Act
from comity.organisation import (
    assembly,
    bodies,
    budget,
    chairmanship,
    concerns,
    decisions,
    posts,
    programmes,
    relations,
    sessions,
)
from comity.organisation.finding import Finding
from comity.organisation.standing import Standing
from comity.organisation.words import ORGANISATION


class Place(NamedTuple):
    """The room that an act concerns, and the thing in it."""

    room: str
    ref: str


#: The room that holds the things of a kind of ref.
ROOM_OF_KIND = {
    "assembly": "assembly", "body": "bodies", "budget": "budget", "chairmanship": "chairmanship", "concern": "concerns",
    "decision": "decisions", "partner": "relations", "post": "posts", "programme": "programmes", "representative": "posts",
    "session": "sessions",
}  # fmt: skip
#: The rooms whose things are lives.
ROOMS_OF_LIVES = tuple(sorted(set(ROOM_OF_KIND.values())))
#: What a member says or does for itself, beside what the organisation does.
MEMBERS_OWN: tuple[type[Act], ...] = (
    post_acts.Accredit, post_acts.Present, post_acts.Dismiss, chair_acts.Yield, chair_acts.Present, chair_acts.Approve,
    chair_acts.Report, decision_acts.Join, decision_acts.Decline, decision_acts.Contest, decision_acts.Uphold,
    budget_acts.Refuse, concern_acts.Prioritise, programme_acts.Contribute, assembly_acts.Follow,
)  # fmt: skip
#: What opens the life of a thing.
OPENING: tuple[type[Act], ...] = (
    body_acts.Establish, post_acts.Create, session_acts.Schedule, session_acts.Hold, decision_acts.Record, relation_acts.Open,
    concern_acts.Define, programme_acts.Mandate, programme_acts.Approve, assembly_acts.Recommend,
)  # fmt: skip


def place_of(act: Act) -> Place | None:
    """The room and the thing of an act; none where the act is of another room."""
    match act:
        case body_acts.OfBody():
            return Place("bodies", f"body/{act.body}")
        case post_acts.OfPost():
            return Place("posts", f"post/{act.post}")
        case post_acts.OfRepresentative():
            return Place("posts", f"representative/{act.body}/{act.state}")
        case chair_acts.OfChairmanship():
            return Place("chairmanship", f"chairmanship/{act.body or ORGANISATION}")
        case session_acts.OfSession():
            return Place("sessions", f"session/{act.session}")
        case decision_acts.Record():
            return Place("decisions", f"decision/{act.decision}")
        case decision_acts.OfDecision():
            return Place("decisions", "/".join(act.on.ref.split("/")[:2]))
        case relation_acts.OfPartner():
            return Place("relations", f"partner/{act.partner}")
        case concern_acts.OfConcern():
            return Place("concerns", f"concern/{act.concern}")
        case assembly_acts.Associate() | assembly_acts.Dissociate():
            return Place("assembly", f"assembly/status/{act.holder}")
        case assembly_acts.Introduce():
            return Place("assembly", f"assembly/kind/{act.status}")
        case assembly_acts.OfRecommendation():
            return Place("assembly", f"assembly/recommendation/{act.recommendation}")
        case budget_acts.Scale():
            return Place("budget", "budget/scale")
        case budget_acts.OfContribution():
            return Place("budget", f"budget/{act.state}")
        case programme_acts.OfProgramme():
            return Place("programmes", f"programme/{act.programme}")
    return None


def examine_in_life(standing: Standing, act: Act, place: Place, day: str) -> Finding:
    """What the room finds of an act about one of its things, with effect from `day`."""
    life = getattr(standing, place.room).get(place.ref)
    match act:
        case body_acts.OfBody():
            return bodies.examine_body(act, life, day, act.body in standing.law.bodies)
        case post_acts.OfPost() | post_acts.OfRepresentative():
            return posts.examine_post(act, life, place.ref, day)
        case chair_acts.OfChairmanship():
            return chairmanship.examine_chairmanship(act, life, day)
        case session_acts.OfSession():
            return sessions.examine_session(act, life, day)
        case decision_acts.Record() | decision_acts.OfDecision():
            return decisions.examine_decision(act, life, place.ref, day)
        case relation_acts.OfPartner():
            return relations.examine_relation(act, life, day)
        case concern_acts.OfConcern():
            known = act.concern in standing.law.purposes or bool(chairmanship.priority_named(standing.chairmanship.values(), act.concern))
            return concerns.examine_concern(act, life, day, known)
        case assembly_acts.Associate() | assembly_acts.Dissociate() | assembly_acts.Introduce() | assembly_acts.OfRecommendation():
            return assembly.examine_assembly(act, life, place.ref, day)
        case budget_acts.Scale() | budget_acts.OfContribution():
            return budget.examine_budget(act, life, day)
        case programme_acts.OfProgramme():
            return programmes.examine_programme(act, life, day)
    raise AssertionError(f"no room examines {act.name()}")
