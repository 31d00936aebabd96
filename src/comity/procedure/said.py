"""A decision as one sentence for a reader, and as numbers for a program.

    because(decision, "en", names)
    "Vetoed: 13 of 15 in favour, but 1 permanent member (France) voted against (Charter of the United Nations, article 27(3))."

The sentence says the outcome, the two or three tests that bring it about with their numbers and by how much they are met
or missed, the provision, and what it rests on where that is contested or not quite known. All the rest is a table:
`numbers`, `margins`, `reasons`. Names are resolved by the caller (`comity.procedure.clauses` says which kinds are asked).
"""

from fractions import Fraction

from comity.phrases import Names, param, say
from comity.procedure.clauses import Leaf, Teller, leaves
from comity.procedure.decide import Decision
from comity.procedure.electorate import POSITIONS, Fault, Number
from comity.procedure.figures import margins, numbers, reasons
from comity.procedure.found import Found
from comity.procedure.needs import Change, Needs


def because(decision: Decision, lang: str, names: Names, body: str = "") -> str:
    """The decision and its reasons as one sentence; `body` where names are told apart by it (`comity.procedure.clauses`)."""
    tell = Teller(lang, names, body)
    body = _body(tell, decision, decision.why)
    return f"{_head(tell, decision)}{': ' if body else ''}{body}{_tail(tell, decision)}."


def _head(tell: Teller, decision: Decision) -> str:
    found = decision.quorum if decision.why == "quorum" else decision.found
    if decision.outcome == "not_computable" and found is not None and all(one.found.what for one in leaves(found, None)):
        return tell.say("procedure.head.from_a_tally")
    return tell.say(f"procedure.head.{decision.outcome}")


def _body(tell: Teller, decision: Decision, why: str) -> str:
    match why:
        case "no_vote" | "ended":
            return ""
        case "not_known" | "no_record":
            return tell.say(f"procedure.why.{why}")
        case "quorum":
            return _quorum(tell, decision)
        case "every_way":
            open_ = decision.found is not None and decision.found.met is None
            return tell.say("procedure.why.every_way", open=_tests(tell, decision)) if open_ else tell.say("procedure.why.any_way")
        case "tie":
            tests = _missed(tell, decision.found, assessed=False)
            if decision.outcome == "not_computable":
                return tell.say("procedure.why.tie_open", tests=tests)
            position = tell.counted("for" if decision.outcome == "adopted" else "against")
            return tell.say("procedure.why.tie", tests=tests, position=position)
        case "silence":
            return _silence(tell, decision)
        case "certification":
            return tell.say("procedure.why.certification", nobody=_nobody(tell, decision))
        case "deferral":
            return _deferral(tell, decision)
        case "unavailable":
            return _unavailable(tell, decision)
        case "question":
            if decision.question is None:
                return tell.say("procedure.why.question", rule=("rule", decision.next_rule))
            asked = decision.question
            return tell.say("procedure.why.on_question", tests=_body(tell, asked, asked.why))
    return _tests(tell, decision)


def _tests(tell: Teller, decision: Decision) -> str:
    """The tests on which the outcome rests."""
    found = decision.found
    if found is None:
        return ""
    if found.met is None:
        for leaf in leaves(found, None):
            return tell.left_open(leaf, decision.numbers)
        return tell.say("procedure.open.other")
    if decision.outcome == "vetoed":
        met, vetoes = _but_for_veto(found)
        said = tell.together([tell.clause(one) for one in vetoes])
        had = tell.together([tell.clause(one, assessed=False) for one in met[:2]])
        return tell.say("procedure.but", one=had, other=said) if had else said
    if decision.outcome == "not_computable":
        return tell.say("procedure.open.other")
    return tell.together([tell.clause(one) for one in leaves(found, True)]) if found.met else _missed(tell, found)


def _missed(tell: Teller, found: Found | None, assessed: bool = True) -> str:
    """The tests that are missed, those that are no veto first."""
    missed = [] if found is None else sorted(leaves(found, False), key=lambda one: one.found.veto)
    return tell.together([tell.clause(one, assessed) for one in missed])


def _but_for_veto(found: Found, where: str = "") -> tuple[list[Leaf], list[Leaf]]:
    """The tests that are met, and the vetoes."""
    where = found.where or where
    if found.veto and found.met is False:
        return [], list(leaves(found, False, where))
    if not found.inner:
        return ([Leaf(found, where)] if found.met else []), []
    met: list[Leaf] = []
    vetoes: list[Leaf] = []
    for one in found.inner:
        if one.met:
            met += leaves(one, True, where)
        elif one.met is False:
            more, stopped = _but_for_veto(one, where)
            met, vetoes = met + (more if stopped else []), vetoes + stopped
    return met, vetoes


def _quorum(tell: Teller, decision: Decision) -> str:
    if decision.outcome == "not_computable" or decision.quorum is None:
        return tell.say("procedure.open.quorum")
    return tell.together([tell.clause(one, quorum=True) for one in leaves(decision.quorum, False)])


def _nobody(tell: Teller, decision: Decision) -> str:
    """That nobody broke silence."""
    assert decision.found is not None
    return tell.clause(Leaf(decision.found, ""))


def _silence(tell: Teller, decision: Decision) -> str:
    found = decision.found
    if found is None:
        return ""
    if decision.outcome == "not_ripe" and found.met:
        return tell.say("procedure.why.running", time=_time(tell, decision.hours), nobody=_nobody(tell, decision))
    breaking = found.kind == "none_of" and found.group == "entitled" and not found.veto
    if found.met is False and breaking:
        if not found.who:
            return tell.say("procedure.why.broken")
        if tell.lang == "ru" and not all(tell.bends("state", one, "ins") for one in found.who[:5]):
            return tell.say("procedure.why.broken_unbent", named=tell.named(found.who))
        return tell.say("procedure.why.broken_by", named=tell.by(found.who, "procedure.why.others_too"))
    if found.met and breaking:
        return tell.say("procedure.why.kept", nobody=_nobody(tell, decision))
    if found.met is None:
        return _tests(tell, decision)
    return tell.say("procedure.why.kept_and" if found.met else "procedure.why.kept_but", tests=_tests(tell, decision))


def _deferral(tell: Teller, decision: Decision) -> str:
    time = _time(tell, decision.hours)
    found = decision.found
    if found is not None and any(one.found.kind in ("none_of", "every") for one in leaves(found, False)):
        return tell.say("procedure.why.deferral", time=time)
    return tell.say("procedure.why.deferral_other", time=time, tests=_tests(tell, decision))


def _unavailable(tell: Teller, decision: Decision) -> str:
    assert decision.found is not None
    tests = tell.together([tell.clause(one, assessed=False) for one in leaves(decision.found, True)])
    code = "procedure.why.unavailable_next" if decision.next_rule else "procedure.why.unavailable"
    return tell.say(code, rule=("rule", decision.rule), tests=tests, next=("rule", decision.next_rule))


def _time(tell: Teller, hours: Number) -> str:
    """Hours and minutes; a minute that has begun is one."""
    minutes = -((-Fraction(hours) * 60).__floor__())
    whole, rest = divmod(minutes, 60)
    words = [tell.say("procedure.hours", n=whole)] if whole or not rest else []
    return " ".join([*words, tell.say("procedure.minutes", n=rest)] if rest else words)


def _tail(tell: Teller, decision: Decision) -> str:
    """The provision, and what else a reader should know before relying on it."""
    said = []
    if decision.provision:
        said.append(tell.say("procedure.tail.provision", provision=("provision", decision.provision)))
    if decision.contested:
        said.append(tell.say("procedure.tail.contested"))
    if decision.question is not None and decision.why != "question":
        asked = decision.question
        votes = " ".join(f"{tell.counted(p)}: {asked.numbers.get(p, 0)}" for p in ("for", "against"))
        if asked.found is not None:
            votes = tell.together([tell.clause(one, assessed=False) for one in leaves(asked.found, asked.found.met)])
        said.append(tell.say("procedure.tail.chosen", votes=votes))
    if decision.noted:
        said.append(tell.say("procedure.tail.noted", named=tell.named(decision.noted)))
    if decision.confidence != "high" and decision.why != "not_known":
        said.append(tell.say(f"procedure.tail.{decision.confidence}"))
    return "".join(said)


# What is still needed

#: Outcomes that no passing of time alone turns.
_CLOSED = ("not_adopted", "vetoed", "no_quorum")


def said_needs(needs: Needs, lang: str, names: Names, body: str = "") -> str:
    """What is missing, what is still possible, and what would turn the outcome; empty where there is nothing to say."""
    tell = Teller(lang, names, body)
    now = needs.now.outcome
    said = []
    if now == "adopted":
        said.append(tell.say("procedure.needs.nothing"))
    elif needs.missing:
        every = sum(one.n for one in needs.missing) == len(needs.pending)
        more = "; ".join(_more(tell, one, every) for one in _merged(needs.missing))
        said.append(tell.say("procedure.needs.missing", changes=more))
    elif now in _CLOSED and needs.pending and needs.missing is None and "adopted" not in needs.possible:
        said.append(tell.say("procedure.needs.never" if needs.exact else "procedure.needs.not_found"))
    if needs.pending:
        others = [one for one in needs.possible if one != now]
        if others:
            outcomes = ", ".join(_outcome(tell, one) for one in needs.possible)
            said.append(tell.say("procedure.needs.possible", outcomes=outcomes))
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
            if (one.was, one.becomes) == (other.was, other.becomes) and _whole(one) and _whole(other):
                out[i] = Change(n=other.n + one.n, of=other.of + one.of, was=one.was, becomes=one.becomes)
                break
        else:
            out.append(one)
    return out


def _whole(change: Change) -> bool:
    return change.n == len(change.of)


def _more(tell: Teller, change: Change, every: bool) -> str:
    """So many more in favour; `every`: of all that are pending."""
    code = "more" if not _whole(change) else "more_all" if every else "more_example"
    return tell.say(f"procedure.needs.{code}", n=change.n, named=tell.named(change.of))


def _change(tell: Teller, change: Change) -> str:
    was, becomes = (tell.say(f"procedure.stand.{one or 'absent'}") for one in (change.was, change.becomes))
    code = "turn_all" if _whole(change) else "turn_any_one" if change.n == 1 else "turn_any"
    return tell.say(f"procedure.needs.{code}", named=tell.named(change.of), n=change.n, of=len(change.of), was=was, becomes=becomes)


def said_fault(fault: Fault, lang: str) -> str:
    """What is wrong with a ballot (`BallotError.faults`): where, what is expected, what to do."""
    params = [param(name, "text", value) for name, value in fault.values.items()]
    return say(fault.code, [*params, param("known", "text", ", ".join(POSITIONS))], lang, lambda kind, name: name)


__all__ = ["because", "margins", "numbers", "reasons", "said_fault", "said_needs"]
