"""Attributes and features of a count: value, bounds, modifier, unit, kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from .modifiers import direction, prefix_modifier
from .numerals import Amount

PERCENT = frozenset("%％‰")


@cache
def features(kind: str, dimension: str, flags: str) -> Mapping[str, float]:
    """Features shared by all candidates of a sort; treated as read-only."""
    features = {f"numeral={kind}": 1.0, f"dimension={dimension}": 1.0}
    for flag in flags.split():
        features[flag] = 1.0
    return features


_WARMTH = re.compile(r"[温热冷寒冻烧暖]|零[上下]")


_POINTS = ("个百分点", "百分点", "个基点", "基点", "个点")


def _kind(text: str, start: int, unit: str | None, dimension: str, way: str | None) -> str:
    if unit is not None and unit[0] in PERCENT:
        return "percent" if way is None else "change"
    if unit in _POINTS:
        return "change"
    if unit == "度":  # of electricity, of warmth, or of an angle
        around = text[max(0, start - 12) : start + 16]
        if "电" in around:
            return "energy"
        return "temperature" if _WARMTH.search(around) else "angle"
    if dimension in ("people", "household", "thing", "event", "place", "animal", "text", "score"):
        return "cardinal"
    return dimension


_PASSED = re.compile("[^不走通胜经超错]过")
"""进度过|九成."""


def _ordered(modifier: str, value: Any) -> tuple[Any, Any]:
    """Bounds of a value that a modifier bends; ``None`` is open."""
    if modifier == "over":
        return value, None
    if modifier == "under":
        return None, value
    if modifier == "about":
        return None, None
    return value, value


def attributes(
    text: str,
    start: int,
    amount: Amount,
    unit: str | None,
    dimension: str,
    bound: str,
    high: Amount | None = None,
) -> dict[str, Any]:
    """The attributes of a count but ``what``."""
    modifier = amount.modifier if high is None else high.modifier
    if bound:
        word = bound.lstrip("（()）及或含")
        modifier = {"以上": "over", "多": "over", "余": "over"}.get(word, "about")
        if word in ("以下", "以内", "之内"):
            modifier = "under"
    before = prefix_modifier(text, start)
    if modifier == "exact":
        modifier = before
    if (
        modifier == "exact"
        and dimension == "ratio"
        and _PASSED.match(text, max(0, start - 2), start)
    ):
        modifier = "over"
    if high is not None:
        low_end, high_end = amount.low, high.high
        value: Any = [low_end, high_end]
    elif amount.value is None:
        low_end, high_end = amount.low, amount.high
        value = [low_end, high_end]
    else:
        value = amount.value
        low_end, high_end = _ordered(modifier, value)
    share = unit is not None and (
        unit[0] in PERCENT or unit.startswith("百分之") or unit in _POINTS
    )
    way = direction(text, start, share=share)
    return {
        "value": value,
        "low": low_end,
        "high": high_end,
        "modifier": modifier,
        "unit": unit,
        "kind": _kind(text, start, unit, dimension, way),
        "direction": way,
    }
