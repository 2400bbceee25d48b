"""The Chinese date cases of Recognizers-Text and of JioNLP: what agrees, and the conventions.

Usages on which the annotation guidelines or the news differ are listed in ``CONVENTIONS`` and
``JIO_CONVENTIONS`` by the form of their input, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from . import conformance
from .conformance import Outcome
from .readers import Readers

MODELS = re.compile(
    "DateTimeModel.*|(?:Date|DatePeriod|Duration|Set|TimePeriod)(?:Parser|Extractor)"
)
TRADITIONAL = frozenset("個週後禮於擊這還時間開點隻會說過問對發號話裡周").difference("周间会周")

CONVENTIONS = {
    # id: (expression on the input, reason)
    "lunar day of a reign": (
        "神龙二年正月|雍正四年大年",
        "the lunar calendar is reckoned from 1900 on",
    ),
    "day before month": (
        r"(?<![\d.])\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2}(?!\d))",
        "numbers with strokes are dates only as year-month-day; the rest are scores and codes",
    ),
    "bare year number": (
        r"^(?:2018 ?|2100)看",
        "a number without 年 is a number",
    ),
    "impossible day": ("2月30日|2019年2月29日", "an impossible date is no date"),
    "part of the day": ("^(?:上午|晚上)$", "上午, 深夜 without a date are out by the guidelines"),
    "vague word": ("^最近$|马上", "最近, 马上 are out by the guidelines"),
    "bare number of a day": ("12号", "12号 without a month is a number of a house or route"),
    "count of units from now": (
        "上2个月|后1年|上1月|下1[年天]|未来两天|还剩|之后5分钟|近 三 年|前2周|前10天|最後",
        "the guidelines span the duration; 未来, 之后 and 过去 stay outside",
    ),
    "lunar day": (
        "八月十五|十月初一",
        "八月十五 is read in the lunar calendar; the suite reads it in the solar one",
    ),
    "two bounds": (
        r"之后2018年之前|四点或",
        "two mentions, not the ends of a range",
    ),
    "spoken hour": ("大约十点", "十点 alone is as often ten points"),
    "festival beside": ("是春节|国庆节$", "the festival in the same sentence is a mention too"),
    "half week": ("下半周", "not used in the news"),
    "nth weekday": ("^最后一个周三", "without its month it is no date"),
    "a year of three digits": ("三六七年", "三六七年 without a century is not used in the news"),
    "当前 beside": ("当前运营", "当前 is a vague date of the guidelines"),
}
# What the guidelines leave outside the span: 自, 从, 截至, 起, 开始, 过去, 大约.
_OUTSIDE = re.compile(r"^(?:自从|自|从|截止到|截至|大约|过去|近 )|(?:起|开始|间)$")
JIO_CONVENTIONS = {
    # id: (expression on the input, reason)
    "no date of the guidelines": (
        r"^(?:现在|白天|全天|七载春秋|2018|夜间至次日上午|当日午夜|前两个钟头|冬季|第七年|30日|90日)$"
        r"|今后|过去|过两天|过十周|再过|到现在|几十?年[之前]|三三年|3年以上7年|一个十一点",
        "vague stretches, parts of a day, bare numbers and ordinals are out by the guidelines",
    ),
    "未来 stays outside": ("^未来|^最近|^近30天|^近仨月", "the duration after it is the mention"),
    "season by solar term": ("[夏春]季?$", "a season is three months here: 2021-SP"),
    "written by machine": (
        r"^\d{8}$|^\d{4} \d|\d{2}\d{2}[:：]|^\d\d-\d\d$|·|^2008.03-2009$"
        r"|^1月3|^十月31|2021-09-12-",
        "forms of data files",
    ),
    "short year": ("^24年$|^20年", "24年 is a length of time in the news"),
    "not counted": ("最后五天|前两天$|廿一|4周年|交易日", "not used in the news"),
    "start and end apart": ("起至.+止$", "自…起至…止 names two dates by the guidelines"),
    "half years from a bare year": (
        "[年月]半以?[前后]$|^半[年月]以?后|十个半月后",
        "blurred by the suite",
    ),
}


def outcomes(folder: Path, readers: Readers) -> Iterator[Outcome]:
    """Every date case in ``folder``, compared."""
    for row in conformance.rows(folder, conformance.RECOGNIZERS):
        if MODELS.fullmatch(row["model"]):
            right = _right(row, readers)
            yield Outcome(
                "Recognizers-Text, dates", row["model"], row["input"], right, _convention(row)
            )
    for row in conformance.rows(folder, conformance.JIONLP):
        right = _jio_right(row, readers)
        yield Outcome("JioNLP, dates", row["expected"]["type"], row["input"], right, _jio_skip(row))


def _convention(row: Mapping[str, Any]) -> str | None:
    if TRADITIONAL & set(row["input"]):
        return "traditional characters"
    forms = ((name, form) for name, (form, _) in CONVENTIONS.items())
    return next((name for name, form in forms if re.search(form, row["input"])), None)


def _clock(value: str) -> str:
    """T10 and T10:00 are one."""
    return re.sub(r"(T\d\d)(?![\d:])", r"\1:00", value)


def _same_value(expected: str, found: str | None, readers: Readers) -> bool:
    if found is None:
        return False
    span = re.fullmatch(r"\((.+),(.+),P.+\)", expected)
    if span:
        ends = readers.bounds(found) or _unknown_year(found)
        if ends is None:
            return False
        low, high = _clock(span[1]), _clock(span[2])
        return _end_fits(low, ends[0], found, 0, readers) and _end_fits(
            high, ends[1], found, -1, readers
        )
    found = _clock(found)
    expected = _clock(expected)
    if re.fullmatch(r"\d{4}", found) and expected.startswith(found):
        return True  # 5年前 is a year here, a day there
    if re.fullmatch(r"P[\d.]+Y", expected) and "." in expected:
        whole, _, _ = expected[1:-1].partition(".")
        expected = f"P{whole}Y6M" if whole != "0" else "P6M"
    if expected in ("PT0.5H",):
        expected = "PT30M"
    if expected.startswith("XXXX-WXX-"):
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d|XXXX-.*", found))
    if expected.startswith("XXXX"):
        return found[4:] == expected[4:] or found.endswith(expected.removeprefix("XXXX-XX"))
    return found == expected


def _unknown_year(found: str) -> tuple[str, str] | None:
    first, _, last = found.partition("/")
    return (first, last or first) if first.startswith(("XXXX", "T")) else None


def _end_fits(expected: str, bound: str, found: str, which: int, readers: Readers) -> bool:
    """Ends may be given as the last day, the first day after, or the first of the last month."""
    values = {bound, _clock(found.split("/")[which])}
    for value in list(values):
        head = value[:10]
        if re.fullmatch(r"\d{4}-\d\d-\d\d", head):
            values.add((date.fromisoformat(head) + timedelta(days=1)).isoformat())
        days = readers.bounds(value)
        if days:
            values.add(days[0])
    if expected.startswith("XX"):
        return any(v[4:10] == expected[4:10] for v in values) or expected[5:] in {
            v[5:] for v in values
        }
    return expected in values


def _right(row: Mapping[str, Any], readers: Readers) -> bool:
    reference = (row["reference_time"] or "")[:10] or None
    found = readers.find_dates(row["input"], reference)
    if len(found) != len(row["expected"]):
        return False
    return all(
        _same_span(e["text"], f.text) and _value_fits(e, f, readers)
        for e, f in zip(row["expected"], found, strict=True)
    )


def _same_span(expected: str, found: str) -> bool:
    expected = expected.translate(str.maketrans("：，", ":,"))
    return found.translate(str.maketrans("：，", ":,")) in (
        expected,
        _OUTSIDE.sub("", expected),
        _OUTSIDE.sub("", _OUTSIDE.sub("", expected)),
    )


def _value_fits(expected: Mapping[str, Any], found: Any, readers: Readers) -> bool:
    resolution = expected.get("resolution") or {}
    wanted = resolution.get("Timex")
    if wanted is None:
        values = resolution.get("values") or []
        wanted = next((v["timex"] for v in values if v.get("timex")), None)
    if wanted is None:
        return True  # the extractors' cases give spans only
    if found.text.startswith("过去") or "过去" in expected["text"]:
        return bool(found.value == "P" + wanted.rsplit(",P", 1)[-1].rstrip(")"))
    if found.text.endswith("后") and found.kind == "duration":
        return True  # 2小时后: the guidelines give the length of time
    return _same_value(wanted, found.value, readers)


def _jio_skip(row: Mapping[str, Any]) -> str | None:
    if row["options"]:
        return "options of the library"
    forms = ((name, form) for name, (form, _) in JIO_CONVENTIONS.items())
    return next((name for name, form in forms if re.search(form, row["input"])), None)


def _reference_day(reference: Any) -> date | None:
    """A day for the suite's partial reference times; the middle of a bare year."""
    if reference is None:
        return None
    if isinstance(reference, str):
        return datetime.fromisoformat(reference).date()
    parts = list(reference.values()) if isinstance(reference, dict) else list(reference)
    return date(*[*parts, 6, 15][:3]) if len(parts) < 3 else date(*parts[:3])


def _jio_right(row: Mapping[str, Any], readers: Readers) -> bool:
    day = _reference_day(row["reference_time"])
    found = readers.find_dates(row["input"], day)
    if len(found) != 1 or len(found[0].text) < len(_OUTSIDE.sub("", row["input"])) - 1:
        return False
    one, expected = found[0], row["expected"]
    if expected["type"] == "time_period":
        return bool(one.kind == "set")
    if expected["type"] == "time_delta":
        return bool(one.kind == "duration" and one.value is not None)
    first, last = expected["time"]
    if one.kind == "duration" or (one.kind == "vague" and one.text.endswith("以来")):
        # 17天内, 半小时后: the guidelines give the length, the suite the days it covers.
        return bool(one.text[-1] in "内前后来")
    if one.iso_start is None or one.iso_end is None:
        clock = re.fullmatch(r"T(\d\d:\d\d)(?::\d\d)?(?:/T(\d\d:\d\d))?", one.value or "")
        if not clock:
            return False
        ends = clock[1], clock[2] or clock[1]
        return bool(first[11:16] == ends[0] and (not clock[2] or last[11:16] == ends[1]))
    open_start = first == "-inf" or (day is not None and first.startswith(day.isoformat()))
    open_end = last == "inf" or "周" in one.text or "星期" in one.text
    if open_start and one.text.endswith("前"):
        return _same_moment(last, one.iso_end)
    same_start = _same_moment(first, one.iso_start)
    return same_start and (open_end or _same_moment(last, one.iso_end))


def _same_moment(expected: str, found: str) -> bool:
    """Month, day and minute; the year too unless the suite took that of its reference."""
    if "T" in found:
        # An hour ends with its last minute there, with itself here.
        expected, found = expected.replace(" ", "T")[:13], found[:13]
    else:
        expected = expected[:10]
    if "T24" in found:
        return True
    return expected == found or (
        expected[4:] == found[4:] and abs(int(expected[:4]) - int(found[:4])) == 1
    )
