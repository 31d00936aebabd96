"""Contributions: the scale on the day, what was assessed and paid, what each side states, what may follow and by whom.

The register finds nobody to be in arrears: who says so, says it as theirs; and what may follow from arrears follows, where the
charter says so, by a body's decision alone.
"""

from fractions import Fraction
from typing import Any, NamedTuple

from markupsafe import Markup
from msgspec import Struct

from comity.acts import budget as acts
from comity.acts.base import Basis
from comity.charter.model import Arrears, NotKnown
from comity.day import Truth
from comity.organisation import budget as room
from comity.organisation.budget import ScaleOn, Year
from comity.organisation.dated import Dated
from comity.portal.basis import basis_words
from comity.portal.pages.told import Told, told
from comity.portal.pictures.budget import shares as drawn
from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words
from comity.text import In, Text

COLUMNS = ("state", "name", "percent", "year", "assessed", "currency", "paid_in_full", "declared", "stated", "entry")


class ShareView(Struct, frozen=True):
    """A state's share of the whole in per cent, exact: `12.5`."""

    state: str
    name: str
    percent: str


class YearView(Struct, frozen=True, omit_defaults=True):
    """What is recorded of a state's contribution to the budget of a year.

    paid_in_full   yes, or not known: that no payment is recorded does not say that none was made
    declared       the state's own declaration that it does not contribute, and `stated` what others state
    """

    state: str
    name: str
    year: int
    paid_in_full: str
    assessed: str = ""
    currency: str = ""
    entry: int = 0
    paid: tuple[Told, ...] = ()
    declared: tuple[Told, ...] = ()
    stated: tuple[Told, ...] = ()


class FollowView(Struct, frozen=True, omit_defaults=True):
    """What follows from arrears: by_decision (of `body`) or ipso_jure, after so many years, under which provision."""

    id: str
    effect: str
    years: int
    text: Text
    provision: str
    source: tuple[str, ...]
    confidence: str
    body: str = ""


class BudgetView(Struct, frozen=True, omit_defaults=True):
    """Contributions on a day; `holds` says whether the scale does: yes, no, or not known."""

    day: str
    holds: str
    whole: str = ""
    entry: int = 0
    shares: tuple[ShareView, ...] = ()
    contributions: tuple[YearView, ...] = ()
    may_follow: tuple[FollowView, ...] = ()
    not_known: tuple[str, ...] = ()


class Side(NamedTuple):
    """What one side states of a contribution: whose words they are, and the act."""

    whose: str
    fact: Dated


def percent(value: Fraction) -> str:
    """A per cent as a decimal fraction, exact where it is one: `10`, `12.5`."""
    text = f"{float(value):.6f}".rstrip("0").rstrip(".")
    return text or "0"


def said_percent(w: Words, value: Fraction) -> str:
    """A per cent as the language writes it: `12.5%`, `12,5 %`."""
    number = percent(value)
    return w("budget.percent", number=number.replace(".", ",") if w.lang == "ru" else number)


def money(w: Words, amount: str, currency: str) -> str:
    """A sum as the language writes it, with its currency."""
    whole, _, part = amount.partition(".")
    number = w.number(int(whole)) + ((("," if w.lang == "ru" else ".") + part) if part else "")
    code = f"currency.{currency}"
    return w(code, sum=number) if w.has(code) else f"{number} {currency}"


def not_known(reading: Reading) -> list[NotKnown]:
    """What no source says of contributions."""
    return [one for one in reading.law.not_known.values() if any(about.startswith("budget/") for about in one.about)]


def years(reading: Reading) -> list[Year]:
    """What is recorded of contributions by the day, by state in protocol order, then by year."""
    states = [ref.split("/")[1] for ref in reading.standing.budget if ref != room.SCALE]
    return [one for state in reading.law.in_order(states) for one in room.years_on(reading.standing.budget[f"budget/{state}"], reading.day)]


def budget(reading: Reading) -> Page:
    """The page of contributions."""
    w = Words(reading)
    data, view = reading.derived("budget", lambda: make(reading, w))
    return Page("budget.html", "budget", w("budget.title"), view["lede"], data, Table(COLUMNS, table(reading, w, data)), view)


def table(reading: Reading, w: Words, data: BudgetView) -> tuple[tuple[str, ...], ...]:
    """A line for each state and year of which something is recorded; a state with a share only has one without a year."""
    percents = {one.state: one.percent for one in data.shares}
    found = []
    for state in reading.law.in_order({*percents, *(one.state for one in data.contributions)}):
        start = (state, w.name("full", state), percents.get(state, ""))
        own = [one for one in data.contributions if one.state == state]
        found += [
            (*start, str(one.year), one.assessed, one.currency, one.paid_in_full, one.declared[0].day if one.declared else "", str(len(one.stated)), str(one.entry or ""))
            for one in own
        ] or [(*start, "", "", "", "", "", "", "")]
    return tuple(found)


def make(reading: Reading, w: Words) -> tuple[BudgetView, dict[str, Any]]:
    """The page's value, and what its template needs besides."""
    scale = room.scale_on(reading.standing.budget.get(room.SCALE), reading.day)
    every, follows, unknown = years(reading), reading.law.arrears_on(reading.day), not_known(reading)
    order = reading.law.in_order(scale.shares)
    data = BudgetView(
        day=reading.day,
        holds=scale.truth.value,
        whole=percent(scale.whole) if scale.fact else "",
        entry=scale.fact.entry if scale.fact else 0,
        shares=tuple(ShareView(state, w.name("full", state), percent(scale.shares[state])) for state in order),
        contributions=tuple(year_view(reading, w, one) for one in every),
        may_follow=tuple(follow_view(one) for one in follows),
        not_known=tuple(one.id for one in unknown),
    )
    doubtful = scale.truth is not Truth.YES
    bars = [(state, scale.shares[state], said_percent(w, scale.shares[state])) for state in order]
    view: dict[str, Any] = {
        "lede": sentence(reading, w, scale, every, follows),
        "scale": scale,
        "basis": basis_words(w, scale.fact.act.basis) if scale.fact and isinstance(scale.fact.act, acts.Scale) else "",
        "whole": said_percent(w, scale.whole),
        "picture": drawn(w, bars, doubtful) if bars else "",
        "bars": bars,
        "years": [(one, sides(w, one), assessed(w, one), paid(w, one)) for one in every],
        "follows": [(one, w.provision(one.provision)) for one in follows],
        "remarks": told(reading, remarks(reading)),
        "unknown": unknown,
        "money": lambda fact: money(w, fact.act.amount, fact.act.currency) if isinstance(fact.act.amount, str) else "",
    }
    return data, view


def remarks(reading: Reading) -> list[Dated]:
    """What was said of contributions in general, each once."""
    found = {fact.entry: fact for ref, facts in reading.standing.remarks.items() if ref.startswith("budget/") for fact in facts}
    return list(found.values())


def year_view(reading: Reading, w: Words, one: Year) -> YearView:
    """A year as the page's value has it."""
    due = one.assessed.act if one.assessed and isinstance(one.assessed.act, acts.Assess) else None
    return YearView(
        state=one.state,
        name=w.name("full", one.state),
        year=one.year,
        paid_in_full=room.paid_in_full(one).value,
        assessed=due.amount if due else "",
        currency=due.currency if due else "",
        entry=one.assessed.entry if one.assessed else 0,
        paid=tuple(t for t, _ in told(reading, one.paid)),
        declared=tuple(t for t, _ in told(reading, [one.refused] if one.refused else [])),
        stated=tuple(t for t, _ in told(reading, one.stated)),
    )


def follow_view(one: Arrears) -> FollowView:
    """What follows from arrears, as the page's value has it."""
    words = tuple(In(lang, text) for lang, text in sorted(one.text.items()))
    return FollowView(one.id, one.effect, one.years, words, one.provision, one.source, one.confidence, one.body)


def sides(w: Words, one: Year) -> list[Side]:
    """What each side states, the state itself first, the others in order of days."""
    own = [Side(w.state(one.state), one.refused)] if one.refused else []
    return own + [Side(w.html(fact.act.said_by), fact) for fact in one.stated if isinstance(fact.act, acts.Claim)]


def assessed(w: Words, one: Year) -> tuple[str, Markup, Dated] | None:
    """What the state is to contribute, on what basis, and the act; none where that is not recorded."""
    if one.assessed is None or not isinstance(one.assessed.act, acts.Assess):
        return None
    act = one.assessed.act
    return money(w, act.amount, act.currency), basis_words(w, act.basis) if isinstance(act.basis, Basis) else Markup(""), one.assessed


def paid(w: Words, one: Year) -> list[tuple[str, Dated]]:
    """Each payment that is recorded."""
    return [(money(w, fact.act.amount, fact.act.currency), fact) for fact in one.paid if isinstance(fact.act, acts.Pay)]


def sentence(reading: Reading, w: Words, scale: ScaleOn, every: list[Year], follows: list[Arrears]) -> str:
    """Who bears what share, of whom it is stated that it owes, and that what may follow is for a body to decide."""
    if not reading.standing.budget:
        return w("budget.none_at", entry=reading.at) if reading.at else w("budget.none")
    parts = [shares_said(reading, w, scale)]
    owing: dict[str, list[int]] = {}
    for one in every:
        if any(isinstance(fact.act, acts.Claim) and fact.act.owed for fact in one.stated):
            owing.setdefault(one.state, []).append(one.year)
    for state, of in owing.items():
        told_years = w("frame.and", first=", ".join(map(str, of[:-1])), last=str(of[-1])) if len(of) > 1 else str(of[0])
        refused = next((one.refused for one in every if one.state == state and one.refused), None)
        parts.append(w("budget.says.owed", state=("state", state), years=told_years, n=len(of)))
        if refused:
            parts.append(w("budget.says.refused", day=("day", refused.start)))
    bodies = {one.body for one in follows if one.effect == "by_decision" and one.body}
    if owing and len(bodies) == 1:
        parts.append(w("budget.says.by_decision", body=("body", bodies.pop())))
    return " ".join(parts)


def shares_said(reading: Reading, w: Words, scale: ScaleOn) -> str:
    """Who bears which share, those with the same one together, the largest first."""
    if scale.fact is None or not scale.shares or scale.truth is Truth.NO:
        return w("budget.says.no_scale", day=("day", reading.day))
    groups: dict[Fraction, list[str]] = {}
    for state in reading.law.in_order(scale.shares):
        groups.setdefault(scale.shares[state], []).append(state)
    each = [
        w("budget.says.bear_each" if len(states) > 1 else "budget.says.bears", names=w.all_of(states), percent=said_percent(w, share))
        for share, states in sorted(groups.items(), reverse=True)
    ]
    code = "budget.says.scale" if scale.truth is Truth.YES else "budget.says.scale_doubtful"
    return w(code, shares="; ".join(each), since=("day", scale.fact.start))
