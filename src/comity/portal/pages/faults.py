"""The page that says in one sentence why there is no page."""

from typing import Any

from comity.portal.faults import Fault
from comity.portal.reading import Reading
from comity.portal.render import Page
from comity.portal.words import Words


def fault_page(reading: Reading, fault: Fault, status: int) -> Page:
    """Title by status, the sentence, and where one may go from here."""
    w = Words(reading)
    known = {400, 404, 405, 413}
    data: dict[str, Any] = {"status": status, "code": fault.code}
    return Page("fault.html", "", w(f"fault.{status if status in known else 500}"), w(fault.code, **fault.values), data, status=status)
