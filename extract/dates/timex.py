"""TIMEX3 values and the days they cover."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

_SEASONS = {
    "H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14),
}  # fmt: skip
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(\d|WE))?")
_SEASON = re.compile(r"(\d{4})-([HQ]\d|SP|SU|FA|WI)")
_DECADE = re.compile(r"(\d{2,3})(X{1,2})")
_WEEK_OF_MONTH = re.compile(r"(\d{4})-(\d\d)-W(\d\d)")
_CALENDAR = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_CLOCK = re.compile(r"T(\d\d)(?::(\d\d))?(?::(\d\d))?$")


def month_days(year: int | None, month: int) -> int:
    """Days of a month; 29 for February of an unknown year.

    >>> month_days(None, 2), month_days(2023, 2)
    (29, 28)
    """
    if month == 2:
        return 29 if year is None or (year % 4 == 0 and (year % 100 or year % 400 == 0)) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def valid(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether the calendar has this day."""
    if day is None:
        return True
    if month is None:
        return 1 <= day <= 31
    return 1 <= day <= month_days(year, month)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The ``nth`` Monday (1), Tuesday … of a month, or its last (``nth`` −1).

    >>> nth_weekday(2024, 5, 2, 7), nth_weekday(2024, 5, -1, 5)
    (datetime.date(2024, 5, 12), datetime.date(2024, 5, 31))
    """
    if nth < 0:
        last = date(year, month, month_days(year, month))
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def _month_bounds(year: int, first: int, last: int) -> tuple[date, date]:
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), date(end_year, end_month, month_days(end_year, end_month))


def _days(value: str) -> tuple[date, date] | None:
    """First and last day of one date-like value; ``None`` where parts are unknown."""
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        if match[3] == "WE":
            return monday + timedelta(days=5), monday + timedelta(days=6)
        if match[3]:
            day = monday + timedelta(days=int(match[3]) - 1)
            return day, day
        return monday, monday + timedelta(days=6)
    if match := _WEEK_OF_MONTH.fullmatch(value):
        # The first week of a month begins with its first Monday.
        first_day = date(int(match[1]), int(match[2]), 1)
        monday = first_day + timedelta(days=-first_day.weekday() % 7 + 7 * int(match[3]) - 7)
        return monday, monday + timedelta(days=6)
    if match := _SEASON.fullmatch(value):
        return _month_bounds(int(match[1]), *_SEASONS[match[2]])
    if match := _DECADE.fullmatch(value):
        width = 10 ** len(match[2])
        first = int(match[1]) * width
        return date(max(first, 1), 1, 1), date(first + width - 1, 12, 31)
    if match := _CALENDAR.fullmatch(value):
        year = int(match[1])
        if not 1 <= year <= 9998:
            return None
        if match[2] is None:
            return date(year, 1, 1), date(year, 12, 31)
        if match[3] is None:
            return _month_bounds(year, int(match[2]), int(match[2]))
        day = date(year, int(match[2]), int(match[3]))
        return day, day
    return None


_EDGES_OF_MONTH = {
    "begin": (1, 5), "mid": (11, 20), "end": (25, 31), "1": (1, 10), "2": (11, 20), "3": (21, 31),
    "12": (1, 20), "23": (11, 31),
}  # fmt: skip
_EDGES_OF_DECADE = {"begin": (0, 3), "mid": (3, 7), "end": (7, 10)}  # tenths
_EDGES_OF_YEAR = {"begin": (1, 2), "mid": (6, 7), "end": (11, 12)}


def _narrow(bounds: tuple[date, date], edge: str | None) -> tuple[date, date]:
    """The piece of a month or year that 底, 初, 中旬 names."""
    first, last = bounds
    if edge is None:
        return bounds
    if (first.year, first.month) == (last.year, last.month):
        low, high = _EDGES_OF_MONTH[edge]
        return first.replace(day=low), first.replace(day=min(high, last.day))
    if edge in ("begin", "end") and (last - first).days in (89, 90, 91):  # a quarter
        month = first.month if edge == "begin" else last.month
        return _month_bounds(first.year, month, month)
    years = last.year - first.year + 1
    if edge in _EDGES_OF_YEAR and years >= 10:
        low, high = _EDGES_OF_DECADE[edge]
        return (
            date(first.year + years * low // 10, 1, 1),
            date(first.year + years * high // 10 - 1, 12, 31),
        )
    if edge in _EDGES_OF_YEAR and (last - first).days > 360:
        low, high = _EDGES_OF_YEAR[edge]
        return _month_bounds(first.year, low, high)
    return bounds


@lru_cache(maxsize=4096)
def bounds(
    value: str | None, edge: str | None = None, first_edge: str | None = None
) -> tuple[str, str] | None:
    """ISO first and last moment of a value, ``None`` when it is not fixed.

    ``edge`` is the piece of the month or year that is meant: 底 from the 25th or
    from November, 初 to the 5th or to February, 中旬 11–20; ``first_edge`` that of the
    first end of a range.

    >>> bounds("2023-Q1/2023-Q3")
    ('2023-01-01', '2023-09-30')
    >>> bounds("2023-09-06T15:00")
    ('2023-09-06T15:00', '2023-09-06T15:00')
    >>> bounds("XXXX-09-06") is None
    True
    """
    if not value or not value[0].isdigit():
        return None
    if len(value) == 10 and value[4] == "-" and value[7] == "-":
        return value, value
    if "/" in value:
        first, last = value.split("/", 1)
        low, high = bounds(first, first_edge), bounds(last, edge)
        return (low[0], high[1]) if low and high else None
    clock = _CLOCK.search(value)
    if clock:
        return (value, value) if "X" not in value else None
    head, _, _ = value.partition("T")
    if "X" in head and not _DECADE.fullmatch(head):
        return None
    try:
        days = _days(head)
    except ValueError:
        return None
    if days is None:
        return None
    first_day, last_day = _narrow(days, edge)
    return first_day.isoformat(), last_day.isoformat()


def duration(amounts: list[tuple[float, str]]) -> str:
    """The TIMEX3 value of a sum of amounts.

    >>> duration([(2, "Y"), (3, "M")]), duration([(1.5, "h")]), duration([(0.5, "Y")])
    ('P2Y3M', 'PT1H30M', 'P6M')
    >>> duration([(15, "D")]), duration([(5, "Q")]), duration([(1, "k")]), duration([(1.5, "Y")])
    ('P15D', 'P15M', 'PT15M', 'P1Y6M')
    """
    days = times = ""
    for number, unit in amounts:
        for value, letter in _plain(number, unit):
            text = f"{value:g}" if value < 1e6 else f"{value:.0f}"
            if letter in "YMWD":
                days += text + letter
            else:
                times += text + {"h": "H", "m": "M", "s": "S"}[letter]
    return f"P{days}" + (f"T{times}" if times else "")


def _plain(number: float, unit: str) -> list[tuple[float, str]]:
    """An amount in the units that TIMEX3 has, halves of years and hours worked out."""
    if unit == "Q":
        return [(number * 3, "M")]
    if unit == "C":
        return [(number * 100, "Y")]
    if unit == "k":
        return [(number * 15, "m")]
    whole = int(number)
    if unit == "Y" and number - whole == 0.5:
        return [(whole, "Y"), (6, "M")] if whole else [(6, "M")]
    if unit == "h" and number - whole == 0.5:
        return [(whole, "h"), (30, "m")] if whole else [(30, "m")]
    if unit == "m" and number - whole == 0.5:
        return [(whole, "m"), (30, "s")] if whole else [(30, "s")]
    return [(number, unit)]
