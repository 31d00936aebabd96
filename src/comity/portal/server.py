"""One process: pages on threads (a2wsgi), native async beside them, under granian; ends cleanly when it is told to."""

import asyncio
import contextlib
import gc
import signal
import socket
from collections.abc import Callable
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.handlers.wsgi import WSGIHandler
from granian.constants import HTTPModes, Interfaces
from granian.server.embed import Server

from comity.portal.settings import configure
from comity.record.store import StoreError
from comity.registry import Registry, Served

#: Threads that render pages; more would only wait for each other.
THREADS = 8


def wsgi(registry: Registry) -> Any:
    """The pages of one organisation as a WSGI application."""
    configure()
    handler = WSGIHandler()

    def application(environ: dict[str, Any], start_response: Any) -> Any:
        environ["comity.registry"] = registry
        return handler(environ, start_response)

    return application


def asgi(registry: Registry) -> Any:
    """The whole server as an ASGI application."""
    pages = WSGIMiddleware(wsgi(registry), workers=THREADS)

    async def application(scope: Any, receive: Any, send: Any) -> None:
        async def more() -> Any:  # a2wsgi wants a coroutine, granian gives a future
            return await receive()

        if scope["type"] == "http":
            await pages(scope, more, send)

    return application


def free_port(host: str, port: int) -> int:
    """The port itself if it is free, or one that is where `port` is 0; raises `StoreError` with one sentence."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    except (OSError, OverflowError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else str(fault)
        raise StoreError("server.port", port=str(port), host=host, why=str(why)) from None


def serve(served: Served, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serves an open folder until SIGTERM or SIGINT; `ready` is called with the address once it answers.

    Raises `StoreError` where the port cannot be used, or where the registry had to stop: its sentence says why.
    """
    port = free_port(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}"

    def answers() -> None:
        served.lock.say(address)
        ready(address)

    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_serve(served, host, port, answers))
    if served.registry.failure is not None:
        raise served.registry.failure


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop where there is one for this platform."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


async def _serve(served: Served, host: str, port: int, ready: Callable[[], object]) -> None:
    server = Server(
        asgi(served.registry), address=host, port=port, interface=Interfaces.ASGINL, http=HTTPModes.http1,
        websockets=False, log_enabled=False,
    )  # fmt: skip
    gc.freeze()  # the record, the charter and the program stay: nobody looks through them for garbage again
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, ended.set)

    def failed(sentence: str) -> None:
        loop.call_soon_threadsafe(ended.set)

    served.registry.on_failure = failed
    running = loop.create_task(server.serve())
    waiting = loop.create_task(ended.wait())
    if await _answers(host, port, running):
        ready()
    await asyncio.wait((running, waiting), return_when=asyncio.FIRST_COMPLETED)
    server.stop()  # type: ignore[no-untyped-call]
    with contextlib.suppress(asyncio.TimeoutError):
        await asyncio.wait_for(running, 10)
    waiting.cancel()


async def _answers(host: str, port: int, running: "asyncio.Task[Any]") -> bool:
    while not running.done():
        try:
            _, writer = await asyncio.open_connection(host, port)
            writer.close()
            return True
        except OSError:
            await asyncio.sleep(0.01)
    return False

