"""Bare numerals that share the unit of the last of their row: 分别回落2.16和1.66个百分点."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from fractions import Fraction

from ..candidates import Candidate

RULE = "count.shared_unit"
_ROW = re.compile(r"(?<![\d.．,，第A-Za-z年月日号:：-])(?:\d+(?:\.\d+)?(?:、|和|与|及|以及))+$")
_NUMERAL = re.compile(r"\d+(?:\.\d+)?")
_APART = re.compile("(?:分别|依次|各自?)[^。；！？\n]*$")
"""What tells a row from numerals that stand together otherwise (紧邻的17、18号楼)."""
_REACH = 40
"""What stands before the last numeral of a row."""


def shared(text: str, last: Candidate) -> Iterator[Candidate]:
    """The bare numerals of the row that ends in ``last``, in text order.

    They take its unit and what multiplies it (3.5和4.6亿元), but not 余 or 以上.
    """
    if last.decoy:
        return
    low = max(0, last.start - _REACH)
    row = _ROW.search(text, low, last.start)
    own = _NUMERAL.match(text, last.start)
    if row is None or own is None or not isinstance(last.attrs.get("low"), (int, float)):
        return
    if "百分点" not in (last.attrs["unit"] or "") and not _APART.search(text, low, row.start()):
        return
    worth = Fraction(own[0])
    times = Fraction(str(last.attrs["low"])) / worth if worth else Fraction(1)
    for numeral in _NUMERAL.finditer(text, row.start(), row.end()):
        exact = Fraction(numeral[0]) * times
        value = int(exact) if exact.denominator == 1 else float(exact)
        attrs = {**last.attrs, "value": value, "low": value, "high": value, "modifier": "exact"}
        yield dataclasses.replace(
            last, start=numeral.start(), end=numeral.end(), rule=RULE, attrs=attrs
        )
