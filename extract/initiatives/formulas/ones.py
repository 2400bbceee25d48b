"""Heads around 一 for names like 三个一: 做强一条粉, 一张清单明责任."""

from __future__ import annotations

from collections.abc import Iterator

from ..segmented import tokens
from .heads import distinct
from .pieces import Span, openings


def _purposed(text: str, part: Span) -> bool:
    """Whether a thing (一张清单) is followed by what it is for (明责任)."""
    cut = tokens(text[slice(*part)])
    size = part[1] - part[0]
    verb = next((t for t in cut if t.start == size - 3), None)
    return size > 6 and text[part[0]] == "一" and verb is not None and len(verb.text) == 1


def with_one(text: str, after: int, number: int) -> Iterator[list[Span]]:
    """Heads around 一 for a 三个一: 做强一条粉 / 盘活一条街 / 带旺一条村, or a point each.

    Accepted when exactly ``number`` different ones stand behind the name, section heads
    first, then first clauses of lines, then of sentences.
    """
    everything = [
        o
        for o in openings(text)
        if o.start > after and o.end - o.start <= 9 and "一" in text[o.start : o.end]
    ]
    for group in (
        [o for o in everything if o.whole],
        [o for o in everything if o.line],
        everything,
    ):
        parts = distinct(text, [(o.start, o.end) for o in group])
        if all(_purposed(text, part) for part in parts):
            parts = [(a, b - 3) for a, b in parts]
        lengths = [b - a for a, b in parts]
        if len(parts) == number and max(lengths) - min(lengths) <= 1:
            yield parts
