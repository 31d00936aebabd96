"""The servers that pages are measured on, each the server of the program itself.

    python -m benchmarks.serve cold FOLDER      pages as they are served, no view of a day and language kept
    python -m benchmarks.serve warm FOLDER      pages as they are served
    python -m benchmarks.serve bare FOLDER      the same templates by bare Jinja: all that they say is ready, no Django
    python -m benchmarks.serve lines CAPTURED   captured pages, written line by line by one template

What *bare* answers is, byte for byte, what the program answers; `benchmarks.pages` compares them.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from django.urls import resolve
from jinja2 import Environment
from markupsafe import Markup

from comity.portal import reading, server
from comity.portal.pages import what_if
from comity.portal.reading import Reading
from comity.portal.render import Page, environment, given
from comity.portal.settings import configure
from comity.portal.urls import PAGES
from comity.portal.words import Words
from comity.registry import Registry, open_folder

LINES = Environment(autoescape=True).from_string("{% for line in lines %}{{ line }}\n{% endfor %}")
Application = Callable[[dict[str, Any], Any], list[bytes]]


class Forgetful(reading.Derived):
    """Keeps no derived view."""

    def get(self, key: tuple[object, ...], make: Any) -> Any:
        """Always made anew."""
        return make()


class Ready:
    """Says again what an object said once: every attribute and every answer to the same question is ready."""

    def __init__(self, real: Any) -> None:
        self._real = real
        self._answers: dict[Any, Any] = {}

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._real, name)
        if callable(value):
            value = Ready(value)
        setattr(self, name, value)
        return value

    def __call__(self, *args: Any, **named: Any) -> Any:
        key = (args, tuple(named.items())) if named else args
        try:
            return self._answers[key]
        except KeyError:
            self._answers[key] = self._real(*args, **named)
            return self._answers[key]
        except TypeError:  # a question that is no key
            return self._real(*args, **named)


def respond(start_response: Any, body: bytes) -> list[bytes]:
    """A page, and nothing more."""
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]


def asked(environ: dict[str, Any]) -> str:
    """Path and query of a request."""
    query = environ.get("QUERY_STRING", "")
    return str(environ["PATH_INFO"]) + (f"?{query}" if query else "")


def bare(registry: Registry) -> Application:
    """The pages' own templates over values that are ready: what Jinja alone takes for these bytes."""
    configure()
    views = {page.name: page.view for page in PAGES}
    ready: dict[str, tuple[Any, dict[str, Any]]] = {}

    def prepared(path: str) -> tuple[Any, dict[str, Any]]:
        address, _, query = path.partition("?")
        found = resolve(address)
        parts = {k: v for k, v in found.kwargs.items() if k not in ("lang", "fmt")}
        lang = found.kwargs["lang"]
        one = Reading(registry, lang, address[len(lang) + 1 :], dict(parse_qsl(query)))
        page: Page = views[str(found.url_name)](one, **parts)
        return environment().get_template(page.template), {**given(one, page), "r": Ready(one), "w": Ready(Words(one))}

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        path = asked(environ)
        if path not in ready:
            ready[path] = prepared(path)
        template, values = ready[path]
        return respond(start_response, template.render(values).encode())

    return application


def lines(folder: Path) -> Application:
    """Captured pages, line by line: what one loop takes."""
    found = {f"/{f.name.replace('~', '/')}": [Markup(line) for line in f.read_text("utf-8").split("\n")] for f in folder.iterdir()}
    return lambda environ, start_response: respond(start_response, LINES.render(lines=found[asked(environ)]).encode())


def main() -> None:
    """Until it is told to end."""
    how, folder, *more = sys.argv[1:]
    if how == "cold":
        reading.DERIVED = what_if.CASES = Forgetful()
    served = open_folder(Path(folder))
    if how == "bare":
        server.wsgi = bare
    elif how == "lines":
        captured = lines(Path(more[0]))
        server.wsgi = lambda registry: captured
    server.serve(served, "127.0.0.1", 0, lambda address: print(address, flush=True))
    served.close()


if __name__ == "__main__":
    main()
