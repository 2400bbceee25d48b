"""Cutting clauses into words with a small dictionary:
``seeds/count_words.tsv``, and ``seeds/common_nouns.tsv`` for what is rarer.

This is no general segmenter: it knows common words and their class, which is enough to
see where the noun phrase beside a count begins and ends.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ...seeds.table import classed, read_table

COLUMNS = ("word", "class", "marks", "count", "source")

NOUN, VERB, VERBAL_NOUN, FUNCTION, LEAD = "N", "V", "VN", "F", "L"
_UNKNOWN = 14.0
"""Cost of a character that no word covers, in nats."""


def beside(kind: str) -> frozenset[str]:
    """Words and characters of a class of ``seeds/count_context.tsv``."""
    return classed("count_context.tsv", kind)


class Token(NamedTuple):
    """A word of a clause; ``kind`` is one of the classes of the table, ``U`` if unknown."""

    text: str
    start: int
    kind: str

    @property
    def end(self) -> int:
        """Offset after the word."""
        return self.start + len(self.text)


@cache
def _lexicon() -> dict[str, tuple[float, str]]:
    """Cost and class of every word."""
    rows = read_table("count_words.tsv", COLUMNS)
    total = sum(int(row["count"]) + 1 for row in rows)
    rare = (math.log(total), NOUN)
    found = {row["word"]: rare for row in read_table("common_nouns.tsv", ("word", "source"))}
    for row in rows:
        found[row["word"]] = (math.log(total / (int(row["count"]) + 1)), row["class"])
    return found


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Lengths of the words that begin with a character, longest first."""
    found: dict[str, set[int]] = {}
    for word in _lexicon():
        found.setdefault(word[0], set()).add(len(word))
    return {head: tuple(sorted(sizes, reverse=True)) for head, sizes in found.items()}


def first_word(text: str) -> Token | None:
    """The longest known word that ``text`` begins with."""
    lexicon = _lexicon()
    for length in _lengths().get(text[:1], ()):
        known = lexicon.get(text[:length])
        if known is not None and length <= len(text):
            return Token(text[:length], 0, known[1])
    return None


def word_ends(text: str, start: int, stop: int) -> Iterator[int]:
    """Where the known words of two characters and more end that begin at ``start``."""
    lexicon = _lexicon()
    for length in _lengths().get(text[start : start + 1], ()):
        if 1 < length <= stop - start and text[start : start + length] in lexicon:
            yield start + length


def is_noun(char: str) -> bool:
    """Whether one character is a noun by itself."""
    word = first_word(char)
    return (word is not None and word.kind == NOUN) or char in "地会管码"


@cache
def marked(mark: str) -> frozenset[str]:
    """Words that carry a mark.

    ``result``: a verb that is never itself counted (办结, 花, 投资); ``act``: one that is
    when it has no object (开课21场次), ``final_act``: also behind its subject (食堂供餐);
    ``with_act`` and ``bare``: verb and act that are counted together (集中培训);
    ``opening``: a verbal noun that is a verb where it opens a clause, but not before a
    ``head`` (服务群众, 服务对象); ``attribute``: a verb that is an attribute before a noun.
    """
    return frozenset(
        row["word"]
        for row in read_table("count_words.tsv", COLUMNS)
        if mark in row["marks"].split()
    )


@lru_cache(maxsize=1 << 14)
def tokens(text: str) -> tuple[Token, ...]:
    """``text`` cut into the most likely sequence of known words (unigram, Viterbi)."""
    lexicon = _lexicon()
    lengths = _lengths()
    size = len(text)
    best = [0.0] + [math.inf] * size
    back: list[tuple[int, str]] = [(0, "")] * (size + 1)
    for i in range(size):
        here = best[i]
        cost = here + _UNKNOWN
        if cost < best[i + 1]:
            best[i + 1], back[i + 1] = cost, (i, "U")
        for length in lengths.get(text[i], ()):
            j = i + length
            known = lexicon.get(text[i:j])
            if known is not None and j <= size and here + known[0] < best[j]:
                best[j], back[j] = here + known[0], (i, known[1])
    result: list[Token] = []
    j = size
    while j:
        i, kind = back[j]
        result.append(Token(text[i:j], i, kind))
        j = i
    result.reverse()
    return tuple(_merged(result))


DIRECTIONS = frozenset("走出到起下上掉成回进入给往了过着好完住")
"""What a verb takes behind it: 评选出, 省下, 找回."""

_DONE = frozenset("出掉完起到成拢住回下上好")
"""What makes a verb of a character that no word covers: 揪出, 销掉, 归拢."""


def _completes(last: Token, text: str) -> bool:
    """Whether ``text`` is what the verb ``last`` takes behind it."""
    if last.kind in (VERB, VERBAL_NOUN):
        return text in DIRECTIONS and last.text not in DIRECTIONS
    return last.kind == "U" and len(last.text) == 1 and text in _DONE and last.text not in _DONE


def _merged(found: list[Token]) -> list[Token]:
    """A verb with the suffix that makes a noun of it is one noun (佩戴 + 率, 采 + 棉 + 机)."""
    result: list[Token] = []
    suffixes = beside("suffix")
    for token in found:
        if result and _completes(result[-1], token.text):
            result[-1] = Token(result[-1].text + token.text, result[-1].start, VERB)
            continue
        if result and len(token.text) == 1 and token.text in suffixes:
            last = result[-1]
            if (
                last.kind in (VERB, VERBAL_NOUN)
                and len(last.text) > 1
                and last.text[-1] not in DIRECTIONS
            ):
                result[-1] = Token(last.text + token.text, last.start, NOUN)
                continue
        result.append(token)
    return result
