"""From a chain of atoms to an expression."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from .chains import Atom, Chain
from .expression import Amount, Expression, Point
from .fields import Unreadable, fields_of
from .numerals import amount, numerals, small
from .timex import valid
from .words import group

_UNITS = (
    ("季度", "Q"), ("个月", "M"), ("世纪", "C"), ("小时", "h"), ("钟头", "h"), ("刻钟", "k"),
    ("分钟", "m"), ("秒", "s"), ("星期", "W"), ("礼拜", "W"), ("周年", "Y"), ("周", "W"),
    ("工作日", "D"), ("交易日", "D"), ("昼夜", "D"), ("晚上", "D"), ("春秋", "Y"), ("寒暑", "Y"),
    ("年", "Y"), ("载", "Y"), ("月", "M"), ("天", "D"), ("日", "D"), ("夜", "D"), ("分", "m"),
)  # fmt: skip
_AMOUNT = re.compile(
    r"(?P<first>(?:近|最近|过去)?[\d.．]+|[零一二两三四五六七八九十百千几数仨半]+)(?:万|亿|千|百)?"
)
_QUANTITY = re.compile(r"[\d.．]+[万亿千百]?|[零一二两三四五六七八九十百千几数仨]+[多余来几]?|半")


@lru_cache(maxsize=4096)
def _amount(text: str) -> Amount | None:
    """One amount: 2年, 一年半, 六七个小时, 5至8分钟."""
    text = re.sub(r"^(?:近|未来|今后)", "", text)
    text = re.sub(r"天.+[夜晚]$", "天", text)
    text = re.sub(r"(?:时间|[ \u3000])", "", text)
    word, unit = next((named for named in _UNITS if named[0] in text), ("", ""))
    if not word:
        return None
    before, _, after = text.partition(word)
    half = after.startswith("半") or (before.endswith("半") and len(before) > 1)
    half = half and before not in ("半", "半个", "大半", "大半个")
    if before.endswith("大半") or before == "大半个":
        before = "半"
    half = half and not before.startswith("半")
    found = _QUANTITY.findall(before.replace(",", ""))
    if not found:
        return None
    low, high = amount(found[0])
    if len(found) > 1 and found[-1] != "半":
        high = amount(found[-1])[1]
    if half and low is not None and high is not None:
        low, high = low + 0.5, high + 0.5
    return Amount(low, high, unit)


_MINUTES_SECONDS = re.compile(r"[零又]?(.+?) ?分 ?(.+秒(?:\d\d)?)")


def _duration(atoms: Sequence[tuple[str, str]], after_gap: bool) -> Expression | None:
    """A length of time, or a time so long ago; 时隔三年后 (``after_gap``) is a length."""
    amounts: list[Amount] = []
    bound: str | None = None
    shift = 0
    ranged = False
    for name, text in atoms:
        if name in _LENGTHS:
            if split := _MINUTES_SECONDS.fullmatch(text):
                amounts.append(Amount(*amount(split[1]), "m"))
                text = split[2]
            found = _amount(text)
            if found is None or (found.low is None and not set("十百千") & set(text)):
                return None  # 几天: no time that can be told, 几十年 and 数百年 are
            if ranged and amounts:
                amounts[-1] = Amount(amounts[-1].low, found.high, found.unit)
            else:
                amounts.append(found)
            ranged = False
        elif name == "sep":
            ranged = True
        elif name == "duration_post":
            bound = text
            shift = {"前": -1, "后": 1}.get(text[-1:], 0) if "夕" not in text else 0
    form = "duration"
    # 一周以来, 几十年以来; 12年以来首次 tells how long.
    if bound == "以来" and any(each.low is None or each.low <= 1 for each in amounts):
        return Expression("vague", "vague", (), tuple(amounts), value="PAST_REF", bound=bound)
    if shift and amounts[0].unit in "YMWDQC" and not after_gap:
        form = "shift"
    elif shift:
        form, shift = "duration_bound", 0
    elif bound:
        form = "duration_bound"
    return Expression(
        "date" if form == "shift" else "duration",
        form,
        amounts=tuple(amounts),
        bound=bound,
        shift=shift,
    )


_PERIODS = (
    ("工作日", "P1D"), ("周末", "XXXX-WXX-WE"), ("双休日", "XXXX-WXX-WE"), ("季", "P3M"),
    ("周", "P1W"), ("星期", "P1W"), ("礼拜", "P1W"), ("月", "P1M"),
    ("年", "P1Y"), ("天", "P1D"), ("日", "P1D"), ("晚", "P1D"),
    ("夜", "P1D"), ("早", "P1D"), ("晨", "P1D"),
)  # fmt: skip
_ONE_WEEKDAY = re.compile(r"(?:周|星期|礼拜|週|禮拜)([一二三四五六日天])$")


_SHORT_PERIOD = re.compile(r"每(半|\d+|[一二两三四五六十]+)?个?(小|分|秒)[时钟]*")


def _period(text: str) -> tuple[str, int | None]:
    weekday = _ONE_WEEKDAY.search(text)
    if weekday and "工作日" not in text:
        return "P1W", small(weekday[1])
    if "半年" in text:
        return "P6M", None
    if text.endswith(("半月", "半个月")):
        return "P0.5M", None
    if short := _SHORT_PERIOD.fullmatch(text):
        number, unit = short[1], {"小": "H", "分": "M", "秒": "S"}[short[2]]
        if number == "半":
            return {"H": "PT30M", "M": "PT30S"}.get(unit, "PT1S"), None
        return f"PT{small(number) if number else 1}{unit}", None
    value = next((v for w, v in _PERIODS if w in text), "P1Y")  # 每逢春节
    count = numerals(text)
    if count and count[0] > 1 and value[0] == "P":
        number = int(value[1]) * count[0]
        value = f"P{number}{value[2]}"
    return value, None


def _part_of(text: str) -> str | None:
    return {"晚": "EV", "夜": "NI", "早": "MO", "晨": "MO"}.get(text[-1])


def _recurrence(atoms: Sequence[tuple[str, str]]) -> Expression | None:
    every, weekday = _period(atoms[0][1])
    weekdays = [weekday] if weekday else []
    rest: list[tuple[str, str]] = []
    listed: tuple[Point, ...] = ()
    through = False  # 每周二到周日: the days between too
    for name, text in atoms[1:]:
        if name == "next_weekday":
            day = small(text[-1])
            if through and weekdays:
                weekdays += range(weekdays[-1] + 1, day)
            weekdays.append(day)
            through = False
        elif name == "weekday_list":
            weekdays += [small(day) for day in text if day != "、"]
        elif name == "day_list":
            listed = tuple(Point(day=day) for day in numerals(text) if day <= 31)
        elif name == "sep" and not rest:
            through = True
        elif name != "comma":
            rest.append((name, text))
    points = _points(rest) if rest else listed
    if points is None or (atoms[0][1][-1] in "逢到" and not rest):
        return None
    part = _part_of(atoms[0][1])
    if part and not points:
        points = (Point(part=part),)
    elif part and points and points[0].hour is not None:
        spread = [  # 每晚10时至次日5时: five in the morning
            p if p.day_from_context is not None else replace(p, part=p.part or part) for p in points
        ]
        points = _spread_part(tuple(spread))
    form = "set_time" if any(p.has_clock for p in points) else "set"
    return Expression("set", form, points=points, every=every, weekdays=tuple(weekdays))


def _inherit(first: Point, last: Point) -> Point:
    """The second end of a range with what it leaves to the first."""
    if last.names_year or last.week_from_publication is not None:
        if last.festival or last.season or last.month or first.season is None:
            return last
        return replace(last, season=first.season)
    same: dict[str, Any] = {
        "year": first.year,
        "year_from_publication": first.year_from_publication,
        "year_from_context": last.year_from_context or first.year_from_context,
    }
    if last.day_from_publication is not None or last.lunar_month is not None or last.festival:
        return replace(last, **same) if last.day_from_publication is None else last
    if last.weekday is not None and last.week_from_publication is None:
        return replace(last, week_from_publication=first.week_from_publication, **same)
    if last.day_from_context is not None:
        return last
    if not last.names_month and last.season is None:
        same |= {
            "month": first.month,
            "month_from_publication": first.month_from_publication,
            "month_from_context": first.month_from_context,
        }
        if last.day is None:
            same |= {
                "day": first.day,
                "day_from_publication": first.day_from_publication,
                "day_from_context": first.day_from_context,
                "weekday": first.weekday,
                "week_from_publication": first.week_from_publication,
                "festival": first.festival,
                "lunar_month": first.lunar_month,
                "lunar_day": first.lunar_day,
            }
    return replace(last, **same)


def _spread_part(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """下午2时至5时: the second hour is an afternoon hour too."""
    if len(points) == 2 and points[0].has_clock and points[1].has_clock:
        first, last = points
        hour = last.hour or 0
        later = first.part == "AF" or hour >= (first.hour or 0) % 12
        if last.part is None and first.part in ("AF", "EV") and hour < 12 and later:
            return first, replace(last, part=first.part)
    return points


def _points(atoms: Sequence[tuple[str, str]]) -> tuple[Point, ...] | None:
    """The point or the two ends that a chain of calendar atoms names."""
    ends: list[dict[str, Any]] = [{}]
    for name, text in atoms:
        if name == "sep":
            ends.append({})
            continue
        found = fields_of(name, text)
        if name == "next_weekday" and "weekday" in ends[-1]:
            ends.append({})  # 周六、周日
        ends[-1].update(found[0])
        if len(found) > 1:
            year = {k: v for k, v in ends[-1].items() if k.startswith("year")}
            shared = year if name == "festival" else {}
            ends.append({} if name == "clocks" else {**shared, **found[1]})
    points = [Point(**end) for end in ends]
    for point in points:
        if point.day and point.month and not valid(point.year, point.month, point.day):
            raise Unreadable(f"{point.month}-{point.day}")
    if len(points) == 1:
        return (points[0],)
    if len(points) > 2:
        # 9月3日至5日上午8时至11时: days and hours both run; the days are kept.
        days = [p for p in points if p.names_day]
        points = [days[0], days[-1]] if len(days) > 1 else [points[0], points[-1]]
        points = [replace(p, hour=None, minute=None, part=None) for p in points]
    first, last = points
    if not last.names_day:
        _, last = _spread_part((first, last))
    return first, _inherit(first, last)


def _form(point: Point, atoms: Sequence[tuple[str, str]]) -> str:
    names = {name for name, _ in atoms}
    first = atoms[0][0]
    if "clock" in names or "clocks" in names:
        return "time" if point.names_day or point.festival else "clock"
    for name in ("festival", "lunar", "decade", "plan", "week", "quarter", "half", "season_year",
                 "first_months", "same_period", "year_word", "iso"):  # fmt: skip
        if name in names:
            return name
    if first in ("bare_day", "bare_days"):
        return "bare_day"
    if first.startswith("day_"):
        return "relative_day"
    if point.day is not None:
        return "day"
    if point.names_month:
        return "month" if point.month is not None else "relative_month"
    if point.year is not None:
        return "year"
    return "relative_year"


_BEFORE = re.compile(r"(?:之|以)?前$")
_LOOSE_CLOCK = re.compile(r"[一二三两四五六七八九十]+[点时]多?")


def _calendar(atoms: Sequence[tuple[str, str]]) -> Expression | None:
    points = _points(atoms)
    if points is None:
        return None
    first = points[0]
    form = _form(first, atoms)
    timed = any(p.has_clock for p in points)
    names = [name for name, _ in atoms]
    if names[0] in ("part", "part_short") and not timed:
        return None  # 清晨, 深夜 without a date
    if names == ["clock"] and _LOOSE_CLOCK.fullmatch(atoms[0][1]):
        return None  # 一点, 一时; 三点 of three points
    kind = "time" if timed else "date"
    surface = "".join(text for _, text in atoms)
    bound = next((text for name, text in atoms if name == "post"), None)
    bound = "以来" if bound == "来" else bound  # 今年来
    if bound is None and names[-1] == "festival":  # 中秋前
        found = _BEFORE.search(atoms[-1][1])
        bound = found[0] if found else None
    if names[-1] == "plan" and atoms[-1][1].endswith("以来"):
        bound = "以来"
    if surface == "上半年":
        kind = "vague"
    elif bound == "以来" and names[0] == "year_relative" and (len(names) == 2 or "入" in surface):
        kind, form = "vague", "since_year"
    if "same" in names and "同期" in surface:
        # 2019年同期, 今年1—9月同期: the period itself is the comparison's.
        form = "same_period"
    if len(points) == 2:
        form += "_range" if not form.endswith("period") else ""
    return Expression(kind, form, points=points, bound=bound)


def _vague(text: str) -> Expression:
    return Expression("vague", "vague", value=group("vague")[text])


@lru_cache(maxsize=16384)
def _read(atoms: tuple[tuple[str, str], ...], after_gap: bool) -> Expression | None:
    try:
        name, text = atoms[0]
        if name == "vague":  # 近日清晨5时许: of the day only the hour is known
            timed = any(follower.startswith("clock") for follower, _ in atoms[1:])
            return _calendar(atoms[1:]) if timed else _vague(text)
        if name in _LENGTHS:
            return _duration(atoms, after_gap)
        if name == "every":
            return _recurrence(atoms)
        if name == "period":
            return Expression("date", "decade")  # 明清时期: no year that can be told
        return _calendar(atoms)
    except (Unreadable, IndexError, KeyError):
        return None


def read_chain(text: str, chain: Chain) -> Expression | None:
    """The expression that ``chain`` of ``text`` is, or ``None`` when it is no date."""
    atoms = chain.atoms
    first, begin, end = atoms[0]
    after_gap = first in _LENGTHS and text[max(0, chain.start - 1) : chain.start] in ("隔", "别")
    if len(atoms) == 1:
        return _read_one(first, text[begin:end], after_gap)
    return _read(tuple([(name, text[start:end]) for name, start, end in atoms]), after_gap)


_LENGTHS = ("duration", "minutes")


@lru_cache(maxsize=8192)
def _read_one(name: str, text: str, after_gap: bool) -> Expression | None:
    return _read(((name, text),), after_gap)


__all__ = ["Atom", "read_chain"]
