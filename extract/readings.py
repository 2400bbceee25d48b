"""Readings of the heads of names in one text, shared by organizations and places."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..models import name_weights
from ..models.edge_sums import Edges
from ..models.edges import Option
from ..models.heads import Head, heads
from ..models.lexicon import scan

TAGGED = ("tag.begin", "tag.end", "tag.span", "tag.inside")
"""The tagger's features, for rules that overrule it."""

Reading = tuple[Head, tuple[Option, ...]]


def readings(text: str) -> tuple[Reading, ...]:
    """Every head in ``text`` with its readings, best first; kept for the last few texts."""
    return _readings(text, name_weights.source())


@lru_cache(maxsize=4)
def _readings(text: str, weights: Path | None) -> tuple[Reading, ...]:
    del weights  # a part of the key: other weights, other readings
    sc = scan(text)
    scorer = Edges(sc)
    return tuple((head, tuple(scorer.options(head))) for head in heads(sc))
