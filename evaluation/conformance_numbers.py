"""Recognizers-Text's Chinese number cases: what agrees, and what we read otherwise and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from . import conformance
from .conformance import Outcome
from .readers import Readers

MODELS = ("NumberModel", "PercentModel", "NumberRangeModel", "NumberRangeModelExperimentalMode")

CURRENCY = "a number before a currency is a number here; the suite leaves it to the currency model"
BRAND = "a brand name of digits needs world knowledge"
NAME = "五台山 is a name, as 四川 is"
SHARE = "the numeral of 一折 is a number too; the suite wants it in one place and not in another"
VAGUE = "a vague numeral is read as an interval; the suite expects nothing"
JOINED = "5-20% is one range here; the suite reads only its second end as a percentage"

REASONS = {
    ("NumberModel", "一美元"): CURRENCY,
    ("NumberModel", "两美刀"): CURRENCY,
    ("NumberModel", "苹果折扣一美元"): CURRENCY,
    ("NumberModel", "这台电脑两美刀"): CURRENCY,
    ("NumberModel", "苹果折扣一折"): SHARE,
    ("NumberModel", "陽光九九是食物品牌"): BRAND,
    ("NumberModel", "这不是四川这是五台山"): NAME,
    ("PercentModel", "二三十个百分点"): VAGUE,
    ("PercentModel", "百分之二三十"): VAGUE,
    ("PercentModel", "找出酒精量在5-20%之间的产品"): JOINED,
}
"""Cases (model, input) that we read otherwise, and why."""

FACTORS = {
    "percent": Fraction(1),
    "point": Fraction(1),
    "tenths": Fraction(10),
    "discount": Fraction(10),
    "permille": Fraction(1, 10),
}
"""What makes a value of each kind a percentage."""

POWERS_OF_TEN = frozenset("十百千万拾佰仟萬億亿零〇一壹")

Read = list[tuple[Any, ...]]


def outcomes(folder: Path, readers: Readers) -> Iterator[Outcome]:
    """Every number case in ``folder``, compared."""
    for row in conformance.rows(folder, conformance.RECOGNIZERS):
        model, text = row["model"], row["input"]
        if model in MODELS and not row["not_supported_by_design_in"]:
            reason = REASONS.get((model, text))
            yield Outcome("Recognizers-Text, numbers", model, text, agrees(row, readers), reason)


def agrees(row: Mapping[str, Any], readers: Readers) -> bool:
    """Whether spans and values are those that the case expects."""
    text, model = row["input"], row["model"]
    wanted = [(e["start"], e["end"], e["resolution"]["value"]) for e in row["expected"]]
    if model.startswith("NumberRange"):
        expected = [(start, end, *_interval(value)) for start, end, value in wanted]
        return _ranges(text, "Experimental" in model, readers) == expected
    got = _numbers(text, readers) if model == "NumberModel" else _percents(text, readers)
    return len(got) == len(wanted) and all(
        (start, end) == at[:2] and at[2] is not None and _close(float(value.rstrip("%")), at[2])
        for at, (start, end, value) in zip(got, wanted, strict=True)
    )


def _interval(value: str) -> tuple[Any, ...]:
    """The suite's ``[5,10)`` in parts."""
    low, _, high = value[1:-1].partition(",")
    return value[0], float(low) if low else None, float(high) if high else None, value[-1]


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-9 * max(1.0, abs(a))


def _numbers(text: str, readers: Readers) -> Read:
    found = readers.find_numbers(text, join=False)
    return [(e.start, e.end, float(e.low if e.value is None else e.value or 0)) for e in found]


def _is_share(expression: Any) -> bool:
    """Whether a fraction is one of the suite's percentages: 千分之一 is, 五百分之二 is not."""
    bottom = expression.text.partition("分")[0].replace(" ", "")
    return (
        expression.kind == "fraction" and set(bottom) <= POWERS_OF_TEN and bottom[0] not in "一壹"
    )


def _percents(text: str, readers: Readers) -> Read:
    result: Read = []
    for e in readers.find_numbers(text):
        factor = Fraction(100) if _is_share(e) else FACTORS.get(e.kind)
        if factor is not None:
            value = None if e.value is None else float(Fraction(e.value) * factor)
            result.append((e.start, e.end, value))
    return result


def _ranges(text: str, closed: bool, readers: Readers) -> Read:
    """Ranges as the suite writes them; ``closed`` is its experimental mode.

    Its plain mode takes the upper end of a range written with its ends as excluded;
    ours is included, so the bracket is turned here.
    """
    result: Read = []
    for e in readers.find_ranges(text):
        both = e.low is not None and e.high is not None and e.low != e.high
        written = both and not any(mark in e.text for mark in ("于", "少", "多", "比"))
        right_open = e.high is None or e.high_open or (written and not closed)
        left = "(" if e.low is None or e.low_open else "["
        low = None if e.low is None else float(e.low)
        high = None if e.high is None else float(e.high)
        result.append((e.start, e.end, left, low, high, ")" if right_open else "]"))
    return result
