"""Bounds and ranges in words: 大于100并且小于300, 至少10, 三十或者以上, 20-100."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...corpus.fold import fold
from .find import NumberExpression, find_numbers
from .parse import Number

_OR = r" *(?:或者?)? *"
_EQUAL = rf"{_OR}等于 *\Z"
_BEFORE = (
    (
        re.compile(rf"大于{_EQUAL}|(?:至少|最少|起码)(?:是|有|为)? *\Z|不(?:少|低|小)于 *\Z"),
        "low",
        False,
    ),
    (
        re.compile(
            rf"小于{_EQUAL}|(?:最多|至多|最高)(?:是|有|为)? *\Z"
            r"|不(?:多|高|大)于 *\Z|不超过 *\Z"
        ),
        "high",
        False,
    ),
    (re.compile(r"(?:大于|多于|高于|超过|超出|突破|逾|超|过)了? *\Z"), "low", True),
    (re.compile(r"(?:小于|少于|低于|不足|不到|未满|不满) *\Z"), "high", True),
    (re.compile(r"等于 *\Z"), "both", False),
)  # fmt: skip
_THAN = re.compile(r"比 *\Z")
_THAN_AFTER = re.compile(r" *(?:(?P<low>[大高多长重远快])|(?P<high>[小低少短轻近慢矮]))")
_AFTER = (
    (re.compile(rf"{_OR}(?:以上|之上|更[多大高])"), "low", False),
    (re.compile(rf"{_OR}(?:以下|之下|更[少小低])"), "high", True),
    (re.compile(r" *(?:以内|之内)"), "high", False),
)
_BETWEEN = re.compile(r" *(?:[与和]|-{1,2}|~|至|到) *第? *")
_BETWEEN_END = re.compile(r" *之?间")
_TOGETHER = re.compile(r"[ ,，、]*(?:并且|而且|且|并|,|，| |)[ ,，、]*")


def _bound(text: str, at: NumberExpression) -> NumberExpression | None:
    """``at`` with the comparison beside it, or ``None``."""
    value = at.value
    for pattern, side, is_open in _BEFORE:
        if match := pattern.search(text, max(0, at.start - 9), at.start):
            return _sided(replace(at, start=match.start(), end=at.end), value, side, is_open)
    if (than := _THAN.search(text, max(0, at.start - 4), at.start)) and (
        after := _THAN_AFTER.match(text, at.end)
    ):
        side = after.lastgroup or "low"
        return _sided(replace(at, start=than.start(), end=after.end()), value, side, True)
    for pattern, side, is_open in _AFTER:
        if match := pattern.match(text, at.end):
            return _sided(replace(at, end=match.end()), value, side, is_open)
    if at.modifier == "over" and value is not None:
        return _sided(at, value, "low", True)
    return None


def _sided(
    at: NumberExpression, value: Number | None, side: str, is_open: bool
) -> NumberExpression:
    low = value if side in ("low", "both") else None
    high = value if side in ("high", "both") else None
    modifier = {"low": "over", "high": "under", "both": "exact"}[side]
    return replace(
        at,
        value=value if side == "both" else None,
        low=low,
        high=high,
        kind="range",
        modifier=modifier,
        low_open=is_open and low is not None,
        high_open=is_open and high is not None,
    )


def _below(low: Number | None, high: Number | None) -> bool:
    return low is not None and high is not None and Fraction(low) < Fraction(high)


def _ranges(text: str, numbers: list[NumberExpression]) -> Iterator[NumberExpression]:
    i = 0
    while i < len(numbers):
        first = numbers[i]
        i += 1
        if i < len(numbers):
            second = numbers[i]
            ends = _BETWEEN.fullmatch(text, first.end, second.start)
            closing = _BETWEEN_END.match(text, second.end)
            joins = ends and (closing or not ends[0].strip().startswith(("与", "和")))
            if joins and _below(first.low, second.high):
                start = first.start
                if text[:start].endswith("第"):
                    start -= 1
                if closing and text[:start].endswith("在"):
                    start -= 1
                i += 1
                yield replace(
                    second,
                    start=start,
                    end=closing.end() if closing else second.end,
                    value=None,
                    low=first.low,
                    kind="range",
                )
                continue
        bound = _bound(text, first)
        if bound is not None:
            yield bound


def find_ranges(text: str) -> list[NumberExpression]:
    """Ranges and one-sided bounds of ``text``; their span holds the words of comparison.

    Two bounds on opposite sides that follow each other are one range.  Ranges written
    with their ends (三到五) are closed.

    >>> [(e.text, e.low, e.high, e.low_open) for e in find_ranges("大于10并且小于20的数")]
    [('大于10并且小于20', 10, 20, True)]
    """
    folded = fold(text)
    result: list[NumberExpression] = []
    for found in _ranges(folded, find_numbers(text, join=False)):
        if result:
            last = result[-1]
            if (
                _TOGETHER.fullmatch(folded, last.end, found.start)
                and (last.low is None) != (last.high is None)
                and (found.low is None) == (last.high is None)
                and (found.high is None) == (last.low is None)
            ):
                low, high = (last, found) if last.low is not None else (found, last)
                if _below(low.low, high.high):
                    result[-1] = replace(
                        found,
                        start=last.start,
                        low=low.low,
                        high=high.high,
                        low_open=low.low_open,
                        high_open=high.high_open,
                        modifier="exact",
                    )
                    continue
        result.append(found)
    return [replace(e, text=text[e.start : e.end]) for e in result]
