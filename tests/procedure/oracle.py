"""The rules of decision a second time, naively: written from docs/rules-of-decision.md alone, to be compared with the engine.

Everything is a plain dict as it stands in YAML. Nothing is clever or fast: a roll call is one *world* (who held which
position); a tally is every world that could have given its numbers, and where these worlds differ in their outcome the
tally cannot decide.

    outcome(rule, electorate, ballot, rules) -> "adopted" | "not_adopted" | "vetoed" | "no_quorum" | "not_ripe" | "not_computable"

    electorate: {members: [A, B], groups: {name: [A]}, weights: {name: {A: 3}}, suspended: [], concerned: [], unnamed: 0,
                 others: {cantons: ELECTORATE}}
    ballot:     {positions: {A: for}, tally: {for: 3, against: "1/2"}, others: {cantons: BALLOT}, hours: 72, late: [A],
                 presiding: A, casting: for, question: BALLOT, stage: RULE that is tried}
    rules:      {id: rule}, for `stages` and `chosen_by`

What is not told: the day, rival readings, elections, whom the outcome binds.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

#: A rule, a test, an electorate, a ballot: as YAML has it.
Plain = dict[str, Any]

#: Whom a rule leaves out that says nothing of it.
NORMALLY_WITHOUT = ("suspended",)
GONE = ("absent", "not_participating")
PRESENT = ("for", "against", "abstain", "present", "object", "object_to_procedure", "amend", "reserve")
SEVERAL: dict[str, Callable[[str], bool]] = {
    "not_for": lambda position: position != "for",
    "not_against": lambda position: position != "against",
    "present_at_all": lambda position: position not in GONE,
}


class TallyTooLarge(ValueError):
    """More votes are printed than there are seats."""


class Vote(NamedTuple):
    """What one seat did: whose it is (nobody's name for unnamed seats), how many votes it is, the position."""

    member: str | None
    votes: Fraction
    position: str


#: One way in which the ballot may have been cast, by electorate; "" is the body itself.
World = dict[str, list[Vote]]


def outcome(rule: Plain, electorate: Plain, ballot: Plain, rules: dict[str, Plain] | None = None) -> str:
    """What the rule makes of the ballot. Where the worlds behind a tally differ, that is not computable."""
    worlds = list(_worlds(rule, electorate, ballot))
    found = {_in_world(rule, electorate, ballot, world, rules or {}) for world in worlds}
    return found.pop() if len(found) == 1 else "not_computable"


# --- What may have happened


def _worlds(rule: Plain, electorate: Plain, ballot: Plain) -> Iterator[World]:
    others = ballot.get("others") or {}
    ways = [_ways(electorate, ballot, _out_of_reach(rule, electorate))]
    ways += [_ways(electorate["others"][name], other, frozenset()) for name, other in others.items()]
    for choice in product(*(list(way) for way in ways)):
        yield dict(zip(["", *others], choice, strict=True))


def _out_of_reach(rule: Plain, electorate: Plain) -> frozenset[str]:
    """Whose votes are in no tally: they have none."""
    who = rule.get("electorate") or {}
    without = [name for name in ("suspended", "concerned") if name in who.get("without", NORMALLY_WITHOUT)]
    out = {member for name in without for member in electorate.get(name, ())}
    if "only" in who:
        out |= set(electorate["members"]) - set(electorate["groups"][who["only"]])
    return frozenset(out)


def _ways(electorate: Plain, ballot: Plain, out: frozenset[str]) -> Iterator[list[Vote]]:
    members, unnamed = electorate["members"], Fraction(electorate.get("unnamed", 0))
    positions, tally = ballot.get("positions") or {}, ballot.get("tally") or {}
    if positions or not tally:  # a roll call; who states nothing in time is absent
        late = ballot.get("late") or ()
        named = [
            Vote(each, Fraction(1), "absent" if each in late else positions.get(each, "absent")) for each in members
        ]
        yield [*named, Vote(None, unnamed, "absent")]
        return
    left = {position: Fraction(number) for position, number in tally.items()}
    seats = [member for member in members if member not in out]
    rest = len(seats) + unnamed - sum(left.values())
    if rest < 0:
        raise TallyTooLarge
    left["absent"] = left.get("absent", Fraction(0)) + rest
    half = any(number.denominator != 1 for number in left.values())  # half votes: nobody knows whose
    parts = [Fraction(1, 2), Fraction(1, 2)] if half else [Fraction(1)]
    pieces = [(seat, part) for seat in seats for part in parts]
    silent = [Vote(member, Fraction(1), "absent") for member in members if member in out]
    for votes in _handed_out(pieces, left):
        yield silent + votes


def _handed_out(pieces: list[tuple[str, Fraction]], left: dict[str, Fraction]) -> Iterator[list[Vote]]:
    """Every way to give each piece a position while there are some left; what remains is that of unnamed seats."""
    if not pieces:
        yield [Vote(None, number, position) for position, number in left.items()]
        return
    (member, votes), *others = pieces
    for position, number in left.items():
        if number >= votes:
            for more in _handed_out(others, left | {position: number - votes}):
                yield [Vote(member, votes, position), *more]


# --- What follows, in one world


def _in_world(rule: Plain, electorate: Plain, ballot: Plain, world: World, rules: dict[str, Plain]) -> str:
    if "stages" in rule:
        return _cascade(rule, electorate, ballot, world, rules)
    if "chosen_by" in rule:
        return _chosen(rule["chosen_by"], electorate, ballot, world, rules)
    count = Count(rule, electorate, world)
    if "silence" in rule:
        if said := _silence(rule["silence"], count, ballot):
            return said
    elif not ballot.keys() & {"positions", "tally", "others"}:
        return "not_computable"  # there is no record of a vote
    quorum = _all([count.met(test) for test in (rule.get("quorum") or {}).values()])
    if quorum is not True:
        return "no_quorum" if quorum is False else "not_computable"
    test = rule.get("adopted_when", {"all": []})
    if test == "not_known":
        return "not_computable"
    said = count.said(test)
    if said == "not_adopted" and rule.get("tie") == "casting_vote" and count.held("for") == count.held("against"):
        said = count.with_second_vote_of(ballot.get("presiding") or "", ballot.get("casting") or "").said(test)
    return said


def _cascade(rule: Plain, electorate: Plain, ballot: Plain, world: World, rules: dict[str, Plain]) -> str:
    """The first stage (or the one that is tried) decides, unless the next one is for outcomes such as this."""
    said, names = "", [stage["rule"] for stage in rule["stages"]]
    first = names.index(ballot["stage"]) if ballot.get("stage") else 0
    for place, stage in enumerate(rule["stages"][first:]):
        if place > 0 and said not in stage.get("when", ["not_adopted"]):
            break
        if "unless" in stage and (hindered := Count(rule, electorate, world).met(stage["unless"])) is not False:
            # Not available: the text stands for the next stage, which has not been tried.
            return "not_ripe" if hindered else "not_computable"
        if "after" in stage and _before(ballot, stage["after"]["hours"]):
            said = "not_ripe"
            continue
        said = _in_world(rules[stage["rule"]], electorate, ballot, world, rules)
    return said


def _chosen(chosen_by: Plain, electorate: Plain, ballot: Plain, world: World, rules: dict[str, Plain]) -> str:
    """A vote of its own says by which of two rules the text is decided."""
    if "question" not in ballot:
        return "not_ripe"  # the question has not been put
    answer = outcome(rules[chosen_by["question"]], electorate, ballot["question"], rules)
    if answer == "adopted":
        return _in_world(rules[chosen_by["yes"]], electorate, ballot, world, rules)
    if answer in ("not_adopted", "vetoed"):
        return _in_world(rules[chosen_by["no"]], electorate, ballot, world, rules)
    return answer


def _silence(silence: Plain, count: "Count", ballot: Plain) -> str | None:
    """Broken, or its hour has not come; else the text is adopted unless a test says more."""
    if count.held(silence.get("broken_by", ["object", "amend"])) > 0:
        return str(silence.get("on_breaking", "not_adopted"))
    return "not_ripe" if _before(ballot, silence["hours"]) else None


def _before(ballot: Plain, hours: int | str) -> bool:
    """Whether fewer hours have passed; where nobody says how many have, they have not."""
    passed = ballot.get("hours")
    return passed is None or Fraction(passed) < Fraction(hours)


# --- Counting


class Count:
    """The votes of one world as one rule counts them. A test is met, not met, or (None) nobody can know."""

    def __init__(self, rule: Plain, electorate: Plain, world: World, second: Vote | None = None) -> None:
        self.rule, self.electorate, self.world, self.second = rule, electorate, world, second
        self.votes = [vote for vote in world[""] if self._entitled(vote)]

    def _entitled(self, vote: Vote) -> bool:
        who = self.rule.get("electorate") or {}
        without = who.get("without", NORMALLY_WITHOUT)
        if any(name in without and vote.member in self.electorate.get(name, ()) for name in ("suspended", "concerned")):
            return False
        if "not_participating" in without and vote.position == "not_participating":
            return False
        return "only" not in who or vote.member in self.electorate["groups"][who["only"]]

    def said(self, test: Plain) -> str:
        """Adopted or not; vetoed where it would be adopted if nobody's veto counted."""
        met = self.met(test)
        if met is not False:
            return "adopted" if met else "not_computable"
        without_veto = self.met(test, lifted=True)
        return {True: "vetoed", False: "not_adopted", None: "not_computable"}[without_veto]

    def with_second_vote_of(self, member: str, casting: str) -> "Count":
        """The same with one vote more, as it was cast, or on the side of the member who presides; of no group, of no weight;
        and it is nobody more: it counts where votes are counted, not where it is counted who is there.
        """
        own = [vote.position for vote in self.votes if vote.member == member and vote.position in ("for", "against")]
        own = [casting] if casting else own
        return Count(self.rule, self.electorate, self.world, Vote(None, Fraction(1), own[0]) if own else None)

    def held(self, position: str | list[str], group: str | None = None, weight: str = "members") -> Fraction:
        """How many of the entitled (of a group) hold the position, or what they weigh."""
        whoever_is_there = all(_is(Vote(None, Fraction(1), each), position) for each in PRESENT)
        more = [self.second] if self.second and not whoever_is_there else []
        return self._worth([vote for vote in self.votes + more if _is(vote, position) and self._of(vote, group)], weight)

    def _of(self, vote: Vote, group: str | None) -> bool:
        return group is None or group == "entitled" or vote.member in self.electorate["groups"][group]

    def _worth(self, votes: list[Vote], weight: str) -> Fraction:
        if weight == "members":
            return sum((vote.votes for vote in votes), Fraction(0))
        weights = self.electorate["weights"][weight]
        return sum((vote.votes * Fraction(weights[vote.member]) for vote in votes if vote.member), Fraction(0))

    def base(self, name: str, weight: str) -> Fraction:
        """What the whole comes to, of which a share is a share."""
        if name == "voting":
            return self.held(["for", "against"], weight=weight)
        if name == "cast":
            return self.held(self.rule.get("cast", ["for", "against"]), weight=weight)
        everybody = self.world[""]
        among: list[Vote] = {
            "members": everybody,
            "entitled": self._with_suspended(self.votes),
            "participants": [vote for vote in self.votes if vote.position != "not_participating"],
            "present": [vote for vote in self.votes if vote.position not in GONE],
        }[name]
        return self._worth(among, weight)

    def _with_suspended(self, votes: list[Vote]) -> list[Vote]:
        if (self.rule.get("electorate") or {}).get("base") != "members":
            return votes
        suspended = [vote for vote in self.world[""] if vote.member in self.electorate.get("suspended", ())]
        return votes + [vote for vote in suspended if vote not in votes]

    def met(self, test: Plain, lifted: bool = False) -> bool | None:
        """Whether the test is met; with `lifted`, what only a veto keeps from being met is."""
        for several in ("all", "any", "some"):
            if several in test and "in" in test:  # those inside are asked there too, unless they say where themselves
                return self.met({several: [{"in": test["in"]} | each for each in test[several]], "at_least": test.get("at_least")}, lifted)
        if "all" in test:
            return _all([self.met(each, lifted) for each in test["all"]])
        if "any" in test:
            return _not(_all([_not(self.met(each, lifted)) for each in test["any"]]))
        if "some" in test:
            answers = [self.met(each, lifted) for each in test["some"]]
            enough = Fraction(test["at_least"])
            surely, perhaps = answers.count(True), answers.count(True) + answers.count(None)
            return True if surely >= enough else None if perhaps >= enough else False
        if lifted and test.get("veto"):
            return True
        if "in" not in test:
            return self._simply_met(test)
        if test["in"] not in self.world:
            return None  # that electorate's votes are not there
        other = self.electorate["others"][test["in"]]
        rule = {"electorate": {"without": []}, "cast": self.rule.get("cast", ["for", "against"])}
        return Count(rule, other, {"": self.world[test["in"]]})._simply_met(test)

    def _fewest(self, test: Plain) -> bool:
        """Of those who take part no more than the fewest of them who come to a share of the weight of those who take part."""
        there = [vote for vote in self.votes if vote.member and vote.position != "not_participating"]
        weights = self.electorate["weights"][test["fewest"]]
        sign, share = test["for"].split()
        part = (Fraction(share[:-1]) / 100 if share.endswith("%") else Fraction(share)) * self._worth(there, test["fewest"])
        out = [vote for vote in self.world[""] if vote.votes and vote.position == "not_participating"]
        away = sum((vote.votes for vote in self.votes if vote not in there and _is(vote, test["count"])), Fraction(0))
        holders = self.held(test["count"]) - away
        if "at_most" in test and not any(self._entitled(vote._replace(position="absent")) for vote in out):
            return holders <= int(Fraction(test["at_most"]))
        fewest = len(there)
        for some in range(1, len(there) + 1):
            most = sum(sorted((Fraction(weights[vote.member]) for vote in there), reverse=True)[:some])
            if most >= part if sign == ">=" else most > part:
                fewest = some
                break
        return holders <= fewest

    def _simply_met(self, test: Plain) -> bool:
        if "fewest" in test:
            return self._fewest(test)
        if "count" in test:
            return _within(self.held(test["count"], test.get("of")), test)
        if "weight" in test:
            return _within(self.held(test.get("is", "for"), test.get("of"), test["weight"]), test)
        if "none_of" in test:
            return not any(_is(vote, test["is"]) and vote.votes for vote in self.votes if self._of(vote, test["none_of"]))
        if "more" in test:
            weight = test.get("by", "members")
            return self.held(test["more"], weight=weight) > self.held(test["than"], weight=weight)
        if "every" in test:
            return all(_is(vote, test["is"]) for vote in self._each(test["every"]) if vote.votes)
        wanted = test.get("is", "for")
        sign, share = test["for"].split()
        part = Fraction(share[:-1]) / 100 if share.endswith("%") else Fraction(share)
        mine, whole = self.held(wanted, weight=test["share"]), self.base(test["of"], test["share"])
        # A share of nothing is not reached: where nobody votes, two thirds of those voting are not in favour.
        enough = whole > 0 and (mine >= part * whole if sign == ">=" else mine > part * whole)
        return enough and self.held(wanted) >= Fraction(test.get("at_least", 0))

    def _each(self, group: str) -> list[Vote]:
        if group == "present":
            return [vote for vote in self.votes if vote.position not in GONE]
        if group == "participants":
            return [vote for vote in self.votes if vote.position != "not_participating"]
        return [vote for vote in self.votes if self._of(vote, group)]


def _is(vote: Vote, position: str | list[str]) -> bool:
    if isinstance(position, list):
        return any(_is(vote, each) for each in position)
    return SEVERAL[position](vote.position) if position in SEVERAL else vote.position == position


def _within(number: Fraction, test: Plain) -> bool:
    limits: dict[str, Callable[[Fraction], bool]] = {
        "at_least": lambda limit: number >= limit,
        "more_than": lambda limit: number > limit,
        "at_most": lambda limit: number <= limit,
        "below": lambda limit: number < limit,
    }
    return all(keeps(Fraction(test[key])) for key, keeps in limits.items() if key in test)


def _all(answers: list[bool | None]) -> bool | None:
    return False if False in answers else None if None in answers else True


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer
