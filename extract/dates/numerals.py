"""Small numerals inside dates."""

from __future__ import annotations

import re

from ...errors import UsageError
from ..numbers import parse_number

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "Ｏ": 0, "两": 2, "廿": 20, "首": 1, "日": 7, "天": 7, "末": 7, "仨": 3,
}  # fmt: skip
_DIGITS = re.compile(r"\d+")
_ANY = re.compile(r"\d+|[零〇○Ｏ一二三四五六七八九十两廿首]+")


def small(text: str) -> int:
    """The value of a numeral below 100, or digit by digit (二零二三).

    >>> [small(t) for t in ("9", "１２", "十", "二十一", "廿三", "两", "二〇二三")]
    [9, 12, 10, 21, 23, 2, 2023]
    """
    if text.isdigit() and text.isdecimal():
        return int(text)
    if text.startswith("廿"):
        return 20 + (_DIGIT[text[1]] if len(text) > 1 else 0)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_DIGIT[tens] if tens else 1) * 10 + (_DIGIT[ones] if ones else 0)
    value = 0
    for char in text:
        value = value * 10 + _DIGIT[char]
    return value


def numerals(text: str) -> list[int]:
    """All small numerals in ``text``, in order.

    >>> numerals("9月3日至5日")
    [9, 3, 5]
    """
    return [small(found) for found in _ANY.findall(text)]


def amount(text: str) -> tuple[float | None, float | None]:
    """A quantity as an interval; unknown (几, 数) is ``(None, None)``.

    >>> amount("2.5"), amount("六七"), amount("半"), amount("十几"), amount("三十多")
    ((2.5, 2.5), (6.0, 7.0), (0.5, 0.5), (None, None), (30.0, 30.0))
    """
    bare = text.rstrip("多余来").replace("．", ".")
    if bare == "半":
        return 0.5, 0.5
    if not bare or "千百" in bare or "百千" in bare or "几" in bare or "数" in bare:
        return None, None
    if _DIGITS.fullmatch(bare):
        return float(bare), float(bare)
    if bare in ("仨",):
        return 3.0, 3.0
    if len(bare) == 2 and bare.isalpha() and "十" not in bare and bare[0] in _DIGIT:
        first, second = _DIGIT[bare[0]], _DIGIT.get(bare[1], -1)
        if second == first + 1:
            return float(first), float(second)
    try:
        value = parse_number(bare).value
    except UsageError:
        return None, None
    return (None, None) if value is None else (float(value), float(value))
