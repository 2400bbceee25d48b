"""When festivals fall: solar, lunar, solar terms, the n-th Sunday."""

from __future__ import annotations

import math
from datetime import date, timedelta
from functools import lru_cache

from lunardate import LunarDate

from .timex import nth_weekday
from .words import Festival, festivals, public_holidays

_FIRST_LUNAR_YEAR, _LAST_LUNAR_YEAR = 1900, 2099


@lru_cache(maxsize=2048)
def lunar_to_solar(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """The Gregorian day of a day of the lunar calendar; ``None`` when there is none.

    >>> lunar_to_solar(2024, 1, 15)
    datetime.date(2024, 2, 24)
    """
    if not _FIRST_LUNAR_YEAR <= year <= _LAST_LUNAR_YEAR:
        return None
    try:
        # One call has two names in the library's versions.
        lunar = LunarDate(year, month, day, leap)
        convert = getattr(lunar, "to_solar_date", None) or lunar.toSolarDate
        found = convert()
    except (ValueError, KeyError, IndexError):
        return None
    return found if isinstance(found, date) else None


@lru_cache(maxsize=512)
def lunar_month(year: int, month: int, leap: bool = False) -> tuple[date, date] | None:
    """First and last day of a lunar month."""
    first = lunar_to_solar(year, month, 1, leap)
    if first is None:
        return None
    last = lunar_to_solar(year, month, 30, leap) or lunar_to_solar(year, month, 29, leap)
    return (first, last) if last else None


def _sun(days: float) -> float:
    """Apparent longitude of the sun in degrees, ``days`` after 2000-01-01 12:00 UT.

    Low-precision formula of Meeus, Astronomical Algorithms, chapter 25 (0.01°,
    a quarter of an hour).
    """
    t = days / 36525
    mean = 280.46646 + 36000.76983 * t
    anomaly = math.radians(357.52911 + 35999.05029 * t)
    centre = 1.914602 * math.sin(anomaly) + 0.019993 * math.sin(2 * anomaly)
    node = math.radians(125.04 - 1934.136 * t)
    return (mean + centre - 0.00569 - 0.00478 * math.sin(node)) % 360


@lru_cache(maxsize=1024)
def solar_term(year: int, index: int) -> date:
    """Day (Beijing time) of the solar term ``index``, counted from 小寒.

    >>> solar_term(2023, 6), solar_term(2024, 23)
    (datetime.date(2023, 4, 5), datetime.date(2024, 12, 21))
    """
    target = (285 + 15 * index) % 360
    guess = (date(year, 1, 6) - date(2000, 1, 1)).days - 0.5 + index * 15.22
    for _ in range(8):
        gap = (target - _sun(guess) + 180) % 360 - 180
        guess += gap * 365.2422 / 360
    # Terrestrial time runs a little over a minute ahead; Beijing is at +8 h.
    return date(2000, 1, 1) + timedelta(days=math.floor(guess + 0.5 + 8 / 24 - 0.0008))


@lru_cache(maxsize=2048)
def festival_day(name: str, year: int) -> date | None:
    """The day of a festival in a Gregorian year (lunar: in the lunar year of that name).

    >>> festival_day("重阳节", 2015), festival_day("除夕", 2024), festival_day("母亲节", 2024)
    (datetime.date(2015, 10, 21), datetime.date(2024, 2, 9), datetime.date(2024, 5, 12))
    """
    row: Festival | None = festivals().get(name)
    if row is None or row.calendar == "none" or not 1 <= year <= 9998:
        return None
    if row.calendar == "solar":
        return date(year, row.month, row.day)
    if row.calendar == "term":
        return solar_term(year, row.month)
    if row.calendar == "nth":
        return nth_weekday(year, row.month, *divmod(row.day, 10))
    # "lunar" and "lunar_days" (several days long) are reckoned alike.
    if row.day == 0:  # the last day of the lunar year, before 1 正月
        eve = lunar_to_solar(year, 1, 1)
        return eve - timedelta(days=1) if eve else None
    # 腊八 of a lunar year falls in the next January: the one in this Gregorian year.
    if row.month == 12:
        for lunar_year in (year - 1, year):
            found = lunar_to_solar(lunar_year, row.month, row.day)
            if found and found.year == year:
                return found
        return None
    return lunar_to_solar(year, row.month, row.day)


def festival_days(name: str, years: tuple[int, ...]) -> list[date]:
    """The days of a festival in some Gregorian years, in order; 腊八 may come twice in one.

    >>> festival_days("腊八", (2022,))
    [datetime.date(2022, 1, 10), datetime.date(2022, 12, 30)]
    """
    found = [festival_day(name, year) for year in years]
    row = festivals().get(name)
    if row is not None and row.calendar == "lunar" and row.month == 12 and row.day:
        found += [lunar_to_solar(year, row.month, row.day) for year in years]
    return sorted({day for day in found if day and day.year in years})


def holiday(name: str, year: int) -> tuple[date, date] | None:
    """First and last day of a festival's holiday in a year: see :func:`holiday_at`."""
    day = festival_day(name, year)
    return None if day is None else holiday_at(name, day)


def _mid_autumn(year: int) -> date:
    return festival_day("中秋", year) or date.max


def holiday_at(name: str, day: date) -> tuple[date, date]:
    """First and last day off work around a festival's ``day``.

    Public holidays as the State Council fixed them for the year, with the weekends
    they adjoin; the usual length in years that the table does not have, and where the
    days off begin with another festival (中秋 of 2023, two days before 国庆).

    >>> holiday("国庆节", 2022), holiday("清明节", 2023)[1]
    ((datetime.date(2022, 10, 1), datetime.date(2022, 10, 7)), datetime.date(2023, 4, 5))
    """
    row = festivals()[name]
    if row.last and row.calendar != "lunar_days":
        for first, last in public_holidays().get(day.year, ()):
            if first <= day <= last and not first <= _mid_autumn(day.year) < day:
                return first, last
    return day + timedelta(days=row.first), day + timedelta(days=row.last)
