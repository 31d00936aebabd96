"""Serves an organisation without keeping derived views, or captured pages as bare Jinja templates, on the same server.

    python -m benchmarks.serve FOLDER [CAPTURED]
"""

import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from comity.portal import reading, server
from comity.registry import open_folder

BARE = Environment(autoescape=True).from_string("{% for line in lines %}{{ line }}\n{% endfor %}")


class Forgetful(reading.Derived):
    """Keeps no derived view."""

    def get(self, key: tuple[object, ...], make: Any) -> Any:
        """Always made anew."""
        return make()


def captured(folder: Path) -> Any:
    """A WSGI application of the captured pages: each a template over its lines, with nothing to compute."""
    found = {f"/{file.name.replace('~', '/')}": [Markup(line) for line in file.read_text("utf-8").split("\n")] for file in folder.iterdir()}

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        query = environ.get("QUERY_STRING", "")
        path = environ["PATH_INFO"] + (f"?{query}" if query else "")
        body = BARE.render(lines=found[path]).encode()
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
        return [body]

    return application


def main() -> None:
    """Until it is told to end."""
    if "--warm" not in sys.argv:
        reading.DERIVED = Forgetful()
    served = open_folder(Path(sys.argv[1]))
    if len(sys.argv) > 2 and sys.argv[2] != "--warm":
        application = captured(Path(sys.argv[2]))
        server.wsgi = lambda registry: application
    server.serve(served, "127.0.0.1", 0, lambda address: print(address, flush=True))
    served.close()


if __name__ == "__main__":
    main()
