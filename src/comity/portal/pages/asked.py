"""Questions as somebody asks them, each a plain address: this page as it stood on a day on which something changed."""

from collections.abc import Iterable

from comity.portal.reading import Reading
from comity.portal.words import Value, Words

#: So many questions stand on a page, of the latest days.
MOST = 6


def on_days(reading: Reading, w: Words, code: str, days_: Iterable[str], **values: Value) -> list[tuple[str, str]]:
    """A question of the code for each whole day of the past that is not the day shown; the latest of them, in order of time."""
    wanted = sorted({day for day in days_ if len(day) == 10 and day <= reading.today and day != reading.day})[-MOST:]
    path = f"/{reading.lang}{reading.path}"
    return [(w(code, day=("day", day), **values), path + reading.with_query(on=day)) for day in wanted]
