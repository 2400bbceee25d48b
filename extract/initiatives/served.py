"""Groups of people right before a quotation, whom what it names is for: 老年人|“暖巢”行动."""

from __future__ import annotations

import re
from functools import cache

from .context import Context
from .vocabulary import alternatives, word_before

_MODIFIER = 4
"""Longest modifier of a group: 乡村振兴|人才."""


@cache
def _group() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives('served')})们?$")


def for_whom(context: Context, start: int) -> int:
    """Where the group begins that stands right before ``start``; ``start`` without one.

    What stands before a group is said of the name behind it: 启动|环卫工人“清凉”行动.
    """
    text = context.text
    group = _group().search(text, max(context.line_start(start), start - 6), start)
    if group is None:
        return start
    low = max(context.line_start(start), group.start() - _MODIFIER)
    for at in range(group.start(), low - 1, -1):
        opened = at == context.line_start(at) or not "一" <= text[at - 1] <= "鿿"
        if opened or at in context.body_ends:
            return at
        if any(word_before(text, at, kind) for kind in ("launch", "use")):
            return at
    return group.start()


def before_group(text: str) -> str:
    """What stands before the group that ends ``text``, or all of it.

    >>> before_group("全面推行党员"), before_group("全面推行")
    ('全面推行', '全面推行')
    """
    return _group().sub("", text)
