"""The chairmanship: who presides on a day and why, who is next, the rules that chose the chair, every turn, concepts."""

from collections.abc import Iterable

from markupsafe import Markup
from msgspec import UNSET, Struct

from comity import day as days
from comity.acts import chairmanship as acts
from comity.acts.base import Basis
from comity.charter.model import Chairing, NotKnown
from comity.day import Truth
from comity.organisation import chairmanship as room
from comity.organisation import membership
from comity.organisation.chairmanship import Concept, Next, Presiding, Turn
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, once, said
from comity.organisation.words import ORGANISATION
from comity.portal.markup import fill
from comity.portal.pages import priorities
from comity.portal.pages.members import tense_of
from comity.portal.pages.told import Claims, contested, told
from comity.portal.pictures.chairmanship import Band, Bar, chair_band
from comity.portal.reading import Reading
from comity.portal.render import Page, Rows, Table
from comity.portal.words import Words

COLUMNS = (
    "state", "name", "from", "to", "to_latest", "regime", "in_place_of", "contested", "preferred", "confidence", "source", "entry",
)  # fmt: skip


class Line(Struct, frozen=True, omit_defaults=True, rename={"start": "from"}):
    """A turn in the chair, by one claim.

    to         the last day of a term that was set, else the day on which it was handed over; `to_latest` where claims differ
    contested  the question that it is one answer to; `preferred` whether it is the preferred one
    """

    state: str
    name: str
    start: str
    regime: str
    confidence: str
    entry: int
    to: str = ""
    to_latest: str = ""
    in_place_of: str = ""
    contested: str = ""
    preferred: bool = False
    source: tuple[str, ...] = ()


class Coming(Struct, frozen=True, omit_defaults=True):
    """Who is next, as it stood on the day: `ground`, and the steps of the derivation; `came` and `came_on` what came of it."""

    ground: str
    state: str = ""
    start: str = ""
    after: str = ""
    order: tuple[str, ...] = ()
    came: str = ""
    came_on: str = ""


class RuleLine(Struct, frozen=True, omit_defaults=True):
    """A rule by which the chairmanship falls to a state, and its days."""

    id: str
    regime: str
    term: str
    confidence: str
    since: str = ""
    until: str = ""
    provision: str = ""
    source: tuple[str, ...] = ()
    over: tuple[str, ...] = ()


class ConceptLine(Struct, frozen=True, omit_defaults=True):
    """A concept of a chairmanship: for which time, with which priorities, by whom approved at home."""

    state: str
    title: str
    start: str
    confidence: str
    entry: int
    until: str = ""
    priorities: tuple[str, ...] = ()
    approved_by: str = ""
    approved: str = ""
    closing_report: bool = False


class ChairmanshipView(Struct, frozen=True):
    """The chairmanship on a day.

    truth     yes: the first of `presides` does; no: there was none yet; not known: claims differ, or no term is recorded
    presides  the turns that answer the question; `turns` every turn of the record, latest first
    """

    day: str
    truth: str
    presides: tuple[Line, ...]
    next: Coming
    rules: tuple[RuleLine, ...]
    turns: tuple[Line, ...]
    concepts: tuple[ConceptLine, ...]
    contested: tuple[Claims, ...]
    not_known: tuple[str, ...] = ()


def life_of(reading: Reading) -> Life | None:
    """The chairmanship of the organisation."""
    return reading.standing.chairmanship.get(f"chairmanship/{ORGANISATION}")


def presiding(reading: Reading, day: str = "") -> Presiding:
    """Who presides on the day of the reading, or on another."""
    day = day or reading.day
    return reading.derived(f"presiding-{day}", lambda: room.who_presides_on(life_of(reading), reading.law, day))


def coming(reading: Reading) -> Next:
    """Who is next, as it stood on the day."""
    members = membership.members_on(reading.standing.members, reading.day)
    return room.who_is_next(life_of(reading), reading.law, members, reading.day, presiding(reading))


@once
def every_turn(life: Life | None) -> tuple[tuple[Turn, str], ...]:
    """Every turn by every claim, in order of time, each once; with the latest day to which any claim has it last."""
    found: dict[int, Turn] = {}
    ends: dict[int, list[str]] = {}
    for way in room.ways(life):
        for turn in way.turns:
            found.setdefault(turn.assumed.entry, turn)
            ends.setdefault(turn.assumed.entry, []).append(turn.until)
    latest = {entry: max(untils, key=lambda d: days.last(d) if d else days.LAST) for entry, untils in ends.items()}
    in_order = sorted(found.values(), key=lambda t: (days.first(t.start), t.assumed.entry))
    return tuple((turn, latest[turn.assumed.entry]) for turn in in_order)


def line(reading: Reading, w: Words, turn: Turn, until: str) -> Line:
    """A turn as a line."""
    fact, claim = turn.assumed, turn.assumed.claim
    first, last = room.last_day(turn, reading.law), room.last_day(turn, reading.law, until)
    if first and last and days.first(last) < days.first(first):
        first, last = last, first
    return Line(
        state=turn.state, name=w.state(turn.state), start=turn.start, regime=turn.act.regime, confidence=fact.confidence,
        entry=fact.entry, to=first, to_latest=last if last != first else "", in_place_of=turn.in_place_of,
        contested=claim.key if claim else "", preferred=bool(claim and claim.preferred), source=fact.sources,
    )  # fmt: skip


def rule_line(one: Chairing) -> RuleLine:
    """A rule as a line."""
    return RuleLine(
        id=one.id, regime=one.regime, term=one.term, confidence=one.confidence, since=one.in_force.start, until=one.in_force.until,
        provision=one.provision, source=one.source, over=one.over,
    )  # fmt: skip


def concept_line(w: Words, one: Concept) -> ConceptLine:
    """A concept as a line."""
    approved = one.approved[-1] if one.approved else None
    act = approved.act if approved else None
    return ConceptLine(
        state=one.state,
        title=str(w.text(one.act.title)),
        start=one.act.start,
        confidence=one.presented.confidence,
        entry=one.presented.entry,
        until=one.act.until or "",
        priorities=tuple(priority.id for priority in one.act.priorities),
        approved_by=str(w.text(act.approved_by)) if isinstance(act, acts.Approve) else "",
        approved=approved.start if approved else "",
        closing_report=any(isinstance(f.act, acts.Report) and f.act.closing for f in one.reports),
    )


def rules(reading: Reading) -> list[Chairing]:
    """The rules by which the organisation's chairmanship fell to a state, in order of time."""
    return sorted((one for one in reading.law.chairing if not one.body), key=lambda one: one.in_force.start)


def not_known(reading: Reading) -> list[NotKnown]:
    """What no source says of the chairmanship."""
    return [one for one in reading.law.not_known.values() if any(about.startswith("chairmanship/") for about in one.about)]


def chairmanship(reading: Reading) -> Page:
    """The page of the chairmanship."""
    w, life = Words(reading), life_of(reading)
    now, then = presiding(reading), coming(reading)
    every = every_turn(life)
    lines = [line(reading, w, turn, until) for turn, until in every]
    by_entry = {one.entry: one for one in lines}
    concepts = room.concepts(life, reading.day)
    open_questions = contested(reading, said_and_rival(life))
    data = ChairmanshipView(
        day=reading.day,
        truth=now.truth.value,
        presides=tuple(by_entry[turn.assumed.entry] for turn in now.answers),
        next=Coming(
            then.ground, then.state, then.start, then.after, then.order,
            then.came.state if then.came else "", then.came.start if then.came else "",
        ),
        rules=tuple(rule_line(one) for one in rules(reading)),
        turns=tuple(reversed(lines)),
        concepts=tuple(concept_line(w, one) for one in concepts),
        contested=tuple(claims for claims, _ in open_questions),
        not_known=tuple(one.id for one in not_known(reading)),
    )  # fmt: skip
    view = {
        "states": (states := reading.law.in_order({one.state for one in lines})),
        "picture": picture(reading, w, lines, states) if lines else "",
        "facts": {turn.assumed.entry: turn.assumed for turn, _ in every},
        "grounds": {turn.assumed.entry: ground(w, turn) for turn, _ in every},
        "rules": rules(reading),
        "over": over(w, now.rule),
        "concepts": [(one, priorities.of_concept(reading, w, one)) for one in concepts],
        "said": told(reading, reading.standing.remarks_on("chairmanship/organisation")),
        "yields": told(reading, said(life, acts.Yield, acts.Relinquish)),
        "open": [one for one in open_questions if not one[0].preferred],
        "closed": [one for one in open_questions if one[0].preferred],
        "asked": questions_in_words(reading, w, lines),
        "next_says": next_sentence(reading, w, then),
        "came_says": came_sentence(reading, w, then),
        "unknown": not_known(reading),
    }

    def rows() -> Rows:
        return tuple(
            (
                one.state, one.name, one.start, one.to, one.to_latest, one.regime, one.in_place_of, one.contested,
                "yes" if one.preferred else "", one.confidence, " ".join(one.source), str(one.entry),
            )
            for one in data.turns
        )  # fmt: skip

    return Page("chairmanship.html", "chairmanship", w("chair.title"), sentence(reading, w, now, then), data, Table(COLUMNS, rows), view)


def said_and_rival(life: Life | None) -> list[Dated]:
    """Every assumption of the chairmanship, rival claims among them."""
    return [fact for fact in (life.facts if life else ()) if isinstance(fact.act, acts.Assume)]


def ground(w: Words, turn: Turn) -> Markup:
    """By what it fell to this state, in a cell: the rule or whose turn it was, the decision, and what the source says of it."""
    given = turn.act.basis
    decided = given.decided if isinstance(given, Basis) else UNSET
    words = w("chair.in_place", state=("state", turn.in_place_of)) if turn.in_place_of else w(f"chair.regime.{turn.act.regime}")
    if decided is not UNSET:
        words = w("chair.decided", day=("day", decided.day))
    more = w.html(given.words) if isinstance(given, Basis) and given.words else Markup()
    return fill("{}<br><small>{}</small>", words, more) if more else Markup.escape(words)


def over(w: Words, rule: Chairing | None) -> str:
    """Over which bodies the state in the chair presides, in a sentence; empty where no rule says so."""
    if rule is None or not rule.over:
        return ""
    return w("chair.over", bodies=w.all_of(rule.over, "body"))


# The point in a sentence


def sentence(reading: Reading, w: Words, now: Presiding, then: Next) -> str:
    """Who presides on the day and why, who is next; where that is contested or not known, that."""
    day = ("day", reading.day)
    life = life_of(reading)
    if life is None or not room.turns(life):
        return w("chair.none_at", entry=reading.at) if reading.at else w("chair.none")
    if now.truth is Truth.NO:
        return w("chair.before", day=day, first=("day", room.turns(life)[0].start))
    if not now.answers:
        ended = max((turn.until for turn in room.turns(life) if turn.until and turn.until <= reading.day), default="")
        return w("chair.after_last", day=day, last=("day", days.add_days(ended, -1) if len(ended) == 10 else ended))
    if now.truth is Truth.NOT_KNOWN:
        names = w.all_of(turn.state for turn in now.answers)
        low = all(turn.assumed.confidence == "low" for turn in now.answers)
        return w.marked(w(f"chair.contested_{'today' if not reading.away else 'on'}", day=day, names=names, n=len(now.answers)), "low" if low else "")
    turn = now.answers[0]
    tense = {"has": "now", "had": "on", "will": "will"}[tense_of(reading)]
    parts = [w(f"chair.{tense}", day=day, state=("state", turn.state))]
    if now.handed_over is not None:
        parts.append(w("chair.handed", state=("state", turn.state), other=("state", now.handed_over.state)))
    parts.append(w.marked(why(w, turn), turn.assumed.confidence))
    parts += [w("chair.other_claim", state=("state", one.state)) for one in now.answers[1:]]
    if turn.act.until is not UNSET:
        parts.append(w("chair.until", day=("day", turn.act.until)))
    return " ".join([*parts, next_sentence(reading, w, then)])


def why(w: Words, turn: Turn) -> str:
    """On what ground a state took over, in a sentence."""
    start = ("day", turn.start)
    if turn.in_place_of:
        return w("chair.why.in_place", start=start, other=("state", turn.in_place_of))
    decided = turn.act.basis.decided if isinstance(turn.act.basis, Basis) else UNSET
    if turn.act.regime == "decision" and decided is not UNSET:
        return w("chair.why.decided", start=start, body=("body", decided.body), decided=("day", decided.day))
    return w(f"chair.why.{turn.act.regime}", start=start)


def next_sentence(reading: Reading, w: Words, then: Next) -> str:
    """Who is next, as it stood on the day: decided, or only to be expected, and why."""
    if then.ground == "decided":
        assert then.decided is not None
        return w("chair.next.decided", state=("state", then.state), start=("day", then.start))
    if then.ground in ("expected", "turn_kept"):
        code = f"chair.next.{then.ground}{'_from' if then.start else ''}"
        return w(code, state=("state", then.state), after=("state", then.after), start=("day", then.start))
    return w(f"chair.next.{then.ground}")


def came_sentence(reading: Reading, w: Words, then: Next) -> str:
    """What the record tells today of what came next."""
    if then.came is None or days.first(then.came.start) > reading.today:
        return ""
    return w("chair.came", state=("state", then.came.state), start=("day", then.came.start))


def questions_in_words(reading: Reading, w: Words, lines: list[Line]) -> list[tuple[str, str]]:
    """Questions as somebody asks them, each with its address: who presided when that is contested, in another's place, today."""
    asked: dict[str, str] = {}
    for one in lines:
        if one.in_place_of:
            asked[f"instead of {one.entry}"] = days.add_days(days.last(one.start), 17)
        elif one.contested and not settled(one, lines):
            asked[one.contested] = days.add_days(days.last(one.start), 4)  # of the claims the last to begin
    out = [(w("chair.ask.on", day=("day", day)), f"/{reading.lang}/chairmanship{reading.with_query(on=day)}") for day in asked.values()]
    if reading.away:
        out.append((w("chair.ask.today"), f"/{reading.lang}/chairmanship{reading.with_query(on='')}"))
    return [*out, (w("chair.ask.next"), "#next")]


# The picture


def picture(reading: Reading, w: Words, lines: list[Line], states: list[str]) -> Markup:
    """Every turn as a bar in the row of its state, above it the rules by which the chair was chosen."""
    bars = [bar for one in lines if not one.contested or one.preferred or not settled(one, lines) for bar in bars_of(reading, one, lines)]
    bands = tuple(Band(one.regime, days.first(one.in_force.start) if one.in_force.start else bars[0].start, one.in_force.until) for one in rules(reading))
    return chair_band(reading, w, states, bars, bands)


def bars_of(reading: Reading, one: Line, lines: Iterable[Line]) -> list[Bar]:
    """A turn as a bar; where claims end it on different days, what lies between them is contested."""
    start = days.first(one.start)
    until = days.first(one.to) if one.to else max(reading.today, start)
    kind = "contested" if one.contested and not one.preferred else "low" if one.confidence == "low" else "held"
    bars = [Bar(one.state, kind, start, until, one.in_place_of)]
    if one.to_latest and kind != "contested" and not any(other.preferred and days.first(other.start) == until for other in lines):
        bars.append(Bar(one.state, "contested", until, days.first(one.to_latest)))
    return bars


def settled(one: Line, lines: Iterable[Line]) -> bool:
    """Whether of the question that a turn answers one claim is preferred."""
    return any(other.preferred for other in lines if other.contested == one.contested)


__all__ = ["ChairmanshipView", "chairmanship", "coming", "life_of", "presiding"]
