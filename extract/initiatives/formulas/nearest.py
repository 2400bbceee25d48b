"""Which of several sets of parts stands nearest to the name and is even enough to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .pieces import Span


def distance(parts: Sequence[Span], own: Sequence[Span]) -> int:
    """Characters between the parts and the nearest mention of the name."""
    return min((max(parts[0][0] - e, s - parts[-1][1], 0) for s, e in own), default=0)


def nearest(
    text: str, options: Iterator[list[Span]], own: Sequence[Span], reach: int = 700
) -> list[Span] | None:
    """The set closest to a mention of the name, ``reach`` characters at most from it."""
    best: list[Span] | None = None
    least = reach + 1
    for option in options:
        far = distance(option, own)
        if any(a < e and b > s for a, b in option for s, e in own):
            continue
        if far < least and even(text, option, far):
            best, least = option, far
    return best


def even(text: str, parts: Sequence[Span], distance: int) -> bool:
    """Whether parts are alike enough for how far from the name they stand.

    Far off, two words or a row of clauses that share a character are chance.
    """
    lengths = [b - a for a, b in parts]
    spread = max(lengths) - min(lengths)
    if any(re.search("[“”‘’《》]", text[a:b]) for a, b in quoted_openings(text, parts)):
        return False
    if any("了" in text[a:b] for a, b in parts):
        return False  # what happened (送来了新教材) names no part
    if len(parts) == 2:
        return distance <= 15 and spread <= 2 and max(lengths) <= 8
    return distance <= 15 or (spread <= 3 and max(lengths) <= 10)


_OPENING = re.compile("“([^“”]{1,8})”")


def quoted_openings(text: str, parts: Sequence[Span]) -> Sequence[Span]:
    """Where every part opens with a quoted name (“先行步”摸清底数), those names alone."""
    found = [_OPENING.match(text, start, end) for start, end in parts]
    names = [match.span(1) for match in found if match is not None]
    return names if len(names) == len(parts) else parts
