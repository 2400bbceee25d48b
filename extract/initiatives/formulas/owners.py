"""Whose parts are whose, where several names of an article have the same ones."""

from __future__ import annotations

from collections.abc import Sequence

from ..shape import Group, Shape
from .cells import Span
from .wanted import wanted_of

Claim = tuple[str, Sequence[Span]]
"""What a name counts (先锋 of 四先锋), and its parts."""


def withdrawn(text: str, claims: Sequence[Claim]) -> set[int]:
    """Indices of the claims to parts that another name counts and this one does not.

    先锋驿站、先锋课堂、… are the four of “四先锋”, and not of “四必到” behind it.
    """
    shares = [_share(text, claim) for claim in claims]
    return {
        i
        for i, (_, parts) in enumerate(claims)
        if parts
        and shares[i] == 0
        and any(
            shares[j] == len(others) and set(parts) & set(others)
            for j, (_, others) in enumerate(claims)
            if j != i and others
        )
    }


def _share(text: str, claim: Claim) -> int:
    """How many of the parts hold what the name counts."""
    counts, parts = claim
    if not counts:
        return -1
    shared = wanted_of((), len(parts), counts).shared
    return max((sum(m in text[a:b] for a, b in parts) for m in shared), default=-1)


def of_group(
    text: str, group: Group, wholes: Sequence[tuple[Shape, Sequence[Span]]]
) -> list[Span] | None:
    """The parts of a name that is a group of a longer one whose parts are all told.

    “两带” of “一核一区两带”: the last two of its four.  ``wholes`` are the names that count
    several things, with their parts: those that hold what it counts (parts may be told in
    turns), else those at its place in the order of the name.
    """
    for shape, parts in wholes:
        at = 0
        for counted in shape.groups:
            size = counted.number or 1
            if counted == group and len(parts) == sum(g.number or 1 for g in shape.groups):
                held = [part for part in parts if text.find(group.morpheme, *part) >= 0]
                return held if len(held) == size else list(parts[at : at + size])
            at += size
    return None
