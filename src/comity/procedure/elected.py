"""What came of an election, in words: who is elected and with how many votes, what was needed, what is still open, by which rule.

    "Elected so far: Alpha with 150 votes, at least two thirds of the valid ballots (127 of 190) needed; 1 place is left for another
     ballot, among Beta and Gamma (Rules of procedure of the General Assembly, rule 83; confidence high)."

One sentence, as that of a decision is (`comity.procedure.said`); the words stand in `comity/phrases/catalogue/procedure.yaml`.
Candidates are named as their ballots name them.
"""

from collections.abc import Sequence

from comity.phrases import Names
from comity.procedure.clauses import NAMED, Teller, share_in_words
from comity.procedure.election import Elected
from comity.procedure.said import cited


def said_election(made: Elected, lang: str, names: Names) -> str:
    """The election so far as one sentence."""
    tell = Teller(lang, names)
    confidence = "" if made.outcome == "not_computable" else made.confidence
    return f"{_said(tell, made)}{cited(tell, made.provision, confidence)}."


def _said(tell: Teller, made: Elected) -> str:
    if made.outcome == "not_computable":
        return tell.say("procedure.elected.not_computable", head=tell.say("procedure.head.not_computable"))
    share = share_in_words(made.share, tell.lang)
    if not made.ballots:
        return tell.say("procedure.elected.to_begin", left=made.places, share=share)
    needed = "procedure.elected.needed_in" if made.ballots > 1 else "procedure.elected.needed"
    took = tell.say(needed, n=made.ballots, share=share, majority=made.majority, valid=made.valid)
    over = "_over" if made.outcome == "not_adopted" else ""
    if made.won:
        named = _joined(tell, [_one(tell, *one, told=made.ballots > 1) for one in made.won])  # all of them: they are the answer
        code = "filled" if made.outcome == "adopted" else f"some{over}"
        rest = "" if made.outcome == "adopted" else _rest(tell, made)
        return tell.say(f"procedure.elected.{code}", n=len(made.won), named=named, needed=took, rest=rest)
    return tell.say(f"procedure.elected.nobody{over}", why=_why(tell, made, took), rest=_rest(tell, made))


def _one(tell: Teller, name: str, votes: int, ballot: int, told: bool) -> str:
    return tell.say("procedure.elected.one_in" if told else "procedure.elected.one", name=name, votes=votes, n=ballot)


def _listed(tell: Teller, said: Sequence[str]) -> str:
    """Each of them, at most so many and then how many others."""
    if len(said) > NAMED:
        return tell.say("procedure.others", named=", ".join(said[:NAMED]), n=len(said) - NAMED)
    return _joined(tell, said)


def _joined(tell: Teller, said: Sequence[str]) -> str:
    return tell.say("procedure.and", one=", ".join(said[:-1]), other=said[-1]) if len(said) > 1 else said[0]


def _why(tell: Teller, made: Elected, took: str) -> str:
    """Why nobody is elected: who came nearest, and by how much it was missed."""
    most = max(made.votes.values(), default=0)
    if not made.valid:
        return tell.say("procedure.elected.no_ballot")
    if not most:
        return tell.say("procedure.elected.no_votes", needed=took)
    first = sorted(name for name, votes in made.votes.items() if votes == most)
    named = _listed(tell, first)
    if most >= made.majority:  # more of them than there are places
        return tell.say("procedure.elected.tie", n=len(first), named=named, votes=most, left=made.places, needed=took)
    return tell.say("procedure.elected.nearest", n=len(first), named=named, votes=most, short=made.majority - most, needed=took)


def _rest(tell: Teller, made: Elected) -> str:
    """What is still open, and how it goes on."""
    if made.outcome == "not_adopted":
        return tell.say("procedure.elected.over", left=made.places, n=made.ballots)
    if not made.standing:
        return tell.say("procedure.elected.open", left=made.places)
    code = "procedure.elected.again" if made.tied else "procedure.elected.among"
    return tell.say(code, left=made.places, named=_listed(tell, made.standing))


__all__ = ["said_election"]
