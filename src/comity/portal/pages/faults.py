"""The page that says in one sentence why there is no page, keeps what was typed and chosen, and leads on from there."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from comity.portal.faults import BadQuery, Fault
from comity.portal.reading import LANGUAGES, Reading
from comity.portal.render import NAMED, ROOMS, Page
from comity.portal.words import Words

KNOWN = {400, 404, 405, 413}
#: More of what somebody typed as a day or an entry is not shown again.
SHOWN = 120
#: What is typed, not chosen, stands in a field again, to be mended there.
TYPED = ("q", "since", "year", "between")
#: What is typed in two fields is mended in one.
WITH = {"between": ("and",)}
#: The name of a thing that is not there is looked for by these words, if it is no longer.
LOOKED_FOR = 60


def fault_page(reading: Reading, fault: Fault, status: int, asked: Mapping[str, str]) -> Page:
    """Title by status, the sentence, what was typed, and where one may go from here; `asked` is the query as it was written."""
    w = Words(reading)
    data: dict[str, Any] = {"status": status, "code": fault.code}
    bad, left_out = fault.field, (fault.field, *WITH.get(fault.field, ()), "from", "on", "at")
    view: dict[str, Any] = {
        "typed": {"field": bad, "fields": left_out, "on": asked.get("on", "")[:SHOWN], "at": asked.get("at", "")[:16]},
        "mend": (bad, ",".join(asked[one] for one in (bad, *WITH.get(bad, ())) if one in asked)) if bad in TYPED else (),
        "ways": _ways(reading, w, fault),
    }  # fmt: skip
    title = w(f"fault.{status if status in KNOWN else 500}")
    said = w(fault.code, **fault.values)
    return Page("fault.html", "", title, said[:1].upper() + said[1:], data, view=view, status=status)


def _ways(reading: Reading, w: Words, fault: Fault) -> list[tuple[str, str]]:
    """Where to go on: the page without what was wrong, the room, a search for the name, the overview; day and entry stay."""
    room, _, name = reading.path.strip("/").partition("/")
    known = any(room in names for _, names in ROOMS)
    ways: list[tuple[str, str]] = []
    here = f"/{reading.lang}{quote(reading.path)}"
    if fault.code == "address.later":
        ways.append((w("fault.as_it_stands"), here + reading.with_query(at="")))
    elif isinstance(fault, BadQuery) and fault.field:
        left_out = reading.with_query(**dict.fromkeys((fault.field, *WITH.get(fault.field, ())), ""))
        ways.append((w("fault.today" if fault.field == "on" else "fault.newest" if fault.field == "at" else "fault.without"), here + left_out))
    if known and (name or not fault.field):  # else the page itself is that of the room
        ways.append((w("fault.to_room", room=w(f"rooms.of.{room}")), reading.link(room)))
    words = name.replace("/", " ").replace("-", " ").strip()
    if fault.code == "address.language":
        ways += [(f"{NAMED[lang]}: {fault.values[lang]}", str(fault.values[lang])) for lang in LANGUAGES]
    if fault.status == 404 and fault.code != "address.later" and words and not words.isdigit() and len(words) <= LOOKED_FOR:
        ways.append((w("fault.search", text=name.replace("/", " ")), f"/{reading.lang}/search?{urlencode({'q': words})}{reading.query.replace('?', '&')}"))
    ways.append((w("fault.to_overview"), reading.link()))
    return ways
