"""One instrument: what it is and where it stands on the day, state by state, with every act of its life."""

import re
from functools import cache
from typing import Any

from babel import Locale
from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import instruments as acts
from comity.charter import Provision
from comity.organisation import instruments
from comity.organisation.dated import Dated
from comity.organisation.instruments import Instrument
from comity.portal.faults import BadQuery, NotFound
from comity.portal.pages import asked, lives
from comity.portal.pages.charter import recorded
from comity.portal.pages.instruments import matrix
from comity.portal.pages.lines import way_to_force, years_in_force
from comity.portal.pages.standings import COLUMNS, MARKS, Line, Summary, action_of, row, summary
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words


class Relation(Struct, frozen=True):
    """Whether, and with which amendments, the treaty is in force between two states on the day (VCLT 20, 30, 40)."""

    states: tuple[str, str]
    in_force: str
    amendments: tuple[str, ...]
    reservations: tuple[tuple[int, str], ...]


class View(Struct, frozen=True, omit_defaults=True):
    """Everything about an instrument on a day: its summary with the status table, the parts of its life, every act of it."""

    summary: Summary
    coming: lives.Coming
    amendments: tuple[lives.Amendment, ...] = ()
    prolongations: tuple[lives.Prolongation, ...] = ()
    reservations: tuple[lives.Reservation, ...] = ()
    notifications: tuple[tuple[int, int], ...] = ()
    claims: tuple[lives.Claims, ...] = ()
    provisions: tuple[Provision, ...] = ()
    not_known: tuple[str, ...] = ()
    facts: tuple[lives.Fact, ...] = ()
    between: Relation | None = None


def instrument(reading: Reading, name: str) -> Page:
    """The page of one instrument."""
    found = reading.standing.instrument(name)
    if found is None:
        raise NotFound("instruments.no_such", instrument=name)
    w = Words(reading)
    adopted_later = days.first(found.adopted.start) > reading.day
    if adopted_later:
        lede = w("instrument.not_yet", day=("day", reading.day), adopted=("day", found.adopted.start))
        early = View(summary(reading, w, found), lives.Coming(found.adopt.force.rule))
        return Page("instrument.html", "instruments", w.name("instrument", name), lede, early, Table(COLUMNS, ()) if found.is_treaty else None, {"early": True})
    data = reading.derived(f"instrument-{name}", lambda: view_of(reading, w, found))
    between = relation(reading, found)
    if between is not None:
        data = View(**{**{f: getattr(data, f) for f in data.__struct_fields__}, "between": between})
    rows = tuple(row(name, one) for one in data.summary.lines)
    view = reading.derived(f"instrument-shown-{name}-{reading.today}", lambda: shown(reading, w, found, data))
    return Page("instrument.html", "instruments", w.name("instrument", name), sentence(w, found, data), data, Table(COLUMNS, rows) if found.is_treaty else None, view)


def view_of(reading: Reading, w: Words, one: Instrument) -> View:
    """Everything about it, as it stood on the day."""
    known = lives.facts(one, reading.day)
    entries = {fact.entry for fact in known}
    return View(
        summary=summary(reading, w, one),
        coming=lives.coming(reading, one),
        amendments=lives.amendments(reading, one),
        prolongations=lives.prolongations(reading, one),
        reservations=lives.reservations(reading, one),
        notifications=tuple((n, fact.entry) for n, fact in instruments.notifications(one) if fact.entry in entries),
        claims=lives.claims(known),
        provisions=recorded(reading, one.id),
        not_known=tuple(n.id for n in reading.law.not_known.values() if one.ref in n.about),
        facts=tuple(lives.fact(fact) for fact in known),
    )


def shown(reading: Reading, w: Words, one: Instrument, data: View) -> dict[str, Any]:
    """What only the template needs: facts by entry, facts by kind, pictures, the instruments beside it."""
    known = lives.facts(one, reading.day)
    by_kind: dict[str, list[Dated]] = {}
    for fact in known:
        by_kind.setdefault(fact.act.name().split(".")[1], []).append(fact)
    lines = data.summary.lines
    return {
        "early": False,
        "at": {fact.entry: fact for fact in known},
        "kinds": by_kind,
        "told": lives.told(known),
        "letters": _letters(lines),
        "marks_of": MARKS,
        "action_of": action_of,
        "anchor": anchor,
        "takes_effect": lambda notified: instruments.notice_ends(one, notified),
        "withdrawn": lambda fact: withdrawn_by(one, fact, reading.day),
        "language": language,
        "of_kind": of_kind,
        "left": lambda until: max(0, days.days_between(reading.day, until)),
        "unknown_deposits": tuple(line.state for line in lines if line.deposit == "not_known"),
        "clause": clause(w, one),
        "force_provision": reading.law.provision(one.adopt.force.provision, reading.day) or reading.law.provision(one.adopt.force.provision),
        "authentic": ", ".join(language(w.lang, lang) for lang in one.adopt.authentic),
        "beside": beside(reading, w, one, data),
        "way": way_to_force(w, one, data.coming, reading.day, reading.away) if data.summary.treaty else "",
        "since": years_in_force(w, one, data.amendments, data.prolongations, reading.day, reading.today, reading.away),
        "provisions": _versions(reading, data.provisions),
        "remarks": [f for f in reading.standing.remarks_on(one.ref) if f.counts and days.first(f.start) <= reading.day],
        "unknown": [reading.law.not_known[n] for n in data.not_known],
        "adopt": one.adopt,
        "asked": questions(reading, w, one),
    }


def questions(reading: Reading, w: Words, one: Instrument) -> list[tuple[str, str]]:
    """Which text was in force on the last day of each version, and on the first of the next."""
    amending = [other for name in one.amended_by if (other := reading.standing.instrument(name)) is not None]
    spans = [instruments.in_force(other.force, reading.today)[1] for other in amending]
    firsts = {span.start for span in spans if span is not None and len(span.start) == 10}
    return asked.on_days(reading, w, "instrument.ask", [day for first in firsts for day in (days.add_days(first, -1), first)])


def _letters(lines: tuple[Line, ...]) -> tuple[tuple[str, str], ...]:
    """Each letter that stands in the table with what it means there: one letter has several meanings elsewhere."""
    found = {(deed.letter, deed.action) for line in lines for deed in (line.signed, line.consent) if deed is not None and deed.letter}
    return tuple(sorted(found))


def _versions(reading: Reading, provisions: tuple[Provision, ...]) -> list[tuple[Provision, list[Provision]]]:
    """Each provision as in force on the day (else its latest version) with its other versions."""
    groups: dict[str, list[Provision]] = {}
    for one in provisions:
        groups.setdefault(one.id, []).append(one)
    out = []
    for versions in groups.values():
        shown = next((v for v in versions if v.in_force.on(reading.day)), versions[-1])
        out.append((shown, [v for v in versions if v is not shown]))
    return out


def anchor(article: str) -> str:
    """The address of an article on the page: `article-19`."""
    return "article-" + re.sub(r"[^A-Za-z0-9.]+", "-", article)


def withdrawn_by(one: Instrument, fact: Dated, on: str) -> str:
    """The day on which a declaration, reservation or objection was withdrawn, as far as that was by the day."""
    back = instruments.withdrawn(one, fact) if isinstance(fact.act, acts.Reserve | acts.Declare | acts.Object | acts.Communicate) else None
    return back.start if back is not None and days.first(back.start) <= on else ""


@cache
def language(lang: str, code: str) -> str:
    """What a language is called: `Russian`, `русский`."""
    return str(Locale(lang).languages.get(code, code))


def clause(w: Words, one: Instrument) -> str:
    """The clause on entry into force in words."""
    force = one.adopt.force
    said = w(
        f"clause.{force.rule}",
        n=1 if force.n is UNSET else force.n,
        day=("day", force.day) if force.day is not UNSET else "",
        instrument=("instrument", force.instrument) if force.instrument is not UNSET else "",
    )
    if force.months:
        said += w("clause.months", n=force.months)
    if force.days:
        said += w("clause.days", n=force.days)
    return said + "."


def sentence(w: Words, one: Instrument, data: View) -> str:
    """Who signed or adopted it, since when it is in force, how often it was amended, which text is authentic."""
    about, on = data.summary, w.reading.day
    said = [w.marked(_beginning(w, one, data), one.adopted.confidence)]
    match about.status:
        case "in_force" if about.treaty and about.parties:
            said.append(w("instrument.in_force", day=("day", about.since), n=about.parties))
        case "in_force":
            said.append(w("instrument.in_force_plain", day=("day", about.since)))
        case "ended":
            said.append(w("instrument.ended", day=("day", about.since), until=("day", about.until)))
        case "adopted" if data.coming.needed:
            said.append(w("instrument.not_in_force_of", on=("day", on), n=data.coming.received, of=data.coming.needed))
        case "adopted":
            said.append(w("instrument.not_in_force", on=("day", on)))
        case _:
            said.append(w("instrument.force_not_known"))
    done = sum(a.status == "in_force" for a in data.amendments)
    if done:
        said.append({1: w("instrument.amended_once"), 2: w("instrument.amended_twice")}.get(done) or w("instrument.amended", n=done))
    if pending := len(data.amendments) - done:
        said.append(w("instrument.amendments_pending", n=pending))
    if about.amends:
        said.append(w("instrument.amends", instrument=", ".join(w.name("instrument", name) for name in about.amends)))
    if about.extends:
        said.append(w("instrument.extends", instrument=("instrument", about.extends)))
    if one.adopt.authentic:
        names = ", ".join(language(w.lang, lang) for lang in one.adopt.authentic)
        said.append(w("instrument.authentic_one" if len(one.adopt.authentic) == 1 else "instrument.authentic", languages=names))
    return " ".join(said)


def _beginning(w: Words, one: Instrument, data: View) -> str:
    about = data.summary
    place = str(w.text(about.place))
    if not about.treaty:
        body = w.name("body", about.body) if about.body else ""
        code = "instrument.adopted_by" if body else "instrument.adopted"
        return w(code, day=("day", about.adopted.day), body=body, place=place)
    signed = [line.signed for line in about.lines if line.signed is not None]
    if signed and {deed.day for deed in signed} == {about.adopted.day}:
        return w("instrument.signed", n=len(signed), day=("day", about.adopted.day), place=place)
    first = w("instrument.adopted", day=("day", about.adopted.day), place=place)
    return f"{first} {w('instrument.signatures', n=len(signed))}" if signed else f"{first} {w('instrument.no_signature')}"


def beside(reading: Reading, w: Words, one: Instrument, data: View) -> Any:
    """The matrix of the instruments that it amends or prolongs, or that amend or prolong it, with itself among them."""
    adopt = one.adopt
    near = {one.id, *one.amended_by, *one.prolonged_by, *(a.instrument for a in adopt.amends)}
    if adopt.extends is not UNSET:
        near.add(adopt.extends.instrument)
    if one.id in reading.law.organisation.founding_instruments:
        near |= set(reading.law.organisation.founding_instruments)
    found = [other for name in near if (other := reading.standing.instrument(name)) is not None]
    found = [other for other in found if other.is_treaty and days.first(other.adopted.start) <= reading.day]
    if len(found) < 2:
        return None
    found.sort(key=lambda other: (other.adopted.start, other.adopted.entry))
    columns = [data.summary if other is one else summary(reading, w, other) for other in found]
    states = reading.law.in_order({line.state for column in columns for line in column.lines})
    return matrix(w, columns, tuple(states))


def relation(reading: Reading, one: Instrument) -> Relation | None:
    """The relations of the two states that the query names (`?between=AM,TJ`), or none where it names none."""
    asked = reading.asked.get("between", "")
    names = [part.strip().upper() for part in asked.split(",") if part.strip()]
    if other := reading.asked.get("and", "").strip().upper():
        names.append(other)
    if not names:
        return None
    if len(names) != 2 or names[0] == names[1] or any(name not in reading.law.states for name in names):
        raise BadQuery("instrument.between_whom", "between", text=",".join(names)[:60])
    found = instruments.relations_between(one, lives.amending(reading, one), names[0], names[1], reading.day)
    kept = tuple((r.reservation.entry, r.word) for r in found.reservations)
    return Relation((names[0], names[1]), found.in_force.value, found.amendments, kept)


def of_kind(kinds: dict[str, list[Dated]], *wanted: str) -> list[Dated]:
    """The facts of these kinds, in order of days."""
    return sorted((f for kind in wanted for f in kinds.get(kind, ())), key=lambda f: (f.start, f.entry))
