"""Word boundaries: spacy-pkuseg (Luo et al. 2019) with a model trained on news.

The library's own cut drops white space and would download a model or load a
dictionary; here it gets the shipped folder and no dictionary, sees one run of
characters without white space at a time, and its words are put back on their
offsets.  Everything works without it: it is loaded on first use only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "news.pkuseg"
"""The shipped model: ``features.msgpack`` and ``weights.npz``."""

_RUN = re.compile(r"\S+")


class Segmenter:
    """Cuts text into words.  Holds a loaded model; safe to share."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def words(self, text: str) -> Iterator[tuple[int, int]]:
        """Spans of the words of ``text`` in order; white space belongs to none."""
        for run in _RUN.finditer(text):
            end = run.start()
            for word in self._model.cut(run[0]):
                start, end = end, end + len(word)
                yield start, end

    def boundaries(self, text: str) -> frozenset[int]:
        """Offsets where a word begins or ends.

        A mention whose edge is none of them cuts a word in two.
        """
        return frozenset(edge for word in self.words(text) for edge in word)


def load_from(folder: Path) -> Segmenter:
    """The segmenter whose model lies in ``folder``.  Opens no network connection."""
    import spacy_pkuseg  # slow to import: only when a segmenter is wanted

    # A path is none of the names that the library would download.
    return Segmenter(spacy_pkuseg.pkuseg(str(folder.resolve()), user_dict=None))


@cache
def load() -> Segmenter:
    """The shipped segmenter."""
    return load_from(FOLDER)
