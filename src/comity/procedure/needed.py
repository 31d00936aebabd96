"""What a decision still needs, in words: what is missing, what is still possible, what would turn the outcome."""

from comity.phrases import Names
from comity.procedure.clauses import Teller
from comity.procedure.needs import Change, Needs

#: Outcomes that no passing of time alone turns.
_CLOSED = ("not_adopted", "vetoed", "no_quorum")


def said_needs(needs: Needs, lang: str, names: Names, body: str = "") -> str:
    """What is missing, what is still possible, and what would turn the outcome; empty where there is nothing to say."""
    tell = Teller(lang, names, body)
    now, waiting = needs.now.outcome, bool(needs.pending or needs.elsewhere or needs.unstated)
    said = []
    if now == "adopted":
        said.append(tell.say("procedure.needs.nothing"))
    elif needs.missing:
        every = sum(one.n for one in needs.missing) == len(needs.pending)
        more = "; ".join(_more(tell, one, every) for one in _merged(needs.missing))
        said.append(tell.say("procedure.needs.missing", changes=more))
    elif now in _CLOSED and waiting and needs.missing is None and "adopted" not in needs.possible:
        said.append(tell.say("procedure.needs.never" if needs.exact else "procedure.needs.not_found"))
    if waiting:
        others = [one for one in needs.possible if one != now]
        if others:
            outcomes = ", ".join(_outcome(tell, one) for one in needs.possible)
            said.append(tell.say("procedure.needs.possible", outcomes=outcomes))
            if gone := [one for one in needs.no_longer if one != "adopted" or needs.missing is not None]:
                said.append(tell.say("procedure.needs.no_longer", outcomes=", ".join(_outcome(tell, one) for one in gone)))
        elif needs.exact:
            said.append(tell.say("procedure.needs.settled", outcome=_outcome(tell, now)))
    if needs.turn:
        changes = "; ".join(_change(tell, one) for one in _merged(needs.turn))
        said.append(tell.say("procedure.needs.turn", changes=changes, outcome=_outcome(tell, needs.turns_to)))
    if not needs.exact:
        said.append(tell.say("procedure.needs.not_all_tried"))
    return " ".join(said)


def _outcome(tell: Teller, outcome: str) -> str:
    words = tell.say(f"procedure.head.{outcome}")
    return words[:1].lower() + words[1:]


def _merged(changes: tuple[Change, ...]) -> list[Change]:
    """Changes of the same kind that take all of their members are one."""
    out: list[Change] = []
    for one in changes:
        for i, other in enumerate(out):
            alike = (one.was, one.becomes, one.where) == (other.was, other.becomes, other.where)
            if alike and _whole(one) and _whole(other):
                out[i] = Change(n=other.n + one.n, of=other.of + one.of, was=one.was, becomes=one.becomes, where=one.where)
                break
        else:
            out.append(one)
    return out


def _whole(change: Change) -> bool:
    return change.n == len(change.of)


def _more(tell: Teller, change: Change, every: bool) -> str:
    """So many more in favour; `every`: of all that are pending. Of a tally nobody is named."""
    code = "more_tally" if not change.of else "more" if not _whole(change) else "more_all" if every else "more_example"
    return tell.say(f"procedure.needs.{code}", n=change.n, named=tell.named(change.of), where=tell.where(change.where))


def _change(tell: Teller, change: Change) -> str:
    was, becomes = (tell.say(f"procedure.stand.{one or 'absent'}") for one in (change.was, change.becomes))
    code = "turn_tally" if not change.of else "turn_all" if _whole(change) else "turn_any_one" if change.n == 1 else "turn_any"
    return tell.say(
        f"procedure.needs.{code}", named=tell.named(change.of), n=change.n, of=len(change.of), was=was, becomes=becomes,
        where=tell.where(change.where),
    )  # fmt: skip
