"""Signs of where a set of spans stands: how far from the name, on which side, behind what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate

from ..vocabulary import VALUES, alternatives
from .cells import Span
from .wanted import Wanted, bucket

_GLUE = re.compile(
    "(?P<colon>[：:])|(?P<bracket>[(（])|(?P<dash>[—-]{1,2})|(?P<is>即|就是|也就是|指的是|分别是|分别为|包括|是指|指|是|为)"
    "|(?P<comma>[，,])|(?P<stop>[。；;\n])"
)


@cache
def _tally() -> re.Pattern[str]:
    """A number behind parts, and what it counts them by."""
    words = alternatives("part_tally")
    return re.compile(f"[”’]?(?:等)?(?:这)?(?P<n>[二两三四五六七八九十]|[0-9]{{1,2}})(?:{words})")


def where(text: str, wanted: Wanted, parts: tuple[Span, ...]) -> Iterator[str]:
    """Signs of the place of ``parts``."""
    start, end = parts[0][0], parts[-1][1]
    gap, side, glue = min(
        (_apart(text, start, end, own) for own in wanted.own), key=lambda found: found[0]
    )
    near = bucket(gap, 2, 6, 12, 25, 60, 150, 300)
    if glue.strip("“”‘’") == "、":
        near = "list"  # 采集、排查、宣传、“三跨事件”上报: the name is one more item
    yield f"gap={near}{side}"
    ends = _sentence_ends(text)
    between = ends[start] - ends[start - gap] if side == ">" else ends[end + gap] - ends[end]
    yield f"stops={min(between, 3)}{side}"
    if side == ">" and gap <= 25:
        kinds = [str(m.lastgroup) for m in _GLUE.finditer(glue)]
        yield "glue=" + ("+".join(dict.fromkeys(kinds)) or "none")
        if kinds:
            yield f"glue last={kinds[-1]}"
    if side == "<" and gap <= 12:
        yield "glue<" + "".join(mark for mark in "的等、，“" if mark in glue.replace(",", "，"))
    head = text.find("\n")
    if head >= 0 and start < head:
        yield "in first line"
    if side == ">" and wanted.own[0][1] <= start and any(s >= end for s, _ in wanted.own[1:]):
        yield "between mentions"
    if (match := _tally().match(text, end)) is not None:
        n = VALUES.get(match["n"]) or (int(match["n"]) if match["n"].isdecimal() else 0)
        yield "tally=" + ("same" if n == wanted.number else "other")
    spread = end - start - sum(b - a for a, b in parts)
    yield f"spread={bucket(spread // max(len(parts) - 1, 1), 1, 3, 8, 20, 60, 150)}"


@lru_cache(maxsize=4)
def _sentence_ends(text: str) -> list[int]:
    """How many sentences and lines have ended before each offset."""
    return list(accumulate((char in "。！？!?\n" for char in text), initial=0))


def _apart(text: str, start: int, end: int, own: Span) -> tuple[int, str, str]:
    """How far parts stand from a mention, before (``<``) or behind it (``>``), what is between."""
    if own[0] >= end:
        return own[0] - end, "<", text[end : min(own[0], end + 30)]
    if own[1] <= start:
        return start - own[1], ">", text[own[1] : min(start, own[1] + 30)]
    return 0, "around", ""
