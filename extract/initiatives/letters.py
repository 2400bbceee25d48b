"""The letters of a name as signs: what it begins and ends with, and which it has.

Which letters names have (惠, 暖, 邻, 行动) and figures of speech do not is learnt.
"""

from __future__ import annotations

_MARKS = str.maketrans("", "", "“”‘’《》")
_FIRST = (1, 2)
_LAST = (1, 2, 3)


def letters(surface: str) -> dict[str, float]:
    """Signs of the letters of ``surface``, marks of quotation left out.

    >>> sorted(letters("“暖邻”行动"))  # doctest: +NORMALIZE_WHITESPACE
    ['first=暖', 'first=暖邻', 'has=动', 'has=暖', 'has=行', 'has=邻',
     'last=动', 'last=行动', 'last=邻行动']
    """
    name = surface.translate(_MARKS)
    found = {f"has={letter}": 1.0 for letter in name}
    found |= {f"first={name[:n]}": 1.0 for n in _FIRST if n <= len(name)}
    return found | {f"last={name[-n:]}": 1.0 for n in _LAST if n <= len(name)}
