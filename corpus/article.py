"""``Article``: one piece of news cut from a document, with its parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .view import TextView

ROLES = ("kicker", "title", "subtitle", "head", "paragraph", "caption", "byline")
"""What a block of an article can be."""


@dataclass(frozen=True)
class Block:
    """One line of an article's clean text; offsets into ``Article.view.text``."""

    role: str
    start: int
    end: int


@dataclass(frozen=True)
class BylineName:
    """A name in a byline; offsets into ``Article.view.text``.

    ``role`` is ``reporter``, ``correspondent`` or ``photographer``; ``name``
    is the name without the spaces that set it wide.
    """

    role: str
    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """One article.

    ``view.text`` is the clean text: every block on one line, blocks in source
    order, lines that a column or picture cut rejoined.  ``span`` and ``body``
    are source offsets, end exclusive.
    """

    view: TextView
    blocks: tuple[Block, ...]
    span: tuple[int, int]
    body: tuple[int, int] | None = None
    kicker: str | None = None
    title: str | None = None
    subtitle: str | None = None
    section_heads: tuple[str, ...] = ()
    bylines: tuple[BylineName, ...] = ()
    published: date | None = None
    outlet: str | None = None
    warnings: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """The clean text."""
        return self.view.text

    def names(self, role: str) -> tuple[str, ...]:
        """Names credited as ``role`` in the bylines, each once, in order."""
        return tuple(dict.fromkeys(b.name for b in self.bylines if b.role == role))

    def block_at(self, offset: int) -> Block | None:
        """The block that covers the clean-text ``offset``."""
        low, high = 0, len(self.blocks)
        while low < high:
            middle = (low + high) // 2
            if self.blocks[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.blocks) and self.blocks[low].start <= offset:
            return self.blocks[low]
        return None
