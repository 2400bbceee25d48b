"""The two ends of a range: what they leave to each other, and their value."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from . import calendar_rules as rules
from .context import Context
from .expression import Point
from .festivals import festival_day
from .place import Fixed, Place
from .points import UNKNOWN_YEAR
from .words import public_holidays


def two_ends(first: Fixed, last: Fixed, points: tuple[Point, ...]) -> str | None:
    """The value of a range; that of two festivals is the days off that they share, if any."""
    if first.value is None or last.value is None:
        return None
    if "/" in first.value or "/" in last.value:  # 中秋国庆假期
        ends = sorted([*first.value.split("/"), *last.value.split("/")])
        starts = first.value.split("/")[0], last.value.split("/")[0]
        for begin, end in public_holidays().get(int(ends[-1][:4]), ()):
            if begin.isoformat() <= min(starts) and max(starts) <= end.isoformat():
                return f"{begin.isoformat()}/{end.isoformat()}"  # days off in one
        return f"{ends[0]}/{ends[-1]}"
    if first.value == last.value:
        return first.value
    if points[0].festival and points[1].festival and last.value < first.value:
        first, last = last, first
    return f"{first.value}/{last.value}"


def wrapped(first: Fixed, last: Fixed, points: tuple[Point, ...], surface: str) -> Fixed:
    """The second end in the next year when it lies before the first (11月至3月)."""
    if not first.value or not last.value or not last.value < first.value or "T" in last.value:
        return last
    if first.year is None or first.year != last.year or points[1].names_year:
        return last
    value = f"{first.year + 1:04d}{last.value[4:]}"
    if points[1].festival and points[0].festival:
        if not _TO.search(surface):
            return last  # 国庆与中秋: in no order
        day = festival_day(points[1].festival, first.year + 1)
        value = day.isoformat() if day else value
    return last._replace(value=value, year=first.year + 1)


_TO = re.compile(r"[到至—–－～~-]")


def bare_months(points: tuple[Point, ...]) -> bool:
    """Whether a range names its months alone (1—9月)."""
    return all(p.month is not None and p.day is None and not p.names_year for p in points)


def dated_months(points: tuple[Point, ...], context: Context, place: Place) -> tuple[Point, ...]:
    """Bare months with their years: 1—12月 told in January is over."""
    first, last = points
    assert context.published is not None
    assert first.month is not None
    assert last.month is not None
    if (stated := context.year_in_sentence) is not None:
        year = stated
        return replace(first, year=year), replace(last, year=year + (last.month < first.month))
    # 4月底至11月底 in April runs on; 1—12月 in January is over.
    running = 1 < first.month <= context.published.month < last.month
    year = (
        context.published.year
        if running
        else rules.year_of_month(last.month, context.published, place.forward, place.term, True)
    )
    begin = year - (last.month < first.month)
    shift = begin - context.published.year
    return (
        replace(first, year_from_publication=shift),
        replace(last, year_from_publication=year - context.published.year),
    )


def follow(point: Point, begin: Point, first: Fixed) -> Point:
    """The second end of a range with the year (and month) that the first was given."""
    if point.day_from_context is not None and first.value and first.value.startswith("T"):
        return replace(point, day_from_context=None)  # 22时至次日6时
    if point.weekday and begin.weekday and point.week_from_publication is None and first.day:
        days = (point.weekday - begin.weekday) % 7
        day = date(first.year or UNKNOWN_YEAR, first.month or 1, first.day) + timedelta(days=days)
        return replace(point, weekday=None, year=day.year, month=day.month, day=day.day)
    if first.year is None or point.festival or point.week_from_publication is not None:
        return point
    if point.year_from_context is not None and point.year is None:
        return replace(point, year=first.year + point.year_from_context, year_from_context=None)
    if point.names_year or begin.names_year:
        return point
    if point.day is not None and not point.names_month:
        if first.month is None:
            return point
        shift = int(first.day is not None and point.day < first.day)
        year, month = rules.add_months(first.year, first.month, shift)
        return replace(point, year=year, month=month)
    if point.month is not None or point.season is not None:
        return replace(point, year=first.year)
    return point


def second_place(point: Point, place: Place) -> Place:
    """The second end of a range follows the first; a second festival stands for itself."""
    if point.festival:
        return place
    after = Place(place.text, place.start, place.end, place.term)
    after.ahead = True
    return after
