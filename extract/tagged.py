"""The tagger as a source: its own candidates, and its opinion of everybody else's."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from ..models.tagset import TAG_ID, TYPES, decode_tags
from .candidates import Candidate

Probabilities = npt.NDArray[np.float32]
_BEGIN = {kind: (TAG_ID[f"B-{kind}"], TAG_ID[f"S-{kind}"]) for kind in TYPES}
_END = {kind: (TAG_ID[f"E-{kind}"], TAG_ID[f"S-{kind}"]) for kind in TYPES}
_KIND = {
    kind: np.array([TAG_ID[f"{part}-{kind}"] for part in "BIES"], dtype=np.int64) for kind in TYPES
}


LEAST = 0.15
"""Least probability of both edges, and of everything between, for a span to be proposed."""
_MOST_ENDS = 3


def propose(text: str, probabilities: Probabilities) -> Iterator[Candidate]:
    """The spans that the tagger reads off the text by itself, and those it thinks possible.

    Its best tags often do not join to a span, or join to one that is a character
    too long or short; the scorer sees what rules and neighbours say as well.
    """
    best = decode_tags(probabilities.argmax(axis=1).tolist())
    said = frozenset(best)
    for start, end, kind in best:
        if "\n" not in text[start:end]:
            yield Candidate(kind, start, end, f"tagger.{kind.lower()}")
    for kind in TYPES:
        for start, end in _possible(probabilities, kind):
            if (start, end, kind) not in said and "\n" not in text[start:end]:
                yield Candidate(kind, start, end, f"tagger.{kind.lower()}_possible")


def _possible(probabilities: Probabilities, kind: str) -> Iterator[tuple[int, int]]:
    """Spans whose edges and inside all reach ``LEAST``, a few ends for each start."""
    starts = np.flatnonzero(probabilities[:, _BEGIN[kind]].sum(axis=1) >= LEAST)
    lasts = np.flatnonzero(probabilities[:, _END[kind]].sum(axis=1) >= LEAST)
    if not len(starts) or not len(lasts):
        return
    walls = np.flatnonzero(probabilities[:, _KIND[kind]].sum(axis=1) < LEAST)
    firsts = np.searchsorted(lasts, starts)
    limits = np.searchsorted(walls, starts)
    for start, first, limit in zip(starts.tolist(), firsts.tolist(), limits.tolist(), strict=True):
        wall = int(walls[limit]) if limit < len(walls) else len(probabilities)
        for last in lasts[first : first + _MOST_ENDS].tolist():
            if last >= wall:
                break
            yield start, last + 1


def span_features(
    probabilities: Probabilities, kind: str, start: int, end: int
) -> dict[str, float]:
    """How probable the tagger finds a span: its edges, and its inside."""
    begin = float(probabilities[start, _BEGIN[kind]].sum())
    close = float(probabilities[end - 1, _END[kind]].sum())
    inside = float(probabilities[start:end, _KIND[kind]].sum(axis=1).min())
    return {
        "tag.begin": begin,
        "tag.end": close,
        "tag.span": min(begin, close),
        "tag.inside": inside,
    }
