"""The bodies on a day: whether each is there, on what it rests, what it is for, who sits in it, whose it is."""

from typing import Any

from comity.acts import bodies as acts
from comity.charter.charter import words as charter_words
from comity.cli.frame import wrong
from comity.cli.layout import out, pairs, prose, table
from comity.cli.reading import Reading
from comity.cli.sentences import sentence, text
from comity.cli.views.common import View, cell, confidence, day, envelope, fact, grounds, head, later
from comity.cli.views.members import words_of
from comity.cli.words import tongue
from comity.organisation import bodies
from comity.organisation.bodies import BodyOn
from comity.organisation.dated import Dated
from comity.organisation.lives import Life
from comity.organisation.words import ORGANISATION
from comity.text import Text


def view(reading: Reading, on: str, name: str) -> View:
    """`bodies`: every body, or the one of this id, those that are there first."""
    standing = reading.standing
    every = bodies.bodies_on(standing.bodies, standing.law, on)
    wanted = _wanted(reading, every, name) if name else ""
    shown = [one for one in every if not wanted or one.id == wanted]
    rows = [_row(reading, one, on) for one in sorted(shown, key=lambda one: one.exists.value == "no")]
    refs = [f"body/{one.id}" for one in shown]
    unknown = [n for n in standing.law.not_known.values() if any(ref in n.about for ref in refs)]
    return {
        **envelope(reading, on),
        "bodies": rows,
        "lists": [
            {"day": one.day, "entry": one.entry, "said_by": words_of(one.said_by), "bodies": list(one.bodies)}
            for one in bodies.lists_on(standing.bodies, standing.law, standing.remarks, on)
        ],
        "not_known": [{"id": n.id, "text": dict(n.text), "bodies": [ref.split("/")[1] for ref in n.about if ref in refs]} for n in unknown],
    }


def _wanted(reading: Reading, every: tuple[BodyOn, ...], name: str) -> str:
    """The id of the body that somebody means by its id, a name or an abbreviation in either language; a wrong call if none."""
    key = name.strip().casefold().replace("ё", "е")
    for one in every:
        called = bodies.called(reading.standing.bodies.get(f"body/{one.id}"), reading.standing.law, one.id)
        names = [one.id, *(part.text for words in (called.name, called.abbreviation, *called.also) for part in words)]
        if key in (known.casefold().replace("ё", "е") for known in names):
            return one.id
    raise wrong("cli.bodies.unknown", name=name[:60], known=", ".join(one.id for one in every))


def _row(reading: Reading, one: BodyOn, on: str) -> View:
    standing = reading.standing
    life, file = standing.bodies.get(f"body/{one.id}"), standing.law.bodies.get(one.id)
    called = bodies.called(life, standing.law, one.id)
    compose = one.composition.act if one.composition else None
    seats = words_of(charter_words(file.composition)) if file and file.composition else {}
    return {
        "body": one.id,
        "name": words_of(called.name),
        "abbreviation": words_of(called.abbreviation),
        "also": [words_of(other) for other in called.also],
        "kind": one.kind,
        "there": one.exists.value,
        "since": one.since,
        "since_known": not one.attested,
        "until": one.until,
        "parents": list(one.parents),
        "statutory": one.statutory,
        "basis": _said(one.ground, {"rests_on": _basis(reading, one.ground)}),
        "bases": [_said(ground, {"rests_on": _basis(reading, ground)}) for ground in bodies.grounds(life, on)],
        "claims": _claims(reading, life, on),
        "mandate": _said(one.mandate, _text(one.mandate, "text", "competence")),
        "composition": _said(one.composition, _text(one.composition, "seats", "chair")) or ({"seats": seats} if seats and compose is None else None),
        "meets": _said(one.meets, _text(one.meets, "text")),
        "confidence": one.confidence,
    }


def _said(found: Dated | None, more: View) -> View | None:
    return {**fact(found), **more} if found is not None else None


def _text(found: Dated | None, *fields: str) -> View:
    """Words of an act by field; empty ones left out."""
    return {field: words_of(words) for field in fields if found is not None and (words := getattr(found.act, field, ()))}


def _claims(reading: Reading, life: Life | None, on: str) -> list[View]:
    """What sources say differently of what the body rests on, by the day."""
    out_: list[View] = []
    for key, each in bodies.contested_grounds(life, on).items():
        for found in each:
            assert found.claim is not None
            out_.append({**fact(found), "question": key, "rests_on": _basis(reading, found), "preferred": found.claim.preferred})
    return out_


def _basis(reading: Reading, found: Dated | None) -> dict[str, Any]:
    basis = bodies.basis_of(found)
    if basis is None:
        return {}
    said: dict[str, Any] = {}
    if isinstance(basis.instrument, str):
        said |= {"instrument": basis.instrument, **({"article": basis.article} if basis.article else {})}
    if decided := getattr(basis, "decided", None):
        said |= {"decided": {"body": decided.body, "day": decided.day}}
    return {**said, **({"words": words_of(basis.words)} if basis.words else {})}


def tell(reading: Reading, view: View) -> None:
    """The bodies in words: a table of all, or everything about one."""
    head(reading, view)
    rows = view["bodies"]
    if not rows:
        prose(tongue("cli.bodies.none"))
    elif len(rows) == 1:
        _tell_one(reading, rows[0], view)
    else:
        there = [one for one in rows if one["there"] != "no"]
        if there:
            out(table([tongue(f"cli.bodies.{c}") for c in ("body", "composition", "basis", "from")], [_cells(reading, one) for one in there]))
        absent = [one for one in rows if one["there"] == "no"]
        if absent:
            out()
            prose(tongue("cli.bodies.absent", names="; ".join(_name(one) for one in absent)))
        _tell_lists(view)
    for one in rows:
        _tell_claims(reading, one)
    for unknown in view["not_known"]:
        out()
        named = "; ".join(reading.said("body", name) for name in unknown["bodies"]) if len(rows) > 1 else ""
        prose(f"{tongue('cli.not_known_head')} {unknown['text'].get(tongue.lang, unknown['text']['en'])}" + (f" ({named})" if named else ""))


def _tell_lists(view: View) -> None:
    """What founding texts provided for from each day on, beside what a source lists: for each body, by which it is named."""
    if not view["lists"]:
        return
    out()
    prose(tongue("cli.bodies.lists"))
    heads = [_word(one["said_by"]) or tongue("cli.bodies.founding") for one in view["lists"]]
    days = [tongue("cli.bodies.list_of" if one["said_by"] else "cli.bodies.since", day=cell(one["day"])) for one in view["lists"]]
    named = {name for one in view["lists"] for name in one["bodies"]}
    rows = [
        [_name(one), *(tongue("cli.bodies.named" if one["body"] in each["bodies"] else "cli.bodies.not_named") for each in view["lists"])]
        for one in view["bodies"] if one["body"] in named
    ]  # fmt: skip
    out(table([tongue("cli.bodies.body"), *(f"{whose}\n{day}" for whose, day in zip(heads, days, strict=True))], rows))


def _name(one: View) -> str:
    return _word(one["name"])


def _word(words: dict[str, str]) -> str:
    return words.get(tongue.lang) or next(iter(words.values()), "")


def _cells(reading: Reading, one: View) -> list[str]:
    short = _word(one["abbreviation"])
    unsure = f"\n{tongue('cli.bodies.there_not_known')}" if one["there"] == "not known" else ""
    seats = _word(one["composition"]["seats"]) if one["composition"] else tongue("cli.bodies.not_stated")
    basis = one["basis"]
    sure = confidence(basis["confidence"]) if basis else ""
    field = _word(one["mandate"]["competence"]) if one["mandate"] and "competence" in one["mandate"] else ""
    return [
        _name(one) + (f" ({short})" if short else "") + (f"\n{field}" if field else "") + unsure,
        seats,
        (_basis_words(reading, basis["rests_on"]) + f"\n{tongue('cli.bodies.since', day=cell(basis['day']))}" if basis else tongue("cli.bodies.not_known"))
        + (f"\n{sure}" if sure else ""),
        ", ".join(basis["sources"]) or tongue("cli.signed_by_maker") if basis else "",
    ]


def _basis_words(reading: Reading, said: dict[str, Any]) -> str:
    parts = []
    if "instrument" in said:
        article = tongue("cli.bodies.article", article=said["article"]) if "article" in said else ""
        parts.append(", ".join(one for one in (reading.said("instrument", said["instrument"]), article) if one))
    if "decided" in said:
        parts.append(f"{reading.said('body', said['decided']['body'])}, {day(said['decided']['day'])}")
    if "words" in said:
        parts.append(_word(said["words"]))
    return "; ".join(parts)


def _tell_one(reading: Reading, one: View, view: View) -> None:
    """Everything about one body."""
    prose(_name(one))
    rows = [(tongue("cli.bodies.kind"), tongue(f"value.{one['kind']}")), (tongue("cli.bodies.there"), tongue(f"cli.bodies.there.{one['there'].replace(' ', '_')}"))]
    if one["since"]:
        rows.append((tongue("cli.bodies.begins" if one["since_known"] else "cli.bodies.shown"), day(one["since"])))
    if one["until"]:
        rows.append((tongue("cli.bodies.ends"), day(one["until"])))
    if one["also"]:
        rows.append((tongue("cli.bodies.also"), "; ".join(dict.fromkeys(name for words in one["also"] for name in words.values()))))
    if one["parents"]:
        named = [tongue("value.organisation") if parent == ORGANISATION else reading.said("body", parent) for parent in one["parents"]]
        rows.append((tongue("cli.bodies.parents"), "; ".join(named)))
    for found in one["bases"]:
        rows.append((tongue("cli.bodies.since", day=day(found["day"])), f"{_basis_words(reading, found['rests_on'])} {grounds(found)}"))
    for label, key, field in (("competence", "mandate", "competence"), ("mandate", "mandate", "text"), ("composition", "composition", "seats"), ("chair", "composition", "chair"), ("meets", "meets", "text")):
        found = one[key]
        if found and field in found:
            rows.append((tongue(f"cli.bodies.{label}"), f"{_word(found[field])} {grounds(found) if 'entry' in found else ''}".strip()))
    out(pairs(rows, 2))
    life = reading.standing.bodies.get(f"body/{one['body']}")
    if life:
        out()
        prose(tongue("cli.bodies.acts"))
        facts = [[str(f.entry), later(f.start, view["on"]), _act(f), ", ".join(f.sources)] for f in life.facts]
        out(table([tongue("cli.acts.number"), *(tongue(f"cli.acts.{c}") for c in ("day", "said", "from"))], facts))


def _act(found: Dated) -> str:
    words: Text = getattr(found.act, "seats", ()) if isinstance(found.act, acts.Compose) else ()
    marks = "" if found.counts else f" [{tongue('cli.void' if found.void else 'cli.without_effect')}]"
    return sentence(found.act) + (f": {text(words)}" if words else "") + marks


def _tell_claims(reading: Reading, one: View) -> None:
    if not one["claims"]:
        return
    out()
    prose(tongue("cli.bodies.contested", body=("body", one["body"])))
    for claim in one["claims"]:
        preferred = f" — {tongue('cli.preferred')}" if claim["preferred"] else ""
        prose(f"{day(claim['day'])} {grounds(claim)}{preferred}: {_basis_words(reading, claim['rests_on'])}", 2)

