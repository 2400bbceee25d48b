"""Spans that hold one mark of a pair (馆（柳岭体育场)."""

from __future__ import annotations

from collections.abc import Sequence

from ...corpus.marks import QUOTES

BULLETS = frozenset("■▲▼●◆★□△▶◀►◄▷◁▽↑↓←→○◇☆◎")
"""Marks that set off a caption or a line, and begin no name."""
PAIRS = (*QUOTES.items(), ("（", "）"))
_ALL = (*PAIRS, ("(", ")"))


def half_marked(text: str, start: int, end: int, pairs: Sequence[tuple[str, str]] = _ALL) -> bool:
    """Whether the span holds an opening mark without its closing one, or the other way round.

    >>> half_marked("馆（柳岭体育场", 0, 7), half_marked("“柳苗”公园", 0, 6)
    (True, False)
    """
    span = text[start:end]
    return any(span.count(left) != span.count(right) for left, right in pairs)
