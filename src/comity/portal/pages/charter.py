"""Provisions: every rule that the register works by, as recorded, with its source, confidence, days and who cites it."""

from collections import Counter

from msgspec import UNSET, Struct

from comity.acts import instruments as acts
from comity.charter import Provision
from comity.day.in_force import InForce
from comity.organisation.finding import WithoutEffect
from comity.portal.pages import asked
from comity.portal.pages.standings import in_order
from comity.portal.reading import Reading
from comity.portal.render import Page, Rows, Table
from comity.portal.words import Words


class Cited(Struct, frozen=True, omit_defaults=True):
    """Who cites a provision: instruments by a clause, findings by entry, bodies, the rules on membership, objectives and principles."""

    clauses: tuple[tuple[str, str], ...] = ()
    findings: tuple[int, ...] = ()
    bodies: tuple[str, ...] = ()
    membership: bool = False
    purposes: tuple[str, ...] = ()


class Article(Struct, frozen=True, omit_defaults=True):
    """A provision as in force on the day, or the version nearest to it; `others` are its other versions."""

    id: str
    shown: Provision
    in_force: bool
    others: tuple[Provision, ...] = ()
    cited: Cited = Cited()


class Group(Struct, frozen=True):
    """The provisions of an instrument (or of a practice, of general treaty law, of a sample), by article."""

    instrument: str
    title: str
    kind: str
    recorded: bool
    articles: tuple[Article, ...]


class Provisions(Struct, frozen=True):
    """Every provision by the instrument it stands in."""

    day: str
    groups: tuple[Group, ...]

    @property
    def articles(self) -> list[Article]:
        """All of them."""
        return [one for group in self.groups for one in group.articles]


def recorded(reading: Reading, instrument: str) -> tuple[Provision, ...]:
    """Every version of every provision of an instrument, in the order of the charter."""
    return tuple(one for one in reading.law.provisions() if one.instrument == instrument)


def charter(reading: Reading) -> Page:
    """The page of provisions."""
    data = reading.derived("provisions", lambda: provisions(reading))
    w = Words(reading)
    columns = ("id", "instrument", "article", "kind", "text", "source", "confidence", "number_confidence", "from", "until", "in_force")

    def rows() -> Rows:
        return tuple(
            (
                one.id, one.instrument, one.article, one.kind, str(w.charter(one.text)), " ".join(one.source), one.confidence,
                one.number_confidence, one.in_force.start, one.in_force.until, "yes" if one.in_force.on(reading.day) else "no",
            )
            for article in data.articles
            for one in (article.shown, *article.others)
        )  # fmt: skip

    view = {"usual": {group.instrument: usual(group) for group in data.groups}, "asked": asked.on_days(reading, w, "session.question.provisions", turning_days(reading))}
    return Page("charter.html", "charter", w("charter.title"), sentence(w, data), data, Table(columns, rows), view)


def usual(group: Group) -> InForce:
    """From when most provisions of a text hold, to be said once; what holds at other times says so itself."""
    found = Counter(one.shown.in_force for one in group.articles if one.in_force and not one.shown.in_force.until)
    return max(found, key=lambda one: found[one]) if found else InForce()


def turning_days(reading: Reading) -> set[str]:
    """The days on which the texts of the organisation itself began to say something else, or said it for the first time."""
    own = [one for one in reading.law.provisions() if one.kind == "instrument"]
    return {day for one in own for day in (one.in_force.start, one.in_force.until) if day}


def provisions(reading: Reading) -> Provisions:
    """Every provision, grouped by instrument: what is in force on the day, else the version nearest to it."""
    w = Words(reading)
    versions: dict[str, dict[str, list[Provision]]] = {}
    for one in reading.law.provisions():
        versions.setdefault(one.instrument, {}).setdefault(one.id, []).append(one)
    cited = citations(reading)
    groups = []
    for instrument, found in versions.items():
        articles = tuple(_article(reading, name, each, cited.get(name, Cited())) for name, each in found.items())
        known = reading.standing.instrument(instrument) is not None
        groups.append(Group(instrument, w.standing_in(articles[0].shown), articles[0].shown.kind, known, articles))
    return Provisions(reading.day, tuple(sorted(groups, key=lambda one: _KINDS.index(one.kind))))


_KINDS = ("instrument", "practice", "demonstration", "treaty_law")


def _article(reading: Reading, name: str, versions: list[Provision], cited: Cited) -> Article:
    now = next((v for v in versions if v.in_force.on(reading.day)), None)
    shown = now or (versions[0] if reading.day < versions[0].in_force.start else versions[-1])
    return Article(name, shown, now is not None, tuple(v for v in versions if v is not shown), cited)


def citations(reading: Reading) -> dict[str, Cited]:
    """Who cites each provision: clauses of instruments adopted by the day, findings, bodies, rules on membership, purposes."""
    standing, law = reading.standing, reading.law
    clauses: dict[str, list[tuple[str, str]]] = {}
    for one in in_order(reading):
        for kind, provision in _clauses(one.adopt):
            clauses.setdefault(provision, []).append((one.id, kind))
    findings: dict[str, list[int]] = {}
    for entry, finding in sorted(standing.findings.items()):
        for reason in (finding.reason,) if isinstance(finding, WithoutEffect) else finding.warnings:
            findings.setdefault(reason.provision, []).append(entry)
    bodies: dict[str, list[str]] = {}
    for body in law.bodies.values():
        bodies.setdefault(body.provision, []).append(body.id)
    terms = law.membership_on(reading.day)
    membership = {terms.deciding_provision, terms.notice_provision, terms.non_participation_provision}
    purposes: dict[str, list[str]] = {}
    for purpose in (*law.objectives.values(), *law.principles.values(), *law.challenges.values()):
        for provision in purpose.provisions:
            purposes.setdefault(provision, []).append(purpose.id)
    names = {*clauses, *findings, *bodies, *membership, *purposes} - {""}
    return {
        name: Cited(
            tuple(clauses.get(name, ())), tuple(findings.get(name, ())), tuple(bodies.get(name, ())), name in membership,
            tuple(purposes.get(name, ())),
        )
        for name in names
    }  # fmt: skip


def _clauses(adopt: acts.Adopt) -> list[tuple[str, str]]:
    found = [("force", adopt.force.provision)]
    if adopt.denunciation is not UNSET:
        found.append(("denunciation", adopt.denunciation.provision))
    if adopt.reservations is not UNSET:
        found.append(("reservations", adopt.reservations.provision))
    return [(kind, provision) for kind, provision in found if provision]


def sentence(w: Words, data: Provisions) -> str:
    """How many there are, how many of them are in force on the day, how many nobody could verify."""
    articles = data.articles
    if not articles:
        return w("charter.none")
    now = [one for one in articles if one.in_force]
    low = sum(one.shown.confidence == "low" for one in now)
    said = [w("charter.count", n=len(now), day=("day", data.day), groups=len({one.shown.instrument for one in now}))]
    if low:
        said.append(w("charter.low", n=low))
    if later := len(articles) - len(now):
        said.append(w("charter.others", n=later))
    return " ".join(said)
