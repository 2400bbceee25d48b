"""Numerals: Arabic, Chinese, financial and mixed, read exactly.

``find_numbers`` finds every numeral expression of a text, ``parse_number`` reads one,
``find_ranges`` finds bounds and ranges (大于100并且小于300).
"""

from __future__ import annotations

from .find import NumberExpression, find_numbers, parse_number
from .ranges import find_ranges

__all__ = ["NumberExpression", "find_numbers", "find_ranges", "parse_number"]
