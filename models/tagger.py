"""The tagger at run time: per-character tag probabilities from the shipped ONNX model."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from . import dictionary as dictionaries
from .dictionary import Dictionary
from .tagset import TAGS, character_table, inputs

CHUNK = 4096
"""Characters tagged at once; texts longer than this are cut at a line break where possible."""


class Tagger:
    """Tags characters.  Holds an ONNX Runtime session on one thread."""

    def __init__(self, session: Any, characters: str, dictionary: Dictionary) -> None:
        self._session = session
        self._dictionary = dictionary
        self._table = character_table({char: row for row, char in enumerate(characters, 2)})

    def probabilities(self, text: str) -> npt.NDArray[np.float32]:
        """Tag probabilities, one row of ``len(TAGS)`` for each character of ``text``."""
        if not text:
            return np.zeros((0, len(TAGS)), dtype=np.float32)
        parts = [self._run(text[start:end]) for start, end in _chunks(text)]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _run(self, text: str) -> npt.NDArray[np.float32]:
        asked = inputs(text, self._table, self._dictionary)
        result: npt.NDArray[np.float32] = self._session.run(None, asked)[0][0]
        return result


def _chunks(text: str) -> list[tuple[int, int]]:
    """Spans of at most ``CHUNK`` characters that end at line breaks where they can."""
    spans = []
    start = 0
    while start < len(text):
        end = min(start + CHUNK, len(text))
        if end < len(text) and (cut := text.rfind("\n", start + 1, end)) > start:
            end = cut + 1
        spans.append((start, end))
        start = end
    return spans


def load_from(folder: Path) -> Tagger:
    """The tagger whose ``tagger.onnx``, ``tagger.json`` and dictionary lie in ``folder``."""
    import onnxruntime  # heavy: only when a tagger is wanted

    card = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        (folder / "tagger.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    dictionary = dictionaries.load_from(folder / dictionaries.FILE)
    return Tagger(session, card["characters"], dictionary)


@cache
def load() -> Tagger:
    """The shipped tagger.  Opens no network connection."""
    return load_from(Path(__file__).resolve().parent)
