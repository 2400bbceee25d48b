"""The tagger at run time: per-character tag probabilities from the shipped ONNX model."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from . import encoder
from .tagset import TAGS

FILE = "tagger.onnx"
STEP, BESIDE = 256, 32
"""Characters that one look gives tags for, and how many to each side of them it sees as well.
(Without any, F is a point lower; with more of them it is the same.)"""


class Tagger:
    """Tags characters.  Holds an ONNX Runtime session on one thread."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def probabilities(self, text: str) -> npt.NDArray[np.float32]:
        """Tag probabilities, one row of ``len(TAGS)`` for each character of ``text``."""
        if not text:
            return np.zeros((0, len(TAGS)), dtype=np.float32)
        # Lines follow lines in what it has learnt from: a text without one before it would seem
        # to begin in the middle of something.
        asked = encoder.asked(f"\n{text}\n")
        parts = []
        for low, start, end, high in _looks(len(text) + 2):
            look = {name: rows[:, low:high] for name, rows in asked.items()}
            parts.append(self._session.run(None, look)[0][0][start - low : end - low])
        found: npt.NDArray[np.float32] = np.concatenate(parts)[1:-1]
        return found


def _looks(length: int) -> Iterator[tuple[int, int, int, int]]:
    """What each look at a text sees from, gives tags from, to, and sees to.

    >>> list(_looks(300))
    [(0, 0, 256, 288), (224, 256, 300, 300)]
    """
    for start in range(0, length, STEP):
        end = min(start + STEP, length)
        yield max(0, start - BESIDE), start, end, min(end + BESIDE, length)


def load_from(folder: Path) -> Tagger:
    """The tagger whose model lies in ``folder``."""
    return Tagger(encoder.session(folder / FILE))


@cache
def load() -> Tagger:
    """The shipped tagger.  Opens no network connection."""
    return load_from(Path(__file__).resolve().parent)
