"""What a dictionary of everyday words says of the edges of a phrase.

The small dictionary of :mod:`.words` knows few words; the tagger's knows 350,000 by hash,
with their class and how frequent they are.  No phrase begins or ends inside a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...models import dictionary as dictionaries
from ...models.dictionary import LENGTHS, PLACES
from ...models.tagset import code_points

_LEVELS = 4
"""How many levels of frequency each class has (``models/dictionary_training.py``)."""

_FIRST = {length: PLACES.index((length, 0)) for length in LENGTHS}
_RARE = 1
"""Words below this level are marked as rare."""


@lru_cache(maxsize=4)
def _words(text: str) -> dict[int, list[tuple[int, int, int]]]:
    """The dictionary's words in ``text`` by where they begin: length, class, level.

    Looked up once for all counts of an article.
    """
    codes = code_points(text)
    if len(codes) != len(text):
        return {}
    ids = dictionaries.load().rows(codes)
    found: dict[int, list[tuple[int, int, int]]] = {}
    for length in LENGTHS:
        for at in ids[:, _FIRST[length]].nonzero()[0].tolist():
            which, level = divmod(int(ids[at, _FIRST[length]]) - 1, _LEVELS)
            found.setdefault(at, []).append((length, which, level))
    return found


class Known:
    """The dictionary's words within ``text[low:high]``, by where they begin and end there."""

    def __init__(self, text: str, low: int, high: int) -> None:
        size = high - low
        self.begins: list[dict[int, str]] = [{} for _ in range(size + 1)]
        self.ends: list[dict[int, str]] = [{} for _ in range(size + 1)]
        self.crossed = [0] * (size + 1)
        words = _words(text)
        for at in range(size):
            for length, which, level in words.get(low + at, ()):
                if at + length > size:
                    continue
                tag = f"{which}{'-' if level < _RARE else ''}"
                self.begins[at][length] = tag
                self.ends[at + length][length] = tag
                for inner in range(at + 1, at + length):
                    self.crossed[inner] = max(self.crossed[inner], level + 1)

    def features(self, start: int, end: int) -> Iterator[str]:
        """Features of the phrase ``[start, end)``."""
        opens, closes = self.begins[start], self.ends[end]
        size = end - start
        yield f"K,start={self.crossed[start]}"
        yield f"K,end={self.crossed[end]}"
        first = max((n for n in opens if n <= size), default=0)
        last = max((n for n in closes if n <= size), default=0)
        yield f"K,opens={first},{opens.get(first)}"
        yield f"K,closes={last},{closes.get(last)}"
        yield f"K,whole={opens.get(size)}"
        before, after = self.ends[start], self.begins[end]
        yield f"K,before={max(before.items(), default=None)}"
        yield f"K,after={max(after.items(), default=None)}"
        yield f"K,before={max(before.items(), default=(0, None))[1]},opens={opens.get(first)}"
        yield f"K,after={max(after.items(), default=(0, None))[1]},closes={closes.get(last)}"
        yield f"K,loose={_loose(self, start, end)}"


def _loose(known: Known, start: int, end: int) -> int:
    """Into how few words the phrase can be cut, characters that no word covers counting one."""
    best = [0] + [99] * (end - start)
    for at in range(end - start):
        steps = [1, *(n for n in known.begins[start + at] if at + n <= end - start)]
        for n in steps:
            best[at + n] = min(best[at + n], best[at] + 1)
    return best[-1]
