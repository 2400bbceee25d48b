"""The stretches beside a count, and their words and phrases.

Mentions, quoted pieces and asides in brackets are single words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...corpus.marks import CORNERS, QUOTES, TITLES
from .clauses import BRACKET, STOP, clause_before
from .known_words import Known
from .words import FUNCTION, VERB, Token, beside, tokens

MENTION, WHEN, QUOTE, ASIDE, JOINT = "E", "D", "Q", "B", "J"
"""Kinds of words: a mention but a date, a date, a quoted piece, an aside in brackets, 、."""

_WORDS, _LETTERS, _REACH = 6, 16, 20
"""Most words and characters of a phrase; most characters of the run right of a count."""

_NOUNS = frozenset("地会所点口家心")
"""Function words that are nouns at the end of a phrase: 分享会, 边角地."""

_PAIRS = QUOTES | CORNERS | TITLES
QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|「[^」]*」|《[^》]*》")
_CLOSED = {"》": "《", "）": "（", ")": "("}
_SIGNS = {"VN": "A", "的": "d"}
_LISTED = re.compile("[\u4e00-\u9fff“]")
Span = tuple[int, int, str]
"""Start, end and type of a mention."""


def run_after(text: str, start: int) -> int:
    """End of the run of words that begins at ``start``.

    Quoted pieces, asides and the parts of a row (干事、劳模) lie inside it.
    """
    at, bound = start, min(len(text), start + _REACH)
    while at < bound:
        char = text[at]
        if char in _PAIRS:
            close = text.find(_PAIRS[char], at + 1, at + 14)
            if close < 0:
                break
            at = close + 1
        elif (more := BRACKET.match(text, at)) and at > start:
            at = more.end()
        elif char == "、" and at > start and _LISTED.match(text, at + 1):
            at += 1
        elif char in STOP or char.isdigit():
            break
        else:
            at += 1
    return min(at, len(text))


def cut(text: str, start: int, end: int, mentions: Sequence[Span]) -> list[Token]:
    """The words of ``text[start:end]`` at their offsets in ``text``."""
    pieces = [
        (low, high, WHEN if kind == "DATE" else MENTION)
        for low, high, kind in mentions
        if start <= low and high <= end
    ]
    for match in QUOTED.finditer(text, start, end):
        first, last = match.span()
        over = [p for p in pieces if p[0] < last and first < p[1]]
        if all(first <= low and high <= last for low, high, _ in over):
            pieces = [p for p in pieces if p not in over]  # a name inside 《…》
            pieces.append((first, last, QUOTE))
    for match in BRACKET.finditer(text, start, end):
        if not any(low < match.end() and match.start() < high for low, high, _ in pieces):
            pieces.append((*match.span(), ASIDE))
    result: list[Token] = []
    at = start
    for low, high, kind in [*sorted(pieces), (end, end, "")]:
        if low < at:
            continue
        result += [
            Token(word, at + offset, JOINT if word == "、" else k)
            for word, offset, k in tokens(text[at:low])
        ]
        if kind:
            result.append(Token(text[low:high], low, kind))
        at = high
    return result


def signs_of(words: Sequence[Token]) -> str:
    """One sign for each word: its kind, ``A`` for a verbal noun, ``d`` for 的."""
    return "".join(_SIGNS.get(w.text) or _SIGNS.get(w.kind) or w.kind for w in words)


def phrases(words: Sequence[Token], known: Known, base: int) -> Iterator[tuple[int, int]]:
    """Word ranges that may be noun phrases; ``known`` knows the text from ``base`` on."""
    for i, first in enumerate(words):
        if first.kind in (WHEN, ASIDE, JOINT) or first.text == "的":
            continue
        if first.kind == FUNCTION and len(first.text) < 3:
            longer = max(known.begins[first.start - base], default=0) > len(first.text)
            if not longer or i + 1 == len(words):
                continue
        for j in range(i, min(len(words), i + _WORDS)):
            word = words[j]
            if word.end - first.start > _LETTERS or word.kind in (MENTION, WHEN):
                break
            if word.kind == VERB and "了" in word.text[1:]:
                break  # 发放了: a verb for certain
            if word.text == "的" or word.kind == JOINT or word.text in beside("never_last"):
                continue
            if word.kind == FUNCTION and (len(word.text) > 1 or j == i or word.text not in _NOUNS):
                continue
            yield i, j + 1


def clause_of(text: str, start: int, floor: int) -> tuple[int, int]:
    """The clause before ``start``: a title or an aside in brackets does not cut it."""
    clause = clause_before(text, start, floor)
    low = text.rfind(clause, floor, start) if clause else start
    high = low + len(clause) if clause else start
    edge = text[low - 1] if low > floor else ""
    if edge and edge in _CLOSED:
        opened = text.rfind(_CLOSED[edge], max(floor, low - 24), low)
        if opened >= 0 and "\n" not in text[opened:low]:
            more = clause_before(text, opened, floor)
            low = text.rfind(more, floor, opened) if more else opened
    return low, high
