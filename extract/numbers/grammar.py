"""The characters of Chinese numerals and the patterns built from them.

Everything works on folded text (:func:`zhengwen.corpus.fold.fold`): one character
for one character, digits and signs half-width.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

DIGITS = {
    "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "两": 2,
}  # fmt: skip
SMALL_SCALES = {"十": 10, "百": 100, "千": 1000}
LARGE_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}

_VARIANTS = {
    "壹": "一", "弌": "一", "贰": "二", "貳": "二", "弍": "二", "叁": "三", "參": "三", "叄": "三",
    "仨": "三", "肆": "四", "伍": "五", "陆": "六", "陸": "六", "柒": "七", "捌": "八", "玖": "九",
    "拾": "十", "佰": "百", "仟": "千", "萬": "万", "億": "亿", "兩": "两", "倆": "两", "俩": "两",
    "幾": "几", "數": "数", "餘": "余", "來": "来", "點": "点", "負": "负", "個": "个", "對": "对",
    "過": "过", "於": "于", "間": "间",
}  # fmt: skip
_CANONICAL = str.maketrans(_VARIANTS)

WEAK = "伍陆陸肆拾佰仟仨俩倆參數"
"""Financial numerals that are also parts of common words (陆地, 队伍, 放肆, 收拾):
they open a numeral only before another financial numeral or a scale."""

CHINESE = "零一二两三四五六七八九十百千万亿兆"
_FINANCIAL = "廿卅壹贰貳叁叄柒捌玖萬億兩" + WEAK


def canonical(text: str) -> str:
    """Folded ``text`` with financial and traditional numerals made plain, length unchanged.

    >>> canonical("叁拾萬")
    '三十万'
    """
    return text.translate(_CANONICAL)


SPOKEN = re.compile(
    r"[个個](?:(?P<more>[多余餘])[万亿萬億]"
    r"|[亿億](?=[,，。;；、!！?？)）”多余的以左上下人资投\n]|\Z))"
)
"""三个多亿元, 两个亿 as people say them; in 3个万亿级产业 and 2个亿元台阶 things are counted."""


class Spoken(NamedTuple):
    """The scale that 个 parts from a numeral: where it ends, its worth, whether there is more."""

    end: int
    worth: int
    more: bool


def spoken_scale(text: str, end: int) -> Spoken | None:
    """The scale that 个 parts from the numeral ending at ``end``, if one stands there.

    >>> spoken_scale("三个多亿元", 1)
    Spoken(end=4, worth=100000000, more=True)
    """
    match = SPOKEN.match(text, end)
    if match is None:
        return None
    return Spoken(match.end(), LARGE_SCALES[canonical(match[0][-1])], match["more"] is not None)


GAP = "[ \u00a0\u2009\u202f]"
THOUSANDS = rf"(?:{GAP}\d{{3}})+(?!{GAP}?\d)(?=[\u4e00-\u9fff])"
"""Groups of three behind the first figures; a unit follows, and no further figure."""
_SPACED = rf"(?<![\d.] )(?<![\d.])[1-9]\d{{0,2}}{THOUSANDS}"
"""Thousands apart by spaces (3 200家): where a unit follows, and no row of figures."""
ARABIC = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|{_SPACED}|\d+)(?:\.\d+)?"
"""An Arabic number without sign, in folded text."""


@cache
def numeral_pattern() -> re.Pattern[str]:
    """A maximal run that may be a numeral, in folded text; spaces may part its signs.

    The run still has to be read by :func:`zhengwen.extract.numbers.parse.read_numeral`;
    runs that cannot be read are shortened there.
    """
    chinese = f"[{CHINESE}{_FINANCIAL}]"
    scale = "[十百千万亿兆拾佰仟萬億]"
    digit = "[零一二两三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖]"
    vague = "[余餘多几幾来來]"
    gap = "[ ]*"
    head = f"(?:(?:{ARABIC}|(?<![\\d.])\\.\\d+)|[上数數几幾](?={gap}{scale})|{chinese})"
    tail = (
        f"(?:{gap}(?:{chinese}|(?<=[十百千万亿兆拾佰仟萬億零]){gap}\\d+|{vague}(?={gap}{scale}))"
        f"|(?<={scale}) +\\d+(?={gap}{scale}))*"
    )
    point = f"(?:{gap}[点點]{gap}{digit}(?:{gap}{digit})*(?:{gap}{scale})*)?"
    end = (
        "(?:(?<=[十百千万亿拾佰仟萬億零])[余餘多几幾来來]|(?<=\\d)[余餘多]"
        f"|(?<=\\d0)[几幾](?!{gap}{scale}))?"
    )
    return re.compile(f"{head}{tail}{point}{end}")
