"""A real server in a process of its own, as `comity serve` starts it, and raw requests to it."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

HOST = "127.0.0.1"
ENOUGH = 60


class Reply(NamedTuple):
    """Status, headers and body of an answer."""

    status: int
    headers: dict[str, str]
    body: bytes


class Server:
    """A server of a folder; `stop` ends it as an operator would."""

    def __init__(self, folder: Path, *options: str, environment: Mapping[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "comity.cli", "--lang", "en", "serve", str(folder), "--port", "0", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})},
        )  # fmt: skip
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("Comity is at http://"), (line, self.process.stderr.read() if self.process.stderr else "")
        self.address = line.strip().removeprefix("Comity is at ")
        self.port = int(self.address.rsplit(":", 1)[1])

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Exit code, and what was said on the way."""
        self.process.send_signal(how)
        _, said = self.process.communicate(timeout=ENOUGH)
        return self.process.returncode, said

    def ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Reply:
        """One request over a connection of its own."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=ENOUGH)
        try:
            connection.request(method, path, body or None, dict(headers or {}))
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def raw(self, data: bytes) -> bytes:
        """Whatever the server answers to these bytes, until it closes or falls silent."""
        with socket.create_connection((HOST, self.port), timeout=5) as line:
            with contextlib.suppress(OSError):  # a server may hang up before it has heard all of it
                line.sendall(data)
                line.shutdown(socket.SHUT_WR)
            found = b""
            try:
                while chunk := line.recv(65536):
                    found += chunk
            except (TimeoutError, ConnectionError):
                pass
            return found


@contextmanager
def served(folder: Path, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """A server that is ended however the test ends."""
    server = Server(folder, *options, environment=environment)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()
