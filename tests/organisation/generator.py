"""Acts at random, over every act type, as members, registrar and depositary might hand them in one after another.

A proposal is what `prepare` is given: the act's name, its own fields (what it points at as a ref), who signs. Most of them
have effect, some are without effect, few are refused; nothing depends on the hash seed. Benchmarks and tests share it:

    generator = Generator(seed=7)
    proposal = generator.propose(standing, today="2026-03-01")
    registry.prepare(proposal.name, proposal.fields, proposal.credential)

`clock.ripen` is the registry's own act and comes by itself; `record.open` comes once and is not proposed unless asked for.
"""

import random
from collections.abc import Callable, Container, Mapping
from typing import Any, NamedTuple

from comity import day as days
from comity.acts import ACTS, ROOM_OF
from comity.acts import instruments as instrument_acts
from comity.acts import membership as membership_acts
from comity.acts.base import Act
from comity.organisation.dated import Dated
from comity.organisation.instruments import Instrument
from comity.organisation.standing import Standing
from comity.registry.folder import LIVES
from tests.organisation.generator_lives import Lives
from tests.organisation.scene import MEMBERS, REGISTRAR, enrolment, manifest, words

STATES = (*MEMBERS, "AZ", "GE", "UZ")
HOLDERS = ("serbia", "afghanistan", "iran", "mongolia")
#: How often each act is proposed, beside the others.
MIX: dict[str, int] = {name: 1 if name.startswith("membership") or ROOM_OF[name] in LIVES else 6 for name in ACTS} | {
    "instrument.sign": 24, "instrument.ratify": 12, "instrument.deposit": 24, "instrument.notify": 12, "instrument.accede": 6,
    "instrument.reserve": 8, "instrument.object": 8, "instrument.declare": 8, "instrument.circulate": 16,
    "instrument.adopt": 8, "record.remark": 8, "instrument.authorise": 12, "record.correct": 3, "clock.step": 2,
    "membership.found": 4, "membership.notify": 5, "membership.revoke": 5, "credentials.enrol": 4, "credentials.revoke": 3, "charter.amend": 1, "edition.adopt": 1, "record.open": 1,
    "instrument.lapse": 1, "instrument.denounce": 10, "instrument.revoke": 10, "credentials.disavow": 8, "clock.ripen": 1,
}  # fmt: skip
#: The same as a register at work sees them: states join and leave seldom, treaties and what becomes of them are its daily
#: business. (With `MIX`, a hundred thousand acts give each of nine states thousands of acts of membership.)
WORK: dict[str, float] = {name: n / 20 if name.startswith("membership") else n for name, n in MIX.items()}
#: Those that a record at work never sees; a test of refusals asks for them.
RARE = ("clock.ripen", "edition.adopt", "record.open")


class Proposal(NamedTuple):
    """An act to prepare: its name, its own fields, who signs."""

    name: str
    credential: str
    fields: dict[str, Any]


#: Makes an enrolment's key and proof of possession: `possess(enrolment)` gives `(enrolment, possession)`.
Possess = Callable[[dict[str, Any]], tuple[dict[str, Any], str]]


class Generator:
    """Proposes acts, the same for the same seed and the same standings."""

    def __init__(
        self,
        seed: int,
        leave_out: Container[str] = RARE,
        possess: Possess = lambda one: (one, "in a scene nobody signs"),
        history: float = 0.1,
        mix: Mapping[str, float] = MIX,
    ) -> None:
        """`history` is the share of states' acts that the registrar transcribes from sources; `mix` how often each comes."""
        self.random = random.Random(seed)
        self._names = [name for name in mix if name not in leave_out]
        self._weights = [mix[name] for name in self._names]
        self._possess = possess
        self._history = history
        self._texts = 0
        self._keys = 0
        self._lives = Lives(self.random)

    def propose(self, standing: Standing, today: str, name: str = "") -> Proposal:
        """The next act, or one of the name given."""
        for _ in range(60):
            chosen = name or self.random.choices(self._names, self._weights)[0]
            room, verb = chosen.split(".")
            if ROOM_OF[chosen] in LIVES:
                found = self._life(chosen, standing, today)
            else:
                found = getattr(self, f"_{room}")(chosen, verb, standing, today)
            if found is not None:
                return Proposal(chosen, *found)
        return self.propose(standing, today, "instrument.adopt")

    # Whose act, of which day

    def _signed(self, standing: Standing, state: str, fields: dict[str, Any], today: str) -> tuple[str, dict[str, Any]]:
        """A state's own act by its mission or by another of its keys, or the same as history by the registrar."""
        if self._keys and self.random.random() < 0.1:
            other = standing.credentials.get(f"{state}/capital/{self.random.randrange(1, self._keys + 1)}")
            if other is not None and not other.revoked:
                return other.id, fields
        credential = standing.credentials.get(f"{state}/mission/1")
        mine = credential is not None and not credential.revoked
        if mine and self.random.random() >= self._history:
            return f"{state}/mission/1", fields
        return REGISTRAR, {**fields, **self._transcribed(today)}

    def _transcribed(self, today: str) -> dict[str, Any]:
        day = days.add_days(days.Day(today), -self.random.randrange(1, 12_000))
        said = self.random.choices((day, day[:7], day[:4]), (8, 1, 1))[0]
        claim = {"claim": {"key": f"question-{self.random.randrange(9)}"}} if self.random.random() < 0.05 else {}
        confidence = self.random.choice(("high", "medium", "low"))
        return {"effective": said, "transcribed": {"confidence": confidence, "source": ["SEED"], **claim}}

    def _decided(self, fields: dict[str, Any], today: str) -> tuple[str, dict[str, Any]]:
        """What a body decided, entered by the registrar."""
        if self.random.random() < self._history:
            fields |= self._transcribed(today)
        return REGISTRAR, fields

    # Rooms

    def _life(self, name: str, standing: Standing, today: str) -> tuple[str, dict[str, Any]] | None:
        found = self._lives.fields(name, standing)
        if found is None:
            return None
        fields, state = found
        return self._signed(standing, state, fields, today) if state else self._decided(fields, today)

    def _instrument(self, name: str, verb: str, standing: Standing, today: str) -> tuple[str, dict[str, Any]] | None:
        if verb == "adopt":
            return self._adopt(standing, today)
        instrument = self._some_instrument(standing)
        if instrument is None:
            return None
        cls = ACTS[name]
        if not issubclass(cls, instrument_acts.OfState):
            return self._depositary(verb, instrument, today)
        state = self.random.choice(MEMBERS if self.random.random() > self._history else STATES)
        fields: dict[str, Any] = {"on": instrument.ref, "state": state}
        target = _TARGETS.get(verb)
        if target is not None:
            facts = [f for f in self._states_facts(instrument) if isinstance(f.act, target)]
            if not facts:
                return None
            fact = self.random.choice(facts)
            assert isinstance(fact.act, instrument_acts.OfState)
            fields["on"] = f"{instrument.ref}/{fact.entry}"
            if verb in ("withdraw", "revoke"):
                fields["state"] = state = fact.act.state
        fields |= self._said(verb, standing)
        if verb == "succeed" and self.random.random() < 0.5:
            fields["since"] = "1991-12-25"
        return self._signed(standing, state, fields, today)

    def _said(self, verb: str, standing: Standing) -> dict[str, Any]:
        """What an act says beside what it points at."""
        choose = self.random.choice
        match verb:
            case "empower":
                return {"purpose": choose(("negotiate", "adopt", "sign", "express_consent")), "whom": words("Minister", "Министр")}
            case "sign":
                return {"manner": self.random.choices(("subject_to_ratification", "definitive", "ad_referendum"), (8, 1, 1))[0]}
            case "confirm":
                return {"manner": choose(("subject_to_ratification", "definitive"))}
            case "authorise":
                return {"step": choose(("lower_house", "upper_house", "parliament", "law", "decree"))}
            case "ratify":
                return {"manner": choose(("ratification", "acceptance", "approval"))}
            case "deposit":
                return {"consent": self.random.choices(("ratification", "acceptance", "approval", "accession"), (8, 1, 1, 2))[0]}
            case "participate":
                return {"manner": choose(("participation", "simplified_procedure"))}
            case "succeed":
                return {"to": choose(("treaty", "signature"))}
            case "apply":
                return {"manner": choose(("notification", "signature", "adoption", "accession")), "until": "2030-01-01"}
            case "reserve" | "declare":
                return {"text": words("We read article 3 so", "Статью 3 мы понимаем так")}
            case "object":
                return {"text": words("We object", "Мы возражаем"), "opposes_force": choose((True, False))}
        return {}

    def _adopt(self, standing: Standing, today: str) -> tuple[str, dict[str, Any]]:
        self._texts += 1
        name = f"pact-{self._texts}"
        choose = self.random.choice
        signatories = sorted(self.random.sample(MEMBERS, self.random.randrange(2, 7)))
        rule: dict[str, Any] = choose(
            (
                {"rule": "deposits", "n": self.random.randrange(1, 5), "days": choose((0, 30, 90))},
                {"rule": "all_signatories", "months": choose((0, 1, 6))},
                {"rule": "per_state", "days": choose((0, 30))}, {"rule": "signature"}, {"rule": "unknown"},
                {"rule": "on_day", "day": choose(("2003-09-18", "2031-01-01"))},
            )
        )  # fmt: skip
        fields: dict[str, Any] = {
            "instrument": name, "kind": choose(("treaty", "protocol", "agreement")), "title": words(f"Pact {self._texts}"),
            "signatories": signatories, "force": rule,
        }  # fmt: skip
        old = self._some_instrument(standing)
        if old is not None:
            match self.random.randrange(8):
                case 0:
                    fields["amends"] = [{"instrument": old.id, "articles": ["4"]}]
                case 1:
                    fields["extends"] = {"instrument": old.id, "from": "1999-04-20"}
                case 2:
                    fields["force"] = {"rule": "with", "instrument": old.id}
        extra: dict[str, Any] = {
            "depositary": {"state": "RU"}, "reservations": {"rule": choose(("prohibited", "permitted"))}, "term": "2029-04-20",
            "denunciation": {"months": choose((0, 6, 12))}, "provisional": "permitted",
        }  # fmt: skip
        fields |= {key: value for key, value in extra.items() if self.random.random() < 0.3}
        return self._decided(fields, today)

    def _depositary(self, verb: str, instrument: Instrument, today: str) -> tuple[str, dict[str, Any]]:
        """An act of the depositary or a report."""
        fields: dict[str, Any] = {"on": instrument.ref}
        match verb:
            case "circulate":
                fields["text"] = words("The depositary informs", "Депозитарий сообщает")
                facts = self._states_facts(instrument)
                if facts and self.random.random() < 0.7:
                    fields["about"] = [f"{instrument.ref}/{self.random.choice(facts).entry}"]
            case "rectify":
                fields |= {"found": words("thirty"), "reads": words("sixty"), "lang": "ru", "proposed": "1992-05-15"}
            case "register":
                fields |= {"where": words("Secretariat of the United Nations"), "number": "32307"}
            case "lapse":
                fields |= {"ground": words("its term"), "states": self.random.choice(([], ["KZ"]))}
            case "enter_into_force":
                fields["states"] = self.random.choice(([], ["KZ", "TJ"]))
        fields = {key: value for key, value in fields.items() if value != []}
        credential, fields = self._decided(fields, today)
        if credential == REGISTRAR and "transcribed" not in fields and instrument.depositary_state == "RU" and "about" in fields:
            return "RU/mission/1", fields
        return credential, fields

    def _membership(self, name: str, verb: str, standing: Standing, today: str) -> tuple[str, dict[str, Any]] | None:
        decided = {"decided": {"body": "csc", "day": "2002-05-14"}}
        if verb in ("associate", "dissociate"):
            who = {"holder": self.random.choice(HOLDERS), "status": self.random.choice(("observer", "partner"))}
            title = {"title": words("Observer", "Наблюдатель")} if verb == "associate" else {}
            return self._decided({**who, **decided, **title}, today)
        state = self.random.choice(STATES)
        fields: dict[str, Any] = {"state": state}
        cls = ACTS[name]
        if verb == "revoke":
            facts = [f for f in standing.member(state).facts if isinstance(f.act, membership_acts.Notify)]
            if not facts:
                return None
            fields["on"] = f"member/{state}/{self.random.choice(facts).entry}"
        if hasattr(cls, "decided") and verb != "return":
            fields |= decided
        if hasattr(cls, "ground"):
            fields["ground"] = words("Charter, article 19", "Статья 19 Устава")
        if verb == "suspend" and self.random.random() < 0.5:
            fields["until"] = self.random.choice(("2027-01-01", "2031-01-01"))
        if verb == "declare":
            stances = ("freezes", "resumes", "requests_suspension", "absent", "other")
            fields |= {"stance": self.random.choice(stances), "text": words("We say so", "Мы так говорим")}
        if verb in ("apply", "notify", "revoke", "declare"):
            return self._signed(standing, state, fields, today)
        return self._decided(fields, today)

    def _credentials(self, name: str, verb: str, standing: Standing, today: str) -> tuple[str, dict[str, Any]] | None:
        state = self.random.choice(MEMBERS)
        own = f"{state}/mission/1"
        match verb:
            case "enrol":
                self._keys += 1
                may = self.random.choice((["instruments"], ["membership"], ["instruments", "membership"]))
                new, possession = self._possess(enrolment(f"{state}/capital/{self._keys}", *may))
                return own, {"enrolment": new, "possession": possession}
            case "revoke":
                if not self._keys:
                    return None
                number = self.random.randrange(1, self._keys + 1)
                keys = ((s, standing.credentials.get(f"{s}/capital/{number}")) for s in MEMBERS)
                holder = next((s for s, key in keys if key is not None and not key.revoked), "")
                if not holder:
                    return None
                named = f"credential/{holder}/capital/{number}"
                return f"{holder}/mission/1", {"credential": named, "reason": words("lost", "утерян"), "since": 2}
        facts = list(standing.member(state).facts)
        instrument = self._some_instrument(standing)
        kept = [(f"member/{state}/{f.entry}", f) for f in facts if f.act.by.member]
        if instrument is not None:
            kept += [(f"{instrument.ref}/{f.entry}", f) for f in instrument.party(state).facts if f.act.by.member]
        doubtful = [ref for ref, f in kept if "/capital/" in f.signer]
        if verb == "disavow":
            doubtful = [ref for ref, f in kept if (key := standing.credentials.get(f.signer)) is not None and key.revoked]
        refs = doubtful or [ref for ref, _ in kept]
        if not refs:
            return None
        reason = {"reason": words("not ours", "не наш")} if verb == "disavow" else {}
        return own, {"on": self.random.choice(refs), **reason}

    def _record(self, name: str, verb: str, standing: Standing, today: str) -> tuple[str, dict[str, Any]] | None:
        if verb == "open":
            return "registry/acts/1", {
                "clock": {"kind": "system"}, "edition": 1, "generation": 1, "organisation": "other", "policy": {},
                "manifest": manifest(), "keys": {"acts": "a", "log": "l", "receipts": "r"}, "enrolled": [],
            }  # fmt: skip
        if verb == "remark":
            said = {"about": [f"member/{self.random.choice(STATES)}"], "said_by": words("Press service", "Пресс-служба")}
            return REGISTRAR, {**said, "text": words("It was said", "Было сказано"), **self._transcribed(today)}
        instrument = self._some_instrument(standing)
        if instrument is None:
            return None
        facts = [f for f in self._states_facts(instrument) if f.sources]
        if not facts:
            return None
        values = {"effective": "2001-07-02", "confidence": "medium", "void": self.random.choice(("yes", "no"))}
        field = self.random.choice(list(values))
        ref = f"{instrument.ref}/{self.random.choice(facts).entry}"
        return REGISTRAR, {"on": ref, "field": field, "value": values[field], "reason": words("a slip", "опечатка")}

    def _charter(self, name: str, verb: str, standing: Standing, today: str) -> tuple[str, dict[str, Any]]:
        return REGISTRAR, {"ground": words("Protocol", "Протокол"), "manifest": manifest()}

    def _edition(self, name: str, verb: str, standing: Standing, today: str) -> tuple[str, dict[str, Any]]:
        return REGISTRAR, {"edition": self.random.choice((1, 2))}

    def _clock(self, name: str, verb: str, standing: Standing, today: str) -> tuple[str, dict[str, Any]] | None:
        if verb == "ripen":
            return "registry/acts/1", {"kind": "withdrawal", "subject": "member/UZ", "instant": "2012-12-19T00:00:00Z"}
        if not standing.opened.simulated:
            return None
        now = max(standing.opened.now, standing.last)
        return REGISTRAR, {"to": days.moment_text(now + 3600 * self.random.randrange(1, 24 * self.random.choice((2, 14, 200))))}

    # What there is

    def _some_instrument(self, standing: Standing) -> Instrument | None:
        """One of the last instruments, or none."""
        for _ in range(4):
            if self._texts:
                found = standing.instrument(f"pact-{self.random.randrange(max(1, self._texts - 24), self._texts + 1)}")
                if found is not None:
                    return found
        return None

    def _states_facts(self, instrument: Instrument) -> list[Dated]:
        return [fact for state in STATES for fact in instrument.party(state).facts]


_TARGETS: dict[str, type[Act] | tuple[type[Act], ...]] = {
    "object": instrument_acts.Reserve,
    "accept_reservation": instrument_acts.Reserve,
    "withdraw": (instrument_acts.Reserve, instrument_acts.Declare, instrument_acts.Object),
    "revoke": instrument_acts.Denounce,
}
