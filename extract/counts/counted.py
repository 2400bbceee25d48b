"""A count as the rules for what is counted see it."""

from __future__ import annotations

from dataclasses import dataclass

RELATIVE = frozenset(("change", "percent", "ratio", "multiple"))
"""Kinds of counts that say how much of something, or how much more."""


@dataclass(frozen=True)
class Counted:
    """Where a count stands, its unit and its kind."""

    start: int
    end: int
    unit: str | None
    dimension: str
    kind: str
    bounded: bool = False
