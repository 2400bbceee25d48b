"""Folds of the train split, by writer or by place: what one fold's models have not seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

FOLDS = 5


def fold_of(group: str) -> int:
    """The fold of a writer or a place: by hash, so that it does not depend on the others."""
    return hashlib.sha256(group.encode("utf-8")).digest()[0] % FOLDS


def halves(sources: Iterable[str]) -> dict[str, int]:
    """The half, 0 or 1, of each source: every other one in order.

    >>> halves(["t23", "t21", "t22", "t21"])
    {'t21': 0, 't22': 1, 't23': 0}
    """
    return {source: number % 2 for number, source in enumerate(sorted(set(sources)))}
