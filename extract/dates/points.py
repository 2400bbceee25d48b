"""Points in time put into the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from . import calendar_rules as rules
from .clock import clock_text
from .context import Context, Named, points_forward, told_from
from .expression import Point
from .festivals import festival_day, holiday_at, lunar_month, lunar_to_solar
from .fields import Unreadable
from .place import Fixed, Place
from .timex import month_days, nth_weekday, valid
from .words import festivals

UNKNOWN_YEAR = 2001
"""Stands for an unknown year while days are counted; never shown."""
_SEASON_STARTS = {"H1": 1, "H2": 7, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10,
                  "SP": 3, "SU": 6, "FA": 9, "WI": 12}  # fmt: skip


def _show(year: int | None) -> str:
    return "XXXX" if year is None else f"{year:04d}"


def _year(point: Point, context: Context) -> tuple[int | None, str | None]:
    """The year that the point itself names."""
    if point.year is not None:
        return point.year, "absolute"
    if point.year_from_publication is not None:
        if point.year_from_context is not None:
            spoken = context.year_spoken_of if point.year_from_context else context.year_in_sentence
            if spoken is not None:
                return spoken + point.year_from_context, "article"
        if context.published is None:
            if context.only_year is None:
                return None, None
            return context.only_year + point.year_from_publication, "article"
        return context.published.year + point.year_from_publication, "published"
    if point.year_from_context is not None and context.year is not None:
        return context.year + point.year_from_context, "article"
    return None, None


def _inherited_year(point: Point, context: Context) -> int | None:
    """The year stated in the same sentence, or anywhere before when nothing else helps.

    A story that goes on in its line keeps its year: 2021年3月成立。5月投产.
    """
    year, published, named = context.year, context.published, context.month
    if published is None:
        return context.only_year if year is None else year
    if year is None:
        return None
    month = point.month or 0
    goes_on = named is not None and named.year == year and context.in_line(named.end) and month > 0
    if context.year_in_sentence is not None:
        # 2022年12月开工，1月封顶: the next January, if it is over.
        if goes_on and named and named.month - month >= 6:
            return year + ((year + 1, month) <= (published.year, published.month))
        if not goes_on and point.day and _just_past(month, point.day, published):
            return None  # 2022年度十佳今天（3月6日）揭晓: the days of a report are its own
        return year
    if goes_on and named and named.month < month and year < published.year and point.day is None:
        return year
    return None


def _goes_on(month: int, day: int, context: Context) -> bool:
    """Whether a day follows one of its sentence that lies ahead: 7月1日登记，8月25日分班."""
    named, published = context.day, context.published
    if named is None or named.year is None or named.day is None or published is None:
        return False
    if not context.in_sentence(named.end) or (month, day) <= (named.month, named.day):
        return False
    return named.year == published.year and date(named.year, named.month, named.day) > published


def _just_past(month: int, day: int, published: date) -> bool:
    """Whether a day of the publication year lies at most ten days back, two ahead."""
    if not valid(published.year, month, day):
        return False
    return -10 <= (date(published.year, month, day) - published).days <= 2


def _day_value(year: int | None, month: int, day: int, point: Point, anchor: str | None) -> Fixed:
    if not valid(year, month, day):
        raise Unreadable(f"{year}-{month}-{day}")
    value = f"{_show(year)}-{month:02d}-{day:02d}{clock_text(point)}"
    return Fixed(value, anchor, year, month, day)


def _date_value(day: date, known: bool, point: Point, anchor: str | None) -> Fixed:
    return _day_value(day.year if known else None, day.month, day.day, point, anchor)


def _context_day(point: Point, context: Context) -> Fixed:
    """当天, 次日: counted from the day named before."""
    named = context.day
    shift = point.day_from_context or 0
    if named is None or named.day is None:
        return Fixed(None)
    base = date(
        named.year or UNKNOWN_YEAR, named.month, min(named.day, month_days(named.year, named.month))
    )
    return _date_value(base + timedelta(days=shift), named.year is not None, point, "article")


def _bare_day(point: Point, context: Context, place: Place) -> Fixed:
    assert point.day is not None
    named, published = context.day or context.month, context.published
    if context.month and context.day and "\n" in place.text[context.day.end : context.month.end]:
        named = context.month
    near = named and (context.in_line if named.day else context.in_sentence)(named.end)
    if named is not None and (published is None or near):
        year, month = named.year, named.month
        if named.day is not None and point.day < named.day:
            year_number, month = rules.add_months(year or UNKNOWN_YEAR, month, 1)
            year = year_number if year is not None else None
            if named.day - point.day < 15:  # more likely looking back than 11 days short of a month
                year, month = named.year, named.month
        if valid(year, month, point.day):
            late = (
                published is not None
                and year is not None
                and date(year, month, point.day) > published
                # 17日至19日有雨，20日转晴: on from a day that lies ahead itself
                and not (named.day and date(year, named.month, named.day) > published)
            )
            if not late or place.forward or place.term:
                return _day_value(year, month, point.day, point, "article")
    if published is None:
        return Fixed(f"XXXX-XX-{point.day:02d}{clock_text(point)}", None)
    ahead = 0 < point.day - published.day <= 14
    forward = ahead and (place.term or place.forecast)
    forward = forward or points_forward(place.text, place.start, place.end)
    year, month = rules.month_of_day(point.day, published, forward)
    return _day_value(year, month, point.day, point, "published")


def _month(point: Point, context: Context) -> tuple[int | None, int | None, str | None]:
    """Year and month of 本月, 上月, 当月, 次月."""
    if point.month_from_publication is not None:
        if context.published is None:
            return None, None, None
        base = context.published
        year, month = rules.add_months(base.year, base.month, point.month_from_publication)
        return year, month, "published"
    named = context.month
    if named is None:
        if context.published is None:
            return None, None, None
        named = Named(context.published.year, context.published.month, None, 0)
    shift = point.month_from_context or 0
    year, month = rules.add_months(named.year or UNKNOWN_YEAR, named.month, shift)
    return (year if named.year is not None else None), month, "article"


def _month_point(point: Point, context: Context, place: Place) -> Fixed:
    year, anchor = _year(point, context)
    month = point.month
    if month is None:
        year, month, anchor = _month(point, context)
        if month is None:
            return Fixed(None)
    elif year is None and not point.names_year:
        year = _inherited_year(point, context)
        anchor = "article" if year is not None else None
        published = context.published
        if year is None and published is not None:
            anchor = "published"
            if point.day is not None:
                forward = place.forward or _goes_on(month, point.day, context)
                year = rules.year_of_day(month, point.day, published, forward, place.term)
            else:
                year = rules.year_of_month(month, published, place.forward, place.term, place.past)
    if place.since and year is not None and anchor != "absolute" and context.published:
        # 2023年元旦假期，12月30日以来: what has lasted began before
        year -= (year, month, point.day or 1) > context.published.timetuple()[:3]
    if point.day is not None:
        return _day_value(year, month, point.day, point, anchor)
    value = f"{_show(year)}-{month:02d}"
    if point.week_of_month is not None:
        if point.weekday is not None and year is not None:
            day = nth_weekday(year, month, point.week_of_month, point.weekday)
            return _date_value(day, True, point, anchor)
        if point.week_of_month > 0:
            value += f"-W{point.week_of_month:02d}"
    return Fixed(value + clock_text(point), anchor, year, month)


def _festival_point(point: Point, context: Context, place: Place) -> Fixed:
    name = point.festival or ""
    year, anchor = _year(point, context)
    day: date | None = None
    if year is None and not point.names_year:
        year = _inherited_year(point, context)
        anchor = "article"
        if year is None and context.published is not None:
            day = rules.day_of_festival(name, context.published, place.forward, place.term)
            year, anchor = day.year if day else context.published.year, "published"
    if year is None:
        row = festivals()[name]
        if row.calendar == "term":
            day = festival_day(name, UNKNOWN_YEAR + 22)
            return Fixed(f"XXXX-{day:%m-%d}" if day else None)
        if row.calendar != "solar":
            return Fixed(None)
        return Fixed(f"XXXX-{row.month:02d}-{row.day:02d}", None, None, row.month, row.day)
    day = day or festival_day(name, year)
    if day is None:
        return Fixed(None)
    if point.holiday or festivals()[name].calendar == "lunar_days":
        first, last = holiday_at(name, day)
        if point.edge == "begin":  # 清明假期首日
            last = first
        value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
        return Fixed(value, anchor, year)
    return _date_value(day, True, point, anchor)


def _lunar_point(point: Point, context: Context, place: Place) -> Fixed:
    assert point.lunar_month is not None
    year, anchor = _year(point, context)
    if point.lunar_day is None:
        for lunar_year in _lunar_years(year, context):
            span = lunar_month(lunar_year, point.lunar_month, point.leap)
            if span and (
                year is not None or context.published is None or span[0] <= context.published
            ):
                value = f"{span[0].isoformat()}/{span[1].isoformat()}"
                return Fixed(value, anchor or "published", span[0].year)
        return Fixed(None)
    for lunar_year in _lunar_years(year, context):
        day = lunar_to_solar(lunar_year, point.lunar_month, point.lunar_day, point.leap)
        if day is None:
            continue
        if year is not None or place.forward or day <= _limit(context):
            return _date_value(day, True, point, anchor or "published")
    return Fixed(None)


def _limit(context: Context) -> date:
    assert context.published is not None
    return context.published + timedelta(days=21)


def _lunar_years(year: int | None, context: Context) -> tuple[int, ...]:
    if year is not None:
        return (year,)
    if context.published is None:
        return ()
    return (context.published.year, context.published.year - 1)


_SAME_DAY = 40
"""How far behind a day a weekday that fits it is that day's."""


def _week_point(point: Point, context: Context, place: Place) -> Fixed:
    published = context.published
    if point.week_from_publication is None:
        assert point.weekday is not None
        named = context.day
        if named and named.day and named.year and context.in_line(named.end):
            day = date(named.year, named.month, named.day)
            near = 0 <= context.position - named.end <= _SAME_DAY
            if near and day.isoweekday() == point.weekday:  # 5月5日是星期六
                return _date_value(day, True, point, "article")
        if published is None:
            return Fixed(f"XXXX-WXX-{point.weekday}{clock_text(point)}")
        if published.isoweekday() == point.weekday and place.forecast:
            return _date_value(published, True, point, "published")
        forward = place.forward or place.forecast
        day = rules.weekday_date(point.weekday, published, forward)
        return _date_value(day, True, point, "published")
    if published is None:
        return Fixed(None)
    base = published + timedelta(weeks=point.week_from_publication)
    year, week, _ = base.isocalendar()
    if point.weekday is not None:
        day = date.fromisocalendar(year, week, point.weekday)
        return _date_value(day, True, point, "published")
    return Fixed(f"{year}-W{week:02d}" + ("-WE" if point.weekend else ""), "published", year)


def _season_point(point: Point, context: Context, place: Place) -> Fixed:
    season = point.season or ""
    year, anchor = _year(point, context)
    published = context.published
    if season in ("Q-", "Q=", "Q+"):
        if published is None:
            return Fixed(None)
        months = {"Q-": -3, "Q=": 0, "Q+": 3}[season]
        year, month = rules.add_months(published.year, published.month, months)
        return Fixed(f"{year}-Q{(month + 2) // 3}", "published", year)
    if year is None and not point.names_year:
        year, anchor = _inherited_year(point, context), "article"
        if year is None and published is not None:
            first = _SEASON_STARTS[season]
            year, anchor = rules.year_of_quarter(first, published, place.forward), "published"
    if year is None and point.names_year and season in _SEASON_STARTS and season[0] not in "HQ":
        return Fixed(None)
    return Fixed(f"{_show(year)}-{season}", anchor if year is not None else None, year)


@lru_cache(maxsize=16384)
def by_itself(point: Point, published: date | None, today: date | None) -> Fixed | None:
    """The value of a point that neither its clause nor another date bears on; else ``None``.

    Such are 2023年5月, 今天, 去年春节.  Raises :class:`Unreadable` as :func:`fix` does.
    """
    if point.masked is None:
        if point.week_from_publication is not None or point.weekday is not None:
            return None
        if point.season in _MOVING or point.day_from_context is not None:
            return None
        if point.day is not None and not point.names_month:
            return None
        if point.day_from_publication is not None:
            if published is None:
                return None
        elif point.year is None:
            if published is None or point.year_from_publication is None:
                return None
            if point.year_from_context is not None or point.month_from_context is not None:
                return None
            if point.season == "WI" and point.year_from_publication == 0:
                return None  # 今冬: which winter is for the clause to say
    return _fix(point, Context("", published, today=today), Place("", 0, 0))


_MOVING = frozenset(("Q-", "Q=", "Q+"))


def fix(point: Point, context: Context, place: Place) -> Fixed:
    """The value of one point.  Raises :class:`Unreadable` for a day that does not exist."""
    if not place.since:
        fixed = by_itself(point, context.published, context.today)
        if fixed is not None:
            return fixed
    return _fix(point, context, place)


def _fix(point: Point, context: Context, place: Place) -> Fixed:
    if point.masked is not None:
        return Fixed(point.masked, "absolute")
    if point.week_from_publication is not None or (
        point.weekday is not None and point.week_of_month is None
    ):
        return _week_point(point, context, place)
    if point.day_from_publication is not None:
        if context.published is None:
            return _dateline_day(point, context, place)
        day = (context.today or context.published) + timedelta(days=point.day_from_publication)
        return _date_value(day, True, point, "published")
    if point.day_from_context is not None and point.day is None:
        return _context_day(point, context)
    if point.festival is not None and point.day is None:
        return _festival_point(point, context, place)
    if point.lunar_month is not None:
        return _lunar_point(point, context, place)
    if point.season is not None:
        return _season_point(point, context, place)
    if point.names_month:
        return _month_point(point, context, place)
    if point.day is not None:
        return _bare_day(point, context, place)
    if point.names_year:
        if point.edge == "end" and _year_is_over(point, context, place):
            point = replace(point, year_from_publication=-1)
        year, anchor = _year(point, context)
        if point.week_of_month is not None and year is not None:
            return Fixed(f"{year:04d}-W{point.week_of_month:02d}", anchor, year)
        return Fixed(None if year is None else f"{year:04d}", anchor, year)
    return _clock_point(point, context)


def _year_is_over(point: Point, context: Context, place: Place) -> bool:
    """Whether a bare 年底 is that of last year, as told in January or February."""
    bare = point.year_from_publication == point.year_from_context == 0
    if not bare or context.published is None or place.term or place.forward:
        return False
    # 2022年…，年末常住人口: a report of last year
    told = context.published.month <= 6 and context.year == context.published.year - 1
    return context.published.month <= 2 or told


def _dateline_day(point: Point, context: Context, place: Place) -> Fixed:
    """今天 in an article whose publication date is not known: the day named before."""
    named = context.day
    if named is None or named.day is None or told_from(context.text, named.end, place.start):
        return Fixed(None)
    base = date(named.year or UNKNOWN_YEAR, named.month, named.day)
    base += timedelta(days=point.day_from_publication or 0)
    return _date_value(base, named.year is not None, point, "article")


def _clock_point(point: Point, context: Context) -> Fixed:
    """An hour without a day: of the day, and its part, named before in the same line."""
    named = context.day
    if point.part is None and point.hour is not None and 0 < point.hour < 12:
        # 当天下午，…。3时25分许
        point = replace(point, part=context.part_in_line or None)
    if named is not None and named.day is not None and context.in_line(named.end):
        return _day_value(named.year, named.month, named.day, point, "article")
    return Fixed(clock_text(point) or None)
