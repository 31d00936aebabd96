"""`comity init`: founds an organisation in a new folder and enters its history."""

from functools import partial
from pathlib import Path

from comity.charter import shipped
from comity.cli.frame import Choice, Command, Place, argument, json_option, option
from comity.cli.layout import Meter, out_json, prose
from comity.cli.words import tongue


def founded(folder: Path, organisation: str, origin: str) -> int:
    """Founds with progress, and says a refused act of the history in the reader's language; gives the size."""
    from comity.cli.ending import AMISS, Stop
    from comity.cli.founding import HistoryRefused, found_with_history
    from comity.cli.reading import name_in

    meter = Meter("cli.init.progress")
    try:
        return found_with_history(folder, organisation, origin, meter)
    except HistoryRefused as fault:
        why = fault.stopped.said(tongue.lang, partial(name_in, fault.standing))
        raise Stop(AMISS, tongue("cli.init.refused", why=why)) from None
    finally:
        meter.end()


def _init(folder: Path, organisation: str, origin: str | None, as_json: bool) -> None:
    size = founded(folder, organisation, origin or "")
    from comity.cli.reading import open_for_reading

    reading = open_for_reading(folder)
    opening = reading.standing.opened
    if as_json:
        out_json({
            "folder": str(folder), "organisation": opening.act.organisation, "origin": reading.origin,
            "pin": opening.identity, "size": size, "exercise": reading.exercise,
        })  # fmt: skip
        return
    prose(tongue("cli.init.done", name=reading.title, folder=str(folder), size=size))
    prose(tongue("cli.init.pin", pin=opening.identity))
    if reading.exercise:
        prose(tongue("cli.exercise"))
    prose(tongue("cli.init.next", folder=str(folder)))


init = Command(
    "cli.init",
    _init,
    [
        argument("folder", Place(folder=True)),
        option("--organisation", kind=Choice(lambda: list(shipped()), strict=False), required=True),
        option("--origin"),
        json_option(),
    ],
)
