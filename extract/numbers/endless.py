"""Runs of digits too long for a number: dumps, keys, rules of ones drawn in a scan."""

from __future__ import annotations

import re

LONGEST = 300
"""More digits than this have no value that a float holds, nor one that anybody counted."""

_DIGITS = "0-9０-９零〇○一二两三四五六七八九十百千万亿"
_POINT = "[.．]|[,，](?=[0-9０-９]{3}(?![0-9０-９]))"
_ENDLESS = re.compile(f"[{_DIGITS}](?:(?:{_POINT})?[{_DIGITS}]){{{LONGEST},}}")


def without_endless(text: str) -> str:
    """``text`` with every such run blanked out, its length unchanged.

    >>> without_endless("编号" + "7" * 400 + "止") == "编号" + " " * 400 + "止"
    True
    >>> without_endless("120名")
    '120名'
    """
    if len(text) <= LONGEST:
        return text
    return _ENDLESS.sub(lambda run: " " * len(run[0]), text)
