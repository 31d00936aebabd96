"""The band of years: a page on the same day of each year that the record knows of, as plain links."""

from msgspec import Struct

from comity.portal.edges import first_day
from comity.portal.reading import Reading


class Year(Struct, frozen=True):
    """A year of the band through time: the same day in it, and whether it is the year shown."""

    year: int
    address: str
    here: bool


def band(reading: Reading) -> tuple[Year, ...]:
    """The years from the first that the record knows of to today, each as this page on the same day of it."""
    first = first_day(reading.standing)
    if not first:
        return ()
    shown = int(reading.day[:4])
    years = range(int(first[:4]), int(reading.today[:4]) + 1)
    return tuple(Year(year, _moved(reading, year), year == shown) for year in years)


def _moved(reading: Reading, year: int) -> str:
    """This page, the day shown put into another year."""
    day = f"{year}{reading.day[4:]}" if reading.day[5:] != "02-29" else f"{year}-02-28"
    asked = f"?on={min(day, reading.today)}" + (f"&at={reading.at}" if reading.at else "")
    path = f"/{reading.lang}{reading.path}"
    return path + (f"?at={reading.at}" if reading.at else "") if day >= reading.today else path + asked
