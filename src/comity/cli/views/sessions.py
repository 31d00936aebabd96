"""The sessions on a day: what was held and what is planned, who presided, who was not there; one of them with all that is told."""

from collections import Counter
from typing import Any

from comity.acts import sessions as acts
from comity.cli.frame import wrong
from comity.cli.layout import out, pairs, prose, table
from comity.cli.reading import Reading
from comity.cli.views.common import View, cell, confidence, day, envelope, fact, grounds, head
from comity.cli.views.members import words_of
from comity.cli.words import tongue
from comity.organisation import decisions, sessions
from comity.organisation.sessions import SessionOn


def view(reading: Reading, on: str, name: str) -> View:
    """`sessions`: every session heard of by the day, the newest first, or the one of this id."""
    standing = reading.standing
    if name and f"session/{name}" not in standing.sessions:
        raise wrong("cli.sessions.unknown", name=name[:60])
    every = [one for one in sessions.sessions_on(standing.sessions, on) if not name or one.id == name]
    texts = Counter(str(getattr(one.record.act, "session", "")) for one in decisions.decisions_on(standing.decisions, on) if one.record)
    refs = {f"session/{one.id}" for one in every} | ({f"session/{one.body}" for one in every} if not name else set())
    unknown = [n for n in standing.law.not_known.values() if refs & set(n.about)]
    return {
        **envelope(reading, on),
        "sessions": [_row(reading, one, texts[one.id], on) for one in reversed(every)],
        "not_known": [{"id": n.id, "text": dict(n.text)} for n in unknown],
    }


def _row(reading: Reading, one: SessionOn, texts: int, on: str) -> View:
    assert one.opened is not None
    act = one.opened.act
    held = act if isinstance(act, acts.Hold) else None
    life = reading.standing.sessions[f"session/{one.id}"]
    decided = decisions.at_session(reading.standing.decisions, one.id, on)
    return {
        "session": one.id,
        "day": one.day,
        "until": one.until,
        "state": one.word,
        "kind": one.kind,
        "body": one.body,
        "title": words_of(held.title) if held else {},
        "form": held.form or "" if held else "",
        "number": held.number if held and isinstance(held.number, int) else 0,
        "place": words_of(act.place),  # type: ignore[attr-defined]
        "from": fact(one.opened),
        "presided": list(sessions.who_presided(life, on)),
        "attendance": [_attends(found) for found in one.attends],
        "guests": [{**fact(found), "guest": words_of(found.act.guest)} for found in one.guests if isinstance(found.act, acts.Invite)],
        "accounts": [_account(found) for found in one.accounts],
        "texts": texts,
        "decisions": [{"number": each.number, "decision": each.id, "outcome": each.word} for each in decided],
    }


def _attends(found: Any) -> View:
    return {**fact(found), "state": found.act.state, "attendance": found.act.attendance, "text": words_of(found.act.text)}


def _account(found: Any) -> View:
    claim = {"question": found.claim.key, "preferred": found.claim.preferred} if found.claim else {}
    return {**fact(found), "text": words_of(found.act.text), **claim}


def tell(reading: Reading, found: View) -> None:
    """The sessions in words: a table of all, or everything about one."""
    head(reading, found)
    rows = found["sessions"]
    if not rows:
        prose(tongue("cli.sessions.none", day=("day", found["on"])))
    elif len(rows) == 1:
        _tell_one(reading, rows[0])
    else:
        out(table([tongue(f"cli.sessions.{c}") for c in ("day", "session", "kind", "place", "presided", "absent")], [_cells(reading, one) for one in rows]))
    for one in found["not_known"]:
        out()
        prose(f"{tongue('cli.not_known_head')} {one['text'].get(tongue.lang, one['text']['en'])}")


def _in(words: dict[str, str]) -> str:
    return words.get(tongue.lang) or next(iter(words.values()), "")


def _called(reading: Reading, one: View) -> str:
    if one["title"]:
        return _in(one["title"])
    name = reading.said("body", one["body"]) if one["body"] else one["session"]
    return tongue("sessions.numbered", name=name, n=one["number"]) if one["number"] else name


def _place(one: View) -> str:
    return _in(one["place"]) or (tongue("sessions.video") if one["form"] == "videoconference" else "")


def _cells(reading: Reading, one: View) -> list[str]:
    state = "" if one["state"] == "held" else f"\n{tongue('sessions.state.' + one['state'])}"
    sure = confidence(one["from"]["confidence"])
    absent = [a["state"] for a in one["attendance"] if a["attendance"] == "absent"]
    return [
        cell(one["day"]),
        f"{_called(reading, one)}\n{one['session']}" + state + (f"\n{sure}" if sure else ""),
        tongue(f"sessions.kind_of.{one['kind']}"),
        _place(one),
        ", ".join(reading.said("state", state) for state in one["presided"]),
        ", ".join(reading.said("state", state) for state in absent),
    ]


def _tell_one(reading: Reading, one: View) -> None:
    prose(f"{_called(reading, one)}, {day(one['day'])}")
    rows = [
        (tongue("sessions.kind"), f"{tongue('sessions.kind_of.' + one['kind'])} {grounds(one['from'])}"),
        (tongue("sessions.state_head"), tongue(f"sessions.state.{one['state']}")),
    ]
    if _place(one):
        rows.append((tongue("sessions.place"), _place(one)))
    if one["presided"]:
        rows.append((tongue("sessions.presided"), ", ".join(reading.said("state", state) for state in one["presided"])))
    for each in one["attendance"]:
        said = f": {_in(each['text'])}" if each["text"] else ""
        rows.append((reading.said("state", each["state"]), f"{tongue('session.presence.' + each['attendance'])}{said} {grounds(each)}"))
    for each in one["guests"]:
        rows.append((tongue("session.guests"), f"{_in(each['guest'])} {grounds(each)}"))
    for each in one["accounts"]:
        differ = f" ({tongue('decision.step.signed_differ')})" if "question" in each else ""
        rows.append((tongue("session.accounts"), f"{_in(each['text'])}{differ} {grounds(each)}"))
    out(pairs(rows, 2))
    out()
    if not one["decisions"]:
        prose(tongue("session.nothing_decided" if one["state"] == "held" else "session.nothing_decided_yet"))
        return
    prose(tongue("session.decided"))
    out(table([tongue("decisions.number"), tongue("decisions.title_head"), tongue("decisions.outcome_head")], [
        [str(each["number"]), reading.said("decision", each["decision"]), tongue(f"decisions.outcome.{each['outcome']}")] for each in one["decisions"]
    ]))  # fmt: skip
