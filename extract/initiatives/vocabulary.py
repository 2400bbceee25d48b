"""Words that name, introduce or rule out initiatives: ``seeds/initiative_*.tsv``."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from ...seeds.table import WORD_COLUMNS, longest_first, read_table, words

HEAD_COLUMNS = ("head", "kind", "strength", "source")
TERM_COLUMNS = ("term", "class", "source")
DOCUMENT_COLUMNS = ("ending", "source")

NUMERALS = "一二两双三四五六七八九十百千"
UP_TO_TEN = "零一二三四五六七八九十"
"""Numerals at the place of their value."""
ISSUE_BEFORE = re.compile("第[一二三四五六七八九十0-9]+期$")
"""第三期 before a name: one of a series."""
VALUES = {c: n for n, c in enumerate(UP_TO_TEN)} | {"两": 2, "双": 2}


class HeadWord(NamedTuple):
    """A head noun: the kind it gives, and whether it makes a name without quotation marks."""

    word: str
    kind: str
    strength: str
    """``name``: makes a name without quotation marks; ``launched``: only right behind a verb
    like 推行; ``quoted``: after a closing mark; ``inner``: as the end of a quoted name only."""

    @property
    def strong(self) -> bool:
        """Whether it makes a name without quotation marks."""
        return self.strength == "name"


@cache
def heads() -> dict[str, HeadWord]:
    """Every head noun by its surface."""
    return {
        row["head"]: HeadWord(row["head"], row["kind"], row["strength"])
        for row in read_table("initiative_heads.tsv", HEAD_COLUMNS)
    }


@cache
def _longest() -> int:
    return max(map(len, heads()))


def head_ending(text: str, start: int, end: int, *, inner: bool = False) -> HeadWord | None:
    """The longest head noun that ends at ``end`` and begins at ``start`` or later.

    ``inner`` admits the ends of quoted names too.

    >>> head_ending("“火种”专项行动", 4, 8).word
    '专项行动'
    """
    known = heads()
    for length in range(min(_longest(), end - start), 0, -1):
        found = known.get(text[end - length : end])
        if found is not None and (inner or found.strength != "inner"):
            return found
    return None


def head_starting(text: str, start: int) -> HeadWord | None:
    """The longest head noun that begins at ``start``.

    >>> head_starting("“火种”专项行动", 4).word
    '专项行动'
    """
    known = heads()
    for length in range(min(_longest(), len(text) - start), 0, -1):
        found = known.get(text[start : start + length])
        if found is not None and found.strength != "inner":
            return found
    return None


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_table("initiative_words.tsv", WORD_COLUMNS):
        found[row["class"]].add(row["word"])
    for row in read_table("initiative_terms.tsv", TERM_COLUMNS):
        found[row["class"]].add(row["term"])
    return {kind: frozenset(known) for kind, known in found.items()}


def classed(kind: str) -> frozenset[str]:
    """Words of a class of ``initiative_words.tsv`` and ``initiative_terms.tsv``."""
    return _classes()[kind]


def alternatives(*kinds: str) -> str:
    """The words of some classes as alternatives of a regular expression, longest first."""
    return longest_first(frozenset().union(*map(classed, kinds)))


@cache
def terms() -> frozenset[str]:
    """Initiatives that a reader knows."""
    return classed("national") | classed("national_alone") | classed("term")


@cache
def _longest_of(kind: str) -> int:
    return max(map(len, classed(kind)))


def word_before(text: str, position: int, kind: str) -> str | None:
    """The longest word of a class that ends at ``position``."""
    known = classed(kind)
    for length in range(min(_longest_of(kind), position), 0, -1):
        if text[position - length : position] in known:
            return text[position - length : position]
    return None


def word_after(text: str, position: int, kind: str) -> str | None:
    """The longest word of a class that begins at ``position``."""
    known = classed(kind)
    for length in range(min(_longest_of(kind), len(text) - position), 0, -1):
        if text[position : position + length] in known:
            return text[position : position + length]
    return None


@cache
def long_words(kind: str) -> re.Pattern[str]:
    """The words of a class that have two characters or more, to search a clause for."""
    return re.compile("|".join(re.escape(w) for w in sorted(classed(kind)) if len(w) > 1))


@cache
def speech_verbs() -> frozenset[str]:
    """Verbs of saying."""
    return words("speech_verbs.tsv", ("word", "source"))


@cache
def strong_heads() -> re.Pattern[str]:
    """Head nouns that make a name without quotation marks, longest first."""
    found = (h.word for h in heads().values() if h.strength in ("name", "launched"))
    return re.compile(longest_first(found))


@cache
def document_ending() -> re.Pattern[str]:
    """How the title of a document ends, a bracketed note included."""
    rows = read_table("initiative_documents.tsv", DOCUMENT_COLUMNS)
    endings = longest_first(row["ending"] for row in rows)
    return re.compile(f"(?:{endings})(?:[（(〔][^（()）〕]*[）)〕])*$")


def number_of(char: str) -> int | None:
    """The value of one Chinese numeral or digit from one to ten.

    >>> number_of("双"), number_of("7")
    (2, 7)
    """
    if char.isdecimal():
        return int(char)
    return VALUES.get(char)
