"""How a body decides: a rule and positions come to an outcome with its reasons; nothing else is known here.

    decision = decide(rule, electorate, ballot, rules)

A rule is what a charter file writes (docs/rules-of-decision.md); an electorate and a ballot are put together by whoever
knows the organisation and the day. What a decision still needs: `needs`; elections in rounds: `elect`.
"""

from comity.procedure.decide import Decider, Decision, decide, decider
from comity.procedure.election import Elected, Round, elect
from comity.procedure.electorate import POSITIONS, Ballot, BallotError, Electorate
from comity.procedure.found import Found, plain
from comity.procedure.needs import Change, Needs, needs
from comity.procedure.rule import Rule, Test

__all__ = [
    "POSITIONS", "Ballot", "BallotError", "Change", "Decider", "Decision", "Elected", "Electorate", "Found", "Needs", "Round", "Rule", "Test", "decide", "decider",
    "elect", "needs", "plain",
]  # fmt: skip
