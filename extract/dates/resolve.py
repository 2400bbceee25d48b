"""Expressions of one article resolved in order, each in the context of those before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from . import calendar_rules as rules
from .clock import clock_text
from .context import Context, Named
from .ends import bare_months, dated_months, follow, second_place, two_ends, wrapped
from .expression import Expression, Point
from .fields import Unreadable
from .place import Fixed, Place
from .points import UNKNOWN_YEAR, by_itself, fix
from .timex import bounds, duration


class Resolved(NamedTuple):
    """What a date expression means: TIMEX3 ``value``, ISO ``first`` and ``last``.

    ``anchor`` says what fixed it: ``absolute`` (the expression itself), ``published``
    (the publication date), ``article`` (a date named before) or ``None``.
    """

    kind: str
    value: str | None
    first: str | None = None
    last: str | None = None
    anchor: str | None = None


_OPENS = frozenset(("", *"，,。；;：:、（(“\n在自从 "))
"""What stands before a year that goes on to hold (比2022年 does not)."""


def _remember(
    context: Context, fixed: Fixed, expression: Expression, which: int, start: int, end: int
) -> None:
    """Keep what the first or last point (``which``) of an expression names."""
    text, point = context.text, expression.points[which]
    if point.part is not None:
        context.part, context.part_end = point.part, end
    if fixed.year is not None and _states_year(point, text, start):
        context.year = fixed.year
        context.year_end = end
    elif fixed.anchor == "article" and fixed.year and not point.names_year:
        context.year = fixed.year  # 2020年12月开工，1月封顶: on into 2021
    if fixed.month is None:
        return
    named = Named(fixed.year, fixed.month, fixed.day, end)
    if fixed.day is not None or len(expression.points) == 1:  # 1—5月 names no month for a bare day
        context.month = named
    if fixed.day is not None and point.festival is None:
        context.day = named
        if fixed.year is not None and _DATELINE.match(text, end):
            today = date(fixed.year, fixed.month, fixed.day)
            if context.published and 0 <= (context.published - today).days <= 10:
                context.today = today


_DATELINE = re.compile(r"[ \u3000]?(?:讯|电(?![力器子视影话网商梯]))")


def _states_year(point: Point, text: str, start: int) -> bool:
    """Whether a point states a year that those after it may go by."""
    if point.year is None and (
        point.year_from_publication is None or point.year_from_context is not None
    ):
        return False
    opens = point.year is not None or point.year_from_publication == 0
    return point.month is not None or (opens and text[max(0, start - 1) : start] in _OPENS)


def _calendar(
    expression: Expression, text: str, start: int, end: int, context: Context
) -> Resolved:
    bound, points = expression.bound or "", expression.points
    last_point = points[-1]
    term = bound in ("前", "之前", "以前") or (
        last_point.edge == "end" and text[max(0, start - 1) : start] in ("到", "至")
    )
    open_ended = "以来" in bound or "至今" in bound
    place = Place(text, start, end, term, open_ended)
    # A range takes its year from its second end: 1-9月 lies in the year of September.
    if len(points) == 2 and context.published is not None:
        if bare_months(points):
            points = dated_months(points, context, place)
        elif points[1].season in ("Q2", "Q3") and not points[0].names_year:
            # 前三季度 in January are those of the year before.
            start_month = 3 * int(points[1].season[1]) - 2
            late = start_month > context.published.month + 2 and not place.forward
            points = tuple(replace(p, year_from_publication=-int(late)) for p in points)
    if points[0].season == "WI" and points[0].year_from_publication == 0:
        points = _this_winter(points, context, place)
    first = fix(points[0], context, place)
    fixed = first
    value = first.value
    if len(points) == 2:
        if not open_ended:
            _remember(context, first, expression, 0, start, end)
        fixed = wrapped(
            first,
            fix(follow(points[1], points[0], first), context, second_place(points[1], place)),
            points,
            text[start:end],
        )
        value = two_ends(first, fixed, points)
    if not open_ended:  # what follows is told of now
        _remember(context, fixed, expression, -1, start, end)
    kind = expression.kind
    if kind == "vague" and (value is None or value == "XXXX"):
        return Resolved(kind, "PAST_REF")
    days = bounds(value, last_point.edge, points[0].edge if len(points) > 1 else None)
    low, high = days if days else (None, None)
    if open_ended and low and context.published:
        high = context.published.isoformat()
    return Resolved(kind, value, low, high, first.anchor if value else None)


@lru_cache(maxsize=16384)
def _settled(
    expression: Expression, published: date | None, today: date | None
) -> tuple[Fixed, Resolved] | None:
    """What an expression of one point means where nothing around it bears on that."""
    if len(expression.points) != 1 or expression.bound:
        return None
    fixed = by_itself(expression.points[0], published, today)
    if fixed is None:
        return None
    value, kind = fixed.value, expression.kind
    if kind == "vague" and (value is None or value == "XXXX"):
        return fixed, Resolved(kind, "PAST_REF")
    low, high = bounds(value, expression.points[0].edge) or (None, None)
    return fixed, Resolved(kind, value, low, high, fixed.anchor if value else None)


def _this_winter(points: tuple[Point, ...], context: Context, place: Place) -> tuple[Point, ...]:
    """今冬, 今冬明春 told from January to March: the winter that began last year."""
    if context.published is None or context.published.month > 3 or place.forward:
        return points
    return tuple(
        replace(p, year_from_publication=(p.year_from_publication or 0) - 1) for p in points
    )


def _amounts(expression: Expression) -> Resolved:
    amounts = expression.amounts
    if any(a.low is None for a in amounts):
        unit = amounts[0].unit
        value = {"h": "PTXH", "m": "PTXM", "s": "PTXS", "k": "PTXM"}.get(unit, f"PX{unit}")
        return Resolved("duration", value)
    low = duration([(a.low or 0.0, a.unit) for a in amounts])
    high = duration([(a.high or 0.0, a.unit) for a in amounts])
    return Resolved("duration", low if low == high else f"{low}/{high}")


def _shifted(expression: Expression, text: str, start: int, end: int, context: Context) -> Resolved:
    """三天前, 两年后: counted from the publication date, or from the day named before."""
    amount = expression.amounts[0]
    if amount.low is None or amount.low != amount.high or _rounded(text[start:end]):
        # 三十多年后 tells how long something took, 三十多年前 no year.
        return _amounts(expression) if expression.shift > 0 else Resolved("date", None)
    base, known, anchor = _base(expression, context)
    if expression.shift > 0 and context.published and _until_now(text, start, end):
        now = f"{context.published.year:04d}"
        return Resolved("date", now, f"{now}-01-01", f"{now}-12-31", "published")
    if base is None:
        return Resolved("date", None)
    whole = int(amount.low)
    sign, unit = expression.shift, amount.unit
    if unit == "C":
        return _years_off(base, sign * round(amount.low * 100), known, anchor)
    months = {"Y": 12, "M": 1, "Q": 3}.get(unit)
    if unit == "Y" and whole == amount.low and len(expression.amounts) == 1:
        return _years_off(base, sign * whole, known, anchor)
    if months:
        total = round(
            sum((a.low or 0) * {"Y": 12, "M": 1, "Q": 3}.get(a.unit, 0) for a in expression.amounts)
        )
        year, month = rules.add_months(base.year, base.month, sign * total)
        value = f"{year:04d}-{month:02d}" if known else None
    else:
        days = round(amount.low * (7 if unit == "W" else 1))
        day = base + timedelta(days=sign * days)
        value = day.isoformat() if known else f"XXXX-{day:%m-%d}"
    low_high = bounds(value)
    low, high = low_high if low_high else (None, None)
    return Resolved("date", value, low, high, anchor if value else None)


def _years_off(base: date, years: int, known: bool, anchor: str | None) -> Resolved:
    year = base.year + years
    if not known or year <= 0:
        return Resolved("date", None)
    return Resolved("date", f"{year:04d}", f"{year:04d}-01-01", f"{year:04d}-12-31", anchor)


def _until_now(text: str, start: int, end: int) -> bool:
    """Whether 八十年后 is now: 的今天 follows, or 八十年前 stands before."""
    if text[end - 2 : end] != "年后":
        return False
    before = text.find(text[start : end - 1] + "前", max(0, start - 300), start)
    return before >= 0 or text.startswith("的今天", end)


def _rounded(surface: str) -> bool:
    return any(char in surface for char in "多余几数")


def _base(expression: Expression, context: Context) -> tuple[date | None, bool, str | None]:
    named, month, unit = context.day, context.month, expression.amounts[0].unit
    if expression.shift > 0 and unit == "Y" and (year := context.year_in_line):
        return date(year, 1, 1), True, "article"
    if (
        expression.shift > 0
        and unit in "MQ"
        and month
        and month.year
        and context.in_line(month.end)
    ):
        return date(month.year, month.month, 1), True, "article"
    near = named is not None and named.day is not None and context.in_line(named.end)
    if (
        named is not None
        and named.day is not None
        and ((near and expression.shift > 0) or context.published is None)
    ):
        return (
            date(named.year or UNKNOWN_YEAR, named.month, named.day),
            named.year is not None,
            "article",
        )
    return context.published, True, "published"


def _recurrence(expression: Expression) -> Resolved:
    every, points = expression.every or "", expression.points
    clocks = [clock_text(p) for p in points]
    timed = [c for c in clocks if c and c[1].isdigit()]
    if expression.weekdays:
        tails = [c for c in clocks if c] or [""]
        values = [f"XXXX-WXX-{d}{t}" for d in expression.weekdays for t in tails]
        return Resolved("set", "/".join(values))
    heads: list[str] = []
    for point in points:
        if point.month is not None or point.day is not None:
            head = f"XXXX-{point.month:02d}" if point.month else "XXXX-XX"
            heads.append(head + (f"-{point.day:02d}" if point.day else ""))
        elif point.season in ("SP", "SU", "FA", "WI"):
            heads.append(f"XXXX-{point.season}")
    if heads:
        values = [h + (timed[min(i, len(timed) - 1)] if timed else "") for i, h in enumerate(heads)]
        return Resolved("set", "/".join(dict.fromkeys(values)))
    daily = timed or [c for c in clocks if c]
    if daily and every == "P1D":
        return Resolved("set", "/".join(f"XXXX-XX-XX{c}" for c in daily))
    return Resolved("set", every)


@lru_cache(maxsize=16384)
def _unanchored(expression: Expression) -> Resolved:
    """What means the same everywhere: recurrences, durations, periods, vague words."""
    if expression.kind == "set":
        return _recurrence(expression)
    if expression.kind == "duration":
        return _amounts(expression)
    return Resolved(expression.kind, expression.value)


def resolve(
    expression: Expression, text: str, start: int, end: int, context: Context
) -> Resolved | None:
    """What ``expression`` at ``text[start:end]`` means; ``None`` for an impossible date."""
    context.position = start
    if not expression.points or expression.kind == "set":
        if expression.form == "shift":
            return _shifted(expression, text, start, end, context)
        return _unanchored(expression)
    try:
        settled = _settled(expression, context.published, context.today)
        if settled is not None:
            _remember(context, settled[0], expression, -1, start, end)
            return settled[1]
        return _calendar(expression, text, start, end, context)
    except (Unreadable, ValueError, OverflowError):
        return None


def resolve_all(
    found: Iterable[tuple[int, int, Expression]], text: str, published: date | None
) -> Iterator[tuple[int, int, Expression, Resolved | None]]:
    """Resolve expressions in text order."""
    context = Context(text, published)
    if published is None:
        found = list(found)
        context.only_year = _only_year(e for _, _, e in found)
    for start, end, expression in found:
        yield start, end, expression, resolve(expression, text, start, end, context)


def _only_year(expressions: Iterable[Expression]) -> int | None:
    """The year an article speaks of: stated twice at least, and no other beside it."""
    years = [p.year for e in expressions for p in e.points if p.year is not None]
    return years[0] if len(years) > 1 and len(set(years)) == 1 else None
