"""One-to-one folding: full-width and variant punctuation and digits made uniform.

Every character maps to exactly one character, so offsets into the folded text
are offsets into the text.
"""

from __future__ import annotations

from functools import lru_cache

_FULL_WIDTH = {chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)}
_VARIANTS = {
    "\u3000": " ",
    "\u00a0": " ",
    "．": ".",
    "﹪": "%",
    "～": "~",
    "〜": "~",
    "∼": "~",
    "－": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "─": "-",
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "〝": "“",
    "〞": "”",
    "‧": "·",
    "•": "·",
    "・": "·",
    "‒": "-",
    "⋅": "·",
    "〇": "零",
    "○": "零",
}
_TABLE = str.maketrans({**_FULL_WIDTH, **_VARIANTS})
_SHORT = 100
POINTERS = str.maketrans(dict.fromkeys("▶◀►◄▷◁▼▽", "▲"))
"""Rare marks of captions as the usual one, which the models know."""


def fold(text: str) -> str:
    """``text`` with full-width forms and variant marks folded, length unchanged.

    ASCII quotes, the dash family, brackets and digits become half-width; Chinese
    curly quotes stay as they are.

    >>> fold("（２０２４—２５）１．２万「三链融合」")
    '(2024-25)1.2万“三链融合”'
    """
    return text.translate(_TABLE) if len(text) < _SHORT else _fold_long(text)


@lru_cache(maxsize=8)
def _fold_long(text: str) -> str:
    """An article's text, which every kind asks for."""
    return text.translate(_TABLE)
