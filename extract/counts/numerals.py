"""The numerals of counts: where they may begin in raw text and what they are worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from ...corpus.fold import fold
from ..numbers.grammar import GAP, SPOKEN, THOUSANDS, canonical, spoken_scale
from ..numbers.parse import read_numeral

_SCALE = "(?:[十百]|千(?![瓦克米伏卡赫焦帕兆])|万|亿)"
_CHINESE = "零〇一二两三四五六七八九十百千万亿"
_INNER = "零〇一二两三四五六七八九十百万亿几"
_SPACED = (  # 3 200家: thousands apart by spaces, where a unit follows
    rf"(?<=[1-9])(?<![\d.．,，]\d)(?<!\d{GAP}\d)\d{{0,2}}{THOUSANDS}"
)
_COUNTABLE = "元亩人户名株头只吨册份次场件个家张斤条棵羽尾箱袋台套辆枚字米位平公千美立间座盏"
_APART = f" [余多]?(?=[万亿][余多]?[{_COUNTABLE}](?!团圆|灯火|空巷))"
"""12 万亩, 20 余万人: a space before the scale, as some sites set it, and a unit behind it."""
_ARABIC = (  # behind its first digit
    rf"(?<=\d)(?:{_SPACED}|\d*(?:[.．,，]\d+)*)"
    rf"(?:(?:[百千](?=[余多][万亿]))?(?:[余多几来]|{_APART})?{_SCALE}+(?:\d+(?:[.．]\d+)?{_SCALE}+)*(?:\d{{1,8}}(?![\d.．,，]|年|月|日))?)?"
    rf"(?:[余多来]| 余| 多(?=[项个名家户人亩元米件次所条种])|(?<=\d0)几(?!{_SCALE}))?"
)
_WORDS = (  # behind their first character
    f"(?:(?<=[二两三四五六七八九十百千万亿])|(?<=一)(?=[{_CHINESE}点])|(?<=上)(?=[百千万亿])"
    "|(?<=[数几])(?=[十百千万亿]))"
    f"(?:[{_INNER}]|千(?![瓦克米伏卡赫焦帕兆]))*"
    rf"(?:点[零〇一二三四五六七八九]+[百千万亿]*|(?<=[百千万亿])[1-9]\d{{1,4}}(?!\d))?"
    rf"(?:[余多来几](?:[百千万亿]+)?(?:余)?)?"
)
_FINANCIAL = "壹贰叁肆伍陆柒捌玖"
_WRITTEN_OUT = (  # behind their first character, of sums: 叁拾万元, 壹佰贰拾元
    f"(?<=[{_FINANCIAL}])[拾佰仟][{_FINANCIAL}拾佰仟零]*[万亿]?(?=[元圆])|(?<=[{_FINANCIAL}])[拾佰仟]*[万亿](?=[元圆])"
)
_SINGLE = (
    f"(?<=一)(?={SPOKEN.pattern}|成|倍|个百分点|分之|(?:平方米|公里|公斤|[里亩斤米吨块丈尺袋箱车桶条])"
    "(?:半(?![年月天])|[二两三四五六七八九][，。；、涨降到]))"
)


@cache
def numeral_start() -> re.Pattern[str]:
    """Finds the numerals of counts in raw text (a lone 一 only before 成, 倍, 分之)."""
    # The first item is one class, so the search runs at the speed of a byte scan.
    first = rf"[\d数几上一二两三四五六七八九十百千万亿{_FINANCIAL}]"
    return re.compile(rf"{first}(?:{_ARABIC}|{_WORDS}|{_SINGLE}|{_WRITTEN_OUT})")


@dataclass(frozen=True)
class Amount:
    """What a numeral of a count says.

    ``value`` is ``None`` for intervals; ``modifier`` is what the numeral itself says.
    ``arabic``: it holds Arabic digits; ``scaled``: it holds 万 or 亿.
    """

    value: float | int | None
    low: float | int
    high: float | int
    modifier: str
    arabic: bool
    scaled: bool


def plain(value: Fraction) -> float | int:
    """``value`` as an ``int`` when whole, else the nearest ``float``."""
    return value.numerator if value.denominator == 1 else float(value)


def grouped(raw: str) -> bool:
    """Whether the commas of an Arabic numeral part thousands: 1,234 and not 3,15."""
    whole = re.split(r"[十百千万亿余多几来]", raw, maxsplit=1)[0]
    return re.fullmatch(r"\d{1,3}(?:[,，]\d{3})+(?:[.．]\d+)?", whole) is not None


_DIGITS = re.compile(
    r"([0-9]+)(?:\.([0-9]+))?(?: (?=[余多]?[万亿]))?"
    r"([余多])?(万亿|[百千万亿])?(?(3)|(?: ?([余多]))?)"
)
_WORTH = {"百": 100, "千": 1000, "万": 10_000, "亿": 10**8, "万亿": 10**12}


def _of_digits(match: re.Match[str]) -> Amount:
    """3.2万, 500余, 30多亿: nine in ten of the numerals of news, read without a grammar."""
    whole, decimals, more, scale, more_behind = match.groups()
    top, bottom = int(whole + (decimals or "")), 10 ** len(decimals or "")
    top *= _WORTH[scale] if scale else 1
    value = top / bottom if top % bottom else top // bottom
    over = more or more_behind
    scaled = scale is not None and scale not in "百千"
    return Amount(value, value, value, "over" if over else "exact", True, scaled)


@lru_cache(maxsize=16384)
def read_amount(raw: str) -> Amount | None:
    """The amount of a numeral as written, or ``None`` when it cannot be read.

    >>> read_amount("3万4000").value, read_amount("几十余").low
    (34000, 20)
    """
    if raw.isdecimal() and raw.isascii():
        whole = int(raw)
        return Amount(whole, whole, whole, "exact", True, False)
    match = _DIGITS.fullmatch(raw)
    if match is not None:
        return _of_digits(match)
    text = canonical(fold(raw))
    if len(text) > 1 and not any(c in text for c in "十百千万亿点") and not text[0].isdigit():
        numeral = read_numeral(text)
        if numeral is None or not numeral.vague:
            return None  # 二〇二三: a year or a number read digit by digit, not a count
    else:
        numeral = read_numeral(text)
    if numeral is None:
        return None
    return Amount(
        None if numeral.vague or numeral.value is None else plain(numeral.value),
        plain(numeral.low),
        plain(numeral.high),
        numeral.modifier,
        any(c.isdigit() and c.isascii() for c in text),
        "万" in text or "亿" in text,
    )


def spoken(text: str, end: int, amount: Amount) -> tuple[int, Amount]:
    """End and amount with the scale that 个 parts from the numeral (两个亿, 三个多亿元)."""
    scale = spoken_scale(text, end)
    if scale is None:
        return end, amount
    value = None if amount.value is None else amount.value * scale.worth
    modifier = "over" if scale.more else amount.modifier
    low, high = amount.low * scale.worth, amount.high * scale.worth
    return scale.end, Amount(value, low, high, modifier, amount.arabic, True)
