"""What stories ask of offices, representatives and the chairmanship."""

from typing import Any

from comity.organisation import chairmanship, membership, posts
from comity.organisation.standing import Standing

NO_ANSWER = object()


def answer(standing: Standing, question: str, expected: Any, day: str) -> Any:
    """The rooms' answer to a question of a story; `NO_ANSWER` where it is none of theirs."""
    law, chair = standing.law, standing.chairmanship.get("chairmanship/organisation")
    members = membership.members_on(standing.members, day)

    def presiding() -> frozenset[str]:
        return frozenset(turn.state for turn in chairmanship.who_presides_on(chair, law, day).answers)

    match question:
        case "holds office":  # {office: yes KG | no | not known KG}
            found = {name: posts.holder_on(standing.posts.get(f"post/{name}"), day, presiding()) for name in expected}
            return {name: " ".join(filter(None, (one.truth.value, one.tenure.state if one.tenure else ""))) for name, one in found.items()}
        case "ended":
            found_ = {name: posts.tenures(standing.posts.get(f"post/{name}")) for name in expected}
            return {name: [f"{one.state} {one.last} {one.ending}".strip() for one in every] for name, every in found_.items()}
        case "expected in office":
            next_ = {name: posts.expected_next(standing.posts.get(f"post/{name}"), law, members, day) for name in expected}
            return {name: f"{one.ground} {one.state} {one.start}".strip() for name, one in next_.items()}
        case "represented":
            spoken = {state: posts.represented_on(standing.posts.get(f"representative/pc/{state}"), day) for state in expected}
            return {state: f"{one.truth.value}, {one.word}" for state, one in spoken.items()}
        case "posts distributed":
            return {name: len(posts.allotments(standing.posts.get(f"post/{name}"), day)) for name in expected}
        case "presides":
            now = chairmanship.who_presides_on(chair, law, day)
            return f"{now.truth.value} {' '.join(turn.state for turn in now.answers)}".strip()
        case "handed over":
            handed = chairmanship.who_presides_on(chair, law, day).handed_over
            return handed.state if handed else ""
        case "next":
            coming = chairmanship.who_is_next(chair, law, members, day)
            return f"{coming.ground} {coming.state} {coming.start}".strip()
        case "concepts":
            return [f"{c.state} {len(c.act.priorities)} {len(c.approved)} {len(c.reports)}" for c in chairmanship.concepts(chair, day)]
    return NO_ANSWER
