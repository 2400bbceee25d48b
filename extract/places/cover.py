"""Whether a longer name may stand over a candidate: 朝阳 in 朝阳路, 西宁 in 西宁体育馆.

What the lexicon or the edges are sure of and nothing longer covers is likely a place
even where the tagger is silent.  Offsets are code points into the article's clean text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...corpus.marks import QUOTES, TITLES
from ..candidates import Candidate
from ..readings import Reading
from ..refusals import impossible

LEAST = 0.1
"""Readings less likely than this cover nothing."""

_REACH = 30
SURE = 0.9


def _spans(text: str, found: Iterable[Reading]) -> list[tuple[int, int, float]]:
    """Spans of all likely readings, of bodies and places, in order of starts.

    What no name can be covers nothing (金桥社区|大兴街).
    """
    spans = [
        (option.start, head.end, option.p)
        for head, options in found
        for option in options[:4]
        if option.start >= 0
        and option.p >= LEAST
        and not impossible(option.type, text, option.start, head.end)
    ]
    spans.sort()
    return spans


_PAIRS = TITLES | QUOTES


def marked(text: str, start: int, end: int) -> bool:
    """Whether a title or a quotation holds the span and more (《柳县防汛办法》, “柳县龙虾”)."""
    for opening, closing in _PAIRS.items():
        at = text.rfind(opening, max(0, start - _REACH), start)
        if at < 0 or text.find(closing, at, start) >= 0:
            continue
        if at < start - 1 or text[end : end + 1] != closing:
            return True
    return False


def freed(
    text: str, candidates: Iterable[Candidate], found: Iterable[Reading]
) -> Iterator[Candidate]:
    """The candidates, each with how likely a longer name covers it (``cover``).

    What stands inside marks with more is likely a part of an initiative's name.
    """
    spans = _spans(text, found)
    starts = [start for start, _, _ in spans]
    for candidate in candidates:
        if candidate.decoy:
            yield candidate
            continue
        start, end = candidate.start, candidate.end
        cover = 0.0
        for i in range(bisect_right(starts, start) - 1, -1, -1):
            left, right, p = spans[i]
            if left < start - _REACH:
                break
            if right >= end and (right > end or left < start) and p > cover:
                cover = p
        mine = candidate.features
        p = mine.get("known_p", mine.get("edge_p", 0.0))
        features = {**mine, "cover": cover}
        if marked(text, start, end):
            features["marked"] = 1.0
        else:
            features["free"] = p * (1.0 - cover)
            if p >= SURE and cover < 0.3:
                features["free.sure"] = 1.0
        yield replace(candidate, features=features)
