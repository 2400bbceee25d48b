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


@cache
def _index() -> dict[str, tuple[tuple[str, int, str], ...]]:
    """(word, place of the numeral, kind) by numeral and next character, longest first."""
    found: dict[str, list[tuple[str, int, str]]] = {}
    for row in read_table("numeral_words.tsv", COLUMNS):
        word = row["word"]
        for at, char in enumerate(word):
            if char in _NUMERALS or char.isdigit():
                key = word[at : at + 2]
                found.setdefault(key, []).append((word, at, row["kind"]))
    return {
        key: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
        for key, entries in found.items()
    }


def fixed_word_at(text: str, offset: int) -> FixedWord | None:
    """The longest fixed word that has the numeral character at ``offset`` in it."""
    index = _index()
    best: FixedWord | None = None
    for key in (text[offset : offset + 2], text[offset : offset + 1]):
        for word, at, kind in index.get(key, ()):
            start = offset - at
            if start >= 0 and text.startswith(word, start):
                if best is None or len(word) > best.end - best.start:
                    best = FixedWord(start, start + len(word), kind)
                break
    return best
