"""What stories ask of programmes, contributions, relations and the parliamentary assembly, and what the rooms answer."""

from typing import Any

from comity.acts import budget as budget_acts
from comity.organisation import assembly, budget, programmes, relations
from comity.organisation.standing import Standing

#: No room here answers this question.
NO_ANSWER = object()


def answer(standing: Standing, question: str, expected: Any, on: str) -> Any:
    """The answer as a story writes it."""
    match question:
        case "programme":
            return {one: programmes.programme_on(standing.programmes.get(f"programme/{one}"), on).word for one in expected}
        case "programme rests on":
            return {one: programmes.programme_on(standing.programmes.get(f"programme/{one}"), on).weakest for one in expected}
        case "ends":
            found = {one: programmes.ends_on(standing.programmes.get(f"programme/{one}"), on) for one in expected}
            return {one: [end.first if end.first == end.last else f"{end.first} to {end.last}" for end in ends] for one, ends in found.items()}
        case "stages":
            found_stages = {one: programmes.stages_on(standing.programmes.get(f"programme/{one}"), on) for one in expected}
            return {one: {stage.number: stage.word for stage in stages} for one, stages in found_stages.items()}
        case "takes part":
            (one, states), = expected.items()
            life = standing.programmes.get(f"programme/{one}")
            return {one: {state: programmes.takes_part_on(life, state, on).value for state in states}}
        case "scale holds":
            return budget.scale_on(standing.budget.get(budget.SCALE), on).truth.value
        case "shares":
            return {state: str(budget.share_on(standing.budget.get(budget.SCALE), state, on) or "") for state in expected}
        case "contribution":
            return {state: [_year(one) for one in budget.years_on(standing.budget.get(f"budget/{state}"), on)] for state in expected}
        case "holds there":
            return {
                one: [f"{held.fact.act.status} {held.truth.value}" for held in relations.held_on(standing.relations.get(f"partner/{one}"), on)]  # type: ignore[attr-defined]
                for one in expected
            }
        case "relations":
            return {one: relations.relation_on(standing.relations.get(f"partner/{one}"), on).word for one in expected}
        case "in the assembly":
            return {one: assembly.status_on(standing.assembly.get(f"assembly/status/{one}"), on).word for one in expected}
        case "statuses introduced":
            return [fact.act.status for fact in assembly.introduced_on(standing.assembly, on)]  # type: ignore[attr-defined]
        case "recommendations":
            return [life.id.split("/", 1)[1] for life in assembly.recommendations_on(standing.assembly, on)]
        case "followed":
            (one, states), = expected.items()
            recommended = standing.assembly[f"assembly/recommendation/{one}"]
            return {one: {state: assembly.followed_on(recommended, state, on) is not None for state in states}}
    return NO_ANSWER


def _year(one: budget.Year) -> str:
    words = [str(one.year)]
    words += ["assessed"] if one.assessed else []
    words += ["refused"] if one.refused else []
    words += ["owed" if fact.act.owed else "not owed" for fact in one.stated if isinstance(fact.act, budget_acts.Claim)]
    return " ".join([*words, f"paid: {budget.paid_in_full(one).value}"])
