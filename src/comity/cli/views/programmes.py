"""Programmes on a day: asked for, approved, planned and reported, every reading of the end."""

from msgspec import UNSET

from comity.acts import programmes as acts
from comity.cli.frame import wrong
from comity.cli.layout import out, prose, table
from comity.cli.reading import Reading
from comity.cli.views.common import View, cell, confidence, day, envelope, fact, grounds, head
from comity.cli.views.members import words_of
from comity.cli.words import tongue
from comity.organisation import programmes
from comity.organisation.dated import Dated
from comity.organisation.lives import Life
from comity.organisation.programmes import Stage


def view(reading: Reading, on: str, name: str) -> View:
    """`programmes`: each programme, or the one of this id, with its stages, its parts and the readings of its end."""
    every = sorted(reading.standing.programmes.values(), key=lambda life: life.number)
    if name and name not in (life.id for life in every):
        raise wrong("cli.programmes.unknown", name=name[:60])
    unknown = [n for n in reading.standing.law.not_known.values() if any(about.startswith(f"programme/{name}") for about in n.about)]
    return {
        **envelope(reading, on),
        "programmes": [_row(reading, life, on) for life in every if name in ("", life.id)],
        "not_known": [{"id": n.id, "text": dict(n.text)} for n in unknown],
    }


def _row(reading: Reading, life: Life, on: str) -> View:
    found = programmes.programme_on(life, on)
    prolonged = programmes.may_be_prolonged(life, on)
    return {
        "programme": life.id,
        "title": _title(life, on),
        "status": found.word,
        "confidence": found.weakest,
        "asked": [fact(one) for one in found.asked],
        "approved": fact(found.approved) if found.approved else None,
        "begins": programmes.start_of(found.begins),
        "ends": [{**fact(end.fact), "ends": end.first, "ends_latest": end.last, "text": words_of(getattr(end.fact.act, "text", ()))} for end in found.ends],
        "prolongation": {**fact(prolonged), "text": words_of(prolonged.act.text)} if prolonged and isinstance(prolonged.act, acts.Term) else None,
        "stages": [_stage(stage) for stage in programmes.stages_on(life, on)],
        "parts": [_part(one) for one in programmes.parts_on(life, on)],
        "reports": [{**fact(one), **_report(one)} for one in programmes.reports_on(life, on)],
    }


def _title(life: Life, on: str) -> dict[str, str]:
    titles = [f.act.title for f in life.facts if isinstance(f.act, (acts.Mandate, acts.Approve)) and f.act.title and f.counts]
    return words_of(titles[-1]) if titles else {"en": life.id}


def _stage(stage: Stage) -> View:
    return {
        **fact(stage.plan),
        "stage": stage.number,
        "status": stage.word,
        "text": words_of(getattr(stage.plan.act, "text", ())),
        "start": stage.start,
        "start_latest": stage.start_latest,
        "until": stage.until,
        "until_latest": stage.until_latest,
        "reported": [one.start for one in stage.reports],
        "claims": [{**fact(one), "text": words_of(getattr(one.act, "text", ()))} for one in stage.others],
    }


def _part(one: Dated) -> View:
    assert isinstance(one.act, acts.Assign)
    return {**fact(one), "role": one.act.role, "state": one.act.state or "", "body": one.act.body or ""}


def _report(one: Dated) -> View:
    assert isinstance(one.act, acts.Report)
    stage = {} if one.act.stage is UNSET else {"stage": one.act.stage}
    return {"progress": one.act.progress, "text": words_of(one.act.text), "said_by": words_of(one.act.said_by), **stage}


def tell(reading: Reading, view: View) -> None:
    """The programmes in words."""
    head(reading, view)
    if not view["programmes"]:
        prose(tongue("programmes.none"))
    for one in view["programmes"]:
        _tell(reading, one)
    for unknown in view["not_known"]:
        out()
        prose(f"{tongue('cli.not_known_head')} {unknown['text'].get(tongue.lang, unknown['text']['en'])}")


def _tell(reading: Reading, one: View) -> None:
    prose(_word(one["title"]))
    prose(f"{tongue('programme.word.' + one['status'])}{_sure(one['confidence'])}", 2)
    for asked in one["asked"]:
        prose(f"{tongue('programmes.asked')}: {day(asked['day'])} {grounds(asked)}", 2)
    if one["approved"]:
        prose(f"{tongue('programmes.approved')}: {day(one['approved']['day'])} {grounds(one['approved'])}", 2)
    if one["begins"]:
        prose(f"{tongue('programmes.begins')}: {day(one['begins'])}", 2)
    for end in one["ends"]:
        words = f": {_word(end['text'])}" if end["text"] else ""
        code = "programme.end_label" if end["ends"] == end["ends_latest"] else "programme.between"
        span = tongue(code, day=("day", end["ends"]), first=("day", end["ends"]), last=("day", end["ends_latest"]))
        prose(f"{tongue('programmes.ends')}: {span}{words} {grounds(end)}", 2)
    if one["prolongation"]:
        prose(f"{_word(one['prolongation']['text'])} {grounds(one['prolongation'])}", 2)
    if one["stages"]:
        out()
        heads = [tongue(f"programme.{c}") for c in ("stage_head", "content", "planned", "reported", "state")]
        out(table(heads, [_stage_row(stage) for stage in one["stages"]]))
    for stage in one["stages"]:
        for claim in stage["claims"]:
            prose(f"{tongue('programme.stage_question', stage=stage['stage'])}: {_word(claim['text'])} {grounds(claim)}", 2)
    if one["parts"]:
        out()
        for part in one["parts"]:
            who = reading.said("state", part["state"]) if part["state"] else reading.said("body", part["body"])
            prose(f"{tongue('programme.role.' + part['role'])}: {who} {grounds(part)}", 2)
    out()


def _stage_row(stage: View) -> list[str]:
    start = " / ".join(dict.fromkeys(cell(d) for d in (stage["start"], stage["start_latest"]) if d))
    until = " / ".join(dict.fromkeys(cell(d) for d in (stage["until"], stage["until_latest"]) if d))
    planned = tongue("cli.members.span", since=start, until=until) if start else ""
    state = tongue("programme.stage." + stage["status"]) + _sure(stage["confidence"])
    reported = "\n".join(cell(d) for d in stage["reported"]) or tongue(f"programme.actual.{'none' if stage['status'] == 'not_reported' else 'to_come'}")
    return [str(stage["stage"]), _word(stage["text"]), planned, reported, state]


def _sure(level: str) -> str:
    words = confidence(level)
    return f" ({words})" if words else ""


def _word(words: dict[str, str]) -> str:
    return words.get(tongue.lang) or next(iter(words.values()), "")
