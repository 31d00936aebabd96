"""A decision for a program: its numbers, the margin of each test, its reasons as a tree; everything as JSON has it."""

from collections.abc import Iterator
from typing import Any

from comity.procedure.decide import Decision
from comity.procedure.electorate import POSITIONS
from comity.procedure.found import Found, plain


def numbers(decision: Decision) -> dict[str, int | str]:
    """How many hold each position, and how many are entitled: `{"for": 13, "against": 1, "entitled": 15}`."""
    order = [name for name in (*POSITIONS, "entitled") if name in decision.numbers]
    return {name: plain(decision.numbers[name]) for name in order}


def margins(decision: Decision) -> dict[str, int | str | None]:
    """By how much each test is met (0: just met) or missed (below 0): `{"count for": 4, "none_of permanent against": -1}`.

    Null where a tally leaves it open. Tests of the quorum begin with `quorum`; of tests that read alike the second is
    numbered.
    """
    out: dict[str, int | str | None] = {}
    for part, found in (("quorum ", decision.quorum), ("", decision.found)):
        for label, one in _labelled(found) if found is not None else ():
            name, n = part + label, 2
            while name in out:
                name, n = f"{part}{label} {n}", n + 1
            out[name] = None if one.met is None else plain(one.margin)
    return out


def _labelled(found: Found, where: str = "") -> Iterator[tuple[str, Found]]:
    """Each test that has none inside, by a short label."""
    where = found.where or where
    for one in found.inner:
        yield from _labelled(one, where)
    if not found.inner:
        yield _label(found, where), found


def _label(found: Found, where: str) -> str:
    match found.kind:
        case "share":
            words = f"share {found.weight or 'members'} {found.what} of {found.group}"
        case "none_of" | "every":
            words = f"{found.kind} {found.group} {found.what}"
        case "more":
            words = f"more {found.what} than {found.group}" + (f" by {found.weight}" if found.weight else "")
        case _:
            words = f"{found.kind} {found.weight} {found.what}" if found.weight else f"{found.kind} {found.what}"
            words += f" of {found.group}" if found.group else ""
    return words.strip() + (f" in {where}" if where else "")


def reasons(decision: Decision) -> dict[str, Any]:
    """The decision and its tests as a tree of plain values; what says nothing is left out."""
    out: dict[str, Any] = {"outcome": decision.outcome, "rule": decision.rule, "why": decision.why}
    if decision.contested:
        out["contested"] = True
    out["confidence"] = decision.confidence
    for name in ("provision", "next_rule"):
        if value := getattr(decision, name):
            out[name] = value
    for name in ("practice", "noted", "corrected", "bound"):
        if several := getattr(decision, name):
            out[name] = list(several)
    if decision.hours:
        out["hours"] = plain(decision.hours)
    out["numbers"] = numbers(decision)
    for name in ("quorum", "found"):
        found = getattr(decision, name)
        if found is not None:
            out["tests" if name == "found" else name] = _tree(found)
    if decision.question is not None:
        out["question"] = reasons(decision.question)
    return out


def _tree(found: Found) -> dict[str, Any]:
    out: dict[str, Any] = {"test": found.kind, "met": found.met}
    names = {"what": "position", "weight": "weight", "share": "share", "where": "electorate"}
    # What is told by `group`: a group, the base of a share, or the position that is compared with.
    names["group"] = {"share": "base", "more": "than"}.get(found.kind, "group")
    out |= {name: value for key, name in names.items() if (value := getattr(found, key))}
    if found.veto:
        out["veto"] = True
    out |= {"have": plain(found.have), "need": plain(found.need), "of": plain(found.base), "margin": plain(found.margin)}
    if found.most != found.have:
        out["have_at_most"] = plain(found.most)
    if found.ceiling:
        out["at_most"] = True
    if found.who:
        out["who"] = list(found.who)
    if found.inner:
        out["tests"] = [_tree(one) for one in found.inner]
    return out


__all__ = ["margins", "numbers", "reasons"]
