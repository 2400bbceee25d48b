"""Pairs of quotation marks in a text, nested ones included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...corpus.marks import OPENING, QUOTES, TITLES

_PAIRS = QUOTES | TITLES | {"【": "】", "〈": "〉"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_MARKS = re.compile('[“”‘’【】《》〈〉"#\n]')
LONGEST = 60
"""Longest quotation looked at, in characters; longer ones are speech."""


@dataclass(frozen=True)
class Quote:
    """A pair of marks: ``mark`` is the opening one, ``start``/``end`` enclose both marks."""

    mark: str
    start: int
    end: int
    depth: int

    @property
    def inside(self) -> tuple[int, int]:
        """Span of what stands between the marks."""
        return self.start + 1, self.end - 1


def find_quotes(text: str) -> list[Quote]:
    """Every pair within a line, by start.

    ``text`` is folded (「」 are “”).  Straight double quotes pair up alternately
    within a line; ``#…#`` is a topic tag.  A mark without its partner is ignored.

    >>> [q.mark for q in find_quotes("开展“我们的‘比学赶’”活动")]
    ['“', '‘']
    """
    found: list[Quote] = []
    stack: list[tuple[str, int]] = []
    straight = hashed = -1
    for match in _MARKS.finditer(text):
        char, i = match[0], match.start()
        if char == "\n":
            stack.clear()
            straight = hashed = -1
        elif char in _PAIRS:
            stack.append((char, i))
        elif char in _CLOSING:
            depth = next(
                (d for d in range(len(stack) - 1, -1, -1) if stack[d][0] == _CLOSING[char]), -1
            )
            if depth >= 0:
                start = stack[depth][1]
                del stack[depth:]
                if 2 < i + 1 - start <= LONGEST + 2:
                    found.append(Quote(_CLOSING[char], start, i + 1, depth))
        elif char == '"':
            if straight < 0:
                straight = i
            else:
                if 2 < i + 1 - straight <= LONGEST + 2:
                    found.append(Quote('"', straight, i + 1, len(stack)))
                straight = -1
        elif hashed >= 0 and 3 < i - hashed <= 24:
            found.append(Quote("#", hashed, i + 1, len(stack)))
            hashed = -1
        else:
            hashed = i
    found.sort(key=lambda q: (q.start, -q.end))
    return found


_BETWEEN = re.compile("(?:[、和与及暨]|以及)?|[一-鿿]{1,6}、|、[一-鿿]{2,8}的")
"""What stands between two of a list: “甲”、“乙”; “甲”议事厅、“乙”; “甲”、某村的“乙”."""


def listed(text: str, quotes: Sequence[Quote]) -> dict[Quote, tuple[Quote, ...]]:
    """For each quotation of a list (“甲”“乙”和“丙”) all of them.

    What stands before a list or behind it is said of every quotation in it.

    >>> text = "开设“甲课”“乙课”、“丙课”等，又有“丁课”"
    >>> [row[0].start for row in listed(text, find_quotes(text)).values()]
    [2, 2, 2]
    """
    found: dict[Quote, tuple[Quote, ...]] = {}
    row: list[Quote] = []
    ordinary = sorted((q for q in quotes if q.mark in OPENING), key=lambda q: (q.depth, q.start))
    for quote in (*ordinary, None):
        if (
            quote is not None
            and row
            and row[-1].depth == quote.depth
            and _BETWEEN.fullmatch(text, row[-1].end, max(quote.start, row[-1].end))
        ):
            row.append(quote)
            continue
        if len(row) > 1:
            found.update(dict.fromkeys(row, tuple(row)))
        row = [quote] if quote is not None else []
    return found


_SPEECH = re.compile("[，,。！!？?；;]")
_SHORT = 30
"""Longest quotation that may be a name itself, its marks included."""


def positions_inside(text: str, quotes: Sequence[Quote]) -> frozenset[int]:
    """Offsets inside quotations that may be names themselves; speech is read like any text."""
    return frozenset(
        i
        for q in quotes
        if q.mark in '“《‘"'
        and q.end - q.start <= _SHORT
        and not _SPEECH.search(text, q.start, q.end)
        for i in range(q.start, q.end)
    )
