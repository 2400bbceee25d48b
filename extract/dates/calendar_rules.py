"""Which year, month or day a bare one is, given the publication date.

News looks back: the latest one that is not after the publication date, unless the
clause looks ahead (``forward``) or sets a term (``term``: 9月底前).
"""

from __future__ import annotations

from datetime import date, timedelta

from .festivals import festival_days
from .timex import month_days, valid

NEAR = 60
"""A month and day so many days ahead are read as ahead even without a cue."""


def year_of_month(
    month: int, published: date, forward: bool, term: bool, past: bool = False
) -> int:
    """The year of a bare month.

    The months just ahead are this year's unless the clause looks back (``past``):
    those of last year would be called so.

    >>> year_of_month(9, date(2024, 8, 13), True, False)
    2024
    >>> year_of_month(12, date(2024, 1, 13), False, False)
    2023
    """
    ahead = month - published.month
    if ahead > 0:
        near = (term or ahead <= 3) and not past
        return published.year if forward or near else published.year - 1
    if (forward or term) and ahead <= -7:
        return published.year + 1
    return published.year


def year_of_day(month: int, day: int, published: date, forward: bool, term: bool) -> int:
    """The year of a bare month and day.

    >>> year_of_day(12, 20, date(2024, 1, 16), False, False)
    2023
    """
    year = published.year
    if not valid(year, month, day):  # 29 February
        years = range(year - 1, year - 9, -1)
        return next((y for y in years if valid(y, month, day)), year)
    ahead = (date(year, month, day) - published).days
    if ahead > 0:
        keeps = forward or ahead <= NEAR or (term and ahead <= 200)
        return year if keeps else year - 1
    if forward and ahead < -200 and valid(year + 1, month, day):
        return year + 1
    return year


def month_of_day(day: int, published: date, forward: bool) -> tuple[int, int]:
    """Year and month of a bare day.

    >>> month_of_day(20, date(2024, 1, 16), False)
    (2023, 12)
    """
    step = 1 if forward else -1
    year, month = published.year, published.month
    # Tomorrow's day is tomorrow, not a month ago.
    passed = day < published.day if forward else day > published.day + 1
    for _ in range(13):
        if not passed and day <= month_days(year, month):
            break
        passed = False
        month += step
        if not 1 <= month <= 12:
            year, month = year + step, 12 if month < 1 else 1
    return year, month


def year_of_quarter(first_month: int, published: date, forward: bool) -> int:
    """The year of a bare quarter or half that begins with ``first_month``."""
    if first_month <= published.month or forward:
        return published.year
    return published.year if first_month - published.month <= 6 else published.year - 1


def day_of_festival(name: str, published: date, forward: bool, term: bool = False) -> date | None:
    """The day of a bare festival: the last one, or one that is three weeks off at most.

    Six weeks where the last is long past: the news of January speaks of the coming 春节.
    A term (中秋前) is the next one when the last is long past.
    """
    limit = published if forward else published + timedelta(days=21)
    days = festival_days(name, (published.year - 1, published.year, published.year + 1))
    gone = max((d for d in days if d <= published), default=published)
    near = 45 if (published - gone).days > 240 else 21
    here = next((d for d in days if -10 <= (d - published).days <= near), None)
    if here is not None:
        return here  # just past or about to come, whatever the clause says
    if term and not forward:
        last = max((d for d in days if d <= limit), default=published)
        forward = (published - last).days > 100
    if forward:
        return next((d for d in days if d >= limit), None)
    return next((d for d in reversed(days) if d <= limit), None)


def weekday_date(weekday: int, published: date, forward: bool) -> date:
    """The day of a bare weekday (1 is Monday)."""
    gap = (published.isoweekday() - weekday) % 7
    return published + timedelta(days=(7 - gap) % 7 or 7) if forward else published - timedelta(gap)


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month, ``months`` later.

    >>> add_months(2024, 1, -2)
    (2023, 11)
    """
    total = year * 12 + month - 1 + months
    return total // 12, total % 12 + 1
