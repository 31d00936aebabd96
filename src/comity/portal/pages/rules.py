"""Rules of decision: the deciding bodies of every organisation that comes with Comity, and how each decides.

Nothing here is of the record: the rules are those of the shipped folders, so that any body's rule can be looked at on any
day. What would happen if members took these or those positions is `comity.portal.pages.what_if`.
"""

from functools import cache

from msgspec import Struct

from comity.charter import Charter, load
from comity.charter.deciding import deciding_bodies, electorate_on, intervals, matters_of, names, readings_for
from comity.charter.load import shipped
from comity.exchange.votes import tables_of
from comity.phrases import Names
from comity.portal.faults import BadQuery, NotFound
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words
from comity.procedure import Rule
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
        raise BadQuery("rules.no_matter", matter=matter[:60], known=", ".join(matters))
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
        practice=tuple(named(organisation, "provision", one, lang) for one in rule.practice),
        confidence=rule.confidence, in_force=(rule.in_force.start, rule.in_force.until),
        applied=(rule.applied.start, rule.applied.until), known=rule.adopted_when != "not_known",
        contested=contested, counted_by=counted_by, note=str(w.charter(rule.note)) if rule.note else "",
    )  # fmt: skip


def rules(reading: Reading) -> Page:
    """Every deciding body of every organisation that comes with Comity."""
    w = Words(reading)
    lines, rows = [], []
    for organisation in shipped():
        charter = charter_of(organisation)
        for body in deciding_bodies(charter):
            views = rule_views(reading, w, organisation, body)
            seats = electorate_on(charter, body, reading.day).members
            lines.append(
                BodyLine(
                    organisation, body, named(organisation, "body", body, reading.lang), len(seats),
                    not any(seat.startswith("seat-") for seat in seats), len({v.matter for v in views}),
                    len({v.matter for v in views if v.known}),
                )
            )  # fmt: skip
            rows += [
                (organisation, body, v.matter, v.id, v.provision, v.confidence, v.in_force[0], v.applied[0], v.in_force[1], v.words)
                for v in views
            ]
    data = Bodies(tuple(lines))
    by: dict[str, list[BodyLine]] = {}
    for line in lines:
        by.setdefault(line.organisation, []).append(line)
    groups = [(one, named(one, "organisation", "full", reading.lang), found) for one, found in by.items()]
    lede = w("rules.lede", n=len(lines), organisations=len(groups), known=sum(line.known for line in lines), of=sum(line.matters for line in lines))
    return Page("rules.html", "rules", w("rules.title"), lede, data, Table(COLUMNS, tuple(rows)), {"groups": groups})


def through_time(organisation: str, body: str) -> tuple[str, ...]:
    """The days on which seats, weights or rules of a body change."""
    return intervals(charter_of(organisation), body)
