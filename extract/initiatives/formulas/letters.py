"""Signs of the letters at the edges of a set of spans, and beside them.

What closes the text before the first part (把, 以, ：) and opens the text behind the last one
(等, 为主, “三) tells where a set begins and ends; what the parts begin and end with, and what
parts them, tells whether they are cut alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .cells import MARKS, Span
from .wanted import Wanted, common, level

_FAR = 3
"""Parts this far from one another are parted by more than a mark."""


def letters(text: str, wanted: Wanted, parts: Sequence[Span]) -> Iterator[str]:
    """The signs of ``parts``; what the name counts is crossed with some of them."""
    start, end = parts[0][0], parts[-1][1]
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    yield f"before={before}"
    yield f"behind={behind}"
    yield f"before={text[max(0, start - 2) : start]}"
    yield f"behind={text[end : end + 2]}"
    yield f"first begins={text[start]}"
    yield f"last ends={text[end - 1]}"
    for a, b in parts:
        yield f"begins={text[a]}"
        yield f"ends={text[b - 1]}"
    between = [text[b:c] if c - b < _FAR else "far" for (_, b), (c, _) in pairwise(parts)]
    yield f"parted by={common(between)}"
    lefts = [text[a - 1 : a] for a, _ in parts[1:]]
    rights = [text[b : b + 1] for _, b in parts[:-1]]
    yield f"before each={common(lefts)}"
    yield f"behind each={common(rights)}"
    yield f"marks before={level(sum(c in MARKS for c in lefts), len(lefts))}"
    yield f"marks behind={level(sum(c in MARKS for c in rights), len(rights))}"
    lengths = common(str(b - a) for a, b in parts)
    yield f"lengths={lengths}"
    counted = wanted.counts[0]
    yield f"{counted}|before={before}"
    yield f"{counted}|behind={behind}"
    yield f"{counted}|lengths={lengths}"
