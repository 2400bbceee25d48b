"""Words that hold numerals without counting: idioms, names, fixed terms.

``seeds/numeral_words.tsv`` lists them.  They are indexed by their first numeral and
the character after it, so that a numeral is tested with one dictionary look-up.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ...seeds.table import read_table

COLUMNS = ("word", "kind", "source")
_NUMERALS = frozenset("一二两三四五六七八九十百千万亿零半几数上壹")


class FixedWord(NamedTuple):
    """A word found in a text; ``kind`` is idiom, word, term, policy or name."""

    start: int
    end: int
    kind: str


_Rank = tuple[int, bool, int]
"""Length, whether the numeral is not the last character, minus the row in the table."""

_Entry = tuple[_Rank, str, int, str]
"""Rank of a word, the word, the place of its numeral, its kind."""


@cache
def _index() -> dict[tuple[str, str], tuple[_Entry, ...]]:
    """Words by the character before the numeral (or nothing) and the two from it on.

    The longest come first.  A numeral at the end of its word has one character from it on.
    """
    found: dict[tuple[str, str], list[_Entry]] = {}
    for row, entry in enumerate(read_table("numeral_words.tsv", COLUMNS)):
        word = entry["word"]
        for at, char in enumerate(word):
            if char in _NUMERALS or char.isdigit():
                key = (word[at - 1] if at else "", word[at : at + 2])
                found.setdefault(key, []).append(
                    ((len(word), at + 1 < len(word), -row), word, at, entry["kind"])
                )
    return {key: tuple(sorted(entries, reverse=True)) for key, entries in found.items()}


def fixed_word_at(text: str, offset: int) -> FixedWord | None:
    """The longest fixed word that has the numeral character at ``offset`` in it."""
    index = _index()
    two, one = text[offset : offset + 2], text[offset : offset + 1]
    before = text[offset - 1] if offset else "\n"
    best: _Entry | None = None
    for key in ((before, two), ("", two), (before, one), ("", one)):
        for entry in index.get(key, ()):
            rank, word, at, _ = entry
            if offset >= at and text.startswith(word, offset - at):
                if best is None or rank > best[0]:
                    best = entry
                break
    if best is None:
        return None
    _, word, at, kind = best
    return FixedWord(offset - at, offset - at + len(word), kind)
