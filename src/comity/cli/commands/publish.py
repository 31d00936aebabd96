"""`comity publish`: the public register as plain files that any web server can serve."""

from pathlib import Path

from comity.cli.frame import Command, Place, argument, option
from comity.cli.layout import Meter, prose
from comity.cli.words import tongue


def _publish(folder: Path, out: Path | None, where: str | None) -> None:
    from comity.portal.publish import publish as written
    from comity.registry import open_to_read

    target = out or folder.with_name(f"{folder.resolve().name}-public")
    meter = Meter("cli.serve.progress")
    try:
        served = open_to_read(folder, meter)
    finally:
        meter.end()
    try:
        done = written(served.registry, target, where or "")
    finally:
        served.close()
    prose(tongue("cli.publish.done", pages=done.pages, files=done.files, folder=str(done.folder)))


publish = Command(
    "cli.publish",
    _publish,
    [argument("folder", Place(folder=True)), option("--out", kind=Place()), option("--where")],
)
