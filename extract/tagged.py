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


def propose(text: str, probabilities: Probabilities) -> Iterator[Candidate]:
    """The spans that the tagger reads off the text by itself."""
    for start, end, kind in decode_tags(probabilities.argmax(axis=1).tolist()):
        if "\n" not in text[start:end]:
            yield Candidate(kind, start, end, f"tagger.{kind.lower()}")


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
