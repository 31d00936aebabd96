"""What stories ask of the rooms of sessions and of decisions."""

from typing import Any

from comity.organisation import decisions, sessions
from comity.organisation.standing import Standing

NO_ANSWER = object()


def answer(standing: Standing, question: str, expected: Any, day: str) -> Any:
    """The answer of these rooms; `NO_ANSWER` where the question is another room's."""
    lives, taken = standing.sessions, standing.decisions
    match question:
        case "session":
            return {one: sessions.session_on(lives.get(f"session/{one}"), day).word for one in expected}
        case "session's day":
            return {one: sessions.session_on(lives.get(f"session/{one}"), day).day for one in expected}
        case "attended":
            return {one: _truths(expected[one], lambda state, one=one: sessions.attended(lives.get(f"session/{one}"), state, day)) for one in expected}
        case "presided":
            return {one: list(sessions.who_presided(lives.get(f"session/{one}"), day)) for one in expected}
        case "accounts":
            return {one: len(sessions.session_on(lives.get(f"session/{one}"), day).accounts) for one in expected}
        case "last session":
            found = sessions.last_held(sessions.sessions_on(lives, day))
            return found.id if found else ""
        case "next session":
            found = sessions.next_planned(sessions.sessions_on(lives, day))
            return found.id if found else ""
        case "decision":
            return {one: decisions.decision_on(taken.get(f"decision/{one}"), day).word for one in expected}
        case "has effect":
            return {one: _word(decisions.decision_on(taken.get(f"decision/{one}"), day).effect) for one in expected}
        case "since when":
            return {one: decisions.decision_on(taken.get(f"decision/{one}"), day).since for one in expected}
        case "positions":
            return {one: [f"{s.state} {s.position}" for s in decisions.positions(taken.get(f"decision/{one}"), day)] for one in expected}
        case "validity contested":
            return {one: bool(decisions.decision_on(taken.get(f"decision/{one}"), day).contested) for one in expected}
        case "number":
            return {one: life.number if (life := decisions.found(taken, one)) else 0 for one in expected}
        case "by number":
            return {n: life.id if (life := decisions.found(taken, str(n))) else "" for n in expected}
        case "at session":
            return {one: [d.id for d in decisions.at_session(taken, one, day)] for one in expected}
        case "carried on by":
            return {ref: [d.id for d in decisions.following(taken, ref, day)] for ref in expected}
    return NO_ANSWER


def _word(truth: Any) -> Any:
    return {"yes": True, "no": False}.get(truth.value, "not known")


def _truths(states: Any, ask: Any) -> dict[str, Any]:
    return {state: _word(ask(state)) for state in states}
