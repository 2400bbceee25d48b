"""What follows a numeral: its unit, smaller units, bounds (3元5角, 50台（套）, 43岁以下)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ...seeds.table import longest_first
from .numerals import Amount, grouped, read_amount, spoken
from .units import Unit, unit_at
from .values import PERCENT
from .words import beside

_SPACES = " \u00a0\u3000"
_PLAIN = re.compile(r"\d+(?:[.．]\d+)?")
DASH = frozenset("-—–－―~～〜∼至到")
BOUND = re.compile(r"(?:[（(][及含]?[）)])?(?:[及或含]?以上|[及或含]?以下|以内|之内|左右|上下)")
_MANY = re.compile(r"多(?![方元种样次功为年位个名家项层于数达少余边媒维极头])|余(?![名人元万])")
HALF = re.compile(r"半(?![年月天日夜个数导径价成径小专])")
_WITHIN = re.compile(r"内(?![部外容陆径墙壁侧河湖港])")
_MEASURED = frozenset(
    ("money", "area", "length", "weight", "volume", "multiple", "energy", "power")
)


class Hit(NamedTuple):
    """A numeral with what follows it."""

    start: int
    number_end: int
    amount: Amount
    unit: Unit | None
    unit_end: int


def cut_numeral(text: str, start: int, end: int) -> tuple[int, Amount] | None:
    """End and amount of the numeral at ``start``, cut where it cannot be read on."""
    raw = text[start:end]
    if ("," in raw or "，" in raw) and not grouped(raw) and (plain := _PLAIN.match(raw)):
        raw, end = plain[0], start + plain.end()
    amount = read_amount(raw)
    while amount is None and end - start > 1:
        end -= 1
        raw = text[start:end]
        if raw[-1] in ".．,，点":
            continue
        amount = read_amount(raw)
    if amount is None:
        return None
    return spoken(text, end, amount) if text.startswith("个", end) else (end, amount)


def with_unit(text: str, start: int, end: int, amount: Amount) -> Hit:
    """The numeral with the unit that follows, at most one space between them."""
    at = end
    unit = unit_at(text, at, amount.arabic)
    if unit is None and amount.arabic and text[at : at + 1] and text[at] in _SPACES:
        unit = unit_at(text, at + 1, amount.arabic)
        at += 1
    if unit is None:
        if text[end : end + 1] in PERCENT:
            sign = _percent_unit(text[end])
            return Hit(start, end, amount, sign, end + 1)
        return Hit(start, end, amount, None, end)
    return Hit(start, end, amount, unit, at + len(unit.text))


@cache
def _percent_unit(sign: str) -> Unit:
    return Unit(sign, "%" if sign == "％" else sign, "ratio", False, None)


def tail(text: str, end: int, unit: Unit) -> tuple[int, str]:
    """End and word of what bounds a count: 以上, 左右, 多."""
    if match := BOUND.match(text, end):
        return match.end(), match[0]
    if unit.dimension == "length" and _WITHIN.match(text, end):
        return end + 1, "以内"
    shared = unit.text in ("成", "块") or unit.text[0] in PERCENT  # 八成多, 80%多
    if (unit.dimension in _MEASURED or shared) and (match := _MANY.match(text, end)):
        return match.end(), match[0]
    return end, ""


_TENTHS = frozenset("块成")
"""Units behind which a digit is a tenth: 六块五, 九成三."""

_SMALLER = {"斤": "两", "元": "角", "块": "毛", "角": "分", "毛": "分", "尺": "寸", "丈": "尺"}
_DIGIT = re.compile(r"(?P<digit>[一二两三四五六七八九1-9])(?P<unit>[两角毛分寸尺])?")


def small_change(text: str, end: int, unit: str) -> tuple[int, float] | None:
    """What a smaller unit adds: 六斤八两, 六块五, 5元3角."""
    smaller = _SMALLER.get(unit)
    match = _DIGIT.match(text, end) if smaller or unit in _TENTHS else None
    if match is None:
        return None
    finish = match.end()
    if smaller is None or match["unit"] != smaller:
        after = text[match.end("digit") : match.end("digit") + 1]
        if unit not in _TENTHS or (after and after not in "，。、；！？”,的涨降到一\n"):
            return None
        finish = match.end("digit")
    digit = read_amount(match["digit"])
    if digit is None or digit.value is None:
        return None
    return finish, digit.value / 10


def plus(amount: Amount, extra: float) -> Amount:
    value = round((amount.value or 0) + extra, 6)
    return Amount(value, value, value, amount.modifier, amount.arabic, amount.scaled)


@cache
def _per() -> re.Pattern[str]:
    """A unit behind a slash (元/吨)."""
    return re.compile(f"[/／](?:{longest_first(beside('per'))})")


_ALSO = re.compile(r"[（(](?:[\u4e00-\u9fff]{1,2})[)）]")


def shared_unit(text: str, end: int) -> tuple[int, str, str] | None:
    """What joins a unit: a rate (元/吨) or a second unit in brackets (台（套））."""
    after = text[end : end + 1]
    if after and after in "/／" and (match := _per().match(text, end)):
        return match.end(), match[0], "rate"
    if after and after in "（(" and (match := _ALSO.match(text, end)):
        inside = match[0][1:-1]
        unit = unit_at(inside, 0, True)
        if (unit is not None and len(unit.text) == len(inside)) or inside == "次":
            return match.end(), match[0], ""
    return None
