"""Words of short stretches, remembered: the same ones are cut again and again."""

from __future__ import annotations

from functools import lru_cache

from ..counts.words import Token
from ..counts.words import tokens as _tokens

__all__ = ["Token", "tokens"]


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[Token, ...]:
    """``text`` cut into words (:func:`zhengwen.extract.counts.words.tokens`)."""
    return _tokens(text)
