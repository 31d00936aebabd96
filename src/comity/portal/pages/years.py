"""The band of years: a page on the same day of each year that the record knows of, as plain links.

A script of the page (`static/years.js`) makes a slider of it, which leads to the same addresses.
"""

from msgspec import Struct

from comity.portal.edges import first_day
from comity.portal.reading import Reading
from comity.portal.words import Words


class Year(Struct, frozen=True):
    """A year of the band through time: the same day in it, also in words, its address, and whether it is the year shown."""

    year: int
    day: str
    address: str
    here: bool


def band(reading: Reading) -> tuple[Year, ...]:
    """The years from the first that the record knows of to today, each as this page on the same day of it.

    A year shown that lies outside of them stands at its end of the band.
    """
    first = first_day(reading.standing)
    if not first:
        return ()
    shown, w = int(reading.day[:4]), Words(reading)
    years = [*range(int(first[:4]), int(reading.today[:4]) + 1)]
    if shown < years[0]:
        years.insert(0, shown)
    elif shown > years[-1]:
        years.append(shown)
    return tuple(_year(reading, w, year, shown) for year in years)


def _year(reading: Reading, w: Words, year: int, shown: int) -> Year:
    """A year of the band; no other year than the one shown lies after today."""
    day = f"{year:04}{reading.day[4:]}" if reading.day[5:] != "02-29" else f"{year:04}-02-28"
    day = reading.day if year == shown else min(day, reading.today)
    asked = (f"on={day}" if day != reading.today else "", f"at={reading.at}" if reading.at else "")
    query = "&".join(one for one in asked if one)
    return Year(year, w.day(day), f"/{reading.lang}{reading.path}" + (f"?{query}" if query else ""), year == shown)
