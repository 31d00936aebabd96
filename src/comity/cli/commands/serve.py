"""`comity serve`: serves an organisation's folder until it is told to stop."""

import signal
import sys
import warnings
from pathlib import Path
from typing import Any

from comity.cli.frame import Command, Place, Whole, argument, option
from comity.cli.layout import Meter

HOST, PORT = "127.0.0.1", 8000


def told_to_stop(number: int, frame: Any) -> None:
    """SIGTERM is taken as Ctrl-C is: whatever runs is left cleanly."""
    raise KeyboardInterrupt


def serve_folder(folder: Path, host: str, port: int, accept_head: str = "") -> None:
    """Opens and serves the folder until SIGTERM or Ctrl-C; says the address when it answers."""
    signal.signal(signal.SIGTERM, told_to_stop)
    # a2wsgi leaves the answer to a reader that hung up unawaited when the loop ends; nothing is lost by it
    warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
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
