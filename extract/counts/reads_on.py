"""Where a unit ends by the words behind it: 80万元|老旧管网, not 元老; 9座|位于, not 座位."""

from __future__ import annotations

from collections.abc import Collection

from .clauses import STOP
from .words import word_ends

_REACH = 8
"""Characters behind a unit that are read."""


def reads_on(text: str, end: int, others: Collection[int]) -> bool:
    """Whether a unit ends at ``end`` rather than at ``others``, or in a word that ends there.

    It does where the words behind it leave fewer characters alone than those behind all others.

    >>> reads_on("12家长期供货商", 3, [4]), reads_on("30家长会议室", 3, [4])
    (True, False)
    """
    stop, bound = end, min(len(text), end + _REACH)
    while stop < bound and text[stop] not in STOP and not text[stop].isdigit():
        stop += 1
    alone = {stop: 0}
    for at in range(stop - 1, end - 1, -1):
        alone[at] = min(alone[at + 1] + 1, *(alone[to] for to in word_ends(text, at, stop)), 99)
    straddling = {*others, *word_ends(text, end - 1, stop)}
    return all(alone[end] < alone.get(other, 0) for other in straddling)
