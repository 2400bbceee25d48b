"""What callers give: texts, and days as dates, date-times or text."""

from __future__ import annotations

from datetime import date, datetime

from ..corpus.document import cut_in_two
from ..errors import UsageError


def day_of(value: date | str | None) -> date | None:
    """The day that a caller means by a date, a date-time or text like 2023-11-27.

    Raises :class:`UsageError` for anything else.

    >>> day_of("2023-11-27") == day_of(datetime(2023, 11, 27, 9)) == date(2023, 11, 27)
    True
    """
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise UsageError(f"published: {value!r} is not a date; write YYYY-MM-DD") from None


def text_of(value: str) -> str:
    """``value``, which has to be a string of whole characters.

    Raises :class:`UsageError` otherwise.
    """
    if not isinstance(value, str):
        raise UsageError(f"the text is a str, not {type(value).__name__}")
    if told := cut_in_two(value, "text"):
        raise UsageError(told)
    return value
