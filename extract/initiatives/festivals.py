"""Festivals of invented names without quotation marks: 米粉节, 赶鸟节, 牧人聚亲节."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...seeds.table import words
from ..candidates import Candidate
from .context import Context
from .quotes import positions_inside
from .segmented import tokens
from .unquoted import left_run, read_phrases, weighed
from .vocabulary import HeadWord

_HEAD = HeadWord("节", "campaign", "name")
_FESTIVAL = re.compile(
    "(?<=[一-鿿]{2})节(?![目日气能水约省假庆点奏俗制育度拍肢录礼食令余选衣操律流前后])"
)
_NO_STEM = frozenset("毕奉一二两双三四五六七八九十几多每各这那整上下本首")
_LONGEST = 8
"""Longest name of a festival without its edition."""


@cache
def _days() -> tuple[str, ...]:
    """Festivals of the calendar, which are dates."""
    return tuple(
        words(
            "festivals.tsv", ("name", "calendar", "month", "day", "first", "last", "bare", "source")
        )
    )


def propose_festivals(context: Context) -> Iterator[Candidate]:
    """A candidate per festival that no table knows and left edge."""
    text = context.text
    inside = positions_inside(text, context.quotes)
    for match in _FESTIVAL.finditer(text):
        start, end = match.span()
        if start in inside or text.endswith(_days(), 0, end):
            continue
        # 第六节, 多节车厢, 国庆双节: counted; 毕节, 奉节: places.
        if text[start - 1] in _NO_STEM:
            continue
        left = left_run(context, start)
        cut = tokens(text[left:end])
        # 环节, 电影节: a word of the dictionary, or a head noun of the table.
        if start - left < 2 or cut[-1].text != "节":
            continue
        for phrase, features in read_phrases(context, _HEAD, left, cut, start):
            long = end - phrase.edge > _LONGEST and not features["bare.edition"]
            if start - phrase.edge < 2 or long:
                continue
            yield weighed(phrase, {**features, "festival": 1.0}, "initiative.festival")
