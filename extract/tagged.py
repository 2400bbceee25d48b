"""The tagger as a source: its own candidates, and its opinion of everybody else's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from ..models.tagset import TYPES, decode_tags
from .candidates import Candidate

Probabilities = npt.NDArray[np.float32]
_COLUMN = {kind: column for column, kind in enumerate(TYPES)}


LEAST = 0.15
"""Least probability of both edges, and of everything between, for a span to be proposed."""
_MOST_ENDS = 3

ASKED = frozenset({"ORG", "PLACE", "PERSON", "DATE", "INITIATIVE"})
"""Types that the tagger has a say in.

Of initiatives it knew for long only how our own writers name them, and on real pages the scorer
chose better without it; since it learns from articles that mirror such pages it helps there.
Of counts it knows nothing that the rules do not.
"""
ALONE = frozenset({"ORG", "PERSON", "PLACE"})
"""Types that it may propose where no rule does.

Dates are known by their forms.  Bodies that only the tagger sees (short names of firms and
of departments) are let in since the scorer has learnt from judged ones of real news which of
them to believe; before, 15 of 50 that it believed were right on real text.
"""


def _sums(probabilities: Probabilities) -> tuple[Probabilities, Probabilities, Probabilities]:
    """Probability of beginning, ending and lying in a mention: a column for each type."""
    # Tags are O, then B, I, E and S of each type.
    parts = probabilities[:, 1:].reshape(len(probabilities), len(TYPES), 4)
    begin, inner, end, single = (parts[:, :, part] for part in range(4))
    return begin + single, end + single, begin + inner + end + single


def propose(text: str, probabilities: Probabilities) -> Iterator[Candidate]:
    """The spans that the tagger reads off the text by itself, and those it thinks possible.

    Its best tags often do not join to a span, or join to one that is a character
    too long or short; the scorer sees what rules and neighbours say as well.
    """
    tags = decode_tags(probabilities.argmax(axis=1).tolist())
    best = [span for span in tags if span[2] in ASKED]
    said = frozenset(best)
    for start, end, kind in best:
        if "\n" not in text[start:end]:
            yield Candidate(kind, start, end, f"tagger.{kind.lower()}")
    begin, close, inside = _sums(probabilities)
    for column, kind in enumerate(TYPES):
        if kind not in ASKED:
            continue
        for start, end in _possible(begin[:, column], close[:, column], inside[:, column]):
            if (start, end, kind) not in said and "\n" not in text[start:end]:
                yield Candidate(kind, start, end, f"tagger.{kind.lower()}_possible")


def unsupported(kind: str, rules: Iterable[str]) -> bool:
    """Whether of a span of type ``kind`` only the tagger speaks, where it may not alone."""
    return kind not in ALONE and all(rule.startswith("tagger.") for rule in rules)


def _possible(
    begin: Probabilities, close: Probabilities, inside: Probabilities
) -> Iterator[tuple[int, int]]:
    """Spans whose edges and inside all reach ``LEAST``, a few ends for each start."""
    starts = np.flatnonzero(begin >= LEAST)
    lasts = np.flatnonzero(close >= LEAST)
    if not len(starts) or not len(lasts):
        return
    walls = np.flatnonzero(inside < LEAST)
    firsts = np.searchsorted(lasts, starts)
    limits = np.searchsorted(walls, starts)
    for start, first, limit in zip(starts.tolist(), firsts.tolist(), limits.tolist(), strict=True):
        wall = int(walls[limit]) if limit < len(walls) else len(inside)
        for last in lasts[first : first + _MOST_ENDS].tolist():
            if last >= wall:
                break
            yield start, last + 1


def span_features(
    probabilities: Probabilities, spans: Sequence[tuple[int, int, str]]
) -> list[dict[str, float]]:
    """How probable the tagger finds each of ``spans``: its edges, and its inside."""
    if not spans:
        return []
    begin, close, inside = _sums(probabilities)
    columns = np.array([_COLUMN[kind] for _, _, kind in spans])
    edges = np.array([(start, end) for start, end, _ in spans])
    begins = begin[edges[:, 0], columns].tolist()
    closes = close[edges[:, 1] - 1, columns].tolist()
    # One row after the other, and a number behind the last end; every second minimum is a span's.
    flat = np.append(inside.T.ravel(), np.float32(1.0))
    lows = np.minimum.reduceat(flat, (edges + columns[:, None] * len(inside)).ravel())[::2].tolist()
    return [
        {"tag.begin": b, "tag.end": e, "tag.span": b if b < e else e, "tag.inside": low}
        for b, e, low in zip(begins, closes, lows, strict=True)
    ]
