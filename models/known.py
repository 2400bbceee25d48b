"""Is this occurrence of a division's or other known place's name really the place?

中方, 和平, 兴国 and 资源 are counties and everyday words; 河南 stands across
黄河南岸.  A logistic model over the characters around the name, its share (how
often the word is the place) and what else the article says decides.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

from . import lexicon as lx
from . import name_weights
from .edges import across
from .names import surnames

_WEIGHTS = "known_weights.tsv.gz"
MASK = lx.AREA | lx.PLACE_NAME


class Known(NamedTuple):
    """An occurrence of a known place's name with its probability."""

    start: int
    end: int
    word: str
    tags: int
    p: float


def weights() -> dict[str, float]:
    """The weights of the features."""
    return name_weights.weights(_WEIGHTS)


def occurrences(sc: lx.Scan) -> Iterator[tuple[int, int, str, int]]:
    """The longest known name at each place where one starts: (start, end, word, tags)."""
    lex = lx.lexicon()
    for start, tag in sc.start_tags.items():
        if not tag & MASK:
            continue
        end, index = max((e, i) for e, i in sc.starts[start] if lex.tags[i] & MASK)
        yield start, end, lex.words[index], lex.tags[index] & MASK


def _bucket(share: float) -> str:
    return (
        "0"
        if share < 0.1
        else "1"
        if share < 0.3
        else "2"
        if share < 0.6
        else "3"
        if (share < 0.9)
        else "4"
    )


def features(sc: lx.Scan, start: int, end: int, word: str, tags: int) -> list[str]:
    """Features of the occurrence being the place."""
    text = sc.text
    lex = lx.lexicon()
    share = lex.likely(word)
    kind = "F" if tags & lx.DIV_FULL else "S" if tags & lx.DIV_SHORT else "P"
    before = lx.left(text, start, 2)
    after = text[end : end + 2]
    b1, a1 = before[-1:], after[:1]
    group = kind + _bucket(share)
    result = [
        "*" + group,
        f"n{kind}{end - start}",
        f"s{group}",
        "b" + b1,
        "B" + before,
        "a" + a1,
        "A" + after,
        f"c{group}{b1}",
        f"d{group}{a1}",
        f"e{b1}{word[0]}",
        f"f{word[-1]}{a1}",
        f"g{before}{word[0]}",
        f"h{word[-1]}{after}",
    ]
    if share < 0.9:
        result.append("w" + word)
    left = sc.end_tags.get(start, 0)
    right = sc.start_tags.get(end, 0)
    if left & lx.DIV_FULL:
        result.append("lF" + group)
    elif left & (lx.DIV_SHORT | lx.PLACE_NAME):
        result.append("lS" + group)
    if left & lx.TITLE:
        result.append("lT")
    if right & lx.HEAD:
        result.append("rH" + group)
    if right & MASK:
        result.append("rP" + group)
    if right & lx.ORG_FIXED:
        result.append("rO")
    if right & (lx.TITLE | lx.SPEECH):
        result.append("rT")
    if b1 in surnames():
        result.append("sn" + group)
    tagged = lx.PLACES | lx.HEAD | lx.TITLE
    for at in range(start + 1, end):
        for stop, index in sc.starts.get(at, ()):
            if stop > end and lex.tags[index] & tagged:
                result.append("xr" + group)
        for begin, index in sc.ends.get(at, ()):
            if begin < start and lex.tags[index] & tagged:
                result.append("xl" + group)
    if across(sc, start):
        result.append("Wl" + group)
    if across(sc, end):
        result.append("Wr" + group)
    if word in lex.common:
        result += [
            f"W{group}{lex.common[word]}",
            f"W{lex.common[word]}{b1}",
            f"W{lex.common[word]}{a1}",
        ]
    if kind == "S":
        for unit in "市县区州旗省":
            if word + unit in text:
                result.append("doc" + group)
                break
    return result


class KnownPlaces:
    """Scores the known names of one text."""

    def __init__(self, sc: lx.Scan) -> None:
        self._scan = sc
        self._get: Callable[[str, float], float] = weights().get

    def all(self) -> list[Known]:
        """Every occurrence with its probability, in order of starts."""
        get = self._get
        found = []
        for start, end, word, tags in occurrences(self._scan):
            score = sum([get(f, 0.0) for f in features(self._scan, start, end, word, tags)])
            p = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
            found.append(Known(start, end, word, tags, p))
        found.sort(key=lambda k: k.start)
        return found
