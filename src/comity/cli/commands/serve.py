"""`comity serve`: serves an organisation's folder until it is told to stop."""

import signal
from pathlib import Path
from typing import Any

from comity.cli.ending import Stop
from comity.cli.frame import Command, Place, Whole, argument, option
from comity.cli.layout import Meter, out
from comity.cli.words import tongue

HOST, PORT = "127.0.0.1", 8000


class Told(KeyboardInterrupt):
    """SIGTERM came: the process was told to stop."""


def _told(number: int, frame: Any) -> None:
    raise Told


def serve_folder(folder: Path, host: str, port: int, accept_head: str = "") -> None:
    """Opens and serves the folder until SIGTERM or Ctrl-C; says the address when it answers."""
    signal.signal(signal.SIGTERM, _told)
    from comity.portal.server import serve as until_told
    from comity.registry import open_folder

    meter = Meter("cli.serve.progress")
    try:
        served = open_folder(folder, accept_head, meter)
    finally:
        meter.end()
    try:
        until_told(served, host, port, _ready)
    except KeyboardInterrupt:  # it was on its way up or down
        pass
    finally:
        served.close()


def _ready(address: str) -> None:
    import sys

    sys.stdout.write(f"Comity is at {address}\n")  # one line for scripts, the same in every language
    sys.stdout.flush()


def _serve(folder: Path, host: str, port: int, accept_head: str | None) -> None:
    try:
        serve_folder(folder, host, port, accept_head or "")
    except KeyboardInterrupt:
        return


serve = Command(
    "cli.serve",
    _serve,
    [
        argument("folder", Place(folder=True)),
        option("--host", default=HOST),
        option("--port", kind=Whole(0, 65535), default=PORT),
        option("--accept-head"),
    ],
)

__all__ = ["HOST", "PORT", "Stop", "out", "serve", "serve_folder", "tongue"]
