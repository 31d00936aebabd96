"""What stories ask of bodies, and of what the organisation is concerned with."""

from typing import Any

from comity.organisation import bodies, concerns
from comity.organisation.standing import Standing

NO_ANSWER = object()


def answer(standing: Standing, question: str, expected: Any, day: str) -> Any:
    """The rooms' answer to a question of a story; `NO_ANSWER` where it is none of theirs."""
    law = standing.law

    def body(name: str) -> bodies.BodyOn:
        return bodies.body_on(standing.bodies.get(f"body/{name}"), law, name, day)

    def concern(name: str) -> concerns.ConcernOn | None:
        return concerns.concern_on(standing.concerns.get(f"concern/{name}"), law, name, day)

    match question:
        case "there":
            return {name: body(name).exists.value for name in expected}
        case "parents":
            return {name: list(body(name).parents) for name in expected}
        case "statutory":
            return {name: body(name).statutory for name in expected}
        case "said of":
            facts = {name: (one.ground, one.mandate, one.composition, one.meets) for name in expected if (one := body(name))}
            return {name: [fact.act.name().split(".")[1] for fact in said if fact] for name, said in facts.items()}
        case "contested grounds":
            return {name: list(bodies.contested_grounds(standing.bodies.get(f"body/{name}"), day)) for name in expected}
        case "answers":
            return {name: [one.ref for one in found.answers] for name in expected if (found := concern(name))}
        case "assessments":
            return {name: len(found.assessed) for name in expected if (found := concern(name))}
        case "kinds":
            return {name: found.kind if (found := concern(name)) else "" for name in expected}
        case "priorities":
            found_each = {name: concerns.priorities_on(standing.concerns, law, name, day) for name in expected}
            return {name: [" ".join((one.concern, *(a.ref for a in one.answers))) for one in found] for name, found in found_each.items()}
        case "gaps":
            return list(concerns.gaps_on(standing.concerns, law, day))
    return NO_ANSWER
