"""The tagger's labels and inputs, shared by training and run time.

Labels are BIOES over the six mention types (Ratinov & Roth 2009).  A character
is one row of the character table, a pair of neighbours one bucket of a hashed
bigram table; what the dictionary says of a character's words are the rows of
:mod:`.dictionary`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from ..corpus.fold import POINTERS, fold
from ..corpus.markup import TYPES as TYPES
from .dictionary import Dictionary

TAGS = ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BIES"))
_SPLIT = [("O", ""), *((part, kind) for kind in TYPES for part in "BIES")]
TAG_ID = {tag: i for i, tag in enumerate(TAGS)}
BIGRAM_BUCKETS = 32768
UNKNOWN = 1
"""Row of characters never seen in training; row 0 is the edge of the text."""


def code_points(text: str) -> npt.NDArray[np.int64]:
    """Folded code points of ``text``, one per character, its pointers at pictures as one mark."""
    raw = fold(text).translate(POINTERS).encode("utf-32-le", "surrogatepass")
    codes: npt.NDArray[np.int64] = np.frombuffer(raw, dtype="<u4").astype(np.int64)
    return codes


def bigram_ids(codes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Bucket of each character with its right neighbour (0 after the last)."""
    right = np.append(codes[1:], 0)
    # Knuth's multiplicative hashing of the pair; any fixed odd multiplier serves.
    mixed = (codes * 2654435761 + right * 40503) & 0xFFFFFFFF
    buckets: npt.NDArray[np.int64] = (mixed >> 15) % BIGRAM_BUCKETS
    return buckets


def character_table(rows: Mapping[str, int]) -> npt.NDArray[np.int64]:
    """Code point → row, as an array over the Basic Multilingual Plane."""
    table = np.full(0x10000, UNKNOWN, dtype=np.int64)
    for char, row in rows.items():
        table[ord(char)] = row
    return table


def character_ids(
    codes: npt.NDArray[np.int64], table: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Rows of the character table for ``codes``; astral characters are unknown."""
    return np.where(codes < 0x10000, table[np.minimum(codes, 0xFFFF)], UNKNOWN)


def inputs(
    text: str, table: npt.NDArray[np.int64], dictionary: Dictionary
) -> dict[str, npt.NDArray[np.int64]]:
    """What the network is asked about ``text``, as a batch of one."""
    codes = code_points(text)
    return {
        "chars": character_ids(codes, table)[None],
        "bigrams": bigram_ids(codes)[None],
        "words": dictionary.rows(codes).astype(np.int64)[None],
    }


def encode_spans(length: int, spans: list[tuple[int, int, str]]) -> npt.NDArray[np.int64]:
    """BIOES tag ids for non-overlapping ``(start, end, type)`` spans.

    >>> encode_spans(4, [(0, 2, "ORG"), (3, 4, "PERSON")]).tolist()
    [1, 3, 0, 12]
    """
    tags = np.zeros(length, dtype=np.int64)
    for start, end, kind in spans:
        write_span(tags, start, end, TAG_ID[f"B-{kind}"])
    return tags


def write_span(tags: npt.NDArray[np.int64], start: int, end: int, first: int) -> None:
    """Tag a span; ``first`` is the id of B, and I, E and S follow it.

    >>> tags = np.zeros(5, dtype=np.int64)
    >>> write_span(tags, 0, 3, 1), write_span(tags, 4, 5, 1), tags.tolist()
    (None, None, [1, 2, 3, 0, 4])
    """
    if end - start == 1:
        tags[start] = first + 3
        return
    tags[start] = first
    tags[start + 1 : end - 1] = first + 1
    tags[end - 1] = first + 2


def decode_tags(tags: list[int]) -> list[tuple[int, int, str]]:
    """Spans of a BIOES tag sequence; runs that do not close are dropped.

    >>> decode_tags([1, 3, 0, 12])
    [(0, 2, 'ORG'), (3, 4, 'PERSON')]
    """
    spans = []
    start, open_kind = -1, ""
    for i, tag in enumerate(tags):
        if tag == 0:
            start = -1
            continue
        part, kind = _SPLIT[tag]
        if part == "S":
            spans.append((i, i + 1, kind))
            start = -1
        elif part == "B":
            start, open_kind = i, kind
        elif start >= 0 and kind == open_kind:
            if part == "E":
                spans.append((start, i + 1, kind))
                start = -1
        else:
            start = -1
    return spans
