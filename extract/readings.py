"""Readings of the heads of names in one text, shared by organizations and places."""

from __future__ import annotations

from functools import lru_cache

from ..models.edges import Edges, Head, Option, heads
from ..models.lexicon import scan

Reading = tuple[Head, tuple[Option, ...]]


@lru_cache(maxsize=4)
def readings(text: str) -> tuple[Reading, ...]:
    """Every head in ``text`` with its readings, best first; kept for the last few texts."""
    sc = scan(text)
    scorer = Edges(sc)
    return tuple((head, tuple(scorer.options(head))) for head in heads(sc))
