"""The organisation as a whole, its record, its sources, its credentials."""

from collections import Counter

from comity.cli.layout import out, pairs, prose, table
from comity.cli.reading import Reading, Row
from comity.cli.sentences import word
from comity.cli.views.common import View, confidence, count, day, envelope, head
from comity.cli.views.members import associates
from comity.cli.words import tongue
from comity.day import moment_in_words, moment_text
from comity.organisation import instruments
from comity.organisation.finding import WithoutEffect


def status(reading: Reading, on: str, name: str) -> View:
    """`status`: what the organisation is, the dates of its creation, how many members, what is in force, what is to come."""
    standing, about = reading.standing, reading.standing.law.organisation
    words = [instruments.instrument_word(one, on) for one in standing.instruments.by_id.values()]
    return {
        **envelope(reading, on),
        "name": {form.lang: form.nom for form in reading.name("organisation", "full").forms},  # type: ignore[union-attr]
        "description": dict(about.description),
        "seat": dict(about.seat),
        "creation": [
            {"day": c.date, "what": dict(c.what), "sources": list(c.source), "confidence": c.confidence} for c in about.creation
        ],
        "members": count(reading, on, "member"),
        "parties": count(reading, on, "party"),
        "associates": len(associates(reading, on)),
        "instruments": {"in_force": words.count("in_force"), "known": sum(w != "none" for w in words)},
        "pending": _pending(reading),
        "entries": standing.size,
        "last": moment_text(standing.last),
        "not_known": [{"id": n.id, "about": list(n.about), "text": dict(n.text)} for n in standing.law.not_known.values()],
    }


def _pending(reading: Reading) -> list[View]:
    return [{"instant": moment_text(m.instant), "kind": m.kind, "subject": m.subject} for m in reading.standing.moments.order]


def tell_status(reading: Reading, view: View) -> None:
    """The organisation in words."""
    head(reading, view)
    prose(_in(view["description"]))
    out()
    for one in view["creation"]:
        sure = confidence(one["confidence"])
        prose(f"{day(one['day'])}: {_in(one['what'])} ({', '.join(one['sources'])}{'; ' + sure if sure else ''})", 2)
    out()
    out(pairs([
        (tongue("cli.status.seat"), _in(view["seat"])),
        (tongue("cli.status.members"), str(view["members"])),
        *([(tongue("cli.status.parties"), str(view["parties"]))] if view["parties"] else []),
        (tongue("cli.status.associates"), str(view["associates"])),
        (tongue("cli.status.instruments"), tongue("cli.status.instruments_line", **view["instruments"])),
        (tongue("cli.status.entries"), str(view["entries"])),
        (tongue("cli.status.last"), moment_in_words(reading.standing.last, tongue.lang)),
    ]))  # fmt: skip
    _tell_pending(reading)
    if view["not_known"]:
        out()
        prose(tongue("cli.not_known_head"))
        for one in view["not_known"]:
            prose(f"{one['id']}: {_in(one['text'])}", 2)


def _tell_pending(reading: Reading) -> None:
    pending = reading.standing.moments.order
    if pending:
        out()
        prose(tongue("cli.status.pending"))
        rows = [(moment_in_words(m.instant, tongue.lang), f"{word('moment', m.kind)}: {m.subject}") for m in pending]
        out(pairs(rows, 2))


def _in(words: dict[str, str]) -> str:
    return words.get(tongue.lang) or words.get("en") or next(iter(words.values()), "")


def record(reading: Reading, on: str, name: str) -> View:
    """`record`: origin, size, root, pin, keys, edition of the rules, clock, charter files, what was found of the acts."""
    standing, opened = reading.standing, reading.standing.opened
    found = Counter("without_effect" if isinstance(f, WithoutEffect) else "warned" for f in standing.findings.values())
    return {
        **envelope(reading, on),
        "origin": reading.origin,
        "size": standing.size,
        "root": reading.root().hex(),
        "digest": standing.digest.hex(),
        "pin": opened.identity,
        "last": moment_text(standing.last),
        "edition": opened.edition,
        "generation": opened.act.generation,
        "clock": {"kind": opened.act.clock.kind, **({"now": moment_text(max(opened.now, standing.last))} if opened.simulated else {})},
        "keys": {"log": opened.act.keys.log, "receipts": opened.act.keys.receipts, "acts": opened.act.keys.acts},
        "mirrors_asked_for": opened.act.policy.mirrors,
        "findings": {"without_effect": found["without_effect"], "warned": found["warned"]},
        "charter": [{"path": f.path, "size": f.part.size, "commit": f.part.commit} for f in opened.manifest],
        "pending": _pending(reading),
    }


def tell_record(reading: Reading, view: View) -> None:
    """The record in words."""
    head(reading, view)
    out(pairs([
        (tongue("cli.record.origin"), view["origin"]),
        (tongue("cli.record.size"), str(view["size"])),
        (tongue("cli.record.root"), view["root"]),
        (tongue("cli.record.digest"), view["digest"]),
        (tongue("cli.record.pin"), view["pin"]),
        (tongue("cli.status.last"), moment_in_words(reading.standing.last, tongue.lang)),
        (tongue("cli.record.edition"), str(view["edition"])),
        (tongue("cli.record.generation"), str(view["generation"])),
        (tongue("cli.record.clock"), tongue(f"cli.record.clock_{view['clock']['kind']}")),
        (tongue("cli.record.log_key"), view["keys"]["log"]),
        (tongue("cli.record.receipts_key"), view["keys"]["receipts"]),
        (tongue("cli.record.acts_key"), view["keys"]["acts"]),
        (tongue("cli.record.without_effect"), str(view["findings"]["without_effect"])),
        (tongue("cli.record.warned"), str(view["findings"]["warned"])),
    ]))  # fmt: skip
    out()
    prose(tongue("cli.record.charter"))
    out(table([tongue(f"cli.record.{c}") for c in ("path", "bytes", "commit")], [
        [file["path"], str(file["size"]), file["commit"]] for file in view["charter"]
    ]))  # fmt: skip
    _tell_pending(reading)


class Uses:
    """How many acts rest on each source; looks at entries as they are read."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()

    def __call__(self, row: Row) -> None:
        """One entry."""
        self.count.update(getattr(row.act.transcribed, "source", ()))


def sources(reading: Reading, on: str, uses: Uses) -> View:
    """`sources`: every source of the charter, where it is, and how many acts rest on it."""
    return {
        **envelope(reading, on),
        "sources": [
            {
                "id": name, "title": dict(one.title), "published": one.published,
                "where": one.where if isinstance(one.where, str) else dict(one.where),
                "note": dict(one.note or {}), "kind": one.kind, "acts": uses.count[name],
            }
            for name, one in reading.standing.law.sources.items()
        ],
    }


def tell_sources(reading: Reading, view: View) -> None:
    """The sources in words; a title published in another language stays as it is, with a rendering in brackets."""
    head(reading, view)
    out(table([tongue(f"cli.sources.{c}") for c in ("id", "title", "where", "acts")], [
        [one["id"], _cited(one), one["where"] if isinstance(one["where"], str) else _in(one["where"]), str(one["acts"])] for one in view["sources"]
    ]))  # fmt: skip


def _cited(one: View) -> str:
    """A source in one line: `original [rendering] (note)`, or what it is."""
    title, published = _in(one["title"]), one["published"]
    if published and published != tongue.lang:
        title = f"{one['title'][published]} [{title}]"
    return f"{title} ({_in(one['note'])})" if one["note"] else title


def credentials(reading: Reading, on: str, name: str) -> View:
    """`credentials`: every key that was enrolled, whose it is, what it may do, and whether it is in force."""
    standing = reading.standing
    now = standing.last
    return {
        **envelope(reading, on),
        "credentials": [
            {
                "credential": one.id,
                "member": one.holder.member,
                "office": one.holder.office,
                "may": list(one.may),
                "since": one.since,
                "revoked": one.revoked,
                "in_force": one.in_force(now),
                "acts": one.n,
                "key": one.key,
            }
            for one in sorted(standing.credentials.values(), key=lambda c: c.id)
        ],
    }


def tell_credentials(reading: Reading, view: View) -> None:
    """The credentials in words."""
    head(reading, view)
    out(table([tongue(f"cli.credentials.{c}") for c in ("id", "holder", "may", "in_force", "since", "acts")], [
        [
            one["credential"], reading.said("state", one["member"]) if one["member"] else office(one["office"]),
            ", ".join(tongue(f"permission.{may}") for may in one["may"]), _force(one), tongue("cli.entry", entry=one["since"]), str(one["acts"]),
        ]
        for one in view["credentials"]
    ]))  # fmt: skip


def office(name: str) -> str:
    """What an office of the organisation is called."""
    return tongue(f"cli.office.{name}") if tongue.has(f"cli.office.{name}") else name


def _force(one: View) -> str:
    if one["in_force"]:
        return tongue("cli.yes")
    return tongue("cli.credentials.revoked", entry=one["revoked"]) if one["revoked"] else tongue("cli.no")


__all__ = [
    "Uses", "credentials", "office", "record", "sources", "status", "tell_credentials", "tell_record",
    "tell_sources", "tell_status",
]  # fmt: skip
