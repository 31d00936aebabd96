"""The instruments on a day, and one instrument with each state's part in it."""

from difflib import get_close_matches

from msgspec import UNSET

from comity import day as days
from comity.cli.frame import wrong
from comity.cli.layout import out, pairs, prose, table
from comity.cli.reading import Reading
from comity.cli.sentences import quoted, sentence, text, word
from comity.cli.views.common import View, cell, day, envelope, fact, grounds, head
from comity.cli.views.members import words_of
from comity.cli.words import tongue
from comity.organisation import instruments
from comity.organisation.dated import Dated
from comity.organisation.instruments import Force, Instrument


def _every(reading: Reading) -> list[Instrument]:
    """All instruments, by the day of their adoption."""
    return sorted(reading.standing.instruments.by_id.values(), key=lambda i: (days.first(days.Day(i.adopted.start)), i.id))


def _force(span: Force) -> View:
    return {"since": span.start, "until": span.until, "ground": span.ground, "entry": span.entry, "how_ended": span.how_ended}


def _brief(one: Instrument, on: str) -> View:
    _, span = instruments.in_force(one.force, on)
    return {
        "instrument": one.id,
        "title": words_of(one.adopt.title),
        "kind": one.adopt.kind,
        "adopted": fact(one.adopted),
        "status": instruments.instrument_word(one, on),
        "in_force": _force(span) if span else None,
        "parties": list(instruments.parties_on(one, on)),
    }


def listed(reading: Reading, on: str, name: str) -> View:
    """`instruments`: every instrument whose text was adopted by the day, with its status and how many are parties."""
    found = [_brief(one, on) for one in _every(reading)]
    return {**envelope(reading, on), "instruments": [one for one in found if one["status"] != "none"]}


def title(view: View) -> str:
    """A title in this call's language."""
    words = view["title"]
    return str(words.get(tongue.lang) or words.get("en") or next(iter(words.values())))


def tell_listed(reading: Reading, view: View) -> None:
    """The instruments in words."""
    head(reading, view)
    if not view["instruments"]:
        prose(tongue("cli.instruments.nothing", day=("day", view["on"])))
        return
    out(table([tongue(f"cli.instruments.{c}") for c in ("id", "title", "adopted", "status", "since", "parties")], [
        [
            one["instrument"], title(one), cell(one["adopted"]["day"]), word("instrument", one["status"]),
            cell(one["in_force"]["since"]) if one["in_force"] else "", _bound(one),
        ]
        for one in view["instruments"]
    ]))  # fmt: skip


_TREATIES = ("treaty", "protocol", "agreement")


def _bound(one: View) -> str:
    """For how many states it is in force: of a treaty in force of which no state is recorded, that is not known."""
    if one["kind"] not in _TREATIES or (one["status"] != "in_force" and not one["parties"]):
        return "–"
    return str(len(one["parties"])) if one["parties"] else word("instrument", "not_known")


def instrument_of(reading: Reading, asked: str) -> Instrument:
    """The instrument of this id; a wrong call, with the nearest id, if there is none."""
    name = asked.strip().lower().removeprefix("instrument/")
    found = reading.standing.instrument(name)
    if found is None:
        near = get_close_matches(name, [one.id for one in _every(reading)], n=1, cutoff=0.4)
        raise wrong("cli.unknown_instrument", name=asked[:60], near=near[0] if near else "")
    return found


def _part(reading: Reading, one: Instrument, state: str, on: str) -> View:
    status = instruments.status_on(one, state, on)
    return {
        "state": state,
        "status": status.word,
        "signed": fact(status.signed) if status.signed else None,
        "consent": {**fact(status.consent), "letter": status.letter} if status.consent else None,
        "in_force": _force(status.force) if status.force else None,
        "reservations": [_statement(f) for f in status.reservations],
        "declarations": [_statement(f) for f in status.declarations],
        "objections": [_statement(f) for f in status.objections],
        "denounced": fact(status.denounced) if status.denounced else None,
    }


def _statement(found: Dated) -> View:
    return {**fact(found), "text": words_of(getattr(found.act, "text", ()))}


def detail(reading: Reading, on: str, name: str) -> View:
    """`instrument`: its adoption and clauses, its force, each state's part, every act in its life."""
    one = instrument_of(reading, name)
    act = one.adopt
    depositary = None if act.depositary is UNSET else {"state": act.depositary.state, "office": act.depositary.office}
    states = reading.standing.law.in_order(instruments.participants(one)) if one.is_treaty else []
    return {
        **envelope(reading, on),
        **_brief(one, on),
        "decided": {"body": act.decided.body, "day": act.decided.day} if act.decided is not UNSET else None,
        "authentic": list(act.authentic),
        "original": words_of(act.original),
        "depositary": depositary,
        "entry_into_force": {"rule": act.force.rule, "n": 0 if act.force.n is UNSET else act.force.n, "provision": act.force.provision},
        "amends": [a.instrument for a in act.amends],
        "amended_by": list(one.amended_by),
        "prolonged_by": list(one.prolonged_by),
        "force": [_force(span) for span in one.force],
        "states": [_part(reading, one, state, on) for state in states],
        "acts": [{**fact(f), "act": f.act.name()} for f in _life(one)],
        "not_known": [
            {"id": n.id, "text": dict(n.text)} for n in reading.standing.law.not_known.values() if one.ref in n.about
        ],
    }


def _life(one: Instrument) -> list[Dated]:
    """Every act in the life of the instrument, by day and entry."""
    facts = [one.adopted, *one.facts, *(f for party in one.parties.values() for f in party.facts)]
    return sorted(facts, key=lambda f: (days.first(days.Day(f.start)), f.entry))


def tell_detail(reading: Reading, view: View) -> None:
    """One instrument in words."""
    head(reading, view)
    one = instrument_of(reading, view["instrument"])
    prose(text(one.adopt.title))
    depositary = view["depositary"] or {}
    keeper = reading.said("state", depositary["state"]) if depositary.get("state") else depositary.get("office", "")
    decided = view["decided"]
    clause = view["entry_into_force"]
    rows = [
        (tongue("cli.instruments.id"), view["instrument"]),
        (tongue("cli.instruments.kind"), word("kind", view["kind"])),
        (tongue("cli.instruments.adopted"), f"{day(view['adopted']['day'])} {grounds(view['adopted'])}"),
        (tongue("cli.instruments.decided"), f"{reading.said('body', decided['body'])}, {day(decided['day'])}" if decided else ""),
        (tongue("cli.instruments.status"), word("instrument", view["status"])),
        (tongue("cli.instruments.clause"), _clause(clause)),
        *((tongue("cli.instruments.in_force"), _span(span)) for span in view["force"]),
        (tongue("cli.instruments.depositary"), keeper),
        (tongue("cli.instruments.authentic"), ", ".join(tongue(f"cli.language.{c}") for c in view["authentic"])),
        (tongue("cli.instruments.original"), text(one.adopt.original)),
        (tongue("cli.instruments.amends"), ", ".join(view["amends"])),
        (tongue("cli.instruments.amended_by"), ", ".join(view["amended_by"])),
        (tongue("cli.instruments.prolonged_by"), ", ".join(view["prolonged_by"])),
    ]
    out(pairs(rows, 2))
    if view["states"]:
        out()
        out(table([tongue(f"cli.instruments.{c}") for c in ("state", "status", "signed", "consent", "in_force")], [
            [
                reading.said("state", part["state"]), word("party", part["status"]),
                cell(part["signed"]["day"]) if part["signed"] else "",
                f"{cell(part['consent']['day'])} {part['consent']['letter']}".strip() if part["consent"] else "",
                _span(part["in_force"]) if part["in_force"] else "",
            ]
            for part in view["states"]
        ]))  # fmt: skip
        if any(part["consent"] and part["consent"]["letter"] for part in view["states"]):
            prose(tongue.keep("cli.instruments.letters"))
    _tell_statements(reading, view)
    facts = {f.entry: f for f in _life(one)}
    out()
    prose(tongue("cli.instruments.acts"))
    out(table([tongue(f"cli.acts.{c}") for c in ("number", "day", "said", "from")], [
        [str(a["entry"]), cell(a["day"]), sentence(facts[a["entry"]].act), ", ".join(a["sources"]) or tongue("cli.signed_by_maker")]
        for a in view["acts"]
    ]))  # fmt: skip
    for missing in view["not_known"]:
        out()
        prose(f"{tongue('cli.not_known_head')} {missing['text'].get(tongue.lang, missing['text']['en'])}")


def _clause(clause: View) -> str:
    rule = word("force", clause["rule"])
    return rule + (f" ({clause['n']})" if clause["n"] else "") + (f", {clause['provision']}" if clause["provision"] else "")


def _span(span: View) -> str:
    said_ = tongue("cli.members.span", since=cell(span["since"]), until=cell(span["until"]))
    return said_ if span["ground"] == "stated" else f"{said_} ({word('ground', span['ground'])})"


def _tell_statements(reading: Reading, view: View) -> None:
    for part in view["states"]:
        for kind in ("reservations", "declarations", "objections"):
            for one in part[kind]:
                out()
                prose(tongue(f"cli.instruments.{kind}", state=("state", part["state"]), day=("day", one["day"])))
                words = one["text"].get(tongue.lang) or next(iter(one["text"].values()), "")
                prose(f"{quoted(words)} {grounds(one)}", 2)
