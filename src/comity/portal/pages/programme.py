"""One programme: its stages planned and reported, every reading of its end, its way, who has which part, what it answers."""

from typing import Any

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from comity.acts import concerns as concern_acts
from comity.acts import programmes as acts
from comity.acts.base import Basis
from comity.organisation import programmes as room
from comity.organisation.dated import Dated
from comity.organisation.lives import Life, said
from comity.organisation.programmes import End, Stage
from comity.portal.basis import basis_words
from comity.portal.faults import NotFound
from comity.portal.pages.programmes import STAGE_MARKS, Line, line, marks, not_known, planned, standing_of
from comity.portal.pages.told import Claims, Told, contested, told
from comity.portal.pictures.programmes import gantt
from comity.portal.reading import Reading
from comity.portal.render import Page, Rows, Table
from comity.portal.words import Words
from comity.text import Text

COLUMNS = (
    "stage", "text", "planned_from", "planned_from_latest", "planned_until", "planned_until_latest", "status", "reported_first",
    "reported_last", "confidence", "entry",
)  # fmt: skip


class StageView(Struct, frozen=True, omit_defaults=True):
    """A stage on the day: as planned, and what is reported of it.

    status    to_come, not_reported (its time has come, nothing is reported), running, late (reported as under way after its
              planned end), suspended, completed, ended
    reported  the days of the reports, in order
    """

    stage: int
    text: Text
    status: str
    confidence: str
    entry: int
    planned_from: str = ""
    planned_from_latest: str = ""
    planned_until: str = ""
    planned_until_latest: str = ""
    reported: tuple[str, ...] = ()


class EndView(Struct, frozen=True, omit_defaults=True):
    """A reading of the programme's end: its last day, and the latest where the words leave it open."""

    ends: str
    text: Text
    source: tuple[str, ...]
    confidence: str
    entry: int
    ends_latest: str = ""


class PartView(Struct, frozen=True, omit_defaults=True):
    """Who has which part: a state, or a body that assists; `uncertain` where it is not known whether the state takes part."""

    role: str
    name: str
    entry: int
    state: str = ""
    body: str = ""


class ProgrammeView(Struct, frozen=True, omit_defaults=True):
    """A programme on a day."""

    programme: str
    day: str
    line: Line
    goal: Text = ()
    abbreviation: Text = ()
    stages: tuple[StageView, ...] = ()
    ends: tuple[EndView, ...] = ()
    contested: tuple[Claims, ...] = ()
    parts: tuple[PartView, ...] = ()
    acts: tuple[Told, ...] = ()
    answers: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()


def programme(reading: Reading, name: str) -> Page:
    """The page of one programme."""
    life = reading.standing.programmes.get(f"programme/{name}")
    if life is None:
        raise NotFound("programme.unknown", name=name)
    w = Words(reading)
    data, view = reading.derived(f"programme-{name}", lambda: make(reading, w, life))

    def rows() -> Rows:
        return tuple(
            (
                str(one.stage), str(w.text(one.text)), one.planned_from, one.planned_from_latest, one.planned_until, one.planned_until_latest,
                one.status, one.reported[0] if one.reported else "", one.reported[-1] if one.reported else "", one.confidence, str(one.entry),
            )
            for one in data.stages
        )  # fmt: skip

    return Page("programme.html", "programmes", w.name("programme", name), view["lede"], data, Table(COLUMNS, rows), view)


def make(reading: Reading, w: Words, life: Life) -> tuple[ProgrammeView, dict[str, Any]]:
    """The page's value, and what its template needs besides."""
    on, stages = room.programme_on(life, reading.day), room.stages_on(life, reading.day)
    way = told(reading, way_of(reading, life))
    disputed = contested(reading, [f for f in life.facts if isinstance(f.act, acts.Plan)])
    unknown = not_known(reading, life.id)
    approved = on.approved.act if on.approved and isinstance(on.approved.act, acts.Approve) else None
    parts = room.parts_on(life, reading.day)
    answered = answers(reading, life)
    prolonged = room.may_be_prolonged(life, reading.day)
    data = ProgrammeView(
        programme=life.id,
        day=reading.day,
        line=line(reading, w, life),
        goal=approved.goal if approved else (),
        abbreviation=approved.abbreviation if approved else (),
        stages=tuple(stage_view(stage) for stage in stages),
        ends=tuple(end_view(end) for end in on.ends),
        contested=tuple(claims for claims, _ in disputed),
        parts=tuple(part_view(w, fact) for fact in parts),
        acts=tuple(one for one, _ in way),
        answers=tuple(dict.fromkeys(fact.act.concern for fact in answered if isinstance(fact.act, concern_acts.Answer))),
        not_known=tuple(one.id for one in unknown),
    )
    view: dict[str, Any] = {
        "lede": standing_of(reading, w, life),
        "picture": gantt(reading, w, stages, on.ends, room.start_of(on.begins), described(w, stages, on.ends)),
        "stages": [(stage, planned(w, stage), actual(reading, w, stage), mark(w, stage)) for stage in stages],
        "ends": on.ends,
        "prolonged": prolonged,
        "disputed": [answers_of(w, stage) for stage in stages if stage.others],
        "way": [(one, fact, rests_on(w, fact)) for one, fact in way],
        "parts": in_roles(reading, parts),
        "answered": told(reading, answered),
        "marks": marks(w),
        "unknown": unknown,
        "approved": on.approved,
        "asks": asks(reading, w, life, stages, on.ends),
    }
    return data, view


def stage_view(stage: Stage) -> StageView:
    """A stage as the page's value has it."""
    return StageView(
        stage=stage.number,
        text=stage.plan.act.text,  # type: ignore[attr-defined]
        status=stage.word,
        confidence=stage.plan.confidence,
        entry=stage.plan.entry,
        planned_from=stage.start,
        planned_from_latest=stage.start_latest if stage.start_latest != stage.start else "",
        planned_until=stage.until,
        planned_until_latest=stage.until_latest if stage.until_latest != stage.until else "",
        reported=tuple(fact.start for fact in stage.reports),
    )


def end_view(end: End) -> EndView:
    """A reading of the end as the page's value has it."""
    text = getattr(end.fact.act, "text", ())
    return EndView(end.first, text, end.fact.sources, end.fact.confidence, end.fact.entry, end.last if end.last != end.first else "")


def part_view(w: Words, fact: Dated) -> PartView:
    """A part as the page's value has it."""
    assert isinstance(fact.act, acts.Assign)
    state, body = fact.act.state or "", fact.act.body or ""
    return PartView(fact.act.role, w.state(state) if state else w.name("body", body), fact.entry, state, body)


def way_of(reading: Reading, life: Life) -> list[Dated]:
    """What led to the programme and what became of it: every act but the plan and the parts; and what was said of it."""
    own = [f for f in life.facts if not isinstance(f.act, (acts.Plan, acts.Assign))]
    # What is said of its end stands among the readings of it.
    own = [f for f in own if not (isinstance(f.act, acts.Term) and f.act.point in ("ends", "may_be_prolonged"))]
    return [*own, *reading.standing.remarks_on(life.ref)]


def rests_on(w: Words, fact: Dated) -> Markup:
    """On what an act of the way rests; nothing where it says none."""
    basis = getattr(fact.act, "basis", None)
    return basis_words(w, basis) if isinstance(basis, Basis) else Markup("")


def answers(reading: Reading, life: Life) -> list[Dated]:
    """What says by the day which challenge or objective the programme answers."""
    return [
        fact
        for concern in sorted(reading.standing.concerns.values(), key=lambda one: one.number)
        for fact in said(concern, concern_acts.Answer, on=reading.day)
        if isinstance(fact.act, concern_acts.Answer) and life.ref in fact.act.by_what
    ]


def answers_of(w: Words, stage: Stage) -> tuple[int, str, list[tuple[str, Dated]]]:
    """The competing answers to how long a stage is planned to last, each in words; which of them is preferred, if any."""
    each = [(planned(w, one), one.plan) for one in (stage, *(of_plan(stage, fact) for fact in stage.others))]
    preferred = next((words for words, fact in each if fact.claim and fact.claim.preferred), "")
    return stage.number, preferred, each


def of_plan(stage: Stage, fact: Dated) -> Stage:
    """The stage as another claim plans it."""
    act = fact.act
    assert isinstance(act, acts.Plan)
    start, until = act.start or "", act.until or ""
    return replace(stage, plan=fact, start=start, start_latest=act.start_latest or start, until=until, until_latest=act.until_latest or until)


def actual(reading: Reading, w: Words, stage: Stage) -> str:
    """What is reported of a stage, in words; that nothing is, where nothing is."""
    if not stage.reports:
        return w("programme.actual.none") if stage.word == "not_reported" else w("programme.actual.to_come")
    first, last = stage.reports[0].start, stage.reports[-1].start
    word = stage.word if stage.word != "late" else "running"
    if first == last:
        return w(f"programme.actual.{word}", day=("day", first))
    return w(f"programme.actual.{word}_since", day=("day", first), last=("day", last))


def mark(w: Words, stage: Stage) -> Markup:
    """How a stage stands, in a mark."""
    shape, tone = STAGE_MARKS[stage.word]
    return w.mark(shape, w(f"programme.stage.{stage.word}"), tone)


def described(w: Words, stages: tuple[Stage, ...], ends: tuple[End, ...]) -> str:
    """The drawing in words."""
    parts = [
        w.doubtful(w("programme.told.stage", stage=stage.number, planned=planned(w, stage), word=w(f"programme.stage.{stage.word}")), stage.plan.confidence)
        for stage in stages
    ]
    for end in ends:
        code = "programme.end_label" if end.first == end.last else "programme.end_label_between"
        parts.append(w(code, day=("day", end.first), first=("day", end.first), last=("day", end.last)))
    return "; ".join(parts)


def in_roles(reading: Reading, parts: tuple[Dated, ...]) -> list[tuple[str, list[Dated]]]:
    """The parts by role, each state in protocol order."""
    order = {state: i for i, state in enumerate(reading.law.in_order(str(f.act.state) for f in parts if isinstance(f.act, acts.Assign) and f.act.state))}
    out = []
    for role in ("coordinator", "holder", "participant", "uncertain", "assistant"):
        own = [f for f in parts if isinstance(f.act, acts.Assign) and f.act.role == role]
        if own:
            out.append((role, sorted(own, key=lambda f: order.get(str(f.act.state), 99))))  # type: ignore[attr-defined]
    return out


def asks(reading: Reading, w: Words, life: Life, stages: tuple[Stage, ...], ends: tuple[End, ...]) -> list[tuple[str, str]]:
    """Questions in words, each the address of this page on another day."""
    days = [fact.start for fact in said(life, acts.Mandate, acts.Approve)]
    days += [stage.until for stage in stages[:1] if len(stage.until) == 10]
    days += [end.last for end in ends if end.first != end.last]
    path = f"/{reading.lang}{reading.path}"
    return [(w("programme.asks", day=("day", day)), f"{path}?on={day}") for day in dict.fromkeys(days) if len(day) == 10 and day != reading.day]
