"""The oracle itself, held to cases that were reckoned by hand: it may be wrong, but not in the engine's silent way."""

from typing import Any

import pytest
import yaml

from comity.charter import yaml_lines
from tests.procedure.oracle import TallyTooLarge, outcome

#: A body of fifteen with five permanent members, P1 to P5; the matter concerns P1, where a rule asks.
FIFTEEN: dict[str, Any] = {
    "members": [*(f"P{n}" for n in range(1, 6)), *(f"E{n}" for n in range(1, 11))],
    "groups": {"permanent": [f"P{n}" for n in range(1, 6)], "elected": [f"E{n}" for n in range(1, 11)]},
    "concerned": ["P1"],
}
#: A body of six, as the CSTO is; weights as those of the EEC of 1958 (four, four, four, two, two, one).
SIX: dict[str, Any] = {
    "members": ["DE", "FR", "IT", "BE", "NL", "LU"],
    "groups": {"large": ["DE", "FR", "IT"]},
    "weights": {"votes": {"DE": 4, "FR": 4, "IT": 4, "BE": 2, "NL": 2, "LU": 1}},
    "concerned": ["IT"],
    "others": {"cantons": {"members": [], "unnamed": 22}, "towns": {"members": ["UR", "ZH", "BE"]}},
}
NAMELESS: dict[str, Any] = {"members": [], "unnamed": 193}
BODIES = {"fifteen": FIFTEEN, "six": SIX, "LU suspended": SIX | {"suspended": ["LU"]}, "193": NAMELESS}

RULES: dict[str, dict[str, Any]] = yaml_lines.read(b"""
substantive: {adopted_when: {all: [{count: for, at_least: 9}, {none_of: permanent, is: against, veto: true}]}}
proviso: {electorate: {without: [concerned]}, adopted_when: {all: [{count: for, at_least: 9}, {none_of: permanent, is: against, veto: true}]}}
procedural: {adopted_when: {count: for, at_least: 9}}
drafted-veto: {chosen_by: {question: substantive, yes: procedural, no: substantive}}
consensus: {adopted_when: {none_of: entitled, is: object}}
unanimity: {adopted_when: {every: entitled, is: for}}
those-present: {adopted_when: {every: present, is: [for, abstain]}}
participants: {adopted_when: {every: participants, is: for}}
limited: {electorate: {without: [not_participating]}, adopted_when: {every: entitled, is: for}}
limited-or-all: {stages: [{rule: limited, unless: {count: object_to_procedure, at_least: 1}}, {rule: consensus}]}
two-thirds: {adopted_when: {share: members, of: voting, for: ">= 2/3"}}
simple: {adopted_when: {share: members, of: voting, for: "> 1/2"}}
quorum: {quorum: {to_open: {count: present_at_all, at_least: 65}, to_decide: {count: present_at_all, at_least: 97}}, adopted_when: {more: for, than: against}}
votes-cast: {cast: [for, against, abstain], quorum: {cast: {count: [for, against, abstain], at_least: 3}}, adopted_when: {share: members, of: cast, for: "> 50%"}}
two-thirds-of-members: {adopted_when: {share: members, of: members, for: ">= 2/3"}}
everybody: {electorate: {without: []}, adopted_when: {none_of: entitled, is: object}}
of-entitled: {electorate: {without: [suspended]}, adopted_when: {share: members, of: entitled, for: ">= 2/3"}}
of-all-of-them: {electorate: {without: [suspended], base: members}, adopted_when: {share: members, of: entitled, for: ">= 2/3"}}
of-members: {electorate: {without: [suspended]}, adopted_when: {share: members, of: members, for: ">= 2/3"}}
large-only: {electorate: {only: large}, adopted_when: {share: members, of: entitled, for: "> 1/2"}}
without-its-own: {electorate: {without: [concerned]}, adopted_when: {none_of: entitled, is: object}}
eec: {adopted_when: {weight: votes, at_least: 12}}
eec-more: {adopted_when: {more: for, than: against, by: votes}}
eec-share: {adopted_when: {all: [{share: members, of: members, for: ">= 55%", at_least: 4}, {any: [{share: votes, of: members, for: ">= 72.5%"}, {count: not_for, below: 3}]}]}}
large-two: {adopted_when: {count: for, of: large, at_least: 2}}
two-of-three: {adopted_when: {some: [{count: for, at_least: 3}, {none_of: large, is: against}, {weight: votes, more_than: 7}], at_least: 2}}
few-opponents: {adopted_when: {count: not_for, at_most: 3}}
unread: {adopted_when: not_known}
more: {adopted_when: {more: for, than: against}}
chair-decides: {tie: casting_vote, adopted_when: {more: for, than: against}}
chair-cannot: {tie: casting_vote, adopted_when: {share: members, of: voting, for: ">= 2/3"}}
silent: {silence: {hours: 72, broken_by: [object, amend], on_breaking: not_adopted, adopts: at_the_hour}}
silent-then-vote: {stages: [{rule: silent}, {rule: simple}]}
deferral: {stages: [{rule: consensus}, {rule: two-thirds, after: {hours: 24}}]}
chairs-way: {stages: [{rule: unanimity}, {rule: two-thirds, when: [no_quorum]}]}
important: {chosen_by: {question: simple, yes: two-thirds, no: simple}}
swiss: {adopted_when: {all: [{more: for, than: against}, {more: for, than: against, in: cantons}]}}
town-and-country: {adopted_when: {all: [{count: for, at_least: 1}, {share: members, of: entitled, for: ">= 2/3", in: towns}]}}
certain-anyway: {adopted_when: {any: [{none_of: large, is: against}, {count: against, of: large, at_least: 1}]}}
""")[0]

ALL_SIX = "DE: for, FR: for, IT: for, BE: for, NL: for"

CASES = [
    # Security Council: enough votes and one permanent "no" is a veto, too few is none; an abstention stops nothing.
    ("substantive", "fifteen", "positions: {P1: against, P2: for, P3: for, P4: for, P5: for, E1: for, E2: for, E3: for, E4: for, E5: for}", "vetoed"),
    ("substantive", "fifteen", "positions: {P1: against, E1: for, E2: for, E3: for}", "not_adopted"),
    ("substantive", "fifteen", "positions: {E1: for, E2: for, E3: for, E4: for, E5: for, E6: for, E7: for, E8: for, E9: for, P1: abstain}", "adopted"),
    ("proviso", "fifteen", "positions: {P1: against, E1: for, E2: for, E3: for, E4: for, E5: for, E6: for, E7: for, E8: for, E9: for}", "adopted"),
    ("proviso", "fifteen", "positions: {P1: for, E1: for, E2: for, E3: for, E4: for, E5: for, E6: for, E7: for, E8: for}", "not_adopted"),
    ("procedural", "fifteen", "positions: {P1: against, E1: for, E2: for, E3: for, E4: for, E5: for, E6: for, E7: for, E8: for, E9: for}", "adopted"),
    # The preliminary question is itself open to the veto.
    ("drafted-veto", "fifteen", "{positions: {P1: against, E1: for, E2: for, E3: for, E4: for, E5: for, E6: for, E7: for, E8: for, E9: for}, question: {positions: {E1: for, E2: for, E3: for, E4: for, E5: for, E6: for, E7: for, E8: for, E9: for}}}", "adopted"),
    ("drafted-veto", "fifteen", "{positions: {P1: against, E1: for, E2: for, E3: for, E4: for, E5: for, E6: for, E7: for, E8: for, E9: for}, question: {positions: {P1: against, E1: for, E2: for, E3: for, E4: for, E5: for, E6: for, E7: for, E8: for, E9: for}}}", "vetoed"),
    ("drafted-veto", "fifteen", "positions: {P1: against}", "not_ripe"),
    # A body of six.
    ("consensus", "six", f"positions: {{{ALL_SIX}, LU: against}}", "adopted"),
    ("consensus", "six", f"positions: {{{ALL_SIX}, LU: object}}", "not_adopted"),
    ("consensus", "six", "positions: {}", "adopted"),
    ("consensus", "six", "{}", "not_computable"),
    ("unanimity", "six", f"positions: {{{ALL_SIX}}}", "not_adopted"),
    ("unanimity", "six", f"positions: {{{ALL_SIX}, LU: for}}", "adopted"),
    ("those-present", "six", "positions: {DE: for, FR: abstain}", "adopted"),
    ("those-present", "six", "positions: {DE: for, FR: present}", "not_adopted"),
    ("participants", "six", f"positions: {{{ALL_SIX}, LU: not_participating}}", "adopted"),
    ("participants", "six", f"positions: {{{ALL_SIX}, LU: absent}}", "not_adopted"),
    ("limited-or-all", "six", "positions: {DE: for, FR: for, IT: for, BE: for, NL: not_participating, LU: not_participating}", "adopted"),
    ("limited-or-all", "six", "positions: {DE: for, FR: for, IT: for, BE: for, NL: not_participating, LU: object_to_procedure}", "not_ripe"),
    ("limited-or-all", "six", "positions: {DE: for, FR: for, IT: for, BE: abstain, NL: not_participating, LU: not_participating}", "adopted"),
    ("limited-or-all", "six", "positions: {DE: for, FR: for, IT: for, BE: object, NL: not_participating, LU: not_participating}", "not_adopted"),
    # Bases.
    ("two-thirds", "193", "tally: {for: 32, against: 15, abstain: 7}", "adopted"),
    ("two-thirds", "193", "tally: {for: 31, against: 16}", "not_adopted"),
    ("simple", "193", "tally: {for: 47, against: 47, abstain: 20}", "not_adopted"),
    ("simple", "193", "tally: {for: 1, abstain: 96}", "adopted"),
    ("two-thirds-of-members", "193", "tally: {for: 128}", "not_adopted"),
    ("two-thirds-of-members", "193", "tally: {for: 129, against: 64}", "adopted"),
    ("quorum", "193", "tally: {for: 90, against: 1, abstain: 5}", "no_quorum"),
    ("quorum", "193", "tally: {for: 90, against: 1, abstain: 5, present: 1}", "adopted"),
    ("quorum", "193", "tally: {for: 1, against: 96}", "not_adopted"),
    ("votes-cast", "six", "positions: {DE: for, FR: for, IT: abstain, BE: against}", "not_adopted"),
    ("votes-cast", "six", "positions: {DE: for, FR: for, IT: abstain}", "adopted"),
    ("votes-cast", "six", "positions: {DE: for, FR: for, IT: present}", "no_quorum"),
    ("of-entitled", "LU suspended", "positions: {DE: for, FR: for, IT: for, LU: for}", "not_adopted"),
    ("of-entitled", "LU suspended", "positions: {DE: for, FR: for, IT: for, BE: for}", "adopted"),
    ("of-entitled", "LU suspended", "tally: {for: 4, against: 1}", "adopted"),
    ("of-all-of-them", "LU suspended", "positions: {DE: for, FR: for, IT: for, BE: for}", "adopted"),
    ("of-members", "LU suspended", "positions: {DE: for, FR: for, IT: for, LU: for}", "not_adopted"),
    ("large-only", "six", "positions: {DE: for, FR: for, BE: against, NL: against, LU: against}", "adopted"),
    ("large-only", "six", "positions: {DE: for, BE: for, NL: for, LU: for}", "not_adopted"),
    ("without-its-own", "six", "positions: {IT: object}", "adopted"),
    ("without-its-own", "six", "positions: {DE: object}", "not_adopted"),
    ("consensus", "LU suspended", "positions: {LU: object}", "adopted"),
    ("everybody", "LU suspended", "positions: {LU: object}", "not_adopted"),
    # Weights.
    ("eec", "six", "positions: {DE: for, FR: for, BE: for, LU: for}", "not_adopted"),
    ("eec", "six", "positions: {DE: for, FR: for, BE: for, NL: for}", "adopted"),
    ("eec-more", "six", "positions: {DE: for, BE: against, LU: against}", "adopted"),
    ("eec-more", "six", "positions: {DE: for, BE: against, NL: against}", "not_adopted"),
    ("eec-share", "six", "positions: {DE: for, FR: for, BE: for, LU: for}", "adopted"),
    ("eec-share", "six", "positions: {DE: for, BE: for, NL: for}", "not_adopted"),
    ("eec-share", "six", "tally: {for: 3, against: 3}", "not_adopted"),
    ("large-two", "six", "positions: {DE: for, BE: for, NL: for, LU: for}", "not_adopted"),
    ("two-of-three", "six", "positions: {DE: for, FR: for, LU: against}", "adopted"),
    ("two-of-three", "six", "positions: {BE: for, NL: for, LU: for, DE: against}", "not_adopted"),
    ("few-opponents", "six", "positions: {DE: for, FR: for, LU: for}", "adopted"),
    ("few-opponents", "six", "positions: {DE: for, FR: for, LU: abstain}", "not_adopted"),
    # What a tally can decide, and what it cannot.
    ("substantive", "fifteen", "tally: {for: 11, abstain: 4}", "adopted"),
    ("substantive", "fifteen", "tally: {for: 11, against: 4}", "not_computable"),
    ("substantive", "fifteen", "tally: {for: 5, against: 10}", "not_adopted"),
    ("substantive", "fifteen", "tally: {for: 4, against: 11}", "not_adopted"),
    ("eec", "six", "tally: {for: 2, against: 4}", "not_adopted"),
    ("eec", "six", "tally: {for: 4, against: 2}", "not_computable"),
    ("eec", "six", "tally: {for: 5, against: 1}", "adopted"),
    ("eec", "six", "tally: {for: 6}", "adopted"),
    ("large-two", "six", "tally: {for: 5, against: 1}", "adopted"),
    ("certain-anyway", "six", "tally: {for: 4, against: 2}", "adopted"),
    ("unread", "six", f"positions: {{{ALL_SIX}, LU: for}}", "not_computable"),
    ("consensus", "six", "tally: {for: 5, object: 1}", "not_adopted"),
    ("without-its-own", "six", "tally: {for: 4, object: 1}", "not_adopted"),
    # Ties.
    ("more", "six", "positions: {DE: for, FR: against}", "not_adopted"),
    ("chair-decides", "six", "{positions: {DE: for, FR: against}, presiding: DE}", "adopted"),
    ("chair-decides", "six", "{positions: {DE: for, FR: against}, presiding: FR}", "not_adopted"),
    ("chair-decides", "six", "{positions: {DE: for, FR: against}, presiding: IT}", "not_adopted"),
    ("chair-decides", "six", "positions: {DE: for, FR: against}", "not_adopted"),
    ("chair-decides", "six", "{tally: {for: 3, against: 3}, presiding: DE}", "not_computable"),
    ("chair-decides", "six", "{tally: {for: 3, against: 2}, presiding: DE}", "adopted"),
    ("chair-cannot", "six", "{positions: {DE: for, FR: for, IT: against, BE: against}, presiding: DE}", "not_adopted"),
    # Silence and stages.
    ("silent", "six", "hours: 72", "adopted"),
    ("silent", "six", '{hours: "143/2"}', "not_ripe"),
    ("silent", "six", "{hours: 71, positions: {DE: object}}", "not_adopted"),
    ("silent", "six", "{hours: 72, positions: {DE: amend}}", "not_adopted"),
    ("silent", "six", "{hours: 80, positions: {DE: object}, late: [DE]}", "adopted"),
    ("silent", "six", "{hours: 80, positions: {DE: object, FR: amend}, late: [DE]}", "not_adopted"),
    ("silent-then-vote", "six", "{hours: 5, positions: {DE: object, FR: for}}", "adopted"),
    ("silent-then-vote", "six", "{hours: 5, positions: {FR: for}}", "not_ripe"),
    ("deferral", "six", "{hours: 3, positions: {DE: for, FR: for, IT: object}}", "not_ripe"),
    ("deferral", "six", "{hours: 24, positions: {DE: for, FR: for, IT: object}}", "adopted"),
    ("deferral", "six", "{hours: 3, positions: {DE: for, FR: for, IT: against}}", "adopted"),
    ("deferral", "six", "{positions: {DE: for, FR: for, IT: object}}", "not_ripe"),
    ("deferral", "six", "{hours: 24, stage: two-thirds, positions: {DE: for, FR: against}}", "not_adopted"),
    ("deferral", "six", "{hours: 3, stage: two-thirds, positions: {DE: for}}", "not_ripe"),
    ("limited-or-all", "six", "{stage: consensus, positions: {DE: for, LU: object_to_procedure}}", "adopted"),
    ("two-thirds", "193", "tally: {abstain: 100}", "not_adopted"),
    ("chairs-way", "six", "positions: {DE: for}", "not_adopted"),
    ("important", "193", "{tally: {for: 76, against: 35, abstain: 17}, question: {tally: {for: 55, against: 59, abstain: 15}}}", "adopted"),
    ("important", "193", "{tally: {for: 60, against: 35, abstain: 17}, question: {tally: {for: 59, against: 55, abstain: 15}}}", "not_adopted"),
    # Two electorates, half votes.
    ("swiss", "six", "{positions: {DE: for}, others: {cantons: {tally: {for: 11, against: 11}}}}", "not_adopted"),
    ("swiss", "six", '{positions: {DE: for}, others: {cantons: {tally: {for: "23/2", against: "21/2"}}}}', "adopted"),
    ("town-and-country", "six", "{positions: {DE: for}, others: {towns: {positions: {UR: for, ZH: for, BE: against}}}}", "adopted"),
    ("town-and-country", "six", "{positions: {DE: for}, others: {towns: {positions: {UR: for, ZH: against}}}}", "not_adopted"),
    ("swiss", "six", "positions: {DE: for}", "not_computable"),
    ("swiss", "six", "positions: {DE: against}", "not_adopted"),
    ("large-two", "six", 'tally: {for: "11/2", against: "1/2"}', "adopted"),
    ("large-two", "six", 'tally: {for: "7/2", against: "5/2"}', "not_computable"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "body", "ballot", "expected"), CASES)
def test_the_oracle_says_what_was_reckoned_by_hand(rule: str, body: str, ballot: str, expected: str) -> None:
    assert outcome(RULES[rule], BODIES[body], yaml.safe_load(ballot), RULES) == expected


def test_every_rule_of_the_table_has_a_case() -> None:
    inside = {"limited"}  # a stage of another
    assert {rule for rule, *_ in CASES} | inside == set(RULES)


def test_a_tally_larger_than_the_body_has_no_outcome() -> None:
    with pytest.raises(TallyTooLarge):
        outcome(RULES["simple"], SIX, {"tally": {"for": 4, "against": 3}})
