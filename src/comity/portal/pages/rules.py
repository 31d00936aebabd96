"""Rules of decision: the deciding bodies of every organisation that comes with Comity, and how each decides.

Nothing here is of the record: the rules are those of the shipped folders, so that any body's rule can be looked at on any
day. What would happen if members took these or those positions is `comity.portal.pages.what_if`.
"""

from functools import cache, lru_cache

from msgspec import Struct

from comity.charter import Charter, load
from comity.charter.deciding import deciding_bodies, electorate_on, intervals, matters_of, names, readings_for
from comity.charter.load import shipped
from comity.exchange.votes import tables_of
from comity.phrases import Names
from comity.portal.citing import Cited, cited
from comity.portal.faults import BadQuery, NotFound
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words
from comity.procedure import Electorate, Rule
from comity.procedure.in_words import in_words
from comity.text import Name

COLUMNS = ("organisation", "body", "matter", "rule", "provision", "confidence", "in_force_from", "applied_from", "until", "words")


class BodyLine(Struct, frozen=True):
    """A deciding body: how many sit on the day, how many matters it decides, for how many a rule is known."""

    organisation: str
    body: str
    name: str
    members: int
    named: bool
    matters: int
    known: int


class Bodies(Struct, frozen=True):
    """Every deciding body of every organisation that comes with Comity."""

    bodies: tuple[BodyLine, ...]


class ProvisionView(Struct, frozen=True):
    """A provision or a practice on which a rule rests: how it is cited, what it says, who says so, how surely."""

    id: str
    cited: str
    says: str
    sources: tuple[Cited, ...]
    confidence: str


class VersionView(Struct, frozen=True):
    """A stretch of days in which a matter was decided in one way; `until` is not of it, empty where it goes on."""

    since: str
    until: str
    words: str
    provision: str
    confidence: str
    known: bool
    contested: bool


class Stretch(Struct, frozen=True):
    """The days over which the same members sit; `earlier` and `later` are days on which others did, empty where none are known."""

    since: str
    until: str
    earlier: str
    later: str


class RuleView(Struct, frozen=True):
    """A rule as it decides a matter on the day: what it takes in words, on what it rests, since when it is counted by."""

    matter: str
    matter_name: str
    id: str
    name: str
    words: str
    provision: str
    provision_name: str
    practice: tuple[str, ...]
    confidence: str
    in_force: tuple[str, str]
    applied: tuple[str, str]
    known: bool
    contested: bool
    counted_by: bool
    note: str
    provisions: tuple[ProvisionView, ...] = ()


@cache
def charter_of(organisation: str) -> Charter:
    """The charter of a shipped organisation, read once."""
    return load(organisation)


@cache
def names_of(organisation: str) -> Names:
    """The names of a shipped organisation's states, bodies, groups, weights, rules, provisions."""
    return names(charter_of(organisation))


@cache
def voted(organisation: str) -> frozenset[str]:
    """The bodies of a shipped organisation whose recorded votes come with it."""
    return frozenset(tables_of(organisation))


def named(organisation: str, kind: str, value: str, lang: str, case: str = "nom") -> str:
    """What something of a shipped organisation is called."""
    found = names_of(organisation)(kind, value)
    return str(found.said(lang, case)) if isinstance(found, Name) else found


def find(organisation: str, body: str) -> Charter:
    """The charter of a shipped organisation that has this deciding body; raises `NotFound`."""
    if organisation not in shipped():
        raise NotFound("rules.no_organisation", organisation=organisation, known=", ".join(shipped()))
    charter = charter_of(organisation)
    if body not in deciding_bodies(charter):
        raise NotFound("rules.no_body", body=body, known=", ".join(deciding_bodies(charter)))
    return charter


def matter_asked(reading: Reading, matters: tuple[str, ...]) -> str:
    """The kind of question of an address, the first where it names none; raises `BadQuery` for one that the body does not decide."""
    matter = reading.asked.get("matter", matters[0] if matters else "")
    if matters and matter not in matters:
        raise BadQuery("rules.no_matter", "matter", matter=matter[:60], known=", ".join(matters))
    return matter


def rule_views(reading: Reading, w: Words, organisation: str, body: str) -> tuple[RuleView, ...]:
    """The rules of a body on the day, by matter; a matter without a rule says so."""
    charter = charter_of(organisation)
    out: list[RuleView] = []
    for matter in matters_of(charter, body) or ("",):
        found = readings_for(charter, body, matter, reading.day)
        title = named(organisation, "matter", f"{body}/{matter}", reading.lang) if matter else w("rules.any_matter")
        if not found:
            out.append(RuleView(matter, title, "", w("rules.none_on_day"), "", "", "", (), "", ("", ""), ("", ""), False, False, True, ""))
        for i, rule in enumerate(found):
            out.append(_view(reading, w, organisation, rule, (matter, title), contested=len(found) > 1, counted_by=i == 0))
    return tuple(out)


def _view(
    reading: Reading, w: Words, organisation: str, rule: Rule, matter: tuple[str, str], contested: bool, counted_by: bool
) -> RuleView:
    lang = reading.lang
    return RuleView(
        matter=matter[0], matter_name=matter[1], id=rule.id,
        name=named(organisation, "rule", f"{rule.body}/{rule.id}", lang),
        words=in_words(rule, lang, names_of(organisation)),
        provision=rule.provision, provision_name=named(organisation, "provision", rule.provision, lang) if rule.provision else "",
        practice=tuple(dict.fromkeys(named(organisation, "provision", one, lang) for one in rule.practice)),
        confidence=rule.confidence, in_force=(rule.in_force.start, rule.in_force.until),
        applied=(rule.applied.start, rule.applied.until), known=_known(rule),
        contested=contested, counted_by=counted_by, note=str(w.charter(rule.note)) if rule.note else "",
        provisions=tuple(_provision(w, organisation, one) for one in (rule.provision, *rule.practice) if one),
    )  # fmt: skip


def _known(rule: Rule) -> bool:
    """Whether anybody has said what it takes."""
    return rule.adopted_when != "not_known"


def _provision(w: Words, organisation: str, id: str) -> ProvisionView:
    charter = charter_of(organisation)
    found = charter.provision(id)
    name = named(organisation, "provision", id, w.lang)
    if found is None:
        return ProvisionView(id, name, "", (), "")
    sources = tuple(cited(charter.sources[one], w.lang) for one in found.source if one in charter.sources)
    return ProvisionView(id, name, str(w.charter(found.text)), sources, found.confidence)


def rules(reading: Reading) -> Page:
    """Every deciding body of every organisation that comes with Comity."""
    w = Words(reading)
    lines = []
    for organisation in shipped():
        charter = charter_of(organisation)
        for body in deciding_bodies(charter):
            seats = electorate_on(charter, body, reading.day).members
            matters = matters_of(charter, body) or ("",)
            known = sum(any(_known(rule) for rule in readings_for(charter, body, matter, reading.day)) for matter in matters)
            lines.append(
                BodyLine(
                    organisation, body, named(organisation, "body", body, reading.lang), len(seats),
                    not any(seat.startswith("seat-") for seat in seats), len(matters), known,
                )
            )  # fmt: skip
    data = Bodies(tuple(lines))
    by: dict[str, list[BodyLine]] = {}
    for line in lines:
        by.setdefault(line.organisation, []).append(line)
    groups = [(one, named(one, "organisation", "full", reading.lang), found) for one, found in by.items()]
    lede = w("rules.lede", n=len(lines), organisations=len(groups), known=sum(line.known for line in lines), of=sum(line.matters for line in lines))
    return Page("rules.html", "rules", w("rules.title"), lede, data, Table(COLUMNS, lambda: rows_of(reading, w, lines)), {"groups": groups})


def rows_of(reading: Reading, w: Words, lines: list[BodyLine]) -> tuple[tuple[str, ...], ...]:
    """Every rule of these bodies, a row each."""
    return tuple(
        (one.organisation, one.body, v.matter, v.id, v.provision, v.confidence, v.in_force[0], v.applied[0], v.in_force[1], v.words)
        for one in lines
        for v in rule_views(reading, w, one.organisation, one.body)
    )


@lru_cache(maxsize=512)
def versions(organisation: str, body: str, matter: str, lang: str) -> tuple[VersionView, ...]:
    """How a matter was decided through time, the earliest first; stretches before any rule are left out."""
    charter = charter_of(organisation)
    found: list[tuple[str, tuple[Rule, ...]]] = []
    for day in intervals(charter, body):
        readings = readings_for(charter, body, matter, day)
        if (found and found[-1][1] != readings) or (readings and not found):
            found.append((day, readings))
    ends = [*(day for day, _ in found[1:]), ""]
    return tuple(_version(organisation, day, until, readings, lang) for (day, readings), until in zip(found, ends, strict=True))


def _version(organisation: str, day: str, until: str, readings: tuple[Rule, ...], lang: str) -> VersionView:
    if not readings:
        return VersionView(day, until, "", "", "", False, False)
    rule = readings[0]
    provision = named(organisation, "provision", rule.provision, lang) if rule.provision else ""
    words = in_words(rule, lang, names_of(organisation))
    return VersionView(day, until, words, provision, rule.confidence, _known(rule), len(readings) > 1)


@lru_cache(maxsize=512)
def seated(organisation: str, body: str, day: str) -> Stretch:
    """Since when, and until when, the members are those of the day."""
    charter = charter_of(organisation)
    days = intervals(charter, body)
    now = electorate_on(charter, body, day).known
    others = [one for one in days if electorate_on(charter, body, one).known != now]
    before, after = [one for one in others if one <= day], [one for one in others if one > day]
    since = next((one for one in days if one <= day and one > (before[-1] if before else "")), "")
    return Stretch(since, after[0] if after else "", before[-1] if before else "", after[0] if after else "")


def in_order(organisation: str, electorate: Electorate) -> tuple[str, ...]:
    """Members by group, as the body has its groups, and in each in the protocol order of the organisation's states; seats
    without names by their number.
    """
    place = {state: i for i, state in enumerate(charter_of(organisation).states)}
    group = {member: i for i, of in reversed(list(enumerate(electorate.groups.values()))) for member in of}
    order = {member: i for i, member in enumerate(electorate.members)}
    return tuple(sorted(order, key=lambda member: (group.get(member, len(group)), place.get(member, len(place)), order[member])))


def around(reading: Reading, organisation: str, body: str) -> dict[str, object]:
    """What the templates of every page of a body need: whose it is, and its kinds of question."""
    matters = matters_of(charter_of(organisation), body)
    return {
        "organisation_name": named(organisation, "organisation", "full", reading.lang),
        "matters": [(one, named(organisation, "matter", f"{body}/{one}", reading.lang)) for one in matters],
    }
