"""Clients of a server on this machine: a bounded number of requests each, over connections that stay open."""

import http.client
import os
import socket
import subprocess
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Self

#: The loopback address: a measurement goes nowhere else.
HOST = "127.0.0.1"


class Server:
    """A server in a process of its own, ended with the `with` that started it."""

    def __init__(self, command: list[str], environment: dict[str, str] | None = None) -> None:
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})})
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        self.port = int(line.strip().rsplit(":", 1)[1])

    def work(self) -> float:
        """Processor time of the server so far, seconds: what other programs on the machine disturb least. Of Linux alone."""
        tasks = Path(f"/proc/{self._process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *rest: object) -> None:
        self._process.terminate()
        self._process.wait(20)


def serving(how: str, folder: Path, *more: Path) -> Server:
    """A server of `benchmarks.serve`: cold, warm, bare or lines."""
    return Server([sys.executable, "-m", "benchmarks.serve", how, str(folder), *map(str, more)])


def _get(port: int, paths: list[str], n: int, results: Any) -> None:
    connection = http.client.HTTPConnection(HOST, port)
    connection.connect()
    assert connection.sock is not None
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    times = []
    for i in range(n):
        start = time.perf_counter()
        connection.request("GET", paths[i % len(paths)])
        response = connection.getresponse()
        response.read()
        assert response.status == 200, (paths[i % len(paths)], response.status)
        times.append(time.perf_counter() - start)
    results.put(times)


def pages(port: int, paths: list[str], clients: int, each: int) -> float:
    """Pages a second that so many clients get together."""
    context = get_context("fork")
    results = context.Queue()
    workers = [context.Process(target=_get, args=(port, paths[i:] + paths[:i], each, results)) for i in range(clients)]
    start = time.perf_counter()
    for worker in workers:
        worker.start()
    for _ in workers:
        results.get(timeout=300)
    took = time.perf_counter() - start
    for worker in workers:
        worker.join()
    return clients * each / took


def fetch(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """One answer."""
    connection = http.client.HTTPConnection(HOST, port)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
