"""The fields of an act in words: each with its label, what it says, and a link to what it points at."""

from typing import NamedTuple

import msgspec
from markupsafe import Markup
from msgspec import UNSET, Struct

from comity.acts import base
from comity.organisation.dispatch.rooms import ROOM_OF_KIND
from comity.organisation.sessions import session_on
from comity.organisation.words import ORGANISATION
from comity.portal.markup import fill
from comity.portal.words import Words
from comity.text import In

#: Said elsewhere on the page, or of no interest to a reader of words.
LEFT_OUT = frozenset({"by", "n", "seen", "prev", "effective", "transcribed", "commit", "possession", "media", "size", "class"})
_DAYS = frozenset({
    "effective", "until", "day", "proposed", "made_public", "term", "from", "since", "start", "start_latest", "until_latest", "effect",
    "letter",
})  # fmt: skip
_INSTANTS = frozenset({"start", "instant"})
_HASHES = frozenset({"key", "log", "receipts", "acts"})
_IDS = frozenset({"origins", "path", "value", "number", "function", "lang", "authentic", "article", "id", "document", "amount", "currency", "percent"})


class Row(NamedTuple):
    """A field: its label and what it says, as markup."""

    label: str
    says: Markup


def rows(w: Words, value: Struct) -> tuple[Row, ...]:
    """The fields of an act, or of a part of one, in the order in which they are written."""
    found = []
    for field in msgspec.structs.fields(value):
        said = getattr(value, field.name)
        if field.encode_name in LEFT_OUT or said in ("", (), UNSET) or said is False:
            continue
        found.append(Row(w(f"field.{field.encode_name}"), _says(w, field.encode_name, said)))
    return tuple(found)


def _says(w: Words, name: str, value: object) -> Markup:
    match value:
        case bool():
            return Markup.escape(w("value.yes" if value else "value.no"))
        case int():
            return Markup.escape(w.number(value))
        case str():
            return _string(w, name, value)
        case base.On():
            return pointed(w, value.ref)
        case base.Decided():
            return fill("{}, {}", w.name("body", value.body), w.date(value.day))
        case base.By():
            return Markup.escape(w.name("state", value.member) if value.member else w.name("office", value.office))
        case base.Part():
            return fill("{}", w("field.part_is", media=value.media, size=value.size))
        case tuple() if value and isinstance(value[0], In):
            return w.html(value)
        case tuple() if name == "person":
            return w.person(value)
        case tuple() if isinstance(value[0], Struct) and len(value) > 1:
            return fill('<ul class="inner">{}</ul>', Markup("").join(fill("<li>{}</li>", _says(w, name, one)) for one in value))
        case tuple():
            return Markup("; ").join(_says(w, name, one) for one in value)
        case Struct():
            each = (fill("<div><dt>{}</dt><dd>{}</dd></div>", row.label, row.says) for row in rows(w, value))
            return fill('<dl class="parts">{}</dl>', Markup("").join(each))
    return Markup.escape(str(value))


def _string(w: Words, name: str, value: str) -> Markup:
    if name in _DAYS and value[:1].isdigit() and "T" not in value:
        return w.date(value)
    if name in ("state", "states", "signatories", "member", "in_place_of", "instead", "signed_by"):
        return fill('<a href="{}">{}</a>', w.reading.link("members", value), w.state(value))
    if name in ("instrument", "instruments"):
        return fill('<a href="{}">{}</a>', w.reading.link("instruments", value), w.name("instrument", value))
    if name in ("subject", "ref", "about", "follows", "by_what", "proposed_by"):
        return pointed(w, value)
    if name in ("body", "parents", "with"):
        return Markup.escape(w("value.organisation")) if value == ORGANISATION else thing(w, "body", value)
    if name == "session":
        held = session_on(w.reading.standing.sessions.get(f"session/{value}"), w.reading.day)
        return fill("{}, {}", thing(w, name, value), w.date(held.day)) if held.day else thing(w, name, value)
    if name in ("decision", "programme"):
        return thing(w, name, value)
    if name == "partner":
        return pointed(w, f"partner/{value}")
    if name == "post":
        return pointed(w, f"post/{value}")
    if name in ("concern", "recommendation"):
        return Markup.escape(w.name(name, value))
    if name == "by_decision":
        return Markup.escape(w.name("decision", value))
    if name == "provision":
        return w.provision(value)
    if name == "holder":
        return Markup.escape(w.name("holder", value))
    if name in _HASHES:
        return fill('<span class="hash">{}</span>', value)
    if name in _INSTANTS:
        return w.moment_short(value)
    if name in _IDS or w.has(f"value.{value}") is False:
        return Markup.escape(value)
    return Markup.escape(w(f"value.{value}"))


def pointed(w: Words, ref: str) -> Markup:
    """A link to what a ref names: an instrument, a member, a body and the like, or the act at an entry."""
    kind, *parts = ref.split("/")
    link = w.reading.link
    if len(parts) == 2 and parts[1].isdigit():
        return fill('<a href="{}">{}</a>', link("acts", parts[1]), w("record.entry_n", entry=int(parts[1])))
    if kind == "instrument":
        return fill('<a href="{}">{}</a>', link("instruments", parts[0]), w.name("instrument", parts[0]))
    if kind == "member":
        return fill('<a href="{}">{}</a>', link("members", parts[0]), w.state(parts[0]))
    if kind in _PAGES and len(parts) == 1:
        return thing(w, kind, parts[0])
    if kind == "partner" and len(parts) == 1:
        return fill('<a href="{}">{}</a>', link("relations"), w.name("partner", parts[0]))
    if kind == "budget" and len(parts) == 1 and parts[0] in w.reading.law.states:
        return fill('<a href="{}">{}: {}</a>', link("budget"), w("budget.title"), w.state(parts[0]))
    if kind == "post" and len(parts) == 1:
        return fill('<a href="{}#{}">{}</a>', link("posts"), parts[0], w.name("post", parts[0]))
    if kind == "chairmanship" and len(parts) == 1:
        return fill('<a href="{}">{}</a>', link("chairmanship"), w("chair.title"))
    if kind == "concern" and len(parts) == 1:
        return fill('<a href="{}#concern-{}">{}</a>', link("concerns"), parts[0], w.name("concern", parts[0]))
    return Markup.escape(ref)


#: The page of a thing, by the kind of its ref.
_PAGES = {"body": "bodies", "session": "sessions", "decision": "decisions", "programme": "programmes"}


def thing(w: Words, kind: str, name: str) -> Markup:
    """The name of a body, a session, a decision or a programme; a link to its page where the register has it at this entry."""
    standing = w.reading.standing
    there = f"{kind}/{name}" in getattr(standing, ROOM_OF_KIND[kind]) or (kind == "body" and name in w.reading.law.bodies)
    named = Markup.escape(w.name(kind, name))
    return fill('<a href="{}">{}</a>', w.reading.link(_PAGES[kind], name), named) if there else named
