"""The page that says in one sentence why there is no page; where the day or entry asked for cannot be read, asks again."""

from collections.abc import Mapping
from typing import Any

from comity.portal.faults import BadQuery, Fault
from comity.portal.reading import Reading
from comity.portal.render import Page
from comity.portal.words import Words

KNOWN = {400, 404, 405, 413}
#: More of what somebody typed is not shown again.
SHOWN = 120


def fault_page(reading: Reading, fault: Fault, status: int, asked: Mapping[str, str]) -> Page:
    """Title by status, the sentence, and where one may go from here."""
    w = Words(reading)
    data: dict[str, Any] = {"status": status, "code": fault.code}
    view: dict[str, Any] = {"typed": {}}
    if isinstance(fault, BadQuery):
        entry = fault.code == "query.entry" and "since" not in asked
        day = fault.code.startswith("query.day")
        view["typed"] = {"on": asked.get("on", "")[:SHOWN], "at": asked.get("at", "")[:16], "on_bad": day, "at_bad": entry}
    title = w(f"fault.{status if status in KNOWN else 500}")
    return Page("fault.html", "", title, w(fault.code, **fault.values), data, view=view, status=status)
