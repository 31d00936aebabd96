"""`comity enter`: hands in acts, or a note that was signed elsewhere, by the one door."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comity.cli.ending import AMISS, UNOPENED, Stop, complain
from comity.cli.frame import Command, Place, argument, json_option, option, wrong
from comity.cli.layout import Meter, out, out_json, prose
from comity.cli.words import tongue

if TYPE_CHECKING:
    from comity.exchange import Summary, ToEnter
    from comity.record.keys import Ed25519Signer
    from comity.record.parts import StoredPart

#: The environment variable that holds the passphrase of a protected key, for scripts.
PASSPHRASE = "COMITY_PASSPHRASE"


def _enter(folder: Path, file: Path, credential: str | None, key: Path | None, parts: Path | None, dry_run: bool, as_json: bool) -> int:
    from comity.charter import CharterError
    from comity.cli.handed_in import read_handed_in, read_parts
    from comity.cli.reading import open_for_reading
    from comity.registry import REGISTRAR_CREDENTIAL, key_path

    try:
        given = read_handed_in(file)
    except CharterError as fault:
        for line in tongue.told(fault).split("\n"):
            complain(line)
        return AMISS
    if parts is not None and not isinstance(given, bytes):
        raise wrong("cli.enter.parts_of_note", file=str(parts))
    beside = read_parts(parts, given) if parts is not None and isinstance(given, bytes) else ()
    reading = open_for_reading(folder)
    name = credential or REGISTRAR_CREDENTIAL
    run = _Run(folder, dry_run)
    try:
        if isinstance(given, bytes):
            run.note(given, beside)
        else:
            run.acts(given, name, _signer(key or key_path(folder, name)))
    finally:
        run.close()
    reading = open_for_reading(folder) if not dry_run else reading
    if as_json:
        out_json({"exercise": reading.exercise, "dry_run": dry_run, "through": run.through, **run.plain()})
    else:
        if reading.exercise:
            prose(tongue("cli.exercise"))
        run.tell()
    return AMISS if run.refused else 0


def _signer(path: Path) -> "Ed25519Signer":
    """The key; a protected one is opened with the passphrase of the environment, or one that is asked for."""
    import os

    from comity.record.keys import KeyFault, read_key_file

    try:
        return read_key_file(path, os.environ.get(PASSPHRASE, ""))
    except KeyFault as fault:
        import sys

        if getattr(fault, "code", "") == "key.needs_passphrase" and sys.stdin.isatty():
            asked = click.prompt(tongue("cli.enter.passphrase"), hide_input=True, prompt_suffix=" ", err=True)
            return read_key_file(path, asked)
        raise Stop(UNOPENED, f"{tongue.told(fault)} ({path})") from None


class _Run:
    """One handing in: through whichever door there is, and what came of it."""

    def __init__(self, folder: Path, dry_run: bool) -> None:
        from comity.cli.doors import Watched, door_of

        self.dry_run = dry_run
        door, self.through, self.close = door_of(folder, dry_run)
        self.door = Watched(door)
        self.summary: Summary | None = None
        self.refused = ""

    def note(self, data: bytes, parts: "tuple[StoredPart, ...]" = ()) -> None:
        """Hands in a note that was signed elsewhere, with the parts that its act names."""
        from comity.organisation.finding import Refused

        answer = self.door.receive(data, parts)
        if isinstance(answer, Refused):
            self.refused = tongue.reason(answer.reason)

    def acts(self, given: "list[ToEnter]", credential: str, signer: "Ed25519Signer") -> None:
        """Prepares, signs and hands in each act; ends at the first that is refused."""
        from comity.exchange import enter

        meter = Meter("cli.enter.progress")
        try:
            self.summary = enter(self.door, signer, credential, given, meter)
        finally:
            meter.end()
        stopped = self.summary.stopped
        if stopped is not None:
            where = f"{stopped.act.file}:{stopped.act.line}: {stopped.act.act}"
            self.refused = f"{where}: {tongue.reason(stopped.refused.reason)}"

    def plain(self) -> dict[str, Any]:
        """What came of it, for programs."""
        from msgspec import to_builtins

        from comity.cli.doors import plain_parts

        return {
            "acts": [
                {
                    "entry": one.entry, "identity": one.identity, "state": "would be entered" if self.dry_run else "entered",
                    "said": one.sentence(), "finding": to_builtins(one.finding),
                    **({"text": one.text.decode(), "parts": plain_parts(one.parts)} if self.dry_run else {}),
                }
                for one in self.door.entered
            ],
            "held": self.summary.held if self.summary else self.door.known,
            "refused": self.refused or None,
        }  # fmt: skip

    def tell(self) -> None:
        """What came of it, in words."""
        for one in self.door.entered:
            prose(f"{tongue('cli.entry', entry=one.entry)}: {one.sentence()}")
            for reason, code in one.reasons():
                prose(tongue(code, why=tongue.reason(reason)), 2)
        if self.dry_run and len(self.door.entered) == 1:
            out()
            prose(tongue("cli.enter.text"))
            out(self.door.entered[0].text.decode().rstrip("\n"))
        held = self.summary.held if self.summary else self.door.known
        code = "cli.enter.would" if self.dry_run else "cli.enter.done"
        out()
        prose(tongue(code, entered=len(self.door.entered), held=held, through=self.through))
        if self.refused:
            complain(tongue("cli.enter.refused", why=self.refused))


enter = Command(
    "cli.enter",
    _enter,
    [
        argument("folder", Place(folder=True)),
        argument("file", Place()),
        option("--as", "credential"),
        option("--key", kind=Place()),
        option("--parts", kind=Place()),
        option("--dry-run", is_flag=True),
        json_option(),
    ],
)
