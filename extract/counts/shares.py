"""Shares: fractions, 百分之, halves, doublings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..candidates import Candidate
from .numerals import Amount, numeral_start, read_amount
from .units import unit_at
from .units_after import BOUND, DASH, cut_numeral
from .values import attributes, features

_SPECIAL = re.compile(  # one class first: the search runs at the speed of a byte scan
    r"[翻过半一](?:(?<=翻)(?:了|上|过)?(?P<times>[一两三四几]|\d{1,2})?(?:多)?番"
    r"|(?<=过)(?<![不走通越胜]过)半(?![年月天夜百个场数径])"
    r"|(?<=半)(?<![一两大多上下过前后小]半)(?:平方米|公里|米|公斤|斤|吨|亩|倍|里|丈|尺)(?!多|之)"
    r"|(?<=一)(?<!另一)(?<!另[“‘]一)半(?!天|月|年|时)|(?<=半)数(?!据))"
)
_FRACTION = re.compile(r"分之(?:\d+(?:[.．]\d+)?|[零〇一二两三四五六七八九十百千点]+)")


def fraction(text: str, start: int, end: int) -> tuple[Candidate, int] | None:
    """三分之二, 百分之八十五."""
    match = _FRACTION.match(text, end)
    bottom = read_amount(text[start:end])
    if match is None or bottom is None or not bottom.value:
        return None
    if text.startswith("决赛", match.end()):
        return None  # 八分之一决赛: a round, not a share
    finish = match.end()
    top = read_amount(text[end + 2 : finish])
    while top is None and finish > end + 3:
        finish -= 1
        top = read_amount(text[end + 2 : finish])
    if top is None:
        return None
    percent = text[start:end] in ("百", "一百")
    high: Amount | None = None
    if percent and text[finish : finish + 1] in DASH:
        second = re.compile(r"[-—–至到]{1,2}百分之").match(text, finish)
        if second and (m := numeral_start().match(text, second.end())):
            read = cut_numeral(text, m.start(), m.end())
            if read is not None:
                finish, high = read[0], read[1]
    bound = BOUND.match(text, finish)
    mark = bound[0] if bound else ""
    if percent:
        attrs = attributes(text, start, top, "百分之", "ratio", mark, high)
        attrs["kind"] = "change" if attrs["direction"] else "percent"
    else:
        if top.value is None:
            return None
        share = top.value / bottom.value
        part = Amount(share, share, share, "exact", top.arabic, False)
        attrs = attributes(text, start, part, None, "ratio", mark)
    finish = bound.end() if bound else finish
    rule = "count.percent_words" if percent else "count.fraction"
    return Candidate("COUNT", start, finish, rule, attrs, features("fraction", "ratio", "")), finish


_SLASH = re.compile(
    r"(?:(?<=[的约近占比达为到至过超于了仅有减降增缩中])"
    r"|(?<![\d./第页版图周期号A-Za-z-])(?=[1-9]/(?:[2-9]|10)的[一-鿿]))(\d{1,3})/(\d{1,4})"
    r"(?:[-—–~至到](\d{1,3})/(\d{1,4}))?(?![\d/月年日号%A-Za-z])"
)
"""占1/3, 养殖户中2/3, 3/4的农户."""


def slashes(text: str) -> Iterator[Candidate]:
    """1/3, 1/4至1/2 where the sentence measures a share."""
    for match in _SLASH.finditer(text):
        parts = [int(n) for n in match.groups() if n is not None]
        shares = [
            top / bottom if bottom else 0.0
            for top, bottom in zip(parts[::2], parts[1::2], strict=True)
        ]
        if not all(0 < share < 1 for share in shares):
            continue
        start, end = match.span()
        bound = BOUND.match(text, end)
        first, *second = (Amount(share, share, share, "exact", True, False) for share in shares)
        high = second[0] if second else None
        attrs = attributes(text, start, first, None, "ratio", bound[0] if bound else "", high)
        yield Candidate(
            "COUNT",
            start,
            bound.end() if bound else end,
            "count.fraction",
            attrs,
            features("fraction", "ratio", "slash"),
        )


_HALF_AND_HALF = re.compile("一半[一-鿿]一半[一-鿿]")
"""一半露一半藏: a figure of speech."""


def specials(text: str) -> Iterator[Candidate]:
    """翻番, 过半, 一半."""
    for match in _SPECIAL.finditer(text):
        start, end = match.span()
        word = match[0]
        if word == "一半" and _HALF_AND_HALF.search(text, max(0, start - 3), end + 4):
            continue
        if word[0] == "翻":
            times = match["times"] or "一"
            amount = read_amount(times) if times != "几" else None
            if times == "一":
                amount = Amount(1, 1, 1, "exact", False, False)
            if amount is None:
                continue
            attrs = attributes(text, start, amount, "番", "multiple", "")
            yield Candidate(
                "COUNT", start, end, "count.double", attrs, features("chinese", "multiple", "")
            )
            continue
        if word[0] == "半" and (unit := unit_at(text, start + 1, False)):
            half = Amount(0.5, 0.5, 0.5, "exact", False, False)
            attrs = attributes(text, start, half, unit.text, unit.dimension, "")
            yield Candidate(
                "COUNT", start, end, "count.half", attrs, features("chinese", unit.dimension, "")
            )
            continue
        half = Amount(0.5, 0.5, 0.5, "exact", False, False)
        bound = "以上" if word == "过半" else ""
        if after := BOUND.match(text, end):
            bound, end = after[0], after.end()
        attrs = attributes(text, start, half, None, "ratio", bound)
        yield Candidate(
            "COUNT", start, end, "count.half", attrs, features("chinese", "ratio", word)
        )
