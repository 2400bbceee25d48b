"""The longest string up to an offset that an article says again and again."""

from __future__ import annotations

from functools import lru_cache

OFTEN = 3
"""A name is said so many times, at least."""
LONGEST = 12


@lru_cache(maxsize=256)
def places_of(text: str, name: str) -> tuple[int, ...]:
    """Where ``name`` stands in ``text``."""
    found = []
    at = text.find(name)
    while at >= 0:
        found.append(at)
        at = text.find(name, at + 1)
    return tuple(found)


def longest_repeat(text: str, low: int, start: int, end: int) -> int:
    """Where the longest string begins that ends at ``end`` and that the text says often; or -1.

    It begins at ``low`` or later and two characters before ``start`` or earlier; what stands
    before it differs from place to place.

    >>> text = "用柳湾云仓平台。靠柳湾云仓平台，柳湾云仓平台好"
    >>> longest_repeat(text, 0, 5, 7)
    1
    """
    for at in range(max(low, end - LONGEST), start - 1):
        found = places_of(text, text[at:end])
        if len(found) >= OFTEN and len({text[p - 1 : p] for p in found}) > 1:
            return at
    return -1
