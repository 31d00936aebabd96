"""`comity verify`: proves a record and re-examines every act of it, in a folder or at an address."""

from typing import TYPE_CHECKING

import click

from comity.cli.ending import AMISS, USAGE, Stop
from comity.cli.frame import Command, Whole, argument, json_option, option
from comity.cli.layout import Meter, out, out_json, pairs, prose
from comity.cli.words import tongue

if TYPE_CHECKING:
    from comity.mirror import Fault, Report

#: A hash of 32 bytes in base64url without padding.
PIN_LENGTH = 43


def _verify(place: str, pin: str | None, processes: int | None, as_json: bool) -> int:
    from comity.mirror import verify as proved

    if pin is not None and (len(pin) != PIN_LENGTH or not all(c.isalnum() or c in "-_" for c in pin)):
        raise Stop(USAGE, tongue("cli.verify.bad_pin", pin=pin[:60]))
    meter = Meter("cli.verify.progress")
    try:
        report = proved(place, pin=pin or "", processes=processes or 0, progress=meter)
    finally:
        meter.end()
    if as_json:
        out_json(_plain(place, report))
    else:
        _tell(report)
    return 0 if report.verdict is None else AMISS


def _plain(place: str, report: "Report") -> dict[str, object]:
    return {
        "place": place,
        "verdict": report.verdict or "whole",
        "exercise": report.exercise,
        "origin": report.origin,
        "pin": report.opening,
        "size": report.size,
        "root": report.root.hex(),
        "digest": report.digest.hex(),
        "acts": report.acts,
        "signatures": report.signatures,
        "faults": [_fault(one) for one in report.faults],
        "notes": [_fault(one) for one in report.notes],
    }


def _fault(one: "Fault") -> dict[str, object]:
    return {
        "verdict": one.verdict, "entry": one.entry, "code": one.code, "file": one.file,
        "said": {lang: one.said(lang).replace("\u00a0", " ") for lang in ("en", "ru")},
    }  # fmt: skip


def _tell(report: "Report") -> None:
    if report.exercise:
        prose(tongue("cli.exercise"))
    prose(tongue(f"cli.verify.verdict.{report.verdict or 'whole'}"))
    out(pairs([
        (tongue("cli.record.origin"), report.origin),
        (tongue("cli.record.pin"), report.opening),
        (tongue("cli.record.size"), str(report.size)),
        (tongue("cli.record.root"), report.root.hex()),
        (tongue("cli.record.digest"), report.digest.hex()),
        (tongue("cli.verify.acts"), str(report.acts)),
        (tongue("cli.verify.signatures"), str(report.signatures)),
    ], 2))  # fmt: skip
    for code, found in (("faults", report.faults), ("notes", report.notes)):
        if found:
            out()
            prose(tongue(f"cli.verify.{code}"))
        for one in found:
            prose(f"- {one.said(tongue.lang)}", 2)


verify = Command(
    "cli.verify",
    _verify,
    [
        argument("place", click.STRING),
        option("--pin"),
        option("--processes", kind=Whole(1, 256)),
        json_option(),
    ],
)
