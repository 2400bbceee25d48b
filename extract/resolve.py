"""The resolver: the best set of non-overlapping candidates.

Maximises the sum of (p − floor) × length exactly, by weighted interval
scheduling (Kleinberg & Tardos, *Algorithm Design*, §6.1) in O(n log n).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from .pool import Scored

FLOOR = 0.3
"""A candidate whose probability does not exceed this never wins."""


def resolve(candidates: Sequence[Scored], floor: float = FLOOR) -> list[Scored]:
    """The winning candidates in text order.

    Ties go to the candidate that ends first, then to the longer one, so the
    result does not depend on the order of ``candidates``.
    """
    live = sorted(
        (c for c in candidates if c.probability > floor),
        key=lambda c: (c.end, c.start, c.type),
    )
    ends = [c.end for c in live]
    best = [0.0] * (len(live) + 1)
    taken = [False] * len(live)
    before = [0] * len(live)
    for i, candidate in enumerate(live):
        before[i] = bisect_right(ends, candidate.start, 0, i)
        gain = (candidate.probability - floor) * (candidate.end - candidate.start)
        with_it = best[before[i]] + gain
        taken[i] = with_it > best[i]
        best[i + 1] = with_it if taken[i] else best[i]
    chosen: list[Scored] = []
    i = len(live)
    while i:
        if taken[i - 1]:
            chosen.append(live[i - 1])
            i = before[i - 1]
        else:
            i -= 1
    chosen.reverse()
    return chosen
