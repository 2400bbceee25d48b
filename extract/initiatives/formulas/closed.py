"""Parts that close clauses all over an article: …让资源变资产；…使资金变股金；….

Accepted only when exactly as many different ones stand there as the name counts, all of one
length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..segmented import tokens
from .heads import distinct
from .pieces import MARKS, Span

_REACH = 900
_LIMIT = 9
_LEADS = ("既", "又", "还", "再", "要", "在", "做到", "实现", "确保", "推动", "一边", "一边是")


def _limit(text: str, at: int) -> int:
    """The next mark behind ``at``."""
    end = at
    while end < len(text) and text[end] not in MARKS:
        end += 1
    return end


def _clause(text: str, at: int) -> int:
    """Where the clause with ``at`` begins."""
    start = at
    while start and text[start - 1] not in MARKS:
        start -= 1
    return start


def first(
    text: str, own: Sequence[Span], number: int, morpheme: str, least: int = 3
) -> Iterator[list[Span]]:
    """Parts from the morpheme to the end of a clause: 送岗位、送培训 … 送政策, 做到全天候巡查.

    ``least``: how many there have to be.
    """
    if number < least:
        return
    low, high = max(0, own[0][0] - _REACH // 3), own[0][1] + _REACH
    parts: list[Span] = []
    for match in re.finditer(re.escape(morpheme), text[low:high]):
        start = low + match.start()
        if any(s <= start < e for s, e in own):
            continue
        end = _limit(text, start)
        if not len(morpheme) < end - start <= _LIMIT + len(morpheme):
            continue
        before = text[_clause(text, start) : start]
        if before and not _opens(before, text[start:end], morpheme):
            continue
        parts.append((start, end))
    parts = distinct(text, parts)
    if len(parts) == number and len({b - a for a, b in parts}) == 1:
        yield parts


def _opens(before: str, part: str, morpheme: str) -> bool:
    """Whether a word begins with the morpheme behind ``before``."""
    cut = tokens(before + part)
    begins = any(token.start == len(before) for token in cut)
    if not begins:
        return False
    return before.endswith(_LEADS) or len(morpheme) > 1 or cut[0].kind in "NU"


def middle(text: str, own: Sequence[Span], number: int, morpheme: str) -> Iterator[list[Span]]:
    """Parts of one frame around the morpheme that end a clause: 资源变资产, 组织联建."""
    if number < 2 or len(morpheme) != 1:
        return
    low, high = max(0, own[0][0] - _REACH // 3), own[0][1] + _REACH
    for left, right in ((2, 2), (2, 1), (1, 1), (1, 2)):
        parts: list[Span] = []
        for match in re.finditer(re.escape(morpheme), text[low:high]):
            at = low + match.start()
            span = (at - left, at + 1 + right)
            if span[0] < 0 or any(s < span[1] and span[0] < e for s, e in own):
                continue
            piece = text[slice(*span)]
            if not re.fullmatch("[一-鿿]+", piece) or _limit(text, at) != span[1]:
                continue
            before = text[_clause(text, span[0]) : span[0]]
            if before and not any(t.start == len(before) for t in tokens(before + piece)):
                continue
            parts.append(span)
        parts = distinct(text, parts)
        if len(parts) == number and (number > 2 or parts[-1][1] - own[0][1] < 60):
            yield parts


def spaced(text: str, number: int, morpheme: str) -> Iterator[list[Span]]:
    """A headline of parts with spaces between, each with the morpheme: 问题在一线发现 矛盾在…."""
    base = 0
    for line in text.split("\n"):
        parts = [(base + m.start(), base + m.end()) for m in re.finditer("[^ \u3000]+", line)]
        if len(parts) == number and all(
            2 < b - a <= 12 and morpheme in text[a:b] and text[a:b].isalnum() for a, b in parts
        ):
            yield parts
        base += len(line) + 1


def clauses(text: str, own: Sequence[Span], number: int, morpheme: str) -> Iterator[list[Span]]:
    """The clauses right behind the name, all of which end with the morpheme.

    “双报到”，党组织到社区报到，党员到小区报到.
    """
    for _, end in own:
        match = re.compile("[”’]?[^，,。；;：:、\n]{0,6}[，,：:]").match(text, end)
        if match is None:
            continue
        parts: list[Span] = []
        at = match.end()
        while len(parts) < number:
            stop = _limit(text, at)
            if not text[at:stop].endswith(morpheme) or not 3 < stop - at <= 16:
                break
            parts.append((at, stop))
            at = stop + 1
        if len(parts) == number:
            yield parts
