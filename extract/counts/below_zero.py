"""Ranges of temperature that begin below zero: -6到8℃, -8~-6℃, -4℃~7℃, 零下8至零下6摄氏度."""

from __future__ import annotations

import re

from ..candidates import Candidate
from .numerals import Amount
from .units import unit_at
from .values import attributes, features

SIGNS = frozenset("-－下")
"""What a number below zero stands behind."""
_DEGREES = "℃|°C|摄氏度|度"
_RANGE = re.compile(
    rf"(?:(?P<sign>[-－])|零下)(?P<low>\d+(?:[.．]\d+)?)(?:{_DEGREES})?"
    rf"(?:[~～〜∼]|[—–―－-]{{1,2}}|至|到)(?:(?P<below>[-－]|零下)|(?P<above>零上))?"
    rf"(?P<high>\d+(?:[.．]\d+)?)(?={_DEGREES})"
)


def below_zero(text: str, start: int) -> Candidate | None:
    """The range whose first number, behind its sign, stands at ``start``."""
    begin = start - 1 if text[start - 1] in "-－" else start - 2
    match = _RANGE.match(text, max(0, begin))
    if match is None or match.start("low") != start:
        return None
    before = text[begin - 1 : begin]
    if before.isascii() and (before.isalnum() or before in "%.~"):
        return None  # 2-6到8℃
    unit = unit_at(text, match.end(), True)
    low, high = -_number(match["low"]), _number(match["high"])
    if match["below"]:
        high = -high
    if unit is None or low >= high or not (match["sign"] or match["below"] or match["above"]):
        return None  # 零下5到8℃: of the second number nothing is said
    ends = [Amount(n, n, n, "exact", True, False) for n in (low, high)]
    attrs = attributes(text, begin, ends[0], unit.text, "temperature", "", ends[1])
    kind = features("arabic", unit.dimension, "")
    return Candidate("COUNT", begin, match.end() + len(unit.text), "count.range", attrs, kind)


def _number(digits: str) -> float | int:
    value = float(digits.replace("．", "."))
    return int(value) if value.is_integer() else value
