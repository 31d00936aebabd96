"""A decision as one sentence for a reader, and as numbers for a program.

    because(decision, "en", names)
    "Vetoed: 13 of 15 in favour, but 1 permanent member (France) voted against (Charter of the United Nations, article 27(3))."

The sentence says the outcome, the two or three tests that bring it about with their numbers and by how much they are met
or missed, the provision, and what it rests on where that is contested or not quite known. All the rest is a table:
`numbers`, `margins`, `reasons`. Names are resolved by the caller (`comity.procedure.clauses` says which kinds are asked).
"""

from fractions import Fraction

from comity.phrases import Names, param, say
from comity.procedure.clauses import NAMED, Leaf, Teller, leaves
from comity.procedure.decide import Decision
from comity.procedure.electorate import POSITIONS, Fault, Number
from comity.procedure.figures import margins, numbers, reasons
from comity.procedure.found import Found
from comity.procedure.needed import said_needs


def because(decision: Decision, lang: str, names: Names, body: str = "") -> str:
    """The decision and its reasons as one sentence; `body` where names are told apart by it (`comity.procedure.clauses`)."""
    tell = Teller(lang, names, body)
    body = _body(tell, decision, decision.why)
    return f"{_head(tell, decision)}{': ' if body else ''}{body}{_tail(tell, decision)}."


def _head(tell: Teller, decision: Decision) -> str:
    found = decision.quorum if decision.why == "quorum" else decision.found
    if decision.outcome == "not_computable" and found is not None and all(one.found.what for one in leaves(found, None)):
        return tell.say("procedure.head.from_a_tally")
    if decision.why == "no_vote" and decision.practice:
        return tell.say("procedure.head.by_practice")
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
            tests = _missed(tell, decision.found, assessed=False) if decision.found is not None else ""
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
        return _vetoed(tell, found)
    if decision.outcome == "not_computable":
        return tell.say("procedure.open.other")
    return tell.together([tell.clause(one) for one in leaves(found, True)]) if found.met else _missed(tell, found)


def _vetoed(tell: Teller, found: Found) -> str:
    """What would have been enough, but for whom."""
    met, vetoes = _but_for_veto(found)
    said = tell.together([tell.clause(one) for one in vetoes])
    had = tell.together([tell.clause(one, assessed=False) for one in met[:2]])
    return tell.say("procedure.but", one=had, other=said) if had else said


def _missed(tell: Teller, found: Found, assessed: bool = True, where: str = "") -> str:
    """What is missed: of tests all of which are asked each, a veto last; of alternatives that none is met."""
    where = found.where or where
    if not found.inner:
        return tell.clause(Leaf(found, where), assessed)
    missed = [one for one in found.inner if one.met is False]
    if found.kind == "all":
        return tell.together([_missed(tell, one, assessed, where) for one in sorted(missed, key=lambda one: one.veto)])
    if found.kind == "any":
        return tell.alternatives([_missed(tell, one, assessed, where) for one in missed])
    tests = tell.together([_missed(tell, one, assessed, where) for one in missed])
    return tell.say("procedure.too_few_met", have=found.have or tell.say("procedure.none"), base=len(found.inner), need=found.need, tests=tests)


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
        return tell.say("procedure.why.running", time=_time(tell, decision.hours))
    breaking = found.kind == "none_of" and found.group == "entitled" and not found.veto
    if found.met is False and breaking:
        if not found.who:
            return tell.say("procedure.why.broken")
        members, named = tell.members(len(found.who), ""), tell.who(found.who, "")
        if tell.lang == "en":  # names of states may want an article, which no list of names has
            return tell.say("procedure.why.broken_by", named=members + named)
        if not all(tell.bends("state", one, "ins") for one in found.who[:NAMED]):
            return tell.say("procedure.why.broken_unbent", members=members, named=named, n=len(found.who))
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
    """The provision with the lowest confidence on which it rests, and what else a reader should know before relying on it."""
    said = [_cited(tell, decision)]
    if decision.contested:
        said.append(tell.say("procedure.tail.contested"))
    if decision.question is not None and decision.why != "question":
        said.append(tell.say("procedure.tail.chosen", tests=_question(tell, decision.question)))
    if decision.noted:
        said.append(tell.say("procedure.tail.noted", named=tell.named(decision.noted)))
    if decision.corrected:
        said.append(tell.say("procedure.tail.corrected", named=tell.named(decision.corrected)))
    return "".join(said)


def _cited(tell: Teller, decision: Decision) -> str:
    """The provision and the confidence in brackets; of a rule that is not known there is no confidence to state."""
    if decision.why in ("not_known", "ended") or (not decision.provision and decision.confidence == "high"):
        return cited(tell, decision.provision)
    return cited(tell, decision.provision, decision.confidence)


def cited(tell: Teller, provision: str, confidence: str = "") -> str:
    """A provision and a confidence in brackets, each where it is given."""
    sure = tell.say(f"procedure.tail.confidence.{confidence}") if confidence else ""
    if provision:
        return tell.say("procedure.tail.provision", provision=("provision", provision), confidence=f"; {sure}" if sure else "")
    return tell.say("procedure.tail.no_provision", confidence=sure) if sure else ""


def _question(tell: Teller, asked: Decision) -> str:
    """How the vote went that chose the rule: its numbers, and a veto."""
    if asked.found is None:
        votes = (f"{tell.counted(position)}: {numbers(asked).get(position, 0)}" for position in ("for", "against"))
        return " ".join(votes)
    if asked.outcome == "vetoed":
        return _vetoed(tell, asked.found)
    if asked.found.met:
        return tell.together([tell.clause(one, assessed=False) for one in leaves(asked.found, True)])
    return _missed(tell, asked.found, assessed=False)


def said_fault(fault: Fault, lang: str) -> str:
    """What is wrong with a ballot (`BallotError.faults`): where, what is expected, what to do."""
    params = [param(name, "text", value) for name, value in fault.values.items()]
    return say(fault.code, [*params, param("known", "text", ", ".join(POSITIONS))], lang, lambda kind, name: name)


__all__ = ["because", "cited", "margins", "numbers", "reasons", "said_fault", "said_needs"]
