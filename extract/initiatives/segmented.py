"""Words of short stretches, remembered: the same ones are cut again and again."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from ...models import lexicon as lx
from ..counts.words import Token
from ..counts.words import tokens as _tokens

__all__ = ["Token", "coined", "tokens"]

_LONGEST_WORD = 6


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[Token, ...]:
    """``text`` cut into words (:func:`zhengwen.extract.counts.words.tokens`)."""
    return _tokens(text)


@lru_cache(maxsize=16384)
def coined(text: str) -> bool:
    """Whether two characters side by side belong to no everyday word of two or more.

    >>> coined("道路改造"), coined("关上智治")
    (False, True)
    """
    common = lx.lexicon().common
    covered = [False] * len(text)
    for token in tokens(text):
        if token.kind != "U" and (len(token.text) > 1 or token.kind in "FL"):
            covered[token.start : token.end] = [True] * len(token.text)
    for start in range(len(text)):
        for end in range(start + 2, min(len(text), start + _LONGEST_WORD) + 1):
            if text[start:end] in common:
                covered[start:end] = [True] * (end - start)
    return any(not a and not b for a, b in pairwise(covered))
