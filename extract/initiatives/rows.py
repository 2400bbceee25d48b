"""Rows of quotations that share one head noun: “庭长+楼长”“法官+网格员”机制."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from .context import Context
from .quotes import Quote
from .vocabulary import alternatives, word_before

_PAIR = re.compile("[一-鿿]{2,6}(?:[+][一-鿿]{2,6}){1,3}")
"""Who or what works together: 庭长+楼长."""
_BETWEEN = re.compile("[、和与及]?")


@cache
def _shared() -> re.Pattern[str]:
    """What they all are: directly behind the row, or behind 的 and what it is for."""
    heads = alternatives("shared_head")
    return re.compile(f"[一-鿿]{{0,6}}?(?:{heads})|的[一-鿿]{{0,14}}?(?:{heads})")


def row_of_pairs(context: Context, row: Sequence[Quote]) -> bool:
    """Whether a verb brings out a row of pairs that have one head noun behind the last."""
    if len(row) < 2:
        return False
    text = context.text
    if not all(_PAIR.fullmatch(text, *quote.inside) for quote in row):
        return False
    if not all(_BETWEEN.fullmatch(text, a.end, b.start) for a, b in pairwise(row)):
        return False
    start = row[0].start
    led = any(word_before(text, start, kind) for kind in ("launch", "use", "coining"))
    return led and _shared().match(text, row[-1].end) is not None
