"""What the pages of bodies share: a body's line, on what it rests in words, acts told with their basis, what is not known."""

from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from comity import day as days
from comity.acts import bodies as acts
from comity.charter.charter import words as charter_words
from comity.charter.model import NotKnown
from comity.organisation import bodies
from comity.organisation.bodies import BodyOn, Called
from comity.organisation.dated import Dated
from comity.organisation.words import ORGANISATION
from comity.portal.basis import basis_plain, basis_words, cited
from comity.portal.pages.told import Told, told
from comity.portal.reading import Reading
from comity.portal.words import Words
from comity.text import Text

COLUMNS = (
    "body", "name", "abbreviation", "kind", "there", "since", "since_known", "until", "parents", "statutory", "basis", "basis_since",
    "field", "mandate", "composition", "presided_by", "meets", "confidence", "entry",
)  # fmt: skip


class BodyLine(Struct, frozen=True, omit_defaults=True):
    """A body on the day.

    there        yes, no, or not known: whether there is one on the day
    since        from which day; `since_known` false where it is only the first day on which a source shows it; `since_entry` who says
                 so, `since_confidence` how surely
    parents      ids of the bodies whose it is, `organisation` for the organisation itself
    statutory    whether an article of an instrument that founded the organisation provides for it on the day
    basis        on what it rests, in words, since `basis_since`, at `entry`
    confidence   the lowest of those on which the line rests
    """

    body: str
    name: Text
    kind: str
    there: str
    abbreviation: Text = ()
    also: tuple[Text, ...] = ()
    since: str = ""
    since_known: bool = True
    since_entry: int = 0
    since_confidence: str = ""
    until: str = ""
    parents: tuple[str, ...] = ()
    statutory: bool = False
    basis: str = ""
    basis_since: str = ""
    competence: Text = ()
    mandate: Text = ()
    composition: Text = ()
    presided_by: Text = ()
    meets: Text = ()
    confidence: str = ""
    entry: int = 0


def every(reading: Reading) -> tuple[BodyOn, ...]:
    """Every body on the day, made once for all that ask."""
    return reading.derived("bodies-on", lambda: bodies.bodies_on(reading.standing.bodies, reading.law, reading.day))


def called(reading: Reading, name: str) -> Called:
    """What a body is called."""
    return bodies.called(reading.standing.bodies.get(f"body/{name}"), reading.law, name)


def known(reading: Reading, name: str) -> bool:
    """Whether there is a page for the body of this id."""
    return name in reading.law.bodies or f"body/{name}" in reading.standing.bodies


def line(reading: Reading, w: Words, one: BodyOn) -> BodyLine:
    """A body's line."""
    names = called(reading, one.id)
    ground, file = bodies.basis_of(one.ground), reading.law.bodies.get(one.id)
    compose = one.composition.act if one.composition else None
    mandate = one.mandate.act if one.mandate else None
    seats: Text = compose.seats if isinstance(compose, acts.Compose) else charter_words(file.composition) if file else ()
    first = next((fact for fact in (one.opened, one.ground) if fact is not None and fact.start == one.since), None)
    return BodyLine(
        body=one.id,
        name=names.name,
        kind=one.kind,
        there=one.exists.value,
        abbreviation=names.abbreviation,
        also=names.also,
        since=one.since,
        since_known=not one.attested,
        since_entry=first.entry if first else 0,
        since_confidence=first.confidence if first else "",
        until=one.until,
        parents=one.parents,
        statutory=one.statutory,
        basis=basis_plain(w, ground) if ground else provision(w, file.provision) if file and file.provision and not one.ground else "",
        basis_since=one.ground.start if one.ground else "",
        competence=mandate.competence if isinstance(mandate, acts.Mandate) else (),
        mandate=mandate.text if isinstance(mandate, acts.Mandate) else (),
        composition=seats,
        presided_by=compose.chair if isinstance(compose, acts.Compose) else (),
        meets=one.meets.act.text if one.meets and isinstance(one.meets.act, acts.Meet) else (),
        confidence=one.confidence,
        entry=one.ground.entry if one.ground else 0,
    )


def provision(w: Words, name: str) -> str:
    """A provision of the charter's files as it is cited, without markup."""
    return cited(w, name).striptags()


def grounded(w: Words, one: BodyOn) -> Markup:
    """On what a body rests, as links: by its act, else by the charter's files."""
    basis = bodies.basis_of(one.ground)
    if basis is not None:
        return basis_words(w, basis)
    file = w.reading.law.bodies.get(one.id)
    return cited(w, file.provision) if file is not None and file.provision and one.ground is None else Markup("")


def row(w: Words, one: BodyLine) -> tuple[str, ...]:
    """A body as a row of CSV."""
    return (
        one.body, w.text(one.name), w.text(one.abbreviation), one.kind, one.there, one.since, "yes" if one.since_known else "no", one.until,
        " ".join(one.parents), "yes" if one.statutory else "no", one.basis, one.basis_since, w.text(one.competence), w.text(one.mandate),
        w.text(one.composition), w.text(one.presided_by), w.text(one.meets), one.confidence, str(one.entry or ""),
    )  # fmt: skip


def told_of_day(facts: Iterable[Dated], reading: Reading) -> list[Dated]:
    """The facts that had begun by the day, certainly or possibly."""
    return [fact for fact in facts if days.first(days.Day(fact.start)) <= reading.day]


def based(reading: Reading, each: list[tuple[Told, Dated]]) -> list[tuple[Told, Dated]]:
    """Acts with what they are based on as their words, where they have no others."""
    w = Words(reading)
    return [(with_basis(w, one, fact), fact) for one, fact in each]


def with_basis(w: Words, one: Told, fact: Dated) -> Told:
    """An act as told, its basis in its words; seats, parents and names too."""
    basis = bodies.basis_of(fact)
    words = [one.text] if one.text else []
    if isinstance(fact.act, acts.Compose):
        words += [text for text in (fact.act.seats, fact.act.chair) if text]
    plain = [str(w.text(text)) for text in words]
    plain += [basis_plain(w, basis)] if basis is not None else []
    if isinstance(fact.act, acts.Attach):
        plain.append("; ".join(w("value.organisation") if parent == ORGANISATION else w.name("body", parent) for parent in fact.act.parents))
    joined = ". ".join(part[:1].upper() + part[1:].rstrip(".") for part in plain if part)
    return replace(one, text=charter_words({w.lang: joined}) if joined else ())


def not_known(reading: Reading, name: str = "") -> list[NotKnown]:
    """What no source says of one body, or of bodies and nothing else."""
    every = reading.law.not_known.values()
    if name:
        return [one for one in every if f"body/{name}" in one.about]
    return [one for one in every if all(about.startswith("body/") for about in one.about)]


def remarks_on(reading: Reading, name: str) -> list[tuple[Told, Dated]]:
    """What was said of a body, as its authors'."""
    return told(reading, reading.standing.remarks_on(f"body/{name}"))
