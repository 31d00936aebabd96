"""Who was a member on a day, and one state's whole membership."""

from typing import Any

from comity import day as days
from comity.acts import membership as acts
from comity.cli.frame import wrong
from comity.cli.layout import out, pairs, prose, table
from comity.cli.reading import Reading
from comity.cli.sentences import quoted, sentence, text, word
from comity.cli.views.common import View, cell, confidence, day, entered, envelope, fact, grounds, head
from comity.cli.words import tongue
from comity.organisation import instruments, membership
from comity.organisation.dated import Dated, by_entry, counted
from comity.organisation.membership import Member, MemberStatus, Period
from comity.text import Name

#: Whose row comes first.
_RANK: dict[str, int] = {"party": 0, "member": 0, "suspended": 1, "not_known": 2, "applicant": 3, "former": 4, "none": 5}


def _claims(member: Member, period: Period) -> list[View]:
    """The competing claims of when a period began, each with what speaks for it."""
    out_: list[View] = []
    for entry in period.claims:
        found = by_entry(member.facts, entry)
        if found is not None and found.claim is not None:
            reason = {"reason": words_of(found.claim.reason)} if found.claim.reason else {}
            out_.append({**fact(found), "preferred": found.claim.preferred, **reason})
    return out_


def words_of(words: Any) -> dict[str, str]:
    """Words of an act by language."""
    return {part.lang: part.text for part in words}


def _period(member: Member, period: Period) -> View:
    began, ended = by_entry(member.facts, period.entry), by_entry(member.facts, period.ended_by)
    return {
        "status": period.status,
        "since": fact(began) if began else {"day": period.start, "entry": period.entry, "confidence": "high", "sources": []},
        "until": {**fact(ended), "day": period.until} if period.until and ended else None,
        "claims": _claims(member, period),
    }


def _statement(found: Dated | None) -> View | None:
    """A state's own statement on its membership: its words, and that they are its own."""
    if found is None or not isinstance(found.act, acts.Declare):
        return None
    public = {"made_public": found.act.made_public} if isinstance(found.act.made_public, str) else {}
    return {**fact(found), "stance": found.act.stance, "text": words_of(found.act.text), **public}


def _status(reading: Reading, status: MemberStatus) -> View:
    member = reading.standing.member(status.state)
    return {
        "state": status.state,
        "name": _name(reading, status.state),
        "status": status.word,
        "period": _period(member, status.period) if status.period else None,
        "statement": _statement(status.stance),
        "leaving": status.leaving,
    }


def _name(reading: Reading, state: str) -> dict[str, str]:
    found = reading.name("full", state)
    return {form.lang: form.nom for form in found.forms} if isinstance(found, Name) else {"en": found}


def members(reading: Reading, on: str, name: str) -> View:
    """`members`: each state that ever had a status, members first; then observers and partners."""
    standing = reading.standing
    roster = {status.state: status for status in membership.roster_on(standing.members, on)}
    order = {state: place for place, state in enumerate(standing.law.in_order(roster))}
    listed = sorted(roster.values(), key=lambda s: (_RANK[s.word], order[s.state]))
    return {
        **envelope(reading, on),
        "counted": len(membership.members_on(standing.members, on)),
        "members": [_status(reading, status) for status in listed if status.word != "none"],
        "associates": associates(reading, on),
    }


def associates(reading: Reading, on: str) -> list[View]:
    """Observers and partners on the day."""
    found: list[View] = []
    for one in sorted(reading.standing.associates.values(), key=lambda a: (a.status, a.holder)):
        granted = [f for f in counted(one.facts, acts.Associate) if days.first(days.Day(f.start)) <= on]
        if not granted or not membership.holds_status(one, on):
            continue
        act = granted[-1].act
        assert isinstance(act, acts.Associate)
        found.append({"holder": one.holder, "status": one.status, "title": words_of(act.title), "since": fact(granted[-1])})
    return found


def tell_members(reading: Reading, view: View) -> None:
    """The roster in words."""
    head(reading, view)
    rows = [_row(reading, one) for one in view["members"]]
    if rows:
        out(table([tongue(f"cli.members.{c}") for c in ("state", "status", "since", "until", "from")], rows))
        out()
        prose(_counted(reading, view))
    elif _away(reading) and not entered(reading):
        prose(tongue("cli.members.nobody_at", at=str(view["at"])))
    else:
        prose(tongue("cli.members.nobody", day=("day", view["on"])))
    for one in view["members"]:
        _tell_contested(reading, one)
        _tell_statement(reading, one)
    _tell_associates(reading, view["associates"])


def _away(reading: Reading) -> bool:
    """Whether the record is read at an entry before its last."""
    return reading.standing.size != reading.size


def _counted(reading: Reading, view: View) -> str:
    """How many members there were; before there was an organisation, how many parties to its founding treaty."""
    words = [one["status"] for one in view["members"]]
    if "party" not in words or "member" in words:
        return tongue("cli.members.counted", count=view["counted"])
    code = "cli.members.parties_at" if _away(reading) and entered(reading) == {"party"} else "cli.members.parties"
    return tongue(code, count=view["counted"])


def _row(reading: Reading, one: View) -> list[str]:
    name = reading.said("state", one["state"])
    period = one["period"]
    if period is None:
        return [name, word("standing", one["status"]), "", "", ""]
    since = " / ".join(cell(d) for d in dict.fromkeys(c["day"] for c in period["claims"])) or cell(period["since"]["day"])
    until = period["until"]
    sources = dict.fromkeys([*period["since"]["sources"], *(until["sources"] if until else [])])
    sure = confidence(period["since"]["confidence"])
    return [
        name,
        _standing(one),
        since + (f"\n{sure}" if sure else ""),
        cell(until["day"]) if until else cell(one["leaving"]),
        ", ".join(sources) or tongue("cli.signed_by_maker"),
    ]


def _standing(one: View) -> str:
    """A status in words; whoever was a party before there was an organisation is no former member."""
    was_party = one["status"] == "former" and one["period"] is not None and one["period"]["status"] == "party"
    return word("standing", "former_party" if was_party else one["status"])


def _tell_contested(reading: Reading, one: View) -> None:
    for period in one.get("periods") or [one["period"]]:
        if period is not None and len(period["claims"]) > 1:
            _tell_claims(one, period["claims"])


def _tell_claims(one: View, claims: list[View]) -> None:
    out()
    prose(tongue("cli.members.contested", state=("state", one["state"])))
    for claim in claims:
        preferred = f" — {tongue('cli.preferred')}" if claim["preferred"] else ""
        reason = claim.get("reason", {})
        why = reason.get(tongue.lang) or next(iter(reason.values()), "")
        prose(f"{day(claim['day'])} {grounds(claim)}{preferred}{': ' + why if why else ''}", 2)


def _tell_statement(reading: Reading, one: View) -> None:
    said = one["statement"]
    if said is None:
        return
    words = said["text"].get(tongue.lang) or next(iter(said["text"].values()))
    out()
    prose(tongue("cli.members.statement", state=("state", one["state"]), day=("day", said["day"]), stance=word("stance", said["stance"])))
    prose(f"{quoted(words)} {grounds(said)}", 2)


def _tell_associates(reading: Reading, found: list[View]) -> None:
    if not found:
        return
    out()
    prose(tongue("cli.members.associates"))
    rows = [
        [
            reading.said("holder", one["holder"]),
            word("status", one["status"]),
            cell(one["since"]["day"]),
            ", ".join(one["since"]["sources"]) or tongue("cli.signed_by_maker"),
        ]
        for one in found
    ]
    out(table([tongue(f"cli.members.{c}") for c in ("holder", "status", "since", "from")], rows))


def state_of(reading: Reading, asked: str) -> str:
    """The id of the state that somebody means by its id, alias or name in either language; a wrong call if none."""
    law = reading.standing.law
    key = asked.strip().casefold().replace("ё", "е")
    for state in law.states.values():
        names = [state.id, *state.aliases]
        for kind in ("state", "full"):
            found = reading.name(kind, state.id)
            names += [form.nom for form in found.forms] if isinstance(found, Name) else [found]
        if key in (name.casefold().replace("ё", "е") for name in names):
            return state.id
    raise wrong("cli.unknown_state", name=asked[:60], known=", ".join(law.states))


def member(reading: Reading, on: str, name: str) -> View:
    """`member`: one state's status, its periods, every act in its membership, and its part in each instrument."""
    state = state_of(reading, name)
    standing = reading.standing
    found = standing.member(state)
    status = _status(reading, membership.status_on(found, on))
    return {
        **envelope(reading, on),
        **status,
        "periods": [_period(found, period) for period in found.periods],
        "acts": [{**fact(one), "act": one.act.name()} for one in found.facts],
        "instruments": [_part(one, state, on) for one in _of_state(reading, state, on)],
        "not_known": [
            {"id": n.id, "text": dict(n.text)} for n in standing.law.not_known.values() if f"member/{state}" in n.about
        ],
    }


def _of_state(reading: Reading, state: str, on: str) -> list[instruments.Instrument]:
    every = sorted(reading.standing.instruments.by_id.values(), key=lambda i: (i.adopted.start, i.id))
    return [i for i in every if i.is_treaty and (state in i.parties or state in i.adopt.signatories)]


def _part(instrument: instruments.Instrument, state: str, on: str) -> View:
    status = instruments.status_on(instrument, state, on)
    return {
        "instrument": instrument.id,
        "title": words_of(instrument.adopt.title),
        "status": status.word,
        "signed": fact(status.signed) if status.signed else None,
        "consent": {**fact(status.consent), "letter": status.letter} if status.consent else None,
        "in_force_since": status.force.start if status.force else "",
        "in_force_until": status.force.until if status.force else "",
    }


def tell_member(reading: Reading, view: View) -> None:
    """One state's membership in words."""
    head(reading, view)
    state = view["state"]
    prose(reading.said("full", state))
    rows = [(tongue("cli.members.status"), _standing(view))]
    if view["leaving"]:
        rows.append((tongue("cli.members.leaving"), day(view["leaving"])))
    for period in view["periods"]:
        until = day(period["until"]["day"]) if period["until"] else ""
        span = tongue("cli.members.span", since=day(period["since"]["day"]), until=until)
        rows.append((word("standing", period["status"]), f"{span} {grounds(period['since'])}"))
    out(pairs(rows, 2))
    _tell_contested(reading, view)
    _tell_statement(reading, view)
    facts = {one.entry: one for one in reading.standing.member(state).facts}
    if view["acts"]:
        out()
        prose(tongue("cli.members.acts"))
        rows_ = [[str(a["entry"]), cell(a["day"]), _said(facts[a["entry"]]), ", ".join(a["sources"])] for a in view["acts"]]
        out(table([tongue("cli.acts.number"), *(tongue(f"cli.acts.{c}") for c in ("day", "said", "from"))], rows_))
    if view["instruments"]:
        out()
        prose(tongue("cli.members.instruments"))
        out(table([tongue(f"cli.instruments.{c}") for c in ("title", "status", "signed", "consent", "in_force")], [
            [
                one["title"].get(tongue.lang) or next(iter(one["title"].values())),
                word("party", one["status"]),
                cell(one["signed"]["day"]) if one["signed"] else "",
                f"{cell(one['consent']['day'])} {one['consent']['letter']}".strip() if one["consent"] else "",
                tongue("cli.members.span", since=cell(one["in_force_since"]), until=cell(one["in_force_until"])) if one["in_force_since"] else "",
            ]
            for one in view["instruments"]
        ]))  # fmt: skip
    for one in view["not_known"]:
        out()
        prose(f"{tongue('cli.not_known_head')} {one['text'].get(tongue.lang, one['text']['en'])}")


def _said(found: Dated) -> str:
    note = found.act.transcribed.note if hasattr(found.act.transcribed, "note") else ()
    marks = "" if found.counts else f" [{tongue('cli.void' if found.void else 'cli.without_effect')}]"
    return sentence(found.act) + marks + (f" — {text(note)}" if note else "")
