"""What is drawn of the life of an instrument: which marks stand on the line, and their words."""

from collections.abc import Callable

from markupsafe import Markup

from comity import day as days
from comity.acts import instruments as acts
from comity.organisation import instruments
from comity.organisation.instruments import Instrument
from comity.organisation.instruments.life import facts_of
from comity.portal.pages.lives import Amendment, Coming, Prolongation
from comity.portal.pages.standings import action_of
from comity.portal.pictures.instruments import Mark, life_line, padded
from comity.portal.words import Words

#: Names longer than this together are said by their number.
LONGEST = 44


def _month(w: Words) -> Callable[[str], str]:
    return lambda month: w.day(month, "table")


def _label(w: Words, action: str, states: list[str]) -> str:
    """`Kazakhstan: law`; several states of the same day together, more than two by their number."""
    what = w("life.notification") if action == "notification" else w(f"standing.action.{action}")
    who = ", ".join(w.state(s) for s in states)
    if len(states) > 2 or len(who) > LONGEST:
        who = w("life.states", n=len(states))
    return f"{who}: {what}" if w.lang == "en" else f"{what}: {who}"


_DRAWN = (acts.Sign, acts.Confirm, acts.Authorise, acts.Deposit, acts.Notify, acts.Accede, acts.Succeed, acts.Participate, acts.Apply)


def entered(w: Words, one: Instrument, start: str) -> str:
    """The words of the mark of its entry into force, with what is doubtful about it."""
    level = next((fact.confidence for fact in facts_of(one) if isinstance(fact.act, acts.EnterIntoForce) and fact.counts and fact.start == start), "")
    return w.doubtful(w("life.in_force", day=w.day(start, "table")), level)


def way_to_force(w: Words, one: Instrument, coming: Coming, day: str, away: bool) -> Markup | str:
    """From the text to entry into force: signatures, domestic laws, deposits, provisional application; empty where nothing followed."""
    starts = [days.first(start) for start, _ in coming.stated] or ([days.first(coming.computed)] if coming.computed else [])
    general = one.force[0].start if one.force else ""
    end = days.first(general) if general else max(day, *starts, days.first(one.adopted.start)) if starts else day
    begin = min(days.first(f.start) for f in (one.adopted, *facts_of(one)))
    groups: dict[tuple[str, str], list[str]] = {}
    low: set[tuple[str, str]] = set()
    for fact in facts_of(one):
        if isinstance(fact.act, _DRAWN) and fact.counts and days.first(fact.start) <= end:
            groups.setdefault((fact.start, action_of(fact.act)), []).append(fact.act.state)
            if fact.confidence == "low":
                low.add((fact.start, action_of(fact.act)))
    if not groups and not general:
        return ""
    marks = []
    if not any(start == one.adopted.start and action == "signature" for start, action in groups):
        marks.append(Mark(one.adopted.start, w.doubtful(w("life.adopted", day=w.day(one.adopted.start, "table")), one.adopted.confidence), True))
    for (start, action), states in groups.items():
        signing = action == "signature" and start == min((s for s, a in groups if a == "signature"), default="")
        words = w("life.signed", n=len(states), day=w.day(start, "table")) if signing else _label(w, action, w.reading.law.in_order(states))
        marks.append(Mark(start, w.doubtful(words, "low" if (start, action) in low else ""), signing))
    if general:
        marks.append(Mark(general, entered(w, one, general), True, "force"))
    marks.sort(key=lambda m: m.day)
    scale = padded(begin, end)
    solid = (days.first(general), scale.end) if general else None
    return life_line("way", marks, scale, solid, day if away else "", _month(w), w("life.way"))


def years_in_force(
    w: Words, one: Instrument, amendments: tuple[Amendment, ...], prolongations: tuple[Prolongation, ...], day: str, today: str, away: bool
) -> Markup | str:
    """Since entry into force: amendments, prolongations, denunciations, ends; empty where nothing happened."""
    if not one.force:
        return ""
    begin = days.first(one.force[0].start)
    marks = [Mark(one.force[0].start, entered(w, one, one.force[0].start), True, "force")]
    taken: dict[str, int] = {}
    for other in amendments:
        if other.since:
            taken[other.since] = taken.get(other.since, 0) + 1
    marks += [Mark(start, w("life.amended", n=n, day=w.day(start, "table")), True) for start, n in taken.items()]
    marks += [Mark(other.adopted, w("life.amendment_adopted")) for other in amendments if other.adopted != other.since]
    for longer in prolongations:
        marks.append(Mark(longer.start, w("life.prolonged", day=w.day(longer.start, "table")), True))
        if longer.since:
            marks.append(Mark(longer.since, w("life.prolonging_in_force")))
    ends: dict[tuple[str, str], list[str]] = {}
    for party in one.parties.values():
        for span in party.force:
            if span.until and span.how_ended:
                ends.setdefault((span.until, span.how_ended), []).append(party.state)
    for (until, how), states in ends.items():
        names = ", ".join(w.state(s) for s in w.reading.law.in_order(states))
        if len(states) > 3 or len(names) > LONGEST:
            names = w("life.states", n=len(states))
        marks.append(Mark(until, w(f"life.{how}", states=names), kind="end"))
    if len(marks) < 2:
        return ""
    general = next((s.until for s in reversed(one.force) if s.until), "")
    now = instruments.in_force(one.force, today)[1]
    until = general if general and now is not None and now.until else ""
    end = max([today, day, *(days.first(m.day) for m in marks)])
    scale = padded(begin, end, 0.015, 0.03)
    marks = sorted({(m.day, m.words): m for m in marks}.values(), key=lambda m: m.day)
    running = (begin, days.first(until) if until else end)
    return life_line("since", marks, scale, running, day if away else "", _month(w), w("life.since"))
