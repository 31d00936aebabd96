"""Rules read aloud, in both languages; every phrase of theirs is used by a row here."""

from typing import Any

import msgspec
import pytest

from comity.phrases import load
from comity.procedure.electorate import POSITIONS, SEVERAL
from comity.procedure.in_words import in_words
from comity.procedure.rule import Rule
from comity.text import Name, name_of

NAMES = {
    ("groups", "council/permanent"): name_of({"en": "permanent members", "ru": {"nom": "постоянные члены", "gen": "постоянных членов"}}),
    ("group", "council/permanent"): name_of({"en": "permanent member", "ru": "постоянный член"}),
    ("weight", "council/population"): name_of({"en": "population", "ru": "численность населения"}),
    ("rule", "council/consensus"): name_of({"en": "consensus", "ru": "консенсус"}),
    ("rule", "council/vote"): name_of({"en": "vote", "ru": "голосование"}),
    ("electorate", "council/cantons"): name_of({"en": "the cantons", "ru": "кантоны"}),
}


def said(rule: dict[str, Any], lang: str) -> str:
    """The rule in words, no-break spaces as spaces."""
    made = msgspec.convert({"id": "rule", "body": "council", **rule}, Rule)
    return in_words(made, lang, lambda kind, name: NAMES.get((kind, name), name)).replace("\u00a0", " ")


ROWS = [
    ({"adopted_when": {"all": [{"count": "for", "at_least": 9}, {"none_of": "permanent", "is": "against", "veto": True}]}},
     "at least 9 in favour, and no permanent member votes against",
     "«за» — не менее 9, и ни один постоянный член не голосует против"),
    ({"adopted_when": {"share": "members", "of": "voting", "for": ">= 2/3"}},
     "at least two thirds of the members present and voting in favour",
     "«за» — не менее двух третей присутствующих и участвующих в голосовании членов"),
    ({"adopted_when": {"any": [
        {"all": [{"share": "members", "of": "entitled", "for": ">= 55%", "at_least": 15}, {"share": "population", "of": "entitled", "for": ">= 65%"}]},
        {"count": "not_for", "below": 4}]}},
     "one of these 2: (1) at least 55% of the members entitled in favour (being at least 15), and at least 65% of the "
     "population of the members entitled in favour; (2) fewer than 4 not in favour",
     "выполнено одно из 2 условий: (1) «за» — не менее 55 % членов, имеющих право голоса (не менее 15), и «за» — не менее 65"
     " % членов, имеющих право голоса по показателю «численность населения»; (2) не голосующие «за» — менее 4"),
    ({"adopted_when": {"count": "not_for", "fewest": "population", "for": "> 35%"}},
     "no more not in favour than the fewest participants who hold more than 35% of their population",
     "не голосующие «за» — не больше, чем наименьшее число участвующих, на которых вместе приходится более 35 % по "
     "показателю «численность населения»"),
    ({"adopted_when": {"count": "not_for", "fewest": "population", "for": "> 35%", "at_most": 3}},
     "at most 3 not in favour (where some members do not take part, no more than the fewest participants who hold more than "
     "35% of their population)",
     "не голосующие «за» — не более 3 (если участвуют не все — не больше, чем наименьшее число участвующих, на которых "
     "вместе приходится более 35 % по показателю «численность населения»)"),
    ({"adopted_when": {"none_of": "entitled", "is": "object"}},
     "nobody entitled objects",
     "никто из имеющих право голоса не возражает"),
    ({"adopted_when": {"none_of": "entitled", "is": ["object", "against", "amend"]}},
     "nobody entitled objects, votes against or proposes an amendment",
     "никто из имеющих право голоса не возражает, не голосует против и не предлагает поправку"),
    ({"adopted_when": {"every": "present", "is": ["for", "abstain"]}},
     "every member present votes in favour or abstains",
     "каждый присутствующий член голосует за или воздерживается"),
    ({"adopted_when": {"share": "members", "of": "voting", "for": "> 1/2"}, "tie": "casting_vote",
      "quorum": {"to_decide": {"share": "members", "of": "entitled", "is": "present_at_all", "for": "> 1/2"}}},
     "more than half of the members present and voting in favour, with a quorum of more than half of the members entitled "
     "present; in a tie the presiding member’s vote decides",
     "«за» — более половины присутствующих и участвующих в голосовании членов; кворум: присутствующие — более половины "
     "членов, имеющих право голоса; при равенстве голосов решает голос председателя"),
    ({"silence": {"hours": 72, "broken_by": ["object", "amend"]}},
     "silence for 72 hours, broken by an objection or a proposed amendment",
     "умолчание в течение 72 часов, которое прерывает возражение или предложение о поправке"),
    ({"stages": [{"rule": "consensus"}, {"rule": "vote", "after": {"hours": 24}}]},
     "by the rule “consensus”; then after 24 hours by the rule “vote”",
     "по правилу «консенсус»; затем по истечении 24 часов по правилу «голосование»"),
    ({"stages": [{"rule": "vote", "unless": {"count": "object_to_procedure", "at_least": 1}}, {"rule": "consensus"}]},
     "by the rule “vote”, which is not available where anybody objects to the procedure; then by the rule “consensus”",
     "по правилу «голосование», которое не применяется, если кто-либо возражает против процедуры; затем по правилу "
     "«консенсус»"),
    ({"chosen_by": {"question": "vote", "yes": "consensus", "no": "vote"}},
     "first a vote by the rule “vote”: if it is carried the rule “consensus” applies, and if not the rule “vote”",
     "сначала проводится голосование по правилу «голосование»: если решение положительное, применяется правило «консенсус», "
     "если отрицательное — правило «голосование»"),
    ({"adopted_when": "not_known"},
     "the rule is not known",
     "правило неизвестно"),
    ({"adopted_when": {"some": [{"count": "for", "at_least": 5, "of": "permanent"}, {"weight": "population", "more_than": 100}], "at_least": 1}},
     "at least 1 of these 2: (1) at least 5 permanent members in favour; (2) more than 100 by population in favour",
     "выполнено не менее 1 из 2 условий: (1) «за» — не менее 5 постоянных членов; (2) «за» — более 100 по показателю "
     "«численность населения»"),
    ({"adopted_when": {"more": "for", "than": "against", "in": "cantons"}},
     "more in favour than against (among the cantons)",
     "«за» — больше, чем «против» (кантоны)"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "en", "ru"), ROWS, ids=[row[1][:40] for row in ROWS])
def test_a_rule_read_aloud(rule: dict[str, Any], en: str, ru: str) -> None:
    assert (said(rule, "en"), said(rule, "ru")) == (en, ru)


def test_every_kind_of_piece_has_words_in_both_languages() -> None:
    every = (*POSITIONS, *SEVERAL)
    for lang in ("en", "ru"):
        for position in every:
            for group in ("entitled", "present", "participants", "permanent"):
                assert "rule-words" not in said({"adopted_when": {"none_of": group, "is": position}}, lang)
                assert "rule-words" not in said({"adopted_when": {"every": group, "is": position}}, lang)
            for bound in ("at_least", "more_than", "at_most", "below"):
                assert "rule-words" not in said({"adopted_when": {"count": position, bound: 2}}, lang)
                assert "rule-words" not in said({"adopted_when": {"count": position, bound: 2, "of": "permanent"}}, lang)
                assert "rule-words" not in said({"adopted_when": {"weight": "population", "is": position, bound: 2}}, lang)
        for base in ("members", "entitled", "present", "voting", "cast", "participants"):
            for share in ("> 1/2", ">= 2/3", ">= 3/4", ">= 3/5", "> 1/3", ">= 72.5%"):
                assert "rule-words" not in said({"adopted_when": {"share": "members", "of": base, "for": share}}, lang)
        for breaker in POSITIONS:
            assert "rule-words" not in said({"silence": {"hours": 1, "broken_by": [breaker]}}, lang)
    assert isinstance(NAMES["rule", "council/vote"], Name) and [c for c in load() if c.startswith("rule-words.")]
