"""The tagger as a source: its own candidates, and its opinion of everybody else's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..models.tagset import TAG_ID, TYPES, decode_tags
from .candidates import Candidate

Probabilities = npt.NDArray[np.float32]
_PARTS = np.array([[TAG_ID[f"{part}-{kind}"] for part in "BIES"] for kind in TYPES], dtype=np.int64)
_B, _I, _E, _S = 0, 1, 2, 3


LEAST = 0.15
"""Least probability of both edges, and of everything between, for a span to be proposed."""
_MOST_ENDS = 3


@dataclass(frozen=True)
class Opinion:
    """The tagger's probabilities of one text by type: lists with an entry for each character."""

    begin: Mapping[str, list[float]]
    """Of a mention beginning here."""
    end: Mapping[str, list[float]]
    """Of a mention ending with this character."""
    inside: Mapping[str, list[float]]
    """Of lying in a mention."""


def opinion_of(probabilities: Probabilities) -> Opinion:
    """Sums of tag probabilities by type."""
    begin, end, inside = _sums(probabilities)
    return Opinion(
        dict(zip(TYPES, begin.T.tolist(), strict=True)),
        dict(zip(TYPES, end.T.tolist(), strict=True)),
        dict(zip(TYPES, inside.T.tolist(), strict=True)),
    )


def _sums(probabilities: Probabilities) -> tuple[Probabilities, Probabilities, Probabilities]:
    """Probability of beginning, ending and lying in a mention: a column for each type."""
    parts = probabilities[:, _PARTS]
    whole = parts[:, :, _S]
    return parts[:, :, _B] + whole, parts[:, :, _E] + whole, parts.sum(axis=2)


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
    begin, close, inside = _sums(probabilities)
    for column, kind in enumerate(TYPES):
        for start, end in _possible(begin[:, column], close[:, column], inside[:, column]):
            if (start, end, kind) not in said and "\n" not in text[start:end]:
                yield Candidate(kind, start, end, f"tagger.{kind.lower()}_possible")


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


def span_features(opinion: Opinion, kind: str, start: int, end: int) -> dict[str, float]:
    """How probable the tagger finds a span: its edges, and its inside."""
    begin = opinion.begin[kind][start]
    close = opinion.end[kind][end - 1]
    return {
        "tag.begin": begin,
        "tag.end": close,
        "tag.span": begin if begin < close else close,
        "tag.inside": min(opinion.inside[kind][start:end]),
    }
