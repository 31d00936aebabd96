"""A scene: the pure rules with a cast and a calendar, and no key, clock, file or network.

    scene = Scene()                                       the demonstration organisation, just opened
    scene.on("2026-03-01")                                what comes is received on that day at nine, Moscow time
    scene.enter("instrument.sign", "TJ/mission/1", on="instrument/pact", state="TJ")

It does what the registry does around `fold.step`: fills in number, previous act and commitments, and enters what has
ripened before anything received later. Every entry is kept as bytes, so that a scene can be folded again.
"""

import itertools
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

from comity import acts
from comity import day as days
from comity.acts.base import Act
from comity.canon import b64u
from comity.charter import files_of, find
from comity.organisation import dispatch
from comity.organisation.changes import Changes
from comity.organisation.finding import Finding, HasEffect, Refused, WithoutEffect
from comity.organisation.fold import Examine, Step, step
from comity.organisation.standing import Standing
from comity.registry.folder import LIVES, OWN

MEMBERS = ("AM", "BY", "KZ", "KG", "RU", "TJ")
REGISTRAR, REGISTRY = "registrar/desk/1", "registry/acts/1"
NOTHING = b64u(bytes(32))


class Entry(NamedTuple):
    """An entry as it would stand in a record: the act's bytes, its identity, its time of receipt, who signed."""

    data: bytes
    identity: str
    moment: int
    signer: str


@cache
def charter_files(organisation: str = "csto-demonstration") -> dict[str, tuple[str, bytes]]:
    """Path and bytes of each charter file by its commitment."""
    return {b64u(sha256(data).digest()): (path, data) for path, data in files_of(find(organisation))}


_MORE: dict[str, tuple[str, bytes]] = {}


def files(commit: str) -> bytes:
    """The bytes of a charter file."""
    return (charter_files().get(commit) or _MORE[commit])[1]


def manifest(*more: tuple[str, bytes]) -> list[dict[str, Any]]:
    """The manifest of the charter, with `more` files of a scene's own."""
    own = {b64u(sha256(data).digest()): (path, data) for path, data in more}
    _MORE.update(own)
    return [
        {"path": path, "part": {"commit": commit, "media": "application/yaml", "size": len(data)}}
        for commit, (path, data) in (charter_files() | own).items()
    ]


def words(en: str = "The words", ru: str = "Слова") -> list[dict[str, str]]:
    """A text in both languages."""
    return [{"lang": "en", "text": en}, {"lang": "ru", "text": ru}]


def key_of(credential: str) -> str:
    """A verifier key as it stands in an enrolment; in a scene nobody signs with it."""
    return f"csto.example/{credential}+00000000+{b64u(sha256(credential.encode()).digest())}"


def enrolment(credential: str, *may: str, **fields: Any) -> dict[str, Any]:
    """The enrolment of a credential named like `TJ/mission/1` or `registrar/desk/1`."""
    holder, function, number = credential.split("/")
    who = {"member": holder} if holder.isupper() else {"office": holder}
    return {"holder": who, "function": function, "number": int(number), "key": key_of(credential), "may": list(may), **fields}


class Scene:
    """An organisation on the stage."""

    def __init__(self, start: str = "2026-02-16T09:00:00Z", simulated: bool = True, charter: tuple[tuple[str, bytes], ...] = ()) -> None:
        """`charter` are files that come after those of the demonstration organisation."""
        self.standing = Standing()
        self.moment = days.moment(start)
        self.entries: list[Entry] = []
        self.changes: list[Changes] = []
        self._names = itertools.count()
        self.enter(
            "record.open", REGISTRY,
            by={"office": "registry"}, clock={"kind": "simulated", "start": start} if simulated else {"kind": "system"},
            edition=1, generation=1, organisation="csto-demonstration", policy={}, exercise=True, manifest=manifest(*charter),
            keys={"acts": "a", "log": "l", "receipts": "r"},
            enrolled=[
                enrolment(REGISTRY, "registry"),
                enrolment(
                    REGISTRAR, "transcribe", "credentials", "instruments", "membership", "record", "depositary", "clock", *LIVES
                ),
                *(enrolment(f"{m}/mission/1", "instruments", "membership", "credentials", *OWN) for m in MEMBERS),
            ],
            roots=[enrolment("KZ/root/1", "root")],
        )  # fmt: skip

    def on(self, day: str) -> "Scene":
        """What comes is received on that day at nine in Moscow."""
        moment = days.midnight(days.Day(day), "Europe/Moscow") + 9 * 3600
        assert moment >= self.moment, f"{day} lies before {days.moment_text(self.moment)}"
        self.moment = moment
        return self

    def fill(self, name: str, credential: str, fields: dict[str, Any]) -> Act:
        """The act with its number, previous act, head seen and commitments filled in, as `prepare` does."""
        full = dict(fields)
        signer = self.standing.credentials.get(credential)
        if signer is not None:
            holder = signer.holder
            full.setdefault("by", {"member": holder.member} if holder.member else {"office": holder.office})
            full.setdefault("n", signer.n + 1)
            if signer.prev:
                full.setdefault("prev", signer.prev)
        full.setdefault("n", 1)
        full.setdefault("seen", {"root": NOTHING, "size": self.standing.size})
        if isinstance(full.get("on"), str):
            full["on"] = self.pointing(full["on"])
        if "about" in full and name == "instrument.circulate":
            full["about"] = [self.pointing(one) if isinstance(one, str) else one for one in full["about"]]
        return acts.fill(name, full)

    def pointing(self, ref: str) -> dict[str, str]:
        """A ref with the identity of what stands there now."""
        fact = dispatch.fact_at(self.standing, ref)
        return {"ref": ref, "commit": fact.identity if fact else NOTHING}

    def offer(self, name: str, credential: str, /, **fields: Any) -> Step:
        """Enters what has ripened, then hands in an act: whatever comes of it."""
        if name != "clock.ripen" and self.standing.opening is not None:
            self.ripen()
        act = self.fill(name, credential, fields)
        data = acts.write(act)
        assert acts.read(data) == act
        one = Entry(data, b64u(sha256(data).digest()), self.moment, credential)
        done = step(self.standing, act, one.identity, one.moment, credential, files)
        if isinstance(done.finding, Refused):
            assert done.standing is self.standing
        else:
            self.standing = done.standing
            self.entries.append(one)
            self.changes.append(done.changes)
            if self.standing.opened.simulated:
                self.moment = max(self.moment, self.standing.opened.now)
        return done

    def enter(self, name: str, credential: str, /, **fields: Any) -> Finding:
        """Hands in an act that must not be refused."""
        finding = self.offer(name, credential, **fields).finding
        assert not isinstance(finding, Refused), finding
        return finding

    def effect(self, name: str, credential: str, /, **fields: Any) -> int:
        """Enters an act that must have effect; its entry number."""
        finding = self.enter(name, credential, **fields)
        assert isinstance(finding, HasEffect), finding
        return self.standing.size

    def without(self, name: str, credential: str, /, **fields: Any) -> tuple[str, str]:
        """Enters an act that must be without effect; the code and the provision."""
        finding = self.enter(name, credential, **fields)
        assert isinstance(finding, WithoutEffect), finding
        return finding.reason.code, finding.reason.provision

    def refused(self, name: str, credential: str, /, **fields: Any) -> tuple[str, str]:
        """Hands in an act that must be refused; the ground and the code."""
        finding = self.offer(name, credential, **fields).finding
        assert isinstance(finding, Refused), finding
        return finding.kind, finding.reason.code

    def ripen(self) -> None:
        """Enters every moment that has come."""
        while come := self.standing.moments.come(self.moment):
            moment = come[0]
            done = self.offer(
                "clock.ripen", REGISTRY, kind=moment.kind, subject=moment.subject, instant=days.moment_text(moment.instant)
            )
            assert isinstance(done.finding, HasEffect), done.finding

    def adopt(self, name: str = "pact", credential: str = REGISTRAR, **fields: Any) -> int:
        """Adopts a treaty between all six that enters into force on the deposit of all, unless told otherwise."""
        fields.setdefault("force", {"rule": "all_signatories"})
        fields.setdefault("signatories", sorted(MEMBERS))
        return self.effect(
            "instrument.adopt", credential, instrument=name, **{"kind": "treaty", "title": words("Pact", "Пакт"), **fields}
        )

    def of(self, state: str, verb: str, ref: str = "instrument/pact", **fields: Any) -> int:
        """A state's own act in the life of an instrument, with effect: `scene.of("TJ", "sign")`."""
        return self.effect(f"instrument.{verb}", f"{state}/mission/1", on=ref, state=state, **fields)


def history(confidence: str = "high", claim: dict[str, Any] | None = None) -> dict[str, Any]:
    """That an act is transcribed from a source."""
    return {"confidence": confidence, "source": ["SEED"], **({"claim": claim} if claim else {})}


def folded(entries: list[Entry], examine: Examine = dispatch.examine) -> Iterator[Step]:
    """Folds entries from their bytes, from the beginning; none of them may be refused."""
    standing = Standing()
    for one in entries:
        done = step(standing, acts.read(one.data), one.identity, one.moment, one.signer, files, examine)
        assert not isinstance(done.finding, Refused), done.finding
        standing = done.standing
        yield done


def last(entries: list[Entry], examine: Examine = dispatch.examine) -> Standing:
    """The standing that entries add up to."""
    standing = Standing()
    for done in folded(entries, examine):
        standing = done.standing
    return standing
