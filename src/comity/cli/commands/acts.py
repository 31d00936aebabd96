"""`comity acts`: the entries of the record in words."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.acts import ACTS
from comity.cli.frame import Choice, Command, Place, Whole, argument, json_option, option, wrong
from comity.cli.layout import out, out_json, prose, table
from comity.cli.words import tongue

if TYPE_CHECKING:
    from comity.cli.reading import Row


def _acts(folder: Path, act: str | None, since: int | None, until: int | None, as_json: bool) -> None:
    from comity.cli.reading import open_for_reading

    rows: list[Row] = []

    def seen(row: "Row") -> None:
        if (act is None or row.act.name() == act) and row.number >= (since or 1) and row.number <= (until or row.number):
            rows.append(row)

    reading = open_for_reading(folder, 0, seen)
    for asked in (since, until):
        if asked is not None and asked > reading.size:
            raise wrong("cli.no_such_entry", at=asked, size=reading.size)
    if since and until and since > until:
        raise wrong("cli.acts.reversed", since=since, until=until)
    if as_json:
        opened = reading.standing.opened
        out_json({
            "organisation": opened.act.organisation, "exercise": reading.exercise, "size": reading.size,
            "acts": [_plain(row) for row in rows],
        })  # fmt: skip
        return
    from comity.cli.sentences import sentence
    from comity.cli.views.common import cell

    if reading.exercise:
        prose(tongue("cli.exercise"))
    prose(reading.title)
    out()
    if not rows:
        prose(tongue("cli.acts.nothing"))
        return
    out(table([tongue(f"cli.acts.{c}") for c in ("number", "day", "said", "from", "finding")], [
        [str(row.number), cell(_day(row, reading.standing.zone)), sentence(row.act), _from(row), _found(row)] for row in rows
    ]))  # fmt: skip


def _day(row: "Row", zone: str) -> str:
    from comity.day import day_of

    effective = row.act.effective
    return effective if isinstance(effective, str) else day_of(row.entry.time, zone)


def _from(row: "Row") -> str:
    sources = getattr(row.act.transcribed, "source", ())
    return ", ".join(sources) or str(row.signer)


def _found(row: "Row") -> str:
    from comity.organisation.finding import HasEffect, WithoutEffect

    match row.finding:
        case WithoutEffect(reason=reason):
            return tongue("cli.acts.without_effect", why=tongue.reason(reason))
        case HasEffect(warnings=warnings):
            return "\n".join(tongue("cli.acts.warned", why=tongue.reason(one)) for one in warnings)
    return ""


def _plain(row: "Row") -> dict[str, Any]:
    """An entry for programs: the act exactly as it stands in the record, with what was found of it."""
    import json

    from msgspec.json import encode

    from comity.canon import b64u
    from comity.cli.sentences import sentence
    from comity.day import moment_text

    return {
        "entry": row.number,
        "received": moment_text(row.entry.time),
        "identity": b64u(row.entry.identity),
        "signer": row.signer,
        "said": sentence(row.act),
        "finding": json.loads(encode(row.finding)),
        "act": json.loads(row.entry.json),
    }


acts = Command(
    "cli.acts",
    _acts,
    [
        argument("folder", Place(folder=True)),
        option("--act", kind=Choice(tuple(ACTS))),
        option("--from", "since", kind=Whole(1)),
        option("--to", "until", kind=Whole(1)),
        json_option(),
    ],
)
