"""Hours of the day as spoken."""

from __future__ import annotations

from .expression import Point


def hour24(part: str | None, hour: int) -> int:
    """The hour of the day for an hour as spoken after a part of the day.

    >>> hour24("AF", 3), hour24("EV", 12), hour24("NI", 11), hour24("NI", 2), hour24("MI", 1)
    (15, 24, 23, 2, 13)
    """
    if part == "AF" and hour < 12:
        return hour + 12
    if part == "EV":
        if 5 <= hour < 12:
            return hour + 12
        return 24 if hour == 12 else hour
    if part == "NI":
        if 6 <= hour < 12:
            return hour + 12
        return 0 if hour == 12 else hour
    if part == "MI" and hour < 6:
        return hour + 12
    return hour


def clock_text(point: Point) -> str:
    """``T15:00``, ``TAF`` or nothing."""
    if point.hour is None:
        return f"T{point.part}" if point.part else ""
    hour = hour24(point.part, point.hour)
    text = f"T{hour:02d}:{point.minute or 0:02d}"
    return text if point.second is None else f"{text}:{point.second:02d}"
