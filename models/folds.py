"""Folds of the train split, by writer or by place: what one fold's models have not seen."""

from __future__ import annotations

import hashlib

FOLDS = 5


def fold_of(group: str) -> int:
    """The fold of a writer or a place: by hash, so that it does not depend on the others."""
    return hashlib.sha256(group.encode("utf-8")).digest()[0] % FOLDS
