"""What the rules for initiatives need to know of an article, computed once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ...corpus.article import Article
from ...corpus.fold import fold
from ...corpus.marks import OPENING
from ...models import lexicon as lx
from ..readings import readings
from .formulas import take_apart
from .quotes import Quote, find_quotes
from .shape import parted_of, shape_of

LIKELY = 0.5
"""A reading of a body or place counts as one from this probability on."""


@dataclass(frozen=True)
class Context:
    """Folded text with its quotations and the bodies and places read in it."""

    text: str
    quotes: tuple[Quote, ...]
    body_ends: dict[int, tuple[int, str]]
    """End of a likely body or place: (start, type)."""
    titles: tuple[tuple[int, int], ...]
    """Spans of kicker, title and subtitle lines."""
    parts: frozenset[str]
    """What numbered names in quotation marks come apart into (“储备链” of “三链融合”)."""

    def line_start(self, position: int) -> int:
        """Offset of the first character of the line that holds ``position``."""
        return self.text.rfind("\n", 0, position) + 1

    def line_end(self, position: int) -> int:
        """Offset after the last character of the line that holds ``position``."""
        end = self.text.find("\n", position)
        return len(self.text) if end < 0 else end

    def in_title(self, position: int) -> bool:
        """Whether ``position`` stands in a headline line."""
        return any(start <= position < end for start, end in self.titles)

    def spells_out(self, start: int, end: int) -> bool:
        """Whether the article spells out the parts of the numbered name at ``[start, end)``."""
        return parts_at(self.text, start, end) is not None


@lru_cache(maxsize=4)
def _bodies(text: str) -> dict[int, tuple[int, str]]:
    found: dict[int, tuple[int, str]] = {}
    for head, options in readings(text):
        option = options[0]
        if option.p < LIKELY or option.start == -1:
            continue
        start = head.start if option.start < 0 else option.start
        found[head.end] = (start, option.type)
    scan = lx.scan(text)
    lex = lx.lexicon()
    for end, tag in scan.end_tags.items():
        if end in found or not tag & lx.PLACES:
            continue
        start, word = min(scan.words_to(end, lx.PLACES))
        if len(word) > 2 or lex.likely(word) >= 0.7:
            found[end] = (start, "PLACE")
    return found


@lru_cache(maxsize=4)
def _quotes(folded: str) -> tuple[Quote, ...]:
    return tuple(find_quotes(folded))


def parts_at(folded: str, start: int, end: int) -> tuple[tuple[int, int], ...] | None:
    """The parts of the numbered name at ``[start, end)``, if the text spells them out.

    A quoted name has the same parts wherever it stands, so that they are looked for once.
    """
    if start and folded[start - 1] in '“‘"':
        first = folded.find(folded[start - 1 : end]) + 1
        start, end = first, first + end - start
    return _parts_of(folded, start, end)


@lru_cache(maxsize=256)
def _parts_of(folded: str, start: int, end: int) -> tuple[tuple[int, int], ...] | None:
    name = folded[start:end]
    shape = shape_of(name) or parted_of(name)
    if shape is None or shape.form == "ones":
        return None
    parts = take_apart(folded, [(start, end)], shape)
    return parts.spans if parts is not None else None


def _lone(name: str) -> Iterator[str]:
    """The groups of a name that are one thing, and no name themselves: 一核 of 一核两带."""
    shape = shape_of(name) or parted_of(name)
    if shape is not None and shape.form == "pair":
        yield from (f"一{group.morpheme}" for group in shape.groups if group.number == 1)


@lru_cache(maxsize=4)
def _parts(folded: str) -> frozenset[str]:
    found: set[str] = set()
    for quote in _quotes(folded):
        start, end = quote.inside
        if quote.mark in OPENING and end - start <= 12 and "+" not in folded[start:end]:
            found.update(_lone(folded[start:end]))
            if end - start <= 8:
                found.update(folded[a:b] for a, b in parts_at(folded, start, end) or ())
    return frozenset(found)


def context_of(article: Article) -> Context:
    """The context of one article."""
    folded = fold(article.text)
    titles = tuple(
        (b.start, b.end) for b in article.blocks if b.role in ("kicker", "title", "subtitle")
    )
    return Context(folded, _quotes(folded), _bodies(article.text), titles, _parts(folded))
