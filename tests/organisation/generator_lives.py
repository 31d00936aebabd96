"""Fields at random for the acts whose things are lives: bodies, posts, sessions, decisions, programmes and their like.

Each act names a thing that there is, or opens a new one; things of a kind are many, as in a register at work.
"""

import random
from typing import Any

from comity.acts import ACTS
from comity.organisation.dispatch.rooms import MEMBERS_OWN
from comity.organisation.standing import Standing
from tests.organisation.scene import MEMBERS, words

BASIS = {"basis": {"instrument": "charter-2002", "article": "13"}}
DECIDED = {"basis": {"decided": {"body": "csc", "day": "2002-05-14"}}}
TEXT = {"text": words("As the source has it", "Как в источнике")}
GROUND = {"ground": words("By its terms", "По его условиям")}
#: What opens a life of each kind, by the field that names it, and with what.
OPENS: dict[str, tuple[str, dict[str, Any]]] = {
    "body": ("body.establish", {"title": words("Working group", "Рабочая группа"), "kind": "subsidiary", "parents": ["cfm"], **DECIDED}),
    "post": ("post.create", {"title": words("Office", "Должность"), **BASIS}),
    "session": ("session.hold", {"body": "csc", "kind": "regular", "place": words("Moscow", "Москва")}),
    "decision": ("decision.record", {"body": "csc", "kind": "decision", "outcome": "adopted", "title": words("On the budget", "О бюджете")}),
    "partner": ("relation.open", {"title": words("Organisation", "Организация")}),
    "concern": ("concern.define", {"kind": "term", "title": words("Term", "Понятие"), **TEXT}),
    "programme": ("programme.mandate", {**TEXT, **DECIDED}),
    "recommendation": ("assembly.recommend", {"kind": "model_law", "title": words("Model law", "Модельный закон")}),
}
#: The kind of thing by the first word of an act's name, where that is another.
KIND = {kind: kind for kind in OPENS} | {"relation": "partner"}
#: What the other acts say, beside the thing that they are about and the state that they concern.
SAYS: dict[str, dict[str, Any]] = {
    "assembly.associate": {"status": "observer", "title": words("Parliament", "Парламент")},
    "assembly.dissociate": GROUND, "assembly.follow": TEXT, "assembly.introduce": {"status": "partner", **TEXT},
    "body.attach": {"parents": ["cdm", "organisation"]}, "body.compose": {"seats": words("Ministers", "Министры")},
    "body.end": DECIDED, "body.ground": BASIS, "body.mandate": TEXT, "body.meet": TEXT,
    "budget.assess": {"year": 2026, "amount": "100.50", "currency": "RUB"},
    "budget.claim": {"year": 2026, "said_by": words("Secretariat", "Секретариат"), **TEXT},
    "budget.pay": {"year": 2026, "amount": "100.50", "currency": "RUB"}, "budget.refuse": {"year": 2026},
    "budget.scale": {"shares": [{"state": "AM", "percent": "50"}, {"state": "RU", "percent": "50"}], **DECIDED},
    "chairmanship.approve": {"concept": "concept", "approved_by": words("President", "Президент")}, "chairmanship.assume": {"regime": "rotation"},
    "chairmanship.present": {"concept": "concept", "title": words("Concept", "Концепция"), "start": "2026-01-01", "priorities": [{"id": "one", **TEXT}]},
    "chairmanship.relinquish": {}, "chairmanship.report": TEXT, "chairmanship.yield": GROUND,
    "concern.answer": {"by_what": ["body/csc"]}, "concern.prioritise": {}, "concern.assess": {"said_by": words("Secretariat", "Секретариат"), **TEXT},
    "decision.contest": TEXT, "decision.decline": {}, "decision.end": GROUND, "decision.join": {}, "decision.take_effect": GROUND,
    "decision.uphold": TEXT,
    "post.allot": {**TEXT, **DECIDED}, "post.appoint": DECIDED, "post.extend": {"until": "2028-12-31", **DECIDED}, "post.recall": DECIDED,
    "post.regulate": {"term_months": 36, "succession": "rotation", **TEXT}, "post.vacate": GROUND,
    "programme.approve": {"title": words("Programme", "Программа"), "start": "2026-01-01", "years": 5, **DECIDED},
    "programme.assign": {"role": "participant"}, "programme.contribute": TEXT,
    "programme.plan": {"stage": 1, "start": "2026-01-01", "until": "2026-12-31", **TEXT},
    "programme.report": {"progress": "running", "stage": 1, **TEXT}, "programme.term": {"point": "ends", "until": "2030-12-31", **TEXT},
    "relation.cease": GROUND, "relation.conclude": {"kind": "memorandum", "title": words("Memorandum", "Меморандум")},
    "relation.hold": {"status": "observer", "where": words("General Assembly", "Генеральная Ассамблея")}, "relation.meet": TEXT,
    "representative.accredit": {"capacity": "permanent_and_plenipotentiary"}, "representative.present": {}, "representative.recall": {},
    "session.account": TEXT, "session.attend": {"attendance": "absent"}, "session.cancel": GROUND,
    "session.invite": {"guest": words("Guest", "Гость")}, "session.preside": {},
    "session.schedule": {"body": "csc", "day": "2027-11-11", "kind": "regular"},
}  # fmt: skip


class Lives:
    """Proposes acts about things with lives, the same for the same random numbers."""

    def __init__(self, chance: random.Random) -> None:
        self.random = chance
        self.things: dict[str, int] = {}

    def fields(self, name: str, standing: Standing) -> tuple[dict[str, Any], str] | None:
        """The act's own fields, and the state that speaks for itself in it; none where there is nothing yet to speak of."""
        cls = ACTS[name]
        said = dict(SAYS.get(name, {}))
        kind = KIND.get(name.split(".")[0], "")
        if name.startswith("assembly") and "recommendation" in cls.__struct_fields__:
            kind = "recommendation"
        if kind and name in (OPENS[kind][0], "session.schedule"):
            self.things[kind] = self.things.get(kind, 0) + 1
            said |= OPENS[kind][1] if name == OPENS[kind][0] else {}
            said[kind] = f"{kind}-{self.things[kind]}"
        elif kind == "decision":
            if not self.things.get(kind):
                return None
            said["on"] = f"decision/decision-{self._some(kind)}"
        elif kind:
            if not self.things.get(kind):
                return None
            said[kind] = f"{kind}-{self._some(kind)}"
        if name.startswith("representative."):
            said["body"] = "pc"
        if "holder" in cls.__struct_fields__:
            said["holder"] = self.random.choice(("serbia", "iran"))
        state = ""
        if "state" in cls.__struct_fields__:
            said["state"] = state = self.random.choice(MEMBERS)
        return said, state if issubclass(cls, MEMBERS_OWN) else ""

    def _some(self, kind: str) -> int:
        """One of the last things of a kind."""
        return self.random.randrange(max(1, self.things[kind] - 24), self.things[kind] + 1)
