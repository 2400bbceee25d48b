"""What a dictionary says of the characters of a text, for the encoder.

A network that has read one kind of news does not know the words of another; a
dictionary does.  Every word of two to four characters that stands anywhere in the
text is looked up, overlapping ones too, and every character learns in which place of
which kind of word it stands (Ma et al. 2020, "Simplify the Usage of Lexicon in
Chinese NER"): its word class and frequency, its role in this package's seed tables
(a title, the head of a body, a division …), and, for frequent words, the word itself.

Words are kept as 64-bit hashes in order, so that a whole text is looked up by a few
array operations and loading builds nothing.  ``dictionary_training`` makes the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

LENGTHS = (2, 3, 4)
"""Lengths of the words that are looked up."""
PLACES = tuple((length, offset) for length in LENGTHS for offset in range(length))
"""The places in a word: second of three, first of four …"""
ASPECTS = 3
"""What is known of a word: class, role, which word it is."""
FILE = "dictionary.npz"

Codes = npt.NDArray[np.int64]
Ids = npt.NDArray[np.int16]


def word_hashes(codes: Codes, length: int) -> npt.NDArray[np.uint64]:
    """Hashes of all runs of ``length`` code points (FNV-1a, mixed after every step).

    >>> codes = np.array([1, 2, 1, 2])
    >>> a, b, c = word_hashes(codes, 2).tolist()
    >>> a == c, a == b
    (True, False)
    """
    runs = len(codes) - length + 1
    if runs <= 0:
        return np.zeros(0, dtype=np.uint64)
    units = codes.astype(np.uint64)
    result = np.full(runs, 14695981039346656037, dtype=np.uint64)
    for i in range(length):
        result = (result ^ units[i : i + runs]) * np.uint64(1099511628211)
        result ^= result >> np.uint64(29)
    return result


@dataclass(frozen=True)
class Dictionary:
    """Words by length: hashes in ascending order, and a row of ids (0: none) for each."""

    hashes: tuple[npt.NDArray[np.uint64], ...]
    ids: tuple[Ids, ...]

    def rows(self, codes: Codes) -> Ids:
        """Ids for every character: ``(len(codes), ASPECTS × len(PLACES))``, aspect by aspect.

        A word's ids stand with each of its characters, in the column of the
        character's place in it.
        """
        result = np.zeros((len(codes), ASPECTS, len(PLACES)), dtype=np.int16)
        for column, (length, offset) in enumerate(PLACES):
            if offset == 0:
                found = self._look_up(codes, length)
            result[offset : offset + len(found), :, column] = found
        return result.reshape(len(codes), ASPECTS * len(PLACES))

    def _look_up(self, codes: Codes, length: int) -> Ids:
        known = self.hashes[LENGTHS.index(length)]
        ids = self.ids[LENGTHS.index(length)]
        wanted = word_hashes(codes, length)
        if not len(known):
            return np.zeros((len(wanted), ASPECTS), dtype=np.int16)
        at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        hit = known[at] == wanted
        result: Ids = np.where(hit[:, None], ids[at], np.int16(0))
        return result


def save(dictionary: Dictionary, path: Path) -> None:
    """Write the dictionary as an archive of arrays; the same bytes for the same words."""
    arrays: dict[str, npt.NDArray[np.uint64] | Ids] = {}
    for length, hashes, ids in zip(LENGTHS, dictionary.hashes, dictionary.ids, strict=True):
        arrays[f"hashes{length}"] = hashes
        arrays[f"ids{length}"] = ids
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def load_from(path: Path) -> Dictionary:
    """The dictionary that :func:`save` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        return Dictionary(
            tuple(arrays[f"hashes{length}"] for length in LENGTHS),
            tuple(arrays[f"ids{length}"] for length in LENGTHS),
        )


@cache
def load() -> Dictionary:
    """The shipped dictionary."""
    return load_from(Path(__file__).resolve().parent / FILE)
