"""`comity demo`: founds the demonstration organisation where there is none yet, and serves it."""

import signal
from pathlib import Path

from comity.cli.commands.serve import HOST, PORT, serve_folder, told_to_stop
from comity.cli.ending import USAGE, Stop
from comity.cli.frame import Command, Place, Whole, option
from comity.cli.words import tongue

ORGANISATION = "csto-demonstration"
FOLDER = "comity-demonstration"


def _demo(folder: Path, host: str, port: int) -> None:
    from comity.cli.commands.init import founded
    from comity.cli.founding import clear, is_organisation
    from comity.cli.reading import open_for_reading

    signal.signal(signal.SIGTERM, told_to_stop)
    try:
        if not is_organisation(folder):
            founded(folder, ORGANISATION, "")
        elif not open_for_reading(folder, at=1).exercise:
            raise Stop(USAGE, tongue("cli.demo.no_exercise", folder=str(folder)))
        else:
            clear(folder)
        serve_folder(folder, host, port)
    except KeyboardInterrupt:
        return


demo = Command(
    "cli.demo",
    _demo,
    [
        option("--folder", kind=Place(folder=True), default=FOLDER),
        option("--host", default=HOST),
        option("--port", kind=Whole(0, 65535), default=PORT),
    ],
)
